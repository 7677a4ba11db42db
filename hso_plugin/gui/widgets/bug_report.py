"""Shows what a bug report has in it, and saves it where the person wants it.

Opens when the plugin could not start too: imports nothing that needs libraries which QGIS may lack.
"""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QCoreApplication, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QDialog, QPlainTextEdit, QWidget

from ...core.bug_report.report import READ_ME, BugReport, about
from ...core.errors import HsoError
from ...qgis_bridge.bug_report.gathering import ask, gather
from ...qgis_bridge.profile.language import current, say
from ...qgis_bridge.tasks.event_log import EventLog
from ...qgis_bridge.tasks.latest_task import LatestTask
from . import ui_loader
from .ask_file import ask_file

translate = QCoreApplication.translate
#: In pixels at 96 dpi: fits a screen of 1366 × 768 with room to see what is behind.
SIZE = (760, 520)


class BugReportWindow(QDialog):
    """Gathers in a task, shows every file as it will be sent, and asks where to save it. Holds nobody up."""

    def __init__(self, log: EventLog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ui_loader.load("bug_report", self)
        self.setObjectName("hsoBugReport")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.report: BugReport | None = None
        self._saved = ""
        self.introLabel.setText(translate("Hso", "Rapporten samlas …"))
        self.saveButton.clicked.connect(self._save)
        self.closeButton.clicked.connect(self.close)
        self.folderButton.clicked.connect(self._open_folder)
        asked = ask()
        self._task = LatestTask()
        self._task.run(
            translate("Hso", "Samlar felrapport"),
            lambda _progress: gather(asked, log.read),
            self._show,
            self._fail,
            self.close,
            quiet=False,
        )

    def closeEvent(self, event: object) -> None:
        """Wait for nothing any more."""
        self._task.forget()
        super().closeEvent(event)

    def _show(self, report: BugReport) -> None:
        self.report = report
        self.introLabel.setText(
            translate(
                "Hso",
                "Felrapport {id}. Läs gärna igenom den; inget skickas förrän du gör det själv. Spara den, skicka filen "
                "till plattformens förvaltare och skriv vad du gjorde när det blev fel.",
            ).replace("{id}", report.id)
        )
        self._add(translate("Hso", "Innehåll"), about(current()), wrapped=True)
        for name, text in report.files.items():
            if name != READ_ME:
                self._add(name, text, wrapped=False)
        self.saveButton.setEnabled(True)
        self.saveButton.setFocus()

    def _add(self, title: str, text: str, *, wrapped: bool) -> None:
        view = QPlainTextEdit(text, self)
        view.setReadOnly(True)
        view.setAccessibleName(title)
        modes = QPlainTextEdit.LineWrapMode
        view.setLineWrapMode(modes.WidgetWidth if wrapped else modes.NoWrap)
        self.tabs.addTab(view, title)

    def _fail(self, error: HsoError) -> None:
        self.introLabel.setText(f"{say(error.text)}\n\n{error.details}")

    def _save(self) -> None:
        if self.report is None:
            return
        title = translate("Hso", "Spara felrapporten")
        path = ask_file(self, title, f"felrapport {self.report.id}", ".zip", "Zip")
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Save to `path` and say where it is, or why that did not work."""
        if self.report is None:
            return
        try:
            self.report.write(path)
        except OSError as error:
            text = translate(
                "Hso",
                "Rapporten kunde inte sparas i {file}: {reason}. Välj en annan mapp, eller stäng filen om den är "
                "öppen.",
            )
            text = text.replace("{reason}", error.strerror or type(error).__name__)
        else:
            self._saved = str(path)
            text = translate("Hso", "Sparad i {file}.")
        self.outcomeLabel.setText(text.replace("{file}", str(path)))
        self.outcomeLabel.show()
        self.folderButton.setVisible(bool(self._saved))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._saved).parent)))
