"""One table of the forms of reports: whoever offers, refuses or describes one asks it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from hso_plugin.core.reports import formats

PACKAGE = Path(__file__).resolve().parents[4] / "hso_plugin"
ALL = (formats.HTML, formats.CSV, formats.GEOPACKAGE, formats.JSON)


def test_people_read_the_endings_and_what_each_is_for():
    assert formats.endings(formats.QUEUE).sv == ".html, .csv eller .json"
    assert formats.endings(formats.OVERVIEW).en == ".html or .json"
    assert formats.purposes(formats.OVERVIEW).sv == ".html att läsa och skriva ut eller .json för program"


def test_a_dialogue_offers_the_form_first_that_is_written_when_no_ending_is_given():
    assert formats.file_filter(formats.OVERVIEW) == "HTML (*.html);;JSON (*.json)"
    assert formats.file_filter(formats.CHECK, first=formats.JSON).startswith("JSON (*.json);;HTML")


@pytest.mark.posix("developers check the sources, on Linux")
def test_no_algorithm_and_no_export_has_a_list_of_its_own():
    """Endings are written out nowhere in what offers and writes reports of a check, the queue and the overview."""
    readers = [
        *(PACKAGE / "processing" / f"{name}.py" for name in ("validate", "assemble", "queue", "status")),
        *(PACKAGE / "qgis_bridge" / "jobs" / f"{name}.py" for name in ("check_jobs", "listing_jobs")),
        PACKAGE / "gui" / "findings" / "export.py",
    ]
    found = [
        f"{path.name}:{node.lineno}: {each.ending}"
        for path in readers
        for tree in [ast.parse(path.read_text(encoding="utf-8"))]
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not _is_docstring(node, tree)
        for each in ALL
        if each.ending in node.value
    ]
    assert found == []


def _is_docstring(node: ast.Constant, tree: ast.Module) -> bool:
    return any(isinstance(each, ast.Expr) and each.value is node for each in ast.walk(tree))
