"""Cases of the rules on what is filled in."""

from .registry import edge, passing, violating


def area(county, **values):
    return county.box("A6", 1000, 1000, 500, 100, **values)


def node(county, **values):
    return county.point("A3", 5000, 5000, **values)


@passing("klass-okand", "attribut-saknas", "agenda-saknas", "attribut-fel-typ", "kod-okand", "hk-ej-bedomd")
def complete(county):
    return area(county)


@violating("klass-okand")
def no_class(county):
    return area(county, klass=None)


@violating("klass-okand")
def class_of_no_catalogue(county):
    return area(county, klass="Z9")


@violating("attribut-saknas")
def no_phase(county):
    return area(county, skede=None)


@violating("attribut-saknas")
def no_weighing_of_goals_9_and_11(county):
    return county.box("D1", 1000, 1000, 500, 500, malkonflikt_9_11=None)


@passing("attribut-saknas")
def weighing_of_goals_9_and_11_elsewhere(county):
    return county.box("E1", 1000, 1000, 500, 500, malkonflikt_9_11=None)


@violating("agenda-saknas")
def no_goal(county):
    return area(county, agenda2030=None)


@violating("attribut-fel-typ")
def word_for_a_number(county):
    return node(county, invanare="många")


@passing("attribut-fel-typ")
def whole_number_with_decimals(county):
    return node(county, invanare=300.0)


@violating("kod-okand")
def code_of_no_list(county):
    return area(county, skede="klart")


@violating("kod-okand")
def code_of_another_class(county):
    return county.box("A4", 1000, 1000, 200, 100, typ="kust")


@violating("kod-okand")
def municipality_outside_the_county(county):
    return area(county, berorda_kommuner=("2132", "2281"))


@violating("kod-okand")
def continuation_inside_the_county(county):
    return county.line("B1", (1000, 1000), (9000, 1000), fortsatter_till="2281")


@violating("tal-utanfor")
def negative_power(county):
    return county.box("D1", 1000, 1000, 500, 500, elbehov_mw=-0.5)


@passing("tal-utanfor")
def sensible_number(county):
    return node(county, invanare=350)


for name, klass, hair in (
    ("invanare", "A3", 1),
    ("elbehov_mw", "D1", 0.5),
    ("belopp_mkr", "D3", 0.5),
    ("spanning_kv", "E2", 0.5),
):
    for bound, worse in (("minimum", -1), ("maximum", 1)):
        edge("tal-utanfor", f"attributes.{name}.{bound}", hair=hair, worse=worse)(
            lambda county, value, klass=klass, name=name: county.object(klass, **{name: value})
        )


@violating("namn-kort")
def name_of_two(county):
    return area(county, namn="Ås ")


@passing("namn-kort")
def no_name(county):
    return area(county, namn=None)


@edge("namn-kort", "params.minimum", hair=1, worse=-1)
def name(county, characters):
    return area(county, namn="å" * characters)


@violating("stallningstagande-kort")
def short_position(county):
    return area(county, stallningstagande="Här vill vi bygga.")


@passing("stallningstagande-kort")
def no_position(county):
    return area(county, stallningstagande=None)


@edge("stallningstagande-kort", "params.minimum", hair=1, worse=-1)
def position(county, characters):
    return area(county, stallningstagande="å" * characters)


@violating("motivering-kort")
def no_reason(county):
    return area(county, hk_miljo="bidrar")


@violating("motivering-kort")
def no_reason_for_a_conflict(county):
    return area(county, hk_jamstalldhet="malkonflikt")


@passing("motivering-kort")
def neutral_needs_none(county):
    return area(county, hk_mangfald="neutral")


@edge("motivering-kort", "params.minimum", hair=1, worse=-1)
def reason(county, characters):
    return area(county, hk_mangfald="bidrar", hk_mangfald_motivering="å" * characters)


@violating("hk-ej-bedomd")
def not_assessed(county):
    return area(county, hk_jamstalldhet="ej_bedomd")
