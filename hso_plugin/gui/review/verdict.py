"""The last tab of a review: the stages so far, the decision and the protocol."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from ...core.review.records import states
from ...core.review.records.words import expected
from ..desk.choice import Choice
from ..desk.desk import ReviewDesk
from ..desk.words import stages_text
from ..widgets import words
from .decide import EVENTS, DecideBox, primary_text


class VerdictView(QWidget):
    """Shows what has become of the submission on the desk, and lets the person decide."""

    edited = pyqtSignal()

    def __init__(self, desk: ReviewDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.stagesLabel = QLabel()
        self.stagesLabel.setObjectName("stagesLabel")
        self.stagesLabel.setWordWrap(True)
        self.stagesLabel.setTextFormat(Qt.TextFormat.PlainText)
        self.stagesLabel.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.box = DecideBox()
        self.protocolButton = QPushButton(words.translate("Hso", "Spara &protokoll …"))
        self.protocolButton.setObjectName("protocolButton")
        self.protocolButton.setAutoDefault(False)
        self.protocolButton.setToolTip(
            words.translate("Hso", "Vem, när, klassificering, ändringar, fynd, kommentarer och beslut, att skriva ut")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addWidget(self.stagesLabel)
        layout.addWidget(self.box, 1)
        layout.addWidget(self.protocolButton)
        layout.addStretch(0)
        self.box.edited.connect(self.edited)
        self.protocolButton.clicked.connect(self._save)

    def refresh(self) -> None:
        """Show where the submission stands now."""
        snapshot, submission = self._desk.snapshot, self._desk.submission
        if snapshot is None or submission is None:
            return
        state = states.state_of(snapshot.review, submission)
        self.stagesLabel.setText(f"{stages_text(snapshot, submission)}\n\n{words.say(expected(state))}")
        may = snapshot.may(submission)
        self.box.show_for(
            {event: (submission,) for event in EVENTS if event in may},
            {submission.change: snapshot.municipality(submission)},
        )

    def choice(self) -> Choice | None:
        """The decision as it is filled in."""
        return self.box.choice()

    def primary_text(self, choice: Choice) -> str:
        """What pressing the button will do."""
        snapshot = self._desk.snapshot
        names = {each.change: snapshot.municipality(each) for each in choice.submissions} if snapshot else {}
        return primary_text(choice, names)

    def _save(self) -> None:
        snapshot, submission = self._desk.snapshot, self._desk.submission
        if snapshot is None or submission is None:
            return
        title = words.translate("Hso", "Spara protokollet")
        name = f"protokoll-{submission.municipality}-{submission.position}.html"
        start = str(Path(snapshot.path).parent / name)
        path, _ = QFileDialog.getSaveFileName(self, title, start, "HTML (*.html)")
        if path:
            self._desk.protocol(path if path.lower().endswith((".html", ".htm")) else f"{path}.html")
