"""What a conflict is about and what every button in its window will do, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.ledger.merge import Side
from ...core.ledger.ports import Conflict
from ..widgets import words
from ..workspace.snapshot import moment
from .model import Case, FieldRow

#: So many labels are named in a sentence; the others are counted.
_NAMED = 2


def who_text(conflict: Conflict) -> str:
    """Who did what, and when, while you did something else."""
    theirs = conflict.theirs
    if theirs.deleted and conflict.mine is None:
        text = words.translate("Hso", "{user} tog bort objektet {time}, medan du också tog bort det.")
    elif theirs.deleted:
        text = words.translate("Hso", "{user} tog bort objektet {time}, medan du ändrade det.")
    elif conflict.mine is None:
        text = words.translate("Hso", "{user} ändrade objektet {time}, medan du tog bort det.")
    else:
        text = words.translate("Hso", "{user} ändrade objektet {time}, medan du också ändrade det.")
    return text.replace("{time}", words.clock(moment(theirs.valid_from))).replace("{user}", _user(conflict))


def question_text(case: Case) -> str:
    """What the person has to decide."""
    if not case.gone:
        return _fields_question(case)
    if case.conflict.mine is not None:
        return words.translate("Hso", "Serverns version är borttagen. Vill du behålla ditt objekt eller ta bort det?")
    if case.conflict.theirs.deleted:
        return words.translate("Hso", "Objektet är borttaget på båda håll. Bekräfta, så är konflikten ur världen.")
    return words.translate("Hso", "Du har tagit bort objektet. Ska det vara borta, eller vill du ta tillbaka det?")


def note_text(case: Case, row: FieldRow) -> str:
    """Why the field is in the list, or that it is chosen; nothing against a deletion."""
    if case.gone:
        return ""
    if case.side(row.name) is Side.OPEN:
        return words.translate("Hso", "Välj")
    if row.side is Side.OPEN:
        return words.translate("Hso", "Valt")
    if row.side is Side.MINE:
        return words.translate("Hso", "Bara du ändrade")
    return words.translate("Hso", "Bara {user} ändrade").replace("{user}", _user(case.conflict))


def mine_button(case: Case) -> str:
    """The button that ends the conflict with what is here."""
    if not case.gone:
        return words.translate("Hso", "Behåll &min")
    if case.conflict.mine is None:
        return words.translate("Hso", "Ta &bort")
    return words.translate("Hso", "Behåll &mitt objekt")


def theirs_button(case: Case) -> str:
    """The button that ends the conflict with what the platform has."""
    if not case.gone:
        return words.translate("Hso", "Ta &serverns")
    if case.conflict.theirs.deleted:
        return words.translate("Hso", "Ta &bort")
    return words.translate("Hso", "Ta till&baka")


def mine_consequence(case: Case) -> str:
    """What happens when everything is kept as it is here."""
    if case.conflict.mine is None:
        return words.translate("Hso", "Tas bort på plattformen när du skickar. Historiken finns kvar där.")
    if case.gone:
        return words.translate("Hso", "Läggs tillbaka på plattformen, som du har det, när du skickar.")
    lost = _joined(case.titles(Side.THEIRS))
    if not lost:
        return words.translate("Hso", "Din version gäller när du skickar.")
    text = words.translate("Hso", "Ersätter det {user} ändrade när du skickar: {fields}.")
    return text.replace("{fields}", lost).replace("{user}", _user(case.conflict))


def theirs_consequence(case: Case) -> str:
    """What happens when everything is taken as the platform has it."""
    if case.conflict.theirs.deleted:
        if case.conflict.mine is None:
            return words.translate("Hso", "Förblir borttaget. Inget behöver skickas.")
        return words.translate("Hso", "Tas bort ur din karta, med det du ändrade.")
    if case.gone:
        text = words.translate("Hso", "Kommer tillbaka i din karta, som {user} lämnade det.")
        return text.replace("{user}", _user(case.conflict))
    lost = _joined(case.titles(Side.MINE))
    if not lost:
        return words.translate("Hso", "Serverns version gäller. Inget behöver skickas.")
    text = words.translate("Hso", "Det du ändrade försvinner: {fields}.")
    return text.replace("{fields}", lost)


def both_consequence() -> str:
    """What happens when both are kept."""
    return words.translate("Hso", "Serverns står kvar. Ditt blir ett nytt objekt på samma plats, som du kan flytta.")


def save_consequence(case: Case) -> str:
    """What happens when the choices are saved, or what is still to be chosen."""
    if case.left:
        return words.translate("Hso", "Välj först: {fields}.").replace(
            "{fields}", _joined([row.title for row in case.left])
        )
    if case.as_theirs:
        return words.translate("Hso", "Objektet blir som serverns. Inget behöver skickas.")
    sides = [case.side(row.name) for row in case.rows]
    text = words.translate("Hso", "{mine} från dig, {theirs} från servern. Skickas när du trycker på Skicka.")
    text = text.replace("{mine}", _fields(sides.count(Side.MINE)))
    text = text.replace("{theirs}", _fields(sides.count(Side.THEIRS)))
    strays = _joined(case.strays())
    if strays:
        text += " " + words.translate("Hso", "Hör inte till den valda klassen: {fields}.").replace("{fields}", strays)
    return text


def changed_text() -> str:
    """The conflict is no longer what it was when the person began to choose."""
    return words.translate(
        "Hso", "Objektet har ändrats igen sedan du öppnade konflikten. Så här är det nu: se över dina val."
    )


def done_text(waiting: int) -> str:
    """All conflicts are settled: what to do next. `waiting`: number of changes that wait to be sent."""
    if not waiting:
        return words.translate("Hso", "Alla konflikter är lösta. Inget behöver skickas.")
    text = words.translate("Hso", "Alla konflikter är lösta. Tryck på Skicka, så går {changes} till plattformen.")
    return text.replace("{changes}", words.changes(waiting))


def _fields_question(case: Case) -> str:
    merged = len(case.rows) - case.asked
    parts = []
    if case.asked:
        parts.append(
            words.counted(
                case.asked,
                words.translate("Hso", "Ni har båda ändrat {n} fält: välj vems som ska gälla."),
                words.translate("Hso", "Ni har båda ändrat {n} fält: välj vems som ska gälla.", "many"),
            )
        )
    if merged:
        parts.append(
            words.counted(
                merged,
                words.translate("Hso", "{n} fält som bara en av er har ändrat är redan valt."),
                words.translate("Hso", "{n} fält som bara en av er har ändrat är redan valda."),
            )
        )
    return " ".join(parts) or words.translate("Hso", "Inga fält skiljer längre: välj en av versionerna.")


def _fields(number: int) -> str:
    return words.counted(
        number, words.translate("Hso", "{n} fält", "one"), words.translate("Hso", "{n} fält", "several")
    )


def _joined(titles: Sequence[str]) -> str:
    named = ", ".join(titles[:_NAMED])
    more = len(titles) - _NAMED
    return f"{named} +{more}" if more > 0 else named


def _user(conflict: Conflict) -> str:
    return conflict.theirs.user or words.translate("Hso", "någon")
