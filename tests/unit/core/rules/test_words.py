"""Numbers and measures as people write them."""

import pytest

from hso_plugin.core.rules import words


@pytest.mark.parametrize(
    ("value", "beside", "sv", "en"),
    [
        (42_000, None, "4,2 ha", "4.2 ha"),
        (20_000, None, "2 ha", "2 ha"),
        (1_500, None, "0,15 ha", "0.15 ha"),
        (850.4, None, "850 m²", "850 m²"),
        (1_240_000, None, "124 ha", "124 ha"),
        (123_456_789, None, "12\u00a0346 ha", "12,346 ha"),
        (19_999.6, 20_000, "1,99996 ha", "1.99996 ha"),
        (19_600, 20_000, "1,96 ha", "1.96 ha"),
        (19_400, 20_000, "1,9 ha", "1.9 ha"),
        (20_000, 20_000, "2 ha", "2 ha"),
    ],
)
def test_area(value, beside, sv, en):
    text = words.area(value, beside)
    assert (text.sv, text.en) == (sv, en)


@pytest.mark.parametrize(
    ("value", "beside", "sv", "en"),
    [
        (350, None, "350 m", "350 m"),
        (4.24, None, "4,2 m", "4.2 m"),
        (999.6, None, "1 km", "1 km"),
        (4_200, None, "4,2 km", "4.2 km"),
        (124_400, None, "124 km", "124 km"),
        (1_999, 2_000, "1,999 km", "1.999 km"),
        (299.9, 300, "299,9 m", "299.9 m"),
        (10_000.1, 10_000, "10,0001 km", "10.0001 km"),
    ],
)
def test_length(value, beside, sv, en):
    text = words.length(value, beside)
    assert (text.sv, text.en) == (sv, en)


def test_joined():
    assert words.joined([words.number(1)]).sv == "1"
    assert words.joined([words.number(1), words.number(2), words.number(3)]).sv == "1, 2 och 3"
    assert words.joined([words.number(1), words.number(2)], "eller", "or").en == "1 or 2"
