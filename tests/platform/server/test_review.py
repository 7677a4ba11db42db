"""Submissions, decisions and comments over WFS-T, and what the public sees of it."""

from __future__ import annotations

import json

import pytest

from tests.support import raw

MUNICIPALITY = "2262"
send, decide, status = raw.record, raw.decide, raw.status


def submission(municipality=MUNICIPALITY, **changes):
    return raw.submission(municipality, **changes)


@pytest.fixture
def submitted(platform):
    row = submission()
    assert send(platform, "inlamning", row) == []
    return row["andring"]


def test_the_way_to_approval(platform, submitted):
    assert status(platform, submitted) == "inskickad"
    assert decide(platform, submitted, "under_granskning") == []
    assert status(platform, submitted) == "under_granskning"
    assert decide(platform, submitted, "godkand") == []
    assert status(platform, submitted) == "godkand"


@pytest.mark.parametrize("event", ["ater_for_komplettering", "avslagen"])
def test_returning_and_rejecting_need_a_reason(platform, submitted, event):
    assert decide(platform, submitted, "under_granskning") == []
    assert decide(platform, submitted, event) == ["HSO-STATUS"]
    assert decide(platform, submitted, event, motivering="  ") == [
        "HSO-SCHEMA"
    ]  # blanks only are an empty value on the wire
    assert status(platform, submitted) == "under_granskning"
    assert decide(platform, submitted, event, motivering="Linjen mot Sundsvall saknas.") == []
    assert status(platform, submitted) == event


@pytest.mark.parametrize("event", ["godkand", "ater_for_komplettering", "avslagen"])
def test_nothing_is_decided_before_it_is_taken_up(platform, submitted, event):
    assert decide(platform, submitted, event, motivering="Därför.") == ["HSO-STATUS"]
    assert status(platform, submitted) == "inskickad"


@pytest.mark.parametrize("last", ["godkand", "ater_for_komplettering", "avslagen"])
def test_a_decision_is_final(platform, submitted, last):
    decide(platform, submitted, "under_granskning")
    decide(platform, submitted, last, motivering="Därför.")
    for event in ("under_granskning", "godkand", "ater_for_komplettering", "avslagen"):
        assert decide(platform, submitted, event, motivering="Igen.") == ["HSO-STATUS"]
    assert decide(platform, submitted, "aterkallad", f"planerare-{MUNICIPALITY}") == ["HSO-STATUS"]
    assert status(platform, submitted) == last


@pytest.mark.parametrize("taken_up", [False, True])
def test_the_municipality_withdraws_until_a_decision(platform, submitted, taken_up):
    if taken_up:
        decide(platform, submitted, "under_granskning")
    assert decide(platform, submitted, "aterkallad", "planerare-2281") == ["HSO-BEHORIGHET"]
    assert decide(platform, submitted, "aterkallad", "granskare") == ["HSO-BEHORIGHET"]
    assert decide(platform, submitted, "aterkallad", f"planerare-{MUNICIPALITY}") == []
    assert status(platform, submitted) == "aterkallad"
    assert decide(platform, submitted, "under_granskning") == ["HSO-STATUS"]


@pytest.mark.parametrize("user", [f"planerare-{MUNICIPALITY}", "planerare-2281", "stod"])
@pytest.mark.parametrize("event", ["under_granskning", "godkand"])
def test_only_reviewers_review(platform, submitted, user, event):
    assert decide(platform, submitted, event, user, motivering="Ja.") == ["HSO-BEHORIGHET"]
    assert status(platform, submitted) == "inskickad"


def test_nobody_decides_in_anothers_name(platform, submitted):
    row = {"andring": raw.new_id(), "inlamning": submitted, "handelse": "under_granskning", "anvandare": "granskare"}
    assert send(platform, "beslut", row, f"planerare-{MUNICIPALITY}") == ["HSO-BEHORIGHET"]
    assert status(platform, submitted) == "inskickad"


def test_nobody_reviews_the_own_municipality(platform, submitted):
    owner = platform.connect()
    with owner, owner.cursor() as cursor:
        cursor.execute(
            "INSERT INTO hso.behorighet (anvandare, kommunkod, roll) VALUES ('granskare', %s, 'planerare')",
            (MUNICIPALITY,),
        )
    try:
        assert decide(platform, submitted, "under_granskning") == ["HSO-BEHORIGHET"]
        assert decide(platform, submitted, "under_granskning", "admin") == []
    finally:
        with owner, owner.cursor() as cursor:
            cursor.execute("DELETE FROM hso.behorighet WHERE anvandare = 'granskare' AND roll = 'planerare'")
        owner.close()


def test_a_newer_submission_replaces_an_open_one(platform, submitted):
    decide(platform, submitted, "under_granskning")
    newer = submission()
    assert send(platform, "inlamning", newer) == []
    assert status(platform, submitted) == "ersatt"
    assert decide(platform, submitted, "godkand") == ["HSO-STATUS"]
    assert status(platform, newer["andring"]) == "inskickad"


def test_a_decided_submission_stays_decided_when_a_newer_comes(platform, submitted):
    decide(platform, submitted, "under_granskning")
    decide(platform, submitted, "godkand")
    send(platform, "inlamning", submission())
    assert status(platform, submitted) == "godkand"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kommunkod": "2281"}, "HSO-BEHORIGHET"),
        ({"regelverk": "VN-STRUKTUR 0.9"}, "HSO-KATALOG"),
        ({"regelverk": None}, "HSO-KATALOG"),
        ({"rapport": None}, "HSO-SCHEMA"),
        ({"rapport": "ingen rapport"}, "HSO-SCHEMA"),
        ({"rapport": "[]"}, "HSO-SCHEMA"),
        ({"rapport": json.dumps({"counts": {"fel": 1}})}, "HSO-STATUS"),
        ({"position": 999_999_999}, "HSO-STATUS"),
        ({"position": 0}, "HSO-STATUS"),
        ({"andring": None}, "HSO-SCHEMA"),
    ],
)
def test_a_submission_that_is_not_right_is_refused(platform, changes, code):
    assert send(platform, "inlamning", submission(**changes)) == [code]


def test_a_submission_does_not_go_back_behind_the_last(platform):
    first = submission()
    send(platform, "inlamning", first)
    ((position, own),) = raw.rows(
        platform, "SELECT position, lopnr FROM hso.inlamning WHERE andring = %s", first["andring"]
    )
    assert position == own
    assert send(platform, "inlamning", submission(position=position - 1)) == ["HSO-STATUS"]
    assert send(platform, "inlamning", submission(position=position)) == []


def test_the_same_submission_and_decision_again_are_known(platform):
    row = submission()
    assert send(platform, "inlamning", row) == []
    assert send(platform, "inlamning", row) == ["HSO-FINNS"]
    event = {
        "andring": raw.new_id(),
        "inlamning": row["andring"],
        "handelse": "under_granskning",
        "anvandare": "granskare",
    }
    assert send(platform, "beslut", event) == []
    assert send(platform, "beslut", event) == ["HSO-FINNS"]


@pytest.mark.parametrize(
    "changes",
    [
        {"handelse": "hittepa"},
        {"handelse": "inskickad"},
        {"handelse": "ersatt"},
        {"inlamning": "00000000-0000-4000-8000-000000000000"},
    ],
)
def test_an_unknown_event_or_submission_is_refused(platform, submitted, changes):
    row = {
        "andring": raw.new_id(),
        "inlamning": submitted,
        "handelse": "under_granskning",
        "anvandare": "granskare",
    } | changes
    assert send(platform, "beslut", row) == ["HSO-SCHEMA"]


def test_time_and_position_of_events_are_the_platforms(platform):
    row = submission(lopnr=1, inskickad="1999-01-01T00:00:00Z")
    assert send(platform, "inlamning", row) == []
    ((position, recent),) = raw.rows(
        platform,
        "SELECT lopnr, inskickad > now() - interval '1 minute' FROM hso.inlamning WHERE andring = %s",
        row["andring"],
    )
    assert position > 1
    assert recent


def test_comments_belong_to_a_submission_an_object_or_what_they_answer(platform, submitted):
    point = raw.version()
    assert raw.inserted(raw.send(platform, raw.transaction(raw.insert(raw.POINTS, point, raw.POINT)))) == 1
    question = {
        "andring": raw.new_id(),
        "inlamning": submitted,
        "innehall": "Hur länge?\nOch varför?",
        "anvandare": "granskare",
    }
    on_object = {
        "andring": raw.new_id(),
        "objektidentitet": point["objektidentitet"],
        "objektversion": 1,
        "innehall": "Snyggt",
        "anvandare": "planerare-2281",
    }
    answer = {
        "andring": raw.new_id(),
        "svar_pa": question["andring"],
        "innehall": "Till 2030",
        "anvandare": f"planerare-{MUNICIPALITY}",
    }
    for row in (question, on_object, answer):
        assert send(platform, "kommentar", row) == []
    found = raw.rows(
        platform,
        "SELECT inlamning::text, innehall FROM hso.kommentar WHERE andring IN (%s, %s) ORDER BY lopnr",
        question["andring"],
        answer["andring"],
    )
    assert found == [(submitted, question["innehall"]), (submitted, "Till 2030")]


@pytest.mark.parametrize(
    "changes",
    [
        {"inlamning": None},
        {"inlamning": "00000000-0000-4000-8000-000000000000"},
        {"inlamning": None, "objektidentitet": "00000000-0000-4000-8000-000000000000", "objektversion": 1},
        {"objektversion": 1},
        {"svar_pa": "00000000-0000-4000-8000-000000000000"},
        {"innehall": None},
        {"innehall": "   "},
    ],
)
def test_a_comment_on_nothing_or_without_words_is_refused(platform, submitted, changes):
    row = {"andring": raw.new_id(), "inlamning": submitted, "innehall": "Hej", "anvandare": "granskare"} | changes
    row = {key: value for key, value in row.items() if value is not None}
    assert send(platform, "kommentar", row) == ["HSO-SCHEMA"]


def published(platform, municipality):
    """Names of the municipality's published points, over WFS."""
    found = raw.rows(
        platform,
        "SELECT objektidentitet::text, namn FROM hso.strukturbild_punkt_publicerad WHERE kommunkod = %s",
        municipality,
    )
    text = raw.fetch(platform, "2260", TYPENAME="strukturbild_punkt_publicerad").text
    assert all(identity in text for identity, _ in found)
    return dict(found)


def test_the_published_map_changes_with_an_approval_and_only_then(platform):
    code = "2280"

    def write(row):
        assert raw.inserted(raw.send(platform, raw.transaction(raw.insert(raw.POINTS, row, raw.POINT)), code)) == 1
        return row

    before = published(platform, code)
    kept = write(raw.version(code, namn="Kvar"))
    gone = write(raw.version(code, namn="Bort"))
    assert published(platform, code) == before
    first = submission(code)
    send(platform, "inlamning", first)
    write(kept | {"objektversion": 2, "andring": raw.new_id(), "namn": "Efter inlämningen"})
    write(gone | {"objektversion": 2, "andring": raw.new_id(), "borttagen": "true"})
    new = write(raw.version(code, namn="Ny"))
    decide(platform, first["andring"], "under_granskning")
    assert published(platform, code) == before
    decide(platform, first["andring"], "godkand")
    snapshot = published(platform, code)
    assert snapshot[kept["objektidentitet"]] == "Kvar"
    assert snapshot[gone["objektidentitet"]] == "Bort"
    assert new["objektidentitet"] not in snapshot
    current = raw.rows(platform, "SELECT count(*) FROM hso.strukturbild_punkt WHERE kommunkod = %s", code)[0][0]
    assert len(snapshot) == current, "one came and one went since"

    second = submission(code)
    send(platform, "inlamning", second)
    decide(platform, second["andring"], "under_granskning")
    decide(platform, second["andring"], "avslagen", motivering="Nej.")
    assert published(platform, code) == snapshot

    third = submission(code)
    send(platform, "inlamning", third)
    decide(platform, third["andring"], "under_granskning")
    decide(platform, third["andring"], "godkand")
    snapshot = published(platform, code)
    assert snapshot[kept["objektidentitet"]] == "Efter inlämningen"
    assert gone["objektidentitet"] not in snapshot
    assert snapshot[new["objektidentitet"]] == "Ny"


def test_the_public_does_not_see_who_drew_it(platform):
    text = raw.fetch(platform, REQUEST="DescribeFeatureType", TYPENAME="strukturbild_punkt_publicerad").text
    assert 'name="namn"' in text
    assert "anvandare" not in text
