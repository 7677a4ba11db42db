"""The models of the lists: what they show, in which order, and what the filters leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import shapely
from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtTest import QAbstractItemModelTester

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.ledger.ports import ChangeType, Conflict, Pending, Received, Refusal
from hso_plugin.core.model import Finding, GeometryKind, MapObject, ObjectVersion, Severity
from hso_plugin.core.motivation import Motivation
from hso_plugin.core.text import Text
from hso_plugin.gui.changes.differences import differences
from hso_plugin.gui.changes.model import ChangesModel, pending_groups, received_groups
from hso_plugin.gui.drawing.objects_model import PORTION, Choice, ObjectsModel, PaletteModel, palette_groups
from hso_plugin.gui.findings.listing import Column, Grouping, listed_findings
from hso_plugin.gui.findings.model import FindingsModel
from hso_plugin.gui.findings.titles import counts, rule_titles
from hso_plugin.gui.widgets import words
from hso_plugin.gui.widgets.grouped_model import ITEM_ROLE
from hso_plugin.gui.workspace.object_listing import listed
from hso_plugin.gui.workspace.snapshot import CopyState, Snapshot
from hso_plugin.qgis_bridge.profile import language

CATALOGUE = catalogues.default()
STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal


def thing(identity: str, klass: str = "A3", name: str = "") -> MapObject:
    values = {"klass": klass} | ({"namn": name} if name else {})
    return MapObject(GeometryKind.POINT, identity, "2281", values, shapely.Point(600_000, 6_930_000))


def version(item: MapObject, **attributes: str) -> ObjectVersion:
    return ObjectVersion(
        replace(item, attributes={**item.attributes, **attributes}), 2, "c", False, "kollega", 7, "2026-02-01T08:00:00Z"
    )


def finding(number: int, severity: Severity, about: MapObject, text: str, rule: str = "r") -> Finding:
    message = Text(text, text)
    return Finding(str(number), rule, severity, about.identity, about.klass, message, Text("x", "x"), about.geometry)


A, B = thing("a", name="Matfors"), thing("b", name="Njurunda")
FINDINGS = [
    finding(1, Severity.NOTE, A, "en upplysning", "r1"),
    finding(2, Severity.WARNING, A, "en varning", "r2"),
    finding(3, Severity.ERROR, B, "ett fel", "r1"),
]


def shown(model) -> list[tuple[str, list[str]]]:
    return [
        (
            model.index(row, 0).data(),
            [model.index(i, 0, model.index(row, 0)).data() for i in range(model.rowCount(model.index(row, 0)))],
        )
        for row in range(model.rowCount())
    ]


def listing(findings=FINDINGS, objects=None):
    return listed_findings(tuple(findings), {"a": A, "b": B} if objects is None else objects, CATALOGUE)


def rows(model) -> list[str]:
    return [model.index(row, Column.WHAT).data() for row in range(model.rowCount())]


def made(findings=FINDINGS, motivations=(), **options) -> FindingsModel:
    model = FindingsModel(wide=options.pop("wide", False))
    for name, value in options.items():
        setattr(model, name, value)
    reasons = {id: Motivation(id, "r", "a", "Beslut i nämnden 2025.", "k", "", "", None) for id in motivations}
    model.show(listing(findings), reasons, stale=False)
    return model


def test_findings_stand_under_their_object_worst_first(qgis_app):
    model = made()
    tester = QAbstractItemModelTester(model, STRICT)
    model.arrange()
    first, *of_first = rows(model)[:2]
    second, *of_second = rows(model)[2:]
    assert first.startswith("▾ Njurunda") and first.endswith("(1)") and of_first == ["ett fel"]
    assert second.startswith("▾ Matfors") and second.endswith("(2)") and of_second == ["en varning", "en upplysning"]
    del tester


def test_findings_can_stand_under_their_rule_or_nothing(qgis_app):
    model = made(grouping=Grouping.RULE)
    assert rows(model) == ["▾ r1 (2)", "ett fel", "en upplysning", "▾ r2 (1)", "en varning"]
    model = made(grouping=Grouping.NONE)
    assert rows(model) == ["ett fel", "en varning", "en upplysning"]


def test_what_is_folded_is_counted_and_can_be_unfolded(qgis_app):
    model = made(grouping=Grouping.RULE)
    model.fold("r1", True)
    assert rows(model) == ["▸ r1 (2)", "▾ r2 (1)", "en varning"]
    assert not model.find(FINDINGS[0]).isValid()
    model.fold("r1", False)
    assert model.find(FINDINGS[0]).data() == "en upplysning"
    assert model.heading_of(model.find(FINDINGS[0])).row() == 0


def test_the_table_is_sorted_by_any_column_both_ways(qgis_app):
    model = made(grouping=Grouping.NONE, wide=True, motivations=["2"])
    up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
    found = {}
    for column in Column:
        for order in (up, down):
            model.sort(column, order)
            found[column, order] = [model.index(row, 0).data(ITEM_ROLE).id for row in range(model.rowCount())]
    assert found[Column.SEVERITY, up] == ["3", "2", "1"] == found[Column.SEVERITY, down][::-1]
    assert found[Column.WHAT, up] == ["1", "2", "3"]
    assert found[Column.OBJECT, up] == ["1", "2", "3"] and found[Column.OBJECT, down] == ["3", "1", "2"]
    assert found[Column.RULE, up] == ["1", "3", "2"]
    assert found[Column.MOTIVATED, down] == ["2", "1", "3"]


def test_the_wide_table_tells_each_thing_in_its_column(qgis_app):
    model = made(wide=True, motivations=["2"], grouping=Grouping.NONE)
    index = model.find(FINDINGS[1])
    texts = [index.siblingAtColumn(column).data() for column in Column]
    assert texts[1:3] == ["en varning", "Matfors"] and texts[3].startswith("A3 ") and texts[4] == "r2"
    assert texts[5] == "Beslut i nämnden 2025."
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert all(titles) and len(set(titles)) == len(Column)


def test_the_objects_name_is_not_repeated_under_its_own_heading(qgis_app):
    english = language.current() == "en"
    name = "A3 “Matfors”" if english else "A3 ”Matfors”"
    about = [
        (f"{name} lacks a phase.", "Lacks a phase."),
        (f"{name}: the name is short.", "The name is short."),
        (f"{name} och A6 ”Vike” överlappar.", f"{name} och A6 ”Vike” överlappar."),
    ]
    found = [finding(n, Severity.ERROR, A, message) for n, (message, _) in enumerate(about)]
    assert rows(made(found))[1:] == [short for _, short in about]
    assert rows(made(found, grouping=Grouping.NONE)) == [message for message, _ in about]


def test_a_finding_on_a_municipality_has_a_heading_of_its_own(qgis_app):
    text = Text("Ånge saknar centrum.", "Ånge lacks a centre.")
    lacking = Finding("9", "r1", Severity.ERROR, None, "", text, text, municipality="2260")
    model = made([lacking])
    assert rows(model) == [f"▾ {words.whole_municipality('2260', CATALOGUE)} (1)", words.say(text)]
    assert "Ånge" in rows(model)[0]


@pytest.mark.parametrize(
    ("code", "name"), [("2260", "Ånge"), ("2281", "Sundsvalls"), ("2282", "Kramfors"), ("2283", "Sollefteå")]
)
def test_a_municipality_is_called_what_people_call_it(qgis_app, code, name):
    title = words.whole_municipality(code, CATALOGUE)
    assert name[:4] in title if language.current() == "en" else title == f"Hela {name} kommun"


def test_every_rule_has_a_title_of_its_own():
    titles = rule_titles(CATALOGUE)
    assert len(set(titles.values())) == len(CATALOGUE.rules)
    assert not [title for title in titles.values() if "{" in title or not title.strip("… .:")]


def test_counts_name_every_severity():
    assert counts(FINDINGS[:1]) == {Severity.ERROR: 0, Severity.WARNING: 0, Severity.NOTE: 1}
    assert listing(FINDINGS[:1]).counts == counts(FINDINGS[:1])


def test_a_finding_is_told_in_words_to_who_cannot_see_the_icon(qgis_app):
    model = made(motivations=["2"])
    said = [model.find(f).data(Qt.ItemDataRole.AccessibleTextRole) for f in FINDINGS]
    assert said[2].endswith(": ett fel") and said[2] != ": ett fel"
    assert words.translate("Hso", "motiverad") in said[1]
    heading = model.index(0, Column.WHAT)
    folded = heading.data(Qt.ItemDataRole.AccessibleTextRole)
    model.fold(heading.data(ITEM_ROLE).key, True)
    assert model.index(0, Column.WHAT).data(Qt.ItemDataRole.AccessibleTextRole) != folded


def test_stale_findings_look_stale_in_every_theme(qgis_app):
    model = made()
    for stale in (False, True):
        model.show(model.listing, {}, stale=stale)
        font = model.find(FINDINGS[0]).data(Qt.ItemDataRole.FontRole)
        assert bool(font and font.italic()) is stale
        heading = model.index(0, Column.WHAT).data(Qt.ItemDataRole.FontRole)
        assert heading.bold() and heading.italic() is stale
    assert model.index(0, Column.WHAT).data(Qt.ItemDataRole.ForegroundRole) is None, "the theme has its own"


def test_server_text_in_a_tooltip_stays_text(qgis_app):
    evil = finding(9, Severity.ERROR, A, "<img src=x><b>hej</b>")
    model = made([evil])
    tip = model.find(evil).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip and "&lt;img" in tip


def test_received_changes_stand_by_kind_with_who_and_when(qgis_app):
    model = ChangesModel()
    tester = QAbstractItemModelTester(model, STRICT)
    model.catalogue = CATALOGUE
    model.show(received_groups([Received(ChangeType.DELETED, version(A)), Received(ChangeType.NEW, version(B))]))
    assert [title for title, _ in shown(model)] == [
        f"+ {words.translate('Hso', 'Nya')} (1)",
        f"− {words.translate('Hso', 'Borttagna')} (1)",
    ]
    line = shown(model)[0][1][0]
    assert line.startswith("Njurunda · A3") and "kollega · " in line
    del tester


def snapshot(**parts) -> Snapshot:
    return Snapshot("x.gpkg", "2281", CATALOGUE, listed([B, A], CATALOGUE), **parts)


def test_conflicts_and_refusals_come_before_what_can_be_sent():
    pending = (Pending(ChangeType.CHANGED, A, version(A, namn="x")), Pending(ChangeType.NEW, B, None))
    state = snapshot(
        pending=pending,
        conflicts=(Conflict(None, A, version(A)),),
        refusals=(Refusal(B, Text("nej", "no")),),
    )
    groups = pending_groups(state)
    assert [g.key for g in groups] == ["conflict", "refused", ChangeType.CHANGED]
    assert [row.object.identity for g in groups for row in g.items] == ["a", "b", "a"]


@pytest.mark.parametrize(
    ("parts", "state"),
    [
        ({}, CopyState.SYNCED),
        ({"waiting": 2}, CopyState.TO_SEND),
        ({"waiting": 2, "conflicts": (Conflict(None, A, version(A)),)}, CopyState.CONFLICT),
    ],
)
def test_the_state_is_what_matters_most(parts, state):
    assert snapshot(**parts).state is state


def test_the_palette_holds_every_class_under_its_theme_and_counts(qgis_app):
    model = PaletteModel()
    tester = QAbstractItemModelTester(model, STRICT)
    model.show(palette_groups(CATALOGUE))
    model.recount(listed([A, B], CATALOGUE).counts)
    choices = [c for g in model.groups for c in g.items]
    assert {c.klass.code for c in choices} == set(CATALOGUE.classes)
    assert [c.kind for c in choices if c.klass.code == "F2"] == list(CATALOGUE.classes["F2"].kinds)
    node = model.find(Choice(CATALOGUE.classes["A3"], GeometryKind.POINT))
    assert node.siblingAtColumn(1).data() == "2"
    other = model.find(Choice(CATALOGUE.classes["A1"], GeometryKind.POINT))
    assert other.siblingAtColumn(1).data() is None
    del tester


def test_the_object_list_filters_on_name_and_class(qgis_app):
    model = ObjectsModel()
    tester = QAbstractItemModelTester(model, STRICT)
    model.show(listed([A, B, thing("c", "A1")], CATALOGUE))
    assert model.rowCount() == 3
    model.filter("NJUR")
    assert [model.index(0, 0).data(ITEM_ROLE)] == [B] and model.rowCount() == 1
    model.filter("a1 ")
    assert model.index(0, 0).data(ITEM_ROLE).identity == "c"
    model.show(listed([A], CATALOGUE))
    assert model.rowCount() == 0, "the filter stays when the objects are read anew"
    del tester


def test_a_long_list_is_told_to_the_view_in_portions(qgis_app):
    model = ObjectsModel()
    long = listed([thing(f"{n:04}") for n in range(PORTION + 5)], CATALOGUE)
    model.show(long)
    assert model.rowCount() == PORTION and model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert model.rowCount() == PORTION + 5 and not model.canFetchMore(QModelIndex())
    assert model.index(PORTION + 4, 0).data(ITEM_ROLE).identity == f"{PORTION + 4:04}"
    tester = QAbstractItemModelTester(model, STRICT)  # asks for more by itself whenever it can
    model.show(listed([A], CATALOGUE))
    model.show(long)
    assert model.rowCount() == PORTION + 5
    del tester


def test_what_has_not_changed_is_the_same_listing(qgis_app):
    before = listed([A, B], CATALOGUE)
    assert listed([replace(B), replace(A)], CATALOGUE, before) is before
    renamed = replace(B, attributes={**B.attributes, "namn": "Annat"})
    for objects in ([A, renamed], [A], [A, B, thing("c")]):
        after = listed(objects, CATALOGUE, before)
        assert after is not before
        assert after.by_identity["a"] is A
        assert sorted(after.by_identity) == sorted(o.identity for o in objects) == [o.identity for o in objects]
    assert listed([A, renamed], CATALOGUE, before).by_identity["b"].name == "Annat"
    moved = replace(A, geometry=shapely.Point(600_001, 6_930_000))
    assert listed([moved, B], CATALOGUE, before).by_identity["a"].geometry.x == 600_001
    nowhere = replace(A, geometry=None)
    without = listed([nowhere, B], CATALOGUE, before)
    assert without is not before and without.by_identity["a"].geometry is None
    assert listed([replace(nowhere), B], CATALOGUE, without) is without
    assert listed([A, B], CATALOGUE, without) is not without


def test_a_listing_knows_the_extent_of_all_objects_that_have_a_place():
    nowhere = replace(B, geometry=None)
    far = replace(B, identity="c", geometry=shapely.box(610_000, 6_900_000, 620_000, 6_910_000))
    assert listed([A, nowhere, far], CATALOGUE).extent == (600_000, 6_900_000, 620_000, 6_930_000)
    assert listed([nowhere], CATALOGUE).extent is None and listed([], CATALOGUE).extent is None


@pytest.mark.filterwarnings("ignore:invalid value")
def test_one_object_with_its_coordinates_mixed_up_does_not_hide_the_others():
    swapped = replace(B, identity="d", geometry=shapely.Point(6_930_000, 600_000))
    senseless = replace(B, identity="e", geometry=shapely.Point(float("inf"), 6_930_000))
    assert listed([A, swapped, senseless], CATALOGUE).extent == listed([A], CATALOGUE).extent
    assert listed([swapped, senseless], CATALOGUE).extent == (6_930_000, 600_000, 6_930_000, 600_000)


def test_differences_name_fields_and_the_place_as_people_do():
    here = replace(A, attributes={**A.attributes, "skede": "planerad"}, geometry=shapely.Point(1, 2))
    found = differences(version(A), here, CATALOGUE)
    assert [(d.left, d.right) for d in found[:-1]] == [("–", words.value_text("skede", "planerad", CATALOGUE))]
    assert found[0].right != "planerad"
    assert found[-1].title == words.translate("Hso", "Platsen på kartan")


def test_times_are_told_as_people_do():
    now = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    assert words.ago(now - timedelta(seconds=5), now) == words.translate("Hso", "nyss")
    assert words.ago(now - timedelta(minutes=5), now) == words.translate("Hso", "för {n} minuter sedan").replace(
        "{n}", "5"
    )
    assert words.ago(now - timedelta(minutes=1), now) == words.translate("Hso", "för {n} minut sedan").replace(
        "{n}", "1"
    )
    assert words.clock(None) == "–"
