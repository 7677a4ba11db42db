"""What a server offers: its types, their columns, and whether they are those of the structure map."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import requests
from lxml import etree

from ..catalogue.model import Catalogue
from ..error_codes.platform import READ_ONLY, SCHEMA
from ..errors import HsoError
from ..model import GeometryKind
from ..platform import http, rows
from ..platform.pages import AHEAD
from ..platform.server import REQUIRED_TYPES, REVIEW_TYPES, ServerProfile
from ..review.records import rows as review_rows
from ..text import Text
from ..wfs import capabilities, document, exceptions, schema
from ..wfs.encodings import GeoJson, Gml
from .tables import read_areas


def find_server(url: str, session: requests.Session) -> ServerProfile:
    """Read what the server offers and describe its types.

    Raises:
        HsoError: no WFS there, no Transaction, a type missing, or the server cannot be reached or read.
    """
    root = _get(session, url, {"REQUEST": "GetCapabilities"})
    offered = capabilities.read(root)
    if "Transaction" not in offered.operations:
        raise HsoError(
            READ_ONLY,
            Text(
                "Plattformen tar inte emot ändringar (WFS-T saknas). Kontrollera adressen med plattformens förvaltare.",
                "The platform takes no changes (WFS-T is missing). Check the address with its administrator.",
            ),
            f"operations: {sorted(offered.operations)}",
        )
    names = offered.find((*REQUIRED_TYPES, *REVIEW_TYPES))
    missing = [name for name in REQUIRED_TYPES if name not in names]
    if missing:
        raise _lacks("tabellen " + ", ".join(missing), "the table " + ", ".join(missing))
    asked = {"REQUEST": "DescribeFeatureType", "TYPENAME": ",".join(names.values())}
    types = schema.read(_get(session, url, asked))
    undescribed = [name for name in REQUIRED_TYPES if name not in types]
    if undescribed:
        raise _lacks("beskrivningen av " + ", ".join(undescribed), "the description of " + ", ".join(undescribed))
    known = {name: types[name] for name in names if name in types}
    server = ServerProfile(url, offered.title, known, names=names)
    return replace(server, geojson=find_geojson(offered.formats, server, session))


def find_geojson(formats: Sequence[str], server: ServerProfile, session: requests.Session) -> str:
    """The output format for GeoJSON if the server has one and it says the same as GML to the millimetre, else empty.

    It is tried on the municipalities: a server that gives other coordinates, other names or nothing is read in GML.
    """
    for output_format in formats:
        if "json" not in output_format.lower():
            continue
        try:
            with ThreadPoolExecutor(AHEAD) as pool:
                forms = (GeoJson(output_format), Gml())
                one, other = pool.map(lambda form: read_areas(server, session, form), forms)
            if one == other:
                return output_format
        except (HsoError, KeyError):
            continue  # not what it is called, on this server: GML remains
    return ""


def require_review(server: ServerProfile) -> None:
    """Raise `HsoError` (`HSO-SCHEMA`) unless the platform has every table of the review, with every column."""
    for table in REVIEW_TYPES:
        if table not in server.types:
            raise _lacks(f"tabellen {table}", f"the table {table}")
        missing = review_rows.missing_columns(table, server.types[table])
        if missing:
            where = ", ".join(missing)
            raise _lacks(f"{where} i tabellen {table}", f"{where} in the table {table}")


def has_review(server: ServerProfile) -> bool:
    """True when the profile describes the whole of the review; one from before it was there does not."""
    return all(name in server.types and not review_rows.missing_columns(name, server.types[name])
               for name in REVIEW_TYPES)  # fmt: skip


def check_columns(server: ServerProfile, catalogue: Catalogue) -> None:
    """Raise `HsoError` (`HSO-SCHEMA`) unless every ledger has every column of the catalogue."""
    for kind in GeometryKind:
        missing = rows.missing_columns(server.types[kind.ledger], catalogue.columns(kind))
        if missing:
            where = ", ".join(missing)
            raise _lacks(f"{where} i tabellen {kind.ledger}", f"{where} in the table {kind.ledger}")


def require_columns(server: ServerProfile, catalogue: Catalogue, session: requests.Session) -> None:
    """Refuse to send to a platform that has lost a column since the working copy was fetched.

    QGIS Server 3.40 never answers an Insert with a property that it does not know.

    Raises:
        HsoError: `HSO-SCHEMA` naming the column.
    """
    if not server.names:  # an older version of the plugin probed it
        return
    names = ",".join(server.names[kind.ledger] for kind in GeometryKind)
    types = schema.read(_get(session, server.url, {"REQUEST": "DescribeFeatureType", "TYPENAME": names}))
    for kind in GeometryKind:
        found = types.get(kind.ledger)
        missing = rows.missing_columns(found, catalogue.columns(kind)) if found else [kind.ledger]
        if missing:
            where = ", ".join(missing)
            raise HsoError(
                SCHEMA,
                Text(
                    f"Plattformen har inte längre {where} i tabellen {kind.ledger}, så inget är skickat. Dina "
                    "ändringar ligger kvar här. Kontakta plattformens förvaltare.",
                    f"The platform no longer has {where} in the table {kind.ledger}, so nothing was sent. Your changes "
                    "are kept here. Contact the platform's administrator.",
                ),
            )


def _get(session: requests.Session, url: str, params: dict[str, str]) -> etree._Element:
    root = document.parse(http.get(session, url, {"SERVICE": "WFS", "VERSION": "1.1.0", **params}))
    exceptions.refuse_report(root)
    return root


def _lacks(sv: str, en: str) -> HsoError:
    return HsoError(
        SCHEMA,
        Text(
            f"Plattformen saknar {sv}. Den är inte uppsatt för strukturbilden, eller är av en annan version. "
            "Kontakta plattformens förvaltare.",
            f"The platform lacks {en}. It is not set up for the structure map, or is of another version. "
            "Contact the platform's administrator.",
        ),
    )
