"""Several things that run side by side for as long as the bot does: when one ends, all end."""

import asyncio
import signal
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any


async def together(stop: asyncio.Event, *parts: Coroutine[Any, Any, None], within: float = 3.0) -> None:
    """Run the parts until `stop` is set or one of them ends. Then all are to end: they see `stop`, and those that
    have not ended `within` seconds are cancelled. Raises what the first one that failed has raised.
    """
    tasks = [asyncio.create_task(part) for part in parts]
    asked = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((asked, *tasks), return_when=asyncio.FIRST_COMPLETED)
    finally:
        stop.set()
        _ended, late = await asyncio.wait(tasks, timeout=within)
        for task in (asked, *late):
            task.cancel()
        outcomes = await asyncio.gather(*tasks, asked, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome


@contextmanager
def stopped_by_signals(stop: asyncio.Event) -> Iterator[None]:
    """SIGINT and SIGTERM set `stop`; a second one ends the process at once, as if nobody had listened."""
    loop, numbers = asyncio.get_running_loop(), (signal.SIGINT, signal.SIGTERM)

    def deaf() -> None:
        for number in numbers:
            loop.remove_signal_handler(number)

    def heard() -> None:
        deaf()
        stop.set()

    for number in numbers:
        loop.add_signal_handler(number, heard)
    try:
        yield
    finally:
        deaf()
