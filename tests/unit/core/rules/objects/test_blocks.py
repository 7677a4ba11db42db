"""The portions in which a block is searched: every place once, never so many pairs that memory runs out."""

from types import SimpleNamespace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.rules.objects.blocks import BOLDEST, PAIRS_AT_A_TIME, Portions


def cut(count, members, pairs_each):
    """The portions, when every place is near the same number of objects."""
    portions = Portions(count, SimpleNamespace(indices=np.arange(members)))
    parts = []
    for part in portions:
        parts.append(range(count)[part])
        portions.pairs += len(parts[-1]) * pairs_each
    return parts


@given(st.integers(0, 5_000), st.integers(0, 200_000), st.integers(0, 200_000))
def test_every_place_is_searched_from_once(count, members, pairs_each):
    parts = cut(count, members, min(members, pairs_each))
    assert [place for part in parts for place in part] == list(range(count))
    assert all(parts)


def test_where_all_lie_in_one_place_few_are_searched_from_in_one_go():
    parts = cut(20_000, 20_000, 20_000)
    assert max(map(len, parts)) * 20_000 <= PAIRS_AT_A_TIME


def test_even_when_only_the_last_lie_in_one_place_the_pairs_are_bounded():
    members = 20_000
    assert max(map(len, cut(members, members, 0))) * members <= BOLDEST * PAIRS_AT_A_TIME


def test_where_few_are_near_many_are_searched_from_in_one_go():
    """A search has a cost of its own: in portions of 25 places, 40 000 of them took longer to ask than to judge."""
    sizes = list(map(len, cut(40_000, 40_000, 5)))
    assert sizes[0] * 40_000 <= PAIRS_AT_A_TIME
    assert set(sizes[1:-1]) == {BOLDEST * sizes[0]}
