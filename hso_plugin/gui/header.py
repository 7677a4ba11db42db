"""The dock's header: whose map it is, the state of it, when it was fetched and what waits. W1 and W2."""

from __future__ import annotations

from typing import Any

from . import icons, words
from .snapshot import Snapshot, State
from .workspace import Workspace

STATE_ICONS = {
    State.UNCONNECTED: "offline",
    State.SYNCED: "ok",
    State.TO_SEND: "send",
    State.CONFLICT: "conflict",
    State.UNSAVED: "edit",
    State.WORKING: "work",
}


class Header:
    """Shows a workspace's state in the labels of the dock's form."""

    def __init__(self, content: Any) -> None:
        self._content = content

    def show_state(self, workspace: Workspace) -> None:
        """Write everything anew."""
        snapshot, profile, state = workspace.snapshot, workspace.profile, workspace.state
        title = profile.title if profile else ""
        if snapshot is None:
            self._content.titleLabel.setText(title or words.translate("Hso", "Anslut till plattformen"))
        else:
            self._content.titleLabel.setText(words.sentence((snapshot.municipality_name, title)))
        text = _state_text(state, workspace)
        self._content.stateIcon.setPixmap(icons.pixmap(STATE_ICONS[state]))
        self._content.stateIcon.setAccessibleName(text)
        self._content.stateLabel.setText(text)
        self._content.timesButton.setVisible(snapshot is not None)
        if snapshot is not None:
            self._show_times(snapshot)

    def _show_times(self, snapshot: Snapshot) -> None:
        fetched = words.translate("Hso", "Hämtat {time}").replace("{time}", words.clock(snapshot.fetched))
        to_send = words.translate("Hso", "{n} att skicka").replace("{n}", str(snapshot.waiting))
        self._content.timesButton.setText(words.sentence((fetched, to_send)))
        since = words.ago(snapshot.fetched) if snapshot.fetched else ""
        hint = words.translate("Hso", "Visa det som väntar på att skickas")
        self._content.timesButton.setToolTip(words.sentence((since, words.exact(snapshot.fetched), hint)))


def _state_text(state: State, workspace: Workspace) -> str:
    if state is State.CONFLICT and workspace.snapshot:
        one, many = words.translate("Hso", "{n} konflikt"), words.translate("Hso", "{n} konflikter")
        return words.counted(len(workspace.snapshot.conflicts), one, many)
    if state is State.UNCONNECTED and workspace.profile is not None:
        return words.translate("Hso", "Inte öppnad")
    return {
        State.UNCONNECTED: words.translate("Hso", "Inte ansluten"),
        State.SYNCED: words.translate("Hso", "I synk"),
        State.TO_SEND: words.translate("Hso", "Att skicka"),
        State.UNSAVED: words.translate("Hso", "Osparat"),
        State.WORKING: words.translate("Hso", "Arbetar"),
    }[state]
