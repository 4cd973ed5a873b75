"""Reminders come as they were chosen: also to whoever changes their hours, never twice, and never late."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.training import reminding
from conversations import pace
from conversations.pace import Hours
from conversations.training.effects import AskPlace, ChooseReminders
from storage import seats
from tests.bot.play import DAY
from tests.training.life import Life

KOFI = 3


@pytest.fixture
def life(tmp_path: Path) -> Life:
    """Kofi has a place on a course that begins in 25 days."""
    found = Life(tmp_path / "life")
    id = found.course(draw=False)
    found.does(KOFI, AskPlace(id))
    return found


def reminders(life: Life) -> list[tuple[str, str, int]]:
    """(kind, state, when it is due) of those that wait or went."""
    return life.connection.execute(
        "select kind, state, due_at from letter where member_id = ? and item like 'remind:%' and state in ('waiting', 'sent') order by id", (KOFI,)
    ).fetchall()  # fmt: skip


def test_new_hours_move_them(life: Life) -> None:
    """Somebody who chose both and then has other hours has both, as their new day begins."""
    life.does(KOFI, ChooseReminders(1, "both"))
    before = reminders(life)
    new = Hours(720, 1200)
    life.paces(
        KOFI, lambda its: pace.on_pace_change(its, replace(its, hours=new, check_in_minute=720), life.now)
    )
    after = reminders(life)
    assert [each[:2] for each in after] == [each[:2] for each in before] and len(after) == 2
    assert after != before


def test_none_goes_twice(life: Life) -> None:
    """Planned anew once the first has gone, it is only the second that waits."""
    life.does(KOFI, ChooseReminders(1, "both"))
    life.passes(23 * DAY)
    assert [state for _kind, state, _due in reminders(life)] == ["sent", "waiting"]
    place = seats.of(life.connection, 1, KOFI)
    assert place is not None
    life.write(lambda c: reminding.plan(c, place, life.now))
    assert [state for _kind, state, _due in reminders(life)] == ["sent", "waiting"]


def test_none_goes_late(life: Life) -> None:
    """Three days before, chosen two days before, is too late for that one."""
    life.passes(23 * DAY)
    life.does(KOFI, ChooseReminders(1, "both"))
    assert [kind for kind, _state, _due in reminders(life)] == ["reminder_today"]
