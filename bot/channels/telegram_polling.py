"""Updates by long polling, at least once and never lost.

The theory. A call of getUpdates with an offset acknowledges everything below it; what is not acknowledged
comes again. So a batch goes through the turns and is committed, replies that exist only in memory are
spoken, and only then comes the next call, with the offset after the batch. A crash anywhere before that
call brings the same batch again, and the intake knows by the stored high-water mark what it has already
taken. If the intake fails, the same batch is offered to it again, and nothing is acknowledged meanwhile.

The mark counts for six days: after a week without updates Telegram's numbers begin anew anywhere, and an
old mark would acknowledge what nobody has seen. Every wait has a floor, so that no answer, however odd,
makes the loop spin.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from typing import Final

from bot.chance import Chance
from bot.channels.telegram_answers import Answers
from bot.channels.telegram_connection import Connection
from bot.channels.telegram_steady import Steady, Stopped
from bot.channels.telegram_wire import read_update
from bot.clock import Clock
from bot.ports import Intake

LoadMark = Callable[[], Awaitable[tuple[int, int]]]
"""The stored high-water mark of this channel and when it was stored (UTC seconds); (0, 0) if none."""

MARK_COUNTS_FOR: Final = 6 * 24 * 3600  # seconds (TELEGRAM.md, "Receiving")
_FLOOR: Final = 0.5  # seconds that a call without progress takes at least


class HighWater:
    """How far we have come, and since when."""

    def __init__(self, mark: int = 0, at: int = 0) -> None:
        self._mark = mark
        self._at = at

    def offset(self, now: int) -> int:
        """Where to go on; 0 means wherever Telegram's queue begins."""
        mark = self._fresh(now)
        return mark + 1 if mark else 0

    def rise(self, marks: Iterable[int], now: int) -> bool:
        """A batch was taken. Whether that moved us on."""
        before = self._fresh(now)
        self._mark, self._at = max((before, *marks)), now
        return self._mark > before

    def _fresh(self, now: int) -> int:
        return self._mark if now - self._at < MARK_COUNTS_FOR else 0


class Polling:
    """The loop. `answers` belongs to it and is closed with it."""

    def __init__(
        self,
        connection: Connection,
        intake: Intake,
        answers: Answers,
        load_mark: LoadMark,
        clock: Clock,
        passed_over: Counter[str],
        *,
        wait: int = 30,
    ) -> None:
        self._connection = connection
        self._intake = intake
        self._answers = answers
        self._load_mark = load_mark
        self._clock = clock
        self._passed_over = passed_over
        self._wait = wait

    async def run(self, stop: asyncio.Event, chance: Chance) -> None:
        """Until `stop` is set. Raises `ChannelProblem` if only a person can help; sits out other trouble."""
        steady = Steady(stop, chance)
        try:
            high = HighWater(*await steady.do(self._load_mark, "the stored mark could not be read"))
            while not stop.is_set():
                await self._once(high, steady)
        except Stopped:
            pass
        finally:
            await self._answers.close()

    async def _once(self, high: HighWater, steady: Steady) -> None:
        asked_at = time.monotonic()
        raws = await steady.ask(lambda: self._connection.updates(high.offset(self._clock.now()), self._wait))
        moved = bool(raws) and await self._take(raws, high, steady)
        if not moved and (early := asked_at + _FLOOR - time.monotonic()) > 0:
            await steady.pause(early)

    async def _take(self, raws: list[object], high: HighWater, steady: Steady) -> bool:
        inbounds = [read_update(raw, self._passed_over) for raw in raws]
        taken = await steady.do(lambda: self._intake(inbounds), "a batch of updates could not be stored")
        await self._answers.give(inbounds, taken)
        return high.rise((inbound.mark for inbound in inbounds), self._clock.now())
