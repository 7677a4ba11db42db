"""The reviewer's state at a glance, in words and with an icon."""

from __future__ import annotations

from ..widgets import words
from ..workspace.snapshot import State
from ..workspace.state_words import ICONS, refused, to_send
from .desk import ReviewDesk

__all__ = ["ICONS", "state_of", "state_text", "times_text"]


def state_of(desk: ReviewDesk) -> State:
    """What matters most: what was refused before what waits to be sent before nothing."""
    if desk.jobs.busy:
        return State.WORKING
    if desk.snapshot is None:
        return State.UNCONNECTED
    if desk.snapshot.refused:
        return State.REFUSED
    if desk.offline:
        return State.OFFLINE
    return State.TO_SEND if desk.snapshot.waiting else State.SYNCED


def state_text(desk: ReviewDesk) -> str:
    """«I synk», «1 att skicka» …"""
    state, snapshot = state_of(desk), desk.snapshot
    if state is State.REFUSED and snapshot is not None:
        return refused(len(snapshot.refused))
    if state is State.TO_SEND and snapshot is not None:
        return to_send(len(snapshot.waiting))
    return {
        State.UNCONNECTED: words.translate("Hso", "Inte öppnad"),
        State.SYNCED: words.translate("Hso", "I synk"),
        State.OFFLINE: words.translate("Hso", "Offline"),
        State.WORKING: words.translate("Hso", "Arbetar"),
    }[state]


def times_text(desk: ReviewDesk) -> str:
    """«Hämtat för 5 minuter sedan · 1 att skicka»."""
    snapshot = desk.snapshot
    if snapshot is None:
        return ""
    when = words.ago(snapshot.fetched) if snapshot.fetched else "–"
    fetched = words.translate("Hso", "Hämtat {time}").replace("{time}", when)
    return words.sentence((fetched, to_send(len(snapshot.waiting)) if snapshot.waiting else ""))
