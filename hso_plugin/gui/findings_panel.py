"""The findings: counts, filters, list and details. The same in the narrow workspace dock and in the wide one [K]."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer
from qgis.PyQt.QtGui import QKeySequence, QResizeEvent, QShowEvent
from qgis.PyQt.QtWidgets import QBoxLayout, QComboBox, QShortcut, QSizePolicy, QWidget

from ..core.model import Finding, Severity
from . import forms, icons, words
from .finding_actions import FindingActions
from .finding_details import FindingDetails
from .findings_feed import FindingsFeed
from .findings_listing import FindingsListing, Grouping, Heads
from .findings_model import FindingsModel, Heading
from .findings_rows import Selection
from .findings_status import checked_text, why_empty
from .findings_view import FindingsView
from .grouped_model import ITEM_ROLE
from .map_view import MapView

GROUPINGS = (Grouping.OBJECT, Grouping.RULE, Grouping.NONE)
#: How long to wait for the next letter before the list is searched.
TYPING_MS = 120


class FindingsPanel(QWidget):
    """Going to a finding shows its exact place; Enter or a double click opens its object's form."""

    def __init__(
        self,
        feed: FindingsFeed,
        actions: FindingActions,
        view: MapView,
        parent: QWidget | None = None,
        *,
        wide: bool = False,
    ) -> None:
        super().__init__(parent)
        forms.load("findings_panel", self)
        self._feed, self._actions, self._map, self._wide = feed, actions, view, wide
        self._outdated = True
        self.model = FindingsModel(self, wide=wide)
        self.findingsView = FindingsView(self)
        self.findingsView.setObjectName("findingsView")
        self.findingsView.setAccessibleName(words.translate("Hso", "Fynd"))
        self.findingsView.set_up(self.model)
        self.viewLayout.insertWidget(0, self.findingsView)
        self.details = FindingDetails(actions, self, wide=wide)
        self.splitter.addWidget(self.details)
        self.buttons = {
            Severity.ERROR: self.errorButton,
            Severity.WARNING: self.warningButton,
            Severity.NOTE: self.noteButton,
        }
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        for severity, button in self.buttons.items():
            button.setIcon(icons.icon(icons.SEVERITY[severity]))
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
            for button in self.buttons.values():
                button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self.splitter.setOrientation(Qt.Orientation.Horizontal)
            self.splitter.setSizes([640, 360])
            self.splitter.setStretchFactor(0, 1)
        else:
            for layout in (self.topLayout, self.filterLayout):
                layout.setDirection(QBoxLayout.Direction.TopToBottom)
            self.splitter.setSizes([120, 200])
        order = (self.findingsView, self.details.scrollArea)
        QWidget.setTabOrder(self.clearButton, order[0])
        QWidget.setTabOrder(*order)

    def _connect(self) -> None:
        for box in (*self.buttons.values(), self.motivatedBox, self.extentBox):
            box.toggled.connect(self._arrange)
        for combo in (self.klassBox, self.ruleBox, self.groupBox):
            combo.currentIndexChanged.connect(self._arrange)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._arrange)
        self.filterEdit.textChanged.connect(lambda _text: self._typing.start())
        self.filterButton.toggled.connect(self.filterArea.setVisible)
        self.clearButton.clicked.connect(self.clear_filters)
        self._map.moved.connect(self._map_moved)
        self._feed.changed.connect(self._news)
        self.findingsView.picked.connect(self._picked)
        self.findingsView.opened.connect(lambda _index: self.details.open_form())
        self.details.emptied.connect(self.findingsView.setFocus)
        for key, act in (
            (QKeySequence(QKeySequence.StandardKey.Find), self._search),
            (QKeySequence("F2"), self.details.preview),
            (QKeySequence("F4"), self.details.write),
            (QKeySequence("F8"), self.details.look),
        ):
            shortcut = QShortcut(key, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

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
            self._fill(self.klassBox, words.translate("Hso", "Alla klasser"), listing.by_class)
            self._fill(self.ruleBox, words.translate("Hso", "Alla regler"), listing.by_rule)
        self._count(listing)
        self.model.selection = self._selection()
        self.model.show(listing, feed.motivations, stale=feed.stale)
        self._describe()

    def _count(self, listing: FindingsListing | None) -> None:
        numbers = listing.counts if listing is not None else dict.fromkeys(Severity, 0)
        for severity, button in self.buttons.items():
            button.setAccessibleName(words.severity_count(severity, numbers[severity]))
            button.setProperty("number", words.number(numbers[severity]))
            button.setEnabled(bool(numbers[severity]))
        self._fit_counts()
        self.motivatedBox.setVisible(bool(self._feed.motivations))

    def _fit_counts(self) -> None:
        """Numbers with words, or where there is no room for all the words, numbers beside their signs."""
        row = self.countsRow.layout()
        for button in self.buttons.values():
            button.setText(button.accessibleName())
            row.setStretchFactor(button, button.sizeHint().width())
        needed = sum(button.sizeHint().width() + row.spacing() for button in self.buttons.values())
        if not self._wide and needed > self.width():
            for button in self.buttons.values():
                button.setText(button.property("number"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words stand where there is room for them."""
        super().resizeEvent(event)
        self._fit_counts()

    @staticmethod
    def _fill(box: QComboBox, everything: str, heads: Heads) -> None:
        chosen = box.currentData()
        blocker = QSignalBlocker(box)
        box.clear()
        box.addItem(everything, None)
        for title, key in sorted(zip(heads.titles, heads.keys, strict=True)):
            if key:
                box.addItem(title, key)
        for row in range(box.count()):
            box.setItemData(row, words.tooltip(box.itemText(row)), Qt.ItemDataRole.ToolTipRole)
        if chosen is not None and box.findData(chosen) < 0:  # mended away: the filter stays until it is cleared
            box.addItem(str(chosen), chosen)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        del blocker

    # ----- filters

    def _selection(self) -> Selection:
        return Selection(
            severities=frozenset(severity for severity, button in self.buttons.items() if button.isChecked()),
            motivated=self.motivatedBox.isChecked() or self.motivatedBox.isHidden(),
            rule=self.ruleBox.currentData(),
            klass=self.klassBox.currentData(),
            extent=self._map.extent if self.extentBox.isChecked() else None,
            text=self.filterEdit.text(),
        )

    def clear_filters(self) -> None:
        """Show all findings again."""
        boxes = (*self.buttons.values(), self.motivatedBox)
        blockers = [QSignalBlocker(each) for each in (*boxes, self.extentBox, self.klassBox, self.ruleBox)]
        for box in boxes:
            box.setChecked(True)
        self.extentBox.setChecked(False)
        self.klassBox.setCurrentIndex(0)
        self.ruleBox.setCurrentIndex(0)
        self.filterEdit.clear()
        self._typing.stop()
        del blockers
        self._arrange()

    def _map_moved(self) -> None:
        if self.extentBox.isChecked() and self.isVisible():
            self._arrange()

    def _arrange(self) -> None:
        self._typing.stop()
        self.model.arrange(self._selection(), GROUPINGS[self.groupBox.currentIndex()])
        self._describe()

    # ----- what is shown

    def _describe(self) -> None:
        listing, feed = self._feed.listing, self._feed
        number = len(listing.findings) if listing is not None else 0
        self.findingsView.setVisible(self.model.shown > 0)
        self.emptyLabel.setVisible(self.model.shown == 0)
        self.emptyLabel.setText(why_empty(feed, self.model.selection))
        narrowed = self._narrowed()
        self.shownRow.setVisible(number > 0 and narrowed)
        shown = words.translate("Hso", "{n} av {all} fynd visas").replace("{n}", words.number(self.model.shown))
        self.shownLabel.setText(shown.replace("{all}", words.number(number)))
        self.filterButton.setChecked(self.filterButton.isChecked() or self._boxes_chosen())
        text, stale = checked_text(feed, short=not self._wide)
        self.checkedRow.setVisible(bool(text))
        self.checkedLabel.setText(text)
        self.checkedIcon.setVisible(stale)
        self.checkedIcon.setPixmap(icons.pixmap("stale"))
        self.checkedLabel.setToolTip(words.tooltip(words.exact(feed.workspace.checked)))
        self._explain(self.findingsView.currentIndex())

    def _narrowed(self) -> bool:
        return (
            self._boxes_chosen()
            or bool(self.filterEdit.text())
            or not all(button.isChecked() or not button.isEnabled() for button in self.buttons.values())
        )

    def _boxes_chosen(self) -> bool:
        hiding = not self.motivatedBox.isHidden() and not self.motivatedBox.isChecked()
        chosen = any(box.currentIndex() > 0 for box in (self.klassBox, self.ruleBox))
        return hiding or chosen or self.extentBox.isChecked()

    def _explain(self, index: QModelIndex) -> None:
        item = index.data(ITEM_ROLE) if index.isValid() and self.model.shown else None
        finding = item if isinstance(item, Finding) else None
        before = self.details.finding
        self.details.show_finding(finding, self.model.listing)
        if finding is None and before is not None:
            self._actions.clear()

    def _picked(self, index: QModelIndex) -> None:
        item = index.data(ITEM_ROLE)
        self._explain(index)
        if isinstance(item, Finding):
            self._actions.show(item, move=not self.extentBox.isChecked())
        elif isinstance(item, Heading):
            self._actions.clear()

    def _search(self) -> None:
        self.filterEdit.setFocus()
        self.filterEdit.selectAll()
