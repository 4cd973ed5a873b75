"""No code path of the team leads to a member's own record (B51): who imports what, and who asks for whose."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import bot
import conversations
from conversations.flows import all_flows
from tests.conversations.driver import CHECK_IN, FORM

BOT, TALKS = Path(bot.__file__).parent, Path(conversations.__file__).parent
OPENS: Final = frozenset({"read", "change", "seal_letter", "open_letter", "open_ask"})


def imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def importing(name: str) -> set[str]:
    """Modules of the shell that import this one."""
    return {file.relative_to(BOT).as_posix() for file in BOT.rglob("*.py") if name in imports(file)}


def calls(attribute: str) -> Iterator[tuple[str, str]]:
    """(module, method) of every call on something called `attribute`."""
    for file in sorted(BOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                of = ast.unparse(node.func.value)
                if of == attribute or of.endswith(f".{attribute}"):
                    yield file.relative_to(BOT).as_posix(), node.func.attr


def test_one_module_loads_the_key() -> None:
    """Everything else goes through bot/journeys.py, and the key's name stands in its own module only."""
    assert importing("bot.journey_key") == {"journeys.py"}
    named = {
        file.name
        for file in BOT.rglob("*.py")
        if re.search(r"journey\.key\b", file.read_text(encoding="utf-8"))
    }
    assert named == {"journey_key.py"}


def test_records_are_opened_for_whoever_the_shell_says_it_is() -> None:
    """Each call names the member whose turn it is, or whom a letter is for: no argument comes from a flow."""
    found = {(module, method) for module, method in calls("journeys") if method in OPENS}
    assert found == {
        ("journey_facts.py", "read"),
        ("journeying.py", "change"),
        ("answering.py", "seal_letter"),
        ("carrying.py", "open_letter"),
        ("key_words.py", "open_letter"),
        ("key_words.py", "seal_letter"),
        ("journey_facts.py", "open_ask"),
        ("journeying.py", "open_ask"),
    }
    text = {name: (BOT / f"{name}.py").read_text() for name in ("journey_facts", "journeying", "answering", "carrying", "apply", "key_words")}  # fmt: skip
    assert "journeys.read(self._connection, self._member)" in text["journey_facts"]
    assert "journeys.change(connection, who, effect)" in text["journeying"]
    assert "journeying.carry_out(connection, self.world, effect, self.known, now)" in text["apply"]
    assert "journeys.seal_letter(self.connection, self.member_id, body)" in text["answering"]
    assert "journeys.open_letter(letter.member_id, body)" in text["carrying"]
    assert "journeys.open_letter(person.id, body)" in text["key_words"]
    assert "journeys.open_ask(self._member, item)" in text["journey_facts"]
    assert "journeys.open_ask(who, effect.item)" in text["journeying"]


def test_whoever_writes_a_line_cannot_open_what_they_write_to() -> None:
    """The module of a trainer's line knows neither the key nor the module that opens records."""
    reached, todo = set[str](), ["bot.journey_lines"]
    while todo:
        file = BOT.parent / (todo.pop().replace(".", "/") + ".py")
        for name in imports(file) if file.exists() else ():
            if name.startswith(("bot.", "storage.", "conversations.")) and name not in reached:
                reached.add(name)
                todo.append(name)
    assert not reached & {"bot.journeys", "bot.journey_key", "bot.world"}


def test_only_the_members_own_pages_look_into_it() -> None:
    """No page of the team, no count, no export and no result reads a record; no fact takes a member's id."""
    asks = re.compile(r"\.journey\(\)|record\(view\)")
    looking = {file.relative_to(TALKS).as_posix() for file in TALKS.rglob("*.py") if asks.search(file.read_text())}  # fmt: skip
    assert looking == {
        "view.py", "journey.py", "flows/journey.py", "flows/journey_adding.py", "flows/journey_words.py", "flows/own_page.py",
    }  # fmt: skip
    shell = {file.relative_to(BOT).as_posix() for file in BOT.rglob("*.py") if asks.search(file.read_text())}
    assert shell == {"journey_file.py"}
    assert importing("storage.journeys") | importing("storage.journeys.JourneyRow") == {"journeys.py", "journey_lines.py"}  # fmt: skip
    of_the_team = [flow for flow in all_flows(CHECK_IN, FORM).values() if flow.roles]
    assert of_the_team and not [flow.id for flow in of_the_team if flow.id.startswith("journey")]


def test_no_words_of_it_are_left_in_a_session() -> None:
    """Every question of own words in these flows gives them away in the same turn (`Words.unkept`)."""
    from conversations.flow import Ask, Words

    asks = [
        step
        for name, flow in all_flows(CHECK_IN, FORM).items()
        if name.startswith("journey")
        for step in flow.steps
        if isinstance(step, Ask) and isinstance(step.kind, Words)
    ]
    assert len(asks) == 6
    assert all(isinstance(ask.kind, Words) and ask.kind.unkept and ask.does for ask in asks)
