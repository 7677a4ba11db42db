"""A check to report: two objects and a municipality, of all severities, with names that try to be more than text."""

from __future__ import annotations

import pytest
import shapely

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.model import Finding, GeometryKind, MapObject, Severity, Stage
from hso_plugin.core.motivation import motivation_for
from hso_plugin.core.reports.run import CheckRun
from hso_plugin.core.text import Text

CATALOGUE = catalogues.default()
E, N = 600_000, 6_920_000
AREAS = {
    "2281": shapely.box(E, N, E + 20_000, N + 20_000),
    "2262": shapely.box(E + 20_000, N, E + 40_000, N + 20_000),
}
HOSTILE = '=HYPERLINK("x");<script>alert(1)</script>&\'"åäö'
CHECKED = "2026-01-02T03:04:05+00:00"


def thing(identity: str, name: str, klass: str = "A4", municipality: str = "2281") -> MapObject:
    return MapObject(GeometryKind.AREA, identity, municipality, {"klass": klass, "namn": name}, AREAS["2281"])


def finding(number: int, rule: str, severity: Severity, identity: str | None, **values: object) -> Finding:
    given = {"klass": "A4", "municipality": "2281", "facts": "A4", "geometry": shapely.Point(E + 500 * number, N + 7)}
    message = Text(f"{HOSTILE} är fel {number}.", f"{HOSTILE} is wrong {number}.")
    mend = Text(f"Gör så {number}.", f"Do so {number}.")
    return Finding(f"f{number}", rule, severity, object=identity, message=message, mend=mend, **{**given, **values})  # type: ignore[arg-type]


def make_run(stage: Stage = Stage.SUBMISSION) -> CheckRun:
    found = [
        finding(1, "geometri-saknas", Severity.ERROR, "o1", geometry=None),
        finding(2, "huvudort-saknas", Severity.ERROR, None, klass="A2", geometry=AREAS["2281"]),
        finding(3, "yta-overlapp-avvag", Severity.WARNING, "o2", other="o1", geometry=AREAS["2281"].buffer(-9000)),
        finding(4, "flisa", Severity.WARNING, "o1", part="3", geometry=shapely.box(E + 1, N + 1, E + 2, N + 1.5)),
        finding(5, "annan-inriktning", Severity.NOTE, "o2"),
    ]
    reason = motivation_for(found[2], f"{HOSTILE}\nAvvägt i samråd.", "planerare-2281", "2026-01-01T12:00:00+00:00")
    objects = {"o1": thing("o1", HOSTILE), "o2": thing("o2", "Norra Birsta"), "o3": thing("o3", "Granne", "A4", "2262")}
    return CheckRun(found, {"f3": reason}, CATALOGUE, stage, "2281", CHECKED, objects, AREAS)


@pytest.fixture
def run() -> CheckRun:
    return make_run()
