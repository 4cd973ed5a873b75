"""What was counted for the team last, and when: whoever asks again a little later gets the same answer, on whatever way."""

from sqlite3 import Connection


def of(connection: Connection, what: str) -> tuple[int, tuple[int, ...]] | None:
    """(when, the numbers), as they were counted last."""
    row = connection.execute("select at, numbers from counted where what = ?", (what,)).fetchone()
    return None if row is None else (int(row[0]), tuple(int(number) for number in row[1].split(",")))


def put(connection: Connection, what: str, numbers: tuple[int, ...], now: int) -> None:
    connection.execute(
        """insert into counted (what, at, numbers) values (?, ?, ?)
           on conflict (what) do update set at = excluded.at, numbers = excluded.numbers""",
        (what, now, ",".join(map(str, numbers))),
    )


def prune(connection: Connection, moment: int) -> None:
    """What was counted before a moment holds no longer."""
    connection.execute("delete from counted where at < ?", (moment,))
