"""What a planner does in the window, as verbs for stories: connect, draw, fill in, save, check, mend, send, receive.

Everything goes through what a person sees: buttons, the map, the real form's own widgets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qgis.core import QgsGeometry, QgsPointXY
from qgis.PyQt.QtWidgets import QWidget
from qgis.utils import iface, plugins

from .driver import Driver, Story, StoryError
from .form import FormFiller, Value


@dataclass
class Sketch:
    """An object to draw: class, kind, map coordinates (easting, northing) and what to write in the form."""

    klass: str
    kind: str
    points: Sequence[tuple[float, float]]
    values: Mapping[str, Value]


class Planner(FormFiller):
    """A person at the window."""

    def __init__(self, driver: Driver) -> None:
        # The plugin can be imported only inside QGIS, once the profile's plugin folder is on the path.
        from hso_plugin.core.model import GeometryKind
        from hso_plugin.gui.drawing.objects_model import Choice
        from hso_plugin.gui.widgets.grouped_model import ITEM_ROLE
        from hso_plugin.gui.widgets.steps import Step
        from hso_plugin.qgis_bridge.layers import project

        super().__init__(driver)
        self.gui = plugins["hso_plugin"].gui
        self.panel, self.workspace = self.gui.panel, self.gui.workspace
        self._kind, self._choice, self.step, self._project = GeometryKind, Choice, Step, project
        self._item_role = ITEM_ROLE

    def idle(self) -> bool:
        """True when no job runs and nothing is about to be read anew."""
        return not self.workspace.jobs.busy and not self.workspace._settle.isActive()

    @property
    def primary(self) -> QWidget:
        """The one primary button."""
        button: QWidget = self.panel.primaryButton
        return button

    def object(self, name: str) -> Any:
        """The own object with this name."""
        return next(thing for thing in self.workspace.snapshot.objects if thing.name == name)

    def connect(self, url: str, user: str, password: str, municipality: str, working_copy: str) -> Story:
        """Fill in the form of the first time and try the connection."""
        driver, form = self.driver, self.panel.connect_form
        yield driver.until(self.panel.isVisible, "the dock to show itself")
        driver.type(form.platformBox, url)
        driver.type(form.userEdit, user)
        driver.type(form.passwordEdit, password)
        driver.choose(form.municipalityBox, municipality)
        form.copyEdit.setFilePath(working_copy)
        driver.click(form.testButton)
        yield driver.until(lambda: self.idle() and form.lines.rowCount() > 0, "the self-test")

    def fetch_first(self) -> Story:
        """Fetch the map for the first time."""
        self.driver.click(self.primary)
        yield self.driver.until(lambda: self.workspace.snapshot is not None and self.idle(), "the map to be fetched")
        yield self.driver.map_drawn()

    def show(self, step: Any) -> Story:
        """Go to a step of the workspace."""
        self.driver.click(self.panel.steps.buttons[step])
        yield self.driver.pause(0.3)

    def draw(self, sketch: Sketch, *, picture: str = "") -> Story:
        """Choose the class, draw on the map, fill in the form, say OK."""
        driver, page = self.driver, self.panel.edit_page
        yield from self.show(self.step.EDIT)
        self.look_at(sketch.points)
        yield driver.pause(0.3)
        yield driver.map_drawn()
        kind = self._kind(sketch.kind)
        choice = self._choice(self.workspace.snapshot.catalogue.classes[sketch.klass], kind)
        driver.click_item(page.paletteView, page.palette_model.find(choice))
        layer = self._project.layer(kind)
        yield driver.until(lambda: iface.activeLayer() == layer and layer.isEditable(), "the layer to be ready")
        driver.draw(list(sketch.points), right_click=kind is not self._kind.POINT)
        yield driver.until(lambda: driver.form() is not None, "the form to open")
        yield driver.pause(0.4)
        if self.form.feature()["klass"] != sketch.klass:
            raise StoryError("the form does not have the chosen class")
        yield from self.fill(sketch.values)
        if picture:
            driver.picture(picture)
        yield from self.say_ok()

    def save(self) -> Story:
        """Save the drawn objects in the map with the primary button."""
        yield from self.show(self.step.EDIT)
        self.driver.click(self.primary)
        yield self.driver.until(lambda: not self.workspace.unsaved and self.idle(), "the edits to be saved")

    def check(self) -> Story:
        """Run the rules with the primary button of the third step, unless saving has run them anew already."""
        yield from self.show(self.step.CHECK)
        if self.workspace.findings is None or self.workspace.findings_stale:
            self.driver.click(self.primary)
        yield self.driver.until(
            lambda: self.workspace.findings is not None and not self.workspace.findings_stale and self.idle(),
            "the check",
        )
        yield self.driver.pause(0.3)

    def waits_for_neighbour(self, thing: Any) -> Any:
        """The finding that a line of ours is not carried on beyond the border; None when there is none."""
        found = (f for f in self.workspace.findings if f.object == thing.identity and f.rule == "linje-vantar-granne")
        return next(found, None)

    def send(self) -> Story:
        """Send what is pending."""
        yield from self.show(self.step.SEND)
        self.driver.click(self.primary)
        yield self.driver.until(lambda: not self.workspace.unsaved and self.idle(), "the changes to be sent")
        yield self.driver.pause(0.4)

    def receive(self) -> Story:
        """Fetch what is new."""
        yield from self.show(self.step.FETCH)
        self.driver.click(self.primary)
        yield self.driver.pause(0.3)
        yield self.driver.until(self.idle, "the news to be fetched")
        yield self.driver.map_drawn()

    def draw_over(self, thing: Any, values: Mapping[str, Value]) -> Story:
        """Open the form of an object in the list of step two, write, and save."""
        yield from self.write_in(thing, values)
        yield from self.save()

    def write_in(self, thing: Any, values: Mapping[str, Value]) -> Story:
        """Open the form of an object in the list of step two, write, and say OK."""
        yield from self.show(self.step.EDIT)
        view = self.panel.edit_page.objectsView
        rows = [view.model().index(row, 0) for row in range(view.model().rowCount())]
        found = next(index for index in rows if index.data(self._item_role).identity == thing.identity)
        self.driver.click_item(view, found, double=True)
        yield self.driver.until(lambda: self.driver.form() is not None, "the form of the object")
        yield from self.fill(values)
        yield from self.say_ok()

    def keep_mine(self) -> Story:
        """Choose the own version in the conflict that stands first."""
        yield from self.show(self.step.SEND)
        self.driver.click(self.panel.send_page.solveButton)
        conflicts = self.driver.widget("hsoConflictDock")
        yield self.driver.until(conflicts.isVisible, "the conflict to be shown side by side")
        yield self.driver.map_drawn()
        self.driver.click(conflicts.content.mineButton)
        yield self.driver.until(
            lambda: not self.workspace.snapshot.conflicts and self.idle(), "the conflict to be settled"
        )

    @staticmethod
    def look_at(points: Sequence[tuple[float, float]]) -> None:
        """Move the map to the place, as a person does with the wheel before drawing."""
        around = QgsGeometry.fromMultiPointXY([QgsPointXY(*point) for point in points]).boundingBox()
        around.grow(max(around.width(), around.height(), 500) * 0.5)
        canvas = iface.mapCanvas()
        canvas.setExtent(around)
        canvas.refresh()
