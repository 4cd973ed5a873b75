"""A year without contact, and what then (PACE.md, section 4: "12 months, one message, 30 days, delete").

Whoever has done nothing at all for a year is asked once whether to keep their details. Any contact is a yes. With none
in 30 days everything about them is deleted, at the end of the day that was named to them.

Some have asked for silence: by STOP (a block counts as one), by a break until they say, or because somebody holds their
messages. They are not asked, for STOP means nothing ever and a break means nothing until its end; nor can anybody be asked
who cannot be reached. Their details go after the same 12 months and 30 days, without a word. STOP itself is contact.
"""

from conversations.pace.kinds import State
from conversations.pace.local_time import days_after
from conversations.pace.values import DAY, Pace

YEAR = 365 * DAY
DAYS_TO_ANSWER = 30


def asks_at(pace: Pace) -> int | None:
    """When a member is owed the question; None while there is nothing to ask, or nobody who may be asked."""
    heard = _last_heard(pace)
    welcomed = pace.welcome_owed or pace.welcomed_at is not None  # one question at a time
    if heard is None or pace.year_asked_at is not None or welcomed or _wants_silence(pace):
        return None
    return heard + YEAR


def gone_at(pace: Pace, reachable: bool = True) -> int | None:
    """When everything about the member is to be deleted, if nothing happens before; None: not before they are asked."""
    if pace.year_asked_at is not None:
        return days_after(pace.year_asked_at, DAYS_TO_ANSWER + 1, pace.zone)
    heard = _last_heard(pace)
    if heard is None or (reachable and not _wants_silence(pace)):
        return None
    return days_after(heard + YEAR, DAYS_TO_ANSWER + 1, pace.zone)


def _wants_silence(pace: Pace) -> bool:
    until_they_say = pace.state is State.PAUSED and pace.paused_until is None
    return until_they_say or pace.state in (State.STOPPED, State.HELD)


def _last_heard(pace: Pace) -> int | None:
    return max((at for at in (pace.last_contact_at, pace.stopped_at) if at is not None), default=None)
