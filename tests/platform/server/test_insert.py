"""Rows that a planner sends over WFS-T arrive as they were sent, and come back so."""

from __future__ import annotations

import re

from tests.support import raw


def test_a_point_arrives_and_comes_back_unaltered(platform):
    row = raw.version(invanare=1234, servicetyp="dagligvaror,skola")
    answer = raw.send(platform, raw.transaction(raw.insert(raw.POINTS, row, raw.POINT)))
    assert raw.inserted(answer) == 1, answer.text

    text = raw.fetch(platform, TYPENAME=raw.POINTS, EXP_FILTER="").text
    assert "HSO-OPERATION" in text  # expressions are not for clients
    filter_ = (
        '<ogc:Filter xmlns:ogc="http://www.opengis.net/ogc"><ogc:PropertyIsEqualTo><ogc:PropertyName>andring</ogc:PropertyName>'
        f"<ogc:Literal>{row['andring']}</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>"
    )
    text = raw.fetch(platform, user="2284", TYPENAME=raw.POINTS, FILTER=filter_).text
    values = dict(re.findall(r"<qgs:(\w+)>([^<]+)</qgs:\1>", text))
    assert values["invanare"] == "1234"
    assert values["servicetyp"] == "dagligvaror,skola"
    assert values["borttagen"] == "false"
    assert values["objektidentitet"] == row["objektidentitet"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", values["versiongiltigfran"])
    assert re.search(r"<pos [^>]*>619227\.123 6919898\.5</pos>", text)
    assert "Rå & ärlig <ort>" in text


def test_lines_and_areas_arrive(platform):
    line = raw.insert(
        raw.LINES, raw.version(klass="B2"), raw.line((619000, 6919000), (620000.5, 6920000.25), (621000, 6920000))
    )
    area = raw.insert(
        raw.AREAS,
        raw.version(klass="D1", elbehov_mw=12.5),
        raw.area((619000, 6919000), (620000, 6919000), (620000, 6920000), (619000, 6919000)),
    )
    answer = raw.send(platform, raw.transaction(line, area))
    assert raw.inserted(answer) == 2, answer.text
    rows = raw.rows(
        platform,
        "SELECT ST_AsText(geom), elbehov_mw FROM hso.strukturbild_yta_version"
        " WHERE klass = 'D1' ORDER BY lopnr DESC LIMIT 1",
    )
    assert rows == [("MULTIPOLYGON(((619000 6919000,620000 6919000,620000 6920000,619000 6919000)))", 12.5)]
