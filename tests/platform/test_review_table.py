"""Who may do what with a submission, and when: every state × action × role against the real platform, by raw WFS-T.

The two tables below say it all, and the test asks the platform for every one of their combinations. What a role may
not do is refused as that (`HSO-BEHORIGHET`) whatever the state; what it may do, but not now, as that (`HSO-STATUS`).
"""

from __future__ import annotations

import itertools
from contextlib import closing

import pytest
import requests

from hso_plugin.core import catalogue as catalogues
from tests.platform import raw

MUNICIPALITY = "2280"

#: «both» is a reviewer of all municipalities who is also a planner in the one that submits.
ROLES = """
         | planner | another's planner | support | reviewer | both | admin | no role | nobody
submit   | yes     | no                | yes     | no       | yes  | no    | no      | no
take up  | no      | no                | no      | yes      | no   | yes   | no      | no
approve  | no      | no                | no      | yes      | no   | yes   | no      | no
return   | no      | no                | no      | yes      | no   | yes   | no      | no
reject   | no      | no                | no      | yes      | no   | yes   | no      | no
withdraw | yes     | no                | yes     | no       | yes  | no    | no      | no
comment  | yes     | yes               | yes     | yes      | yes  | yes   | no      | no
answer   | yes     | yes               | yes     | yes      | yes  | yes   | no      | no
settle   | yes     | no                | yes     | yes      | yes  | yes   | no      | no
release  | no      | no                | no      | yes      | yes  | yes   | no      | no
"""

#: What becomes of a submission that the action meets in each state; «–» is refused.
STATES = """
         | inskickad        | under_granskning       | godkand | ater_for_komplettering | avslagen | aterkallad | ersatt
submit   | ersatt           | ersatt                 | godkand | ater_for_komplettering | avslagen | aterkallad | ersatt
take up  | under_granskning | –                      | –       | –                      | –        | –          | –
approve  | –                | godkand                | –       | –                      | –        | –          | –
return   | –                | ater_for_komplettering | –       | –                      | –        | –          | –
reject   | –                | avslagen               | –       | –                      | –        | –          | –
withdraw | aterkallad       | aterkallad             | –       | –                      | –        | –          | –
comment  | inskickad        | under_granskning       | godkand | ater_for_komplettering | avslagen | aterkallad | ersatt
answer   | inskickad        | under_granskning       | godkand | ater_for_komplettering | avslagen | aterkallad | ersatt
settle   | inskickad        | under_granskning       | godkand | ater_for_komplettering | avslagen | aterkallad | ersatt
release  | –                | –                      | godkand | –                      | –        | –          | –
"""

#: Login by role; None is a request without a password.
LOGINS = {
    "planner": f"planerare-{MUNICIPALITY}",
    "another's planner": "planerare-2281",
    "support": "stod",
    "reviewer": "granskare",
    "both": "planerare-2283",
    "admin": "admin",
    "no role": "planerare-2260",
    "nobody": None,
}
EVENTS = {
    "take up": "under_granskning",
    "approve": "godkand",
    "return": "ater_for_komplettering",
    "reject": "avslagen",
    "withdraw": "aterkallad",
}


def cells(table):
    """The words of a table by (row, column)."""
    head, *lines = ([word.strip() for word in line.split("|")] for line in table.strip("\n").splitlines())
    return {(line[0], column): word for line in lines for column, word in zip(head[1:], line[1:], strict=True)}


MAY, BECOMES = cells(ROLES), cells(STATES)
ACTIONS = list(dict.fromkeys(action for action, _ in MAY))
STATE_NAMES = list(dict.fromkeys(state for _, state in BECOMES))


class Stage:
    """Brings submissions into a state, and keeps one in it for as long as nothing moves it on."""

    def __init__(self, platform, database):
        self._platform = platform
        self._database = database
        self._kept = {}

    def submission(self, state):
        """`andring` of a submission in `state`, and of a reviewer's question on it."""
        kept = self._kept.get(state)
        if kept is None or self.state(kept[0]) != state:
            self._kept[state] = kept = self._make(state)
        return kept

    def state(self, submission):
        return self._ask("SELECT hso.inlamning_status(%s)", submission)

    def rows(self):
        tables = ("inlamning", "beslut", "kommentar", "utgava")
        return self._ask("SELECT " + " + ".join(f"(SELECT count(*) FROM hso.{table})" for table in tables))

    def _ask(self, sql, *values):
        with self._database.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchone()[0]

    def _make(self, state):
        submission = raw.submit(self._platform, MUNICIPALITY)
        way = {"inskickad": [], "under_granskning": ["under_granskning"], "aterkallad": ["aterkallad"]}
        for event in way.get(state, ["under_granskning", state] if state != "ersatt" else []):
            user = LOGINS["planner"] if event == "aterkallad" else "granskare"
            assert raw.decide(self._platform, submission, event, user, motivering="Därför.") == []
        if state == "ersatt":
            raw.submit(self._platform, MUNICIPALITY)
        question = {"andring": raw.new_id(), "inlamning": submission, "innehall": "Hur?", "anvandare": "granskare"}
        assert raw.record(self._platform, "kommentar", question) == []
        assert self.state(submission) == state
        return submission, question["andring"]


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


def insert_of(action, user, submission, question):
    """The Insert of `action` as `user` would write it."""
    row = {"andring": raw.new_id(), "anvandare": user}
    if action == "submit":
        return raw.insert("inlamning", raw.submission(MUNICIPALITY, anvandare=user))
    if action in EVENTS:
        return raw.insert(
            "beslut", row | {"inlamning": submission, "handelse": EVENTS[action], "motivering": "Därför."}
        )
    if action == "comment":
        return raw.insert("kommentar", row | {"inlamning": submission, "innehall": "Se här."})
    if action == "answer":
        return raw.insert("kommentar", row | {"svar_pa": question, "innehall": "Så här."})
    if action == "settle":
        return raw.insert("kommentar", row | {"svar_pa": question, "avgjord": "true"})
    name = catalogues.default().name
    return raw.insert("utgava", row | {"namn": raw.new_id(), "inlamningar": submission, "regelverk": name})


@pytest.mark.parametrize(("state", "action", "role"), list(itertools.product(STATE_NAMES, ACTIONS, LOGINS)))
def test_the_platform_answers_as_the_tables_say(platform, stage, state, action, role):
    submission, question = stage.submission(state)
    may, becomes = MAY[action, role] == "yes", BECOMES[action, state]
    before = stage.rows()
    user = LOGINS[role]
    body = raw.transaction(insert_of(action, user or "granskare", submission, question))
    if user is None:
        for url, status in ((platform.url, 401), (platform.local.state.public_url, 403)):
            assert requests.post(url, data=body.encode(), timeout=30).status_code == status
        refused = None
    else:
        refused = raw.refusal(raw.send(platform, body, user))
        assert refused == ([] if may and becomes != "–" else ["HSO-STATUS"] if may else ["HSO-BEHORIGHET"])
    taken = refused == []
    assert stage.rows() == before + taken
    assert stage.state(submission) == (becomes if taken else state)


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
        body = raw.transaction(insert_of("release", user, submission, None))
        assert raw.refusal(raw.send(platform, body, user)) == ["HSO-BEHORIGHET"]
    finally:
        with closing(platform.connect()) as database, database, database.cursor() as cursor:
            cursor.execute("DELETE FROM hso.behorighet WHERE anvandare = %s", (LOGINS["no role"],))
