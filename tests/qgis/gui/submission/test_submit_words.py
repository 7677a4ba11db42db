"""The check list and the line of stages: always the same lines in the same order, and true to what is known."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.ledger.ports import ChangeType, Received
from hso_plugin.core.model import Finding, Severity, Stage
from hso_plugin.core.motivation import Motivation
from hso_plugin.core.reports.run import CheckRun
from hso_plugin.core.review.records.model import Comment, Decision, Event, Review, Submission, SubmissionState
from hso_plugin.core.review.records.states import Step, history_of
from hso_plugin.core.review.records.submit import Basis, refusal
from hso_plugin.core.text import Text
from hso_plugin.gui.submission.check_list import CheckList
from hso_plugin.gui.submission.stages import StagesLine
from hso_plugin.gui.submission.words import Need, answers_text, check_lines, stages, summary_text
from tests.qgis.gui.conftest import town

CATALOGUE = catalogues.default()
SAID = Text("x", "x")


def finding(number: int, severity: Severity) -> Finding:
    return Finding(f"f{number}", "namn-saknas", severity, None, "", SAID, SAID, municipality="2281")


def basis(
    severities: tuple[Severity, ...] = (),
    motivated: int = 0,
    unsent: int = 0,
    changes: tuple[Received, ...] = (),
    review: Review | None = None,
) -> Basis:
    """What would be handed in; the first `motivated` warnings have a motivation."""
    found = [finding(number, severity) for number, severity in enumerate(severities)]
    warnings = [each for each in found if each.severity is Severity.WARNING][:motivated]
    reasons = {
        each.id: Motivation(each.id, each.rule, None, "därför att det är så", "jag", "", "", None) for each in warnings
    }
    run = CheckRun(found, reasons, CATALOGUE, Stage.SUBMISSION, "2281", "2026-05-04T08:30:00+00:00")
    return Basis(7, run, unsent, changes, review or Review())


_BASES = st.builds(
    basis,
    severities=st.lists(st.sampled_from(list(Severity)), max_size=5).map(tuple),
    motivated=st.integers(0, 5),
    unsent=st.integers(0, 3),
)


@given(
    unsaved=st.integers(0, 2),
    waiting=st.integers(0, 3),
    conflicts=st.integers(0, 2),
    found=st.one_of(st.none(), _BASES),
    message=st.sampled_from(["", "  \n", "Klart"]),
)
def test_all_is_ticked_just_when_nothing_stands_in_the_way(qgis_app, unsaved, waiting, conflicts, found, message):
    lines = check_lines(unsaved, waiting, conflicts, found, message)
    assert [line.need for line in lines] == list(Need)
    assert all(bool(line.button) == (line.done is False) for line in lines), "what is left leads to where it is mended"
    assert {line.need: line.done for line in lines} == {
        Need.SENT: not (unsaved or waiting or conflicts or (found and found.unsent)),
        Need.NO_ERRORS: None if found is None else not found.errors,
        Need.MOTIVATED: None if found is None else not found.unmotivated,
        Need.MESSAGE: bool(message.strip()),
    }
    clear = not (unsaved or waiting or conflicts) and found is not None and refusal(found) is None
    assert all(line.done for line in lines) == (clear and bool(message.strip()))


def test_the_list_shows_a_button_only_where_something_is_left(qgis_app, qtbot):
    shown = CheckList()
    qtbot.addWidget(shown)
    shown.show()
    shown.show_lines(check_lines(0, 2, 0, basis((Severity.ERROR,)), "Klart"))
    wanted = []
    shown.wanted.connect(wanted.append)
    for need, button in shown.buttons.items():
        if button.isVisible():
            assert shown.labels[need].text() in button.accessibleName(), "said beside what it is about"
            button.click()
    assert wanted == [Need.SENT, Need.NO_ERRORS]


def submission(position: int) -> Submission:
    return Submission(f"s{position}", "2281", position, "VN", "{}", "", "jag", position, "2026-05-04T08:30:00Z")


@given(
    events=st.sampled_from(
        [
            (),
            (Event.TAKEN_UP,),
            (Event.TAKEN_UP, Event.APPROVED),
            (Event.TAKEN_UP, Event.RETURNED),
            (Event.TAKEN_UP, Event.REJECTED),
            (Event.WITHDRAWN,),
            (Event.TAKEN_UP, Event.WITHDRAWN),
        ]
    ),
    newer=st.booleans(),
)
def test_the_line_has_one_present_stage_and_what_is_to_come_only_while_it_is_open(qgis_app, events, newer):
    first = submission(1)
    decisions = tuple(
        Decision(f"b{n}", first.change, event, "skäl", "granskare", n, f"2026-05-0{n}T08:30:00Z")
        for n, event in enumerate(events, 2)
    )
    history = history_of(Review((first, submission(9)) if newer else (first,), decisions), first)
    line = stages(history)
    assert [stage.current for stage in line].count(True) == 1
    reached = [stage.reached for stage in line]
    assert reached == sorted(reached, reverse=True), "what is to come stands last"
    assert [stage.when for stage in line if stage.reached] == [step.time for step in history]
    open_ = history[-1].state in (SubmissionState.SUBMITTED, SubmissionState.UNDER_REVIEW)
    assert (not all(reached)) == open_


def test_the_line_says_when_and_sets_the_present_stage_off(qgis_app, qtbot):
    line = StagesLine()
    qtbot.addWidget(line)
    today = datetime.now(UTC).isoformat()
    line.show_stages(
        stages([Step(SubmissionState.SUBMITTED, today, "jag"), Step(SubmissionState.UNDER_REVIEW, today, "granskare")])
    )
    texts = [label.text() for label in line.labels]
    clock = datetime.now().astimezone().strftime("%H:")
    assert texts[0].startswith("✓ Submitted") and clock in texts[0] and texts[2].startswith("○")
    assert [label.font().bold() for label in line.labels] == [False, True, False]
    assert "granskare" in line.labels[1].toolTip()
    line.show_stages([])
    assert line.labels == []


def test_the_summary_counts_what_changed_and_which_comments_are_answered(qgis_app):
    changes = tuple(
        Received(kind, town("Ort", 600_000)) for kind in (ChangeType.NEW, ChangeType.NEW, ChangeType.DELETED)
    )
    before = submission(1)
    approval = Decision("b", before.change, Event.APPROVED, "", "granskare", 2, "2026-05-04T08:30:00Z")
    asked = Comment("k1", "Varför?", "granskare", before.change, position=3)
    answer = Comment("k2", "Därför.", "jag", before.change, answers="k1", position=4)
    other = Comment("k3", "Och?", "granskare", before.change, position=5)
    found = basis(changes=changes, review=Review((before,), (approval,), (asked, answer, other)))
    assert summary_text(found) == "Ändrat sedan det som godkändes senast: 2 nya · 1 borttagen."
    assert answers_text(found).startswith("1 av 2 kommentarer")
    assert "Det finns inget att lämna in" in summary_text(basis(review=Review((before,), (approval,))))
    assert "Ingen inlämning har godkänts än" in summary_text(basis(changes=changes))
    assert answers_text(basis()) == ""
