"""An object's past as the window shows it: an entry for every version, and what each changed, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ...core.catalogue.model import Catalogue
from ...core.ledger.object_history import ObjectHistory
from ...core.ledger.ports import ChangeType
from ...core.ledger.reconcile import same
from ...core.model import MapObject, ObjectVersion
from ...workcopy.copy.intake import change_type
from ..changes.differences import Difference, differences
from ..changes.place_words import size_text
from ..map.extent import Extent, extent_of
from ..widgets import icons, words
from ..workspace.snapshot import moment


@dataclass(frozen=True, slots=True)
class Entry:
    """A step in an object's life.

    Attributes:
        version: the version; None for what was done here and is not sent yet.
        type: what it did.
        back: it brought a deleted object back.
        before: what it started from; None for the first, and where that is not known.
        after: what it left; for a deletion what was deleted.
    """

    version: ObjectVersion | None
    type: ChangeType
    back: bool
    before: ObjectVersion | None
    after: MapObject

    @property
    def key(self) -> str:
        """The same for the same step, however often the history is read."""
        return f"{self.version.version}" if self.version else ""

    @property
    def icon(self) -> str:
        """Name of the icon."""
        return icons.CHANGE[ChangeType.NEW if self.back else self.type]

    @property
    def user(self) -> str:
        """Who; empty for the person at the keyboard."""
        return self.version.user if self.version else ""

    @property
    def when(self) -> datetime | None:
        """When, in local time; None when it is not known."""
        return moment(self.version.valid_from) if self.version else None

    @property
    def unknown(self) -> bool:
        """True when the version before it is not known, so that nothing can be said of what it changed."""
        return self.type is ChangeType.CHANGED and self.before is None


def entries(past: ObjectHistory) -> list[Entry]:
    """What happened to the object, the latest first; what is not sent yet on top."""
    found = [_entry(past, version) for version in past.versions]
    unsent = past.unsent
    if unsent is not None:
        after = past.mine or (past.base.object if past.base else None)
        if after is not None:
            back = past.mine is not None and past.base is not None and past.base.deleted
            found.append(Entry(None, unsent, back, past.base, after))
    return found[::-1]


def _entry(past: ObjectHistory, version: ObjectVersion) -> Entry:
    before = past.before(version)
    back = before is not None and before.deleted and not version.deleted
    return Entry(version, change_type(version), back, before, version.object)


def changes(entry: Entry, catalogue: Catalogue) -> list[Difference]:
    """What the step changed, in the form's order, the place last; for a first version and a deletion all there was."""
    whole = entry.type is not ChangeType.CHANGED and not entry.back
    if entry.before is not None and not whole:
        return differences(entry.before, entry.after, catalogue)
    place = Difference(words.translate("Hso", "Platsen på kartan"), "–", size_text(entry.after.geometry), place=True)
    return [*differences(None, entry.after, catalogue), place]


def alike(entry: Entry, catalogue: Catalogue) -> list[Difference]:
    """The fields that the step left as they were, with their values."""
    changed = {each.title for each in changes(entry, catalogue)}
    return [each for each in differences(None, entry.after, catalogue) if each.title not in changed]


def stands(entry: Entry, past: ObjectHistory) -> bool:
    """True when the object is at present what the step left."""
    return not (entry.version and entry.version.deleted) and same(entry.after, past.now)


def extent(found: Sequence[Entry]) -> Extent | None:
    """Around all places that the object has had; None when there is none."""
    return extent_of(tuple(entry.after for entry in found))


def title(past: ObjectHistory, found: Sequence[Entry], catalogue: Catalogue) -> str:
    """«Matfors · A3 Serviceort»: as the object is now, or was last."""
    item = past.now or (found[0].after if found else None)
    if item is None:
        return words.object_name(None)
    return f"{words.object_name(item)} · {words.class_title(item.klass, catalogue)}"
