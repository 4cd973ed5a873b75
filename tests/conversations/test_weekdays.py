"""Days of the week, as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.weekdays import read_weekdays


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("Mondays", {0}),
        ("every Tuesday", {1}),
        ("each tue and thurs", {1, 3}),
        ("on Wednesdays", {2}),
        ("Fridays, Saturdays & Sundays.", {4, 5, 6}),
        ("weekends", {5, 6}),
        ("every weekend", {5, 6}),
        ("los lunes y jueves", {0, 3}),
        ("cada viernes", {4}),
    ],
)
def test_what_is_for_every_week_is_read(typed: str, days: set[int]) -> None:
    """Plurals, "every" and lists, in the languages that are offered."""
    assert set(read_weekdays(typed) or ()) == days


@pytest.mark.parametrize(
    "typed",
    ["Monday", "mon", "next Friday", "every day", "thus", "every", "Mondays and 24 Dec", "Mondays until May"],
)
def test_what_may_mean_one_day_is_asked_again(typed: str) -> None:
    """One Monday is not every Monday, and what is half understood is not understood."""
    assert read_weekdays(typed) is None


@given(st.text(max_size=40))
def test_anything_may_be_typed(text: str) -> None:
    """No text is too odd to be read, and what is read is days of a week."""
    assert (read_weekdays(text) or frozenset()) <= set(range(7))
