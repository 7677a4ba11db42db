"""Conflicts in a real working copy: an object known to all, changed here, then a colleague's version comes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from hso_plugin.core.model import MapObject, ObjectVersion
from hso_plugin.workcopy import WorkingCopyFile
from hso_plugin.workcopy.storage import tables
from hso_plugin.workcopy.storage.connection import step

#: New values by attribute (None: no value) and `geometry`; None in place of all of it: the object was deleted.
Change = Mapping[str, object] | None


def changed(item: MapObject, change: Change) -> MapObject | None:
    """`item` after `change`."""
    if change is None:
        return None
    attributes = {**item.attributes, **{name: value for name, value in change.items() if name != "geometry"}}
    kept = {name: value for name, value in attributes.items() if value is not None}
    return replace(item, attributes=kept, geometry=change.get("geometry", item.geometry))  # type: ignore[arg-type]


def save_here(path: Path, item: MapObject, mine: MapObject | None) -> None:
    """What a layer would leave of `item`; None deletes it."""
    with WorkingCopyFile.open(path) as copy, step(copy._connection):
        if mine is None:
            tables.delete_rows(copy._connection, item.kind.table, [item.identity])
        else:
            tables.update_objects(copy._connection, item.kind.table, item.kind, copy.catalogue, [mine])
        tables.touch(copy._connection, item.identity, item.kind)


def comes_in(path: Path, version: ObjectVersion) -> None:
    """A version of somebody else, as with a fetch."""
    with WorkingCopyFile.open(path) as copy:
        copy.apply(version.object.kind, [version], version.position or 0)


def clash(path: Path, item: MapObject, mine: Change, theirs: Change, user: str = "kollega") -> ObjectVersion:
    """Make a conflict of `item`; the version that came in."""
    known = ObjectVersion(item, 1, str(uuid4()), False, "planerare-2281", 2, "2026-01-01T00:00:00Z")
    comes_in(path, known)
    save_here(path, item, changed(item, mine))
    news = ObjectVersion(
        changed(item, theirs) or item, 2, str(uuid4()), theirs is None, user, 12, "2026-02-01T08:00:00Z"
    )
    comes_in(path, news)
    return news
