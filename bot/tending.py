"""What the bot starts by itself, one member at a time (PACE.md, section 11; conversations/pace/tending.py).

The tick finds the members whose `look_at` has come, by an index. Each is brought up to the moment in one transaction:
the pace moves on, what has ended goes to What's new, and at most one opener at a time is let go. Who is in the middle
of a talk is looked at again when it has rested for a while: an opener never falls into a conversation. (A
sealed talk leaves nothing to look at, so one may fall into that; the talk goes on beside it: bot/feedback/turns.py.)
"""

import logging
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from sqlite3 import Connection
from typing import NamedTuple

from bot import emptying, letters, limiting, plan
from bot.feedback import leaving
from bot.looking import history_of
from bot.opening import open_chat
from bot.waiting import due_at, item_of, unwanted
from bot.world import World
from conversations import pace
from conversations.pace import Kind
from conversations.pace.gate import HISTORY_DAYS
from storage import broadcasts, members, paces, standing, tallies, whats_new
from storage import letters as outbox
from storage.transaction import behind_savepoint

log = logging.getLogger(__name__)
DAY = 24 * 3600
IN_A_TALK = 10 * 60
AFTER_A_FAULT = 3600


class Looked(NamedTuple):
    """How many were looked at, and whether anybody was deleted: then no byte of them may stay in the log."""

    many: int
    erased: bool


def tend_due(connection: Connection, world: World, now: int, most: int = 200) -> Looked:
    """Look at everybody who is due, up to `most`."""
    due = paces.due(connection, now, most)
    erased = False
    for member_id in due:
        try:
            erased |= behind_savepoint(connection, partial(tend, world=world, member_id=member_id, now=now))
        except Exception as fault:  # undone alone: nobody else waits for the one we fail at
            log.error("looking at a member failed and was undone: %s", type(fault).__name__)
            paces.look_later(connection, member_id, now + AFTER_A_FAULT)
            tallies.count(connection, "look.failed", datetime.fromtimestamp(now, UTC).date().isoformat())
    return Looked(len(due), erased)


def tend(connection: Connection, world: World, member_id: int, now: int) -> bool:
    """Look at one member; whether they were deleted, 13 months after their last word."""
    row = members.by_id(connection, member_id)
    assert row is not None
    value = plan.from_json(row.plan)
    talking = (
        value.last_contact_at is not None and value.last_contact_at <= now < value.last_contact_at + IN_A_TALK
    )
    where = members.address_of(connection, member_id)
    gone_at = pace.gone_at(value, reachable=where is not None)
    if gone_at is not None and now >= gone_at:
        if was_asked(connection, value, member_id):
            let_go(connection, world, member_id, now)
            return True
        value = replace(value, year_asked_at=None)  # the question never arrived: it is owed again
    if talking or where is None:
        again = (value.last_contact_at or now) + IN_A_TALK if talking else gone_at
        paces.save(connection, member_id, value.state.value, plan.to_json(value), again)
        return False
    paused = standing.at(connection, limiting.PAUSED)
    for _ in range(20):  # an opener a pass, until the gate lets none through
        waiting = {str(letter.id): letter for letter in outbox.waiting_openers(connection, member_id)}
        for name in [name for name, letter in waiting.items() if unwanted(connection, letter)]:
            set_aside(connection, member_id, waiting.pop(name), now, keep=True)
        queued = [
            pace.Waiting(item_of(connection, letter), due_at(letter, paused)) for letter in waiting.values()
        ]
        items = [each.item for each in queued if each.due_at <= now]
        coming = [each for each in queued if each.due_at > now]
        history = history_of(connection, member_id, now - HISTORY_DAYS * DAY)
        tended = pace.tend(value, items, history, world.holidays(now), now, coming)
        for item in (*tended.whats_new, *tended.dropped):
            set_aside(connection, member_id, waiting[item.id], now, keep=item in tended.whats_new)
            emptying.nobody_told(connection, world, waiting[item.id])
        value = tended.pace
        if tended.permission is None:
            later = [each.due_at for each in coming]
            moments = [moment for moment in (tended.look_again_at, *later) if moment is not None]
            paces.save(
                connection, member_id, value.state.value, plan.to_json(value), min(moments, default=None)
            )
            return False
        paces.save(connection, member_id, value.state.value, plan.to_json(value), now)
        letter = waiting.get(tended.permission.item.id)
        together = [waiting[item.id] for item in tended.together]
        open_chat(connection, world, member_id, where, tended.permission, letter, together, now)
    return False


def was_asked(connection: Connection, value: pace.Pace, member_id: int) -> bool:
    """Whether the question of a year reached them, or nothing was to be asked."""
    asked_at = value.year_asked_at
    return asked_at is None or outbox.arrived(connection, member_id, Kind.ACCOUNT_END.value, asked_at)


def let_go(connection: Connection, world: World, member_id: int, now: int) -> None:
    """Every row about somebody of whom nothing was heard for so long (conversations/pace/year.py). Counted, never named."""
    leaving.forget(connection, world, member_id)
    members.forget(connection, member_id)
    tallies.count(connection, "member.let_go", datetime.fromtimestamp(now, UTC).date().isoformat())


def set_aside(
    connection: Connection, member_id: int, letter: outbox.LetterRow, now: int, *, keep: bool
) -> None:
    """It will not go any more: to What's new if it is worth keeping, and out of the queue."""
    item = letters.broadcast_in(letter.item)
    news = broadcasts.of_item(connection, item)
    if keep and item and news and news.state != "withdrawn":
        whats_new.put(connection, member_id, item, news.text, now)
    outbox.settle(connection, letter.id, "dropped", now)
