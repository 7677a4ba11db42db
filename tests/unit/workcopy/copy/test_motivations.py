"""Motivations in the working copy: kept, replaced, withdrawn, and carried over from an older file."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.motivation import Motivation
from hso_plugin.workcopy import WorkingCopyFile
from hso_plugin.workcopy.storage import migrations
from tests.unit.workcopy.conftest import Desk, following

WRITTEN = "2026-01-02T03:04:05+00:00"
#: The side tables of a file of format 1.
FIRST_TABLES = {f"hso_{name}" for name in ("state", "base", "touched", "outbox", "conflict", "refused", "received")}
PLACE = shapely.box(600_000, 6_930_000, 600_100, 6_930_100)


def motivation(finding: str = "f1", **values: object) -> Motivation:
    given_ = {"object": "o1", "text": "Avvägt i samråd med Timrå.", "written": WRITTEN, "extent": PLACE, **values}
    return Motivation(finding=finding, rule="yta-liten", user="planerare-2281", facts="A4", **given_)  # type: ignore[arg-type]


def make_old(desk: Desk) -> None:
    """The file as the first version of the plugin left it."""
    desk.copy.close()
    connection = sqlite3.connect(desk.path, isolation_level=None)
    rows = connection.execute("SELECT name FROM sqlite_master WHERE name GLOB 'hso_*' AND type = 'table'").fetchall()
    for name in {row[0] for row in rows} - FIRST_TABLES:
        connection.execute(f"DROP TABLE {name}")
    connection.execute("UPDATE hso_state SET value = '1' WHERE key = 'format'")
    connection.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(
    st.text(min_size=1),
    st.sampled_from([None, PLACE, shapely.Point(600_000.123, 6_930_000), shapely.MultiPoint([(1, 2), (3, 4)])]),
    st.none() | st.uuids().map(str),
)
def test_what_was_written_is_read(desk: Desk, text: str, extent: shapely.Geometry | None, identity: str | None) -> None:
    text = text.encode("utf-8", "ignore").decode()
    one = motivation(text=text, extent=extent, object=identity)
    desk.copy.motivate(one)
    with WorkingCopyFile.open(desk.path) as other:
        assert other.motivations() == [one]


def test_a_second_one_takes_the_place_of_the_first(desk: Desk) -> None:
    desk.copy.motivate(motivation())
    desk.copy.motivate(motivation("f2", written="2026-01-01T00:00:00+00:00"))
    better = motivation(text="Bättre uttryckt än förut.", written="2026-02-01T00:00:00+00:00")
    desk.copy.motivate(better)
    assert [m.finding for m in desk.copy.motivations()] == ["f2", "f1"]
    assert better in desk.copy.motivations()


def test_one_that_is_withdrawn_is_gone_and_the_others_stay(desk: Desk) -> None:
    desk.copy.motivate(motivation())
    desk.copy.motivate(motivation("f2"))
    desk.copy.withdraw_motivation("f1")
    desk.copy.withdraw_motivation("f1")
    assert [m.finding for m in desk.copy.motivations()] == ["f2"]


def test_what_comes_in_leaves_motivations_alone(desk: Desk) -> None:
    desk.copy.motivate(motivation(object=desk.versions[0].object.identity))
    news = [following(desk.versions[0], namn="Nytt namn"), following(desk.versions[1], deleted=True)]
    desk.copy.apply(GeometryKind.POINT, [replace(v, position=200 + i) for i, v in enumerate(news)], 300)
    assert len(desk.copy.motivations()) == 1


def test_a_file_of_the_first_version_is_brought_up_to_date_with_everything_in_it(desk: Desk) -> None:
    desk.rename(desk.versions[0], "Ändrat innan")
    desk.draw(klass="A3", namn="Nytt")
    objects, pending = desk.copy.objects(), desk.copy.pending()
    assert len(pending) == 2
    make_old(desk)
    with WorkingCopyFile.open(desk.path) as copy:
        assert (copy.objects(), copy.pending()) == (objects, pending)
        assert copy.cursor(GeometryKind.POINT) == 4
        assert copy.motivations() == []
        copy.motivate(motivation())
    with WorkingCopyFile.open(desk.path) as copy:
        assert len(copy.motivations()) == 1


def test_a_failed_upgrade_leaves_the_file_as_it_was(desk: Desk) -> None:
    make_old(desk)
    connection = sqlite3.connect(desk.path, isolation_level=None)
    # In the way of the table, so that the step fails after it has begun.
    connection.execute("CREATE TABLE hso_motivation (annat TEXT)")
    with pytest.raises(HsoError) as caught:
        WorkingCopyFile.open(desk.path)
    assert caught.value.code == "HSO-ARBETSKOPIA"
    assert connection.execute("SELECT value FROM hso_state WHERE key = 'format'").fetchone() == ("1",)
    connection.execute("DROP TABLE hso_motivation")
    connection.close()
    with WorkingCopyFile.open(desk.path) as copy:
        assert len(copy.objects()) == 3


def test_an_upgrade_that_another_window_is_doing_is_waited_for(desk: Desk) -> None:
    make_old(desk)
    other = sqlite3.connect(desk.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as thread:
        opening = thread.submit(lambda: len(opened(desk.path)))
        sleep(0.5)  # long enough to have read the format and to wait for its turn
        assert not opening.done()
        migrations.migrate(other, 1)
        other.execute("UPDATE hso_state SET value = ? WHERE key = 'format'", (migrations.FORMAT,))
        other.execute("COMMIT")
        assert opening.result(timeout=10) == 0
    other.close()


def opened(path: Path) -> list[Motivation]:
    with WorkingCopyFile.open(path) as copy:
        return copy.motivations()


def test_a_new_file_and_an_upgraded_one_have_the_same_tables(desk: Desk, tmp_path: Path) -> None:
    def tables(path: Path) -> dict[str, str]:
        rows = sqlite3.connect(path).execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'hso_%'")
        return {name: " ".join(sql.split()) for name, sql in rows if sql}

    new = tables(desk.path)
    make_old(desk)
    assert tables(desk.path) != new
    WorkingCopyFile.open(desk.path).close()
    assert tables(desk.path) == new
