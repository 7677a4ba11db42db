"""Reads the classification catalogue from its JSON document and checks that it hangs together."""

from __future__ import annotations

from pathlib import Path

from .model import Catalogue
from .parts import attribute, code, municipality, object_class, overlap_matrix, rule, theme, unique
from .reader import Place, parse

DEFAULT_FILE = Path(__file__).parents[2] / "resources" / "catalogue" / "vn-struktur-1.0.json"

#: The version of the document's shape that this loader reads.
FORMAT = 1


def default_document() -> str:
    """The JSON document that comes with the plugin."""
    return DEFAULT_FILE.read_text(encoding="utf-8")


def default() -> Catalogue:
    """The catalogue that comes with the plugin."""
    return load(default_document())


def load(text: str) -> Catalogue:
    """The catalogue in a JSON document.

    Args:
        text: the document (format 1; `resources/catalogue/schema.json` describes it).

    Raises:
        HsoError: `HSO-KATALOG`, naming the place of the first fault, for example `classes[3].attributes[0]`.
    """
    document = parse(text)
    if isinstance(document.value, dict) and document.value.get("format", FORMAT) != FORMAT:
        document.fail(
            f"har format {document.value['format']}; den här versionen av insticksprogrammet läser format {FORMAT}",
            f"has format {document.value['format']}; this version of the plugin reads format {FORMAT}",
        )
    parts = document.members(
        ("format", "id", "version", "title", "extent", "municipalities", "neighbours", "themes", "code_lists",
         "attributes", "classes", "overlap_matrix", "rules")
    )  # fmt: skip
    themes = {item.id: item for item in unique(parts["themes"], theme, "id")}
    code_lists = {name: tuple(unique(place, code, "code")) for name, place in parts["code_lists"].mapping().items()}
    attributes = {a.name: a for a in unique(parts["attributes"], lambda p: attribute(p, code_lists), "name")}
    common = tuple(place.value["name"] for place in parts["attributes"].items() if place.value["common"])
    if "klass" not in common:
        parts["attributes"].fail("saknar klass som gemensamt attribut", "lacks klass as a common attribute")
    classes = {
        c.code: c for c in unique(parts["classes"], lambda p: object_class(p, themes, attributes, code_lists), "code")
    }
    return Catalogue(
        id=parts["id"].string(r"[A-Z0-9-]+"),
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
    if len(numbers) != 4 or numbers[0] >= numbers[2] or numbers[1] >= numbers[3]:
        place.fail("ska vara [min E, min N, max E, max N]", "must be [min E, min N, max E, max N]")
    return (numbers[0], numbers[1], numbers[2], numbers[3])
