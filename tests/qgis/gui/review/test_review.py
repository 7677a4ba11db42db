"""The reviewer's windows over a real review copy: queue, comparison, comments, decisions, and what two at once see."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QAbstractItemModelTester, QTest

from hso_plugin.core.ledger.ports import ChangeType, Right
from hso_plugin.core.probe.self_test import CheckLine
from hso_plugin.core.review.records.model import Comment, Event
from hso_plugin.core.review.records.ports import RefusedRecord
from hso_plugin.core.review.records.words import refusal_words
from hso_plugin.core.text import Text
from hso_plugin.gui.desk.words import overtaken_text
from hso_plugin.gui.map.marker import MapMarker
from hso_plugin.gui.review.changes import Side
from hso_plugin.gui.review.page import ReviewPage, Tab
from hso_plugin.gui.review.queue_model import Waiting, queue_groups
from hso_plugin.gui.review.queue_page import QueuePage
from hso_plugin.qgis_bridge.layers import review_layers
from hso_plugin.workcopy.review.review_copy import ReviewCopy
from tests.qgis.gui.review import submitted
from tests.qgis.gui.review.submitted import idle


@pytest.fixture
def ground(tmp_path):
    return submitted.make(tmp_path / "granskning.gpkg")


@pytest.fixture
def desk(ground, qgis_app, qtbot):
    made = ground.desk(qtbot)
    yield made
    made.close()


@pytest.fixture
def page(desk, ground, qgis_canvas, qtbot) -> ReviewPage:
    """Timrå's second submission, looked at."""
    made = ReviewPage(desk, MapMarker(qgis_canvas), qgis_canvas)
    desk.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.show()
    desk.look_at(ground.submissions["timra"].change)
    idle(desk, qtbot)
    return made


@pytest.fixture
def queue_page(desk, qgis_canvas, qtbot) -> QueuePage:
    made = QueuePage(desk, MapMarker(qgis_canvas))
    desk.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    return made


def test_the_queue_has_what_waits_for_the_reviewer_first_and_the_oldest_on_top(queue_page):
    groups = queue_page.model.groups
    assert [group.key for group in groups] == [Waiting.REVIEWER, Waiting.OLDER]
    assert [row.submission.municipality for row in groups[0].items] == ["2262", "2281"]
    text = queue_page.model.index(0, 0, queue_page.model.index(0, 0)).data()
    assert text.startswith("Timrå · Submitted") and "1 ny · 1 ändrad · 1 borttagen" in text and "1 varning" in text
    QAbstractItemModelTester(queue_page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_queue_is_filtered_by_whom_it_waits_for_and_by_words(desk):
    assert [group.key for group in queue_groups(desk.snapshot, only=Waiting.OLDER)] == [Waiting.OLDER]
    [group] = queue_groups(desk.snapshot, text="vår FÖRSTA")
    assert [row.submission.municipality for row in group.items] == ["2281"]
    assert queue_groups(desk.snapshot, text="finns inte") == []


def test_several_are_decided_at_a_time_and_what_only_some_allow_says_so(queue_page, desk, ground, qtbot):
    ground.arrives(submitted.decision(ground.submissions["timra"], Event.TAKEN_UP, 13))
    desk.reread()
    idle(desk, qtbot)
    queue_page.queueView.selectAll()
    queue_page.decideButton.setChecked(True)
    assert not queue_page.box.buttons[Event.TAKEN_UP].isHidden()
    queue_page.box.choose(Event.RETURNED)
    assert queue_page.box.buttons[Event.RETURNED].text() == "Return (1 av 3)"
    assert not queue_page.primary().enabled, "a return needs a reason"
    queue_page.box.reasonEdit.setPlainText("  \n ")
    assert not queue_page.primary().enabled, "white space is no reason"
    queue_page.box.reasonEdit.setPlainText("Rita klart stråket.")
    assert queue_page.primary().enabled and queue_page.primary().text == "Return: Timrå"


def test_pressing_twice_never_makes_a_final_decision(page, desk, ground, qtbot):
    page.go_to(Tab.DECISION)
    assert page.primary().text == "Take up for review: Timrå"
    ground.arrives(submitted.decision(ground.submissions["timra"], Event.TAKEN_UP, 13))
    desk.reread()
    idle(desk, qtbot)
    assert page.verdict.box.possible and page.verdict.choice() is None and not page.primary().enabled
    page.verdict.box.choose(Event.APPROVED)
    assert page.primary().enabled


def test_what_somebody_else_has_taken_up_is_theirs(desk, ground, qtbot):
    ground.arrives(submitted.decision(ground.submissions["timra"], Event.TAKEN_UP, 13, "kollega"))
    desk.reread()
    idle(desk, qtbot)
    others = [group for group in queue_groups(desk.snapshot) if group.key is Waiting.OTHERS]
    assert [row.submission.municipality for group in others for row in group.items] == ["2262"]


def test_a_reason_is_not_carried_over_to_another_submission(queue_page):
    first, second = (queue_page.model.find(row) for row in list(queue_page.model.rows())[:2])
    queue_page.queueView.setCurrentIndex(first)
    queue_page.box.reasonEdit.setPlainText("Om Timrå")
    queue_page.queueView.setCurrentIndex(second)
    assert queue_page.box.reasonEdit.toPlainText() == ""


def test_what_changed_since_the_approved_one_is_listed_and_explained_field_by_field(page, ground):
    groups = page.changes.model.groups
    assert [group.key for group in groups] == list(ChangeType)
    assert [row.object.name for group in groups for row in group.items] == [
        "Fagervik",
        "Sörberge centrum",
        "Bergeforsen",
    ]
    assert page.changes.choose(ground.objects["moved"].identity)
    found = {each.title: (each.left, each.right) for each in page.changes.details.changes}
    assert found["Name"] == ("Sörberge", "Sörberge centrum")
    assert page.tabs.tabToolTip(Tab.CHANGES) == "3 ändringar"
    assert not page.changes.choose(ground.objects["stays"].identity)


def test_after_a_return_what_changed_since_is_marked_and_can_be_seen_alone(page, desk, ground, qtbot):
    assert page.changes.sinceBox.isHidden(), "nothing was returned before this one"
    again = submitted.resubmit(ground)
    desk.reread()
    idle(desk, qtbot)
    desk.look_at(again.change)
    idle(desk, qtbot)
    model, box = page.changes.model, page.changes.sinceBox

    def listed():
        return [(group.key, row.object.name, row.note) for group in model.groups for row in group.items]

    marked = (ChangeType.CHANGED, "Sörberge", "ändrat sedan returen")
    undone = ("undone", "Fagervik", "ångrat sedan returen")
    assert listed() == [marked, (ChangeType.DELETED, "Bergeforsen", ""), undone]
    assert box.isVisible() and box.text() == "◆ Bara det som ändrats sedan returen (2)"
    first = [model.index(0, 0, model.index(number, 0)).data() for number in range(3)]
    assert [text.startswith("◆ ") for text in first] == [True, False, True]
    assert page.changes.choose(ground.objects["moved"].identity)
    assert [each.title for each in page.changes.details.changes] == ["Platsen på kartan"]
    box.click()
    assert listed() == [marked, undone]
    assert page.changes.choose(ground.objects["moved"].identity)
    found = [(each.title, each.left, each.right) for each in page.changes.details.changes]
    assert found == [("Name", "Sörberge centrum", "Sörberge")], "as the returned one had it, and as it is"
    assert page.changes.choose(ground.objects["new"].identity)
    assert page.changes.detailTitle.text().endswith("ångrat sedan returen")
    page.changes.filterEdit.setText("sörb")
    assert listed() == [marked]
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    desk.look_at(ground.submissions["sundsvall"].change)
    idle(desk, qtbot)
    assert box.isHidden() and not box.isChecked() and len(listed()) == 1


def test_what_is_opened_while_something_else_runs_is_read_when_that_has_ended(desk, ground, qtbot):
    told = []
    desk.said.connect(told.append)
    desk.fetch(quiet=True)
    desk.look_at(ground.submissions["timra"].change)
    assert desk.jobs.busy and desk.content is None
    qtbot.waitUntil(lambda: desk.content is not None and desk.recheck is not None, timeout=20_000)
    assert told == []


def test_the_key_shows_before_after_or_both_on_the_map(page, ground):
    page.changes.choose(ground.objects["moved"].identity)
    page.activateWindow()
    drawn = []
    for _ in Side:
        drawn.append([b.asGeometry().asMultiPoint()[0].x() for b in page.changes._places._bands])
        QTest.keyClick(page.changes.changesView, Qt.Key.Key_F9)
    assert [len(each) for each in drawn] == [2, 1, 1]
    assert drawn[1] == [615_000] and drawn[2] == [615_500]
    page.go_to(Tab.FINDINGS)
    assert page.changes._places._bands == [], "the outlines leave the map with their list"


def test_the_same_rules_run_here_and_differences_from_the_report_are_marked(page, desk):
    assert desk.recheck is not None
    number = len(desk.recheck.comparison.rows)
    assert number and page.tabs.tabToolTip(Tab.FINDINGS) == f"{number} fynd"
    assert page.findings.model.groups[0].title == "Only in the reviewer's check"
    assert "skiljer sig" in page.findings.summaryLabel.text()
    QAbstractItemModelTester(page.findings.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_comment_on_an_object_waits_while_the_platform_is_away_and_says_so(page, desk, ground, qtbot):
    failed = []
    desk.failed.connect(failed.append)
    page.changes.choose(ground.objects["new"].identity)
    page.changes.commentButton.click()
    assert page.tabs.currentIndex() == Tab.COMMENTS
    page.comments.answerEdit.setPlainText("Är det här rätt plats?")
    page.comments.answerButton.click()
    idle(desk, qtbot)
    assert failed, "nobody listens at the address, and it is said"
    [comment] = desk.snapshot.review.comments
    assert (comment.object, comment.version) == (ground.objects["new"].identity, 1)
    assert comment.submission == ground.submissions["timra"].change and comment.position is None
    assert page.tabs.tabToolTip(Tab.COMMENTS) == "1 kommentar"
    assert "1 kommentar" in page.changes.model.index(0, 0, page.changes.model.index(0, 0)).data()


@pytest.mark.parametrize(("of", "settles"), [("2262", True), ("2281", False)])
def test_a_reviewer_of_one_municipality_settles_what_is_asked_there(page, desk, ground, qtbot, of, settles):
    with ReviewCopy.open(ground.path) as copy:
        copy.review_store().note_rights([Right("granskare", of, "granskare")])
    asked = Comment(
        "00000009-0000-4000-8000-000000000000", "Hej", "annan", ground.submissions["timra"].change, position=20
    )
    ground.arrives(asked)
    desk.reread()
    idle(desk, qtbot)
    page.go_to(Tab.COMMENTS)
    assert page.comments.row.thread.question == asked
    assert page.comments.settleButton.isVisible() is settles and page.comments.answerButton.isVisible()


def test_a_decision_that_waits_is_not_asked_for_again(page, desk, ground, qtbot):
    choice = page.verdict.choice()
    assert choice is not None and choice.event is Event.TAKEN_UP
    assert page.primary().text == "Take up for review: Timrå"
    page.primary().action()
    idle(desk, qtbot)
    assert desk.snapshot.deciding(desk.submission) is Event.TAKEN_UP
    assert page.titleLabel.text() == "Timrå · Take up for review: väntar på att skickas"
    assert page.verdict.choice() is None


def test_who_was_first_is_told_in_one_sentence(desk, ground, qtbot):
    timra = ground.submissions["timra"]
    mine = submitted.decision(timra, Event.REJECTED, 0)
    refused = RefusedRecord(mine, refusal_words(mine, "HSO-STATUS: redan"))
    assert overtaken_text(desk.snapshot, [refused]) == refusal_words(mine, "HSO-STATUS: redan").en
    ground.arrives(submitted.decision(timra, Event.TAKEN_UP, 13, "kollega"))
    ground.arrives(submitted.decision(timra, Event.APPROVED, 14, "kollega"))
    desk.reread()
    idle(desk, qtbot)
    told = overtaken_text(desk.snapshot, [refused])
    assert told.startswith("Timrå: kollega approved före dig") and told.endswith("Ditt beslut gäller inte.")


def test_earlier_comments_follow_until_something_is_approved(page, desk, ground, qtbot):
    first, timra = ground.submissions["first"], ground.submissions["timra"]
    said = [Comment(f"0000000{n}-0000-4000-8000-000000000000", "Hej", "granskare", of.change, position=19 + n)
            for n, of in enumerate((first, timra), 1)]  # fmt: skip
    for each in said:
        ground.arrives(each)
    desk.reread()
    idle(desk, qtbot)
    assert [each.question.change for each in page.port.threads()] == [said[1].change]


def test_the_submission_and_the_others_published_maps_are_on_the_map(desk, ground, qgis_new_project, qtbot):
    desk.look_at(ground.submissions["sundsvall"].change)
    idle(desk, qtbot)
    content, snapshot = desk.content, desk.snapshot
    assert [thing.name for thing in content.around] == ["Söråker", "Sörberge", "Bergeforsen"], (
        "as approved, not as newest"
    )
    own = [version.object for version in content.after.values()]
    groups = [review_layers.Shown("Granskning", own), review_layers.Shown("Andra", content.around, faded=True)]
    for _ in review_layers.show_steps(groups, snapshot.catalogue, snapshot.areas):
        pass
    counts = [layer.featureCount() for layer in review_layers.layers()]
    assert sorted(counts) == [0, 0, 0, 0, 1, 2, 3] and len(QgsProject.instance().layerTreeRoot().children()) == 3
    review_layers.clear()
    assert not review_layers.layers() and not QgsProject.instance().layerTreeRoot().children()


def test_a_reviewers_connection_gives_the_dock_another_face_and_a_planners_gives_it_back(gui, ground, qtbot):
    gui.workspace.use(ground.profile)
    desk, panel = gui.reviewing.desk, gui.reviewing.panel
    gui.dock.show()
    idle(desk, qtbot)
    faces = gui.dock.widget()
    assert faces.currentWidget() is panel
    assert panel.titleLabel.text() == "Granskning · Provplattformen" and panel.bar.buttons[0].text() == "Kö 2"
    qtbot.waitUntil(lambda: panel.stateLabel.text() == "Offline", timeout=10_000)
    panel.queue_page.queueView.setFocus(Qt.FocusReason.TabFocusReason)
    panel.primaryButton.click()
    idle(desk, qtbot)
    assert panel.pages.currentWidget() is panel.review_page
    qtbot.waitUntil(lambda: len(review_layers.layers()) == 7 and not panel._turns.busy, timeout=5000)
    gui.workspace.begin_new()
    assert faces.currentWidget() is gui.panel
    assert desk.profile is None and not review_layers.layers()


def test_news_is_not_asked_for_when_qgis_would_ask_for_its_master_password(gui, ground, qtbot):
    assert not QgsApplication.authManager().masterPasswordIsSet()
    desk, begun = gui.reviewing.desk, []
    desk.jobs.started.connect(lambda: begun.append(desk.snapshot))
    gui.workspace.use(replace(ground.profile, authcfg="abc1234"))
    idle(desk, qtbot)
    qtbot.wait(100)
    assert begun == [None] and desk.snapshot is not None, "the copy is read, and nothing is done after that"
    gui.workspace.use(ground.profile)
    qtbot.waitUntil(lambda: desk.offline, timeout=10_000)


def test_the_form_asks_somebody_who_reviews_for_no_municipality(gui):
    form = gui.panel.connect_form
    form.savedBox.setChecked(True)
    form.platformBox.setEditText(submitted.URL)
    may_edit, may_review = (CheckLine(True, Text("Du får", "You may"), reviews=each) for each in (False, True))
    gui.workspace.tried.emit(may_edit)
    assert form.municipalityBox.currentData() == "" and not form.profile().reviews
    gui.workspace.tried.emit(may_review)
    profile = form.profile()
    profile.validate()
    assert profile.reviews and profile.municipality == "" and "granskning-lansplattformen" in profile.working_copy
    form.municipalityBox.setCurrentIndex(form.municipalityBox.findData("2281"))
    gui.workspace.tried.emit(may_review)
    assert form.profile().municipality == "2281", "what the person has chosen stays"
