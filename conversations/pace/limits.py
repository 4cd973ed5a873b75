"""What members agreed about those who write to many (PACE.md, section 7; DOMAIN.md, 6.4 to 6.6).

The gate looks after each member; this module looks after the group, before anything is queued. It is asked once:

    against(level, group, standing, now) -> No | None

for a broadcast to one group, or to everyone (None). `No` names the agreed limit that it keeps, and the moment from which
it would have no objection, or None where time alone will not help. Nothing here can be switched off or raised: the
numbers are ceilings in code, and what members' representatives choose can only lower them (B12, B14).

* News: 2 per group in any 7 days, fewer if its representatives say so. Dated: 1 per group in any 7 days. Any 7 days:
  one that is planned counts at the moment it will go, and a new one has to fit between those before and those after.
* What goes to everyone counts for every group, and has to fit into every group. What was stopped half-way, corrected or
  taken back counts as well: it has reached somebody, and otherwise taking back and sending anew would be a way round.
* A split group wins nothing: whoever is in both halves has the limits of one person, which the gate keeps (NEWS_FULL,
  and for dated news the places of the round).
* Urgent: 4 in any 28 days for the whole team; 2 a week for each member are the gate's.
* No representative for 30 days: no broadcasts but urgent ones (B15). Two representatives paused them: the same, for 7
  days. A cancelled meeting is still told, or somebody travels for nothing; a representative's key is on it anyway.
  The first of these is kept for the programme as a whole and not per group: representatives are chosen for the programme,
  and a borough that has none of its own is still looked after by the others.
* What goes to What's new only (PAGE) starts no chat. It waits for both of these, and there are 7 per group in any 7 days
  [J]: enough to be a way round no other limit needs to close, and few enough for a page that somebody can still read.

Callers pass what has gone, and what is planned, in the 28 days before and all that comes after.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import Final

from conversations.pace.values import DAY

NEWS_PER_WEEK: Final = 2
DATED_PER_WEEK: Final = 1
PAGE_PER_WEEK: Final = 7
DATED_WITHIN: Final = 7 * DAY
"""A dated item needs an answer within so long; what closes later is news."""
URGENT_PER_TEAM: Final = 4
URGENT_WINDOW: Final = 28 * DAY
COUNTED_FOR: Final = URGENT_WINDOW
"""How far back the caller's `gone` has to reach."""
WITHOUT_REP: Final = 30 * DAY
PAUSE_LASTS: Final = 7 * DAY
PAUSED_BY: Final = 2
"""Representatives that it takes to pause everything."""
REFUSAL_STANDS: Final = 7 * DAY
ANSWER_LATE: Final = 28 * DAY
WEEK: Final = 7 * DAY


class Level(StrEnum):
    """How a broadcast goes out. The values are the ones in the database."""

    NEWS = auto()
    DATED = auto()
    URGENT = auto()
    PAGE = auto()  # on What's new only


class Agreed(StrEnum):
    """The agreed limit that a refusal keeps."""

    NEWS_A_WEEK = auto()
    NO_NEWS = auto()  # the group's representatives lowered it to none
    DATED_A_WEEK = auto()
    PAGE_A_WEEK = auto()
    URGENT_A_MONTH = auto()
    NO_REP = auto()
    PAUSED = auto()
    KEY_REFUSED = auto()
    ANSWER_OWED = auto()


@dataclass(frozen=True, slots=True)
class No:
    """Which agreed limit it is, and the earliest moment worth asking again; None when time alone will not help."""

    agreed: Agreed
    not_before: int | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """One broadcast that has gone, or is planned: then `at` is the moment it will go. No group: it is for everyone."""

    level: Level
    at: int
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the limits are counted from. `news_a_week`: every group there is, with what its representatives allow.
    `rep_seen_at`: when an active representative was last there, or, if none ever was, when the programme began."""

    gone: Sequence[Gone] = ()
    news_a_week: Mapping[int, int] = field(default_factory=dict)
    rep_seen_at: int = 0
    paused_until: int | None = None


def against(level: Level, group: int | None, standing: Standing, now: int) -> No | None:
    """What stands against this broadcast at this moment, or None."""
    if level is Level.URGENT:
        return _team_full(standing, now)
    if (nobody := no_rep(standing.rep_seen_at, now)) is not None:
        return nobody
    if standing.paused_until is not None and now < standing.paused_until:
        after = _groups_full(level, group, standing, standing.paused_until)
        return No(Agreed.PAUSED, after.not_before if after else standing.paused_until)
    return _groups_full(level, group, standing, now)


def news_limit(chosen: int | None) -> int:
    """News items a group may get in 7 days: what its representatives chose, and never more than members agreed."""
    return NEWS_PER_WEEK if chosen is None else max(0, min(chosen, NEWS_PER_WEEK))


def lowered(current: int, wanted: int) -> int:
    """The limit after one representative asked for another. Raising it is for a vote, not for one person (B14)."""
    return min(news_limit(current), news_limit(wanted))


def no_rep(rep_seen_at: int, now: int) -> No | None:
    """No active representative for 30 days: staff send nothing but urgent changes (B15)."""
    return No(Agreed.NO_REP) if now >= rep_seen_at + WITHOUT_REP else None


def key_refused(refused_at: int | None, now: int) -> No | None:
    """A refused key is final for 7 days (DOMAIN.md, 6.5)."""
    until = None if refused_at is None else refused_at + REFUSAL_STANDS
    return No(Agreed.KEY_REFUSED, until) if until is not None and now < until else None


def answer_owed(answer_due_at: int | None, now: int) -> No | None:
    """No new feedback is asked of a group while an answer to it is more than 28 days late (B29)."""
    late = answer_due_at is not None and now > answer_due_at + ANSWER_LATE
    return No(Agreed.ANSWER_OWED) if late else None


def room_from(times: Iterable[int], now: int, limit: int, seconds: int) -> int | None:
    """The earliest moment from now on at which one more keeps every such window within the limit; None for never."""
    if limit < 1:
        return None
    taken = sorted(times)
    moments = sorted({now, *(at + seconds for at in taken if at + seconds > now)})
    return next(at for at in moments if _fits(taken, at, limit, seconds))


def _fits(taken: Sequence[int], at: int, limit: int, seconds: int) -> bool:
    """Windows are open at the far end: what is exactly so many seconds away no longer counts."""
    together = sorted((*taken, at))
    return not any(
        first <= at <= last and last - first < seconds
        for first, last in zip(together, together[limit:], strict=False)
    )


def _team_full(standing: Standing, now: int) -> No | None:
    times = [each.at for each in standing.gone if each.level is Level.URGENT]
    room = room_from(times, now, URGENT_PER_TEAM, URGENT_WINDOW)
    return None if room == now else No(Agreed.URGENT_A_MONTH, room)


def _groups_full(level: Level, group: int | None, standing: Standing, now: int) -> No | None:
    """The first group's objection that is met; its moment is one at which no group of the audience objects."""
    groups = [*standing.news_a_week] if group is None else [group]
    found: No | None = None
    moment = now
    while (full := _first_full(level, groups, standing, moment)) is not None:
        found = found or full
        if full.not_before is None:
            return full
        moment = full.not_before
    return found and No(found.agreed, moment)


def _first_full(level: Level, groups: Sequence[int], standing: Standing, now: int) -> No | None:
    for group in groups or (None,):
        times = [each.at for each in standing.gone if each.level is level and each.group in (group, None)]
        limit = _LIMIT.get(level) or news_limit(standing.news_a_week.get(group or 0))
        room = room_from(times, now, limit, WEEK)
        if room is None:
            return No(Agreed.NO_NEWS)
        if room > now:
            return No(_AGREED[level], room)
    return None


_LIMIT: Final = {Level.DATED: DATED_PER_WEEK, Level.PAGE: PAGE_PER_WEEK}
_AGREED: Final = {
    Level.NEWS: Agreed.NEWS_A_WEEK, Level.DATED: Agreed.DATED_A_WEEK, Level.PAGE: Agreed.PAGE_A_WEEK,
}  # fmt: skip
