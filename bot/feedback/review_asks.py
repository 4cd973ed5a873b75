"""Who holds the keys hears that there are words to read, at their own pace. What the words are goes by no letter."""

from datetime import date
from functools import partial
from sqlite3 import Connection

from bot import keyholders, letters
from bot.feedback import days, one_box, reviewers, reviewing
from bot.ports import Body
from bot.world import World
from conversations.pace import Kind, MessageClass
from storage import boxes, members, paces


def ask(connection: Connection, world: World, box: boxes.BoxRow, now: int) -> None:
    """Ask everybody who may read them and can be asked: one of each key is enough."""
    for member_id in reviewers.to_ask(connection, box.meeting_id):
        _ask(connection, world, box, member_id, f"review:{box.meeting_id}", now)


def ask_again(connection: Connection, world: World, now: int) -> bool:
    """The words have changed since somebody said yes to them: they are asked once more; whether there was anybody."""
    for box in boxes.all(connection, "review"):
        asked: list[int] = []
        if one_box.may_go_on(world, box.meeting_id, now):
            work = partial(_ask_these_again, world=world, box=box, now=now, asked=asked)
            if one_box.go_on(connection, world, box.meeting_id, now, work) and asked:
                return True
    return False


def _ask_these_again(
    connection: Connection, world: World, box: boxes.BoxRow, now: int, asked: list[int]
) -> None:
    """`asked`: filled with those who are."""
    for member_id in reviewing.to_ask_again(connection, box.meeting_id):
        _ask(connection, world, box, member_id, f"review:{box.meeting_id}:{now}", now)
        asked.append(member_id)


def _ask(
    connection: Connection, world: World, box: boxes.BoxRow, member_id: int, item: str, now: int
) -> None:
    person, where = members.by_id(connection, member_id), members.address_of(connection, member_id)
    if person is None or where is None or not keyholders.can_hear(connection, person):
        return
    ends_at = days.opens_at(date.fromisoformat(box.opens_on), world.programme_at(now).timezone)
    body = Body("begin", name="review", carrying=(("item", f"review:{box.meeting_id}"),))
    letters.wait(
        connection, member_id, *where, body, now, message_class=MessageClass.ASKED, kind=Kind.KEY_REQUEST, item=item, due_at=now,
        ends_at=ends_at,
    )  # fmt: skip
    paces.look_by(connection, member_id, now)
