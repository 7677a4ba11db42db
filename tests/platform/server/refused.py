"""Bodies that the platform must refuse, with the code that says why; None where QGIS Server itself words it."""

from __future__ import annotations

from tests.support import raw

ROW = raw.point()
HEAD, TAIL = raw.HEAD, raw.TAIL


def one(extra="", *, table=raw.POINTS, geometry=raw.POINT, **changes):
    """A Transaction of one row with something extra among its columns."""
    body = raw.transaction(raw.insert(table, raw.version(**changes), geometry))
    return body.replace(f"</qgs:{table}>", f"{extra}</qgs:{table}>")


DIAMOND = raw.area((619000, 6919000), (620000, 6919000), (620000, 6920000), (619000, 6919000))
NIL = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"'
WFS = 'service="WFS" version="1.1.0" xmlns:wfs="http://www.opengis.net/wfs"'
UPDATE = (
    '<wfs:Update typeName="strukturbild_punkt_version"><wfs:Property><wfs:Name>namn</wfs:Name><wfs:Value>x</wfs:Value>'
    "</wfs:Property></wfs:Update>"
)
DELETE = (
    '<wfs:Delete typeName="strukturbild_punkt_version"><ogc:Filter><ogc:FeatureId fid="strukturbild_punkt_version.1"/>'
    "</ogc:Filter></wfs:Delete>"
)
LAUGHS = "".join(f'<!ENTITY {b} "{("&" + a + ";") * 8}">' for a, b in zip("abcde", "bcdef", strict=True))


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
    "nil value": (one(f"<qgs:kalla_plan {NIL}/>"), "HSO-SCHEMA"),
    "text for a number": (one("<qgs:invanare>tolv</qgs:invanare>"), "HSO-SCHEMA"),
    "no number": (one("<qgs:invanare>0x10</qgs:invanare>"), "HSO-SCHEMA"),
    "endless number": (
        one("<qgs:elbehov_mw>inf</qgs:elbehov_mw>", table=raw.AREAS, geometry=DIAMOND, klass="D1"),
        "HSO-SCHEMA",
    ),
    "half truth": (one(borttagen="kanske"), "HSO-SCHEMA"),
    "stray word in a row": (one("ord"), "HSO-XML"),
    "comment in a row": (one("<!-- x -->"), "HSO-XML"),
    "instruction in a row": (one("<?php x?>"), "HSO-XML"),
    "CDATA in a row": (one("<![CDATA[x]]>"), "HSO-XML"),
    "stray word between actions": (HEAD + ROW + "ord" + ROW + TAIL, "HSO-XML"),
    "comment between actions": (HEAD + "<!-- x -->" + ROW + TAIL, "HSO-XML"),
    "unknown table": (one(table="strukturbild_punkt_okand"), "HSO-SCHEMA"),
    "table with a prefix in its name": (raw.transaction("<wfs:Insert><pg_authid/></wfs:Insert>"), "HSO-SCHEMA"),
    "geometry for a table without": (
        raw.transaction(raw.insert("kommentar", {"innehall": "x"}, raw.POINT)),
        "HSO-SCHEMA",
    ),
    "two rows in one Insert": (
        HEAD + ROW.replace("</wfs:Insert>", "") + ROW.replace("<wfs:Insert>", "") + TAIL,
        "HSO-SCHEMA",
    ),
    "no row in an Insert": (raw.transaction("<wfs:Insert/>"), "HSO-SCHEMA"),
    "words in an Insert": (raw.transaction("<wfs:Insert>ord</wfs:Insert>"), "HSO-XML"),
    "no action": (raw.transaction(), "HSO-SCHEMA"),
    "Update": (raw.transaction(UPDATE), "HSO-OPERATION"),
    "Delete": (raw.transaction(DELETE), "HSO-OPERATION"),
    "Delete after an Insert": (raw.transaction(ROW, DELETE), "HSO-OPERATION"),
    "Delete of another namespace": (raw.transaction('<x:Delete xmlns:x="urn:x"/>'), "HSO-OPERATION"),
    "Insert of another namespace": (raw.transaction(ROW.replace("wfs:Insert", "ogc:Insert")), "HSO-OPERATION"),
    "insert in small letters": (raw.transaction(ROW.replace("wfs:Insert", "wfs:insert")), "HSO-OPERATION"),
    "Native": (raw.transaction('<wfs:Native vendorId="x" safeToIgnore="true"/>'), "HSO-OPERATION"),
    "Replace": (raw.transaction("<wfs:Replace/>"), "HSO-OPERATION"),
    "LockId": (raw.transaction("<wfs:LockId>1</wfs:LockId>", ROW), "HSO-OPERATION"),
    "Transaction within Transaction": (raw.transaction(raw.transaction(ROW)), "HSO-OPERATION"),
    "LockFeature": (f"<wfs:LockFeature {WFS}/>", "HSO-OPERATION"),
    "GetFeatureWithLock": (f"<wfs:GetFeatureWithLock {WFS}/>", "HSO-OPERATION"),
    "transaction in small letters": (
        HEAD.replace("Transaction", "transaction") + ROW + TAIL.replace("Transaction", "transaction"),
        "HSO-OPERATION",
    ),
    "Transaction of WFS 2": (
        raw.transaction(ROW).replace("http://www.opengis.net/wfs", "http://www.opengis.net/wfs/2.0"),
        "HSO-OPERATION",
    ),
    "Transaction without namespace": (raw.transaction(ROW).replace("wfs:Transaction", "Transaction"), "HSO-OPERATION"),
    "another service": (raw.transaction(ROW).replace('service="WFS"', 'service="WMS"'), "HSO-OPERATION"),
    "no service": (raw.transaction(ROW).replace('service="WFS"', ""), "HSO-OPERATION"),
    "another project": (
        raw.transaction(ROW).replace('service="WFS"', 'service="WFS" map="/srv/x.qgs"'),
        "HSO-OPERATION",
    ),
    "operation by attribute": (
        raw.transaction(ROW).replace('service="WFS"', 'service="WFS" operation="DELETE"'),
        "HSO-OPERATION",
    ),
    "DOCTYPE": (
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + one("<qgs:kalla_plan>&e;</qgs:kalla_plan>"),
        "HSO-XML",
    ),
    "billion laughs": (
        f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{LAUGHS}]>' + one("<qgs:kalla_plan>&f;&f;&f;&f;</qgs:kalla_plan>"),
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
    "three dimensions": (
        geometry('<gml:Point srsDimension="3"><gml:pos>619227 6919898 5</gml:pos></gml:Point>'),
        "HSO-GEOMETRI",
    ),
    "line without places": (geometry("<gml:LineString><gml:posList/></gml:LineString>"), None),
    "place of words": (geometry("<gml:Point><gml:pos>ost nord</gml:pos></gml:Point>"), None),
    "half a place": (geometry("<gml:Point><gml:pos>619227</gml:pos></gml:Point>"), None),
    "line for a point": (geometry(raw.line((619000, 6919000), (620000, 6920000))), "HSO-GEOMETRI"),
    "turned axes": (
        geometry('<gml:Point srsName="EPSG:3006"><gml:pos>6919898 619227</gml:pos></gml:Point>'),
        "HSO-GEOMETRI",
    ),
    "no place": (one(geometry=None), "HSO-GEOMETRI"),
    "no identity": (one(objektidentitet="inte-en-uuid"), "HSO-SCHEMA"),
    "too large a number": (one(objektversion=99999999999), None),
}
