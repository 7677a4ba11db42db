"""What differs between a version on the platform and an object here, field by field, in words."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.catalogue.model import Catalogue
from ...core.ledger.ports import ChangeType, Pending
from ...core.model import CLASS, MapObject, ObjectVersion
from ..widgets import words
from .place_words import change_text, size_text


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs: its label, the platform's value and the one here, as people read them.

    `place`: it is the place on the map, and `right` says what became of it.
    """

    title: str
    left: str
    right: str
    place: bool = False


def differences(version: ObjectVersion | None, here: MapObject, catalogue: Catalogue) -> list[Difference]:
    """Differing fields in form order, the place on the map last. A new object differs in everything it has."""
    there = version.object if version else None
    order = [CLASS, *(name for name in catalogue.attributes if name != CLASS)]
    result = []
    for name in order:
        left = there.attributes.get(name) if there else None
        right = here.attributes.get(name)
        if left != right:
            result.append(
                Difference(
                    words.attribute_title(name, catalogue),
                    words.value_text(name, left, catalogue, there.klass if there else ""),
                    words.value_text(name, right, catalogue, here.klass),
                )
            )
    if there is not None and there.geometry != here.geometry:
        result.append(
            Difference(
                place_title(),
                size_text(there.geometry),
                change_text(there.geometry, here.geometry),
                place=True,
            )
        )
    return result


def pending_text(pending: Pending, catalogue: Catalogue) -> str:
    """What sending a change will do, and what is changed, a line each: «Namn: Matfors → Matfors centrum»."""
    if pending.type is ChangeType.NEW:
        told = words.translate("Hso", "Nytt objekt. Grannkommunerna ser det när du har skickat.")
        return f"{told}\n{place_title()}: {size_text(pending.object.geometry)}"
    if pending.type is ChangeType.DELETED:
        return words.translate("Hso", "Tas bort på plattformen när du skickar. Historiken finns kvar där.")
    found = differences(pending.base, pending.object, catalogue)
    return "\n".join(f"{d.title}: {d.right}" if d.place else f"{d.title}: {d.left} → {d.right}" for d in found)


def place_title() -> str:
    """The label of the place on the map."""
    return words.translate("Hso", "Platsen på kartan")
