"""The room in `alongside run`: the same page as in the demo, beside real channels and on real data.

So what would reach everybody is not to be had from it: no clock to move, and nothing to begin anew.
"""

import asyncio
import secrets
import socket
from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn

from bot.channels.room import NAME, BadRequest, Room
from bot.channels.room_web import room_app
from bot.clock import MovableClock
from bot.seeding import NEW
from bot.serving import serve
from bot.stage import Stage
from bot.wiring import Bot
from storage import stored

NOTE = "The database of the real bot: how many rows, and nothing of what is in them."


class LiveStage(Stage):
    """The stage of a bot that people rely on."""

    async def move(self, seconds: int) -> NoReturn:
        raise BadRequest(
            "This is the real bot, and its clock is everybody's. `alongside demo` has one to move."
        )

    async def move_to_next(self) -> NoReturn:
        await self.move(0)

    async def stored(self, name: str = "") -> dict[str, Any]:
        """How much is kept, table by table, and not a row of it: the people in it never asked to be looked at here."""
        counts = await self._database.read(stored.counts)
        table = {"name": "how many", "columns": ["table", "rows"], "rows": [list(count) for count in counts]}
        return {"tables": [table], "bytes": self._size(), "note": NOTE}

    async def reset(self) -> NoReturn:
        raise BadRequest(
            "This is the real bot: nothing is deleted from here. `alongside demo` can begin anew."
        )


def add_room(bot: Bot) -> Room:
    room = Room(bot.world.clock, bot.turns.take)
    bot.add(room, rate=0, apart=0)
    room.send_direct, room.settled = (
        bot.sender.send_direct,
        partial(bot.sender.drained, NAME),
    )  # never for Telegram
    return room


async def run_room(
    bot: Bot, room: Room, place: socket.socket, stop: asyncio.Event, say: Callable[[str], None]
) -> None:
    """Serve the page until `stop`. `say` is told the address, with the token that opens it."""
    people = await bot.database.read(stored.names_on(NAME))
    for address, name in people:
        room.add(name or address, address)
    room.add(NEW)
    host, port = place.getsockname()[:2]
    token = secrets.token_urlsafe(18)
    unmoved = MovableClock(bot.world.clock.now())
    stage = LiveStage(bot.database, unmoved, room, bot.sender, bot.ticks, bot.config.programme.timezone)
    address = f"[{host}]" if ":" in host else host
    ending = asyncio.create_task(_hang_up(room, stop))
    try:
        await serve(
            room_app(room, stage, token, port),
            place,
            stop,
            lambda: say(f"Open http://{address}:{port}/?token={token}"),
        )
    finally:
        ending.cancel()
        await asyncio.gather(ending, return_exceptions=True)


async def _hang_up(room: Room, stop: asyncio.Event) -> Any:
    """Pages listen for as long as they are open; tell them that it is over, or the server would wait for them."""
    await stop.wait()
    room.tell("end")
