#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11,<3.15"
# dependencies = []
# ///
"""Set up what the program needs, once, and start it; `run.py test` runs its tests.

Standard library only, and readable by older Pythons down to the sentence that refuses them.
"""

import sys

if not (3, 11) <= sys.version_info[:2] < (3, 15):
    sys.exit(
        "Timeline App needs Python 3.11, 3.12, 3.13 or 3.14; this is Python %d.%d.\n"
        "Start it with one of those, for example: python3.13 run.py" % sys.version_info[:2]
    )

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "set-up-from"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
BASE_PYTHON = getattr(sys, "_base_executable", "") or sys.executable

COMMANDS = {"test": ["-m", "pytest"], "bench": ["-m", "tests.bench"]}
"""Sub-commands for developers: what the environment's Python runs, in the project's folder."""

WHOLE_SUITE = ["-n", "auto"]
"""All tests at once run on all processors; for a few, starting these takes longer."""

APP = ["-P", "-m", "timeline_app"]
"""The program; `-P` keeps files of the current folder from being imported."""

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""The system libraries that Qt loads on Linux, each with its Debian package."""

DISPLAY_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Those that Qt loads besides where there is a display."""

PIP_DETOURS = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_CONSTRAINT")
"""pip settings of a machine that would put packages elsewhere or ask for other ones."""


class SetUpError(Exception):
    """Why the program cannot be set up here, in words for the person who started it."""


def main(arguments: list[str]) -> int:
    """Set up what is missing, then run what was asked for; returns the exit status."""
    try:
        provide(missing_packages())
        if not is_set_up():
            with alone():
                if not is_set_up():
                    set_up()
    except (SetUpError, OSError) as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("\nStopped. The next start sets up again.")
        return 130
    command, *rest = arguments or [""]
    if command in COMMANDS:
        os.chdir(ROOT)
        if command == "test" and not rest:
            rest = WHOLE_SUITE
        return hand_over([*COMMANDS[command], *rest])
    return hand_over([*APP, *arguments])


def hand_over(arguments: list[str]) -> int:
    """Let the environment's Python take this process's place, or wait for it on Windows."""
    os.environ["PYTHONPATH"] = str(ROOT)
    command = [str(PYTHON), *arguments]
    if sys.platform != "win32":
        os.execv(command[0], command)
    with subprocess.Popen(command) as child:
        while True:
            with contextlib.suppress(KeyboardInterrupt):  # reaches the child too, which decides
                return child.wait()


def say(line: str) -> None:
    """Tell the person something; standard output belongs to the program."""
    print(line, file=sys.stderr, flush=True)


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether Qt will look for a display on Linux."""
    chosen = environment.get("QT_QPA_PLATFORM")
    if chosen:
        return not chosen.startswith(("offscreen", "minimal"))
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def can_load(soname: str) -> bool:
    """Whether the system has a shared library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_packages() -> list[str]:
    """The Debian packages that Qt and the set-up need and that are not here."""
    if not sys.platform.startswith("linux"):
        return []
    libraries = QT_LIBRARIES | (DISPLAY_LIBRARIES if has_display(os.environ) else {})
    packages = [package for soname, package in libraries.items() if not can_load(soname)]
    if importlib.util.find_spec("ensurepip") is None and not is_set_up():
        packages.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return packages


def provide(packages: list[str]) -> None:
    """Install Debian packages, where root or sudo without a password allows it.

    Raises:
        SetUpError: they are still missing; says what to type.
    """
    if not packages:
        return
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise SetUpError(
            "Some system libraries are missing. Debian calls them\n"
            f"    {names}\n"
            "Please install them with this system's package manager, then start again."
        )
    install = f"apt-get install -y --no-install-recommends {names}"
    by_hand = f"    sudo sh -c 'apt-get update && {install}'"
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if rights and not (shutil.which("sudo") and run([*rights, "true"]).returncode == 0):
        raise SetUpError(f"Some system libraries are missing. Please type this line:\n{by_hand}")
    say(f"Installing system libraries: {names}")
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive"]
    run([*apt, "apt-get", "update"])
    done = run([*apt, *install.split()])
    if done.returncode:
        raise SetUpError(
            f"{done.stdout.strip()}\n"
            f"The system libraries could not be installed. To try by hand:\n{by_hand}"
        )


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command that asks nothing; what it says is in `stdout`."""
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def fingerprint() -> str:
    """SHA-256 of what the environment is made from: the lock and this Python."""
    python = f"{sys.implementation.cache_tag} {sys.base_prefix}"
    return hashlib.sha256(LOCK.read_bytes() + python.encode()).hexdigest()


def is_set_up() -> bool:
    """Whether the environment was finished, and from what is here now."""
    try:
        return PYTHON.exists() and STAMP.read_text("ascii") == fingerprint()
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Keep a second start waiting while the first sets up; ends with the process, if that dies."""
    try:
        file = (ROOT / ".venv.lock").open("w")
    except OSError as error:
        raise SetUpError(f"The first start must be able to write here: {error}") from None
    with file:
        if sys.platform == "win32":
            import msvcrt

            held = False
            while not held:
                with contextlib.suppress(OSError):  # it gives up after ten seconds
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    held = True
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def set_up() -> None:
    """Make the environment anew from the lock; the stamp comes last, so no half one is used.

    Raises:
        SetUpError: it cannot be made here.
    """
    say("Setting up, which takes a minute and about 500 MB. Later starts skip this.")
    STAMP.unlink(missing_ok=True)
    made = run([BASE_PYTHON, "-I", "-m", "venv", "--clear", str(VENV)])
    if made.returncode:
        raise SetUpError(
            f"{made.stdout.strip()}\n"
            f"{VENV} could not be made anew. If the program is running, close it and start again."
        )
    install()
    say("Preparing for quick starts.")
    # some packages carry files that do not compile by design: the status says nothing
    run([str(PYTHON), "-I", "-m", "compileall", "-q", "-j", "0", str(VENV), str(ROOT / APP[-1])])
    STAMP.write_text(fingerprint(), "ascii")


def install() -> None:
    """Install the lock's packages: their hashes checked, ready-made ones only.

    Raises:
        SetUpError: one of them cannot be had.
    """
    say("Fetching packages.")
    command = [str(PYTHON), "-I", "-m", "pip", "install", "--no-input", "--progress-bar=off"]
    command += ["--require-hashes", "--only-binary=:all:", "--no-compile", "-r", str(LOCK)]
    environment = {name: value for name, value in os.environ.items() if name not in PIP_DETOURS}
    output = ""
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        assert pip.stdout
        for line in pip.stdout:
            output += line
            if line.startswith("Collecting ") and sys.stderr.isatty():
                print(f"\r    {line.split()[1]:60.60}", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(f"\r{'':64}\r", end="", file=sys.stderr)
    if pip.returncode:
        raise SetUpError(why_not_installed(output))


def why_not_installed(output: str) -> str:
    """What pip's output means for the person who waits."""
    if "DO NOT MATCH THE HASHES" in output:
        return "A package that was fetched is not the one in requirements.lock: nothing was used."
    if re.search(r"Retrying \(|Connection|timed out|SSLError", output):
        return "The packages could not be fetched. Please check the network and start again."
    found = re.search(r"No matching distribution found for ([^\s;=]+)==(\S+)", output)
    if found:
        name, version = found.groups()
        return (
            f"{name} {version} does not exist for this system ({system()}).\n"
            "Timeline App runs on Windows 10 or later, macOS 13 or later, and Linux with glibc"
            " 2.34 or later\n(Debian 12, Ubuntu 22.04); on arm64 Linux 2.39 (Debian 13,"
            " Ubuntu 24.04)."
        )
    return f"{output.strip()}\nThe packages could not be installed."


def system() -> str:
    """This system in a few words."""
    import platform

    libc = " ".join(platform.libc_ver()) if sys.platform.startswith("linux") else ""
    python = f"Python {platform.python_version()}"
    return ", ".join(filter(None, [platform.system(), platform.machine(), libc, python]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
