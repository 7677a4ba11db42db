"""Profiles in QGIS's settings: a platform, a municipality and the working copy that belongs to them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from qgis.core import QgsSettings

from ...core.error_codes.connection import PROFILE
from ...core.errors import HsoError
from ...core.text import Text
from .address import check_address

_ROOT = "hso/profiles"
_ACTIVE = "hso/active"
_LOOKS = "hso/looks"
#: How often the platform is looked at for news, in milliseconds, where that is wanted.
LOOK_EVERY_MS = 600_000
#: Roles of a connection.
PLANNER, REVIEWER = "planerare", "granskare"


@dataclass(frozen=True, slots=True)
class Profile:
    """A connection that a person has set up.

    Attributes:
        name: stable and unique, without slashes: `lansplattformen-2281`.
        title: for people: `Länsplattformen (test)`.
        url: address of the platform's WFS.
        authcfg: id of a QGIS authentication configuration, empty for none. Passwords are never kept here.
        municipality: code, four digits; empty for a reviewer, who sees all.
        working_copy: path of the GeoPackage, for a reviewer that of the reviewer's copy.
        role: `planerare`, who edits a municipality's map (support does the same), or `granskare`.
    """

    name: str
    title: str
    url: str
    authcfg: str
    municipality: str
    working_copy: str
    role: str = PLANNER

    @property
    def reviews(self) -> bool:
        """True for a reviewer's connection, to all municipalities."""
        return self.role == REVIEWER

    def validate(self) -> None:
        """Raise `HsoError` when the profile cannot work: `HSO-PROFIL`, or `HSO-ADRESS` for its address."""
        check_address(self.url)
        if not self.name or "/" in self.name or "\\" in self.name:
            raise _invalid("Anslutningen saknar ett giltigt namn.", "The connection lacks a valid name.", self.name)
        if self.role not in (PLANNER, REVIEWER):
            raise _invalid("Anslutningens roll är okänd.", "The role of the connection is unknown.", self.role)
        if not self.reviews and not (len(self.municipality) == 4 and self.municipality.isdigit()):
            raise _invalid("Välj kommun.", "Choose a municipality.", self.municipality)
        if not self.working_copy.lower().endswith(".gpkg"):
            raise _invalid(
                "Välj var arbetskopian ska ligga: en fil som slutar med .gpkg.",
                "Choose where the working copy should be: a file that ends with .gpkg.",
                self.working_copy,
            )


def _invalid(swedish: str, english: str, details: str) -> HsoError:
    return HsoError(PROFILE, Text(swedish, english), details)


def load_profiles() -> list[Profile]:
    """All profiles, by name. One that lacks a field (another version wrote it) gets it empty."""
    settings = QgsSettings()
    settings.beginGroup(_ROOT)
    names = settings.childGroups()
    settings.endGroup()
    return [_load(settings, name) for name in sorted(names)]


def _load(settings: QgsSettings, name: str) -> Profile:
    values = {
        field.name: settings.value(f"{_ROOT}/{name}/{field.name}", "", type=str)
        for field in fields(Profile)
        if field.name != "name"
    }
    return Profile(name=name, **(values | {"role": values["role"] or PLANNER}))


def save_profile(profile: Profile) -> None:
    """Keep `profile`, in place of one of the same name. Raises `HsoError` when it cannot work."""
    profile.validate()
    settings = QgsSettings()
    for key, value in asdict(profile).items():
        if key != "name":
            settings.setValue(f"{_ROOT}/{profile.name}/{key}", value)


def active() -> Profile | None:
    """The profile that was used last, None when there is none (any more)."""
    name = QgsSettings().value(_ACTIVE, "", type=str)
    return next((profile for profile in load_profiles() if profile.name == name), None)


def activate(name: str) -> None:
    """Note that the profile is the one in use."""
    QgsSettings().setValue(_ACTIVE, name)


def looks() -> bool:
    """True when the platform shall be looked at now and then for news; on from the start."""
    return bool(QgsSettings().value(_LOOKS, True, type=bool))


def set_looks(wanted: bool) -> None:
    """Turn looking for news on or off."""
    QgsSettings().setValue(_LOOKS, wanted)
