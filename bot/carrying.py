"""Carry one claimed letter to its channel, and settle it, whatever the database has to say about that."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from sqlite3 import Connection
from typing import TypeVar

from bot import letters
from bot.buckets import Buckets
from bot.delivering import Deliverer, Delivery
from bot.doorstep import Doorstep
from bot.files import filled
from bot.journeys import JourneyShut
from bot.lateness import too_late
from bot.ports import Body, Channel, Direct
from bot.settling import settle
from bot.world import World
from conversations.flows.journey_words import SHUT
from storage import letters as outbox
from storage.database import Database

log = logging.getLogger(__name__)
T = TypeVar("T")
STUMBLE = 1.0
"""Seconds after which a database that failed is tried again."""
TRIES = 8


class Carrier:
    """For all channels."""

    def __init__(
        self,
        database: Database,
        world: World,
        channels: Mapping[str, Channel],
        buckets: Mapping[str, Buckets],
        doorstep: Doorstep,
    ) -> None:
        self._database, self._world, self._doorstep = database, world, doorstep
        self._deliverer = Deliverer(world, channels, buckets)

    @property
    def duplicates(self) -> int:
        """How many letters may have gone out twice since the start."""
        return self._deliverer.duplicates

    async def carry(self, letter: outbox.LetterRow, body: Body, placed: float | None) -> None:
        """`placed`: when the place that it was claimed for is free; None where it has none."""
        resting, body = body, self._opened(letter, body)
        if body.op == "file" and not body.data:
            body = await filled(lambda f: self._surely(f, self._database.read), self._world, letter, body)

        async def ask(words: bool) -> int:
            now = self._world.clock.now()
            return await self._surely(
                lambda c: too_late(c, self._world, letter, now, words=words), self._database.read
            )

        delivery = await self._deliverer.deliver(
            letter.channel, letter.address, body, letter.tries, ask, placed
        )
        if body.op == "file":
            delivery = replace(delivery, left=None)  # what is in it is put together anew
        if resting.sealed and delivery.left:  # what is left of it rests sealed as before
            left = delivery.left
            left = replace(resting, replaces=left.replaces, done=left.done, unsure=left.unsure)
            delivery = replace(delivery, left=left)
        if await self._surely(
            lambda c: settle(c, self._world, letter, delivery, self._world.clock.now()), self._database.write
        ):
            await self._take_back(letter, delivery)
        if letter.item == letters.REJOIN:  # the code was in the letter, and is to be in no file any more
            await self._database.empty_log()

    def _opened(self, letter: outbox.LetterRow, body: Body) -> Body:
        """What it says, where that was sealed to whom it is for."""
        if not body.sealed or letter.member_id is None:
            return body
        try:
            return self._world.journeys.open_letter(letter.member_id, body)
        except JourneyShut:
            words = self._world.tongue(body.language or "en").say(SHUT)
            return replace(body, op="send", text=words, sealed="", replaces="")

    async def _take_back(self, letter: outbox.LetterRow, delivery: Delivery) -> None:
        """It was dropped while it was on its way, and arrived: from memory, for there may be nothing left to store it by."""
        await self.send_direct(
            Direct(letter.channel, letter.address, Body("delete", messages=delivery.messages))
        )

    async def _surely(
        self, function: Callable[[Connection], T], how: Callable[[Callable[[Connection], T]], Awaitable[T]]
    ) -> T:
        """By this read or write, which is tried again if it fails: a letter left unsettled would hold up everything behind it."""
        for _ in range(TRIES):
            try:
                return await how(function)
            except Exception as fault:
                log.error("a letter could not be settled yet: %s", type(fault).__name__)
                await asyncio.sleep(STUMBLE)
        return await how(function)

    async def send_direct(self, direct: Direct) -> None:
        """What goes past every row: now, from memory. Tried a few times, then let go."""
        body = direct.body
        for attempt in range(1, 4):
            delivery = await self._deliverer.deliver(direct.channel, direct.address, body, attempt)
            for message in delivery.messages:
                self._doorstep.note_message(direct.channel, direct.address, message, theirs=False)
            if delivery.outcome != "retry" or delivery.wait >= 60:
                return
            body = delivery.left or body
            await asyncio.sleep(delivery.wait)
