"""What a member agreed to, what has been sent to them, and what waits: plain values, no rules.

All instants are integer UTC seconds; all minutes are minutes of the local day (660 is 11am).
"""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from conversations.pace.kinds import (
    CLASS_ORDER,
    KIND_ORDER,
    KINDS_OF,
    Bookings,
    Choice,
    Kind,
    MessageClass,
    State,
    Topic,
)

MINUTE, HOUR, DAY = 60, 3600, 86400
NOON = 12 * 60
MIDNIGHT = 24 * 60
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Hours:
    """A span of the local day, from one minute up to but not including another. It never crosses midnight."""

    from_minute: int
    to_minute: int

    def __post_init__(self) -> None:
        if not 0 <= self.from_minute < self.to_minute <= MIDNIGHT:
            raise ValueError("hours go from an earlier to a later minute of one day")

    def __contains__(self, minute: int) -> bool:
        return self.from_minute <= minute < self.to_minute

    def around(self, other: "Hours") -> "Hours":
        return Hours(min(self.from_minute, other.from_minute), max(self.to_minute, other.to_minute))


@dataclass(frozen=True, slots=True)
class Days:
    """A run of local dates, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class OtherHours:
    """Other hours for a while ("11am to 4pm until the 9th"): dates and hours, never a reason."""

    days: Days
    hours: Hours


@dataclass(frozen=True, slots=True)
class Urgency:
    """Why something is urgent (PACE.md, sections 3 and 7)."""

    keys: int
    starts_at: int | None = None  # the event it is about; only our own data mistake has none
    booked: bool = False
    reps_asked_at: int | None = None  # when the key rota was asked, if nobody on it has answered
    marked_one_key: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One message that would like to go to one member."""

    id: str
    kind: Kind
    message_class: MessageClass
    ends_at: int | None = None
    asked_at: int | None = None  # when the member wrote what this answers
    urgency: Urgency | None = None
    about: Kind | None = None  # what comes back, where something was put off

    def __post_init__(self) -> None:
        if self.kind not in KINDS_OF[self.message_class]:
            raise ValueError(f"{self.kind} is never {self.message_class}")
        answers = self.message_class is MessageClass.REPLY or self.kind is Kind.PERSON_REPLY
        if answers and self.asked_at is None:
            raise ValueError("an answer says when the member wrote what it answers")
        if self.message_class is MessageClass.URGENT and self.urgency is None:
            raise ValueError("an urgent message says why it is urgent")

    @property
    def rank(self) -> tuple[int, int]:
        """Lower goes first (PACE.md, section 6)."""
        return CLASS_ORDER[self.message_class], KIND_ORDER[self.kind]


@dataclass(frozen=True, slots=True)
class Sent:
    """One message that went to the member. Replies may be left out: no limit counts them."""

    item_id: str
    kind: Kind
    message_class: MessageClass
    at: int
    asked_at: int | None = None

    @property
    def opens(self) -> bool:
        return self.message_class is not MessageClass.REPLY


@dataclass(frozen=True, slots=True)
class Pace:
    """Everything pacing knows about one member: first what they chose, then what has happened since."""

    choice: Choice = Choice.FORTNIGHTLY
    zone: str = "Europe/London"
    check_in_day: int = 1  # Monday is 0; Friday means Friday morning
    check_in_minute: int = 11 * 60
    hours: Hours = Hours(10 * 60, 19 * 60)
    urgent_hours: Hours = Hours(8 * 60, 21 * 60)
    other_hours: tuple[OtherHours, ...] = ()
    days_off: tuple[Days, ...] = ()
    quiet_weekdays: frozenset[int] = frozenset()  # left alone every week; Monday is 0
    topics: frozenset[Topic] = frozenset(Topic)
    consented: bool = False
    check_in_consent: bool = False
    wants_urgent: bool = True
    urgent_keys: bool = (
        False  # a representative who may be asked for a key in urgent hours, and without a gap
    )

    state: State = State.ACTIVE
    quiet_until: int | None = None  # the day of silence after "stop" inside a longer message
    paused_until: int | None = None  # None while paused: until they say
    break_bookings: Bookings = Bookings.KEEP_SILENT
    stopped_at: int | None = None  # outlives a hold, so that lifting one never undoes a STOP
    hold_is_silent: bool = False  # a hold that stops every reply too
    held_at: int | None = None  # outlives the hold until the member was told of it
    break_held: bool = False  # a break outlives a hold too; `paused_until` and `break_bookings` say which
    silent_rounds: int = 0
    round_began_at: int = 0
    round_judged: bool = False
    last_contact_at: int | None = None
    check_in_due_at: int | None = None
    last_due_at: int | None = None
    last_check_in_at: int | None = None
    snoozes: int = 0  # how often the check-in of this round was put off
    rest_note_owed: bool = False
    welcome_owed: bool = False
    welcomed_at: int | None = None  # cleared by any contact
    year_asked_at: int | None = None  # after a year without contact; cleared by any

    def __post_init__(self) -> None:
        ZoneInfo(self.zone)  # an unknown zone is refused here, not in the middle of planning
        if not 0 <= self.check_in_day <= FRIDAY:
            raise ValueError("a check-in day is Monday to Friday")
        if self.check_in_minute not in self.hours:
            raise ValueError("a check-in is inside the member's own hours")
        if self.check_in_day == FRIDAY and self.check_in_minute >= NOON:
            raise ValueError("a Friday check-in is before noon")
        if not self.quiet_weekdays <= set(range(7)):
            raise ValueError("a weekday is 0, Monday, to 6, Sunday")

    @property
    def checks_in(self) -> bool:
        """Whether check-ins are on: agreed to, not switched off, and part of the chosen pace."""
        on = self.consented and self.check_in_consent and Topic.CHECK_INS in self.topics
        return on and self.choice.base_days is not None

    def hours_on(self, day: date) -> Hours:
        """The member's own hours on a date; of several other hours that cover it, the newest counts."""
        for other in reversed(self.other_hours):
            if day in other.days:
                return other.hours
        return self.hours

    def urgent_hours_on(self, day: date) -> Hours:
        """Urgent hours always contain the member's own (PACE.md, section 4)."""
        return self.urgent_hours.around(self.hours_on(day))


def fitting_minute(day: int, hours: Hours, wanted: int) -> int | None:
    """The check-in minute nearest to the wanted one that this weekday and these hours allow, if any."""
    last = min(hours.to_minute, NOON if day == FRIDAY else MIDNIGHT) - 1
    if last < hours.from_minute:
        return None
    return min(max(wanted, hours.from_minute), last)
