"""Claim letters for the very moment that they go, and ask in the same commit whether they still may (bot/lateness.py).

Between leave to send and sending lie a place in the channel's row, a pause, an outage. What may not go any more, or not
yet, is put off or dropped here and takes nobody's place. One that we fail at has failed alone: those behind it go on.
"""

import logging
import sqlite3
from collections.abc import Sequence
from sqlite3 import Connection

from bot import letters
from bot.delivering import Delivery
from bot.lateness import IN_TIME, too_late
from bot.settling import failed, settle
from bot.world import World
from storage import letters as outbox
from storage.transaction import behind_savepoint

log = logging.getLogger(__name__)
LANES = (letters.REPLY, letters.ASK, letters.RESULT, letters.NEWS)
AT_ONCE = ("send", "file", "revise")
"""What begins with a message, and so needs its place at once. All else stands in line when it comes to one."""
LOOKED_AT = 50
"""Letters that may turn out to be too late, in one commit."""


def claim(
    connection: Connection, world: World, channel: str, now: int, most: int, near: Sequence[str] = ()
) -> list[outbox.LetterRow]:
    """Up to `most` letters that may go now, the best first, to nobody who is too `near` to their last message."""
    claimed: list[outbox.LetterRow] = []
    looked_at = 0
    while len(claimed) < most and looked_at < LOOKED_AT:
        found = outbox.claim(connection, channel, now, most - len(claimed), LANES, near)
        if not found:
            break
        looked_at += len(found)
        claimed += [letter for letter in found if _may_go(connection, world, letter, now)]
    return claimed


def _may_go(connection: Connection, world: World, letter: outbox.LetterRow, now: int) -> bool:
    """Whether it may; if not, it is settled."""
    try:
        return behind_savepoint(connection, lambda c: _has_leave(c, world, letter, now))
    except sqlite3.Error:
        raise  # the disk's fault and not this letter's: nothing of this is kept, and it is tried again
    except Exception as fault:
        log.error("a letter could not be claimed: %s", type(fault).__name__)
        failed(connection, letter, now)
        return False


def _has_leave(connection: Connection, world: World, letter: outbox.LetterRow, now: int) -> bool:
    """As bot/lateness.py has it; of what does not begin with words, the words are asked about when they come."""
    words = letters.from_json(letter.body).op in AT_ONCE
    later = too_late(connection, world, letter, now, words=words)
    if later != IN_TIME:
        settle(connection, world, letter, Delivery("not now", later=later), now)
    return later == IN_TIME
