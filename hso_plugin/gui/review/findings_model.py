"""The findings of a submission as a list: where the two checks differ first, each marked by who found it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import QObject, Qt

from ...core.model import MapObject
from ...core.review.compare.borders import BORDER_STATES, BorderMatch, BorderState
from ...core.review.compare.recheck import Recheck
from ...core.review.compare.report_comparison import MATCHES, Compared, Comparison, Match
from ..findings.titles import severity_title
from ..widgets import icons, words
from ..widgets.grouped_model import Group, GroupedModel

#: Differences first.
_ORDER = (Match.OURS, Match.THEIRS, Match.DIFFERS, Match.SAME)


def finding_groups(recheck: Recheck) -> list[Group]:
    """By who found it, then the ends of lines at the border; what there is none of is left out."""
    rows = recheck.comparison.rows
    found = ((match, tuple(row for row in rows if row.match is match)) for match in _ORDER)
    groups = [Group(match, words.say(MATCHES[match]), some) for match, some in found if some]
    if recheck.borders:
        groups.append(Group("border", words.translate("Hso", "Vid kommungränsen"), recheck.borders))
    return groups


def summary_text(comparison: Comparison) -> str:
    """Whether the two checks agree, and if not, how."""
    theirs = comparison.head.catalogue
    if theirs and theirs != comparison.catalogue:
        text = words.translate("Hso", "Kommunen kontrollerade mot {theirs}, du mot {ours}.")
        return text.replace("{theirs}", theirs).replace("{ours}", comparison.catalogue)
    if comparison.head.counts is None:
        return words.translate("Hso", "Inlämningens rapport går inte att läsa. Fynden är från din egen kontroll.")
    if comparison.agrees:
        if not comparison.rows:
            return words.translate("Hso", "Inga fynd, varken i kommunens kontroll eller i din.")
        return words.translate("Hso", "Din kontroll ger samma fynd som kommunens.")
    different = len(comparison.rows) - comparison.counts[Match.SAME]
    return words.counted(
        different,
        words.translate("Hso", "{n} fynd skiljer sig mellan kommunens kontroll och din.", "one"),
        words.translate("Hso", "{n} fynd skiljer sig mellan kommunens kontroll och din.", "several"),
    )


class ComparedModel(GroupedModel):
    """Icon of the severity, the object's name, and what is wrong below it."""

    def __init__(
        self,
        thing: Callable[[str | None], MapObject | None],
        municipality: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._thing, self._municipality = thing, municipality

    def item_data(self, item: Compared | BorderMatch, column: int, role: int) -> Any:
        """Text, icon, and the whole sentence as a tooltip."""
        if isinstance(item, BorderMatch):
            return self._border_data(item, role)
        finding = item.finding
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self.subject(item)}\n{words.say(finding.message)}"
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon("motivated" if item.motivation else icons.SEVERITY[finding.severity])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.sentence((severity_title(finding.severity), self.subject(item), words.say(finding.message)))
        return words.tooltip(words.say(finding.message)) if role == Qt.ItemDataRole.ToolTipRole else None

    def _border_data(self, item: BorderMatch, role: int) -> Any:
        across = ", ".join(self._municipality(code) for code in item.across)
        title = f"{words.object_name(item.object)} · {item.object.klass} → {across}"
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{title}\n{border_text(item)}"
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon("warning" if item.state is BorderState.WAITING else "ok")
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            said = words.sentence((title, border_text(item)))
            return words.tooltip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None

    def subject(self, item: Compared) -> str:
        """What it is about: «Matfors · A3»; the class alone when it is about the municipality."""
        finding = item.finding
        if finding.object is None:
            return words.sentence((words.translate("Hso", "Kommunen"), finding.klass))
        return words.sentence((words.object_name(self._thing(finding.object)), finding.klass))


def border_text(item: BorderMatch) -> str:
    """«Fortsätter: E4 norra», «Väntar på grannkommunen»."""
    state = words.say(BORDER_STATES[item.state])
    names = ", ".join(words.object_name(each) for each in item.partners)
    return f"{state}: {names}" if names else state


def details_text(item: Compared | BorderMatch) -> str:
    """What is wrong, how it is mended, why it may stand, and how the other side put it where that differs."""
    if isinstance(item, BorderMatch):
        parts = [border_text(item)]
        if item.near:
            text = words.translate("Hso", "Där finns också linjer av annat slag: {names}")
            parts.append(text.replace("{names}", ", ".join(words.object_name(each) for each in item.near)))
        return "\n\n".join(parts)
    finding = item.finding
    parts = [words.say(finding.message), words.say(finding.mend)]
    if item.match is Match.DIFFERS and item.theirs is not None:
        text = words.translate("Hso", "I kommunens rapport: {severity}. {message}")
        severity = severity_title(item.theirs.severity)
        parts.append(text.replace("{severity}", severity).replace("{message}", words.say(item.theirs.message)))
    if item.motivation is not None:
        said = words.translate("Hso", "Kommunens motivering: «{text}»").replace("{text}", item.motivation.text)
        parts.append(words.sentence((said, item.motivation.user)))
    return "\n\n".join(part for part in parts if part)
