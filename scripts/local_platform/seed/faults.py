"""Deliberate faults in two municipalities, of different rules, for the check to find."""

from __future__ import annotations

from shapely import LineString, Point
from shapely.affinity import translate
from shapely.ops import nearest_points

from .sketch import Sketch, uneven

#: The municipalities with faults; the others have none that stops a submission.
WITH_FAULTS = ("2260", "2283")


def add_faults(sketch: Sketch) -> None:
    """What each of the two has left to mend."""
    _add_to_ange(sketch)
    _add_to_solleftea(sketch)


def _add_to_ange(sketch: Sketch) -> None:
    code, rng = "2260", sketch.rng
    sketch.add(code, "A4", "Fel: saknar skede och prioritet", sketch.room_for(code, 12), skede=None, prioritet=None)
    sketch.add(code, "C1", "Fel: kort ställningstagande", sketch.room_for(code, 120), stallningstagande="Ska bevaras.")
    sketch.add(code, "D2", "Fel: för litet besöksmål", sketch.room_for(code, 0.4))
    park = sketch.of(code, "D1")[0].geometry
    sketch.add(code, "A4", "Fel: bostäder i industriparken", uneven(park.representative_point(), 20, rng))
    sketch.add(
        code,
        "A3",
        "Fel: okänd servicetyp",
        sketch.room_for(code, 5).centroid,
        servicetyp=("bibliotek", "skola"),
        invanare=210,
    )
    park = sketch.of(code, "D1")[1].geometry.representative_point()
    border = sketch.county.areas[code].intersection(sketch.county.areas["2281"])
    waiting = LineString([park, nearest_points(border, park)[0]])
    sketch.add(code, "E2", "Stamnätsstråk som väntar på grannkommunen", waiting, energislag="el")
    sketch.add(
        code, "E1", "Fel: hänsyn inte bedömd", sketch.room_for(code, 40), hk_miljo="ej_bedomd", hk_miljo_motivering=None
    )


def _add_to_solleftea(sketch: Sketch) -> None:
    code = "2283"
    home = sketch.county.areas[code]
    town = sketch.of(code, "A2")[0].geometry
    loose = sketch.room_for(code, 5).centroid
    sketch.add(
        code,
        "B1",
        "Fel: väg som slutar i skogen",
        LineString([town, loose]),
        trafikslag="vag",
        roll="bada",
        fortsatter_till=None,
    )
    edge = home.representative_point()
    east = Point(sketch.county.areas["2284"].representative_point().coords[0])
    sketch.add(code, "F2", "Fel: ligger i grannkommunen", uneven(east, 10, sketch.rng))
    first = sketch.of(code, "C1")[0]
    sketch.add(code, "C1", "Fel: ritad två gånger", first.geometry)
    knot = [(0, 0), (2_000, 1_500), (2_000, 0), (0, 1_500)]
    crossing = translate(LineString(knot), edge.x, edge.y)
    sketch.add(code, "A5", "Fel: riktning som korsar sig själv", crossing)
    sketch.add(code, "A3", "Fe", sketch.room_for(code, 5).centroid, invanare=240)
    sketch.add(code, "D3", "Fel: orimligt belopp", sketch.of(code, "D1")[0].geometry.centroid, belopp_mkr=9_999_999.0)
