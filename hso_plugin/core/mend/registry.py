"""What a mend is, what it is made from, and which rule types have one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..catalogue import Catalogue, Rule
from ..model import Finding, MapObject
from ..rules.params import Params
from ..text import Text
from .surroundings import Surroundings

#: A mend never takes more than this share of an object's area or length.
MOST_TAKEN = 0.5


@dataclass(frozen=True, slots=True)
class Mend:
    """A change of one object that settles a finding.

    Attributes:
        finding: id of the finding.
        text: what will happen, with measures.
        before: the object as it is: the finding's own, or the other one (of two areas the newer gives way).
        after: the same object, kind and identity, with another geometry or other attributes.
    """

    finding: str
    text: Text
    before: MapObject
    after: MapObject


@dataclass(frozen=True, slots=True)
class Case:
    """A finding to settle.

    Attributes:
        rule, params: the catalogue's rule that made the finding, and its parameters.
        subject: the object the finding concerns, an own one.
        other: the other object, own or a neighbour's, where two are involved.
    """

    finding: Finding
    rule: Rule
    params: Params
    subject: MapObject
    other: MapObject | None
    surroundings: Surroundings

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue whose rules are checked."""
        return self.surroundings.catalogue


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that may settle a finding, before it is judged.

    Attributes:
        after: the object as it would be; which one tells its identity.
        text: what will happen, with measures.
        reveals: types of rules that may then have something new to say of the object, if it is no graver than the
            finding: a line that reaches the border begins to wait for the neighbour. None stands for every type: a
            code that nobody knew is judged for the first time when it is known.
        forbids: types of rules that may then say nothing of the object, even if they did before.
    """

    after: MapObject
    text: Text
    reveals: frozenset[str] | None = frozenset()
    forbids: frozenset[str] = frozenset()


#: Gives proposals in order of preference; the first that is safe is taken.
Function = Callable[[Case], Iterator[Proposal]]

#: What the mend of a finding would come from, as far as finding, object and catalogue tell; None when none can exist.
Source = Callable[[Finding, MapObject, Catalogue], object]

#: Every mend by the rule type whose findings it settles. Filled as the modules of this package are imported.
MENDS: dict[str, Function] = {}
#: Of some of them, what they come from. The others look at the surroundings, which takes longer than to offer them.
SOURCES: dict[str, Source] = {}


def mends(*rule_types: str, source: Source | None = None) -> Callable[[Function], Function]:
    """Register a function as the mend of `rule_types`; where `source` gives None there is none to offer."""

    def register(function: Function) -> Function:
        for name in rule_types:
            if name in MENDS:
                raise ValueError(f"two mends for the rule type {name}")
            MENDS[name] = function
            if source is not None:
                SOURCES[name] = source
        return function

    return register
