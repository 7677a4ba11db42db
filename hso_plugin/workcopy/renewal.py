"""Fetches a municipality's map anew and moves the edits of the old working copy into it, without ever having neither.

| Step                                                         | Broken off after it, there is                      |
|--------------------------------------------------------------|----------------------------------------------------|
| 1. receive what the old copy can still take in               | the old copy                                       |
| 2. save its edits to a file beside it                        | the old copy, and the file                         |
| 3. fetch a new copy under a hidden name                      | the old copy; the hidden one is removed next time  |
| 4. save the edits anew, with what only the old copy still has | the same                                           |
| 5. take the edits and the motivations into the new copy      | the same                                           |
| 6. give the old copy a second name                           | the old copy under two names                       |
| 7. put the new copy in its place, in one step                | the new copy, the old one, and the file            |
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import requests

from ..core.errors import HsoError
from ..core.ledger.edits import Edit, Recovered
from ..core.ledger.ports import PullResult
from ..core.ledger.reconcile import content
from ..core.model import GeometryKind, ObjectVersion
from ..core.platform import WfsPlatform
from ..core.progress import Progress, check_cancelled
from ..core.text import Text
from .connection import BUSY_SECONDS, connect, disk_fault, faults
from .file import WorkingCopyFile
from .saved_edits import edits_path, free_name, write_edits
from .sync import fetch_new, receive

#: What SQLite keeps beside a file while it is written to.
_BESIDE = ("-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Renewed:
    """What a renewal came to.

    Attributes:
        recovered: what became of the edits.
        received: what the old working copy still took in before.
        edits_file: where the edits are kept; None when there were none.
        old_file: the working copy as it was.
        catalogue: name of the classification that the new one was made with.
    """

    recovered: Recovered
    received: PullResult
    edits_file: Path | None
    old_file: Path
    catalogue: str


def renew(path: Path | str, session: requests.Session, progress: Progress) -> Renewed:
    """Fetch the working copy at `path` anew, and take its edits along. It must not be open anywhere.

    Raises:
        HsoError, Cancelled: the old working copy is in its place then, and nothing in it is lost. `HSO-UPPTAGEN` when
            some program has it open.
    """
    path = Path(path)
    new_path = path.with_name(f".{path.stem}.fornyad.gpkg")
    _close_down(path)
    _remove(new_path)
    _remove_second_names(path)
    received = _receive(path, session, progress)
    with WorkingCopyFile.open(path) as old:
        edits = old.edits()
        edits_file = edits_path(path)
        if edits:
            write_edits(edits_file, old, edits)
        try:
            fetch_new(new_path, old.settings, session, progress)
            with WorkingCopyFile.open(new_path) as new:
                progress.report(0.95, Text("Flyttar över dina ändringar", "Moving your changes"))
                edits = with_lost(edits, old, new, WfsPlatform(new.server, new.catalogue, session), progress)
                if edits:
                    write_edits(edits_file, old, edits)
                check_cancelled(progress)
                recovered = new.recover(edits, old.motivations())
                new.review_store().carry(old.review_store().carried())
                catalogue = new.catalogue.name
            old.close()
            old_file = _put_in_place(path, new_path)
        except BaseException:
            _remove(new_path)
            raise
    return Renewed(recovered, received, edits_file if edits else None, old_file, catalogue)


def with_lost(
    edits: list[Edit], old: WorkingCopyFile, new: WorkingCopyFile, platform: WfsPlatform, progress: Progress
) -> list[Edit]:
    """`edits` of `old`, and what the platform has lost of it; each rests on a version that the platform really has.

    A platform that was restored from a backup lacks versions, and may have others since. For every object whose version
    there is not the one known here, its ledger is read from that version's position on: it is there, or it was lost.
    """
    known, now = old.base_versions(), new.base_versions()
    found = {edit.identity: edit for edit in edits}
    doubtful = {
        identity: base
        for identity, base in known.items()
        if (now[identity].change != base.change if identity in now else not base.deleted or identity in found)
    }
    history = _history(doubtful, platform, progress)
    for identity, base in doubtful.items():
        versions = history.get(identity, [])
        kept = any(version.change == base.change for version in versions)
        edit = found.get(identity)
        if edit is None and kept:
            continue  # others went on from it, and nothing was changed here
        edit = edit or Edit(base.object.kind, identity, base, content(base))
        if not kept and (identity not in now or now[identity].version > base.version):
            edit = replace(edit, base=None)
        newest = versions[-1] if versions else None
        if identity not in now and newest is not None and newest.change != base.change:
            edit = replace(edit, theirs=newest)
        elif identity not in now and not kept:
            edit = replace(edit, theirs=None)
        found[identity] = edit
    return [found[identity] for identity in sorted(found)]


def _history(
    doubtful: Mapping[str, ObjectVersion], platform: WfsPlatform, progress: Progress
) -> dict[str, list[ObjectVersion]]:
    """What the ledgers have of objects from the known version's position on, ascending."""
    found: dict[str, list[ObjectVersion]] = {}
    for kind in GeometryKind:
        positions = [base.position or 0 for base in doubtful.values() if base.object.kind is kind]
        if not positions:
            continue
        for page in platform.onward(kind, min(positions), progress):
            for version in page:
                if version.object.identity in doubtful:
                    found.setdefault(version.object.identity, []).append(version)
    return found


def _receive(path: Path, session: requests.Session, progress: Progress) -> PullResult:
    """Let the old copy take in what it can: it knows best what that means for its edits and for what it sent."""
    try:
        return receive(path, session, progress)
    except HsoError as error:
        if error.try_again:
            raise
        return PullResult()  # it cannot go on with this platform, which is why it is fetched anew


def _close_down(path: Path) -> None:
    """Bring everything that was written into the file itself, and make sure that nobody has it open.

    Raises:
        HsoError: `HSO-UPPTAGEN`. A log left beside the old file would be read into the new one.
    """
    if not path.is_file():
        return  # whoever opens it says so
    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            _fold_in(path)
            return
        except HsoError as error:
            # A map that was just being drawn, or a list that was being read, lets go in a moment.
            if error.code != "HSO-UPPTAGEN" or time.monotonic() > give_up:
                raise
            time.sleep(0.1)


def _fold_in(path: Path) -> None:
    with faults():
        connection = connect(path)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
        finally:
            connection.close()
    if any(path.with_name(path.name + suffix).exists() for suffix in _BESIDE):
        raise _open_elsewhere(str(path))


def _put_in_place(path: Path, new_path: Path) -> Path:
    """Put the new copy in the place of the old one, which keeps its content under another name; that name."""
    for each in (path, new_path):
        _close_down(each)
    old_path = free_name(path, "gammal", path.suffix)
    with _disk():
        with new_path.open("rb+") as file:
            os.fsync(file.fileno())
        try:
            try:
                os.link(path, old_path)
            except OSError:  # a file system without second names
                _copy(path, old_path)
            _settle_names(path.parent)
            os.replace(new_path, path)
        except PermissionError as error:  # Windows, while some program has it open
            old_path.unlink(missing_ok=True)
            raise _open_elsewhere(f"{path}: {error}") from error
        except OSError:
            old_path.unlink(missing_ok=True)
            raise
    return old_path


def _settle_names(folder: Path) -> None:
    """Have the names in a folder survive a power cut. Windows cannot, and keeps their order by itself."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _copy(path: Path, old_path: Path) -> None:
    part = old_path.with_name(f".{old_path.name}.part")
    try:
        shutil.copy2(path, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, old_path)
    finally:
        part.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    """Remove a copy that never came into use."""
    for name in (path.name, *(path.name + suffix for suffix in _BESIDE)):
        with suppress(OSError):
            path.with_name(name).unlink(missing_ok=True)


def _remove_second_names(path: Path) -> None:
    """Take away the second names that a renewal gave the file before it was broken off."""
    with _disk():
        for each in path.parent.glob("*-gammal-*"):
            if path.exists() and each.name.startswith(f"{path.stem}-gammal-") and each.samefile(path):
                each.unlink()


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise disk_fault(str(error)) from error


def _open_elsewhere(details: str) -> HsoError:
    return HsoError(
        "HSO-UPPTAGEN",
        Text(
            "Arbetskopian är öppen i något annat program, så den kan inte ersättas. Inget har ändrats. Stäng den där "
            "och försök igen.",
            "The working copy is open in some other program, so it cannot be replaced. Nothing was changed. Close it "
            "there and try again.",
        ),
        details,
        try_again=True,
    )
