"""The dock's header: whose map it is, the state of it, when it was fetched and what waits."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QWidget

from ..widgets import icons, words
from ..workspace.state_words import ICONS, facts_text, state_text, times_text
from ..workspace.workspace import Workspace

#: How often «för 5 minuter sedan» is written anew.
_FRESH_MS = 30_000


class Header:
    """Shows a workspace's state in the labels of the dock's form `content`, whose child its timer is."""

    def __init__(self, content: Any, workspace: Workspace) -> None:
        self._content = content
        self._workspace = workspace
        self._timer = QTimer(content if isinstance(content, QWidget) else None)
        self._timer.timeout.connect(self.show_times)
        self._timer.start(_FRESH_MS)

    def show_state(self) -> None:
        """Write everything anew."""
        workspace, content = self._workspace, self._content
        snapshot = workspace.snapshot
        title = workspace.profile.title if workspace.profile else ""
        if snapshot is None:
            content.titleLabel.setText(title or words.translate("Hso", "Anslut till plattformen"))
        else:
            content.titleLabel.setText(words.sentence((snapshot.municipality_name, title)))
        text = state_text(workspace)
        content.stateIcon.setPixmap(icons.pixmap(ICONS[workspace.state]))
        content.stateIcon.setAccessibleName(text)
        content.stateLabel.setText(text)
        content.timesButton.setVisible(snapshot is not None)
        self.show_times()

    def show_times(self) -> None:
        """Write what goes by with time."""
        facts = facts_text(self._workspace)
        hint = words.translate("Hso", "Tryck för att se det som väntar på att skickas.")
        self._content.stateLabel.setToolTip(_lines(facts))
        self._content.stateIcon.setToolTip(_lines(facts))
        self._content.timesButton.setText(times_text(self._workspace))
        self._content.timesButton.setToolTip(_lines(f"{facts}\n{hint}"))


def _lines(text: str) -> str:
    return words.tooltip(text).replace("\n", "<br/>")
