"""Try until it works: slowly, with jitter, saying once what is wrong, and stopping at once when asked to.

Only waiting is cut short by `stop`. Work that has begun (a batch on its way into the database) is left to
end.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final, TypeVar

from bot.chance import Chance
from bot.channels.telegram_errors import Contested
from bot.ports import SlowDown, Trouble

_T = TypeVar("_T")
_log: Final = logging.getLogger(__name__)
_FIRST, _FIRST_CONTESTED, _LONGEST = 0.5, 5.0, 30.0  # seconds


class Stopped(Exception):
    """Asked to stop while waiting."""


class Steady:
    def __init__(self, stop: asyncio.Event, chance: Chance) -> None:
        self._stop = stop
        self._chance = chance
        self._fallen = 0
        self._said = ""

    async def ask(self, question: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
        """The answer of Telegram, however often it takes. Raises `Stopped`; `ChannelProblem` passes."""
        while True:
            try:
                answer = await self.unless_stopped(question())
            except Trouble as trouble:
                await self.fall(trouble, str(trouble))
            else:
                self.recover()
                return answer

    async def do(self, work: Callable[[], Awaitable[_T]], failing: str) -> _T:
        """The same for work of ours, which `stop` does not interrupt and which may fail in any way."""
        while True:
            try:
                done = await work()
            except Exception as error:
                await self.fall(error, f"{failing} ({type(error).__name__})")
            else:
                self.recover()
                return done

    async def fall(self, error: Exception, said: str) -> None:
        """Say what is wrong unless it was just said, and wait: longer each time, or as long as told to."""
        pause = error.seconds if isinstance(error, SlowDown) else self._back_off(error)
        if said != self._said:
            self._said = said
            _log.warning("Telegram: %s. Trying again.", said.removesuffix("."))
        await self.pause(pause)

    def recover(self) -> None:
        if self._said:
            _log.info("Telegram: all well again.")
        self._fallen, self._said = 0, ""

    async def pause(self, seconds: float) -> None:
        await self.unless_stopped(asyncio.sleep(seconds))

    async def unless_stopped(self, waiting: Coroutine[Any, Any, _T]) -> _T:
        """Wait for it, but no longer than until `stop`: then it is cancelled, and `Stopped` raised."""
        task = asyncio.create_task(waiting)
        stopping = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait((task, stopping), return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                return task.result()
            raise Stopped
        finally:
            task.cancel()
            stopping.cancel()
            await asyncio.gather(task, stopping, return_exceptions=True)

    def _back_off(self, error: Exception) -> float:
        first = _FIRST_CONTESTED if isinstance(error, Contested) else _FIRST
        longest: float = min(_LONGEST, first * 2 ** min(self._fallen, 10))
        self._fallen += 1
        return longest * (0.5 + 0.5 * self._chance.fraction())
