"""A second choice and a friend, by the rows: what each takes away, gives, and tells."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from conversations.training.effects import AskPlace, SecondChoice, TakePlace
from storage import courses, seats
from tests.training.life import Life

KOFI, SOL, TAM, NOOR = 3, 4, 5, 6


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    made = Life(tmp_path / "life")
    yield made
    made.close()


def state(life: Life, course: int, who: int) -> str | None:
    place = seats.of(life.connection, course, who)
    return None if place is None else place.state


# -- a second choice ----------------------------------------------------------------------------------------------------


def test_no_second_choice_takes_away_nothing_that_was_asked_for(life: Life) -> None:
    """What somebody asked for by themselves is no second choice, and stays whatever becomes of the choosing."""
    first, second, third = life.course(), life.course(), life.course()
    life.does(
        KOFI, AskPlace(first), AskPlace(second), SecondChoice(first, second), SecondChoice(first, third)
    )
    life.does(KOFI, SecondChoice(first, None))
    assert [state(life, each, KOFI) for each in (first, second, third)] == ["asked", "asked", None]


def test_a_place_that_somebody_has_is_not_taken_by_choosing_anew(life: Life) -> None:
    """They were drawn for the second, and said yes: it is theirs, though there is no second choice any more."""
    second = life.course()
    life.clock.move_to(life.now + 86400)
    first = life.course()
    life.does(KOFI, AskPlace(first), SecondChoice(first, second))
    row = courses.of(life.connection, second)
    assert row is not None
    life.until(row.closes_at + 60)
    life.does(KOFI, TakePlace(second), SecondChoice(first, None))
    assert [state(life, each, KOFI) for each in (first, second)] == ["asked", "booked"]


def test_a_second_choice_takes_no_seat(life: Life) -> None:
    """Neither of a course where whoever asks first has one, nor of one whose names have been drawn."""
    drawn = life.course()
    life.passes(17 * 86400)
    first, first_come = life.course(), life.course(draw=False)
    life.does(KOFI, AskPlace(first), SecondChoice(first, first_come), SecondChoice(first, drawn))
    assert [state(life, each, KOFI) for each in (first_come, drawn)] == [None, None]


def test_what_they_do_not_need_any_more_was_not_lost(life: Life) -> None:
    """Somebody who has their first choice did not lose the draw of their second."""
    first, second = life.course(4), life.course(1)
    life.does(KOFI, AskPlace(first), SecondChoice(first, second))
    for who in (SOL, TAM, NOOR):
        life.does(who, AskPlace(second))
    life.passes(17 * 86400)
    life.write(lambda c: courses.lose(c, second, KOFI, life.now))  # whatever came of it
    life.does(KOFI, TakePlace(first))
    assert state(life, second, KOFI) is None
    assert courses.lost(life.connection, KOFI, 0) == 0
