"""The review between files and the real platform: submitting, deciding, commenting and releases, over bad lines too."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
import requests
from requests.adapters import HTTPAdapter

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.ports import ChangeType
from hso_plugin.core.platform.server import REVIEW_TYPES
from hso_plugin.core.progress import Silent
from hso_plugin.core.review.records import states, threads
from hso_plugin.core.review.records.model import Comment, Decision, Event, Release, SubmissionState
from hso_plugin.workcopy.exchange.renewal import renew
from hso_plugin.workcopy.exchange.submitting import submit
from hso_plugin.workcopy.review.review_copy import ReviewCopy
from hso_plugin.workcopy.review.review_sync import exchange_review, exchange_soon
from tests.support import raw
from tests.support.planner import Planner
from tests.support.platform_fixture import TestPlatform
from tests.support.reviewer import Reviewer
from tests.support.submissions import basis_of, submitted

from . import fault_proxy


class Lossy(HTTPAdapter):
    """A line on which the answers to the next `losses` Transactions are lost, after they arrived or before."""

    def __init__(self, losses: Sequence[str]) -> None:
        super().__init__()
        self.losses = list(losses)

    def send(self, request: requests.PreparedRequest, *arguments: object, **named: object) -> requests.Response:
        loss = self.losses.pop(0) if b"<wfs:Transaction" in (request.body or b"") and self.losses else ""
        if loss == "request":
            raise requests.exceptions.ConnectionError("the request was lost")
        response = super().send(request, *arguments, **named)
        if loss == "answer":
            raise requests.exceptions.ConnectionError("the answer was lost")
        return response


def lossy(session: requests.Session, *losses: str) -> requests.Session:
    found = requests.Session()
    found.auth = session.auth
    found.mount("http://", Lossy(losses))
    return found


def rows_of(platform: TestPlatform, table: str, change: str) -> int:
    return raw.rows(platform, f"SELECT count(*) FROM hso.{table} WHERE andring = %s", change)[0][0]


def test_from_submission_to_approval_and_back(
    platform: TestPlatform, planner: Callable[..., Planner], reviewer: Reviewer
) -> None:
    timra = planner("2262", "2262")
    one, other = timra.draw("Sörberge"), timra.draw("Bergeforsen")
    assert timra.send().landed == 2
    basis = basis_of(timra)
    assert {one, other} <= {change.version.object.identity for change in basis.changes}
    first = submitted(timra)
    report = json.loads(first.report)
    assert report["stage"] == "inlamning" and report["changes"]["ny"] >= 2

    with reviewer.open() as copy:
        review = copy.review_store().review()
        assert states.state_of(review, first) is SubmissionState.SUBMITTED
        assert states.may(copy.review_store().rights(), review, first) == {Event.TAKEN_UP}
        assert {one, other} <= copy.snapshot("2262", first.snapshot).keys()
        version = copy.snapshot("2262", first.snapshot)[one]
        ask = Comment(str(uuid4()), "Vilken tätort är det?", reviewer.login, first.change, one, version.version)
        spot = Comment(str(uuid4()), "Här?", reviewer.login, first.change, place=(617000.123, 6921000.5))
        copy.review_store().keep([ask, spot])
    done = reviewer.decide(first, Event.TAKEN_UP, Event.RETURNED, reason="Se kommentarerna")
    assert done.trouble is None and not done.refused and len(done.landed) == 4

    timra.rename(one, "Sörberge centrum")
    timra.delete(other)
    with timra.copy() as copy:
        exchange_review(copy, timra.session, Silent())
        review = copy.review_store().review()
        assert states.state_of(review, first) is SubmissionState.RETURNED
        assert {(t.question.object, t.question.place) for t in threads.threads(review, first.change)} == {
            (one, None),
            (None, (617000.123, 6921000.5)),
        }  # a server may carry out a Transaction in any order
        answer = Comment(str(uuid4()), "Nu står det.", timra.login, first.change, answers=ask.change, settled=True)
        copy.review_store().keep([answer])
    assert timra.send().landed == 2
    basis = basis_of(timra)
    assert [thread.question.change for thread in basis.answered] == [ask.change]
    assert [thread.question.change for thread in basis.unanswered] == [spot.change]
    second = submitted(timra, "Åtgärdat")
    assert json.loads(second.report)["answered"] == [ask.change]
    published = "SELECT count(*) FROM hso.strukturbild_punkt_publicerad WHERE objektidentitet = %s AND namn = %s"
    assert raw.rows(platform, published, one, "Sörberge centrum")[0][0] == 0

    reviewer.open().close()
    assert not reviewer.decide(second, Event.TAKEN_UP, Event.APPROVED).refused
    assert raw.rows(platform, published, one, "Sörberge centrum")[0][0] == 1
    with reviewer.open() as copy:
        review = copy.review_store().review()
        assert states.approved(review, "2262") == second
        assert one in copy.snapshot("2262", first.snapshot) and other in copy.snapshot("2262", first.snapshot)
        assert copy.snapshot("2262", second.snapshot)[one].object.name == "Sörberge centrum"
        assert other not in copy.snapshot("2262", second.snapshot)
        latest = {s.municipality: found.change for s in review.submissions
                  if (found := states.approved(review, s.municipality))}  # fmt: skip
        release = Release(str(uuid4()), f"Utgåva {uuid4()}", tuple(latest.values()), copy.catalogue.name, "granskare")
        copy.review_store().keep([release])
        done = exchange_soon(copy, reviewer.session, Silent())
        assert done.landed == (release.change,), done
        (kept,) = [each for each in copy.review_store().review().releases if each.change == release.change]
        assert kept.name == release.name and set(kept.submissions) == set(latest.values())
    timra.rename(one, "Sörberge igen")
    timra.send()
    changes = {c.version.object.identity: c.type for c in basis_of(timra).changes}
    assert changes == {one: ChangeType.CHANGED}


@pytest.mark.parametrize("losses", [["answer"], ["request"], ["answer", "request", "answer"], ["request"] * 3])
def test_lost_answers_lose_and_double_nothing(
    platform: TestPlatform, planner: Callable[..., Planner], reviewer: Reviewer, losses: list[str]
) -> None:
    timra = planner("2262", "2262")
    identity = timra.draw("Fagervik")
    timra.send()
    first = submitted(timra, session=lossy(timra.session, *losses))
    reviewer.open().close()
    line = lossy(reviewer.session, *losses)
    with reviewer.open() as copy:
        said = [
            Comment(str(uuid4()), f"Fråga {number}", reviewer.login, first.change, identity, 1) for number in range(5)
        ]
        said.append(Comment(str(uuid4()), "Svar", reviewer.login, first.change, answers=said[0].change))
        taken = Decision(str(uuid4()), first.change, Event.TAKEN_UP, "", reviewer.login)
        copy.review_store().keep([*said, taken])
        for _ in range(len(losses) + 1):
            done = exchange_soon(copy, line, Silent())
        assert done.trouble is None and not copy.review_store().outbox() and not copy.review_store().refused()
    assert rows_of(platform, "inlamning", first.change) == 1
    assert [rows_of(platform, "kommentar", each.change) for each in said] == [1] * 6
    assert rows_of(platform, "beslut", taken.change) == 1


def test_two_reviewers_and_one_is_told(
    platform: TestPlatform, planner: Callable[..., Planner], reviewer: Reviewer, tmp_path: Path
) -> None:
    timra = planner("2262", "2262")
    timra.draw("Söråker")
    timra.send()
    first = submitted(timra)
    other = Reviewer(platform.url, platform.user("admin"), tmp_path / "andra.gpkg")
    other.open().close()
    assert len(reviewer.decide(first, Event.TAKEN_UP).landed) == 1
    (refused,) = other.decide(first, Event.TAKEN_UP).refused
    assert "någon annan hann före" in refused.reason.sv and "HSO-STATUS" in refused.details
    with ReviewCopy.open(other.path) as copy:
        assert states.state_of(copy.review_store().review(), first) is SubmissionState.UNDER_REVIEW


def test_what_stands_in_the_way_of_submitting(planner: Callable[..., Planner]) -> None:
    one, colleague = planner("2262", "2262"), planner("2262", "2262")
    basis = basis_of(one)
    identity = colleague.draw("Laggarberg")
    colleague.send()

    def refusal() -> str:
        with one.copy() as copy, pytest.raises(HsoError) as caught:
            submit(copy, one.session, "Klart", basis, Silent())
        with one.copy() as copy:
            assert not copy.review_store().outbox()
        return caught.value.code

    assert refusal() == "HSO-NYARE-FINNS"
    basis = basis_of(one)
    one.rename(identity, "Laggarbergs by")
    assert refusal() == "HSO-OSKICKAT"


def test_a_planner_of_another_municipality_is_no_reviewer(platform: TestPlatform, tmp_path: Path) -> None:
    with pytest.raises(HsoError) as caught:
        Reviewer(platform.url, platform.user("2281"), tmp_path / "g.gpkg").open()
    assert caught.value.code == "HSO-BEHORIGHET"
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_cannot_go_on_is_made_anew_with_what_was_on_its_way(
    platform: TestPlatform, reviewer: Reviewer, planner: Callable[..., Planner]
) -> None:
    timra = planner("2262", "2262")
    timra.draw("Stavre")
    timra.send()
    first = submitted(timra)
    with reviewer.open() as copy:
        copy._connection.execute("UPDATE hso_arkiv SET andring = 'another' WHERE slag = 'punkt'")  # as after a restore
        waiting = Comment(str(uuid4()), "Väntar", reviewer.login, first.change)
        copy.review_store().keep([waiting])
        before = len(copy.versions())
    with reviewer.open() as copy:
        assert len(copy.versions()) >= before
        assert all(version.change != "another" for version in copy.versions())
        assert waiting.change in {each.change for each in copy.review_store().review().comments if each.position}


def test_a_working_copy_fetched_anew_takes_over_what_was_on_its_way(planner: Callable[..., Planner]) -> None:
    timra = planner("2262", "2262")
    identity = timra.draw("Torsboda")
    timra.send()
    with timra.copy() as copy:
        waiting = Comment(str(uuid4()), "Väntar", timra.login, object=identity, version=1)
        copy.review_store().keep([waiting])
    renew(timra.path, timra.session, Silent())
    with timra.copy() as copy:
        assert exchange_review(copy, timra.session, Silent()).landed == (waiting.change,)


def test_a_file_from_before_the_review_learns_the_tables_once(planner: Callable[..., Planner]) -> None:
    timra = planner("2262", "2262")
    with timra.copy() as copy:
        types = {name: each for name, each in copy.server.types.items() if name not in REVIEW_TYPES}
        copy.note_server(replace(copy.server, types=types))
    with timra.copy() as copy:
        exchange_review(copy, timra.session, Silent())
    with timra.copy() as copy:
        assert set(REVIEW_TYPES) <= copy.server.types.keys()
        assert copy.review_store().rights()[0].user == timra.login


def test_a_platform_without_the_review_can_be_edited_and_says_what_it_lacks(
    platform: TestPlatform, tmp_path: Path
) -> None:
    with fault_proxy.proxy(platform.url, lambda _, answer: answer.replace(b"utgava", b"nagot_annat")) as url:
        timra = Planner(platform, tmp_path / "timra.gpkg", "2262", "2262")
        timra.url = url
        timra.fetch()
        timra.draw("Östrand")
        assert timra.send().landed == 1
        with timra.copy() as copy, pytest.raises(HsoError) as caught:
            exchange_review(copy, timra.session, Silent())
    assert caught.value.code == "HSO-SCHEMA" and "tabellen utgava" in caught.value.text.sv
