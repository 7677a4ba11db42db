"""Which looks the stories of the real window are told in: language, size of the window, theme.

`make test` tells each once, by turns in Swedish and in English; `make test-desktop` tells them in all.
"""

from __future__ import annotations

import os

import pytest

#: Told in English where each is told once; the others in Swedish.
IN_ENGLISH = {"test_county", "test_history", "test_pending", "test_renewal"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the looks that are not asked for."""
    if os.environ.get("HSO_LOOKS") == "all":
        return
    left_out = [item for item in items if _english(item) is not None and _english(item) != _wants_english(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _english(item: pytest.Item) -> bool | None:
    """Whether a story is told in English; None for a test that has one look only."""
    look = item.name.partition("[")[2]
    if look.startswith(("english", "en_")):
        return True
    return False if look.startswith(("swedish", "sv_")) else None


def _wants_english(item: pytest.Item) -> bool:
    return item.path.stem in IN_ENGLISH
