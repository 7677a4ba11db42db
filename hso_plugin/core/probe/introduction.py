"""What must hold before anything is exchanged: who the user is, what they may do, and which catalogue is in force."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import requests
from shapely import Geometry

from ..catalogue.model import Catalogue
from ..error_codes.platform import CATALOGUE, FORBIDDEN
from ..errors import HsoError
from ..ledger.ports import Right
from ..platform.pages import AHEAD
from ..platform.server import ServerProfile
from ..text import Text
from .tables import read_areas, read_catalogue, read_rights, require_understood
from .types import require_columns

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


def introduce(server: ServerProfile, session: requests.Session) -> Introduction:
    """Read the catalogue in force, the municipalities and the user's own rights, two questions at a time."""
    with ThreadPoolExecutor(AHEAD) as pool:
        catalogue = pool.submit(read_catalogue, server, session)
        areas = pool.submit(read_areas, server, session)
        rights = pool.submit(read_rights, server, session)
        return Introduction(catalogue.result(), areas.result(), rights.result())


def require_right(rights: tuple[Right, ...], municipality: str) -> None:
    """Raise `HsoError` (`HSO-BEHORIGHET`) unless `rights` let the user send objects of `municipality`."""
    if not any(r.role in _ROLES_THAT_EDIT and r.municipality in (None, municipality) for r in rights):
        if any(right.role == "granskare" for right in rights):
            raise HsoError(
                FORBIDDEN,
                Text(
                    f"Du är inloggad som {rights[0].user}, som granskar och inte ändrar objekt i {municipality}. "
                    "Välj Alla kommuner (granska) i stället för en kommun.",
                    f"You are signed in as {rights[0].user}, who reviews and does not edit objects of municipality "
                    f"{municipality}. Choose All municipalities (review) instead of a municipality.",
                ),
            )
        raise HsoError(
            FORBIDDEN,
            Text(
                f"Du är inloggad som {rights[0].user} och får inte ändra objekt i kommun {municipality}. "
                "Välj din egen kommun, eller logga in som någon annan.",
                f"You are signed in as {rights[0].user} and may not edit objects of municipality {municipality}. "
                "Choose your own municipality, or sign in as somebody else.",
            ),
        )


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
            CATALOGUE,
            Text(
                f"Regionen har en ny klassificering ({in_force}); arbetskopian är gjord med {known}. Dina ändringar "
                "ligger kvar här men kan inte skickas med den gamla. Hämta om kartan med dina ändringar: de följer med "
                "till den nya, och den gamla filen sparas.",
                f"The region has a new classification ({in_force}); the working copy was made with {known}. Your "
                "changes are kept here but cannot be sent with the old one. Fetch the map anew with your changes: they "
                "come along to the new one, and the old file is kept.",
            ),
            renewable=True,
        )
