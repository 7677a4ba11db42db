"""What Windows' Python is made of comes over a network and from a new wineserver: neither succeeds every time."""

import sys

import pytest

from scripts.dev.windows import prepare

pytestmark = pytest.mark.posix("developers run this command, on Linux")

FAILS_ONCE = """
import pathlib, sys
again = pathlib.Path(sys.argv[1])
if not again.exists():
    again.touch()
    sys.exit("the index was away")
"""


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(prepare, "PAUSES", (0, 0))
    monkeypatch.setattr(prepare, "environment", lambda extra=None: {**(extra or {})})


def test_what_fails_once_is_tried_again(tmp_path, capsys):
    prepare._run("no wheel", [sys.executable, "-c", FAILS_ONCE, str(tmp_path / "tried")], None)
    assert "no wheel (ended with 1):\nthe index was away" in capsys.readouterr().out


def test_what_fails_always_says_why():
    with pytest.raises(RuntimeError, match=r"no wheel.*\n.*gone"):
        prepare._run("no wheel", [sys.executable, "-c", "import sys; sys.exit('gone')"], None)
