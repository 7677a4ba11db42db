"""The filters above the list of findings: counts that are toggles, search, class, rule, and what the map shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from qgis.PyQt.QtCore import QObject, QSignalBlocker, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QSizePolicy

from ...core.model import Severity
from ..map.view import MapView
from ..widgets import icons, words
from .listing import FindingsListing, Heads
from .rows import Selection

#: How long to wait for the next letter before the list is searched.
TYPING_MS = 120


class FindingsFilters(QObject):
    """Reads and sets the filter widgets of the panel's `form`; `changed` when the person wants to see other ones."""

    changed = pyqtSignal()

    def __init__(self, form: Any, view: MapView, *, wide: bool) -> None:
        super().__init__(form)
        self._form, self._map, self._wide = form, view, wide
        self.buttons = {
            Severity.ERROR: form.errorButton,
            Severity.WARNING: form.warningButton,
            Severity.NOTE: form.noteButton,
        }
        for severity, button in self.buttons.items():
            button.setIcon(icons.icon(icons.SEVERITY[severity]))
            if wide:
                button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.changed)
        form.filterEdit.textChanged.connect(lambda _text: self._typing.start())
        for box in (*self.buttons.values(), form.motivatedBox, form.extentBox):
            box.toggled.connect(self.changed)
        for combo in (form.klassBox, form.ruleBox):
            combo.currentIndexChanged.connect(self.changed)
        form.clearButton.clicked.connect(self.clear)
        view.moved.connect(self._map_moved)

    @property
    def follows_map(self) -> bool:
        """True when the list shows only what the map shows."""
        return bool(self._form.extentBox.isChecked())

    @property
    def unfolded(self) -> bool:
        """True when one of the filters that can be folded away leaves something out."""
        form = self._form
        hiding = not form.motivatedBox.isHidden() and not form.motivatedBox.isChecked()
        return hiding or self.follows_map or any(box.currentIndex() > 0 for box in (form.klassBox, form.ruleBox))

    @property
    def active(self) -> bool:
        """True when any filter leaves something out."""
        untoggled = any(button.isEnabled() and not button.isChecked() for button in self.buttons.values())
        return self.unfolded or untoggled or bool(self._form.filterEdit.text())

    def selection(self) -> Selection:
        """What the person wants to see."""
        form = self._form
        return Selection(
            severities=frozenset(severity for severity, button in self.buttons.items() if button.isChecked()),
            motivated=form.motivatedBox.isChecked() or form.motivatedBox.isHidden(),
            rule=form.ruleBox.currentData(),
            klass=form.klassBox.currentData(),
            extent=self._map.extent if self.follows_map else None,
            text=form.filterEdit.text(),
        )

    def clear(self) -> None:
        """Want to see everything again."""
        form = self._form
        with self._silent():
            for box in (*self.buttons.values(), form.motivatedBox):
                box.setChecked(True)
            form.extentBox.setChecked(False)
            form.klassBox.setCurrentIndex(0)
            form.ruleBox.setCurrentIndex(0)
            form.filterEdit.clear()
        self._typing.stop()
        self.changed.emit()

    def only(self, severity: Severity, *, motivated: bool) -> None:
        """Want to see those of one severity and nothing else; without `motivated` those that lack a motivation."""
        self.clear()
        with self._silent():
            for each, button in self.buttons.items():
                button.setChecked(each is severity)
            self._form.motivatedBox.setChecked(motivated)
        self.changed.emit()

    # ----- what there is to choose from

    def offer(self, listing: FindingsListing) -> None:
        """Offer the classes and rules that there are findings of."""
        with self._silent():
            _fill(self._form.klassBox, words.translate("Hso", "Alla klasser"), listing.by_class)
            _fill(self._form.ruleBox, words.translate("Hso", "Alla regler"), listing.by_rule)

    def count(self, listing: FindingsListing | None, motivated: int) -> None:
        """Say how many there are of each severity; `motivated` of the warnings have a motivation."""
        numbers = listing.counts if listing is not None else dict.fromkeys(Severity, 0)
        for severity, button in self.buttons.items():
            button.setAccessibleName(words.severity_count(severity, numbers[severity]))
            button.setProperty("number", words.number(numbers[severity]))
            button.setEnabled(bool(numbers[severity]))
        self.fit()
        self._form.motivatedBox.setVisible(motivated > 0)

    def fit(self) -> None:
        """Numbers with words, or where there is no room for all the words, numbers beside their signs."""
        row = self._form.countsRow.layout()
        for button in self.buttons.values():
            button.setText(button.accessibleName())
            row.setStretchFactor(button, button.sizeHint().width())
        needed = sum(button.sizeHint().width() for button in self.buttons.values())
        if not self._wide and needed + 2 * row.spacing() > self._form.width():
            for button in self.buttons.values():
                button.setText(button.property("number"))

    # ----- inside

    def _map_moved(self) -> None:
        if self.follows_map and self._form.isVisible():
            self.changed.emit()

    @contextmanager
    def _silent(self) -> Iterator[None]:
        form = self._form
        boxes = (*self.buttons.values(), form.motivatedBox, form.extentBox, form.klassBox, form.ruleBox)
        blockers = [QSignalBlocker(each) for each in boxes]
        yield
        del blockers


def _fill(box: QComboBox, everything: str, heads: Heads) -> None:
    chosen, title = box.currentData(), box.currentText()
    box.clear()
    box.addItem(everything, None)
    for known, key in sorted(zip(heads.titles, heads.keys, strict=True)):
        if key:
            box.addItem(known, key)
    if chosen is not None and box.findData(chosen) < 0:  # all mended: the filter stays until the person clears it
        box.addItem(title, chosen)
    for row in range(box.count()):
        box.setItemData(row, words.tooltip(box.itemText(row)), Qt.ItemDataRole.ToolTipRole)
    box.setCurrentIndex(max(0, box.findData(chosen)))
