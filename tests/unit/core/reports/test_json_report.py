"""The JSON report: complete, so that a finding and its motivation can be built again from it, and nothing more."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from hso_plugin.core.model import Finding, Severity, Stage
from hso_plugin.core.motivation import Motivation, holds
from hso_plugin.core.reports.json_report import json_report
from hso_plugin.core.reports.run import CheckRun
from hso_plugin.core.text import Text

DESCRIPTION = Path(__file__).parents[4] / "docs" / "rapport.md"


def document(run: CheckRun, language: str = "sv") -> dict:
    return json.loads(json.dumps(json_report(run, language), allow_nan=False))


def test_says_what_was_checked_and_counts(run):
    said = document(run)
    assert said["catalogue"] == "VN-STRUKTUR 1.0 (förslag)"
    assert (said["stage"], said["municipality"], said["checked"]) == ("inlamning", "2281", "2026-01-02T03:04:05+00:00")
    assert said["counts"] == {"fel": 2, "varning": 2, "upplysning": 1}
    assert said["unmotivated"] == 1
    assert [each["id"] for each in said["findings"]] == ["f1", "f2", "f3", "f4", "f5"]


def test_a_finding_is_told_whole(run):
    first, second, third, *_ = document(run)["findings"]
    assert first["geometry"] is None
    assert (first["object"], first["class"], first["severity"]) == ("o1", "A4", "fel")
    assert first["why"] == run.rules["geometri-saknas"].why.sv
    assert second["object"] is None
    assert second["name"] == ""
    assert third["motivation"]["user"] == "planerare-2281"
    assert third["other"] == "o1"
    assert shapely.from_wkt(third["geometry"]).equals(run.findings[2].geometry)


def test_both_languages(run):
    assert document(run, "sv")["findings"][1]["mend"] == "Gör så 2."
    assert document(run, "en")["findings"][1]["mend"] == "Do so 2."


def test_findings_and_motivations_can_be_built_again_for_the_reviewer(run):
    for told, original in zip(document(run)["findings"], run.findings, strict=True):
        rebuilt = Finding(
            told["id"], told["rule"], Severity(told["severity"]), told["object"], told["class"],
            Text(told["message"], ""), Text(told["mend"], ""),
            told["geometry"] and shapely.from_wkt(told["geometry"]),
            told["other"], told["municipality"], told["part"], told["facts"],
        )  # fmt: skip
        assert replace(rebuilt, geometry=None, message=original.message, mend=original.mend) == replace(
            original, geometry=None
        )
        kept = run.motivations.get(original.id)
        assert (told["motivation"] is None) == (kept is None)
        if kept is not None:
            reason = told["motivation"]
            again = Motivation(
                rebuilt.id, rebuilt.rule, rebuilt.object, reason["text"], reason["user"], reason["written"],
                rebuilt.facts, rebuilt.geometry,
            )  # fmt: skip
            assert holds(again, original)
            assert replace(again, extent=None) == replace(kept, extent=None)


def test_every_member_is_described(run):
    """docs/rapport.md lists the members, each in a table row of its own; nothing else may come."""
    section = DESCRIPTION.read_text("utf-8").partition("\n## JSON\n")[2].partition("\n## ")[0]
    described = set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
    said = document(run)
    members = set(said) | set(said["findings"][0]) | set(said["findings"][2]["motivation"])
    assert described == members


@pytest.mark.parametrize("stage", list(Stage))
def test_an_empty_check(run, stage):
    said = document(CheckRun([], {}, run.catalogue, stage, "2281", run.checked))
    assert said["counts"] == {"fel": 0, "varning": 0, "upplysning": 0}
    assert (said["findings"], said["unmotivated"], said["stage"]) == ([], 0, str(stage))
