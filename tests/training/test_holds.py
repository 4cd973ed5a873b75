"""The clock of an offer, against the wall clock of its reader read quarter of an hour by quarter of an hour.

What is promised is counted here a second time, with nothing of holds.py: at which moments a member may be written to is asked of
`zoneinfo` and of what they chose, so a fault in the spans of holds.py cannot hide.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from conversations.pace.kinds import Choice, State
from conversations.pace.values import DAY, HOUR, Days, Hours, OtherHours, Pace
from conversations.training import holds

QUARTER: Final = 15 * 60
ZONES: Final = (
    "Europe/London",
    "America/New_York",
    "Pacific/Auckland",
    "Asia/Kolkata",
    "Africa/Cairo",
    "America/Santiago",
    "Australia/Lord_Howe",
)
"""Cairo and Santiago change their clocks at midnight, Lord Howe by half an hour."""
PROMISED: Final = {Choice.WEEKLY: 3, Choice.FORTNIGHTLY: 4, Choice.MONTHLY: 5, Choice.ONLY_WHEN_I_ASK: 5}
CHANGES: Final = (
    datetime(2027, 3, 28, tzinfo=UTC),
    datetime(2027, 10, 31, tzinfo=UTC),
    datetime(2027, 4, 4, tzinfo=UTC),
    datetime(2027, 4, 30, tzinfo=UTC),
)
"""About when the clocks change in one zone or another."""
Off = Collection[date]


# -- the wall clock, read again -----------------------------------------------------------------------------------------


def may_be_written_to(pace: Pace, off: Off, moment: int) -> float:
    """0 where this moment is quiet; else 1 of so many seconds as that day of theirs has."""
    if pace.state in (State.STOPPED, State.HELD) or moment < (pace.quiet_until or 0):
        return 0
    if pace.state is State.PAUSED and (pace.paused_until is None or moment < pace.paused_until):
        return 0
    there = datetime.fromtimestamp(moment, ZoneInfo(pace.zone))
    day = there.date()
    if day.weekday() == 6 or day.weekday() in pace.quiet_weekdays or day in off:
        return 0
    if any(each.first <= day <= each.last for each in pace.days_off):
        return 0
    hours = next(
        (each.hours for each in reversed(pace.other_hours) if each.days.first <= day <= each.days.last),
        pace.hours,
    )
    closes = datetime.combine(day, time(), there.tzinfo) + timedelta(minutes=hours.to_minute)
    if there.fold and closes.timestamp() <= moment:
        return 0  # an hour comes twice, and their day ended in the first of them
    if not hours.from_minute <= there.hour * 60 + there.minute < hours.to_minute:
        return 0
    return 1 / ((hours.to_minute - hours.from_minute) * 60)


def ran(pace: Pace, off: Off, start: int, end: int) -> tuple[int, float]:
    """(seconds, days of theirs) for which the clock ran between two moments, a quarter of an hour at a time."""
    seconds, days = 0, 0.0
    for moment in range(start, end, QUARTER):
        share = may_be_written_to(pace, off, moment)
        step = min(QUARTER, end - moment)
        seconds += step * bool(share)
        days += step * share
    return seconds, days


# -- members and moments ------------------------------------------------------------------------------------------------


@st.composite
def spans(draw: st.DrawFn) -> Hours:
    begin = draw(st.integers(0, 92))
    return Hours(begin * 15, draw(st.integers(begin + 1, 96)) * 15)


@st.composite
def runs(draw: st.DrawFn, first: date) -> Days:
    begin = first + timedelta(days=draw(st.integers(-2, 12)))
    return Days(begin, begin + timedelta(days=draw(st.integers(0, 6))))


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """A member, the days on which nobody is at work, and an offer that has arrived."""
    zone = draw(st.sampled_from(ZONES))
    near = draw(st.sampled_from(CHANGES)) + timedelta(
        days=draw(st.integers(-6, 2)), minutes=15 * draw(st.integers(0, 95))
    )
    at = int(near.timestamp())
    first = datetime.fromtimestamp(at, ZoneInfo(zone)).date()
    hours = draw(spans() | st.just(Hours(600, 1140)))
    other = draw(st.lists(st.builds(OtherHours, runs(first), spans()), max_size=2).map(tuple))
    pace = Pace(
        choice=draw(st.sampled_from(tuple(Choice))), zone=zone, hours=hours, check_in_minute=hours.from_minute, check_in_day=0,
        other_hours=other, days_off=draw(st.lists(runs(first), max_size=2).map(tuple)),
        quiet_weekdays=draw(st.frozensets(st.integers(0, 6), max_size=4)),
    )  # fmt: skip
    pace = draw(situations(pace, at))
    off = frozenset(
        first + timedelta(days=each) for each in draw(st.frozensets(st.integers(0, 9), max_size=3))
    )
    starts_at = at + draw(st.integers(1, 4 * 40)) * 6 * HOUR
    return {"pace": pace, "off": off, "at": at, "starts_at": starts_at}


def situations(pace: Pace, at: int) -> st.SearchStrategy[Pace]:
    """As they are, on a break with and without an end, in a day of silence, stopped, or held."""
    moments = st.integers(-20, 400).map(lambda each: at + each * QUARTER)
    return st.one_of(
        st.just(pace),
        st.just(pace),
        moments.map(lambda until: replace(pace, quiet_until=until)),
        moments.map(lambda until: replace(pace, state=State.PAUSED, paused_until=until)),
        st.sampled_from((State.PAUSED, State.STOPPED, State.HELD, State.RESTING)).map(
            lambda state: replace(pace, state=state)
        ),
    )


def end_of(case: dict[str, Any], pace: Pace) -> int:
    """When the offer ends; without an end there is nothing to look at."""
    end = holds.ends_at(pace, case["off"], case["at"], case["starts_at"], short=False)
    assume(end is not None)
    assert end is not None
    return end


# -- how long it waits --------------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(cases())
def test_it_waits_as_long_as_was_promised(case: dict[str, Any]) -> None:
    """3, 4 or 5 days of the reader's own pass between arrival and end, quiet time not counted, unless the course cuts it short;
    and it is not held for more than a day longer than that."""
    pace, off, at = case["pace"], case["off"], case["at"]
    latest = case["starts_at"] - 48 * HOUR
    end = holds.ends_at(pace, off, at, case["starts_at"], short=False)
    if end is None:
        assert (
            latest <= at
            or not ran(pace, off, at, latest)[0]
            or holds.stands_still(pace)
            or ran(pace, off, at, at + 60 * DAY)[1] < 5
        )
        return
    _seconds, days = ran(pace, off, at, end)
    assert at < end <= latest
    assert days >= PROMISED[pace.choice] - 1e-6 or end == latest
    assert days <= PROMISED[pace.choice] + 1


@settings(max_examples=150, deadline=None)
@given(cases(), st.booleans())
def test_it_ends_in_their_hours(case: dict[str, Any], short: bool) -> None:
    """It ends at 5pm or later, in the reader's own hours or as these end; never at night, on a quiet day or in a break, but where
    the course sets its limit."""
    pace, off = case["pace"], case["off"]
    end = holds.ends_at(pace, off, case["at"], case["starts_at"], short=short)
    if end is None or end == holds.latest(case["starts_at"], short=short):
        return
    assert may_be_written_to(pace, off, end - 1)
    if not short:
        there = datetime.fromtimestamp(end - 1, ZoneInfo(pace.zone))
        assert there.hour * 60 + there.minute >= 17 * 60 - 1 or not may_be_written_to(pace, off, end)


@settings(max_examples=150, deadline=None)
@given(cases())
def test_at_short_notice_it_waits_three_hours_of_theirs(case: dict[str, Any]) -> None:
    """Three hours in which they may be written to, or until three hours before it begins."""
    end = holds.ends_at(case["pace"], case["off"], case["at"], case["starts_at"], short=True)
    if end is not None:
        assert case["at"] < end <= case["starts_at"] - 3 * HOUR
        seconds, _days = ran(case["pace"], case["off"], case["at"], end)
        assert seconds >= 3 * HOUR or end == case["starts_at"] - 3 * HOUR
        assert seconds <= 3 * HOUR


@settings(max_examples=150, deadline=None)
@given(cases())
def test_longer_is_two_days_more(case: dict[str, Any]) -> None:
    """Two days of the reader's own more, with over 5 days to go; after that, or where it would bring nothing, not at all."""
    pace, off, at = case["pace"], case["off"], case["at"]
    end = end_of(case, pace)
    for now in (at, (at + end) // 2, end):
        later, latest = holds.longer(pace, off, end, case["starts_at"], now), case["starts_at"] - 48 * HOUR
        if later is None:
            assert (
                case["starts_at"] - now <= 5 * DAY
                or end == latest
                or ran(pace, off, end, end + 60 * DAY)[1] < 2
            )
            continue
        assert case["starts_at"] - now > 5 * DAY
        assert end < later <= latest
        assert ran(pace, off, end, later)[1] >= 2 - 1e-6 or later == latest


@pytest.mark.parametrize("state", [State.PAUSED, State.STOPPED, State.HELD])
def test_the_clock_of_who_is_away_stands_still(state: State) -> None:
    """A break without an end, STOP and a hold: nobody can say when an offer would end, so there is no such moment."""
    pace = Pace(state=state)
    at = int(datetime(2027, 3, 1, 12, tzinfo=UTC).timestamp())
    assert holds.stands_still(pace)
    assert holds.ends_at(pace, (), at, at + 30 * DAY, short=False) is None
    assert holds.open_time(pace, (), at, at + 30 * DAY) == 0


@pytest.mark.parametrize(("choice", "wanted"), [
    (Choice.WEEKLY, "Fri 2027-02-26 17:00"), (Choice.FORTNIGHTLY, "Sat 2027-02-27 17:00"), (Choice.MONTHLY, "Mon 2027-03-01 17:00"), (Choice.ONLY_WHEN_I_ASK, "Mon 2027-03-01 17:00"),
])  # fmt: skip
def test_the_numbers_of_the_page(choice: Choice, wanted: str) -> None:
    """72, 96 and 120 hours for somebody who leaves no day but Sunday alone, then until 5pm (DOMAIN.md 3.2)."""
    tuesday = datetime(2027, 2, 23, 11, tzinfo=ZoneInfo("Europe/London"))
    end = holds.ends_at(
        Pace(choice=choice), (), int(tuesday.timestamp()), int(tuesday.timestamp()) + 30 * DAY, short=False
    )
    assert end is not None
    assert datetime.fromtimestamp(end, ZoneInfo("Europe/London")).strftime("%a %Y-%m-%d %H:%M") == wanted
