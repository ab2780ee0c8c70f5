"""Whether there is a display, told before Qt could abort."""

import socket
import sys
from pathlib import Path

import pytest

from timeline_app.app.display import has_display

pytestmark = pytest.mark.usefixtures("linux")


@pytest.fixture
def linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")


def test_no_variable_no_display():
    assert not has_display({})


def test_a_platform_without_windows_is_no_display():
    assert not has_display({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"})


@pytest.mark.parametrize("display", ["", "nonsense", ":", ":nonsense", ":65000", "localhost:59000"])
def test_a_name_that_nobody_answers_is_no_display(display: str):
    assert not has_display({"DISPLAY": display})


def test_an_x_server_that_listens_is_a_display():
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0" + str(Path("/", "tmp", ".X11-unix", "X64123")))
        server.listen()
        assert has_display({"DISPLAY": ":64123.0"})


def test_a_wayland_socket_is_a_display(tmp_path: Path):
    (tmp_path / "wayland-0").touch()
    assert has_display({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)})
    assert not has_display({"WAYLAND_DISPLAY": "wayland-1", "XDG_RUNTIME_DIR": str(tmp_path)})


def test_other_systems_always_have_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert has_display({})
