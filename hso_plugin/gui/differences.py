"""What differs between a version on the platform and an object here, field by field, in words."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.catalogue.model import Catalogue
from ..core.model import MapObject, ObjectVersion
from . import words


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs: its label, the platform's value and the one here, as people read them.

    `place`: it is the place on the map, which no value can tell.
    """

    title: str
    left: str
    right: str
    place: bool = False


def differences(version: ObjectVersion | None, here: MapObject, catalogue: Catalogue) -> list[Difference]:
    """Differing fields in form order, the place on the map last. A new object differs in everything it has."""
    there = version.object if version else None
    order = ["klass", *(name for name in catalogue.attributes if name != "klass")]
    result = []
    for name in order:
        left = there.attributes.get(name) if there else None
        right = here.attributes.get(name)
        if left != right:
            result.append(
                Difference(
                    words.attribute_title(name, catalogue),
                    words.value_text(name, left, catalogue),
                    words.value_text(name, right, catalogue),
                )
            )
    if there is not None and there.geometry != here.geometry:
        result.append(
            Difference(
                words.translate("Hso", "Platsen på kartan"),
                words.translate("Hso", "som på plattformen"),
                words.translate("Hso", "ändrad här"),
                place=True,
            )
        )
    return result
