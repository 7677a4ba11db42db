"""What a version from the platform means for an object that may have been changed here. Decides, and does nothing.

| outgoing        | mine to base | mine to theirs  | verdict  | what the working copy does                        |
|-----------------|--------------|-----------------|----------|---------------------------------------------------|
| any             | any          | known already   | OLD      | nothing                                           |
| this change     | any          | as it was sent  | LANDED   | base := theirs, out of the outbox; mine stays     |
| none or another | same         | any             | TAKE     | mine := theirs, base := theirs                    |
| none or another | differs      | same            | SAME     | base := theirs                                    |
| none or another | differs      | differs, merges | MERGE    | mine := merged, base := theirs; mine is sent      |
| none or another | differs      | differs         | CONFLICT | everything is kept, a person chooses              |
| this change     | any          | not as sent     | CONFLICT | the platform altered it: a person must see that   |

Whether they merge says `core.ledger.merge`. An outgoing version of another change whose number was taken by theirs can
never
land: it leaves the outbox, and its content is still the working object.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum, auto

from ..geometry import same as same_geometry
from ..model import MapObject, ObjectVersion
from .merge import merge


class Verdict(Enum):
    """What an incoming version means; see the table of the module."""

    OLD = auto()
    LANDED = auto()
    TAKE = auto()
    SAME = auto()
    MERGE = auto()
    CONFLICT = auto()


def content(version: ObjectVersion | None) -> MapObject | None:
    """The object as people see it: None when there is none or it was deleted."""
    return None if version is None or version.deleted else version.object


def same(one: MapObject | None, other: MapObject | None) -> bool:
    """True if both say the same, so that neither needs a new version."""
    if one is None or other is None:
        return one is other
    return (
        one.identity == other.identity
        and one.municipality == other.municipality
        and dict(one.attributes) == dict(other.attributes)
        and same_geometry(one.geometry, other.geometry)
    )


def judge(
    theirs: ObjectVersion,
    base: ObjectVersion | None,
    mine: MapObject | None,
    outgoing: ObjectVersion | None,
    common: Collection[str] = (),
) -> tuple[Verdict, MapObject | None]:
    """The verdict on `theirs`, and what the working object becomes (None: there is none).

    Args:
        theirs: the version that came in.
        base: the base copy, None when the object was not known.
        mine: the working object, None when there is none or it was deleted.
        outgoing: the object's version in the outbox, if any.
        common: names of the attributes that every class has, see `merge`.
    """
    if base is not None and theirs.version <= base.version:
        return Verdict.OLD, mine
    if outgoing is not None and outgoing.change == theirs.change:
        as_sent = outgoing.deleted == theirs.deleted and same(outgoing.object, theirs.object)
        return Verdict.LANDED if as_sent else Verdict.CONFLICT, mine
    if same(mine, content(base)):
        return Verdict.TAKE, content(theirs)
    if same(mine, content(theirs)):
        return Verdict.SAME, mine
    merged = merge(content(base), mine, content(theirs), common)
    return (Verdict.MERGE, merged.outcome()) if merged.settled else (Verdict.CONFLICT, mine)
