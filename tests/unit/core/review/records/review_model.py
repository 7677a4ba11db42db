"""A platform of records in memory that takes and refuses them much as the real one's triggers do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hso_plugin.core.ledger.ports import InsertAnswer, Right
from hso_plugin.core.progress import Progress
from hso_plugin.core.review.records import rows, states
from hso_plugin.core.review.records.model import TABLES, Comment, Decision, Record, Review, Submission

TIMRA = "2262"
PLANNER = (Right("planerare.timra", TIMRA, "planerare"),)
REVIEWER = (Right("granskare", None, "granskare"),)


@dataclass
class ModelReview:
    """The review-platform port; `meets` is called with a batch and what carries it out, to spoil either."""

    records: list[Record] = field(default_factory=list)
    meets: Callable[[Sequence[Record], Callable[[Sequence[Record]], str]], str] = lambda batch, deliver: deliver(batch)
    inserts: list[int] = field(default_factory=list)

    def onward(self, table: str, position: int, progress: Progress) -> Iterator[Sequence[Record]]:
        found = [r for r in self.records if isinstance(r, TABLES[table]) and (r.position or 0) >= max(position, 1)]
        for start in range(0, len(found), 2):
            yield found[start : start + 2]

    def insert(self, records: Sequence[Record]) -> InsertAnswer:
        self.inserts.append(len(records))
        message = self.meets(records, self.deliver)
        return InsertAnswer(not message, message)

    def deliver(self, records: Sequence[Record]) -> str:
        """Carry out the Inserts, the last one first as QGIS Server does; what was refused, in words."""
        return "; ".join(filter(None, (self._take(record) for record in reversed(records))))

    def _take(self, record: Record) -> str:
        review = self.review
        if any(each.change == record.change for each in self.records):
            return "HSO-FINNS: finns redan"
        submission = next((s for s in review.submissions if s.change == getattr(record, "submission", None)), None)
        if isinstance(record, Decision):
            rights = PLANNER if record.user == PLANNER[0].user else REVIEWER
            if submission is None or record.event not in states.may(rights, review, submission):
                return "HSO-STATUS: kan inte bli det"
        if isinstance(record, Comment):
            if record.answers and not any(each.change == record.answers for each in review.comments):
                return "HSO-SCHEMA: kommentaren som besvaras finns inte"
            if not record.text and record.settled is None:
                return "HSO-SCHEMA: Kommentaren är tom."
        values: dict[str, Any] = rows.to_values(record)  # by the wire, as it would be
        position = len(self.records) + 1
        time = {"lopnr": position, "tidpunkt": f"t{position}", "inskickad": f"t{position}"}
        self.records.append(rows.of_row(rows.table_of(record), values | time))
        return ""

    @property
    def review(self) -> Review:
        found: dict[type[Record], list[Any]] = {sort: [] for sort in TABLES.values()}
        for record in self.records:
            found[type(record)].append(record)
        return Review(*(tuple(found[sort]) for sort in TABLES.values()))


def submission(change: str = "s1", municipality: str = TIMRA) -> Submission:
    return Submission(change, municipality, 1, "VN 1.0", '{"counts": {"fel": 0}}', "Klart", "planerare.timra")


def comment(change: str, text: str = "Varför?", **more: Any) -> Comment:
    return replace(Comment(change, text, "granskare", submission="s1"), **more)
