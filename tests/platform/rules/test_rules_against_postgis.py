"""What the rules measure is what PostGIS measures: overlaps, distances, borders and line ends on random maps.

The numbers a rule works with come from the catalogue; how it comes to its findings is done over in SQL.
"""

from __future__ import annotations

import pytest
import shapely

from hso_plugin.core.model import Stage
from tests.platform.rules.postgis_comparison import Comparison, says
from tests.platform.rules.rule_world import CATALOGUE

OWN = "2281"
RULES = {rule.id: rule for rule in CATALOGUE.rules}
#: The classification's matrix of areas over areas: F an error, V a warning. F1 over F1 is V.
COLUMNS = ["A4", "A6", "C1", "C3", "C4", "D1", "D2", "E1"]
MATRIX = {
    "A4": "FVVVVF-F", "A6": " FV-VV-V", "C1": "  F--V-V", "C3": "   F-V-V",
    "C4": "    FV-V", "D1": "     FV-", "D2": "      FV", "E1": "       F",
}  # fmt: skip
OVERLAP_RULES = {"F": "yta-overlapp", "V": "yta-overlapp-avvag"}
#: A measure this near a limit (m, m²) may fall either way: coordinates are whole millimetres.
EITHER_M, EITHER_M2 = 0.0015, 0.02


@pytest.fixture(scope="module", params=[1, 2, 3])
def compared(platform, request):
    database = platform.connect()
    yield Comparison(database, request.param)
    database.close()


def verdict(first, second):
    if first == second == "F1":
        return "V"
    for a, b in ((first, second), (second, first)):
        letter = MATRIX[a][COLUMNS.index(b)] if a in MATRIX and b in COLUMNS else " "
        if letter in "FV":
            return letter
    return None


@pytest.mark.parametrize(("stage", "own"), [(Stage.SUBMISSION, None), (Stage.SUBMISSION, OWN), (Stage.REGIONAL, OWN)])
def test_overlaps(compared, stage, own):
    pairs = compared.run(
        "SELECT a.id, b.id, ST_Area(ST_Intersection(a.geom, b.geom)), least(ST_Area(a.geom), ST_Area(b.geom))"
        " FROM o a JOIN o b ON a.id < b.id AND ST_Intersects(a.geom, b.geom)"
        " WHERE ST_Dimension(a.geom) = 2 AND ST_Dimension(b.geom) = 2"
    )
    must, may = {"F": {}, "V": {}}, {"F": {}, "V": {}}
    for a, b, overlap, smaller in pairs:
        first, second = compared.by_id[a], compared.by_id[b]
        homes = [o.municipality == own or own is None for o in (first, second)]
        letter = verdict(first.klass, second.klass)
        if letter is None or not (any(homes) if stage is Stage.REGIONAL else all(homes)):
            continue
        limit = max(1_000, 0.01 * smaller)
        if overlap >= limit - EITHER_M2:
            (must if overlap >= limit else may)[letter][frozenset((a, b))] = overlap
    assert sum(map(len, must.values())) > (100 if own else 500)
    for letter, rule in OVERLAP_RULES.items():
        findings = {frozenset((f.object, f.other)): f for f in compared.findings(rule, stage, own)}
        assert must[letter].keys() <= findings.keys() <= must[letter].keys() | may[letter].keys()
        pieces = [(f.object, f.other, shapely.to_wkb(f.geometry)) for f in findings.values()]
        compared.run("CREATE TEMP TABLE IF NOT EXISTS piece (a text, b text, geom geometry); TRUNCATE piece")
        compared.load("piece", pieces, "%s, %s, ST_GeomFromWKB(%s)")
        for a, b, area, differing in compared.run(
            "SELECT p.a, p.b, ST_Area(i.geom), ST_Area(ST_SymDifference(p.geom, i.geom))"
            " FROM piece p JOIN o a ON a.id = p.a JOIN o b ON b.id = p.b,"
            " LATERAL (SELECT ST_CollectionExtract(ST_Intersection(a.geom, b.geom), 3) AS geom) i"
        ):
            finding = findings[frozenset((a, b))]
            assert finding.geometry.area == pytest.approx(area, rel=1e-6)
            assert differing <= 1e-6 * area
            assert says(finding.message.sv, area), (finding.message.sv, area)


def test_places_too_near_each_other(compared):
    wanted, either = {}, set()
    for klass, demand in RULES["orter-for-nara"].params["apart"].items():
        for a, b, distance in compared.run(
            "SELECT a.id, b.id, ST_Distance(a.geom, b.geom) FROM o a JOIN o b ON a.id <> b.id"
            " AND ST_DWithin(a.geom, b.geom, %s) WHERE a.klass = %s AND b.klass = ANY(%s)",
            (demand["metres"], klass, demand["classes"]),
        ):
            if distance <= demand["metres"] - EITHER_M:
                wanted[frozenset((a, b))] = distance
            elif distance < demand["metres"] - 0.0005:
                either.add(frozenset((a, b)))
    assert len(wanted) > 150
    findings = {frozenset((f.object, f.other)): f for f in compared.findings("orter-for-nara")}
    assert wanted.keys() <= findings.keys() <= wanted.keys() | either
    for pair, distance in wanted.items():
        assert says(findings[pair].message.sv, distance)


def check_nearest(compared, wanted, findings, key):
    """`wanted`: by key, (metres asked for, metres to the nearest or None); the findings are those too far away."""
    far = {k for k, (metres, away) in wanted.items() if away is None or away > metres + EITHER_M}
    either = {k for k, (metres, away) in wanted.items() if away is not None and abs(away - metres) <= EITHER_M}
    found = {key(f): f for f in findings}
    assert len(found) == len(findings)
    assert far <= found.keys() <= far | either
    for k in far:
        away = wanted[k][1]
        if away is not None:
            assert says(found[k].message.sv, away, before=", ", after=" bort"), (found[k].message.sv, away)
    return far


NEAREST = "(SELECT min(ST_Distance({place}, t.geom)) FROM o t WHERE t.klass = ANY(%(classes)s) {more})"


@pytest.mark.parametrize("rule", ["for-langt-bort", "investering-utan-omrade"])
def test_what_an_object_depends_on_is_near(compared, rule):
    wanted = {}
    for klass, demand in RULES[rule].params["near"].items():
        nearest = NEAREST.format(place="o.geom", more="")
        values = {"klass": klass, "classes": demand["classes"]}
        for identity, away in compared.run(f"SELECT id, {nearest} FROM o WHERE klass = %(klass)s", values):
            wanted[identity] = (demand["metres"], away)
    far = check_nearest(compared, wanted, compared.findings(rule), lambda f: f.object)
    assert 5 < len(far) < len(wanted) - 5


def test_hubs_are_at_a_fitting_corridor(compared):
    params = RULES["nod-utan-strak"].params
    wanted = {}
    for kind, fitting in params["fits"].items():
        nearest = NEAREST.format(place="o.geom", more="AND t.trafikslag = ANY(%(fitting)s)")
        values = {"classes": params["near"], "fitting": fitting, "kind": kind}
        rows = compared.run(f"SELECT id, {nearest} FROM o WHERE klass = 'B3' AND typ = %(kind)s", values)
        wanted |= {identity: (params["metres"], away) for identity, away in rows}
    far = check_nearest(compared, wanted, compared.findings("nod-utan-strak"), lambda f: f.object)
    assert 20 < len(far) < len(wanted) - 20


ENDS = (("borjan", "ST_StartPoint"), ("slut", "ST_EndPoint"))


def test_lines_begin_and_end_at_places(compared):
    params = RULES["linje-utan-faste"].params
    wanted, part_of = {}, {}
    for (part, function), classes in zip(ENDS, (params["start"], params["end"]), strict=True):
        for klass, targets in classes.items():
            nearest = NEAREST.format(place=f"{function}(o.geom)", more="")
            for identity, x, y, away in compared.run(
                f"SELECT id, ST_X({function}(geom)), ST_Y({function}(geom)), {nearest} FROM o WHERE klass = %(klass)s"
                " AND ST_Dimension(geom) = 1",
                {"klass": klass, "classes": targets},
            ):
                wanted[identity, x, y] = (params["near_m"], away)
                part_of[identity, x, y] = part
    key = lambda f: (f.object, f.geometry.x, f.geometry.y)  # noqa: E731
    far = check_nearest(compared, wanted, compared.findings("linje-utan-faste"), key)
    assert 10 < len(far) < len(wanted) - 10
    assert set(part_of.values()) == {"borjan", "slut"}


def test_objects_outside_their_municipality(compared):
    params = RULES["utanfor-kommun"].params
    rows = compared.run(
        "SELECT o.id, ST_Covers(ST_Buffer(k.geom, %(m)s, 'quad_segs=500'), o.geom),"
        " ST_Covers(ST_Buffer(k.geom, %(m)s - 0.25, 'quad_segs=500'), o.geom), ST_Dimension(o.geom),"
        " ST_Area(d.geom), ST_Length(d.geom), ST_Distance(o.geom, k.geom)"
        " FROM o JOIN kommun k ON k.kod = o.kommun, LATERAL (SELECT ST_Difference(o.geom, k.geom) AS geom) d"
        " WHERE NOT o.klass = ANY(%(exempt)s)",
        {"m": params["tolerance_m"], "exempt": params["exempt"]},
    )
    outside = {row[0] for row in rows if not row[1]}
    doubtful = {row[0] for row in rows if row[1] and not row[2]}
    findings = {f.object: f for f in compared.findings("utanfor-kommun")}
    assert 100 < len(outside) < len(rows) - 500
    assert outside <= findings.keys() <= outside | doubtful
    for identity, _, _, dimension, area, length, distance in rows:
        if identity in findings:
            place, text = findings[identity].geometry, findings[identity].message.sv
            assert place.area == pytest.approx(area, rel=1e-6)
            assert place.length == pytest.approx(length if dimension == 1 else place.length, rel=1e-6)
            assert says(text, (distance, length, area)[dimension]), (text, distance, length, area)


LINE_ENDS = """
WITH ends AS (
    SELECT id, klass, kommun, typ, trafikslag, energislag, fortsatter_till, part, point AS geom FROM o,
        LATERAL (VALUES ('borjan', ST_StartPoint(o.geom)), ('slut', ST_EndPoint(o.geom))) AS e (part, point)
    WHERE ST_Dimension(o.geom) = 1 AND NOT ST_IsClosed(o.geom)
), judged AS (
    SELECT e.id, e.klass, e.kommun, e.typ, e.trafikslag, e.energislag, e.fortsatter_till, e.part, e.geom,
        EXISTS (SELECT FROM o t WHERE t.klass = ANY(%(targets)s) AND ST_DWithin(t.geom, e.geom, %(near)s)) AS held,
        ST_DWithin(ST_Boundary(k.geom), e.geom, %(border)s) AS at_border,
        (SELECT array_agg(b.kod ORDER BY b.kod) FROM kommun b
         WHERE b.kod <> e.kommun AND ST_DWithin(b.geom, e.geom, %(border)s)) AS beyond,
        ST_DWithin((SELECT ST_ExteriorRing(ST_Union(geom)) FROM kommun), e.geom, %(border)s) AS at_edge
    FROM ends e JOIN kommun k ON k.kod = e.kommun WHERE e.klass = %(klass)s
)
SELECT j.id, j.part, ST_X(j.geom), ST_Y(j.geom), j.held, j.at_border, j.beyond, j.at_edge, j.fortsatter_till,
    EXISTS (SELECT FROM ends t WHERE t.klass = j.klass AND t.kommun = ANY(j.beyond) AND t.id <> j.id
            AND t.{same} IS NOT DISTINCT FROM j.{same} AND ST_DWithin(t.geom, j.geom, %(onward)s)) AS carried_on
FROM judged j"""


def test_line_ends_and_borders(compared):
    params = RULES["linje-vantar-granne"].params
    loose, waiting, leaving, all_ends = set(), {}, set(), 0
    for klass, targets in params["objects"].items():
        (same,) = params["same"][klass]
        # A millimetre more, as the rules have it: what is as far as it may be does.
        values = {"klass": klass, "targets": targets, "near": params["near_m"] + 0.001}
        values |= {"border": params["border_m"] + 0.001, "onward": params["continue_m"] + 0.001}
        for identity, part, x, y, held, at_border, beyond, at_edge, onward, carried in compared.run(
            LINE_ENDS.format(same=same), values
        ):
            all_ends += 1
            end = (identity, x, y)
            if held:
                continue
            if not at_border:
                loose.add(end)
            elif beyond and not carried and not (at_edge and onward):
                waiting[end] = beyond
            elif not beyond and not onward:
                leaving.add(end)
            assert part in {"borjan", "slut"}
    found = {
        rule: {(f.object, f.geometry.x, f.geometry.y): f for f in compared.findings(rule)}
        for rule in ("linje-los-ande", "linje-vantar-granne", "linje-fortsatter-till")
    }
    assert all_ends > 800
    assert min(len(loose), len(waiting), len(leaving)) > 20
    assert found["linje-los-ande"].keys() == loose
    assert found["linje-vantar-granne"].keys() == waiting.keys()
    assert found["linje-fortsatter-till"].keys() == leaving
    names = {m.code: m.name for m in CATALOGUE.municipalities}
    for end, beyond in waiting.items():
        assert all(names[code] in found["linje-vantar-granne"][end].message.sv for code in beyond)
