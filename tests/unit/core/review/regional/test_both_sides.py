"""A finding told to the municipalities it concerns: one comment each, on their own object, never twice."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import shapely
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.model import Finding, GeometryKind, MapObject, ObjectVersion, Severity
from hso_plugin.core.review.records.model import Review, Submission
from hso_plugin.core.review.regional.border_comments import comments_on, untold
from hso_plugin.core.text import Text

CODES = ("2260", "2262", "2280", "2281")


def submission(code: str, number: int = 1) -> Submission:
    return Submission(f"s{number}-{code}", code, 1, "VN", "{}", "", "planerare", number, "2026-11-01T00:00:00Z")


def version(identity: str, code: str, number: int) -> ObjectVersion:
    thing = MapObject(GeometryKind.POINT, identity, code, {"klass": "A3"}, shapely.Point(600_000, 6_900_000))
    return ObjectVersion(thing, number, f"v-{identity}", False, "planerare", 1)


def finding(identity: str | None, other: str | None, geometry=None, id_: str = "f1") -> Finding:
    return Finding(id_, "regel", Severity.ERROR, identity, "A3", Text("Fel", "Wrong"), Text("", ""), geometry, other)


@given(
    st.lists(st.sampled_from(CODES), min_size=1, max_size=4, unique=True),
    st.lists(st.tuples(st.sampled_from(CODES), st.integers(1, 9)), min_size=0, max_size=2),
    st.one_of(st.none(), st.tuples(st.integers(200_000, 900_000), st.integers(6_800_000, 7_100_000))),
)
def test_each_is_told_once_on_its_own_object(codes, owners, place):
    names = ["a", "b"][: len(owners)]
    versions = {name: version(name, code, number) for name, (code, number) in zip(names, owners, strict=True)}
    point = shapely.Point(place) if place else None
    found = finding(names[0] if names else None, names[1] if len(names) > 1 else None, point)
    submissions = [submission(code) for code in codes]
    said = comments_on(found, "Stäm av.", "granskare", submissions, versions)
    assert [each.submission for each in said] == [each.change for each in submissions]
    for comment, code in zip(said, codes, strict=True):
        own = [v for v in versions.values() if v.object.municipality == code]
        if own:
            assert (comment.object, comment.version) in {(v.object.identity, v.version) for v in own}
            assert comment.place is None
        else:
            assert (comment.object, comment.version) == (None, None)
            assert comment.place == (tuple(map(float, place)) if place else None)
        UUID(comment.change)
    assert len({each.change for each in said}) == len(said)
    assert comments_on(found, "Andra ord.", "granskare", submissions, versions)[0].change == said[0].change


def test_what_was_told_is_known_until_there_is_a_new_submission():
    found, submissions = finding("a", "b"), [submission("2262"), submission("2281")]
    sundsvall = submissions[1]
    said = comments_on(found, "Stäm av.", "granskare", submissions, {})
    assert untold(found, submissions, Review()) == submissions
    assert untold(found, submissions, Review(comments=tuple(said[:1]))) == [sundsvall], "the other has not been told"
    told = Review(comments=tuple(said))
    assert untold(found, submissions, told) == []
    assert untold(replace(found, id="f2"), submissions, told) == submissions
    newer = submission("2262", 2)
    assert untold(found, [newer, sundsvall], told) == [newer], "the new one has not been told"
    other = [replace(each, user="annan") for each in said]
    assert untold(found, submissions, Review(comments=tuple(other))) == submissions, "one of somebody's own is another"


def test_what_a_colleague_told_is_not_told_again():
    found, submissions = finding("a", "b"), [submission("2262"), submission("2281")]
    theirs = comments_on(found, "Stäm av.", "annan", submissions[:1], {})
    mine = comments_on(found, "Se över.", "granskare", submissions[1:], {})
    assert untold(found, submissions, Review(comments=tuple(theirs))) == submissions[1:]
    assert untold(found, submissions, Review(comments=(*theirs, *mine))) == []
