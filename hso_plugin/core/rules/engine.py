"""Runs the catalogue's rules over objects and turns what they hit into findings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b

import shapely
from shapely import Geometry

from ..catalogue import Catalogue, Rule
from ..model import Finding, MapObject, Severity, Stage
from ..progress import Progress, Silent, check_cancelled
from ..text import Text
from .context import Context
from .prepared import PLACEHOLDER, prepared
from .registry import RULE_TYPES, Hit
from .words import object_name

RANK = {severity: rank for rank, severity in enumerate(Severity)}


def check(
    objects: Sequence[MapObject],
    neighbours: Sequence[MapObject],
    areas: Mapping[str, Geometry],
    catalogue: Catalogue,
    stage: Stage,
    municipality: str,
    progress: Progress | None = None,
) -> list[Finding]:
    """What the rules of `stage` find in `objects`.

    Args:
        objects: the municipality's own objects; every finding concerns one of these. In the regional stage they may
            be all municipalities' together.
        neighbours: other municipalities' objects, which lines connect to and, in the regional stage, areas overlap.
        areas: municipality polygons by code, EPSG:3006. Without an object's municipality among them the rules about
            its border have nothing to say.
        catalogue: classes, attributes and rules.
        stage: which severities apply; rules without one for it do not run.
        municipality: code of the municipality of objects that do not say it themselves.
        progress: told after every rule.

    Returns:
        Findings, gravest first, then in the catalogue's order of rules, then by class, name and identity of the
        object. The order of `objects` and `neighbours` does not matter.

    Raises:
        HsoError: `HSO-KATALOG` when a rule's parameters or sentences do not fit its type, `HSO-KATALOG-NY` when its
            type is not known here.
        Cancelled: when the person asked to stop.
    """
    progress = progress or Silent()
    running = [(rule, params) for rule, params in prepared(catalogue) if stage in rule.severity]
    context = Context(objects, neighbours, areas, catalogue, stage, municipality)
    found: list[tuple[tuple[object, ...], Finding]] = []
    for number, (rule, params) in enumerate(running):
        check_cancelled(progress)
        count = len(running)
        progress.report(
            number / count,
            Text(f"Kontrollerar regel {number + 1} av {count}", f"Checking rule {number + 1} of {count}"),
        )
        for turn, hit in enumerate(RULE_TYPES[rule.type].function(context, params)):
            finding = _finding(context, rule, hit)
            name = context.municipality_name(hit.municipality) if hit.index is None else context.objects[hit.index].name
            order = (RANK[finding.severity], number, finding.klass, name, str(finding.object or ""), turn)
            found.append((order, finding))
    progress.report(1.0)
    return [finding for _, finding in sorted(found, key=lambda pair: pair[0])]


def _finding(context: Context, rule: Rule, hit: Hit) -> Finding:
    if hit.index is None:
        return _finding_on_municipality(context, rule, hit)
    item = context.objects[hit.index]
    other = None if hit.other is None else context.objects[hit.other]
    values: dict[str, Text | str] = {"objekt": object_name(item), **hit.values}
    home = str(context.municipalities[hit.index])
    if hit.other is not None:
        theirs = str(context.municipalities[hit.other])
        values["andra"] = object_name(
            context.objects[hit.other], "" if theirs == home else context.municipality_name(theirs)
        )
    place = hit.geometry if hit.geometry is not None else context.geometries[hit.index]
    return Finding(
        id=_identity(rule.id, item.identity, other.identity if other else "", hit.part),
        rule=rule.id,
        severity=rule.severity[context.stage],
        object=item.identity,
        klass=item.klass,
        message=_filled(rule.message, values),
        mend=_filled(rule.mend, values),
        geometry=None if place is None or shapely.is_empty(place) else place,
        other=other.identity if other else None,
        municipality=home,
        part=hit.part,
        facts=_facts(context, item, other, hit.part),
    )


def _finding_on_municipality(context: Context, rule: Rule, hit: Hit) -> Finding:
    name = context.municipality_name(hit.municipality)
    values: dict[str, Text | str] = {"objekt": name, **hit.values}
    return Finding(
        id=_identity(rule.id, hit.municipality, hit.klass, hit.part),
        rule=rule.id,
        severity=rule.severity[context.stage],
        object=None,
        klass=hit.klass,
        message=_filled(rule.message, values),
        mend=_filled(rule.mend, values),
        geometry=hit.geometry if hit.geometry is not None else context.areas.get(hit.municipality),
        municipality=hit.municipality,
        part=hit.part,
        facts=hit.klass,
    )


def _facts(context: Context, item: MapObject, other: MapObject | None, part: str) -> str:
    """Classes of the objects, and the value of the attribute that `part` names: `A3 invanare=150`."""
    said = [item.klass, *([other.klass] if other else [])]
    name = part.partition(":")[0]
    if name in context.catalogue.attributes:
        value = item.attributes.get(name)
        said.append(f"{name}={'' if value is None else value}")
    return " ".join(said)


def _identity(*parts: str) -> str:
    """The same text for the same rule, object, counterpart and part, in every run and on every machine."""
    return blake2b("\0".join(map(str, parts)).encode(), digest_size=12).hexdigest()


def _filled(text: Text, values: Mapping[str, Text | str]) -> Text:
    """`text` with its placeholders filled in.

    Not `str.format`: the sentences come from the platform, and a format can reach into objects.
    """

    def fill(sentence: str, language: str) -> str:
        def replace(match: re.Match[str]) -> str:
            value = values.get(match[1], match[0])
            return value.get(language) if isinstance(value, Text) else str(value)

        return PLACEHOLDER.sub(replace, sentence)

    return Text(fill(text.sv, "sv"), fill(text.en, "en"))
