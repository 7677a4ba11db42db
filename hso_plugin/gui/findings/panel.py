"""The findings: counts, filters, list and details. The same in the narrow workspace dock and in the wide one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import QEvent, QModelIndex, Qt
from qgis.PyQt.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from qgis.PyQt.QtWidgets import QBoxLayout, QWidget

from ...core.model import Finding
from ..map.view import MapView
from ..widgets import icons, ui_loader, words
from ..widgets.grouped_model import ITEM_ROLE
from ..widgets.tab_order import read_in_order
from .actions import FindingActions
from .details import FindingDetails
from .feed import FindingsFeed
from .filters import FindingsFilters
from .listing import Grouping
from .model import FindingsModel, Heading
from .status import checked_text, why_empty
from .view import FindingsView

GROUPINGS = (Grouping.OBJECT, Grouping.RULE, Grouping.NONE)


class FindingsPanel(QWidget):
    """Going to a finding shows its exact place; Enter or a double click opens its object's form."""

    def __init__(
        self,
        feed: FindingsFeed,
        actions: FindingActions,
        view: MapView,
        details: FindingDetails,
        parent: QWidget | None = None,
        *,
        wide: bool = False,
    ) -> None:
        super().__init__(parent)
        ui_loader.load("findings_panel", self)
        self._feed, self._actions, self._wide = feed, actions, wide
        self._outdated = True
        self.model = FindingsModel(self, wide=wide)
        self.findingsView = FindingsView(self)
        self.findingsView.setObjectName("findingsView")
        self.findingsView.setAccessibleName(words.translate("Hso", "Fynd"))
        self.findingsView.set_up(self.model)
        self.viewLayout.insertWidget(0, self.findingsView)
        self.details = details
        self.splitter.addWidget(self.details)
        self.filters = FindingsFilters(self, view, wide=wide)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        self.filterButton.setIcon(icons.icon("filter"))
        self.clearButton.setIcon(icons.icon("cancel"))
        for title in (
            words.translate("Hso", "Per objekt"),
            words.translate("Hso", "Per regel"),
            words.translate("Hso", "Utan grupper"),
        ):
            self.groupBox.addItem(title)
        self.filterArea.hide()
        if self._wide:
            self.splitter.setOrientation(Qt.Orientation.Horizontal)
            self.splitter.setSizes([640, 360])
            self.splitter.setStretchFactor(0, 1)
        else:
            for layout in (self.topLayout, self.filterLayout):
                layout.setDirection(QBoxLayout.Direction.TopToBottom)
            self.splitter.setSizes([120, 200])
        read_in_order([self.topHolder, self.filterArea, self.shownRow, self.findingsView, self.details])

    def _connect(self) -> None:
        self.filters.changed.connect(self._arrange)
        self.groupBox.currentIndexChanged.connect(self._arrange)
        self.filterButton.toggled.connect(self.filterArea.setVisible)
        self._feed.changed.connect(self._news)
        self.findingsView.picked.connect(self._picked)
        self.findingsView.opened.connect(lambda _index: self.details.open_form())
        self.details.emptied.connect(self.findingsView.setFocus)
        self._keys: dict[tuple[Any, Any], Callable[[], object]] = {
            (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier): self._search,
            (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier): self.details.preview,
            (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier): self.details.write,
            (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier): self.details.look,
        }

    # ----- keys

    def event(self, event: QEvent) -> bool:
        """Keep the panel's keys from QGIS while something in it has the focus: Ctrl+F is a layer's filter there."""
        if event.type() == QEvent.Type.ShortcutOverride and (event.key(), event.modifiers()) in self._keys:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 mends, F4 motivates, F8 shows, Ctrl+F searches."""
        act = self._keys.get((event.key(), event.modifiers()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    # ----- news

    def showEvent(self, event: QShowEvent) -> None:
        """What has happened while the panel was hidden is shown now."""
        super().showEvent(event)
        if self._outdated:
            self.refresh()

    def _news(self) -> None:
        self._outdated = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the findings as the feed has them, keeping the chosen one chosen."""
        self._outdated = False
        listing, feed = self._feed.listing, self._feed
        if listing is not None and listing is not self.model.listing:
            self.filters.offer(listing)
        self.filters.count(listing, len(feed.motivations))
        self.model.selection = self.filters.selection()
        self.model.show(listing, feed.motivations, stale=feed.stale)
        self._describe()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words stand where there is room for them."""
        super().resizeEvent(event)
        self.filters.fit()

    def _arrange(self) -> None:
        self.model.arrange(self.filters.selection(), GROUPINGS[self.groupBox.currentIndex()])
        self._describe()

    # ----- what is shown

    def _describe(self) -> None:
        listing, feed = self._feed.listing, self._feed
        number = len(listing.findings) if listing is not None else 0
        self.findingsView.setVisible(self.model.shown > 0)
        self.emptyLabel.setVisible(self.model.shown == 0)
        self.emptyLabel.setText(why_empty(feed, self.model.selection))
        self.shownRow.setVisible(number > 0 and self.filters.active)
        shown = words.translate("Hso", "{n} av {all} fynd visas").replace("{n}", words.number(self.model.shown))
        self.shownLabel.setText(shown.replace("{all}", words.number(number)))
        self.filterButton.setChecked(self.filterButton.isChecked() or self.filters.unfolded)
        text, stale = checked_text(feed, short=not self._wide)
        self.checkedRow.setVisible(bool(text))
        self.checkedLabel.setText(text)
        self.checkedIcon.setVisible(stale)
        self.checkedIcon.setPixmap(icons.pixmap("stale"))
        self.checkedLabel.setToolTip(words.tooltip(words.exact(feed.workspace.checked)))
        self._explain(self.findingsView.currentIndex())

    def _explain(self, index: QModelIndex) -> None:
        item = index.data(ITEM_ROLE) if index.isValid() and self.model.shown else None
        finding = item if isinstance(item, Finding) else None
        before = self.details.finding
        self.details.show_finding(finding, self.model.listing)
        if finding is None and before is not None:
            self._actions.forget(before)
        elif finding is not None and before is not None and finding is not before and finding.id == before.id:
            self._actions.follow(finding)

    def _picked(self, index: QModelIndex) -> None:
        item = index.data(ITEM_ROLE)
        self._explain(index)
        if isinstance(item, Finding):
            self._actions.show(item, move=not self.filters.follows_map)
        elif isinstance(item, Heading):
            self._actions.clear()

    def _search(self) -> None:
        self.filterEdit.setFocus()
        self.filterEdit.selectAll()
