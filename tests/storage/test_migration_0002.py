"""From the first release to broadcasts of every level: what a programme had is all still there."""

import sqlite3

from storage.migrate import load_migrations, migrate

BEFORE = """
insert into member (id, role, name, joined_at) values (1, 'coordinator', 'Wren', 5), (2, 'member', 'Sol', 6);
insert into address (channel, address, member_id) values ('room', 'p2', 2);
insert into "group" (id, name) values (1, 'Lambeth');
insert into membership values (2, 1);
insert into pace values (2, 'active', '{}', 900);
insert into broadcast values (3, 1, 'news', 'Title' || char(10) || char(10) || 'Body', 1, 100, 700);
insert into letter (member_id, channel, address, lane, class, kind, state, body, item, made_at, due_at, ends_at)
  values (2, 'room', 'p2', 3, 'ordinary', 'news', 'waiting', '', 'broadcast:3', 100, 100, 700);
insert into whats_new values (2, 'broadcast:2', 'Older', 50);
insert into shown values ('room', 'p2', 'm1', 2, 0, 1, 60);
insert into log (at, role, action) values (100, 'coordinator', 'news.news');
"""


def test_what_the_first_release_kept_is_kept() -> None:
    """Every row of before is there; the new columns say what was true of it."""
    first, *_others = load_migrations()
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, (first,))
    connection.executescript(BEFORE)
    tables = [
        name
        for (name,) in connection.execute(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
        )
    ]
    before = {name: connection.execute(f'select * from "{name}"').fetchall() for name in tables}
    migrate(connection, load_migrations())
    for name, rows in before.items():
        after = connection.execute(f'select * from "{name}"').fetchall()
        assert [row[: len(old)] for row, old in zip(after, rows, strict=True)] == rows, name
    assert connection.execute("select state, expanded_to, keys from broadcast").fetchall() == [("done", 0, 1)]
    assert connection.execute('select news_a_week from "group"').fetchone() == (2,)
    assert connection.execute("select seen from whats_new").fetchone() == (0,)
    assert connection.execute("select item from shown").fetchone() == (None,)
    connection.close()
