"""Runs every check and says for each whether it passed; shows what the failing ones found.

python -m scripts.dev.lint            all
python -m scripts.dev.lint ruff qt    some
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scripts.dev.lint import commits, qt_names, texts

ROOT = Path(__file__).resolve().parents[3]
PYTHON = sys.executable

BANDIT_LINES = ("-f", "custom", "--msg-template", "{relpath}:{line}: {test_id} {msg}")

#: A check: True when it passed, and what it has to say.
Result = tuple[bool, str]


def command(*words: str) -> Callable[[], Result]:
    """A check that runs a program and passes when that ends with 0."""

    def run() -> Result:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        return done.returncode == 0, done.stdout + done.stderr

    return run


def module(name: str, *words: str) -> Callable[[], Result]:
    """A check that runs a module of the project's environment."""
    return command(PYTHON, "-m", name, *words)


def qt() -> Result:
    """Qt 5 and Qt 6 have every name the plugin uses and load its forms."""
    findings = qt_names.check(ROOT)
    return not findings, "\n".join(findings)


def words() -> Result:
    """Nothing is in the files that only one machine or nobody knows, and no module is overlong."""
    findings, notes = texts.check(ROOT)
    return not findings, "\n".join(findings + [f"note: {note}" for note in notes])


def subjects() -> Result:
    """New commits have subjects that every list of them shows whole."""
    findings, notes = commits.check(ROOT)
    return not findings, "\n".join(findings + [f"note: {note}" for note in notes])


def secrets() -> Result:
    """No passwords or keys in what is shipped: the public plugin repository's scan must find nothing either."""
    done = subprocess.run(
        [PYTHON, "-m", "detect_secrets", "scan", "--all-files", "hso_plugin"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return False, done.stderr
    found = json.loads(done.stdout)["results"]
    lines = [f"{name}:{each['line_number']}: {each['type']}" for name, all_of in found.items() for each in all_of]
    return not lines, "\n".join(lines)


def shell() -> Result:
    """Every shell script parses."""
    scripts = [path for path in texts.project_files(ROOT) if path.suffix == ".sh" or path.parent.name == ".ci"]
    faults = []
    for path in scripts:
        done = subprocess.run(["bash", "-n", str(path)], capture_output=True, text=True, check=False)
        if done.returncode:
            faults.append(done.stderr)
    return not faults, "\n".join(faults)


CHECKS: dict[str, Callable[[], Result]] = {
    "ruff": module("ruff", "check", "--quiet", "--output-format=concise", "."),
    "format": module("ruff", "format", "--check", "--quiet", "."),
    "mypy": module("mypy", "--no-error-summary"),
    "imports": command(str(Path(PYTHON).with_name("lint-imports")), "--no-cache"),
    # Not QGS105 (iface as an argument is what we want) and not the experimental QGS2 (they guess by a method's name).
    "flake8-qgis": module("flake8", "--select", "QGS1,QGS3,QGS4", "--extend-ignore", "QGS105", "hso_plugin"),
    "bandit": module("bandit", "-q", "-r", "hso_plugin", *BANDIT_LINES),
    # Scripts run programs, read the project's own XML and ask their own tables: only what is serious elsewhere too.
    "bandit-scripts": module("bandit", "-q", "-ll", "-s", "B314,B608", "-r", "scripts", *BANDIT_LINES),
    "secrets": secrets,
    "qt": qt,
    "texts": words,
    "diagram": module("scripts.dev.diagram", "check"),
    "error-page": module("scripts.dev.error_page", "check"),
    "commits": subjects,
    "shell": shell,
}


def timed(name: str) -> tuple[str, bool, str, float]:
    """Run a check and take its time."""
    started = time.monotonic()
    ok, output = CHECKS[name]()
    return name, ok, output.strip(), time.monotonic() - started


def main(names: list[str]) -> int:
    """Run the named checks (all without names); 0 when all passed."""
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}. There are: {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    failed = []
    with ThreadPoolExecutor(2) as pool:
        for name, ok, output, seconds in pool.map(timed, names or CHECKS):
            print(f"{'ok    ' if ok else 'FAILED'} {name} ({seconds:.1f} s)", flush=True)
            if not ok:
                failed.append(name)
            if output and (not ok or name in ("texts", "commits")):
                print("       " + output.replace("\n", "\n       "))
    print(f"lint: {', '.join(failed)} failed" if failed else "lint: nothing to say")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
