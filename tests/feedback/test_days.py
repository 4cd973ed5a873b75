"""The days of a box, over weekends, Christmas and the days on which the clocks change."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bank_holidays import bank_holidays
from bot.feedback import days
from conversations.pace.local_time import local_date
from tests.bot.play import at, wall

ZONE = "Europe/London"
HOLIDAYS = bank_holidays("GB", "ENG", range(2025, 2031))
DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))


@pytest.mark.parametrize(
    ("ended", "closes", "shut", "opens", "noon"),
    [
        # a Monday in November: open to the end of the next Monday; Friday's noon at the latest
        ("2026-11-23 13:00", "2026-11-30", "Tue 2026-12-01 00:00", "2026-12-04", "Fri 2026-12-04 12:00"),
        # a meeting that goes on past midnight ends on the day after
        ("2026-11-24 00:30", "2026-12-01", "Wed 2026-12-02 00:00", "2026-12-07", "Mon 2026-12-07 12:00"),
        # four days after the close is a Saturday, so it is Monday
        ("2026-11-24 20:00", "2026-12-01", "Wed 2026-12-02 00:00", "2026-12-07", "Mon 2026-12-07 12:00"),
        # Christmas Day is a Friday, the 26th a Saturday with its Monday off: Tuesday the 29th
        ("2026-12-14 13:00", "2026-12-21", "Tue 2026-12-22 00:00", "2026-12-29", "Tue 2026-12-29 12:00"),
        # New Year's Day
        ("2026-12-21 13:00", "2026-12-28", "Tue 2026-12-29 00:00", "2027-01-04", "Mon 2027-01-04 12:00"),
        # Good Friday to Easter Monday
        ("2027-03-15 13:00", "2027-03-22", "Tue 2027-03-23 00:00", "2027-03-30", "Tue 2027-03-30 12:00"),
        # the clocks go forward in the night of the last day
        ("2027-03-21 13:00", "2027-03-28", "Mon 2027-03-29 00:00", "2027-04-01", "Thu 2027-04-01 12:00"),
        # the clocks go back on the last day: it is one hour longer
        ("2026-10-18 13:00", "2026-10-25", "Mon 2026-10-26 00:00", "2026-10-29", "Thu 2026-10-29 12:00"),
    ],
)  # fmt: skip
def test_when_a_box_closes_and_opens(ended: str, closes: str, shut: str, opens: str, noon: str) -> None:
    """Seven whole days to answer, whatever the clocks do; then noon of the first working day after three for the review."""
    closing = days.closes_on(at(ended), ZONE)
    opening = days.opens_by(closing, HOLIDAYS)
    assert (closing.isoformat(), wall(days.closes_at(closing, ZONE))) == (closes, shut)
    assert (opening.isoformat(), wall(days.opens_at(opening, ZONE))) == (opens, noon)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-12-01 11:59", "2026-12-01"),
        ("2026-12-01 12:00", "2026-12-02"),
        ("2026-12-04 12:00", "2026-12-07"),
        ("2026-12-05 09:00", "2026-12-07"),
        ("2026-12-24 13:00", "2026-12-29"),
        ("2026-12-25 09:00", "2026-12-29"),
        ("2027-03-26 09:00", "2027-03-30"),
    ],
)
def test_the_next_noon_of_a_working_day(now: str, opens: str) -> None:
    """A noon that has struck is over; weekends and bank holidays have none."""
    assert days.next_opening(at(now), ZONE, HOLIDAYS).isoformat() == opens


@given(DAYS)
def test_no_box_opens_on_a_day_of_rest(day: date) -> None:
    """Whatever the day, it opens on a working day, three whole days of review after the close, and within ten."""
    opening = days.opens_by(day, HOLIDAYS)
    assert opening.weekday() < 5 and opening not in HOLIDAYS
    assert day + timedelta(days=4) <= opening <= day + timedelta(days=10)
    assert opening == days.working_day(opening, HOLIDAYS)


@given(DAYS, st.integers(0, 86_399))
def test_everybody_has_seven_days(day: date, second: int) -> None:
    """From the end of the meeting there are at least seven days to answer, and the hour that a clock skips."""
    ended = at(f"{day} 00:00") + second
    left = days.closes_at(days.closes_on(ended, ZONE), ZONE) - ended
    assert 7 * 86_400 - 3600 <= left <= 8 * 86_400 + 3600
    assert days.closes_at(days.closes_on(ended, ZONE), ZONE) > ended + days.ASKED_AFTER


@given(DAYS, st.integers(0, 86_399))
def test_what_is_agreed_early_never_opens_late(day: date, second: int) -> None:
    """The next noon is in the future, on a working day, and none is nearer."""
    now = at(f"{day} 00:00") + second
    opening = days.next_opening(now, ZONE, HOLIDAYS)
    assert days.opens_at(opening, ZONE) > now
    start = date.fromisoformat(wall(now)[4:14])
    before = [start + timedelta(days=n) for n in range((opening - start).days)]
    assert not [
        each
        for each in before
        if days.working_day(each, HOLIDAYS) == each and days.opens_at(each, ZONE) > now
    ]


@pytest.mark.parametrize(
    "zone",
    ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Casablanca"],
)
def test_noon_is_noon_everywhere(zone: str) -> None:
    """On every day of a year the box closes after it was open and opens at twelve by the wall clock."""
    year = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    shut = [days.closes_at(day, zone) for day in year]
    assert all(22 * 3600 < later - sooner < 26 * 3600 for sooner, later in pairwise(shut))
    assert all(
        sooner < days.opens_at(day, zone) <= later
        for day, sooner, later in zip(year[1:], shut, shut[1:], strict=False)
    )


@pytest.mark.parametrize(
    ("closing", "until"),
    [
        ("2026-11-30", "Sun 2027-05-30 00:00"),  # the end of the 29th, although the clocks have changed
        ("2027-03-27", "Fri 2027-09-24 00:00"),
        ("2027-05-03", "Sun 2027-10-31 00:00"),
    ],
)
def test_half_a_year_of_waiting(closing: str, until: str) -> None:
    """What waits for another meeting waits 180 days from the close of its box, to the end of that day."""
    day = date.fromisoformat(closing)
    assert wall(days.waits_until(day, ZONE)) == until
    assert local_date(days.waits_until(day, ZONE) - 1, ZONE) == day + timedelta(days=days.WAIT_DAYS)
