"""Measures the reviewer's figures on review copies as they lie on disk, in one process; prints JSON.

What is timed is what the windows wait for: the jobs, from opening the file to the finished figures.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsFeedback

from hso_plugin.core import catalogue, rules
from hso_plugin.core.model import MapObject, Severity, Stage
from hso_plugin.core.motivation import motivation_for, standing
from hso_plugin.core.reports.json_report import json_report
from hso_plugin.core.reports.run import CheckRun
from hso_plugin.core.review.records.model import Event
from hso_plugin.qgis_bridge.jobs import review_figures_jobs as jobs
from hso_plugin.qgis_bridge.jobs.review_jobs import review_profile
from hso_plugin.qgis_bridge.tasks.feedback import FeedbackProgress
from scripts.local_platform.seed.county import County

from .maps.ledger import Ledger, time_at
from .maps.objects import generate
from .result import computing

SEED = 1
URL = "http://127.0.0.1:9/wfs"
#: One municipality's map, and how much of it a submission changes.
OBJECTS, CHANGED = 20_000, 2_000
#: The county: objects of each municipality, drawn from a map of so many; submissions, and edits before each.
EACH, DRAWN, SUBMISSIONS, EDITS = 3_000, 50_000, 200, 40
#: So many warnings, each with a motivation, are in the report of each submission in the queue; errors stop one.
WARNINGS = 300
SHIPPED = catalogue.default()


def one_municipality(path: Path) -> str:
    """A map of `OBJECTS`, and a submission that changes `CHANGED` of them; its `change`."""
    ledger = Ledger(SEED, URL, SHIPPED)
    things = [replace(thing, municipality="2281") for thing in generate(OBJECTS, SEED, SHIPPED)]
    new, deleted = CHANGED // 10, CHANGED // 10
    ledger.put(things[new:])
    ledger.submit("2281", "{}", Event.TAKEN_UP, Event.APPROVED)
    chosen = ledger.random.sample(things[new:], CHANGED - new)
    ledger.put(things[:new])
    ledger.put(chosen[:deleted], deleted=True)
    ledger.edit(chosen[deleted:])
    change = ledger.submit("2281", "{}")
    ledger.write(path)
    return change


def county(path: Path) -> int:
    """All municipalities' maps, approved, and `SUBMISSIONS` in all with `EDITS` before each; bytes of a report."""
    ledger = Ledger(SEED, URL, SHIPPED)
    drawn: dict[str, list[MapObject]] = {}
    for thing in generate(DRAWN, SEED, SHIPPED):
        drawn.setdefault(thing.municipality, []).append(thing)
    maps = {code: ledger.random.sample(things, EACH) for code, things in sorted(drawn.items())}
    report = _report(next(iter(maps.values())))
    for code, things in maps.items():
        ledger.put(things)
        ledger.submit(code, report, Event.TAKEN_UP, Event.APPROVED)
    decided = ((Event.TAKEN_UP, Event.RETURNED), (Event.TAKEN_UP, Event.APPROVED), (Event.WITHDRAWN,))
    codes = list(maps)
    for number in range(SUBMISSIONS - len(codes)):
        code = codes[number % len(codes)]
        ledger.edit(ledger.now[thing.identity].object for thing in ledger.random.sample(maps[code], EDITS))
        ledger.submit(code, report, *decided[number % len(decided)])
    ledger.write(path)
    return len(report.encode())


def _report(things: list[MapObject]) -> str:
    code, areas = things[0].municipality, County.load().areas
    found = rules.check(things, (), areas, SHIPPED, Stage.SUBMISSION, code)
    warned = [finding for finding in found if finding.severity is Severity.WARNING][:WARNINGS]
    motivations = [motivation_for(each, "Avvägt mot skogsbruket i planen.", "planerare", time_at(0)) for each in warned]
    objects = {thing.identity: thing for thing in things}
    standing_ = standing(motivations, warned)
    run = CheckRun(warned, standing_, SHIPPED, Stage.SUBMISSION, code, time_at(0), objects, areas)
    return json.dumps(json_report(run, "sv"), ensure_ascii=False)


def _timed(rounds: int, job: Callable[[], Any]) -> Iterator[tuple[float, Any]]:
    """Seconds and result of each round after one that warms up."""
    for number in range(rounds + 1):
        gc.collect()
        found: list[Any] = []
        taken = computing(lambda into=found: into.append(job()))  # type: ignore[misc]
        if number:
            yield taken, found[0]


def main(rounds: int, folder: Path) -> None:
    """Build the files under `folder`, and measure."""
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    progress = FeedbackProgress(QgsFeedback(), lambda _said: None)
    single, whole = (review_profile(URL, "", str(folder / name)) for name in ("kommun.gpkg", "lan.gpkg"))
    change = one_municipality(folder / "kommun.gpkg")
    report_bytes = county(folder / "lan.gpkg")
    measured: dict[str, Callable[[], Any]] = {
        "diff2000": lambda: jobs.changes_job(single, change, progress),
        "queue200": lambda: jobs.queue_job(whole, progress),
        "assemble": lambda: jobs.assemble_job(whole, progress),
    }
    seconds: dict[str, list[float]] = {}
    results = {}
    for name, job in measured.items():
        for taken, results[name] in _timed(rounds, job):
            seconds.setdefault(name, []).append(taken)
            print(f"  {name}: {taken:.3f} s", file=sys.stderr, flush=True)
    assembly = results["assemble"]
    details = {
        "changes": len(results["diff2000"]),
        "submissions": len(results["queue200"]),
        "report_bytes": report_bytes,
        "objects": len(assembly.versions),
        "findings": len(assembly.findings),
        "pairs": len(assembly.pairs),
    }
    print(json.dumps({"seconds": seconds, "details": details}))
    application.exitQgis()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
