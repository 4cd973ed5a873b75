"""How many people a news item would reach: now, later, and on What's new only. From the gate itself, member by member.

In a large programme that takes a moment of the database's own thread, so it is worked out once and holds for ten
minutes: the same question is asked twice for one preview, and again when it is answered. That the numbers stand still
for so long is good for another reason too: whoever asks again and again cannot watch one person change their pace.
"""

from sqlite3 import Connection
from typing import TYPE_CHECKING, Final

from bot.looking import history_of
from bot.reading import pace_of
from conversations.pace import HISTORY_DAYS, Item, Kind, MessageClass, Permission, may_send
from storage import broadcasts, members

if TYPE_CHECKING:
    from bot.world import World

DAY: Final = 24 * 3600
HOLDS: Final = 10 * 60
"""Seconds for which an answer stands."""


class Reach:
    """Remembers the last answer for each group."""

    def __init__(self) -> None:
        self._known: dict[int | None, tuple[int, tuple[int, int, int]]] = {}
        self.counted = 0
        """How often it was worked out."""

    def of(self, connection: Connection, world: "World", group: int | None, now: int) -> tuple[int, int, int]:
        at, counts = self._known.get(group, (0, (0, 0, 0)))
        if not at <= now < at + HOLDS:
            counts = count(connection, world, group, now)
            self._known[group] = (now, counts)
            self.counted += 1
        return counts


def count(connection: Connection, world: "World", group: int | None, now: int) -> tuple[int, int, int]:
    """(now, later, on What's new only). The caller shows it rounded."""
    counts = [0, 0, 0]
    programme, holidays = world.programme_at(now), world.holidays(now)
    item = Item("reach", Kind.NEWS, MessageClass.ORDINARY, ends_at=now + 7 * DAY)
    for member_id in broadcasts.audience(connection, group):
        row = members.by_id(connection, member_id)
        assert row is not None
        history = history_of(connection, member_id, now - HISTORY_DAYS * DAY)
        verdict = may_send(item, pace_of(connection, row, programme, now), history, holidays, now)
        if isinstance(verdict, Permission):
            counts[0] += 1
        else:
            counts[1 if verdict.not_before is not None and verdict.not_before < now + 7 * DAY else 2] += 1
    return counts[0], counts[1], counts[2]
