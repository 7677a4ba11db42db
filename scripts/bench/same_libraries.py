"""Linux's Python with the very libraries that Windows' Python has: what a difference between the two is not due to."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.dev.windows.prepare import HERE, VERSION
from scripts.dev.windows.wine import ROOT

FOLDER = ROOT / "build" / "bench" / "linux"


def python() -> str:
    """Its program; made at first use. Without a Python of that version on the machine it is the project's own.

    Looks where HSO_PYTHON_312 says, then on PATH, then among those that pyenv keeps.
    """
    program = _found()
    if program is None:
        return sys.executable
    stamp, wanted = FOLDER / "stamp", hashlib.sha256((HERE / "packages.txt").read_bytes()).hexdigest()
    made = str(FOLDER / "bin" / "python")
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return made
    shutil.rmtree(FOLDER, ignore_errors=True)
    subprocess.run([program, "-m", "venv", str(FOLDER)], check=True)
    subprocess.run([made, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps",
                    "--require-hashes", "--only-binary=:all:", "--requirement", str(HERE / "packages.txt")],
                   check=True)  # fmt: skip
    stamp.write_text(wanted, encoding="ascii")
    return made


def _found() -> str | None:
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    named = (os.environ.get("HSO_PYTHON_312"), shutil.which(f"python{VERSION}"))
    for program in (*named, *map(str, pyenv.glob(f"{VERSION}.*/bin/python{VERSION}"))):
        if program and _answers(program):
            return program
    return None


def _answers(program: str) -> bool:
    """Whether it is one: pyenv puts a program of that name on PATH that only says where to find others."""
    asked = [program, "-c", "import sys, venv; print('%d.%d' % sys.version_info[:2])"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return done.returncode == 0 and done.stdout.strip() == VERSION
