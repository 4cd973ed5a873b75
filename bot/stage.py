"""What the room can do that no real channel can: move the clock, look into the database, begin anew.

Moving the clock goes from one due thing to the next, so that everything happens at its own time, in order, exactly as
it would have if somebody had waited.
"""

import asyncio
from collections.abc import Awaitable, Callable
from sqlite3 import Connection
from typing import Any

from bot.channels.room import BUTTONS, NAME, Room
from bot.clock import MovableClock
from bot.sender import Sender
from bot.ticks import Ticks
from bot.training import course_page
from storage import members, stored
from storage.database import Database

HOUR = 3600
MOST_STEPS = 20_000


class Stage:
    """The moving parts behind the room's page."""

    def __init__(
        self, database: Database, clock: MovableClock, room: Room, sender: Sender, ticks: Ticks, zone: str,
        seed: Callable[[], Awaitable[None]] | None = None,
    ) -> None:  # fmt: skip
        self._database, self._clock, self._room, self._sender, self._ticks = (
            database,
            clock,
            room,
            sender,
            ticks,
        )
        self._zone, self._seed = zone, seed
        self.one_at_a_time = asyncio.Lock()

    async def people(self) -> list[dict[str, Any]]:
        """Who is in the room. Somebody who has not joined is a stranger, whatever the page calls them."""
        phones = list(self._room.phones.values())

        def known(connection: Connection) -> dict[str, tuple[str, list[str]]]:
            found = {}
            for phone in phones:
                if row := members.by_address(connection, NAME, phone.id):
                    found[phone.id] = (
                        row.role,
                        [name for _id, name in members.groups_of(connection, row.id)],
                    )
            return found

        joined = await self._database.read(known)
        return [
            {"id": phone.id, "name": phone.name, "role": role, "groups": groups}
            for phone in phones
            for role, groups in (joined.get(phone.id, ("stranger", [])),)
        ]

    async def training(self, person: str) -> dict[str, Any]:
        """Courses and places, as this person may see them."""
        phone, world = self._room.phone(person), self._ticks.world
        return await self._database.read(
            lambda c: course_page.read(c, world, NAME, phone.id, world.clock.now())
        )

    async def draw_record(self, person: str, course: int) -> str | None:
        """The draw of a course, for somebody who may see it."""
        phone, world = self._room.phone(person), self._ticks.world
        return await self._database.read(
            lambda c: course_page.record(c, world, NAME, phone.id, course, world.clock.now())
        )

    async def time(self) -> dict[str, Any]:
        return {
            "now": self._clock.now(),
            "next": await self._ticks.next_due(),
            "zone": self._zone,
            "running": True,
        }

    async def tell_next(self) -> None:
        self._room.tell("clock", now=self._clock.now(), next=await self._ticks.next_due())
        self._room.tell("people")

    async def move(self, seconds: int) -> dict[str, Any]:
        """Forward by so many seconds, with everything that falls due on the way."""
        async with self.one_at_a_time:
            await self._move_to(self._clock.now() + seconds)
        return await self._moved()

    async def move_to_next(self) -> dict[str, Any]:
        """To the next thing that is due; nowhere if nothing is."""
        async with self.one_at_a_time:
            due = await self._ticks.next_due()
            if due is not None:
                await self._move_to(max(due, self._clock.now()))
        return await self._moved()

    async def _move_to(self, target: int) -> None:
        for _ in range(MOST_STEPS):
            due = await self._ticks.next_due()
            if due is None or due > target:
                break
            self._clock.move_to(due)
            await self._ticks.tend()
            await self._sender.drained()
        self._clock.move_to(target)
        await self._ticks.tend()
        await self._ticks.keep_house()
        await self._sender.drained()

    async def _moved(self) -> dict[str, Any]:
        self._room.tell("stored")
        await self.tell_next()
        time = await self.time()
        return {"now": time["now"], "next": time["next"]}

    async def stored(self, name: str = "") -> dict[str, Any]:
        """Table by table, as an honest reader of the file would see it; or all of one table."""
        tables = await self._database.read(lambda c: stored.whole(c, name) if name else stored.everything(c))
        shown = [{"name": table.name, "columns": table.columns, "rows": table.rows} for table in tables]
        return {"tables": shown, "bytes": self._size()}

    def _size(self) -> int:
        return sum(
            file.stat().st_size for file in self._database.path.parent.glob(self._database.path.name + "*")
        )

    async def reset(self) -> None:
        """As it was at the start: seeded people, empty phones, buttons. The clock stays: it only goes forward."""
        async with self.one_at_a_time:
            await self._sender.drained()
            self._room.phones.clear()
            self._room.caps = BUTTONS
            await self._database.write(self._ticks.begin_anew)
            await self._database.empty_log()
            if self._seed:
                await self._seed()
        self._room.tell("reset")
