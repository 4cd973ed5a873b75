"""How many people a broadcast would reach (now, later, and on What's new only), and how many one has reached.

The first comes from the gate itself, member by member, the second from what became of the letters. In a large programme
either takes a moment of the database's own thread, so it is worked out once and holds for ten minutes: the same question
is asked twice for one preview, and again when it is answered. That the numbers stand still for so long is good for
another reason too: whoever asks again and again cannot watch one person change their pace, or get a message (B31). So the
last answer is a row, for every chat and for the command line alike: there is no other way in which to ask anew. Another
closing day is no other way either: people are looked at once, up to the longest day there can be, and what is kept is the
hours from which somebody could get it, in order and nobody's. Every closing day is answered from that one look.

Above a thousand people the gate is asked for a thousand of them, spread evenly, and the rest are taken to be like them: the
numbers are rounded anyway, and nobody who writes is to wait while ten thousand are counted.
"""

from collections.abc import Callable, Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.looking import history_of
from bot.reading import pace_of
from conversations.outgoing import AHEAD_MOST, Delivery
from conversations.pace import HISTORY_DAYS, Item, Kind, Level, MessageClass, Verdict, may_send
from conversations.pace.limits import DATED_WITHIN
from conversations.pace.reach import Looked, look_at, reach_of
from conversations.pace.tending import KEPT_FOR
from storage import broadcasts, counts, members, revisions

if TYPE_CHECKING:
    from bot.world import World

DAY: Final = 24 * 3600
HOLDS: Final = 10 * 60
"""Seconds for which an answer stands."""
LONGEST: Final = AHEAD_MOST + DATED_WITHIN + DAY
"""Nothing that is planned closes later than this from now."""
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
        """Of whom it is asked, in a word: the same one, whoever asks it, and whichever day they name."""
        return f"reach:{self.group or ''}:{self.level.value}"


class Reach(Held):
    """How many in each group, by what it is and how long it lives: a date that closes tomorrow reaches fewer than news."""

    def of(
        self, connection: Connection, world: "World", question: Question, now: int
    ) -> tuple[int, int, int]:
        looked = self.held(connection, question.name, now, lambda: look(connection, world, question, now))
        return fold(looked, question.ends_at)


class Progress(Held):
    """How far each broadcast has come."""

    def of(self, connection: Connection, broadcast: int, now: int) -> Delivery:
        name = f"progress:{broadcast}"
        return Delivery(*self.held(connection, name, now, lambda: revisions.delivered(connection, broadcast)))


def look(connection: Connection, world: "World", question: Question, now: int) -> tuple[int, ...]:
    """When it was, how many people there are, how many of them were looked at, how many would get it now, and from which
    hour each of the others could, from the gate's own verdicts."""
    programme, holidays = world.programme_at(now), world.holidays(now)
    kind = Kind.DATED_NEWS if question.level is Level.DATED else Kind.NEWS
    item = Item("reach", kind, MessageClass.ORDINARY, ends_at=now + LONGEST)

    audience = broadcasts.audience(connection, question.group)
    asked = spread(audience, ASKED)

    def verdict(member_id: int) -> Verdict:
        row = members.by_id(connection, member_id)
        assert row is not None
        history = history_of(connection, member_id, now - HISTORY_DAYS * DAY)
        return may_send(item, pace_of(connection, row, programme, now), history, holidays, now)

    people, at_once, hours = look_at(map(verdict, asked))
    return (now, len(audience), people, at_once, *hours)


def fold(looked: Sequence[int], ends_at: int | None) -> tuple[int, int, int]:
    """(now, later, on What's new only) of what lives until then. The caller shows it rounded."""
    at, everybody, people, at_once, *hours = looked
    found = reach_of(
        Looked(people, at_once, tuple(hours)), at + KEPT_FOR[Kind.NEWS] if ends_at is None else ends_at
    )
    if people == everybody:
        return found
    now, later = (round(part * everybody / people) for part in found[:2])
    return now, later, everybody - now - later


def spread(people: Sequence[int], most: int) -> Sequence[int]:
    """Everybody, or so many of them spread evenly over the order in which they joined."""
    return people if len(people) <= most else [people[place * len(people) // most] for place in range(most)]
