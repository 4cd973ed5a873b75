"""What the member does to their pace, and the one thing others may do: make it quieter.

Each function takes a pace and answers the pace after it. Two states are closed doors. After STOP only
START (or, once they have joined again, a person) opens it; nothing that arrives from a held phone changes
anything, STOP included, because nobody knows who holds it. Lifting a hold ends in rest, so that lifting
never causes a message. What the member had asked for before the hold still stands, if it is quieter than rest:
a STOP, and a break that is not over (PACE.md, sections 7 to 9).
"""

from dataclasses import replace

from conversations.pace.kinds import Bookings, State
from conversations.pace.local_time import instant, local_date
from conversations.pace.rounds import NOTICE, back_from_break, first_check_in, next_due
from conversations.pace.slots import minute_on
from conversations.pace.values import DAY, Pace

QUIET_SPELL = DAY
SNOOZES = 2
_CLOSED = (State.STOPPED, State.HELD)


def join(pace: Pace, now: int) -> Pace:
    """The pace of somebody who has just chosen it for the first time."""
    pace = replace(pace, last_contact_at=now, round_began_at=now, round_judged=False)
    return replace(pace, check_in_due_at=first_check_in(pace, now))


def on_contact(pace: Pace, now: int) -> Pace:
    """The member did anything at all (never a tap or answer inside the sealed box).

    The count goes to 0. Somebody resting is active again, and somebody whose rounds had grown longer is back
    at their own gap, counted from now: never sooner than that, never later than was planned anyway.
    """
    if pace.state in _CLOSED:
        return pace
    contact = replace(
        pace, last_contact_at=now, silent_rounds=0, welcomed_at=None, rest_note_owed=False, year_asked_at=None
    )
    if pace.state is State.PAUSED:
        return contact
    if pace.state is State.RESTING or pace.round_judged:
        contact = replace(contact, state=State.ACTIVE, round_began_at=now, round_judged=False)
    base = pace.choice.base_days
    if base is None:
        return contact
    planned = pace.check_in_due_at
    back = next_due(contact, now + base * DAY)
    if planned is None or back is None:
        return replace(contact, check_in_due_at=back)
    return replace(contact, check_in_due_at=min(planned, back))


def on_pace_change(before: Pace, after: Pace, now: int) -> Pace:
    """Settle a pace whose choices were replaced. Slower and faster both take effect at once.

    The next check-in is the first slot that is at least one normal gap, by the new choice, after the last
    check-in, and never within 20 hours of the change itself. A change of hours alone leaves its day alone.
    """
    if before.state in _CLOSED:
        return before
    settled = on_contact(after, now)
    if settled.state is State.PAUSED:
        return settled
    due = settled.check_in_due_at
    if _plan(before) != _plan(after) or due is None:
        return replace(settled, check_in_due_at=next_due(settled, now + NOTICE))
    day = local_date(due, settled.zone)
    return replace(settled, check_in_due_at=instant(day, minute_on(settled, day), settled.zone))


def _plan(pace: Pace) -> tuple[object, ...]:
    return (
        pace.choice,
        pace.zone,
        pace.check_in_day,
        pace.check_in_minute,
        pace.quiet_weekdays,
        pace.checks_in,
    )


def did_check_in(pace: Pace, now: int) -> Pace:
    """The member did a check-in unasked. It counts as the last one: the next is one normal gap after it at least."""
    if pace.state in _CLOSED:
        return pace
    done = replace(pace, last_check_in_at=now, snoozes=0)
    planned, after = pace.check_in_due_at, next_due(done, now)
    if planned is None or after is None:
        return done
    return replace(done, check_in_due_at=max(planned, after))


def may_snooze(pace: Pace) -> bool:
    """Whether the check-in of this round may be put off once more (PACE.md, section 4: 2 times per item)."""
    return pace.snoozes < SNOOZES


def snooze(pace: Pace) -> Pace:
    """The check-in of this round was put off."""
    return replace(pace, snoozes=pace.snoozes + 1)


def begin_break(pace: Pace, now: int, until: int | None, bookings: Bookings = Bookings.KEEP_SILENT) -> Pace:
    """A break until a moment, or until they say (None). No reason is asked, so none is kept."""
    if pace.state in _CLOSED:
        return pace
    return replace(
        on_contact(pace, now),
        state=State.PAUSED,
        paused_until=until,
        break_bookings=bookings,
        check_in_due_at=None,
        welcome_owed=False,
    )


def come_back(pace: Pace, now: int) -> Pace:
    """The member ends their break themselves; no welcome is owed, for they are here."""
    return on_contact(back_from_break(pace, now), now) if pace.state is State.PAUSED else pace


def ask_for_quiet(pace: Pace, now: int) -> Pace:
    """ "Stop" inside a longer message: a day of silence. It is contact too."""
    if pace.state in _CLOSED:
        return pace
    return replace(on_contact(pace, now), quiet_until=now + QUIET_SPELL)


def stop(pace: Pace, now: int) -> Pace:
    """STOP, or blocked on the platform. The caller empties the queue in the same transaction."""
    if pace.state in _CLOSED:
        return pace
    return replace(_silent(pace), state=State.STOPPED, stopped_at=now, year_asked_at=None)


def start(pace: Pace, now: int) -> Pace:
    """START, the only way back from STOP. Nothing was kept to be sent."""
    if pace.state is not State.STOPPED:
        return pace
    back = replace(pace, state=State.ACTIVE, stopped_at=None, quiet_until=None, silent_rounds=0)
    return join(back, now)


def hold(pace: Pace, now: int, silent: bool = False) -> Pace:
    """Anyone on the team may stop all messages; `silent` stops even the replies of help. A second hold keeps the
    day of the first, for that is the day the member will be told."""
    if pace.state is State.HELD:
        return replace(pace, hold_is_silent=silent)
    held = replace(_silent(pace), state=State.HELD, hold_is_silent=silent, held_at=now)
    on_break = pace.state is State.PAUSED
    return replace(held, break_held=on_break, paused_until=pace.paused_until if on_break else None)


def lift(pace: Pace, now: int) -> Pace:
    """By the rejoin code or in person. To rest; to STOP if they had stopped before the hold, to their break if they were
    on one that goes on. That break ends in rest as well, unless they write before (rounds.next_step)."""
    if pace.state is not State.HELD:
        return pace
    state = State.RESTING if pace.stopped_at is None else State.STOPPED
    until = pace.paused_until
    if state is State.RESTING and pace.break_held and (until is None or now < until):
        state = State.PAUSED
    return replace(
        pace,
        state=state,
        hold_is_silent=False,
        silent_rounds=0,
        break_held=False,
        paused_until=until if state is State.PAUSED else None,
    )


def hold_to_tell(pace: Pace) -> int | None:
    """When the messages of somebody were stopped who has not been told of it yet; None while it still holds."""
    return None if pace.state is State.HELD else pace.held_at


def told_of_hold(pace: Pace) -> Pace:
    """They were told (ST-05), as the answer to something they wrote. It is told once."""
    return pace if pace.state is State.HELD else replace(pace, held_at=None)


def _silent(pace: Pace) -> Pace:
    return replace(
        pace,
        check_in_due_at=None,
        paused_until=None,
        rest_note_owed=False,
        welcome_owed=False,
        welcomed_at=None,
    )
