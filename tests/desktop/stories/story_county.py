"""A reviewer checks the county, tells both municipalities of a finding, counts how it stands and records a release."""

import json
import os
from pathlib import Path

from qgis.core import QgsProject
from qgis.utils import plugins

from hso_plugin.gui.county.assembly_model import concerned_submissions
from hso_plugin.gui.county.overview_plots import PlotView
from hso_plugin.qgis_bridge.layers import release_layers
from tests.desktop.stories.openings import fill_in_review, settled


def story(driver):
    gui = plugins["hso_plugin"].gui
    panel, desk = gui.panel, gui.reviewing.desk
    told = []
    desk.succeeded.connect(told.append)
    desk.failed.connect(lambda problem: told.append(str(problem.error)))

    def idle():
        return not desk.jobs.busy and not gui.workspace.jobs.busy

    yield from fill_in_review(driver, idle)
    driver.click(panel.primaryButton)
    yield driver.until(lambda: desk.snapshot is not None and idle(), "the review copy", 120)
    yield from settled(driver, idle, "the queue")
    panel = gui.reviewing.panel
    work, page, primary = panel.work, panel.assembly_page, panel.primaryButton

    # The check over all municipalities, and one finding told to both.
    panel.go_to(page)
    yield driver.pause(0.5)
    driver.picture("01-before")
    driver.click(primary)
    yield driver.until(lambda: work.assembly is not None and idle(), "the county to be checked", 120)
    yield driver.pause(0.5)
    pairs = [group for group in page.model.groups if len(group.key) == 2]
    driver.confirm("Pairs", [group.title for group in pairs], ok=bool(pairs))
    both = next(n for n, g in enumerate(page.model.groups) if len(concerned_submissions(work.assembly, g.key)) == 2)
    driver.click_item(page.findingsView, page.model.index(0, 0, page.model.index(both, 0)))
    yield driver.map_drawn()
    driver.picture("02-finding")
    before = len(desk.review.comments)
    driver.click(page.sendButton)
    yield driver.until(lambda: idle() and len(desk.review.comments) == before + 2, "the comments to be sent", 120)
    yield from settled(driver, idle, "the comments to be read back")
    said = desk.review.comments[before:]
    driver.picture("03-told")
    landed = all(comment.position is not None for comment in said)
    driver.confirm("Told", len(said), ok=len(said) == 2 and landed and page.chosen.sent)

    # How things stand.
    panel.go_to(panel.overview_page)
    yield driver.pause(0.3)
    driver.click(primary)
    yield driver.until(lambda: work.overview is not None and idle(), "the county to be counted", 60)
    yield driver.pause(0.3)
    driver.picture("04-table")
    panel.overview_page.tabs.setCurrentIndex(1)
    yield driver.pause(0.5)
    driver.picture("05-plots")
    driver.confirm("Plots", len(panel.overview_page.findChildren(PlotView)), ok=not work.overview_stale)
    path = str(Path(os.environ["HSO_FACTS"]).with_name("laget.html"))
    work.export_overview(path)
    yield from settled(driver, idle, "the report")
    driver.confirm("Report", path, ok=Path(path).is_file())

    # A release of what is approved, and back again onto the map.
    panel.go_to(page)
    page.tabs.setCurrentWidget(page.releases)
    yield driver.pause(0.3)
    driver.keys(page.releases.nameEdit, os.environ["HSO_NAME"])
    yield driver.pause(0.3)
    driver.picture("06-release")
    driver.confirm("Parts", page.releases.partsLabel.text(), ok=primary.isEnabled())
    driver.click(primary)
    yield from settled(driver, idle, "the release to be recorded")
    yield driver.until(lambda: os.environ["HSO_NAME"] in "".join(told[-1:]), "the release to be told")
    driver.confirm("Recorded", told[-1], ok=os.environ["HSO_NAME"] in told[-1])
    page.releases.releaseList.setCurrentRow(0)
    yield driver.pause(0.3)
    shown = []
    panel.release_work.shown.connect(shown.append)  # when all its layers are there, some turns after the first
    driver.click(page.releases.mapButton)
    release = desk.review.releases[-1]
    yield driver.until(lambda: bool(shown) and idle(), "the release on the map", 60)
    yield driver.pause(1)
    yield driver.map_drawn()
    driver.picture("07-on-the-map")
    layers = [node.layer() for node in release_layers.group_of(release).findLayers()]
    number = sum(layer.featureCount() for layer in layers)
    driver.confirm("On the map", number, ok=number == sum(each.objects for each in work.overview.standings))
    Path(os.environ["HSO_FACTS"]).write_text(json.dumps({"comments": [each.change for each in said]}), "utf-8")
    QgsProject.instance().setDirty(False)
