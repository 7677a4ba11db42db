"""The reviewer's state at a glance, in words and with an icon."""

from __future__ import annotations

from ..widgets import words
from ..workspace.snapshot import CopyState
from ..workspace.state_words import ICONS, refused, to_send
from .desk import ReviewDesk

__all__ = ["ICONS", "state_of", "state_text", "times_text"]


def state_of(desk: ReviewDesk) -> CopyState:
    """What matters most: what was refused before what waits to be sent before nothing."""
    if desk.jobs.busy:
        return CopyState.WORKING
    if desk.snapshot is None:
        return CopyState.UNCONNECTED
    if desk.snapshot.refused:
        return CopyState.REFUSED
    if desk.offline:
        return CopyState.OFFLINE
    return CopyState.TO_SEND if desk.snapshot.waiting else CopyState.SYNCED


def state_text(desk: ReviewDesk) -> str:
    """«I synk», «1 att skicka» …"""
    state, snapshot = state_of(desk), desk.snapshot
    if state is CopyState.REFUSED and snapshot is not None:
        return refused(len(snapshot.refused))
    if state is CopyState.TO_SEND and snapshot is not None:
        return to_send(len(snapshot.waiting))
    return {
        CopyState.UNCONNECTED: words.translate("Hso", "Inte öppnad"),
        CopyState.SYNCED: words.translate("Hso", "I synk"),
        CopyState.OFFLINE: words.translate("Hso", "Offline"),
        CopyState.WORKING: words.translate("Hso", "Arbetar"),
    }[state]


def times_text(desk: ReviewDesk) -> str:
    """«Hämtat för 5 minuter sedan · 1 att skicka»."""
    snapshot = desk.snapshot
    if snapshot is None:
        return ""
    when = words.ago(snapshot.fetched) if snapshot.fetched else "–"
    fetched = words.translate("Hso", "Hämtat {time}").replace("{time}", when)
    return words.sentence((fetched, to_send(len(snapshot.waiting)) if snapshot.waiting else ""))
