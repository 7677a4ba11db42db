"""Releases, and what comments may have since the region adopts maps: a place, and that they are settled."""

from __future__ import annotations

import unicodedata

import pytest

from hso_plugin.core import catalogue as catalogues
from tests.support import raw

TIMRA, SOLLEFTEA = "2262", "2283"
NOBODYS = "00000000-0000-4000-8000-000000000000"


def comment(**changes):
    return {"andring": raw.new_id(), "innehall": "Se här", "anvandare": "granskare"} | changes


def release(*submissions, **changes):
    row = {
        "andring": raw.new_id(),
        "namn": f"Antagen {raw.new_id()}",
        "inlamningar": ",".join(submissions) or None,
        "regelverk": catalogues.default().name,
        "anvandare": "granskare",
    }
    return row | changes


@pytest.fixture
def submitted(platform):
    return raw.submit(platform, TIMRA)


@pytest.fixture
def approved(platform, submitted):
    raw.approve(platform, submitted)
    return submitted


def stored(platform, table, row, columns):
    return raw.rows(platform, f"SELECT {columns} FROM hso.{table} WHERE andring = %s", row["andring"])[0]


def test_a_comment_has_a_place_and_its_answers_the_same(platform, submitted):
    question = comment(inlamning=submitted, ost="619000.123", nord="6919000.5")
    assert raw.record(platform, "kommentar", question) == []
    answer = comment(svar_pa=question["andring"], ost="500000", nord="7000000", anvandare=f"planerare-{TIMRA}")
    assert raw.record(platform, "kommentar", answer) == []
    again = comment(svar_pa=answer["andring"])
    assert raw.record(platform, "kommentar", again) == []
    for row in (question, answer, again):
        found = stored(platform, "kommentar", row, "inlamning::text, ost, nord")
        assert found == (submitted, 619000.123, 6919000.5)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ({"ost": "619000"}, "HSO-SCHEMA"),
        ({"nord": "6919000"}, "HSO-SCHEMA"),
        ({"ost": "6919000", "nord": "619000"}, "HSO-GEOMETRI"),
        ({"ost": "17.3", "nord": "62.4"}, "HSO-GEOMETRI"),
        ({"ost": "199999.999", "nord": "6919000"}, "HSO-GEOMETRI"),
        ({"ost": "619000", "nord": "7700000.001"}, "HSO-GEOMETRI"),
        ({"ost": "NaN", "nord": "6919000"}, "HSO-SCHEMA"),
        ({"ost": "619000", "nord": "inf"}, "HSO-SCHEMA"),
        ({"ost": "619000", "nord": "9e99"}, "HSO-GEOMETRI"),
    ],
)
def test_half_a_place_or_one_outside_sweden_is_refused(platform, submitted, place, code):
    assert raw.record(platform, "kommentar", comment(inlamning=submitted) | place) == [code]


def test_a_place_alone_is_about_nothing(platform):
    assert raw.record(platform, "kommentar", comment(ost="619000", nord="6919000")) == ["HSO-SCHEMA"]


@pytest.mark.parametrize("settled", ["true", "false"])
def test_only_an_answer_may_settle_without_words(platform, submitted, settled):
    question = comment(inlamning=submitted)
    assert raw.record(platform, "kommentar", question) == []
    wordless = comment(innehall=None)
    assert raw.record(platform, "kommentar", wordless | {"inlamning": submitted, "avgjord": settled}) == ["HSO-SCHEMA"]
    assert raw.record(platform, "kommentar", wordless | {"svar_pa": question["andring"]}) == ["HSO-SCHEMA"]
    tick = comment(innehall=None, svar_pa=question["andring"], avgjord=settled)
    assert raw.record(platform, "kommentar", tick) == []
    assert stored(platform, "kommentar", tick, "innehall, avgjord") == ("", settled == "true")
    with_words = comment(svar_pa=question["andring"], avgjord=settled)
    assert raw.record(platform, "kommentar", with_words) == []


def test_what_is_said_of_an_object_alone_is_settled_by_its_municipality(platform):
    point = raw.version(TIMRA)
    assert raw.inserted(raw.send(platform, raw.transaction(raw.insert(raw.POINTS, point, raw.POINT)), TIMRA)) == 1
    question = comment(objektidentitet=point["objektidentitet"], objektversion=1)
    assert raw.record(platform, "kommentar", question) == []
    for user, refused in ((f"planerare-{SOLLEFTEA}", ["HSO-BEHORIGHET"]), (f"planerare-{TIMRA}", [])):
        tick = comment(innehall=None, svar_pa=question["andring"], avgjord="true", anvandare=user)
        assert raw.record(platform, "kommentar", tick) == refused


def test_a_release_is_read_back_as_it_was_recorded(platform, approved):
    other = raw.submit(platform, SOLLEFTEA)
    raw.approve(platform, other)
    row = release(approved, other, lopnr="1", tidpunkt="1999-01-01T00:00:00Z")
    assert raw.record(platform, "utgava", row) == []
    text = raw.fetch(platform, "2260", TYPENAME="utgava").text
    assert f"<qgs:namn>{row['namn']}</qgs:namn>" in text
    assert f"<qgs:inlamningar>{approved},{other}</qgs:inlamningar>" in text
    position, recent = stored(platform, "utgava", row, "lopnr, tidpunkt > now() - interval '1 minute'")
    assert position > 1
    assert recent


def test_a_release_stays_as_it_was_when_something_newer_is_approved(platform, approved):
    row = release(approved)
    assert raw.record(platform, "utgava", row) == []
    newer = raw.submit(platform, TIMRA)
    raw.approve(platform, newer)
    assert stored(platform, "utgava", row, "inlamningar") == (approved,)
    assert raw.record(platform, "utgava", release(approved)) == ["HSO-STATUS"]
    assert raw.record(platform, "utgava", release(newer)) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"namn": None}, "HSO-SCHEMA"),
        ({"inlamningar": None}, "HSO-SCHEMA"),
        ({"inlamningar": ","}, "HSO-SCHEMA"),
        ({"inlamningar": "{0},"}, "HSO-SCHEMA"),
        ({"inlamningar": "{0}, "}, "HSO-SCHEMA"),
        ({"inlamningar": "{0},{0}"}, "HSO-SCHEMA"),
        ({"inlamningar": "{{{0}}}"}, "HSO-SCHEMA"),
        ({"inlamningar": "{0}," + NOBODYS}, "HSO-SCHEMA"),
        ({"inlamningar": "alla"}, "HSO-SCHEMA"),
        ({"inlamningar": "'; DROP TABLE hso.utgava; --"}, "HSO-SCHEMA"),
        ({"regelverk": None}, "HSO-KATALOG"),
        ({"regelverk": "VN-STRUKTUR 0.9"}, "HSO-KATALOG"),
        ({"andring": None}, "HSO-SCHEMA"),
        ({"anvandare": "admin"}, "HSO-BEHORIGHET"),
    ],
)
def test_a_release_that_is_not_right_is_refused(platform, approved, changes, code):
    row = release(approved) | {key: value and value.format(approved) for key, value in changes.items()}
    before = raw.count(platform)
    assert raw.record(platform, "utgava", row, "granskare") == [code]
    assert raw.count(platform) == before


def test_two_submissions_of_one_municipality_are_no_release(platform, approved):
    newer = raw.submit(platform, TIMRA)
    raw.approve(platform, newer)
    assert raw.record(platform, "utgava", release(newer, approved)) == ["HSO-SCHEMA"]


@pytest.mark.parametrize("event", [None, "under_granskning", "avslagen", "aterkallad"])
def test_only_what_is_approved_is_released(platform, event):
    of = raw.submit(platform, TIMRA)
    if event:
        assert raw.decide(platform, of, "under_granskning") == []
    if event in ("avslagen", "aterkallad"):
        user = "granskare" if event == "avslagen" else f"planerare-{TIMRA}"
        assert raw.decide(platform, of, event, user, motivering="Därför.") == []
    assert raw.record(platform, "utgava", release(of)) == ["HSO-STATUS"]


def test_two_names_that_read_alike_are_one(platform, approved):
    name = f"Årets Översikt {raw.new_id()}"
    assert raw.record(platform, "utgava", release(approved, namn=name)) == []
    decomposed, spaced = unicodedata.normalize("NFD", name), f" {name.replace(' ', '  ')} "
    for same in (name, name.upper(), name.lower(), decomposed, decomposed.upper(), spaced):
        assert raw.record(platform, "utgava", release(approved, namn=same)) == ["HSO-FINNS"], same
    assert raw.record(platform, "utgava", release(approved, namn=name.replace("Å", "A"))) == []
