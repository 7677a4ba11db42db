"""What is read of a working copy is as it was at one moment, whoever writes to it meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.ports import Refusal
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.text import Text
from hso_plugin.workcopy import WorkingCopyFile
from tests.unit.workcopy.conftest import Desk, following


@contextmanager
def somebody_else(desk: Desk, during: str, act: Callable[[WorkingCopyFile], object]) -> Iterator[None]:
    """Another connection that tries to do something when the statement that contains `during` begins."""
    left = [act]
    with WorkingCopyFile.open(desk.path) as other:
        assert other.settings and other.catalogue
        other._connection.execute("PRAGMA busy_timeout = 0")

        def begun(statement: str) -> None:
            if during in statement and left:
                with suppress(HsoError):
                    left.pop()(other)

        desk.copy._connection.set_trace_callback(begun)
        try:
            yield
        finally:
            desk.copy._connection.set_trace_callback(None)
        assert not left


def test_a_change_is_pending_or_outgoing_and_never_both(desk: Desk) -> None:
    desk.rename(desk.versions[0], "Ändrad")
    sent = following(desk.versions[0], namn="Ändrad")
    with somebody_else(desk, "FROM [hso_outbox]", lambda other: other.write_outbox([sent])):
        counts = desk.copy.counts()
    assert (counts.to_send, counts.changed + counts.outgoing) == (1, 1)


def test_an_object_is_not_in_conflict_with_the_version_it_rests_on(desk: Desk) -> None:
    desk.rename(desk.versions[0], "Min")
    theirs = following(desk.versions[0], namn="Deras")
    desk.copy.apply(GeometryKind.POINT, [theirs], theirs.position or 0)
    (seen,) = desk.copy.conflicts()
    with somebody_else(desk, "FROM [hso_base]", lambda other: other.settle(seen, theirs.object)):
        found = desk.copy.conflicts()
    assert found == [seen]


def test_a_refused_change_is_told_as_it_was(desk: Desk) -> None:
    desk.rename(desk.versions[0], "Ändrad")
    (change,) = desk.copy.pending()
    desk.copy.refuse([Refusal(change.object, Text("Nej", "No"), "")])
    identity = change.object.identity
    with somebody_else(desk, "FROM hso_refused", lambda other: other.undo([identity])):
        found = desk.copy.refusals()
    assert [each.object for each in found] == [change.object]
