"""Letters at rest, and the order in which the outbox gives them out (bot/letters.py, storage/letters.py)."""

import sqlite3
from collections.abc import Callable, Iterator
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import letters
from bot.ports import Body
from conversations.pace import Kind, MessageClass
from conversations.pace.kinds import KINDS_OF
from storage import letters as outbox
from tests.bot.scripted import put

TEXT = st.text(max_size=30)
BODIES = st.builds(
    Body, op=st.sampled_from(("send", "tidy", "delete", "clear", "file")), text=TEXT, choices=st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=3).map(tuple),
    replaces=TEXT, messages=st.lists(TEXT, max_size=3).map(tuple), blank=st.lists(TEXT, max_size=3).map(tuple), otherwise=TEXT, name=TEXT,
    data=TEXT, silent=st.booleans(), language=st.sampled_from(("", "en", "es")),
)  # fmt: skip
NOW = 1_000_000


@given(body=BODIES)
@settings(max_examples=60, deadline=None)
def test_a_letter_comes_back_from_rest_as_it_was(body: Body) -> None:
    """What rests in the outbox as JSON is the same body when it goes."""
    assert letters.from_json(letters.to_json(body)) == body


def test_every_kind_has_a_lane() -> None:
    """An answer goes first; whatever starts a chat is a question, a result or news, whatever its class."""
    for message_class, kinds in KINDS_OF.items():
        for kind in kinds:
            assert letters.lane_of(kind) in (letters.ASK, letters.RESULT, letters.NEWS), (message_class, kind)
    assert letters.lane_of(Kind.NEWS) == letters.NEWS
    assert letters.REPLY < letters.ASK < letters.RESULT < letters.NEWS


@pytest.fixture(scope="module")
def schema() -> Iterator[sqlite3.Connection]:
    """The real tables, in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(files("storage").joinpath("schema.sql").read_text("utf-8"))
    yield connection
    connection.close()


POSTED = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from((Kind.ANSWER, Kind.CHECK_IN, Kind.RESULT, Kind.NEWS))),
    min_size=1,
    max_size=14,
)


@given(posted=POSTED, most=st.integers(1, 5), fails=st.lists(st.booleans(), max_size=6))
@settings(max_examples=80, deadline=None)
def test_lanes_and_chats_keep_their_order(
    schema: sqlite3.Connection, posted: list[tuple[str, Kind]], most: int, fails: list[bool]
) -> None:
    """Whatever is posted and whichever tries fail: at every claim the best lane goes first, and in each chat nothing
    overtakes a letter of the same or a better lane that came before it."""
    schema.execute("begin")
    try:
        for chat, kind in posted:
            its = MessageClass.REPLY if kind is Kind.ANSWER else MessageClass.ORDINARY
            put(schema, None, "telegram", chat, Body("send"), NOW, message_class=its, kind=kind)
        now, went, troubles = NOW, [], iter(fails)
        for _ in range(200):
            claimed = outbox.claim(schema, "telegram", now, most, range(4))
            assert [letter.lane for letter in claimed] == sorted(letter.lane for letter in claimed)
            assert len({letter.address for letter in claimed}) == len(claimed) <= most
            for letter in claimed:
                if next(troubles, False):
                    outbox.put_back(schema, letter.id, now + 60)
                else:
                    went.append(letter)
                    outbox.settle(schema, letter.id, "sent", now)
            due = outbox.next_due(schema, ("telegram",), now)
            if due is None:
                break
            now = max(now, due)
        assert len(went) == len(posted)
        for place, letter in enumerate(went):
            overtaken = [
                earlier
                for earlier in went[place + 1 :]
                if earlier.address == letter.address
                and earlier.id < letter.id
                and earlier.lane <= letter.lane
            ]
            assert overtaken == []
    finally:
        schema.execute("rollback")


def test_a_letter_of_another_channel_is_nobodys_business(schema: sqlite3.Connection) -> None:
    """Only the channels that are there are served and waited for."""
    schema.execute("begin")
    put(schema, None, "signal", "a", Body("send"), NOW)
    assert [outbox.claim(schema, name, NOW, 9, range(4)) for name in ("telegram", "room")] == [[], []]
    assert outbox.next_due(schema, ("telegram", "room"), NOW) is None
    assert outbox.next_due(schema, ("signal",), NOW) == NOW
    schema.execute("rollback")


def test_an_id_is_never_given_twice(schema: sqlite3.Connection) -> None:
    """What is on its way while its row is deleted is not taken for the next letter."""
    schema.execute("begin")
    seen = set()
    for _ in range(3):
        put(schema, None, "telegram", "a", Body("send"), NOW)
        (letter,) = outbox.claim(schema, "telegram", NOW, 1, range(4))
        seen.add(letter.id)
        outbox.settle(schema, letter.id, "sent", NOW)
    assert len(seen) == 3
    schema.execute("rollback")


# -- what it costs ------------------------------------------------------------------------------------------------------


def steps(connection: sqlite3.Connection, work: Callable[[], object]) -> int:
    """How many hundreds of instructions SQLite carried out: a measure that no busy machine moves."""
    count = 0

    def one_more() -> int:
        nonlocal count
        count += 1
        return 0

    connection.set_progress_handler(one_more, 100)
    try:
        work()
    finally:
        connection.set_progress_handler(None, 0)
    return count


def fill(connection: sqlite3.Connection, many: int, due_at: int) -> None:
    """A broadcast that is ready, on top of a year of letters that are settled."""
    row = "('telegram', ?, 3, 'ordinary', 'news', ?, 0, ?, '')"
    into = "insert into letter (channel, address, lane, class, kind, state, made_at, due_at, body) values"
    connection.executemany(f"{into} {row}", [(f"x{n % 50}", "sent", 0) for n in range(2000)])
    connection.executemany(f"{into} {row}", [(f"x{n}", "ready", due_at) for n in range(many)])


@pytest.mark.parametrize("due_at", [NOW, NOW + 12 * 3600], ids=["ready now", "held till morning"])
def test_ten_times_the_letters_cost_the_same(schema: sqlite3.Connection, due_at: int) -> None:
    """Claiming a few letters, and finding the next one that is due, costs no more among 3,000 than among 300."""
    costs = []
    for many in (300, 3000):
        schema.execute("begin")
        fill(schema, many, due_at)
        due = steps(schema, lambda: outbox.next_due(schema, ("telegram", "room"), NOW))
        costs.append(due + steps(schema, lambda: outbox.claim(schema, "telegram", NOW, 7, range(4))))
        schema.execute("rollback")
    assert costs[1] <= 2 * costs[0] + 5, costs


def test_looking_for_letters_reads_indices_and_nothing_else(schema: sqlite3.Connection) -> None:
    """Every statement of claiming, finding the next and emptying a queue is answered from an index, never by looking
    through all letters."""
    asked: list[str] = []
    schema.execute("begin")
    schema.set_trace_callback(asked.append)
    outbox.claim(schema, "telegram", NOW, 7, range(4))
    outbox.next_due(schema, ("telegram",), NOW)
    outbox.empty_queue(schema, 1)
    schema.set_trace_callback(None)
    plans = [row[3] for statement in asked for row in schema.execute(f"explain query plan {statement}")]
    schema.execute("rollback")
    assert plans and not [plan for plan in plans if plan.startswith("SCAN")], plans
    assert any("letter_on_its_way (channel=? AND address=?" in plan for plan in plans)
    assert any("letter_ready (channel=? AND lane=?" in plan for plan in plans)
