"""The queue and the overview for other programs: every member is described, and no cell is a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import shapely

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.review.queue.documents import overview_document, queue_document, queue_table
from hso_plugin.core.review.queue.overview import overview
from hso_plugin.core.review.queue.rows import queue
from tests.support.review_ledger import SUNDSVALL, TIMRA, Ledger

DESCRIPTION = Path(__file__).resolve().parents[5] / "docs" / "rapport.md"
CATALOGUE = catalogues.default()


@pytest.fixture
def ledger() -> Ledger:
    made = Ledger()
    made.put("a", shapely.Point(660_000, 6_930_000), klass="A2", namn="Timrå centrum")
    made.put("f", shapely.box(0, 0, 1, 1), klass="F1", namn="Vatten", fragestatus="dialog", berorda_kommuner=("2281",))
    made.approve(TIMRA)
    made.say("Vad är det här?", made.submit(SUNDSVALL, message="=HYPERLINK(1)"))
    return made


def described(text: str) -> set[str]:
    """What stands as code in the first cell of a row."""
    cells = re.findall(r"^\|([^|]*)\|", text, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


def test_every_member_of_the_queue_is_described(ledger):
    section = DESCRIPTION.read_text("utf-8").partition("\n## Kön och läget")[2].partition("\n## ")[0]
    document = json.loads(json.dumps(queue_document(queue(ledger, ledger.review))))
    assert {name for row in document["submissions"] for name in row} == described(section)
    waits, done = document["submissions"]
    assert (waits["municipality"], waits["state"], waits["open_threads"]) == (SUNDSVALL, "inskickad", 1)
    assert (done["state"], done["changes"]) == ("godkand", {"ny": 2, "andrad": 0, "borttagen": 0})


def test_the_overview_says_in_json_what_it_says(ledger):
    section = DESCRIPTION.read_text("utf-8").partition("\n## Kön och läget")[2].partition("\n## ")[0]
    maps = {TIMRA: [version.object for version in ledger.all]}
    found = overview(ledger.review, maps, CATALOGUE, datetime(2026, 11, 23, tzinfo=UTC))
    document = json.loads(json.dumps(overview_document(found, "sv")))
    for part in ("municipalities", "tables", "issues"):
        assert {name for row in document[part] for name in row} <= set(re.findall(r"`(\w+)`", section))
    assert {row["municipality"]: row["objects"] for row in document["municipalities"]}[TIMRA] == 2
    themes = next(table for table in document["tables"] if table["key"] == "tema")
    assert themes["rows"][TIMRA] == {"A": 1, "B": 0, "C": 0, "D": 0, "E": 0, "F": 1}
    assert [(issue["name"], issue["status"], issue["concerned"]) for issue in document["issues"]] == [
        ("Vatten", "dialog", ["2281"])
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_table_opens_in_a_spreadsheet(ledger, language):
    rows = list(csv.reader(io.StringIO(queue_table(queue(ledger, ledger.review), CATALOGUE, language)), delimiter=";"))
    assert len({len(row) for row in rows}) == 1 and len(rows) == 3
    assert rows[1][0] == "Sundsvall" and rows[1][1] == {"sv": "Inskickad", "en": "Submitted"}[language]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    assert "'=HYPERLINK(1)" in rows[1]
