"""Objects with everything that a column and a geometry can hold, for any catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import shapely

from hso_plugin.core.catalogue.model import Attribute, Catalogue
from hso_plugin.core.model import GeometryKind, MapObject, Value
from hso_plugin.core.values import clean_text
from tests.support.grid import snap

TEXTS = (
    "Å, ä & ö <b>fet</b> \"citat\" 'apostrof' 100 % \\ ${GSUSER} {a}",
    "rad ett\nrad två\n\n  indragen\ttabb",
    "HSO-KONFLIKT är bara ett namn; DROP TABLE hso.kommun; --",
    "ŁÉ 中文 ﬁ — … " + "lång " * 800 + "text",
    "]]> <![CDATA[ &amp; &#13; <!-- -->",
)
_E, _N = 617_000.0, 6_921_000.0
_DISC = shapely.Point(_E, _N).buffer(300, quad_segs=32)
SHAPES = {
    GeometryKind.POINT: (shapely.Point(_E + 0.001, _N + 0.999), shapely.Point(_E, _N)),
    GeometryKind.LINE: (
        shapely.LineString([(_E, _N), (_E + 0.125, _N + 900.001), (_E - 10_000, _N)]),
        shapely.LineString([(_E + 7 * i, _N + (i % 13)) for i in range(2_000)]),
    ),
    GeometryKind.AREA: (
        shapely.MultiPolygon([_DISC.difference(shapely.Point(_E + 50 * i, _N).buffer(9)) for i in (1,)]),
        shapely.MultiPolygon([
            _DISC.difference(shapely.box(_E - 50, _N - 50, _E - 20, _N - 20)).difference(
                shapely.box(_E + 20, _N + 20, _E + 50, _N + 50)
            ),
            shapely.box(_E + 1_000, _N, _E + 1_001.001, _N + 1.001),
        ]),
    ),
}  # fmt: skip


def objects(catalogue: Catalogue, municipality: str) -> Iterator[MapObject]:
    """For each geometry and each of `TEXTS` a new object of every kind, and one with a class alone."""
    for kind in GeometryKind:
        klass = catalogue.classes_of(kind)[0].code
        columns = [column for column in catalogue.columns(kind) if column.name != "klass"]
        for shape in SHAPES[kind]:
            for text in TEXTS:
                values = {column.name: _value(column, catalogue, text) for column in columns}
                yield MapObject(kind, str(uuid4()), municipality, {"klass": klass, **values}, snap(shape))
        yield MapObject(kind, str(uuid4()), municipality, {"klass": klass}, snap(SHAPES[kind][0]))


def _value(column: Attribute, catalogue: Catalogue, text: str) -> Value:
    if column.multiple:
        codes = catalogue.code_lists.get(column.code_list or "", ())
        return tuple(sorted(code.code for code in codes[:3])) or ("a", "b")
    if column.type == "heltal":
        return 1_234_567
    if column.type == "decimal":
        return 0.125
    return clean_text(text)
