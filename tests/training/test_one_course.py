"""A course with which something is wrong stands in no other's way, and is tried again after a while."""

from pathlib import Path

import pytest

from bot.training import offers, rounds
from bot.training.one_course import RESTS
from conversations.training.effects import AskPlace
from storage import courses, seats
from tests.bot.play import DAY
from tests.training.life import PEOPLE, Life


def test_the_others_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of two courses cannot be drawn: the second is, at once; the first too once what was wrong is mended."""
    life = Life(tmp_path / "life")
    for id in (life.course(), life.course()):
        for who in range(3, PEOPLE):
            life.does(who, AskPlace(id))
    true = courses.drawn

    def poisoned(connection: object, course: int, record: str, now: int) -> None:
        if course == 1:
            raise ValueError("meant")
        true(connection, course, record, now)  # type: ignore[arg-type]

    monkeypatch.setattr(courses, "drawn", poisoned)
    life.clock.move_to(life.now + 17 * DAY)
    while life.write(lambda c: rounds.go_on(c, life.world, life.now)):
        pass
    assert {place.course_id for place in seats.offered(life.connection)} == {2}
    monkeypatch.undo()
    while life.write(lambda c: rounds.go_on(c, life.world, life.now)):
        pass
    assert courses.to_draw(life.connection, life.now) == [1]
    life.clock.move_to(life.now + RESTS)
    while life.write(lambda c: rounds.go_on(c, life.world, life.now)):
        pass
    assert courses.to_draw(life.connection, life.now) == []


def test_the_end_of_what_does_not_arrive_is_known(tmp_path: Path) -> None:
    """Nobody has to do anything for an offer to go by that is not delivered: the ticks come back for it."""
    life = Life(tmp_path / "life")
    id = life.course()
    life.does(3, AskPlace(id))
    life.clock.move_to(life.now + 17 * DAY)
    life._training()
    due = rounds.next_due(life.connection, life.now)
    assert due is not None and due <= life.now + offers.UNDELIVERED


def test_what_has_begun_is_not_drawn(tmp_path: Path) -> None:
    """The bot was not running from before the closing until after the start: nobody is drawn for what is over, everybody hears,
    and has a better chance next time."""
    life = Life(tmp_path / "life")
    id = life.course()
    for who in range(3, PEOPLE):
        life.does(who, AskPlace(id))
    life.clock.move_to(life.now + 26 * DAY)
    life.passes(4 * DAY)
    row = courses.of(life.connection, id)
    assert row is not None and row.drawn_at is None and seats.offered(life.connection) == []
    told = life.connection.execute(
        "select member_id from letter where item = ? and state = 'sent'", (f"nodraw:{id}",)
    )
    assert sorted(told.fetchall()) == [(who,) for who in range(3, PEOPLE)]
    assert all(courses.lost(life.connection, who, 0) == 1 for who in range(3, PEOPLE))
