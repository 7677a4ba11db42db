"""The choice of a decision as it stands in the window."""

from __future__ import annotations

import pytest

from hso_plugin.core.review.records.model import Event, Submission
from hso_plugin.gui.review.decide import DecideBox

SUBMISSION = Submission("s", "2262", 1, "VN", "{}", "", "planerare-2262", 1)
FINAL = (Event.APPROVED, Event.RETURNED, Event.REJECTED)


@pytest.mark.parametrize("event", [None, Event.RETURNED])
def test_the_choices_stand_below_what_they_are_about(qgis_app, qtbot, event: Event | None):
    box = DecideBox()
    qtbot.addWidget(box)
    box.show_for(dict.fromkeys(FINAL, (SUBMISSION,)), {"s": "Timrå"})
    if event is not None:
        box.choose(event)
    box.resize(300, 600)
    box.show()
    first = box.buttons[Event.APPROVED]
    assert first.y() - box.aboutLabel.geometry().top() < 3 * box.aboutLabel.sizeHint().height()
    assert box.aboutLabel.height() < 3 * box.aboutLabel.sizeHint().height()
