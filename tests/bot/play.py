"""The whole bot on the room, played as people would: real database, real sender, a clock that stands still.

Nothing here stands in for a part of the bot. Time passes only when a test says so, by the same way as the room's page
does it, and by the hands of nobody else: no tick runs by itself.
"""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Any
from zoneinfo import ZoneInfo

from bot.broadcasting import send_to_group
from bot.chance import Chance
from bot.channels.room import NAME, Message, Room
from bot.clock import MovableClock
from bot.config import Config
from bot.demo import demo_config, prepare_folder
from bot.ports import Inbound
from bot.stage import Stage
from bot.wiring import Bot, bot_of, running
from conversations.events import Event, Typed
from conversations.view import Role
from storage import broadcasts, groups, invites, members, sessions, shown

LONDON = ZoneInfo("Europe/London")
DAY, HOUR, MINUTE = 86400, 3600, 60
NEVER = 10_000.0
"""Seconds between two ticks: none in the life of a test."""
LOOK_SAFE = ("yes", "yes, it's safe", "ok", "yes, 18 or over")
"""What a person types from the greeting to the question before anything is stored (ON-20)."""
LAYERS = ("yes, I agree", "yes, count me", "yes", "yes", "yes")
"""The layers of consent. Who sees check-ins (ON-31) is asked only once somebody on the team takes messages."""
SETTLED = ("ok", "Tuesday", "10am to noon", "no", "looks right", "not now", "ok")


def at(text: str) -> int:
    """UTC seconds of a London wall-clock time, "2026-11-23 11:00"."""
    return int(datetime.fromisoformat(text).replace(tzinfo=LONDON).timestamp())


def wall(moment: int) -> str:
    """A moment as London's clocks show it: "Tue 2026-12-01 11:00"."""
    return datetime.fromtimestamp(moment, LONDON).strftime("%a %Y-%m-%d %H:%M")


MONDAY = at("2026-11-23 11:00")


class StillClock(MovableClock):
    """A clock that only moves when it is moved."""

    def __init__(self, start: int) -> None:
        self._moment = start

    def now(self) -> int:
        return self._moment

    def move_to(self, moment: int) -> None:
        self._moment = max(self._moment, moment)


@dataclass
class Person:
    """Somebody with a phone in the room."""

    play: "Play"
    id: str

    @property
    def thread(self) -> list[Message]:
        return self.play.room.phones[self.id].thread

    @property
    def heard(self) -> list[Message]:
        """What the bot has said and not taken back, oldest first."""
        return [message for message in self.thread if message.sender == "bot" and not message.deleted]

    @property
    def last(self) -> str:
        return self.heard[-1].text

    @property
    def labels(self) -> list[str]:
        return [choice.label for choice in self.heard[-1].choices]

    async def say(self, *lines: str) -> str:
        """Type these lines, one after another; the bot's words after the last of them."""
        for line in lines:
            before = len(self.thread)
            await self.play.room.say(self.id, line)
        return "\n\n".join(message.text for message in self.thread[before:] if message.sender == "bot")

    async def press(self, *labels: str) -> str:
        """Press the newest button with each of these labels; the bot's words after the last of them."""
        for label in labels:
            before = len(self.thread)
            message, key = self.button(label)
            await self.play.room.pick(self.id, message, key)
        return "\n\n".join(message.text for message in self.thread[before:] if message.sender == "bot")

    def button(self, label: str) -> tuple[str, str]:
        """(message, option) of the newest button with this label."""
        for message in reversed(self.heard):
            for choice in message.choices:
                if choice.label == label:
                    return message.id, choice.key
        raise AssertionError(f"no button {label!r}; the last message has {self.labels}")

    async def row(self) -> members.MemberRow | None:
        return await self.play.bot.database.read(lambda c: members.by_address(c, NAME, self.id))

    async def known(self) -> members.MemberRow:
        row = await self.row()
        assert row is not None, f"{self.id} has not joined"
        return row


@dataclass
class Play:
    """One programme, its database, and the room."""

    bot: Bot
    room: Room
    clock: StillClock
    stage: Stage

    @property
    def now(self) -> int:
        return self.clock.now()

    def person(self, name: str) -> Person:
        """A new phone, of somebody who has not joined. Its address is found nowhere else by chance."""
        id = f"phone-{name.lower()}-{len(self.room.phones)}"
        self.room.add(name, id)
        return Person(self, id)

    async def invite(self, role: Role, group: str, *, uses: int = 1, days: int = 14) -> str:
        code = Chance.code()
        ends = self.now + days * DAY
        await self.bot.database.write(
            lambda c: invites.add(c, code, role, groups.by_name(c, group), uses, ends)
        )
        return code

    async def joined(
        self,
        name: str,
        *,
        pace: str = "Every week",
        role: Role = "member",
        group: str = "Lambeth",
        lines: Sequence[str] = SETTLED,
    ) -> Person:
        """Somebody who has joined, by the same flow as everybody, with an empty phone afterwards. A coordinator takes the
        messages for the worker as well, unless `lines` say something else."""
        person, code = self.person(name), await self.invite(role, group)
        words = [code, *LOOK_SAFE, "yes, that's ok", name]
        if role == "coordinator":
            words += ("not now", *(lines if lines is not SETTLED else ("menu", "messages: to me")))
        else:
            agreed, *layers = LAYERS
            sight = (
                ("only me",) if await self.bot.database.read(lambda c: members.takers(c, "worker")) else ()
            )
            words += [agreed, *sight, *layers, pace, *lines]
        await self.bot.turns.take([Inbound(NAME, person.id, Typed(line)) for line in words])
        id = (await person.known()).id

        def settle(connection: Connection) -> list[str]:
            connection.execute("delete from letter where member_id = ? and class = 'reply'", (id,))
            return sessions.load(connection, id)

        assert await self.bot.database.write(settle) == [], f"{name} is still in the middle of joining"
        await self.bot.sender.drained()
        await self.bot.database.write(lambda c: shown.drop(c, id))
        person.thread.clear()
        return person

    async def takes(self, person: Person, *events: Event) -> Any:
        """These things happen all at once, in one batch; nothing of it is sent to strangers."""
        return await self.bot.turns.take([Inbound(NAME, person.id, event) for event in events])

    async def until(self, text: str) -> None:
        """Time passes, with everything that falls due on the way."""
        await self.stage.move(at(text) - self.now)

    async def wait(self, seconds: int) -> None:
        await self.stage.move(seconds)

    async def news(self, group: str | None, text: str = "Bring a chair", level: str = "news") -> int:
        """News to a group, as a coordinator's turn sends it; how many people."""

        def send(connection: Connection) -> int:
            number = groups.by_name(connection, group) if group else None
            send_to_group(connection, number, text, level, self.now)
            return len(broadcasts.audience(connection, number))

        return await self.bot.database.write(send)

    # -- what is stored ---------------------------------------------------------------------------------------------

    async def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table that has any."""
        tables = (await self.stage.stored())["tables"]
        return {table["name"]: [tuple(row) for row in table["rows"]] for table in tables if table["rows"]}

    async def rows(self, table: str) -> list[tuple[Any, ...]]:
        return (await self.dump()).get(table, [])

    def in_files(self, *words: str) -> list[str]:
        """Those of these words that stand anywhere in the database's files, whatever table or leftover they are in."""
        path = self.bot.database.path
        raw = b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()))
        assert path.exists() and raw
        return [word for word in words if re.search(re.escape(word.encode()), raw, re.IGNORECASE)]


@asynccontextmanager
async def playing(
    folder: Path, start: int = MONDAY, config: Config | None = None, *, sending: bool = True
) -> AsyncIterator[Play]:
    """The bot, open until the end. Without `sending` nothing leaves the outbox unless the test makes it."""
    clock, chance = StillClock(start), Chance(7)
    async with bot_of(config or demo_config(prepare_folder(folder, fresh=False)), clock, chance) as bot:
        await bot.database.execute("pragma synchronous = off")  # kills and power cuts have tests of their own
        room = Room(clock, bot.turns.take)
        bot.add(room, rate=0, apart=0)
        room.send_direct = bot.sender.send_direct
        stage = Stage(bot.database, clock, room, bot.sender, bot.ticks, bot.config.programme.timezone)
        play = Play(bot, room, clock, stage)
        if not sending:
            yield play
            return
        room.settled = bot.sender.drained
        async with running(bot, NEVER):
            await bot.ticks.keep_house()  # begun beside the rest at the start: tests begin when it is done
            yield play
