"""Holding one member's messages, and letting go (PACE.md, section 7): what it does to the rows.

Both are logged as jobs without a name, and a hold that stops every reply too is the same job as one that does not. So is
lifting where there was no hold: the log tells nobody who was on hold. What the member was in the middle of ends with the
hold, so that whoever has the phone cannot go on in it. A rejoin code that stands in the chat goes, and one that was not
typed back a week before works no more: whoever has the phone may have made it (bot/rejoining.py). What the member had asked a second key for lapses, for
whoever asked may not have been them.
"""

from sqlite3 import Connection
from typing import Final

from bot import emptying, keys, rejoining
from bot.feedback import leaving
from bot.looking import save_pace
from bot.reading import pace_of
from bot.world import World
from conversations import pace
from storage import members, sessions, tallies

ON: Final = "hold.on"
OFF: Final = "hold.off"


def hold(connection: Connection, world: World, member_id: int, by: str, now: int, *, silent: bool) -> None:
    """All messages to this member stop. `by`: the role of whoever asked for it. A hold that is there already can only
    become quieter."""
    row = members.by_id(connection, member_id)
    if row is None:
        return
    before = pace_of(connection, row, world.programme_at(now), now)
    emptying.empty_queue(connection, world, member_id)
    sessions.drop(connection, member_id)
    leaving.leave(connection, world, member_id, stopped=True)
    rejoining.forget_young(connection, member_id, now)
    save_pace(connection, world, member_id, pace.hold(before, now, silent or before.hold_is_silent), now)
    keys.lapse_of(connection, world, member_id, now)
    tallies.note(connection, by, ON, "", now)


def lift(connection: Connection, world: World, member_id: int, by: str, now: int) -> None:
    """Somebody has met them. Nothing is sent because of it, and where there was no hold nothing changes."""
    row = members.by_id(connection, member_id)
    if row is None:
        return
    tallies.note(connection, by, OFF, "", now)
    before = pace_of(connection, row, world.programme_at(now), now)
    if before.state is not pace.State.HELD:
        return
    emptying.empty_queue(connection, world, member_id)
    save_pace(connection, world, member_id, pace.lift(before, now), now)
