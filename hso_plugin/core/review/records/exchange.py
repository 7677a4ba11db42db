"""Receive what is new of the review, settle what was sent before, send what waits, and read back what became of it.

Nothing but the tables themselves tells what landed. A record whose answer was lost is looked for first, and then sent
again under the same `andring`: the platform takes it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from ...error_codes.platform import RESTORED, SERVER_FAULT, TOO_LARGE
from ...errors import HsoError
from ...progress import Progress, check_cancelled
from ...text import Text
from . import rows
from .model import TABLES, Comment, Decision, Record, Release, Submission
from .ports import Exchanged, RefusedRecord, ReviewPlatform, ReviewStore
from .words import refusal_words

#: Records in a Transaction; a submission, which carries a report, goes alone.
BATCH = 100


def exchange(platform: ReviewPlatform, store: ReviewStore, progress: Progress) -> Exchanged:
    """Bring the file and the platform level.

    Raises:
        HsoError: what stands in the way; what has not landed waits in the outbox. `HSO-ATERSTALLD` when the platform
            has been restored from a backup that is older than what is known here.
        Cancelled
    """
    run = _Exchange(platform, store, progress)
    run.receive(TABLES)
    waiting = [record for record, _ in store.outbox()]
    done = 0
    for batch in batches(waiting):
        check_cancelled(progress)
        run.send(batch)
        done += len(batch)
        progress.report(done / len(waiting), Text(f"Skickar: {done} av {len(waiting)}",
                                                  f"Sending: {done} of {len(waiting)}"))  # fmt: skip
    return Exchanged(run.received, tuple(run.landed), tuple(run.refused))


def batches(records: Sequence[Record]) -> Iterator[list[Record]]:
    """`records` in the portions of a Transaction, each before what builds on it.

    A server may carry out the Inserts of a Transaction in any order (QGIS Server 3.40 does), so nothing stands in the
    same one as what it points at.
    """
    batch: list[Record] = []
    inside: set[str] = set()
    for record in records:
        alone = isinstance(record, Submission | Release)
        if batch and (alone or len(batch) == BATCH or inside & _builds_on(record)):
            yield batch
            batch, inside = [], set()
        batch.append(record)
        inside |= {record.change} | _in_order(record)
        if alone:
            yield batch
            batch, inside = [], set()
    if batch:
        yield batch


def _builds_on(record: Record) -> set[str]:
    """What must be on the platform before: for a decision also the decisions on the same submission."""
    if isinstance(record, Decision):
        return {record.submission}
    return {record.answers or "", record.submission or ""} - {""} if isinstance(record, Comment) else set()


def _in_order(record: Record) -> set[str]:
    """What only one record of a Transaction may build on, since the last one holds: a state, whether it is settled."""
    if isinstance(record, Decision):
        return {record.submission}
    return {record.answers} if isinstance(record, Comment) and record.answers else set()


class _Exchange:
    """One run: what it has received and what was refused."""

    def __init__(self, platform: ReviewPlatform, store: ReviewStore, progress: Progress) -> None:
        self._platform = platform
        self._store = store
        self._progress = progress
        self.received = 0
        self.landed: list[str] = []
        self.refused: list[RefusedRecord] = []

    def receive(self, tables: Iterable[str]) -> None:
        """Take in what is new in `tables`. Each page is one durable step."""
        news = {table: self._platform.onward(table, self._store.cursor(table), self._progress) for table in tables}
        with ThreadPoolExecutor(len(TABLES)) as pool:  # mostly there is nothing new, and the questions are all it costs
            asked = {table: pool.submit(next, pages, ()) for table, pages in news.items()}
        first = {table: self._continued(table, page.result()) for table, page in asked.items()}
        for table, pages in news.items():
            for page in chain(filter(None, [first[table]]), pages):
                self.landed += self._store.take_in(table, page)
                self.received += len(page)

    def send(self, records: Sequence[Record]) -> None:
        """Send one Transaction and settle its fate; what is left of it is halved until the culprit stands alone."""
        self._store.mark_sent([record.change for record in records])
        message = ""
        try:
            answer = self._platform.insert(records)
            accepted, message = answer.accepted, answer.message
        except HsoError as error:
            self._read_back(records)  # the answer was lost, perhaps not the request
            if error.code != TOO_LARGE:
                if self._left(records):
                    raise
                return
            accepted, message = False, str(error)
        else:
            self._read_back(records)
        left = self._left(records)
        if len(left) == 1 and len(records) == 1:
            self._settle_alone(left[0], message, accepted=accepted)
        elif left:
            half = (len(left) + 1) // 2
            for part in filter(None, (left[:half], left[half:])):
                self.send(part)

    def _read_back(self, records: Sequence[Record]) -> None:
        self.receive(sorted({rows.table_of(record) for record in records}))

    def _left(self, records: Sequence[Record]) -> list[Record]:
        waiting = {record.change for record, _ in self._store.outbox()}
        return [record for record in records if record.change in waiting]

    def _settle_alone(self, record: Record, message: str, *, accepted: bool) -> None:
        if accepted:
            raise HsoError(
                SERVER_FAULT,
                Text(
                    "Plattformen svarade att den tog emot det som skickades, men det finns inte där. Det ligger kvar "
                    "här och skickas igen nästa gång. Kontakta plattformens förvaltare om det upprepas.",
                    "The platform answered that it took what was sent, but it is not there. It is kept here and sent "
                    "again next time. Contact the platform's administrator if it happens again.",
                ),
                f"{rows.table_of(record)} {record.change}",
                try_again=True,
            )
        refused = RefusedRecord(record, refusal_words(record, message), message)
        self._store.refuse([refused])
        self.refused.append(refused)

    def _continued(self, table: str, page: Sequence[Record]) -> Sequence[Record]:
        """The first page without the record at the cursor, after making sure that it is the one that was there."""
        cursor = self._store.cursor(table)
        if not cursor:
            return page
        found, known = page[0] if page else None, self._store.change_at_cursor(table)
        if found is None or found.position != cursor or known != found.change:
            raise HsoError(
                RESTORED,
                Text(
                    "Plattformen har återställts från en äldre säkerhetskopia: det sista som är känt här av "
                    "granskningen finns inte kvar där. Inget har ändrats här. Hämta på nytt: det som väntar på att "
                    "skickas följer med.",
                    "The platform has been restored from an older backup: the last that is known here of the review "
                    "is no longer there. Nothing was changed here. Fetch anew: what waits to be sent comes along.",
                ),
                f"{table} {cursor} {known}: found {found and (found.position, found.change)}",
                renewable=True,
            )
        return page[1:]
