"""How things stand, as tables and plots: what the window shows of an `Overview`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from shapely import Geometry

from ...core.catalogue.model import Catalogue
from ...core.model import CLASS, Severity
from ...core.review.queue.overview import Column, Overview, Table
from ...core.review.queue.rows import PARTIES
from ...core.review.records.words import state_words
from ..widgets import words
from ..workspace.snapshot import moment
from .overview_plots import Part, Plot

#: Role under which the first cell of a row gives its place on the map, or None.
PLACE = Qt.ItemDataRole.UserRole + 1
#: Tables with too many parts to be told apart in a bar.
_NOT_DRAWN = frozenset({CLASS})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be read.

    Attributes:
        title: what it shows.
        heads: short names of the columns, the first that of the rows.
        tips: what the short names mean, empty where they say it themselves.
        rows: cells by row, numbers as numbers.
        places: where each row is on the map, none for rows that are no place.
        note: what is worth knowing besides; empty for nothing.
    """

    title: str
    heads: tuple[str, ...]
    tips: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    places: tuple[Geometry | None, ...] = ()
    note: str = ""


def sheets(overview: Overview, catalogue: Catalogue) -> list[Sheet]:
    """The submissions first, then everything that is counted, and the inter-municipal questions."""
    found = [_standings(overview), *(_counted(table) for table in overview.tables)]
    return [*found, _issues(overview, catalogue)] if overview.issues else found


def plots(overview: Overview) -> list[Plot]:
    """Bars by municipality where each object is counted once, else the county's number for each column."""
    found = []
    for table in overview.tables:
        if table.key in _NOT_DRAWN or not any(table.totals):
            continue
        if table.parts:
            parts = tuple(Part(words.say(column.title), column.colour) for column in table.columns)
            bars = tuple((row.name, row.numbers) for row in table.rows)
        else:
            parts = (Part(words.translate("Hso", "Objekt i länet"), table.columns[0].colour),)
            titles = [_full(column) for column in table.columns]
            bars = tuple((title, (total,)) for title, total in zip(titles, table.totals, strict=True))
        found.append(Plot(words.say(table.title), parts, bars))
    return found


def _standings(overview: Overview) -> Sheet:
    translate = words.translate
    heads = (
        translate("Hso", "Kommun"),
        translate("Hso", "Läge", "submission"),
        translate("Hso", "Sedan"),
        translate("Hso", "Objekt"),
        translate("Hso", "Fel"),
        translate("Hso", "Varningar"),
        translate("Hso", "Frågor"),
        translate("Hso", "Väntar på"),
        translate("Hso", "Godkänd"),
    )
    tips = ["" for _ in heads]
    tips[6] = translate("Hso", "Kommentarer som inte är avklarade")
    tips[3] = translate("Hso", "Objekt i den godkända kartan")
    if overview.submitted:
        tips[3] = translate("Hso", "Objekt i den senaste öppna eller godkända inlämningen")
    rows = []
    for each in overview.standings:
        found = each.findings or {}
        rows.append(
            (
                each.name,
                words.say(state_words(each.state)) if each.state else translate("Hso", "Inget inlämnat"),
                _age(each.days),
                each.objects,
                found.get(Severity.ERROR, 0),
                found.get(Severity.WARNING, 0),
                each.open_threads,
                words.say(PARTIES[each.waits_for]) if each.state else "–",
                words.clock(moment(each.approved_time)),
            )
        )
    return Sheet(translate("Hso", "Inlämningar"), heads, tuple(tips), tuple(rows))


def _age(days: int | None) -> str:
    if days is None:
        return "–"
    if not days:
        return words.translate("Hso", "i dag")
    return words.counted(days, words.translate("Hso", "{n} dag"), words.translate("Hso", "{n} dagar"))


def _counted(table: Table) -> Sheet:
    short = all(len(column.code) <= 3 for column in table.columns)
    heads = [column.code if short and column.code else words.say(column.title) for column in table.columns]
    tips = [words.say(column.title) for column in table.columns]
    rows: list[tuple[str | int, ...]] = [(row.name, *row.numbers) for row in table.rows]
    rows.append((words.translate("Hso", "Länet"), *table.totals))
    note = ""
    if table.uncovered and not table.parts:
        titles = ", ".join(_full(column) for column in table.uncovered)
        note = words.translate("Hso", "Inget objekt i länet: {titles}").replace("{titles}", titles)
    return Sheet(
        words.say(table.title),
        (words.translate("Hso", "Kommun"), *heads),
        ("", *tips),
        tuple(rows),
        note=note,
    )


def _full(column: Column) -> str:
    """Code and title; many titles begin with their code."""
    title = words.say(column.title)
    return title if title.startswith(column.code) else words.sentence((column.code, title))


def _issues(overview: Overview, catalogue: Catalogue) -> Sheet:
    translate = words.translate
    heads = (
        translate("Hso", "Fråga"),
        translate("Hso", "Läge", "submission"),
        translate("Hso", "Ritad av"),
        translate("Hso", "Berör"),
    )
    rows = tuple(
        (
            words.object_name(each.object),
            words.value_text("fragestatus", each.status or None, catalogue, each.object.klass),
            words.municipality_name(each.object.municipality, catalogue),
            ", ".join(words.municipality_name(code, catalogue) for code in each.concerned if code),
        )
        for each in overview.issues
    )
    places = tuple(each.object.geometry for each in overview.issues)
    return Sheet(translate("Hso", "Mellankommunala frågor"), heads, ("",) * len(heads), rows, places)


class SheetModel(QAbstractTableModel):
    """One sheet at a time; the first column is the row's heading."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet("", (), (), ())

    def show(self, sheet: Sheet) -> None:
        """Replace everything that is shown."""
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Rows of the sheet."""
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Its columns, without the headings of the rows."""
        return 0 if parent.isValid() else max(len(self.sheet.heads) - 1, 0)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Cells; numbers to the right, a nought as a dash, so that what is there stands out."""
        if not index.isValid():
            return None
        value = self.sheet.rows[index.row()][index.column() + 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return value if isinstance(value, str) else (words.number(value) if value else "–")
        if role == Qt.ItemDataRole.TextAlignmentRole and not isinstance(value, str):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            row, tip = self.sheet.rows[index.row()], self.sheet.tips[index.column() + 1]
            return words.tooltip(f"{row[0]} · {tip or self.sheet.heads[index.column() + 1]}: {value}")
        if role == PLACE:
            return self.sheet.places[index.row()] if self.sheet.places else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names of columns and rows; the tooltip says a short one in full."""
        if orientation == Qt.Orientation.Vertical:
            return self.sheet.rows[section][0] if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.sheet.heads[section + 1]
        return words.tooltip(self.sheet.tips[section + 1]) if role == Qt.ItemDataRole.ToolTipRole else None
