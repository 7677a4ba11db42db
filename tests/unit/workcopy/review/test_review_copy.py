"""The reviewer's copy: any map that ever was, computed from positions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind, MapObject, ObjectVersion
from hso_plugin.core.platform.server import ServerProfile
from hso_plugin.core.review.records.model import Comment
from hso_plugin.workcopy import NewWorkingCopy, Settings, WorkingCopyFile
from hso_plugin.workcopy.review.review_copy import ReviewCopy

CATALOGUE = catalogues.default()
AREAS = {code: shapely.MultiPolygon([shapely.box(600_000, 6_900_000, 640_000, 6_960_000)]) for code in ("2262", "2281")}
SERVER = ServerProfile("u", "t", {})
SETTINGS = Settings("http://127.0.0.1:1/wfs", "", "granskare", profile="granskning")

#: (object, deleted) in the order of positions; an even object is Timrå's, an odd one Sundsvall's.
histories = st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=40)


def ledger(history: list[tuple[int, bool]]) -> list[ObjectVersion]:
    found: list[ObjectVersion] = []
    numbers: dict[int, int] = {}
    for position, (which, deleted) in enumerate(history, start=1):
        numbers[which] = numbers.get(which, 0) + 1
        kind = (GeometryKind.POINT, GeometryKind.LINE)[which // 2 % 2]
        shape = shapely.Point(600_000 + position, 6_930_000)
        if kind is GeometryKind.LINE:
            shape = shapely.LineString([shape, (610_000, 6_940_000)])
        identity = str(UUID(int=which, version=4))
        values = {"klass": "A3", "namn": f"Ort {position}", "servicetyp": ("skola", "vard")}
        thing = MapObject(kind, identity, ("2262", "2281")[which % 2], values, shape)
        change = str(UUID(int=1000 + position, version=4))
        found.append(ObjectVersion(thing, numbers[which], change, deleted, "någon", position, "2026-01-01T00:00:00Z"))
    return found


def fill(copy: ReviewCopy, versions: list[ObjectVersion]) -> None:
    for kind in GeometryKind:
        page = [version for version in versions if version.object.kind is kind]
        if page:
            copy.archive(kind, page, page[-1].position or 0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "granskning.gpkg"


@pytest.fixture
def copy(path: Path) -> Iterator[ReviewCopy]:
    with ReviewCopy.create(path, SETTINGS, SERVER, CATALOGUE, AREAS) as opened:
        yield opened


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories, st.integers(0, 45), st.sampled_from(["2262", "2281"]))
def test_a_snapshot_is_the_newest_version_of_each_object(
    path: Path, history: list[tuple[int, bool]], position: int, municipality: str
) -> None:
    versions = ledger(history)
    wanted: dict[str, ObjectVersion] = {}
    for version in versions[:position]:
        wanted.pop(version.object.identity, None)
        if version.object.municipality == municipality and not version.deleted:
            wanted[version.object.identity] = version
    with ReviewCopy.create(path, SETTINGS, SERVER, CATALOGUE, AREAS) as copy:
        fill(copy, versions)
        assert list(copy.snapshot(municipality, position).items()) == list(wanted.items())
        some = list(wanted)[:2]
        assert copy.snapshot(municipality, position, some) == {identity: wanted[identity] for identity in some}
        assert copy.versions() == versions
        own = [v for v in versions[position:] if v.object.municipality == municipality]
        assert copy.versions([municipality], after=position) == own
        assert copy.versions(upto=position) == versions[:position]
        assert copy.head() == len(versions)
        for kind in GeometryKind:
            last = [version for version in versions if version.object.kind is kind][-1:]
            assert copy.archive_cursor(kind) == (last[0].position if last else 0)
            assert copy.archive_change(kind) == (last[0].change if last else None)


def test_what_it_says_of_itself(copy: ReviewCopy) -> None:
    assert copy.catalogue.name == CATALOGUE.name
    assert copy.areas.keys() == AREAS.keys()
    assert copy.areas["2262"].equals_exact(AREAS["2262"], 0.0)
    assert copy.settings == SETTINGS and copy.server == SERVER
    assert copy.last_contact is None
    copy.note_contact()
    assert copy.last_contact


def test_made_anew_it_keeps_what_was_on_its_way(copy: ReviewCopy, path: Path) -> None:
    copy.review_store().keep([Comment("k1", "Varför?", "granskare", "s1")])
    carried = copy.review_store().carried()
    copy.close()
    with ReviewCopy.create(path, SETTINGS, SERVER, CATALOGUE, AREAS, carried) as anew:
        assert [record.change for record, _ in anew.review_store().outbox()] == ["k1"]
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_neither_sort_of_file_is_taken_for_the_other(path: Path, tmp_path: Path) -> None:
    ReviewCopy.create(path, SETTINGS, SERVER, CATALOGUE, AREAS).close()
    with pytest.raises(HsoError) as caught:
        WorkingCopyFile.open(path)
    assert caught.value.code == "HSO-ARBETSKOPIA"
    other = tmp_path / "timra.gpkg"
    with NewWorkingCopy(other, replace(SETTINGS, municipality="2262"), SERVER, CATALOGUE, AREAS) as new:
        new.finish(dict.fromkeys(GeometryKind, 0)).close()
        new.publish()
    with pytest.raises(HsoError) as caught:
        ReviewCopy.open(other)
    assert caught.value.code == "HSO-GRANSKNINGSKOPIA" and not caught.value.renewable


def test_one_of_another_format_is_to_be_made_anew(copy: ReviewCopy, path: Path) -> None:
    copy._connection.execute("UPDATE hso_state SET value = '0' WHERE key = 'review_format'")
    with pytest.raises(HsoError) as caught:
        ReviewCopy.open(path)
    assert caught.value.renewable


def test_one_in_use_is_not_said_to_be_another_sort_of_file(
    copy: ReviewCopy, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy._connection.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr("hso_plugin.workcopy.storage.connection.BUSY_SECONDS", 0)
    with pytest.raises(HsoError) as caught:
        ReviewCopy.open(path)
    assert caught.value.code == "HSO-UPPTAGEN"


def test_one_that_windows_holds_open_is_not_replaced(
    copy: ReviewCopy, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy.review_store().keep([Comment("k1", "Varför?", "granskare", "s1")])

    def held(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    monkeypatch.setattr("hso_plugin.workcopy.storage.durable.os.replace", held)
    monkeypatch.setattr("hso_plugin.workcopy.storage.durable.PATIENCE", 0)
    with pytest.raises(HsoError) as caught:
        ReviewCopy.create(path, SETTINGS, SERVER, CATALOGUE, AREAS)
    assert caught.value.code == "HSO-UPPTAGEN" and caught.value.try_again
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert len(copy.review_store().outbox()) == 1


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("")
    with pytest.raises(HsoError) as caught:
        ReviewCopy.create(tmp_path / "a-file" / "g.gpkg", SETTINGS, SERVER, CATALOGUE, AREAS)
    assert caught.value.code == "HSO-DISK"
