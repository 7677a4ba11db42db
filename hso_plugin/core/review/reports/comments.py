"""What was said of a submission, in print: questions with their answers, and whether they are settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...model import MapObject
from ...rules.words import number, object_name
from ...text import Text
from ..records.model import Comment
from ..records.threads import Thread
from .page import ReportPage, when

SETTLED, OPEN = Text("Avgjord", "Settled"), Text("Öppen", "Open")


def thread_list(page: ReportPage, threads: Iterable[Thread], objects: Mapping[str, MapObject]) -> str:
    """The threads in their order; an object that is not among `objects` is named by its identity."""
    return "".join(_thread(page, thread, objects) for thread in threads)


def _thread(page: ReportPage, thread: Thread, objects: Mapping[str, MapObject]) -> str:
    about = _about(thread.question, objects)
    head = page.say(about) if about else page.say(Text("Hela inlämningen", "The whole submission"))
    state = page.say(SETTLED if thread.settled else OPEN)
    said = [_said(page, thread.question), *(f"<div class=answer>{_said(page, each)}</div>" for each in thread.answers)]
    return f"<section class=object><h3>{head} ({state})</h3>{''.join(said)}</section>"


def _said(page: ReportPage, comment: Comment) -> str:
    by = Text("{user} {when}", "{user} {when}").format(user=comment.user, when=when(comment.time))
    words: Text | str = comment.text
    if not comment.text:
        words = Text("(avgjord)", "(settled)") if comment.settled else Text("(öppnad igen)", "(taken up again)")
    return f"{page.tag('div', by, 'quiet')}{page.tag('div', words, 'said')}"


def _about(comment: Comment, objects: Mapping[str, MapObject]) -> Text | None:
    if comment.object is not None:
        thing = objects.get(comment.object)
        return object_name(thing) if thing else Text(comment.object, comment.object)
    if comment.place is not None:
        east, north = comment.place
        return Text("Plats E {e}, N {n}", "Place E {e}, N {n}").format(e=number(east), n=number(north))
    return None
