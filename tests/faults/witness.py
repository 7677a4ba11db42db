"""What the people did, kept apart from every working copy and ledger, to judge both by."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import shapely

from hso_plugin.core.model import GeometryKind, MapObject
from hso_plugin.core.platform.rows import FIXED_COLUMNS

from .desk import FIELDS, PLACE, Desk, token_of
from .model_server import Row

ALL_FIELDS = (*FIELDS, PLACE)


@dataclass
class Witness:
    """Every edit has a number of its own, a token, which its value carries wherever it goes.

    Attributes:
        kept: the last token that a person saved in a field and that must be found somewhere, by (user, object, field).
        made: all tokens a person saved in a field, with the base version they saw, by (user, object, field).
        removed: base version a person saw when deleting an object, by (user, object).
        decided: versions of theirs and the outcomes that a person chose, by (user, object).
        drawn: identities of all objects ever drawn.
    """

    kept: dict[tuple[str, str, str], int] = field(default_factory=dict)
    made: dict[tuple[str, str, str], dict[int, int]] = field(default_factory=dict)
    removed: dict[tuple[str, str], int] = field(default_factory=dict)
    decided: dict[tuple[str, str], list[tuple[int, MapObject | None]]] = field(default_factory=dict)
    drawn: set[str] = field(default_factory=set)

    def saved(self, desk: Desk, identity: str, name: str, token: int) -> None:
        self.drawn.add(identity)
        self.kept[desk.user, identity, name] = token
        self.made.setdefault((desk.user, identity, name), {})[token] = desk.base_version(identity)

    def deleted(self, desk: Desk, identity: str) -> None:
        self.removed[desk.user, identity] = desk.base_version(identity)
        for name in ALL_FIELDS:
            self.kept.pop((desk.user, identity, name), None)

    def chose(self, desk: Desk, identity: str, theirs: int, outcome: MapObject | None) -> None:
        """A person settled a conflict: whatever of theirs is not in the outcome was given up by themselves."""
        self.decided.setdefault((desk.user, identity), []).append((theirs, outcome))
        for name in ALL_FIELDS:
            token = self.kept.get((desk.user, identity, name))
            if token is not None and (outcome is None or token_of(outcome, name) != token):
                del self.kept[desk.user, identity, name]

    def doubled(self, desk: Desk, identity: str, copy: MapObject) -> None:
        """A person kept both: their own side lives on as `copy`."""
        self.drawn.add(copy.identity)
        for name in ALL_FIELDS:
            token = token_of(copy, name)
            self.made[desk.user, copy.identity, name] = {token: 0}
            if self.kept.get((desk.user, identity, name)) == token:  # else it landed, and somebody has changed it since
                self.kept[desk.user, copy.identity, name] = self.kept.pop((desk.user, identity, name))

    # What must hold

    def check_kept(self, desks: list[Desk], landed: set[tuple[str, str, int]]) -> None:
        """Every edit anyone saved is in the ledger, or still in that person's working copy."""
        here = {desk.user: desk.objects() for desk in desks}
        for (user, identity, name), token in list(self.kept.items()):
            if (identity, name, token) in landed:
                del self.kept[user, identity, name]
                continue
            thing = here[user].get(identity)
            assert thing is not None, f"{user}'s object {identity} with edit {name} {token} is gone"
            assert token_of(thing, name) == token, f"{user}'s edit {name} {token} of {identity} is gone"

    def check_version(self, history: list[Row], found: Row, content: MapObject) -> None:
        """A version says nothing that its author did not save or choose, having seen what it replaces."""
        user, identity = found.user, found.identity
        assert identity in self.drawn, f"{identity} was never drawn"
        before = history[found.version - 2] if found.version > 1 else None
        if before is not None and before.deleted and not found.deleted:
            assert self._decided_since(user, identity, before.version), f"{identity} came back by itself"
        if found.deleted:
            assert before is not None and not before.deleted, f"{identity} was deleted twice or before it was there"
            seen = self.removed.get((user, identity))
            by_choice = self._decided_since(user, identity, before.version)
            assert seen is not None, f"{user} never deleted {identity}"
            assert by_choice or self._own_since(history, user, seen, before.version), f"{identity} deleted unseen"
            return
        for name in ALL_FIELDS:
            self._check_field(history, found, name, token_of(content, name))

    def _check_field(self, history: list[Row], found: Row, name: str, token: int) -> None:
        user, identity = found.user, found.identity
        before = _token(history[found.version - 2], name) if found.version > 1 else None
        if token == before:
            return
        made = self.made.get((user, identity, name), {})
        since = made.get(token, -1)
        for theirs, outcome in self.decided.get((user, identity), ()):
            if outcome is not None and token_of(outcome, name) == token:
                since = max(since, theirs)
        assert since >= 0, f"version {found.version} of {identity}: {user} never wrote {name} {token}"
        # Others may have changed it and changed it back, each knowing the one before: what is replaced was seen then.
        seen = max([since, *(row.version for row in history[: found.version - 1] if row.user == user)])
        if seen and _token(history[seen - 1], name) == before:
            return
        for earlier, later in pairwise(history[: found.version - 1]):
            unseen = later.version > since and later.user != user
            if unseen and not later.deleted and not earlier.deleted:
                assert _token(later, name) in (_token(earlier, name), token), (
                    f"version {found.version} of {identity}: {user} overwrites {name} {_token(later, name)} unseen"
                )

    def _decided_since(self, user: str, identity: str, version: int) -> bool:
        return any(theirs >= version for theirs, _ in self.decided.get((user, identity), ()))

    def _own_since(self, history: list[Row], user: str, seen: int, version: int) -> bool:
        return all(row.user == user for row in history if seen < row.version <= version)


def object_of(row: Row) -> MapObject:
    """A row as an object, read without the code that is tested."""
    numbers = [float(text) for text in str(row.shape.xpath("string(.)")).split()]
    positions = list(zip(numbers[::2], numbers[1::2], strict=True))
    shape = shapely.Point(positions[0]) if row.kind is GeometryKind.POINT else shapely.LineString(positions)
    attributes = {name: text for name, text in row.values.items() if name not in FIXED_COLUMNS}
    return MapObject(row.kind, row.identity, row.values["kommunkod"], attributes, shape)


def _token(row: Row, name: str) -> int:
    return token_of(object_of(row), name)


def tokens(row: Row) -> set[tuple[str, str, int]]:
    """What a version says, as (object, field, token)."""
    return {(row.identity, name, _token(row, name)) for name in ALL_FIELDS}


def same_content(one: Row, other: Row) -> bool:
    """True if two versions of an object say the same."""
    return one.deleted == other.deleted and tokens(one) == tokens(other)
