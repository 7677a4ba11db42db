"""Bad addresses and bad answers: one plain sentence each, nothing changed, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import requests

from hso_plugin.core.errors import HsoError
from hso_plugin.core.platform.server import ServerProfile
from hso_plugin.core.progress import Silent
from hso_plugin.workcopy import Settings, WorkingCopyFile, fetch_new, receive, send
from hso_plugin.workcopy.storage.connection import step
from tests.support.planner import Planner
from tests.support.platform_fixture import TestPlatform

from . import fault_proxy

FAULTS = {
    "login_page": ("HSO-SVAR", "webbsida"),
    "without_transaction": ("HSO-SKRIVSKYDDAD", "tar inte emot ändringar"),
    "without_type": ("HSO-SCHEMA", "tabellen strukturbild_linje_version"),
    "without_attribute": ("HSO-SCHEMA", "stallningstagande i tabellen"),
    "truncated": ("HSO-SVAR", "avbrutet eller inte kartdata"),
    "not_xml": ("HSO-SVAR", "avbrutet eller inte kartdata"),
    "doctype": ("HSO-SVAR", "DOCTYPE"),
    "swapped_axes": ("HSO-AXLAR", "fel ordning"),
    "wrong_order": ("HSO-SVAR", "inte går att lita på"),
    "exception_report": ("HSO-SERVER", "kunde inte svara"),
}
#: Those that show in what a working copy asks for when it is in use.
LATER = ["login_page", "truncated", "not_xml", "doctype", "exception_report"]


def signed_in(platform: TestPlatform, name: str = "2281") -> requests.Session:
    session = requests.Session()
    session.auth = platform.user(name)
    return session


def refused(job, code: str, words: str) -> HsoError:
    with pytest.raises(HsoError) as caught:
        job()
    error = caught.value
    assert error.code == code, error
    assert words in error.text.sv
    assert error.text.en and error.text.en != error.text.sv
    assert error.code not in error.text.sv and "Traceback" not in error.text.sv
    return error


@pytest.mark.parametrize("name", FAULTS)
def test_a_fetch_from_a_spoilt_server_leaves_nothing(platform: TestPlatform, tmp_path: Path, name: str) -> None:
    code, words = FAULTS[name]
    with fault_proxy.proxy(platform.url, getattr(fault_proxy, name)) as url:
        path = tmp_path / "a.gpkg"
        refused(lambda: fetch_new(path, Settings(url, "2281", ""), signed_in(platform), Silent()), code, words)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", LATER)
def test_receiving_and_sending_through_a_spoilt_server_loses_nothing(
    platform: TestPlatform, tmp_path: Path, name: str
) -> None:
    person = Planner(platform, tmp_path / "a.gpkg", "2281", "2281")
    person.fetch()
    person.draw("Ligger kvar")
    before = contents(person.path)
    code, words = FAULTS[name]
    with fault_proxy.proxy(platform.url, getattr(fault_proxy, name)) as url:
        redirect(person.path, url)
        refused(lambda: receive(person.path, person.session, Silent()), code, words)
        refused(lambda: send(person.path, person.session, Silent()), code, words)
    redirect(person.path, platform.url)
    assert contents(person.path) == before
    assert send(person.path, person.session, Silent()).landed == 1


def contents(path: Path) -> tuple[object, ...]:
    with WorkingCopyFile.open(path) as copy:
        return copy.objects(), copy.neighbours(), copy.pending(), copy.outbox(), copy.conflicts()


def redirect(path: Path, url: str) -> None:
    """Let the working copy believe that its platform is at `url`."""
    with WorkingCopyFile.open(path) as copy:
        server: ServerProfile = replace(copy.server, url=url)
        with step(copy._connection):
            copy._set_state("server", server.to_json())


def fetch(session: requests.Session, url: str, path: Path) -> None:
    fetch_new(path, Settings(url, "2281", ""), session, Silent())


def test_wrong_addresses_and_sign_ins(platform: TestPlatform, tmp_path: Path) -> None:
    session, path = signed_in(platform), tmp_path / "a.gpkg"
    base = platform.url.removesuffix("/wfs")
    refused(lambda: fetch(session, f"{base}/fel", path), "HSO-ADRESS", "ingen kartplattform")
    refused(lambda: fetch(session, "http://127.0.0.1:9/wfs", path), "HSO-NAT", "Kontrollera nätet")
    refused(lambda: fetch(session, "http://finns.inte.invalid/wfs", path), "HSO-NAT", "Kontrollera nätet")
    refused(lambda: fetch(session, "hej", path), "HSO-ADRESS", "inte giltig")
    session.auth = ("planerare-2281", "fel lösenord".encode())
    error = refused(lambda: fetch(session, platform.url, path), "HSO-INLOGGNING", "lösenord")
    assert "fel lösenord" not in error.details
    assert list(tmp_path.iterdir()) == []


def test_a_working_copy_of_another_municipality_sends_nothing(platform: TestPlatform, tmp_path: Path) -> None:
    """Somebody got hold of Sundsvall's working copy and signs in as Timrå's planner."""
    person = Planner(platform, tmp_path / "a.gpkg", "2281", "2281")
    person.fetch()
    person.draw("Obehörig")
    before = contents(person.path)
    timra = signed_in(platform, "2262")
    refused(lambda: send(person.path, timra, Silent()), "HSO-BEHORIGHET", "Du är inloggad som planerare-2262")
    assert contents(person.path) == before
