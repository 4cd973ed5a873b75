"""The sender: takes letters from the outbox, lane by lane, and settles them.

A letter is claimed (`sending`) at the moment its place in the channel's row comes free, and not before (bot/buckets.py).
In the same commit it is asked whether it still may go (bot/claiming.py); then it is handed to its channel, and settled in
another commit. So the best letter there is goes next: an answer goes before a question, a question before a result, a
result before news, and an answer that comes in now waits for the next place, never behind a broadcast. And only what is
really on its way is ever marked so.

Telegram knows no idempotency key: a process that dies between the two commits leaves a letter of which nobody can say
whether it arrived. At start-up such letters are *unsure*: an answer or a question is sent again (a member must not wait
for it), news is not (twice is worse than late), and both are counted. That is the only way anything is ever sent twice.
What was dropped by STOP or FORGET ME while it was on its way is taken back as soon as the channel's answer is there.

Each chat's letters go one at a time and in order. When a channel asks for quiet (429) nothing to it is claimed until that
deadline; its own faults and lost connections are tried again with back-off and jitter, for as long as the letter is worth
it. Each channel has its own rate and its own pauses: the room never waits for Telegram.

How one letter is carried is in bot/carrying.py, what a channel is asked to do in bot/delivering.py, what becomes of the rows
in bot/settling.py, and when a letter has become too late to go in bot/lateness.py.
"""

import asyncio
import logging
import math
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot import letters
from bot.buckets import SECOND, SLIP, Buckets
from bot.carrying import STUMBLE, Carrier
from bot.claiming import AT_ONCE, LANES, claim
from bot.doorstep import Doorstep
from bot.feedback.replies import SealedReplies
from bot.placing import clock
from bot.ports import Channel, Direct
from bot.settling import recover
from bot.world import World
from storage import letters as outbox
from storage.database import Database

log = logging.getLogger(__name__)
AHEAD = 0.004
"""Seconds before its place comes free that a letter is claimed: about as long as that takes."""
LOOK = 0.05
"""Seconds between two looks where nothing tells when it is time."""
MOST = 64
"""Letters of one channel on their way at once."""


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
        self._database, self._world, self._channels, self._buckets = database, world, channels, buckets
        self._woken = asyncio.Event()
        self._moved = asyncio.Event()
        self._tasks: defaultdict[str, set[asyncio.Task[None]]] = defaultdict(set)
        self._claiming = False
        self._carrier = Carrier(database, world, channels, buckets, doorstep)
        self._sealed = SealedReplies(database, world, channels, buckets)

    @property
    def duplicates(self) -> int:
        """How many letters may have gone out twice since the start."""
        return self._carrier.duplicates

    def wake(self) -> None:
        self._woken.set()
        self._sealed.wake()

    async def run(self) -> None:
        """Send until cancelled. Letters that are on their way are waited for. A database that fails is tried again."""
        self._sealed.start()
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
            await self._sealed.stop()

    async def _round(self) -> None:
        """Send what can go; when there is nothing more, sleep until there may be."""
        self._woken.clear()
        if await self.step():
            await asyncio.sleep(0)  # they take their places in the row now
            return
        self._moved.set()
        patience = await self._patience()
        try:
            # Not by wait_for, which can swallow a cancellation that comes together with a waking.
            async with asyncio.timeout(patience):
                await self._woken.wait()
        except TimeoutError:
            pass

    async def step(self) -> int:
        """Claim what can go within a moment and send it on its way; how many letters that were.

        Places are taken first, so that the time a claim takes is not added to the gap between two of them.
        """
        places = {name: mine for name in self._channels if (mine := self._take(name))}
        if not places:
            return 0
        self._claiming = True
        claiming = asyncio.ensure_future(self._claim({name: len(mine) for name, mine in places.items()}))
        try:
            await asyncio.wait((claiming,))
        finally:  # also when we are cancelled meanwhile: what is claimed and not sent would be unsure
            try:
                claimed = await claiming
                for letter in claimed:
                    self._begin(letter, places[letter.channel])
            finally:
                self._claiming = False
                self._give_back(places)
        return len(claimed)

    async def _claim(self, room: Mapping[str, int]) -> list[outbox.LetterRow]:
        now, near = self._world.clock.now(), {name: tuple(self._near(name)) for name in room}
        return await self._database.write(
            lambda c: [
                letter
                for name, most in room.items()
                for letter in claim(c, self._world, name, now, most, near[name])
            ]
        )

    def _take(self, channel: str) -> list[float]:
        """When each of the places is free that letters may be claimed for now."""
        now = clock()
        return [self._buckets[channel].take(now) for _ in range(self._room(channel))]

    def _give_back(self, unused: Mapping[str, Sequence[float]]) -> None:
        for name, places in unused.items():
            for _ in places:
                self._buckets[name].give_back(clock())

    def _begin(self, letter: outbox.LetterRow, places: list[float]) -> None:
        body = letters.from_json(letter.body)
        placed = places.pop(0) if body.op in AT_ONCE else None
        task = asyncio.get_running_loop().create_task(self._carrier.carry(letter, body, placed))
        self._tasks[letter.channel].add(task)
        task.add_done_callback(lambda task: self._done(letter.channel, task))

    def _done(self, channel: str, task: asyncio.Task[None]) -> None:
        self._tasks[channel].discard(task)
        self._woken.set()
        self._moved.set()
        if not task.cancelled() and (fault := task.exception()):
            log.error("a letter could not be settled: %s", type(fault).__name__)

    def _room(self, channel: str) -> int:
        """How many letters of this channel may be claimed now: as many as there are places, and none while it wants quiet."""
        free = self._buckets[channel].room(clock(), AHEAD)
        most = MOST - len(self._tasks[channel])
        return most if free is None else min(free, most)

    def _near(self, channel: str) -> dict[str, float]:
        return self._buckets[channel].near(clock())

    async def _patience(self) -> float | None:
        """Seconds until a channel has room again, or a letter that is put off falls due; those at most a few."""
        now = clock()
        moments: list[float] = []
        open_ones: list[str] = []
        for name, bucket in self._buckets.items():
            if self._room(name) > 0:
                open_ones.append(name)
            elif len(self._tasks[name]) < MOST:  # else one of those on their way is waited for
                wait = bucket.wait_behind_line(now)
                moments.append(max(SLIP, wait - AHEAD) if wait < math.inf else LOOK)
        due = await self._due(*open_ones)
        if due is not None and due > self._world.clock.now():
            moments.append(min(5.0, max(0.05, due - self._world.clock.now())))
        elif due is not None:  # to somebody who just got a message
            moments.append(
                min((left for name in open_ones for left in self._near(name).values()), default=LOOK)
            )
        return min(moments, default=None)

    async def next_due(self) -> int | None:
        """When the next letter can go, or what is held back of a sealed talk, UTC seconds; None if nothing is waiting to."""
        moments = (await self._due(*self._channels), await self._sealed.next_due())
        return min((moment for moment in moments if moment is not None), default=None)

    async def _due(self, *channels: str) -> int | None:
        now = self._world.clock.now()
        return (
            await self._database.read(lambda c: outbox.next_due(c, channels, now, LANES))
            if channels
            else None
        )

    async def drained(self, channel: str | None = None) -> None:
        """Wait until nothing that is due is left to send, on this channel or on any."""
        names = tuple(self._channels) if channel is None else (channel,)
        self.wake()
        while True:
            self._moved.clear()
            due = await self._due(*names)
            on_their_way = self._claiming or any(self._tasks[name] for name in names)
            if not on_their_way and (due is None or due > self._world.clock.now()):
                return await self._sealed.drained(channel)
            await self._moved.wait()

    async def send_direct(self, direct: Direct) -> None:
        """What goes past every row (bot/ports.py, `Direct`)."""
        await self._carrier.send_direct(direct)

    # -- starting ---------------------------------------------------------------------------------------------------

    async def recover(self) -> int:
        """At start-up: settle what was on its way when the last process ended. Returns how many were unsure.

        If any were, it was speaking until it ended, and Telegram still counts its last second. This process is at least as
        old as the time that it has computed for.
        """
        unsure = await self._database.write(lambda c: recover(c, self._world, self._world.clock.now()))
        if unsure:
            for bucket in self._buckets.values():
                bucket.pause_until(clock() + max(0.0, SECOND - time.process_time()))
        return unsure
