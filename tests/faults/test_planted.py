"""The model-based test can fail: it catches every planted fault."""

from __future__ import annotations

import pytest

from .machine import SyncMachine
from .planted import PLANTED, Plant
from .schedules import catches


@pytest.mark.usefixtures("one_question_at_a_time")
@pytest.mark.parametrize("plant", PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_caught(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    catches(SyncMachine)
