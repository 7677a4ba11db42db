"""Starts the real QGIS desktop with the plugin in a profile of its own, and lets a story run in it.

The story is a Python file with a generator function `story(driver)`; see `scripts.demo.story`. Without a screen it
gets one from Xvfb.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely

ROOT = Path(__file__).resolve().parent.parent.parent
DRIVER = Path(__file__).resolve().parent / "bootstrap.py"

_INI = """[PythonPlugins]
hso_plugin=true

[locale]
userLocale={locale}
overrideFlag=true

[qgis]
checkVersion=false
showTips=false
newsFeedEnabled=false

[app]
projections\\newProjectCrsBehavior=UsePresetCrs
projections\\defaultProjectCrs=EPSG:3006

[core]
NewsFeed\\httpsfeedqgisorg\\disabled=true

[UI]
uidock\\defaultLayout=true
"""


class DesktopError(Exception):
    """QGIS ended without a result of its story; the text carries the end of what it printed."""


@dataclass
class Desktop:
    """A QGIS with its own profile.

    Attributes:
        folder: everything of it: profile, log, pictures. Made when it is missing.
        plugin: the laid-out plugin that is copied in (`build/plugin/hso_plugin`).
        locale: `sv_SE`, `en_GB` …
        size: of the window, in pixels.
        environment: what the story needs to know, for example the platform's address.
    """

    folder: Path
    plugin: Path
    locale: str = "sv_SE"
    size: tuple[int, int] = (1600, 1000)
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def pictures(self) -> Path:
        """Where the story's pictures end up."""
        return self.folder / "pictures"

    def prepare(self) -> Path:
        """Lay out the profile with the plugin switched on; gives the folder for `--profiles-path`."""
        profile = self.folder / "qgis" / "profiles" / "default"
        plugins = profile / "python" / "plugins"
        shutil.rmtree(plugins / "hso_plugin", ignore_errors=True)
        plugins.mkdir(parents=True, exist_ok=True)
        shutil.copytree(self.plugin, plugins / "hso_plugin")
        settings = profile / "QGIS" / "QGIS3.ini"
        settings.parent.mkdir(exist_ok=True)
        if not settings.exists():
            settings.write_text(_INI.format(locale=self.locale), encoding="utf-8")
        self.pictures.mkdir(parents=True, exist_ok=True)
        return self.folder / "qgis"

    def command(self, profiles: Path, *arguments: str) -> list[str]:
        """QGIS, behind Xvfb unless there is a screen that the caller wants to use (`HSO_DISPLAY=1`)."""
        qgis = [
            "qgis",
            "--nologo",
            "--noversioncheck",
            "--profiles-path",
            str(profiles),
            "--lang",
            self.locale,
            *arguments,
        ]
        if os.environ.get("HSO_DISPLAY") and os.environ.get("DISPLAY"):
            return qgis
        width, height = self.size
        return ["xvfb-run", "-a", "-s", f"-screen 0 {width}x{height}x24 -dpi 96", *qgis]

    def tell(self, story: Path, seconds: float = 300) -> dict[str, Any]:
        """Run `story` to its end and give its summary: `{"ok", "error", "steps": [...]}`.

        Raises `DesktopError` when QGIS crashed, or took longer than `seconds` (it is ended then, by its process group).
        """
        profiles = self.prepare()
        result = self.folder / "summary.json"
        result.unlink(missing_ok=True)
        log = self.folder / "qgis.log"
        environment = self._environment() | {
            "HSO_STORY": str(story),
            "HSO_STORY_RESULT": str(result),
            "HSO_STORY_PICTURES": str(self.pictures),
            "HSO_STORY_SIZE": "{}x{}".format(*self.size),
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

    def _environment(self) -> dict[str, str]:
        """The person's, without what would change which QGIS, Python or profile is used."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("QGIS_", "PYTHON")) and k != "QT_QPA_PLATFORM"}
        home, runtime = self.folder / "home", self.folder / "runtime"
        for needed in (home, runtime):
            needed.mkdir(parents=True, exist_ok=True)
        runtime.chmod(0o700)  # Qt asks for it
        password = self.folder / "auth-password"
        if not password.exists():
            password.write_text(
                os.urandom(16).hex(), "ascii"
            )  # a master password of this profile's own: no window asks
            password.chmod(0o600)
        return kept | {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "QGIS_AUTH_PASSWORD_FILE": str(password),
            # QGIS runs in the system's Python; what Debian lacks (shapely 2) stands in the environment this runs in.
            "PYTHONPATH": str(Path(shapely.__file__).resolve().parent.parent),
            "PYTHONFAULTHANDLER": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "LANG": "C.UTF-8",
        }


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


def main(arguments: list[str]) -> int:
    """`python -m scripts.demo.desktop STORY FOLDER [LOCALE [WIDTHxHEIGHT]]`: tell one story, print its steps."""
    story, folder = Path(arguments[0]), Path(arguments[1])
    locale = arguments[2] if len(arguments) > 2 else "sv_SE"
    width, height = (int(n) for n in (arguments[3] if len(arguments) > 3 else "1600x1000").split("x"))
    desktop = Desktop(folder.resolve(), ROOT / "build" / "plugin" / "hso_plugin", locale, (width, height))
    summary = desktop.tell(story.resolve())
    for step in summary["steps"]:
        print(f"{'ok  ' if step['ok'] else 'FAIL'} {step['seconds']:6.1f} s  {step['name']}: {step['evidence']}")
    if summary["error"]:
        print(summary["error"], file=sys.stderr)
    return 0 if summary["ok"] and summary["exit_code"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
