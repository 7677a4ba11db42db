"""Comments as threads: the list, answering, ticking off, what waits and what was refused, and the marks on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapToolPan
from qgis.PyQt.QtCore import QPoint, QPointF, Qt
from qgis.PyQt.QtTest import QAbstractItemModelTester, QTest
from qgis.PyQt.QtWidgets import QPlainTextEdit

from hso_plugin.core.review.records import threads
from hso_plugin.core.review.records.model import Comment, Review
from hso_plugin.core.review.records.ports import RefusedRecord
from hso_plugin.core.text import Text
from hso_plugin.gui.comments.composer import Composer
from hso_plugin.gui.comments.marks import CommentMarks
from hso_plugin.gui.comments.port import About
from hso_plugin.gui.comments.view import CommentsView
from hso_plugin.gui.map.marker import MapMarker

ME, REVIEWER = "planerare-2281", "granskare"
PLACES = {"matfors": shapely.Point(600_000, 6_930_000), "njurunda": shapely.Point(610_000, 6_930_000)}


@dataclass
class Said:
    """A port over a plain list, as a file would have it: what is said waits, until it has landed."""

    comments: list[Comment] = field(default_factory=list)
    rejected: list[RefusedRecord] = field(default_factory=list)
    user: str = ME
    settles: bool = True

    def threads(self) -> Sequence[threads.Thread]:
        return threads.threads(Review(comments=tuple(self.comments)))

    def refused(self) -> Sequence[RefusedRecord]:
        return self.rejected

    def title(self, comment: Comment) -> str:
        return comment.object or "Hela inlämningen"

    def place(self, comment: Comment) -> shapely.Geometry | None:
        return PLACES.get(comment.object or "")

    def may_settle(self, question: Comment) -> bool:
        return self.settles or question.user == self.user

    def comment(self, comments: Sequence[Comment]) -> None:
        self.comments += comments
        changes = {each.change for each in comments}
        self.rejected = [each for each in self.rejected if each.record.change not in changes]

    def drop(self, changes: Sequence[str]) -> None:
        self.rejected = [each for each in self.rejected if each.record.change not in changes]

    def land(self) -> None:
        self.comments = [replace(each, position=number) for number, each in enumerate(self.comments, 1)]

    def ask(self, change: str, text: str, thing: str | None = None) -> None:
        version = 1 if thing else None
        self.comments.append(Comment(change, text, REVIEWER, "s", thing, version, position=len(self.comments) + 1))


@pytest.fixture
def said() -> Said:
    made = Said()
    made.ask("k1", "Sambandet saknar ände", "matfors")
    made.ask("k2", "Är det här rätt klass?", "njurunda")
    made.ask("k3", "Bra underlag överlag")
    return made


@pytest.fixture
def canvas(qgis_app, qtbot) -> QgsMapCanvas:
    made = QgsMapCanvas()
    qtbot.addWidget(made)
    made.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3006"))
    made.resize(400, 400)
    made.setExtent(QgsRectangle(595_000, 6_920_000, 615_000, 6_940_000))
    made.show()
    return made


@pytest.fixture
def view(said, canvas, qtbot) -> CommentsView:
    made = CommentsView(said, MapMarker(canvas), CommentMarks(canvas))
    qtbot.addWidget(made)
    made.resize(360, 400)
    made.show()
    return made


def write(view: CommentsView, text: str) -> None:
    view.answerEdit.setPlainText(text)


def chosen(view: CommentsView) -> str:
    return view.row.thread.question.change


def test_the_first_unanswered_is_chosen_and_all_stand_under_what_they_wait_for(view, said):
    tester = QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert chosen(view) == "k1" and view.countLabel.text() == "3 obesvarade"
    assert [mark.number for mark in view._marks.marks] == [1, 2], "what has a place has a mark"
    write(view, "Rättat")
    view.answerButton.click()
    view.threadsView.setCurrentIndex(view.model.place_of("k3"))
    view.settleButton.click()
    said.land()
    view.refresh()
    assert [(group.key, [row.number for row in group.items]) for group in view.model.groups] == [
        ("open", [2]),
        ("answered", [1]),
        ("settled", [3]),
    ]
    assert view.countLabel.text() == "1 obesvarad · 1 besvarad · 1 åtgärdad"
    del tester


def test_an_answer_and_its_tick_go_together_and_the_next_is_chosen(view, said):
    finished = []
    view.finished.connect(lambda: finished.append(True))
    write(view, "Förlängt till resecentrum")
    assert view.settleButton.text() == "Svara: åtgärdad"
    view.settleButton.click()
    answer = said.comments[-1]
    assert (answer.answers, answer.text, answer.settled, answer.object, answer.submission, answer.user) == (
        "k1", "Förlängt till resecentrum", True, "matfors", "s", ME,
    )  # fmt: skip
    assert chosen(view) == "k2" and view.answerEdit.toPlainText() == "" and not finished
    assert "1 väntar på att skickas" in view.countLabel.text()
    view.settleButton.click()
    assert said.comments[-1].text == "" and chosen(view) == "k3"
    view.settleButton.click()
    assert finished == [True] and all(thread.settled for thread in said.threads())
    assert view.settleButton.text() == "Ta upp igen"
    view.settleButton.click()
    assert not all(thread.settled for thread in said.threads()), "and taken up again"


def test_the_tick_is_offered_only_where_the_platform_takes_it(view, said):
    said.settles = False
    said.comments.append(Comment("k4", "Min egen fråga", ME, "s", position=4))
    view.refresh()
    assert view.settleButton.isHidden() and view.answerButton.isVisible()
    write(view, "Jag undrar också.")
    assert view.settleButton.isHidden() and view.answerButton.isEnabled(), "anybody may join in"
    view.threadsView.setCurrentIndex(view.model.place_of("k4"))
    assert view.settleButton.isVisible()


def test_nothing_that_is_being_written_is_lost_when_news_come_or_another_is_looked_at(view, said):
    write(view, "Halvfärdigt svar")
    said.ask("k4", "En till")
    view.refresh()
    assert view.answerEdit.toPlainText() == "Halvfärdigt svar" and chosen(view) == "k1"
    view.threadsView.setCurrentIndex(view.model.place_of("k2"))
    assert view.answerEdit.toPlainText() == ""
    view.threadsView.setCurrentIndex(view.model.place_of("k1"))
    assert view.answerEdit.toPlainText() == "Halvfärdigt svar"
    view.begin(About("s", "matfors", 1))
    assert view.answerEdit.toPlainText() == "" and "matfors" in view.aboutLabel.text()
    write(view, "Ny kommentar")
    view.refresh()
    assert view.answerEdit.toPlainText() == "Ny kommentar"
    view.answerButton.click()
    new = said.comments[-1]
    assert (new.text, new.object, new.answers, new.settled) == ("Ny kommentar", "matfors", None, None)
    assert view.answerEdit.toPlainText() == "Halvfärdigt svar" and chosen(view) == "k1"


def test_what_the_platform_did_not_take_is_written_anew_under_the_same_identity(view, said):
    lost = Comment("k9", "För långt", ME, "s", answers="k1")
    said.rejected = [RefusedRecord(lost, Text("Korta texten.", "Shorten it."))]
    view.refresh()
    assert "För långt" in view.refusedLabel.text() and "Shorten it." in view.refusedLabel.text()
    view.mendButton.click()
    assert view.answerEdit.toPlainText() == "För långt" and view.refusedFrame.isHidden()
    write(view, "Kort")
    view.answerButton.click()
    assert said.comments[-1] == replace(lost, text="Kort") and view.refusedFrame.isHidden()
    said.rejected = [RefusedRecord(lost, Text("Nej.", "No."))]
    view.refresh()
    view.dropButton.click()
    assert said.rejected == [] and view.refusedFrame.isHidden()


def test_what_people_write_stays_text(view, said):
    said.ask("k4", "<img src='x'><b>fet</b>\n& ny rad")
    view.refresh()
    view.go_to("k4")
    assert "&lt;b&gt;fet&lt;/b&gt;<br/>&amp; ny rad" in view.saidLabel.text()


def test_without_comments_it_says_what_fills_it(said, canvas, qtbot):
    said.comments = []
    view = CommentsView(said, MapMarker(canvas), CommentMarks(canvas))
    qtbot.addWidget(view)
    view.show()
    assert view.emptyLabel.isVisible() and not view.splitter.isVisible() and view._marks.marks == []
    view.begin(About("s"))
    assert view.answerEdit.isVisible() and not view.emptyLabel.isVisible()


# ----- the map


def test_choosing_in_the_list_zooms_and_clicking_a_mark_chooses(view, canvas, qtbot):
    canvas.setMapTool(QgsMapToolPan(canvas))
    place = view._marks._painted.toCanvasCoordinates(view._marks._painted.marks[1][1])
    went = []
    view.chosen.connect(lambda comment: went.append(comment.change))
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(place.x()), round(place.y())))
    assert chosen(view) == "k2" and went == ["k2"]
    assert view._marks._painted.chosen == "k2"
    view.go_to("k1")
    assert canvas.extent().center().x() == pytest.approx(600_000) and canvas.extent().width() < 5_000
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert chosen(view) == "k1", "there is no mark there"


def test_the_marks_are_there_while_the_list_is_seen_and_are_painted(view, canvas, qtbot):
    before = canvas.grab().toImage()
    view.hide()
    qtbot.waitUntil(lambda: view._marks.marks == [])
    assert canvas.grab().toImage() != before
    view.show()
    assert [mark.number for mark in view._marks.marks] == [1, 2]
    assert view._marks.at(QPointF(-500, -500)) == ""


# ----- what is being written


@pytest.fixture(scope="module")
def edit(qgis_app) -> QPlainTextEdit:
    return QPlainTextEdit()


_ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("turn"), st.sampled_from(["a", "b", "c"])),
        st.tuples(st.just("type"), st.text("xyz ", min_size=1, max_size=4)),
        st.tuples(st.sampled_from(["begin", "stop"]), st.just("")),
    ),
    max_size=12,
)


@given(acts=_ACTS)
def test_every_answer_waits_at_its_thread_whatever_happens_between(edit, acts):
    edit.clear()
    composer = Composer(edit)
    composer.turn_to("a")
    expected: dict[str, str] = {}
    for act, value in acts:
        if act == "turn":
            composer.turn_to(value)
        elif act == "type":
            edit.setPlainText(value)
            if not composer.new:
                expected[composer.thread] = value
        else:
            composer.begin(About("s")) if act == "begin" else composer.stop()
    composer.stop()
    for thread, text in expected.items():
        composer.turn_to(thread)
        assert edit.toPlainText() == text
