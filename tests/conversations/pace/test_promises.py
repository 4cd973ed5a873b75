"""Stories about the promises: lives made for one of them, each with what must come of it."""

from datetime import date
from itertools import pairwise

import pytest

from tests.conversations.pace.life import DAY, HOUR, Deed, Made, Scenario, live
from tests.conversations.pace.promises import broken, check_ins, ordinary, there
from tests.conversations.pace.scenarios import utc

MONDAY_NOON = utc(2027, 2, 22, 12)
UK_CHANGES = tuple(
    utc(year, month, max(day for day in range(25, 32) if date(year, month, day).weekday() == 6))
    for year in range(2026, 2031)
    for month in (3, 10)
)
"""The last Sundays of March and October."""


def flood(
    days: int, *, every: int = 13, message_class: str = "ordinary", kind: str = "news"
) -> tuple[Made, ...]:
    """Something new every few hours, for as long as the life lasts."""
    return tuple(
        Made(MONDAY_NOON + hour * HOUR, kind, message_class, 7 * DAY) for hour in range(0, days * 24, every)
    )


@pytest.mark.parametrize("choice", ["weekly", "fortnightly", "monthly"])
@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Kolkata", "Australia/Lord_Howe"])
def test_i20_a_flood_never_starves_or_delays_the_check_in(choice: str, zone: str) -> None:
    """However much news there is, an answering member's check-ins come on their day at their minute."""
    s = Scenario(MONDAY_NOON, 90, zone, choice, day=3, minute=615, answers=(3,), made=flood(90))
    diary = live(s)
    assert broken(diary) == []
    days = {"weekly": 7, "fortnightly": 14, "monthly": 28}[choice]
    walls = [there(line.at, zone) for line in check_ins(diary)]
    assert {(wall.weekday(), wall.hour, wall.minute) for wall in walls} == {(3, 10, 15)}
    assert {(b.date() - a.date()).days for a, b in pairwise(walls)} == {days}


def test_i03_news_fills_the_places_that_are_left() -> None:
    """A busy group reaches a weekly member who answers with two openers a week besides the check-in."""
    diary = live(Scenario(MONDAY_NOON, 70, answers=(3,), made=flood(70)))
    assert 26 <= len(ordinary(diary)) <= 30
    assert len(check_ins(diary)) == 10


@pytest.mark.slow
def test_i20_a_flood_of_offers_never_starves_the_check_in() -> None:
    """Asked openers at every allowed moment leave the check-in its last place."""
    made = flood(60, every=17, message_class="asked", kind="place_offer")
    for choice, least in (("weekly", 8), ("fortnightly", 4), ("monthly", 2)):
        diary = live(Scenario(MONDAY_NOON, 60, choice=choice, minute=1100, answers=(30,), made=made))
        assert broken(diary) == []
        assert len(check_ins(diary)) >= least


@pytest.mark.parametrize("change", UK_CHANGES, ids=lambda at: str(there(at, "UTC").date()))
def test_i19_the_check_in_keeps_its_hour_when_uk_clocks_change(change: int) -> None:
    """A Tuesday 11am check-in is at 11am on both sides of a change, with a full week of news before it."""
    start = change - 20 * DAY
    made = tuple(Made(start + hour * HOUR, "news", "ordinary", 7 * DAY) for hour in range(0, 40 * 24, 10))
    diary = live(Scenario(start, 40, answers=(2,), made=made))
    walls = [there(line.at, "Europe/London") for line in check_ins(diary)]
    assert {(wall.weekday(), wall.hour, wall.minute) for wall in walls} == {(1, 11, 0)}
    assert len({wall.utcoffset() for wall in walls}) == 2
    assert broken(diary) == []


def test_i16_after_an_outage_nothing_comes_in_a_pile() -> None:
    """After eleven days away one ordinary opener goes in the first 20 hours, and lost check-ins stay lost."""
    outage = (MONDAY_NOON + 15 * DAY, MONDAY_NOON + 26 * DAY)
    diary = live(Scenario(MONDAY_NOON, 60, answers=(2,), made=flood(60), outages=(outage,)))
    assert broken(diary) == []
    after = [line for line in ordinary(diary) if outage[1] <= line.at < outage[1] + 7 * DAY]
    assert len(after) <= 3 and sum(line.kind == "check_in" for line in after) <= 1


@pytest.mark.parametrize("undo", ["lift", None])
def test_i11_a_held_phone_changes_nothing(undo: str | None) -> None:
    """Words, STOP, START, breaks and choices from a held phone leave the pace as it was."""
    deeds = [Deed(MONDAY_NOON + 20 * DAY, "hold")]
    names = ("contact", "stop", "start", "quiet", "come_back", "break", "choose")
    for hours, name in enumerate(names, start=1):
        value = "weekly" if name == "choose" else None
        deeds.append(Deed(MONDAY_NOON + 20 * DAY + hours * HOUR, name, value))
    if undo:
        deeds.append(Deed(MONDAY_NOON + 30 * DAY, undo))
    diary = live(Scenario(MONDAY_NOON, 60, made=flood(60), deeds=tuple(deeds)))
    assert broken(diary) == []
    assert not [line for line in diary.lines if line.at >= MONDAY_NOON + 20 * DAY]
