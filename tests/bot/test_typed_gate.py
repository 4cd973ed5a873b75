"""The sender cannot be handed an opener that did not pass the gate (conversations/pace/gate.py; bot/letters.py)."""

import ast
import inspect
import re
import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from bot import letters
from bot.ports import Body
from conversations import pace
from conversations.pace import Item, Kind, MessageClass, Permission
from storage import letters as outbox

ROOT = Path(__file__).parents[2]
NEWS = Item("1", Kind.NEWS, MessageClass.ORDINARY)
MONDAY = 1795432800  # 2026-11-23 11:20 in London
AGREED = pace.Pace(consented=True)


@pytest.fixture
def schema() -> Iterator[sqlite3.Connection]:
    """The real tables, in memory, with one member."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(files("storage").joinpath("schema.sql").read_text("utf-8"))
    connection.execute("insert into member (id, joined_at) values (1, 0)")
    yield connection
    connection.close()


def leave(item: Item = NEWS) -> Permission:
    verdict = pace.may_send(item, AGREED, (), (), MONDAY)
    assert isinstance(verdict, Permission)
    return verdict


def test_nobody_but_the_gate_makes_a_permission() -> None:
    """A permission is a type that only the gate makes: whoever tries to build one is refused."""
    with pytest.raises(TypeError, match="only may_send"):
        Permission(NEWS, MONDAY, object())


def test_ready_openers_ask_for_a_permission_by_type() -> None:
    """What makes an opener ready takes a `Permission`, which the type checker holds every caller to; the rest cannot."""
    hints = {
        name: inspect.get_annotations(getattr(letters, name))
        for name in ("let_go", "release", "wait", "reply")
    }
    assert hints["let_go"]["permission"] is hints["release"]["permission"] is Permission
    assert not {"ready", "permission"} & {*hints["wait"], *hints["reply"]}


def test_only_one_module_writes_to_the_outbox() -> None:
    """`storage.letters.add` and `release` are called in bot/letters.py and nowhere else in the program."""
    callers = set()
    for path in sorted(ROOT.joinpath("bot").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        names = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "storage"
            for alias in node.names
            if alias.name == "letters"
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == "storage.letters":
                assert not {"add", "release"} & {alias.name for alias in node.names}, path.name
            if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
                continue
            if node.value.id in names and node.attr in ("add", "release"):
                callers.add(path.relative_to(ROOT).as_posix())
    assert callers == {"bot/letters.py"}


UPDATED = re.compile(r"update\s+letter\s+set\s+(.*?)(?:\bwhere\b|$)", re.IGNORECASE | re.DOTALL)
INSERTED = re.compile(r"insert\s+into\s+letter\b(.*)", re.IGNORECASE | re.DOTALL)
STATE = re.compile(r"\bstate\s*=\s*([^\s,]+)", re.IGNORECASE)


def states_set_by(source: str) -> set[str]:
    """The states that the SQL in a module's own words gives to letters; "?" for one that is filled in."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        sql = "".join(
            part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else " ? "
            for part in parts
        )
        for change in UPDATED.findall(sql):
            found |= set(
                STATE.findall(re.sub(r"\([^()]*\)", "", change))
            )  # a state that is compared is in brackets
        for rest in INSERTED.findall(sql):
            found |= {word for word in re.findall(r"'\w+'", rest) if word in STATES} or {"?"}
    return found


STATES = frozenset({"'waiting'", "'ready'", "'sending'", "'sent'", "'failed'", "'dropped'"})


def test_only_one_module_makes_a_letter_ready_in_sql() -> None:
    """Outside storage/letters.py no statement gives a letter a state that the sender takes, nor one that is filled in."""
    harmless = {"'waiting'", "'dropped'"}
    for path in sorted((*ROOT.joinpath("bot").rglob("*.py"), *ROOT.joinpath("storage").rglob("*.py"))):
        name = path.relative_to(ROOT).as_posix()
        if name != "storage/letters.py":
            assert states_set_by(path.read_text("utf-8")) <= harmless, name


@pytest.mark.parametrize(
    "statement",
    [
        "update letter set state = 'ready' where id = 1",
        "update letter set due_at = 1, state = 'ready'",
        "UPDATE letter\n  SET state = ? WHERE id = ?",
        "insert into letter (id, state) values (1, 'ready')",
        "insert into letter (id, state) values (?, ?)",
    ],
)
def test_such_a_statement_is_found(statement: str) -> None:
    """However it is written, in one string or in a string with holes."""
    assert not states_set_by(f"run({statement!r})") <= {"'waiting'", "'dropped'"}
    assert not states_set_by(f"run(f{statement + ' and {1}'!r})") <= {"'waiting'", "'dropped'"}


def test_no_statement_makes_an_opener_ready_by_itself() -> None:
    """What SQL puts into the outbox beside that, a broadcast's letters, waits for the gate."""
    for path in sorted(ROOT.joinpath("storage").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            words = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if "insert into letter" in words and path.name != "letters.py":
                assert "'waiting'" in words and "'ready'" not in words, path.name


def test_an_opener_waits_until_it_has_leave(schema: sqlite3.Connection) -> None:
    """What would start a chat is nothing that the sender can claim, until the gate's leave for that very letter lets it go."""
    letters.wait(
        schema,
        1,
        "telegram",
        "a",
        Body("send", "hi"),
        MONDAY,
        message_class=NEWS.message_class,
        kind=NEWS.kind,
    )
    assert outbox.claim(schema, "telegram", MONDAY + 9, 9, range(4)) == []
    (letter,) = outbox.waiting_openers(schema, 1)
    with pytest.raises(ValueError, match="another letter"):
        letters.release(schema, leave(Item("2", Kind.NEWS, MessageClass.ORDINARY)), letter)
    letters.release(schema, leave(Item(str(letter.id), Kind.NEWS, MessageClass.ORDINARY)), letter)
    (claimed,) = outbox.claim(schema, "telegram", MONDAY, 9, range(4))
    assert (claimed.id, claimed.sent_at) == (letter.id, MONDAY)


def test_what_is_let_go_counts_as_what_the_gate_saw(schema: sqlite3.Connection) -> None:
    """A new opener is written down with the class, kind, end and moment of its leave, and cannot be called anything else."""
    letters.let_go(schema, leave(), 1, "telegram", "a", Body("send", "hi"))
    (claimed,) = outbox.claim(schema, "telegram", MONDAY, 9, range(4))
    assert (claimed.message_class, claimed.kind, claimed.item) == ("ordinary", "news", "1")
    assert outbox.sent_since(schema, 1, MONDAY) == [("ordinary", "news", MONDAY, "1", None)]


@pytest.mark.parametrize("kind", [Kind.NEWS, Kind.CHECK_IN, Kind.DATED_NEWS, Kind.CHANGE])
def test_an_opener_cannot_pass_as_an_answer(schema: sqlite3.Connection, kind: Kind) -> None:
    """Only kinds that answer something can be replies."""
    with pytest.raises(ValueError, match="waits for the gate"):
        letters.reply(schema, 1, "telegram", "a", Body("send", "hi"), MONDAY, kind=kind)
