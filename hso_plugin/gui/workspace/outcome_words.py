"""What became of a fetch, a send and an upgrade, in one line for the message bar."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...core.ledger.ports import PullResult, PushResult
from ..widgets import words


def pull_text(result: PullResult) -> str:
    """«Hämtat: 3 ändringar kom in.»"""
    number = len(result.received)
    if not number:
        return words.translate("Hso", "Hämtat: inget nytt på plattformen.")
    text = words.translate("Hso", "Hämtat: {changes} kom in.").replace("{changes}", words.changes(number))
    if result.conflicts:
        text += " " + words.counted(
            len(result.conflicts),
            words.translate("Hso", "{n} krockar med din egen ändring: välj vilken som ska gälla."),
            words.translate("Hso", "{n} krockar med dina egna ändringar: välj vilka som ska gälla."),
        )
    return text + _merged_text(result.merged)


def push_text(result: PushResult) -> str:
    """What became of a send, in one line."""
    parts = [
        words.translate("Hso", "{changes} finns nu på plattformen").replace("{changes}", words.changes(result.landed))
    ]
    if result.refused:
        parts.append(
            words.counted(
                len(result.refused), words.translate("Hso", "{n} nekad"), words.translate("Hso", "{n} nekade")
            )
        )
    if result.conflicts:
        parts.append(
            words.counted(
                len(result.conflicts), words.translate("Hso", "{n} konflikt"), words.translate("Hso", "{n} konflikter")
            )
        )
    return words.sentence(parts) + "." + _merged_text(result.merged)


def undo_text(number: int, file: str) -> str:
    """«3 ändringar är ångrade.», and the name of the file that has them."""
    text = words.counted(
        number,
        words.translate("Hso", "Ångrat. Det du hade finns i filen {file}."),
        words.translate("Hso", "{n} ändringar är ångrade. Det du hade finns i filen {file}."),
    )
    return text.replace("{file}", file)


def restored_text(version: int, file: str) -> str:
    """What restoring a version has done. `file`: name of the file with the change that gave way, empty for none."""
    text = words.translate("Hso", "Version {n} är återställd i kartan. Skicka, så gäller den.")
    if file:
        text += " " + words.translate("Hso", "Det du hade finns i filen {file}.")
    return text.replace("{n}", words.number(version)).replace("{file}", file)


def _merged_text(merged: Sequence[str]) -> str:
    """« 2 objekt som ändrats på två håll slogs ihop.», nothing when there were none."""
    if not merged:
        return ""
    return " " + words.counted(
        len(merged),
        words.translate("Hso", "{n} objekt som ändrats på två håll slogs ihop.", "one"),
        words.translate("Hso", "{n} objekt som ändrats på två håll slogs ihop.", "several"),
    )


def upgraded_text(backup: str) -> tuple[str, str]:
    """What opening an older working copy did to it, and where it is kept as it was, as lines."""
    text = words.translate("Hso", "Arbetskopian är anpassad till den nya versionen. Allt i den är kvar.")
    kept = words.translate("Hso", "Bredvid arbetskopian ligger den som den var: {file}.")
    folder = words.translate("Hso", "Mapp: {folder}").replace("{folder}", str(Path(backup).parent))
    remains = words.translate("Hso", "Den tas aldrig bort av sig själv. En äldre version kan öppna den.")
    return text, "\n".join([kept.replace("{file}", Path(backup).name), folder, remains])
