"""A window's state is told by methods with names: nobody writes it, or emits its signals, from outside."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.posix("developers check the sources, on Linux")

GUI = Path(__file__).resolve().parents[4] / "hso_plugin" / "gui"
#: What stands for somebody else's state where it is used.
STATES = ("workspace", "_workspace", "desk", "_desk", "submitting", "_submitting", "live", "_live")
#: What somebody above hands down as the state is put together: questions and makers, no values.
PORTS = {"importing", "preparing", "unsaved_question", "followed"}


def is_state(node: ast.expr) -> bool:
    """True for `workspace`, `self.workspace` and the like."""
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return name in STATES


def written(node: ast.AST) -> list[ast.expr]:
    """What an assignment writes to, one by one."""
    if isinstance(node, ast.Assign):
        parts = (target.elts if isinstance(target, ast.Tuple) else [target] for target in node.targets)
        return [each for part in parts for each in part]
    return [node.target] if isinstance(node, (ast.AugAssign, ast.AnnAssign)) else []


def test_nobody_writes_or_emits_the_state_of_another():
    found = []
    for path in GUI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            place = f"{path.relative_to(GUI)}:{getattr(node, 'lineno', 0)}"
            found += [
                f"{place} writes {target.attr}"
                for target in written(node)
                if isinstance(target, ast.Attribute) and is_state(target.value) and target.attr not in PORTS
            ]
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "emit":
                signal = node.func.value
                if isinstance(signal, ast.Attribute) and is_state(signal.value):
                    found.append(f"{place} emits {signal.attr}")
    assert found == []
