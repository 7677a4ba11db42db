"""Choosing what to decide on one submission or several, with the reason and what will follow from it."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QButtonGroup, QRadioButton, QWidget

from ...core.review.records.model import Event, Submission
from ...core.review.records.states import NEEDS_REASON
from ...core.review.records.words import action_words
from ..desk.choice import Choice, submissions
from ..widgets import ui_loader, words

#: What a reviewer can record, in the order of the choices.
EVENTS = (Event.TAKEN_UP, Event.APPROVED, Event.RETURNED, Event.REJECTED)


class DecideBox(QWidget):
    """A choice for everything that can be recorded of what is chosen, a reason, and what follows.

    What cannot be recorded of any of them is not offered; what can be recorded of some says of how many.
    """

    edited = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ui_loader.load("review_decide", self)
        self._allowed: dict[Event, tuple[Submission, ...]] = {}
        self._number = 0
        self._about: frozenset[str] = frozenset()
        self._group = QButtonGroup(self)
        self.buttons: dict[Event, QRadioButton] = {}
        for event in EVENTS:
            button = getattr(self, f"{event.name.lower()}Button")
            self._group.addButton(button)
            self.buttons[event] = button
            button.toggled.connect(self._changed)
        self.reasonEdit.textChanged.connect(self._changed)
        self.show_for({}, {})

    def show_for(self, allowed: Mapping[Event, tuple[Submission, ...]], names: Mapping[str, str]) -> None:
        """Offer what may be recorded.

        Args:
            allowed: the submissions each event may be recorded of.
            names: municipality's name by `change`, of all submissions that are chosen.
        """
        about = frozenset(names)
        if about != self._about:  # a reason is written for these submissions and no others
            self.reasonEdit.clear()
        self._about = about
        self._allowed = {event: allowed[event] for event in EVENTS if allowed.get(event)}
        self._number = len(names)
        self.aboutLabel.setText(_about_text(names, possible=bool(self._allowed)))
        for event, button in self.buttons.items():
            found = self._allowed.get(event, ())
            text = words.say(action_words(event))
            if found and len(found) < self._number:
                some = words.translate("Hso", "{action} ({n} av {all})").replace("{n}", words.number(len(found)))
                text = some.replace("{all}", words.number(self._number)).replace("{action}", text)
            button.setText(text)
            button.setVisible(bool(found))
        chosen = self._event()
        if chosen not in self._allowed:
            # A final decision is always chosen by the person: pressing twice must never make one.
            self._choose(Event.TAKEN_UP if Event.TAKEN_UP in self._allowed else None)
        self._changed()

    def choice(self) -> Choice | None:
        """What is filled in; None while nothing is chosen."""
        event = self._event()
        if event is None or event not in self._allowed:
            return None
        reason = "" if event is Event.TAKEN_UP else self.reasonEdit.toPlainText().strip()
        return Choice(event, self._allowed[event], reason)

    @property
    def possible(self) -> bool:
        """True when there is something to choose."""
        return bool(self._allowed)

    def choose(self, event: Event) -> None:
        """Choose what to record; nothing happens when it is not offered."""
        if event in self._allowed:
            self.buttons[event].setChecked(True)

    def forget(self) -> None:
        """After it was recorded: the reason has done its work."""
        self.reasonEdit.clear()

    def _event(self) -> Event | None:
        return next((event for event, button in self.buttons.items() if button.isChecked()), None)

    def _choose(self, event: Event | None) -> None:
        self._group.setExclusive(False)
        for each, button in self.buttons.items():
            button.setChecked(each is event)
        self._group.setExclusive(True)

    def _changed(self) -> None:
        choice = self.choice()
        self.outcomeLabel.setVisible(choice is not None)
        for widget in (self.reasonLabel, self.reasonEdit):
            widget.setVisible(choice is not None and choice.event is not Event.TAKEN_UP)
        if choice is not None:
            needed = choice.event in NEEDS_REASON
            self.reasonLabel.setText(
                words.translate("Hso", "&Skäl (krävs): vad ska kommunen göra, och varför?")
                if needed
                else words.translate("Hso", "&Skäl (om du vill)")
            )
            self.outcomeLabel.setText(outcome_text(choice))
        self.edited.emit()


def primary_text(choice: Choice, names: Mapping[str, str]) -> str:
    """«Godkänn Timrå», «Godkänn 3 inlämningar»."""
    action = words.say(action_words(choice.event))
    if len(choice.submissions) == 1:
        what = names.get(choice.submissions[0].change, choice.submissions[0].municipality)
        return (
            words.translate("Hso", "{action}: {municipality}")
            .replace("{action}", action)
            .replace("{municipality}", what)
        )
    what = submissions(len(choice.submissions))
    return words.translate("Hso", "{action}: {submissions}").replace("{action}", action).replace("{submissions}", what)


def outcome_text(choice: Choice) -> str:
    """What will follow, before the button is pressed."""
    if not choice.complete:
        return words.translate("Hso", "Skriv ett skäl, så kan du besluta. Kommunen ser det.")
    return {
        Event.TAKEN_UP: words.translate(
            "Hso", "Kommunen ser att du granskar. Sedan kan du godkänna, lämna åter eller avslå."
        ),
        Event.APPROVED: words.translate(
            "Hso",
            "Den publicerade kartan blir som kommunen lämnade in den. Ett beslut går inte att ta tillbaka.",
        ),
        Event.RETURNED: words.translate(
            "Hso",
            "Kommunen ser skälet och kommentarerna, åtgärdar och lämnar in igen. Den publicerade kartan ändras inte.",
        ),
        Event.REJECTED: words.translate(
            "Hso", "Kommunen ser skälet. Inlämningen är avslutad, och den publicerade kartan ändras inte."
        ),
    }[choice.event]


def _about_text(names: Mapping[str, str], *, possible: bool) -> str:
    if not names:
        return words.translate("Hso", "Välj en inlämning, eller flera, för att besluta om dem.")
    if not possible:
        return words.translate("Hso", "Det finns inget för dig att besluta här.")
    if len(names) == 1:
        return words.translate("Hso", "Beslut om inlämningen från {municipality}").replace(
            "{municipality}", next(iter(names.values()))
        )
    text = words.translate("Hso", "Beslut om {submissions}: {municipalities}")
    listed = ", ".join(sorted(names.values()))
    return text.replace("{submissions}", submissions(len(names))).replace("{municipalities}", listed)
