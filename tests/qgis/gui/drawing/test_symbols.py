"""The map's symbols as icons in the lists."""

from __future__ import annotations

from hso_plugin.core.model import GeometryKind
from hso_plugin.gui.drawing import digitizing
from tests.qgis.gui.conftest import CATALOGUE


def test_an_icon_is_drawn_when_it_is_first_asked_for(monkeypatch):
    """All of them at once would hold the event loop when a map has opened."""
    drawn = []
    symbol = digitizing.styles.symbol
    monkeypatch.setattr(digitizing.styles, "symbol", lambda item, kind: drawn.append(item.code) or symbol(item, kind))
    symbols = digitizing.Symbols(CATALOGUE)
    assert drawn == []
    assert not symbols.icon("A1", GeometryKind.POINT).isNull()
    assert symbols.icon("A1", GeometryKind.POINT) is symbols.icon("A1", GeometryKind.POINT)
    assert drawn == ["A1"]
    assert symbols.icon("A1", GeometryKind.AREA) is None and symbols.icon("ZZ", GeometryKind.POINT) is None
