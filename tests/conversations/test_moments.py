"""A day and a time typed together (conversations/moments.py)."""

from datetime import date

import pytest

from conversations.moments import Moment, read_minutes, read_moment

TODAY = date(2026, 11, 23)
THIRD = date(2026, 12, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Thu 3 Dec at 2pm", "3/12 14:30", "2026-12-03 14:00", "2026-12-03T14:00", "2pm on 3 Dec", "at 2 on 3 Dec", "3 December at 2",
        "3rd of December, 2 p.m.", "3 dec 2026 2pm", "3.12 14.30", "Thursday 3 December 2:30pm",
    ],
)  # fmt: skip
def test_a_day_and_a_time_are_read_in_either_order(text: str) -> None:
    """In words, in figures or as a computer writes them."""
    found = read_moment(text, TODAY)
    assert found.day == THIRD
    assert found.minute in (14 * 60, 14 * 60 + 30)


@pytest.mark.parametrize(
    ("text", "day", "minute"),
    [
        ("tomorrow at noon", date(2026, 11, 24), 720),
        ("next Friday 6.30pm", date(2026, 12, 4), 1110),
        ("tonight at 7pm", TODAY, 1140),
        ("Friday at 9", date(2026, 11, 27), 540),
        ("1 Jan 2027 12am", date(2027, 1, 1), 0),
        ("hoy a las 18", TODAY, 1080),
    ],
)
def test_words_for_days_and_times(text: str, day: date, minute: int) -> None:
    """A bare hour up to 6 is an afternoon; from 7 on it is what it says."""
    assert read_moment(text, TODAY) == Moment(day, minute)


@pytest.mark.parametrize("text", ["3 Dec", "24/12", "3.12", "Friday", "2026-12-03"])
def test_a_day_without_a_time_is_only_a_day(text: str) -> None:
    """Nothing is guessed from it, so the time can be asked for."""
    found = read_moment(text, TODAY)
    assert found.day is not None
    assert found.minute is None


@pytest.mark.parametrize(
    "text", ["soon", "3 Dec 25:00", "3 Dec at 13pm", "3 Dec at 0pm", "Friday 10-12", "31 Feb at 2pm", ""]
)
def test_what_is_half_understood_is_not_understood(text: str) -> None:
    """Inviting people to the wrong hour, quietly, would be worse than asking again."""
    found = read_moment(text, TODAY)
    assert found.day is None or found.minute is None


def test_a_time_alone_is_only_a_time() -> None:
    """No day is guessed for it."""
    assert read_moment("2pm", TODAY) == Moment(None, 14 * 60)


@pytest.mark.parametrize(
    ("text", "day", "minute"),
    [
        ("Fri 27 Nov 2pm to 4pm", date(2026, 11, 27), 840),
        ("3 Dec 14:00-16:00", THIRD, 840),
        ("3 Dec from 2pm till 4pm", THIRD, 840),
        ("30th november half past 5", date(2026, 11, 30), 1050),
        ("3 Dec quarter to 1pm", THIRD, 765),
        ("quarter past 10 on 3 Dec", THIRD, 615),
    ],
)
def test_the_beginning_of_a_span_and_a_clock_in_words(text: str, day: date, minute: int) -> None:
    """People say when it ends in the same breath, and read their clocks aloud."""
    assert read_moment(text, TODAY) == Moment(day, minute)


@pytest.mark.parametrize(
    "text", ["3 Dec quarter to 12pm", "half past 5", "2pm to 4pm", "3 Dec half past 13am"]
)
def test_a_span_or_a_clock_in_words_alone_is_not_guessed_at(text: str) -> None:
    """Without a day, or with an hour that no clock shows, it is asked for again."""
    assert None in read_moment(text, TODAY)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90 minutes", 90), ("90", 90), ("2", 120), ("1.5 hours", 90), ("two hours", 120), ("2½", 150), ("2 and a half hours", 150),
        ("an hour and a half", 90), ("half an hour", 30), ("1h30", 90), ("1 hour and 15 mins", 75), ("6 hours", 360), ("2:30", 150),
    ],
)  # fmt: skip
def test_how_long_something_is(text: str, minutes: int) -> None:
    """In hours or minutes, in figures or in words."""
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["all day", "a while", "", "2pm", "soon"])
def test_what_is_no_length_is_none(text: str) -> None:
    """Nothing is guessed."""
    assert read_minutes(text) is None
