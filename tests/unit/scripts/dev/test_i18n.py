"""Every text of the windows has English, and the .ts is what the source says."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

from scripts.dev import i18n

pytestmark = pytest.mark.posix("developers make translations, on Linux with Qt's tools")


def test_the_ts_is_complete_and_fresh():
    assert i18n.faults() == []


def test_qm_is_made_beside_the_ts(tmp_path):
    copy = tmp_path / i18n.TS.name
    shutil.copy(i18n.TS, copy)
    made = i18n.release(copy)
    assert made == copy.with_suffix(".qm")
    assert made.stat().st_size > 1000


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("<translation>Fetch what is new</translation>", '<translation type="unfinished" />', "no English"),
        ("<source>Hämta nytt</source>", "<source>Hämta gammalt</source>", "no longer in the source"),
        ("<source>Hämta nytt</source>", "<source>Hämta gammalt</source>", "missing in"),
        (
            "<translation>Send {changes}</translation>",
            "<translation>Send {change}</translation>",
            "placeholders differ",
        ),
    ],
)
def test_a_fault_is_found(tmp_path: Path, old: str, new: str, complaint: str):
    broken = tmp_path / i18n.TS.name
    text = i18n.TS.read_text("utf-8")
    assert old in text
    broken.write_text(text.replace(old, new), "utf-8")
    assert any(complaint in fault for fault in i18n.faults(broken))


def test_the_code_has_one_context_and_every_form_its_own():
    contexts = {key[0] for key in i18n.messages(i18n.TS)}
    assert {name for name in contexts if not name.endswith("Form")} == {"Hso"}


def test_every_named_icon_exists():
    import re

    icons = i18n.SOURCE / "resources" / "icons"
    named = set()
    for path in (i18n.SOURCE / "gui").rglob("*.py"):
        named |= set(re.findall(r'icons\.(?:icon|pixmap)\("(\w+)"', path.read_text("utf-8")))
    assert named
    assert {name for name in named if not (icons / f"{name}.svg").is_file()} == set()


def test_the_tool_passes_over_no_text():
    """Read the calls as Python does: pylupdate5 passes over some of them without a word."""
    known = {source for _, source, _ in i18n.messages(i18n.TS)}
    said = {
        call.args[1].value
        for path in i18n.sources()
        if path.endswith(".py")
        for call in ast.walk(ast.parse(Path(path).read_text("utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) == "translate"
        and len(call.args) > 1
        and isinstance(call.args[1], ast.Constant)
    }
    assert said and said <= known


def test_a_file_that_is_no_xml_is_said_plainly(tmp_path):
    broken = tmp_path / "hso_plugin_en.ts"
    broken.write_text("<TS>\n<<<<<<< here\n</TS>\n", encoding="utf-8")
    with pytest.raises(i18n.I18nError, match=r"hso_plugin_en.ts cannot be read: .* line 2"):
        i18n.messages(broken)
