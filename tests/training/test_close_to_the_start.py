"""Close to the start nearly nobody can be asked any more, and looking at the page costs little."""

from pathlib import Path

from bot.training import offers
from conversations.training.effects import AskPlace
from storage import courses, seats
from tests.bot.play import HOUR
from tests.training.life import PEOPLE, Life


def test_those_who_wait_are_not_looked_at_one_by_one(tmp_path: Path) -> None:
    """Two free seats and a long list, the evening before: the statements do not grow with the list."""
    life = Life(tmp_path / "life", people=30)
    id = life.course(2)
    for who in range(3, 31):
        life.does(who, AskPlace(id))
    life.connection.execute("update place set state = 'waiting', position = member_id")
    life.connection.execute("update course set drawn_at = closes_at")
    row, begins = courses.of(life.connection, id), offers.starts_at(life.connection, id)
    assert row is not None and begins is not None and PEOPLE < 30
    life.clock.move_to(begins - 20 * HOUR)
    seen = list[str]()
    life.connection.set_trace_callback(seen.append)
    assert len(offers.open_seats(life.connection, life.world, row, life.now)) == len(
        seats.free(life.connection, id)
    )
    life.connection.set_trace_callback(None)
    assert len(seen) < 10
