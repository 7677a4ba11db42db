"""Where a submission stands, as a line of stages with dates."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ..widgets import words
from ..workspace.snapshot import moment
from .words import Stage, stage_tooltip


class StagesLine(QWidget):
    """A sign, a name and a date for each stage; the present one is bold, those to come have an empty ring."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self.labels: list[QLabel] = []

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Draw the line anew."""
        while self._layout.count():
            item = self._layout.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.labels = []
        for number, stage in enumerate(stages):
            if number:
                arrow = QLabel("›", self)
                arrow.setAlignment(Qt.AlignmentFlag.AlignTop)
                arrow.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
                self._layout.addWidget(arrow)
            label = QLabel(_text(stage), self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            label.setWordWrap(True)
            label.setToolTip(stage_tooltip(stage))
            font = label.font()
            font.setBold(stage.current)
            label.setFont(font)
            self._layout.addWidget(label, 1)
            self.labels.append(label)


def _text(stage: Stage) -> str:
    sign = "●" if stage.current else "✓" if stage.reached else "○"
    when = words.clock(moment(stage.when)) if stage.reached else ""
    return "\n".join(part for part in (f"{sign} {stage.title}", when) if part)
