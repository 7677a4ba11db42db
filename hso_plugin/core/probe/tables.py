"""The platform's small tables: the catalogue in force, the municipalities, and what the user may do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import requests
from shapely import Geometry

from .. import catalogue as catalogues
from .. import rules
from ..catalogue.model import Catalogue
from ..error_codes.platform import CATALOGUE, FORBIDDEN
from ..errors import HsoError
from ..ledger.ports import Right
from ..model import MUNICIPALITY, USER, GeometryKind
from ..platform import http, rows
from ..platform.server import CATALOGUES, MUNICIPALITIES, RIGHTS, ServerProfile
from ..text import Text
from ..wfs import requests as bodies
from ..wfs.encodings import Encoding, Gml


def read_catalogue(server: ServerProfile, session: requests.Session) -> Catalogue:
    """The catalogue in force, as the platform serves it.

    Raises:
        HsoError: `HSO-KATALOG-NY` when this version of the plugin does not know all of its format or rule types,
            `HSO-KATALOG` when there is none or it does not hold together.
    """
    documents = [
        row["dokument"]
        for row, _ in _features(server, session, CATALOGUES, Gml())
        if row.get("gallande", "") in rows.TRUE
    ]
    if len(documents) != 1:
        raise HsoError(
            CATALOGUE,
            Text(
                "Plattformen har ingen gällande klassificering. Kontakta plattformens förvaltare.",
                "The platform has no classification in force. Contact the platform's administrator.",
            ),
            f"{len(documents)} in force",
        )
    catalogue = catalogues.load(documents[0])
    rules.validate(catalogue)
    return catalogue


def require_understood(server: ServerProfile, session: requests.Session, known: str) -> str:
    """The name of the catalogue in force; the whole of it is read only where it is not the one called `known`.

    Raises:
        HsoError: as `read_catalogue`.
    """
    found = _features(server, session, CATALOGUES, Gml(), ["katalog", "version", "gallande"])
    in_force = [row for row, _ in found if row.get("gallande", "") in rows.TRUE]
    names = [f"{row.get('katalog', '')} {row.get('version', '')}" for row in in_force]
    if names != [known]:
        read_catalogue(server, session)
    return names[0]


def read_areas(
    server: ServerProfile, session: requests.Session, encoding: Encoding | None = None
) -> dict[str, Geometry]:
    """Municipality polygons by code; reading them is also the check of the axis order."""
    found = _features(server, session, MUNICIPALITIES, encoding or Gml())
    return {row[MUNICIPALITY]: shape for row, shape in found if shape is not None}


def read_rights(server: ServerProfile, session: requests.Session) -> tuple[Right, ...]:
    """The user's own rows in `behorighet`.

    Raises:
        HsoError: `HSO-BEHORIGHET` if there are none.
    """
    rights = tuple(
        Right(row[USER], row.get(MUNICIPALITY) or None, row["roll"])
        for row, _ in _features(server, session, RIGHTS, Gml())
    )
    if not rights:
        raise HsoError(
            FORBIDDEN,
            Text(
                "Inloggningen fungerar, men användaren har ingen roll där. Kontakta plattformens förvaltare.",
                "The sign-in works, but the user has no role on the platform. Contact the platform's administrator.",
            ),
        )
    return rights


def _features(
    server: ServerProfile, session: requests.Session, name: str, encoding: Encoding, properties: Sequence[str] = ()
) -> list[tuple[dict[str, Any], Geometry | None]]:
    """All features of a small type: values by property name, and the geometry as an area."""
    feature_type = server.types[name]
    body = bodies.get_feature(
        feature_type,
        sort_by=next(iter(feature_type.attributes)),
        limit=1000,
        properties=properties,
        output_format=encoding.output_format,
    )
    features = encoding.features(http.post(session, server.url, body), feature_type)
    shapes = (
        encoding.shapes(features, feature_type, GeometryKind.AREA) if feature_type.geometry else [None] * len(features)
    )
    return [(encoding.row(feature, feature_type), shape) for feature, shape in zip(features, shapes, strict=True)]
