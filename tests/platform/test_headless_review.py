"""The review without a window: the real qgis_process against the real platform."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from osgeo import ogr

from tests.platform.qgis_process import QgisProcess, Ran
from tests.platform_fixture import TestPlatform


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
    refused(timra.run("hso:submit", WORKING_COPY=path, MESSAGE="Klart"), "1 objekt är inte skickade än")
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
