"""The fifth step in the windows against a real platform: what is told, where it leads, and what is there afterwards."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
import requests
from qgis.PyQt.QtTest import QTest
from requests.adapters import HTTPAdapter

from hso_plugin.core.model import MapObject, Severity, Stage
from hso_plugin.core.review.records.model import Comment, Event, SubmissionState
from hso_plugin.gui.main import Gui
from hso_plugin.gui.submission.words import Need
from hso_plugin.gui.widgets import questions
from hso_plugin.gui.widgets.steps import Step
from hso_plugin.qgis_bridge.jobs import review_files
from hso_plugin.qgis_bridge.profile.settings import Profile
from tests.support import raw
from tests.support.planner import Planner
from tests.support.platform_fixture import TestPlatform
from tests.support.reviewer import Reviewer

MUNICIPALITY = "2262"


@pytest.fixture
def person(planner: Callable[..., Planner]) -> Planner:
    return planner(MUNICIPALITY, MUNICIPALITY)


@pytest.fixture
def opened(gui: Gui, platform: TestPlatform, person: Planner, qtbot, monkeypatch) -> Gui:
    """The window with Timrå's working copy open in it."""
    user, password = platform.user(person.login)
    monkeypatch.setenv("HSO_USER", user)
    monkeypatch.setenv("HSO_PASSWORD", password)
    gui.workspace.use(Profile("prov", "Provplattformen", platform.url, "", MUNICIPALITY, str(person.path)))
    gui.dock.setFloating(True)
    gui.dock.show()
    gui.panel.activateWindow()
    settled(gui, qtbot)
    assert gui.workspace.snapshot is not None, gui.workspace.trouble
    return gui


def settled(gui: Gui, qtbot) -> None:
    """Wait until nothing runs and nothing is about to."""
    timers = gui.panel.submitting._later, gui.panel.submit_page._later
    qtbot.waitUntil(lambda: gui.workspace.idle and not any(each.isActive() for each in timers), timeout=30_000)


def show(gui: Gui, qtbot) -> None:
    gui.panel.go_to(Step.EDIT)
    gui.panel.go_to(Step.SUBMIT)
    QTest.qWait(50)
    settled(gui, qtbot)


def done(gui: Gui) -> dict[Need, bool | None]:
    return {line.need: line.done for line in gui.panel.submit_page.checks.lines}


def hand_in(gui: Gui, qtbot, message: str = "Klart") -> None:
    page = gui.panel.submit_page
    show(gui, qtbot)
    if gui.panel.submitting.basis is None:
        page.primary().action()
        settled(gui, qtbot)
    for finding in gui.panel.submitting.basis.findings:
        if finding.severity is Severity.WARNING and finding.id not in gui.workspace.motivations:
            gui.workspace.motivate(finding, "Avvägningen är gjord i översiktsplanen.")
            settled(gui, qtbot)
    if gui.panel.submitting.basis is None:
        page.primary().action()
        settled(gui, qtbot)
    page.messageEdit.setPlainText(message)
    assert page.primary().text.startswith("Lämna in"), (page.primary().text, done(gui))
    page.primary().action()
    settled(gui, qtbot)


def landed(platform: TestPlatform, question: Comment) -> list[tuple[str, bool]]:
    """Answers to a question, as the database has them."""
    return raw.rows(platform, "SELECT innehall, avgjord FROM hso.kommentar WHERE svar_pa = %s", question.change)


class NoNet(HTTPAdapter):
    """A line that leads nowhere."""

    def send(self, *_arguments: object, **_named: object) -> requests.Response:
        raise requests.exceptions.ConnectionError("the net is gone")


@contextmanager
def cut_off(_profile: Profile, _progress: object) -> Iterator[requests.Session]:
    session = requests.Session()
    session.mount("http://", NoNet())
    yield session


def town(gui: Gui) -> MapObject:
    return next(thing for thing in gui.workspace.snapshot.objects if thing.klass == "A3")


def test_what_is_left_to_do_leads_to_where_it_is_done(opened: Gui, person: Planner, qtbot) -> None:
    page, submitting = opened.panel.submit_page, opened.panel.submitting
    identity = person.draw("Halvfärdig ort")
    opened.workspace.refresh()
    settled(opened, qtbot)
    show(opened, qtbot)
    assert done(opened) == {Need.SENT: False, Need.NO_ERRORS: None, Need.MOTIVATED: None, Need.MESSAGE: False}
    page.checks.buttons[Need.SENT].click()
    assert opened.panel.step is Step.SEND
    opened.workspace.send()
    settled(opened, qtbot)

    show(opened, qtbot)
    assert done(opened)[Need.SENT] is True and done(opened)[Need.NO_ERRORS] is False, "it is checked by itself"
    page.checks.buttons[Need.NO_ERRORS].click()
    qtbot.waitUntil(lambda: opened.panel.check_page.model.shown == submitting.basis.errors, timeout=5_000)
    assert opened.panel.step is Step.CHECK and opened.workspace.stage is Stage.SUBMISSION
    person.delete(identity)
    opened.workspace.refresh()
    settled(opened, qtbot)
    assert submitting.basis is None, "what was checked is no more"
    opened.workspace.send()
    settled(opened, qtbot)
    show(opened, qtbot)
    assert done(opened)[Need.NO_ERRORS] is True
    # The window's own: the message bar is a window too here, and may be the active one.
    assert page.messageEdit.window().focusWidget() is page.messageEdit, "what is next is to write"


def test_who_comes_while_something_else_runs_has_it_checked_after_that(opened: Gui, qtbot) -> None:
    panel, submitting, jobs = opened.panel, opened.panel.submitting, opened.workspace.jobs
    for stays in (False, True):
        gate = threading.Event()
        jobs.run("Annat", lambda _progress, gate=gate: gate.wait(20), lambda _result: None, lambda: None)
        panel.go_to(Step.EDIT)
        panel.go_to(Step.SUBMIT)
        QTest.qWait(500)
        assert jobs.busy == "Annat" and submitting.basis is None
        if not stays:
            panel.go_to(Step.EDIT)
        gate.set()
        settled(opened, qtbot)
        assert (submitting.basis is not None) == stays


def test_a_warning_leads_to_where_it_is_motivated(opened: Gui, person: Planner, qtbot) -> None:
    page, model = opened.panel.submit_page, opened.panel.check_page.model
    few = town(opened)
    person.sql(f"UPDATE strukturbild_punkt SET invanare = 90 WHERE objektidentitet = '{few.identity}'")
    opened.workspace.refresh()
    settled(opened, qtbot)
    opened.workspace.send()
    settled(opened, qtbot)
    show(opened, qtbot)
    left = opened.panel.submitting.basis.unmotivated
    assert left and done(opened)[Need.MOTIVATED] is False and page.primary().text == "Nästa: Motivera varningarna"
    page.primary().action()
    qtbot.waitUntil(lambda: model.shown == left, timeout=5_000)
    assert opened.panel.step is Step.CHECK
    warnings = [each for each in opened.workspace.findings if each.severity is Severity.WARNING]
    for finding in warnings:
        if finding.id not in opened.workspace.motivations:
            opened.workspace.motivate(finding, "Orten är liten men bär hela dalgångens service.")
            settled(opened, qtbot)
    assert set(opened.workspace.motivations) == {each.id for each in warnings}
    qtbot.waitUntil(lambda: model.shown == 0, timeout=5_000)
    show(opened, qtbot)
    assert done(opened)[Need.MOTIVATED] is True


def test_from_handed_in_over_returned_to_taken_back(
    opened: Gui, person: Planner, reviewer: Reviewer, platform: TestPlatform, qtbot, monkeypatch
) -> None:
    page, submitting, panel = opened.panel.submit_page, opened.panel.submitting, opened.panel
    hand_in(opened, qtbot, "Första")
    first = submitting.submission
    assert first.message == "Första" and submitting.state is SubmissionState.SUBMITTED
    assert page.messageEdit.toPlainText() == "" and page.withdrawButton.isVisible()
    assert Step.SUBMIT in panel._done() and not page.primary().text.startswith("Lämna in")

    thing = town(opened)
    asked = Comment(str(uuid4()), "Beskriv servicen.", reviewer.login, first.change, thing.identity, 1)
    with reviewer.open() as copy:
        copy.review_store().keep([asked])
    done_ = reviewer.decide(first, Event.TAKEN_UP, Event.RETURNED, reason="Se kommentaren")
    assert done_.trouble is None and not done_.refused
    page.refreshButton.click()
    settled(opened, qtbot)
    assert submitting.state is SubmissionState.RETURNED and "Se kommentaren" in page.reasonLabel.text()
    assert panel._next() is Step.SUBMIT, "returned is what is next to do"
    show(opened, qtbot)
    assert page.tabs.currentWidget() is page.commentsTab and not page.withdrawButton.isVisible()
    assert page.comments.row.title.startswith(thing.name)

    # The comment is seen in place too, and leads from there to what was said.
    panel.go_to(Step.EDIT)
    model = panel.edit_page.objects_model
    texts = {line.object.identity: model.index(row).data() for row, line in enumerate(model.shown)}
    assert texts[thing.identity].endswith("· 1 kommentar") and sum("komment" in text for text in texts.values()) == 1
    page.tabs.setCurrentWidget(page.submitTab)
    panel.edit_page.comments_wanted.emit(thing.identity)
    qtbot.waitUntil(lambda: page.isVisible() and page.tabs.currentWidget() is page.commentsTab, timeout=5_000)
    settled(opened, qtbot)
    assert page.comments.row.thread.question.change == asked.change

    # Without the platform an answer waits, and says so; a mended name waits too. Then both go, and it is in again.
    with monkeypatch.context() as fault:
        fault.setattr(review_files, "session", cut_off)
        page.comments.answerEdit.setPlainText("Beskrivet.")
        page.comments.settleButton.click()
        settled(opened, qtbot)
        assert landed(platform, asked) == []
        assert "väntar på att skickas" in page.comments.countLabel.text()
        assert "väntar på att skickas" in page.comments.saidLabel.text()
        assert opened.workspace.contact.offline
    person.rename(thing.identity, f"{thing.name} centrum")
    opened.workspace.refresh()
    settled(opened, qtbot)
    opened.workspace.send()
    settled(opened, qtbot)
    hand_in(opened, qtbot, "Andra")
    assert landed(platform, asked) == [("Beskrivet.", True)]
    second = submitting.submission
    assert second.change != first.change and json.loads(second.report)["answered"] == [asked.change]
    assert [thread.settled for thread in submitting.threads()] == [], "what is settled stays with the first"


def test_a_question_about_what_was_said_before_stays_until_it_is_settled(
    opened: Gui, reviewer: Reviewer, qtbot
) -> None:
    page, submitting = opened.panel.submit_page, opened.panel.submitting
    hand_in(opened, qtbot)
    with reviewer.open() as copy:
        copy.review_store().keep([Comment(str(uuid4()), "Hela?", reviewer.login, submitting.submission.change)])
    reviewer.decide(submitting.submission, Event.TAKEN_UP, Event.REJECTED, reason="Börja om")
    page.refreshButton.click()
    settled(opened, qtbot)
    assert submitting.state is SubmissionState.REJECTED and "Börja om" in page.reasonLabel.text()
    hand_in(opened, qtbot)
    assert [thread.question.text for thread in submitting.threads()] == ["Hela?"]
    page.comments.settleButton.click()
    settled(opened, qtbot)
    assert submitting.threads() == [] and submitting.state is SubmissionState.SUBMITTED


def test_a_decision_is_seen_by_somebody_who_only_draws(opened: Gui, reviewer: Reviewer, qtbot) -> None:
    hand_in(opened, qtbot)
    submitting, said = opened.panel.submitting, []
    opened.workspace.said.connect(said.append)
    reviewer.open().close()
    reviewer.decide(submitting.submission, Event.TAKEN_UP, Event.RETURNED, reason="Se över")
    opened.panel.go_to(Step.EDIT)
    opened.news_poller.look()
    qtbot.waitUntil(lambda: submitting.state is SubmissionState.RETURNED, timeout=20_000)
    settled(opened, qtbot)
    assert opened.panel.steps.buttons[Step.SUBMIT].font().bold()
    assert len(said) == 1 and "Returned for completion" in said[0]
    opened.news_poller.look()
    qtbot.waitUntil(lambda: not opened.news_poller.busy, timeout=20_000)
    settled(opened, qtbot)
    assert len(said) == 1, "told once"


def test_a_submission_is_taken_back_after_a_question(opened: Gui, qtbot, monkeypatch) -> None:
    page, submitting = opened.panel.submit_page, opened.panel.submitting
    hand_in(opened, qtbot)
    answers = iter([False, True])
    monkeypatch.setattr(questions, "withdraw_submission", lambda _parent: next(answers))
    page.withdrawButton.click()
    assert submitting.state is SubmissionState.SUBMITTED
    page.withdrawButton.click()
    settled(opened, qtbot)
    assert submitting.state is SubmissionState.WITHDRAWN and not page.withdrawButton.isVisible()
