"""One step for one course, so that what goes wrong with it stands in no other's way (as bot/feedback/one_box.py has it)."""

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from sqlite3 import Connection
from typing import Final

from bot.world import World
from storage import tallies
from storage.transaction import behind_savepoint

log = logging.getLogger(__name__)
RESTS: Final = 600
"""Seconds after which a course that failed is tried again."""


def first_of(
    connection: Connection, world: World, ids: Iterable[int], now: int, work: Callable[[Connection, int], bool]
) -> bool:  # fmt: skip
    """Do it for the first of these courses for which there is anything to do; whether there was one. Each behind a savepoint of
    its own; one that failed is left alone for a while and then tried again."""
    for course in ids:
        if now < world.resting_courses.get(course, now):
            continue
        try:
            done = behind_savepoint(connection, partial(_work, work, course))
        except Exception as fault:
            if not connection.in_transaction:
                raise
            log.error("a course could not go on: %s", type(fault).__name__)
            tallies.count(connection, "training.failed", datetime.fromtimestamp(now, UTC).date().isoformat())
            world.resting_courses[course] = now + RESTS
            continue
        if done:
            world.resting_courses.pop(course, None)
            return True
    return False


def _work(work: Callable[[Connection, int], bool], course: int, connection: Connection) -> bool:
    return work(connection, course)
