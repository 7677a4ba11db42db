"""Cases of the rules on what single classes ask for: choices, numbers, counts."""

from .registry import Scene, edge, passing, violating

SERVICES = ("dagligvaror", "drivmedel", "kollektivtrafik", "skola", "vard")
MUNICIPALITIES = ("2260", "2262", "2280", "2281", "2282", "2283", "2284")


@violating("for-fa-val")
def one_service(county):
    return county.point("A3", 5000, 5000, servicetyp=("skola",))


@passing("for-fa-val")
def three_services(county):
    return county.point("A3", 5000, 5000, servicetyp=SERVICES[:3])


@edge("for-fa-val", "params.minimum.A3.servicetyp", hair=1, worse=-1)
def so_many_services(county, count):
    return county.point("A3", 5000, 5000, servicetyp=SERVICES[:count])


@edge("for-fa-val", "params.minimum.F1.berorda_kommuner", hair=1, worse=-1)
def so_many_municipalities(county, count):
    return county.box("F1", 5000, 5000, 900, 900, berorda_kommuner=MUNICIPALITIES[:count])


@violating("rus-passar-inte")
def site_for_attractive_towns(county):
    return county.box("D1", 5000, 5000, 900, 900, rus_prioritet=("1.1", "2.1"))


@violating("rus-passar-inte")
def tourism_for_logistics(county):
    return county.box("D2", 5000, 5000, 900, 900, rus_prioritet=("1.2", "3.2"))


for code in ("1.2", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7"):
    passing("rus-passar-inte")(
        lambda county, code=code: county.box("D1", 5000, 5000, 900, 900, rus_prioritet=("1.1", code))
    )
for code in ("2.1", "2.2", "2.3", "2.4", "2.5"):
    passing("rus-passar-inte")(
        lambda county, code=code: county.box("D2", 5000, 5000, 900, 900, rus_prioritet=("1.1", code))
    )


@passing("rus-passar-inte")
def no_priority_at_all(county):
    return county.box("D1", 5000, 5000, 900, 900, rus_prioritet=None)


@passing("rus-passar-inte")
def another_class(county):
    return county.box("A6", 5000, 5000, 900, 900, rus_prioritet=("1.1",))


@violating("fa-invanare")
def hamlet(county):
    return county.point("A3", 5000, 5000, invanare=40)


@passing("fa-invanare")
def village(county):
    return county.point("A3", 5000, 5000, invanare=400)


@passing("fa-invanare")
def nobody_counted(county):
    return county.point("A3", 5000, 5000)


@edge("fa-invanare", "params.minimum.A3.invanare", hair=1, worse=-1)
def so_many_inhabitants(county, count):
    return county.point("A3", 5000, 5000, invanare=count)


def points(county, klass, count):
    return [county.point(klass, 1000 * number, 5000) for number in range(count)]


@violating("for-manga")
def two_centres(county):
    return points(county, "A2", 2)


@passing("for-manga")
def one_centre_each(county):
    return [*points(county, "A2", 1), county.point("A2", 30_000, 5000, municipality=county.east)]


for klass in ("A1", "A2"):
    edge("for-manga", f"params.maximum.{klass}", hair=1, worse=1)(
        lambda county, count, klass=klass: points(county, klass, count)
    )


@violating("huvudort-saknas")
def no_centre(county):
    return [county.point("A2", 30_000, 5000, municipality=county.east)]


@passing("huvudort-saknas")
def regional_node_serves(county):
    return points(county, "A1", 1)


@edge("huvudort-saknas", "params.minimum.A2", hair=1, worse=-1)
def so_many_centres(county, count):
    return Scene(points(county, "A2", count))


@violating("annan-inriktning")
def something_else(county):
    return county.point("F2", 5000, 5000)


@passing("annan-inriktning")
def service_node(county):
    return county.point("A3", 5000, 5000)
