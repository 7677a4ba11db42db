"""The words of the review: states, what was done, what can be done, and what is expected of whom."""

from __future__ import annotations

import re

from ...error_codes.platform import CATALOGUE, EXISTS, FORBIDDEN, GEOMETRY, SCHEMA, TOO_LARGE, WRONG_STATE
from ...text import Text
from .model import Comment, Decision, Event, Record, Release, Submission, SubmissionState

_STATES = {
    SubmissionState.SUBMITTED: Text("Inskickad", "Submitted"),
    SubmissionState.UNDER_REVIEW: Text("Under granskning", "Under review"),
    SubmissionState.APPROVED: Text("Godkänd", "Approved"),
    SubmissionState.RETURNED: Text("Åter för komplettering", "Returned for completion"),
    SubmissionState.REJECTED: Text("Avslagen", "Rejected"),
    SubmissionState.WITHDRAWN: Text("Återkallad", "Withdrawn"),
    SubmissionState.REPLACED: Text("Ersatt", "Replaced"),
}
_EVENTS = {
    Event.TAKEN_UP: Text("tog upp till granskning", "took it up for review"),
    Event.APPROVED: Text("godkände", "approved"),
    Event.RETURNED: Text("lämnade åter för komplettering", "returned it for completion"),
    Event.REJECTED: Text("avslog", "rejected"),
    Event.WITHDRAWN: Text("återkallade", "withdrew"),
}
_ACTIONS = {
    Event.TAKEN_UP: Text("Ta upp till granskning", "Take up for review"),
    Event.APPROVED: Text("Godkänn", "Approve"),
    Event.RETURNED: Text("Lämna åter", "Return"),
    Event.REJECTED: Text("Avslå", "Reject"),
    Event.WITHDRAWN: Text("Återkalla", "Withdraw"),
}
_EXPECTED = {
    SubmissionState.SUBMITTED: Text(
        "Väntar på att granskaren tar upp inlämningen. Kommunen kan återkalla den.",
        "Waits for the reviewer to take it up. The municipality can withdraw it.",
    ),
    SubmissionState.UNDER_REVIEW: Text(
        "Granskaren går igenom inlämningen och beslutar. Kommunen kan återkalla den fram till dess.",
        "The reviewer goes through the submission and decides. Until then the municipality can withdraw it.",
    ),
    SubmissionState.APPROVED: Text(
        "Godkänd och publicerad. Ingen behöver göra något.",
        "Approved and published. Nobody needs to do anything.",
    ),
    SubmissionState.RETURNED: Text(
        "Väntar på kommunen: läs kommentarerna, åtgärda, svara och lämna in igen.",
        "Waits for the municipality: read the comments, mend, answer and submit again.",
    ),
    SubmissionState.REJECTED: Text(
        "Väntar på kommunen: läs skälet. Det som är publicerat gäller tills en ny inlämning har godkänts.",
        "Waits for the municipality: read the reason. What is published holds until a new submission is approved.",
    ),
    SubmissionState.WITHDRAWN: Text(
        "Kommunen har återkallat inlämningen och kan lämna in igen när som helst.",
        "The municipality has withdrawn the submission and can submit again at any time.",
    ),
    SubmissionState.REPLACED: Text(
        "En nyare inlämning gäller i stället. Ingen behöver göra något med den här.",
        "A newer submission holds instead. Nobody needs to do anything about this one.",
    ),
}
_CODE = re.compile(r"HSO-[A-Z]+")
#: By sort of record, None for any, and stable code of the platform.
_REFUSALS: dict[tuple[type[Record] | None, str], Text] = {
    (Submission, WRONG_STATE): Text(
        "Plattformen tog inte emot inlämningen: den har fel kvar, eller en kollega har lämnat in något nyare. Hämta, "
        "kontrollera och lämna in igen.",
        "The platform did not take the submission: it has errors left, or a colleague has submitted something newer. "
        "Fetch, check and submit again.",
    ),
    (Submission, CATALOGUE): Text(
        "Regionen har en ny klassificering. Hämta om kartan med dina ändringar, kontrollera och lämna in igen.",
        "The region has a new classification. Fetch the map anew with your changes, check and submit again.",
    ),
    (Submission, FORBIDDEN): Text(
        "Du har inte rätt att lämna in för den här kommunen. Kontakta plattformens förvaltare.",
        "You have no right to submit for this municipality. Contact the platform's administrator.",
    ),
    (Decision, WRONG_STATE): Text(
        "Beslutet gick inte att ta: någon annan hann före, inlämningen är ersatt eller återkallad, eller skälet "
        "saknas. Läget som visas nu är det som gäller.",
        "The decision could not be made: somebody else was first, the submission was replaced or withdrawn, or the "
        "reason is missing. What is shown now is how it stands.",
    ),
    (Decision, FORBIDDEN): Text(
        "Du har inte rätt att besluta om den här inlämningen. Ingen granskar sin egen kommuns inlämning.",
        "You have no right to decide on this submission. Nobody reviews their own municipality's submission.",
    ),
    (Comment, FORBIDDEN): Text(
        "Du har inte rätt att kommentera det här. Kontakta plattformens förvaltare.",
        "You have no right to comment on this. Contact the platform's administrator.",
    ),
    (Comment, SCHEMA): Text(
        "Kommentaren är tom, eller gäller något som inte finns på plattformen. Ändra den, eller ta bort den.",
        "The comment is empty, or is about something that is not on the platform. Change it, or remove it.",
    ),
    (Release, FORBIDDEN): Text(
        "Du har inte rätt att fastställa en utgåva. Det gör granskare för hela länet.",
        "You have no right to record a release. Reviewers of the whole county do that.",
    ),
    (Comment, GEOMETRY): Text(
        "Kommentarens plats ligger utanför Sverige. Peka ut en annan plats, eller ta bort kommentaren.",
        "The comment's place lies outside Sweden. Point out another place, or remove the comment.",
    ),
    (Release, WRONG_STATE): Text(
        "Utgåvan gick inte att fastställa: en nyare inlämning har godkänts sedan dess. Hämta det nya läget och försök "
        "igen.",
        "The release could not be recorded: a newer submission was approved since. Fetch how it stands now and try "
        "again.",
    ),
    (Release, CATALOGUE): Text(
        "Regionen har en ny klassificering. Hämta granskningens underlag på nytt och försök igen.",
        "The region has a new classification. Fetch what is reviewed anew and try again.",
    ),
    (Release, EXISTS): Text(
        "Det finns redan en utgåva med det namnet. Välj ett annat.",
        "There is a release of that name already. Choose another.",
    ),
    (None, TOO_LARGE): Text(
        "Det som skickas är större än plattformen tar emot. Korta texten.",
        "What is sent is larger than the platform takes. Shorten the text.",
    ),
}
_REFUSED = Text(
    "Plattformen tog inte emot det. Det ligger kvar här. Kontakta plattformens förvaltare om det upprepas.",
    "The platform did not accept it. It is kept here. Contact the platform's administrator if it happens again.",
)


def state_words(state: SubmissionState) -> Text:
    """A state as a label: `Under granskning`."""
    return _STATES[state]


def event_words(event: Event) -> Text:
    """What somebody did, in a sentence after the name: `godkände`."""
    return _EVENTS[event]


def action_words(event: Event) -> Text:
    """What a button that records the event says: `Godkänn`."""
    return _ACTIONS[event]


def expected(state: SubmissionState) -> Text:
    """What is expected of whom while a submission is in `state`."""
    return _EXPECTED[state]


def refusal_words(record: Record, message: str) -> Text:
    """Why the platform did not take a record, in plain words, as far as its message tells."""
    codes = _CODE.findall(message)
    for code in reversed(codes):  # a server may repeat what a person wrote: the database's own words come last
        if (found := _REFUSALS.get((type(record), code)) or _REFUSALS.get((None, code))) is not None:
            return found
    return _REFUSED
