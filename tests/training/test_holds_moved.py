"""The clock of an offer whose reader changes their pace meanwhile, counted a second time as in test_holds.py."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from conversations.pace.kinds import State
from conversations.pace.values import DAY, HOUR, Hours, Pace
from conversations.training import holds
from tests.training.test_holds import (
    CHANGES,
    QUARTER,
    Off,
    cases,
    end_of,
    may_be_written_to,
    ran,
    runs,
    situations,
    spans,
)


def changed(pace: Pace, data: st.DataObject) -> Pace:
    """Other hours, and other days on which they are left alone."""
    first = data.draw(st.sampled_from(CHANGES)).date() + timedelta(days=data.draw(st.integers(-6, 6)))
    hours = data.draw(spans() | st.just(pace.hours))
    return replace(
        pace, hours=hours, check_in_minute=hours.from_minute, quiet_weekdays=data.draw(st.frozensets(st.integers(0, 6), max_size=4)),
        days_off=data.draw(st.just(()) | runs(first).map(lambda days: (days,))), zone=pace.zone,
    )  # fmt: skip


def whole_days(pace: Pace, off: Off, start: int, end: int) -> int:
    """Seconds between two moments on days that are not left alone, whatever the hours of these are."""
    day_long = Hours(0, 24 * 60)
    other = tuple(replace(each, hours=day_long) for each in pace.other_hours)
    return ran(replace(pace, hours=day_long, other_hours=other), off, start, end)[0]


@settings(max_examples=150, deadline=None)
@given(cases(), st.data())
def test_a_change_takes_no_time_away(case: dict[str, Any], data: st.DataObject) -> None:
    """Whatever somebody changes of their pace, as many of their days are left as were before, it ends in their hours, and never
    sooner than they were told unless the course is so near."""
    before, off, at = case["pace"], case["off"], case["at"]
    end_of(case, before)
    told = holds.ends_at(before, off, at, case["starts_at"], short=False)
    end = holds.runs_until(before, off, at, short=False)
    assert end is not None and told is not None
    now = at + data.draw(st.integers(0, 100)) * (end - at) // 100 // QUARTER * QUARTER
    after = data.draw(situations(changed(before, data), now))
    latest = case["starts_at"] - 48 * HOUR
    moved = holds.moved(before, after, off, end, now)
    if moved is None:
        assert holds.stands_still(after) or not whole_days(after, off, now, now + 60 * DAY)
        return
    assert moved <= now or whole_days(after, off, now, moved) >= whole_days(before, off, now, end) - QUARTER
    ends = holds.end(after, off, moved, told, case["starts_at"], short=False)
    assert ends is not None and min(told, latest) <= ends <= latest
    assert ends in (told, latest) or (ends >= moved and may_be_written_to(after, off, ends - 1))


@settings(max_examples=150, deadline=None, report_multiple_bugs=False)
@given(cases(), st.data())
def test_no_order_of_changes_stretches_it(case: dict[str, Any], data: st.DataObject) -> None:
    """Narrower hours, wider ones, days off and back: whoever is at the pace at which it arrived has until then and no longer, and
    at least until they were told; only a break takes as long as it really does."""
    first, off, at = case["pace"], case["off"], case["at"]
    assume(first.state is State.ACTIVE)
    told = end_of(case, first)
    end = holds.runs_until(first, off, at, short=False)
    assert end is not None
    assert holds.end(first, off, end, 0, case["starts_at"], short=False) == told
    runs_on, pace, now, away = end, first, at, 0
    for _ in range(data.draw(st.integers(1, 6))):
        later = now + data.draw(st.integers(0, 40)) * QUARTER
        if later >= end:
            break
        away += (later - now) - whole_days(pace, off, now, later)
        now = later
        after = data.draw(st.just(first) | situations(changed(first, data), now))
        if holds.stands_still(after):
            continue
        moved = holds.moved(pace, after, off, runs_on, now)
        runs_on, pace = runs_on if moved is None else moved, after if moved is not None else pace
    back = holds.moved(pace, first, off, runs_on, now)
    assert back is not None
    assert whole_days(first, off, at, back) <= whole_days(first, off, at, end) + away + QUARTER
    ends = holds.end(first, off, back, told, case["starts_at"], short=False)
    assert ends is not None and ends >= told
    if not away:
        assert ends == told


@settings(max_examples=150, deadline=None)
@given(cases(), st.none() | st.integers(1, 200), st.integers(0, 40))
def test_a_break_that_ends_at_once_costs_nothing(case: dict[str, Any], hours: int | None, later: int) -> None:
    """Somebody begins a break, with an end or without, and says right away that they are back: they have as long to answer as
    if they had done nothing."""
    awake, off, at = case["pace"], case["off"], case["at"]
    assume(awake.state is State.ACTIVE)
    end = end_of(case, awake)
    now = at + later * QUARTER
    assume(now < end)
    away = replace(awake, state=State.PAUSED, paused_until=None if hours is None else now + hours * HOUR)
    begun = holds.moved(awake, away, off, end, now)
    back = holds.moved(away, awake, off, begun or end, now)
    assert back == end or whole_days(awake, off, min(back or 0, end), max(back or 0, end)) == 0
