"""When to look at a member next, and what to look back on; a pace is kept together with both."""

from sqlite3 import Connection
from typing import TYPE_CHECKING

from bot import plan
from conversations import pace
from conversations.pace import Kind, MessageClass, Sent
from conversations.pace.gate import HISTORY_DAYS
from storage import letters as outbox
from storage import paces

if TYPE_CHECKING:
    from bot.world import World

DAY = 24 * 3600


def history_of(connection: Connection, member_id: int, since: int) -> list[Sent]:
    """What went out to this member, or is on its way: what the limits count."""
    rows = outbox.sent_since(connection, member_id, since)
    return [
        Sent(item, Kind(kind), MessageClass(its_class), at, answers)
        for its_class, kind, at, item, answers in rows
    ]


def look_again(
    connection: Connection, world: "World", member_id: int, value: pace.Pace, now: int
) -> int | None:
    """When to look at this member next: for what the bot owes them, and for what waits for them."""
    history = history_of(connection, member_id, now - HISTORY_DAYS * DAY)
    moments = [pace.what_is_next(value, history, world.holidays(now), now)]
    moments += [max(now, letter.due_at) for letter in outbox.waiting_openers(connection, member_id)]
    return min((moment for moment in moments if moment is not None), default=None)


def save_pace(connection: Connection, world: "World", member_id: int, value: pace.Pace, now: int) -> None:
    """The member's pace as it is now, and when to look at them next."""
    paces.save(
        connection,
        member_id,
        value.state.value,
        plan.to_json(value),
        look_again(connection, world, member_id, value, now),
    )
