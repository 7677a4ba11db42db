"""What the list of findings says of itself: when it was checked and by what, and why it is empty."""

from __future__ import annotations

from ...core.model import Severity
from ...core.reports.words import STAGES
from ..widgets import words
from .feed import FindingsFeed
from .rows import Selection


def checked_text(feed: FindingsFeed, *, short: bool) -> tuple[str, bool]:
    """When, with which classification and rules, how many are motivated; and True when it no longer holds.

    The `short` one stands where the rules can be seen from the choice above it.
    """
    workspace, listing = feed.workspace, feed.listing
    if listing is None or workspace.checked is None:
        return "", False
    when = words.translate("Hso", "Kontrollerat {time}").replace("{time}", words.clock(workspace.checked))
    if feed.stale:
        since = words.translate("Hso", "Kartan har ändrats sedan dess: kontrollera igen.")
        return f"{when}. {since}", True
    parts = [when, listing.catalogue.name]
    if not short:
        parts.append(words.say(STAGES[workspace.stage]))
    warnings = listing.counts[Severity.WARNING]
    if not warnings or not feed.motivations:
        return words.sentence(parts), False
    text = words.translate("Hso", "{n} av {all} varningar motiverade")
    motivated = text.replace("{n}", words.number(len(feed.motivations))).replace("{all}", words.number(warnings))
    return (f"{words.sentence(parts)}\n{motivated}" if short else words.sentence((*parts, motivated))), False


def why_empty(feed: FindingsFeed, selection: Selection) -> str:
    """Why the list is empty, and what fills it."""
    workspace = feed.workspace
    if workspace.findings is None:
        return words.translate("Hso", "Objekten är inte kontrollerade än. Tryck på Kontrollera i arbetspanelen.")
    if feed.listing is None:
        return words.translate("Hso", "Fynden ordnas …")
    if not feed.listing.findings:
        return words.translate("Hso", "✓ Inga anmärkningar. Alla objekt följer reglerna.")
    if selection.extent is not None:
        return words.translate(
            "Hso", "Inget fynd i det som kartan visar. Flytta kartan, eller tryck på Visa alla för att se hela listan."
        )
    return words.translate("Hso", "Inget fynd passar sökningen eller filtren. Tryck på Visa alla för att se alla.")
