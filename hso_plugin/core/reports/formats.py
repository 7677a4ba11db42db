"""The forms that reports are written in, and which report has which: endings, names and what each is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..text import Text


@dataclass(frozen=True, slots=True)
class Format:
    """A form of a report.

    Attributes:
        ending: of the file's name, lower-case, with its dot.
        name: what programs call the form.
        offer: what a menu offers.
        purpose: what it is for, after the ending.
    """

    ending: str
    name: str
    offer: Text
    purpose: Text


HTML = Format(
    ".html",
    "HTML",
    Text("Rapport att läsa och skriva ut", "Report to read and print"),
    Text("att läsa och skriva ut", "to read and print"),
)
CSV = Format(".csv", "CSV", Text("Tabell för Excel", "Table for Excel"), Text("för kalkylark", "for spreadsheets"))
GEOPACKAGE = Format(
    ".gpkg",
    "GeoPackage",
    Text("Kartlager", "Map layers"),
    Text("med platserna som lager", "with the places as layers"),
)
JSON = Format(
    ".json", "JSON", Text("Data för andra program", "Data for other programs"), Text("för program", "for programs")
)

#: What each report can be written as, in the order it is offered.
CHECK = (HTML, CSV, GEOPACKAGE, JSON)
QUEUE = (HTML, CSV, JSON)
OVERVIEW = (HTML, JSON)


def endings(formats: Sequence[Format]) -> Text:
    """«.html, .csv eller .json»."""
    return _listed([Text(each.ending, each.ending) for each in formats])


def purposes(formats: Sequence[Format]) -> Text:
    """«.html att läsa och skriva ut, .csv för kalkylark eller .json för program»."""
    return _listed([Text(f"{each.ending} {each.purpose.sv}", f"{each.ending} {each.purpose.en}") for each in formats])


def file_filter(formats: Sequence[Format], first: Format = HTML) -> str:
    """What a file dialogue chooses between. An algorithm's output has the ending of `first` when none is given."""
    ordered = sorted(formats, key=lambda each: each is not first)
    return ";;".join(f"{each.name} (*{each.ending})" for each in ordered)


def _listed(texts: Sequence[Text]) -> Text:
    *others, last = texts
    return Text(
        f"{', '.join(each.sv for each in others)} eller {last.sv}",
        f"{', '.join(each.en for each in others)} or {last.en}",
    )
