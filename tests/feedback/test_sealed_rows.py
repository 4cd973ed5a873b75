"""The rows of open boxes in memory: sorted by themselves, each change noted, and undone with the turn that made it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import permutations
from sqlite3 import Connection

import pytest

from bot.box_contents import contents
from storage import sealed
from storage.sealed import Slip

YES, NO, WORDS = Slip("q", 0, "yes", 1), Slip("q", 0, "no", 1), Slip("r", 1, "own words", 1)


@pytest.fixture
def memory() -> Iterator[Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        sealed.prepare(connection)
        yield connection


def everything(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    names = [
        name for (name,) in connection.execute("select name from sqlite_temp_master where type = 'table'")
    ]
    return {name: sorted(connection.execute(f"select * from {name}").fetchall(), key=repr) for name in names}


@pytest.mark.parametrize(
    "change",
    [
        lambda c: sealed.enter(c, 7, 2),
        lambda c: sealed.keep_draft(c, 7, 1, "[1]", owes=False),
        lambda c: sealed.drop_draft(c, 7, 1),
        lambda c: sealed.drop_in(c, 7, NO),
        lambda c: sealed.count_out(c, 7, YES),
        lambda c: sealed.keep_note(c, 7, "n", "other"),
        lambda c: sealed.drop_note(c, 7, "n"),
        lambda c: sealed.empty_register(c, 7),
        lambda c: sealed.strike_out(c, 1),
        lambda c: sealed.turn(c, 7),
    ],
)  # fmt: skip
def test_every_change_is_noted_and_can_be_undone(
    memory: Connection, change: Callable[[Connection], None]
) -> None:
    """Whatever is done to a box marks it to be sealed anew, no other box with it; and a turn that is taken back leaves
    neither the change nor the mark."""
    sealed.enter(memory, 7, 1)
    sealed.enter(memory, 8, 3)
    sealed.keep_draft(memory, 7, 1, "[]", owes=True)
    sealed.drop_in(memory, 7, YES)
    sealed.keep_note(memory, 7, "n", "v")
    sealed.is_sealed(memory)
    assert sealed.turned(memory) == []
    before = everything(memory)
    memory.execute("begin")
    memory.execute("savepoint one")
    change(memory)
    assert sealed.turned(memory) == [7]
    memory.execute("rollback to one")
    assert everything(memory) == before
    memory.execute("rollback")


def test_the_order_of_coming_is_in_no_row(memory: Connection) -> None:
    """Entered and dropped in in any order, the box is the same, to the last byte of what is sealed."""
    found = set()
    for order in permutations([(5, YES), (90, NO), (11, YES), (2, WORDS)]):
        sealed.clear(memory, 7)
        for member, slip in order:
            sealed.enter(memory, 7, member)
            sealed.keep_draft(memory, 7, member, "[]", owes=False)
            sealed.drop_in(memory, 7, slip)
        found.add(contents(memory, 7))
    assert len(found) == 1
    assert sealed.register(memory, 7) == [2, 5, 11, 90]
    assert sealed.slips(memory, 7) == [NO, YES._replace(n=2), WORDS]


def test_who_has_left_still_counts_and_is_nobody(memory: Connection) -> None:
    """Each who leaves becomes another number under zero, in that box alone; what they had not sent goes."""
    for member in (4, 9, 30):
        sealed.enter(memory, 7, member)
    sealed.enter(memory, 8, 9)
    sealed.keep_draft(memory, 8, 9, "[]", owes=True)
    sealed.set_focus(memory, 9, 8)
    for member in (9, 4, 77):
        sealed.strike_out(memory, member)
    assert sealed.register(memory, 7) == [-2, -1, 30] and sealed.register(memory, 8) == [-1]
    assert sealed.drafts(memory, 8) == [] and sealed.focus(memory, 9) is None and sealed.owed(memory) == []


def test_counted_out_as_often_as_in(memory: Connection) -> None:
    """Two who said the same are one row; taken out one by one, none is left."""
    sealed.drop_in(memory, 7, WORDS)
    sealed.drop_in(memory, 7, WORDS)
    sealed.count_out(memory, 7, WORDS)
    assert sealed.slips(memory, 7) == [WORDS]
    sealed.count_out(memory, 7, WORDS)
    assert sealed.slips(memory, 7) == []


def test_clearing_a_box_leaves_the_others(memory: Connection) -> None:
    """All of one box goes, and nothing of another."""
    for box in (7, 8):
        sealed.enter(memory, box, 1)
        sealed.keep_draft(memory, box, 1, "[]", owes=True)
        sealed.drop_in(memory, box, YES)
        sealed.keep_note(memory, box, "n", "v")
    sealed.set_focus(memory, 1, 7)
    sealed.clear(memory, 7)
    assert all(
        row[0] == 8 for name, rows in everything(memory).items() if name != "box_focus" for row in rows
    )
    assert sealed.owed(memory) == [(8, 1)] and sealed.drafts_of(memory, 1) == [8]


def test_nothing_of_it_is_in_a_schema(memory: Connection) -> None:
    """The tables are the connection's own, made once."""
    sealed.enter(memory, 7, 1)
    sealed.prepare(memory)
    assert sealed.has_answered(memory, 7, 1) and not sealed.has_answered(memory, 7, 2)
    assert memory.execute("select count(*) from main.sqlite_master").fetchone() == (0,)
