"""What single classes ask for: choices, numbers, counts, distances and ends."""

import pytest

from hso_plugin.core.model import Severity, Stage

E4 = [(1000, 5000), (9000, 5000)]


@pytest.mark.parametrize(
    ("services", "count"), [(("skola",), 1), (("skola", "skola"), 1), (("skola", "vard"), 0), (None, 0)]
)
def test_service_node_has_two_services(county, services, count):
    findings = county.check(county.point("A3", 5000, 5000, servicetyp=services), rule="for-fa-val")
    assert len(findings) == count


@pytest.mark.parametrize(("codes", "count"), [(("2281",), 1), (("2262", "2281"), 0)])
def test_inter_municipal_issue_concerns_two(county, codes, count):
    thing = county.box("F1", 5000, 5000, 900, 900, berorda_kommuner=codes)
    assert len(county.check(thing, rule="for-fa-val")) == count


@pytest.mark.parametrize(
    ("klass", "codes", "count"),
    [
        ("D1", ("1.1", "2.1"), 1),
        ("D1", ("1.2",), 0),
        ("D1", ("2.1", "3.5"), 0),
        ("D1", None, 0),
        ("D2", ("1.2", "3.5"), 1),
        ("D2", ("2.4",), 0),
        ("A6", ("1.1",), 0),
    ],
)
def test_rus_priority_fits_the_class(county, klass, codes, count):
    thing = county.box(klass, 5000, 5000, 900, 900, rus_prioritet=codes)
    assert len(county.check(thing, rule="rus-passar-inte")) == count


@pytest.mark.parametrize(("value", "count"), [(199, 1), (200, 0), (None, 0), ("få", 0)])
def test_few_inhabitants_is_a_warning(county, value, count):
    findings = county.check(county.point("A3", 5000, 5000, invanare=value), rule="fa-invanare")
    assert [f.severity for f in findings] == [Severity.WARNING] * count


def test_last_resort_is_always_noted(county):
    thing = county.point("F2", 5000, 5000)
    for stage in Stage:
        (finding,) = county.check(thing, stage=stage, rule="annan-inriktning")
        assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(("klass", "allowed"), [("A1", 2), ("A2", 1)])
def test_at_most_so_many_in_a_municipality(county, klass, allowed):
    things = [county.point(klass, 1000 * number, 1000) for number in range(allowed + 2)]
    elsewhere = [county.point(klass, 30_000, 1000 * number, municipality=county.east) for number in range(allowed)]
    assert county.check(*things[:allowed], *elsewhere, rule="for-manga") == []
    findings = county.check(*things, *elsewhere, rule="for-manga")
    assert [f.object for f in findings] == [thing.identity for thing in things[allowed:]]
    assert f"Sundsvall har {allowed + 2} objekt" in findings[0].message.sv


@pytest.mark.parametrize(("klass", "beside", "metres"), [("A4", "A1", 5000), ("A4", "B3", 5000), ("D1", "B1", 10_000)])
def test_near_what_it_needs(county, klass, beside, metres):
    thing = county.box(klass, 1000, 1000, 500, 500)
    for away, count in ((metres, 0), (metres + 0.01, 1)):
        x = 1500 + away
        other = county.line(beside, (x, 1200), (x + 3000, 1200)) if beside == "B1" else county.point(beside, x, 1200)
        assert len(county.check(thing, other, rule="for-langt-bort")) == count
        assert len(county.check(thing, neighbours=[other], rule="for-langt-bort")) == count
    (finding,) = county.check(thing, rule="for-langt-bort")
    assert "Det finns inget sådant objekt" in finding.message.sv


@pytest.mark.parametrize(("away", "count"), [(0, 0), (2000, 0), (2000.01, 1)])
def test_investment_at_an_area(county, away, count):
    thing, site = county.point("D3", 1500 + away, 1200), county.box("E1", 1000, 1000, 500, 500)
    findings = county.check(thing, site, rule="investering-utan-omrade")
    assert [f.severity for f in findings] == [Severity.WARNING] * count


@pytest.mark.parametrize(
    ("klass", "other", "metres", "count"),
    [
        ("A1", "A1", 10_000, 0),
        ("A1", "A1", 9999.9, 1),
        ("A3", "A3", 3000, 0),
        ("A3", "A3", 2999.9, 1),
        ("A3", "A2", 2999.9, 1),
        ("A2", "A3", 2999.9, 1),
        ("A2", "A1", 100, 0),
    ],
)
def test_places_keep_their_distance(county, klass, other, metres, count):
    one, two = county.point(klass, 1000, 1000), county.point(other, 1000 + metres, 1000)
    findings = county.check(one, two, rule="orter-for-nara")
    assert len(findings) == count
    # The service node gives way, whichever of the two is listed first.
    assert all(finding.klass == "A3" for finding in findings if "A2" in {klass, other})


def test_distance_to_a_neighbours_place(county):
    mine, theirs = county.point("A3", 19_000, 1000), county.point("A3", 21_000, 1000, municipality=county.east)
    (finding,) = county.check(mine, neighbours=[theirs], rule="orter-for-nara")
    assert (
        finding.message.sv == "A3 ”Ett A3” och A3 ”Ett A3” (Timrå) ligger 2 km från varandra, men behöver minst 3 km."
    )


def test_three_places_close_together_are_three_findings(county):
    places = [county.point("A3", x, 1000) for x in (1000, 2000, 3000)]
    findings = county.check(*places, rule="orter-for-nara")
    assert len({f.id for f in findings}) == 3


@pytest.mark.parametrize(("away", "count"), [(250, 0), (250.01, 1)])
def test_growth_direction_starts_at_a_place(county, away, count):
    start, end = county.point("A3", 1000, 1000), county.point("A2", 5000, 1000)
    assert (
        len(county.check(start, county.line("A5", (1000 + away, 1000), (3000, 9000)), rule="linje-utan-faste")) == count
    )
    # Ending at a place is not starting at one.
    assert len(county.check(end, county.line("A5", (1000, 1000), (5000, 1000)), rule="linje-utan-faste")) == 1


def test_functional_link_has_both_ends_on_places(county):
    start, end = county.point("A1", 1000, 1000), county.point("A3", 25_000, 1000, municipality=county.east)
    link = county.line("B2", (1000, 1000), (9000, 3000), (25_000, 1000))
    assert county.check(start, link, neighbours=[end], rule="linje-utan-faste") == []
    (finding,) = county.check(start, link, rule="linje-utan-faste")
    assert "linjens slutpunkt ligger inte vid någon ort. Närmast är A1" in finding.message.sv
    assert finding.geometry.equals(county.at(finding.geometry.__class__(25_000, 1000)))


@pytest.mark.parametrize(
    ("typ", "trafikslag", "away", "count"),
    [
        ("station", "jarnvag", 500, 0),
        ("station", "jarnvag", 500.01, 1),
        ("station", "vag", 0, 1),
        ("hamn", "sjo", 100, 0),
        ("hamn", "jarnvag", 100, 1),
        ("resecentrum", "vag", 100, 0),
        ("flygplats", "gc", 100, 1),
    ],
)
def test_hub_at_a_fitting_corridor(county, typ, trafikslag, away, count):
    hub = county.point("B3", 5000, 5000 + away, typ=typ)
    corridor = county.line("B1", *E4, trafikslag=trafikslag)
    assert len(county.check(hub, corridor, rule="nod-utan-strak")) == count


def test_every_hub_has_fitting_corridors(county):
    (rule,) = (rule for rule in county.catalogue.rules if rule.type == "nod-vid-strak")
    assert set(rule.params["fits"]) == {code.code for code in county.catalogue.code_lists["typ_b3"]}
    modes = {code.code for code in county.catalogue.code_lists["trafikslag"]}
    assert all(set(fitting) <= modes for fitting in rule.params["fits"].values())
