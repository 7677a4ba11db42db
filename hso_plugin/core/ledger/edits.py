"""Edits that were kept in a file, and what they mean for a working copy that may have gone on since. Decides only.

| the working object here | what the edit rests on, against the version here  | fate                                 |
|-------------------------|---------------------------------------------------|--------------------------------------|
| says the same           | any                                               | ALREADY                              |
| in conflict or outgoing | any                                               | HELD, that comes first               |
| edited too              | any                                               | TAKEN when they merge, else HELD     |
| as the platform has it  | the same version                                  | TAKEN                                |
| as the platform has it  | an earlier version                                | TAKEN when they merge, else CONFLICT |
| as the platform has it  | a later version, which the platform has lost      | TAKEN, on top of what it has         |
| as the platform has it  | another version of the same number, or an unknown | CONFLICT with an unknown base        |
| not there               | nothing, or a version that is not there any more  | TAKEN as a new object                |
| not there               | a deletion                                        | TAKEN, on top of the deletion        |
| not there               | known to be deleted on the platform since         | CONFLICT                             |
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from ..model import GeometryKind, MapObject, ObjectVersion
from .merge import merge
from .reconcile import content, same


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person made of an object.

    Attributes:
        base: the version it rests on; None for a new object, or where that is not known.
        mine: the object as the person left it; None when it was deleted.
        theirs: the platform's newest version, where it is known to be another than the base.
        sent: versions that were sent and may still land.
    """

    kind: GeometryKind
    identity: str
    base: ObjectVersion | None
    mine: MapObject | None
    theirs: ObjectVersion | None = None
    sent: tuple[ObjectVersion, ...] = ()

    @property
    def name(self) -> str:
        """The object's name for people."""
        thing = self.mine or (self.base.object if self.base else None)
        return thing.name if thing else ""

    def within(self, names: Collection[str]) -> tuple[Edit, tuple[str, ...]]:
        """The edit with the attributes `names` alone, and the names of others that the person gave a value."""
        if self.mine is None or self.mine.attributes.keys() <= set(names):
            return self, ()
        was = self.base.object.attributes if self.base else {}
        outside = {name: value for name, value in self.mine.attributes.items() if name not in names}
        return (
            replace(self, mine=_only(self.mine, names)),
            tuple(sorted(name for name, value in outside.items() if was.get(name) != value)),
        )


class Fate(Enum):
    """What becomes of an edit; see the table of the module."""

    ALREADY = auto()
    TAKEN = auto()
    CONFLICT = auto()
    HELD = auto()


@dataclass(frozen=True, slots=True)
class Placed:
    """What the working copy is to hold: the working object and the version it rests on, in a conflict also theirs."""

    fate: Fate
    mine: MapObject | None
    base: ObjectVersion | None
    theirs: ObjectVersion | None = None


@dataclass(frozen=True, slots=True)
class Recovered:
    """What came of a file of edits, by identity.

    Attributes:
        taken: edits that are now pending.
        conflicts: edits that wait for a person to choose.
        already: edits that the working copy had.
        held: edits that could not be taken, since the object was edited here too, or waits for something else.
        left_out: names of attributes whose new values have no place in the present catalogue.
    """

    taken: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    left_out: Mapping[str, tuple[str, ...]] | None = None


def place(
    edit: Edit,
    base: ObjectVersion | None,
    mine: MapObject | None,
    *,
    held: bool = False,
    common: Collection[str] = (),
) -> Placed:
    """What becomes of `edit` in a working copy that has `mine` as the object, resting on `base`.

    Args:
        held: the object is in conflict or outgoing there.
        common: names of the attributes that every class has, see `merge`.
    """
    if same(edit.mine, mine):
        return Placed(Fate.ALREADY, mine, base)
    if held:
        return Placed(Fate.HELD, mine, base)
    if not same(mine, content(base)):
        both = merge(content(edit.base), edit.mine, mine, common)
        placed = Placed(Fate.TAKEN, both.outcome(), base) if both.settled else Placed(Fate.HELD, mine, base)
    else:
        theirs = base or next((known for known in (edit.theirs, edit.base) if known and known.deleted), None)
        placed = _beside(edit, theirs, common) if theirs else Placed(Fate.TAKEN, edit.mine, None)
    if placed.fate is Fate.TAKEN and same(placed.mine, mine):
        return replace(placed, fate=Fate.ALREADY)
    return placed


def _beside(edit: Edit, theirs: ObjectVersion, common: Collection[str]) -> Placed:
    """The edit beside the platform's version, which nobody has touched here."""
    was = edit.base
    if was is not None and _lost(was, theirs):
        return Placed(Fate.TAKEN, edit.mine, theirs)
    if was is not None and not _led_to(was, theirs):
        was = None
    gone = edit.mine is None or theirs.deleted
    if was is not None and gone and (was.change == theirs.change or same(content(was), content(theirs))):
        return Placed(Fate.TAKEN, edit.mine, theirs)
    merged = merge(content(was), edit.mine, content(theirs), common)
    if merged.settled:
        return Placed(Fate.TAKEN, merged.outcome(), theirs)
    return Placed(Fate.CONFLICT, edit.mine, was, theirs)


def _led_to(was: ObjectVersion, theirs: ObjectVersion) -> bool:
    """True if the platform's version is `was`, or a later one, or says the same."""
    return was.change == theirs.change or was.version < theirs.version or same(content(was), content(theirs))


def _lost(was: ObjectVersion, theirs: ObjectVersion) -> bool:
    """True if `was` came after the platform's version, and the platform, restored from a backup, has it no more.

    The platform's own clock tells: a version that it took after it was restored is later than all that it lost.
    """
    if was.version <= theirs.version:
        return False
    try:
        before = datetime.fromisoformat(theirs.valid_from or "") <= datetime.fromisoformat(was.valid_from or "")
    except (TypeError, ValueError):  # no time, or times in different forms
        return False
    return before and (theirs.position or 0) < (was.position or 0)


def _only(thing: MapObject, names: Collection[str]) -> MapObject:
    return replace(thing, attributes={name: value for name, value in thing.attributes.items() if name in names})
