"""What is not true any more does not go, and stands on nobody's page."""

from pathlib import Path

import pytest

from bot.training.unwanted import unwanted
from conversations.training.effects import AskPlace, CancelCourse, TakePlace
from storage import letters as outbox
from storage import seats
from tests.bot.play import DAY
from tests.training.life import BOSS, PEOPLE, Life


@pytest.fixture
def life(tmp_path: Path) -> Life:
    return Life(tmp_path / "life")


def waiting(life: Life, who: int, begins: str) -> list[outbox.LetterRow]:
    found = outbox.waiting_openers(life.connection, who)
    return [letter for letter in found if (letter.item or "").startswith(begins)]


def test_whoever_has_asked_is_not_told_of_it(life: Life) -> None:
    """Word of a new course is for those who have not asked yet, and not of one that is off; nor does it stay on any page."""
    id = life.course()
    life._training()
    letters = [letter for who in range(3, PEOPLE) for letter in waiting(life, who, "course:")]
    assert letters and not any(unwanted(life.connection, letter) for letter in letters)
    first = letters[0]
    assert first.member_id is not None
    life.does(first.member_id, AskPlace(id))
    assert unwanted(life.connection, first)
    assert life.connection.execute("select 1 from whats_new").fetchone()
    life.does(BOSS, CancelCourse(id))
    assert all(unwanted(life.connection, letter) for letter in letters)
    assert not life.connection.execute("select 1 from whats_new").fetchone()


def test_not_drawn_is_for_who_waits(life: Life) -> None:
    """Whoever has a place by the time that word would go hears nothing of not having one; nor of what somebody else holds."""
    id = life.course(1)
    for who in range(3, PEOPLE):
        life.does(who, AskPlace(id))
    life.clock.move_to(life.now + 17 * DAY)
    life._training()
    (place,) = seats.offered(life.connection)
    (offer,) = waiting(life, place.member_id, "offer:")
    assert not unwanted(life.connection, offer)
    other = seats.all_of(life.connection, id, "waiting")[0].member_id
    (drawn,) = waiting(life, other, "drawn:")
    assert not unwanted(life.connection, drawn)
    life.does(place.member_id, TakePlace(id))
    assert unwanted(life.connection, offer)
    life.connection.execute("delete from place where member_id = ?", (other,))
    assert unwanted(life.connection, drawn)
