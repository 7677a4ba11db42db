"""What a submission changes, in print: counts, a map, and every object with the fields that differ."""

from __future__ import annotations

from collections.abc import Sequence

from ...catalogue.model import Catalogue
from ...ledger.ports import ChangeType
from ...reports.run import CheckRun
from ...text import Text
from ..compare.differences import ObjectChange, counted
from ..compare.since_return import SINCE, SinceReturn
from .change_map import MOST_NUMBERS, change_icon, change_map
from .field_words import class_title, field_title, field_words
from .page import ReportPage

CHANGES = {
    ChangeType.NEW: Text("Nya", "New"),
    ChangeType.CHANGED: Text("Ändrade", "Changed"),
    ChangeType.DELETED: Text("Borttagna", "Deleted"),
}


def change_list(page: ReportPage, changes: Sequence[ObjectChange], since: SinceReturn | None, run: CheckRun) -> str:
    """The changes in their order.

    Args:
        since: what of them is new since the submission was returned; None when it follows no return.
        run: the check of the submission, for its municipality, areas and classification.
    """
    parts = [page.tag("h2", Text("Ändringar", "Changes"))]
    if changes:
        parts += _overview(page, changes, run)
        if since is not None and since.changed:
            note = Text("{sign} ändrat sedan inlämningen lämnades åter.", "{sign} changed since the return.")
            parts.append(page.tag("p", note.format(sign=SINCE), "quiet"))
        marked = {change.identity for change in since.changed} if since is not None else set()
        parts += [
            _change(page, f"{number}. ", change, f" {SINCE}" if change.identity in marked else "", run.catalogue)
            for number, change in enumerate(changes, 1)
        ]
    else:
        parts.append(page.tag("p", Text("Inget objekt är ändrat.", "No object was changed.")))
    if since is not None and since.undone:
        title = Text("Ångrat sedan inlämningen lämnades åter", "Undone since the return")
        parts.append(page.tag("h2", title))
        parts += [_change(page, "", change, "", run.catalogue) for change in since.undone]
    return "".join(parts)


def _overview(page: ReportPage, changes: Sequence[ObjectChange], run: CheckRun) -> list[str]:
    counts = counted(changes)
    said = [f"<span>{change_icon(each)}{page.say(CHANGES[each])}: {counts[each]}</span>" for each in ChangeType]
    parts = [
        f"<p class=legend>{''.join(said)}</p>",
        change_map(changes, run.municipality, run.areas, run.municipality_names, page.language),
    ]
    if len(changes) <= MOST_NUMBERS:
        note = Text("Siffran är objektets nummer i listan.", "The number is the object's in the list.")
        parts.append(page.tag("p", note, "quiet"))
    return parts


def _change(page: ReportPage, number: str, change: ObjectChange, mark: str, catalogue: Catalogue) -> str:
    """An object with the fields that differ; a deleted one by its name alone."""
    thing = change.object
    name = page.say(thing.name or Text("utan namn", "without a name"))
    heading = f"{change_icon(change.type)}{number}{page.say(class_title(thing.klass, catalogue))}: {name}{mark}"
    body = ""
    if change.type is ChangeType.CHANGED and change.before and change.after:
        was, now = change.before.object.klass, change.after.object.klass
        heads = (Text("Uppgift", "Field"), Text("Före", "Before"), Text("Efter", "After"))
        rows = [
            (
                field_title(field.name, catalogue),
                field_words(field.name, field.before, catalogue, was),
                field_words(field.name, field.after, catalogue, now),
            )
            for field in change.fields
        ]
        body = page.table(heads, rows, "lines narrow")
    elif change.type is ChangeType.NEW:
        body = page.facts(
            (field_title(field.name, catalogue), field_words(field.name, field.after, catalogue, thing.klass))
            for field in change.fields
        )
    if change.after is not None:
        by = Text("Senast ändrad av {user}", "Last changed by {user}").format(user=change.after.user)
        body += page.tag("p", by, "quiet")
    return f"<section class=object><h3>{heading}</h3>{body}</section>"
