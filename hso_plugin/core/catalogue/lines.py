"""Finds on which line of a JSON text a value stands. Slow and only for people: asked when there is a fault to show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

Steps = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def line_of(text: str, path: str) -> int:
    """Line (from 1) of the value at `path`, else of the nearest one around it.

    Args:
        text: a valid JSON text.
        path: as in faults: `classes[3].attributes[0]`. An item of a list may also be given by its `id`:
            `rules[yta-liten].params`.
    """
    steps = _steps(json.loads(text), path)
    offset = next((offset for found, offset in _walk(text) if found == steps), 0)
    return _line(text, offset)


def second_of_two(text: str) -> tuple[str, int] | None:
    """The first name that is there already in its object, and its line."""
    seen: set[Steps] = set()
    for steps, offset in _walk(text):
        if steps in seen:
            return str(steps[-1]), _line(text, offset)
        seen.add(steps)
    return None


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _walk(text: str) -> Iterator[tuple[Steps, int]]:
    """Every value of a JSON text with the offset of its name, or of itself where it is an item of a list."""
    path: list[str | int] = []
    name_next = False
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if name_next and sign[0] == '"':
            path[-1] = json.loads(sign)
            name_next = False
            yield tuple(path), token.start()
        elif sign in ("]", "}"):
            path.pop()
            name_next = False
        elif sign == ",":
            name_next = not isinstance(path[-1], int)
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else ""
        elif sign != ":":
            if path and isinstance(path[-1], int):
                yield tuple(path), token.start()
            if sign in ("[", "{"):
                path.append(0 if sign == "[" else "")
                name_next = sign == "{"


def _steps(value: Any, path: str) -> Steps:
    steps: list[str | int] = []
    while path:
        step, path = _in_list(value, path) if path[0] == "[" else _in_object(value, path.removeprefix("."))
        if step is None:
            break
        steps.append(step)
        value = value[step]
    return tuple(steps)


def _in_list(value: Any, path: str) -> tuple[int | None, str]:
    word, _, rest = path[1:].partition("]")
    items = value if isinstance(value, list) else []
    if word.isdecimal():
        return (int(word) if int(word) < len(items) else None), rest
    ids = [item.get("id") if isinstance(item, dict) else None for item in items]
    return (ids.index(word) if word in ids else None), rest


def _in_object(value: Any, path: str) -> tuple[str | None, str]:
    """Names may hold dots and brackets themselves, so the longest one that fits is meant."""
    names = value if isinstance(value, dict) else {}
    fitting = [name for name in names if path.startswith(name) and path[len(name) : len(name) + 1] in ("", ".", "[")]
    name = max(fitting, key=len, default=None)
    return name, path[len(name or "") :]
