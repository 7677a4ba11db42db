"""The way from a profile to its platform: a session with QGIS's network under it, for the profile's own file only."""

from __future__ import annotations

import os

import requests
from qgis.core import QgsApplication

from ...core.error_codes.files import OTHER_MUNICIPALITY, OTHER_PLATFORM
from ...core.errors import HsoError
from ...core.text import Text
from ...workcopy import WorkingCopyFile
from ..network import qgis_session
from ..profile.settings import Profile
from ..tasks.feedback import FeedbackProgress


def profile_of(working_copy: str) -> Profile:
    """The connection that a working copy was fetched with. Raises `HsoError` when it is none."""
    with WorkingCopyFile.open(working_copy) as copy:
        known = copy.settings
    return Profile(known.profile, known.profile, known.url, known.authcfg, known.municipality, working_copy)


def asks_nobody(profile: Profile) -> bool:
    """True when signing in opens no window: QGIS asks for its vault's master password the first time."""
    manager = QgsApplication.authManager()
    return not profile.authcfg or (not manager.isDisabled() and manager.masterPasswordIsSet())


def session(profile: Profile, progress: FeedbackProgress) -> requests.Session:
    """Without an authcfg, name and password come from the environment: for algorithms that run with nobody at hand."""
    user, password = (None, None) if profile.authcfg else (os.environ.get("HSO_USER"), os.environ.get("HSO_PASSWORD"))
    return qgis_session.session(profile.url, profile.authcfg, user=user, password=password, feedback=progress.feedback)


def require_own(profile: Profile) -> None:
    """Refuse a file that stands in the place of the profile's own: its sign-in must not go to another platform."""
    found = profile_of(profile.working_copy)
    if found.municipality != profile.municipality:
        raise HsoError(
            OTHER_MUNICIPALITY,
            Text(
                f"Arbetskopian hör till kommun {found.municipality}, men anslutningen till {profile.municipality}. "
                "Inget har ändrats. Välj rätt fil, eller hämta en ny arbetskopia.",
                f"The working copy belongs to municipality {found.municipality}, but the connection to "
                f"{profile.municipality}. Nothing was changed. Choose the right file, or fetch a new working copy.",
            ),
            profile.working_copy,
        )
    require_platform(profile, found.url)


def require_platform(profile: Profile, url: str) -> None:
    """Refuse a file that came from the platform at `url`, where that is not the profile's own. Raises `HsoError`."""
    if url != profile.url:
        raise HsoError(
            OTHER_PLATFORM,
            Text(
                "Arbetskopian är hämtad från en annan plattform än anslutningens. Inget har skickats. Välj rätt fil, "
                "eller hämta en ny arbetskopia.",
                "The working copy was fetched from another platform than that of the connection. Nothing was sent. "
                "Choose the right file, or fetch a new working copy.",
            ),
            f"{url} != {profile.url}",
        )
