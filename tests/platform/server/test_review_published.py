"""The published views at every position of a random history, against a recomputation in Python from the rows alone."""

from __future__ import annotations

import random
import re
import time
from contextlib import closing

import pytest
import requests
from psycopg2.extras import RealDictCursor

from hso_plugin.core.model import GeometryKind
from tests.support import raw

MUNICIPALITIES = ("2262", "2281", "2284")
SHAPES = {
    GeometryKind.POINT: (raw.POINT, "A3"),
    GeometryKind.LINE: (raw.line((619000, 6919000), (625000, 6920000)), "B2"),
    GeometryKind.AREA: (raw.area((619000, 6919000), (620000, 6919000), (620000, 6920000), (619000, 6919000)), "F2"),
}
#: Columns of a ledger that say who drew it, or what became of it after the approval.
NOT_PUBLIC = {"anvandare", "versiongiltigtill"}


def read(database, table):
    with database.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(f"SELECT * FROM hso.{table} ORDER BY lopnr")
        return cursor.fetchall()


def seen(database):
    """What the three views publish: row by (ledger, identity), and the columns that are there at all."""
    result = {}
    for kind in GeometryKind:
        for row in read(database, f"{kind.table}_publicerad"):
            assert row.pop("versiongiltigtill") is None
            key = kind.ledger, row["objektidentitet"]
            assert key not in result, "an object is published once"
            result[key] = dict(row)
    return result


def recomputed(ledgers, submissions, decisions, position):
    """What was to be published when `position` was the last: from the rows that had been added by then."""
    sent = {row["andring"]: row for row in submissions}
    until = {}
    for decision in decisions:  # ascending, so that the last approval of a municipality holds
        if decision["lopnr"] <= position and decision["handelse"] == "godkand":
            submission = sent[decision["inlamning"]]
            until[submission["kommunkod"]] = submission["position"]
    result = {}
    for ledger, rows in ledgers.items():
        for row in rows:
            if row["lopnr"] <= until.get(row["kommunkod"], 0):
                result[ledger, row["objektidentitet"]] = row
    return {
        key: {name: value for name, value in row.items() if name not in NOT_PUBLIC}
        for key, row in result.items()
        if not row["borttagen"]
    }


class History:
    """Planners and reviewers who do something or other, one step after the other."""

    def __init__(self, platform, seed):
        self._platform = platform
        self._random = random.Random(seed)
        self._objects = {}  # the newest row by (kind, identity)
        self._open = {}  # state by submission, of the municipality's newest
        self.did = []

    def step(self):
        """Do something; its name."""
        municipality = self._random.choice(MUNICIPALITIES)
        draw, review = [self._add, self._change, self._change, self._remove], [self._submit, *[self._decide] * 3]
        action = self._random.choice(draw + review)
        self.did.append(action(municipality))
        return self.did[-1]

    def _send(self, kind, row):
        shape = SHAPES[kind][0]
        answer = raw.send(self._platform, raw.transaction(raw.insert(kind.ledger, row, shape)), row["kommunkod"])
        assert raw.inserted(answer) == 1, answer.text
        self._objects[kind, row["objektidentitet"]] = row

    def _add(self, municipality):
        kind = self._random.choice(list(GeometryKind))
        self._send(kind, raw.version(municipality, klass=SHAPES[kind][1], namn=f"Ny {len(self._objects)}"))
        return "add"

    def _next(self, municipality, **changes):
        own = [key for key, row in self._objects.items() if row["kommunkod"] == municipality]
        if not own:
            return self._add(municipality)
        key = self._random.choice(own)
        row = self._objects[key]
        self._send(key[0], row | {"objektversion": row["objektversion"] + 1, "andring": raw.new_id()} | changes)
        return None

    def _change(self, municipality):
        # An object that was taken away comes back by its next version.
        return self._next(municipality, namn=f"Ändrad {len(self.did)}", borttagen="false") or "change"

    def _remove(self, municipality):
        present = [
            key
            for key, row in self._objects.items()
            if row["kommunkod"] == municipality and row["borttagen"] == "false"
        ]
        if not present:
            return self._add(municipality)
        key = self._random.choice(present)
        row = self._objects[key]
        later = {"objektversion": row["objektversion"] + 1, "andring": raw.new_id(), "borttagen": "true"}
        self._send(key[0], row | later)
        return "remove"

    def _submit(self, municipality):
        last = raw.rows(
            self._platform,
            "SELECT coalesce((SELECT max(position) FROM hso.inlamning WHERE kommunkod = %s), 1),"
            " (SELECT last_value FROM hso.lopnr)",
            municipality,
        )[0]
        # Not always the very newest: the municipality has gone on drawing while it was checked.
        position = self._random.choice([last[1], self._random.randint(*last)])
        self._open[municipality] = (raw.submit(self._platform, municipality, position=position), "inskickad")
        return "submit"

    def _decide(self, municipality):
        of, state = self._open.get(municipality, (None, None))
        if of is None:
            return self._submit(municipality)
        if state == "inskickad":
            event = self._random.choice(["under_granskning"] * 4 + ["aterkallad"])
        else:
            event = self._random.choice(["godkand"] * 3 + ["ater_for_komplettering", "avslagen", "aterkallad"])
        user = f"planerare-{municipality}" if event == "aterkallad" else "granskare"
        assert raw.decide(self._platform, of, event, user, motivering="Därför.") == []
        if event == "under_granskning":
            self._open[municipality] = (of, event)
        else:
            del self._open[municipality]
        return event


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_views_are_what_the_rows_say_at_every_position_and_change_only_by_approval(platform, seed):
    history = History(platform, seed)
    with closing(platform.connect()) as database:
        database.autocommit = True
        at, approvals, before = {}, 0, seen(database)
        for _ in range(120):
            did = history.step()
            now = seen(database)
            with database.cursor() as cursor:
                cursor.execute("SELECT last_value FROM hso.lopnr")
                at[cursor.fetchone()[0]] = now
            approvals += did == "godkand"
            assert did == "godkand" or now == before, f"{did} changed the published map"
            before = now
        ledgers = {kind.ledger: read(database, kind.ledger) for kind in GeometryKind}
        submissions, decisions = read(database, "inlamning"), read(database, "beslut")
    assert approvals >= 3
    assert {"change", "remove", "submit", "avslagen", "aterkallad"} <= set(history.did)
    for position, published in at.items():
        assert published == recomputed(ledgers, submissions, decisions, position), position
    differing = {
        frozenset((key[1], row["objektversion"]) for key, row in published.items()) for published in at.values()
    }
    assert len(differing) >= 3, "the published map did change"


def test_the_public_reads_what_the_views_hold(platform):
    with closing(platform.connect()) as database:
        expected = {(key[0], str(key[1]), str(row["andring"])) for key, row in seen(database).items()}
    found = set()
    for kind in GeometryKind:
        query = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature", "TYPENAME": f"{kind.table}_publicerad"}
        text = requests.get(platform.local.state.public_url, params=query, timeout=30).text
        rows = re.findall(r"<qgs:objektidentitet>([^<]+)<.*?<qgs:andring>([^<]+)<", text, re.DOTALL)
        found |= {(kind.ledger, *row) for row in rows}
    assert found == expected
    assert expected


def test_200_submissions_and_20000_objects_keep_the_views_quick(platform):
    """Three versions of each object, made at one stroke past the triggers, and taken back at the end."""
    with closing(platform.local.cluster.connect("hso_super")) as database:
        with database.cursor() as cursor:
            cursor.execute(MANY)
            assert timed(cursor, "SELECT * FROM hso.publicerat_lage", 7) < 0.1
            assert timed(cursor, "SELECT hso.inlamning_status(andring) FROM hso.inlamning", 200) < 0.2
            near = "WHERE geom && ST_MakeEnvelope(510000, 6910000, 516000, 6916000, 3006)"
            assert timed(cursor, f"SELECT * FROM hso.strukturbild_yta_publicerad {near}", 30) < 0.2
            assert timed(cursor, "SELECT * FROM hso.strukturbild_yta_publicerad", 19_000) < 2.0
        database.rollback()
        database.autocommit = True
        with database.cursor() as cursor:  # or every later test would read past what was taken back
            cursor.execute("VACUUM ANALYZE hso.strukturbild_yta_version, hso.inlamning, hso.beslut")


def timed(cursor, sql, least):
    """The best of three, in seconds, of a question that has at least so many rows."""
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        cursor.execute(sql)
        assert len(cursor.fetchall()) >= least
        taken.append(time.perf_counter() - begun)
    return min(taken)


MANY = """
SET LOCAL session_replication_role = replica;
CREATE TEMP TABLE kommuner ON COMMIT DROP AS SELECT array_agg(kommunkod ORDER BY kommunkod) AS koder FROM hso.kommun;
INSERT INTO hso.strukturbild_yta_version (lopnr, objektidentitet, objektversion, andring, kommunkod,
    borttagen, anvandare, versiongiltigfran, versiongiltigtill, geom, klass, namn)
SELECT 1000000 + (v - 1) * 20000 + o, md5(o::text)::uuid, v, gen_random_uuid(), koder[1 + o % 7], v = 3 AND o % 50 = 0,
    'planerare', now(), CASE WHEN v < 3 THEN now() END,
    ST_Multi(ST_Buffer(ST_SetSRID(ST_MakePoint(500000 + (o % 200) * 1000, 6900000 + (o / 200) * 1500), 3006), 400)),
    'C1', 'Yta'
FROM kommuner, generate_series(1, 20000) o, generate_series(1, 3) v;
INSERT INTO hso.inlamning (lopnr, andring, kommunkod, position, regelverk, rapport, anvandare, inskickad)
SELECT 2000000 + i * 10, md5('inlamning' || i)::uuid, koder[1 + i % 7], 1000000 + i * 300, 'x', repeat('x', 20000),
    'planerare', now()
FROM kommuner, generate_series(1, 200) i;
INSERT INTO hso.beslut (lopnr, andring, inlamning, handelse, anvandare, tidpunkt)
SELECT 2000000 + i * 10 + d, gen_random_uuid(), md5('inlamning' || i)::uuid,
    (ARRAY['under_granskning', 'godkand'])[d], 'granskare', now()
FROM generate_series(1, 200) i, generate_series(1, 2) d;
SET LOCAL session_replication_role = origin;
ANALYZE hso.strukturbild_yta_version, hso.inlamning, hso.beslut;
"""
