"""The few questions that cannot wait."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QMessageBox, QWidget

from . import words


def save_first(parent: QWidget, layers: int) -> bool:
    """Unsaved edits in `layers` layers: save them and go on (True), or cancel (False)."""
    box = QMessageBox(parent)
    box.setObjectName("hsoSaveFirst")
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(words.translate("Hso", "Osparade ändringar"))
    box.setText(
        words.counted(
            layers,
            words.translate("Hso", "Det finns osparade ändringar i {n} lager på kartan. Spara dem för att fortsätta."),
            words.translate(
                "Hso", "Det finns osparade ändringar i {n} lager på kartan. Spara dem för att fortsätta.", "many"
            ),
        )
    )
    save = box.addButton(words.translate("Hso", "Spara och fortsätt"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(words.translate("Hso", "Avbryt"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.exec()
    return bool(box.clickedButton() is save)
