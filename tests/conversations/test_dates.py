"""Reading dates and hours as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.dates import (
    names_a_weekday,
    pack,
    read_day,
    read_days,
    read_hours,
    read_hours_for_a_while,
    say_days,
    unpack,
)
from conversations.pace import Days
from conversations.phrases import PlainEnglish

TODAY = date(2026, 11, 23)
XMAS = date(2026, 12, 24)
SOON = st.dates(TODAY, TODAY + timedelta(days=360))


@pytest.mark.parametrize(
    "text",
    [
        "24 Dec",
        "24 december",
        "24th December",
        "the 24th of December",
        "Dec 24",
        "December 24th, 2026",
        "24/12",
        "24/12/26",
        "24.12.2026",
        "24.12.",
        "2026-12-24",
        "Thu 24 Dec",
        "on Thursday, 24 Dec.",
        "24 de diciembre",
        "24 DIC",
    ],
)
def test_one_date_in_every_common_form(text: str) -> None:
    """The same day is read from names, numbers, ordinals and other orders, day before month."""
    assert read_day(text, TODAY) == XMAS


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("friday", 27), ("Friday.", 27), ("fri", 27), ("this Friday", 27), ("until friday", 27), ("on Weds", 25), ("viernes", 27), ("tomorrow", 24),
        ("until tomorrow", 24), ("Monday", 30), ("next Monday", 30), ("next wed", 2), ("next friday", 4), ("próximo viernes", 4), ("until 24 Nov", 24),
    ],
)  # fmt: skip
def test_a_weekday_is_the_coming_one(text: str, day: int) -> None:
    """ "Friday" is the coming one, "next Friday" the one of next week, and today's own name means a week from now."""
    found = read_day(text, TODAY)
    assert found is not None
    assert (found - TODAY).days == (day - 23 if day >= 23 else day + 7)


def test_from_a_weekend_next_friday_is_this_coming_one() -> None:
    """On a Saturday the week to come is next week."""
    saturday = date(2026, 11, 28)
    assert read_day("friday", saturday) == read_day("next friday", saturday) == date(2026, 12, 4)


def test_weekdays_in_the_plural_are_no_date() -> None:
    """ "Fridays" is every one of them, so it is no day to come back on."""
    assert read_day("fridays", TODAY) is None and read_day("every friday", TODAY) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("24 Dec to 2 Jan", XMAS, date(2027, 1, 2)),
        ("24/12 - 2/1", XMAS, date(2027, 1, 2)),
        ("from 24 Dec until 2 Jan", XMAS, date(2027, 1, 2)),
        ("24–26 Dec", XMAS, date(2026, 12, 26)),
        ("24 to 26 December", XMAS, date(2026, 12, 26)),
        ("2026-12-24 to 2026-12-26", XMAS, date(2026, 12, 26)),
        ("Mon 8 Feb to Tue 9 Mar", date(2027, 2, 8), date(2027, 3, 9)),
        ("24 dic al 2 ene", XMAS, date(2027, 1, 2)),
        ("today to 1 Dec", TODAY, date(2026, 12, 1)),
    ],
)
def test_a_run_of_dates(text: str, first: date, last: date) -> None:
    """A run goes from one date to another, across the turn of the year, and may name its month once."""
    assert read_days(text, TODAY) == (Days(first, last),)


def test_several_at_once() -> None:
    """Dates and runs can be listed in one message; bare numbers take the month that follows."""
    assert read_days("25 and 26 Dec, 1 Jan; 14/2 to 16/2", TODAY) == (
        Days(date(2026, 12, 25), date(2026, 12, 25)),
        Days(date(2026, 12, 26), date(2026, 12, 26)),
        Days(date(2027, 1, 1), date(2027, 1, 1)),
        Days(date(2027, 2, 14), date(2027, 2, 16)),
    )


def test_a_date_without_a_year_is_the_next_one() -> None:
    """Yesterday's date means next year's; today's means today; 29 February waits for a leap year."""
    assert read_day("22 Nov", TODAY) == date(2027, 11, 22)
    assert read_day("23 Nov", TODAY) == TODAY
    assert read_day("29 Feb", TODAY) == date(2028, 2, 29)
    assert read_day("tomorrow", TODAY) == date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "Tuesday",
        "31 Feb",
        "24",
        "24 Dec maybe",
        "24 Dec or so",
        "24/13",
        "1 Jan 2020",
        "2 Jan to",
        "12345",
    ],
)
def test_what_is_half_understood_is_not_understood(text: str) -> None:
    """A text of which any part is unclear, impossible or long gone gives nothing, so that it is asked again."""
    assert read_days(text, TODAY) is None


@settings(max_examples=100)
@given(st.lists(st.tuples(SOON, st.integers(0, 40)), min_size=1, max_size=4))
def test_what_the_bot_says_it_can_read(runs: list[tuple[date, int]]) -> None:
    """Days survive being packed into an answer, and the words that say them are read as the same days."""
    days = tuple(
        Days(first, min(first + timedelta(days=n), TODAY + timedelta(days=364))) for first, n in runs
    )
    assert unpack(pack(days)) == days
    said = ", ".join(say_days(PlainEnglish(), each) for each in days)
    assert read_days(said, TODAY) == days


@settings(max_examples=150)
@given(st.text(max_size=60))
def test_anything_may_be_typed(text: str) -> None:
    """No text makes the reading fail, and what is read is never before today."""
    for days in read_days(text, TODAY) or ():
        assert days.first <= days.last and days.last >= TODAY
    read_hours(text)
    read_hours_for_a_while(text, TODAY)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("between 1pm and 5pm", (780, 1020)),
        ("13:00-17:00", (780, 1020)),
        ("1 to 5pm", (780, 1020)),
        ("1-5", (780, 1020)),
        ("from 9 to 5", (540, 1020)),
        ("9.30am till noon", (570, 720)),
        ("10 to 2pm", (600, 840)),
        ("noon - 4pm", (720, 960)),
        ("11am – 4 pm", (660, 960)),
        ("8 to 11", (480, 660)),
        ("8am-midnight", (480, 1440)),
        ("5pm to 1pm", (1020, 780)),
        ("whenever", None),
        ("3pm", None),
        ("1pm to 5pm or so", None),
    ],
)
def test_hours(text: str, hours: tuple[int, int] | None) -> None:
    """A span of hours is read as a person means it: "1 to 5" is an afternoon, "9 to 5" a day's work."""
    assert read_hours(text) == hours


@pytest.mark.parametrize(
    ("text", "hours", "first", "last"),
    [
        ("11am to 4pm until 9 March", (660, 960), TODAY, date(2027, 3, 9)),
        ("11am-4pm until the 9th", (660, 960), TODAY, date(2026, 12, 9)),
        ("8 Feb to 9 Mar, 13:00-17:00", (780, 1020), date(2027, 2, 8), date(2027, 3, 9)),
        ("between 11am and 4pm from 8 Feb to 9 Mar", (660, 960), date(2027, 2, 8), date(2027, 3, 9)),
    ],
)
def test_other_hours_for_a_while(text: str, hours: tuple[int, int], first: date, last: date) -> None:
    """Hours and the dates they are for are read from one message, in either order."""
    assert read_hours_for_a_while(text, TODAY) == (hours, Days(first, last))


def test_a_weekday_is_told_from_a_date() -> None:
    """ "Every Tuesday" is understood as something we cannot do yet, and "Tue 24 Nov" as a date."""
    assert names_a_weekday("every Tuesday") and names_a_weekday("Fridays")
    assert not names_a_weekday("Tue 24 Nov") and not names_a_weekday("money")
