"""Reading a ledger in pieces: every row exactly once and in order, whatever the server's cap and the ledger's holes."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from hso_plugin.core.errors import Cancelled, HsoError
from hso_plugin.core.platform import pages
from hso_plugin.core.platform.pages import LedgerPages
from hso_plugin.core.progress import Silent
from hso_plugin.core.text import Text
from hso_plugin.core.wfs import filters
from hso_plugin.core.wfs.encodings import Encoding, GeoJson, Gml
from hso_plugin.core.wfs.names import OGC, WFS
from hso_plugin.core.wfs.schema import FeatureType

TYPE = FeatureType("ledger", "hso", "urn:hso", None, {"lopnr": "long", "slut": "string"})
JSON = GeoJson("application/json")
NAMES = {"o": OGC, "w": WFS}


@dataclass
class Server:
    """A WFS with one ledger in a list: `rows` are (position, True if it has ended), and no answer has more than `cap`.

    Attributes:
        shuffle: what it does to a page before it answers, for servers that do not keep order.
        padding: bytes each row has beside its position.
        asked: windows (above, up to or None) in the order they came.
        sorted_rows: rows that were read to answer: of all in a window, since it sorts before it looks at the limit.
    """

    rows: Sequence[tuple[int, bool]]
    cap: int = 10_000
    shuffle: Callable[[list[int]], list[int]] = lambda page: page
    padding: int = 0
    asked: list[tuple[int, int | None]] = field(default_factory=list)
    limits: list[int] = field(default_factory=list)
    sorted_rows: int = 0
    lock: Lock = field(default_factory=Lock)

    def ask(self, body: bytes) -> bytes:
        root = etree.fromstring(body)
        low = int(root.findtext(".//o:PropertyIsGreaterThan/o:Literal", "0", NAMES))
        high = root.findtext(".//o:PropertyIsLessThanOrEqualTo/o:Literal", None, NAMES)
        limit = int(root.get("maxFeatures"))
        with self.lock:
            self.asked.append((low, None if high is None else int(high)))
            self.limits.append(limit)
        current = root.find(".//o:PropertyIsNull", NAMES) is not None
        found = sorted(
            position
            for position, ended in self.rows
            if position > low and (high is None or position <= int(high)) and not (current and ended)
        )
        with self.lock:
            self.sorted_rows += len(found)
        if root.findtext(".//o:SortOrder", "", NAMES) == "DESC":
            found.reverse()
        page = self.shuffle(found[: min(limit, self.cap)])
        return self.as_json(page) if root.get("outputFormat") else self.as_gml(page)

    def as_gml(self, page: list[int]) -> bytes:
        rows = "".join(f"<hso:ledger><hso:lopnr>{n}</hso:lopnr></hso:ledger>" + " " * self.padding for n in page)
        return f'<w:FeatureCollection xmlns:w="{WFS}" xmlns:hso="urn:hso">{rows}</w:FeatureCollection>'.encode()

    def as_json(self, page: list[int]) -> bytes:
        rows = [{"type": "Feature", "properties": {"lopnr": n, "slut": "x" * self.padding}} for n in page]
        return json.dumps({"type": "FeatureCollection", "features": rows}).encode()

    def pages(self, encoding: Encoding) -> LedgerPages:
        return LedgerPages(TYPE, encoding, self.ask)


def positions(read: Any, encoding: Encoding) -> list[int]:
    found = list(read)
    assert all(found), "no page is empty"
    return [int(encoding.row(feature, TYPE)["lopnr"]) for page in found for feature in page]


#: Ledgers: dense, with holes of any size, and with ends that make whole windows of current rows empty.
ledgers = st.lists(st.tuples(st.integers(1, 400), st.booleans()), max_size=60).map(
    lambda steps: [(sum(step for step, _ in steps[: i + 1]), ended) for i, (_, ended) in enumerate(steps)]
)
encodings = st.sampled_from([Gml(), JSON])


@pytest.fixture(autouse=True)
def small_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same code with windows that a short list fills many of."""
    monkeypatch.setattr(pages, "WINDOW", 40)
    monkeypatch.setattr(pages, "NARROWEST", 4)
    monkeypatch.setattr(pages, "WANTED_BYTES", 600)


relaxed = settings(deadline=None)


@relaxed
@given(ledgers, st.integers(1, 50), st.integers(0, 3000), encodings)
def test_after_gives_every_row_once_and_in_order(
    rows: list[tuple[int, bool]], cap: int, start: int, encoding: Encoding
) -> None:
    server = Server(rows, cap)
    assert positions(server.pages(encoding).after(start), encoding) == [n for n, _ in rows if n > start]


@relaxed
@given(ledgers, st.integers(1, 50), st.integers(0, 3000), st.integers(0, 3000), encodings)
def test_a_window_ends_where_it_should(
    rows: list[tuple[int, bool]], cap: int, start: int, end: int, encoding: Encoding
) -> None:
    server = Server(rows, cap)
    assert positions(server.pages(encoding).after(start, end), encoding) == [n for n, _ in rows if start < n <= end]


@relaxed
@given(ledgers, st.integers(1, 50), st.integers(0, 30), st.booleans(), encodings)
def test_all_gives_every_row_up_to_the_head_once_and_in_order(
    rows: list[tuple[int, bool]], cap: int, newer: int, current: bool, encoding: Encoding
) -> None:
    """Rows that came after the head was asked for are left for the next pull, whatever the condition."""
    head = rows[max(0, len(rows) - 1 - newer)][0] if rows else 0
    server = Server(rows, cap)
    conditions = [filters.is_null("versiongiltigtill")] if current else []
    read = server.pages(encoding).all(head, Silent(), *conditions)
    assert positions(read, encoding) == [n for n, ended in rows if n <= head and not (current and ended)]
    assert all(high is not None and high <= head for _, high in server.asked)


@pytest.mark.parametrize("cap", [1, 3, 39, 40, 41, 1000])
@pytest.mark.parametrize("lowest", [1, 2, 40, 41])
def test_nothing_is_lost_where_two_windows_meet(lowest: int, cap: int) -> None:
    """A ledger without holes has a row at every edge."""
    wanted = list(range(lowest, lowest + 300))
    server = Server([(n, False) for n in wanted], cap)
    assert positions(server.pages(JSON).all(wanted[-1], Silent()), JSON) == wanted
    assert positions(server.pages(JSON).after(0), JSON) == wanted


@relaxed
@given(ledgers, st.integers(0, 3000))
def test_head_is_the_newest_position(rows: list[tuple[int, bool]], known: int) -> None:
    """However large the holes are."""
    assert Server(rows, cap=1).pages(JSON).head() == (rows[-1][0] if rows else 0)
    assert Server(rows, cap=1).pages(JSON).head(known) == max([known, *(n for n, _ in rows)])


@relaxed
@given(ledgers, st.integers(0, 3000))
def test_a_ledger_stands_where_its_last_row_is(rows: list[tuple[int, bool]], other: int) -> None:
    last = rows[-1][0] if rows else 0
    assert Server(rows).pages(JSON).stands_at(last)
    assert Server(rows).pages(JSON).stands_at(other) is (other == last)


@relaxed
@given(ledgers, st.integers(0, 3000))
def test_what_is_new_is_counted_as_far_as_one_answer_goes(rows: list[tuple[int, bool]], start: int) -> None:
    after = [n for n, _ in rows if n > start]
    near = [n for n in after if n <= start + pages.WINDOW]
    assert Server(rows).pages(JSON).number_after(start) == len(near or after[: pages.WINDOW])


def test_a_long_ledger_is_not_sorted_for_a_few_rows() -> None:
    """A server that passes on neither order nor limit reads all that a request could mean (QGIS Server 3.22–3.40)."""
    rows = [(n, False) for n in range(1, 20_001)]

    def sorted_rows(ask: Callable[[LedgerPages], object]) -> int:
        server = Server(rows)
        ask(server.pages(JSON))
        return server.sorted_rows

    assert sorted_rows(lambda ledger: ledger.head()) < 1_000
    assert sorted_rows(lambda ledger: ledger.stands_at(20_000)) == 1
    assert sorted_rows(lambda ledger: ledger.number_after(1)) == pages.WINDOW
    assert sorted_rows(lambda ledger: list(ledger.onward(20_000, Silent()))) == 1
    assert sorted_rows(lambda ledger: list(ledger.onward(19_990, Silent()))) < 100
    assert sorted_rows(lambda ledger: list(ledger.onward(1, Silent()))) < 1.2 * 20_000


@pytest.mark.parametrize("encoding", [Gml(), JSON], ids=["gml", "geojson"])
@pytest.mark.parametrize(
    "shuffle",
    [
        lambda page: page[::-1],
        lambda page: page + page[-1:],
        lambda page: [*page[1:], page[0]],
        lambda page: [0, *page],
        lambda page: page[:1] * 2 + page[1:],
    ],
    ids=["backwards", "last one twice", "rotated", "one from before", "first one twice"],
)
def test_a_page_out_of_order_is_refused(shuffle: Callable[[list[int]], list[int]], encoding: Encoding) -> None:
    server = Server([(n, False) for n in range(1, 30)], cap=10, shuffle=shuffle)
    for read in (server.pages(encoding).after(0), server.pages(encoding).all(29, Silent())):
        with pytest.raises(HsoError) as caught:
            list(read)
        assert caught.value.code == "HSO-SVAR"
        assert caught.value.details.startswith("positions [")


def test_a_server_that_ignores_the_filter_is_refused_and_not_read_for_ever() -> None:
    page = Server([(1, False), (2, False)]).as_json([1, 2])
    with pytest.raises(HsoError) as caught:
        list(LedgerPages(TYPE, JSON, lambda _: page).after(0))
    assert caught.value.code == "HSO-SVAR"


@pytest.mark.parametrize("lopnr", ["", "x", "-1", "1.5", None])
def test_a_row_without_a_position_is_refused(lopnr: str | None) -> None:
    answer = {"features": [{"properties": {"lopnr": lopnr}}]}
    with pytest.raises(HsoError) as caught:
        list(LedgerPages(TYPE, JSON, lambda _: json.dumps(answer).encode()).after(0))
    assert caught.value.code == "HSO-SVAR"


def test_windows_of_a_sparse_ledger_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten rows over a million positions: a fixed window would need 25 000 requests."""
    monkeypatch.setattr(pages, "WANTED_BYTES", 100_000)
    server = Server([(n * 100_000, False) for n in range(1, 11)])
    assert len(positions(server.pages(JSON).all(1_000_000, Silent()), JSON)) == 10
    assert len(server.asked) < 40


def test_requests_fit_the_size_of_the_rows() -> None:
    rows = [(n, False) for n in range(1, 400)]
    heavy, light = Server(rows, padding=100), Server(rows)
    for server in (heavy, light):
        positions(server.pages(JSON).after(0), JSON)
    assert heavy.limits[0] == light.limits[0] == 40
    assert heavy.limits[-1] == 4, "never narrower"
    assert 4 < light.limits[-1] < 40


class Impatient(Silent):
    """Cancelled from the third question on."""

    def __init__(self) -> None:
        self.questions = 0

    def report(self, fraction: float, text: Text | None = None) -> None:
        """Nothing to tell."""

    def is_cancelled(self) -> bool:
        self.questions += 1
        return self.questions > 2


def test_a_cancel_ends_the_requests() -> None:
    server = Server([(n, False) for n in range(1, 1000)])
    with pytest.raises(Cancelled):
        list(server.pages(JSON).all(999, Impatient()))
    assert max(low for low, _ in server.asked) < 200


@relaxed
@given(ledgers.filter(len), st.integers(2, 50), st.data(), encodings)
def test_onward_begins_with_the_row_itself(
    rows: list[tuple[int, bool]], cap: int, data: st.DataObject, encoding: Encoding
) -> None:
    start, _ = data.draw(st.sampled_from(rows))
    server = Server(rows, cap)
    assert positions(server.pages(encoding).onward(start, Silent()), encoding) == [n for n, _ in rows if n >= start]
    if start == rows[-1][0]:
        assert len(server.asked) == 2, "nothing new costs two questions: what is near, and whether there is more"
        assert server.sorted_rows == 1


@pytest.mark.parametrize("rows", [[], [(7, True)], [(4, True)], [(4, True), (9, False)]])
def test_onward_gives_what_there_is_where_the_row_is_missing(rows: list[tuple[int, bool]]) -> None:
    assert positions(Server(rows).pages(JSON).onward(5, Silent()), JSON) == [n for n, _ in rows if n > 5]
