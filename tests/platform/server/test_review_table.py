"""Who may do what with a submission, and when: every state × action × role against the real platform, by raw WFS-T.

`review_table` says it all in two tables, and the platform is asked for every one of their combinations.
"""

from __future__ import annotations

import itertools
from contextlib import closing

import psycopg2
import pytest
import requests

from hso_plugin.core.ledger.ports import Right
from hso_plugin.core.review.records import states
from hso_plugin.core.review.records.model import Comment, Decision, Event, Review, Submission
from tests.platform.server.review_table import (
    ACTIONS,
    BECOMES,
    EVENTS,
    LOGINS,
    MAY,
    MUNICIPALITY,
    STATE_NAMES,
    Stage,
    expected,
    row_of,
)
from tests.support import raw


@pytest.fixture(scope="module")
def stage(platform):
    """The roles of the table are given to the platform's users, and taken back at the end."""
    with closing(platform.connect()) as database:
        database.autocommit = True
        with database.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE sparad AS SELECT anvandare, kommunkod, roll FROM hso.behorighet")
            cursor.execute("DELETE FROM hso.behorighet WHERE anvandare = %s", (LOGINS["no role"],))
            cursor.execute(
                "INSERT INTO hso.behorighet (anvandare, kommunkod, roll)"
                " VALUES (%(both)s, %(of)s, 'planerare'), (%(both)s, NULL, 'granskare')",
                {"both": LOGINS["both"], "of": MUNICIPALITY},
            )
            try:
                yield Stage(platform, database)
            finally:
                cursor.execute("DELETE FROM hso.behorighet")
                cursor.execute(
                    "INSERT INTO hso.behorighet (anvandare, kommunkod, roll)"
                    " SELECT anvandare, kommunkod, roll FROM sparad"
                )


def in_the_database(server, table, row):
    """Insert a row in its author's session and take it back: the codes of the refusal, empty when it was taken."""
    places = ", ".join(["%s"] * len(row))
    try:
        with server.cursor() as cursor:
            cursor.execute("SELECT set_config('hso.anvandare', %s, false)", (row["anvandare"],))
            cursor.execute(f"INSERT INTO hso.{table} ({', '.join(row)}) VALUES ({places})", tuple(row.values()))
        return []
    except psycopg2.Error as error:
        return [str(error).partition(":")[0]]
    finally:
        server.rollback()


@pytest.mark.parametrize(("state", "action", "role"), list(itertools.product(STATE_NAMES, ACTIONS, LOGINS)))
def test_the_platform_answers_as_the_tables_say(platform, stage, state, action, role):
    submission, question = stage.submission(state)
    before = stage.rows()
    user = LOGINS[role]
    body = raw.transaction(raw.insert(*row_of(action, user or "granskare", submission, question)))
    if user is None:
        for url, status in ((platform.url, 401), (platform.local.state.public_url, 403)):
            assert requests.post(url, data=body.encode(), timeout=30).status_code == status
        taken = False
    else:
        refused = raw.refusal(raw.send(platform, body, user))
        assert refused == expected(state, action, role)
        taken = not refused
    assert stage.rows() == before + taken
    assert stage.state(submission) == (BECOMES[action, state] if taken else state)


@pytest.mark.parametrize(("state", "action"), list(itertools.product(STATE_NAMES, ACTIONS)))
def test_the_database_alone_answers_so_too(platform, stage, state, action):
    """Past the WFS server, with its role: another server has no such access control, and says only who it is."""
    submission, question = stage.submission(state)
    with closing(platform.connect("hso_wfs")) as server:
        for role, user in LOGINS.items():
            if user is None:
                continue
            refused = in_the_database(server, *row_of(action, user, submission, question))
            assert refused == expected(state, action, role), role


def test_the_tables_know_every_state_and_event_of_the_database(platform):
    """A state or event that a migration adds must get its row here."""
    events = {event for (event,) in raw.rows(platform, "SELECT handelse FROM hso.handelse")}
    assert events == set(EVENTS.values())
    assert set(STATE_NAMES) == events | {"inskickad", "ersatt"}
    roles = "SELECT regexp_matches(pg_get_constraintdef(oid), '''([a-z]+)''', 'g')"
    found = raw.rows(
        platform, f"{roles} FROM pg_constraint WHERE conrelid = 'hso.behorighet'::regclass AND contype = 'c'"
    )
    assert {name for ((name,),) in found} == {"planerare", "stod", "granskare", "admin"}


def test_who_asked_may_settle_it_too(platform, stage):
    submission, _ = stage.submission("under_granskning")
    neighbour = LOGINS["another's planner"]
    question = {"andring": raw.new_id(), "inlamning": submission, "innehall": "Möts vi?", "anvandare": neighbour}
    assert raw.record(platform, "kommentar", question) == []
    answer = {
        "andring": raw.new_id(),
        "svar_pa": question["andring"],
        "innehall": "Ja.",
        "anvandare": LOGINS["planner"],
    }
    assert raw.record(platform, "kommentar", answer) == []
    settled = {"andring": raw.new_id(), "svar_pa": answer["andring"], "avgjord": "true", "anvandare": neighbour}
    assert raw.record(platform, "kommentar", settled) == []
    assert raw.record(platform, "kommentar", settled | {"andring": raw.new_id(), "avgjord": "false"}) == []
    known = Review((Submission(submission, MUNICIPALITY, 1, "VN", "{}", "", "annan", 1),))
    asked = Comment(question["andring"], "Möts vi?", neighbour, submission=submission)
    assert states.may_settle([Right(neighbour, "2281", "planerare")], known, asked)


def test_who_submitted_does_not_decide_even_after_changing_post(platform, stage):
    """A planner who became a reviewer meanwhile, and is no planner any more."""
    submission = raw.submit(platform, MUNICIPALITY, anvandare=LOGINS["both"])
    with closing(platform.connect()) as database, database, database.cursor() as cursor:
        cursor.execute(
            "DELETE FROM hso.behorighet WHERE anvandare = %s AND kommunkod = %s", (LOGINS["both"], MUNICIPALITY)
        )
    try:
        assert raw.decide(platform, submission, "under_granskning", LOGINS["both"]) == ["HSO-BEHORIGHET"]
        other = raw.submit(platform, MUNICIPALITY)
        assert raw.decide(platform, other, "under_granskning", LOGINS["both"]) == []
    finally:
        with closing(platform.connect()) as database, database, database.cursor() as cursor:
            cursor.execute(
                "INSERT INTO hso.behorighet (anvandare, kommunkod, roll) VALUES (%s, %s, 'planerare')",
                (LOGINS["both"], MUNICIPALITY),
            )


def test_a_reviewer_of_one_municipality_reviews_it_and_adopts_nothing(platform, stage):
    with closing(platform.connect()) as database, database, database.cursor() as cursor:
        cursor.execute(
            "INSERT INTO hso.behorighet (anvandare, kommunkod, roll) VALUES (%s, %s, 'granskare')",
            (LOGINS["no role"], MUNICIPALITY),
        )
    try:
        user = LOGINS["no role"]
        submission = raw.submit(platform, MUNICIPALITY)
        elsewhere = raw.submit(platform, "2281")
        assert raw.decide(platform, submission, "under_granskning", user) == []
        assert raw.decide(platform, submission, "godkand", user) == []
        assert raw.decide(platform, elsewhere, "under_granskning", user) == ["HSO-BEHORIGHET"]
        assert raw.record(platform, *row_of("release", user, submission, None)) == ["HSO-BEHORIGHET"]
        with closing(platform.connect("hso_wfs")) as server:
            assert in_the_database(server, *row_of("release", user, submission, None)) == ["HSO-BEHORIGHET"]
    finally:
        with closing(platform.connect()) as database, database, database.cursor() as cursor:
            cursor.execute("DELETE FROM hso.behorighet WHERE anvandare = %s", (LOGINS["no role"],))


RIGHTS = {
    "planner": [(MUNICIPALITY, "planerare")],
    "another's planner": [("2281", "planerare")],
    "support": [(None, "stod")],
    "reviewer": [(None, "granskare")],
    "both": [("2283", "planerare"), (MUNICIPALITY, "planerare"), (None, "granskare")],
    "admin": [(None, "admin")],
    "no role": [],
}


@pytest.mark.parametrize(("state", "role"), list(itertools.product(STATE_NAMES, RIGHTS)))
def test_the_plugin_offers_what_the_platform_takes(state, role):
    submission = Submission("s", MUNICIPALITY, 1, "VN", "{}", "", "annan", 1)
    ways = {"inskickad": (), "under_granskning": ("under_granskning",), "aterkallad": ("aterkallad",), "ersatt": ()}
    events = ways.get(state, ("under_granskning", state))
    decisions = tuple(Decision(str(n), "s", Event(event), "", "annan", n) for n, event in enumerate(events, 2))
    newer = (Submission("t", MUNICIPALITY, 1, "VN", "{}", "", "annan", 9),) if state == "ersatt" else ()
    review = Review((submission, *newer), decisions)
    assert states.state_of(review, submission) == state
    rights = [Right(LOGINS[role], *right) for right in RIGHTS[role]]
    wanted = {Event(event) for action, event in EVENTS.items() if not expected(state, action, role)}
    assert states.may(rights, review, submission) == wanted
    assert states.may_submit(rights, MUNICIPALITY) == (MAY["submit", role] == "yes")
    question = Comment("k", "Hur?", LOGINS["reviewer"], submission="s")
    assert states.may_settle(rights, review, question) == (not expected(state, "settle", role))
    assert states.may_release(rights) == (MAY["release", role] == "yes")
