"""The ticks: what happens because time passes. The truth is rows; these only look (DESIGN.md, Jobs).

Two jobs, however many members there are. `tend`, every few seconds: it ends requests for a second key that nobody turned in
time, puts what coordinators sent before the next chunk of those it is for, looks at each member whom the bot owes
something, and wakes the sender. `keep_house`, every hour: it lets go of what was kept long enough, and notes whether there
is a representative. Neither is scheduled for a member, so a restart, an outage or a moved clock changes nothing but when
the next look is.
"""

import asyncio
import logging
import time
from collections.abc import Mapping
from functools import partial
from sqlite3 import Connection

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import broadcasting, fortnight, keys, rejoining, roles
from bot.feedback import closing, leaving, rounds
from bot.looking import DAY
from bot.reading import session_of
from bot.sender import Sender
from bot.tending import tend_due
from bot.training import rounds as training
from bot.world import World
from conversations import desk
from conversations.flow import Flow
from conversations.pace.gate import HISTORY_DAYS
from storage import (
    answers,
    broadcasts,
    channels,
    counts,
    courses,
    events,
    invites,
    letters,
    needs,
    paces,
    said,
    sessions,
    shown,
    stored,
    tallies,
)
from storage import keys as requests
from storage import roles as role_rows
from storage.database import Database

log = logging.getLogger(__name__)
AT_ONCE = 50
"""Members in one page of housekeeping."""
IN_A_ROW = 16
"""Members looked at in one transaction: about a hundredth of a second, which is what somebody who writes may have to wait."""
MAKE_WAY = 2.0
"""After each such transaction nobody is looked at for so many times as long as it took. Letters leave far more slowly."""


class Ticks:
    """Looks at what is due, as often as `run` says, or when asked."""

    def __init__(self, database: Database, world: World, sender: Sender) -> None:
        self._database, self._world, self._sender = database, world, sender
        self._busy, self._keeping = asyncio.Lock(), asyncio.Lock()
        self._kept_house = False
        """Whether that was done once: the process before may have ended before it could empty its log."""

    @property
    def world(self) -> World:
        return self._world

    def schedule(self, every: float) -> AsyncIOScheduler:
        """A scheduler with the jobs, not started. Late or missed runs become one run, whatever the delay."""
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=defaults)
        scheduler.add_job(self.tend, "interval", seconds=every, id="tend")
        scheduler.add_job(self.keep_house, "interval", hours=1, id="keep_house")
        for job in (
            self.tend,
            self.keep_house,
        ):  # once as soon as it starts, beside whatever comes in meanwhile
            scheduler.add_job(job, id=f"first {job.__name__}")
        return scheduler

    async def rested(self) -> None:
        """Wait until no look is under way."""
        async with self._keeping, self._busy:  # in the order in which housekeeping takes them
            pass

    async def tend(self) -> None:
        """Look at everybody who is due, in chunks, so that nobody who writes waits for it."""
        async with self._busy:
            await self._lapse()
            await self._boxes()
            await self._training()
            await self._broadcast()
            for _ in range(100_000 // IN_A_ROW):
                now, began = self._world.clock.now(), time.perf_counter()
                looked = await self._database.write(
                    partial(tend_due, world=self._world, now=now, most=IN_A_ROW)
                )
                self._sender.wake()
                if looked.erased or self._database.log_owed:
                    await self._database.empty_log()
                if looked.many < IN_A_ROW:
                    return
                await asyncio.sleep(MAKE_WAY * (time.perf_counter() - began))

    async def _lapse(self) -> None:
        """End the requests that nobody turned the second key for in time."""
        now = self._world.clock.now()
        if await self._database.read(lambda c: requests.over_at(c, now)):
            await self._database.write(lambda c: keys.lapse(c, self._world, now))

    def begin_anew(self, connection: Connection) -> None:
        """Nothing is kept any more: no row, and no box with its key."""
        self._world.ballots.drop_all(connection)
        stored.empty(connection)

    async def _boxes(self) -> None:
        """Make, close and open the boxes whose time has come, and put before people what there is to ask and to tell."""
        gone = False
        while await self._database.write(lambda c: rounds.go_on(c, self._world, self._world.clock.now())):
            gone = True
        farewells, self._world.ballots.farewells[:] = self._world.ballots.farewells[:], []
        for talk in farewells:
            for direct in leaving.farewell(*talk):
                await self._sender.send_direct(direct)
        if gone:  # of a register that was dropped, and of a box that is over, no byte stays in the log
            await self._database.empty_log()

    async def _training(self) -> None:
        """Draw, offer what is free, let go by what was not answered, and put word of it before people."""
        while await self._database.write(lambda c: training.go_on(c, self._world, self._world.clock.now())):
            pass

    async def _broadcast(self) -> None:
        """Put what coordinators sent before the next of those it is for, a chunk at a time."""
        while await self._database.write(
            lambda c: broadcasting.go_on(c, self._world, self._world.clock.now())
        ):
            pass
        if await self._database.read(role_rows.to_tell):
            while await self._database.write(lambda c: roles.tell(c, self._world, self._world.clock.now())):
                pass

    async def keep_house(self) -> None:
        """Let go of what has been kept long enough (DOMAIN.md 5.3): first the rows, then their last bytes in the log."""
        async with self._keeping:
            await self._keep_house()

    async def _keep_house(self) -> None:
        now, flows = self._world.clock.now(), self._world.flows
        deleted, after = False, 0
        while True:
            many, last = await self._database.write(partial(sweep, flows=flows, now=now, after=after))
            deleted = deleted or many > 0
            if last is None:
                break
            after = last
        if await self._database.write(lambda c: leaving.sweep(c, self._world, now)):
            self._sender.wake()
        await self._database.write(lambda c: keys.note_reps(c, now))
        if await self._database.write(lambda c: fortnight.offer(c, self._world, now)):
            await self.tend()
        deleted = await self._database.write(lambda c: prune(c, now)) or deleted
        deleted = await self._database.write(lambda c: roles.prune(c, self._world, now)) or deleted
        if deleted or self._database.log_owed or not self._kept_house:
            await self._database.empty_log()
        self._kept_house = True

    async def next_due(self) -> int | None:
        """When the next thing is due: a look at somebody, a broadcast, or a letter that was put off."""
        moments = [await self._database.read(paces.next_due), await self._sender.next_due()]
        moments.append(await self._database.read(broadcasts.next_due))
        moments.append(await self._database.read(requests.next_end))
        now = self._world.clock.now()
        moments.append(await self._database.read(lambda c: training.next_due(c, now)))
        moments.append(await self._database.read(lambda c: closing.next_due(c, self._world, now)))
        return min((moment for moment in moments if moment is not None), default=None)


def sweep(connection: Connection, flows: Mapping[str, Flow], now: int, after: int) -> tuple[int, int | None]:
    """Let go of the half-done answers that are too old, of a page of members whose ids are above `after`.

    (how many members lost some, the last member looked at or None where there are no more)
    """
    page, many = sessions.older_than(connection, now - DAY, AT_ONCE, after), 0
    for member_id in page:
        before = sessions.load(connection, member_id)
        kept = [state for state in before if now < _expires(connection, state, flows, now)]
        if len(kept) < len(before):
            sessions.save(connection, member_id, before, kept, now)
            many += 1
    return many, page[-1] if len(page) == AT_ONCE else None


def prune(connection: Connection, now: int) -> bool:
    """Delete all else that is old enough; whether anything was."""
    before_all = connection.total_changes
    rejoining.clear_old(connection, now)
    letters.prune(connection, now - (HISTORY_DAYS + 1) * DAY)
    shown.prune(connection, now - 2 * DAY, now - 60 * DAY)
    answers.prune(connection, now - 365 * DAY)
    broadcasts.prune(connection, now - 60 * DAY)
    events.prune(connection, now - 60 * DAY)
    needs.forget(connection, now - 7 * DAY)
    courses.prune(connection, now - 365 * DAY)
    requests.prune(connection, now - 60 * DAY)
    said.prune(connection, now - 365 * DAY)
    invites.prune(connection, now)
    counts.prune(connection, now - DAY)
    channels.prune(connection, now - 2 * DAY)
    tallies.prune(connection, now - 730 * DAY)
    return connection.total_changes > before_all


def _expires(connection: Connection, state: str, flows: Mapping[str, Flow], now: int) -> int:
    session = session_of(connection, state, now)
    return desk.expires(session, flows) if session and session.flow in flows else 0
