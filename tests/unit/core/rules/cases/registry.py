"""Where the cases are kept, by the id of their rule, and how they are run."""

import copy
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from hso_plugin.core import catalogue, rules
from hso_plugin.core.model import Finding, MapObject, Stage
from tests.unit.core.rules.conftest import AREAS, OWN, SHIPPED

DOCUMENT = json.loads(catalogue.default_document())


@dataclass(frozen=True)
class Scene:
    """What is checked, and how many findings of the rule it has when it violates it."""

    objects: Sequence[MapObject]
    neighbours: Sequence[MapObject] = ()
    stage: Stage = Stage.SUBMISSION
    count: int = 1

    def findings(self, rule: str, regulations=SHIPPED, stage=None) -> list[Finding]:
        """What `rule` finds in it."""
        found = rules.check(self.objects, self.neighbours, AREAS, regulations, stage or self.stage, OWN)
        return [finding for finding in found if finding.rule == rule]


@dataclass(frozen=True)
class Edge:
    """A threshold: scenes just inside and just outside it.

    Attributes:
        rule: id of the rule.
        where: the number's place: `params.…` of the rule, or `extent.…` or `attributes.…` of the catalogue.
        build: the scene that measures so much.
        hair: by how much one is inside or outside, in the number's unit.
        worse: 1 when larger measures violate, -1 when smaller ones do.
        violates: the threshold itself violates; otherwise it passes; None when no one can measure that exactly.
    """

    rule: str
    where: str
    build: Callable
    hair: float
    worse: int
    violates: bool | None

    @property
    def place(self) -> str:
        """The number's place in the document."""
        return f"rules.{self.rule}.{self.where}" if self.where.startswith("params.") else self.where

    @property
    def limit(self) -> float:
        """The number in the shipped catalogue."""
        holder, key = find(DOCUMENT, self.place)
        return holder[key]

    @property
    def inside(self) -> float:
        """A measure that passes."""
        return self.limit if self.violates is False else self.limit - self.worse * self.hair

    @property
    def outside(self) -> float:
        """A measure that violates."""
        return self.limit if self.violates else self.limit + self.worse * self.hair

    @property
    def stricter(self) -> float:
        """A number in the catalogue with which `inside` violates."""
        return self.inside - self.worse * self.hair * (self.violates is not True)

    @property
    def laxer(self) -> float:
        """A number in the catalogue with which `outside` passes."""
        return self.outside + self.worse * self.hair * (self.violates is not False)


VIOLATING: dict[str, list[Callable]] = {}
PASSING: dict[str, list[Callable]] = {}
EDGES: list[Edge] = []


def violating(*names):
    """Register a scene that violates these rules, each by itself."""
    return _registering(VIOLATING, names)


def passing(*names):
    """Register a scene that passes these rules."""
    return _registering(PASSING, names)


def edge(rule, where, *, hair, worse, violates=False):
    """Register what builds the scenes at a threshold: a function of the county and the measure."""

    def register(build):
        EDGES.append(Edge(rule, where, build, hair, worse, violates))
        return build

    return register


def _registering(cases, names):
    def register(build):
        for name in names:
            cases.setdefault(name, []).append(build)
        return build

    return register


def scene(made) -> Scene:
    """What a case returned: a scene, an object or a list of objects."""
    if isinstance(made, Scene):
        return made
    return Scene([made] if isinstance(made, MapObject) else made)


def numbers() -> list[str]:
    """The place of every number that a rule judges by: parameters, the county's box, the attributes' bounds."""
    found = [f"rules.{rule['id']}.params{rest}" for rule in DOCUMENT["rules"] for rest in _numbers(rule["params"])]
    found += [f"extent.{number}" for number in range(4)]
    bounds = ("minimum", "maximum")
    found += [f"attributes.{a['name']}.{bound}" for a in DOCUMENT["attributes"] for bound in bounds if bound in a]
    return found


def _numbers(value, path=""):
    if isinstance(value, dict):
        return [place for key, inner in value.items() for place in _numbers(inner, f"{path}.{key}")]
    if isinstance(value, list):
        return [place for key, inner in enumerate(value) for place in _numbers(inner, f"{path}.{key}")]
    return [path] if isinstance(value, int | float) and not isinstance(value, bool) else []


def find(document, place):
    """What holds the number at `place`, and its key there. Rules and attributes go by their names."""
    *path, last = place.split(".")
    holder = document
    for key in path:
        if isinstance(holder, list):
            holder = next(item for item in holder if key in (item.get("id"), item.get("name")))
        else:
            holder = holder[key]
    return holder, int(last) if isinstance(holder, list) else last


@cache
def changed(place, number):
    """The shipped catalogue with another number at `place`."""
    document = copy.deepcopy(DOCUMENT)
    holder, key = find(document, place)
    holder[key] = number
    return catalogue.load(json.dumps(document))
