"""The rule types the engine knows, by name: adding one is one decorated function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from shapely import Geometry

from ..catalogue import Catalogue, Rule
from ..catalogue.reader import Place
from ..model import GeometryKind
from ..text import Text
from .objects.context import Context
from .params import Params


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule type has to say of one object; the engine makes a `Finding` of it.

    Attributes:
        index: the object's place in `Context.objects`; None where it is said of a whole municipality.
        values: for the placeholders of the rule's sentences, beside `{objekt}` and `{andra}`.
        geometry: the exact place; None stands for the object's whole geometry, or for the municipality's polygon.
        other: index of the other object, where two are involved.
        part: tells hits of one rule on one object apart: an attribute's name, an end of a line.
        municipality, klass: code of the municipality, and of the class it lacks, where `index` is None.
        reach: how far from the place (metres) another object may lie that the hit depends on, where that is farther
            than the rule type's own reach: the distance to the nearest object, when the sentence names it.
        more: there are more others than these hits name, so that the sentence must not sound as if this were the last.
    """

    index: int | None
    values: Mapping[str, Text | str] = field(default_factory=dict)
    geometry: Geometry | None = None
    other: int | None = None
    part: str = ""
    municipality: str = ""
    klass: str = ""
    reach: float = 0.0
    more: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """Objects of the classes in `speakers` are judged by those of the classes in `others` within `metres` of them."""

    speakers: frozenset[str]
    others: frozenset[str]
    metres: float = 0.0


Function = Callable[[Context, Params], Iterable[Hit]]
Reaching = Callable[[Params], Iterable[Reach]]
Together = Callable[[Context, int], Iterable[int]]
Agreement = Callable[[Catalogue, Mapping[str, Place]], None]
Asking = Callable[[Rule, str, Catalogue], Iterable[Text]]


@dataclass(frozen=True, slots=True)
class RuleType:
    """A rule type: its function, the parameters it reads and the placeholders it fills.

    Attributes:
        reach: which other objects a judgement depends on; none when it is None.
        together: the objects that are judged together with one, wherever they lie; none when it is None.
        whole: the function speaks of whole municipalities, so that any change may matter to it.
        about: by parameter, the geometry that the classes named in it must have.
        agrees: sees that attributes and codes named in the parameters are the classes' own.
        asks: what a rule asks of one class in words for people; None for what only its parameters say.
    """

    name: str
    function: Function
    params: tuple[str, ...]
    optional: tuple[str, ...]
    placeholders: frozenset[str]
    reach: Reaching | None = None
    together: Together | None = None
    whole: bool = False
    about: Mapping[str, GeometryKind] = field(default_factory=dict)
    agrees: Agreement | None = None
    asks: Asking | None = None

    def read(self, rule: Rule, catalogue: Catalogue) -> Params:
        """The parameters of a rule of this type. Raises `HsoError` `HSO-KATALOG` when one is missing or unknown."""
        return Params(rule, self.params, self.optional, catalogue)


#: Every rule type by its name in the catalogue. Filled as the modules of this package are imported.
RULE_TYPES: dict[str, RuleType] = {}


def rule_type(
    name: str,
    *,
    params: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
    says: tuple[str, ...] = (),
    reach: Reaching | None = None,
    together: Together | None = None,
    whole: bool = False,
    about: Mapping[str, GeometryKind] = MappingProxyType({}),
    agrees: Agreement | None = None,
    asks: Asking | None = None,
) -> Callable[[Function], Function]:
    """Register a function as rule type `name`.

    The function yields what it has to say of the objects in `Context.asked`, all of them in a full check, and for each
    of these the same however many others are asked for: only then can few be checked again after an edit.

    Args:
        name: what stands as `type` in the catalogue.
        params, optional: names of the parameters it needs and of those it can do without.
        says: placeholders that its hits fill, beside `objekt`, which all have.
        reach: which other objects a judgement depends on, from the parameters; None when on the object alone.
        together: the objects whose judgement depends on one object, wherever they lie.
        whole: it speaks of whole municipalities or counts in them: it is run over all again when anything changed.
        about: by parameter, the geometry that the classes named in it must have.
        agrees: sees that attributes and codes named in the parameters are there (`agreement`).
        asks: what a rule asks of one class, in words for people (`class_words`).
    """

    def register(function: Function) -> Function:
        if name in RULE_TYPES:
            raise ValueError(f"two rule types are called {name}")
        placeholders = frozenset({"objekt", *says})
        if not set(about) <= {*params, *optional}:
            raise ValueError(f"{name} has no parameter {set(about) - {*params, *optional}}")
        RULE_TYPES[name] = RuleType(
            name, function, params, optional, placeholders, reach, together, whole, about, agrees, asks
        )
        return function

    return register
