"""Spreads main-thread work over turns of the event loop, so that none of them is long."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, QTimer

from ...core.errors import HsoError
from .event_log import note
from .long_work import unexpected


class SlicedWork(QObject):
    """One work at a time, given as a generator: between two of its values QGIS deals with other events."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Iterator[None] | None = None
        self._done: Callable[[], None] | None = None
        self._failed: Callable[[HsoError], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take)

    @property
    def busy(self) -> bool:
        """True while there is work left."""
        return self._work is not None

    def run(
        self,
        work: Iterator[None],
        done: Callable[[], None] | None = None,
        failed: Callable[[HsoError], None] | None = None,
    ) -> None:
        """Begin `work` in the next turn, in place of what was under way; `done()` at its end, or `failed(error)`.

        An exception that is no `HsoError` is told as one. Without `failed` it is raised in the event loop.
        """
        self.stop()
        self._work, self._done, self._failed = work, done, failed
        self._timer.start(0)

    def stop(self) -> None:
        """Leave the rest undone; nobody is told."""
        self._timer.stop()
        self._work = self._done = self._failed = None

    def _take(self) -> None:
        work, done, failed = self._work, self._done, self._failed
        if work is None:
            return
        try:
            next(work)
        except StopIteration:
            self.stop()
            if done is not None:
                done()
        except Exception as error:  # whatever it was, it is told, and nobody goes on waiting
            self.stop()
            if failed is None:
                raise
            told = error if isinstance(error, HsoError) else unexpected(error)
            note(str(told), Qgis.MessageLevel.Warning)
            failed(told)
        else:
            if self._work is work:
                self._timer.start(0)
