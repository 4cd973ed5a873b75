"""One person and the whole bot, in memory and a folder that is thrown away: what `alongside rehearse` plays.

The room is the channel, as a phone without buttons, so that everything is answered by typing. What happens is written
down as the golden transcripts of the tests are (tests/conversations/transcript.py): `You:` and `Bot:`, scenes in
brackets at the margin, everything else indented.
"""

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Final

from bot.chance import Chance
from bot.channels.room import NAME, PLAIN_TEXT, BadRequest, Message, Room
from bot.clock import MovableClock
from bot.config import Config, build
from bot.looking import save_pace
from bot.places import make_folders
from bot.ports import Inbound
from bot.stage import Stage
from bot.wiring import Bot, bot_of, running
from conversations import pace
from conversations.events import Due
from storage import groups, invites, members

NOW: Final = int(datetime(2026, 11, 23, 11, tzinfo=UTC).timestamp())
"""A Monday at 11 in the morning: a rehearsal reads the same whenever it is held."""
YOU: Final = "you"
CODE: Final = "WELC0ME222"
AGREED: Final = pace.Pace(consented=True, check_in_consent=True)
UNITS: Final = {"minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400}
_LATER: Final = re.compile(
    r"\+ ?(\d{1,4}) (minute|hour|day|week)s?|\((\d{1,4}) (minute|hour|day|week)s? later\)"
)


def config_of(folder: Path, locale: str) -> Config:
    """An invented programme, the one that the transcripts are about."""
    raw: dict[str, Any] = {
        "programme": {
            "name": "South Voices",
            "organisation": "Together South",
            "contact": "the front desk, 07700 900001",
            "notice": "voices.example/notice",
            "worker": "Priya",
            "worker_hours": "Mon to Thu, 10am to 4pm",
            "groups": ["South Voices"],
            "languages": list(dict.fromkeys(("en", locale))),
        },
        "storage": {"path": "data/alongside.sqlite3", "keys": "keys"},
    }
    (folder / "data").mkdir(mode=0o700)
    return build(raw, folder, {})


@dataclass
class Rehearsal:
    """The talk so far, in `lines`."""

    bot: Bot
    room: Room
    stage: Stage
    locale: str
    lines: list[str] = field(default_factory=list)
    _read: int = 0
    _gone: int = 0

    async def scene(self, words: str) -> None:
        """Set the scene, as a line in brackets says it in a transcript."""
        name, _space, rest = words.partition(" ")
        match name:
            case "member" | "coordinator":
                await self.bot.database.write(lambda c: self._join(c, name, rest))
            case "state":
                await self.bot.database.write(lambda c: self._put_into(c, pace.State(rest)))
            case "code":
                await self.bot.database.write(lambda c: self._add_code(c, rest.split()[0]))
            case "due:":
                await self._begin(rest)
        self._write(f"({words})")

    async def say(self, text: str) -> None:
        """One line of the person's. "+1 day" and the like let time pass, with everything that falls due in it."""
        if later := _LATER.fullmatch(text.strip()):
            number, unit = int(later[1] or later[3]), later[2] or later[4]
            await self.stage.move(min(number * UNITS[unit], 400 * UNITS["day"]))
            self._write(f"({number} {unit}{'s' if number > 1 else ''} later)")
            return
        try:
            await self.room.say(YOU, text)
        except BadRequest as problem:
            self._write(f"# {problem}")
        else:
            self._write(f"You: {text}")

    async def _begin(self, flow: str) -> None:
        taken = await self.bot.turns.take([Inbound(NAME, YOU, Due(flow), language=self.locale)])
        for direct in taken.direct:
            await self.room.send_direct(direct)
        await self.room.settled()

    def _join(self, connection: Connection, role: str, name: str) -> None:
        now = self.bot.world.clock.now()
        you = members.add(connection, NAME, YOU, self.locale, False, now)
        members.change(connection, you, {"name": name, "role": role})
        for number, _name in groups.all(connection):
            members.enter_group(connection, you, number)
        for layer in ("basics", "check_ins"):
            members.consent(connection, you, layer, True, "", now)
        save_pace(connection, self.bot.world, you, pace.join(AGREED, now), now)

    def _put_into(self, connection: Connection, state: pace.State) -> None:
        row = members.by_address(connection, NAME, YOU)
        assert row is not None, "say (member) first"
        now = self.bot.world.clock.now()
        save_pace(connection, self.bot.world, row.id, replace(pace.join(AGREED, now), state=state), now)

    def _add_code(self, connection: Connection, code: str) -> None:
        group = groups.all(connection)[0][0]
        invites.add(connection, code, "member", group, 1, self.bot.world.clock.now() + 7 * UNITS["day"])

    def _write(self, line: str) -> None:
        self.lines += [*([""] if self.lines else []), line]
        thread = self.room.phone(YOU).thread
        gone = sum(message.deleted for message in thread)
        if gone > self._gone:
            self.lines.append("     * clears the chat")
        for message in thread[self._read :]:
            self.lines += as_said(message)
        self._read, self._gone = len(thread), gone


def as_said(message: Message) -> Iterator[str]:
    if message.sender != "bot" or message.deleted:
        return
    first, *others = message.text.splitlines() or [""]
    yield f"Bot: {first}"
    yield from (f"     {line}".rstrip() for line in others)
    if message.file:
        yield f"     * sends the file {message.file[0]}"


@asynccontextmanager
async def rehearsing(folder: Path, locale: str, scenes: Sequence[str]) -> AsyncIterator[Rehearsal]:
    """The bot, and a person who stands where these lines have brought them: scenes in brackets, or words typed."""
    clock, config = MovableClock(NOW), config_of(folder, locale)
    make_folders(config)
    async with bot_of(config, clock, Chance(0)) as bot:
        room = Room(clock, bot.turns.take)
        room.caps = PLAIN_TEXT
        room.add("You", YOU)
        bot.add(room, rate=0, apart=0)
        room.send_direct, room.settled = bot.sender.send_direct, bot.sender.drained
        async with running(bot, every=3600):
            stage = Stage(bot.database, clock, room, bot.sender, bot.ticks, bot.config.programme.timezone)
            talk = Rehearsal(bot, room, stage, locale)
            for line in scenes:
                if line.startswith("("):
                    await talk.scene(line[1:-1])
                else:
                    await talk.say(line)
            yield talk
