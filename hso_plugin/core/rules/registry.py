"""The rule types the engine knows, by name: adding one is one decorated function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shapely import Geometry

from ..text import Text

if TYPE_CHECKING:
    from .context import Context
    from .params import Params


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule type has to say of one object; the engine makes a `Finding` of it.

    Attributes:
        index: the object's place in `Context.objects`.
        values: for the placeholders of the rule's sentences, beside `{objekt}` and `{andra}`.
        geometry: the exact place; None stands for the object's whole geometry.
        other: index of the other object, where two are involved.
        part: tells hits of one rule on one object apart: an attribute's name, an end of a line.
    """

    index: int
    values: Mapping[str, Text | str] = field(default_factory=dict)
    geometry: Geometry | None = None
    other: int | None = None
    part: str = ""


Function = Callable[["Context", "Params"], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class RuleType:
    """A rule type: its function, the parameters it reads and the placeholders it fills."""

    name: str
    function: Function
    params: tuple[str, ...]
    optional: tuple[str, ...]
    placeholders: frozenset[str]


#: Every rule type by its name in the catalogue. Filled as the modules of this package are imported.
RULE_TYPES: dict[str, RuleType] = {}


def rule_type(
    name: str, *, params: tuple[str, ...] = (), optional: tuple[str, ...] = (), says: tuple[str, ...] = ()
) -> Callable[[Function], Function]:
    """Register a function as rule type `name`.

    Args:
        name: what stands as `type` in the catalogue.
        params, optional: names of the parameters it needs and of those it can do without.
        says: placeholders that its hits fill, beside `objekt`, which all have.
    """

    def register(function: Function) -> Function:
        if name in RULE_TYPES:
            raise ValueError(f"two rule types are called {name}")
        RULE_TYPES[name] = RuleType(name, function, params, optional, frozenset({"objekt", *says}))
        return function

    return register
