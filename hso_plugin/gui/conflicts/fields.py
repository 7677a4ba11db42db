"""The fields of a conflict side by side: what it was, mine and the server's, with a choice where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ...core.ledger.merge import Side
from ...core.model import GeometryKind
from ..widgets import icons, words
from ..workspace.snapshot import moment
from .cells import AlikeFields, Value, head, side_title
from .map_sides import legend
from .model import Case, FieldRow
from .words import note_text

_TITLE = 0
#: How the width is shared between the titles and the sides.
_STRETCH = (3, 3, 4, 4)


class ConflictFields(QWidget):
    """The table of one conflict. Made anew for every conflict; `chosen` comes with a field's name and side."""

    chosen = pyqtSignal(str, object)

    def __init__(self, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conflictFields")
        self.case = case
        self.radios: dict[str, dict[Side, QRadioButton]] = {}
        self._notes: dict[str, tuple[QLabel, QLabel]] = {}
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
        self.alike = AlikeFields(case.alike, Side.MINE if case.conflict.mine is not None else Side.THEIRS)
        layout.addWidget(self.alike)
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
        radios = [radio for row in self.case.rows for radio in self.radios.get(row.name, {}).values()]
        return [*radios, self.alike.button]

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
            sign = legend(side, point, self.fontMetrics().height()) if side in self.case.shapes else None
            under = words.sentence((who, words.clock(moment(when)) if when else ""))
            exact = words.sentence((who, words.exact(moment(when))))
            self._grid.addLayout(head(side_title(side), under, exact, sign), 0, column)

    def _put_row(self, row: FieldRow) -> None:
        line = self._grid.rowCount()
        rule = QFrame()
        rule.setFrameShape(QFrame.Shape.HLine)
        rule.setFrameShadow(QFrame.Shadow.Sunken)
        self._grid.addWidget(rule, line, 0, 1, len(_STRETCH))
        self._grid.addLayout(self._title(row), line + 1, _TITLE)
        texts = {Side.BASE: row.base, Side.MINE: row.mine, Side.THEIRS: row.theirs}
        group = QButtonGroup(self)
        for side, column in self._columns.items():
            if self.case.gone or side is Side.BASE:
                self._grid.addWidget(Value(texts[side]), line + 1, column)
            else:
                self._grid.addLayout(self._choice(row, side, texts[side], group), line + 1, column)

    def _title(self, row: FieldRow) -> QVBoxLayout:
        icon, note = QLabel(), Value("")
        icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._notes[row.name] = (icon, note)
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(icon)
        below.addWidget(note, 1)
        cell = QVBoxLayout()
        cell.setSpacing(1)
        cell.addWidget(Value(row.title, bold=row.side is Side.OPEN))
        cell.addLayout(below)
        cell.addStretch(1)
        return cell

    def _choice(self, row: FieldRow, side: Side, text: str, group: QButtonGroup) -> QHBoxLayout:
        radio = QRadioButton()
        radio.setAccessibleName(f"{row.title}, {side_title(side)}: {text}")
        radio.toggled.connect(lambda on: self._choose(row.name, side) if on else None)
        group.addButton(radio)
        self.radios.setdefault(row.name, {})[side] = radio
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
