"""Groups: boroughs, projects and working groups that members belong to."""

from collections.abc import Iterable
from sqlite3 import Connection


def ensure(connection: Connection, names: Iterable[str]) -> None:
    """Every group of the configuration exists; one that is named no longer stays, with its members."""
    connection.executemany(
        'insert into "group" (name) values (?) on conflict (name) do nothing', [(name,) for name in names]
    )


def all(connection: Connection) -> list[tuple[int, str]]:
    return connection.execute('select id, name from "group" order by id').fetchall()


def by_name(connection: Connection, name: str) -> int | None:
    row = connection.execute('select id from "group" where name = ? collate nocase', (name,)).fetchone()
    return None if row is None else int(row[0])


def size(connection: Connection, group_id: int) -> int:
    """How many members are in the group; coordinators do not count."""
    row = connection.execute(
        "select count(*) from membership s join member m on m.id = s.member_id where s.group_id = ? and m.role <> 'coordinator'",
        (group_id,),
    ).fetchone()
    return int(row[0])


def news_a_week(connection: Connection) -> list[tuple[int, int]]:
    """(group, how many news items its members may get in 7 days) of every group."""
    return connection.execute('select id, news_a_week from "group" order by id').fetchall()


def set_news_a_week(connection: Connection, group_id: int, number: int) -> None:
    connection.execute('update "group" set news_a_week = ? where id = ?', (number, group_id))
