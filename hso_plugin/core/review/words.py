"""The words of the review: states, what was done, what can be done, and what is expected of whom."""

from __future__ import annotations

from ..text import Text
from .model import Event, State

_STATES = {
    State.SUBMITTED: Text("Inskickad", "Submitted"),
    State.UNDER_REVIEW: Text("Under granskning", "Under review"),
    State.APPROVED: Text("Godkänd", "Approved"),
    State.RETURNED: Text("Åter för komplettering", "Returned for completion"),
    State.REJECTED: Text("Avslagen", "Rejected"),
    State.WITHDRAWN: Text("Återkallad", "Withdrawn"),
    State.REPLACED: Text("Ersatt", "Replaced"),
}
_EVENTS = {
    Event.TAKEN_UP: Text("tog upp till granskning", "took up for review"),
    Event.APPROVED: Text("godkände", "approved"),
    Event.RETURNED: Text("lämnade åter för komplettering", "returned for completion"),
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
    State.SUBMITTED: Text(
        "Väntar på att granskaren tar upp inlämningen. Kommunen kan återkalla den.",
        "Waits for the reviewer to take it up. The municipality can withdraw it.",
    ),
    State.UNDER_REVIEW: Text(
        "Granskaren går igenom inlämningen och beslutar. Kommunen kan återkalla den fram till dess.",
        "The reviewer goes through the submission and decides. Until then the municipality can withdraw it.",
    ),
    State.APPROVED: Text(
        "Godkänd och publicerad. Ingen behöver göra något.",
        "Approved and published. Nobody needs to do anything.",
    ),
    State.RETURNED: Text(
        "Väntar på kommunen: läs kommentarerna, åtgärda, svara och lämna in igen.",
        "Waits for the municipality: read the comments, mend, answer and submit again.",
    ),
    State.REJECTED: Text(
        "Väntar på kommunen: läs skälet. Det som är publicerat gäller tills en ny inlämning har godkänts.",
        "Waits for the municipality: read the reason. What is published holds until a new submission is approved.",
    ),
    State.WITHDRAWN: Text(
        "Kommunen har återkallat inlämningen och kan lämna in igen när som helst.",
        "The municipality has withdrawn the submission and can submit again at any time.",
    ),
    State.REPLACED: Text(
        "En nyare inlämning gäller i stället. Ingen behöver göra något med den här.",
        "A newer submission holds instead. Nobody needs to do anything about this one.",
    ),
}


def state_words(state: State) -> Text:
    """A state as a label: `Under granskning`."""
    return _STATES[state]


def event_words(event: Event) -> Text:
    """What somebody did, in a sentence after the name: `godkände`."""
    return _EVENTS[event]


def action_words(event: Event) -> Text:
    """What a button that records the event says: `Godkänn`."""
    return _ACTIONS[event]


def expected(state: State) -> Text:
    """What is expected of whom while a submission is in `state`."""
    return _EXPECTED[state]
