"""What the ticks do for training: one step at a time, each a transaction of its own, so that nobody who writes waits for it."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from sqlite3 import Connection
from typing import Final, TypeAlias

from bot.training import drawing, offers, telling
from bot.world import World
from storage import courses, seats, tallies
from storage.transaction import behind_savepoint

log = logging.getLogger(__name__)
Step: TypeAlias = Callable[[Connection, World, int], bool]
STEPS: Final[tuple[Step, ...]] = (
    drawing.make,
    drawing.make_up,
    offers.let_go_by,
    offers.offer_next,
    telling.tell,
    telling.afterwards,
)
"""Each does the next thing of its kind, and says whether there may be more."""


def go_on(connection: Connection, world: World, now: int) -> bool:
    """The next step that is due; whether there may be another at this moment. One that fails stands in nobody's way."""
    for step in STEPS:
        try:
            if behind_savepoint(connection, partial(_done, step, world, now)):
                return True
        except Exception as fault:
            log.error("training could not go on: %s", type(fault).__name__)
            tallies.count(connection, "training.failed", datetime.fromtimestamp(now, UTC).date().isoformat())
    return False


def _done(step: Step, world: World, now: int, connection: Connection) -> bool:
    return step(connection, world, now)


def next_due(connection: Connection, now: int) -> int | None:
    """When time alone brings the next thing: a draw, the end of an offer, or of one that has not arrived, a course that is over."""
    held = seats.first_unheard(connection, now - offers.UNDELIVERED)
    over = courses.next_over(connection, now - telling.AFTERWARDS)
    moments = (
        courses.next_draw(connection, now),
        seats.next_end(connection),
        None if held is None else held + offers.UNDELIVERED,
        None if over is None else over + telling.AFTERWARDS,
    )
    return min((moment for moment in moments if moment is not None), default=None)
