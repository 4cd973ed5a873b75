"""The sender: takes letters from the outbox, lane by lane, and settles them.

A letter is claimed in one commit (`sending`), handed to its channel, and settled in another. Telegram knows no
idempotency key, so a process that dies between the two leaves a letter of which nobody can say whether it arrived. At
start-up such letters are *unsure*: an answer or a question is sent again (a member must not wait for it), news is not
(twice is worse than late), and both are counted. That is the only way anything is ever sent twice.

Lanes: an answer goes before a question, a question before a result, a result before news. Only as many letters are
claimed as can go within a moment, so an answer that comes in now waits behind a moment of a broadcast, never behind
all of it. Each chat's letters go one at a time and in order. When a channel asks for quiet (429) everything to it waits
until that deadline; its own faults and lost connections are tried again with back-off and jitter.

A reply that could not go within 15 minutes (60 for help lines) is held to the member's hours (PACE.md, section 3), and
an opener that was let through but could not go asks the gate again.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import TypeVar

from bot import letters, plan
from bot.buckets import Buckets
from bot.doorstep import Doorstep
from bot.looking import DAY, history_of
from bot.ports import Body, Channel, Direct, Moved, Passing, Refused, SlowDown, Trouble, Unreachable, Unsure
from bot.world import World
from conversations import pace
from conversations.pace import Item, Kind, MessageClass
from conversations.pace.gate import HISTORY_DAYS
from conversations.render import render
from storage import letters as outbox
from storage import members, paces, shown, tallies
from storage.database import Database

log = logging.getLogger(__name__)
T = TypeVar("T")
TRIES = 8
AHEAD = 0.25
"""Seconds of sending that may be claimed ahead: what an answer may have to wait behind a broadcast."""
STUMBLE = 1.0
"""Seconds after which a database that failed is tried again."""
STALE = 15 * 60
"""Seconds after which leave to send must be asked for again, counted from when it was given."""
LANES = (letters.REPLY, letters.ASK, letters.RESULT, letters.NEWS)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of one letter: how to settle it."""

    outcome: str
    """sent, failed, retry, unreachable, moved"""
    messages: tuple[str, ...] = ()
    wait: float = 0.0
    address: str = ""


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
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self.duplicates = 0

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
            if self._tasks:
                await asyncio.wait(self._tasks, timeout=5)
            for task in self._tasks:
                task.cancel()

    async def _round(self) -> None:
        """Send what can go; when there is nothing more, sleep until there may be."""
        self._woken.clear()
        self._idle.clear()
        if await self.step():
            behind = min((bucket.backlog(self._clock()) for bucket in self._buckets.values()), default=0)
            await asyncio.sleep(0.02 if behind else 0)
            return
        if not self._tasks:
            self._idle.set()
        patience = await self._until_next()
        try:
            await asyncio.wait_for(self._woken.wait(), patience)
        except TimeoutError:
            pass

    async def step(self) -> int:
        """Claim what can go within a moment and send it on its way; how many letters that were."""
        room = self._room()
        if room < 1:
            await asyncio.sleep(0.02)
            return 1
        now = self._world.clock.now()
        names = tuple(self._channels)
        claimed = await self._database.write(lambda c: outbox.claim(c, names, now, room, LANES))
        for letter in claimed:
            task = asyncio.get_running_loop().create_task(self._send(letter))
            self._tasks.add(task)
            task.add_done_callback(self._done)
        return len(claimed)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._woken.set()
        if not task.cancelled() and (fault := task.exception()):
            log.error("a letter could not be settled: %s", type(fault).__name__)

    def _room(self) -> int:
        """How many letters may be claimed now: a moment's worth of the quickest channel."""
        now = self._clock()
        free = max(
            (AHEAD - bucket.backlog(now)) * bucket.rate if bucket.rate else 64
            for bucket in self._buckets.values()
        )
        return min(int(free + 0.999), 64 - len(self._tasks))

    async def _until_next(self) -> float | None:
        """Seconds until a letter that is put off falls due, at most a few."""
        due = await self.next_due()
        return None if due is None else min(5.0, max(0.05, due - self._world.clock.now()))

    async def next_due(self) -> int | None:
        """When the next letter can go, UTC seconds; None if none is waiting to."""
        names, now = tuple(self._channels), self._world.clock.now()
        return await self._database.read(lambda c: outbox.next_due(c, names, now))

    @staticmethod
    def _clock() -> float:
        return asyncio.get_running_loop().time()

    async def drained(self) -> None:
        """Wait until nothing that is due is left to send."""
        while True:
            self.wake()
            await self._idle.wait()
            now = self._world.clock.now()
            due = await self.next_due()
            if (due is None or due > now) and not self._tasks:
                return
            self._idle.clear()
            self.wake()
            await asyncio.sleep(0)

    # -- one letter -------------------------------------------------------------------------------------------------

    async def _send(self, letter: outbox.LetterRow) -> None:
        now = self._world.clock.now()
        if later := await self._surely(lambda c: self._too_late(c, letter, now)):
            await self._surely(lambda c: self._put_off(c, letter, later))
            return
        body = letters.from_json(letter.body)
        delivery = await self._deliver(letter.channel, letter.address, body, letter.tries)
        await self._surely(lambda c: self._settle(c, letter, delivery))

    async def _surely(self, function: Callable[[Connection], T]) -> T:
        """In a transaction, which is tried again if it fails: a letter left unsettled would hold up everything behind it."""
        for _ in range(TRIES):
            try:
                return await self._database.write(function)
            except Exception as fault:
                log.error("a letter could not be settled yet: %s", type(fault).__name__)
                await asyncio.sleep(STUMBLE)
        return await self._database.write(function)

    async def send_direct(self, direct: Direct) -> None:
        """Something for a person of whom nothing is stored: now, from memory. Tried a few times, then let go."""
        for attempt in range(1, 4):
            delivery = await self._deliver(direct.channel, direct.address, direct.body, attempt)
            if delivery.outcome == "retry" and delivery.wait < 60:
                await asyncio.sleep(delivery.wait)
                continue
            for message in delivery.messages:
                self._doorstep.note_message(direct.channel, direct.address, message, theirs=False)
            return

    async def _deliver(self, name: str, address: str, body: Body, tries: int) -> Delivery:
        """Carry out one body, with every kind of trouble turned into what to do about it."""
        channel, bucket = self._channels[name], self._buckets[name]
        try:
            if body.op in ("send", "file", "clear"):
                await asyncio.sleep(bucket.book(address, self._clock()))
            return Delivery("sent", tuple(await self._carry_out(channel, address, body)))
        except SlowDown as trouble:
            bucket.pause_until(self._clock() + trouble.seconds)
            return Delivery("retry", wait=trouble.seconds)
        except Unreachable:
            return Delivery("unreachable")
        except Moved as trouble:
            return Delivery("moved", address=trouble.address)
        except Refused as trouble:
            log.warning("%s refused a letter: %s", name, trouble)
            return Delivery("failed")
        except Unsure:
            # It may have arrived. A word twice is better than a member who waits for an answer; but not for ever.
            self.duplicates += 1
            return (
                Delivery("retry", wait=self._backoff(tries))
                if body.op != "file" and tries < 3
                else Delivery("failed")
            )
        except Passing:
            return Delivery("retry", wait=self._backoff(tries)) if tries < TRIES else Delivery("failed")
        except Trouble:
            return Delivery("failed")
        except Exception as fault:  # ours or the adapter's: one letter fails, and those behind it go on
            log.error("a letter to %s failed by our own fault: %s", name, type(fault).__name__)
            return Delivery("failed")

    def _backoff(self, tries: int) -> float:
        return float(min(60.0, 0.5 * 2 ** min(tries, 8)) * (0.5 + self._world.chance.fraction()))

    async def _carry_out(self, channel: Channel, address: str, body: Body) -> list[str]:
        tongue = self._world.tongue(body.language or "en")
        match body.op:
            case "send":
                pieces = render(body.text, letters.choices(body), channel.caps, tongue)
                if body.replaces and channel.caps.edit and len(pieces) == 1:
                    try:
                        await channel.edit(address, body.replaces, pieces[0])
                        return []
                    except Refused:
                        pass  # too old to edit, or cleared: it is said anew
                return [await channel.send(address, piece, silent=body.silent) for piece in pieces]
            case "tidy":
                try:
                    await channel.edit(address, body.replaces, render(body.text, (), channel.caps, tongue)[0])
                except Refused:
                    pass  # gone or too old: nothing to tidy
                return []
            case "delete":
                await channel.delete(address, body.messages)
                return []
            case "clear":
                failed = await channel.delete(address, body.messages) if body.messages else ()
                for message in body.blank:
                    try:
                        await channel.edit(address, message, render("·", (), channel.caps, tongue)[0])
                    except Refused:
                        failed = (*failed, message)
                text = body.otherwise if failed and body.otherwise else body.text
                return [
                    await channel.send(address, piece, silent=body.silent)
                    for piece in render(text, letters.choices(body), channel.caps, tongue)
                ]
            case "file":
                return [await channel.send_file(address, body.name, body.data.encode(), body.text)]
            case _:
                raise Refused(f"a letter of an unknown kind ({body.op})")

    def _settle(self, connection: Connection, letter: outbox.LetterRow, delivery: Delivery) -> None:
        now = self._world.clock.now()
        match delivery.outcome:
            case "sent":
                outbox.settle(connection, letter.id, "sent", now)
                if letter.member_id is not None and members.by_id(connection, letter.member_id):
                    for message in delivery.messages:
                        shown.add(
                            connection, letter.member_id, letter.channel, letter.address, message, False, now
                        )
            case "retry":
                outbox.put_back(connection, letter.id, now + max(1, round(delivery.wait)))
            case "moved":
                members.move(connection, letter.channel, letter.address, delivery.address)
                outbox.put_back(connection, letter.id, now)
            case "unreachable":
                self._lost(connection, letter, now)
            case _:
                outbox.settle(connection, letter.id, "failed", now)
                tallies.count(connection, "letter.failed", _day(now))

    def _lost(self, connection: Connection, letter: outbox.LetterRow, now: int) -> None:
        """Blocked or gone: that counts as STOP, until they write again (PACE.md, section 9)."""
        outbox.settle(connection, letter.id, "failed", now)
        members.set_reachable(connection, letter.channel, letter.address, False)
        row = members.by_id(connection, letter.member_id) if letter.member_id is not None else None
        if row is not None and letter.member_id is not None:
            outbox.empty_queue(connection, letter.member_id)
            stopped = pace.stop(plan.from_json(row.plan), now)
            paces.save(connection, letter.member_id, stopped.state.value, plan.to_json(stopped), None)

    # -- time has passed --------------------------------------------------------------------------------------------

    def _too_late(self, connection: Connection, letter: outbox.LetterRow, now: int) -> int:
        """0 if the letter may go now; else when to try again, -1 for never."""
        if letter.member_id is None or letters.from_json(letter.body).op != "send":
            return 0
        reply = letter.message_class == MessageClass.REPLY.value
        if now <= (letter.ends_at or now) if reply else now - (letter.sent_at or letter.due_at) < STALE:
            return 0
        row = members.by_id(connection, letter.member_id)
        if row is None:
            return -1
        value = plan.from_json(row.plan)
        kind = Kind(letter.kind)
        asked_at = letter.made_at if reply else None
        ends_at = None if reply else letter.ends_at
        item = Item(
            f"letter:{letter.id}", kind, MessageClass(letter.message_class), ends_at, asked_at=asked_at
        )
        if kind is Kind.CHECK_IN:  # it was let go in its own slot: ask as if that were still open
            value = replace(value, check_in_due_at=value.last_due_at)
        history = [
            sent
            for sent in history_of(connection, letter.member_id, now - HISTORY_DAYS * DAY)
            if sent.item_id != letter.item
        ]
        verdict = pace.may_send(item, value, history, self._world.holidays(now), now)
        if isinstance(verdict, pace.Permission):
            return 0
        return verdict.not_before if verdict.not_before is not None else -1

    def _put_off(self, connection: Connection, letter: outbox.LetterRow, later: int) -> None:
        now = self._world.clock.now()
        if later < 0:
            outbox.settle(connection, letter.id, "dropped", now)
            tallies.count(connection, "letter.too_late", _day(now))
        else:
            outbox.put_back(connection, letter.id, later)

    async def recover(self) -> int:
        """At start-up: settle what was on its way when the last process ended. Returns how many were unsure."""
        now = self._world.clock.now()

        def settle(connection: Connection) -> int:
            unsure = outbox.unsure(connection)
            for letter in unsure:
                if letter.lane == letters.NEWS:
                    outbox.settle(connection, letter.id, "sent", now)
                    tallies.count(connection, "unsure.not_again", _day(now))
                else:
                    outbox.put_back(connection, letter.id, letter.due_at)
                    tallies.count(connection, "unsure.again", _day(now))
            return len(unsure)

        return await self._database.write(settle)


def _day(now: int) -> str:
    return datetime.fromtimestamp(now, UTC).date().isoformat()
