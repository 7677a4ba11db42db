"""Starts the real QGIS desktop with the plugin in a profile of its own, and lets a story run in it.

The story is a Python file with a generator function `story(driver)`; see `scripts.demo.story`. Without a screen it
gets one from Xvfb.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.dev import desktop

ROOT = Path(__file__).resolve().parent.parent.parent
DRIVER = Path(__file__).resolve().parent / "bootstrap.py"

#: A new profile: no tips, news or questions in the way of a story, and SWEREF 99 TM from the start.
SETTINGS = {
    "qgis": {"checkVersion": "false", "showTips": "false"},
    "app": {"projections\\newProjectCrsBehavior": "UsePresetCrs", "projections\\defaultProjectCrs": "EPSG:3006"},
    "core": {"NewsFeed\\httpsfeedqgisorg\\disabled": "true"},
}


class DesktopError(Exception):
    """QGIS ended without a result of its story; the text carries the end of what it printed."""


@dataclass
class Desktop:
    """A QGIS with its own profile.

    Attributes:
        folder: everything of it: profile, log, pictures. Made when it is missing.
        plugin: folder of the laid-out plugin (`build/plugin/hso_plugin`).
        locale: `sv_SE`, `en_GB` …
        size: of the window, in pixels.
        environment: what the story needs to know, for example the platform's address.
    """

    folder: Path
    plugin: Path
    locale: str = "sv_SE"
    size: tuple[int, int] = (1600, 1000)
    environment: Mapping[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def pictures(self) -> Path:
        """Where the story's pictures end up."""
        return self.folder / "pictures"

    @property
    def journal(self) -> Path:
        """Where the story's steps end up as they are confirmed, one JSON object a line."""
        return self.folder / "steps.jsonl"

    def prepare(self) -> Path:
        """Lay out the profile with the plugin switched on; gives the folder for `--profiles-path`."""
        profiles = self.folder / "qgis"
        language = {"locale": {"overrideFlag": "true", "userLocale": self.locale}}
        desktop.make_profile(profiles, self.plugin, SETTINGS | language)
        self.pictures.mkdir(parents=True, exist_ok=True)
        return profiles

    def command(self, profiles: Path, *arguments: str) -> list[str]:
        """QGIS on a screen of its own, or on the person's when there is one and `HSO_DISPLAY=1` asks for it."""
        qgis = desktop.command(profiles, ["--lang", self.locale, *arguments], xvfb=False)
        if not self._own_screen():
            return qgis
        width, height = self.size
        # 96 dots an inch: with Xvfb's own 100 every picture would be blown up by 4 %.
        return ["xvfb-run", "-a", "-s", f"-screen 0 {width}x{height}x24 -dpi 96", *qgis]

    @staticmethod
    def _own_screen() -> bool:
        return not (os.environ.get("HSO_DISPLAY") == "1" and desktop.has_screen())

    def tell(self, story: Path, seconds: float = 300) -> dict[str, Any]:
        """Run `story` to its end and give its summary: `{"ok", "error", "steps": [...]}`.

        Raises `DesktopError` when QGIS crashed, or took longer than `seconds` (it is ended then, by its process group).
        """
        profiles = self.prepare()
        result = self.folder / "summary.json"
        result.unlink(missing_ok=True)
        self.journal.unlink(missing_ok=True)
        log = self.folder / "qgis.log"
        environment = self._environment() | {
            "HSO_STORY": str(story),
            "HSO_STORY_RESULT": str(result),
            "HSO_STORY_PICTURES": str(self.pictures),
            "HSO_STORY_SIZE": "{}x{}".format(*self.size),
            "HSO_STORY_JOURNAL": str(self.journal),
            "HSO_ROOT": str(ROOT),
            **self.environment,
        }
        with log.open("wb") as output:
            process = subprocess.Popen(
                self.command(profiles, "--code", str(DRIVER)),
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._process = process
            try:
                exit_code = _wait(process, result, seconds)
            finally:
                _end(process)
        tail = log.read_text("utf-8", "replace")[-3000:]
        if not result.exists():
            raise DesktopError(f"QGIS ended with {exit_code} before its story did:\n{tail}")
        summary: dict[str, Any] = json.loads(result.read_text("utf-8"))
        summary["exit_code"] = exit_code
        return summary

    def stop(self) -> None:
        """End QGIS, wherever its story is; harmless before and after."""
        if self._process is not None:
            _end(self._process)

    def _environment(self) -> dict[str, str]:
        """The person's, with a home of the story's own and a master password, so that no window asks for one."""
        home, runtime, password = (self.folder / name for name in ("home", "runtime", "auth-password"))
        for needed in (home, runtime):
            needed.mkdir(parents=True, exist_ok=True)
        runtime.chmod(0o700)  # Qt asks for it
        if not password.exists():
            password.touch(0o600)
            password.write_text(os.urandom(16).hex(), "ascii")
        own = {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "HSO_STORY_MASTER_PASSWORD": str(password),
            "PYTHONFAULTHANDLER": "1",
            "LANG": "C.UTF-8",
        }
        return desktop.environment(xvfb=self._own_screen(), extra=own)


def _wait(process: subprocess.Popen[bytes], result: Path, seconds: float) -> int | None:
    """QGIS's exit code; None when it had to be ended. A story that is told gives QGIS 20 s to close."""
    until = time.monotonic() + seconds
    told = False
    while time.monotonic() < until:
        code = process.poll()
        if code is not None:
            return code
        if not told and result.exists():
            told, until = True, min(until, time.monotonic() + 20)
        time.sleep(0.1)
    return None


def _end(process: subprocess.Popen[bytes]) -> None:
    for what in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, what)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                continue
    # Xvfb is in the same group and outlives a QGIS that crashed.
    try:
        os.killpg(process.pid, signal.SIGTERM)
    except ProcessLookupError:
        return
