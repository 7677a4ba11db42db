"""The columns that every object or version has are said by the names of `core/model.py`."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from hso_plugin.core import model

pytestmark = pytest.mark.posix("developers check the sources, on Linux")

PACKAGE = Path(__file__).resolve().parents[3] / "hso_plugin"
NAMES = {
    value: name
    for name in (
        *("IDENTITY", "MUNICIPALITY", "CLASS", "OBJECT_VERSION", "CHANGE", "DELETED", "USER", "POSITION"),
        "VALID_FROM",
    )
    for value in [getattr(model, name)]
}
#: Where the same word is another thing than the column, and which.
OTHERS = {
    "core/ledger/ports.py": "a kind of change",
    "core/review/queue/counting.py": "a table of a report",
    "core/rules/engine/mutable_context.py": "an array of the context",
    "core/rules/types/attributes.py": "a rule type",
    "core/rules/types/counts.py": "a word of a rule's sentence",
    "core/mend/codes.py": "a rule type",
    "gui/history/words.py": "a word for people",
    "qgis_bridge/bug_report/own_settings.py": "a word for people",
    "qgis_bridge/layers/findings_layers.py": "a field of the findings",
}


def test_no_fixed_column_is_said_by_a_literal():
    found = {}
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).as_posix()
        literals = [
            f"{node.value} in line {node.lineno}: {NAMES[node.value]}"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in NAMES
        ]
        if literals and name != "core/model.py":
            found[name] = literals
    assert {name: lines for name, lines in found.items() if name not in OTHERS} == {}
    assert set(OTHERS) <= set(found), "no exception without a reason"
