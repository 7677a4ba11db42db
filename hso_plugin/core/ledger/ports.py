"""The two ports of the ledger protocol: the platform on one side, the working copy on the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from ..model import GeometryKind, MapObject, ObjectVersion
from ..progress import Progress
from ..text import Text


class ChangeType(StrEnum):
    """What happened to an object. The values are the words the windows use."""

    NEW = "ny"
    CHANGED = "andrad"
    DELETED = "borttagen"


class OutboxState(StrEnum):
    """Fate of an outgoing version. `WRITTEN`: kept, not yet sent. `SENT`: sent or about to be; its fate is unknown.

    A version leaves the outbox when the ledger shows it (landed) or when the platform certainly refused it.
    """

    WRITTEN = "skriven"
    SENT = "skickad"


@dataclass(frozen=True, slots=True)
class Pending:
    """An object of the working copy that differs from its base copy.

    Attributes:
        type: new, changed or deleted.
        object: what is to become the next version: the working object, or for a deletion the base copy's.
        base: the last known version on the platform; None for a new object.
    """

    type: ChangeType
    object: MapObject
    base: ObjectVersion | None


@dataclass(frozen=True, slots=True)
class Received:
    """A change that came in with a pull, for the list «vad som kom in»."""

    type: ChangeType
    version: ObjectVersion


@dataclass(frozen=True, slots=True)
class Conflict:
    """An object that somebody else changed while it was changed here.

    Attributes:
        base: what both started from; None when it was not known here.
        mine: the working object; None when it was deleted here.
        theirs: the platform's newest version.
    """

    base: ObjectVersion | None
    mine: MapObject | None
    theirs: ObjectVersion

    @property
    def identity(self) -> str:
        """`objektidentitet` of the object the conflict is about."""
        return self.theirs.object.identity


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change that the platform did not accept. It stays in the working copy."""

    object: MapObject
    reason: Text
    details: str = ""


@dataclass(frozen=True, slots=True)
class Right:
    """What the signed-in user may do: a role in a municipality, or in all of them (`municipality` None)."""

    user: str
    municipality: str | None
    role: str


@dataclass(frozen=True, slots=True)
class PullResult:
    """What a pull brought.

    Attributes:
        landed: how many outgoing versions the ledger shows now.
        merged: identities of objects that were changed on both sides and settled without a question.
    """

    received: tuple[Received, ...] = ()
    landed: int = 0
    conflicts: tuple[Conflict, ...] = ()
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PushResult:
    """What became of the pending changes. Everything that neither landed nor was refused is still pending."""

    landed: int = 0
    refused: tuple[Refusal, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    received: tuple[Received, ...] = ()
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InsertAnswer:
    """What the platform said of a Transaction. Only a hint: the ledger itself tells what landed."""

    accepted: bool
    message: str = ""
    details: str = field(default="")


class Platform(Protocol):
    """The platform as the protocol sees it. All calls may raise `HsoError`."""

    def heads(self) -> dict[GeometryKind, int]:
        """Newest position in each ledger, 0 for an empty one."""

    def stands_at(self, positions: Mapping[GeometryKind, int]) -> bool:
        """Whether `positions` are the newest in all ledgers."""

    def current(self, kind: GeometryKind, head: int, progress: Progress) -> Iterator[Sequence[ObjectVersion]]:
        """Pages of all current versions up to position `head`, ascending by position."""

    def onward(self, kind: GeometryKind, position: int, progress: Progress) -> Iterator[Sequence[ObjectVersion]]:
        """Pages of the version at `position` and all after it, ascending by position."""

    def versions(self, kind: GeometryKind, identity: str, progress: Progress) -> Iterator[Sequence[ObjectVersion]]:
        """Pages of all versions of one object, whosever it is, ascending by position."""

    def insert(self, versions: Sequence[ObjectVersion]) -> InsertAnswer:
        """Send `versions` in one Transaction, once."""


class WorkingCopy(Protocol):
    """The working copy as the protocol sees it. Every method is one durable step: all of it happens, or nothing."""

    @property
    def municipality(self) -> str:
        """Code of the municipality whose objects are edited here."""

    def cursor(self, kind: GeometryKind) -> int:
        """Position up to which the ledger of `kind` is known here."""

    def known_change(self, kind: GeometryKind) -> str | None:
        """`andring` of the version at the cursor, None when it is not known here."""

    def learn_change(self, kind: GeometryKind, change: str) -> None:
        """Note the `andring` of the version at the cursor."""

    def apply(self, kind: GeometryKind, versions: Sequence[ObjectVersion], cursor: int) -> PullResult:
        """Take in versions (ascending), settle what they say of the outbox, keep conflicts, move the cursor."""

    def pending(self) -> Sequence[Pending]:
        """What differs from the base copies, without objects in conflict or in the outbox."""

    def outbox(self) -> Mapping[str, tuple[ObjectVersion, OutboxState]]:
        """Outgoing versions by `andring`, oldest first."""

    def unsettled(self) -> set[str]:
        """`andring` of everything in the outbox."""

    def drop_unsent(self) -> None:
        """Forget outgoing versions that were never sent: the working objects stand for them."""

    def write_outbox(self, versions: Sequence[ObjectVersion]) -> None:
        """Keep versions that are about to be sent."""

    def mark_sent(self, changes: Sequence[str]) -> None:
        """Note that these are on their way: from now on their fate is unknown."""

    def refuse(self, refusals: Sequence[Refusal], changes: Sequence[str] = ()) -> None:
        """Keep the reasons, and take `changes` (`andring`), which the platform refused, out of the outbox.

        Each of them is still known as one's own should it land all the same, by an earlier delivery that was late.
        """
