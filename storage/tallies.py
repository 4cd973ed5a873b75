"""What is counted and what is logged: jobs and numbers, never a member."""

from sqlite3 import Connection


def note(connection: Connection, role: str, action: str, reason: str, now: int) -> None:
    """A line in the log that every member may read."""
    connection.execute(
        "insert into log (at, role, action, reason) values (?, ?, ?, ?)", (now, role, action, reason)
    )


def done_since(connection: Connection, moment: int) -> list[tuple[str, str, int]]:
    """(role, action, how often) of what was logged from `moment` on, the most frequent first."""
    return connection.execute(
        """select role, action, count(*) from log where at >= ?
           group by role, action order by count(*) desc, action, role""",
        (moment,),
    ).fetchall()


def reasons_since(connection: Connection, action: str, moment: int) -> list[tuple[int, str]]:
    """(when, why) one job was done from `moment` on, the latest first."""
    return connection.execute(
        "select at, reason from log where action = ? and at >= ? order by at desc, id desc", (action, moment)
    ).fetchall()


def count(connection: Connection, what: str, day: str, times: int = 1) -> None:
    """One more of something, on this day."""
    connection.execute(
        """insert into counter (what, day, times) values (?, ?, ?)
           on conflict (what, day) do update set times = counter.times + excluded.times""",
        (what, day, times),
    )


def counted(connection: Connection, what: str) -> int:
    row = connection.execute("select coalesce(sum(times), 0) from counter where what = ?", (what,)).fetchone()
    return int(row[0])


def prune(connection: Connection, moment: int) -> None:
    """The log is kept for 24 months (DOMAIN.md 5.3)."""
    connection.execute("delete from log where at < ?", (moment,))
