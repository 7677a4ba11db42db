"""What runs in algorithms to write the queue and the overview to files, in the form that the file's ending names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...core.reports import formats
from ...core.review.queue.documents import overview_document, queue_document, queue_table
from ...core.review.queue.overview import Overview
from ...core.review.queue.rows import QueueRow
from ...workcopy.review.review_copy import ReviewCopy
from ..profile.settings import Profile
from ..tasks.feedback import FeedbackProgress
from . import review_figures_jobs
from .written_files import require_file, write_text


def export_queue_job(profile: Profile, path: str, language: str, progress: FeedbackProgress) -> list[QueueRow]:
    """Write the queue as the copy knows it, whole or not at all, and give it. Raises as `require_file`."""
    require_file(path, formats.QUEUE)
    target = Path(path)
    if target.suffix.lower() == formats.HTML.ending:
        return review_figures_jobs.queue_report_job(profile, path, language, progress)
    rows = review_figures_jobs.queue_job(profile, progress)
    if target.suffix.lower() == formats.CSV.ending:
        with ReviewCopy.open(profile.working_copy) as copy:
            catalogue = copy.catalogue
        write_text(target, queue_table(rows, catalogue, language), "utf-8-sig")
    else:
        write_text(target, _json(queue_document(rows)), "utf-8")
    return rows


def export_overview_job(
    profile: Profile, overview: Overview, path: str, language: str, progress: FeedbackProgress
) -> None:
    """Write how things stand, whole or not at all. Raises `HsoError` as `require_file`."""
    require_file(path, formats.OVERVIEW)
    if Path(path).suffix.lower() == formats.HTML.ending:
        review_figures_jobs.overview_report_job(profile, overview, path, language, progress)
    else:
        write_text(Path(path), _json(overview_document(overview, language)), "utf-8")
    progress.report(1.0)


def _json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1)
