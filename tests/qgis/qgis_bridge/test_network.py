"""Requests through QGIS: real servers, the real authentication database, credentials to one origin only."""

from __future__ import annotations

import gzip
import threading
import time
from base64 import b64encode

import pytest
import requests
from qgis.core import QgsApplication, QgsFeedback, QgsTask
from qgis.PyQt.QtSql import QSqlDatabase

from hso_plugin.core.errors import Cancelled, HsoError
from hso_plugin.qgis_bridge.network import qgis_session
from tests.support.local_server import reply

BASIC = "Basic " + b64encode(b"anna:hemligt").decode()


def ok(handler) -> None:
    reply(handler, 200, b"<svar/>", {"Content-Type": "text/xml; charset=UTF-8"})


def test_get_and_post_carry_headers_body_and_authcfg(serve, basic_authcfg):
    server = serve(ok)
    with qgis_session.session(server.url + "/wfs", basic_authcfg("anna", "hemligt")) as session:
        got = session.get(server.url + "/wfs", params={"REQUEST": "GetCapabilities"}, timeout=(5, 5))
        posted = session.post(server.url + "/wfs", data=b"<a/>", headers={"Content-Type": "text/xml"}, timeout=5)
    assert (got.status_code, got.text, got.headers["content-type"]) == (200, "<svar/>", "text/xml; charset=UTF-8")
    assert posted.content == b"<svar/>"
    get, post = server.seen
    assert (get.method, get.path, get.headers["Authorization"]) == ("GET", "/wfs?REQUEST=GetCapabilities", BASIC)
    assert (post.method, post.body, post.headers["Content-Type"]) == ("POST", b"<a/>", "text/xml")
    assert post.headers["Authorization"] == BASIC


def test_user_and_password_do_without_authcfg(serve):
    server, other = serve(ok), serve(ok)
    with qgis_session.session(server.url, user="anna", password="hemligt") as session:
        session.get(server.url)
        session.get(other.url)
    assert server.seen[0].headers["Authorization"] == BASIC
    assert "Authorization" not in other.seen[0].headers


def test_no_way_into_the_vault_stays_open_in_a_thread_that_lives_on(serve, basic_authcfg):
    """QGIS 3.40 crashes at exit, now and then, when one of its task threads still has one open."""
    server, authcfg = serve(ok), basic_authcfg("anna", "hemligt")
    left, seen = threading.Event(), []

    def job() -> None:
        with qgis_session.session(server.url, authcfg) as session:
            session.get(server.url)
        seen.append(set(QSqlDatabase.connectionNames()))
        left.wait(30)

    before = set(QSqlDatabase.connectionNames())
    thread = threading.Thread(target=job)
    thread.start()
    deadline = time.monotonic() + 20
    while not seen and time.monotonic() < deadline:
        QgsApplication.processEvents()
    left.set()
    thread.join()
    assert seen == [before]
    assert server.seen[0].headers["Authorization"] == BASIC


@pytest.mark.parametrize("follow", [True, False])
def test_a_redirect_takes_no_credentials_to_another_origin(serve, basic_authcfg, follow):
    other = serve(ok)
    server = serve(lambda handler: reply(handler, 302, headers={"Location": other.url + "/fel"}))
    with qgis_session.session(server.url, basic_authcfg("anna", "hemligt")) as session:
        answer = session.get(server.url + "/wfs", allow_redirects=follow)
    assert server.seen[0].headers["Authorization"] == BASIC
    assert answer.status_code == (200 if follow else 302)
    assert [seen.path for seen in other.seen] == (["/fel"] if follow else [])
    assert all("Authorization" not in seen.headers for seen in other.seen)


def test_a_redirected_post_is_not_sent_on(serve, basic_authcfg):
    other = serve(ok)
    server = serve(lambda handler: reply(handler, 307, headers={"Location": other.url}))
    with qgis_session.session(server.url, basic_authcfg("anna", "hemligt")) as session:
        answer = session.post(server.url, data=b"<Transaction/>", allow_redirects=False)
    assert answer.status_code == 307
    assert len(server.seen) == 1
    assert other.seen == []


def test_a_relative_redirect_within_the_origin_keeps_the_credentials(serve, basic_authcfg):
    def answer(handler) -> None:
        if handler.path == "/gammal":
            reply(handler, 301, headers={"Location": "/ny"})
        else:
            ok(handler)

    server = serve(answer)
    with qgis_session.session(server.url, basic_authcfg("anna", "hemligt")) as session:
        assert session.get(server.url + "/gammal").text == "<svar/>"
    assert [(seen.path, seen.headers["Authorization"]) for seen in server.seen] == [("/gammal", BASIC), ("/ny", BASIC)]


@pytest.mark.parametrize("status", [401, 403, 404, 500, 503])
def test_faults_of_the_server_come_back_as_answers_and_are_sent_once(serve, status):
    server = serve(lambda handler: reply(handler, status, b"skal", {"WWW-Authenticate": 'Basic realm="hso"'}))
    with qgis_session.session(server.url) as session:
        answer = session.post(server.url, data=b"x")
    assert (answer.status_code, answer.content) == (status, b"skal")
    assert len(server.seen) == 1


def test_no_answer_and_half_an_answer_are_connection_errors(serve):
    server = serve(lambda handler: reply(handler, 200, b"abc", {"Content-Length": "1000"}))
    with qgis_session.session(server.url) as session:
        with pytest.raises(requests.exceptions.ConnectionError):
            session.post(server.url, data=b"x")
        assert len(server.seen) == 1
        with pytest.raises(requests.exceptions.ConnectionError):
            session.get("http://127.0.0.1:9/")


def test_an_empty_answer_is_an_answer(serve):
    server = serve(lambda handler: reply(handler, 200))
    with qgis_session.session(server.url) as session:
        assert session.get(server.url).content == b""


def test_compressed_answers_are_unpacked(serve):
    packed = gzip.compress(b"<svar/>" * 1000)
    server = serve(lambda handler: reply(handler, 200, packed, {"Content-Encoding": "gzip"}))
    with qgis_session.session(server.url) as session:
        answer = session.get(server.url)
    assert answer.content == b"<svar/>" * 1000
    assert "gzip" in server.seen[0].headers["Accept-Encoding"]


def test_an_answer_that_is_too_large_is_broken_off(serve, monkeypatch):
    monkeypatch.setattr(qgis_session, "MAX_BYTES", 100_000)
    server = serve(lambda handler: reply(handler, 200, b"x" * 20_000_000))
    with qgis_session.session(server.url) as session, pytest.raises(requests.exceptions.ContentDecodingError):
        session.get(server.url)


def test_waiting_ends_after_the_timeout(serve):
    server = serve(lambda handler: time.sleep(3))
    with qgis_session.session(server.url) as session:
        started = time.monotonic()
        with pytest.raises(requests.exceptions.ReadTimeout):
            session.get(server.url, timeout=(5, 0.3))
    assert time.monotonic() - started < 2


def test_cancelling_breaks_off_the_request_under_way(serve):
    server = serve(lambda handler: time.sleep(5))
    feedback = QgsFeedback()
    threading.Timer(0.3, feedback.cancel).start()
    started = time.monotonic()
    with qgis_session.session(server.url, feedback=feedback) as session, pytest.raises(Cancelled):
        session.get(server.url)
    assert time.monotonic() - started < 2
    with qgis_session.session(server.url, feedback=feedback) as session, pytest.raises(Cancelled):
        session.get(server.url)
    assert len(server.seen) == 1


def test_works_in_a_task_of_qgis(serve, basic_authcfg, qtbot):
    server = serve(ok)
    authcfg = basic_authcfg("anna", "hemligt")
    texts: list[str] = []

    def work(task: QgsTask) -> None:
        with qgis_session.session(server.url, authcfg) as session:
            texts.extend(session.get(server.url).text for _ in range(5))

    ended: list[Exception | None] = []
    task = QgsTask.fromFunction("prov", work, on_finished=lambda error, _result=None: ended.append(error))
    QgsApplication.taskManager().addTask(task)
    qtbot.waitUntil(lambda: bool(ended), timeout=5000)
    assert ended == [None]
    assert texts == ["<svar/>"] * 5
    assert {seen.headers["Authorization"] for seen in server.seen} == {BASIC}


@pytest.mark.parametrize(
    "address",
    [
        "http://karta.example.org/wfs",
        "karta.example.org",
        "ftp://karta.example.org",
        "",
        "http://127.0.0.1.example.org",
    ],
)
def test_unprotected_and_impossible_addresses_are_refused(address):
    with pytest.raises(HsoError) as error:
        qgis_session.session(address)
    assert error.value.code == "HSO-ADRESS"


def test_an_address_with_a_password_is_refused_without_repeating_it():
    with pytest.raises(HsoError) as error:
        qgis_session.session("https://anna:hemligt@karta.example.org/wfs")
    assert error.value.code == "HSO-ADRESS"
    assert "hemligt" not in str(error.value)


def test_a_redirect_to_an_unprotected_address_is_refused(serve):
    server = serve(lambda handler: reply(handler, 302, headers={"Location": "http://karta.example.org/"}))
    with qgis_session.session(server.url) as session, pytest.raises(HsoError) as error:
        session.get(server.url)
    assert error.value.code == "HSO-ADRESS"


def test_an_unknown_authcfg_is_refused_before_anything_is_sent(serve, authentication):
    server = serve(ok)
    with pytest.raises(HsoError) as error:
        qgis_session.session(server.url, "saknas1")
    assert error.value.code == "HSO-INLOGGNING"
    assert server.seen == []
