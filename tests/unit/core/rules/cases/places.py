"""Cases of the rules on where an object may lie: the municipality, duplicates, distances to others."""

from .registry import Scene, edge, passing, violating


@violating("utanfor-kommun")
def in_the_neighbour(county):
    return county.point("A3", 21_000, 5000)


@passing("utanfor-kommun")
def well_inside(county):
    return county.point("A3", 10_000, 5000)


@passing("utanfor-kommun")
def link_to_the_neighbour(county):
    return county.line("B2", (10_000, 5000), (30_000, 5000))


@passing("utanfor-kommun")
def issue_on_both_sides(county):
    return county.box("F1", 15_000, 5000, 10_000, 5000)


@edge("utanfor-kommun", "params.tolerance_m", hair=0.01, worse=1)
def so_far_outside(county, metres):
    return county.box("A4", 1000, 20_000 + metres - 200, 200, 200)


@violating("dubblett")
def twice_the_same(county):
    return [county.point("B3", 5000, 5000), county.point("B3", 5000, 5000)]


@passing("dubblett")
def road_and_railway(county):
    return [county.line("B1", (1000, 1000), (9000, 1000), trafikslag=mode) for mode in ("vag", "jarnvag")]


@passing("dubblett")
def a_millimetre_beside(county):
    return [county.point("B3", x, 5000) for x in (5000, 5000.001)]


def beside(county, klass, other, metres):
    """An area of `klass` of 500 × 500 m with `other` so far east of it."""
    x = 1500 + metres
    place = county.line(other, (x, 1200), (x + 3000, 1200)) if other == "B1" else county.point(other, x, 1200)
    return [county.box(klass, 1000, 1000, 500, 500), place]


@violating("for-langt-bort")
def growth_in_the_wilds(county):
    return beside(county, "A4", "A3", 6000)


@violating("for-langt-bort")
def growth_at_an_investment_only(county):
    return beside(county, "A4", "D3", 0)


@violating("for-langt-bort")
def site_without_any_corridor(county):
    return county.box("D1", 1000, 1000, 500, 500)


for other in ("A1", "A2", "A3", "B3"):
    passing("for-langt-bort")(lambda county, other=other: beside(county, "A4", other, 4000))


@passing("for-langt-bort")
def growth_at_the_neighbours_place(county):
    area, place = beside(county, "A4", "A3", 4000)
    return Scene([area], [place])


@passing("for-langt-bort")
def site_at_a_corridor(county):
    return beside(county, "D1", "B1", 9000)


for klass, other in (("A4", "A3"), ("D1", "B1")):
    edge("for-langt-bort", f"params.near.{klass}.metres", hair=0.01, worse=1)(
        lambda county, metres, klass=klass, other=other: beside(county, klass, other, metres)
    )


def investment(county, klass, metres):
    return [county.point("D3", 1500 + metres, 1200), county.box(klass, 1000, 1000, 500, 500)]


@violating("investering-utan-omrade")
def investment_alone(county):
    return county.point("D3", 1500, 1200)


@passing("investering-utan-omrade")
def investment_inside(county):
    return investment(county, "D1", -100)


@edge("investering-utan-omrade", "params.near.D3.metres", hair=0.01, worse=1)
def investment_so_far_from_energy(county, metres):
    return investment(county, "E1", metres)


def apart(county, one, other, metres):
    return [county.point(one, 1000, 1000), county.point(other, 1000 + metres, 1000)]


for one, other, metres in (("A1", "A1", 9000), ("A3", "A3", 2000), ("A3", "A2", 2000), ("A1", "A3", 2000)):
    violating("orter-for-nara")(lambda county, one=one, other=other, metres=metres: apart(county, one, other, metres))
for one, other, metres in (("A1", "A2", 100), ("A3", "A3", 4000), ("A2", "A2", 100), ("A3", "B3", 100)):
    passing("orter-for-nara")(lambda county, one=one, other=other, metres=metres: apart(county, one, other, metres))
for klass in ("A1", "A3"):
    edge("orter-for-nara", f"params.apart.{klass}.metres", hair=0.01, worse=-1)(
        lambda county, metres, klass=klass: apart(county, klass, "A1", metres)
    )


def hub(county, typ, mode, metres):
    return [
        county.point("B3", 5000, 5000 + metres, typ=typ),
        county.line("B1", (1000, 5000), (9000, 5000), trafikslag=mode),
    ]


@violating("nod-utan-strak")
def port_at_a_railway(county):
    return hub(county, "hamn", "jarnvag", 0)


@violating("nod-utan-strak")
def hub_in_the_wilds(county):
    return hub(county, "station", "jarnvag", 600)


@passing("nod-utan-strak")
def hub_at_the_neighbours_corridor(county):
    hub_, corridor = hub(county, "station", "jarnvag", 400)
    return Scene([hub_], [corridor])


@edge("nod-utan-strak", "params.metres", hair=0.01, worse=1)
def station_so_far_off(county, metres):
    return hub(county, "station", "jarnvag", metres)
