"""What runs in tasks and algorithms around a check: the check as a whole, its report, and motivations."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from ...core.errors import HsoError
from ...core.local_time import utc
from ...core.model import Finding, MapObject, Stage
from ...core.motivation import Motivation, standing
from ...core.reports import formats
from ...core.reports.csv_report import csv_report
from ...core.reports.html_report import html_report
from ...core.reports.json_report import json_report
from ...core.reports.run import CheckRun
from ...core.rules import check
from ...core.text import Text
from ...workcopy import LastCheck, WorkingCopyFile
from ...workcopy.export.findings_file import write_findings
from ..tasks import lock
from ..tasks.feedback import FeedbackProgress
from .written_files import require_file, write_text


def check_run_job(working_copy: str, stage: Stage, progress: FeedbackProgress) -> CheckRun:
    """Run the rules of `stage` over the municipality's own objects as saved, with the working copy's catalogue.

    In the regional stage all municipalities' objects are checked together. The working copy remembers when and with
    which result (`WorkingCopyFile.last_check`). Raises `HsoError`, `Cancelled`.
    """
    with WorkingCopyFile.open(working_copy) as copy:
        progress.report(0.0, Text("Läser arbetskopian", "Reading the working copy"))
        own, others = copy.objects(), copy.neighbours()
        areas, catalogue, municipality = copy.areas(), copy.catalogue, copy.municipality
        known = copy.motivations()
    objects = {item.identity: item for item in (*others, *own)}
    if stage is Stage.REGIONAL:
        own, others = [*own, *others], []
    findings = check(own, others, areas, catalogue, stage, municipality, progress)
    done = LastCheck.now(catalogue.name, stage, findings)
    # The findings are worth having also where the file cannot be written to just now.
    with suppress(HsoError), WorkingCopyFile.open(working_copy) as copy:
        copy.note_check(done)
    return CheckRun(findings, standing(known, findings), catalogue, stage, municipality, done.checked, objects, areas)


def run_of(
    working_copy: str,
    findings: Sequence[Finding],
    stage: Stage,
    checked: datetime,
    edited: Mapping[str, MapObject | None] | None = None,
) -> CheckRun:
    """Findings that were made already, with what a report says beside them, read from the working copy.

    Args:
        working_copy: its path.
        findings, stage: what was found, and at which stage.
        checked: when; with a zone.
        edited: objects that the findings speak of and that are not saved, by identity; None for a deleted one.
    """
    with WorkingCopyFile.open(working_copy) as copy:
        objects: dict[str, MapObject | None] = {o.identity: o for o in (*copy.neighbours(), *copy.objects())}
        objects.update(edited or {})
        return CheckRun(
            findings,
            standing(copy.motivations(), findings),
            copy.catalogue,
            stage,
            copy.municipality,
            utc(checked).isoformat(timespec="seconds"),
            {identity: item for identity, item in objects.items() if item is not None},
            copy.areas(),
        )


def require_report_path(path: str) -> None:
    """Refuse a name that `export_job` could not write a report to, before a long check. Raises as `require_file`."""
    require_file(path, formats.CHECK)


def export_job(run: CheckRun, path: str, language: str, progress: FeedbackProgress) -> None:
    """Write the report of a check to `path`, in the form of `formats.CHECK` that its ending names.

    Raises:
        HsoError: as `require_file` and `write_text`; what `write_findings` says. What was at `path` is left then.
    """
    require_report_path(path)
    progress.report(0.0, Text("Skriver rapporten", "Writing the report"))
    target = Path(path)
    WRITERS[target.suffix.lower()](target, run, language)
    progress.report(1.0)


def motivate_job(working_copy: str, motivation: Motivation, progress: FeedbackProgress) -> None:
    """Keep a motivation. Layers may be in edit mode meanwhile: no table that they show is written to.

    Raises:
        HsoError: `HSO-LAST` when another QGIS has the working copy; what `workcopy.storage.connection.step` says.
    """
    with lock.acquire(working_copy), WorkingCopyFile.open(working_copy) as copy:
        copy.motivate(motivation)
        progress.report(1.0)


def withdraw_motivation_job(working_copy: str, finding_id: str, progress: FeedbackProgress) -> None:
    """Forget the motivation of a finding, by the finding's id; else as `motivate_job`."""
    with lock.acquire(working_copy), WorkingCopyFile.open(working_copy) as copy:
        copy.withdraw_motivation(finding_id)
        progress.report(1.0)


def _json(run: CheckRun, language: str) -> str:
    return json.dumps(json_report(run, language), ensure_ascii=False, indent=1)


def _text(report: Callable[[CheckRun, str], str], encoding: str = "utf-8") -> Callable[[Path, CheckRun, str], None]:
    return lambda target, run, language: write_text(target, report(run, language), encoding)


#: What writes the report of a check, by ending. Excel takes a CSV without a BOM for its own code page.
WRITERS: dict[str, Callable[[Path, CheckRun, str], None]] = {
    formats.HTML.ending: _text(html_report),
    formats.CSV.ending: _text(csv_report, "utf-8-sig"),
    formats.GEOPACKAGE.ending: write_findings,
    formats.JSON.ending: _text(_json),
}
