"""Cases of the rules on where lines end. The municipal border is at x = 20 000, the county's at x = 0."""

from hso_plugin.core.model import Stage

from .registry import Scene, edge, passing, violating

LOOSE, WAITING, LEAVES = "linje-los-ande", "linje-vantar-granne", "linje-fortsatter-till"
UNANCHORED = "linje-utan-faste"


def line(county, x, klass="B1", **values):
    """A centre, and a line from it to `x`."""
    return [county.point("A2", 5000, 5000), county.line(klass, (5000, 5000), (x, 5000), **values)]


@violating(LOOSE)
def in_the_middle_of_nowhere(county):
    return line(county, 12_000)


@violating(LOOSE)
def at_another_corridor_without_a_hub(county):
    ends = [county.point("A3", 12_000, y) for y in (1000, 9000)]
    return [*line(county, 12_000), *ends, county.line("B1", (12_000, 1000), (12_000, 9000))]


@passing(LOOSE)
def at_a_hub_on_another_corridor(county):
    ends = [county.point("A3", 12_000, y) for y in (1000, 9000)]
    across = county.line("B1", (12_000, 1000), (12_000, 9000))
    return [*line(county, 12_000), *ends, across, county.point("B3", 12_000, 5000)]


@passing(LOOSE)
def of_a_class_without_ends(county):
    return county.line("A5", (5000, 5000), (9000, 5000))


@edge(LOOSE, "params.near_m", hair=0.01, worse=1)
def so_far_from_a_place(county, metres):
    return [*line(county, 12_000), county.point("A3", 12_000 + metres, 5000)]


@edge(LOOSE, "params.border_m", hair=0.01, worse=1)
def so_far_from_the_border(county, metres):
    return line(county, 20_000 - metres)


@violating(WAITING)
def at_the_border(county):
    return line(county, 20_000)


@violating(WAITING)
def at_the_border_in_the_regional_stage(county):
    return Scene(line(county, 20_000), stage=Stage.REGIONAL)


@violating(WAITING)
def carried_on_by_a_railway(county):
    return across(county, 0, trafikslag="jarnvag")


@passing(WAITING)
def carried_on(county):
    return across(county, 0)


def across(county, metres, **values):
    theirs = county.line("B1", (20_000 + metres, 5000), (30_000, 5000), municipality=county.east, **values)
    return Scene(line(county, 20_000), [theirs])


@edge(WAITING, "params.continue_m", hair=0.01, worse=1)
def carried_on_so_far_away(county, metres):
    return across(county, metres)


@edge(WAITING, "params.near_m", hair=0.01, worse=1)
def place_so_far_from_the_border(county, metres):
    return [*line(county, 20_000), county.point("A3", 20_000 - metres, 5000)]


@edge(WAITING, "params.border_m", hair=0.01, worse=-1, violates=True)
def so_near_the_border(county, metres):
    return line(county, 20_000 - metres)


@violating(LEAVES)
def at_the_county_border(county):
    return line(county, 0)


@passing(LEAVES)
def continued_in_words(county):
    return line(county, 0, fortsatter_till="2132")


@edge(LEAVES, "params.near_m", hair=0.01, worse=1)
def place_so_far_from_the_county_border(county, metres):
    return [*line(county, 0), county.point("A3", metres, 5000)]


@edge(LEAVES, "params.border_m", hair=0.01, worse=-1, violates=True)
def so_near_the_county_border(county, metres):
    return line(county, metres)


@violating(UNANCHORED)
def direction_from_nowhere(county):
    return county.line("A5", (5000, 5000), (9000, 5000))


@violating(UNANCHORED)
def direction_towards_a_place(county):
    return [county.point("A2", 9000, 5000), county.line("A5", (5000, 5000), (9000, 5000))]


@violating(UNANCHORED)
def link_with_one_loose_end(county):
    return line(county, 12_000, klass="B2")


@passing(UNANCHORED)
def direction_from_a_growth_area(county):
    return [county.box("A4", 4000, 4500, 1000, 1000), county.line("A5", (5000, 5000), (9000, 5000))]


@passing(UNANCHORED)
def link_to_the_neighbours_node(county):
    return Scene(line(county, 25_000, klass="B2"), [county.point("A3", 25_000, 5000, municipality=county.east)])


@edge(UNANCHORED, "params.near_m", hair=0.01, worse=1)
def so_far_from_a_node(county, metres):
    return [*line(county, 12_000, klass="B2"), county.point("A3", 12_000 + metres, 5000)]
