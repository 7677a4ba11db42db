"""Fetches the open map anew with the person's changes, where the working copy cannot go on with the platform as it is.

The file is replaced under the project's layers: they let go of it before, and take it up again however it went.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.catalogue.model import Catalogue
from ...core.errors import HsoError
from ...core.progress import check_cancelled
from ...qgis_bridge import jobs
from ...qgis_bridge.layers import layer_groups, layer_release
from ...qgis_bridge.profile.settings import Profile
from ...qgis_bridge.tasks.feedback import FeedbackProgress
from ...qgis_bridge.tasks.sliced_work import SlicedWork
from ..widgets import words
from ..widgets.open_forms import close_forms
from ..workspace.workspace import Workspace

if TYPE_CHECKING:
    from ...workcopy.exchange.renewal import Renewed

#: How often the task looks whether the layers have let go, in seconds.
_LOOK = 0.05


@dataclass
class _LettingGo:
    """The layers on their way to let go, as the task that waits for them sees it."""

    over: threading.Event
    error: HsoError | None = None

    def fail(self, error: HsoError) -> None:
        """They could not."""
        self.error = error
        self.over.set()

    def wait(self, progress: FeedbackProgress) -> None:
        """Wait for it in the task. Raises `Cancelled`, and the error."""
        while not self.over.wait(_LOOK):
            check_cancelled(progress)
        if self.error is not None:
            raise self.error


class Renewal(QObject):
    """`run` fetches anew; what came of it is told with `told`: a few short sentences, and where the old things are."""

    told = pyqtSignal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._turns = SlicedWork(self)

    @property
    def busy(self) -> bool:
        """True while layers let go of a file or take it up."""
        return self._turns.busy

    def run(self) -> None:
        """Fetch anew, after the question about unsaved edits. Declined while something else is going on."""
        workspace, profile, snapshot = self._workspace, self._workspace.profile, self._workspace.snapshot
        if profile is None or snapshot is None or not workspace.edits_settled():
            return
        letting_go = _LettingGo(threading.Event())
        before = snapshot.catalogue

        def work(progress: FeedbackProgress) -> tuple[Renewed, Catalogue]:
            letting_go.wait(progress)
            return jobs.renew_job(profile, progress), jobs.catalogue_of(profile.working_copy)

        def done(found: tuple[Renewed, Catalogue]) -> None:
            renewed, catalogue = found
            self._take_up(
                catalogue if catalogue.document != before.document else None,
                profile,
                lambda: self._tell(renewed),
                bool(renewed.recovered.conflicts),
            )

        def broken(error: HsoError | None) -> None:
            self._take_up(None, profile, lambda: self._fail(error))

        title = words.translate("Hso", "Hämtar om kartan")
        if workspace.jobs.run(title, work, done, self.run, broken=broken, silent=True):
            workspace.hold_map(True)
            self._turns.run(_let_go(snapshot.path), letting_go.over.set, letting_go.fail)

    def close(self) -> None:
        """The windows are going: the layers take up whatever is in the file's place now."""
        self._turns.stop()
        close_forms(layer_release.detached())
        for _ in layer_release.attach_steps():
            pass

    def _take_up(
        self, catalogue: Catalogue | None, profile: Profile, then: Callable[[], None], to_solve: bool = False
    ) -> None:
        """Have the layers show the file again, with forms and symbols of `catalogue` where that is new."""

        def shown() -> None:
            self._workspace.hold_map(False)
            self._workspace.after_sync(set(), to_solve, then)

        def failed(error: HsoError) -> None:
            shown()
            self._workspace.report(error)

        self._turns.run(_shown_again(catalogue, profile.municipality), shown, failed)

    def _tell(self, renewed: Renewed) -> None:
        self.told.emit(renewed_text(renewed), kept_text(renewed))

    def _fail(self, error: HsoError | None) -> None:
        if error is not None:
            self._workspace.report(error, self.run)


def _let_go(path: str) -> Iterator[None]:
    close_forms(layer_release.over(path))
    yield
    yield from layer_release.detach_steps(path)


def _shown_again(catalogue: Catalogue | None, municipality: str) -> Iterator[None]:
    close_forms(layer_release.detached())  # somebody has looked at the empty layers
    yield from layer_release.attach_steps()
    if catalogue is not None:
        yield from layer_groups.dress_steps(catalogue, municipality)


def renewed_text(renewed: Renewed) -> str:
    """«Kartan är hämtad på nytt. 3 ändringar följde med. …»"""
    recovered = renewed.recovered
    parts = [words.translate("Hso", "Kartan är hämtad på nytt.")]
    if renewed.edits_file is None:
        parts.append(words.translate("Hso", "Det fanns inga ändringar att ta med."))
    lost = len({*recovered.held, *(recovered.left_out or {})})
    parts += [
        words.counted(number, one, many)
        for number, one, many in (
            (
                len(recovered.taken),
                words.translate("Hso", "{n} ändring följde med."),
                words.translate("Hso", "{n} ändringar följde med."),
            ),
            (
                len(recovered.conflicts),
                words.translate("Hso", "{n} konflikt väntar på dig."),
                words.translate("Hso", "{n} konflikter väntar på dig."),
            ),
            (
                lost,
                words.translate("Hso", "{n} ändring fick inte plats helt och finns kvar i filen med ändringar."),
                words.translate("Hso", "{n} ändringar fick inte plats helt och finns kvar i filen med ändringar."),
            ),
        )
        if number
    ]
    if renewed.additions.taken:
        text = words.translate("Hso", "Det du själv har lagt till i filen följde med: {names}.")
        parts.append(text.replace("{names}", ", ".join(renewed.additions.taken)))
    return " ".join(parts)


def kept_text(renewed: Renewed) -> str:
    """Where the old things are, as lines."""
    lines = [
        words.translate("Hso", "Bredvid den nya arbetskopian ligger nu:"),
        words.translate("Hso", "{old}: den gamla arbetskopian, som den var.").replace("{old}", renewed.old_file.name),
    ]
    if renewed.edits_file is not None:
        text = words.translate(
            "Hso",
            "{file}: dina ändringar. De kan läsas in igen med «Läs in sparade ändringar» i "
            "Geobearbetning – Verktygslåda.",
        )
        lines.append(text.replace("{file}", renewed.edits_file.name))
    if renewed.additions.left:
        text = words.translate("Hso", "Finns bara kvar i den gamla arbetskopian: {names}.")
        lines.append(text.replace("{names}", ", ".join(renewed.additions.left)))
    folder = words.translate("Hso", "Mapp: {folder}").replace("{folder}", str(renewed.old_file.parent))
    return "\n".join([*lines, folder, words.translate("Hso", "De tas aldrig bort av sig själva.")])
