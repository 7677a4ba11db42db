"""The server and the database hold the rights, also against requests that the plugin would never send."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hso_plugin.core import probe
from hso_plugin.core.errors import HsoError
from hso_plugin.core.progress import Silent

from .ledger import following


def refused(ledger, *versions, role):
    """Whether the server refused, in an answer or in place of one."""
    try:
        return not ledger.insert(*versions, role=role).accepted
    except HsoError:
        return True


def test_a_neighbour_cannot_write_for_the_municipality(server, ledger):
    version = ledger.node("Inkräktare", role="granne")
    assert refused(ledger, version, role="granne")
    assert ledger.said(version.object.identity) == []


def test_a_neighbour_cannot_change_or_move_what_is_there(server, ledger):
    version = ledger.node("Orörd")
    assert ledger.insert(version).accepted
    change = replace(following(version, namn="Rörd"), user=server.people["granne"].user)
    moved = replace(change.object, municipality=server.people["granne"].municipality)
    for attempt in (change, replace(change, object=moved), replace(change, deleted=True)):
        assert refused(ledger, attempt, role="granne")
    assert [name for _, name, *_ in ledger.said(version.object.identity)] == ["Orörd"]


def test_nobody_writes_in_the_name_of_another(ledger):
    version = ledger.node("Lånat namn", role="stod")
    assert refused(ledger, version, role="planerare")
    assert ledger.said(version.object.identity) == []


def test_a_reviewer_reads_and_does_not_write(server, ledger):
    version = ledger.node("Granskad")
    assert ledger.insert(version).accepted
    pages = ledger.platform("granskare").onward(version.object.kind, ledger.start[version.object.kind] + 1, Silent())
    assert version.change in {v.change for page in pages for v in page}
    own = ledger.node("Granskarens", role="granskare")
    assert refused(ledger, own, role="granskare")
    assert ledger.said(own.object.identity) == []
    rights = probe.read_rights(ledger.profile, server.session("granskare"))
    with pytest.raises(HsoError) as caught:
        probe.require_right(rights, server.municipality)
    assert caught.value.code == "HSO-BEHORIGHET"


def test_the_support_writes_for_all(server, ledger):
    version = ledger.node("Stödets", role="stod")
    assert ledger.insert(version, role="stod").accepted
    assert ledger.said(version.object.identity) == [(1, "Stödets", False, server.people["stod"].user)]


@pytest.mark.parametrize("role", ["planerare", "granne", "stod", "granskare"])
def test_everybody_sees_the_own_rights_alone(server, ledger, role):
    rights = probe.read_rights(ledger.profile, server.session(role))
    assert {right.user for right in rights} == {server.people[role].user}


def test_a_working_copy_in_the_wrong_hands_keeps_its_edits(server, planner):
    person = planner()
    identity = person.draw("Ligger kvar")
    person.session = server.session("granne")
    with pytest.raises(HsoError) as caught:
        person.send()
    assert caught.value.code == "HSO-BEHORIGHET"
    with person.copy() as copy:
        assert [change.object.identity for change in copy.pending()] == [identity]
