"""From roles to offers with an end: an offer that was open waits its days from now on, and the rest is as it was."""

import sqlite3

from storage.migrate import load_migrations, migrate

BEFORE = """
insert into member (id, role, name, joined_at) values (1, 'coordinator', 'Wren', 5), (2, 'member', 'Sol', 6), (3, 'member', 'Kit', 6);
insert into role (id, title, purpose, hours, pay, paid, costs, support, decides, starts_on, ends_on, wanted, from_member, made_at)
    values (4, 'Reader', 'Reads', '2', 'No', 0, 'No', 'Sol', 'All', '2026-11-23', '2027-11-23', 2, 1, 7);
insert into role_interest values (4, 2, 0), (4, 3, 1);
"""


def test_an_open_offer_waits_its_days_from_now_on() -> None:
    """Who is only interested was not asked."""
    found = load_migrations()
    at = next(n for n, each in enumerate(found) if each.name.endswith("_role_offers.sql"))
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, found[:at])
    connection.executescript(BEFORE)
    migrate(connection, found[: at + 1])
    rows = connection.execute("select member_id, offered, asked_at > 0 from role_interest order by member_id")
    assert rows.fetchall() == [(2, 0, 0), (3, 1, 1)]
    connection.close()
