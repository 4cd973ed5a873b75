"""From broadcasts of every level to meetings and sealed boxes: what a programme had is all still there."""

import sqlite3

from storage import events
from storage.migrate import load_migrations, migrate

BEFORE = """
insert into member (id, role, name, joined_at) values (1, 'coordinator', 'Wren', 5), (2, 'member', 'Sol', 6);
insert into address (channel, address, member_id) values ('room', 'p2', 2);
insert into "group" (id, name) values (1, 'Lambeth');
insert into membership values (2, 1);
insert into pace values (2, 'active', '{}', 900);
insert into event (id, kind, group_id, title, place, starts_at) values (4, 'meeting', 1, 'Forum', 'the town hall', 5000);
insert into event (id, kind, title, starts_at, cancelled) values (5, 'training', 'Chairing', 9000, 1);
insert into booking values (4, 2, 100);
insert into broadcast (id, level, text, made_at, event_id, keys) values (3, 'urgent', 'Forum: moved' || char(10) || char(10) || 'Come', 100, 4, 2);
insert into said values ('broadcast:3', 2, 'yes', 120);
insert into log (at, role, action) values (100, 'coordinator', 'urgent.asked');
"""


def test_what_the_second_release_kept_is_kept() -> None:
    """Every row of before is there; what could be booked is asked about by nobody, and has not been changed."""
    *earlier, latest = load_migrations()[:3]
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, tuple(earlier))
    connection.executescript(BEFORE)
    tables = [
        name
        for (name,) in connection.execute(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
        )
    ]
    before = {name: connection.execute(f'select * from "{name}"').fetchall() for name in tables}
    migrate(connection, (*earlier, latest))
    for name, rows in before.items():
        after = connection.execute(f'select * from "{name}"').fetchall()
        assert [row[: len(old)] for row, old in zip(after, rows, strict=True)] == rows, name
    migrate(connection, load_migrations())  # what reads the rows knows the columns of today
    forum = events.of(connection, 4)
    assert forum is not None
    assert (forum.booked, forum.ends_at, forum.link, forum.agenda, forum.asks, forum.few) == (
        1,
        None,
        "",
        "",
        0,
        "pool",
    )
    assert (forum.changes, forum.moved_from, forum.known_start(0)) == (0, None, 5000)
    assert events.over(connection, 6000) == [], "nobody is asked about what was before"
    for empty in ("box", "publication", "published", "agenda_item", "ask_wish"):
        assert connection.execute(f"select count(*) from {empty}").fetchone() == (0,)
    connection.close()


def test_coordinators_hear_about_meetings_from_then_on() -> None:
    """None of them was asked at joining. Who has said yes or no since, and whose plan cannot be read, keeps what there is."""
    *earlier, latest = load_migrations()[:3]
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, tuple(earlier))
    plans = {
        1: ("coordinator", '{"topics":[]}', '{"topics":["meetings"]}'),
        2: ("coordinator", '{"topics":["news"],"zone":"x"}', '{"topics":["news","meetings"],"zone":"x"}'),
        3: ("coordinator", '{"topics":["meetings"]}', '{"topics":["meetings"]}'),
        4: ("member", '{"topics":[]}', '{"topics":[]}'),
        5: ("representative", '{"topics":[]}', '{"topics":[]}'),
        6: ("coordinator", '{"topics":[]}', '{"topics":[]}'),
        7: ("coordinator", "no plan", "no plan"),
        8: ("coordinator", "{}", "{}"),
    }
    for id, (role, plan, _after) in plans.items():
        connection.execute("insert into member (id, role, joined_at) values (?, ?, 5)", (id, role))
        connection.execute("insert into pace values (?, 'active', ?, 900)", (id, plan))
    connection.execute("insert into consent values (6, 'meetings', 0, 'ON-40', 7)")
    migrate(connection, (*earlier, latest))
    assert dict(connection.execute("select member_id, plan from pace")) == {
        id: after for id, (*_, after) in plans.items()
    }
    connection.close()
