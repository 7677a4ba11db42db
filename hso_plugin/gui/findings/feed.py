"""Prepares the workspace's findings for the lists, in a task when they are many, whenever they have changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.errors import HsoError
from ...core.model import MapObject
from ...core.motivation import Motivation
from ...qgis_bridge.tasks.latest_task import LatestTask
from ..widgets import words
from ..workspace.workspace import Workspace
from .listing import FindingsListing, listed_findings

#: So many findings are prepared on the spot, in a few milliseconds.
AT_ONCE = 400


class FindingsFeed(QObject):
    """The latest `listing` (None before a check) with its `motivations`; `changed` when either is another.

    One task at a time; what has changed meanwhile is dealt with after it. Until then the old listing stands.
    """

    changed = pyqtSignal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.listing: FindingsListing | None = None
        self.motivations: Mapping[str, Motivation] = {}
        self._task = LatestTask()
        self._known: tuple[Any, ...] = ()
        self._told: tuple[Any, ...] = ()
        workspace.changed.connect(self.refresh)

    @property
    def stale(self) -> bool:
        """True when the listing is not of what the map shows now."""
        workspace = self.workspace
        return workspace.findings_stale or (
            self.listing is not None and self.listing.findings is not workspace.findings
        )

    @property
    def busy(self) -> bool:
        """True while a listing is prepared."""
        return self._task.busy

    def refresh(self) -> None:
        """See whether anything has changed."""
        workspace = self.workspace
        snapshot, findings = workspace.snapshot, workspace.findings
        if snapshot is None or findings is None:
            self._known, self.listing = (), None
            self._tell()
            return
        wanted = (findings, snapshot.listing, snapshot.catalogue, workspace.edited)
        if len(self._known) != len(wanted) or any(a is not b for a, b in zip(self._known, wanted, strict=True)):
            self._prepare(wanted)
        else:
            self._tell()

    def close(self) -> None:
        """Let go of the workspace and of what is running."""
        self.workspace.changed.disconnect(self.refresh)
        self._task.forget()

    def _prepare(self, wanted: tuple[Any, ...]) -> None:
        if self._task.busy:
            return  # it comes back here when it is done
        findings, listing, catalogue, edited = wanted
        known, saved = self.listing, listing.by_identity
        self._known = wanted

        def work() -> FindingsListing:
            return listed_findings(findings, _objects(saved, edited), catalogue, known)

        if len(findings) <= AT_ONCE:
            self._take(wanted, work())
            return
        self._task.run(
            words.translate("Hso", "Ordnar fynden"),
            lambda _progress: work(),
            lambda result: self._done(lambda: self._take(wanted, result)),
            lambda error: self._done(lambda: self._fail(error)),
            self.refresh,
            quiet=False,
        )

    def _take(self, wanted: tuple[Any, ...], listing: FindingsListing) -> None:
        if wanted[0] is self.workspace.findings:  # else the workspace has been closed or checked again meanwhile
            self.listing = listing
        self._tell()

    def _done(self, then: Callable[[], None]) -> None:
        then()
        self.refresh()

    def _fail(self, error: HsoError) -> None:
        self.workspace.report(error)

    def _tell(self) -> None:
        self.motivations = self.workspace.motivations
        news = (self.listing, self.motivations, self.stale, self.workspace.checked)
        if len(self._told) != len(news) or any(a is not b for a, b in zip(self._told, news, strict=True)):
            self._told = news
            self.changed.emit()


def _objects(saved: Mapping[str, MapObject], edited: Mapping[str, MapObject | None]) -> Mapping[str, MapObject]:
    if not edited:
        return saved
    changed = {identity: item for identity, item in edited.items() if item is not None}
    return {**saved, **changed}
