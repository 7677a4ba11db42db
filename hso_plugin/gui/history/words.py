"""What happened to an object, and what restoring a version will do, in sentences."""

from __future__ import annotations

from ...core.ledger.object_history import Hold, ObjectHistory
from ...core.ledger.ports import ChangeType
from ..widgets import words
from .model import Entry, stands


def what_text(entry: Entry) -> str:
    """«ny», «ändrad», «borttagen», «återställd»."""
    if entry.back:
        return words.translate("Hso", "återställd")
    return {
        ChangeType.NEW: words.translate("Hso", "ny"),
        ChangeType.CHANGED: words.translate("Hso", "ändrad"),
        ChangeType.DELETED: words.translate("Hso", "borttagen"),
    }[entry.type]


def entry_title(entry: Entry) -> str:
    """«Version 3 · ändrad», «Inte skickad än · ändrad»."""
    if entry.version is None:
        return words.sentence((words.translate("Hso", "Inte skickad än"), what_text(entry)))
    return words.sentence((version_title(entry.version.version), what_text(entry)))


def version_title(number: int) -> str:
    """«Version 3»."""
    return words.translate("Hso", "Version {n}").replace("{n}", words.number(number))


def who_text(entry: Entry) -> str:
    """«planerare-2281 · 23 nov 10:42»."""
    if entry.version is None:
        return words.translate("Hso", "du, på den här datorn")
    return words.sentence((entry.user, words.clock(entry.when) if entry.when else ""))


def summary_text(entry: Entry, changed: int) -> str:
    """What there is to see of the step. `changed`: number of fields."""
    if entry.type is ChangeType.DELETED:
        return words.translate("Hso", "Objektet togs bort. Så här såg det ut:")
    if entry.unknown:
        return words.translate("Hso", "Versionen före är inte känd här. Så här såg objektet ut:")
    if entry.type is ChangeType.NEW and not entry.back:
        return words.translate("Hso", "Objektet ritades. Så här såg det ut:")
    if not changed:
        return words.translate("Hso", "Ingenting skiljer sig från versionen före.")
    return words.counted(
        changed,
        words.translate("Hso", "{n} fält ändrades:", "one"),
        words.translate("Hso", "{n} fält ändrades:", "more"),
    )


def restore_text(entry: Entry, past: ObjectHistory) -> str:
    """What restoring the version will do, or why it cannot be restored."""
    if entry.version is None:
        return words.translate("Hso", "Det här är inte skickat. Under Skicka kan du skicka eller ångra det.")
    if not past.own:
        return words.translate("Hso", "Objektet hör till en annan kommun, och bara den kan återställa det.")
    if past.hold is Hold.CONFLICT:
        return words.translate("Hso", "Objektet har en konflikt. Lös den först, under Skicka.")
    if past.hold is Hold.OUTGOING:
        return words.translate("Hso", "En ändring av objektet är på väg. Tryck på Skicka först.")
    if entry.version.deleted:
        return words.translate("Hso", "En borttagning återställs inte. Välj en version före den.")
    if stands(entry, past):
        return words.translate("Hso", "Så här är objektet nu.")
    if past.now is None:
        text = words.translate(
            "Hso", "Objektet kommer tillbaka i kartan som det var då. Skicka gör det till en ny version."
        )
    else:
        text = words.translate("Hso", "Objektet blir i kartan som det var då. Skicka gör det till en ny version.")
    if past.unsent is not None:
        text += " " + words.translate("Hso", "Din ändring som inte är skickad ersätts; den sparas i en fil.")
    return text


def can_restore(entry: Entry, past: ObjectHistory) -> bool:
    """True when the version can be made the working object."""
    version = entry.version
    if version is None or version.deleted or not past.own or past.hold is not Hold.NONE:
        return False
    return not stands(entry, past)


def trouble_text(trouble: str) -> str:
    """The platform could not be asked, as `trouble` says: what is shown all the same."""
    more = words.translate("Hso", "Här visas bara det som finns i arbetskopian.")
    return f"{trouble} {more}"


def empty_text() -> str:
    """Nothing is known of the object."""
    return words.translate("Hso", "Objektet har ingen historik än. Spara det på kartan och skicka det, så börjar den.")


def nothing_deleted_text(*, complete: bool) -> str:
    """Why the list of deleted objects is empty."""
    if complete:
        return words.translate("Hso", "Kommunen har inga borttagna objekt. Det som tas bort och skickas hamnar här.")
    return words.translate(
        "Hso", "Arbetskopian känner inte till några borttagna objekt. Försök igen när nätet är tillbaka."
    )
