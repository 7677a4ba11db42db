"""Keeps what is said of the plugin in QGIS's message log in a file too, for the report on a fault.

QGIS forgets its message log when it closes, and has none at all of the time before a crash.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from qgis.core import Qgis, QgsApplication, QgsMessageLog

from ...core.bug_report.log_file import LogFile

#: The plugin's page in QGIS's message log.
TAG = "HSO"
#: Of one entry: the rest of a server's long answer helps nobody.
MOST_SIGNS = 8000
_LEVELS = {Qgis.MessageLevel.Warning: "varning", Qgis.MessageLevel.Critical: "fel"}


def place() -> Path:
    """Where the log lies: in the folder of the person's QGIS profile."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "hso" / "logg.txt"


class EventLog:
    """Writes along as long as the plugin is loaded: our own messages, and errors of Python in our code."""

    def __init__(self, path: Path | None = None) -> None:
        self._file = LogFile(path or place())
        self._log = QgsApplication.messageLog()
        self._log.messageReceived.connect(self._keep)

    def read(self) -> str:
        """What is kept, also of earlier sessions."""
        return self._file.read()

    def close(self) -> None:
        """Write along no longer."""
        self._log.messageReceived.disconnect(self._keep)

    def _keep(self, message: str, tag: str, level: Qgis.MessageLevel) -> None:
        if tag == TAG or "hso_plugin" in message:
            moment = datetime.now().astimezone().isoformat(timespec="seconds")
            self._file.add(f"{moment} {_LEVELS.get(level, 'info')}: {message[:MOST_SIGNS]}")


def note(text: str, level: Qgis.MessageLevel = Qgis.MessageLevel.Info) -> None:
    """Say something on the plugin's page in QGIS's message log. From any thread; never with a password in it."""
    # Without a notification: the sign in the corner is for warnings that nobody else tells.
    QgsMessageLog.logMessage(text, TAG, level, notifyUser=False)
