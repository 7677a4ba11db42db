"""What a working copy knows of where it belongs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """The place of a working copy.

    Attributes:
        url: address of the platform's WFS.
        municipality: code of the municipality that is edited.
        user: the name the platform knows the user by.
        authcfg: id of the QGIS authentication configuration, empty when none is used. Never a password.
        profile: name of the platform profile (`test`, `produktion` …), empty when there is none.
    """

    url: str
    municipality: str
    user: str
    authcfg: str = ""
    profile: str = ""
