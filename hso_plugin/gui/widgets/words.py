"""Words for people: counts, times, names of objects and values, in the language QGIS runs in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import datetime

from qgis.PyQt.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

from ...core.catalogue.model import Catalogue
from ...core.local_time import local
from ...core.model import CLASS, MapObject, Severity, Value
from ...qgis_bridge.profile.language import current, say

__all__ = ["say"]

translate = QCoreApplication.translate
_UNIT = re.compile(r"\(([^()]+)\)$")


def counted(number: int, one: str, many: str) -> str:
    """`one` or `many` with `{n}` as the number, written as people write it (12 345)."""
    return (one if number == 1 else many).replace("{n}", QLocale().toString(number))


def objects(number: int) -> str:
    """«1 objekt», «12 objekt»."""
    return counted(number, translate("Hso", "{n} objekt", "one"), translate("Hso", "{n} objekt", "several"))


def changes(number: int) -> str:
    """«1 ändring», «3 ändringar»."""
    return counted(number, translate("Hso", "{n} ändring"), translate("Hso", "{n} ändringar"))


def findings(number: int) -> str:
    """«1 fynd», «12 fynd»."""
    return counted(number, translate("Hso", "{n} fynd", "one"), translate("Hso", "{n} fynd", "several"))


def severity_count(severity: Severity, number: int) -> str:
    """«1 varning», «12 varningar»."""
    one, many = {
        Severity.ERROR: (translate("Hso", "{n} fel", "one"), translate("Hso", "{n} fel", "several")),
        Severity.WARNING: (translate("Hso", "{n} varning"), translate("Hso", "{n} varningar")),
        Severity.NOTE: (translate("Hso", "{n} upplysning"), translate("Hso", "{n} upplysningar")),
    }[severity]
    return counted(number, one, many)


def number(value: int) -> str:
    """12 345, as people write it."""
    return str(QLocale().toString(value))


def municipality_name(code: str, catalogue: Catalogue) -> str:
    """«Ånge», the code when the catalogue does not know it."""
    known = (*catalogue.municipalities, *catalogue.neighbours)
    return next((each.name for each in known if each.code == code), code)


def whole_municipality(code: str, catalogue: Catalogue) -> str:
    """«Hela Ånge kommun», «Hela Sundsvalls kommun»: a name that ends in a vowel or an s takes none."""
    name = municipality_name(code, catalogue)
    if current() == "sv" and name.isalpha() and name[-1:].lower() not in "aeiouyåäös":
        name += "s"
    return translate("Hso", "Hela {name} kommun").replace("{name}", name)


def clock(moment: datetime | None, now: datetime | None = None) -> str:
    """«10:42» today, «23 nov 10:42» otherwise, a dash when it never happened. `moment` carries its zone."""
    if moment is None:
        return "–"
    here = local(moment)
    today = (now or datetime.now().astimezone()).date()
    if here.date() == today:
        return f"{here:%H:%M}"
    # The month is a word: in the language of the sentence it stands in, whichever the computer has for its numbers.
    language = QLocale("sv_SE" if current() == "sv" else "en_GB")
    return language.toString(_qt(here), "d MMM HH:mm").replace(".", "")


def exact(moment: datetime | None) -> str:
    """Date and time in full, for tooltips."""
    return "" if moment is None else local(moment).replace(tzinfo=None).isoformat(" ", "seconds")


def ago(moment: datetime, now: datetime | None = None) -> str:
    """«nyss», «för 5 minuter sedan», «för 2 timmar sedan», «för 3 dagar sedan»; the clock for a time to come.

    Clocks differ between computers, and are put right: then only the time itself says something.
    """
    seconds = ((now or datetime.now().astimezone()) - moment).total_seconds()
    if seconds < -60:
        return clock(moment, now)
    if seconds < 60:
        return translate("Hso", "nyss")
    if seconds < 3600:
        one, many = translate("Hso", "för {n} minut sedan"), translate("Hso", "för {n} minuter sedan")
        return counted(int(seconds // 60), one, many)
    if seconds < 86400:
        one, many = translate("Hso", "för {n} timme sedan"), translate("Hso", "för {n} timmar sedan")
        return counted(int(seconds // 3600), one, many)
    return counted(
        int(seconds // 86400), translate("Hso", "för {n} dag sedan"), translate("Hso", "för {n} dagar sedan")
    )


def object_name(item: MapObject | None) -> str:
    """What people call the object: its name, else «utan namn»."""
    return (item.name if item else "") or translate("Hso", "utan namn")


def class_title(code: str, catalogue: Catalogue) -> str:
    """«D1 Etableringsområde», or that no class is chosen."""
    if not code:
        return translate("Hso", "utan klass")
    known = catalogue.classes.get(code)
    return f"{code} {say(known.title)}" if known else code


def value_text(name: str, value: Value | None, catalogue: Catalogue, klass: str = "") -> str:
    """A value as the form shows it: titles for codes, numbers with the unit of their label, a dash for nothing.

    `klass` is the class of the object: it may have a code list of its own for the attribute.
    """
    if value is None:
        return "–"
    if name == CLASS:
        return class_title(str(value), catalogue)
    if isinstance(value, (int, float)):
        written = QLocale().toString(value, "f", -128) if isinstance(value, float) else number(value)
        return f"{written} {_unit(name, catalogue)}".rstrip()
    titles = _code_titles(name, catalogue, klass)
    if isinstance(value, tuple):
        return ", ".join(titles.get(code, code) for code in value)
    return titles.get(value, value)


def _code_titles(name: str, catalogue: Catalogue, klass: str) -> dict[str, str]:
    known = catalogue.classes.get(klass)
    own = next((a.code_list for a in known.attributes if a.name == name), None) if known else None
    attribute = catalogue.attributes.get(name)
    used = own or (attribute.code_list if attribute else None)
    return {c.code: say(c.title) for c in catalogue.code_lists.get(used or "", ())}


def _unit(name: str, catalogue: Catalogue) -> str:
    """The unit that stands in brackets after a label: «Elbehov (MW)»."""
    attribute = catalogue.attributes.get(name)
    found = _UNIT.search(say(attribute.title)) if attribute else None
    return found[1] if found else ""


def attribute_title(name: str, catalogue: Catalogue) -> str:
    """The attribute's label in the form."""
    if name == CLASS:
        return translate("Hso", "Klass")
    attribute = catalogue.attributes.get(name)
    return say(attribute.title) if attribute else name


def sentence(parts: Iterable[str]) -> str:
    """Short facts on one line, with a dot between: «Hämtat 10:42 · 3 att skicka»."""
    return " · ".join(part for part in parts if part)


def tooltip(text: str) -> str:
    """A tooltip that wraps. Qt guesses whether tooltips are HTML, so text from a server is escaped here."""
    return f"<p>{html.escape(text)}</p>" if text else ""


def escaped(text: str) -> str:
    """`text` for places that take HTML, so that what somebody typed stays text."""
    return html.escape(text)


def _qt(value: datetime) -> QDateTime:
    return QDateTime(QDate(value.year, value.month, value.day), QTime(value.hour, value.minute, value.second))
