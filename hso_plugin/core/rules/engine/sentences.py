"""Makes findings of what rules hit: sentences filled in, identities that stay, and what a finding rests on."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from ...catalogue import Rule
from ...model import Finding
from ...text import LANGUAGES, Text
from ..objects.context import Context
from ..registry import Hit
from .rule_loading import PLACEHOLDER


class Sentence:
    """A sentence with placeholders, in both languages.

    Not `str.format`: the sentences come from the platform, and a format can reach into objects. What `%s` fills in is
    text and nothing else.
    """

    def __init__(self, text: Text) -> None:
        self._text = text
        # Literal texts and names of placeholders in turns, beginning and ending with a text.
        parts = [PLACEHOLDER.split(text.get(language)) for language in LANGUAGES]
        self._names = [each[1::2] for each in parts]
        self._patterns = ["%s".join(literal.replace("%", "%%") for literal in each[::2]) for each in parts]
        self.names = frozenset(name for names in self._names for name in names)

    def filled(self, values: Mapping[str, Text | str]) -> Text:
        """The sentence with `values` in place of their names."""
        if not self.names:
            return self._text
        sv, en = self._names
        return Text(
            self._patterns[0] % tuple([_said(values, name).sv for name in sv]),
            self._patterns[1] % tuple([_said(values, name).en for name in en]),
        )


def _said(values: Mapping[str, Text | str], name: str) -> Text:
    value = values.get(name)
    if value.__class__ is Text:
        return value  # type: ignore[return-value]
    said = f"{{{name}}}" if value is None else str(value)
    return Text(said, said)


class Findings:
    """Makes the findings of one rule."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._message, self._mend = Sentence(rule.message), Sentence(rule.mend)

    def of(self, context: Context, hit: Hit) -> Finding:
        """What the rule has to say with `hit`."""
        if hit.index is None:
            return self._of_municipality(context, hit)
        item = context.objects[hit.index]
        other = None if hit.other is None else context.objects[hit.other]
        values: dict[str, Text | str] = {"objekt": context.name(hit.index)}
        if hit.other is not None:
            name = context.name(hit.other, hit.index)
            values["andra"] = Text(f"{name.sv} med flera", f"{name.en} and others") if hit.more else name
        values.update(hit.values)
        place = hit.geometry
        if place is None and not context.missing[hit.index]:
            place = context.geometries[hit.index]
        return Finding(
            id=_identity(self.rule.id, item.identity, other.identity if other else "", hit.part),
            rule=self.rule.id,
            severity=self.rule.severity[context.stage],
            object=item.identity,
            klass=item.klass,
            message=self._message.filled(values),
            mend=self._mend.filled(values),
            geometry=place,
            other=other.identity if other else None,
            municipality=str(context.municipalities[hit.index]),
            part=hit.part,
            facts=_facts(context, hit),
        )

    def _of_municipality(self, context: Context, hit: Hit) -> Finding:
        values = {"objekt": context.municipality_name(hit.municipality), **hit.values}
        return Finding(
            id=_identity(self.rule.id, hit.municipality, hit.klass, hit.part),
            rule=self.rule.id,
            severity=self.rule.severity[context.stage],
            object=None,
            klass=hit.klass,
            message=self._message.filled(values),
            mend=self._mend.filled(values),
            geometry=hit.geometry if hit.geometry is not None else context.areas.get(hit.municipality),
            municipality=hit.municipality,
            part=hit.part,
            facts=hit.klass,
        )


def _identity(*parts: str) -> str:
    """The same text for the same rule, object, counterpart and part, in every run and on every machine."""
    return blake2b("\0".join(map(str, parts)).encode(), digest_size=12).hexdigest()


def _facts(context: Context, hit: Hit) -> str:
    """Classes of the objects, and the value of the attribute that `part` names: `A3 invanare=150`, `A4 D1`."""
    said = [context.objects[index].klass for index in (hit.index, hit.other) if index is not None]
    name = hit.part.partition(":")[0]
    if hit.index is not None and name in context.catalogue.attributes:
        value = context.objects[hit.index].attributes.get(name)
        said.append(f"{name}={'' if value is None else value}")
    return " ".join(said)
