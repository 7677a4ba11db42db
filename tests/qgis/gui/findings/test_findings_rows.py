"""What filters leave of the findings and in which rows they stand, against a plain calculation of the same."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.model import Finding, GeometryKind, MapObject, Severity
from hso_plugin.core.text import Text
from hso_plugin.gui.findings.listing import Grouping, listed_findings
from hso_plugin.gui.findings.rows import Selection, arrange, motivated_rows, select
from hso_plugin.gui.findings.titles import ORDER, object_key

CATALOGUE = catalogues.default()
RULES = [rule.id for rule in CATALOGUE.rules][:4]
OBJECTS = {
    name: MapObject(GeometryKind.POINT, name, "2281", {"klass": klass, "namn": title}, shapely.Point(east, 6_930_000))
    for name, klass, title, east in (
        ("a", "A3", "Matfors", 600_000),
        ("b", "A3", "Njurunda", 610_000),
        ("c", "D1", "Birsta", 620_000),
    )
}


@st.composite
def findings(draw) -> tuple[Finding, ...]:
    """Findings on three objects, on one that is gone, and on the municipality."""
    made = []
    for number in range(draw(st.integers(0, 30))):
        about = draw(st.sampled_from(["a", "b", "c", "borta", None]))
        place = draw(st.sampled_from([None, shapely.Point(600_000, 6_930_000), shapely.box(0, 0, 1, 1)]))
        message = draw(st.sampled_from(["A3 ”Matfors” saknar skede.", "är för liten", "Överlappar"]))
        klass = OBJECTS[about].klass if about in OBJECTS else ""
        severity, rule = draw(st.sampled_from(ORDER)), draw(st.sampled_from([*RULES, "okand"]))
        text = Text(message, message)
        made.append(Finding(str(number), rule, severity, about, klass, text, text, place, municipality="2260"))
    return tuple(made)


selections = st.builds(
    Selection,
    severities=st.frozensets(st.sampled_from(ORDER)),
    motivated=st.booleans(),
    rule=st.sampled_from([None, *RULES, "saknas"]),
    klass=st.sampled_from([None, "A3", "D1"]),
    extent=st.sampled_from([None, (599_000.0, 6_929_000.0, 601_000.0, 6_931_000.0)]),
    text=st.sampled_from(["", " MATF", "kommun", "finns inte"]),
)


def left(found, selection, motivated) -> list[str]:
    """The same as `select`, one finding at a time."""
    result = []
    for finding in found:
        place = finding.geometry
        if place is None and finding.object in OBJECTS:
            place = OBJECTS[finding.object].geometry
        inside = selection.extent is None or (place is not None and place.intersects(shapely.box(*selection.extent)))
        listing = listed_findings((finding,), OBJECTS, CATALOGUE)
        if (
            finding.severity in selection.severities
            and (selection.motivated or finding.id not in motivated)
            and selection.rule in (None, finding.rule)
            and selection.klass in (None, finding.klass)
            and inside
            and selection.text.strip().casefold() in listing.search[0]
        ):
            result.append(finding.id)
    return result


@settings(max_examples=200, deadline=None)
@given(findings(), selections, st.sets(st.sampled_from([str(n) for n in range(30)])))
def test_filters_leave_what_each_finding_by_itself_would_say(found, selection, motivated):
    listing = listed_findings(found, OBJECTS, CATALOGUE)
    mask = select(listing, selection, motivated_rows(listing, motivated))
    assert [f.id for f, chosen in zip(found, mask, strict=True) if chosen] == left(found, selection, motivated)


@settings(max_examples=200, deadline=None)
@given(findings(), st.sampled_from(list(Grouping)), st.booleans(), st.sets(st.sampled_from(["a", "b", *RULES])))
def test_rows_hold_every_finding_once_under_its_heading_and_in_order(found, grouping, descending, folded):
    listing = listed_findings(found, OBJECTS, CATALOGUE)
    key = -listing.severity if descending else listing.severity
    made = arrange(listing, np.ones(len(found), bool), grouping, key, folded)
    rows = made.rows.tolist()
    if grouping is Grouping.NONE:
        assert rows == sorted(range(len(found)), key=lambda row: (key[row], row))
        return
    heads = listing.heads(grouping)
    groups = []  # (key of the heading, its findings)
    for row in rows:
        if row < 0:
            groups.append((heads.keys[-1 - row], []))
        else:
            groups[-1][1].append(row)
    of = {f.id: f.rule if grouping is Grouping.RULE else object_key(f) for f in found}
    expected = {}
    for row in sorted(range(len(found)), key=lambda row: (key[row], row)):
        expected.setdefault(of[found[row].id], []).append(row)
    assert dict(groups) == {head: [] if head in folded else items for head, items in expected.items()}
    assert len(groups) == len(expected)
    firsts = [(key[expected[head][0]], min(expected[head])) for head, _ in groups]
    assert firsts == sorted(firsts), "groups come in the order of their first finding"
    for head, items in expected.items():
        number = heads.keys.index(head)
        assert made.numbers[number] == len(items), "folded ones are counted too"
        assert ORDER[made.worst[number]] is min((found[row].severity for row in items), key=ORDER.index)


def test_what_is_known_is_taken_over_and_what_has_changed_is_not():
    text = Text("A3 ”Matfors” saknar skede.", "A3 “Matfors” lacks a phase.")
    one, two = (Finding(str(n), RULES[0], Severity.ERROR, "a", "A3", text, text) for n in range(2))
    before = listed_findings((one, two), OBJECTS, CATALOGUE)
    renamed = {**OBJECTS, "a": MapObject(GeometryKind.POINT, "a", "2281", {"klass": "A3", "namn": "Annat"})}
    after = listed_findings((one, two), renamed, CATALOGUE, before)
    assert "annat" in after.search[0] and "matfors ·" not in after.search[0]
    again = listed_findings((two,), OBJECTS, CATALOGUE, before)
    assert again.search[0] is before.search[1]
