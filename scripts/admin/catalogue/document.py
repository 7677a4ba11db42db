"""The classification as a document for people: classes, attributes, code lists, the matrix and the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hso_plugin.core.catalogue import Attribute, Catalogue, ObjectClass, Rule
from hso_plugin.core.model import GeometryKind, Stage
from hso_plugin.core.text import Text

from .blocks import Block, Heading, Paragraph, Table, both
from .class_rules import asked, speaks_of
from .parameter_words import Names, parameter_word, written

_KINDS = {
    GeometryKind.POINT: Text("punkt", "point"),
    GeometryKind.LINE: Text("linje", "line"),
    GeometryKind.AREA: Text("yta", "area"),
}
_TYPES = {"text": Text("text", "text"), "heltal": Text("heltal", "integer"), "decimal": Text("tal", "number")}
_STAGES = {
    Stage.EDITING: Text("Redigering", "Editing"),
    Stage.SUBMISSION: Text("Inlämning", "Submission"),
    Stage.REGIONAL: Text("Regional avstämning", "Regional check"),
}
_SEVERITIES = {
    "fel": Text("fel", "error"),
    "varning": Text("varning", "warning"),
    "upplysning": Text("upplysning", "note"),
}
_CLASS_HEAD = (
    Text("Kod", "Code"),
    Text("Klass", "Class"),
    Text("Geometri", "Geometry"),
    Text("Vad", "What"),
    Text("Egna attribut", "Own attributes"),
    Text("Regler för klassen", "Rules for the class"),
)
_ATTRIBUTE_HEAD = (
    Text("Namn", "Name"),
    Text("Rubrik", "Label"),
    Text("Typ", "Type"),
    Text("Krävs", "Required"),
    Text("Värden", "Values"),
    Text("Alla klasser", "All classes"),
    Text("Hjälp", "Help"),
)
_YES = Text("ja", "yes")
_NO = both("–")


def document(catalogue: Catalogue) -> list[Block]:
    """The whole document, in the order one reads it."""
    name, number = catalogue.name, str(len(catalogue.classes))
    return [
        Heading(1, Text(f"{catalogue.title.sv}: {name}", f"{catalogue.title.en}: {name}")),
        Paragraph(
            Text(
                f"Klassificeringen av strukturbildens objekt: {number} klasser med attribut och kodlistor, och "
                "reglerna som kontrollerar dem. Dokumentet är utskrivet ur regelverkets JSON-dokument och ändras inte "
                "för hand.",
                f"The classification of the structure map's objects: {number} classes with attributes and code lists, "
                "and the rules that check them. It is printed from the catalogue's JSON document and not edited by "
                "hand.",
            )
        ),
        *_classes(catalogue),
        *_attributes(catalogue),
        *_codes(catalogue),
        *_matrix(catalogue),
        *_rules(catalogue),
    ]


def _classes(catalogue: Catalogue) -> Iterator[Block]:
    yield Heading(2, Text("Klasser", "Classes"), "klasser")
    for theme in catalogue.themes.values():
        yield Heading(3, Text(f"{theme.id} {theme.title.sv}", f"{theme.id} {theme.title.en}"))
        members = [item for item in catalogue.classes.values() if item.theme == theme.id]
        yield Table(_CLASS_HEAD, tuple(_class_row(catalogue, item) for item in members), "wide")
    yield Paragraph(Text("Attribut med * ska vara ifyllda.", "Attributes with * must be filled in."))


def _class_row(catalogue: Catalogue, item: ObjectClass) -> tuple[Text, ...]:
    own = {attribute.name for attribute in item.attributes}
    attributes = [_own(a) for a in catalogue.attributes_of(item.code) if a.name in own]
    rules = asked(catalogue, item.code)
    names = _names(catalogue)
    rules += [text for rule in catalogue.rules if not speaks_of(rule.type) for text in _bounds(rule, item.code, names)]
    kinds = _joined([_KINDS[kind] for kind in item.kinds])
    return (both(item.code), item.title, kinds, item.definition, _joined(attributes), _joined(rules, " "))


def _own(attribute: Attribute) -> Text:
    several = Text(" (flera)", " (several)") if attribute.multiple else both("")
    codes = f": {attribute.code_list}" if attribute.code_list else ""
    star = "*" * attribute.required
    return Text(f"{attribute.title.sv}{star}{several.sv}{codes}", f"{attribute.title.en}{star}{several.en}{codes}")


def _bounds(rule: Rule, code: str, names: Names) -> list[Text]:
    """`För liten yta (minsta yta, ha: 2).` for every parameter of a rule that is given for the class `code`."""
    by_class = {name: value for name, value in rule.params.items() if isinstance(value, dict) and code in value}
    given = [_bound(name, value[code], names) for name, value in by_class.items()]
    title = rule.name
    return [Text(f"{title.sv} ({bound.sv}).", f"{title.en} ({bound.en}).") for bound in given]


def _names(catalogue: Catalogue) -> Names:
    """What attributes are called in the form."""
    return {attribute.name: attribute.title for attribute in catalogue.attributes.values()}


def _bound(name: str, value: object, names: Names) -> Text:
    """`minsta yta, ha: 2`."""
    word, said = parameter_word(name), written(value, name, names)
    return Text(f"{word.sv}: {said.sv}", f"{word.en}: {said.en}")


def _attributes(catalogue: Catalogue) -> Iterator[Block]:
    yield Heading(2, Text("Attribut", "Attributes"), "attribut")
    rows = []
    for item in catalogue.attributes.values():
        several = Text(", flera", ", several") if item.multiple else both("")
        kind = _TYPES[item.type]
        limits = (
            ""
            if item.minimum is None and item.maximum is None
            else f"{written(item.minimum).sv}–{written(item.maximum).sv}"
        )
        everyone = _YES if item.name in catalogue.common else _NO
        sort = Text(kind.sv + several.sv, kind.en + several.en)
        required = _YES if item.required else _NO
        values = both(item.code_list or limits or "–")
        rows.append((both(item.name), item.title, sort, required, values, everyone, item.help))
    yield Table(_ATTRIBUTE_HEAD, tuple(rows), "wide")


def _codes(catalogue: Catalogue) -> Iterator[Block]:
    yield Heading(2, Text("Kodlistor", "Code lists"), "kodlistor")
    rows = []
    for name, codes in catalogue.code_lists.items():
        titles = [Text(f"{c.code} = {c.title.sv}", f"{c.code} = {c.title.en}") for c in codes]
        rows.append((both(name), _joined(titles, "; ")))
    yield Table((Text("Lista", "List"), Text("Koder", "Codes")), tuple(rows), "wide")


def _matrix(catalogue: Catalogue) -> Iterator[Block]:
    yield Heading(2, Text("Yta över yta", "Areas over areas"), "matris")
    yield Paragraph(
        Text(
            "F = får inte ligga på samma plats, V = ska vägas av och motiveras, – = tillåtet. Vad som följer står vid "
            "reglerna.",
            "F = may not lie in the same place, V = to be weighed and motivated, – = allowed. What follows is at the "
            "rules.",
        )
    )
    codes = list(dict.fromkeys(one for one, _ in catalogue.overlaps))
    rows = tuple(
        (both(one), *(both(catalogue.overlaps[one, other].replace("-", "–")) for other in codes)) for one in codes
    )
    yield Table((both(""), *(both(code) for code in codes)), rows, "matrix")


def _rules(catalogue: Catalogue) -> Iterator[Block]:
    yield Heading(2, Text("Regler", "Rules"), "regler")
    yield Paragraph(
        Text(
            "Fel stoppar inlämningen, varningar ska rättas eller motiveras, upplysningar är bara till för kännedom. "
            "– = regeln kontrolleras inte då. Ord inom ‹ › fylls i vid kontrollen.",
            "Errors stop the submission, warnings are to be mended or motivated, notes are for information only. "
            "– = the rule is not checked then. Words in ‹ › are filled in by the check.",
        )
    )
    head = (Text("Regel", "Rule"), Text("Beteckning", "Identifier"), *_STAGES.values())
    yield Table(head, tuple((rule.name, both(rule.id), *_severities(rule)) for rule in catalogue.rules))
    for rule in catalogue.rules:
        yield Heading(3, rule.name, f"regel-{rule.id}")
        yield Paragraph(_sentence(rule.message))
        yield Paragraph(rule.why, Text("Varför", "Why"))
        yield Paragraph(_sentence(rule.mend), Text("Åtgärda", "How to mend"))
        if rule.params:
            bounds = [_bound(name, value, _names(catalogue)) for name, value in rule.params.items()]
            yield Paragraph(_joined(bounds, "; "), Text("Gränser", "Bounds"))
        yield Paragraph(both(rule.source), Text("Källa", "Source"))


def _severities(rule: Rule) -> list[Text]:
    return [_SEVERITIES[rule.severity[stage]] if stage in rule.severity else _NO for stage in Stage]


def _sentence(text: Text) -> Text:
    return Text(*(re.sub(r"\{([a-z_]+)\}", r"‹\1›", sentence) for sentence in (text.sv, text.en)))


def _joined(texts: Iterable[Text], between: str = ", ") -> Text:
    listed = list(texts)
    return Text(between.join(t.sv for t in listed) or "–", between.join(t.en for t in listed) or "–")
