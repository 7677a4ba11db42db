"""Begins editing a layer of the working copy while nothing is reading its file for the map."""

from __future__ import annotations

from qgis.core import QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QThreadPool

#: Milliseconds to wait for drawing to end: a web map in the same window can take its time over being broken off.
PATIENCE_MS = 1000


def start_editing(layer: QgsVectorLayer, canvas: QgsMapCanvas) -> bool:
    """Have `layer` be edited; False when QGIS refuses. What `canvas` was drawing is drawn anew.

    QGIS draws in threads, which read the file over connections without locks. Editing puts the file's journal in
    another mode (WAL). A connection that is opened in that very moment can read nothing («unable to open database
    file»), and is lent afterwards to whoever reads the layer next: all its objects seem gone.

    `stopRendering` only asks the threads to end, and the canvas then knows no more of them. They are QtConcurrent's,
    from Qt's common pool, where what others run is waited for too; QGIS's tasks, and so the plugin's own, have a pool
    of their own.
    """
    if layer.isEditable():
        return True
    drawing = canvas.isDrawing()
    canvas.stopRendering()
    QThreadPool.globalInstance().waitForDone(PATIENCE_MS)
    started = layer.startEditing()
    if drawing:
        canvas.refresh()
    return started
