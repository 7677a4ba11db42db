"""Fetches a municipality's map anew and moves the edits of the old working copy into it, without ever having neither.

| Step                                                         | Broken off after it, there is                      |
|--------------------------------------------------------------|----------------------------------------------------|
| 1. receive what the old copy can still take in               | the old copy                                       |
| 2. save its edits to a file beside it                        | the old copy, and the file                         |
| 3. fetch a new copy under a hidden name                      | the old copy; the hidden one is removed next time  |
| 4. save the edits anew, with what only the old copy still has | the same                                           |
| 5. take the edits and the motivations into the new copy      | the same                                           |
| 6. take along what else the person put into the file         | the same                                           |
| 7. give the old copy a second name                           | the old copy under two names                       |
| 8. put the new copy in its place, in one step                | the new copy, the old one, and the file            |
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import requests

from ...core.errors import HsoError
from ...core.ledger.edits import Recovered
from ...core.ledger.ports import PullResult
from ...core.platform.wfs_platform import WfsPlatform
from ...core.progress import Progress, check_cancelled
from ...core.text import Text
from ..copy.saved_edits import edits_path, write_edits
from ..copy.working_copy_file import WorkingCopyFile
from ..storage.durable import discard
from ..storage.schema import layer_columns
from .additions import Additions, carry
from .changeover import close_down, put_in_place, remove_second_names
from .lost_versions import with_lost
from .sync import fetch_new, receive


@dataclass(frozen=True, slots=True)
class Renewed:
    """What a renewal came to.

    Attributes:
        recovered: what became of the edits.
        received: what the old working copy still took in before.
        edits_file: where the edits are kept; None when there were none.
        old_file: the working copy as it was.
        catalogue: name of the classification that the new one was made with.
        additions: what else the person had put into the old file, taken along or not.
    """

    recovered: Recovered
    received: PullResult
    edits_file: Path | None
    old_file: Path
    catalogue: str
    additions: Additions


def renew(path: Path | str, session: requests.Session, progress: Progress) -> Renewed:
    """Fetch the working copy at `path` anew, and take its edits along. It must not be open anywhere.

    Raises:
        HsoError, Cancelled: the old working copy is in its place then, and nothing in it is lost. `HSO-UPPTAGEN` when
            some program has it open.
    """
    path = Path(path)
    new_path = path.with_name(f".{path.stem}.fornyad.gpkg")
    close_down(path)
    discard(new_path)
    remove_second_names(path)
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
                dropped = {column for table in layer_columns(old.catalogue).values() for column in table}
            old.close()
            additions = carry(path, new_path, dropped)
            old_file = put_in_place(path, new_path)
        except BaseException:
            discard(new_path)
            raise
    return Renewed(recovered, received, edits_file if edits else None, old_file, catalogue, additions)


def _receive(path: Path, session: requests.Session, progress: Progress) -> PullResult:
    """Let the old copy take in what it can: it knows best what that means for its edits and for what it sent."""
    try:
        return receive(path, session, progress)
    except HsoError as error:
        if error.try_again:
            raise
        return PullResult()  # it cannot go on with this platform, which is why it is fetched anew
