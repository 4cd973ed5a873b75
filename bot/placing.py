"""One letter's place in its channel's row (bot/buckets.py): waiting for it, using it, giving it back.

The first place may have come with the letter, when it was claimed for just that moment (bot/claiming.py). For every other
the letter stands in line; and whoever has stood in line asks once more whether they may go, for much can happen meanwhile.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.buckets import Buckets
from bot.lateness import IN_TIME
from bot.ports import Refused, SlowDown

T = TypeVar("T")
SHORT = 2.0
"""A pause of so many seconds is sat out; for a longer one the letter goes back."""
LOOK = 0.05
"""Seconds between two looks at a line that moves only when the channel answers."""

Ask = Callable[[bool], Awaitable[int]]
"""Whether it may still go (bot/lateness.py); True asks for a part that says something."""


class NotNow(Exception):
    """It may not go any more, or not yet. `later` as in bot/lateness.py."""

    def __init__(self, later: int) -> None:
        super().__init__("not now")
        self.later = later


@dataclass(slots=True)
class Placing:
    """For one letter to one chat. `at`: when the place that came with it is free, until it is used; None without one."""

    bucket: Buckets
    chat: str
    ask: Ask
    at: float | None = None

    async def wait(self) -> None:
        """Until its place has come, and it may go. Raises NotNow, or SlowDown if the channel wants quiet for long."""
        if self.at is not None:
            at, self.at = self.at, None
            await self._or_give_back(asyncio.sleep(at - clock()))
            if not self.bucket.paused(clock()):
                self.bucket.spoken_to(self.chat, clock())
                return
            self.bucket.give_back(clock())
        while not await self._in_line():
            pass
        await self._or_give_back(self.leave(words=True))
        self.bucket.spoken_to(self.chat, clock())

    async def used(self, calling: Awaitable[T]) -> T:
        """A call for which there is a place, to its answer."""
        try:
            return await calling
        finally:
            self.bucket.answered(self.chat, clock())

    async def used_unless_refused(self, calling: Awaitable[None]) -> bool:
        """The same; but if the call was refused the place is kept for another, and that is False."""
        try:
            await calling
        except Refused:
            self.at = clock()
            return False
        except BaseException:
            self.bucket.answered(self.chat, clock())
            raise
        self.bucket.answered(self.chat, clock())
        return True

    async def leave(self, *, words: bool) -> None:
        """Ask whether it may go, for a part that needs no place."""
        self._sit_out()
        if (later := await self.ask(words)) != IN_TIME:
            raise NotNow(later)

    def give_back(self) -> None:
        """The place that came with the letter, if nothing needed it."""
        if self.at is not None:
            self.at = None
            self.bucket.give_back(clock())

    async def _in_line(self) -> bool:
        """Take a place in its turn; False if the channel has asked for quiet meanwhile, or the chat is too near."""
        self._sit_out()
        await asyncio.sleep(max(self.bucket.paused(clock()), self.bucket.distance(self.chat, clock())))
        ticket = self.bucket.line_up()
        try:
            while (wait := self._wait_in_line(ticket)) > 0:  # noqa: ASYNC110 - mostly time alone brings its turn
                await asyncio.sleep(min(wait, LOOK))
        finally:
            self.bucket.leave_line(ticket)
        if self.bucket.paused(clock()) or self.bucket.distance(self.chat, clock()) > 0:
            return False
        self.bucket.take(clock())
        return True

    def _wait_in_line(self, ticket: object) -> float:
        """0 also when the channel asks for quiet: then nobody's turn comes."""
        return 0.0 if self.bucket.paused(clock()) else self.bucket.wait_in_line(ticket, clock())

    async def _or_give_back(self, waiting: Awaitable[None]) -> None:
        """What stands between a place and its use. If it comes to nothing, the place is free again."""
        try:
            await waiting
        except BaseException:
            self.bucket.give_back(clock())
            raise

    def _sit_out(self) -> None:
        pause = self.bucket.paused(clock())
        if pause > SHORT:
            raise SlowDown(pause)


def clock() -> float:
    """Seconds of the event loop's own clock, which all places are counted by."""
    return asyncio.get_running_loop().time()
