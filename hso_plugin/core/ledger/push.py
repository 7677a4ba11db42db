"""Send: every pending change becomes one new version, and only the ledger itself tells what landed.

An outgoing version goes `WRITTEN` → `SENT` → out of the outbox, when it has landed, met a conflict, or was certainly
refused. Whatever stops the work in between, it is still there and is settled by the next pull, then sent again under
the same `andring` and version: the ledger takes it once or has it already.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from uuid import uuid4

import numpy as np
import shapely

from ..error_codes.platform import SERVER_FAULT, TOO_LARGE
from ..errors import HsoError
from ..model import GeometryKind, MapObject, ObjectVersion
from ..progress import Progress, check_cancelled
from ..text import Text
from ..wfs.exceptions import reason
from .ports import ChangeType, InsertAnswer, Pending, Platform, PullResult, PushResult, Refusal, WorkingCopy
from .pull import joined, pull

#: Inserts in a Transaction, and coordinates: some 5 MB of XML, well below what servers take.
BATCH = 500
BATCH_COORDINATES = 200_000
#: How often objects that others change at the same moment are merged and sent anew before the next push must do it.
MERGE_ROUNDS = 3


def push(
    platform: Platform, store: WorkingCopy, user: str, progress: Progress, only: Collection[str] | None = None
) -> PushResult:
    """Send what is pending, as `user`, and read back what became of it.

    With `only`, of the pending objects those identities alone. What is on its way from before is settled in any case.
    """
    run = _Push(platform, store, progress)
    run.receive()
    store.drop_unsent()
    run.send_pending([change for change in store.pending() if only is None or change.object.identity in only], user)
    for _ in range(MERGE_ROUNDS):
        # While this ran, somebody changed other fields of the same objects: the merged ones have not been sent yet.
        merged = set(run.seen.merged) - {refusal.object.identity for refusal in run.refused}
        if only is not None:
            merged &= set(only)
        again = [change for change in store.pending() if change.object.identity in merged]
        if not again:
            break
        run.send_pending(again, user)
    seen = run.seen
    return PushResult(seen.landed, tuple(run.refused), seen.conflicts, seen.received, seen.merged)


def batches(versions: Sequence[ObjectVersion]) -> Iterator[list[ObjectVersion]]:
    """`versions` in the portions of a Transaction."""
    batch: list[ObjectVersion] = []
    coordinates = 0
    for version in versions:
        size = int(shapely.get_num_coordinates(version.object.geometry))
        if batch and (len(batch) == BATCH or coordinates + size > BATCH_COORDINATES):
            yield batch
            batch, coordinates = [], 0
        batch.append(version)
        coordinates += size
    if batch:
        yield batch


def unfit(change: Pending) -> Text | None:
    """Why an object cannot even be written as a version of its ledger; None if it can."""
    geometry, kind = change.object.geometry, change.object.kind
    if geometry is None:
        return Text(
            "Objektet har ingen plats på kartan. Rita den, eller ta bort objektet.",
            "The object has no shape on the map. Draw it, or delete the object.",
        )
    if geometry.geom_type != _TYPES[kind] or not np.isfinite(shapely.get_coordinates(geometry)).all():
        return Text(
            "Objektets plats på kartan är av fel slag för sitt lager. Rita om objektet.",
            "The object's shape is of the wrong type for its layer. Draw the object anew.",
        )
    return None


def next_version(change: Pending, user: str) -> ObjectVersion:
    """The version that `change` becomes, with an id of its own."""
    return ObjectVersion(
        object=change.object,
        version=change.base.version + 1 if change.base else 1,
        change=str(uuid4()),
        deleted=change.type is ChangeType.DELETED,
        user=user,
    )


_TYPES = {GeometryKind.POINT: "Point", GeometryKind.LINE: "LineString", GeometryKind.AREA: "MultiPolygon"}


class _Push:
    """One run: what it has seen and what was refused."""

    def __init__(self, platform: Platform, store: WorkingCopy, progress: Progress) -> None:
        self._platform = platform
        self._store = store
        self._progress = progress
        self.seen = PullResult()
        self.refused: list[Refusal] = []

    def receive(self, versions: Sequence[ObjectVersion] | None = None) -> None:
        """Read back: a pull of the ledgers of `versions`, or of all."""
        kinds = tuple(GeometryKind) if versions is None else sorted({version.object.kind for version in versions})
        self.seen = joined(self.seen, pull(self._platform, self._store, self._progress, kinds))

    def send_pending(self, pending: Sequence[Pending], user: str) -> None:
        """Write `pending` to the outbox, and send all that is in there."""
        self.refuse_unfit(pending)
        self._store.write_outbox([next_version(change, user) for change in pending if unfit(change) is None])
        outgoing = [version for version, _ in self._store.outbox().values()]
        sent = 0
        waiting: deque[tuple[list[ObjectVersion], Future[InsertAnswer]]] = deque()
        # The platform works on a batch while what became of the one before is read back. Whatever is raised here waits
        # for the one under way first; its fate is then unknown, like that of any that was sent.
        with ThreadPoolExecutor(1) as pool:
            for batch in [*batches(outgoing), None]:
                if batch is not None:
                    check_cancelled(self._progress)
                    self._store.mark_sent([version.change for version in batch])
                    waiting.append((batch, pool.submit(self._platform.insert, batch)))
                if len(waiting) > (batch is not None):
                    before, answer = waiting.popleft()
                    self._settle(before, answer.result)
                    sent += len(before)
                    text = Text(f"Skickar: {sent} av {len(outgoing)}", f"Sending: {sent} of {len(outgoing)}")
                    self._progress.report(sent / len(outgoing), text)

    def refuse_unfit(self, pending: Sequence[Pending]) -> None:
        """Keep back, with the reason, what no server could take; it must not hold up the others."""
        refusals = [Refusal(change.object, reason) for change in pending if (reason := unfit(change)) is not None]
        self._store.refuse(refusals)
        self.refused += refusals

    def send(self, versions: Sequence[ObjectVersion]) -> None:
        """Send one Transaction and settle its fate."""
        self._store.mark_sent([version.change for version in versions])
        self._settle(versions, lambda: self._platform.insert(versions))

    def _settle(self, versions: Sequence[ObjectVersion], answered: Callable[[], InsertAnswer]) -> None:
        """Settle the fate of a Transaction; what is left of it is halved until the culprit stands alone."""
        try:
            answer = answered()
        except HsoError as error:
            self.receive(versions)  # the answer was lost, perhaps not the request
            left = self._left(versions)
            if left and error.code == TOO_LARGE and len(versions) > 1:
                self._send_halves(left)
            elif left:
                raise
            return
        self.receive(versions)
        left = self._left(versions)
        if len(left) == 1 and len(versions) == 1:
            self._settle_alone(left[0], answer)
        elif left:
            self._send_halves(left)

    def _send_halves(self, versions: Sequence[ObjectVersion]) -> None:
        half = (len(versions) + 1) // 2
        for part in (versions[:half], versions[half:]):
            if part:
                self.send(part)

    def _left(self, versions: Sequence[ObjectVersion]) -> list[ObjectVersion]:
        unsettled = self._store.unsettled()
        return [version for version in versions if version.change in unsettled]

    def _settle_alone(self, version: ObjectVersion, answer: InsertAnswer) -> None:
        if answer.accepted:
            raise HsoError(
                SERVER_FAULT,
                Text(
                    "Plattformen svarade att ett objekt togs emot, men det finns inte där. Det ligger kvar här och "
                    "skickas igen nästa gång. Kontakta plattformens förvaltare om det upprepas.",
                    "The platform answered that it took an object, but it is not there. It is kept here and sent again "
                    "next time. Contact the platform's administrator if it happens again.",
                ),
                f"andring {version.change}",
                try_again=True,
            )
        self._look_up(version.object)
        if not self._left([version]):
            return
        refusal = Refusal(version.object, reason(answer.message), answer.message)
        self._store.refuse([refusal], [version.change])
        self.refused.append(refusal)

    def _look_up(self, thing: MapObject) -> None:
        """Take in what the ledger has of a refused object, for a pull may have passed over it.

        A working copy is fetched without the objects that were deleted before. An edit of one of those, read back from
        a file, looks like a new object here, and its version is one that the ledger has had: without the deletion that
        it meets it would be refused forever, and nobody would be asked.
        """
        for page in self._platform.versions(thing.kind, thing.identity, self._progress):
            self.seen = joined(self.seen, self._store.apply(thing.kind, page, self._store.cursor(thing.kind)))
