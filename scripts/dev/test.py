"""Runs the test folders, each in the way it needs, and closes with one summary.

    python -m scripts.dev.test                     all of them
    python -m scripts.dev.test unit qgis           some
    python -m scripts.dev.test unit -- -k merge    with arguments for pytest

Several folders run two at a time where there are two processors; each tells what it had to say when it is done.
Ends with 1 when a folder has a failing test or none at all.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from scripts.dev import windows_files
from scripts.dev.lint.qt_names import qt6_python

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "build" / "test"

#: pytest-qgis starts QGIS before any conftest: only the folder that wants QGIS in its own process has it.
#: Those that take longest come first, so that none of them is left to run alone.
FOLDERS: dict[str, list[str]] = {
    "platform": ["-p", "no:pytest_qgis"],
    "windows": [],
    "qgis": [],
    "desktop": ["-p", "no:pytest_qgis"],
    "faults": ["-p", "no:pytest_qgis"],
    "interop": ["-p", "no:pytest_qgis"],
    "unit": ["-p", "no:pytest_qgis"],
    "newest": ["-n", "2", "-m", "not developer_tools"],
    "qt5": ["-p", "no:pytest_qgis"],
    "qt6": ["-p", "no:pytest_qgis"],
}
#: What is run in another folder than the one of its name: the windows, without QGIS, under each Qt, and the unit tests
#: on the newest NumPy, GEOS and GDAL.
TESTS = {"newest": "unit", "qt5": "qt", "qt6": "qt"}
#: No folder of its own, but tests of other folders in another Python: the module that runs them there with pytest.
ELSEWHERE = {"windows": "tests.windows"}
AT_A_TIME = min(2, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a folder went. `passed`, `failed` (errors too) and `skipped` are numbers of tests."""

    folder: str
    passed: int
    failed: int
    skipped: int
    seconds: float
    exit_code: int

    @property
    def ok(self) -> bool:
        """True when tests ran and none failed. pytest ends with 5 when there were none."""
        return self.exit_code == 0 and self.failed == 0 and self.passed > 0


def counts(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped tests in a JUnit report; all 0 when pytest died before it had written it."""
    try:
        suites = list(ElementTree.parse(report).iter("testsuite"))
    except (FileNotFoundError, ElementTree.ParseError):
        return 0, 0, 0
    total = failed = skipped = 0
    for suite in suites:
        total += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    return total - failed - skipped, failed, skipped


def environment(folder: str) -> dict[str, str]:
    """The folder's environment: a home of its own, so that tests neither read nor write the person's QGIS profile.

    Qt draws offscreen, except for the desktop: that does not run so, and its tests bring their own screen. Tests inside
    QGIS live under Windows' rules for open files, as does every QGIS that the desktop's tests start.
    """
    home = RESULTS / "home" / folder
    runtime = RESULTS / "runtime" / folder
    for needed in (home, runtime):
        needed.mkdir(parents=True, exist_ok=True)
    runtime.chmod(0o700)  # Qt asks for it
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QGIS_", "XDG_", "PYTHON"))}
    if folder != "desktop":
        kept["QT_QPA_PLATFORM"] = "offscreen"
    if folder == "qgis":
        kept |= windows_files.environment()
    if TESTS.get(folder) == "qt":
        kept |= {"HSO_QT": folder[-1], "PYTEST_QT_API": f"py{folder[:2]}{folder[-1]}"}
    if folder == "qt6":  # its Python has PyQt6 and nothing else; the rest is this one's, and GDAL the system's
        kept["PYTHONPATH"] = os.pathsep.join([sysconfig.get_path("purelib"), "/usr/lib/python3/dist-packages"])
    return kept | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONFAULTHANDLER": "1",
    }


def _python(folder: str) -> str:
    """The Python that runs a folder; one with an environment of its own has that made at the first call."""
    if folder == "newest":
        made = subprocess.run([ROOT / "scripts" / "dev" / "newest.sh"], stdout=subprocess.PIPE, text=True, check=True)
        return made.stdout.strip()
    return str(qt6_python(ROOT)) if folder == "qt6" else sys.executable


def run(folder: str, arguments: list[str], output: IO[bytes] | None = None, under: Sequence[str] = ()) -> Outcome:
    """Run pytest on one folder, `under` another Python program; its output goes to `output`, else to the terminal."""
    report = RESULTS / f"{folder}.xml"
    report.unlink(missing_ok=True)
    tests = f"tests/{TESTS.get(folder, folder)}"
    named = any(argument.startswith(f"{tests}/") for argument in arguments)
    where = [] if named or folder in ELSEWHERE else [tests]
    runner = ELSEWHERE.get(folder, "pytest")
    command = [_python(folder), *under, "-m", runner, f"--junitxml={report}", *FOLDERS[folder], *where, *arguments]
    if output is None:
        print(f"\n== tests/{folder}", flush=True)
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        check=False,
    )
    return Outcome(folder, *counts(report), time.monotonic() - started, done.returncode)


def run_several(folders: Sequence[str], arguments: list[str]) -> list[Outcome]:
    """Run folders beside each other, each writing to a file of its own that is shown when it is done."""

    def aside(folder: str) -> Outcome:
        log = RESULTS / f"{folder}.log"
        with log.open("wb") as output:
            outcome = run(folder, arguments, output)
        print(f"\n== tests/{folder}\n{log.read_text(encoding='utf-8', errors='replace')}", flush=True)
        return outcome

    print(f"\n{AT_A_TIME} at a time: {', '.join(folders)}", flush=True)
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        return list(pool.map(aside, folders))


def _end_of_log(folder: str) -> str:
    """The last lines a folder said: of a long run many a reader keeps its end alone."""
    return "\n".join((RESULTS / f"{folder}.log").read_text(encoding="utf-8", errors="replace").splitlines()[-40:])


def main(arguments: list[str]) -> int:
    """Run the named folders (all without names); 0 when every one has tests and all of them passed."""
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    names, extra = arguments[:cut], arguments[cut + 1 :]
    unknown = [name for name in names if name not in FOLDERS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}. There are: {', '.join(FOLDERS)}", file=sys.stderr)
        return 2
    RESULTS.mkdir(parents=True, exist_ok=True)
    chosen = names or list(FOLDERS)
    for folder in chosen:  # the others may be in use by another run
        shutil.rmtree(RESULTS / "home" / folder, ignore_errors=True)
    outcomes = run_several(chosen, extra) if len(chosen) > 1 else [run(chosen[0], extra)]
    for outcome in outcomes if len(chosen) > 1 else ():
        if not outcome.ok:
            print(f"\n== tests/{outcome.folder}, the end of it again\n{_end_of_log(outcome.folder)}")
    print("\n== Summary")
    for outcome in outcomes:
        reason = "" if outcome.ok else f"   FAILED (pytest ended with {outcome.exit_code})"
        print(
            f"{outcome.folder:10} {outcome.passed:4} passed {outcome.failed:4} failed "
            f"{outcome.skipped:4} skipped {outcome.seconds:7.1f} s{reason}"
        )
    passed, failed, skipped = (
        sum(getattr(each, name) for each in outcomes) for name in ("passed", "failed", "skipped")
    )
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped")
    return 0 if all(outcome.ok for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
