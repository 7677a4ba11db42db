"""Nodes at the real localities (A1–A3) and stations beside some of them (B3)."""

from __future__ import annotations

from shapely import Point

from .county import Locality
from .sketch import Sketch

#: The towns that are regional nodes (A1) and municipal centres (A2).
REGIONAL = {"2281": "Sundsvall", "2284": "Örnsköldsvik"}
CENTRES = {"2260": "Ånge", "2262": "Timrå", "2280": "Härnösand", "2282": "Kramfors", "2283": "Sollefteå"}
#: Localities that a railway of the seed stops at, by municipality: all get a station (B3).
STATIONS = {
    "2260": ("Ånge", "Ljungaverk"),
    "2262": ("Timrå",),
    "2280": ("Härnösand",),
    "2281": ("Sundsvall", "Stöde", "Kvissleby"),
    "2282": ("Kramfors", "Nyland"),
    "2283": ("Sollefteå", "Långsele"),
    "2284": ("Örnsköldsvik", "Husum"),
}
#: Least distance between nodes, and most service nodes a municipality gets.
APART = 3_000.0
MOST = 9
#: The coast line is coarse: a locality may lie this far (metres) outside it.
COAST = 200.0
#: A station lies this far from the middle of its locality (metres east, north).
BESIDE = (-90.0, 60.0)
#: Localities that roads and railways pass, so that they must be nodes.
PASSED = frozenset({
    "Njurundabommen", "Fränsta", "Ljungaverk", "Stöde", "Älandsbro", "Ramvik", "Nyland", "Långsele", "Bjästa", "Husum",
    "Näsåker", "Junsele", "Matfors", "Indal", "Bredbyn", "Mellansel", "Söråker", "Ramsele", "Kvissleby",
})  # fmt: skip


def station(point: Point) -> Point:
    """Where the railway stops in a locality."""
    return Point(point.x + BESIDE[0], point.y + BESIDE[1])


def add_nodes(sketch: Sketch) -> None:
    """A1 or A2 for the town of each municipality, A3 for other localities far enough apart, and the stations."""
    for code in sketch.county.names:
        town = sketch.county.locality((REGIONAL | CENTRES)[code], code)
        if code in REGIONAL:
            sketch.add(
                code,
                "A1",
                f"{town.name} regional kärna",
                town.point,
                niva="regional",
                skede="utvecklas",
                tidshorisont="2030",
            )
        else:
            sketch.add(code, "A2", f"{town.name} kommuncentrum", town.point, skede="befintlig", tidshorisont="nu")
        chosen: list[Locality] = [town]
        others = [x for x in sketch.county.localities if x.municipality == code and x != town]
        for locality in sorted(others, key=lambda x: (x.name not in PASSED, -x.inhabitants, x.point.x)):
            inside = sketch.county.areas[code].distance(locality.point) < COAST
            if inside and len(chosen) <= MOST and all(locality.point.distance(x.point) >= APART for x in chosen):
                chosen.append(locality)
                sketch.add(code, "A3", f"{locality.name} serviceort", locality.point, invanare=locality.inhabitants)
        for stop in STATIONS[code]:
            kind = "resecentrum" if stop == town.name else "station"
            sketch.add(code, "B3", f"{stop} {kind}", station(sketch.county.locality(stop, code).point), typ=kind)
