"""The findings on the map, as layers that follow the list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from qgis.core import QgsProject, QgsSettings, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.errors import HsoError
from ...core.model import Finding, GeometryKind, MapObject
from ...qgis_bridge.layers import findings_layers, memory_layers
from ...qgis_bridge.layers.findings_features import Placed, features
from ...qgis_bridge.layers.project_layers import layers as own_layers
from ...qgis_bridge.profile import language
from ...qgis_bridge.tasks.feedback import FeedbackProgress
from ...qgis_bridge.tasks.latest_task import LatestTask
from ...qgis_bridge.tasks.sliced_work import SlicedWork
from ..widgets import words
from ..workspace.checked_copy import CheckedCopy

_SHOWN = "hso/findings_on_map"
#: Features put into a layer between two turns of the event loop.
_PORTION = 400


@dataclass(frozen=True)
class _Change:
    """What is to be done with the layers: ids that go, features that come."""

    findings: Sequence[Finding]
    gone: Sequence[str]
    new: Sequence[Placed]


class FindingsLayer(QObject):
    """Shows the workspace's findings on the map while `shown`; only what has changed is drawn anew.

    `toggled` comes when it is turned on or off, also by somebody who takes the layers out of the project.
    """

    toggled = pyqtSignal(bool)

    def __init__(self, workspace: CheckedCopy) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._turns, self._emptying = SlicedWork(self), SlicedWork(self)
        self._task = LatestTask()
        self._layers: dict[GeometryKind, QgsVectorLayer] = {}
        self._known: dict[str, Finding] = {}
        self._places: dict[str, tuple[GeometryKind, int]] = {}
        self._drawn: Sequence[Finding] | None = None
        workspace.changed.connect(self._follow)
        QgsProject.instance().readProject.connect(self._remove_saved)

    @property
    def shown(self) -> bool:
        """True when the findings shall be on the map; kept in QGIS's settings, on from the start."""
        return bool(QgsSettings().value(_SHOWN, True, type=bool))

    def set_shown(self, wanted: bool) -> None:
        """Turn it on or off."""
        if wanted != self.shown:
            QgsSettings().setValue(_SHOWN, wanted)
            self.toggled.emit(wanted)
        self._follow()

    @property
    def busy(self) -> bool:
        """True while the layers are not yet as the findings are."""
        return self._task.busy or self._turns.busy

    def close(self) -> None:
        """Take the layers away and let go of everything; before the plugin is unloaded."""
        with suppress(TypeError):  # not connected any more
            self._workspace.changed.disconnect(self._follow)
            QgsProject.instance().readProject.disconnect(self._remove_saved)
        self._clear()

    # ----- following

    def _follow(self) -> None:
        there = [layer for layer in self._layers.values() if not sip.isdeleted(layer)]
        if not all(map(memory_layers.is_ours, there)):
            self._clear()  # one was made permanent: it is the person's now, and another is drawn instead
        findings = self._workspace.findings if self.shown and self._workspace.snapshot is not None else None
        if findings is None:
            self._clear()
        elif findings is not self._drawn and not self.busy:
            self._prepare(findings)

    def _prepare(self, findings: Sequence[Finding]) -> None:
        snapshot = self._workspace.snapshot
        if snapshot is None:
            return
        known, saved, edited, tongue = self._known, snapshot.by_identity, self._workspace.edited, language.current()

        def work(progress: FeedbackProgress) -> _Change:
            return _change(findings, known, saved, edited, tongue, progress)

        def done(change: _Change) -> None:
            self._turns.run(self._draw(change), lambda: self._drawn_now(findings), self._fail)

        title = words.translate("Hso", "Ritar fynden på kartan")
        self._task.run(title, work, done, self._fail)

    def _drawn_now(self, findings: Sequence[Finding]) -> None:
        self._drawn = findings
        self._follow()

    def _fail(self, error: HsoError) -> None:
        self._clear()
        QgsSettings().setValue(_SHOWN, False)
        self.toggled.emit(False)
        self._workspace.report(error)

    # ----- drawing

    def _draw(self, change: _Change) -> Iterator[None]:
        if not self._layers:
            self._layers = findings_layers.create()
            for layer in self._layers.values():
                layer.willBeDeleted.connect(self._lost)
                layer.dataSourceChanged.connect(self._follow)
            yield
            yield from findings_layers.add_steps(self._layers)
        for kind, layer in self._layers.items():
            if not memory_layers.is_ours(layer):
                continue
            rows = [place[1] for i in change.gone if (place := self._places.get(i)) is not None and place[0] is kind]
            for start in range(0, len(rows), _PORTION):
                layer.dataProvider().deleteFeatures(rows[start : start + _PORTION])
                yield
            come = [(i, feature) for where, i, feature in change.new if where is kind]
            for start in range(0, len(come), _PORTION):
                part = come[start : start + _PORTION]
                _, made = layer.dataProvider().addFeatures([feature for _, feature in part])
                self._places.update((i, (kind, one.id())) for (i, _), one in zip(part, made, strict=True))
                yield
            if rows or come:
                layer.updateExtents()
                layer.triggerRepaint()
                yield
        came = {i for _, i, _ in change.new}
        for identity in change.gone:
            if identity not in came:
                self._places.pop(identity, None)
        self._known = {finding.id: finding for finding in change.findings}

    def _clear(self) -> None:
        self._task.forget()
        self._turns.stop()
        layers, self._layers = self._layers, {}
        self._known, self._places, self._drawn = {}, {}, None
        for layer in layers.values():
            if not sip.isdeleted(layer):
                layer.willBeDeleted.disconnect(self._lost)
                layer.dataSourceChanged.disconnect(self._follow)
                if not memory_layers.is_ours(layer):
                    layer.setReadOnly(False)
        if layers:
            self._emptying.run(findings_layers.empty(findings_layers.take_out()))

    def _lost(self) -> None:
        """Somebody took a layer away, or the whole project; told when QGIS is done with it."""
        QTimer.singleShot(0, self._see_what_is_left)

    def _see_what_is_left(self) -> None:
        if self._layers:
            self._clear()
            if own_layers():
                self.set_shown(False)

    def _remove_saved(self) -> None:
        """A project was opened; layers that were saved with it are empty."""
        if not self._layers:
            findings_layers.take_out()


def _change(
    findings: Sequence[Finding],
    known: Mapping[str, Finding],
    saved: Mapping[str, MapObject],
    edited: Mapping[str, MapObject | None],
    tongue: str,
    progress: FeedbackProgress,
) -> _Change:
    now = {finding.id: finding for finding in findings}
    same = {i for i, finding in now.items() if (before := known.get(i)) is finding or before == finding}
    gone = [i for i in known if i not in same]
    new = [finding for i, finding in now.items() if i not in same]
    objects = {**saved, **{i: thing for i, thing in edited.items() if thing is not None}} if edited else saved
    return _Change(findings, gone, list(features(new, objects, tongue, progress)))
