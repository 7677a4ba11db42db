"""Writes the bodies of GetFeature and Transaction requests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shapely import Geometry

from . import gml, markup
from .names import GML, OGC, SRS, WFS
from .schema import FeatureType

_HEAD = f'service="WFS" version="1.1.0" xmlns:wfs="{WFS}" xmlns:ogc="{OGC}" xmlns:gml="{GML}"'


def get_feature(
    feature_type: FeatureType,
    *,
    filter_: str = "",
    sort_by: str,
    descending: bool = False,
    limit: int,
    properties: Sequence[str] = (),
    output_format: str = "",
) -> bytes:
    """A GetFeature by POST: at most `limit` features that satisfy `filter_`, ordered by `sort_by`.

    POST and not GET: QGIS Server ignores SORTBY together with FILTER in a GET.
    """
    names = "".join(f"<wfs:PropertyName>{markup.content(name)}</wfs:PropertyName>" for name in properties)
    where = f"<ogc:Filter>{filter_}</ogc:Filter>" if filter_ else ""
    order = "DESC" if descending else "ASC"
    form = f" outputFormat={markup.attribute(output_format)}" if output_format else ""
    return (
        f"<wfs:GetFeature {_HEAD} {_namespace(feature_type)}"
        f' maxFeatures="{int(limit)}"{form}>'
        f'<wfs:Query typeName={markup.attribute(feature_type.qualified)} srsName="{SRS}">'
        f"{names}{where}"
        f"<ogc:SortBy><ogc:SortProperty><ogc:PropertyName>{markup.content(sort_by)}</ogc:PropertyName>"
        f"<ogc:SortOrder>{order}</ogc:SortOrder></ogc:SortProperty></ogc:SortBy></wfs:Query></wfs:GetFeature>"
    ).encode()


def insert(rows: Iterable[tuple[FeatureType, Geometry | None, dict[str, str]]]) -> bytes:
    """A Transaction of one Insert for each row (type, geometry, text by attribute name).

    Values of the rows are already in their text form; an empty value is an absent key, since servers write NULL for it.

    Raises:
        ValueError: for an attribute that the server does not describe: QGIS Server 3.40 never comes back from one.
    """
    parts = []
    namespaces = set()
    for feature_type, geometry, values in rows:
        unknown = values.keys() - feature_type.attributes.keys()
        if unknown:
            raise ValueError(f"{feature_type.name} has no attribute {sorted(unknown)}")
        namespaces.add(_namespace(feature_type))
        prefix = feature_type.prefix
        parts.append(f"<wfs:Insert><{feature_type.qualified}>")
        if geometry is not None and feature_type.geometry:
            parts.append(f"<{prefix}:{feature_type.geometry}>{gml.write(geometry)}</{prefix}:{feature_type.geometry}>")
        parts.extend(f"<{prefix}:{name}>{markup.content(value)}</{prefix}:{name}>" for name, value in values.items())
        parts.append(f"</{feature_type.qualified}></wfs:Insert>")
    return f"<wfs:Transaction {_HEAD} {' '.join(sorted(namespaces))}>{''.join(parts)}</wfs:Transaction>".encode()


def _namespace(feature_type: FeatureType) -> str:
    return f"xmlns:{feature_type.prefix}={markup.attribute(feature_type.namespace)}"
