"""What goes out as soon as a batch is committed, past the outbox.

Replies to people of whom nothing is stored exist in memory alone, so they are sent before the batch is
acknowledged; all of them together get a few seconds, because everybody else waits behind them. Answering a
button press only stops a little wheel on somebody's screen: it happens in the background, a few at a time,
and nothing depends on it.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Final

from bot.channels.telegram_connection import Connection
from bot.ports import Direct, Inbound, Taken, Trouble

Speak = Callable[[Direct], Awaitable[object]]
"""Carry out one direct reply, trying again as is fit (bot/sender.py, `send_direct`)."""

_log: Final = logging.getLogger(__name__)
_WITHIN: Final = 5.0  # seconds, for all direct replies of a batch
_AT_ONCE: Final = 8  # presses being answered
_WAITING: Final = 400  # presses; any more go without


class Answers:
    def __init__(self, connection: Connection, speak: Speak, *, within: float = _WITHIN) -> None:
        self._connection = connection
        self._speak = speak
        self._within = within
        self._gate = asyncio.Semaphore(_AT_ONCE)
        self._presses: set[asyncio.Task[None]] = set()

    async def give(self, inbounds: Sequence[Inbound], taken: Taken) -> None:
        """Answer presses in the background, and speak what is to be said directly. Never raises a Trouble."""
        self._acknowledge((*(inbound.acknowledge for inbound in inbounds), *taken.acknowledge))
        if taken.direct:
            await self._say(taken.direct)

    async def close(self) -> None:
        for task in self._presses:
            task.cancel()
        await asyncio.gather(*self._presses, return_exceptions=True)

    async def _say(self, directs: Sequence[Direct]) -> None:
        by_person: dict[str, list[Direct]] = defaultdict(list)
        for direct in directs:
            by_person[direct.address].append(direct)
        try:
            async with asyncio.timeout(self._within):
                await asyncio.gather(*(self._in_order(mine) for mine in by_person.values()))
        except TimeoutError:
            _log.warning("Telegram: some replies to newcomers were not sent in time.")

    async def _in_order(self, directs: Sequence[Direct]) -> None:
        """One person's replies, one after the other, until one fails. It stops nobody else's updates."""
        for direct in directs:
            try:
                await self._speak(direct)
            except Exception as error:
                _log.error("Telegram: a direct reply failed (%s).", type(error).__name__)
                return

    def _acknowledge(self, queries: Iterable[str]) -> None:
        for query in dict.fromkeys(filter(None, queries)):
            if len(self._presses) < _WAITING:
                task = asyncio.create_task(self._stop_wheel(query))
                self._presses.add(task)
                task.add_done_callback(self._presses.discard)

    async def _stop_wheel(self, query: str) -> None:
        async with self._gate:
            try:
                await self._connection.acknowledge(query)
            except Trouble:
                pass  # too old, or no connection: the wheel stops by itself
