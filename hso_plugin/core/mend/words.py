"""How mends call things: the ends of a line, the other object."""

from __future__ import annotations

from ..model import MapObject
from ..rules.words import object_name
from ..text import Text
from .registry import Case

END_WORDS = {"borjan": Text("startpunkt", "start point"), "slut": Text("slutpunkt", "end point")}


def named(case: Case, item: MapObject, beside: MapObject) -> Text:
    """What `item` is called, with its municipality where that is not the one of `beside`."""
    home = case.surroundings.home(item)
    return object_name(item, "" if home == case.surroundings.home(beside) else municipality_name(case, home))


def municipality_name(case: Case, code: str) -> str:
    """A municipality's name; its code when the catalogue does not know it."""
    known = (*case.catalogue.municipalities, *case.catalogue.neighbours)
    return next((municipality.name for municipality in known if municipality.code == code), code)
