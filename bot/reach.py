"""How many people a broadcast would reach (now, later, and on What's new only), and how many one has reached.

The first comes from the gate itself, member by member, the second from what became of the letters. In a large programme
either takes a moment of the database's own thread, so it is worked out once and holds for ten minutes: the same question
is asked twice for one preview, and again when it is answered. That the numbers stand still for so long is good for
another reason too: whoever asks again and again cannot watch one person change their pace, or get a message (B31). So the
last answer is a row, for every chat and for the command line alike: there is no other way in which to ask anew.

Above a thousand people the gate is asked for a thousand of them, spread evenly, and the rest are taken to be like them: the
numbers are rounded anyway, and nobody who writes is to wait while ten thousand are counted.
"""

from collections.abc import Callable, Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.looking import history_of
from bot.reading import pace_of
from conversations.outgoing import Delivery
from conversations.pace import HISTORY_DAYS, Item, Kind, Level, MessageClass, Verdict, may_send
from conversations.pace.reach import reach_of
from storage import broadcasts, counts, members, revisions

if TYPE_CHECKING:
    from bot.world import World

DAY: Final = 24 * 3600
HOLDS: Final = 10 * 60
"""Seconds for which an answer stands."""
ASKED: Final = 1000
"""People of whom the gate is asked, at most."""


class Held:
    """The last answer to each question stands in a row, and is given again for as long as it holds."""

    def __init__(self) -> None:
        self.counted = 0
        """How often it was worked out."""

    def held(
        self, connection: Connection, what: str, now: int, work_out: Callable[[], tuple[int, ...]]
    ) -> tuple[int, ...]:
        known = counts.of(connection, what)
        if known is not None and known[0] <= now < known[0] + HOLDS:
            return known[1]
        answer = work_out()
        counts.put(connection, what, answer, now)
        self.counted += 1
        return answer


class Question(NamedTuple):
    """Of what it is asked: news for everyone, unless it says something else. `ends_at` None: it lives for 7 days from now."""

    group: int | None = None
    level: Level = Level.NEWS
    ends_at: int | None = None

    @property
    def name(self) -> str:
        """The question in a word: the same one, whoever asks it."""
        return f"reach:{self.group or ''}:{self.level.value}:{self.ends_at or ''}"


class Reach(Held):
    """How many in each group, by what it is and how long it lives: a date that closes tomorrow reaches fewer than news."""

    def of(
        self, connection: Connection, world: "World", question: Question, now: int
    ) -> tuple[int, int, int]:
        at_once, later, page = self.held(
            connection, question.name, now, lambda: count(connection, world, question, now)
        )
        return at_once, later, page


class Progress(Held):
    """How far each broadcast has come."""

    def of(self, connection: Connection, broadcast: int, now: int) -> Delivery:
        name = f"progress:{broadcast}"
        return Delivery(*self.held(connection, name, now, lambda: revisions.delivered(connection, broadcast)))


def count(connection: Connection, world: "World", question: Question, now: int) -> tuple[int, int, int]:
    """(now, later, on What's new only), from the gate's own verdicts. The caller shows it rounded."""
    programme, holidays = world.programme_at(now), world.holidays(now)
    ends_at = now + 7 * DAY if question.ends_at is None else question.ends_at
    kind = Kind.DATED_NEWS if question.level is Level.DATED else Kind.NEWS
    item = Item("reach", kind, MessageClass.ORDINARY, ends_at=ends_at)

    audience = broadcasts.audience(connection, question.group)
    asked = spread(audience, ASKED)

    def verdict(member_id: int) -> Verdict:
        row = members.by_id(connection, member_id)
        assert row is not None
        history = history_of(connection, member_id, now - HISTORY_DAYS * DAY)
        return may_send(item, pace_of(connection, row, programme, now), history, holidays, now)

    found = reach_of(map(verdict, asked), ends_at)
    if len(asked) == len(audience):
        return found
    at_once, later = (round(part * len(audience) / len(asked)) for part in found[:2])
    return at_once, later, len(audience) - at_once - later


def spread(people: Sequence[int], most: int) -> Sequence[int]:
    """Everybody, or so many of them spread evenly over the order in which they joined."""
    return people if len(people) <= most else [people[place * len(people) // most] for place in range(most)]
