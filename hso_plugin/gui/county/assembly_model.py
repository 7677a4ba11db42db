"""The findings over all municipalities as a tree: by pair of municipalities, those of one municipality last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import Qt

from ...core.catalogue.model import Catalogue
from ...core.model import Finding
from ...core.review.records.model import Review, Submission
from ...core.review.regional.assemble import SORTS, Assembly, Sort
from ...core.review.regional.assemble import Group as Of
from ...core.review.regional.border_comments import untold
from ...core.rules.words import object_name
from ..findings.titles import severity_title, without_subject
from ..widgets import icons, words
from ..widgets.grouped_model import Group, GroupedModel

#: Codes of the municipalities that a finding concerns: two, or one.
Concerned = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in the list.

    Attributes:
        title: the object it is about, or the municipality as a whole.
        text: what there is to say of it, without its name in front.
        told, untold: the submissions it concerns that have been told of it, by whomever, and those that have not.
    """

    finding: Finding
    concerned: Concerned
    sort: Sort
    title: str
    text: str
    told: tuple[Submission, ...] = ()
    untold: tuple[Submission, ...] = ()

    @property
    def sent(self) -> bool:
        """True when it has been told to all whom it concerns and who can be told."""
        return bool(self.told) and not self.untold


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are listed.

    Attributes:
        concerned: of these municipalities only, None for all.
        sort: of this sort only, None for all.
    """

    concerned: Concerned | None = None
    sort: Sort | None = None

    def takes(self, row: FindingRow) -> bool:
        """True when `row` is to be listed."""
        return self.concerned in (None, row.concerned) and self.sort in (None, row.sort)


def pair_title(concerned: Concerned, catalogue: Catalogue) -> str:
    """«Sundsvall – Timrå», «Ånge»."""
    return " – ".join(words.municipality_name(code, catalogue) for code in concerned)


def rows_of(assembly: Assembly, review: Review) -> list[FindingRow]:
    """The findings group by group, with what has been told of them."""
    return [_row(assembly, review, group, finding) for group in assembly.groups for finding in group.findings]


def _row(assembly: Assembly, review: Review, group: Of, finding: Finding) -> FindingRow:
    thing = assembly.objects.get(finding.object or "")
    subject = words.say(object_name(thing)) if thing is not None else ""
    concerned = concerned_submissions(assembly, group.municipalities)
    left = untold(finding, concerned, review)
    return FindingRow(
        finding,
        group.municipalities,
        assembly.sorts[finding.id],
        words.sentence((words.object_name(thing), finding.klass))
        if finding.object
        else words.whole_municipality(finding.municipality, assembly.catalogue),
        without_subject(words.say(finding.message), subject),
        tuple(each for each in concerned if each not in left),
        tuple(left),
    )


def concerned_submissions(assembly: Assembly, concerned: Concerned) -> list[Submission]:
    """The submissions that take part for these municipalities; those that have none cannot be told."""
    found = (assembly.submissions.get(code) for code in concerned)
    return [each for each in found if each is not None]


def grouped(rows: Sequence[FindingRow], wanted: Wanted, catalogue: Catalogue) -> list[Group]:
    """The wanted rows under a heading for each pair, in their order."""
    found: dict[Concerned, list[FindingRow]] = {}
    for row in rows:
        if wanted.takes(row):
            found.setdefault(row.concerned, []).append(row)
    return [Group(key, pair_title(key, catalogue), tuple(under)) for key, under in found.items()]


class AssemblyModel(GroupedModel):
    """Two lines a finding, the object and what of it, and whether it was told; an icon says how grave."""

    def item_data(self, item: FindingRow, column: int, role: int) -> Any:
        """Sentence, icon and tooltip."""
        finding = item.finding
        if role == Qt.ItemDataRole.DisplayRole:
            note = words.sentence((_waiting_text(item), _sent_text(item)))
            return "\n".join(part for part in (item.title, item.text, note) if part)
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon(icons.SEVERITY[finding.severity])
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(words.sentence((severity_title(finding.severity), words.say(finding.message))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.sentence(
                (severity_title(finding.severity), words.say(finding.message), _waiting_text(item), _sent_text(item))
            )
        return None


def _waiting_text(row: FindingRow) -> str:
    return words.say(SORTS[row.sort]) if row.sort is Sort.WAITING else ""


def _sent_text(row: FindingRow) -> str:
    return words.translate("Hso", "skickat som kommentar") if row.sent else ""
