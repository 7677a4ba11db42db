"""What was edited is found, however it was edited."""

from uuid import UUID

from hso_plugin.core.ledger.ports import ChangeType
from tests.unit.grid import snap

from .conftest import Desk


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
