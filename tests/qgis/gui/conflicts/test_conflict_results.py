"""What a fetch and a send say of objects that were changed on both sides and merged by themselves."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt

from hso_plugin.core.ledger.ports import ChangeType, PullResult, PushResult, Received
from hso_plugin.gui.widgets.steps import Step
from hso_plugin.gui.workspace.outcome_words import pull_text, push_text
from hso_plugin.workcopy import WorkingCopyFile
from tests.qgis.gui.conftest import later, town


@pytest.mark.parametrize(("number", "said"), [(0, ""), (1, "1 objekt som"), (2, "2 objekt som")])
def test_the_result_counts_what_was_merged(number, said):
    came = tuple(Received(ChangeType.CHANGED, town(f"Ort {n}", 600_000)) for n in range(3))
    merged = tuple(each.version.object.identity for each in came[:number])
    for text in (pull_text(PullResult(came, merged=merged)), push_text(PushResult(landed=3, merged=merged))):
        assert ("slogs ihop" in text) is bool(number)
        assert said in text and text.endswith(".")


def test_the_list_of_what_came_in_marks_what_was_merged(opened, ground, qtbot, monkeypatch):
    """Real intakes of a real working copy stand for the network."""
    workspace = opened.workspace

    def fetched(_profile, _progress):
        versions = [later(ground.towns[0], skede="planerad"), later(ground.towns[1], skede="planerad")]
        with WorkingCopyFile.open(ground.path) as copy:
            return copy.apply(versions[0].object.kind, versions, 20)

    monkeypatch.setattr("hso_plugin.qgis_bridge.jobs.pull_job", fetched)
    ground.rename(ground.towns[0], "Matfors centrum")
    workspace.save_edits(stop=True)
    qtbot.waitUntil(lambda: workspace.idle and workspace.waiting == 1, timeout=10_000)
    told = []
    workspace.succeeded.connect(told.append)
    workspace.fetch()
    qtbot.waitUntil(lambda: bool(told) and workspace.idle, timeout=10_000)
    opened.panel.go_to(Step.FETCH)
    assert "1 objekt som ändrats på två håll slogs ihop" in told[0]
    [group] = opened.panel.fetch_page.model.groups
    marked = {row.object.identity: row.note for row in group.items}
    assert marked[ground.towns[0].object.identity] and not marked[ground.towns[1].object.identity]
    model = opened.panel.fetch_page.model
    index = model.find(next(row for row in group.items if row.note))
    assert "hopslaget" in index.data(Qt.ItemDataRole.DisplayRole)
    merged = workspace.snapshot.by_identity[ground.towns[0].object.identity]
    assert merged.name == "Matfors centrum" and merged.attributes["skede"] == "planerad"
