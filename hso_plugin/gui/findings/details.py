"""One finding beside or below its list: what, why, how to mend it, and the buttons for that."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QBoxLayout, QWidget

from ...core.mend import Mend
from ...core.model import Finding
from ...core.motivation import LEAST_CHARACTERS
from ..widgets import icons, ui_loader, words
from ..widgets.shortcuts import bind_keys
from ..workspace.snapshot import moment
from .actions import FindingActions
from .listing import FindingsListing


class FindingDetails(QWidget):
    """Shows a finding. What is being written as a motivation is kept for its finding until it is saved or given up."""

    emptied = pyqtSignal()

    def __init__(self, actions: FindingActions, parent: QWidget | None = None, *, wide: bool = False) -> None:
        super().__init__(parent)
        ui_loader.load("finding_details", self)
        self._actions = actions
        self._drafts: dict[str, str] = {}
        self._mend: Mend | None = None
        self._waiting = False
        self.finding: Finding | None = None
        self.listing: FindingsListing | None = None
        if not wide:
            self.buttonsLayout.setDirection(QBoxLayout.Direction.TopToBottom)
        for button, name in (
            (self.mendButton, "mend"),
            (self.motivateButton, "motivated"),
            (self.showButton, "search"),
            (self.openButton, "edit"),
        ):
            button.setIcon(icons.icon(name))
        self.showButton.clicked.connect(self.look)
        self.openButton.clicked.connect(self.open_form)
        self.otherButton.clicked.connect(self._look_at_other)
        self.mendButton.clicked.connect(self.preview)
        self.applyButton.clicked.connect(self._apply)
        self.cancelMendButton.clicked.connect(self._forget_preview)
        self.motivateButton.clicked.connect(self.write)
        self.changeButton.clicked.connect(self.write)
        self.withdrawButton.clicked.connect(self._withdraw)
        self.saveButton.clicked.connect(self._save)
        self.cancelWriteButton.clicked.connect(self._give_up)
        self.motivationEdit.textChanged.connect(self._count)
        actions.previewed.connect(self._previewed)
        actions.unpreviewed.connect(self._forget_preview)
        bind_keys(self.writeFrame, {"Esc": self._give_up, "Ctrl+Return": self._save})
        bind_keys(self.mendFrame, {"Esc": self._forget_preview})
        self.show_finding(None, None)

    # ----- what is shown

    def show_finding(self, finding: Finding | None, listing: FindingsListing | None) -> None:
        """Explain `finding`; nothing is seen of the widget without one."""
        same = finding is not None and self.finding is not None and finding.id == self.finding.id
        if not same:
            self._forget_preview()
            self.scrollArea.verticalScrollBar().setValue(0)
        self.finding, self.listing = finding, listing
        self.setVisible(finding is not None)
        if finding is None or listing is None:
            return
        self._explain(finding, listing)
        self._show_other(finding)
        self._show_motivation(finding)
        self.openButton.setVisible(finding.object is not None)
        self.openButton.setEnabled(self._actions.can_open(finding))
        if not same:
            self.writeFrame.hide()
            if finding.id in self._drafts:
                self.write(focus=False)
        self._arrange()

    def _explain(self, finding: Finding, listing: FindingsListing) -> None:
        rule = listing.rule(finding)
        row = listing.rows[finding.id]
        self.messageLabel.setText(listing.messages[row])
        self.objectLabel.setText(str(listing.by_object.titles[listing.by_object.of[row]]))
        self.mendLabel.setText(words.say(finding.mend))
        why = words.say(rule.why) if rule else ""
        self.whyLabel.setText(why)
        self.whyTitle.setVisible(bool(why))
        self.whyLabel.setVisible(bool(why))
        source = words.translate("Hso", "Källa: {source}").replace("{source}", rule.source) if rule else ""
        title = f"{words.say(rule.title)} ({rule.id})" if rule and rule.title else finding.rule
        code = words.translate("Hso", "Regel: {rule}").replace("{rule}", title)
        self.sourceLabel.setText(words.sentence((source, code)))

    def _show_other(self, finding: Finding) -> None:
        other = self._actions.other(finding)
        self.otherRow.setVisible(other is not None)
        snapshot = self._actions.workspace.snapshot
        if other is None or snapshot is None:
            return
        whose = ""
        if other.municipality not in ("", snapshot.municipality):
            whose = words.municipality_name(other.municipality, snapshot.catalogue)
        title = words.sentence((words.object_name(other), words.class_title(other.klass, snapshot.catalogue), whose))
        self.otherLabel.setText(words.translate("Hso", "Det andra objektet: {title}").replace("{title}", title))

    def _look_at_other(self) -> None:
        if self.finding is not None:
            self._actions.show_other(self.finding)

    def _show_motivation(self, finding: Finding) -> None:
        known = self._actions.motivation(finding)
        self.motivationFrame.setVisible(known is not None)
        if known is None:
            return
        if self._drafts.get(finding.id, "").split() == known.text.split():  # what was written has been saved
            self._drafts.pop(finding.id)
            held = self.writeFrame.isAncestorOf(self.window().focusWidget())
            self.writeFrame.hide()
            if held:  # else Qt would give the keys to whatever comes next, which is the page's big button
                self.emptied.emit()
        title = words.translate("Hso", "Motiverad av {user} {time}").replace("{user}", known.user)
        written = moment(known.written)
        self.motivatedLabel.setText(title.replace("{time}", words.clock(written)))
        self.motivatedLabel.setToolTip(words.tooltip(words.exact(written)))
        self.motivationLabel.setText(known.text)

    def _arrange(self) -> None:
        """Either the buttons, or what one of them has opened."""
        finding = self.finding
        writing, mending = not self.writeFrame.isHidden(), not self.mendFrame.isHidden()
        self.buttonsHolder.setVisible(not writing and not mending)
        if finding is not None:
            can_mend = self._actions.can_mend(finding)
            asks = self._actions.asks_for_motivation(finding) and self._actions.motivation(finding) is None
            can_motivate = self._actions.can_motivate(finding)
            self.mendButton.setVisible(can_mend)
            self.mendButton.setEnabled(not self._waiting)
            self.motivateButton.setVisible(asks)
            self.motivateButton.setEnabled(can_motivate)
            self.motivateButton.setToolTip(
                words.translate("Hso", "Skriv varför varningen får stå kvar (F4)")
                if can_motivate
                else words.translate("Hso", "Spara objektet först: en motivering hör till det som är sparat")
            )
            self.settleRow.setVisible(can_mend or asks)

    # ----- looking

    def look(self) -> None:
        """Move the map to the finding's place."""
        if self.finding is not None:
            self._actions.show(self.finding)

    def open_form(self) -> None:
        """Open the object's form."""
        if self.finding is not None:
            self._actions.open_form(self.finding)

    # ----- mending

    def preview(self) -> None:
        """Ask what a mend would do."""
        if self.finding is not None and not self.mendButton.isHidden() and not self._waiting:
            self._waiting = True
            self._arrange()
            self._actions.preview(self.finding)

    def _previewed(self, finding: Finding, mend: Mend | None) -> None:
        if not self._waiting or self.finding is None or finding.id != self.finding.id:
            return
        self._waiting, self._mend = False, mend
        if mend is None:
            text = words.translate(
                "Hso", "Det finns ingen säker åtgärd för det här fyndet. Gör som det står under ”Så här åtgärdar du”."
            )
        else:
            text = words.say(mend.text)
        self.previewLabel.setText(text)
        self.previewTitle.setVisible(mend is not None)
        self.applyButton.setVisible(mend is not None)
        self.cancelMendButton.setText(
            words.translate("Hso", "Avbryt") if mend is not None else words.translate("Hso", "Stäng")
        )
        self.mendFrame.show()
        self._arrange()
        (self.applyButton if mend is not None else self.cancelMendButton).setFocus()

    def _apply(self) -> None:
        mend = self._mend
        self._forget_preview()
        if mend is not None:
            self._actions.apply(mend)
        self.emptied.emit()

    def _forget_preview(self) -> None:
        if self._waiting or not self.mendFrame.isHidden():
            self._actions.forget_preview()
        self._waiting, self._mend = False, None
        self.mendFrame.hide()
        self._arrange()

    # ----- motivating

    def write(self, *_clicked: object, focus: bool = True) -> None:
        """Open the box for the motivation, with what was being written or what stands there."""
        finding = self.finding
        if finding is None or not self._actions.can_motivate(finding):
            return
        self._forget_preview()
        known = self._actions.motivation(finding)
        draft = self._drafts.get(finding.id, known.text if known else "")
        self.motivationEdit.setPlainText(draft)
        self._count()
        self.writeFrame.show()
        self._arrange()
        if focus:
            self.motivationEdit.setFocus()

    def _count(self) -> None:
        text = self.motivationEdit.toPlainText()
        left = LEAST_CHARACTERS - len(" ".join(text.split()))
        if self.finding is not None and not self.writeFrame.isHidden():
            self._drafts[self.finding.id] = text
        self.saveButton.setEnabled(left <= 0)
        least = words.translate("Hso", "Minst {n} tecken.").replace("{n}", str(LEAST_CHARACTERS))
        more = words.translate("Hso", "{n} kvar.").replace("{n}", str(max(left, 0)))
        self.lengthLabel.setText(f"{least} {more}" if left > 0 else words.translate("Hso", "Tillräckligt långt."))

    def _save(self) -> None:
        if self.finding is not None and self.saveButton.isEnabled():
            self._actions.workspace.motivate(self.finding, self.motivationEdit.toPlainText())

    def _give_up(self) -> None:
        if self.finding is not None:
            self._drafts.pop(self.finding.id, None)
        self.writeFrame.hide()
        self._arrange()
        self.emptied.emit()

    def _withdraw(self) -> None:
        if self.finding is not None:
            self._actions.workspace.withdraw_motivation(self.finding)
