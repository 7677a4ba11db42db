"""Starts the real QGIS desktop with a profile of its own: for `make run`, the demonstration and the desktop tests.

The desktop does not run offscreen. On a machine without a screen it gets one from Xvfb.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path

#: Width and height in pixels of the screen that Xvfb makes, and its colours.
XVFB_SCREEN = "1600x1000x24"


def has_screen() -> bool:
    """True when there is a screen to open a window on."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_profile(
    profiles: Path, plugin: Path | None = None, settings: Mapping[str, Mapping[str, str]] | None = None
) -> Path:
    """Make QGIS's `default` profile under `profiles` unless it is there; gives its folder.

    Args:
        profiles: folder for `--profiles-path`.
        plugin: folder of a plugin that the profile gets by a link, switched on. Its name is the plugin's id.
        settings: what a new profile's QGIS3.ini starts with: section, key, value. An old profile keeps its own.

    Raises:
        FileNotFoundError: the plugin is not there; QGIS would pass over a link to nothing without a word.
    """
    if plugin and not plugin.is_dir():
        raise FileNotFoundError(f"there is no plugin in {plugin}: lay it out by make plugin")
    profile = profiles / "profiles" / "default"
    ini = profile / "QGIS" / "QGIS3.ini"
    if not ini.exists():
        sections = {name: dict(values) for name, values in (settings or {}).items()}
        if plugin:
            sections.setdefault("PythonPlugins", {})[plugin.name] = "true"
        ini.parent.mkdir(parents=True, exist_ok=True)
        lines = [
            f"[{name}]\n" + "".join(f"{key}={value}\n" for key, value in sections[name].items()) for name in sections
        ]
        ini.write_text("\n".join(lines), encoding="utf-8")
    if plugin:
        link = profile / "python" / "plugins" / plugin.name
        link.parent.mkdir(parents=True, exist_ok=True)
        if link.is_symlink():
            link.unlink()
        link.symlink_to(plugin.resolve(), target_is_directory=True)
    return profile


def command(profiles: Path, arguments: Sequence[str] = (), *, xvfb: bool) -> list[str]:
    """The command that starts QGIS with the profile under `profiles`, on a screen of its own where `xvfb` is true."""
    if not shutil.which("qgis"):
        raise FileNotFoundError("qgis is not installed: run make setup")
    words = ["qgis", "--nologo", "--noversioncheck", "--profiles-path", str(profiles), *arguments]
    return ["xvfb-run", "-a", "-s", f"-screen 0 {XVFB_SCREEN}", *words] if xvfb else words


def environment(*, xvfb: bool, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """QGIS's environment, without what would have it draw offscreen or take its settings from elsewhere.

    QGIS runs in the system's Python. What Debian's lacks (shapely 2) it gets from the environment this runs in.
    """
    dropped = {"QT_QPA_PLATFORM", "PYTHONHOME", "VIRTUAL_ENV", "QGIS_CUSTOM_CONFIG_PATH"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    if xvfb:
        kept = {name: value for name, value in kept.items() if name not in {"WAYLAND_DISPLAY", "DISPLAY", "XAUTHORITY"}}
        kept["QT_QPA_PLATFORM"] = "xcb"
    return kept | {"PYTHONPATH": sysconfig.get_path("platlib")} | dict(extra or {})


def run(
    profiles: Path,
    arguments: Sequence[str] = (),
    *,
    xvfb: bool = True,
    extra: Mapping[str, str] | None = None,
    timeout: float | None = None,
) -> tuple[int, str]:
    """Run QGIS until it ends; gives its exit code and everything it wrote.

    Raises:
        TimeoutError: it was still there after `timeout` seconds; now it and its screen are ended. Has what it wrote.
    """
    process = subprocess.Popen(
        command(profiles, arguments, xvfb=xvfb),
        env=environment(xvfb=xvfb, extra=extra),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,  # so that QGIS and its screen can be ended together
    )
    try:
        output, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            output, _ = process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, _ = process.communicate()
        raise TimeoutError(f"QGIS did not end within {timeout} s. It wrote:\n{output}") from None
    return process.returncode, output
