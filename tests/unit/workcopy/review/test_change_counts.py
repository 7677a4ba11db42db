"""The counts of a review copy are those of its differences, whatever was done to the objects."""

from __future__ import annotations

import tempfile
from pathlib import Path

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from hso_plugin.core import catalogue
from hso_plugin.core.ledger.ports import ChangeType
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.platform.server import ServerProfile
from hso_plugin.core.review.compare.differences import Timeline, counted, submission_changes
from hso_plugin.workcopy import Settings
from hso_plugin.workcopy.review.review_copy import ReviewCopy
from tests.support.review_ledger import SUNDSVALL, TIMRA, Ledger

SHIPPED = catalogue.default()
#: Of the same place, drawn from another corner and not.
SQUARE = shapely.multipolygons([shapely.box(600_000, 6_900_000, 600_500, 6_900_500)])
SHAPES = [SQUARE, shapely.multipolygons([shapely.box(600_000, 6_900_000, 600_500, 6_900_500, ccw=False)]),
          shapely.multipolygons([shapely.box(600_000, 6_900_000, 600_500, 6_900_400)])]  # fmt: skip
LINE = shapely.LineString([(600_000, 6_900_000), (603_000, 6_900_000)])
#: The order of the attributes says nothing.
ATTRIBUTES = [{"klass": "C1", "namn": "Här"}, {"namn": "Här", "klass": "C1"}, {"klass": "C1"}]
EDIT = st.tuples(
    st.sampled_from("abc"), st.booleans(), st.integers(0, 2), st.integers(0, 2), st.sampled_from([TIMRA, SUNDSVALL])
)
SPANS = st.lists(st.tuples(st.integers(0, 21), st.integers(0, 21)), min_size=1, max_size=8)


def copy_of(ledger: Ledger, folder: Path) -> ReviewCopy:
    url = "http://127.0.0.1:9/wfs"
    copy = ReviewCopy.create(folder / "g.gpkg", Settings(url, "", "granskare"), ServerProfile(url, "", {}), SHIPPED, {})
    for kind in GeometryKind:
        own = [version for version in ledger.all if version.object.kind is kind]
        copy.archive(kind, own, own[-1].position or 0 if own else 0)
    return copy


@settings(max_examples=40, deadline=None)  # writes a file each time
@given(st.lists(EDIT, max_size=20), SPANS)
def test_counted_as_compared(edits: list[tuple[str, bool, int, int, str]], spans: list[tuple[int, int]]) -> None:
    ledger = Ledger()
    for identity, deleted, shape, attributes, code in edits:
        ledger.put(f"{identity}{code}", SHAPES[shape], code, deleted=deleted, **ATTRIBUTES[attributes])
    with tempfile.TemporaryDirectory() as folder, copy_of(ledger, Path(folder)) as copy:
        for code in (TIMRA, SUNDSVALL):
            timeline = Timeline(ledger.versions([code]))
            assert copy.change_counts(code, spans) == [counted(timeline.between(*span)) for span in spans]


def test_a_ring_drawn_the_other_way_round_is_no_change(tmp_path: Path) -> None:
    ledger = Ledger()
    for shape in SHAPES:
        ledger.put("a", shape, **ATTRIBUTES[0])
    with copy_of(ledger, tmp_path) as copy:
        counts = copy.change_counts(TIMRA, [(1, 2), (2, 3), (0, 3)])
    assert [list(each.values()) for each in counts] == [[0, 0, 0], [0, 1, 0], [1, 0, 0]]


def test_a_submission_is_compared_in_the_copy_as_in_memory(tmp_path: Path) -> None:
    ledger = Ledger()
    ledger.put("a", SQUARE, klass="C1")
    ledger.put("b", SHAPES[2], klass="C1")
    ledger.approve()
    ledger.put("a", SQUARE, klass="C1", agenda2030=("11", "15"))
    ledger.put("b", deleted=True)
    ledger.put("c", SQUARE, klass="C4")
    submission = ledger.submit()
    with copy_of(ledger, tmp_path) as copy:
        found = submission_changes(copy, ledger.review, submission)
        assert found == submission_changes(ledger, ledger.review, submission)
        assert [each.identity for each in found] == ["c", "a", "b"]


def test_a_line_turned_round_is_a_change(tmp_path: Path) -> None:
    ledger = Ledger()
    for line in (LINE, LINE, shapely.reverse(LINE)):
        ledger.put("a", line, **ATTRIBUTES[0])
    with copy_of(ledger, tmp_path) as copy:
        counts = copy.change_counts(TIMRA, [(1, 2), (2, 3)])
    assert [each[ChangeType.CHANGED] for each in counts] == [0, 1]
