"""The findings over all municipalities as a tree: by pair of municipalities, those of one municipality last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import Qt

from ..core.catalogue.model import Catalogue
from ..core.model import Finding
from ..core.review.assemble import SORTS, Assembly, Sort
from ..core.review.both_sides import was_sent
from ..core.review.model import Review, Submission
from . import icons, words
from .findings_titles import severity_title
from .grouped_model import Group, GroupedModel

#: Codes of the municipalities that a finding concerns: two, or one.
Concerned = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A finding in the list; `sent`: it has been told to those it concerns."""

    finding: Finding
    concerned: Concerned
    sort: Sort
    sent: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are listed.

    Attributes:
        concerned: of these municipalities only, None for all.
        sort: of this sort only, None for all.
    """

    concerned: Concerned | None = None
    sort: Sort | None = None

    def takes(self, row: Row) -> bool:
        """True when `row` is to be listed."""
        return self.concerned in (None, row.concerned) and self.sort in (None, row.sort)


def pair_title(concerned: Concerned, catalogue: Catalogue) -> str:
    """«Sundsvall – Timrå», «Ånge»."""
    return " – ".join(words.municipality_name(code, catalogue) for code in concerned)


def rows_of(assembly: Assembly, review: Review) -> list[Row]:
    """The findings group by group, with what has been told of them."""
    return [
        Row(
            finding,
            group.municipalities,
            assembly.sorts[finding.id],
            was_sent(finding, concerned_submissions(assembly, group.municipalities), review),
        )
        for group in assembly.groups
        for finding in group.findings
    ]


def concerned_submissions(assembly: Assembly, concerned: Concerned) -> list[Submission]:
    """The submissions that take part for these municipalities; those that have none cannot be told."""
    found = (assembly.submissions.get(code) for code in concerned)
    return [each for each in found if each is not None]


def grouped(rows: Sequence[Row], wanted: Wanted, catalogue: Catalogue) -> list[Group]:
    """The wanted rows under a heading for each pair, in their order."""
    found: dict[Concerned, list[Row]] = {}
    for row in rows:
        if wanted.takes(row):
            found.setdefault(row.concerned, []).append(row)
    return [Group(key, pair_title(key, catalogue), tuple(under)) for key, under in found.items()]


class AssemblyModel(GroupedModel):
    """One line a finding: how grave, what it says, and whether it was told."""

    def item_data(self, item: Row, column: int, role: int) -> Any:
        """Sentence, icon and tooltip."""
        finding = item.finding
        if role == Qt.ItemDataRole.DisplayRole:
            note = words.sentence((_waiting_text(item), _sent_text(item)))
            text = words.say(finding.message)
            return f"{text}\n{note}" if note else text
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon(icons.SEVERITY[finding.severity])
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(words.sentence((severity_title(finding.severity), words.say(finding.message))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.sentence(
                (severity_title(finding.severity), words.say(finding.message), _waiting_text(item), _sent_text(item))
            )
        return None


def _waiting_text(row: Row) -> str:
    return words.say(SORTS[row.sort]) if row.sort is Sort.WAITING else ""


def _sent_text(row: Row) -> str:
    return words.translate("Hso", "skickat som kommentar") if row.sent else ""
