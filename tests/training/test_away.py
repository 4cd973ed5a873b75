"""Somebody who is on a break while something comes up for them loses nothing by it, and hears of it on their return."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from conversations import pace
from conversations.training.effects import AskPlace
from storage import courses, seats
from tests.bot.play import DAY
from tests.training.life import PEOPLE, Life

PLACES = 2


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    """A course that everybody has asked for; those are on a break, from before the draw on, who will be drawn."""
    found = Life(tmp_path / "life")
    course = found.course(PLACES)
    for who in range(3, PEOPLE):
        found.does(who, AskPlace(course))
    found.passes(15 * DAY)
    yield found
    found.close()


def away(life: Life, who: int, days: int) -> None:
    life.paces(who, lambda its: pace.begin_break(its, life.now, life.now + days * DAY))


def letters(life: Life, who: int) -> list[tuple[str, str]]:
    """What has gone to them of the draw and of offers, and what waits."""
    found = life.connection.execute(
        "select substr(item, 1, instr(item, ':') - 1), state from letter where member_id = ? and kind in ('place_offer', 'place_answer') order by id",
        (who,),
    )
    return [(what, state) for what, state in found if state in ("sent", "waiting")]


def test_what_came_up_meanwhile_is_said_on_return(life: Life) -> None:
    """Nobody had to wait for them; the draw counts as lost, the seat did not go by them, and word of it waits for them."""
    for who in range(3, PEOPLE):
        away(life, who, 9)
    life.passes(6 * DAY)
    drawn = [place for place in seats.all_of(life.connection, 1, "waiting") if place.offer]
    assert len(drawn) == PLACES
    assert seats.went_by(life.connection, 1) == set()
    for place in drawn:
        assert courses.lost(life.connection, place.member_id, 0) == 1
        assert letters(life, place.member_id) == [("missed", "waiting")]


def test_on_return_they_are_first(life: Life) -> None:
    """While the seat is free it is theirs again once they are back, and nothing else is said; who lost hears of it then too."""
    for who in range(3, PEOPLE):
        away(life, who, 7)
    life.passes(3 * DAY)
    drawn = {place.member_id for place in seats.offered(life.connection)}
    life.passes(3 * DAY)
    again = {place.member_id for place in seats.offered(life.connection) if place.offer == 2}
    assert drawn == again and len(drawn) == PLACES
    life.passes(2 * DAY)
    for who in range(3, PEOPLE):
        assert len(letters(life, who)) == 1  # whose hours begin too late for an offer hear of that
    assert ("offer", "sent") in [letters(life, who)[0] for who in drawn]


def test_what_has_gone_on_is_said(life: Life) -> None:
    """Whose seat somebody else has by the time that they are back is told so, in words of its own."""
    for who in range(3, PEOPLE - 1):
        away(life, who, 8)
    life.passes(10 * DAY)
    told = [who for who in range(3, PEOPLE) if ("missed", "sent") in letters(life, who)]
    held = {place.member_id for place in seats.offered(life.connection)}
    assert not held & set(told)
