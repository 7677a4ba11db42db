"""Taking edits back, and sending some of them only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.clone import clone
from hso_plugin.core.ledger.ports import Refusal
from hso_plugin.core.ledger.push import next_version, push
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.platform.server import ServerProfile
from hso_plugin.core.progress import Silent
from hso_plugin.core.text import Text
from hso_plugin.workcopy import NewWorkingCopy, WorkingCopyFile
from hso_plugin.workcopy.copy.saved_edits import recover, undo_kept
from tests.unit.workcopy.conftest import AREAS, CATALOGUE, SETTINGS, Desk, first, following, point
from tests.unit.workcopy.ledger_list import LedgerList

TOWNS = 4


def made(folder: Path) -> tuple[Desk, LedgerList]:
    """A working copy fetched from a platform with some towns."""
    ledger = LedgerList()
    for number in range(TOWNS):
        ledger.land(first(point(600_000 + 1000.125 * number, namn=f"Ort {number}")))
    path = folder / "sundsvall.gpkg"
    with NewWorkingCopy(path, SETTINGS, ServerProfile("u", "t", {}), CATALOGUE, AREAS) as new:
        clone(ledger, new, Silent()).close()
        new.publish()
    return Desk(WorkingCopyFile.open(path), path, list(ledger.rows)), ledger


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[tuple[Desk, LedgerList]]:
    desk, ledger = made(tmp_path)
    yield desk, ledger
    desk.copy.close()


def waiting(desk: Desk) -> set[str]:
    return {change.object.identity for change in desk.copy.pending()}


def known(desk: Desk) -> dict[str, tuple[object, str]]:
    """Everything that is here, by identity."""
    return {t.identity: (dict(t.attributes), shapely.to_wkt(t.geometry)) for t in desk.copy.objects()}


def test_changed_new_and_deleted_go_back_and_can_be_had_again(ground) -> None:
    desk, _ = ground
    before = known(desk)
    desk.rename(desk.versions[0], "Ånge")
    desk.sql(
        "UPDATE strukturbild_punkt SET geom = (SELECT geom FROM strukturbild_punkt WHERE namn = 'Ort 3') "
        f"WHERE objektidentitet = '{desk.versions[1].object.identity}'"
    )
    desk.delete(desk.versions[2])
    desk.draw(namn="Ny", klass="A3")
    edited = known(desk)
    assert len(waiting(desk)) == 4
    file = undo_kept(desk.copy, waiting(desk))
    assert known(desk) == before
    assert not desk.copy.pending()
    assert len(recover(file, desk.copy).taken) == 4
    assert known(desk) == edited


def test_only_what_was_named_goes_back(ground) -> None:
    desk, _ = ground
    for version in desk.versions[:3]:
        desk.rename(version, "Ändrad")
    one = desk.versions[0].object.identity
    undo_kept(desk.copy, [one])
    assert waiting(desk) == {v.object.identity for v in desk.versions[1:3]}
    assert desk.name_of(desk.versions[0]) == "Ort 0"


def test_an_undone_refusal_is_no_longer_told(ground) -> None:
    desk, _ = ground
    desk.rename(desk.versions[0], "Nekad")
    desk.copy.refuse([Refusal(desk.copy.pending()[0].object, Text("Nej", "No"))])
    assert desk.copy.refusals()
    desk.copy.undo(waiting(desk))
    desk.rename(desk.versions[0], "Igen")
    assert not desk.copy.refusals()


def test_what_is_on_its_way_or_in_conflict_is_refused_and_leaves_no_file(ground, tmp_path) -> None:
    desk, ledger = ground
    for version in desk.versions[:3]:
        desk.rename(version, "Min")
    sent = next(c for c in desk.copy.pending() if c.object.identity == desk.versions[0].object.identity)
    desk.copy.write_outbox([next_version(sent, "jag")])
    theirs = ledger.land(following(desk.versions[1], namn="Deras"))
    desk.copy.apply(GeometryKind.POINT, [theirs], theirs.position or 0)
    before = known(desk)
    for number, code in ((0, "HSO-UNDER-VAG"), (1, "HSO-I-KONFLIKT")):
        with pytest.raises(HsoError) as told:
            undo_kept(desk.copy, [desk.versions[number].object.identity, desk.versions[2].object.identity])
        assert told.value.code == code
    assert known(desk) == before
    assert not list(tmp_path.glob("*.json*"))


def test_what_cannot_be_kept_is_not_undone(ground, monkeypatch) -> None:
    desk, _ = ground
    desk.rename(desk.versions[0], "Min")

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("hso_plugin.workcopy.storage.durable.os.fsync", full)
    with pytest.raises(HsoError, match="HSO-DISK"):
        undo_kept(desk.copy, waiting(desk))
    assert desk.name_of(desk.versions[0]) == "Min"


def test_only_the_chosen_are_sent_and_the_rest_waits(ground) -> None:
    desk, ledger = ground
    for version in desk.versions:
        desk.rename(version, "Ändrad")
    chosen = {version.object.identity for version in desk.versions[:2]}
    result = push(ledger, desk.copy, "jag", Silent(), only=chosen)
    assert result.landed == 2
    assert {v.object.identity for v in ledger.rows if v.version == 2} == chosen
    assert waiting(desk) == {version.object.identity for version in desk.versions[2:]}
    assert push(ledger, desk.copy, "jag", Silent()).landed == 2


def test_a_merged_object_that_was_not_chosen_is_not_sent(ground) -> None:
    desk, ledger = ground
    desk.rename(desk.versions[0], "Min")
    desk.rename(desk.versions[1], "Vald")
    ledger.land(following(desk.versions[0], servicetyp=("skola",)))
    result = push(ledger, desk.copy, "jag", Silent(), only=[desk.versions[1].object.identity])
    assert result.merged == (desk.versions[0].object.identity,)
    assert waiting(desk) == {desk.versions[0].object.identity}


steps = st.lists(st.tuples(st.sampled_from(["rename", "delete"]), st.integers(0, TOWNS - 1)), max_size=6)


@settings(max_examples=15, deadline=None)
@given(steps, st.sets(st.integers(0, TOWNS - 1)))
def test_undoing_changes_what_was_named_and_nothing_else(edits, named) -> None:
    with TemporaryDirectory() as folder:
        desk, _ = made(Path(folder))
        before = known(desk)
        for what, number in edits:
            if what == "rename":
                desk.rename(desk.versions[number], f"Ändrad {number}")
            else:
                desk.delete(desk.versions[number])
        edited, changed = known(desk), waiting(desk)
        identities = {desk.versions[number].object.identity for number in named}
        desk.copy.undo(identities)
        assert waiting(desk) == changed - identities
        expected = {i: v for i, v in edited.items() if i not in identities}
        assert known(desk) == expected | {i: before[i] for i in identities}
        desk.copy.close()
