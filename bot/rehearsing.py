"""`alongside rehearse`: a conversation in the terminal, or a file of lines as its test.

Each conversation is begun by what begins it in life: the words that a member types, or something that falls due.
"""

import asyncio
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TextIO

from bot.config_problems import nearest
from bot.forms import load_form
from bot.problems import Problem
from bot.questionnaires import load_check_in
from bot.rehearsal import CODE, rehearsing
from conversations.flows import all_flows, coordinator

MEMBER: Final = ("(member Sam)", "(text-only)")
COORDINATOR: Final = ("(coordinator Priya)", "(text-only)")
STRANGER: Final = ("(text-only)",)
OPENINGS: Final[Mapping[str, Sequence[str]]] = {
    "join": (*STRANGER, "hello"),
    "look": (*STRANGER, "hello", "look around first"),
    "stop_stranger": (*STRANGER, "STOP"),
    "pace": (*MEMBER, "PACE"),
    "break": (*MEMBER, "PAUSE"),
    "menu": (*MEMBER, "MENU"),
    "details": (*MEMBER, "MY DETAILS"),
    "forget": (*MEMBER, "FORGET ME"),
    "clear": (*MEMBER, "MENU", "CLEAR"),
    "language": (*MEMBER, "LANGUAGE"),
    "help": (*MEMBER, "HELP"),
    "stop": (*MEMBER, "STOP"),
    "less_stop": (*MEMBER, "please stop messaging me"),
    "crisis": (*MEMBER, "I want to end my life"),
    "angry": (*MEMBER, "this is crap"),
    "pass_on": (*MEMBER, "can somebody tell me when the flat viewing is"),
    "invited": (*MEMBER, f"(code {CODE} member group)", CODE),
    "held": (*MEMBER, "(state held)", "hello"),
    "on_break": (*MEMBER, "(state paused)", "hello"),
    "welcome": (*MEMBER, "(state resting)", "hello"),
    "return": (*MEMBER, "(state stopped)", "hello"),
    "start": (*MEMBER, "(state stopped)", "START"),
    "team": (*COORDINATOR, "MENU"),
    "phone": (*COORDINATOR, "MENU", "a lost phone"),
    "hold": (*COORDINATOR, "MENU", "a lost phone", "hold for a member"),
    "lift": (*COORDINATOR, "MENU", "a lost phone", "lift a hold"),
}
"""How each conversation begins. One that is not here is something that falls due for a member."""
FOLLOWS: Final = frozenset({"feedback", "journey_line", "key_words", "was_urgent"})
"""Conversations that are about something that went before, and so have no beginning of their own."""


def opening(flow: str) -> Sequence[str]:
    """The lines that bring somebody to the first question of this conversation."""
    if flow in OPENINGS:
        return OPENINGS[flow]
    teams = {flow.id for flow in coordinator.FLOWS}
    return (*(COORDINATOR if flow in teams else MEMBER), f"(due: {flow})")


def rehearse(flow: str, locale: str, save: Path | None, heard: TextIO, shown: TextIO) -> None:
    """Play until the lines end. Raises Problem for a conversation, a language or a place that there is not."""
    look_up(flow, locale, save)
    with TemporaryDirectory(prefix="rehearsal-") as folder, asyncio.Runner() as runner:
        # Between two lines the event loop stands still: whoever types may take their time, and Ctrl-C just ends it.
        stage = rehearsing(Path(folder), locale, opening(flow))
        talk = runner.run(stage.__aenter__())
        try:
            told = tell(talk.lines, 0, shown)
            while (line := next_line(heard, shown)) is not None:
                if line:
                    runner.run(talk.say(line))
                    told = tell(talk.lines, told + 2 * heard.isatty(), shown)
        finally:
            runner.run(stage.__aexit__(None, None, None))
    if save:
        save.write_text("\n".join((f"# Rehearsed: {flow}.", "", *talk.lines)) + "\n", encoding="utf-8")


def next_line(heard: TextIO, shown: TextIO) -> str | None:
    """What is said next, without the space around it; None at the end. A person sees where to type."""
    if not heard.isatty():
        line = heard.readline()
        return line.strip() if line else None
    print(file=shown, flush=True)
    try:
        return input("You: ").strip()
    except (EOFError, KeyboardInterrupt):
        print(file=shown)
        return None


def tell(lines: Sequence[str], since: int, shown: TextIO) -> int:
    """Show what is new; how many lines have been shown."""
    for line in lines[since:]:
        print(line, file=shown)
    shown.flush()
    return len(lines)


def look_up(flow: str, locale: str, save: Path | None) -> None:
    """Raise Problem unless all three can be had."""
    flows = sorted(all_flows(load_check_in(), load_form()))
    if flow not in flows:
        close = nearest(flow, flows)
        raise Problem(
            f"There is no conversation called “{flow}”. {f'Did you mean “{close}”? ' if close else ''}"
            f"There are: {', '.join(flows)}."
        )
    if flow in FOLLOWS:
        raise Problem(f"“{flow}” is about something that went before, so it can't be rehearsed by itself.")
    place = files("conversations.locales")
    locales = sorted(
        entry.name for entry in place.iterdir() if (entry / "LC_MESSAGES" / "alongside.po").is_file()
    )
    if locale not in locales:
        raise Problem(f"There are no words for “{locale}” yet. There are: {', '.join(locales)}.")
    if save and (save.is_dir() or not save.absolute().parent.is_dir()):
        raise Problem(f"{save} cannot be written. Name a file in a folder that exists.")
