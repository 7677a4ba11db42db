"""What the plugin says in QGIS's message bar."""

from __future__ import annotations

from qgis.core import Qgis
from qgis.gui import QgsMessageBar, QgsMessageBarItem
from qgis.PyQt.QtWidgets import QPushButton

from . import words
from .ask_file import show_file

#: Seconds that a message stays in which there is a button to press.
FOR_A_BUTTON_S = 15


class Messages:
    """Short sentences that pass, of which the newest takes the place of the one before, and longer ones that stay.

    QGIS keeps messages in a pile and counts the seconds of the topmost alone: without taking the former away, a hint
    on what to do next would come up again when it was done long ago.
    """

    def __init__(self, bar: QgsMessageBar) -> None:
        self._bar = bar
        self._passing: QgsMessageBarItem | None = None
        self._bar.widgetRemoved.connect(self._forget)

    def inform(self, text: str, seconds: int) -> None:
        """Something to know, for some seconds."""
        self._pass(self._item(text), Qgis.MessageLevel.Info, seconds)

    def succeeded(self, text: str) -> None:
        """Something went well."""
        self._pass(self._item(text), Qgis.MessageLevel.Success, 8)

    def written(self, path: str, text: str) -> None:
        """A file was written, with a button that opens it; `text` has `{file}` in it."""
        item = self._item(text.replace("{file}", path))
        button = QPushButton(words.translate("Hso", "Öppna"), item)
        button.clicked.connect(lambda: show_file(path))
        item.layout().addWidget(button)
        self._pass(item, Qgis.MessageLevel.Success, FOR_A_BUTTON_S)

    def keep(self, text: str, more: str) -> None:
        """A few short sentences that stay until they are closed, and the rest of it behind a button."""
        # The message itself is HTML to QGIS, the rest is plain text.
        title = words.translate("Hso", "Strukturbild")
        self._bar.pushMessage(title, words.escaped(text), more, Qgis.MessageLevel.Success, 0)

    def warn(self, text: str) -> None:
        """Something that the person should see before going on: it stays until it is closed."""
        self._bar.pushMessage(words.translate("Hso", "Strukturbild"), words.escaped(text), Qgis.MessageLevel.Warning, 0)

    def close(self) -> None:
        """Say nothing more, and take away what passes anyway."""
        self._take_away()
        self._bar.widgetRemoved.disconnect(self._forget)

    def _item(self, text: str) -> QgsMessageBarItem:
        # The message bar takes HTML: a name that somebody typed must stay text.
        title = words.translate("Hso", "Strukturbild")
        return self._bar.createMessage(title, words.escaped(text))  # type: ignore[return-value]  # never None

    def _pass(self, item: QgsMessageBarItem, level: Qgis.MessageLevel, seconds: int) -> None:
        self._take_away()
        item.setLevel(level)
        item.setDuration(seconds)
        self._bar.pushItem(item)
        self._passing = item

    def _take_away(self) -> None:
        item, self._passing = self._passing, None
        if item is not None:
            self._bar.popWidget(item)

    def _forget(self, item: QgsMessageBarItem) -> None:
        if item is self._passing:
            self._passing = None
