"""Answers that must not be trusted: each is refused with one plain sentence."""

import pytest

from hso_plugin.core.errors import HsoError
from hso_plugin.core.wfs import document, exceptions

BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>"""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "avbrutet eller inte kartdata"),
        (b"<wfs:FeatureCollection xmlns:wfs='w'><a>", "avbrutet eller inte kartdata"),
        (b"not xml at all", "avbrutet eller inte kartdata"),
        (b"<!DOCTYPE html><html><body>Logga in</body></html>", "webbsida"),
        (b"<html><head></head></html>", "webbsida"),
        (BOMB, "DOCTYPE"),
        (BOMB.decode().encode("utf-16"), "DOCTYPE"),
        (b"<?xml version='1.0'?>" + b" " * 5000 + b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>", "DOCTYPE"),
    ],
    ids=["empty", "truncated", "text", "doctype html", "html", "bomb", "bomb in utf-16", "doctype far down"],
)
def test_refused(content: bytes, words: str) -> None:
    with pytest.raises(HsoError) as caught:
        document.parse(content)
    assert caught.value.code == "HSO-SVAR"
    assert words in caught.value.text.sv


def test_xml_is_read() -> None:
    assert document.parse("<a>å<!-- no --></a>".encode()).text == "å"


OWS = b"""<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows" version="1.0.0">
<ows:Exception exceptionCode="NoApplicableCode"><ows:ExceptionText>HSO-KONFLIKT: version 3</ows:ExceptionText>
</ows:Exception></ows:ExceptionReport>"""
OGC = b"""<ServiceExceptionReport xmlns="http://www.opengis.net/ogc"><ServiceException code="Security">no right
</ServiceException></ServiceExceptionReport>"""


def test_words_of_exception_reports() -> None:
    assert exceptions.report_text(document.parse(OWS)) == "NoApplicableCode: HSO-KONFLIKT: version 3"
    assert exceptions.report_text(document.parse(OGC)) == "Security: no right"
    assert exceptions.report_text(document.parse(b"<a/>")) is None


def test_reason_from_a_stable_code() -> None:
    assert "Någon annan" in exceptions.reason("ERROR: HSO-KONFLIKT: version 3 …").sv
    assert exceptions.reason("Insert features failed on layer x") == exceptions.UNKNOWN_REASON


def test_a_report_instead_of_an_answer_is_refused() -> None:
    with pytest.raises(HsoError) as caught:
        exceptions.refuse_report(document.parse(OGC))
    assert caught.value.code == "HSO-SERVER"
    assert "no right" in caught.value.details
