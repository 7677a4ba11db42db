"""One request: what is tried again and what never is, and the one sentence for every fault."""

from __future__ import annotations

import socket

import pytest
import requests

from hso_plugin.core.errors import HsoError
from hso_plugin.core.platform import http
from hso_plugin.core.wfs import document
from tests.unit.core.conftest import Answer, Site

REPORT = b"""<?xml version="1.0"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows"/>"""


def fault_of_get(site: Site, session: requests.Session) -> HsoError:
    with pytest.raises(HsoError) as caught:
        http.get(session, site.url, {"REQUEST": "GetCapabilities"})
    return caught.value


def test_get_and_post_carry_what_they_were_given(site: Site, session: requests.Session) -> None:
    site.answers = [Answer(body="å".encode())]
    assert http.get(session, site.url, {"SERVICE": "WFS", "TYPENAME": "a,b"}) == "å".encode()
    assert http.post(session, site.url, "<å/>".encode()) == "å".encode()
    assert [(seen.method, seen.path, seen.body) for seen in site.asked] == [
        ("GET", "/wfs?SERVICE=WFS&TYPENAME=a%2Cb", b""),
        ("POST", "/wfs", "<å/>".encode()),
    ]
    assert site.asked[1].headers["Content-Type"] == "text/xml; charset=UTF-8"


@pytest.mark.parametrize(
    ("status", "code", "try_again"),
    [
        (204, "HSO-SERVER", False),
        (400, "HSO-SERVER", False),
        (401, "HSO-INLOGGNING", False),
        (403, "HSO-BEHORIGHET", False),
        (404, "HSO-ADRESS", False),
        (410, "HSO-ADRESS", False),
        (418, "HSO-SERVER", False),
        (429, "HSO-SERVER", True),
        (500, "HSO-SERVER", True),
        (502, "HSO-SERVER", True),
        (503, "HSO-SERVER", True),
    ],
)
def test_a_status_is_one_sentence(
    site: Site, session: requests.Session, status: int, code: str, try_again: bool
) -> None:
    site.answers = [Answer(status, b"" if status == 204 else b"the server's words")]
    fault = fault_of_get(site, session)
    assert (fault.code, fault.try_again) == (code, try_again)
    assert f"HTTP {status}" in fault.details
    assert str(status) not in f"{fault.text.sv} {fault.text.en}".replace(site.url.split("/")[2], "")
    assert len(site.asked) == (3 if try_again else 1)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(site: Site, session: requests.Session, status: int) -> None:
    """The other place would get the body, and the sign-in where the library thinks it may."""
    site.answers = [Answer(status, headers={"Location": site.url + "/elsewhere"})]
    assert fault_of_get(site, session).code == "HSO-ADRESS"
    with pytest.raises(HsoError) as caught:
        http.post(session, site.url, b"<a/>")
    assert caught.value.code == "HSO-ADRESS"
    assert [seen.path.partition("?")[0] for seen in site.asked] == ["/wfs", "/wfs"]


def test_a_get_is_tried_again_until_it_passes(site: Site, session: requests.Session) -> None:
    site.answers = [Answer(503), Answer(502), Answer(200, b"<late/>")]
    assert http.get(session, site.url, {}) == b"<late/>"
    assert site.methods == ["GET"] * 3


def test_the_pauses_grow(site: Site, session: requests.Session, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(http, "_PAUSES", (0.3, 0.6))
    monkeypatch.setattr(http.time, "sleep", slept.append)  # type: ignore[attr-defined]
    site.answers = [Answer(503)]
    fault_of_get(site, session)
    assert slept == [0.3, 0.6]


def test_a_fault_that_will_not_pass_ends_the_tries(site: Site, session: requests.Session) -> None:
    site.answers = [Answer(503), Answer(401), Answer(200)]
    assert fault_of_get(site, session).code == "HSO-INLOGGNING"
    assert site.methods == ["GET"] * 2


@pytest.mark.parametrize("answer", [Answer(503), Answer(429), Answer(200, b"<a>half of it</a>", cut=True)])
def test_a_post_is_sent_once_and_never_again(site: Site, session: requests.Session, answer: Answer) -> None:
    site.answers = [answer, Answer(200)]
    with pytest.raises(HsoError) as caught:
        http.post(session, site.url, b"<wfs:Transaction/>")
    assert caught.value.try_again
    assert site.methods == ["POST"]


def test_a_get_that_was_cut_off_is_tried_again(site: Site, session: requests.Session) -> None:
    site.answers = [Answer(200, b"<a>half of it</a>", cut=True), Answer(200, b"<whole/>")]
    assert http.get(session, site.url, {}) == b"<whole/>"


@pytest.mark.parametrize("status", [400, 403, 500])
def test_an_exception_report_is_an_answer(site: Site, session: requests.Session, status: int) -> None:
    """Whoever asked reads it: the server's own words are worth more than the status."""
    site.answers = [Answer(status, REPORT)]
    assert http.get(session, site.url, {}) == REPORT
    assert http.post(session, site.url, b"<a/>") == REPORT


def test_nobody_answers(session: requests.Session) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/wfs"
        with pytest.raises(HsoError) as caught:
            http.get(session, url, {})
    assert (caught.value.code, caught.value.try_again) == ("HSO-NAT", True)
    assert "Dina ändringar ligger kvar" in caught.value.text.sv


@pytest.mark.parametrize(
    "url", ["", "platform.example.org/wfs", "ftp://example.org/wfs", "https://", "http://[::1/wfs"]
)
def test_an_address_that_is_none(session: requests.Session, url: str) -> None:
    with pytest.raises(HsoError) as caught:
        http.get(session, url, {})
    assert (caught.value.code, caught.value.try_again, caught.value.details) == ("HSO-ADRESS", False, "")


def test_a_password_in_the_address_is_in_no_sentence(site: Site, session: requests.Session) -> None:
    site.answers = [Answer(404)]
    with pytest.raises(HsoError) as caught:
        http.get(session, site.url.replace("http://", "http://eva:hemligt@"), {})  # an invented one
    assert caught.value.code == "HSO-ADRESS"
    assert "hemligt" not in str(caught.value) + caught.value.text.sv


def test_encryption_with_somebody_unknown(site: Site, session: requests.Session) -> None:
    """A server that does not speak TLS stands for one whose certificate does not hold: nothing goes out either way."""
    site.answers = [Answer()]
    with pytest.raises(HsoError) as caught:
        http.post(session, site.url.replace("http:", "https:"), b"<secret/>")
    assert (caught.value.code, caught.value.try_again) == ("HSO-CERTIFIKAT", False)
    assert site.asked == []


def test_an_answer_that_is_too_large(site: Site, session: requests.Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_BYTES", 10)
    site.answers = [Answer(200, b"x" * 10)]
    assert len(http.get(session, site.url, {})) == 10
    site.answers = [Answer(200, b"x" * 11)]
    assert fault_of_get(site, session).code == "HSO-SVAR"
