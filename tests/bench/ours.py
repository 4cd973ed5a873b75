"""Alongside's own turn, as it runs in production: raw update, parse, desk and engine, SQLite, outbox, commit, fsync.

The same three-question check-in as the peers, from a questionnaire of its own, for people who have joined by the real
flow. Two things are set so that the updates can be made beforehand: the draw that session ids come from, and the update
ids, which are counted as the workers bring them, because an id at or below the mark is passed over. Sending is not part of a turn: the letter lies in the outbox, durable, when a turn counts.
"""

import itertools
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.chance import Chance
from bot.channels.telegram_wire import read_update
from bot.clock import SystemClock
from bot.config import Config, build
from bot.ports import Inbound
from bot.turn import Turns
from bot.wiring import bot_of
from conversations.events import Typed
from conversations.session import new_id
from tests.bench.drive import Turn, people_of, turns_per_second
from tests.bench.updates import Answers, Buttons, RawUpdate, address

QUESTIONS = """
name = "check_in"
version = 1

[[question]]
id = "B-1"
text = "How has your week been?"
answer = [{key = "good", label = "Good"}, {key = "mixed", label = "Mixed"}, {key = "hard", label = "Hard"}]

[[question]]
id = "B-2"
text = "Would you like to say more?"
words = true

[[question]]
id = "B-3"
text = "What has it mostly been about?"
answer = [{key = "home", label = "Home"}, {key = "money", label = "Money"}, {key = "health", label = "Health"}]
"""
DRAWN = 123_456_789_012_345
SESSION = new_id(DRAWN + 2)
"""The menu that Start begins on takes the first id of a turn, the check-in the second."""
BUTTONS = Buttons(
    start="0:menu:PV-01:check_in", mood=f"{SESSION}:check_in:B-1:hard", reason=f"{SESSION}:check_in:B-3:money"
)
JOINING = ("hi", "yes", "yes, it's safe", "ok", "yes, 18 or over", "yes, that's ok", "carry on", "no name", "yes, I agree",
           "yes, count me", "no", "no", "no", "every week", "ok", "Tuesday", "10am to noon", "no", "looks right", "not now", "ok")  # fmt: skip


class SameDraw(Chance):
    """Chance whose draws are known, so that buttons can be pressed before they are shown."""

    def draw(self) -> int:
        return DRAWN


def config_in(directory: Path) -> Config:
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "questions.toml").write_text(QUESTIONS)
    (directory / "data").mkdir(exist_ok=True)
    raw = {
        "programme": {"check_in": "questions.toml"},
        "storage": {"path": "data/ours.sqlite3", "keys": "keys"},
    }
    return build(raw, directory, {})


@asynccontextmanager
async def world(directory: Path) -> AsyncIterator[Turns]:
    """Our turns over a database that nobody else has open for long: for `same_turn`, which brings its own connection."""
    async with bot_of(config_in(directory), SystemClock(), SameDraw()) as bot:
        yield bot.turns


@asynccontextmanager
async def opened(directory: Path, people: int) -> AsyncIterator[Turn]:
    """The whole bot but its sender, on a file in `directory`, with everybody joined."""
    async with bot_of(config_in(directory), SystemClock(), SameDraw()) as bot:
        for person in range(people + 1):
            await bot.turns.take([Inbound("telegram", str(address(person)), Typed(line)) for line in JOINING])

        marks = itertools.count(1)

        async def turn(raw: RawUpdate) -> None:
            await bot.turns.take([read_update({**raw, "update_id": next(marks)})])

        yield turn


async def run(waiting: int, checkins: int, directory: Path) -> float:
    """Turns a second."""
    async with opened(directory, people_of(waiting)) as turn:
        return await turns_per_second(turn, waiting, checkins, BUTTONS)


async def kept(directory: Path) -> list[Answers]:
    """The check-ins that the file holds, read afresh."""
    db = sqlite3.connect(directory / "data" / "ours.sqlite3")
    try:
        rows = db.execute(
            "select json_group_object(question, value) from answer group by response_id"
        ).fetchall()
    finally:
        db.close()
    found = [json.loads(row) for (row,) in rows]
    return [Answers(mood=given["B-1"], words=given["B-2"], reason=given["B-3"]) for given in found]
