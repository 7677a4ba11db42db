"""One list of error codes: nothing is raised outside it, nothing stands in it in vain, the page is printed from it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from hso_plugin.core.error_codes.listed import GROUPS
from scripts.dev import error_page

pytestmark = pytest.mark.posix("developers check the sources, on Linux")

ROOT = Path(__file__).resolve().parents[3]
LIST = ROOT / "hso_plugin" / "core" / "error_codes"
CODE = re.compile(r"\bHSO-[A-Z]+(?:-[A-Z]+)*\b")
LISTED = [each for group in GROUPS for each in group]
CODES = {each.code for each in LISTED}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """The plugin's modules, without the list."""
    for path in sorted((ROOT / "hso_plugin").rglob("*.py")):
        if LIST not in path.parents:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def names() -> dict[str, str]:
    """By the name that the code says it by, the code."""
    found = {}
    for path in LIST.glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and len(node.value.args) == 3:
                name, code = node.targets[0], node.value.args[0]
                assert isinstance(name, ast.Name) and isinstance(code, ast.Constant)
                found[name.id] = code.value
    return found


def test_the_plugin_says_no_code_by_a_literal():
    literals = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    ]
    assert literals == []


def test_every_code_that_is_written_anywhere_is_listed():
    """In docstrings, pages, the platform's triggers and gate, and scripts."""
    files = [
        path
        for folder in ("hso_plugin", "scripts", "docs")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".sql", ".md", ".json")
    ]
    unknown = {
        f"{path.relative_to(ROOT)}: {code}"
        for path in files
        for code in CODE.findall(path.read_text(encoding="utf-8"))
        if code not in CODES
    }
    assert unknown == set()


def test_every_listed_code_is_raised():
    """By its name in the plugin, or as it stands in what runs on the platform, which has no plugin to import."""
    used = {node.id for _, tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Name)}
    raised = {code for name, code in names().items() if name in used}
    for folder in ("server", "local_platform"):
        for path in (ROOT / "scripts" / folder).rglob("*"):
            if path.suffix in (".py", ".sql"):
                raised.update(CODE.findall(path.read_text(encoding="utf-8")))
    assert CODES - raised == set()


def test_no_code_and_no_name_stands_twice():
    assert [code for code, times in Counter(each.code for each in LISTED).items() if times > 1] == []
    assert len(names()) == len(LISTED)


def test_a_group_refuses_a_code_that_it_has():
    group = GROUPS[0]
    each = next(iter(group))
    with pytest.raises(ValueError, match=each.code):
        group.code(each.code, each.meaning, each.remedy)


def test_every_code_says_what_it_means_and_what_to_do_in_both_languages():
    for each in LISTED:
        for text in (each.meaning, each.remedy):
            assert text.sv.endswith(".") and text.en.endswith("."), each.code
            assert text.sv != text.en, each.code


def test_the_page_is_printed_from_the_list(capsys):
    assert error_page.main(["check"]) == 0, capsys.readouterr().out
