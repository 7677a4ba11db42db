"""What was edited is found, however it was edited."""

from dataclasses import replace
from uuid import UUID

import pytest
from osgeo import ogr

from hso_plugin.core.ledger.ports import ChangeType
from hso_plugin.core.model import GeometryKind
from tests.support.grid import snap
from tests.unit.workcopy.conftest import Desk, following


def types(desk: Desk) -> list[str]:
    return sorted(str(change.type) for change in desk.copy.pending())


def test_nothing_is_pending_in_a_new_copy(desk: Desk) -> None:
    assert desk.copy.pending() == []
    assert len(desk.copy.objects()) == 3
    assert [thing.municipality for thing in desk.copy.neighbours()] == ["2262"]


def test_what_is_loaded_is_what_was_sent(desk: Desk) -> None:
    assert desk.copy.objects() == [version.object for version in desk.versions]


def test_a_change_and_its_undoing(desk: Desk) -> None:
    desk.rename(desk.versions[0], "Kvissleby")
    (change,) = desk.copy.pending()
    assert (change.type, change.object.name, change.base) == (ChangeType.CHANGED, "Kvissleby", desk.versions[0])
    desk.rename(desk.versions[0], "Njurunda")
    assert desk.copy.pending() == []


def test_a_deletion(desk: Desk) -> None:
    desk.delete(desk.versions[1])
    (change,) = desk.copy.pending()
    assert (change.type, change.object) == (ChangeType.DELETED, desk.versions[1].object)


def test_a_new_object_gets_identity_and_municipality(desk: Desk) -> None:
    desk.draw(klass="A3", namn="  Matfors\r\nnorra ")
    (change,) = desk.copy.pending()
    assert change.type is ChangeType.NEW
    assert UUID(change.object.identity).version == 4
    assert change.object.municipality == "2281"
    assert change.object.name == "Matfors\nnorra"
    assert change.object.geometry == snap(change.object.geometry)
    assert change.object.geometry is not None and change.object.geometry.x == 601000.123


def test_a_copied_object_gets_its_own_identity_and_leaves_the_original_alone(desk: Desk) -> None:
    original = desk.versions[0].object.identity
    desk.draw(klass="A3", namn="Kopia", objektidentitet=original.upper())
    (change,) = desk.copy.pending()
    assert change.type is ChangeType.NEW
    assert change.object.identity.lower() != original
    assert desk.name_of(desk.versions[0]) == "Njurunda"


def test_an_object_cannot_be_given_to_another_municipality(desk: Desk) -> None:
    desk.draw(klass="A3", namn="Gåva", kommunkod="2262")
    assert {thing.municipality for thing in desk.copy.objects()} == {"2281"}


def test_codes_as_a_form_writes_them(desk: Desk) -> None:
    desk.sql('UPDATE strukturbild_punkt SET servicetyp = \'{"vard","skola"}\'')
    assert desk.copy.pending() == []
    desk.sql("UPDATE strukturbild_punkt SET servicetyp = '{}', namn = '' WHERE fid = 1")
    (change,) = desk.copy.pending()
    assert "servicetyp" not in change.object.attributes and "namn" not in change.object.attributes


def test_counts(desk: Desk) -> None:
    desk.rename(desk.versions[0], "Kvissleby")
    desk.delete(desk.versions[1])
    desk.draw(klass="A3")
    counts = desk.copy.counts()
    assert (counts.new, counts.changed, counts.deleted, counts.to_send) == (1, 1, 1, 3)
    assert types(desk) == ["andrad", "borttagen", "ny"]


def test_an_identity_in_use_cannot_be_changed(desk: Desk) -> None:
    one, two, _ = desk.versions
    where = f"WHERE objektidentitet = '{one.object.identity}'"
    for value in ("NULL", "'hej'", f"'{UUID(int=7)}'", f"'{two.object.identity}'"):
        desk.sql(f"UPDATE strukturbild_punkt SET objektidentitet = {value}, namn = 'Ändrat' {where}")
        (change,) = desk.copy.pending()
        assert (change.type, change.object.identity, change.object.name) == (
            ChangeType.CHANGED,
            one.object.identity,
            "Ändrat",
        )
    desk.sql("UPDATE strukturbild_punkt SET kommunkod = '2262'")
    assert {thing.municipality for thing in desk.copy.objects()} == {"2281"}


@pytest.mark.parametrize("given", ["hej", "x" * 36, "{" + "0" * 34 + "}"])
def test_what_is_no_identity_is_replaced(desk: Desk, given: str) -> None:
    desk.draw(klass="A3", objektidentitet=given)
    (change,) = desk.copy.pending()
    assert UUID(change.object.identity).version == 4


def test_an_object_brought_from_another_layer_gets_its_own_identity(desk: Desk) -> None:
    used = desk.versions[0].object.identity
    desk.add("linje", "LINESTRING (600000 6930000, 601000 6930000)", objektidentitet=used, klass="B1")
    desk.rename(desk.versions[0], "Ändrat")
    assert types(desk) == ["andrad", "ny"]
    assert len({change.object.identity for change in desk.copy.pending()}) == 2
    desk.delete(desk.versions[0])
    desk.add("linje", "LINESTRING (600000 6930000, 602000 6930000)", objektidentitet=used, klass="B1")
    assert types(desk) == ["borttagen", "ny", "ny"]


def test_a_deleted_object_drawn_anew_in_its_own_layer_goes_on(desk: Desk) -> None:
    desk.delete(desk.versions[0])
    desk.draw(klass="A3", namn="Åter", objektidentitet=desk.versions[0].object.identity)
    (change,) = desk.copy.pending()
    assert (change.type, change.base) == (ChangeType.CHANGED, desk.versions[0])


@pytest.mark.parametrize(
    ("kind", "wkt", "expected"),
    [
        ("yta", "POLYGON ((0 0, 9 0, 9 9, 0 0))", "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)))"),
        ("linje", "MULTILINESTRING ((0 0, 9 9))", "LINESTRING (0 0, 9 9)"),
        ("linje", "MULTILINESTRING ((0 0, 9 9), (5 0, 6 0))", "MULTILINESTRING ((0 0, 9 9), (5 0, 6 0))"),
        ("yta", "MULTIPOLYGON Z (((0 0 1, 9 0 1, 9 9 1, 0 0 1)))", "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)))"),
        ("yta", "MULTIPOLYGON EMPTY", None),
        ("yta", "CURVEPOLYGON (CIRCULARSTRING (0 0, 10 0, 0 0))", "MULTIPOLYGON"),
    ],
)
def test_shapes_that_programs_write_into_a_layer(desk: Desk, kind: str, wkt: str, expected: str | None) -> None:
    desk.add(kind, wkt)
    (change,) = desk.copy.pending()
    shape = change.object.geometry
    assert (shape is None) if expected is None else (shape is not None and shape.wkt.startswith(expected))
    assert len(desk.copy.objects()) == 4


def hidden(desk: Desk, kind: str, name: str) -> object:
    """A column's value in the newest row of a layer, as the file has it."""
    source = ogr.Open(str(desk.path))
    *_, feature = source.GetLayerByName(f"strukturbild_{kind}")
    return feature.GetField(name)


AREA = "MULTIPOLYGON (((601000 6931000, 602000 6931000, 602000 6932000, 601000 6931000)))"


def test_another_class_leaves_the_values_of_the_one_before(desk: Desk) -> None:
    desk.add("yta", AREA, klass="D1", namn="Industri", elbehov_mw="50", malkonflikt_9_11="Vägs")
    assert hidden(desk, "yta", "elbehov_mw") == 50
    desk.sql("UPDATE strukturbild_yta SET klass = 'C1', varde = 'natur'")
    assert hidden(desk, "yta", "elbehov_mw") is None
    (change,) = desk.copy.pending()
    assert change.object.attributes == {
        "klass": "C1", "namn": "Industri", "varde": "natur", "malkonflikt_9_11": "Vägs"
    }  # fmt: skip


def test_a_pasted_object_brings_no_values_of_another_class(desk: Desk) -> None:
    desk.add("yta", AREA, klass="C1", namn="Skog", elbehov_mw="50")
    (change,) = desk.copy.pending()
    assert "elbehov_mw" not in change.object.attributes


def test_what_the_class_has_stays_and_so_does_everything_where_the_class_is_unknown(desk: Desk) -> None:
    desk.add("yta", AREA, klass="D1", namn="Industri", elbehov_mw="50")
    desk.sql("UPDATE strukturbild_yta SET namn = 'Verk'")
    assert hidden(desk, "yta", "elbehov_mw") == 50
    desk.sql("UPDATE strukturbild_yta SET klass = 'Q9'")
    assert hidden(desk, "yta", "elbehov_mw") == 50


def test_what_the_platform_has_is_taken_as_it_is(desk: Desk) -> None:
    odd = replace(desk.versions[0].object, attributes={"klass": "A1", "namn": "Kärna", "invanare": 12})
    theirs = replace(following(desk.versions[0]), object=odd)
    desk.copy.apply(GeometryKind.POINT, [theirs], theirs.position or 0)
    assert odd in desk.copy.objects()
    assert desk.copy.pending() == []
