"""The classification catalogue as plain data: themes, classes, attributes, code lists and rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..model import CLASS, GeometryKind, Severity, Stage
from ..text import Text


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a code list."""

    code: str
    title: Text


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of objects and column of the ledgers.

    Attributes:
        name: Swedish, lower-case, without å, ä, ö; the column's name everywhere.
        type: `text`, `heltal` or `decimal`. Codes are text.
        title: label in the form.
        help: one or two sentences on what to write.
        code_list: name of the list the value is taken from, None for free values.
        multiple: True when several codes may be given: a tuple in the model, comma-separated on the wire.
        required: must have a value (an error at submission, marked in the form).
        long: True for text that wants several lines in the form.
        minimum, maximum: bounds of a number.
    """

    name: str
    type: str
    title: Text
    help: Text
    code_list: str | None = None
    multiple: bool = False
    required: bool = False
    long: bool = False
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class ClassAttribute:
    """An attribute that only some classes have: the class may narrow the code list and demand a value."""

    name: str
    code_list: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    """A letter of the classification, A–F."""

    id: str
    title: Text
    colour: str


@dataclass(frozen=True, slots=True)
class ObjectClass:
    """A class of the classification.

    Attributes:
        code: `A1` …
        theme: id of its theme.
        title, definition: for people.
        kinds: the geometry kinds it may have; one for all classes but F2.
        attributes: own attributes beyond those of every object, in form order.
        symbol: style hints by name: `colour` (#rrggbb), `marker`, `line`, `fill`, `width`.
    """

    code: str
    theme: str
    title: Text
    definition: Text
    kinds: tuple[GeometryKind, ...]
    attributes: tuple[ClassAttribute, ...] = ()
    symbol: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: a type the engine knows, with parameters.

    Attributes:
        id: stable, for example `yta-overlapp`.
        type: name of the rule type in the engine.
        title: what its findings are called together, «Lös linjeände»; None in documents from before rules had titles.
        params: for that type.
        severity: by stage; a stage that is absent does not run the rule.
        message: sentence with `{placeholders}` that the rule type fills in.
        mend: how to mend it.
        why: why the rule is there, in a sentence or two without placeholders.
        source: where the rule comes from.
    """

    id: str
    type: str
    title: Text | None
    params: Mapping[str, Any]
    severity: Mapping[Stage, Severity]
    message: Text
    mend: Text
    why: Text
    source: str

    @property
    def name(self) -> Text:
        """The title; the id where it has none."""
        return self.title or Text(self.id, self.id)


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of the seven, or a neighbour outside the county (then without a zone of its own)."""

    code: str
    name: str
    local_crs: str | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A version of the classification catalogue.

    Attributes:
        id, version: `VN-STRUKTUR`, `1.0 (förslag)`.
        extent: county box, (min E, min N, max E, max N) in EPSG:3006.
        attributes: every attribute by name, in form order: those of all classes (`common`) and those of some.
        common: names of the attributes every class has.
        overlaps: the matrix of areas over areas: `F`, `V` or `-` (allowed) by pair of class codes, in both orders.
        document: the JSON document it was read from, as text, for keeping beside the data.
    """

    id: str
    version: str
    title: Text
    extent: tuple[float, float, float, float]
    municipalities: tuple[Municipality, ...]
    neighbours: tuple[Municipality, ...]
    themes: Mapping[str, Theme]
    code_lists: Mapping[str, tuple[Code, ...]]
    attributes: Mapping[str, Attribute]
    common: tuple[str, ...]
    classes: Mapping[str, ObjectClass]
    overlaps: Mapping[tuple[str, str], str]
    rules: tuple[Rule, ...]
    document: str = ""

    @property
    def name(self) -> str:
        """Id and version together, as reports show it: `VN-STRUKTUR 1.0 (förslag)`."""
        return f"{self.id} {self.version}"

    @property
    def free_texts(self) -> frozenset[str]:
        """Names of the text attributes that are written freely: no list of their own, and none from any class."""
        listed = {a.name for klass in self.classes.values() for a in klass.attributes if a.code_list}
        return frozenset(
            a.name for a in self.attributes.values() if a.type == "text" and not a.code_list and not a.multiple
        ) - {CLASS, *listed}

    def classes_of(self, kind: GeometryKind) -> tuple[ObjectClass, ...]:
        """The classes that objects of `kind` may have, in catalogue order."""
        return tuple(c for c in self.classes.values() if kind in c.kinds)

    def overlapping(self, letter: str) -> frozenset[tuple[str, str]]:
        """The pairs of classes with `letter` in the overlap matrix, each in both orders."""
        return frozenset(pair for pair, found in self.overlaps.items() if found == letter)

    def columns(self, kind: GeometryKind) -> tuple[Attribute, ...]:
        """The attributes a table of `kind` has a column for, in form order."""
        own = {a.name for c in self.classes_of(kind) for a in c.attributes}
        return tuple(a for a in self.attributes.values() if a.name in self.common or a.name in own)

    def attributes_of(self, klass: str) -> tuple[Attribute, ...]:
        """The attributes of a class, in form order, with the class's own code lists and demands put in."""
        own = {a.name: a for a in self.classes[klass].attributes}
        result = []
        for attribute in self.attributes.values():
            if attribute.name in own:
                special = own[attribute.name]
                result.append(
                    replace(
                        attribute,
                        code_list=special.code_list or attribute.code_list,
                        required=special.required or attribute.required,
                    )
                )
            elif attribute.name in self.common:
                result.append(attribute)
        return tuple(result)
