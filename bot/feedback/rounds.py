"""What the ticks do for boxes: one step at a time, each a transaction of its own, so that nobody who writes waits for it."""

import logging
from datetime import UTC, datetime
from functools import partial
from sqlite3 import Connection
from typing import Protocol

from bot.feedback import asking, closing, publishing, review_asks
from bot.world import World
from storage import tallies
from storage.transaction import behind_savepoint

log = logging.getLogger(__name__)


class Step(Protocol):
    """Does the next thing of its kind, and says whether there was one."""

    def __call__(self, connection: Connection, world: World, now: int) -> bool: ...


STEPS: tuple[Step, ...] = (
    closing.make,
    closing.close,
    closing.open,
    closing.let_go,
    review_asks.ask_again,
    asking.ask,
    publishing.tell,
)


def go_on(connection: Connection, world: World, now: int) -> bool:
    """The next step that is due; whether there may be another at this moment. One that fails stands in nobody's way."""
    for step in STEPS:
        try:
            if behind_savepoint(connection, partial(step, world=world, now=now)):
                return True
        except Exception as fault:
            log.error("a box could not go on: %s", type(fault).__name__)
            tallies.count(connection, "box.failed", datetime.fromtimestamp(now, UTC).date().isoformat())
    return False
