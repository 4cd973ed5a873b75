"""Everybody who was invited is asked alike how the meeting was, once, each at their own pace (COPYDECK.md, section 6).

Whether somebody has answered by then plays no part in it, for the letters are rows. Who said beforehand that they do not
want to be asked is not asked, and who said yes has asked for it (PACE.md, section 3).
"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from sqlite3 import Connection
from typing import Final

from bot import letters
from bot.feedback import days, one_box, roster
from bot.ports import Body
from bot.world import World
from conversations.pace import Kind, MessageClass
from storage import boxes, events, members, paces, wishes

CHUNK: Final = 100
"""Members in one transaction."""


def item_of(box: boxes.BoxRow) -> str:
    """What the asks of a box are known by: after a restored backup everybody is asked anew, and that is another ask."""
    return (
        f"feedback:{box.meeting_id}" if not box.asks_again else f"feedback:{box.meeting_id}:{box.asks_again}"
    )


def ask(connection: Connection, world: World, now: int) -> bool:
    """Put the question before the next few of those invited to a box that is open; whether there may be more to do."""
    for box in boxes.all(connection, "open"):
        invited = [id for id in roster.of(connection, box.meeting_id) if id > box.asked_to][:CHUNK]
        if invited and one_box.may_go_on(world, box.meeting_id, now):
            work = partial(_ask_these, world=world, box=box, invited=invited, now=now)
            if one_box.go_on(connection, world, box.meeting_id, now, work):
                return True
    return False


def _ask_these(
    connection: Connection, world: World, box: boxes.BoxRow, invited: Sequence[int], now: int
) -> None:
    for member_id in invited:
        _ask(connection, world, box, member_id, now)
    boxes.asked_to(connection, box.meeting_id, invited[-1])


def _ask(connection: Connection, world: World, box: boxes.BoxRow, member_id: int, now: int) -> None:
    event, where = events.of(connection, box.meeting_id), members.address_of(connection, member_id)
    wish = wishes.of(connection, box.meeting_id, member_id)
    if event is None or where is None or wish is False:
        return
    zone = world.programme_at(now).timezone
    due_at = max(now, event.over_at + days.ASKED_AFTER)
    ends_at = min(due_at + days.ASK_LIVES, days.closes_at(date.fromisoformat(box.closes_on), zone))
    body = Body("begin", name="feedback", carrying=(("item", f"feedback:{box.meeting_id}"),))
    letters.wait(
        connection, member_id, *where, body, now, message_class=MessageClass.ASKED if wish else MessageClass.ORDINARY,
        kind=Kind.FEEDBACK_ASK, item=item_of(box), due_at=due_at, ends_at=ends_at,
    )  # fmt: skip
    paces.look_by(connection, member_id, due_at)
