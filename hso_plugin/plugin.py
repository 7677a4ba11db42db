"""Starts and stops the plugin: translation, processing provider and windows. Undoes everything in `unload`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from . import requirements
from .core.plugin_version import PLUGIN_VERSION
from .qgis_bridge.tasks.event_log import EventLog, note

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .gui.launcher import Launcher
    from .gui.main import Gui
    from .gui.widgets.bug_report_action import BugReportAction
    from .processing.provider import HsoProvider

_TRANSLATION = Path(__file__).parent / "resources" / "i18n" / "hso_plugin_en.qm"
_SHOWN = "hso/shown"


class Plugin:
    """What QGIS loads. Everything that needs more than QGIS itself is imported when it is known to be there."""

    def __init__(self, iface: QgisInterface | None) -> None:
        self._iface = iface
        self._translator: QTranslator | None = None
        self._texts = b""
        self._provider: HsoProvider | None = None
        self._launcher: Launcher | None = None
        self._log: EventLog | None = None
        self._report: BugReportAction | None = None
        self._install_english()
        self._missing = requirements.missing()

    def initProcessing(self) -> None:
        """Add the provider `hso`; all there is to do in qgis_process."""
        if self._missing:
            self._say_missing()
            return
        if self._provider is None:
            from .processing.provider import HsoProvider

            self._provider = HsoProvider()
            QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:
        """Add the provider and the ways into the windows. What goes wrong is told, and a report on it can be made."""
        if self._iface is None:
            self.initProcessing()
            return
        from .gui.widgets.bug_report_action import BugReportAction

        self._log = EventLog()
        self._report = BugReportAction(self._iface, self._log)
        note(f"Strukturbild {PLUGIN_VERSION}, QGIS {Qgis.version()}")
        try:
            self._start(self._iface)
        except Exception as error:  # noqa: BLE001 - else QGIS drops the plugin, and with it the way to report the fault
            from .gui import start_fault

            start_fault.tell_failed(self._iface, error)

    def _start(self, iface: QgisInterface) -> None:
        """The dock shows itself the very first time.

        The windows are made when they are first shown. Where the dock was open when QGIS was closed, QGIS opens it
        again, and it is filled when QGIS is done starting.
        """
        self.initProcessing()
        if self._missing:
            return
        from .gui.launcher import Launcher

        self._launcher = Launcher(iface)
        iface.initializationCompleted.connect(self._launcher.resume)
        settings = QgsSettings()
        if not settings.value(_SHOWN, False, type=bool):
            settings.setValue(_SHOWN, True)
            self._launcher.dock.show()
            if iface.mainWindow().isVisible():  # installed in a QGIS that runs, which will not say that it has started
                self._launcher.show()

    @property
    def gui(self) -> Gui | None:
        """The windows, made now unless they are there; None where there can be none."""
        return self._launcher.gui if self._launcher is not None else None

    def unload(self) -> None:
        """Stop what runs and leave QGIS as it was."""
        if self._report is not None:
            self._report.withdraw()
            self._report = None
        if self._launcher is not None and self._iface is not None:
            self._iface.initializationCompleted.disconnect(self._launcher.resume)
            self._launcher.unload()
            self._launcher = None
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        if self._log is not None:
            self._log.close()
            self._log = None
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None

    def _install_english(self) -> None:
        """Texts are Swedish in the source; every other language gets English."""
        if QgsApplication.locale().lower().startswith("sv"):
            return
        translator = QTranslator()
        # Read, and kept: QTranslator maps a file that it opens itself, and Windows then lets nobody replace it.
        self._texts = _TRANSLATION.read_bytes() if _TRANSLATION.is_file() else b""
        if translator.loadFromData(self._texts):
            QCoreApplication.installTranslator(translator)
            self._translator = translator

    def _say_missing(self) -> None:
        if self._iface is None:
            note(requirements.sentence(self._missing), Qgis.MessageLevel.Critical)
            return
        from .gui import start_fault

        start_fault.tell_missing(self._iface, self._missing)
