"""`make demo`: two municipalities do the main job in the real QGIS, and the platform confirms every step.

Leaves in build/demo/ a picture of each step, the working copies and summary.json. Exit 0 only if every step held.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from scripts.demo import ask
from scripts.demo.desktop import ROOT, Desktop
from scripts.demo.support import Support
from scripts.platform.local import LocalPlatform

FOLDER = ROOT / "build" / "demo"
HERE = Path(__file__).parent
PLUGIN = ROOT / "build" / "plugin" / "hso_plugin"


class Demo:
    """One run of the demonstration."""

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []
        self.errors: list[str] = []

    def run(self) -> bool:
        """Tell the whole story; True if every step held."""
        root = FOLDER / "platform"
        if root.exists():  # left behind by a run that was broken off
            LocalPlatform(root, lambda _line: None).remove()
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        begun = time.monotonic()
        platform = LocalPlatform(root, lambda line: print(f"platform: {line}"))
        try:
            platform.up(1)
            self._step(
                "Plattformen startar",
                True,
                time.monotonic() - begun,
                f"{platform.state.url}, {ask_total(platform)} objects",
            )
            self._people(facts_of(root / "env"))
        except Exception as error:  # noqa: BLE001 - whatever it was, the summary tells it and the run has failed
            self.errors.append(f"{type(error).__name__}: {error}")
            print(f"demo: {self.errors[-1]}")
        finally:
            platform.down()
            platform.remove()
        return self._finish()

    def _people(self, facts: dict[str, str]) -> None:
        """Sundsvall begins; Timrå and the support do their part while Sundsvall's window stays open."""
        os.environ["HSO_DSN"] = facts["HSO_DSN"]
        facts["HSO_DEMO_FOLDER"] = str(FOLDER)
        with ThreadPoolExecutor(1) as pool:
            sundsvall = pool.submit(self._desktop("sundsvall", facts).tell, HERE / "sundsvall.py", 900)
            try:
                identity = _when_there(FOLDER / "sundsvall-sent", sundsvall)
                self._story("timra", facts)
                self._support(facts, identity)
            finally:
                (FOLDER / "others-done").touch()
            self._told("sundsvall", sundsvall.result())

    def _support(self, facts: dict[str, str], identity: str) -> None:
        begun = time.monotonic()
        Support(FOLDER, PLUGIN, facts).edit(identity)
        history = ask.history(identity)
        ok = [(row[0], row[2]) for row in history] == [(1, facts["HSO_USER_2281"]), (2, facts["HSO_USER_STOD"])]
        self._step("Stödet ändrar samma objekt utan fönster", ok, time.monotonic() - begun, f"platform: {history}")

    def _story(self, name: str, facts: dict[str, str]) -> None:
        self._told(name, self._desktop(name, facts).tell(HERE / f"{name}.py", 400))

    def _told(self, name: str, summary: dict[str, Any]) -> None:
        for step in summary["steps"]:
            self._step(step["name"], step["ok"], step["seconds"], step["evidence"])
        if summary["error"] or summary["exit_code"] != 0:
            self.errors.append(f"{name}: exit {summary['exit_code']} {summary['error']}".strip())
            print(f"demo: {self.errors[-1]}")
        for picture in (FOLDER / name / "pictures").glob("*.png"):
            shutil.copy(picture, FOLDER / picture.name)

    def _desktop(self, name: str, facts: dict[str, str]) -> Desktop:
        return Desktop(FOLDER / name, PLUGIN, environment=facts)

    def _step(self, name: str, ok: bool, seconds: float, evidence: str) -> None:
        self.steps.append({"name": name, "ok": ok, "seconds": round(seconds, 2), "evidence": evidence})
        print(f"demo: {'ok    ' if ok else 'FAILED'} {name} ({seconds:.1f} s): {evidence}", flush=True)

    def _finish(self) -> bool:
        for left in ("sundsvall-sent", "others-done"):
            (FOLDER / left).unlink(missing_ok=True)
        summary = {"steps": self.steps, "errors": self.errors}
        (FOLDER / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", "utf-8")
        held = sum(step["ok"] for step in self.steps)
        print(f"demo: {held} of {len(self.steps)} steps confirmed; pictures and summary in {FOLDER.relative_to(ROOT)}/")
        return held == len(self.steps) and not self.errors


def ask_total(platform: LocalPlatform) -> int:
    """How many objects the seven municipalities have to begin with."""
    os.environ["HSO_DSN"] = platform.state.dsn()
    return sum(ask.count(code) for code in ("2260", "2262", "2280", "2281", "2282", "2283", "2284"))


def facts_of(env: Path) -> dict[str, str]:
    """The platform's addresses and sign-ins (`NAME=value` in shell syntax)."""
    pairs = (line.split("=", 1) for line in env.read_text("utf-8").splitlines() if "=" in line)
    return {name.strip(): value.strip().strip("'\"") for name, value in pairs}


def _when_there(path: Path, story: Future[dict[str, Any]]) -> str:
    """What `path` says, once it is there; raises what ended the story before that."""
    while not path.exists():
        if story.done():
            raise RuntimeError(story.result()["error"] or "Sundsvall's story ended too early")
        time.sleep(0.2)
    return path.read_text()


if __name__ == "__main__":
    sys.exit(0 if Demo().run() else 1)
