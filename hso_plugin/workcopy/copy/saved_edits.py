"""Keeps the edits of a working copy in a file beside it, before anything destructive, and reads such a file back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from ...core.error_codes.files import OTHER_MUNICIPALITY
from ...core.errors import HsoError
from ...core.ledger.edits import Edit, Recovered
from ...core.ledger.edits_file import EditsFile, no_edits_file
from ...core.ledger.object_history import ObjectHistory
from ...core.model import MapObject
from ...core.text import Text
from ..storage import disk_faults
from ..storage.durable import remove, write_text
from .working_copy_file import WorkingCopyFile

#: More than a municipality's whole map; a larger file is not ours.
_MAX_BYTES = 500_000_000


def save_edits_file(copy: WorkingCopyFile) -> Path:
    """Write what is here and not surely on the platform to a new file beside the working copy; its path.

    It holds every object that is pending, outgoing or in conflict, complete enough for `recover`. See
    `core.ledger.edits_file` for its form.

    Raises:
        HsoError: `HSO-DISK` or `HSO-UPPTAGEN` when it cannot be written. No file is left then.
    """
    path = edits_path(copy.path)
    write_edits(path, copy, copy.edits())
    return path


def undo_kept(copy: WorkingCopyFile, identities: Collection[str]) -> Path:
    """Make working objects their bases again, after what was undone is kept in a file like that of `save_edits_file`.

    Raises:
        HsoError: as `WorkingCopyFile.undo`, and `HSO-DISK` when the file cannot be written. Nothing is undone then,
            and no file is left.
    """
    path = edits_path(copy.path)
    try:
        copy.undo(identities, lambda edits: write_edits(path, copy, edits))
    except BaseException:
        with suppress(OSError):
            remove(path)
        raise
    return path


def replace_kept(copy: WorkingCopyFile, seen: ObjectHistory, outcome: MapObject | None) -> Path | None:
    """Make `outcome` the working object, after an unsent change of it is kept in a file like that of `save_edits_file`.

    Gives the file's path, None when there was no such change.

    Raises:
        HsoError: as `WorkingCopyFile.replace_object`, and `HSO-DISK` when the file cannot be written. Nothing is
            changed then, and no file is left.
    """
    path = edits_path(copy.path)
    try:
        copy.replace_object(seen, outcome, lambda edits: write_edits(path, copy, edits))
    except BaseException:
        with suppress(OSError):
            remove(path)
        raise
    return path if path.exists() else None


def edits_path(working_copy: Path) -> Path:
    """The place of a new file of edits: beside the working copy, named after it and the time (UTC)."""
    return free_name(working_copy, "andringar", ".json")


def free_name(working_copy: Path, word: str, suffix: str) -> Path:
    """`<stem>-<word>-<UTC time><suffix>` beside the working copy, with a number where that is taken."""
    stem = f"{working_copy.stem}-{word}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    path, number = working_copy.with_name(stem + suffix), 1
    while path.exists():
        number += 1
        path = working_copy.with_name(f"{stem}-{number}{suffix}")
    return path


def write_edits(path: Path, copy: WorkingCopyFile, edits: Sequence[Edit]) -> None:
    """Write `edits` of `copy` to `path`, all of it or nothing, in place of what is there. Raises as the above."""
    written = datetime.now(UTC).isoformat(timespec="seconds")
    kept = EditsFile(copy.municipality, copy.settings.url, copy.catalogue.name, written, tuple(edits))
    try:
        write_text(path, kept.to_json())
    except OSError as error:
        raise disk_faults.plain(error, path) from error


def recover(path: Path | str, copy: WorkingCopyFile) -> Recovered:
    """Take the edits in the file at `path` into `copy`, each as `core.ledger.edits` decides.

    Raises:
        HsoError: `HSO-ANDRINGSFIL` for a file that is none, `HSO-VERSION` for a newer one, `HSO-ANNAN-KOMMUN` for one
            of another municipality. Nothing is changed then.
    """
    kept = read_edits(path)
    if kept.municipality != copy.municipality:
        raise HsoError(
            OTHER_MUNICIPALITY,
            Text(
                f"Filen har ändringar för kommun {kept.municipality}, men arbetskopian hör till {copy.municipality}. "
                "Inget har ändrats. Välj rätt fil.",
                f"The file has edits for municipality {kept.municipality}, but the working copy belongs to "
                f"{copy.municipality}. Nothing was changed. Choose the right file.",
            ),
            str(path),
        )
    return copy.recover(kept.edits)


def read_edits(path: Path | str) -> EditsFile:
    """What the file at `path` holds. Raises `HsoError` as `recover`."""
    try:
        if Path(path).stat().st_size > _MAX_BYTES:
            raise no_edits_file(f"{path}: more than {_MAX_BYTES} bytes")
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise no_edits_file(f"{path}: {error}") from error
    return EditsFile.from_json(text)
