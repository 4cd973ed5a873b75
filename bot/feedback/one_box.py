"""One step for one box, so that what goes wrong with it stands in no other's way.

Behind a savepoint of its own, and only if everything that it turned still fits into its bytes: what did not would make the
commit fail that it shares with everybody. A box that failed is left alone for a while and then tried again.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Final

from bot.world import World
from storage import tallies
from storage.transaction import behind_savepoint

log = logging.getLogger(__name__)
RESTS: Final = 600
"""Seconds after which a box that failed is tried again."""


def may_go_on(world: World, meeting_id: int, now: int) -> bool:
    """Whether the box is in memory, and has not failed a moment ago."""
    return world.ballots.is_open(meeting_id) and has_rested(world, meeting_id, now)


def has_rested(world: World, meeting_id: int, now: int) -> bool:
    """The same of a meeting that has no box yet, or none any more."""
    return now >= world.ballots.resting.get(meeting_id, now)


def go_on(
    connection: Connection, world: World, meeting_id: int, now: int, work: Callable[[Connection], None]
) -> bool:
    """Whether it was done. What was not is as if it had not been tried; a number is kept for the team, and no more."""

    def checked(inside: Connection) -> None:
        work(inside)
        world.ballots.check_turned(inside)

    farewells = len(world.ballots.farewells)
    try:
        behind_savepoint(connection, checked)
    except Exception as fault:
        del world.ballots.farewells[farewells:]
        log.error("a box could not go on: %s", type(fault).__name__)
        tallies.count(connection, "box.failed", datetime.fromtimestamp(now, UTC).date().isoformat())
        world.ballots.resting[meeting_id] = now + RESTS
        return False
    world.ballots.resting.pop(meeting_id, None)
    return True
