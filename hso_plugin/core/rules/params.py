"""A rule's parameters, read with their types; a fault names its place in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from ..catalogue import Attribute, Catalogue, Rule
from ..catalogue.parts import OVERLAPS
from ..catalogue.reader import Place
from ..model import Stage


class Params:
    """The parameters of one rule.

    Every method raises `HsoError` `HSO-KATALOG` with the place, for example `rules[yta-liten].params.minimum_ha.A4`,
    when the value is not what it should be.

    Args:
        required, optional: names of the parameters that the rule's type needs, and of those it can do without.
    """

    def __init__(self, rule: Rule, required: tuple[str, ...], optional: tuple[str, ...], catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        place = Place(f"rules[{rule.id}].params", rule.params)
        self._places = place.members(required, optional)

    def number(self, name: str) -> float:
        """A number."""
        return self._places[name].number()

    def flag(self, name: str) -> bool:
        """True or false; false when it is not given."""
        return name in self._places and self._places[name].flag()

    def strings(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty when it is not given."""
        return tuple(item.string() for item in self._places[name].items()) if name in self._places else ()

    def stages(self, name: str) -> tuple[Stage, ...]:
        """A list of stages; empty when it is not given."""
        if name not in self._places:
            return ()
        return tuple(Stage(item.choice(tuple(Stage))) for item in self._places[name].items())

    def attributes(self, name: str) -> tuple[Attribute, ...]:
        """A list of attributes; empty when it is not given."""
        return tuple(self._attribute(item) for item in self._places[name].items()) if name in self._places else ()

    def attribute(self, name: str) -> Attribute:
        """An attribute."""
        return self._attribute(self._places[name])

    def classes(self, name: str) -> tuple[str, ...]:
        """A list of class codes; empty when it is not given."""
        return self._classes(self._places[name]) if name in self._places else ()

    def class_numbers(self, name: str) -> Mapping[str, float]:
        """Numbers by class code."""
        return {self._class(place, code): place.number() for code, place in self._places[name].mapping().items()}

    def class_classes(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """Lists of class codes by class code."""
        return {self._class(place, code): self._classes(place) for code, place in self._places[name].mapping().items()}

    def class_attributes(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """Lists of attribute names by class code; empty when it is not given."""
        if name not in self._places:
            return {}
        return {
            self._class(place, code): tuple(self._attribute(item).name for item in place.items())
            for code, place in self._places[name].mapping().items()
        }

    def class_attribute_numbers(self, name: str) -> Mapping[str, Mapping[str, float]]:
        """Numbers by attribute name, by class code."""
        return {
            self._class(place, code): {
                self._attribute_name(inner, attribute): inner.number() for attribute, inner in place.mapping().items()
            }
            for code, place in self._places[name].mapping().items()
        }

    def class_strings(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """Lists of texts by class code."""
        return {self._class(self._places[name], code): texts for code, texts in self.strings_by_name(name).items()}

    def strings_by_name(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """Lists of texts by any name."""
        return {
            key: tuple(item.string() for item in place.items()) for key, place in self._places[name].mapping().items()
        }

    def class_targets(self, name: str) -> Mapping[str, tuple[tuple[str, ...], float]]:
        """`{"classes": […], "metres": …}` by class code."""
        result = {}
        for code, place in self._places[name].mapping().items():
            parts = place.members(("classes", "metres"))
            result[self._class(place, code)] = (self._classes(parts["classes"]), parts["metres"].number())
        return result

    def class_pairs(self, name: str) -> frozenset[tuple[str, str]]:
        """Pairs of class codes, each in both orders: those with the letter given here in the overlap matrix."""
        letter = self._places[name].choice(OVERLAPS)
        return self._catalogue.overlapping(letter)

    def conditions(self, name: str) -> Mapping[str, tuple[str, tuple[str, ...]]]:
        """By attribute name: another attribute and the codes it must have; empty when it is not given."""
        if name not in self._places:
            return {}
        result = {}
        for attribute, place in self._places[name].mapping().items():
            parts = place.members(("attribute", "codes"))
            codes = tuple(item.string() for item in parts["codes"].items())
            result[attribute] = (self._attribute(parts["attribute"]).name, codes)
        return result

    def _attribute(self, place: Place) -> Attribute:
        return self._catalogue.attributes[self._attribute_name(place, place.string())]

    def _attribute_name(self, place: Place, name: str) -> str:
        if name not in self._catalogue.attributes:
            place.fail(f"okänt attribut {name}", f"unknown attribute {name}")
        return name

    def _classes(self, place: Place) -> tuple[str, ...]:
        return tuple(self._class(item, item.string()) for item in place.items())

    def _class(self, place: Place, code: str) -> str:
        if code not in self._catalogue.classes:
            place.fail(f"okänd klass {code}", f"unknown class {code}")
        return code
