"""What the rules' parameters are called in the document for people."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hso_plugin.core.text import Text

from .blocks import both

_WORDS = {
    "minimum_ha": Text("minsta yta, ha", "smallest area, ha"),
    "minimum_m": Text("minsta längd, m", "shortest length, m"),
    "maximum_m": Text("största längd, m", "longest length, m"),
    "minimum_m2": Text("minsta yta, m²", "smallest area, m²"),
    "minimum": Text("minst", "at least"),
    "maximum": Text("högst", "at most"),
    "near": Text("ska ligga nära", "must be near"),
    "apart": Text("ska ligga ifrån", "must be away from"),
    "classes": Text("klasser", "classes"),
    "metres": Text("meter", "metres"),
    "objects": Text("får sluta vid", "may end at"),
    "near_m": Text("inom, m", "within, m"),
    "border_m": Text("från gränsen högst, m", "from the border at most, m"),
    "continue_m": Text("fortsättningen inom, m", "continuation within, m"),
    "same": Text("lika i", "equal in"),
    "start": Text("börjar vid", "starts at"),
    "end": Text("slutar vid", "ends at"),
    "tolerance_m": Text("tolerans, m", "tolerance, m"),
    "exempt": Text("undantagna klasser", "exempt classes"),
    "unless": Text("utom när det finns", "unless there is"),
    "ignore_ha": Text("bortses från under, ha", "ignored below, ha"),
    "ignore_share": Text("bortses från under andelen", "ignored below the share"),
    "across": Text("också över kommungräns vid", "also across borders at"),
    "pairs": Text("par i matrisen med", "pairs in the matrix with"),
    "width_m": Text("smalare än, m", "narrower than, m"),
    "degrees": Text("spetsigare än, grader", "sharper than, degrees"),
    "attribute": Text("attribut", "attribute"),
    "attributes": Text("attribut", "attributes"),
    "near_attribute": Text("attribut hos det nära", "attribute of what is near"),
    "codes": Text("koder", "codes"),
    "fits": Text("passar", "fits"),
    "when": Text("när", "when"),
    "empty": Text("också när det är tomt", "also when empty"),
}


#: Parameters that hold codes, of which some are written like an attribute: `jarnvag`.
_CODES = frozenset({"codes", "fits"})

Names = Mapping[str, Text]


def parameter_word(name: str) -> Text:
    """The word for a parameter; its name where there is none, as for class codes."""
    return _WORDS.get(name, both(name))


def written(value: object, name: str = "", names: Names = MappingProxyType({})) -> Text:
    """The value of the parameter `name` in words: `A4 2, A6 5`; members of members in brackets.

    Args:
        names: what the attributes are called that stand in values: `skede` is «Skede» in the form.
    """
    known = {} if name in _CODES else names
    return Text(_written(value, "sv", known), _written(value, "en", known))


def _written(value: object, language: str, names: Names) -> str:
    if isinstance(value, dict):
        members = []
        for name, child in value.items():
            known = {} if name in _CODES else names
            inner, word = _written(child, language, known), names.get(name, parameter_word(name)).get(language)
            members.append(f"{word} ({inner})" if isinstance(child, (dict, list)) else f"{word} {inner}")
        return ", ".join(members)
    if isinstance(value, list):
        return ", ".join(_written(item, language, names) for item in value)
    if isinstance(value, bool):
        return {"sv": ("nej", "ja"), "en": ("no", "yes")}[language][value]
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}".replace(".", "," if language == "sv" else ".")
    return names[value].get(language) if isinstance(value, str) and value in names else str(value)
