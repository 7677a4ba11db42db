"""What differs between two catalogues: classes, attributes, codes, the overlap matrix, and the rest but the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from itertools import combinations_with_replacement

from hso_plugin.core.catalogue import Attribute, Catalogue, ObjectClass
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.text import Text

from .changes import Change, Effect, added, changed, in_both, only_in, removed
from .rule_differences import rule_differences

GENERAL = Text("Katalogen", "The catalogue")
CLASSES = Text("Klasser", "Classes")
ATTRIBUTES = Text("Attribut", "Attributes")
CODES = Text("Kodlistor", "Code lists")
MATRIX = Text("Yta över yta", "Areas over areas")
_STRICTNESS = {"-": 0, "V": 1, "F": 2}


def differences(old: Catalogue, new: Catalogue) -> list[Change]:
    """Every change from `old` to `new`, in the order of the document."""
    return [
        *_general(old, new),
        *_classes(old, new),
        *_attributes(old, new),
        *_codes(old, new),
        *_matrix(old, new),
        *rule_differences(old, new),
    ]


def _general(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    for name, before, after in (
        (Text("Namn", "Name"), old.name, new.name),
        (Text("Rubrik", "Title"), old.title, new.title),
        (Text("Länets ruta", "The county's box"), old.extent, new.extent),
    ):
        if before != after:
            yield Change(GENERAL, changed(name, before, after), (Effect.FAULTS,) if before == old.extent else ())
    for name, befores, afters in (
        (Text("Kommun", "Municipality"), old.municipalities, new.municipalities),
        (Text("Grannkommun", "Neighbour"), old.neighbours, new.neighbours),
    ):
        was, now = (
            {m.code: f"{m.code} {m.name} {m.local_crs or ''}".strip() for m in them} for them in (befores, afters)
        )
        for code in dict.fromkeys((*was, *now)):
            if was.get(code) != now.get(code):
                yield Change(GENERAL, changed(name, was.get(code), now.get(code)))
    for theme in dict.fromkeys((*old.themes, *new.themes)):
        if old.themes.get(theme) != new.themes.get(theme):
            titles = [
                (t.title if t else None, t.colour if t else None)
                for t in (old.themes.get(theme), new.themes.get(theme))
            ]
            yield Change(GENERAL, changed(Text(f"Tema {theme}", f"Theme {theme}"), *titles))


def _classes(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    for code, item in only_in(new.classes, old.classes):
        yield Change(CLASSES, removed(code, item.title), (Effect.FAULTS,))
    for code, item in only_in(old.classes, new.classes):
        yield Change(CLASSES, added(code, item.title))
    for _, before, after in in_both(old.classes, new.classes):
        yield from _class(before, after)


def _class(old: ObjectClass, new: ObjectClass) -> Iterator[Change]:
    said: list[tuple[Text, object, object]] = [
        (Text("namn", "name"), old.title, new.title),
        (Text("definition", "definition"), old.definition, new.definition),
        (Text("tema", "theme"), old.theme, new.theme),
        (Text("symbol", "symbol"), _symbol(old), _symbol(new)),
    ]
    for word, before, after in said:
        if before != after:
            yield Change(CLASSES, changed(_of(new.code, word), before, after))
    if set(old.kinds) != set(new.kinds):
        fewer = (Effect.FAULTS,) if set(old.kinds) - set(new.kinds) else ()
        yield Change(CLASSES, changed(_of(new.code, Text("geometri", "geometry")), old.kinds, new.kinds), fewer)
    before_own, after_own = ({a.name: a for a in c.attributes} for c in (old, new))
    for name, _ in only_in(after_own, before_own):
        yield Change(CLASSES, removed(f"{new.code}.{name}"), (Effect.HIDES,))
    for name, own in only_in(before_own, after_own):
        yield Change(CLASSES, added(f"{new.code}.{name}"), (Effect.FAULTS,) if own.required else ())
    for name, was, own in in_both(before_own, after_own):
        if was.required != own.required:
            text = changed(_of(f"{new.code}.{name}", Text("krävs", "required")), was.required, own.required)
            yield Change(CLASSES, text, (Effect.FAULTS,) if own.required else ())
        if was.code_list != own.code_list:
            text = changed(_of(f"{new.code}.{name}", Text("kodlista", "code list")), was.code_list, own.code_list)
            yield Change(CLASSES, text, (Effect.FAULTS,) if own.code_list else ())


def _symbol(item: ObjectClass) -> str:
    return ", ".join(f"{name} {value}" for name, value in item.symbol.items())


def _attributes(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    columns = {name for kind in GeometryKind for name in _new_columns(old, new, kind)}
    for name, item in only_in(new.attributes, old.attributes):
        yield Change(ATTRIBUTES, removed(name, item.title), (Effect.HIDES,))
    for name, item in only_in(old.attributes, new.attributes):
        demanded = (Effect.FAULTS,) if item.required and name in new.common else ()
        yield Change(ATTRIBUTES, added(name, item.title), ((Effect.MIGRATION,) if name in columns else ()) + demanded)
    for name, before, after in in_both(old.attributes, new.attributes):
        for field in fields(Attribute):
            was, now = getattr(before, field.name), getattr(after, field.name)
            if was != now:
                yield Change(
                    ATTRIBUTES, changed(f"{name}.{field.name}", was, now), _attribute_effects(field.name, was, now)
                )
        if (name in old.common) != (name in new.common):
            text = changed(
                _of(name, Text("hos alla klasser", "of all classes")), name in old.common, name in new.common
            )
            yield Change(ATTRIBUTES, text, () if name in new.common else (Effect.HIDES,))
        if name in columns:
            kinds = [kind for kind in GeometryKind if name in _new_columns(old, new, kind)]
            yield Change(ATTRIBUTES, changed(_of(name, Text("ny för", "new for")), None, kinds), (Effect.MIGRATION,))


def _new_columns(old: Catalogue, new: Catalogue, kind: GeometryKind) -> set[str]:
    return {a.name for a in new.columns(kind)} - {a.name for a in old.columns(kind)}


def _attribute_effects(field: str, was: object, now: object) -> tuple[Effect, ...]:
    """Stricter demands may turn what was right into a finding; looser ones cannot."""
    match field:
        case "required":
            stricter = bool(now)
        case "code_list":
            stricter = now is not None
        case "minimum":
            stricter = was is None or (now is not None and now > was)  # type: ignore[operator]
        case "maximum":
            stricter = was is None or (now is not None and now < was)  # type: ignore[operator]
        case _:
            stricter = field in ("type", "multiple")
    return (Effect.FAULTS,) if stricter else ()


def _codes(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    for name, _ in only_in(new.code_lists, old.code_lists):
        yield Change(CODES, removed(name))
    for name, codes in only_in(old.code_lists, new.code_lists):
        yield Change(CODES, added(f"{name}: " + ", ".join(code.code for code in codes)))
    for name, befores, afters in in_both(old.code_lists, new.code_lists):
        before, after = ({code.code: code.title for code in codes} for codes in (befores, afters))
        for code, title in only_in(after, before):
            yield Change(CODES, removed(f"{name}.{code}", title), (Effect.FAULTS,))
        for code, title in only_in(before, after):
            yield Change(CODES, added(f"{name}.{code}", title))
        for code, was, title in in_both(before, after):
            if was != title:
                yield Change(CODES, changed(f"{name}.{code}", was, title))


def _matrix(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    codes = [code for code in new.classes if (code, code) in new.overlaps and (code, code) in old.overlaps]
    for one, other in combinations_with_replacement(codes, 2):
        was, now = old.overlaps[one, other], new.overlaps[one, other]
        if was != now:
            stricter = (Effect.FAULTS,) if _STRICTNESS[now] > _STRICTNESS[was] else ()
            yield Change(MATRIX, changed(Text(f"{one} över {other}", f"{one} over {other}"), was, now), stricter)


def _of(name: str, what: Text) -> Text:
    return Text(f"{name}, {what.sv}", f"{name}, {what.en}")
