"""What is said and deleted in a sealed talk: straight to the chat, and never through the outbox.

It is owed in the draft, inside the box, from the turn's own commit on until it has gone; so a kill in between loses nothing,
and what cannot be known to have arrived is said once more. Each talk's words go one after the other. Every one that has
gone is settled in the box: which messages stand in the chat now is known there and nowhere else.
"""

import asyncio
import logging
from collections.abc import Collection, Mapping
from dataclasses import replace
from sqlite3 import Connection

from bot.buckets import Buckets
from bot.delivering import Deliverer, Delivery
from bot.feedback import draft as drafts
from bot.feedback.draft import ALL, THE_QUESTION, Draft
from bot.ports import Body, Channel
from bot.world import World
from storage import sealed
from storage.database import Database

log = logging.getLogger(__name__)
STUMBLE = 1.0
"""Seconds after which a database that failed is tried again."""
TRIES = 40
"""So often one body is tried; the longest pause between two tries is a minute (bot/delivering.py)."""
Talk = tuple[int, int]
"""(meeting, member)"""


class SealedReplies:
    """Speaks for every box, between `start` and `stop`. `wake` it when something may be owed."""

    def __init__(
        self,
        database: Database,
        world: World,
        channels: Mapping[str, Channel],
        buckets: Mapping[str, Buckets],
    ) -> None:
        self._database, self._channels = database, channels
        self._deliverer = Deliverer(world, channels, buckets)
        self._tasks: dict[Talk, asyncio.Task[None]] = {}
        self._looking: asyncio.Task[None] | None = None
        self._again = False
        self._on = False

    def start(self) -> None:
        """What was owed when the last process ended goes now."""
        self._on = True
        self.wake()

    async def stop(self) -> None:
        """What has not gone stays owed, in the box."""
        self._on = False
        tasks = [task for task in (self._looking, *self._tasks.values()) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def wake(self) -> None:
        self._again = True
        if self._on and self._looking is None:
            self._looking = asyncio.create_task(self._look(), name="sealed replies")

    async def drained(self, channel: str | None = None) -> None:
        """Wait until nothing is owed on this channel, or on any."""
        names = tuple(self._channels) if channel is None else (channel,)
        while self._on and (owed := await self._database.read(lambda c: _owed_on(c, names))):
            self.wake()
            waiting = [task for talk in owed if (task := self._tasks.get(talk))]
            await (asyncio.wait(waiting) if waiting else asyncio.sleep(0.001))

    async def _look(self) -> None:
        try:
            while self._again:
                self._again = False
                for talk in await self._database.read(lambda c: _owed_on(c, tuple(self._channels))):
                    if talk not in self._tasks:
                        task = self._tasks[talk] = asyncio.create_task(self._speak(talk))
                        task.add_done_callback(lambda task, talk=talk: self._done(talk, task))  # type: ignore[misc]  # a default binds the talk
        except Exception as fault:
            log.error("the sealed replies stumbled: %s", type(fault).__name__)
            await asyncio.sleep(STUMBLE)
            self._again = True
        finally:
            self._looking = None
            if self._again and self._on:
                self.wake()

    def _done(self, talk: Talk, task: asyncio.Task[None]) -> None:
        self._tasks.pop(talk, None)
        if not task.cancelled() and (fault := task.exception()):
            log.error("a sealed reply failed: %s", type(fault).__name__)
        self.wake()  # a turn may have owed more meanwhile

    async def _speak(self, talk: Talk) -> None:
        tries = 0
        while True:
            draft = await self._database.read(lambda c: drafts.load(c, *talk))
            if draft is None or not draft.owes:
                return
            delivery = await self._deliver(draft, tries)
            if delivery.outcome == "retry" and tries < TRIES:
                tries += 1
                await self._settle(talk, delivery, draft, gone_through=False)
                await asyncio.sleep(delivery.wait)
            else:
                tries = 0
                await self._settle(talk, delivery, draft, gone_through=True)

    async def _deliver(self, draft: Draft, tries: int) -> Delivery:
        body = now(draft.owes[0], draft)
        if body.op == "delete" and not body.messages:
            return Delivery("sent")
        return await self._deliverer.deliver(*draft.where, body, tries)

    async def _settle(self, talk: Talk, delivery: Delivery, spoken: Draft, *, gone_through: bool) -> None:
        while True:
            try:
                return await self._database.write(
                    lambda c: settle(c, talk, delivery, spoken, gone_through=gone_through)
                )
            except Exception as fault:  # a full disk: until it is settled, it counts as owed
                log.error("a sealed reply could not be settled: %s", type(fault).__name__)
                await asyncio.sleep(STUMBLE)


def now(body: Body, draft: Draft) -> Body:
    """What is owed, with the messages that it stands for by now."""
    if ALL in body.messages:
        return replace(body, messages=draft.messages)
    messages = tuple(draft.question if each == THE_QUESTION else each for each in body.messages)
    replaces = draft.question if body.replaces == THE_QUESTION else body.replaces
    return replace(body, messages=tuple(filter(None, messages)), replaces=replaces)


def settle(
    connection: Connection, talk: Talk, delivery: Delivery, spoken: Draft, *, gone_through: bool
) -> None:
    """Note in the box what stands in the chat now, and that the first thing owed has gone, or what is left of it."""
    draft = drafts.load(connection, *talk)
    body = spoken.owes[0]
    if draft is None or not draft.owes or draft.owes[0] != body:
        return  # the talk ended meanwhile (STOP)
    standing = tuple(each for each in draft.standing(*delivery.messages) if each not in delivery.gone)
    question = draft.question if draft.question in standing else ""
    if delivery.messages and body.choices:
        question = delivery.messages[-1]
    owes = draft.owes[1:] if gone_through else (_left(body, delivery), *draft.owes[1:])
    if delivery.outcome == "unreachable":
        owes = ()
    where = (draft.where[0], delivery.address) if delivery.outcome == "moved" else draft.where
    if delivery.outcome == "moved":
        owes = draft.owes
    drafts.save(
        connection, *talk, replace(draft, messages=standing, question=question, owes=owes, where=where)
    )


def _left(body: Body, delivery: Delivery) -> Body:
    """What is still to be done of it. Which messages it is about is found out anew."""
    return (
        body
        if delivery.left is None
        else replace(delivery.left, messages=body.messages, replaces=body.replaces)
    )


def _owed_on(connection: Connection, channels: Collection[str]) -> list[Talk]:
    """Those who are still to be answered on one of these channels."""
    owed = sealed.owed(connection)
    return [talk for talk in owed if (draft := drafts.load(connection, *talk)) and draft.where[0] in channels]
