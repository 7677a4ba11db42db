"""Areas, and the lines and points that go with them, in every municipality."""

from __future__ import annotations

from itertools import combinations

from shapely import LineString, Point

from .sketch import Sketch, bent, uneven

#: Areas for each municipality: class, words for the name, least and most hectares.
AREAS = (
    ("C1", "värdetrakt", (300, 900)),
    ("C1", "friluftsområde", (200, 500)),
    ("C3", "vattenområde", (150, 600)),
    ("C3", "sjölandskap", (100, 300)),
    ("C4", "jordbruksbygd", (80, 250)),
    ("C4", "skogsmark", (150, 400)),
    ("E1", "energiområde norr", (60, 200)),
    ("E1", "energiområde söder", (40, 150)),
    ("A6", "landsbygdsområde", (20, 60)),
    ("D2", "besöksmål", (5, 25)),
)
#: Areas by the town: the same, and how far away (metres).
BY_TOWN = (
    ("A4", "västra staden", (10, 40), 3_500),
    ("A4", "östra staden", (8, 30), 3_500),
    ("D1", "industripark", (40, 120), 6_000),
    ("D1", "logistikområde", (20, 60), 6_000),
    ("D2", "stadsnära upplevelser", (3, 10), 3_000),
)


def add_surroundings(sketch: Sketch) -> None:
    """Everything but nodes and routes."""
    for code, name in sketch.county.names.items():
        town = sketch.of(code, "A1", "A2")[0].geometry
        for klass, words, size, within in BY_TOWN:
            area = sketch.room_for(code, sketch.rng.uniform(*size), town, within)
            sketch.add(code, klass, f"{name} {words}", area)
        for klass, words, size in AREAS:
            sketch.add(code, klass, f"{name} {words}", sketch.room_for(code, sketch.rng.uniform(*size)))
        _add_links(sketch, code, name, town)
    _add_shared_questions(sketch)


def _add_links(sketch: Sketch, code: str, name: str, town: Point) -> None:
    """Lines between what has been drawn, and the investment in the industrial park."""
    park = sketch.of(code, "D1")[0]
    sketch.add(code, "D3", f"{name} strategisk etablering", park.geometry.representative_point())
    for index, growth in enumerate(sketch.of(code, "A4"), 1):
        end = growth.geometry.representative_point()
        if 300 <= town.distance(end) <= 10_000:
            sketch.add(code, "A5", f"{name} utbyggnadsriktning {index}", LineString([town, end]))
    for klass, ends, least, words, most in (
        ("C2", ("C1", "C3"), 1_000, "grönt samband", 2),
        ("E2", ("E1", "D1"), 2_000, "stamnätsstråk", 2),
    ):
        for index, line in enumerate(_lines(sketch, code, ends, least)[:most], 1):
            sketch.add(code, klass, f"{name} {words} {index}", line, **({"energislag": "el"} if klass == "E2" else {}))
    nodes = [o for o in sketch.of(code, "A3") if town.distance(o.geometry) >= 5_000]
    for node in nodes[:2]:
        sketch.add(
            code, "B2", f"{name} pendling {node.name.removesuffix(' serviceort')}", LineString([node.geometry, town])
        )
    spot = sketch.room_for(code, 15)
    sketch.add(code, "F2", f"{name} övrig inriktning", spot)


def _lines(sketch: Sketch, code: str, classes: tuple[str, ...], least: float) -> list[LineString]:
    """Lines between two areas of these classes that stay inside the municipality, shortest first."""
    home = sketch.county.areas[code]
    lines = []
    for a, b in combinations(sketch.of(code, *classes), 2):
        start, end = (x.geometry.representative_point() for x in (a, b))
        line = bent(start, end, sketch.rng, 0.02)
        if line.length >= least and home.covers(line):
            lines.append(line)
    return sorted(lines, key=lambda line: line.length)


def _add_shared_questions(sketch: Sketch) -> None:
    """A question between each two municipalities that share a border, drawn over it by the one with the lower code."""
    for (a, first), (b, second) in combinations(sketch.county.areas.items(), 2):
        border = first.intersection(second) if first.intersects(second) else None
        if border is None or border.length < 20_000:
            continue
        middle = border.interpolate(0.5, normalized=True)
        name = f"Samarbete {sketch.county.names[a]}–{sketch.county.names[b]}"
        sketch.add(a, "F1", name, uneven(middle, 400, sketch.rng), berorda_kommuner=(a, b))
