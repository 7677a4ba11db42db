"""Send: every pending change becomes one new version, and only the ledger itself tells what landed.

An outgoing version goes `WRITTEN` → `SENT` → out of the outbox, when it has landed, met a conflict, or was certainly
refused. Whatever stops the work in between, it is still there and is settled by the next pull, then sent again under
the same `andring` and version: the ledger takes it once or has it already.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from ..errors import HsoError
from ..model import ObjectVersion
from ..progress import Progress, check_cancelled
from ..text import Text
from ..wfs.exceptions import reason
from .ports import ChangeType, InsertAnswer, Pending, Platform, PullResult, PushResult, Refusal, WorkingCopy
from .pull import joined, pull

#: Inserts in a Transaction.
BATCH = 500


def push(platform: Platform, store: WorkingCopy, user: str, progress: Progress) -> PushResult:
    """Send what is pending, as `user`, and read back what became of it."""
    run = _Push(platform, store, progress)
    run.receive()
    store.write_outbox([next_version(change, user) for change in store.pending()])
    outgoing = [version for version, _ in store.outbox().values()]
    for start in range(0, len(outgoing), BATCH):
        check_cancelled(progress)
        run.send(outgoing[start : start + BATCH])
        sent = min(start + BATCH, len(outgoing))
        text = Text(f"Skickar: {sent} av {len(outgoing)}", f"Sending: {sent} of {len(outgoing)}")
        progress.report(sent / len(outgoing), text)
    return PushResult(run.seen.landed, tuple(run.refused), run.seen.conflicts, run.seen.received)


def next_version(change: Pending, user: str) -> ObjectVersion:
    """The version that `change` becomes, with an id of its own."""
    return ObjectVersion(
        object=change.object,
        version=change.base.version + 1 if change.base else 1,
        change=str(uuid4()),
        deleted=change.type is ChangeType.DELETED,
        user=user,
    )


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
        kinds = {"kinds": sorted({v.object.kind for v in versions})} if versions is not None else {}
        self.seen = joined(self.seen, pull(self._platform, self._store, self._progress, **kinds))

    def send(self, versions: Sequence[ObjectVersion]) -> None:
        """Send one Transaction and settle its fate; what is left of it is halved until the culprit stands alone."""
        self._store.mark_sent([version.change for version in versions])
        try:
            answer = self._platform.insert(versions)
        except HsoError:
            self.receive(versions)  # the answer was lost, perhaps not the request
            if self._left(versions):
                raise
            return
        self.receive(versions)
        left = self._left(versions)
        if len(left) == 1 and len(versions) == 1:
            self._settle_alone(left[0], answer)
        elif left:
            half = (len(left) + 1) // 2
            self.send(left[:half])
            if left[half:]:
                self.send(left[half:])

    def _left(self, versions: Sequence[ObjectVersion]) -> list[ObjectVersion]:
        outbox = self._store.outbox()
        return [version for version in versions if version.change in outbox]

    def _settle_alone(self, version: ObjectVersion, answer: InsertAnswer) -> None:
        if answer.accepted:
            raise HsoError(
                "HSO-SERVER",
                Text(
                    "Plattformen svarade att ett objekt togs emot, men det finns inte där. Det ligger kvar här och "
                    "skickas igen nästa gång. Kontakta plattformens förvaltare om det upprepas.",
                    "The platform answered that it took an object, but it is not there. It is kept here and sent again "
                    "next time. Contact the platform's administrator if it happens again.",
                ),
                f"andring {version.change}",
                try_again=True,
            )
        refusal = Refusal(version.object, reason(answer.message), answer.message)
        self._store.refuse({version.change: refusal})
        self.refused.append(refusal)
