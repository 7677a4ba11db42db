"""Which other system a place outside the county seems to be in: three places, as PROJ brings them into each system."""

import pytest

from hso_plugin.core.rules.types import coordinate_systems
from hso_plugin.core.text import Text

EXTENT = (488671, 6893073, 713020, 7102331)
#: By EPSG code: Sundsvall and two corners of the county, east then north.
SYSTEMS: dict[int, tuple[Text, list[tuple[float, float]]]] = {
    3857: (coordinate_systems.MERCATOR, [(1_921_519, 8_946_454), (1_669_792, 8_914_310), (2_123_261, 9_319_289)]),
    4326: (coordinate_systems.DEGREES, [(17.26, 62.37), (15.0, 62.22), (19.1, 63.86)]),
    3021: (coordinate_systems.RT90, [(1_575_384, 6_917_940), (1_458_138, 6_902_393), (1_660_573, 7_089_930)]),
    3013: (coordinate_systems.LOCAL, [(228_233, 6_918_635), (111_001, 6_902_987), (313_271, 7_090_701)]),
    3014: (coordinate_systems.LOCAL, [(150_585, 6_917_721), (33_018, 6_904_794), (239_605, 7_087_728)]),
    3015: (coordinate_systems.LOCAL, [(72_937, 6_918_608), (-44_920, 6_908_408), (165_901, 7_086_488)]),
}


@pytest.mark.parametrize(("said", "place"), [(said, place) for said, places in SYSTEMS.values() for place in places])
def test_systems_in_either_axis_order(said, place):
    assert coordinate_systems.resembles(*place, EXTENT) is said
    assert coordinate_systems.resembles(*reversed(place), EXTENT) is said


def test_swapped_axes():
    assert coordinate_systems.resembles(6_917_000, 617_000, EXTENT) is coordinate_systems.SWAPPED


@pytest.mark.parametrize("place", [(674_000, 6_580_000), (400_000, 6_920_000), (-1e9, 1e9), (1e9, 1e9), (1e9, 0)])
def test_places_that_resemble_nothing(place):
    assert coordinate_systems.resembles(*place, EXTENT) is coordinate_systems.UNKNOWN


def test_the_finding_says_it(county):
    (finding,) = county.check(county.point("A3", 6_917_000 - 600_000, 617_000 - 6_920_000), rule="utanfor-lan")
    assert finding.message.sv == (
        "A3 ”Ett A3” ligger utanför länet. Koordinaterna verkar stå i omvänd ordning: nord där öst ska stå."
    )
