"""Örnsköldsvik hands in against a real platform: check list, comments, answers, mending, in again, and taken back.

The reviewer has no window here: a requests session and a reviewer's copy, beside the planner's QGIS.
"""

import json
import os
from pathlib import Path
from uuid import uuid4

from qgis.PyQt.QtWidgets import QMessageBox
from qgis.utils import plugins

from hso_plugin.core.model import Severity
from hso_plugin.core.review.records.model import Comment, Event, SubmissionState
from hso_plugin.gui.submission.words import Need
from hso_plugin.gui.widgets.steps import Step
from hso_plugin.qgis_bridge.layers import project
from tests.desktop.stories.openings import open_copy
from tests.support.reviewer import Reviewer

REASON = "Avvägningen är gjord i kommunens översiktsplan och står kvar."
MESSAGE = "Två orter har fått nya namn."


def story(driver):
    gui = plugins["hso_plugin"].gui
    panel, workspace = gui.panel, gui.workspace
    page, submitting = panel.submit_page, panel.submitting
    facts = {}

    def idle():
        return workspace.idle and not submitting._later.isActive() and not page._later.isActive()

    def checked():
        """What is on the platform has been checked by itself, and nothing has gone on from there yet."""
        yield driver.until(lambda: submitting.basis is not None and idle(), "the check before handing in")
        yield driver.pause(0.3)

    def step(which):
        driver.click(panel.steps.buttons[which])
        yield driver.pause(0.5)
        yield driver.until(idle, "the page to have looked")
        yield driver.map_drawn()

    def act(what, seconds=60):
        driver.click(panel.primaryButton)
        yield driver.pause(0.3)
        yield driver.until(idle, what, seconds)
        yield driver.pause(0.5)

    def label():
        return panel.primaryButton.text()

    yield from open_copy(driver, idle, os.environ["HSO_URL"], os.environ["HSO_MUNICIPALITY"])

    # What is not sent is told, and leads to where it is sent.
    yield from step(Step.SUBMIT)
    driver.picture("01-not-sent")
    line = page.checks.lines[0]
    driver.confirm("Not sent", f"{line.text} / {label()}", ok=line.need is Need.SENT and line.done is False)
    driver.click(page.checks.buttons[Need.SENT])
    yield driver.until(lambda: panel.step is Step.SEND, "the step that sends")
    yield from act("the changes to be sent")
    driver.confirm("Send", panel.stateLabel.text(), ok=workspace.waiting == 0)

    # Coming back, it is checked by itself; warnings lead to the findings that lack a motivation.
    driver.probe.start()
    yield from step(Step.SUBMIT)
    yield from checked()
    facts["loop_ms"] = driver.probe.stop()
    basis = submitting.basis
    driver.picture("02-checked")
    driver.confirm(
        "Checked",
        f"{basis.errors} errors, {basis.unmotivated} warnings, {len(basis.changes)} changes",
        ok=not basis.errors,
    )
    facts["unmotivated"] = basis.unmotivated
    if basis.unmotivated:
        driver.click(page.checks.buttons[Need.MOTIVATED])
        yield driver.until(lambda: panel.step is Step.CHECK, "the step that checks")
        yield driver.pause(0.5)
        driver.picture("03-warnings")
        shown = panel.check_page.model.shown
        driver.confirm("Warnings", f"{shown} shown", ok=shown == basis.unmotivated)
        for finding in [f for f in basis.findings if f.severity is Severity.WARNING]:
            workspace.motivate(finding, REASON)
            yield driver.until(lambda f=finding: f.id in workspace.motivations and idle(), "the motivation")
        yield from step(Step.SUBMIT)
        yield from checked()

    # A change in the list is on the map; the message; handing in.
    driver.click_item(page.changesView, page.changes.model.index(0, 0, page.changes.model.index(0, 0)))
    yield driver.pause(0.5)
    yield driver.map_drawn()
    driver.picture("04-nearly")
    driver.confirm("Message", label(), ok=[x.need for x in page.checks.lines if not x.done] == [Need.MESSAGE])
    driver.click(page.messageEdit)
    driver.keys(page.messageEdit, MESSAGE)
    yield driver.pause(0.3)
    driver.picture("05-ready")
    number = len(submitting.basis.changes)
    driver.confirm("Ready", label(), ok=str(number) in label())
    yield from act("the submission")
    yield driver.until(lambda: submitting.state is SubmissionState.SUBMITTED and idle(), "the platform to have it")
    yield driver.pause(0.5)
    driver.picture("06-submitted")
    first = submitting.submission
    stages = [each.text() for each in page.standing.stages.labels]
    driver.confirm("Submitted", " | ".join(stages), ok=first.message == MESSAGE and len(stages) == 3)

    # The reviewer takes it up, comments on two objects, and returns it.
    path = Path(os.environ["HSO_FACTS"]).with_name("granskning.gpkg")
    reviewer = Reviewer(os.environ["HSO_URL"], json.loads(os.environ["HSO_REVIEWER"]), path)
    things = workspace.snapshot.objects[:2]
    asked = [
        Comment(str(uuid4()), text, reviewer.login, first.change, thing.identity, 1)
        for text, thing in zip(
            ("Är läget rätt? Det ligger en bit från orten.", "Beskriv servicen."), things, strict=True
        )
    ]
    reviewer.say(reviewer.decision(first.change, Event.TAKEN_UP))
    driver.click(page.refreshButton)
    yield driver.pause(0.3)
    yield driver.until(lambda: submitting.state is SubmissionState.UNDER_REVIEW and idle(), "the review to be known")
    yield driver.pause(0.5)
    driver.picture("07-under-review")
    returned = reviewer.decision(first.change, Event.RETURNED, "Två saker att se över, se kommentarerna.")
    reviewer.say(*asked, returned)
    driver.click(page.refreshButton)
    yield driver.pause(0.3)
    yield driver.until(lambda: submitting.state is SubmissionState.RETURNED and idle(), "the return to be known")
    driver.click(panel.steps.buttons[Step.EDIT])
    yield driver.pause(0.5)
    driver.picture("08-returned")
    bold = panel.steps.buttons[Step.SUBMIT].font().bold()
    driver.confirm("Returned", panel.steps.buttons[Step.SUBMIT].toolTip(), ok=bold)

    # From returned to handed in again, in as few clicks as may be: drawing and typing are not counted.
    before = driver.clicks
    yield from step(Step.SUBMIT)
    view = page.comments
    driver.picture("09-comments")
    driver.confirm("Comments", view.countLabel.text(), ok=view.isVisible() and len(view._marks.marks) == 2)
    for number, answer in enumerate(("Flyttat.", "Beskrivet.")):
        if number == 1:
            driver.picture("10-answering")
        view.answerEdit.setFocus()  # by Tab
        driver.keys(view.answerEdit, answer)
        driver.click(view.settleButton)
        yield driver.pause(0.3)
        yield driver.until(idle, "the answer to be sent")
    thing = things[0]
    layer = project.layer(thing.kind)
    layer.startEditing()
    found = next(f for f in layer.getFeatures() if f["objektidentitet"] == thing.identity)
    layer.changeAttributeValue(found.id(), layer.fields().lookupField("namn"), f"{thing.name} centrum")
    yield driver.pause(0.5)
    driver.picture("11-mended")
    driver.confirm("On to handing in", label(), ok=page.tabs.currentWidget() is page.submitTab)
    yield from act("the step that sends")  # Nästa: Skicka
    yield from act("the change to be sent")
    yield from step(Step.SUBMIT)
    yield from checked()
    # The window's own, since without a window manager no window is the active one all the time.
    focus = driver.window.focusWidget()
    driver.confirm("Focus", focus.objectName() if focus else "none", ok=focus is page.messageEdit)
    driver.keys(page.messageEdit, "Rättat enligt kommentarerna.")
    yield driver.pause(0.3)
    driver.picture("12-again")
    summary = page.summaryLabel.text()
    if submitting.basis is not None and submitting.basis.unmotivated:
        facts["left"] = submitting.basis.unmotivated
    yield from act("the second submission")
    yield driver.until(lambda: submitting.submission.change != first.change and idle(), "the platform to have it")
    facts["clicks"] = driver.clicks - before
    driver.picture("13-resubmitted")
    driver.confirm(
        "Resubmitted", f"{facts['clicks']} clicks; {summary}",
        ok=facts["clicks"] <= 8 and submitting.state is SubmissionState.SUBMITTED,
    )  # fmt: skip
    facts["answered"] = json.loads(submitting.submission.report)["answered"]
    facts["asked"] = [each.change for each in asked]

    # Taken back: asked about, until a decision.
    driver.click(page.withdrawButton)
    yield driver.until(lambda: isinstance(driver.dialog(), QMessageBox), "the question")
    yield driver.pause(0.3)
    driver.picture("14-question")
    driver.click(driver.dialog().defaultButton())
    yield driver.until(lambda: submitting.state is SubmissionState.WITHDRAWN and idle(), "it to be withdrawn")
    yield driver.pause(0.8)
    driver.picture("15-withdrawn")
    driver.confirm("Withdrawn", page.stateLabel.text(), ok=not page.withdrawButton.isVisible())
    facts["submission"] = first.change
    Path(os.environ["HSO_FACTS"]).write_text(json.dumps(facts), "utf-8")
