"""What is said and deleted in a sealed talk: straight to the chat, and never through the outbox.

It is owed in the draft, inside the box, from the turn's own commit on until it has gone; so a kill in between loses nothing,
and what cannot be known to have arrived is said once more. Each talk's words go one after the other. Every one that has
gone is settled in the box: which messages stand in the chat now is known there and nowhere else.

*Late.* What could not go within 15 minutes is held to the member's own hours, as every reply is (PACE.md, section 3); deleting
and blanking are never late. It waits in the box, and is looked at with every tick, so no row tells of it.

*Settled together.* Each commit seals a whole box anew, so what may safely be done twice (an edit, a deletion) waits a moment
to be settled, and the talks of that moment share a commit. A new message is settled at once: nobody is to be asked twice.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from sqlite3 import Connection
from typing import TypeVar

from bot.buckets import Buckets
from bot.delivering import Deliverer, Delivery
from bot.feedback import draft as drafts
from bot.feedback.draft import ALL, BLANK, THE_QUESTION, Draft
from bot.lateness import IN_TIME, owed_too_late
from bot.letters import REPLY_LIVES
from bot.ports import Body, Channel
from bot.world import World
from storage import sealed
from storage.database import Database

log = logging.getLogger(__name__)
T = TypeVar("T")
STUMBLE = 1.0
"""Seconds after which a database that failed is tried again."""
TRIES = 40
"""So often one body is tried; the longest pause between two tries is a minute (bot/delivering.py)."""
GATHER = 0.1
"""Seconds that what may be done twice waits at most to be settled."""
Talk = tuple[int, int]
"""(meeting, member)"""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing that was owed, and what came of it. `gone_through`: it is owed no more."""

    body: Body
    delivery: Delivery
    gone_through: bool


class SealedReplies:
    """Speaks for every box, between `start` and `stop`. `wake` it when something may be owed."""

    def __init__(
        self,
        database: Database,
        world: World,
        channels: Mapping[str, Channel],
        buckets: Mapping[str, Buckets],
    ) -> None:
        self._database, self._world, self._channels = database, world, channels
        self._deliverer = Deliverer(world, channels, buckets)
        self._tasks: dict[Talk, asyncio.Task[None]] = {}
        self._looking: asyncio.Task[None] | None = None
        self._again = False
        self._on = False
        self._hurry = False
        self._together: asyncio.Event | None = None
        """Set when the talks that rest now are to be settled."""
        self._resting = 0

    def start(self) -> None:
        """What was owed when the last process ended goes now."""
        self._on = True
        self.wake()

    async def stop(self) -> None:
        """What has not gone stays owed, in the box; what has gone and waits to be settled is."""
        self._on = False
        self._hurries(True)
        while self._resting:  # noqa: ASYNC110 - as short as a step of the loop
            await asyncio.sleep(0)
        tasks = [task for task in (self._looking, *self._tasks.values()) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def wake(self) -> None:
        self._again = True
        if self._on and self._looking is None:
            self._looking = asyncio.create_task(self._look(), name="sealed replies")

    async def drained(self, channel: str | None = None) -> None:
        """Wait until nothing that may go now is owed on this channel, or on any."""
        names = tuple(self._channels) if channel is None else (channel,)
        self._hurries(True)
        try:
            while self._on and (owed := await self._owed_on(names)):
                self.wake()
                waiting = [task for talk, _draft in owed if (task := self._tasks.get(talk))]
                await (asyncio.wait(waiting) if waiting else asyncio.sleep(0.001))
        finally:
            self._hurries(False)

    async def next_due(self) -> int | None:
        """When words that are held back may go, UTC seconds; None where there are none."""
        now, channels = self._world.clock.now(), tuple(self._channels)

        def held(connection: Connection) -> list[int]:
            return [
                held_until(connection, self._world, talk, draft, now)
                for talk, draft in _owed(connection, channels)
            ]

        return min((moment for moment in await self._database.read(held) if moment > IN_TIME), default=None)

    async def _owed_on(
        self, channels: Collection[str], but: Collection[Talk] = ()
    ) -> list[tuple[Talk, Draft]]:
        """Those to whom something may go now on one of these channels, `but` those to whom something is going."""
        now = self._world.clock.now()

        def may_go(connection: Connection) -> list[tuple[Talk, Draft]]:
            return [
                (talk, draft)
                for talk, draft in _owed(connection, channels, but)
                if held_until(connection, self._world, talk, draft, now) <= IN_TIME
            ]

        return await self._database.read(may_go)

    async def _look(self) -> None:
        try:
            while self._again:
                self._again = False
                for talk, draft in await self._owed_on(tuple(self._channels), self._tasks):
                    if talk not in self._tasks:
                        task = self._tasks[talk] = asyncio.create_task(self._speak(talk, draft))
                        task.add_done_callback(partial(self._done, talk))
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

    async def _speak(self, talk: Talk, draft: Draft | None) -> None:
        """All that is owed in this talk. What has gone is settled where it is not to go again, and at the end."""
        tries, spoken = 0, list[Spoken]()
        while draft is not None and draft.owes:
            body, delivery = draft.owes[0], await self._deliver(talk, draft, tries)
            again = delivery.outcome == "retry" and tries < TRIES
            held = delivery.later > IN_TIME
            tries = tries + 1 if again else 0
            spoken.append(Spoken(body, delivery, not (again or held)))
            draft = settled(draft, spoken[-1])
            if again or held or delivery.messages or not draft.owes:
                if not (again or held or delivery.messages):
                    await self._gather()
                draft, spoken = await self._settle(talk, spoken), []
                if held:
                    return
                if again:
                    await asyncio.sleep(delivery.wait)

    async def _gather(self) -> None:
        """Wait for others who have something to settle, unless somebody waits for us."""
        if self._hurry:
            return
        if self._together is None or self._together.is_set():
            self._together = asyncio.Event()
            asyncio.get_running_loop().call_later(GATHER, self._together.set)
        self._resting += 1
        try:
            await self._together.wait()
        finally:
            self._resting -= 1

    def _hurries(self, yes: bool) -> None:
        self._hurry = yes
        if yes and self._together is not None:
            self._together.set()

    async def _deliver(self, talk: Talk, draft: Draft, tries: int) -> Delivery:
        body = now(draft.owes[0], draft)
        if body.op == "delete" and not body.messages:
            return Delivery("sent")

        async def ask(words: bool) -> int:
            moment = self._world.clock.now()
            if not words or moment <= draft.at + REPLY_LIVES:  # nearly always: nobody waits for the database
                return IN_TIME
            return await self._surely(
                self._database.read, lambda c: words_late(c, self._world, talk, draft, moment)
            )

        return await self._deliverer.deliver(*draft.where, body, tries, ask)

    async def _settle(self, talk: Talk, spoken: Sequence[Spoken]) -> Draft | None:
        """The draft as it is then: a turn may have owed more meanwhile."""
        return await self._surely(self._database.write, lambda c: settle(c, talk, spoken))

    async def _surely(
        self, how: Callable[[Callable[[Connection], T]], Awaitable[T]], function: Callable[[Connection], T]
    ) -> T:
        """By this read or write, however often it fails (a full disk): until it is settled, it counts as owed."""
        while True:
            try:
                return await how(function)
            except Exception as fault:
                log.error("a sealed reply could not be settled: %s", type(fault).__name__)
                await asyncio.sleep(STUMBLE)


def now(body: Body, draft: Draft) -> Body:
    """What is owed, with the messages that it stands for by now."""
    if ALL in body.messages:
        return replace(body, messages=draft.messages)
    messages = tuple(draft.question if each == THE_QUESTION else each for each in body.messages)
    replaces = draft.question if body.replaces == THE_QUESTION else body.replaces
    return replace(body, messages=tuple(filter(None, messages)), replaces=replaces)


def settle(connection: Connection, talk: Talk, spoken: Sequence[Spoken]) -> Draft | None:
    """Note in the box what stands in the chat now, and what is owed no more, or what is left of it."""
    before = draft = drafts.load(connection, *talk)
    for each in spoken:
        if draft is None or not draft.owes or draft.owes[0] != each.body:
            break  # the talk ended meanwhile (STOP)
        draft = settled(draft, each)
    if draft is not None and draft is not before:
        drafts.save(connection, *talk, draft)
    return draft


def settled(draft: Draft, spoken: Spoken) -> Draft:
    """The draft after the first thing that it owes was done."""
    body, delivery = spoken.body, spoken.delivery
    standing = tuple(each for each in draft.standing(*delivery.messages) if each not in delivery.gone)
    question = draft.question if draft.question in standing else ""
    if delivery.messages and body.choices:
        question = delivery.messages[-1]
    owes = draft.owes[1:] if spoken.gone_through else (_left(body, delivery), *draft.owes[1:])
    cleared = body.op == "clear" and body.messages and (spoken.gone_through or delivery.later > IN_TIME)
    if cleared and question:  # too old to be deleted: it says nothing any more
        owes = (Body("tidy", BLANK, replaces=question), *owes)
    if delivery.outcome == "unreachable":
        owes = ()
    if delivery.outcome == "moved":
        return replace(draft, messages=standing, question=question, where=(draft.where[0], delivery.address))
    return replace(draft, messages=standing, question=question, owes=owes)


def _left(body: Body, delivery: Delivery) -> Body:
    """What is still to be done of it. Which messages it is about is found out anew; once its words alone are held back, it has
    deleted what it could."""
    if delivery.left is None:
        return body
    messages = delivery.left.messages if delivery.later > IN_TIME else body.messages
    return replace(delivery.left, messages=messages, replaces=body.replaces)


def held_until(connection: Connection, world: World, talk: Talk, draft: Draft, moment: int) -> int:
    """When the next thing that is owed may go, if it is nothing but words that have become late (bot/lateness.py)."""
    body = draft.owes[0]
    says = body.op == "send" or (body.op == "clear" and not body.messages)
    return words_late(connection, world, talk, draft, moment) if says else IN_TIME


def words_late(connection: Connection, world: World, talk: Talk, draft: Draft, moment: int) -> int:
    """As bot/lateness.py has it. Words that may never go (they stopped since, the phone is held) count as gone through."""
    return owed_too_late(connection, world, talk[1], draft.at, moment, helps=draft.helps)


def _owed(
    connection: Connection, channels: Collection[str], but: Collection[Talk] = ()
) -> list[tuple[Talk, Draft]]:
    """Those to whom something is owed on one of these channels, `but` these."""
    owed = ((talk, drafts.load(connection, *talk)) for talk in sealed.owed(connection) if talk not in but)
    return [(talk, draft) for talk, draft in owed if draft and draft.owes and draft.where[0] in channels]
