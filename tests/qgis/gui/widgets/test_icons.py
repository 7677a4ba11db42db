"""The plugin's icons can be told from what they lie on."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QIcon, QPalette

from hso_plugin.gui.widgets import icons

#: In the icon of a change, of 48 pixels: between the ring and the disc in it.
BETWEEN = 24, 10


def test_in_a_selected_row_a_sign_lies_on_a_tile_of_the_windows_colour(qgis_iface):
    def colour(mode: QIcon.Mode) -> QColor:
        return icons.icon("changed").pixmap(QSize(48, 48), mode).toImage().pixelColor(*BETWEEN)

    assert colour(QIcon.Mode.Normal).alpha() == 0, "the list shows through"
    assert colour(QIcon.Mode.Selected) == qgis_iface.mainWindow().palette().color(QPalette.ColorRole.Window)
