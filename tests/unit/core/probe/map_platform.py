"""A map platform over real HTTP, written by hand: enough of WFS 1.1.0 for the first contact."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from hso_plugin.core import catalogue
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.platform.rows import FIXED_COLUMNS
from hso_plugin.core.platform.server import CATALOGUES, MUNICIPALITIES, RIGHTS
from hso_plugin.core.wfs.names import GML, WFS, XSD
from tests.support.local_server import Seen
from tests.unit.core.conftest import Answer

SHIPPED = catalogue.default()
OWS = "http://www.opengis.net/ows"
GEOMETRY = {GeometryKind.POINT: "Point", GeometryKind.LINE: "Curve", GeometryKind.AREA: "MultiSurface"}


def types_of_the_platform() -> dict[str, list[str]]:
    """Columns by type name."""
    ledgers = {
        kind.ledger: [*FIXED_COLUMNS, *(attribute.name for attribute in SHIPPED.columns(kind))] for kind in GeometryKind
    }
    return ledgers | {
        RIGHTS: ["anvandare", "kommunkod", "roll"],
        CATALOGUES: ["katalog", "version", "gallande", "dokument"],
        MUNICIPALITIES: ["kommunkod", "namn"],
    }


@dataclass
class Platform:
    """What it serves; a test changes what it wants to be otherwise."""

    title: str = "Strukturbild"
    operations: tuple[str, ...] = ("GetCapabilities", "DescribeFeatureType", "GetFeature", "Transaction")
    formats: tuple[str, ...] = ("text/xml; subtype=gml/3.1.1", "application/vnd.geo+json")
    types: dict[str, list[str]] = field(default_factory=types_of_the_platform)
    described: tuple[str, ...] | None = None
    rights: list[tuple[str, str | None, str]] = field(default_factory=lambda: [("eva", "2281", "planerare")])
    catalogues: list[tuple[str, str]] = field(default_factory=lambda: [("true", SHIPPED.document)])
    areas: dict[str, list[tuple[float, float]]] = field(
        default_factory=lambda: {
            "2281": [(600_000, 6_900_000), (640_000, 6_900_000), (640_000, 6_960_000), (600_000, 6_900_000)]
        }
    )
    json_areas: dict[str, list[tuple[float, float]]] | None = None
    refuses: tuple[str, ...] = ()
    asked: list[str] = field(default_factory=list)

    def answer(self, seen: Seen) -> Answer:
        if seen.method == "GET":
            query = {name.upper(): values[0] for name, values in parse_qs(urlsplit(seen.path).query).items()}
            self.asked.append(query["REQUEST"])
            text = self.capabilities() if query["REQUEST"] == "GetCapabilities" else self.schema()
            return Answer(body=text.encode())
        root = etree.fromstring(seen.body)
        (name,) = (query.get("typeName").partition(":")[2] for query in root)
        self.asked.append(name)
        if name in self.refuses:
            return Answer(403, f'<ows:ExceptionReport xmlns:ows="{OWS}"/>'.encode())
        output = root.get("outputFormat", "")
        return Answer(body=(self.geojson() if "json" in output else self.features(name)).encode())

    def capabilities(self) -> str:
        operations = "".join(f'<o:Operation name="{name}"/>' for name in self.operations if name != "GetFeature")
        formats = "".join(f"<o:Value>{name}</o:Value>" for name in self.formats)
        types = "".join(f"<FeatureType><Name>hso:{name}</Name></FeatureType>" for name in self.types)
        return (
            f'<WFS_Capabilities xmlns="{WFS}" xmlns:o="{OWS}"><o:ServiceIdentification><o:Title>{self.title}</o:Title>'
            f'</o:ServiceIdentification><o:OperationsMetadata>{operations}<o:Operation name="GetFeature">'
            f'<o:Parameter name="outputFormat">{formats}</o:Parameter></o:Operation></o:OperationsMetadata>'
            f"<FeatureTypeList>{types}</FeatureTypeList></WFS_Capabilities>"
        )

    def schema(self) -> str:
        shapes = {kind.ledger: GEOMETRY[kind] for kind in GeometryKind} | {MUNICIPALITIES: "MultiSurface"}
        described = ""
        for name in self.types if self.described is None else self.described:
            columns = "".join(f'<element name="{column}" type="string"/>' for column in self.types[name])
            shape = f'<element name="geometry" type="gml:{shapes[name]}PropertyType"/>' if name in shapes else ""
            described += (
                f'<element name="{name}"><complexType><sequence>{shape}{columns}</sequence></complexType></element>'
            )
        head = f'xmlns="{XSD}" xmlns:gml="{GML}" xmlns:hso="urn:hso" targetNamespace="urn:hso"'
        return f"<schema {head}>{described}</schema>"

    def features(self, name: str) -> str:
        rows: list[dict[str, str | None]] = []
        shapes = [""]
        if name == RIGHTS:
            rows = [{"anvandare": user, "kommunkod": code, "roll": role} for user, code, role in self.rights]
        elif name == CATALOGUES:
            rows = [
                {"katalog": SHIPPED.id, "version": SHIPPED.version, "gallande": valid, "dokument": document}
                for valid, document in self.catalogues
            ]
        else:
            rows = [{"kommunkod": code} for code in self.areas]
            shapes = [f"<hso:geometry>{area(ring)}</hso:geometry>" for ring in self.areas.values()]
        members = ""
        for index, row in enumerate(rows):
            values = "".join(f"<hso:{k}>{escape(v)}</hso:{k}>" for k, v in row.items() if v is not None)
            members += (
                f"<gml:featureMember><hso:{name}>{shapes[index % len(shapes)]}{values}</hso:{name}></gml:featureMember>"
            )
        head = f'xmlns:wfs="{WFS}" xmlns:gml="{GML}" xmlns:hso="urn:hso"'
        return f"<wfs:FeatureCollection {head}>{members}</wfs:FeatureCollection>"

    def geojson(self) -> str:
        features = [
            {
                "type": "Feature",
                "properties": {"kommunkod": code},
                "geometry": {"type": "MultiPolygon", "coordinates": [[[list(position) for position in ring]]]},
            }
            for code, ring in (self.areas if self.json_areas is None else self.json_areas).items()
        ]
        return json.dumps({"type": "FeatureCollection", "features": features})


def area(ring: list[tuple[float, float]]) -> str:
    """GML of one ring; in the order given, right or wrong."""
    positions = " ".join(f"{a} {b}" for a, b in ring)
    return (
        "<gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing>"
        f"<gml:posList>{positions}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>"
        "</gml:MultiSurface>"
    )
