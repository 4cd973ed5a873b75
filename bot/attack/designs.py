"""Designs that tempt: how sealed answers are usually kept, built as one would build them, for the same attacks to open.

They are here so that the attacks are known to bite. Where one finds nothing in this program's own box, it is not because it
finds nothing anywhere.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

from nacl.public import PrivateKey, SealedBox

from bot.attack.life import Life, Sender
from bot.attack.loot import Loot, steal

Design: TypeAlias = Callable[[Path, Life, Random], Loot]

_MEETING: Final = 7
_FIRST_MOMENT: Final = 1_796_000_000
_PADDED: Final = 1500
_PEOPLE: Final = """
create table member (id integer primary key, chat_id text not null unique);
create table voted (meeting_id integer, member_id integer, primary key (meeting_id, member_id));
"""


def autoincrement(folder: Path, life: Life, chance: Random) -> Loot:
    """An ordinary table: a number that counts up, the answer, and when it came."""
    schema = "create table answer (id integer primary key autoincrement, meeting_id integer, words text, at integer)"

    def put(conn: sqlite3.Connection, sender: Sender) -> None:
        at = _FIRST_MOMENT + 86_400 * sender.day + 60 * conn.total_changes
        conn.execute(
            "insert into answer (meeting_id, words, at) values (?, ?, ?)", (_MEETING, sender.words, at)
        )

    return _live(folder, life, schema, put)


def random_key(folder: Path, life: Life, chance: Random) -> Loot:
    """No number and no time: a random key, and WITHOUT ROWID."""
    return _random_key(folder, life, chance, lambda words: words)


def padded_rows(folder: Path, life: Life, chance: Random) -> Loot:
    """The same, with every answer made as long as the longest."""
    return _random_key(folder, life, chance, lambda words: words.ljust(_PADDED))


def sealed_rows(folder: Path, life: Life, chance: Random) -> Loot:
    """Each answer sealed for a public key, in a row of its own. The private key is in the keys' folder, for the close."""
    schema = "create table answer (member_id integer primary key, meeting_id integer, sealed blob)"
    private = PrivateKey(chance.randbytes(32))
    seal = SealedBox(private.public_key)

    def put(conn: sqlite3.Connection, sender: Sender) -> None:
        sealed = seal.encrypt(json.dumps({"heard": "yes", "words": sender.words}).encode())
        conn.execute("insert into answer values (?, ?, ?)", (sender.member, _MEETING, sealed))

    return _live(folder, life, schema, put, bytes(private))


def sorted_again(folder: Path, life: Life, chance: Random) -> Loot:
    """An ordinary table that is emptied at the close and filled again from A to Z, as if nothing had been there."""
    schema = "create table answer (id integer primary key, meeting_id integer, words text)"

    def put(conn: sqlite3.Connection, sender: Sender) -> None:
        conn.execute("insert into answer (meeting_id, words) values (?, ?)", (_MEETING, sender.words))

    def close(conn: sqlite3.Connection) -> None:
        words = sorted(
            conn.execute("select meeting_id, words from answer").fetchall(), key=lambda row: str(row[1])
        )
        conn.execute("delete from answer")
        conn.executemany("insert into answer (meeting_id, words) values (?, ?)", words)

    return _live(folder, life, schema, put, close=close)


DESIGNS: Final[dict[str, Design]] = {
    "autoincrement and a time": autoincrement,
    "random key, WITHOUT ROWID": random_key,
    "the same, padded": padded_rows,
    "one sealed row each": sealed_rows,
    "sorted again at the close": sorted_again,
}


def _random_key(folder: Path, life: Life, chance: Random, pad: Callable[[str], str]) -> Loot:
    schema = "create table answer (key blob primary key, meeting_id integer, words text) without rowid"

    def put(conn: sqlite3.Connection, sender: Sender) -> None:
        conn.execute(
            "insert into answer values (?, ?, ?)", (chance.randbytes(16), _MEETING, pad(sender.words))
        )

    return _live(folder, life, schema, put)


def _live(
    folder: Path,
    life: Life,
    schema: str,
    put: Callable[[sqlite3.Connection, Sender], None],
    key: bytes = b"",
    close: Callable[[sqlite3.Connection], None] | None = None,
) -> Loot:
    """Everybody answers, day by day, with a backup every evening; then the files are stolen from the running program."""
    database, keys, backups = folder / "design.sqlite3", folder / "keys", list[Path]()
    keys.mkdir()
    if key:
        (keys / "close.key").write_bytes(key)
    with _open(database) as conn:
        conn.executescript(_PEOPLE + schema)
        conn.executemany("insert into member values (?, ?)", life.roster.items())
        conn.commit()
        for n, sender in enumerate(life.senders):
            with conn:
                conn.execute("insert into voted values (?, ?)", (_MEETING, sender.member))
                put(conn, sender)
            if n + 1 == len(life.senders) or life.senders[n + 1].day != sender.day:
                backups.append(folder / f"backup-{sender.day}.sqlite3")
                with closing(sqlite3.connect(backups[-1])) as copy:
                    conn.backup(copy)
        if close is not None:
            with conn:
                close(conn)
        return steal(database, keys, tuple(backups))


@contextmanager
def _open(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database)) as conn:
        conn.execute("pragma journal_mode = wal")
        conn.execute("pragma synchronous = normal")
        conn.execute("pragma secure_delete = off")  # what SQLite does unless it is built or told otherwise
        yield conn
