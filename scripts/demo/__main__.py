"""`make demo`: two municipalities do the main job in the real QGIS, a reviewer reviews, the platform confirms it all.

Leaves in build/demo/ a picture of each step, the working copies and summary.json. Exit 0 only if every step held.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.demo import ask
from scripts.demo.desktop import ROOT, Desktop
from scripts.demo.support import Support
from scripts.dev.run import platform_environment
from scripts.local_platform.local import LocalPlatform
from scripts.server.errors import PlatformError

FOLDER = ROOT / "build" / "demo"
HERE = Path(__file__).parent
PLUGIN = ROOT / "build" / "plugin" / "hso_plugin"
#: Files by which the windows tell each other that it is the next one's turn.
SIGNS = ("sundsvall-sent", "submitted", "returned", "resubmitted", "others-done")


@dataclass
class Telling:
    """A story that is being told in a window of its own, and how many of its steps have been passed on."""

    name: str
    window: Desktop
    ended: Future[dict[str, Any]]
    told: int = 0

    def news(self) -> list[dict[str, Any]]:
        """The steps confirmed since the last time."""
        journal = self.window.journal
        # What comes after the last line end is still being written.
        lines = journal.read_text("utf-8").split("\n")[:-1] if journal.exists() else []
        fresh, self.told = lines[self.told :], len(lines)
        return [json.loads(line) for line in fresh]


class Demo:
    """One run of the demonstration."""

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []
        self.errors: list[str] = []
        self.windows: list[Desktop] = []

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
            self._people(platform_environment(root / "env"))
        except Exception as error:  # noqa: BLE001 - whatever it was, the summary tells it and the run has failed
            self.errors.append(f"{type(error).__name__}: {error}")
            print(f"demo: {self.errors[-1]}")
        finally:
            platform.down()
            platform.remove()
        return self._finish()

    def _people(self, facts: dict[str, str]) -> None:
        """Sundsvall begins, then Timrå, then the reviewer; each window stays open until its turn comes again."""
        os.environ["HSO_DSN"] = facts["HSO_DSN"]
        facts["HSO_DEMO_FOLDER"] = str(FOLDER)
        with ThreadPoolExecutor(3) as pool:
            sundsvall = self._begin(pool, "sundsvall", facts, 900)
            try:
                identity = self._follow(sundsvall, FOLDER / "sundsvall-sent")
                timra = self._begin(pool, "timra", facts, 600)
                self._follow(timra, FOLDER / "submitted")
                reviewer = self._begin(pool, "granskare", facts, 600)
                self._follow(reviewer, FOLDER / "returned")
                self._follow(timra)
                self._follow(reviewer)
                self._support(facts, identity)
            except KeyboardInterrupt:
                for window in self.windows:
                    window.stop()
                raise
            finally:  # or the windows that still stand open would wait for what never comes
                for sign in SIGNS:
                    (FOLDER / sign).touch()
            self._follow(sundsvall)

    def _begin(self, pool: ThreadPoolExecutor, name: str, facts: dict[str, str], seconds: float) -> Telling:
        window = Desktop(FOLDER / name, PLUGIN, environment=facts)
        self.windows.append(window)
        return Telling(name, window, pool.submit(window.tell, HERE / f"{name}.py", seconds))

    def _follow(self, telling: Telling, sign: Path | None = None) -> str:
        """Tell the steps of a story as they come, till `sign` is there (gives what it says) or the story has ended."""
        while not telling.ended.done():
            self._take(telling)
            if sign is not None and sign.exists():
                self._take(telling)
                return sign.read_text("utf-8")
            time.sleep(0.2)
        self._take(telling)
        summary = telling.ended.result()
        for picture in telling.window.pictures.glob("*.png"):
            shutil.copy(picture, FOLDER / picture.name)
        if summary["error"] or summary["exit_code"] != 0:
            raise RuntimeError(f"{telling.name}: exit {summary['exit_code']} {summary['error']}".strip())
        if sign is not None:
            raise RuntimeError(f"{telling.name}: the story ended before its time")
        return ""

    def _take(self, telling: Telling) -> None:
        for step in telling.news():
            self._step(step["name"], step["ok"], step["seconds"], step["evidence"])

    def _support(self, facts: dict[str, str], identity: str) -> None:
        begun = time.monotonic()
        Support(FOLDER, PLUGIN, facts).edit(identity)
        history = ask.history(identity)
        ok = [(row[0], row[2]) for row in history] == [(1, facts["HSO_USER_2281"]), (2, facts["HSO_USER_STOD"])]
        self._step("Stödet ändrar samma objekt utan fönster", ok, time.monotonic() - begun, f"platform: {history}")

    def _step(self, name: str, ok: bool, seconds: float, evidence: str) -> None:
        self.steps.append({"name": name, "ok": ok, "seconds": round(seconds, 2), "evidence": evidence})
        print(f"demo: {'ok    ' if ok else 'FAILED'} {name} ({seconds:.1f} s): {evidence}", flush=True)

    def _finish(self) -> bool:
        for left in SIGNS:
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


def main() -> int:
    """Run the demonstration; 0 if every step held. It takes no arguments, and does not begin when it is given any."""
    summary = (__doc__ or "").splitlines()[0]
    argparse.ArgumentParser(prog="python -m scripts.demo", description=summary).parse_args()
    try:
        return 0 if Demo().run() else 1
    except PlatformError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("demo: interrupted", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
