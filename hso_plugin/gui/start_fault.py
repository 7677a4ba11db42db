"""Says why the plugin cannot start, with a button that gathers a report on it."""

from __future__ import annotations

import html
import traceback
from collections.abc import Sequence

from qgis.core import Qgis
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QPushButton

from .. import requirements
from ..qgis_bridge.tasks.event_log import note
from .widgets.bug_report_action import find_entry

_TITLE = "HSO"


def tell_missing(iface: QgisInterface, names: Sequence[str]) -> None:
    """QGIS lacks the packages `names`."""
    text = requirements.sentence(names)
    note(text, Qgis.MessageLevel.Critical)
    _tell(iface, text)


def tell_failed(iface: QgisInterface, error: Exception) -> None:
    """Something went wrong that nobody has foreseen, unless it is a package that is there but broken."""
    note("".join(traceback.format_exception(error)), Qgis.MessageLevel.Critical)
    unusable = requirements.unusable()
    if unusable:
        tell_missing(iface, unusable)
        return
    _tell(
        iface,
        QCoreApplication.translate(
            "Hso",
            "Insticksprogrammet HSO Strukturbild kunde inte starta. Det du har sparat ligger kvar. Starta om QGIS, "
            "eller samla en felrapport och skicka den till plattformens förvaltare.",
        ),
    )


def _tell(iface: QgisInterface, text: str) -> None:
    bar = iface.messageBar()
    item = bar.createMessage(_TITLE, html.escape(text))
    entry = find_entry()
    if entry is not None:
        button = QPushButton(QCoreApplication.translate("Hso", "Samla felrapport …"), item)
        button.clicked.connect(entry.trigger)
        item.layout().addWidget(button)
    bar.pushWidget(item, Qgis.MessageLevel.Critical)
