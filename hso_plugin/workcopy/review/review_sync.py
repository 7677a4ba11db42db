"""The review over a platform's line, on open files: a planner's working copy and a reviewer's copy alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import requests

from ...core import probe
from ...core.error_codes.platform import CATALOGUE, FORBIDDEN
from ...core.errors import HsoError
from ...core.platform.server import REVIEW_TYPES, ServerProfile
from ...core.platform.wfs_platform import WfsPlatform
from ...core.progress import Progress
from ...core.review.records import states
from ...core.review.records.archive import fetch_archive
from ...core.review.records.exchange import exchange
from ...core.review.records.ports import Exchanged
from ...core.review.records.wfs_platform import WfsReview
from ...core.text import Text
from ..copy.working_copy_file import WorkingCopyFile
from ..storage.settings import Settings
from .review_copy import ReviewCopy
from .review_file import ReviewFile


def exchange_review(copy: WorkingCopyFile | ReviewCopy, session: requests.Session, progress: Progress) -> Exchanged:
    """Bring an open file and the platform level, and remember what the user may do.

    Raises:
        HsoError: `HSO-SCHEMA` when the platform has no review; else as `exchange`.
        Cancelled
    """
    server = _review_server(copy, session)
    store = copy.review_store()
    rights = probe.read_rights(server, session)
    if rights != store.rights():
        store.note_rights(rights)
    done = exchange(WfsReview(server, session), store, progress)
    if isinstance(copy, ReviewCopy):
        copy.note_contact()  # a working copy's is about its objects
    return done


def exchange_soon(copy: WorkingCopyFile | ReviewCopy, session: requests.Session, progress: Progress) -> Exchanged:
    """As `exchange_review`, but what stands in the way is said in the answer: what was kept waits, and is not lost.

    Raises:
        Cancelled
    """
    waiting = {record.change for record, _ in copy.review_store().outbox()}
    refused = {each.record.change for each in copy.review_store().refused()}
    try:
        return exchange_review(copy, session, progress)
    except HsoError as error:
        store = copy.review_store()
        left = {record.change for record, _ in store.outbox()}
        new = tuple(each for each in store.refused() if each.record.change not in refused)
        landed = waiting - left - {each.record.change for each in new}
        return Exchanged(0, tuple(sorted(landed)), new, error)


def _review_server(copy: WorkingCopyFile | ReviewCopy, session: requests.Session) -> ServerProfile:
    """The server with the types of the review; asked for once where the file was made before they were known."""
    known = copy.server
    if not probe.has_review(known):
        found = probe.find_server(known.url, session)
        probe.require_review(found)
        types = {name: found.types[name] for name in REVIEW_TYPES}
        names = {name: found.names[name] for name in REVIEW_TYPES}
        known = replace(known, types={**known.types, **types}, names={**known.names, **names} if known.names else {})
        copy.note_server(known)
    return known


def open_review(path: Path | str, settings: Settings, session: requests.Session, progress: Progress) -> ReviewCopy:
    """Open the reviewer's copy at `path` level with the platform; made where there is none, or where it cannot go on.

    The user name in `settings` is replaced by the one the platform knows the signed-in user by.

    Raises:
        HsoError: `HSO-BEHORIGHET` for a user who reviews nothing; what stands in the way. What was there is left then,
            or a new file with what was on its way, which the next time goes on from where it stopped.
        Cancelled: what came in stays.
    """
    if Path(path).exists():
        try:
            copy = ReviewCopy.open(path)
        except HsoError as error:
            if not error.renewable:
                raise
            with ReviewFile.open(path) as former:
                carried = former.review_store().carried()
            return _made(path, settings, session, progress, carried)
        try:
            receive_review(copy, session, progress)
            return copy
        except HsoError as error:
            carried = copy.review_store().carried() if error.renewable else []
            copy.close()
            if not error.renewable:
                raise
            return _made(path, settings, session, progress, carried)
        except BaseException:
            copy.close()
            raise
    return _made(path, settings, session, progress, [])


def receive_review(copy: ReviewCopy, session: requests.Session, progress: Progress) -> Exchanged:
    """Exchange the records and take in every new version.

    Raises:
        HsoError: renewable when the file must be made anew: `HSO-ATERSTALLD`, or `HSO-KATALOG` for another
            classification.
        Cancelled
    """
    known = copy.catalogue.name
    if probe.require_understood(copy.server, session, known) != known:
        raise HsoError(
            CATALOGUE,
            Text(
                "Regionen har en ny klassificering. Hämta granskningens underlag på nytt: det som väntar på att "
                "skickas följer med.",
                "The region has a new classification. Fetch what is reviewed anew: what waits to be sent comes along.",
            ),
            known,
            renewable=True,
        )
    done = exchange_review(copy, session, progress)
    fetch_archive(WfsPlatform(copy.server, copy.catalogue, session), copy, progress)
    return done


def _made(
    path: Path | str,
    settings: Settings,
    session: requests.Session,
    progress: Progress,
    carried: list[tuple[str | int | None, ...]],
) -> ReviewCopy:
    progress.report(0.0, Text("Ansluter till plattformen", "Connecting to the platform"))
    server = probe.find_server(settings.url, session)
    probe.require_review(server)
    met = probe.introduce(server, session)
    probe.check_columns(server, met.catalogue)
    if not any(right.role in states.REVIEWERS for right in met.rights):
        raise HsoError(
            FORBIDDEN,
            Text(
                f"Du är inloggad som {met.user} och är inte granskare. Logga in som granskare, eller välj en kommun.",
                f"You are signed in as {met.user}, who is no reviewer. Sign in as one, or choose a municipality.",
            ),
        )
    copy = ReviewCopy.create(
        path, replace(settings, user=met.user, municipality=""), server, met.catalogue, met.areas, carried
    )
    try:
        receive_review(copy, session, progress)
    except BaseException:
        copy.close()
        raise
    return copy
