"""The review under the same faults: planners submit, reviewers decide, all comment, in every order over bad lines.

After each step: everything that anyone kept is on the platform, in that person's outbox or refused with a reason; no
act is there twice, or in other words than it was kept in. When all is quiet, everybody sees the same, and the state of
each submission is the one that the platform's own rules came to.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from uuid import UUID

import shapely
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.ports import Right
from hso_plugin.core.progress import Silent
from hso_plugin.core.review.records import states
from hso_plugin.core.review.records.exchange import exchange
from hso_plugin.core.review.records.model import Comment, Decision, Event, Record, Review, Submission
from hso_plugin.core.review.records.ports import Exchanged, RefusedRecord
from hso_plugin.core.review.records.wfs_platform import WfsReview
from hso_plugin.workcopy import NewWorkingCopy, Settings, WorkingCopyFile
from hso_plugin.workcopy.review.review_copy import ReviewCopy
from hso_plugin.workcopy.storage.review_tables import ReviewTables

from . import model_server
from .desk import Crash, Process
from .machine import FAST, reads, writes
from .model_server import CATALOGUE, Fault
from .review_server import ReviewServer, profile

USERS = ("planerare-2281", "planerare.tva-2281", "planerare-2262", "granskare", "granskare.tva")
STEPS = ("take_in", "keep", "mark_sent", "refuse")
#: Few, so that people meet at the same ones.
MOST_SUBMISSIONS = 4
_templates: list[Path] = []

users = st.integers(0, len(USERS) - 1)
planners = st.integers(0, 2)
reviewers = st.integers(3, 4)
picks = st.integers(0, 30)


@dataclass
class ReviewDesk:
    """One person, with a file of their sort."""

    user: str
    path: Path
    server: ReviewServer
    kept: dict[str, Record] = field(default_factory=dict)

    @property
    def municipality(self) -> str:
        return self.user.partition("-")[2]

    @property
    def reviews(self) -> bool:
        return self.user.startswith("granskare")

    @property
    def rights(self) -> tuple[Right, ...]:
        return (Right(self.user, self.municipality or None, "granskare" if self.reviews else "planerare"),)

    def copy(self) -> WorkingCopyFile | ReviewCopy:
        return ReviewCopy.open(self.path) if self.reviews else WorkingCopyFile.open(self.path)

    @cached_property
    def window(self) -> WorkingCopyFile | ReviewCopy:
        """The file as the person sees it, kept open; exchanges open it for themselves."""
        return self.copy()

    @property
    def store(self) -> ReviewTables:
        return self.window.review_store()

    def keep(self, *records: Record) -> None:
        self.store.keep(records)
        self.kept.update({record.change: record for record in records})

    def exchange(
        self,
        reads: Sequence[Fault] = (),
        writes: Sequence[Fault] = (),
        dies: int | None = None,
        *,
        after: bool = False,
    ) -> Exchanged | HsoError | None:
        """What came of it: an error, or None when the process died."""
        with self.copy() as copy:
            platform = WfsReview(profile(), self.server.session(self.user, reads, writes))
            store: ReviewTables = Process(copy.review_store(), dies, after=after, steps=STEPS)  # type: ignore[assignment]
            try:
                return exchange(platform, store, Silent())
            except HsoError as error:
                return error
            except Crash:
                return None


def templates() -> Path:
    """Folder with an empty file of each sort; made once in a process."""
    if not _templates:
        folder = Path(tempfile.mkdtemp(prefix="hso-review-templates-", dir=FAST))
        areas = {"2281": shapely.MultiPolygon([shapely.box(590_000, 6_900_000, 640_000, 6_960_000)])}
        settings = Settings(model_server.URL, "2281", "x")
        with NewWorkingCopy(folder / "planerare.gpkg", settings, profile(), CATALOGUE, areas) as new:
            new.finish({}).close()
            new.publish()
        ReviewCopy.create(folder / "granskare.gpkg", settings, profile(), CATALOGUE, areas).close()
        _templates.append(folder)
    return _templates[0]


class ReviewMachine(RuleBasedStateMachine):
    """Every rule is something that a person, the network or the power supply does."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="hso-review-", dir=FAST))
        self.server = ReviewServer()
        self.number = 0
        self.desks = [self._desk(user) for user in USERS]

    def _desk(self, user: str) -> ReviewDesk:
        path = self.folder / f"{user}.gpkg"
        sort = "granskare" if user.startswith("granskare") else "planerare"
        shutil.copyfile(templates() / f"{sort}.gpkg", path)
        return ReviewDesk(user, path, self.server)

    def teardown(self) -> None:
        try:
            self.become_quiet()
        finally:
            for desk in self.desks:
                desk.window.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    @initialize()
    def begin_with_something_submitted(self) -> None:
        self.submit(0)
        for desk in self.desks:
            desk.exchange()

    # People

    @precondition(lambda self: len(self.server.status) < MOST_SUBMISSIONS)
    @rule(user=planners)
    def submit(self, user: int) -> None:
        desk = self.desks[user]
        change, token = self._new()
        desk.keep(Submission(change, desk.municipality, self.number, CATALOGUE.name, "{}", token, desk.user))

    @rule(user=users, pick=picks, choice=picks, blindly=st.booleans())
    def decide(self, user: int, pick: int, choice: int, blindly: bool) -> None:
        """One event that the window offers, or sometimes one that it would not."""
        desk, review = self.desks[user], self.desks[user].store.review()
        submission = self._pick(review.submissions, pick)
        if submission is not None:
            may = sorted(Event if blindly else states.may(desk.rights, review, submission))
            if may:
                change, token = self._new()
                desk.keep(Decision(change, submission.change, may[choice % len(may)], token, desk.user))

    @rule(user=reviewers, pick=picks, event=st.sampled_from([Event.APPROVED, Event.RETURNED, Event.REJECTED]))
    def take_up_and_decide(self, user: int, pick: int, event: Event) -> None:
        desk = self.desks[user]
        submission = self._pick(desk.store.review().submissions, pick)
        if submission is not None:
            for each in (Event.TAKEN_UP, event):
                change, token = self._new()
                desk.keep(Decision(change, submission.change, each, token, desk.user))

    @rule(user=users, pick=picks, number=st.integers(1, 4))
    def comment(self, user: int, pick: int, number: int) -> None:
        desk = self.desks[user]
        submission = self._pick(desk.store.review().submissions, pick)
        if submission is not None:
            said = [self._new() for _ in range(number)]
            desk.keep(*(Comment(change, token, desk.user, submission.change) for change, token in said))

    @rule(user=users, pick=picks, settled=st.sampled_from([None, True, False]))
    def answer(self, user: int, pick: int, settled: bool | None) -> None:
        desk = self.desks[user]
        asked = self._pick(desk.store.review().comments, pick)
        if asked is not None:
            change, token = self._new()
            desk.keep(Comment(change, token, desk.user, asked.submission, answers=asked.change, settled=settled))

    @rule(user=users, pick=picks, again=st.booleans())
    def change_or_drop_what_was_refused(self, user: int, pick: int, again: bool) -> None:
        desk = self.desks[user]
        refused: RefusedRecord | None = self._pick(desk.store.refused(), pick)
        if refused is not None and again:
            desk.store.keep([refused.record])
        elif refused is not None:
            desk.store.drop([refused.record.change])
            del desk.kept[refused.record.change]

    # The plugin, the network, the power supply

    @rule(user=users)
    def exchange(self, user: int) -> None:
        before = {record.change for record, _ in self.desks[user].store.outbox()}
        done = self.desks[user].exchange()
        assert isinstance(done, Exchanged), f"an exchange without a fault failed: {done}"
        assert not self.desks[user].store.outbox()
        now = {entry.values["andring"] for entry in self.server.entries}
        assert set(done.landed) == before & now, "what landed is not what was said"
        for refused in done.refused:
            assert not self._valid(refused.record, now), f"a valid record was refused: {refused}"

    @rule(user=users, read=reads)
    def receive_over_a_bad_network(self, user: int, read: list[Fault]) -> None:
        self.desks[user].exchange(reads=read)

    @rule(user=users, write=writes)
    def send_over_a_bad_network(self, user: int, write: list[Fault]) -> None:
        self.desks[user].exchange(writes=write)

    @rule(user=users, read=reads, write=writes)
    def send_over_a_network_bad_both_ways(self, user: int, read: list[Fault], write: list[Fault]) -> None:
        self.desks[user].exchange([*[Fault.NONE] * 4, *read], write)

    @rule(user=users, write=writes, dies=st.integers(0, 8), after=st.booleans())
    def die_while_sending(self, user: int, write: list[Fault], dies: int, after: bool) -> None:
        self.desks[user].exchange(writes=write, dies=dies, after=after)

    @precondition(lambda self: self.server.late)
    @rule(pick=picks)
    def a_late_request_lands(self, pick: int) -> None:
        self.server.land_late(pick)

    # What must hold after every step

    @invariant()
    def nothing_is_lost_doubled_or_altered(self) -> None:
        there = {entry.values["andring"]: entry for entry in self.server.entries}
        tokens = [token for entry in self.server.entries if (token := _token(entry.values))]
        assert len(tokens) == len(set(tokens)), "something was said or done twice"
        for desk in self.desks:
            waiting = {record.change: record for record, _ in desk.store.outbox()}
            refused = {each.record.change: each for each in desk.store.refused()}
            assert not waiting.keys() & refused.keys()
            assert all(each.reason.sv and each.reason.en for each in refused.values())
            for change, record in desk.kept.items():
                if change in there:
                    assert _token(there[change].values) == _words(record), f"{desk.user}'s {record} was altered"
                else:
                    kept = waiting.get(change) or (refused[change].record if change in refused else None)
                    assert kept == record, f"{desk.user}'s {record} is gone or altered: {kept}"

    @invariant()
    def nobody_sees_what_is_not_there(self) -> None:
        there = {entry.values["andring"]: entry.position for entry in self.server.entries}
        for desk in self.desks:
            for record in _records(desk.store.review()):
                if record.position is not None:
                    assert there.get(record.change) == record.position
                else:
                    assert record.change in desk.kept

    def become_quiet(self) -> None:
        """Late requests land, lines are good, and everybody exchanges until there is nothing to do."""
        while self.server.late:
            self.server.land_late(0)
        for _ in range(2):
            for desk in self.desks:
                desk.exchange()
        self.nothing_is_lost_doubled_or_altered()
        wanted = {entry.values["andring"]: entry.position for entry in self.server.entries}
        seen = [desk.store.review() for desk in self.desks]
        for desk, review in zip(self.desks, seen, strict=True):
            assert not desk.store.outbox(), f"{desk.user} has something left to send"
            assert {r.change: r.position for r in _records(review)} == wanted, f"{desk.user} sees something else"
            assert review == seen[0], f"{desk.user} sees other words"
            for submission in review.submissions:
                assert states.state_of(review, submission) == self.server.status[submission.change]
            for municipality in ("2281", "2262"):
                found = states.approved(review, municipality)
                assert (found.change if found else None) == self.server.published.get(municipality)

    def _new(self) -> tuple[str, str]:
        """An `andring`, the same in every run, and words that nothing else has."""
        self.number += 1
        return str(UUID(int=self.number, version=4)), f"ord {self.number}"

    def _valid(self, record: Record, there: set[str]) -> bool:
        """True if what a record builds on is there, so that nothing is against it. Of decisions nobody else can say."""
        if isinstance(record, Comment):
            return {record.submission, record.answers} - {None} <= there
        return isinstance(record, Submission)

    @staticmethod
    def _pick(things: Sequence, pick: int):
        return things[pick % len(things)] if things else None


def _records(review: Review) -> list[Record]:
    return [*review.submissions, *review.decisions, *review.comments, *review.releases]


def _words(record: Record) -> str:
    if isinstance(record, Submission):
        return record.message
    return record.reason if isinstance(record, Decision) else record.text if isinstance(record, Comment) else ""


def _token(values: dict[str, str]) -> str:
    return next((values[name] for name in ("meddelande", "motivering", "innehall") if name in values), "")
