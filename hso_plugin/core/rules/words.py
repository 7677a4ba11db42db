"""Numbers, measures and objects as people write them, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..model import CLASS, MapObject
from ..text import Text

LONGEST_NAME = 60


def number(value: float, places: int = 0) -> Text:
    """`value` with at most `places` decimals: 12 400,5 in Swedish, 12,400.5 in English."""
    english = f"{value:,.{places}f}"
    if "." in english:
        english = english.rstrip("0").rstrip(".")
    return Text(english.replace(",", "\u00a0").replace(".", ","), english)


def area(square_metres: float, beside: float | None = None) -> Text:
    """An area: `4,2 ha`, below 0.1 ha `850 m²`. So many decimals that it does not look equal to `beside`."""
    return _apart(_area, square_metres, beside)


def length(metres: float, beside: float | None = None) -> Text:
    """A length: `350 m`, from 1 km `4,2 km`. So many decimals that it does not look equal to `beside`."""
    return _apart(_length, metres, beside)


def _apart(write: Callable[[float, int], Text], value: float, beside: float | None) -> Text:
    for more in range(6):
        text = write(value, more)
        if beside is None or text != write(beside, more):
            break
    return text


def _area(square_metres: float, more: int) -> Text:
    if square_metres < 1000:
        return _with_unit(square_metres, 0 + more, "m²")
    hectares = square_metres / 10_000
    places = 2 if hectares < 1 else 1 if hectares < 100 else 0
    return _with_unit(hectares, places + more, "ha")


def _length(metres: float, more: int) -> Text:
    if round(metres) < 1000:
        return _with_unit(metres, (1 if metres < 10 else 0) + more, "m")
    kilometres = metres / 1000
    return _with_unit(kilometres, (1 if kilometres < 100 else 0) + more, "km")


def _with_unit(value: float, places: int, unit: str) -> Text:
    written = number(value, places)
    return Text(f"{written.sv} {unit}", f"{written.en} {unit}")


def joined(parts: Sequence[Text], sv: str = "och", en: str = "and") -> Text:
    """`a, b och c`."""

    def join(words: list[str], conjunction: str) -> str:
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {conjunction} {words[-1]}"

    return Text(join([part.sv for part in parts], sv), join([part.en for part in parts], en))


def quoted(value: object) -> str:
    """`value` as text, cut when it is very long."""
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1] + "…"


def object_name(item: MapObject, elsewhere: str = "") -> Text:
    """What an object is called: `A4 ”Norra Birsta”`, `A4 utan namn`; with `elsewhere` its municipality is added."""
    name = quoted(item.attributes.get("namn") or "")
    klass = quoted(item.attributes.get(CLASS) or "")
    text = Text(f"{klass or 'Objektet'} ”{name}”", f"{klass or 'The object'} “{name}”")
    if not name:
        text = Text(f"{klass or 'Objektet'} utan namn", f"{klass or 'The object'} without a name")
    return Text(f"{text.sv} ({elsewhere})", f"{text.en} ({elsewhere})") if elsewhere else text
