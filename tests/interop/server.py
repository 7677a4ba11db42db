"""The server under test: its address and its users, from the environment or from the local platform."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import requests

#: Address of the WFS. Without it the suite runs against the local platform.
URL = "HSO_INTEROP_URL"
#: JSON, or the path of a file with it: for each of `ROLES` an object with `user`, `password`, `municipality`.
USERS = "HSO_INTEROP_USERS"
#: A planner, a planner of another municipality, the support, a reviewer. Only planners have a municipality.
ROLES = ("planerare", "granne", "stod", "granskare")


@dataclass(frozen=True)
class Person:
    """A user of the platform; `municipality` is None for those who work for all."""

    user: str
    password: str = field(repr=False)
    municipality: str | None = None


@dataclass(frozen=True)
class Server:
    """A WFS over the platform's schema. Nothing here knows more of it than a client does."""

    url: str
    people: Mapping[str, Person]

    @property
    def municipality(self) -> str:
        """Code of the municipality whose objects the tests make."""
        return self.people["planerare"].municipality or ""

    def user(self, role: str) -> tuple[str, str]:
        """(login, password) of a role."""
        person = self.people[role]
        return person.user, person.password

    def connect(self, role: str = "") -> object:
        """There is no other way to the data than the protocol."""
        raise AssertionError("the suite asks no database")

    def session(self, role: str = "planerare") -> requests.Session:
        """A session signed in as `role`."""
        session = requests.Session()
        name, password = self.user(role)
        session.auth = (name.encode(), password.encode())
        return session


def given() -> Server | None:
    """The server that the environment names, None if it names none.

    Raises:
        ValueError: for users that are missing or written in another form.
    """
    url = os.environ.get(URL)
    if not url:
        return None
    text = os.environ.get(USERS, "")
    if not text.lstrip().startswith("{"):
        text = Path(text).read_text(encoding="utf-8") if text else "{}"
    try:
        people = {role: Person(**json.loads(text)[role]) for role in ROLES}
    except (KeyError, TypeError) as error:
        raise ValueError(
            f'{USERS} must hold {", ".join(ROLES)}, each {{"user": …, "password": …, "municipality": …}}: {error!r}'
        ) from error
    if not people["planerare"].municipality or not people["granne"].municipality:
        raise ValueError(f"{USERS}: planerare and granne need a municipality")
    return Server(url, people)
