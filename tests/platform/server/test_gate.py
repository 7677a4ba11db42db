"""What must not reach a provider: each of these is answered at once, and changes nothing.

QGIS Server 3.40 loops for ever on an unknown child of an Insert.
"""

from __future__ import annotations

import time

import pytest
import requests

from tests.platform.server.refused import HEAD, REFUSED, TAIL, one
from tests.support import raw
from tests.support.platform_fixture import ROOT, remove, start


@pytest.fixture(scope="module")
def platform():
    """A platform that these thousands of rows at one place are alone on."""
    root = ROOT / "build" / "gate-platform"
    if root.exists():  # left behind by a run that was broken off
        remove(root)
    try:
        yield start(root)
    finally:
        remove(root)


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_answered_at_once_and_changes_nothing(platform, name):
    body, code = REFUSED[name]
    before = raw.count(platform)
    answer = raw.send(platform, body, timeout=15)
    assert raw.inserted(answer) == 0, answer.text
    assert raw.count(platform) == before
    assert answer.status_code in (200, 400), answer.text
    assert b"Exception" in answer.content or b"<Message>" in answer.content
    if code:
        assert raw.codes(answer) == [code], answer.text


@pytest.mark.parametrize(
    "query",
    [
        "SERVICE=WFS&REQUEST=Transaction&VERSION=1.1.0&OPERATION=DELETE&FEATUREID=strukturbild_punkt_version.1",
        "service=wfs&request=transaction&version=1.1.0&operation=Delete&typename=strukturbild_punkt_version",
        "SERVICE=WFS&REQUEST=TRANSACTION&OPERATION=Delete&TYPENAME=strukturbild_punkt_version&EXP_FILTER=1=1",
        "SERVICE=WFS&REQUEST=Transaction",
        "SERVICE=WFS&REQUEST=LockFeature&TYPENAME=strukturbild_punkt_version",
        "SERVICE=WFS&REQUEST=GetFeature&TYPENAME=kommun&EXP_FILTER=array_length(aggregate('behorighet','array_agg',\"anvandare\"))>3",
        "SERVICE=WFS&REQUEST=GetFeature&TYPENAME=kommun&exp_filter=1=1",
        "SERVICE=WFS&REQUEST=GetCapabilities&MAP=/etc/passwd",
        "SERVICE=WMS&REQUEST=GetMap&LAYERS=strukturbild_punkt",
        "SERVICE=WMS&REQUEST=GetProjectSettings",
        "SERVICE=WCS&REQUEST=GetCapabilities",
        "SERVICE=WMTS&REQUEST=GetCapabilities",
        "REQUEST=GetFeature&TYPENAME=kommun",
        "SERVICE=WFS",
        "",
    ],
)
def test_a_get_reads_and_nothing_else(platform, query):
    before = raw.count(platform)
    answer = requests.get(f"{platform.url}?{query}", auth=platform.user("2281"), timeout=15)
    assert raw.codes(answer) == ["HSO-OPERATION"], answer.text
    assert raw.count(platform) == before


@pytest.mark.parametrize(
    "query",
    ["REQUEST=GetFeature", "request=GetCapabilities", "SERVICE=WMS", "OPERATION=DELETE&FEATUREID=x.1", "EXP_FILTER=1"],
)
def test_address_and_body_may_not_disagree(platform, query):
    before = raw.count(platform)
    answer = requests.post(
        f"{platform.url}?{query}", data=raw.transaction(raw.point()), auth=platform.user("2281"), timeout=15
    )
    assert raw.codes(answer) == ["HSO-OPERATION"], answer.text
    assert raw.count(platform) == before


@pytest.mark.parametrize(
    "kind", ["application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data", ""]
)
@pytest.mark.parametrize(
    "query",
    [
        "",
        "?SERVICE=WFS&VERSION=1.1.0&REQUEST=Transaction",
        "?SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=kommun",
    ],
)
def test_the_content_type_opens_no_way_past(platform, kind, query):
    """With a JSON type QGIS Server skips its own parsing, and reads the body as XML all the same."""
    body = one("<qgs:hemligt>1</qgs:hemligt>")
    before = raw.count(platform)
    answer = requests.post(
        platform.url + query, data=body.encode(), auth=platform.user("2281"), headers={"Content-Type": kind}, timeout=15
    )
    assert set(raw.codes(answer)) & {"HSO-SCHEMA", "HSO-OPERATION"}, answer.text
    assert raw.count(platform) == before


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "iso-8859-1", "utf-7"])
def test_other_encodings_hide_nothing(platform, encoding):
    body = f'<?xml version="1.0" encoding="{encoding}"?>' + one("<!-- å --><qgs:hemligt>1</qgs:hemligt>")
    before = raw.count(platform)
    answer = raw.send(platform, body.encode(encoding, errors="ignore"), timeout=15)
    assert answer.status_code == 400
    assert raw.codes(answer)[0] in ("HSO-XML", "HSO-OPERATION"), answer.text
    assert raw.count(platform) == before


def test_2000_actions_are_taken_and_one_more_is_not(platform):
    before = raw.count(platform)
    rows = [raw.point() for _ in range(2_001)]
    answer = raw.send(platform, raw.transaction(*rows), timeout=30)
    assert raw.codes(answer) == ["HSO-ANTAL"]
    assert raw.count(platform) == before
    answer = raw.send(platform, raw.transaction(*rows[1:]), timeout=60)
    assert raw.inserted(answer) == 2_000
    assert raw.count(platform) == before + 2_000


@pytest.mark.parametrize("megabytes", [20.5, 60])
def test_more_than_20_megabytes_is_refused_in_readable_words(platform, megabytes):
    body = one(f"<qgs:fritext>{'x' * int(megabytes * 1024 * 1024)}</qgs:fritext>")
    before = raw.count(platform)
    answer = raw.send(platform, body)
    assert answer.status_code == 413
    assert raw.codes(answer) == ["HSO-STORLEK"]
    assert raw.count(platform) == before


def test_just_under_20_megabytes_is_taken(platform):
    row = raw.version(fritext="x" * (19 * 1024 * 1024), klass="F2")
    answer = raw.send(platform, raw.transaction(raw.insert(raw.POINTS, row, raw.POINT)), timeout=60)
    assert raw.inserted(answer) == 1, answer.text[:500]
    raw.rows(platform, "SELECT 1")
    owner = platform.connect()
    with owner, owner.cursor() as cursor:  # so large a row would slow every later test that reads the table
        cursor.execute("UPDATE hso.strukturbild_punkt_version SET fritext = NULL WHERE andring = %s", (row["andring"],))
    owner.close()


def test_a_well_formed_transaction_with_a_declaration_and_line_breaks_is_taken(platform):
    body = '<?xml version="1.0" encoding="UTF-8"?>\n' + raw.transaction("\n  ", raw.point().replace("><", ">\n<"), "\n")
    assert raw.inserted(raw.send(platform, body)) == 1
    assert raw.inserted(raw.send(platform, "\ufeff" + raw.transaction(raw.point()))) == 1
    assert raw.inserted(raw.send(platform, one("&#32;"))) == 1


@pytest.mark.parametrize("depth", [2_000, 500_000])
def test_deep_nesting_ends_at_most_its_own_request(platform, depth):
    """QGIS Server parses before the gate: too deep ends the worker, and the supervisor brings a new one."""
    body = HEAD + "<a>" * depth + "</a>" * depth + TAIL
    for _ in range(3):
        answer = raw.send(platform, body, timeout=60)
        assert raw.codes(answer) in (["HSO-OPERATION"], ["HSO-TJANST"]), answer.text
    end = time.monotonic() + 20
    while raw.inserted(raw.send(platform, raw.transaction(raw.point()))) != 1:
        assert time.monotonic() < end, "no worker came back"
        time.sleep(0.2)
