"""The ticks: what happens because time passes. The truth is rows; these only look (DESIGN.md, Jobs).

Three jobs, however many members there are: tend whom the bot owes something, wake the sender, and keep house. None of
them is scheduled for a member, so a restart, an outage or a moved clock changes nothing but when the next look is.
"""

import asyncio
import logging
from collections.abc import Mapping
from sqlite3 import Connection

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.looking import DAY
from bot.sender import Sender
from bot.tending import tend_due
from bot.world import World
from conversations import desk
from conversations.flow import Flow
from conversations.pace.gate import HISTORY_DAYS
from conversations.session import Session
from storage import answers, broadcasts, channels, invites, letters, paces, sessions, shown, tallies
from storage.database import Database

log = logging.getLogger(__name__)
AT_ONCE = 200


class Ticks:
    """Looks at what is due, as often as `run` says, or when asked."""

    def __init__(self, database: Database, world: World, sender: Sender) -> None:
        self._database, self._world, self._sender = database, world, sender
        self._busy = asyncio.Lock()

    def schedule(self, every: float) -> AsyncIOScheduler:
        """A scheduler with the jobs, not started. Late or missed runs become one run, whatever the delay."""
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=defaults)
        scheduler.add_job(self.tend, "interval", seconds=every, id="tend")
        scheduler.add_job(self.keep_house, "interval", hours=1, id="keep_house")
        return scheduler

    async def tend(self) -> None:
        """Look at everybody who is due, in chunks, so that nobody who writes waits for it."""
        async with self._busy:
            for _ in range(100_000 // AT_ONCE):
                now = self._world.clock.now()
                looked = await self._database.write(lambda c, at=now: tend_due(c, self._world, at, AT_ONCE))  # type: ignore[misc]  # a default binds the moment
                self._sender.wake()
                if looked < AT_ONCE:
                    return

    async def keep_house(self) -> None:
        """Let go of what has been kept long enough (DOMAIN.md 5.3)."""
        now = self._world.clock.now()
        await self._database.write(lambda c: keep_house(c, self._world.flows, now))

    async def next_due(self) -> int | None:
        """When the next thing is due: a look at somebody, or a letter that was put off."""
        moments = [await self._database.read(paces.next_due), await self._sender.next_due()]
        return min((moment for moment in moments if moment is not None), default=None)


def keep_house(connection: Connection, flows: Mapping[str, Flow], now: int) -> None:
    for member_id in sessions.older_than(connection, now - DAY, 1000):
        before = sessions.load(connection, member_id)
        kept = [state for state in before if now < _expires(state, flows)]
        if len(kept) < len(before):
            sessions.save(connection, member_id, before, kept, now)
    letters.prune(connection, now - (HISTORY_DAYS + 1) * DAY)
    shown.prune(connection, now - 2 * DAY, now - 60 * DAY)
    answers.prune(connection, now - 365 * DAY)
    broadcasts.prune(connection, now - 60 * DAY)
    invites.prune(connection, now)
    channels.prune(connection, now - 2 * DAY)
    tallies.prune(connection, now - 730 * DAY)


def _expires(state: str, flows: Mapping[str, Flow]) -> int:
    session = Session.from_json(state)
    return desk.expires(session, flows) if session.flow in flows else 0
