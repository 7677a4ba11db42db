"""How threads of comments read: their state, who said what and when, and what waits to be sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from shapely import Geometry, Point

from ...core.catalogue.model import Catalogue
from ...core.model import MapObject
from ...core.review.records.model import Comment
from ...core.review.records.threads import Thread
from ..widgets import words
from ..workspace.snapshot import moment

#: So much of a comment stands in the list.
_LONGEST = 90


class ThreadState(StrEnum):
    """What a thread waits for; the order is that of the list."""

    OPEN = "open"
    ANSWERED = "answered"
    SETTLED = "settled"


def state_of(thread: Thread) -> ThreadState:
    """Open until somebody else answers, answered until it is ticked off."""
    if thread.settled:
        return ThreadState.SETTLED
    return ThreadState.ANSWERED if thread.answered else ThreadState.OPEN


def state_title(state: ThreadState) -> str:
    """As a heading over threads in that state."""
    return {
        ThreadState.OPEN: words.translate("Hso", "Obesvarade"),
        ThreadState.ANSWERED: words.translate("Hso", "Besvarade"),
        ThreadState.SETTLED: words.translate("Hso", "Åtgärdade"),
    }[state]


def comments(number: int) -> str:
    """«1 kommentar», «2 kommentarer»."""
    return words.counted(number, words.translate("Hso", "{n} kommentar"), words.translate("Hso", "{n} kommentarer"))


def counted(threads: Iterable[Thread]) -> str:
    """«2 obesvarade · 1 besvarad · 3 åtgärdade · 1 väntar på att skickas»; what there is none of is left out."""
    found = list(threads)
    states = [state_of(thread) for thread in found]
    unanswered, answered, settled = (states.count(state) for state in ThreadState)
    waiting = sum(thread.waiting for thread in found)
    return words.sentence(
        words.counted(number, one, many)
        for number, one, many in (
            (unanswered, words.translate("Hso", "{n} obesvarad"), words.translate("Hso", "{n} obesvarade")),
            (answered, words.translate("Hso", "{n} besvarad"), words.translate("Hso", "{n} besvarade")),
            (settled, words.translate("Hso", "{n} åtgärdad"), words.translate("Hso", "{n} åtgärdade")),
            (
                waiting,
                words.translate("Hso", "{n} väntar på att skickas", "one"),
                words.translate("Hso", "{n} väntar på att skickas", "several"),
            ),
        )
        if number
    )


def empty_text() -> str:
    """In the place of the list, while nothing is said."""
    return words.translate(
        "Hso", "Inga kommentarer. Det som sägs om inlämningen, om ett objekt eller om en plats visas här."
    )


def open_by_object(threads: Iterable[Thread]) -> dict[str, str]:
    """«2 kommentarer» by identity, for objects that something was said of that is not ticked off."""
    numbers = Counter(thread.question.object for thread in threads if thread.question.object and not thread.settled)
    return {identity: comments(number) for identity, number in numbers.items() if identity}


def excerpt(text: str) -> str:
    """The beginning of `text` on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def when_text(comment: Comment) -> str:
    """«för 2 timmar sedan», or that it waits to be sent."""
    if comment.position is None:
        return words.translate("Hso", "väntar på att skickas")
    said = moment(comment.time)
    return words.ago(said) if said else ""


def conversation(thread: Thread, user: str) -> str:
    """What was said, as HTML: who and when in bold, the words below. `user` is the one who reads it."""
    return "".join(_said(comment, user) for comment in (thread.question, *thread.answers))


def _said(comment: Comment, user: str) -> str:
    who = words.translate("Hso", "Du") if comment.user == user else comment.user
    done = ""
    if comment.settled is not None:
        done = (
            words.translate("Hso", "markerade som åtgärdad")
            if comment.settled
            else words.translate("Hso", "tog upp igen")
        )
    head = words.escaped(words.sentence((who, when_text(comment), done)))
    text = words.escaped(comment.text).replace("\n", "<br/>")
    return f"<p><b>{head}</b><br/>{text}</p>"


def about_text(comment: Comment, item: MapObject | None, catalogue: Catalogue) -> str:
    """What a comment is about. `item` is the object it names, None when it is not known (any more)."""
    if comment.object is None:
        if comment.place is not None:
            return words.translate("Hso", "En plats på kartan")
        return words.translate("Hso", "Hela inlämningen")
    if item is None:
        return words.translate("Hso", "Ett objekt som inte finns längre")
    return words.sentence((words.object_name(item), words.class_title(item.klass, catalogue)))


def place_of(comment: Comment, item: MapObject | None) -> Geometry | None:
    """Where it is (E, N in EPSG:3006): the comment's own place, else its object's."""
    if comment.place is not None:
        return Point(comment.place)
    shape = item.geometry if item is not None else None
    return None if shape is None or shape.is_empty else shape
