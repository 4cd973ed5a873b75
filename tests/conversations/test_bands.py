"""How many, rounded, and when a whole may be told by its parts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.bands import PART_LEAST, SPLIT_FROM, band, splits
from conversations.phrases import PlainEnglish


@pytest.mark.parametrize(
    ("parts", "told"),
    [((20, 0, 0), True), ((10, 5, 5), True), ((19, 0, 0), False), ((20, 0, 1), False), ((40, 4, 9), False), ((0, 0, 0), False)],
)  # fmt: skip
def test_parts_are_told_only_where_nobody_can_be_picked_out(parts: tuple[int, int, int], told: bool) -> None:
    """From 20 people on, and only if there is nobody, or at least five, in every part."""
    assert splits(*parts) is told


@given(st.tuples(*[st.integers(0, 60)] * 3))
def test_no_part_that_is_told_is_one_to_four_people(parts: tuple[int, int, int]) -> None:
    """A part that is told and not empty has company."""
    assert not splits(*parts) or (
        sum(parts) >= SPLIT_FROM and not any(0 < part < PART_LEAST for part in parts)
    )


def test_bands_rise() -> None:
    """A larger number is never told as a smaller one, and nothing under five is told at all."""
    said = [band(count, PlainEnglish()) for count in range(60)]
    assert set(said[:5]) == {"fewer than 5"}
    assert len(set(said)) == 1 + sum(a != b for a, b in pairwise(said))
