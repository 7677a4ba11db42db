"""The file of saved edits beside a working copy: what it keeps, and what comes of it here and in another copy."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.clone import clone
from hso_plugin.core.ledger.pull import pull
from hso_plugin.core.ledger.push import push
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion
from hso_plugin.core.platform.server import ServerProfile
from hso_plugin.core.progress import Silent
from hso_plugin.workcopy import NewWorkingCopy, WorkingCopyFile
from hso_plugin.workcopy.copy.saved_edits import recover, save_edits_file
from hso_plugin.workcopy.storage.blob import encode
from tests.unit.workcopy.conftest import AREAS, CATALOGUE, SETTINGS, Desk, first, following, point
from tests.unit.workcopy.ledger_list import LedgerList

POINT = GeometryKind.POINT


def fetched(ledger: LedgerList, path: Path) -> WorkingCopyFile:
    """A working copy that was fetched just now."""
    with NewWorkingCopy(path, SETTINGS, ServerProfile("u", "t", {}), CATALOGUE, AREAS) as new:
        clone(ledger, new, Silent()).close()
        new.publish()
    return WorkingCopyFile.open(path)


@pytest.fixture
def ledger(tmp_path: Path) -> LedgerList:
    found = LedgerList()
    for number in range(4):
        found.land(first(point(600_000 + 1000.125 * number, namn=f"Ort {number}")))
    return found


@pytest.fixture
def own(ledger: LedgerList, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "sundsvall.gpkg"
    with fetched(ledger, path) as copy:
        yield Desk(copy, path, list(ledger.rows))


@pytest.fixture
def other(ledger: LedgerList, tmp_path: Path, own: Desk) -> Iterator[WorkingCopyFile]:
    """Fetched before anything else happens, by the same municipality."""
    with fetched(ledger, tmp_path / "annan.gpkg") as copy:
        yield copy


def by_identity(copy: WorkingCopyFile) -> dict[str, object]:
    return {change.object.identity: change for change in copy.pending()}


def edit_some(desk: Desk) -> None:
    desk.rename(desk.versions[0], "Ändrad åäö")
    desk.delete(desk.versions[1])
    desk.draw(klass="A3", namn="Ny", stallningstagande="rad ett\nrad två")


def test_the_file_lies_beside_and_is_read_into_a_fresh_copy(own: Desk, ledger: LedgerList, tmp_path: Path) -> None:
    edit_some(own)
    file = save_edits_file(own.copy)
    assert file.parent == tmp_path and file.name.startswith("sundsvall-andringar-2")
    with fetched(ledger, tmp_path / "ny.gpkg") as copy:
        result = recover(file, copy)
        assert (len(result.taken), result.conflicts, result.already, result.held) == (3, (), (), ())
        assert by_identity(copy) == by_identity(own.copy)
        again = recover(file, copy)
        assert (again.taken, len(again.already)) == ((), 3)
        assert by_identity(copy) == by_identity(own.copy)
        assert push(ledger, copy, "eva", Silent()).landed == 3


def test_it_changes_nothing_where_it_was_saved(own: Desk) -> None:
    edit_some(own)
    before = by_identity(own.copy)
    result = recover(save_edits_file(own.copy), own.copy)
    assert (result.taken, len(result.already)) == ((), 3)
    assert by_identity(own.copy) == before


def test_two_files_of_the_same_second_have_names_of_their_own(own: Desk) -> None:
    edit_some(own)
    assert len({save_edits_file(own.copy) for _ in range(3)}) == 3


def test_what_others_did_meanwhile_is_merged_or_becomes_a_conflict(
    own: Desk, other: WorkingCopyFile, ledger: LedgerList
) -> None:
    own.rename(own.versions[0], "Min")
    own.rename(own.versions[1], "Också min")
    own.delete(own.versions[2])
    file = save_edits_file(own.copy)
    ledger.land(following(own.versions[0], namn="Deras"))
    merged = ledger.land(following(own.versions[1], skede="planerad"))
    ledger.land(following(own.versions[2], namn="Deras"))
    pull(ledger, other, Silent())
    result = recover(file, other)
    assert result.taken == (own.versions[1].object.identity,)
    assert set(result.conflicts) == {own.versions[n].object.identity for n in (0, 2)}
    (pending,) = other.pending()
    assert (pending.object.name, pending.object.attributes["skede"], pending.base) == ("Också min", "planerad", merged)
    conflicts = {conflict.identity: conflict for conflict in other.conflicts()}
    one = conflicts[own.versions[0].object.identity]
    assert one.mine is not None and one.base is not None
    assert (one.base.object.name, one.mine.name, one.theirs.object.name) == ("Ort 0", "Min", "Deras")
    assert conflicts[own.versions[2].object.identity].mine is None
    assert recover(file, other).already == tuple(sorted({*result.taken, *result.conflicts}))
    for conflict in conflicts.values():
        other.settle(conflict, conflict.mine)
    assert push(ledger, other, "eva", Silent()).landed == 3


def test_an_open_conflict_comes_along(own: Desk, ledger: LedgerList, tmp_path: Path) -> None:
    own.rename(own.versions[0], "Min")
    own.rename(own.versions[1], "Min mot borttagen")
    ledger.land(following(own.versions[0], namn="Deras"))
    ledger.land(following(own.versions[1], deleted=True))
    assert len(pull(ledger, own.copy, Silent()).conflicts) == 2
    file = save_edits_file(own.copy)
    with fetched(ledger, tmp_path / "ny.gpkg") as copy:
        assert len(recover(file, copy).conflicts) == 2
        key = lambda conflict: conflict.identity  # noqa: E731
        assert sorted(copy.conflicts(), key=key) == sorted(own.copy.conflicts(), key=key)
        for conflict in copy.conflicts():
            copy.settle(conflict, conflict.mine)
        result = push(ledger, copy, "eva", Silent())
        assert (result.landed, result.refused) == (2, ())


@pytest.mark.parametrize("choice", ["mine", "theirs"])
@pytest.mark.parametrize("back", [False, True], ids=["deleted", "deleted and brought back and deleted"])
def test_an_edit_of_what_a_fresh_copy_never_heard_of_becomes_a_question(
    own: Desk, ledger: LedgerList, tmp_path: Path, choice: str, back: bool
) -> None:
    """Only the ledger knows that it was deleted, for fetching leaves out what is gone."""
    own.rename(own.versions[0], "Min")
    own.rename(own.versions[1], "Min")
    file = save_edits_file(own.copy)
    newest = ledger.land(following(own.versions[0], deleted=True))
    if back:
        newest = ledger.land(following(ledger.land(following(newest, namn="Åter")), deleted=True))
    identity = newest.object.identity
    with fetched(ledger, tmp_path / "ny.gpkg") as copy:
        assert identity in recover(file, copy).taken
        known = copy.cursor(POINT), copy.known_change(POINT)
        result = push(ledger, copy, "eva", Silent())
        assert (result.landed, result.refused) == (1, ()), "the other one is not held up"
        (conflict,) = copy.conflicts()
        assert conflict.theirs == newest and conflict.mine is not None and conflict.mine.name == "Min"
        assert (copy.pending(), copy.outbox(), copy.refusals()) == ([], {}, [])
        assert copy.cursor(POINT) > known[0] and copy.known_change(POINT) == ledger.rows[-1].change
        copy.settle(conflict, conflict.mine if choice == "mine" else None)
        result = push(ledger, copy, "eva", Silent())
        assert (result.landed, result.refused) == (int(choice == "mine"), ())
        assert (copy.pending(), copy.conflicts()) == ([], [])
    names = [v.object.name for v in ledger.rows if v.object.identity == identity and not v.deleted]
    assert names[-1] == ("Min" if choice == "mine" else "Åter" if back else "Ort 0")


def test_what_landed_and_was_deleted_before_it_was_read_back_is_not_asked_about(
    own: Desk, ledger: LedgerList, tmp_path: Path
) -> None:
    own.draw(klass="A3", namn="Ny", objektidentitet=str(uuid4()))
    file = save_edits_file(own.copy)
    push(ledger, own.copy, "eva", Silent())
    ledger.land(following(ledger.rows[-1], deleted=True))
    with fetched(ledger, tmp_path / "ny.gpkg") as copy:
        assert len(recover(file, copy).taken) == 1
        result = push(ledger, copy, "eva", Silent())
        assert (result.landed, result.refused, result.conflicts) == (0, (), ())
        assert (copy.pending(), copy.outbox(), "Ny" in {o.name for o in copy.objects()}) == ([], {}, False)


def test_what_was_sent_and_lands_late_is_known_as_ones_own(own: Desk, ledger: LedgerList, tmp_path: Path) -> None:
    own.rename(own.versions[0], "På väg")
    sent = following(own.versions[0], namn="På väg")
    own.copy.write_outbox([sent])
    own.copy.mark_sent([sent.change])
    own.rename(own.versions[0], "Ändrad igen")
    file = save_edits_file(own.copy)
    with fetched(ledger, tmp_path / "ny.gpkg") as copy:
        assert recover(file, copy).taken == (sent.object.identity,)
        ledger.land(sent)
        result = pull(ledger, copy, Silent())
        assert (result.landed, result.conflicts) == (1, ())
        (pending,) = copy.pending()
        assert pending.object.name == "Ändrad igen" and pending.base is not None and pending.base.version == 2
    assert recover(file, own.copy).already == (sent.object.identity,)
    assert list(own.copy.outbox()) == [sent.change]


def test_edits_of_both_merge_or_wait(own: Desk, other: WorkingCopyFile) -> None:
    own.rename(own.versions[0], "Min")
    own.rename(own.versions[1], "Min")
    file = save_edits_file(own.copy)
    there = Desk(other, other.path)
    one, two = (version.object.identity for version in own.versions[:2])
    there.sql(f"UPDATE strukturbild_punkt SET skede = 'planerad' WHERE objektidentitet = '{one}'")
    there.rename(own.versions[1], "Annan")
    result = recover(file, other)
    assert (result.taken, result.held) == ((one,), (two,))
    found = {change.object.identity: change.object for change in other.pending()}
    assert (found[one].name, found[one].attributes["skede"], found[two].name) == ("Min", "planerad", "Annan")


def test_a_value_without_a_column_is_named_and_the_rest_is_taken(own: Desk, other: WorkingCopyFile) -> None:
    own.rename(own.versions[0], "Min")
    file = save_edits_file(own.copy)
    members = json.loads(file.read_text("utf-8"))
    members["andringar"][0]["min"]["attribut"]["gammalt"] = "värde"
    file.write_text(json.dumps(members), encoding="utf-8")
    identity = own.versions[0].object.identity
    result = recover(file, other)
    assert (result.taken, result.left_out) == ((identity,), {identity: ("gammalt",)})
    assert [change.object.name for change in other.pending()] == ["Min"]


def test_another_municipalitys_file_is_refused(own: Desk, tmp_path: Path) -> None:
    edit_some(own)
    file = save_edits_file(own.copy)
    file.write_text(file.read_text("utf-8").replace('"kommun": "2281"', '"kommun": "2260"'), encoding="utf-8")
    before = by_identity(own.copy)
    with pytest.raises(HsoError) as caught:
        recover(file, own.copy)
    assert caught.value.code == "HSO-ANNAN-KOMMUN" and "2260" in caught.value.text.sv
    assert by_identity(own.copy) == before


@pytest.mark.parametrize("wkb", ["0108000000" + "00" * 40, "01", "x", 7])
def test_a_shape_that_cannot_be_read_is_refused(own: Desk, wkb: object) -> None:
    edit_some(own)
    file = save_edits_file(own.copy)
    members = json.loads(file.read_text(encoding="utf-8"))
    next(each["min"] for each in members["andringar"] if each["min"])["wkb"] = wkb
    file.write_text(json.dumps(members), encoding="utf-8")
    with pytest.raises(HsoError) as caught:
        recover(file, own.copy)
    assert caught.value.code == "HSO-ANDRINGSFIL"


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b'{"format": "annat"}'])
def test_what_is_no_file_of_edits_is_refused(own: Desk, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "a.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(HsoError) as caught:
        recover(file, own.copy)
    assert caught.value.code == "HSO-ANDRINGSFIL"


def test_a_full_disk_leaves_no_half_file(own: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit_some(own)

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hso_plugin.workcopy.storage.durable.os.fsync", full)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(HsoError) as caught:
        save_edits_file(own.copy)
    assert caught.value.code == "HSO-DISK"
    assert sorted(tmp_path.iterdir()) == before


# Any edits, any news: what a person saved is in the other copy as pending or as a conflict


@contextmanager
def workplace(templates: Path, ledger: LedgerList) -> Iterator[tuple[Desk, Callable[[str], WorkingCopyFile]]]:
    """A desk with a copy of its own of the fetched file, and a way to fetch anew."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        shutil.copyfile(templates, path)
        with WorkingCopyFile.open(path) as copy:
            yield Desk(copy, path, ledger.rows[:4]), lambda name: fetched(ledger, Path(folder) / name)


edits = st.lists(
    st.tuples(st.sampled_from(["rename", "move", "stage", "delete", "draw"]), st.integers(0, 3), st.integers(0, 9)),
    max_size=6,
)
news = st.lists(st.tuples(st.sampled_from(["rename", "stage", "delete"]), st.integers(0, 3)), max_size=4)


def edit(desk: Desk, what: str, number: int, token: int) -> None:
    version = desk.versions[number]
    table, where = "UPDATE strukturbild_punkt SET", f"WHERE objektidentitet = '{version.object.identity}'"
    if what == "rename":
        desk.rename(version, f"Namn {token} åäö")
    elif what == "stage":
        desk.sql(f"{table} skede = 'steg {token}' {where}")
    elif what == "move":
        shape = encode([shapely.Point(600_000.001 + token, 6_930_000.999)])[0]
        assert shape is not None
        desk.sql(f"{table} geom = x'{shape.hex()}' {where}")
    elif what == "delete":
        desk.delete(version)
    else:
        desk.draw(klass="A3", namn=f"Ny {token}", objektidentitet=str(uuid4()))


def land(ledger: LedgerList, what: str, number: int) -> None:
    identity = ledger.rows[number].object.identity
    newest: ObjectVersion = [version for version in ledger.rows if version.object.identity == identity][-1]
    if newest.deleted:
        return
    changes = {"rename": {"namn": "Deras"}, "stage": {"skede": "deras"}, "delete": {}}[what]
    ledger.land(following(newest, deleted=what == "delete", **changes))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, LedgerList]:
    ledger = LedgerList()
    for number in range(4):
        ledger.land(first(point(600_000 + 1000.125 * number, namn=f"Ort {number}")))
    path = tmp_path_factory.mktemp("mall") / "mall.gpkg"
    fetched(ledger, path).close()
    return path, ledger


def mine(copy: WorkingCopyFile) -> dict[str, MapObject | None]:
    """What every object that waits here is to become."""
    found: dict[str, MapObject | None] = {c.identity: c.mine for c in copy.conflicts()}
    objects = {thing.identity: thing for thing in copy.objects()}
    return found | {c.object.identity: objects.get(c.object.identity) for c in copy.pending()}


@settings(max_examples=25, deadline=None)
@given(edits)
def test_saved_and_recovered_into_a_fresh_copy_the_same_is_pending(
    template: tuple[Path, LedgerList], made: list[tuple[str, int, int]]
) -> None:
    path, ledger = template
    with workplace(path, ledger) as (desk, fetch):
        for each in made:
            edit(desk, *each)
        with fetch("ny.gpkg") as copy:
            recover(save_edits_file(desk.copy), copy)
            assert by_identity(copy) == by_identity(desk.copy)


@settings(max_examples=25, deadline=None)
@given(edits, news)
@example([("rename", 0, 0)], [("stage", 0), ("rename", 0)])
def test_whatever_happened_since_it_is_as_if_it_had_been_pulled(
    template: tuple[Path, LedgerList], made: list[tuple[str, int, int]], since: list[tuple[str, int]]
) -> None:
    """The same waits as where the edits were made and the news were pulled, deletions by others apart."""
    path, start = template
    ledger = LedgerList(list(start.rows))
    with workplace(path, ledger) as (desk, fetch):
        for each in made:
            edit(desk, *each)
        file, was = save_edits_file(desk.copy), mine(desk.copy)
        for what, number in since:
            land(ledger, what, number)
        gone = {version.object.identity for version in ledger.rows if version.deleted}
        pull(ledger, desk.copy, Silent())
        with fetch("ny.gpkg") as copy:
            recover(file, copy)
            here, there = mine(copy), mine(desk.copy)
            asked = {conflict.identity for conflict in copy.conflicts()}
            assert asked == {conflict.identity for conflict in desk.copy.conflicts()} - gone
            # The pull may have merged an earlier one of theirs into mine before a later one came into conflict with it.
            assert {identity: here[identity] for identity in asked} == {identity: was[identity] for identity in asked}
            alike = (here.keys() | there.keys()) - gone - asked
            assert {i: here.get(i, "-") for i in alike} == {i: there.get(i, "-") for i in alike}
            assert {i for i in there if i in gone and there[i] is not None} <= here.keys(), "no edit is dropped"
