"""A map in PostGIS and what the rules find in it, side by side; and the measures that their sentences give."""

from __future__ import annotations

import re
from collections import defaultdict

import psycopg2.extras
import shapely

from hso_plugin.core import rules
from hso_plugin.core.model import Stage
from tests.platform.rules.rule_world import AREAS, CATALOGUE, world

VALUES = ("typ", "trafikslag", "energislag", "fortsatter_till")


class Comparison:
    """A map in temporary tables of PostGIS, and what the rules find in it."""

    def __init__(self, database, seed):
        self.objects = world(seed)
        self.by_id = {item.identity: item for item in self.objects}
        self.database = database
        self.run("CREATE TEMP TABLE kommun (kod text, geom geometry)")
        self.load("kommun", [(code, shapely.to_wkb(area)) for code, area in AREAS.items()], "%s, ST_GeomFromWKB(%s)")
        self.run(
            "CREATE TEMP TABLE o (id text, klass text, kommun text, typ text, trafikslag text, energislag text,"
            " fortsatter_till text, geom geometry)"
        )
        rows = [
            (o.identity, o.klass, o.municipality, *map(o.attributes.get, VALUES), shapely.to_wkb(o.geometry))
            for o in self.objects
        ]
        self.load("o", rows, "%s, %s, %s, %s, %s, %s, %s, ST_Force2D(ST_GeomFromWKB(%s))")
        self.run("CREATE INDEX ON o USING gist (geom); ANALYZE o")
        self._found = {}

    def run(self, sql, values=None):
        with self.database.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall() if cursor.description else []

    def load(self, table, rows, template):
        with self.database.cursor() as cursor:
            psycopg2.extras.execute_values(cursor, f"INSERT INTO {table} VALUES %s", rows, f"({template})")

    def findings(self, rule, stage=Stage.SUBMISSION, own=None):
        """The findings of a rule; with `own`, of one municipality with the others as neighbours."""
        if (stage, own) not in self._found:
            mine = [o for o in self.objects if own in {None, o.municipality}]
            others = [o for o in self.objects if own not in {None, o.municipality}]
            by_rule = defaultdict(list)
            for finding in rules.check(mine, others, AREAS, CATALOGUE, stage, ""):
                by_rule[finding.rule].append(finding)
            self._found[stage, own] = by_rule
        return self._found[stage, own][rule]


def numbers(text, before="", after=""):
    """The measures in a Swedish sentence: (value in m or m², half of the last decimal's unit)."""
    units = {"m": 1, "km": 1000, "m²": 1, "ha": 10_000}
    for written, unit in re.findall(rf"{before}([\d\u00a0]+(?:,\d+)?)[ \u00a0](km|m²|m|ha)\b{after}", text):
        decimals = len(written.partition(",")[2])
        yield float(written.replace("\u00a0", "").replace(",", ".")) * units[unit], 0.5 * 10**-decimals * units[unit]


def says(text, measure, **where):
    """True when a sentence gives this measure, rounded as it writes it."""
    return any(abs(value - measure) <= half * 1.000001 for value, half in numbers(text, **where))
