"""The sender: takes letters from the outbox, lane by lane, and settles them.

A letter is claimed in one commit (`sending`), handed to its channel, and settled in another. Telegram knows no
idempotency key, so a process that dies between the two leaves a letter of which nobody can say whether it arrived. At
start-up such letters are *unsure*: an answer or a question is sent again (a member must not wait for it), news is not
(twice is worse than late), and both are counted. That is the only way anything is ever sent twice.

Right before it goes, each part of a letter asks whether it still may (bot/lateness.py). What was dropped between that
question and the channel's answer, by STOP or FORGET ME, is taken back as soon as the answer is there.

Lanes: an answer goes before a question, a question before a result, a result before news. Only as many letters are
claimed as can go within a moment, so an answer that comes in now waits behind a moment of a broadcast, never behind
all of it. Each chat's letters go one at a time and in order. When a channel asks for quiet (429) nothing to it is claimed
until that deadline; its own faults and lost connections are tried again with back-off and jitter, for as long as the
letter is worth it. Each channel has its own rate and its own pauses: the room never waits for Telegram.

What a channel is asked to do is in bot/delivering.py, what becomes of the rows in bot/settling.py, and when a letter has
become too late to go in bot/lateness.py.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from sqlite3 import Connection
from typing import TypeVar

from bot import letters
from bot.buckets import Buckets
from bot.copying import copy_of
from bot.delivering import Deliverer, Delivery
from bot.doorstep import Doorstep
from bot.lateness import too_late
from bot.ports import Body, Channel, Direct
from bot.settling import recover, settle
from bot.views import view_of
from bot.world import World
from storage import letters as outbox
from storage import members
from storage.database import Database

log = logging.getLogger(__name__)
T = TypeVar("T")
AHEAD = 0.25
"""Seconds of sending that may be claimed ahead: what an answer may have to wait behind a broadcast."""
STUMBLE = 1.0
"""Seconds after which a database that failed is tried again."""
TRIES = 8
MOST = 64
"""Letters of one channel on their way at once."""
LANES = (letters.REPLY, letters.ASK, letters.RESULT, letters.NEWS)


class Sender:
    """One for all channels. `wake` it when letters may be there; it sleeps otherwise."""

    def __init__(
        self,
        database: Database,
        world: World,
        channels: Mapping[str, Channel],
        buckets: Mapping[str, Buckets],
        doorstep: Doorstep,
    ) -> None:
        self._database, self._world, self._channels, self._buckets, self._doorstep = (
            database,
            world,
            channels,
            buckets,
            doorstep,
        )
        self._woken = asyncio.Event()
        self._moved = asyncio.Event()
        self._tasks: defaultdict[str, set[asyncio.Task[None]]] = defaultdict(set)
        self._claiming = False
        self._deliverer = Deliverer(world, channels, buckets)

    @property
    def duplicates(self) -> int:
        """How many letters may have gone out twice since the start."""
        return self._deliverer.duplicates

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Send until cancelled. Letters that are on their way are waited for. A database that fails is tried again."""
        try:
            while True:
                try:
                    await self._round()
                except Exception as fault:  # the letters are rows: nothing is lost by waiting
                    log.error("the sender stumbled: %s", type(fault).__name__)
                    await asyncio.sleep(STUMBLE)
        finally:
            tasks = [task for mine in self._tasks.values() for task in mine]
            if tasks:
                await asyncio.wait(tasks, timeout=5)
            for task in tasks:
                task.cancel()

    async def _round(self) -> None:
        """Send what can go; when there is nothing more, sleep until there may be."""
        self._woken.clear()
        if await self.step():
            await asyncio.sleep(0)  # they take their places in the row now
            return
        self._moved.set()
        patience = await self._patience()
        try:
            await asyncio.wait_for(self._woken.wait(), patience)
        except TimeoutError:
            pass

    async def step(self) -> int:
        """Claim what can go within a moment and send it on its way; how many letters that were."""
        room = {name: free for name in self._channels if (free := self._room(name)) > 0}
        if not room:
            return 0
        now = self._world.clock.now()
        self._claiming = True
        try:
            claimed = await self._database.write(
                lambda c: [
                    letter
                    for name, most in room.items()
                    for letter in outbox.claim(c, name, now, most, LANES)
                ]
            )
            for letter in claimed:
                task = asyncio.get_running_loop().create_task(self._send(letter))
                self._tasks[letter.channel].add(task)
                task.add_done_callback(lambda task, name=letter.channel: self._done(name, task))  # type: ignore[misc]  # a default binds the name
        finally:
            self._claiming = False
        return len(claimed)

    def _done(self, channel: str, task: asyncio.Task[None]) -> None:
        self._tasks[channel].discard(task)
        self._woken.set()
        self._moved.set()
        if not task.cancelled() and (fault := task.exception()):
            log.error("a letter could not be settled: %s", type(fault).__name__)

    def _room(self, channel: str) -> int:
        """How many letters of this channel may be claimed now: a moment's worth, and none while it wants quiet."""
        bucket, now = self._buckets[channel], self._clock()
        if bucket.paused(now):
            return 0
        free = (AHEAD - bucket.backlog(now)) * bucket.rate if bucket.rate else MOST
        return min(int(free + 0.999), MOST - len(self._tasks[channel]))

    async def _patience(self) -> float | None:
        """Seconds until a channel has room again, or a letter that is put off falls due; those at most a few."""
        now = self._clock()
        moments: list[float] = []
        open_ones: list[str] = []
        for name, bucket in self._buckets.items():
            if pause := bucket.paused(now):
                moments.append(pause)
            elif self._room(name) > 0:
                open_ones.append(name)
            elif len(self._tasks[name]) < MOST:  # else one of those on their way is waited for
                moments.append(max(0.02, bucket.backlog(now) - AHEAD))
        due = await self._due(*open_ones)
        if due is not None:
            moments.append(min(5.0, max(0.05, due - self._world.clock.now())))
        return min(moments, default=None)

    async def next_due(self) -> int | None:
        """When the next letter can go, UTC seconds; None if none is waiting to."""
        return await self._due(*self._channels)

    async def _due(self, *channels: str) -> int | None:
        now = self._world.clock.now()
        return (
            await self._database.read(lambda c: outbox.next_due(c, channels, now, LANES))
            if channels
            else None
        )

    @staticmethod
    def _clock() -> float:
        return asyncio.get_running_loop().time()

    async def drained(self, channel: str | None = None) -> None:
        """Wait until nothing that is due is left to send, on this channel or on any."""
        names = tuple(self._channels) if channel is None else (channel,)
        self.wake()
        while True:
            self._moved.clear()
            due = await self._due(*names)
            on_their_way = self._claiming or any(self._tasks[name] for name in names)
            if not on_their_way and (due is None or due > self._world.clock.now()):
                return
            await self._moved.wait()

    # -- one letter -------------------------------------------------------------------------------------------------

    async def _send(self, letter: outbox.LetterRow) -> None:
        body = letters.from_json(letter.body)
        if body.op == "file" and not body.data:
            body = await self._surely(lambda c: self._filled(c, letter, body), self._database.read)

        async def ask(words: bool) -> int:
            now = self._world.clock.now()
            return await self._surely(
                lambda c: too_late(c, self._world, letter, now, words=words), self._database.read
            )

        delivery = await self._deliverer.deliver(letter.channel, letter.address, body, letter.tries, ask)
        if body.op == "file":
            delivery = replace(delivery, left=None)  # what is in it is put together anew
        if await self._surely(
            lambda c: settle(c, self._world, letter, delivery, self._world.clock.now()), self._database.write
        ):
            await self._take_back(letter, delivery)

    async def _take_back(self, letter: outbox.LetterRow, delivery: Delivery) -> None:
        """It was dropped while it was on its way, and arrived: from memory, for there may be nothing left to store it by."""
        await self.send_direct(
            Direct(letter.channel, letter.address, Body("delete", messages=delivery.messages))
        )

    def _filled(self, connection: Connection, letter: outbox.LetterRow, body: Body) -> Body:
        """The member's copy, put together as it goes, so that it never rests in the outbox."""
        row = members.by_id(connection, letter.member_id) if letter.member_id is not None else None
        if row is None:
            return body
        view = view_of(connection, self._world, letter.channel, row, self._world.clock.now())
        return replace(body, data=copy_of(connection, view))

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
        """Something for a person of whom nothing is stored: now, from memory. Tried a few times, then let go."""
        body = direct.body
        for attempt in range(1, 4):
            delivery = await self._deliverer.deliver(direct.channel, direct.address, body, attempt)
            for message in delivery.messages:
                self._doorstep.note_message(direct.channel, direct.address, message, theirs=False)
            if delivery.outcome != "retry" or delivery.wait >= 60:
                return
            body = delivery.left or body
            await asyncio.sleep(delivery.wait)

    async def recover(self) -> int:
        """At start-up: settle what was on its way when the last process ended. Returns how many were unsure."""
        return await self._database.write(lambda c: recover(c, self._world, self._world.clock.now()))
