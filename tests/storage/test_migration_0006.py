"""From members' own records to roles: what a programme had is all still there, and nobody has a role yet."""

import sqlite3

from storage.migrate import load_migrations, migrate

BEFORE = """
insert into member (id, role, name, joined_at) values (1, 'coordinator', 'Wren', 5), (2, 'member', 'Sol', 6);
insert into consent values (2, 'training', 1, '1', 6);
insert into pace values (2, 'active', '{}', 900);
insert into event (id, kind, title, starts_at) values (5, 'training', 'Chairing', 9000);
insert into booking values (5, 2, 100, 0);
insert into whats_new (member_id, item, text, at) values (2, 'broadcast:3', 'Tea', 100);
"""


def test_what_the_third_release_kept_is_kept() -> None:
    """Every row of before is there, unchanged; the three tables of roles are new and empty."""
    found = load_migrations()
    at = next(n for n, each in enumerate(found) if each.name.endswith("_roles.sql"))
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, found[:at])
    connection.executescript(BEFORE)
    names = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
    before = {
        name: connection.execute(f'select * from "{name}"').fetchall()
        for (name,) in connection.execute(names)
    }
    migrate(connection, found[: at + 1])
    for name, rows in before.items():
        assert connection.execute(f'select * from "{name}"').fetchall() == rows, name
    new = {name for (name,) in connection.execute(names)} - set(before)
    assert new == {"role", "role_interest", "role_holder"}
    assert all(connection.execute(f'select count(*) from "{name}"').fetchone() == (0,) for name in new)
    connection.close()
