"""What is stored, told so that anybody can read it (storage/stored.py)."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from storage import courses, stored
from storage.migrate import load_migrations, migrate


@pytest.fixture
def rows() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(
            """create table member (id integer primary key, name text);
               create table sealed (member_id integer, key_id blob, body blob);
               insert into member values (7, 'Kofi');"""
        )
        connection.execute("insert into sealed values (7, ?, ?)", (bytes(range(16)), bytes(range(256)) * 256))
        yield connection


def test_bytes_are_told_in_words(rows: sqlite3.Connection) -> None:
    """An id as its letters and digits; what is sealed by its size and how it begins, so that a change of it can be seen."""
    (_member, sealed) = stored.everything(rows)
    assert sealed.rows == [
        (7, "000102030405060708090a0b0c0d0e0f", "65536 sealed bytes: 000102030405060708090a0b0c0d0e0f…")
    ]


def test_a_members_own_copy_takes_any_column(rows: sqlite3.Connection) -> None:
    """A new table with bytes in it is in the copy without anybody's thinking of it, and the copy is JSON."""
    assert "65536 sealed bytes" in json.dumps([table.rows for table in stored.about(rows, 7)])


def test_the_seed_of_a_draw_to_come_is_not_shown() -> None:
    """Whoever looks at what is stored cannot work out who will be drawn; afterwards the seed is there for everybody."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, load_migrations())
    fields: dict[str, str | int | None] = {
        "title": "Chairing", "about": "How to", "places": 1, "closes_at": 9, "told_by": "2026-12-01", "money": "Free", "costs": "None",
        "leader": "Ana", "seed": "5eed5eed", "commitment": "c0", "made_at": 1,
    }  # fmt: skip
    id = courses.add(connection, fields, [False])
    assert "5eed" not in str(stored.everything(connection))
    courses.drawn(connection, id, "{}", 10)
    assert "5eed" in str(stored.everything(connection))
    connection.close()
