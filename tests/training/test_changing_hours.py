"""Lives of one who holds an offer and changes their pace over and over: nothing is won by it, and nothing lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from conversations import pace
from conversations.pace import Hours
from conversations.training.courses import SessionDraft
from conversations.training.effects import AskPlace, MoveSession
from storage import events, seats
from tests.bot.play import DAY, HOUR
from tests.training.life import BOSS, PEOPLE, Life

NARROW, WIDE = Hours(17 * 60, 18 * 60), Hours(9 * 60, 20 * 60)


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    """A course of two places is drawn, and word of it has arrived."""
    found = Life(tmp_path / "life")
    course = found.course(2)
    for who in range(3, PEOPLE):
        found.does(who, AskPlace(course))
    found.passes(18 * DAY)
    yield found
    found.close()


def held(life: Life) -> seats.PlaceRow:
    return next(each for each in seats.offered(life.connection) if each.sent_at is not None)


def hours(life: Life, who: int, its: Hours) -> None:
    life.paces(
        who, lambda old: pace.on_pace_change(old, replace(old, hours=its, check_in_minute=its.from_minute), life.now)
    )  # fmt: skip


def test_other_hours_win_no_time(life: Life) -> None:
    """Narrow hours in the morning and wide ones at night, every day: it ends with the next of their days."""
    place = held(life)
    assert place.ends_at is not None
    hours(life, place.member_id, WIDE)
    for _ in range(9):
        hours(life, place.member_id, NARROW)
        life.passes(12 * HOUR)
        hours(life, place.member_id, WIDE)
        now = seats.of(life.connection, place.course_id, place.member_id)
        if now is None or now.state != "offered":
            break
        life.passes(12 * HOUR)
    assert now is not None and now.state == "waiting"
    assert (
        life.now <= place.ends_at + 2 * DAY + 12 * HOUR
    )  # a Sunday is between, and every 12 hours it is looked at


def test_days_off_and_back_win_no_time(life: Life) -> None:
    """Every weekday left alone and none again, in one moment: nothing has changed."""
    place = held(life)
    for quiet in (frozenset(range(5)), frozenset[int]()) * 5:
        life.paces(place.member_id, lambda old, quiet=quiet: replace(old, quiet_weekdays=quiet))  # type: ignore[misc]
    assert held(life) == place


def test_near_and_back_wipes_nothing_out(life: Life) -> None:
    """A coordinator moves the session to the day after tomorrow, and back: in between a few hours are left, then all that was."""
    place = held(life)
    (session,) = events.of_course(life.connection, place.course_id)
    near, far = life.now + 40 * HOUR, session.starts_at
    for starts_at in (near, far):
        life.does(BOSS, MoveSession(session.id, SessionDraft(starts_at, starts_at + 2 * HOUR, "the library")))
        life.ticks()
        now = seats.of(life.connection, place.course_id, place.member_id)
        assert now is not None and now.state == "offered" and now.ends_at is not None
        assert now.ends_at >= life.now + 3 * HOUR or starts_at == far
    assert now is not None and now.ends_at == place.ends_at
