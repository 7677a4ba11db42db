"""What must not reach a provider: QGIS Server 3.40 loops for ever on an unknown child of an Insert, so each of these must be answered at once."""

from __future__ import annotations

import time

import pytest
import requests

from tests.platform import raw

ROW = raw.point()
HEAD, TAIL = raw.HEAD, raw.TAIL


def one(extra="", *, table=raw.POINTS, geometry=raw.POINT, **changes):
    """A Transaction of one row with something extra among its columns."""
    body = raw.transaction(raw.insert(table, raw.version(**changes), geometry))
    return body.replace(f"</qgs:{table}>", f"{extra}</qgs:{table}>")


def geometry(words):
    return one(geometry=words)


REFUSED = {
    "unknown element": (one("<qgs:hemligt>1</qgs:hemligt>"), "HSO-SCHEMA"),
    "unknown element without namespace": (one("<hemligt>1</hemligt>"), "HSO-SCHEMA"),
    "known element of no namespace": (one("<invanare>1</invanare>"), "HSO-SCHEMA"),
    "known element of another namespace": (one('<x:invanare xmlns:x="urn:x">1</x:invanare>'), "HSO-SCHEMA"),
    "element in capitals": (one("<qgs:NAMN>x</qgs:NAMN>"), "HSO-SCHEMA"),
    "another kind's column": (one("<qgs:elbehov_mw>1</qgs:elbehov_mw>"), "HSO-SCHEMA"),
    "column twice": (one("<qgs:namn>igen</qgs:namn>"), "HSO-SCHEMA"),
    "the key": (one("<qgs:fid>99</qgs:fid>"), "HSO-SCHEMA"),
    "the geometry column by its name": (one("<qgs:geom>x</qgs:geom>"), "HSO-SCHEMA"),
    "boundedBy": (one("<gml:boundedBy/>"), "HSO-SCHEMA"),
    "two geometries": (one(f"<qgs:geometry>{raw.POINT}</qgs:geometry>"), "HSO-SCHEMA"),
    "element in a value": (one("<qgs:kalla_plan><b>x</b></qgs:kalla_plan>"), "HSO-SCHEMA"),
    "element in a value after text": (one("<qgs:kalla_plan>x<b/></qgs:kalla_plan>"), "HSO-SCHEMA"),
    "empty value": (one("<qgs:kalla_plan/>"), "HSO-SCHEMA"),
    "nil value": (one('<qgs:kalla_plan xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>'), "HSO-SCHEMA"),
    "text for a number": (one("<qgs:invanare>tolv</qgs:invanare>"), "HSO-SCHEMA"),
    "no number": (one("<qgs:invanare>0x10</qgs:invanare>"), "HSO-SCHEMA"),
    "endless number": (one("<qgs:elbehov_mw>inf</qgs:elbehov_mw>", table=raw.AREAS, geometry=raw.area((619000, 6919000), (620000, 6919000), (620000, 6920000), (619000, 6919000)), klass="D1"), "HSO-SCHEMA"),
    "half truth": (one(borttagen="kanske"), "HSO-SCHEMA"),
    "stray word in a row": (one("ord"), "HSO-XML"),
    "comment in a row": (one("<!-- x -->"), "HSO-XML"),
    "instruction in a row": (one("<?php x?>"), "HSO-XML"),
    "CDATA in a row": (one("<![CDATA[x]]>"), "HSO-XML"),
    "stray word between actions": (HEAD + ROW + "ord" + ROW + TAIL, "HSO-XML"),
    "comment between actions": (HEAD + "<!-- x -->" + ROW + TAIL, "HSO-XML"),
    "unknown table": (one(table="strukturbild_punkt_okand"), "HSO-SCHEMA"),
    "table with a prefix in its name": (raw.transaction("<wfs:Insert><pg_authid/></wfs:Insert>"), "HSO-SCHEMA"),
    "geometry for a table without": (raw.transaction(raw.insert("kommentar", {"innehall": "x"}, raw.POINT)), "HSO-SCHEMA"),
    "two rows in one Insert": (HEAD + ROW.replace("</wfs:Insert>", "") + ROW.replace("<wfs:Insert>", "") + TAIL, "HSO-SCHEMA"),
    "no row in an Insert": (raw.transaction("<wfs:Insert/>"), "HSO-SCHEMA"),
    "words in an Insert": (raw.transaction("<wfs:Insert>ord</wfs:Insert>"), "HSO-XML"),
    "no action": (raw.transaction(), "HSO-SCHEMA"),
    "Update": (raw.transaction('<wfs:Update typeName="strukturbild_punkt_version"><wfs:Property><wfs:Name>namn</wfs:Name><wfs:Value>x</wfs:Value></wfs:Property></wfs:Update>'), "HSO-OPERATION"),
    "Delete": (raw.transaction('<wfs:Delete typeName="strukturbild_punkt_version"><ogc:Filter><ogc:FeatureId fid="strukturbild_punkt_version.1"/></ogc:Filter></wfs:Delete>'), "HSO-OPERATION"),
    "Delete after an Insert": (raw.transaction(ROW, '<wfs:Delete typeName="strukturbild_punkt_version"/>'), "HSO-OPERATION"),
    "Delete of another namespace": (raw.transaction('<x:Delete xmlns:x="urn:x" typeName="strukturbild_punkt_version"/>'), "HSO-OPERATION"),
    "Insert of another namespace": (raw.transaction(ROW.replace("wfs:Insert", "ogc:Insert")), "HSO-OPERATION"),
    "insert in small letters": (raw.transaction(ROW.replace("wfs:Insert", "wfs:insert")), "HSO-OPERATION"),
    "Native": (raw.transaction('<wfs:Native vendorId="x" safeToIgnore="true"/>'), "HSO-OPERATION"),
    "Replace": (raw.transaction("<wfs:Replace/>"), "HSO-OPERATION"),
    "LockId": (raw.transaction("<wfs:LockId>1</wfs:LockId>", ROW), "HSO-OPERATION"),
    "Transaction within Transaction": (raw.transaction(raw.transaction(ROW)), "HSO-OPERATION"),
    "LockFeature": ('<wfs:LockFeature service="WFS" version="1.1.0" xmlns:wfs="http://www.opengis.net/wfs"/>', "HSO-OPERATION"),
    "GetFeatureWithLock": ('<wfs:GetFeatureWithLock service="WFS" version="1.1.0" xmlns:wfs="http://www.opengis.net/wfs"/>', "HSO-OPERATION"),
    "transaction in small letters": (HEAD.replace("Transaction", "transaction") + ROW + TAIL.replace("Transaction", "transaction"), "HSO-OPERATION"),
    "Transaction of WFS 2": (raw.transaction(ROW).replace("http://www.opengis.net/wfs", "http://www.opengis.net/wfs/2.0"), "HSO-OPERATION"),
    "Transaction without namespace": (raw.transaction(ROW).replace("wfs:Transaction", "Transaction"), "HSO-OPERATION"),
    "another service": (raw.transaction(ROW).replace('service="WFS"', 'service="WMS"'), "HSO-OPERATION"),
    "no service": (raw.transaction(ROW).replace('service="WFS"', ""), "HSO-OPERATION"),
    "another project": (raw.transaction(ROW).replace('service="WFS"', 'service="WFS" map="/tmp/x.qgs"'), "HSO-OPERATION"),
    "operation by attribute": (raw.transaction(ROW).replace('service="WFS"', 'service="WFS" operation="DELETE"'), "HSO-OPERATION"),
    "DOCTYPE": ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + one("<qgs:kalla_plan>&e;</qgs:kalla_plan>"), "HSO-XML"),
    "billion laughs": (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
        '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;">]>'
        + one("<qgs:kalla_plan>&f;&f;&f;&f;</qgs:kalla_plan>"),
        "HSO-XML",
    ),
    "unknown entity": (one("<qgs:kalla_plan>&okand;</qgs:kalla_plan>"), "HSO-SCHEMA"),
    "broken XML": (raw.transaction(ROW)[:-5], "HSO-XML"),
    "no XML": ("hej", "HSO-XML"),
    "a form": ("SERVICE=WFS&REQUEST=Transaction&OPERATION=DELETE&FEATUREID=strukturbild_punkt_version.1", "HSO-XML"),
    "JSON": ('{"type": "Feature"}', "HSO-XML"),
    "area as MultiSurface": (geometry("<gml:MultiSurface/>"), "HSO-GEOMETRI"),
    "unknown geometry": (geometry("<gml:Blob/>"), "HSO-GEOMETRI"),
    "geometry of another namespace": (geometry('<Point xmlns="urn:x"><pos>1 2</pos></Point>'), "HSO-GEOMETRI"),
    "empty geometry": (geometry(" "), "HSO-GEOMETRI"),
    "words for geometry": (geometry("POINT(1 2)"), "HSO-XML"),
    "axes turned by a URN": (geometry(raw.POINT.replace("EPSG:3006", "urn:ogc:def:crs:EPSG::3006")), "HSO-GEOMETRI"),
    "another system": (geometry(raw.POINT.replace("EPSG:3006", "EPSG:4326")), "HSO-GEOMETRI"),
    "three dimensions": (geometry('<gml:Point srsDimension="3"><gml:pos>619227 6919898 5</gml:pos></gml:Point>'), "HSO-GEOMETRI"),
    "line without places": (geometry("<gml:LineString><gml:posList/></gml:LineString>"), None),
    "place of words": (geometry("<gml:Point><gml:pos>ost nord</gml:pos></gml:Point>"), None),
    "half a place": (geometry("<gml:Point><gml:pos>619227</gml:pos></gml:Point>"), None),
    "line for a point": (geometry(raw.line((619000, 6919000), (620000, 6920000))), "HSO-GEOMETRI"),
    "turned axes": (geometry('<gml:Point srsName="EPSG:3006"><gml:pos>6919898 619227</gml:pos></gml:Point>'), "HSO-GEOMETRI"),
    "no place": (one(geometry=None), "HSO-GEOMETRI"),
    "no identity": (one(objektidentitet="inte-en-uuid"), "HSO-SCHEMA"),
    "too large a number": (one(objektversion=99999999999), None),
}  # fmt: skip


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


@pytest.mark.parametrize("query", ["REQUEST=GetFeature", "request=GetCapabilities", "SERVICE=WMS", "OPERATION=DELETE&FEATUREID=x.1", "EXP_FILTER=1"])
def test_address_and_body_may_not_disagree(platform, query):
    before = raw.count(platform)
    answer = requests.post(f"{platform.url}?{query}", data=raw.transaction(raw.point()), auth=platform.user("2281"), timeout=15)
    assert raw.codes(answer) == ["HSO-OPERATION"], answer.text
    assert raw.count(platform) == before


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data", ""])
@pytest.mark.parametrize("query", ["", "?SERVICE=WFS&VERSION=1.1.0&REQUEST=Transaction", "?SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=kommun"])
def test_the_content_type_opens_no_way_past(platform, kind, query):
    """With a JSON type QGIS Server skips its own parsing, and reads the body as XML all the same."""
    body = one("<qgs:hemligt>1</qgs:hemligt>")
    before = raw.count(platform)
    answer = requests.post(platform.url + query, data=body.encode(), auth=platform.user("2281"), headers={"Content-Type": kind}, timeout=15)
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
    """QGIS Server parses before the gate sees the body: too deep ends the worker, and the supervisor brings a new one."""
    body = HEAD + "<a>" * depth + "</a>" * depth + TAIL
    for _ in range(3):
        answer = raw.send(platform, body, timeout=60)
        assert raw.codes(answer) in (["HSO-OPERATION"], ["HSO-TJANST"]), answer.text
    end = time.monotonic() + 20
    while raw.inserted(raw.send(platform, raw.transaction(raw.point()))) != 1:
        assert time.monotonic() < end, "no worker came back"
        time.sleep(0.2)
