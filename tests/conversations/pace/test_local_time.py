"""Wall clocks: London, half-hour zones, a half-hour change, and the hours that are missing or doubled."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.pace.local_time import instant, local, next_inside
from conversations.pace.values import Hours

ZONES = ["Europe/London", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia"]
DAYS = st.dates(date(2026, 12, 1), date(2028, 2, 1))


def utc(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())  # type: ignore[arg-type, misc]  # year, month, day…


def test_london_in_winter_and_summer() -> None:
    """11:00 in London is 11:00 UTC in February and 10:00 UTC in April."""
    assert instant(date(2027, 2, 2), 660, "Europe/London") == utc(2027, 2, 2, 11)
    assert instant(date(2027, 4, 6), 660, "Europe/London") == utc(2027, 4, 6, 10)


def test_a_missing_time_moves_forward() -> None:
    """01:30 on 28 March 2027 does not exist in London: the first moment after is 02:00 summer time."""
    assert instant(date(2027, 3, 28), 90, "Europe/London") == utc(2027, 3, 28, 1)


def test_a_doubled_time_means_its_first() -> None:
    """01:30 on 31 October 2027 comes twice in London: the first is still summer time."""
    assert instant(date(2027, 10, 31), 90, "Europe/London") == utc(2027, 10, 31, 0, 30)


def test_half_an_hour_is_missing_on_lord_howe() -> None:
    """Lord Howe's clocks move by 30 minutes: 02:15 on 3 October 2027 becomes 02:30."""
    at = instant(date(2027, 10, 3), 135, "Australia/Lord_Howe")
    assert local(at, "Australia/Lord_Howe") == (date(2027, 10, 3), 150)


@given(DAYS, st.integers(0, 1439), st.sampled_from(ZONES))
def test_instant_is_the_first_moment_at_or_past_the_minute(day: date, minute: int, zone: str) -> None:
    """At the instant the wall clock shows that minute or, on that date, a later one; a second before, not yet."""
    at = instant(day, minute, zone)
    assert local(at, zone) >= (day, minute)
    assert local(at - 1, zone) < (day, minute)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([utc(2027, 3, 27, 20), utc(2027, 10, 30, 20), utc(2027, 4, 3, 10), utc(2027, 10, 2, 10)]),
    st.integers(0, 12 * 60),
    st.integers(0, 300),
    st.integers(1, 120),
    st.sampled_from(ZONES[:3]),
)
def test_next_inside_is_the_earliest_moment(at: int, late: int, first: int, length: int, zone: str) -> None:
    """Around clock changes, the answer equals a search minute by minute with nothing but `datetime`."""
    now = at + late * 60
    span = Hours(first, first + length)
    found = next_inside(now, zone, lambda day: span if day.day % 2 else None)

    def inside(moment: int) -> bool:
        wall = datetime.fromtimestamp(moment, ZoneInfo(zone))
        return wall.day % 2 == 1 and wall.hour * 60 + wall.minute in span

    searched = next(moment for moment in range(now, now + 3 * 86400, 60) if inside(moment))
    assert found == searched


def test_never_is_an_answer() -> None:
    """When no day has a span, the answer is never, not a wait without end."""
    assert next_inside(utc(2027, 1, 1), "Europe/London", lambda day: None) is None


@pytest.mark.parametrize("zone", ZONES)
def test_a_year_of_mornings_keeps_its_hour(zone: str) -> None:
    """Half past ten is half past ten on every day of the year, in every zone."""
    for offset in range(365):
        day = date(2027, 1, 1) + timedelta(days=offset)
        assert local(instant(day, 630, zone), zone) == (day, 630)
