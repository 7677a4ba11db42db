"""The fields of a conflict side by side: what it was, mine and the server's, with a choice where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.merge import Side
from ..core.model import GeometryKind
from . import icons, words
from .conflict_map import legend
from .conflict_model import Case, Row
from .conflict_words import note_text
from .snapshot import moment

_TITLE = 0
#: How the width is shared between the titles and the sides.
_STRETCH = (3, 3, 4, 4)


def side_title(side: Side) -> str:
    """«Utgångsläge», «Min», «Serverns»."""
    return {
        Side.BASE: words.translate("Hso", "Utgångsläge"),
        Side.MINE: words.translate("Hso", "Min"),
        Side.THEIRS: words.translate("Hso", "Serverns"),
    }[side]


class Value(QLabel):
    """A value that wraps; a click on it is a click on `button`, whose own text could not wrap."""

    def __init__(self, text: str, button: QRadioButton | None = None) -> None:
        super().__init__(text)
        self._button = button
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        if button is None:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose."""
        if self._button is not None:
            self._button.click()
            self._button.setFocus()
        else:
            super().mousePressEvent(event)


class ConflictFields(QWidget):
    """The table of one conflict. Made anew for every conflict; `chosen` comes with a field's name and side."""

    chosen = pyqtSignal(str, object)

    def __init__(self, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conflictFields")
        self.case = case
        self.radios: dict[str, dict[Side, QRadioButton]] = {}
        self._notes: dict[str, tuple[QLabel, QLabel]] = {}
        self._groups: list[QButtonGroup] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        for column, stretch in enumerate(_STRETCH):
            self._grid.setColumnStretch(column, stretch)
        layout.addLayout(self._grid)
        self._put_heads()
        for row in case.rows:
            self._put_row(row)
        self.alikeButton = self._fold()
        self.alikeButton.setVisible(bool(case.alike))
        layout.addWidget(self.alikeButton)
        self._alike: QWidget | None = None
        layout.addStretch(1)
        self.show_choices()

    def show_choices(self) -> None:
        """Show which side every field takes, and what is still to be chosen."""
        for row in self.case.rows:
            side = self.case.side(row.name)
            for each, radio in self.radios.get(row.name, {}).items():
                radio.setChecked(each is side)
            text = note_text(self.case, row)
            icon, note = self._notes[row.name]
            note.setText(text)
            note.setVisible(bool(text))
            icon.setVisible(row.side is Side.OPEN)
            icon.setPixmap(icons.pixmap("conflict" if side is Side.OPEN else "ok", note.fontMetrics().height()))

    def controls(self) -> Sequence[QWidget]:
        """What the keyboard goes through, in order."""
        radios = [self.radios[row.name][side] for row in self.case.rows for side in self.radios.get(row.name, {})]
        return [*radios, self.alikeButton]

    def first_left(self) -> QWidget | None:
        """The first choice that is still to be made."""
        left = self.case.left
        return self.radios[left[0].name][Side.MINE] if left else None

    # ----- inside

    @property
    def _columns(self) -> Mapping[Side, int]:
        """The column of each side: against a deletion there is one side only beside what it was."""
        if not self.case.gone:
            return {Side.BASE: 1, Side.MINE: 2, Side.THEIRS: 3}
        return {Side.BASE: 1, Side.MINE if self.case.conflict.mine is not None else Side.THEIRS: 2}

    def _put_heads(self) -> None:
        conflict = self.case.conflict
        details: Mapping[Side, tuple[str, str | None]] = {
            Side.BASE: ("", conflict.base.valid_from if conflict.base else None),
            Side.MINE: (words.translate("Hso", "inte skickad än"), None),
            Side.THEIRS: (conflict.theirs.user, conflict.theirs.valid_from),
        }
        point = conflict.theirs.object.kind is GeometryKind.POINT
        for side, column in self._columns.items():
            who, when = details[side]
            title = QLabel(side_title(side))
            title.setTextFormat(Qt.TextFormat.PlainText)
            font = title.font()
            font.setBold(True)
            title.setFont(font)
            under = Value(words.sentence((who, words.clock(moment(when)) if when else "")))
            under.setToolTip(words.tooltip(words.sentence((who, words.exact(moment(when))))))
            head = QHBoxLayout()
            if side in self.case.shapes:
                sign = QLabel()
                sign.setPixmap(legend(side, point, title.fontMetrics().height()))
                sign.setToolTip(words.tooltip(words.translate("Hso", "Så ritas platsen på kartan")))
                head.addWidget(sign)
            head.addWidget(title)
            head.addStretch(1)
            cell = QVBoxLayout()
            cell.setSpacing(1)
            cell.addLayout(head)
            cell.addWidget(under)
            cell.addStretch(1)
            self._grid.addLayout(cell, 0, column)

    def _put_row(self, row: Row) -> None:
        line = self._grid.rowCount()
        rule = QFrame()
        rule.setFrameShape(QFrame.Shape.HLine)
        rule.setFrameShadow(QFrame.Shadow.Sunken)
        self._grid.addWidget(rule, line, 0, 1, 4)
        title = Value(row.title)
        font = title.font()
        font.setBold(row.side is Side.OPEN)
        title.setFont(font)
        icon, note = QLabel(), Value("")
        icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._notes[row.name] = (icon, note)
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(icon)
        below.addWidget(note, 1)
        cell = QVBoxLayout()
        cell.setSpacing(1)
        cell.addWidget(title)
        cell.addLayout(below)
        cell.addStretch(1)
        self._grid.addLayout(cell, line + 1, _TITLE)
        texts = {Side.BASE: row.base, Side.MINE: row.mine, Side.THEIRS: row.theirs}
        if self.case.gone:
            for side, column in self._columns.items():
                self._grid.addWidget(Value(texts[side]), line + 1, column)
            return
        self._grid.addWidget(Value(row.base), line + 1, self._columns[Side.BASE])
        group = QButtonGroup(self)
        self._groups.append(group)
        self.radios[row.name] = {}
        for side in (Side.MINE, Side.THEIRS):
            self._grid.addLayout(self._choice(row, side, texts[side], group), line + 1, self._columns[side])

    def _choice(self, row: Row, side: Side, text: str, group: QButtonGroup) -> QHBoxLayout:
        radio = QRadioButton()
        radio.setAccessibleName(f"{row.title}, {side_title(side)}: {text}")
        radio.toggled.connect(lambda on: self._choose(row.name, side) if on else None)
        group.addButton(radio)
        self.radios[row.name][side] = radio
        cell = QHBoxLayout()
        cell.setSpacing(4)
        cell.addWidget(radio, 0, Qt.AlignmentFlag.AlignTop)
        cell.addWidget(Value(text, radio), 1)
        return cell

    def _choose(self, name: str, side: Side) -> None:
        if self.case.side(name) is not side:  # else it is only being shown
            self.case.choose(name, side)
            self.show_choices()
            self.chosen.emit(name, side)

    # What is alike, folded until somebody wants to see it.

    def _fold(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("alikeButton")
        button.setAutoRaise(True)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setArrowType(Qt.ArrowType.RightArrow)
        button.setText(
            words.counted(
                len(self.case.alike),
                words.translate("Hso", "Visa {n} lika", "one"),
                words.translate("Hso", "Visa {n} lika", "several"),
            )
        )
        button.toggled.connect(self._unfold)
        return button

    def _unfold(self, on: bool) -> None:
        self.alikeButton.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        if self._alike is None:
            self._alike = QWidget()
            self._alike.setObjectName("alikeFields")
            grid = QGridLayout(self._alike)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(10)
            grid.setColumnStretch(0, 3)
            grid.setColumnStretch(1, 11)
            living = Side.MINE if self.case.conflict.mine is not None else Side.THEIRS
            for line, row in enumerate(self.case.alike):
                grid.addWidget(Value(row.title), line, 0)
                grid.addWidget(Value(row.mine if living is Side.MINE else row.theirs), line, 1)
            self.layout().insertWidget(self.layout().count() - 1, self._alike)
        self._alike.setVisible(on)
