"""Reads the classification catalogue from its JSON document and checks that it hangs together."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..error_codes.platform import CATALOGUE_TOO_NEW
from ..errors import HsoError
from ..model import CLASS
from ..text import Text
from . import json_schema
from .model import Catalogue
from .parts import attribute, code, municipality, object_class, overlap_matrix, rule, theme, unique
from .reader import Place, naming_lines, parse

DEFAULT_FILE = Path(__file__).parents[2] / "resources" / "catalogue" / "vn-struktur-1.0.json"

#: The version of the document's shape that this loader reads.
FORMAT = 1


def default_document() -> str:
    """The JSON document that comes with the plugin."""
    return DEFAULT_FILE.read_text(encoding="utf-8")


def default() -> Catalogue:
    """The catalogue that comes with the plugin."""
    return load(default_document())


@lru_cache(maxsize=4)  # every step of a working copy asks for it anew, and reading one takes 10 ms
def load(text: str) -> Catalogue:
    """The catalogue in a JSON document. The same text gives the same catalogue, which nobody changes.

    Args:
        text: the document (format 1; `resources/catalogue/schema.json` describes it).

    Raises:
        HsoError: `HSO-KATALOG`, naming line and place of the first fault, for example
            `line 71, classes[3].attributes[0]`; `HSO-KATALOG-NY` when the document is of a later format.
    """
    document = parse(text)
    found = document.value.get("format") if isinstance(document.value, dict) else None
    if isinstance(found, int) and found > FORMAT:
        raise too_new(f"format {found}, known up to {FORMAT}")
    with naming_lines(text):
        json_schema.check(document, json_schema.published(), json_schema.published())
        return _built(document, text)


def too_new(details: str) -> HsoError:
    """The error for a catalogue that a later version of the plugin is needed for."""
    return HsoError(
        CATALOGUE_TOO_NEW,
        Text(
            "Regionens klassificering är nyare än det här insticksprogrammet förstår. Inget har ändrats: uppdatera "
            "insticksprogrammet i QGIS (Plugin – Hantera och installera insticksprogram) och försök igen.",
            "The region's classification is newer than this plugin understands. Nothing was changed: update the "
            "plugin in QGIS (Plugins – Manage and Install Plugins) and try again.",
        ),
        details,
    )


def _built(document: Place, text: str) -> Catalogue:
    parts = document.members(
        ("format", "id", "version", "title", "extent", "municipalities", "neighbours", "themes", "code_lists",
         "attributes", "classes", "overlap_matrix", "rules")
    )  # fmt: skip
    themes = {item.id: item for item in unique(parts["themes"], theme, "id")}
    code_lists = {name: tuple(unique(place, code, "code")) for name, place in parts["code_lists"].mapping().items()}
    attributes = {a.name: a for a in unique(parts["attributes"], lambda p: attribute(p, code_lists), "name")}
    common = tuple(place.value["name"] for place in parts["attributes"].items() if place.value["common"])
    if CLASS not in common:
        parts["attributes"].fail("saknar klass som gemensamt attribut", "lacks klass as a common attribute")
    classes = {
        c.code: c for c in unique(parts["classes"], lambda p: object_class(p, themes, attributes, code_lists), "code")
    }
    return Catalogue(
        id=parts["id"].string(),
        version=parts["version"].string(),
        title=parts["title"].text(),
        extent=_extent(parts["extent"]),
        municipalities=unique(parts["municipalities"], lambda p: municipality(p, own=True), "code"),
        neighbours=unique(parts["neighbours"], lambda p: municipality(p, own=False), "code"),
        themes=themes,
        code_lists=code_lists,
        attributes=attributes,
        common=common,
        classes=classes,
        overlaps=overlap_matrix(parts["overlap_matrix"], classes),
        rules=unique(parts["rules"], rule, "id"),
        document=text,
    )


def _extent(place: Place) -> tuple[float, float, float, float]:
    numbers = [item.number() for item in place.items()]
    if numbers[0] >= numbers[2] or numbers[1] >= numbers[3]:
        place.fail("ska vara [min E, min N, max E, max N]", "must be [min E, min N, max E, max N]")
    return (numbers[0], numbers[1], numbers[2], numbers[3])
