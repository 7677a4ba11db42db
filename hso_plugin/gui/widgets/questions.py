"""The few questions that cannot wait."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QMessageBox, QWidget

from ...core.ledger.ports import ChangeType, Pending
from . import words

#: So many objects are named in a question; the others are counted.
_NAMED = 3


def save_first(parent: QWidget, layers: int) -> bool:
    """Unsaved edits in `layers` layers: save them and go on (True), or cancel (False)."""
    text = words.counted(
        layers,
        words.translate("Hso", "Det finns osparade ändringar i {n} lager på kartan. Spara dem för att fortsätta."),
        words.translate(
            "Hso", "Det finns osparade ändringar i {n} lager på kartan. Spara dem för att fortsätta.", "many"
        ),
    )
    yes = words.translate("Hso", "Spara och fortsätt")
    return _ask(parent, "hsoSaveFirst", words.translate("Hso", "Osparade ändringar"), text, yes)


def take_filter_off(parent: QWidget, layer: str) -> bool:
    """The filter of the layer hides an object: take it off and go on (True), or leave it."""
    text = words.translate(
        "Hso", "Objektet finns, men filtret på lagret {name} döljer det. Ta bort filtret för att öppna objektet."
    )
    title, yes = words.translate("Hso", "Dolt av ett filter"), words.translate("Hso", "Ta bort filtret")
    return _ask(parent, "hsoTakeFilterOff", title, text.replace("{name}", layer), yes)


def undo_changes(parent: QWidget, changes: Sequence[Pending]) -> bool:
    """Take changes back (True), or cancel. Names the object, or the first few, and says what it will be."""
    names = ", ".join(f"«{words.object_name(change.object)}»" for change in changes[:_NAMED])
    if len(changes) > _NAMED:
        more = words.translate("Hso", "{names} och {n} till").replace("{n}", words.number(len(changes) - _NAMED))
        names = more.replace("{names}", names)
    if len(changes) > 1:
        text = words.translate("Hso", "Ångra ändringarna av {names}? De blir som på plattformen; nya tas bort.")
    else:
        text = {
            ChangeType.NEW: words.translate("Hso", "Ta bort det nya objektet {names}?"),
            ChangeType.CHANGED: words.translate("Hso", "Ångra ändringen av {names}? Det blir som på plattformen."),
            ChangeType.DELETED: words.translate("Hso", "Ta tillbaka {names}? Objektet blir som på plattformen."),
        }[changes[0].type]
    kept = words.translate("Hso", "Det du ångrar sparas först i en fil bredvid arbetskopian.")
    return _ask(
        parent,
        "hsoUndoChanges",
        words.translate("Hso", "Ångra ändringar"),
        f"{text.replace('{names}', names)}\n\n{kept}",
        undo_label(len(changes)),
    )


def replace_change(parent: QWidget, version: int) -> bool:
    """Let an earlier version take the place of a change that is not sent (True), or cancel."""
    text = words.translate(
        "Hso",
        "Objektet har en ändring som inte är skickad. Version {n} ersätter den.\n\nDin ändring sparas först i en fil "
        "bredvid arbetskopian.",
    )
    return _ask(
        parent,
        "hsoReplaceChange",
        words.translate("Hso", "Återställ version {n}").replace("{n}", words.number(version)),
        text.replace("{n}", words.number(version)),
        words.translate("Hso", "Återställ"),
    )


def withdraw_submission(parent: QWidget) -> bool:
    """Take a submission back (True), or leave it with the reviewer."""
    text = words.translate(
        "Hso",
        "Återkalla inlämningen? Granskaren går då inte vidare med den. Det du har ritat och skickat ändras inte, och "
        "du kan lämna in igen när som helst.",
    )
    yes = words.translate("Hso", "Återkalla")
    return _ask(parent, "hsoWithdraw", words.translate("Hso", "Återkalla inlämningen"), text, yes)


def undo_label(number: int) -> str:
    """«Ångra ändringen», «Ångra 3 ändringar»."""
    return words.counted(
        number, words.translate("Hso", "Ångra ändringen"), words.translate("Hso", "Ångra {n} ändringar")
    )


def _ask(parent: QWidget, name: str, title: str, text: str, yes: str) -> bool:
    box = QMessageBox(parent)
    box.setObjectName(name)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(text)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(words.translate("Hso", "Avbryt"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(accept)
    box.exec()
    return bool(box.clickedButton() is accept)
