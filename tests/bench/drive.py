"""Brings check-ins to a contender, so many people waiting at once, and says how many turns a second it did.

The programme always has 64 people (or as many as wait), whatever number of them waits: with 16 waiting, 16
workers each look after four people and bring one update at a time. A turn counts when the contender's `turn`
returns, which it may do only once the update is durable and the reply handed over. One check-in of one more
person goes first, outside the watch, so that nobody is charged for building models and statements on first
use.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

from tests.bench.updates import UPDATES_A_CHECK_IN, Buttons, RawUpdate, raw_updates

PEOPLE = 64
Turn = Callable[[RawUpdate], Awaitable[None]]


async def turns_per_second(turn: Turn, waiting: int, checkins: int, buttons: Buttons | None = None) -> float:
    """Take `checkins` check-ins in all through `turn`, `waiting` at a time."""
    people = people_of(waiting)
    pressed = buttons or Buttons()
    await _bring(turn, raw_updates(people, 0, pressed))
    work: list[list[RawUpdate]] = [[] for _ in range(waiting)]
    for number in range(checkins):
        person = number % people
        work[person % waiting].extend(raw_updates(person, number + 1, pressed))
    started = time.perf_counter()
    async with asyncio.TaskGroup() as workers:
        for updates in work:
            workers.create_task(_bring(turn, updates))
    return checkins * UPDATES_A_CHECK_IN / (time.perf_counter() - started)


def people_of(waiting: int) -> int:
    """How many people the programme has; the person who warms up is one more, with this number."""
    return max(PEOPLE, waiting)


async def _bring(turn: Turn, updates: Sequence[RawUpdate]) -> None:
    for update in updates:
        await turn(update)
