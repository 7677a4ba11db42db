"""The review's rules as tables, and submissions brought into each state of them: what `test_review_table` asks about.

What a role may not do is refused as that (`HSO-BEHORIGHET`) whatever the state; what it may do, but not now, as that
(`HSO-STATUS`).
"""

from __future__ import annotations

from hso_plugin.core import catalogue as catalogues
from tests.support import raw

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


def row_of(action, user, submission, question):
    """(table, row) of `action` as `user` would write it."""
    row = {"andring": raw.new_id(), "anvandare": user}
    if action == "submit":
        return "inlamning", raw.submission(MUNICIPALITY, anvandare=user)
    if action in EVENTS:
        return "beslut", row | {"inlamning": submission, "handelse": EVENTS[action], "motivering": "Därför."}
    if action == "comment":
        return "kommentar", row | {"inlamning": submission, "innehall": "Se här."}
    if action == "answer":
        return "kommentar", row | {"svar_pa": question, "innehall": "Så här."}
    if action == "settle":
        return "kommentar", row | {"svar_pa": question, "avgjord": "true"}
    name = catalogues.default().name
    return "utgava", row | {"namn": raw.new_id(), "inlamningar": submission, "regelverk": name}


def expected(state, action, role):
    """The codes of the refusal, empty when the tables allow it."""
    if MAY[action, role] != "yes":
        return ["HSO-BEHORIGHET"]
    return ["HSO-STATUS"] if BECOMES[action, state] == "–" else []
