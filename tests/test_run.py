"""run.py: what it says, what it sets up and when, and what it starts."""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import run

SCRIPT = Path(run.__file__)


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """run.py in a folder of its own, with a lock and no environment yet."""
    venv = tmp_path / ".venv"
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(run, "VENV", venv)
    monkeypatch.setattr(run, "STAMP", venv / "set-up-from")
    monkeypatch.setattr(run, "PYTHON", venv / "bin" / "python")
    run.LOCK.write_text("one==1\n")
    return tmp_path


@pytest.fixture
def commands(monkeypatch):
    """The commands that run.py would have run, all of which succeed."""
    ran = []

    def record(command):
        ran.append(command)
        return subprocess.CompletedProcess(command, 0, "")

    monkeypatch.setattr(run, "run", record)
    return ran


@pytest.fixture
def bare_debian(monkeypatch):
    """A Debian without Qt's libraries, without a display; somebody who is not root."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(run, "can_load", lambda _soname: False)
    monkeypatch.setattr(run, "is_set_up", lambda: True)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


def make_environment():
    run.PYTHON.parent.mkdir(parents=True)
    run.PYTHON.touch()
    run.STAMP.write_text(run.fingerprint())


class TestPython:
    @pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13), (3, 15, 0)])
    def test_other_versions_get_a_sentence(self, version):
        pretend = (
            f"import runpy, sys; sys.version_info = {version}; runpy.run_path({str(SCRIPT)!r})"
        )
        done = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True)
        assert done.returncode == 1
        assert done.stderr.startswith("Timeline App needs Python 3.11, 3.12, 3.13 or 3.14; this is")
        assert "Traceback" not in done.stderr

    def test_an_older_python_can_read_as_far_as_that(self):
        ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 6))


class TestEnvironment:
    def test_is_used_when_finished(self, checkout):
        assert not run.is_set_up()
        make_environment()
        assert run.is_set_up()

    def test_is_made_anew_when_the_lock_changes(self, checkout):
        make_environment()
        run.LOCK.write_text("one==2\n")
        assert not run.is_set_up()

    def test_is_made_anew_for_another_python(self, checkout, monkeypatch):
        make_environment()
        monkeypatch.setattr(sys, "base_prefix", "elsewhere")
        assert not run.is_set_up()

    def test_is_made_anew_when_its_python_is_gone(self, checkout):
        make_environment()
        run.PYTHON.unlink()
        assert not run.is_set_up()

    def test_is_stamped_last(self, checkout, commands, monkeypatch):
        stamped_during_install = []
        make_environment()
        run.LOCK.write_text("one==2\n")
        monkeypatch.setattr(run, "install", lambda: stamped_during_install.append(run.is_set_up()))
        run.set_up()
        assert stamped_during_install == [False]
        assert run.is_set_up()
        assert "compileall" in commands[-1]

    def test_is_made_anew_after_an_interruption(self, checkout, commands, monkeypatch, capsys):
        def interrupted():
            raise KeyboardInterrupt

        monkeypatch.setattr(run, "install", interrupted)
        monkeypatch.setattr(run, "missing_packages", list)
        assert run.main(["test"]) == 130
        assert not run.is_set_up()
        assert "The next start sets up again" in capsys.readouterr().err

    def test_is_made_by_one_start_at_a_time(self, checkout):
        entered = threading.Event()

        def second_start():
            with run.alone():
                entered.set()

        with run.alone():
            thread = threading.Thread(target=second_start)
            thread.start()
            assert not entered.wait(0.1)
        thread.join(10)
        assert entered.is_set()


class TestSystemLibraries:
    def test_nothing_is_missing_beside_linux(self, bare_debian, monkeypatch):
        monkeypatch.setattr(sys, "platform", "darwin")
        assert run.missing_packages() == []

    def test_a_display_asks_for_more(self, bare_debian, monkeypatch):
        assert run.missing_packages() == list(run.QT_LIBRARIES.values())
        monkeypatch.setenv("DISPLAY", ":0")
        everything = run.QT_LIBRARIES | run.DISPLAY_LIBRARIES
        assert run.missing_packages() == list(everything.values())

    def test_the_package_for_environments_is_missing_before_set_up_only(
        self, bare_debian, monkeypatch
    ):
        monkeypatch.setattr(run, "can_load", lambda _soname: True)
        monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
        assert run.missing_packages() == []
        monkeypatch.setattr(run, "is_set_up", lambda: False)
        assert run.missing_packages() == [f"python3.{sys.version_info.minor}-venv"]

    def test_one_line_to_type_without_rights(self, bare_debian, monkeypatch, capsys):
        monkeypatch.setattr(run, "run", lambda command: subprocess.CompletedProcess(command, 1, ""))
        monkeypatch.setattr(run, "can_load", lambda soname: soname != "libEGL.so.1")
        assert run.main([]) == 1
        assert capsys.readouterr().err.splitlines()[1:] == [
            "    sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends libegl1'"
        ]

    def test_other_systems_get_the_names(self, bare_debian, monkeypatch):
        monkeypatch.setattr(shutil, "which", lambda _name: None)
        with pytest.raises(run.SetUpError, match="libegl1 libgl1"):
            run.provide(["libegl1", "libgl1"])

    @pytest.mark.parametrize(("user", "rights"), [(0, []), (1000, ["sudo", "-n"])])
    def test_are_installed_where_rights_allow(
        self, bare_debian, commands, monkeypatch, user, rights
    ):
        monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
        run.provide(["libegl1"])
        quiet = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        assert commands[-2:] == [
            [*quiet, "update"],
            [*quiet, "install", "-y", "--no-install-recommends", "libegl1"],
        ]

    @pytest.mark.parametrize(
        ("environment", "expected"),
        [
            ({}, False),
            ({"DISPLAY": ":0"}, True),
            ({"WAYLAND_DISPLAY": "wayland-0"}, True),
            ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
            ({"QT_QPA_PLATFORM": "xcb"}, True),
        ],
    )
    def test_display(self, environment, expected):
        assert run.has_display(environment) is expected


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (
            "ERROR: Could not find a version that satisfies the requirement numpy==2.4.6"
            " (from versions: none)\nERROR: No matching distribution found for numpy==2.4.6\n",
            "numpy 2.4.6 does not exist for this system",
        ),
        (
            "WARNING: Retrying (Retry(total=4)) after connection broken\n"
            "ERROR: No matching distribution found for numpy==2.4.6\n",
            "Please check the network",
        ),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n",
            "is not the one in requirements.lock",
        ),
        ("ERROR: something else\n", "ERROR: something else\nThe packages could not be installed."),
    ],
)
def test_failed_installs_are_explained(output, sentence):
    assert sentence in run.why_not_installed(output)


class TestStart:
    @pytest.fixture
    def handed_over(self, checkout, monkeypatch):
        given = []

        def record(arguments):
            given.extend(arguments)
            return 3

        make_environment()
        monkeypatch.chdir(checkout.parent)
        monkeypatch.setattr(run, "missing_packages", list)
        monkeypatch.setattr(run, "hand_over", record)
        return given

    def test_without_arguments_opens_the_program(self, handed_over):
        assert run.main([]) == 3
        assert handed_over == ["-P", "-m", "timeline_app"]

    def test_arguments_reach_the_program_in_the_folder_they_were_typed_in(
        self, handed_over, checkout
    ):
        run.main(["export", "--country", "Guatemala", "--out", "g.csv"])
        assert handed_over[3:] == ["export", "--country", "Guatemala", "--out", "g.csv"]
        assert Path.cwd() == checkout.parent

    def test_test_runs_the_tests_in_the_project(self, handed_over, checkout):
        assert run.main(["test", "-k", "words"]) == 3
        assert handed_over == ["-m", "pytest", "-k", "words"]
        assert Path.cwd() == checkout

    def test_all_tests_run_on_all_processors(self, handed_over):
        run.main(["test"])
        assert handed_over == ["-m", "pytest", "-n", "auto"]

    def test_the_exit_status_is_passed_on(self):
        code = (
            "import sys, pathlib, run; run.PYTHON = pathlib.Path(sys.executable);"
            "sys.exit(run.hand_over(['-c', 'raise SystemExit(7)']))"
        )
        assert subprocess.run([sys.executable, "-c", code], cwd=SCRIPT.parent).returncode == 7
