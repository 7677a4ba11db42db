"""The review without a window: the real qgis_process against the real platform."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from osgeo import ogr

from tests.platform.headless.qgis_process import QgisProcess, Ran
from tests.support import platform_fixture
from tests.support.platform_fixture import TestPlatform


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestPlatform]:
    """A platform of their own: what others have drawn in a municipality would be found by its checks."""
    started = platform_fixture.start(tmp_path_factory.mktemp("review") / "platform")
    yield started
    platform_fixture.remove(started.root)


@pytest.fixture(scope="module")
def profile(tmp_path_factory) -> Path:
    return QgisProcess(tmp_path_factory.mktemp("profile")).prepare().folder


@pytest.fixture
def sign_in(platform: TestPlatform, profile: Path) -> Callable[[str], QgisProcess]:
    def make(name: str) -> QgisProcess:
        user, password = platform.user(name)
        return QgisProcess(profile, environment={"HSO_USER": user, "HSO_PASSWORD": password})

    return make


def given(ran: Ran, name: str) -> str:
    """A result that qgis_process told."""
    found = re.search(rf"^{name}:\t(.*)$", ran.out, re.MULTILINE)
    assert found, ran.said
    return found[1].strip()


def refused(ran: Ran, words: str) -> None:
    assert ran.code != 0
    assert words in " ".join(ran.said.split()), ran.said
    assert "Traceback" not in ran.said


def clone(process: QgisProcess, platform: TestPlatform, code: str, path: Path) -> Path:
    ran = process.run("hso:clone", URL=platform.url, MUNICIPALITY=code, WORKING_COPY=path)
    assert ran.code == 0, ran.said
    return path


def state(platform: TestPlatform, submission: str) -> str:
    with platform.connect() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT hso.inlamning_status(%s)", (submission,))
        return cursor.fetchone()[0]


def rename(path: Path, name: str) -> None:
    source = ogr.Open(str(path), update=1)
    source.ExecuteSQL(f"UPDATE strukturbild_punkt SET namn = '{name}' WHERE klass = 'A2'")
    del source


def test_a_submission_is_handed_in_and_decided_on(platform: TestPlatform, sign_in, tmp_path: Path):
    timra, reviewer = sign_in("2262"), sign_in("granskare")
    path, copy = clone(timra, platform, "2262", tmp_path / "timra.gpkg"), tmp_path / "granskning.gpkg"

    rename(path, "Timrå centrum")
    refused(timra.run("hso:submit", WORKING_COPY=path, MESSAGE="Klart"), "Ett objekt är inte skickat än")
    assert timra.run("hso:push", WORKING_COPY=path).code == 0
    refused(timra.run("hso:submit", WORKING_COPY=path, MESSAGE=" "), "Skriv ett meddelande")
    ran = timra.run("hso:submit", WORKING_COPY=path, MESSAGE="Klart för avstämning")
    assert ran.code == 0, ran.said
    submission = given(ran, "SUBMISSION")
    assert state(platform, submission) == "inskickad"

    def decide(event: str, process: QgisProcess = reviewer, **more: object) -> Ran:
        given_ = {"SUBMISSION": submission, "URL": platform.url, "REVIEW_COPY": copy, **more}
        return process.run("hso:decide", DECISION=event, **given_)

    refused(decide("godkand"), "inlämningen är Inskickad")
    assert given(decide("under_granskning"), "STATE") == "under_granskning"
    refused(decide("ater_for_komplettering"), "Skriv skälet")
    refused(decide("godkand", SUBMISSION="nej"), "ingen inlämning med den identiteten")
    refused(decide("godkand", timra, REVIEW_COPY=tmp_path / "annan.gpkg"), "inte granskare")
    assert state(platform, submission) == "under_granskning"
    assert given(decide("godkand"), "STATE") == "godkand" == state(platform, submission)


def test_errors_hold_a_submission_up(platform: TestPlatform, sign_in, tmp_path: Path):
    solleftea = sign_in("2283")
    path = clone(solleftea, platform, "2283", tmp_path / "s.gpkg")
    refused(solleftea.run("hso:submit", WORKING_COPY=path, MESSAGE="Klart"), "Kontrollen visar 9 fel")


def approved(platform: TestPlatform, sign_in, code: str, path: Path, copy: Path) -> str:
    """Hand a municipality's map in and approve it; the submission."""
    process, reviewer = sign_in(code), sign_in("granskare")
    ran = process.run("hso:submit", WORKING_COPY=clone(process, platform, code, path), MESSAGE="Klart")
    submission = given(ran, "SUBMISSION")
    for event in ("under_granskning", "godkand"):
        ran = reviewer.run("hso:decide", URL=platform.url, REVIEW_COPY=copy, SUBMISSION=submission, DECISION=event)
        assert ran.code == 0, ran.said
    return submission


def test_the_county_is_listed_checked_counted_and_released(platform: TestPlatform, sign_in, tmp_path: Path):
    reviewer, copy = sign_in("granskare"), tmp_path / "granskning.gpkg"
    done = approved(platform, sign_in, "2280", tmp_path / "h.gpkg", copy)
    kramfors = sign_in("2282")
    ran = kramfors.run(
        "hso:submit", WORKING_COPY=clone(kramfors, platform, "2282", tmp_path / "k.gpkg"), MESSAGE="=1+1"
    )
    waits = given(ran, "SUBMISSION")

    def run(algorithm: str, **more: object) -> Ran:
        return reviewer.run(algorithm, URL=platform.url, REVIEW_COPY=copy, **more)

    ran = reviewer.run("hso:queue", URL=platform.url, OUTPUT=tmp_path / "kö.json")  # with a copy that passes
    assert ran.code == 0, ran.said
    rows = {each["submission"]: each for each in json.loads((tmp_path / "kö.json").read_text("utf-8"))["submissions"]}
    assert given(ran, "SUBMISSIONS") == str(len(rows))
    assert (rows[done]["state"], rows[done]["waits_for"]) == ("godkand", "ingen")
    assert (rows[waits]["state"], rows[waits]["waits_for"]) == ("inskickad", "granskare")
    assert rows[waits]["changes"]["ny"] > 10 and rows[waits]["findings"]["fel"] == 0
    assert run("hso:queue", OUTPUT=tmp_path / "kö.csv").code == 0
    table = (tmp_path / "kö.csv").read_text("utf-8-sig")
    assert "Kramfors;Inskickad;" in table and ";'=1+1;" in table
    assert run("hso:queue", OUTPUT=tmp_path / "kö.html").code == 0
    assert "Kramfors" in (tmp_path / "kö.html").read_text("utf-8")
    refused(run("hso:queue", OUTPUT=tmp_path / "kö.xlsx"), "som slutar så")
    refused(sign_in("2280").run("hso:queue", URL=platform.url, OUTPUT=tmp_path / "k.json"), "inte granskare")

    ran = run("hso:assemble", REPORT=tmp_path / "alla.json", SUBMITTED="true")
    assert ran.code == 0, ran.said
    report = json.loads((tmp_path / "alla.json").read_text("utf-8"))
    assert (report["stage"], report["municipality"]) == ("regional", "22")
    assert given(ran, "ERRORS") == str(report["counts"]["fel"])
    with_submitted = {each["object"] for each in report["findings"]}
    ran = run("hso:assemble", REPORT=tmp_path / "alla.html")
    assert ran.code == 0 and "Regional avstämning" in (tmp_path / "alla.html").read_text("utf-8"), ran.said
    assert with_submitted

    ran = run("hso:status", REPORT=tmp_path / "läge.json")
    assert ran.code == 0, ran.said
    document = json.loads((tmp_path / "läge.json").read_text("utf-8"))
    municipalities = {each["municipality"]: each for each in document["municipalities"]}
    assert municipalities["2280"]["objects"] > 10 and municipalities["2282"]["objects"] == 0
    assert municipalities["2282"]["state"] == "inskickad" and municipalities["2260"]["state"] is None
    assert int(given(ran, "APPROVED")) == sum(each["approved"] is not None for each in municipalities.values())

    assert run("hso:status", REPORT=tmp_path / "läge.html", SUBMITTED="true").code == 0
    assert "<svg" in (tmp_path / "läge.html").read_text("utf-8")

    name = f"Strukturbild {uuid4()}"
    ran = run("hso:release", NAME=name)
    assert ran.code == 0, ran.said
    number = given(ran, "MUNICIPALITIES")
    refused(run("hso:release", NAME=name.upper()), "redan en utgåva")
    files = [tmp_path / f"utgåva-{each}.gpkg" for each in range(2)]
    ran = run("hso:release", NAME=name, OUTPUT=files[0])
    assert ran.code == 0 and given(ran, "MUNICIPALITIES") == number, ran.said
    harnosand = sign_in("2280")
    rename(tmp_path / "h.gpkg", "Ett helt annat namn")
    assert harnosand.run("hso:push", WORKING_COPY=tmp_path / "h.gpkg").code == 0
    approved(platform, sign_in, "2280", tmp_path / "h2.gpkg", copy)
    assert run("hso:release", NAME=name, OUTPUT=files[1]).code == 0
    first, second = map(objects, files)
    assert first == second and len(first) == sum(each["objects"] for each in document["municipalities"]), (
        "exactly as it was, also after the next approval"
    )
    assert "Ett helt annat namn" not in {row[1] for row in second}
    refused(run("hso:release", NAME="Finns inte", OUTPUT=files[1]), "ingen utgåva som heter")


def objects(path: Path) -> list[tuple]:
    """Everything a release holds of its objects."""
    source, found = ogr.Open(str(path)), []
    for table in ("strukturbild_punkt", "strukturbild_linje", "strukturbild_yta"):
        layer = source.GetLayerByName(table)
        for feature in layer:
            values = feature.items()
            found.append((values["objektidentitet"], values["namn"], str(values), feature.geometry().ExportToWkt()))
    return sorted(found)
