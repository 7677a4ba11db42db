"""What differs between the rules of two catalogues."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hso_plugin.core.catalogue import Catalogue, Rule
from hso_plugin.core.model import Severity, Stage
from hso_plugin.core.text import Text

from .changes import Change, Effect, added, changed, in_both, only_in, removed

RULES = Text("Regler", "Rules")
_GRAVITY = {None: 0, Severity.NOTE: 1, Severity.WARNING: 2, Severity.ERROR: 3}


def rule_differences(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    """Rules that came, went or changed."""
    before, after = ({rule.id: rule for rule in catalogue.rules} for catalogue in (old, new))
    for name, _ in only_in(after, before):
        yield Change(RULES, removed(name))
    for name, _ in only_in(before, after):
        yield Change(RULES, added(name), (Effect.FAULTS,))
    for name, was, now in in_both(before, after):
        if was.type != now.type:
            yield Change(RULES, changed(f"{name}.type", was.type, now.type), (Effect.FAULTS,))
        yield from _params(was, now)
        yield from _severities(was, now)
        for field in ("title", "message", "mend", "why", "source"):
            if getattr(was, field) != getattr(now, field):
                yield Change(RULES, changed(f"{name}.{field}", getattr(was, field), getattr(now, field)))


def _params(old: Rule, new: Rule) -> Iterator[Change]:
    before, after = leaves(old.params), leaves(new.params)
    for path in dict.fromkeys((*before, *after)):
        if before.get(path) != after.get(path):
            yield Change(RULES, changed(f"{new.id}.{path}", before.get(path), after.get(path)), (Effect.FAULTS,))


def _severities(old: Rule, new: Rule) -> Iterator[Change]:
    for stage in Stage:
        was, now = old.severity.get(stage), new.severity.get(stage)
        if was != now:
            graver = (Effect.FAULTS,) if _GRAVITY[now] > _GRAVITY[was] else ()
            yield Change(RULES, changed(f"{new.id}, {stage}", was, now), graver)


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """The values of nested objects by dotted path; a list is a value."""
    if not isinstance(value, dict):
        return {path: value}
    result: dict[str, Any] = {}
    for name, child in value.items():
        result |= leaves(child, f"{path}.{name}" if path else name)
    return result
