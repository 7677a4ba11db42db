"""The place on the map in words, and values with units and with the code lists of their class."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from qgis.PyQt.QtCore import QLocale

from hso_plugin.core import catalogue as catalogues
from hso_plugin.gui.changes.place_words import change_text, size_text
from hso_plugin.gui.widgets import words

CATALOGUE = catalogues.default()
POINT = shapely.Point(600_000, 6_930_000)
LINE = shapely.LineString([(600_000, 6_930_000), (603_400, 6_930_000)])
AREA = shapely.MultiPolygon([shapely.box(600_000, 6_930_000, 600_200, 6_930_210)])
WIDER = shapely.MultiPolygon([shapely.box(600_000, 6_930_000, 600_200, 6_930_195)])
pytestmark = pytest.mark.usefixtures("swedish")


def moved(geometry, east):
    return shapely.transform(geometry, lambda xy: np.add(xy, (east, 0)))


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (POINT, POINT, "som förut"),
        (POINT, moved(POINT, 340), "flyttad 340 m"),
        (POINT, moved(POINT, 0.25), "flyttad 0,2 m"),
        (AREA, moved(AREA, 30), "flyttad 30 m"),
        (AREA, WIDER, "ytan 4,2 ha → 3,9 ha"),
        (LINE, moved(LINE, 1500), "flyttad 1,5 km"),
        (LINE, shapely.LineString([(600_000, 6_930_000), (602_400, 6_930_000)]), "längden 3,4 km → 2,4 km"),
        (LINE, shapely.reverse(LINE), "vänd åt andra hållet"),
        (None, AREA, "4,2 ha"),
        (AREA, None, "ingen plats på kartan"),
        (None, POINT, "en punkt på kartan"),
    ],
)
def test_what_became_of_a_place(before, after, text):
    assert change_text(before, after).replace("\u00a0", " ") == text


def test_another_shape_of_the_same_size_in_the_same_place():
    turned = shapely.MultiPolygon([shapely.box(600_000 - 5, 6_930_005, 600_205, 6_930_205)])
    assert size_text(turned) == size_text(AREA)
    assert change_text(AREA, turned) == "ny form"


def test_numbers_have_their_unit_and_codes_the_title_of_the_class():
    assert words.value_text("elbehov_mw", 45.5, CATALOGUE) == f"{QLocale().toString(45.5)} MW"
    assert words.value_text("invanare", 12400, CATALOGUE) == words.number(12400)
    for code, klass in CATALOGUE.classes.items():
        for own in klass.attributes:
            if own.name == "typ" and own.code_list:
                first = CATALOGUE.code_lists[own.code_list][0]
                assert words.value_text("typ", first.code, CATALOGUE, code) == words.say(first.title)
