"""What one has put on the platform the others have, whole and once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hso_plugin.core import probe
from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.reconcile import same
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.progress import Silent

from . import content
from .ledger import first, following

#: More than any portion of an answer that the disguises give.
MANY = 70


def test_the_platform_introduces_itself(server, ledger):
    met = probe.introduce(ledger.profile, server.session())
    assert met.user == server.people["planerare"].user
    assert server.municipality in met.areas
    assert server.people["granne"].municipality in met.areas
    probe.check_columns(ledger.profile, met.catalogue)
    probe.require_right(met.rights, server.municipality)
    for feature_type in ledger.profile.types.values():
        assert feature_type.prefix, feature_type
        assert feature_type.namespace, feature_type


def test_a_wrong_password_is_told(server):
    session = server.session()
    session.auth = (server.people["planerare"].user.encode(), b"another")
    with pytest.raises(HsoError) as caught:
        probe.find_server(server.url, session)
    assert caught.value.code == "HSO-INLOGGNING"


def test_everything_comes_back_as_it_was_sent(server, ledger):
    sent = [
        first(thing, server.people["planerare"].user)
        for thing in content.objects(ledger.catalogue, server.municipality)
    ]
    answer = ledger.insert(*sent)
    assert answer.accepted, answer.message
    for kind in GeometryKind:
        mine = [version for version in sent if version.object.kind is kind]
        found = ledger.versions(*(version.object.identity for version in mine), kind=kind)
        by_change = {version.change: version for version in found}  # their order in the ledger is the server's
        assert len(found) == len(mine)
        for was in mine:
            is_ = by_change[was.change]
            assert same(is_.object, was.object), (was.object, is_.object)
            assert (is_.version, is_.deleted, is_.user) == (1, False, was.user)
            assert is_.valid_from


def test_two_working_copies_are_equal_and_have_nothing_to_fetch(planner):
    one, other = planner(), planner("stod")
    assert one.names() == other.names()
    with one.copy() as mine, other.copy() as theirs:
        contents = [
            {thing.identity: thing for thing in [*copy.objects(), *copy.neighbours()]} for copy in (mine, theirs)
        ]
        assert not mine.pending()
    assert contents[0].keys() == contents[1].keys()
    assert all(same(thing, contents[1][identity]) for identity, thing in contents[0].items())
    assert one.receive().received == ()


def test_a_fetch_and_a_pull_of_more_than_one_answer_holds(server, ledger, planner):
    early = planner("stod")
    sent = [ledger.node(f"Nod {number}") for number in range(MANY)]
    assert ledger.insert(*sent).accepted
    gone = replace(following(sent[0]), deleted=True)
    changed = following(sent[1], namn="Ändrad")
    assert ledger.insert(gone, changed).accepted
    late = planner()
    early.receive()
    expected = {v.object.identity: v.object.name for v in sent[2:]} | {changed.object.identity: "Ändrad"}
    for person in (early, late):
        names = person.names()
        assert {identity: names.get(identity) for identity in expected} == expected
        assert gone.object.identity not in names
        assert person.receive().received == ()


def test_current_versions_are_those_without_an_end(ledger):
    one, gone = ledger.node("Kvar"), ledger.node("Borta")
    assert ledger.insert(one, gone).accepted
    newer = following(one, namn="Kvar, ändrad")
    assert ledger.insert(newer, replace(following(gone), deleted=True)).accepted
    platform = ledger.platform()
    head = platform.heads()[GeometryKind.POINT]
    current = [v for page in platform.current(GeometryKind.POINT, head, Silent()) for v in page]
    assert [v.change for v in current if v.object.identity in (one.object.identity, gone.object.identity)] == [
        newer.change
    ]
    positions = [v.position for v in current]
    assert positions == sorted(set(positions))
