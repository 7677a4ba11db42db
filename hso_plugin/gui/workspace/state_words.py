"""The state at a glance, in words and with an icon: for the dock's header and the layer group."""

from __future__ import annotations

from datetime import datetime

from ..widgets import words
from .snapshot import CopyState
from .workspace import Workspace

ICONS = {
    CopyState.UNCONNECTED: "unset",
    CopyState.SYNCED: "ok",
    CopyState.TO_SEND: "send",
    CopyState.TO_FETCH: "fetch",
    CopyState.CONFLICT: "conflict",
    CopyState.REFUSED: "refused",
    CopyState.UNSAVED: "edit",
    CopyState.OFFLINE: "offline",
    CopyState.WORKING: "work",
}


def state_text(workspace: Workspace) -> str:
    """«I synk», «3 att skicka», «1 konflikt» …"""
    state, snapshot = workspace.state, workspace.snapshot
    if state is CopyState.CONFLICT and snapshot is not None:
        return conflicts(len(snapshot.conflicts))
    if state is CopyState.REFUSED and snapshot is not None:
        return refused(len(snapshot.refusals))
    if state is CopyState.TO_SEND:
        return to_send(workspace.waiting)
    if state is CopyState.TO_FETCH:
        return to_fetch(workspace.contact.to_fetch)
    if state is CopyState.UNCONNECTED and workspace.profile is not None:
        return words.translate("Hso", "Inte öppnad")
    return {
        CopyState.UNCONNECTED: words.translate("Hso", "Inte ansluten"),
        CopyState.SYNCED: words.translate("Hso", "I synk"),
        CopyState.UNSAVED: words.translate("Hso", "Osparat"),
        CopyState.OFFLINE: words.translate("Hso", "Offline"),
        CopyState.WORKING: words.translate("Hso", "Arbetar"),
    }[state]


def times_text(workspace: Workspace) -> str:
    """«Hämtat för 5 minuter sedan · 3 att skicka · 1 att hämta»; what is in step is left out."""
    snapshot = workspace.snapshot
    if snapshot is None:
        return ""
    when = words.ago(snapshot.fetched) if snapshot.fetched else "–"
    fetched = words.translate("Hso", "Hämtat {time}").replace("{time}", when)
    return words.sentence((fetched, *_waiting(workspace)))


def facts_text(workspace: Workspace) -> str:
    """Everything there is to know of the state, a line each; for tooltips."""
    snapshot = workspace.snapshot
    if snapshot is None:
        return state_text(workspace)
    contact = last_contact(workspace)
    lines = [state_text(workspace)]
    if snapshot.conflicts:
        lines.append(conflicts(len(snapshot.conflicts)))
    if snapshot.refusals:
        lines.append(refused(len(snapshot.refusals)))
    lines += _waiting(workspace)
    if contact is not None:
        text = words.translate("Hso", "Senaste kontakt med plattformen {ago}: {time}")
        lines.append(text.replace("{ago}", words.ago(contact)).replace("{time}", words.exact(contact)))
    if workspace.profile is not None:
        lines.append(words.translate("Hso", "Kartan ligger i {file}").replace("{file}", workspace.profile.working_copy))
    return "\n".join(dict.fromkeys(lines))


def last_contact(workspace: Workspace) -> datetime | None:
    """When the platform answered last: since the map was opened, else as the working copy remembers it."""
    return workspace.contact.when or (workspace.snapshot.fetched if workspace.snapshot else None)


def conflicts(number: int) -> str:
    """«1 konflikt»."""
    return words.counted(number, words.translate("Hso", "{n} konflikt"), words.translate("Hso", "{n} konflikter"))


def refused(number: int) -> str:
    """«1 nekad»."""
    return words.counted(number, words.translate("Hso", "{n} nekad"), words.translate("Hso", "{n} nekade"))


def to_send(number: int) -> str:
    """«3 att skicka»."""
    return words.translate("Hso", "{n} att skicka").replace("{n}", words.number(number))


def to_fetch(number: int) -> str:
    """«1 att hämta»."""
    return words.translate("Hso", "{n} att hämta").replace("{n}", words.number(number))


def _waiting(workspace: Workspace) -> list[str]:
    send, fetch = workspace.waiting, workspace.contact.to_fetch
    return [*([to_send(send)] if send else []), *([to_fetch(fetch)] if fetch else [])]
