"""Puts a report together: asks QGIS in the main thread, reads the files and takes out what is nobody's business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ...core.bug_report.personal import Personal
from ...core.bug_report.redaction import Redactor
from ...core.bug_report.report import READ_ME, BugReport, as_json, new_id, read_me
from ..tasks.event_log import note
from .copy_facts import copy_facts
from .own_settings import connections, described, personal
from .versions import versions


@dataclass(frozen=True, slots=True)
class Asked:
    """What only the main thread may ask QGIS for."""

    id: str
    made: datetime
    versions: dict[str, str]
    settings: dict[str, Any]
    working_copies: tuple[str, ...]
    personal: Personal


def ask() -> Asked:
    """Ask QGIS, and put the report's number in the log. In the main thread."""
    made = datetime.now().astimezone()
    known = connections()
    asked = Asked(
        new_id(made),
        made,
        versions(),
        described(known),
        tuple(dict.fromkeys(each.working_copy for each in known if each.working_copy)),
        personal(known),
    )
    note(f"Felrapport {asked.id}")
    return asked


def gather(asked: Asked, read_log: Callable[[], str]) -> BugReport:
    """Read log and working copies, and take out what is secret or personal. In any thread.

    Args:
        read_log: gives the log. Its lines are taken as they are, with the report's number among them.
    """
    facts = [copy_facts(Path(each)) for each in asked.working_copies]
    colleagues = tuple(name for each in facts for name in each.people)
    # As the connections number them, so that «arbetskopia 2» is the same everywhere.
    known = replace(asked.personal, people=(*asked.personal.people, *colleagues), working_copies=asked.working_copies)
    redactor = Redactor(known)
    log = read_log()
    if asked.id not in log:  # the message is still on its way, or the disk is full
        log += f"{asked.made.isoformat(timespec='seconds')} info: Felrapport {asked.id}\n"
    server = [{"arbetskopia": number, **each.described} for number, each in enumerate(facts, start=1)]
    files = {
        READ_ME: read_me(asked.id, asked.made),
        "versioner.json": as_json(redactor.value(asked.versions)),
        "installningar.json": as_json(redactor.value(asked.settings)),
        "serverprofil.json": as_json(redactor.value(server)),
        "logg.txt": redactor.text(log),
    }
    return BugReport(asked.id, asked.made, files)
