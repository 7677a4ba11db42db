"""QGIS's attribute form as a person fills it in: through its own widgets, tab by tab."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QTabWidget,
    QTextEdit,
    QWidget,
)

from .driver import Driver, Story, StoryError

Value = str | Sequence[str]


class FormFiller:
    """A person at the form that is open."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver

    @property
    def form(self) -> Any:
        """The attribute form that is open."""
        return self.driver.form()

    def say_ok(self) -> Story:
        """Close the form with its OK button."""
        box = self.form.window().findChild(QDialogButtonBox)
        self.driver.click(box.button(QDialogButtonBox.StandardButton.Ok))
        yield self.driver.until(lambda: self.driver.form() is None, "the form to close")

    def fill(self, values: Mapping[str, Value]) -> Story:
        """Write into the form's own widgets, tab by tab as a person would."""
        for name, value in values.items():
            widget = self._widget(name)
            self._bring_to_front(widget)
            yield self.driver.pause(0.05)
            self._write(name, widget, value)
        yield self.driver.pause(0.2)

    # ----- its widgets

    def _widget(self, name: str) -> QWidget:
        """The widget that a person writes the attribute in; the form keeps others, for several objects at a time."""
        wanted = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QTableWidget)
        named = [widget for widget in self.form.findChildren(QWidget) if widget.objectName() == name]
        inside = [
            each for widget in named for each in (widget, *widget.findChildren(QWidget)) if isinstance(each, wanted)
        ]
        if not inside:
            found = sorted({type(widget).__name__ for widget in named})
            raise StoryError(f"the form has no widget for {name}, only {found}")
        return next((each for each in inside if each.isVisibleTo(self.form)), inside[0])

    @staticmethod
    def _bring_to_front(widget: QWidget) -> None:
        """Show the tab that a widget is on."""
        page: QWidget | None = widget
        while page is not None:
            above = page.parentWidget()
            tabs = above.parentWidget() if above is not None else None
            if isinstance(tabs, QTabWidget) and tabs.indexOf(page) >= 0:
                tabs.setCurrentWidget(page)
            page = above

    def _write(self, name: str, widget: QWidget, value: Value) -> None:
        if not widget.isEnabled() or not widget.isVisible():
            chain: list[str] = []
            above: QWidget | None = widget
            while above is not None and above is not self.form:
                chain.append(f"{type(above).__name__} {above.objectName()!r}{'' if above.isVisible() else ' hidden'}")
                above = above.parentWidget()
            raise StoryError(f"the form's widget for {name} is hidden or locked: {' < '.join(chain)}")
        if isinstance(widget, QTableWidget):
            self._tick(name, widget, value)
        elif isinstance(widget, QComboBox):
            row = widget.findText(str(value))
            if row < 0:
                lines = [widget.itemText(i) for i in range(widget.count())]
                raise StoryError(f"{name} has no line {value!r}, only {lines}")
            self.driver.clicks += 2
            widget.setCurrentIndex(row)
            widget.activated.emit(row)
        else:
            widget.setFocus()
            widget.selectAll()
            self.driver.keys(widget, str(value))

    def _tick(self, name: str, table: QTableWidget, titles: Value) -> None:
        left = set(titles)
        for row in range(table.rowCount()):
            for column in range(table.columnCount()):
                item = table.item(row, column)
                if item is not None and item.text() in left:
                    item.setCheckState(Qt.CheckState.Checked)
                    self.driver.clicks += 1
                    left.discard(item.text())
        if left:
            raise StoryError(f"{name} has no lines {sorted(left)}")
