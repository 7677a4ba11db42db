"""Counts the objects of all municipalities by what they say, for the tables of the overview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from ...catalogue import Catalogue
from ...catalogue.model import Attribute, Code
from ...model import MapObject
from ...text import Text
from .overview_model import UNSAID, Column, Table, TableRow

#: Colours of parts without one of their own; apart from each other in print and for the colour-blind.
_COLOURS = ("#2e8b57", "#bdbdbd", "#d55e00", "#f2e6b1", "#1f4e79", "#7b3fa0")
_NOTHING = "#e4e4e4"


class Counting:
    """Counts objects by what they say.

    Args:
        maps: each municipality's objects by its code.
    """

    def __init__(self, maps: Mapping[str, Sequence[MapObject]], catalogue: Catalogue) -> None:
        self._maps, self._catalogue = maps, catalogue

    def themes(self) -> Table:
        """By letter of the classification."""
        columns = [Column(theme.id, theme.title, theme.colour) for theme in self._catalogue.themes.values()]
        themes = {code: klass.theme for code, klass in self._catalogue.classes.items()}
        return self._table(
            "tema",
            Text("Objekt per tema", "Objects by theme"),
            columns,
            lambda thing: [themes.get(thing.klass, UNSAID)],
        )

    def classes(self) -> Table:
        """By class, in the colour of the theme."""
        catalogue = self._catalogue
        columns = [
            Column(k.code, Text(f"{k.code} {k.title.sv}", f"{k.code} {k.title.en}"), catalogue.themes[k.theme].colour)
            for k in catalogue.classes.values()
        ]
        title = Text("Objekt per klass", "Objects by class")
        return self._table("klass", title, columns, lambda thing: [thing.klass])

    def several(self, name: str) -> list[Table]:
        """By the codes of an attribute that takes several; none when the catalogue has no such attribute."""
        attribute = self._catalogue.attributes.get(name)
        if attribute is None:
            return []
        columns = [Column(code.code, code.title, _COLOURS[4]) for code in codes_of(attribute, self._catalogue)]

        def said(thing: MapObject) -> Iterable[str]:
            value = thing.attributes.get(name, ())
            return value if isinstance(value, tuple) and value else [str(value or UNSAID)]

        return [self._table(name, attribute.title, columns, said, parts=False)]

    def one(self, attribute: Attribute, wanted: Callable[[MapObject], bool]) -> Table:
        """By the code of an attribute that takes one, of the objects that are `wanted`."""
        columns = [
            Column(code.code, code.title, _COLOURS[number % len(_COLOURS)])
            for number, code in enumerate(codes_of(attribute, self._catalogue))
        ]
        return self._table(
            attribute.name,
            attribute.title,
            columns,
            lambda thing: [str(thing.attributes.get(attribute.name, UNSAID))] if wanted(thing) else [],
        )

    def _table(
        self,
        key: str,
        title: Text,
        columns: Sequence[Column],
        said: Callable[[MapObject], Iterable[str]],
        *,
        parts: bool = True,
    ) -> Table:
        """What no column knows is counted in a last one, which is there when it is needed."""
        known = {column.code for column in columns}
        counts = {
            each.code: Counter(
                code if code in known else UNSAID
                for thing in self._maps.get(each.code, ())
                for code in set(said(thing))
            )
            for each in self._catalogue.municipalities
        }
        if any(count[UNSAID] for count in counts.values()):
            columns = [*columns, Column(UNSAID, Text("Ej angivet", "Not given"), _NOTHING)]
        rows = tuple(
            TableRow(each.code, each.name, tuple(counts[each.code][column.code] for column in columns))
            for each in self._catalogue.municipalities
        )
        return Table(key, title, tuple(columns), rows, parts)


def codes_of(attribute: Attribute, catalogue: Catalogue) -> tuple[Code, ...]:
    """The codes of an attribute's own list; none when each class has its own."""
    return catalogue.code_lists.get(attribute.code_list or "", ())
