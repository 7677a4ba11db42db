"""The self-test of a connection: what works and what does not, line by line, in the words of the person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import requests

from .. import probe
from ..catalogue import default
from ..catalogue.model import Catalogue
from ..errors import HsoError
from ..ledger.ports import Right
from ..platform.server import ServerProfile
from ..review.records.states import REVIEWERS
from ..text import Text


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A line of the self-test.

    Attributes:
        ok: True if it works, False if not, None if an earlier fault kept it from being tried.
        text: what works, or what is wrong and what to do.
        details: for the support, empty when there is nothing more to say.
        reviews: it says that the user reviews what the municipalities submit.
    """

    ok: bool | None
    text: Text
    details: str = ""
    reviews: bool = False


class _Test:
    """The steps, each standing on those before it."""

    def __init__(self, url: str, session: requests.Session, municipality: str) -> None:
        self._url = url
        self._session = session
        self._municipality = municipality
        self._server: ServerProfile
        self._rights: tuple[Right, ...]
        self._catalogue: Catalogue
        self.reviews = False

    def steps(self) -> list[tuple[Text, Callable[[], Text]]]:
        """What is tried: its name when it could not be, and the step, which returns what works."""
        return [
            (Text("Plattformen svarar", "The platform answers"), self._find),
            (Text("Inloggning", "Sign-in"), self._sign_in),
            (Text("Rätt att ändra", "Right to edit"), self._may_edit),
            (Text("Klassificering", "Classification"), self._read_catalogue),
            (Text("Kommungränser och koordinater", "Boundaries and coordinates"), self._read_areas),
        ]

    def _find(self) -> Text:
        self._server = probe.find_server(self._url, self._session)
        title = self._server.title or self._url
        return Text(
            f"Plattformen svarar och tar emot ändringar: {title}", f"The platform answers and takes changes: {title}"
        )

    def _sign_in(self) -> Text:
        self._rights = probe.read_rights(self._server, self._session)
        user = self._rights[0].user
        return Text(f"Inloggad som {user}", f"Signed in as {user}")

    def _may_edit(self) -> Text:
        if not self._municipality:
            return self._may_anything()
        probe.require_right(self._rights, self._municipality)
        name = _named([self._municipality])
        return Text(f"Du får ändra objekt i {name}", f"You may edit objects of {name}")

    def _may_anything(self) -> Text:
        """For a reviewer, who chooses no municipality, and for somebody who has not chosen one yet."""
        if any(right.role in REVIEWERS for right in self._rights):
            probe.require_review(self._server)
            self.reviews = True
            return Text("Du får granska det som kommunerna lämnar in", "You may review what the municipalities submit")
        names = _named({right.municipality for right in self._rights if right.municipality})
        return Text(
            f"Du får ändra objekt i {names}: välj kommun", f"You may edit objects of {names}: choose a municipality"
        )

    def _read_catalogue(self) -> Text:
        self._catalogue = probe.read_catalogue(self._server, self._session)
        probe.check_columns(self._server, self._catalogue)
        name = self._catalogue.name
        return Text(f"Klassificering i kraft: {name}", f"Classification in force: {name}")

    def _read_areas(self) -> Text:
        number = len(probe.read_areas(self._server, self._session))
        return Text(
            f"Koordinaterna kommer i rätt ordning; {number} kommungränser",
            f"Coordinates come in the right order; {number} municipal boundaries",
        )


def _named(codes: Iterable[str]) -> str:
    """Municipalities by their names, which people know; one that is none of the county's by its code."""
    known = {each.code: each.name for each in default().municipalities}
    return ", ".join(sorted(known.get(code, code) for code in codes))


def self_test(url: str, session: requests.Session, municipality: str) -> Iterator[CheckLine]:
    """Try one thing after another; after the first fault the rest is named but not tried.

    `municipality` is empty for a reviewer.
    """
    failed, test = False, _Test(url, session, municipality)
    for name, run in test.steps():
        if failed:
            yield CheckLine(None, Text(f"{name.sv}: inte prövat", f"{name.en}: not tried"))
            continue
        try:
            text = run()
            yield CheckLine(True, text, reviews=test.reviews)
            test.reviews = False
        except HsoError as error:
            failed = True
            yield CheckLine(False, error.text, error.details)
