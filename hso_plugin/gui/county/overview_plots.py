"""Bars of the overview: one for each municipality, in parts told apart by colour, pattern, number and tooltip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.PyQt.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from qgis.PyQt.QtWidgets import QSizePolicy, QToolTip, QWidget

from ..widgets import words

#: Fills in turn, so that neighbouring parts differ in print and to those who do not see the colours.
PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.FDiagPattern,
)
#: Pixels between things.
GAP = 6
#: Share of the width that the names may take, where the bars have parts to be told apart, and where they have none.
_NAMES, _LONG_NAMES = 0.4, 0.7


@dataclass(frozen=True, slots=True)
class Part:
    """What a colour stands for."""

    title: str
    colour: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Stacked bars.

    Attributes:
        title: what is counted.
        parts: in the order in which they are stacked.
        bars: name and the number of each part.
    """

    title: str
    parts: tuple[Part, ...]
    bars: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def most(self) -> int:
        """The longest bar."""
        return max((sum(numbers) for _, numbers in self.bars), default=0)

    def described(self) -> str:
        """The plot in words, for those who hear it."""
        lines = [self.title]
        for name, numbers in self.bars:
            parts = [f"{part.title} {words.number(n)}" for part, n in zip(self.parts, numbers, strict=True) if n]
            lines.append(f"{name}: {', '.join(parts) or words.number(0)}")
        return "\n".join(lines)


class PlotView(QWidget):
    """Draws one plot in the theme's colours and font, as high as it needs to be."""

    def __init__(self, plot: Plot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = plot
        self._spots: list[tuple[QRectF, str]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(plot.title)
        self.setAccessibleDescription(plot.described())

    def sizeHint(self) -> QSize:
        """At the width of the dock."""
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        """Narrower it could not be read."""
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def hasHeightForWidth(self) -> bool:
        """A narrow legend takes more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Title, legend and a line for each bar."""
        return round(self._bars_top(width) + len(self.plot.bars) * self._step() + GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the new width needs: a layout in a scroll area asks only once."""
        super().resizeEvent(event)
        height = self.heightForWidth(event.size().width())
        if height != self.minimumHeight():
            self.setMinimumHeight(height)

    def event(self, event: QEvent) -> bool:
        """The part under the mouse, with its number."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.spot(QPointF(event.pos()))
            if text:
                QToolTip.showText(event.globalPos(), words.tooltip(text), self)
                return True
        return super().event(event)

    def spot(self, point: QPointF) -> str:
        """What is drawn at `point`, in words."""
        return next((text for place, text in self._spots if place.contains(point)), "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().windowText().color())
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(QRectF(0, 0, self.width(), self._step()), Qt.AlignmentFlag.AlignVCenter, self.plot.title)
        painter.setFont(self.font())
        for part, place in zip(self.plot.parts, self._legend(self.width()), strict=True):
            self._swatch(painter, part, place)
        self._spots = []
        top = self._bars_top(self.width())
        for number, (name, values) in enumerate(self.plot.bars):
            self._bar(painter, QRectF(0, top + number * self._step(), self.width(), self._step()), name, values)
        painter.end()

    # ----- measures

    def _step(self) -> float:
        return float(self.fontMetrics().height() + GAP)

    def _legend(self, width: int) -> list[QRectF]:
        """Places of the legend's entries, line after line below the title."""
        places, left, top = [], 0.0, self._step()
        for part in self.plot.parts:
            wide = self.fontMetrics().horizontalAdvance(part.title) + self._step() + GAP
            if left and left + wide > width:
                left, top = 0.0, top + self._step()
            places.append(QRectF(left, top, wide, self._step()))
            left += wide
        return places

    def _bars_top(self, width: int) -> float:
        places = self._legend(width)
        return (places[-1].bottom() if places else self._step()) + GAP

    def _name_width(self) -> float:
        longest = max((self.fontMetrics().horizontalAdvance(name) for name, _ in self.plot.bars), default=0)
        share = _NAMES if len(self.plot.parts) > 1 else _LONG_NAMES
        return min(longest + GAP, self.width() * share)

    # ----- drawing

    def _brush(self, part: Part) -> QBrush:
        return QBrush(QColor(part.colour), PATTERNS[self.plot.parts.index(part) % len(PATTERNS)])

    def _swatch(self, painter: QPainter, part: Part, place: QRectF) -> None:
        side = self._step() - GAP
        self._fill(painter, part, QRectF(place.left(), place.top() + GAP / 2, side, side))
        text = place.adjusted(side + GAP / 2, 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, part.title)

    def _fill(self, painter: QPainter, part: Part, place: QRectF) -> None:
        painter.save()
        painter.fillRect(place, Qt.GlobalColor.white)  # dark hatching would be lost on a dark theme
        painter.setPen(QPen(QColor(part.colour), 1))
        painter.setBrush(self._brush(part))
        painter.drawRect(place)
        painter.restore()

    def _bar(self, painter: QPainter, line: QRectF, name: str, values: Sequence[int]) -> None:
        metrics, names = self.fontMetrics(), self._name_width()
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(names - GAP))
        painter.drawText(QRectF(0, line.top(), names, line.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        total = words.number(sum(values))
        room = line.width() - names - metrics.horizontalAdvance(words.number(self.plot.most)) - 2 * GAP
        left, scale = names, max(room, 0.0) / max(self.plot.most, 1)
        for part, value in zip(self.plot.parts, values, strict=True):
            if value:
                place = QRectF(left, line.top() + GAP / 2, value * scale, line.height() - GAP)
                self._fill(painter, part, place)
                self._spots.append((place, f"{name} · {part.title}: {words.number(value)}"))
                left += value * scale
        after = QRectF(left + GAP, line.top(), line.width() - left, line.height())
        painter.drawText(after, Qt.AlignmentFlag.AlignVCenter, total)


def plot_rows(plots: Sequence[Plot]) -> list[PlotView]:
    """A view for each plot that has something to show."""
    return [PlotView(plot) for plot in plots if plot.bars and plot.parts]
