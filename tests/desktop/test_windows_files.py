"""The real QGIS window is under Windows' rules for open files, and the form says where the map will lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop.window import Window, in_both_looks


@in_both_looks
@pytest.mark.timeout(200)
def test_the_window_is_under_windows_rules_and_says_where_the_map_will_lie(window: Window, tmp_path: Path) -> None:
    window.tell("windows_files", 150, {"HSO_FOLDER": str(tmp_path)})
