"""The plugin's settings for a report, and what they and the computer know of people.

Only what is listed is taken: a setting that is added later is in no report until somebody decides so.
"""

from __future__ import annotations

import getpass
import os
import platform
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsSettings
from qgis.PyQt.QtCore import QStandardPaths

from ...core.bug_report.personal import Personal

#: Switches, by key: on or off.
_SWITCHES = ("hso/looks", "hso/shown", "hso/live_check", "hso/findings_on_map")
_PROFILES = "hso/profiles"


@dataclass(frozen=True, slots=True)
class Connection:
    """One connection as it is in the settings; unlike `settings.Profile` also where it is incomplete."""

    name: str
    url: str
    municipality: str
    role: str
    authcfg: str
    working_copy: str


def connections() -> list[Connection]:
    """All connections, by name."""
    settings = QgsSettings()
    settings.beginGroup(_PROFILES)
    names = sorted(settings.childGroups())
    settings.endGroup()
    return [
        Connection(
            name,
            *(
                settings.value(f"{_PROFILES}/{name}/{key}", "", type=str)
                for key in ("url", "municipality", "role", "authcfg", "working_copy")
            ),
        )
        for name in names
    ]


def described(known: list[Connection]) -> dict[str, Any]:
    """The settings, without names that people gave and without ids of sign-ins."""
    settings = QgsSettings()
    active = settings.value("hso/active", "", type=str)
    stored = set(QgsApplication.authManager().configIds())
    return {
        "brytare": {key: settings.value(key, None) for key in _SWITCHES},
        "anslutningar": [
            {
                "nr": number,
                "vald": each.name == active,
                "adress": each.url,
                "kommun": each.municipality,
                "roll": each.role,
                "inloggning": ("sparad" if each.authcfg in stored else "borttagen") if each.authcfg else "ingen",
                "arbetskopia": _file(each.working_copy),
            }
            for number, each in enumerate(known, start=1)
        ],
        "proxy": settings.value("proxy/proxyEnabled", False, type=bool),
    }


def _file(path: str) -> str:
    if not path:
        return "ingen"
    try:
        return f"{Path(path).stat().st_size} byte"
    except OSError as error:
        return f"kan inte läsas: {type(error).__name__}"


def personal(known: list[Connection]) -> Personal:
    """What is known of the person and the computer. Opens no window: a vault that is locked is left so."""
    sign_ins = [_sign_in(each.authcfg) for each in known if each.authcfg]
    values = [value for sign_in in sign_ins for value in sign_in.items()]
    environment = os.environ
    people = [value for key, value in values if key in ("username", "user")]
    people += [environment.get(name, "") for name in ("HSO_USER", "USERNAME", "USER", "LOGNAME")]
    people += [_user(), Path.home().name]
    secrets = [value for key, value in values if key not in ("username", "user", "realm")]
    secrets.append(environment.get("HSO_PASSWORD", ""))
    homes = {str(Path.home()), QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)}
    computers = [platform.node(), *(environment.get(name, "") for name in ("COMPUTERNAME", "USERDOMAIN", "HOSTNAME"))]
    return Personal(
        secrets=tuple(each for each in secrets if each),
        people=tuple(each for each in people if each),
        computers=tuple(each for each in computers if each),
        homes=tuple(sorted(homes)),
        working_copies=tuple(each.working_copy for each in known if each.working_copy),
    )


def _sign_in(authcfg: str) -> dict[str, str]:
    manager = QgsApplication.authManager()
    if manager.isDisabled() or not manager.masterPasswordIsSet():
        return {}
    config = QgsAuthMethodConfig()
    found, config = manager.loadAuthenticationConfig(authcfg, config, True)
    return dict(config.configMap()) if found else {}


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a number without a name: which of them depends on Python and system
        return ""
