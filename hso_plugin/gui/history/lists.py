"""The two lists of the history window: an object's versions, and the municipality's deleted objects."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QSignalBlocker, Qt
from qgis.PyQt.QtWidgets import QListWidget, QListWidgetItem

from ...core.catalogue.model import Catalogue
from ...core.model import ObjectVersion
from ..widgets import icons, words
from ..workspace.snapshot import moment
from . import words as say
from .model import Entry

_ITEM = Qt.ItemDataRole.UserRole


class VersionList:
    """Over a list of the form: a line for each step in an object's life."""

    def __init__(self, view: QListWidget) -> None:
        self._view = view

    @property
    def chosen(self) -> Entry | None:
        """The chosen step."""
        item = self._view.currentItem()
        return item.data(_ITEM) if item is not None else None

    def fill(self, found: Sequence[Entry], key: str | None) -> None:
        """Show `found`, silently; chosen is the one with `key`, else the first."""
        blocker = QSignalBlocker(self._view)
        self._view.clear()
        for entry in found:
            item = QListWidgetItem(icons.icon(entry.icon), f"{say.entry_title(entry)}\n{say.who_text(entry)}")
            item.setData(_ITEM, entry)
            item.setToolTip(words.tooltip(words.sentence((say.who_text(entry), words.exact(entry.when)))))
            self._view.addItem(item)
        keys = [entry.key for entry in found]
        self._view.setCurrentRow(keys.index(key) if key in keys else 0)
        del blocker


class DeletedList:
    """Over a list of the form: a line for each deleted object, with who deleted it and when."""

    def __init__(self, view: QListWidget) -> None:
        self._view = view

    @property
    def chosen(self) -> ObjectVersion | None:
        """The deletion that is chosen."""
        item = self._view.currentItem()
        return item.data(_ITEM) if item is not None else None

    def fill(self, versions: Sequence[ObjectVersion], catalogue: Catalogue) -> None:
        """Show `versions`, silently; the same row as before is chosen."""
        row = max(self._view.currentRow(), 0)
        blocker = QSignalBlocker(self._view)
        self._view.clear()
        for version in versions:
            self._view.addItem(_deleted_item(version, words.class_title(version.object.klass, catalogue)))
        self._view.setCurrentRow(min(row, len(versions) - 1))
        del blocker


def _deleted_item(version: ObjectVersion, klass: str) -> QListWidgetItem:
    when = moment(version.valid_from)
    name = f"{words.object_name(version.object)} · {klass}"
    item = QListWidgetItem(icons.icon("deleted"), f"{name}\n{words.sentence((version.user, words.clock(when)))}")
    item.setData(_ITEM, version)
    item.setToolTip(words.tooltip(words.sentence((name, version.user, words.exact(when)))))
    return item
