"""Starts and stops the plugin: translation, processing provider and windows. Undoes everything in `unload`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from . import requirements

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .gui import Gui
    from .processing.provider import HsoProvider

_TRANSLATION = Path(__file__).parent / "resources" / "i18n" / "hso_plugin_en.qm"
_SHOWN = "hso/shown"


class Plugin:
    """What QGIS loads. Everything that needs more than QGIS itself is imported when it is known to be there."""

    def __init__(self, iface: QgisInterface | None) -> None:
        self._iface = iface
        self._translator: QTranslator | None = None
        self._provider: HsoProvider | None = None
        self._gui: Gui | None = None
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
        """Add the provider and the windows; the dock shows itself the very first time.

        Where it was open when QGIS was closed, QGIS opens it again, and what was worked with is then opened in it:
        when QGIS is done starting, since a project that it starts with would close what was opened before.
        """
        self.initProcessing()
        if self._missing or self._iface is None:
            return
        from .gui import Gui

        self._gui = Gui(self._iface)
        settings = QgsSettings()
        if not settings.value(_SHOWN, False, type=bool):
            settings.setValue(_SHOWN, True)
            self._gui.show()
        self._iface.initializationCompleted.connect(self._gui.resume)

    def unload(self) -> None:
        """Stop what runs and leave QGIS as it was."""
        if not self._missing:
            from .qgis_bridge import project, tasks

            tasks.forget_all()
            if self._gui is not None and self._iface is not None:
                self._iface.initializationCompleted.disconnect(self._gui.resume)
                self._gui.unload()
                self._gui = None
            project.let_go()
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None

    def _install_english(self) -> None:
        """Texts are Swedish in the source; every other language gets English."""
        if QgsApplication.locale().lower().startswith("sv"):
            return
        translator = QTranslator()
        if translator.load(str(_TRANSLATION)):
            QCoreApplication.installTranslator(translator)
            self._translator = translator

    def _say_missing(self) -> None:
        names = ", ".join(self._missing)
        text = QCoreApplication.translate(
            "HSO",
            "Insticksprogrammet HSO Strukturbild kan inte starta: QGIS saknar {names}. Installera QGIS med det vanliga "
            "installationsprogrammet (MSI), eller lägg till paketen i OSGeo4W Setup eller, på Linux, i QGIS Python. "
            "Starta sedan om QGIS.",
        ).replace("{names}", names)
        QgsMessageLog.logMessage(text, "HSO", Qgis.MessageLevel.Critical)
        if self._iface is not None:
            self._iface.messageBar().pushMessage("HSO", text, Qgis.MessageLevel.Critical, 0)
