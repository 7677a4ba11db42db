"""The first contact with a platform: is it one, can it do what is needed, and what may this user do there?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import requests
from lxml import etree
from shapely import Geometry

from . import catalogue as catalogues
from . import http, rows, rules
from .catalogue.model import Catalogue
from .errors import HsoError
from .ledger.ports import Right
from .model import GeometryKind
from .pages import AHEAD
from .review import rows as review_rows
from .server import CATALOGUES, MUNICIPALITIES, REQUIRED_TYPES, REVIEW_TYPES, RIGHTS, ServerProfile
from .text import Text
from .wfs import capabilities, document, exceptions, schema
from .wfs import requests as bodies
from .wfs.encodings import Encoding, GeoJson, Gml

_ROLES_THAT_EDIT = {"planerare", "stod"}


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the platform told of itself and of the signed-in user.

    Attributes:
        catalogue: the classification catalogue in force.
        areas: municipality polygons by code, EPSG:3006.
        rights: what the user may do.
    """

    catalogue: Catalogue
    areas: Mapping[str, Geometry]
    rights: tuple[Right, ...]

    @property
    def user(self) -> str:
        """The name the platform knows the user by."""
        return self.rights[0].user


def require_right(rights: tuple[Right, ...], municipality: str) -> None:
    """Raise `HsoError` (`HSO-BEHORIGHET`) unless `rights` let the user send objects of `municipality`."""
    if not any(r.role in _ROLES_THAT_EDIT and r.municipality in (None, municipality) for r in rights):
        if any(right.role == "granskare" for right in rights):
            raise HsoError(
                "HSO-BEHORIGHET",
                Text(
                    f"Du är inloggad som {rights[0].user}, som granskar och inte ändrar objekt i {municipality}. "
                    "Välj Alla kommuner (granska) i stället för en kommun.",
                    f"You are signed in as {rights[0].user}, who reviews and does not edit objects of municipality "
                    f"{municipality}. Choose All municipalities (review) instead of a municipality.",
                ),
            )
        raise HsoError(
            "HSO-BEHORIGHET",
            Text(
                f"Du är inloggad som {rights[0].user} och får inte ändra objekt i kommun {municipality}. "
                "Välj din egen kommun, eller logga in som någon annan.",
                f"You are signed in as {rights[0].user} and may not edit objects of municipality {municipality}. "
                "Choose your own municipality, or sign in as somebody else.",
            ),
        )


def find_server(url: str, session: requests.Session) -> ServerProfile:
    """Read what the server offers and describe its types.

    Raises:
        HsoError: no WFS there, no Transaction, a type missing, or the server cannot be reached or read.
    """
    root = _get(session, url, {"REQUEST": "GetCapabilities"})
    offered = capabilities.read(root)
    if "Transaction" not in offered.operations:
        raise HsoError(
            "HSO-SKRIVSKYDDAD",
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
                "HSO-SCHEMA",
                Text(
                    f"Plattformen har inte längre {where} i tabellen {kind.ledger}, så inget är skickat. Dina "
                    "ändringar ligger kvar här. Kontakta plattformens förvaltare.",
                    f"The platform no longer has {where} in the table {kind.ledger}, so nothing was sent. Your changes "
                    "are kept here. Contact the platform's administrator.",
                ),
            )


def introduce(server: ServerProfile, session: requests.Session) -> Introduction:
    """Read the catalogue in force, the municipalities and the user's own rights, two questions at a time."""
    with ThreadPoolExecutor(AHEAD) as pool:
        catalogue = pool.submit(read_catalogue, server, session)
        areas = pool.submit(read_areas, server, session)
        rights = pool.submit(read_rights, server, session)
        return Introduction(catalogue.result(), areas.result(), rights.result())


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
            "HSO-KATALOG",
            Text(
                "Plattformen har ingen gällande klassificering. Kontakta plattformens förvaltare.",
                "The platform has no classification in force. Contact the platform's administrator.",
            ),
            f"{len(documents)} in force",
        )
    catalogue = catalogues.load(documents[0])
    rules.validate(catalogue)
    return catalogue


def require_fit(server: ServerProfile, catalogue: Catalogue, session: requests.Session) -> tuple[Right, ...]:
    """Make sure that what is made with `catalogue` can be sent, two questions at a time; gives the user's rights.

    Raises:
        HsoError: as `require_catalogue`, `require_columns` and `read_rights`.
    """
    with ThreadPoolExecutor(AHEAD) as pool:
        rights = pool.submit(read_rights, server, session)
        in_force = pool.submit(require_catalogue, server, session, catalogue.name)
        columns = pool.submit(require_columns, server, catalogue, session)
        found = rights.result()
        in_force.result()
        columns.result()
        return found


def require_catalogue(server: ServerProfile, session: requests.Session, known: str) -> None:
    """Refuse to send unless the catalogue in force is the one called `known`.

    An older one may lack attributes, and would send its objects without them.

    Raises:
        HsoError: `HSO-KATALOG` when another is in force, `HSO-KATALOG-NY` when this plugin does not understand that.
    """
    in_force = require_understood(server, session, known)
    if in_force != known:
        raise HsoError(
            "HSO-KATALOG",
            Text(
                f"Regionen har en ny klassificering ({in_force}); arbetskopian är gjord med {known}. Dina ändringar "
                "ligger kvar här men kan inte skickas med den gamla. Flytta arbetskopian till den nya: ändringarna "
                "följer med, och den gamla filen sparas.",
                f"The region has a new classification ({in_force}); the working copy was made with {known}. Your "
                "changes are kept here but cannot be sent with the old one. Move the working copy to the new one: the "
                "changes come along, and the old file is kept.",
            ),
            renewable=True,
        )


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
    return {row["kommunkod"]: shape for row, shape in found if shape is not None}


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


def read_rights(server: ServerProfile, session: requests.Session) -> tuple[Right, ...]:
    """The user's own rows in `behorighet`.

    Raises:
        HsoError: `HSO-BEHORIGHET` if there are none.
    """
    rights = tuple(
        Right(row["anvandare"], row.get("kommunkod") or None, row["roll"])
        for row, _ in _features(server, session, RIGHTS, Gml())
    )
    if not rights:
        raise HsoError(
            "HSO-BEHORIGHET",
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


def _get(session: requests.Session, url: str, params: dict[str, str]) -> etree._Element:
    root = document.parse(http.get(session, url, {"SERVICE": "WFS", "VERSION": "1.1.0", **params}))
    exceptions.refuse_report(root)
    return root


def _lacks(sv: str, en: str) -> HsoError:
    return HsoError(
        "HSO-SCHEMA",
        Text(
            f"Plattformen saknar {sv}. Den är inte uppsatt för strukturbilden, eller är av en annan version. "
            "Kontakta plattformens förvaltare.",
            f"The platform lacks {en}. It is not set up for the structure map, or is of another version. "
            "Contact the platform's administrator.",
        ),
    )
