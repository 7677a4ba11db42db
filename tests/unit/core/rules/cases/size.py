"""Cases of the rules on area, length and areas over areas."""

import shapely

from tests.unit.core.rules.conftest import SHIPPED

from .registry import edge, passing, violating

RULES = {rule.id: rule for rule in SHIPPED.rules}


def box(county, klass, hectares):
    return county.box(klass, 1000, 1000, 100 * hectares, 100)


def line(county, klass, metres):
    return county.line(klass, (1000, 1000), (1000, 1000 + metres))


@violating("yta-liten")
def a_hectare(county):
    return box(county, "A4", 1)


@passing("yta-liten")
def three_hectares(county):
    return box(county, "A4", 3)


@passing("yta-liten")
def class_of_any_size(county):
    return box(county, "F1", 0.1)


for klass in RULES["yta-liten"].params["minimum_ha"]:
    edge("yta-liten", f"params.minimum_ha.{klass}", hair=0.001, worse=-1)(
        lambda county, hectares, klass=klass: box(county, klass, hectares)
    )


@violating("linje-kort")
def short_line(county):
    return line(county, "C2", 900)


@passing("linje-kort", "linje-lang")
def line_of_a_kilometre(county):
    return [line(county, "C2", 1100), line(county, "A5", 1100)]


for klass in RULES["linje-kort"].params["minimum_m"]:
    edge("linje-kort", f"params.minimum_m.{klass}", hair=0.01, worse=-1)(
        lambda county, metres, klass=klass: line(county, klass, metres)
    )


@violating("linje-lang")
def long_direction(county):
    return line(county, "A5", 11_000)


for klass in RULES["linje-lang"].params["maximum_m"]:
    edge("linje-lang", f"params.maximum_m.{klass}", hair=0.01, worse=1)(
        lambda county, metres, klass=klass: line(county, klass, metres)
    )

#: A pair of classes that each rule on overlaps is about.
PAIRS = {"yta-overlapp": ("A4", "E1"), "yta-overlapp-avvag": ("A4", "C4")}

for rule, (one, other) in PAIRS.items():

    def overlapping(county, hectares, one=one, other=other, long=300):
        """An area of `long` × 100 m, so much of it under a larger one."""
        return [
            county.box(one, 1000, 1000, long, 100),
            county.box(other, 1000 + long - 100 * hectares, 1000, 20_000 - 2 * long, 100),
        ]

    def shared(county, share, overlapping=overlapping):
        return overlapping(county, 50 * share, long=5000)

    violating(rule)(lambda county, overlapping=overlapping: overlapping(county, 1))
    passing(rule)(lambda county, overlapping=overlapping: overlapping(county, 0))
    edge(rule, "params.ignore_ha", hair=0.001, worse=1, violates=True)(overlapping)
    edge(rule, "params.ignore_share", hair=0.0001, worse=1, violates=True)(shared)


@passing(*PAIRS)
def tourism_in_a_growth_area(county):
    return [county.box("A4", 1000, 1000, 300, 100), county.box("D2", 1000, 1000, 300, 100)]


@passing(*PAIRS)
def issue_over_everything(county):
    shape = shapely.box(1000, 1000, 2000, 2000)
    return [county.object(klass, shape) for klass in ("F1", "C1")]
