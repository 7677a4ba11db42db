"""What single classes ask for: choices, numbers, counts, distances and ends."""

import pytest

E4 = [(1000, 5000), (9000, 5000)]


@pytest.mark.parametrize(("services", "count"), [(("skola", "skola"), 1), (None, 0)])
def test_services_are_counted_once_each(county, services, count):
    findings = county.check(county.point("A3", 5000, 5000, servicetyp=services), rule="for-fa-val")
    assert len(findings) == count


def test_a_word_is_not_few_inhabitants(county):
    assert county.check(county.point("A3", 5000, 5000, invanare="få"), rule="fa-invanare") == []


@pytest.mark.parametrize(("klass", "allowed"), [("A1", 2), ("A2", 1)])
def test_at_most_so_many_in_a_municipality(county, klass, allowed):
    things = [county.point(klass, 1000 * number, 1000) for number in range(allowed + 2)]
    elsewhere = [county.point(klass, 30_000, 1000 * number, municipality=county.east) for number in range(allowed)]
    assert county.check(*things[:allowed], *elsewhere, rule="for-manga") == []
    findings = county.check(*things, *elsewhere, rule="for-manga")
    assert [f.object for f in findings] == [thing.identity for thing in things[allowed:]]
    assert f"Sundsvall har {allowed + 2} objekt" in findings[0].message.sv


@pytest.mark.parametrize(
    ("klass", "other", "metres", "count"),
    [
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
