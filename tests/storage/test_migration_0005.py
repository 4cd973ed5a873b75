"""From training to members' own records: what a programme had is all still there."""

import sqlite3

from storage.migrate import load_migrations, migrate

BEFORE = """
insert into member (id, role, name, joined_at) values (1, 'coordinator', 'Wren', 5), (2, 'member', 'Sol', 6);
insert into pace values (2, 'active', '{}', 900);
insert into event (id, kind, title, starts_at) values (4, 'meeting', 'Forum', 5000);
insert into booking values (4, 2, 100, 0);
"""


def test_what_there_was_before_is_kept() -> None:
    """Every row of before is there; nobody has a record, and whoever leaves takes theirs along."""
    *earlier, latest = load_migrations()[:5]
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, tuple(earlier))
    connection.executescript(BEFORE)
    before = {name: connection.execute(f"select * from {name}").fetchall() for name in ("member", "pace", "event", "booking")}  # fmt: skip
    migrate(connection, (*earlier, latest))
    assert {name: connection.execute(f"select * from {name}").fetchall() for name in before} == before
    connection.execute("pragma foreign_keys = on")
    connection.execute("insert into journey values (2, x'01', x'02', x'03', x'04')")
    connection.execute("insert into journey_line (member_id, body) values (2, x'05')")
    connection.execute("delete from member where id = 2")
    for empty in ("journey", "journey_line"):
        assert connection.execute(f"select count(*) from {empty}").fetchone() == (0,)
    connection.close()
