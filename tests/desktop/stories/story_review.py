"""A reviewer connects, compares what Timrå submitted, comments and returns it; approves one, is too late for another.

The other reviewer has no window here: a requests session and a review copy.
"""

import json
import os
from pathlib import Path

from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface, plugins

from hso_plugin.core.review.records.model import Event, SubmissionState
from hso_plugin.core.review.records.states import state_of
from hso_plugin.gui.review.page import Tab
from tests.desktop.stories.openings import fill_in_review, settled
from tests.support.reviewer import Reviewer


def story(driver):
    gui = plugins["hso_plugin"].gui
    panel, form, desk = gui.panel, gui.panel.connect_form, gui.reviewing.desk
    known = json.loads(os.environ["HSO_KNOWN"])
    facts = {}
    told = []
    desk.said.connect(told.append)
    desk.succeeded.connect(told.append)

    def idle():
        return not desk.jobs.busy and not desk._postponed and not gui.workspace.jobs.busy

    def choose(change):
        page = gui.reviewing.panel.queue_page
        row = next(row for row in page.model.rows() if row.submission.change == change)
        driver.click_item(page.queueView, page.model.find(row))
        yield driver.pause(0.3)

    def state(change):
        return state_of(desk.snapshot.review, desk.snapshot.submission(change))

    yield from fill_in_review(driver, idle)
    driver.picture("01-connect")
    driver.confirm("Rights", form.municipalityBox.currentText(), ok=form._reviews)
    driver.click(panel.primaryButton)
    yield driver.until(lambda: desk.snapshot is not None and idle(), "what was submitted", 120)
    yield from settled(driver, idle, "the queue")
    panel = gui.reviewing.panel
    queue, page = panel.queue_page, panel.review_page
    primary = panel.primaryButton
    driver.picture("02-queue")
    rows = [row.submission.change for row in queue.model.rows()]
    driver.confirm("Queue", f"{len(rows)} rows, {queue.introLabel.text()}", ok=known["again"] in rows[:3])

    # Timrå: what has changed since the approved one, on the map too.
    yield from choose(known["again"])
    driver.probe.start()
    driver.click(primary)
    yield driver.pause(0.2)
    yield driver.until(lambda: desk.content is not None, "the comparison")
    facts["loop_ms"] = driver.probe.stop()
    driver.probe.start()
    yield driver.pause(0.5)
    facts["map_ms"] = driver.probe.stop()
    driver.probe.start()
    yield from settled(driver, idle, "the submission to be compared and checked", 120)
    facts["check_ms"] = driver.probe.stop()
    yield driver.map_drawn()
    yield driver.pause(0.5)
    driver.picture("03-changes")
    listed = [row.object.identity for group in page.changes.model.groups for row in group.items]
    driver.confirm("Changes", f"{len(listed)} changes, loop held {facts}", ok=known["drawn"] in listed)
    driver.click(primary)
    yield driver.until(lambda: idle() and state(known["again"]) is SubmissionState.UNDER_REVIEW, "it to be taken up")
    yield from settled(driver, idle, "the desk to rest")
    driver.confirm("Taken up", told[-1], ok=state(known["again"]) is SubmissionState.UNDER_REVIEW)
    page.changes.choose(known["moved"])
    page.changes.look()
    yield driver.pause(0.5)
    yield driver.map_drawn()
    driver.picture("04-moved")
    bands = len(page.changes._places._bands)
    driver.click(page.changes.toggleButton)
    yield driver.pause(0.5)
    driver.picture("05-before")
    driver.confirm("Key", page.changes.toggleButton.text(), ok=bands == 2 and len(page.changes._places._bands) == 1)

    # Findings: the submitter's report said nothing, the same rules say more here.
    page.go_to(Tab.FINDINGS)
    yield driver.pause(0.5)
    page.findings.look()
    yield driver.pause(0.5)
    yield driver.map_drawn()
    driver.picture("06-findings")
    driver.confirm("Findings", page.findings.summaryLabel.text(), ok=not desk.recheck.comparison.agrees)

    # Comments: on an object, on a place, on the whole.
    page.go_to(Tab.CHANGES)
    page.changes.choose(known["drawn"])
    yield driver.pause(0.3)
    driver.click(page.changes.commentButton)
    yield driver.pause(0.3)
    driver.keys(page.comments.answerEdit, "Är stationen beslutad?")
    driver.click(page.comments.answerButton)
    yield from settled(driver, idle, "the comment to be sent")
    driver.click(page.placeButton)
    yield driver.pause(0.3)
    canvas = iface.mapCanvas()
    spot = QPoint(canvas.width() // 3, canvas.height() // 3)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    yield driver.pause(0.5)
    driver.picture("07-place")
    driver.keys(page.comments.answerEdit, "Här saknas en gång- och cykelväg.")
    driver.click(page.comments.answerButton)
    yield from settled(driver, idle, "the second comment to be sent")
    driver.click(page.wholeButton)
    yield driver.pause(0.3)
    driver.keys(page.comments.answerEdit, "Bra underlag i övrigt.")
    driver.click(page.comments.answerButton)
    yield from settled(driver, idle, "the third comment to be sent")
    yield driver.map_drawn()
    driver.picture("08-comments")
    driver.confirm("Comments", page.comments.countLabel.text(), ok=len(page.port.threads()) == 3)

    # Returned, with a reason.
    driver.click(primary)
    yield driver.pause(0.3)
    driver.click(page.verdict.box.buttons[Event.RETURNED])
    yield driver.pause(0.3)
    driver.picture("09-reason-needed")
    driver.confirm("Reason", page.verdict.box.outcomeLabel.text(), ok=not primary.isEnabled())
    driver.keys(page.verdict.box.reasonEdit, "Två saker att se över, se kommentarerna.")
    yield driver.pause(0.3)
    driver.picture("10-return")
    driver.click(primary)
    yield driver.until(lambda: idle() and state(known["again"]) is SubmissionState.RETURNED, "the return")
    yield from settled(driver, idle, "the desk to rest")
    driver.picture("11-returned")
    driver.confirm("Returned", told[-1], ok=state(known["again"]) is SubmissionState.RETURNED)
    path = str(Path(os.environ["HSO_FACTS"]).with_name("protokoll.html"))
    desk.protocol(path)
    yield from settled(driver, idle, "the protocol")
    text = Path(path).read_text("utf-8")
    driver.confirm("Protocol", f"{len(text)} characters", ok="stationen beslutad" in text and "Två saker" in text)

    # Another one in the queue, without opening it: taken up, then approved.
    panel.go_to(queue)
    for event, wanted in ((Event.TAKEN_UP, SubmissionState.UNDER_REVIEW), (Event.APPROVED, SubmissionState.APPROVED)):
        yield from choose(known["2280"])
        driver.click(queue.decideButton)
        yield driver.pause(0.3)
        driver.click(queue.box.buttons[event])
        yield driver.pause(0.3)
        driver.picture(f"12-decide-{event.name.lower()}")
        driver.click(primary)
        yield driver.until(lambda wanted=wanted: idle() and state(known["2280"]) is wanted, "the decision")
        yield from settled(driver, idle, "the desk to rest")
        driver.confirm(f"Decided {event.name}", told[-1], ok=state(known["2280"]) is wanted)

    # Somebody else is first.
    other = Reviewer(os.environ["HSO_URL"], json.loads(os.environ["HSO_OTHER"]), Path(os.environ["HSO_OTHER_COPY"]))
    other.say(other.decision(known["2281"], Event.TAKEN_UP))
    yield from choose(known["2281"])
    driver.click(primary)
    yield from settled(driver, idle, "the submission to be compared and checked", 120)
    driver.click(primary)
    yield driver.until(lambda: idle() and "admin" in told[-1], "the decision to be tried, and overtaken")
    yield from settled(driver, idle, "the desk to rest")
    yield driver.pause(0.7)
    driver.picture("13-too-late")
    driver.confirm(
        "Too late", told[-1], ok="admin" in told[-1] and state(known["2281"]) is SubmissionState.UNDER_REVIEW
    )
    driver.confirm("Nothing left over", panel.stateLabel.text(), ok=not desk.snapshot.refused)

    # The planner's form and back again.
    gui.workspace.begin_new()
    yield driver.pause(0.5)
    driver.confirm("Planner's face", gui.panel.titleLabel.text(), ok=gui.panel.isVisible())
    Path(os.environ["HSO_FACTS"]).write_text(json.dumps(facts), "utf-8")
