"""QGIS opened again and again in one profile: the panel shows the map that was worked with, without being asked to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop.window import Window
from tests.support.working_copies import make


@pytest.mark.timeout(400)
def test_the_panel_opens_the_map_again(tmp_path: Path, window: Window):
    copy = tmp_path / "sundsvall.gpkg"
    make(copy, [])
    for begins, leaves in (("new", "open"), ("open", "closed"), ("closed", "open")):
        window.tell("return", 120, {"HSO_WORKING_COPY": str(copy), "HSO_BEGINS": begins, "HSO_LEAVES": leaves})
