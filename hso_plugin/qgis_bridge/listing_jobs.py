"""What runs in algorithms to write the queue and the overview to files, in the form that the file's ending names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..core.errors import HsoError
from ..core.review.documents import overview_document, queue_document, queue_table
from ..core.review.overview import Overview
from ..core.review.queue import QueueRow
from ..core.text import Text
from ..workcopy.review_copy import ReviewCopy
from . import review_figures_jobs
from .check_jobs import write_text
from .feedback import FeedbackProgress
from .settings import Profile

QUEUE_ENDINGS = (".html", ".csv", ".json")
OVERVIEW_ENDINGS = (".html", ".json")


def require_listing_path(path: str, endings: tuple[str, ...]) -> None:
    """Refuse a name that nothing could be written to, before anything is computed.

    Raises:
        HsoError: `HSO-FILTYP` for another ending, `HSO-DISK` without its folder.
    """
    target = Path(path)
    if target.suffix.lower() not in endings:
        known = ", ".join(endings)
        raise HsoError(
            "HSO-FILTYP",
            Text(
                f"Filen kan sparas som {known}. Välj ett filnamn som slutar på något av dem.",
                f"The file can be saved as {known}. Choose a file name that ends in one of them.",
            ),
            path,
        )
    if not target.parent.is_dir():
        raise HsoError(
            "HSO-DISK",
            Text(
                f"Mappen {target.parent} finns inte. Välj en mapp som finns och där du får skriva.",
                f"The folder {target.parent} does not exist. Choose a folder that exists and where you may write.",
            ),
            path,
        )


def export_queue_job(profile: Profile, path: str, language: str, progress: FeedbackProgress) -> list[QueueRow]:
    """Write the queue as the copy knows it, whole or not at all, and give it. Raises as `require_listing_path`."""
    require_listing_path(path, QUEUE_ENDINGS)
    target = Path(path)
    if target.suffix.lower() == ".html":
        return review_figures_jobs.queue_report_job(profile, path, language, progress)
    rows = review_figures_jobs.queue_job(profile, progress)
    if target.suffix.lower() == ".csv":
        with ReviewCopy.open(profile.working_copy) as copy:
            catalogue = copy.catalogue
        write_text(target, queue_table(rows, catalogue, language), "utf-8-sig")
    else:
        write_text(target, _json(queue_document(rows)), "utf-8")
    return rows


def export_overview_job(
    profile: Profile, overview: Overview, path: str, language: str, progress: FeedbackProgress
) -> None:
    """Write how things stand, whole or not at all. Raises `HsoError` as `require_listing_path`."""
    require_listing_path(path, OVERVIEW_ENDINGS)
    if Path(path).suffix.lower() == ".html":
        review_figures_jobs.overview_report_job(profile, overview, path, language, progress)
    else:
        write_text(Path(path), _json(overview_document(overview, language)), "utf-8")
    progress.report(1.0)


def _json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1)
