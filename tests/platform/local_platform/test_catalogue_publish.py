"""A new version of the catalogue is published on a platform of its own: columns, types, clients old and new."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core import probe
from hso_plugin.core.errors import HsoError
from hso_plugin.core.model import GeometryKind, Stage
from hso_plugin.core.progress import Silent
from hso_plugin.core.rules import check
from hso_plugin.workcopy import WorkingCopyFile
from hso_plugin.workcopy.exchange.renewal import renew
from scripts.local_platform import catalogue as command
from scripts.local_platform.local import LocalPlatform
from scripts.server import migrate
from scripts.server.errors import PlatformError
from tests.platform.exchange.fault_proxy import proxy, without_attribute
from tests.support.catalogue_in_force import in_force, put_back, put_in_force
from tests.support.planner import Planner
from tests.support.platform_fixture import ROOT, TestPlatform, remove

WORDS = {"sv": "Laddplatser", "en": "Charging points"}
SHIPPED = catalogues.default()


@pytest.fixture(scope="module")
def migrations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the migrations, for new ones to be written to."""
    return shutil.copytree(migrate.FOLDER, tmp_path_factory.mktemp("published") / "migrations")


@pytest.fixture(scope="module")
def own(migrations: Path) -> Iterator[TestPlatform]:
    """A platform whose catalogue these tests change."""
    root = ROOT / "build" / "catalogue-platform"
    remove(root)  # left behind by a run that was broken off
    local = LocalPlatform(root, lambda line: None, migrations)
    try:
        local.up(None)
        yield TestPlatform(local)
    finally:
        remove(root)


@pytest.fixture
def planner(own: TestPlatform, tmp_path: Path) -> Callable[[str], Planner]:
    def make(name: str) -> Planner:
        person = Planner(own, tmp_path / f"{name}.gpkg", "planerare-2281", "2281")
        person.fetch()
        return person

    return make


def written(folder: Path, version: str, change: Callable[[dict[str, Any]], None]) -> Path:
    """A catalogue file: the shipped one with another version and a change."""
    document = json.loads(SHIPPED.document)
    document["version"] = version
    change(document)
    file = folder / f"{version}.json"
    file.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def with_charging_points(document: dict[str, Any]) -> None:
    """A new attribute of A3 and a rule that is stricter by a new severity."""
    attribute = {"name": "laddplatser", "type": "heltal", "title": WORDS, "help": WORDS, "common": False, "minimum": 0}
    document["attributes"].append(attribute)
    next(c for c in document["classes"] if c["code"] == "A3")["attributes"].append({"name": "laddplatser"})
    rule = next(r for r in document["rules"] if r["id"] == "fa-invanare")
    rule["params"]["minimum"]["A3"]["laddplatser"] = 2
    rule["severity"] = dict.fromkeys(map(str, Stage), "fel")


def published(own: TestPlatform, migrations: Path, file: Path, *more: str) -> int:
    return command.main(["publish", str(file), "--root", str(own.root), "--migrations", str(migrations), *more])


def test_an_old_version_and_one_that_takes_away_what_is_used_are_refused(
    own: TestPlatform, migrations: Path, tmp_path: Path, planner: Callable[[str], Planner], capsys: Any
) -> None:
    before = [path.name for _, path in migrate.files(migrations)]
    assert published(own, migrations, written(tmp_path, "0.9", lambda d: None)) == 1
    assert "0.9 is not newer than VN-STRUKTUR 1.0" in capsys.readouterr().err
    person = planner("bruk")
    person.draw("Med service", servicetyp='{"skola","vard"}')
    assert person.send().landed == 1

    def less(document: dict[str, Any]) -> None:
        document["code_lists"]["servicetyp"] = [c for c in document["code_lists"]["servicetyp"] if c["code"] != "skola"]

    file = written(tmp_path, "1.05", less)
    assert published(own, migrations, file) == 1
    assert "A3.servicetyp skola (1)" in capsys.readouterr().err
    assert [path.name for _, path in migrate.files(migrations)] == before
    assert in_force(own) == (SHIPPED.id, SHIPPED.version)


def test_a_migration_that_fails_is_not_left_behind(
    own: TestPlatform, migrations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [path.name for _, path in migrate.files(migrations)]

    def fail(*_: object) -> None:
        raise PlatformError("no room")

    # The disk is full just then.
    monkeypatch.setattr(migrate, "apply", fail)
    assert published(own, migrations, written(tmp_path, "1.06", with_charging_points)) == 1
    assert [path.name for _, path in migrate.files(migrations)] == before


def test_a_new_version_reaches_platform_and_clients(
    own: TestPlatform, migrations: Path, tmp_path: Path, planner: Callable[[str], Planner]
) -> None:
    old = planner("gammal")
    disputed, kept = old.draw("Omtvistad"), old.draw("Kvar")
    old.send()
    colleague = planner("kollega")
    waiting = old.draw("Väntar på ny arbetskopia")
    for person, name in ((colleague, "Kollegans"), (old, "Min")):
        person.rename(disputed, name)
    colleague.send()
    old.rename(kept, "Kvar, ändrad")
    assert len(old.receive().conflicts) == 1
    file = written(tmp_path, "1.1", with_charging_points)
    before = {path: path.read_bytes() for _, path in migrate.files(migrations)}

    assert published(own, migrations, file) == 0
    assert {path: path.read_bytes() for path in before} == before, "landed migrations are untouched"
    assert len(migrate.files(migrations)) == len(before) + 1
    assert in_force(own) == ("VN-STRUKTUR", "1.1")

    new = planner("ny")
    with new.copy() as copy:
        assert copy.catalogue.name == "VN-STRUKTUR 1.1"
    identity = new.draw("Laddorten", laddplatser="1", servicetyp='{"skola","vard"}')
    assert new.send().landed == 1
    with new.copy() as copy:
        findings = check(copy.objects(), [], copy.areas(), copy.catalogue, Stage.SUBMISSION, "2281")
    assert ("fa-invanare", "fel") in {(f.rule, str(f.severity)) for f in findings if f.object == identity}

    again = planner("igen")
    with again.copy() as copy:
        (found,) = (item for item in copy.objects(GeometryKind.POINT) if item.identity == identity)
    assert found.attributes["laddplatser"] == 1
    again.sql(f"UPDATE strukturbild_punkt SET laddplatser = 7 WHERE objektidentitet = '{identity}'")
    assert again.send().landed == 1
    for view in ("strukturbild_punkt", "strukturbild_punkt_publicerad"):
        assert "laddplatser" in described(own, view)
    connection = own.connect()
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT laddplatser FROM hso.strukturbild_punkt WHERE objektidentitet = %s", (identity,))
        assert cursor.fetchall() == [(7,)]
    connection.close()

    old.receive()
    with pytest.raises(HsoError) as caught:
        old.send()
    assert caught.value.code == "HSO-KATALOG"
    assert "Hämta om kartan med dina ändringar" in caught.value.text.sv
    assert waiting in old.names()

    # Pending edits and the conflict survive the move, and so does what the new classification says of the same version.
    new.receive()
    new.sql(f"UPDATE strukturbild_punkt SET laddplatser = 3 WHERE objektidentitet = '{kept}'")
    assert new.send().landed == 1
    renewed = renew(old.path, old.session, Silent())
    assert (renewed.catalogue, set(renewed.recovered.taken)) == ("VN-STRUKTUR 1.1", {waiting, kept})
    assert renewed.recovered.conflicts == (disputed,)
    assert old.send().landed == 2
    with old.copy() as copy:
        (conflict,) = copy.conflicts()
        assert (
            conflict.base and conflict.mine and (conflict.base.object.name, conflict.mine.name) == ("Omtvistad", "Min")
        )
        (found,) = (item for item in copy.objects(GeometryKind.POINT) if item.identity == kept)
        assert (found.name, found.attributes["laddplatser"]) == ("Kvar, ändrad", 3)
        copy.settle(conflict, conflict.mine)
    assert old.send().landed == 1

    # Starting the platform again does not bring the shipped, older version back.
    LocalPlatform(own.root, lambda line: None, migrations).up(None)
    assert in_force(own) == ("VN-STRUKTUR", "1.1")


def test_a_platform_that_lost_a_column_is_told_before_anything_is_sent(
    own: TestPlatform, planner: Callable[[str], Planner]
) -> None:
    """As a proxy or another server shows it: QGIS Server itself describes what it read when it started."""
    person = planner("kolumn")
    identity = person.draw("Kvar")
    with proxy(own.url, without_attribute) as url, person.copy() as copy, pytest.raises(HsoError) as caught:
        probe.require_columns(replace(copy.server, url=url), copy.catalogue, person.session)
    assert caught.value.code == "HSO-SCHEMA"
    assert "stallningstagande i tabellen" in caught.value.text.sv and "ligger kvar" in caught.value.text.sv
    assert person.send().landed == 1 and identity in person.names()


def described(own: TestPlatform, name: str) -> str:
    answer = requests.get(
        own.url,
        {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "DescribeFeatureType", "TYPENAME": name},
        auth=own.user("2281"),
        timeout=30,
    )
    answer.raise_for_status()
    return answer.text


@pytest.mark.parametrize(
    "newer",
    [
        lambda document: document.update(format=2, classes=[{"code": "Z1", "geometry": ["punkt"]}]),
        lambda document: document["rules"][0].update(type="skymningsregel"),
    ],
    ids=["format", "rule type"],
)
def test_a_catalogue_that_needs_a_later_plugin_stops_nothing_but_the_exchange(
    own: TestPlatform, planner: Callable[[str], Planner], tmp_path: Path, newer: Callable[[dict[str, Any]], None]
) -> None:
    person = planner("före")
    identity = person.draw("Ritad före")
    document = json.loads(SHIPPED.document)
    newer(document)
    name = in_force(own)
    put_in_force(own, json.dumps(document))
    try:
        fresh = Planner(own, tmp_path / "ny.gpkg", "planerare-2281", "2281")
        for exchange in (person.send, person.receive, fresh.fetch):
            with pytest.raises(HsoError) as caught:
                exchange()
            assert caught.value.code == "HSO-KATALOG-NY"
            assert "uppdatera insticksprogrammet" in caught.value.text.sv
        assert list(tmp_path.glob("*ny*")) == []
        with WorkingCopyFile.open(person.path) as copy:
            assert identity in {item.identity for item in copy.objects()}
            assert [pending.object.identity for pending in copy.pending() if pending.object] == [identity]
            check(copy.objects(), [], copy.areas(), copy.catalogue, Stage.SUBMISSION, "2281")
    finally:
        put_back(own, name)
    assert person.send().landed == 1
