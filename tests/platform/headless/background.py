"""A QGIS without a window in a process of its own, which runs the plugin's jobs in tasks as the docks do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hso_plugin.qgis_bridge.profile.settings import Profile

ROOT = Path(__file__).parents[3]
#: Of the authentication database in its profile.
MASTER_PASSWORD = "bara-for-proven"  # pragma: allowlist secret
#: What the child writes before an answer: QGIS may print lines of its own.
MARK = "\x1e"


class BackgroundQgis:
    """Told what to do by calling it: `qgis("sign_in", user=…, password=…)`. The commands are in `background_child`.

    Passwords reach it on its standard input, which leaves no trace. Everything it writes goes under `folder`.

    Attributes:
        folder: home, temporary files, and the QGIS profile.
        arguments: the command line of each of its processes, as others on the computer see it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("home", "tmp", "profile", "runtime"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / "runtime").chmod(0o700)
        kept = {n: v for n, v in os.environ.items() if not n.startswith(("QGIS_", "HSO_", "XDG_"))}
        self._errors = (folder / "stderr.txt").open("w")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.platform.headless.background_child", str(folder / "profile")],
            cwd=ROOT,
            env=kept | {
                "QT_QPA_PLATFORM": "offscreen",
                "HOME": str(folder / "home"),
                "TMPDIR": str(folder / "tmp"),
                "XDG_RUNTIME_DIR": str(folder / "runtime"),
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )  # fmt: skip
        self.arguments: list[str] = []
        self._said = (folder / "stdout.txt").open("w")

    def __call__(self, command: str, **arguments: Any) -> Any:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([command, arguments]) + "\n")
        self._process.stdin.flush()
        for line in self._process.stdout:
            self._said.write(line)
            if line.startswith(MARK):
                self.arguments.append(Path(f"/proc/{self._process.pid}/cmdline").read_text())
                return json.loads(line[1:])
        self._errors.flush()
        raise AssertionError(f"{command}: QGIS ended with {self._process.wait()}:\n{self.errors}")

    def run(self, job: str, profile: Profile, **more: Any) -> dict[str, Any]:
        """What came of a job: `code` ("" when it went well), `text`, `details`, `result`, the self-test's `lines`."""
        return dict(self("run", job=job, profile=asdict(profile), **more))

    @property
    def errors(self) -> str:
        """What it has written on standard error."""
        return (self.folder / "stderr.txt").read_text()

    def end(self) -> int:
        """Close QGIS; its exit code."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        try:
            code = self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        self._said.write(self._process.stdout.read())
        for file in (self._process.stdout, self._said, self._errors):
            file.close()
        return code


@contextmanager
def background_qgis(folder: Path) -> Iterator[BackgroundQgis]:
    """A QGIS whose profile is in `folder`, with a master password set. It must close in good order."""
    qgis = BackgroundQgis(folder)
    try:
        assert qgis("master_password", password=MASTER_PASSWORD)
        yield qgis
    except BaseException:
        qgis.end()
        raise
    assert qgis.end() == 0, qgis.errors
