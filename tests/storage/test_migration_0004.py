"""From meetings and sealed boxes to training: what a programme had is all still there, and nothing of it has become a course."""

import sqlite3

from storage import courses, events, seats
from storage.migrate import load_migrations, migrate

BEFORE = """
insert into member (id, role, name, joined_at) values (1, 'coordinator', 'Wren', 5), (2, 'member', 'Sol', 6);
insert into event (id, kind, title, starts_at) values (4, 'training', 'Chairing', 5000), (5, 'meeting', 'Forum', 6000);
insert into booking values (4, 2, 100), (5, 2, 110);
"""


def test_what_the_third_release_kept_is_kept() -> None:
    """Training that was a bare date stays one, with who booked it; nobody is ticked, nobody waits, and leaving takes all along."""
    *earlier, latest = load_migrations()[:4]
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, tuple(earlier))
    connection.executescript(BEFORE)
    migrate(connection, (*earlier, latest))
    chairing = events.of(connection, 4)
    assert chairing is not None
    assert (chairing.kind, chairing.booked, chairing.course_id) == ("training", 1, None)
    assert connection.execute("select event_id, member_id, at, came from booking").fetchall() == [
        (4, 2, 100, 0),
        (5, 2, 110, 0),
    ]
    assert (courses.to_come(connection, 0), seats.of_member(connection, 2)) == ([], [])
    connection.execute("pragma foreign_keys = on")
    connection.execute("delete from member where id = 2")
    assert connection.execute("select count(*) from booking").fetchone() == (0,)
    connection.close()
