"""Submitting from a working copy over a platform's line: level with the platform first, and only what was checked."""

from __future__ import annotations

from collections.abc import Callable

import requests

from ...core import probe
from ...core.platform.wfs_platform import WfsPlatform
from ...core.progress import Progress
from ...core.reports.run import CheckRun
from ...core.review.records import states
from ...core.review.records.ports import Exchanged
from ...core.review.records.submit import Basis, behind, changes_since, level, submission_of
from ..copy.working_copy_file import WorkingCopyFile
from ..review.review_sync import exchange_review, exchange_soon

#: How often the map may move on while it is checked.
_ROUNDS = 3


def submission_basis(
    copy: WorkingCopyFile, session: requests.Session, check: Callable[[], CheckRun], progress: Progress
) -> Basis:
    """What the municipality would submit now: received, checked with `check`, and compared with what was approved last.

    Raises:
        HsoError: `HSO-BEHORIGHET`; `HSO-KATALOG` (renewable) when another classification is in force; what stands in
            the way of the platform.
        Cancelled
    """
    probe.require_right(probe.require_fit(copy.server, copy.catalogue, session), copy.municipality)
    exchange_review(copy, session, progress)
    platform = WfsPlatform(copy.server, copy.catalogue, session)
    for _ in range(_ROUNDS):
        position = level(platform, copy, progress)
        run = check()
        if not _passed(copy, position):
            break
    else:
        raise behind()
    review = copy.review_store().review()
    known = states.published_position(review, copy.municipality)
    changes = changes_since(platform, copy.municipality, known, progress)
    copy.note_contact()
    return Basis(position, run, unsent(copy), changes, review)


def submit(
    copy: WorkingCopyFile, session: requests.Session, message: str, basis: Basis, progress: Progress
) -> Exchanged:
    """Send `basis` in; what became of it.

    Raises:
        HsoError: what stands in the way (`core.review.records.submit.refusal`), `HSO-NYARE-FINNS` when a colleague
            has sent something since. Nothing was kept then.
        Cancelled
    """
    rights = probe.require_fit(copy.server, copy.catalogue, session)
    probe.require_right(rights, copy.municipality)
    level(WfsPlatform(copy.server, copy.catalogue, session), copy, progress)
    now = Basis(basis.position, basis.run, unsent(copy), basis.changes, basis.review)
    record = submission_of(now, message, rights[0].user)
    if _passed(copy, basis.position):
        raise behind()
    copy.review_store().keep([record])
    return exchange_soon(copy, session, progress)


def unsent(copy: WorkingCopyFile) -> int:
    """How many objects are changed here and not known to be on the platform, conflicts among them."""
    counts = copy.counts()
    return counts.to_send + counts.conflicts


def _passed(copy: WorkingCopyFile, position: int) -> bool:
    """True if something of the municipality's own came in after `position`."""
    return max(copy.positions().values(), default=0) > position
