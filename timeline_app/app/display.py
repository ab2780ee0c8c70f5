"""Whether there is a display to open a window on; Qt itself aborts where there is none."""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

WITHOUT_WINDOWS = ("offscreen", "minimal")
"""Qt platforms that draw into memory only."""


def has_display(environment: Mapping[str, str] | None = None) -> bool:
    """Whether a window could be seen. Elsewhere than on Linux and the BSDs there always is one."""
    env = os.environ if environment is None else environment
    if env.get("QT_QPA_PLATFORM", "").partition(":")[0] in WITHOUT_WINDOWS:
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return _wayland_answers(env) or _x_answers(env.get("DISPLAY", ""))


def _wayland_answers(env: Mapping[str, str]) -> bool:
    name = env.get("WAYLAND_DISPLAY", "")
    return bool(name) and (Path(env.get("XDG_RUNTIME_DIR", "/run")) / name).exists()


def _x_answers(display: str) -> bool:
    """Whether an X server listens at `host:number.screen`; without a host on a local socket."""
    host, colon, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not colon or not number.isdigit():
        return False
    if host and not host.startswith(("unix", "/")):
        return _connects(socket.AF_INET, (host, 6000 + int(number)))
    path = str(Path("/", "tmp", ".X11-unix", f"X{number}"))
    return _connects(socket.AF_UNIX, path) or _connects(socket.AF_UNIX, f"\0{path}")


def _connects(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    with socket.socket(family) as client:
        client.settimeout(2)
        try:
            client.connect(address)
        except OSError:
            return False
        return True
