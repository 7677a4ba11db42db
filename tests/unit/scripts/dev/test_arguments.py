"""Commands that take long do not begin with an argument they do not know."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.posix("developers run this command, on Linux")

ROOT = Path(__file__).resolve().parents[4]


@pytest.mark.parametrize(
    ("module", "words", "variables", "said"),
    [
        ("scripts.demo", ("sundsvall",), {}, "unrecognized arguments: sundsvall"),
        ("scripts.dev.endurance", ("kill",), {}, "unknown: kill. There are: model-1"),
        ("scripts.dev.endurance", (), {"HSO_SEED": "one"}, "HSO_SEED is 'one', and not a number"),
        ("scripts.bench", ("exchanges",), {}, "unknown: exchanges. There are: rules"),
        ("scripts.dev.test", ("units",), {}, "unknown: units. There are: platform"),
        ("scripts.dev.next_releases", ("bookworm",), {}, "unknown: bookworm. There are: trixie, sid, unit, qgis, demo"),
        ("scripts.dev.lint", ("rough",), {}, "unknown: rough. There are: ruff"),
    ],
)
def test_an_unknown_argument_stops_the_command_before_it_begins(module, words, variables, said):
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT, env=os.environ | variables, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
