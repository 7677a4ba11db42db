"""What a person does with findings in the list: going to one, motivating one."""

from __future__ import annotations

from hso_plugin.core.model import Finding
from hso_plugin.gui.findings.listing import Column
from hso_plugin.gui.widgets.grouped_model import ITEM_ROLE
from tests.qgis.gui.waiting import settled

REASON = "Beslut i kommunstyrelsen 2025, se yttrandet."


def some(gui, **wanted) -> Finding:
    """A finding with these attributes."""
    return next(f for f in gui.workspace.findings if all(getattr(f, name) == value for name, value in wanted.items()))


def choose(panel, finding) -> None:
    """Go to a finding as a person does."""
    index = panel.model.find(finding)
    assert index.isValid()
    panel.findingsView.setCurrentIndex(index)


def shown(panel) -> list[str]:
    """Ids of the findings that the list shows."""
    items = [panel.model.index(row, Column.WHAT).data(ITEM_ROLE) for row in range(panel.model.rowCount())]
    return [item.id for item in items if isinstance(item, Finding)]


def motivated(gui, qtbot, panel, finding) -> None:
    """Motivate a finding as a person does."""
    choose(panel, finding)
    panel.details.motivateButton.click()
    panel.details.motivationEdit.setPlainText(REASON)
    panel.details.saveButton.click()
    settled(gui, qtbot)
    qtbot.waitUntil(lambda: finding.id in gui.workspace.motivations, timeout=5000)
