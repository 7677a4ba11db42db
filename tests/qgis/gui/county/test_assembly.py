"""The check over all municipalities, how things stand and the releases, over a real review copy without a platform."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPointF
from qgis.PyQt.QtTest import QAbstractItemModelTester

from hso_plugin.core.review.records.model import Release
from hso_plugin.core.review.regional.assemble import Sort
from hso_plugin.core.review.regional.border_comments import comments_on
from hso_plugin.gui.county import overview_model
from hso_plugin.gui.county.assembly_page import AssemblyPage
from hso_plugin.gui.county.overview_page import OverviewPage
from hso_plugin.gui.county.overview_plots import Part, Plot, PlotView
from hso_plugin.gui.county.regional_work import RegionalWork
from hso_plugin.gui.county.release_work import ReleaseWork
from hso_plugin.gui.desk.desk import ReviewDesk
from hso_plugin.gui.map.marker import MapMarker
from hso_plugin.qgis_bridge.layers import release_layers, review_layers
from hso_plugin.workcopy.review.review_copy import ReviewCopy
from tests.qgis.gui.county.review_ground import CORRIDOR, HOMES, SITE, SUNDSVALL, TIMRA, ReviewGround, lay

pytestmark = pytest.mark.usefixtures("swedish")


@pytest.fixture
def ground(tmp_path) -> ReviewGround:
    return lay(tmp_path / "granskning.gpkg")


class Scene:
    """The pages over a desk, as the dock has them."""

    def __init__(self, ground: ReviewGround, qtbot) -> None:
        self.ground, self.qtbot = ground, qtbot
        self.canvas = QgsMapCanvas()
        qtbot.addWidget(self.canvas)
        self.desk = ReviewDesk()
        self.work, self.releases = RegionalWork(self.desk), ReleaseWork(self.desk)
        marker = MapMarker(self.canvas)
        self.assembly, self.overview = AssemblyPage(self.work, self.releases, marker), OverviewPage(self.work, marker)
        for page in (self.assembly, self.overview):
            qtbot.addWidget(page)
            page.resize(360, 700)
            page.show()
        self.problems: list = []
        self.written: list[str] = []
        self.desk.failed.connect(self.problems.append)
        self.desk.written.connect(self.written.append)
        self.desk.use(ground.profile)
        self.rest(lambda: self.desk.snapshot is not None)

    def rest(self, until=lambda: True) -> None:
        """Wait until no job runs and `until` holds."""
        self.qtbot.waitUntil(lambda: bool(until() and not self.desk.jobs.busy), timeout=20_000)

    def check(self, *, submitted: bool = True) -> None:
        self.assembly.basisBox.setCurrentIndex(int(submitted))
        before = self.work.assembly
        self.assembly.primary().action()
        self.rest(lambda: self.work.assembly is not before)

    def choose(self, wanted) -> None:
        """Choose the finding for which `wanted(row)` holds."""
        model = self.assembly.model
        for number, group in enumerate(model.groups):
            for row, item in enumerate(group.items):
                if wanted(item):
                    self.assembly.findingsView.setCurrentIndex(model.index(row, 0, model.index(number, 0)))
                    return
        raise AssertionError([item.finding.rule for group in model.groups for item in group.items])


@pytest.fixture
def scene(ground, qgis_app, qgis_new_project, qtbot) -> Iterator[Scene]:
    made = Scene(ground, qtbot)
    yield made
    made.work.leave_map()
    made.releases.close()
    made.desk.close()
    QgsProject.instance().clear()


def drawn() -> set[str]:
    """The names of the objects that the review has on the map."""
    layers = [
        each for each in review_layers.layers() if isinstance(each, QgsVectorLayer) and "namn" in each.fields().names()
    ]
    return {feature["namn"] for layer in layers for feature in layer.getFeatures()}


def test_findings_stand_by_pair_of_municipalities(scene: Scene):
    page = scene.assembly
    assert page.primary().text == "Kontrollera 7 kommuner tillsammans"
    assert page.emptyLabel.isVisible() and not page.splitter.isVisible()
    scene.check()
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    titles = [group.title for group in page.model.groups]
    assert titles[0] == "Timrå – Sundsvall", titles
    first = {(item.sort, item.finding.object) for item in page.model.groups[0].items}
    assert (Sort.WAITING, CORRIDOR) in first
    assert any(sort is Sort.OVERLAP and identity in (HOMES, SITE) for sort, identity in first)
    assert "Sundsvall" in titles, "it lacks a centre, which is nobody else's matter"
    assert "väntar på grannkommunen" in page.introLabel.text().lower()
    assert page.primary().text == "Kontrollera igen"
    scene.rest(lambda: {"E4 norrut", "Petersvik"} <= drawn())  # what was checked comes onto the map

    page.sortBox.setCurrentIndex(page.sortBox.findData(Sort.WAITING))
    assert [item.finding.object for group in page.model.groups for item in group.items] == [CORRIDOR]
    page.sortBox.setCurrentIndex(0)
    page.pairBox.setCurrentIndex(1)
    assert len(page.model.groups) == 1
    scene.check(submitted=False)
    assert [g for g in page.model.groups if len(g.key) == 2 and SITE in {i.finding.object for i in g.items}] == []


def test_a_finding_is_shown_and_told_to_both(scene: Scene):
    scene.check()
    page = scene.assembly
    scene.choose(lambda row: row.sort is Sort.WAITING)
    assert scene.canvas.extent().contains(640_000, 6_930_000)
    assert page.sendButton.text() == "Skicka till Timrå och Sundsvall"
    assert "E4 norrut" in page.commentEdit.toPlainText()
    page.commentEdit.setPlainText("  ")
    assert not page.sendButton.isEnabled()
    page.commentEdit.setPlainText("Stäm av var E4 går över gränsen.")
    elsewhere = scene.ground.ledger.say("Något helt annat.", scene.ground.ledger.review.submissions[0])
    scene.ground.write()
    scene.desk.reread()
    scene.rest(lambda: len(scene.desk.review.comments) == 1)
    assert page.commentEdit.toPlainText() == "Stäm av var E4 går över gränsen.", "nothing that is typed is lost"
    page.sendButton.click()
    scene.rest(lambda: len(scene.desk.review.comments) == 3)
    said = [each for each in scene.desk.review.comments if each.change != elsewhere.change]
    timra, sundsvall = sorted(said, key=lambda each: each.object is None)
    assert (timra.object, timra.version, timra.place) == (CORRIDOR, 1, None)
    assert (sundsvall.object, sundsvall.place) == (None, (640_000.0, 6_930_000.0))
    known = {each.change: each.municipality for each in scene.desk.review.submissions}
    assert [known[each.submission] for each in (timra, sundsvall)] == [TIMRA, SUNDSVALL]
    assert page.chosen.sent and not page.sendButton.isVisible(), "it waits to be sent, and is not sent twice"

    scene.choose(lambda row: row.sort is Sort.OVERLAP)
    page.sendButton.click()
    scene.rest(lambda: len(scene.desk.review.comments) == 5)
    assert {each.object for each in scene.desk.review.comments} == {CORRIDOR, None, HOMES, SITE}


def test_what_a_colleague_has_told_one_of_them_goes_to_the_other_only(scene: Scene):
    scene.check()
    page, ledger = scene.assembly, scene.ground.ledger
    scene.choose(lambda row: row.sort is Sort.WAITING)
    timra = next(each for each in page.chosen.untold if each.municipality == TIMRA)
    [said] = comments_on(page.chosen.finding, "Stäm av.", "annan", [timra], scene.work.assembly.versions)
    ledger.review = replace(ledger.review, comments=(replace(said, position=ledger.position + 1),))
    scene.ground.write()
    scene.desk.reread()
    scene.rest(lambda: len(scene.desk.review.comments) == 1)
    assert page.sendButton.text() == "Skicka till Sundsvall"
    assert page.sentLabel.text() == "Redan skickat som kommentar till Timrå."
    page.sendButton.click()
    scene.rest(lambda: len(scene.desk.review.comments) == 2)
    known = {each.change: each.municipality for each in scene.desk.review.submissions}
    assert [known[each.submission] for each in scene.desk.review.comments] == [TIMRA, SUNDSVALL]
    assert page.chosen.sent and page.sentLabel.text() == "Redan skickat som kommentar."


def test_the_check_is_told_to_be_old_when_something_was_decided(scene: Scene):
    scene.check()
    scene.ground.ledger.approve(SUNDSVALL)
    scene.ground.write()
    scene.desk.reread()
    scene.rest(lambda: len(scene.desk.review.decisions) == 4)
    assert "Kontrollera igen" in scene.assembly.introLabel.text()
    assert scene.assembly.primary().text == "Kontrollera 7 kommuner tillsammans"
    scene.check()
    assert "Kontrollera igen" not in scene.assembly.introLabel.text()


def test_the_check_is_written_as_a_report(scene: Scene, tmp_path: Path):
    scene.check()
    for ending, word in ((".html", "Regional avstämning av strukturbilden"), (".json", '"stage": "regional"')):
        path = tmp_path / f"rapport{ending}"
        scene.work.export_assembly(str(path))
        scene.rest(lambda wanted=str(path): wanted in scene.written)
        text = path.read_text("utf-8")
        assert word in text and "E4 norrut" in text


def test_how_things_stand_is_counted_and_drawn(scene: Scene):
    page = scene.overview
    assert page.primary().text == "Visa läget i länet"
    page.primary().action()
    scene.rest(lambda: scene.work.overview is not None)
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert page.introLabel.text().startswith("1 av 7 kommuner har en godkänd karta")
    rows = {row[0]: row for row in page.model.sheet.rows}
    assert rows["Timrå"][1] == "Godkänd" and rows["Timrå"][3] == 4
    assert rows["Sundsvall"][1] == "Inskickad" and rows["Sundsvall"][7] == "Granskaren"
    assert rows["Ånge"][1] == "Inget inlämnat"
    shown = {}
    for number in range(page.tableBox.count()):
        page.tableBox.setCurrentIndex(number)
        shown[page.tableBox.currentText()] = page.model.sheet
        assert page.model.rowCount() == len(page.model.sheet.rows) > 0
    assert shown["Objekt per tema"].rows[-1][0] == "Länet" and sum(shown["Objekt per tema"].rows[-1][1:]) == 4
    assert any("Inget objekt i länet" in sheet.note for sheet in shown.values())
    issues = shown["Mellankommunala frågor"]
    assert issues.rows == (("Vattentäkten", "Dialog pågår", "Timrå", "Sundsvall, Timrå"),)
    page.tableView.clicked.emit(page.model.index(0, 0))
    assert scene.canvas.extent().contains(650_500, 6_940_500)
    assert len(overview_model.plots(scene.work.overview)) == page.plotLayout.count() - 1 > 2


def test_a_plot_says_what_it_draws(qgis_app, qtbot):
    plot = Plot(
        "Objekt per tema",
        (Part("Struktur", "#aa0000"), Part("Natur", "#00aa00")),
        (("Ånge", (3, 1)), ("Timrå", (0, 2))),
    )
    view = PlotView(plot)
    qtbot.addWidget(view)
    view.resize(360, view.heightForWidth(360))
    picture = view.grab().toImage()
    assert "Ånge: Struktur 3, Natur 1" in view.accessibleDescription()
    found = {view.spot(QPointF(x, y)) for x in range(0, 360, 3) for y in range(0, view.height(), 3)} - {""}
    assert found == {"Ånge · Struktur: 3", "Ånge · Natur: 1", "Timrå · Natur: 2"}
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert {"#aa0000", "#00aa00"} <= colours
    narrow = view.heightForWidth(120)
    assert narrow > view.heightForWidth(360), "the legend takes more lines"


def test_a_release_shows_its_parts_before_it_is_recorded(scene: Scene):
    panel = scene.assembly.releases
    scene.assembly.tabs.setCurrentWidget(panel)
    assert "Timrå: inskickad" in panel.partsLabel.text()
    assert "Inte med, inget är godkänt: Ånge" in panel.partsLabel.text()
    assert scene.assembly.primary().text == "Fastställ utgåva av 1 kommun" and not scene.assembly.primary().enabled
    panel.nameEdit.setText("Strukturbild 2026")
    assert scene.assembly.primary().enabled
    scene.assembly.primary().action()
    scene.rest(lambda: bool(scene.problems))
    assert "nå" in str(scene.problems[0].error.text), "nobody listens there, and the person is told"
    assert panel.nameEdit.text() == "Strukturbild 2026", "what was typed stays until it has landed"


def test_a_name_is_used_once(scene: Scene):
    first = scene.ground.ledger.review.submissions[0]
    scene.ground.ledger.release("Strukturbild 2026", first)
    scene.ground.write()
    scene.desk.reread()
    scene.rest(lambda: bool(scene.desk.review.releases))
    panel = scene.assembly.releases
    scene.assembly.tabs.setCurrentWidget(panel)
    panel.nameEdit.setText("STRUKTURBILD  2026")
    assert "redan en utgåva" in panel.nameLabel.text() and not scene.assembly.primary().enabled
    panel.releaseList.setCurrentRow(0)
    assert panel.detailTitle.text() == "Strukturbild 2026" and "Timrå" in panel.detailLabel.text()


def released(scene: Scene) -> Release:
    first = scene.ground.ledger.review.submissions[0]
    scene.ground.ledger.release("Strukturbild 2026", first)
    scene.ground.ledger.put(CORRIDOR, scene.ground.ledger.all[1].object.geometry, klass="B1", namn="E4 söderut")
    scene.ground.ledger.approve(TIMRA)
    scene.ground.write()
    scene.desk.reread()
    scene.rest(lambda: bool(scene.desk.review.releases))
    return scene.desk.review.releases[0]


def test_a_release_comes_onto_the_map_as_it_was(scene: Scene, tmp_path: Path):
    release = released(scene)
    scene.assembly.tabs.setCurrentWidget(scene.assembly.releases)
    scene.assembly.releases.releaseList.setCurrentRow(0)
    with scene.qtbot.waitSignal(scene.releases.shown, timeout=20_000):
        scene.assembly.releases.mapButton.click()
    group = release_layers.group_of(release)
    layers = [node.layer() for node in group.findLayers()]
    names = {feature["namn"] for layer in layers for feature in layer.getFeatures()}
    assert names == {"Timrå centrum", "E4 norrut", "Sköns strand", "Vattentäkten"}
    assert all(layer.readOnly() and layer.renderer().type() == "categorizedSymbol" for layer in layers)
    with scene.qtbot.waitSignal(scene.releases.shown, timeout=20_000):
        scene.assembly.releases.mapButton.click()
    assert len(QgsProject.instance().mapLayers()) == len(layers) == 3, "once is enough"
    path = tmp_path / "utgåva.gpkg"
    scene.releases.save(release, str(path))
    scene.rest(lambda: str(path) in scene.written)
    assert path.stat().st_size > 0


def test_what_was_computed_is_forgotten_with_the_copy(scene: Scene):
    scene.check()
    scene.desk.close()
    assert scene.work.assembly is None and scene.assembly.emptyLabel.isVisible()
    assert not scene.assembly.primary().enabled and not scene.overview.primary().enabled


def test_nobody_without_the_right_is_offered_a_release(scene: Scene):
    with ReviewCopy.open(scene.ground.path) as copy:
        store = copy.review_store()
        store.note_rights([replace(each, municipality=TIMRA) for each in store.rights()])
    scene.desk.reread()
    scene.rest(lambda: not scene.releases.may_record)
    scene.assembly.tabs.setCurrentWidget(scene.assembly.releases)
    assert not scene.assembly.releases.newBox.isVisible() and not scene.assembly.primary().enabled
