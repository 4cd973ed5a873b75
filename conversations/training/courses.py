"""A course as a plain value: what is made in chat or read from a file, and what members see of it.

Everybody sees the same page and the same numbers, staff and coordinators too (B03, B63). Who has a place is shown to whoever
leads the course, and what helps people to take part to whoever arranges it; to nobody else.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, Protocol, TypeAlias

from conversations.bands import splits
from conversations.pace.values import DAY, HOUR
from conversations.training.draw import kept_of

# Letters: the page of a course is to be read on a small phone.
TITLE_MOST: Final = 60
"""Of a title."""
ABOUT_MOST: Final = 400
"""Of what it is about."""
PLACE_MOST: Final = 120
"""Of where a session is."""
LINK_MOST: Final = 200
"""Of a link to join by."""
MONEY_MOST: Final = 160
"""Of what is said of money, and of costs."""
HELP_MOST: Final = 200
"""Of what help there is."""
NAME_MOST: Final = 40
"""Of the name of whoever leads it."""
NEED_MOST: Final = 120
"""Of one thing that would help somebody, in their own words."""
PLACES_MOST: Final = 200
SESSIONS_MOST: Final = 12
WINDOW: Final = 14 * DAY
"""So long at least people can ask for a place, so that everybody has heard of it at their own pace (DOMAIN.md 3.1)."""
TO_ANSWER: Final = 7 * DAY
"""So long at least lies between closing and the first session: to hear yes or no, to answer, and to get there."""
TOLD_WITHIN: Final = 4
"""Days after closing by which everybody has been told yes or no."""
AHEAD_MOST: Final = 366 * DAY
LONGEST: Final = 12 * HOUR
EARLY: Final = HOUR
"""So long before a session begins it can be said that somebody is there."""
SHOWN: Final = 8
"""Courses in one list."""
NEEDS: Final = ("travel", "childcare", "step_free", "food", "bsl", "interpreter", "companion", "quiet_space", "large_print", "timing")  # fmt: skip
"""What can be tapped (TR-04, TR-04b); anything else is typed."""
State: TypeAlias = Literal["asked", "waiting", "offered", "booked"]
Pay: TypeAlias = Literal["", "paid", "unpaid", "later"]
Reminders: TypeAlias = Literal["", "soon", "today", "both", "none"]


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """One session; times in UTC seconds. `place` or `link`, or both."""

    starts_at: int
    ends_at: int
    place: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class CourseDraft:
    """A course as somebody would like to have it. `group` None: for everybody. `closing`: the last day on which a place can be
    asked for, on the programme's calendar. `kept`: places kept for people new to this; None: a quarter. `paid`: people are paid
    for coming, beside their costs. `leader`: the name of whoever leads it, and `leader_id` where they are a member. `follows`: an
    earlier course of which this is the next date."""

    title: str
    about: str
    sessions: tuple[SessionDraft, ...]
    places: int
    closing: date
    money: str
    costs: str
    leader: str
    group: int | None = None
    kept: int | None = None
    paid: bool = False
    help: str = ""
    leader_id: int | None = None
    follows: int | None = None

    @property
    def kept_places(self) -> int:
        return kept_of(self.places) if self.kept is None else self.kept

    @property
    def starts_at(self) -> int:
        return min(session.starts_at for session in self.sessions)

    @property
    def ends_at(self) -> int:
        return max(session.ends_at for session in self.sessions)


@dataclass(frozen=True, slots=True)
class Session:
    """One session of a course that is there. `id`: of its row among all that can be booked. `known_start`: when those who have
    not heard of a change would set off, in UTC seconds."""

    id: int
    draft: SessionDraft
    cancelled: bool = False
    known_start: int = 0


@dataclass(frozen=True, slots=True)
class Need:
    """Something that would help somebody to take part: one of NEEDS, or own words. `sorted`: it is arranged."""

    what: str
    sorted: bool = False


@dataclass(frozen=True, slots=True)
class Mine:
    """What one member has to do with a course. `number`: their place in the waiting list, from 1. `ends_at`: until when a place
    is held for them; `sent`: whether word of it has reached them. `with_friend`: they come with somebody, `friend_code`: what
    that person types, until then. `second`: the course that they'd take if this one has no place, or "" . `pay`: whether they
    want to be paid. `came`: that was ticked.
    `drawn`: the place that is held for them is from the draw itself. `friend_left`: they asked with somebody, who doesn't any more. `here`: it was
    ticked that they came to the session that is going on."""

    state: State
    ticket: str = ""
    number: int = 0
    ends_at: int | None = None
    sent: bool = False
    longer: bool = False
    short: bool = False
    needs: tuple[Need, ...] = ()
    pay: Pay = ""
    reminders: Reminders = ""
    with_friend: bool = False
    friend_code: str = ""
    second: str = ""
    came: bool = False
    drawn: bool = False
    friend_left: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who has a place, as whoever leads the course sees them. `came`: that was ticked; there is no other mark."""

    id: int
    name: str
    came: bool = False


@dataclass(frozen=True, slots=True)
class NeedOf:
    """What would help one person, as whoever arranges it sees it."""

    member: int
    name: str
    need: Need
    pay: Pay = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A course as one member sees it. `closes_at`: when asking ends; `told_by`: the day by which everybody is told. `booked`,
    `held`: how many seats are taken, and are being offered; `open`: how many can be taken by whoever comes first; `waiting`: how
    many people ask, or are in the list. `seed`: "" until the draw."""

    id: int
    draft: CourseDraft
    sessions: tuple[Session, ...]
    closes_at: int
    told_by: date
    by_draw: bool = True
    group: str = ""
    commitment: str = ""
    seed: str = ""
    drawn_at: int | None = None
    cancelled: bool = False
    booked: int = 0
    held: int = 0
    open: int = 0
    waiting: int = 0
    invited: bool = True
    mine: Mine | None = None
    leads: bool = False
    arranges: bool = False
    changes: int = 0

    @property
    def item(self) -> str:
        return f"course:{self.id}"

    @property
    def starts_at(self) -> int:
        """When its first session begins that still takes place."""
        return min((each.draft.starts_at for each in self.on), default=self.draft.starts_at)

    @property
    def ends_at(self) -> int:
        return max((each.draft.ends_at for each in self.on), default=self.draft.ends_at)

    @property
    def on(self) -> tuple[Session, ...]:
        """The sessions that take place."""
        return tuple(each for each in self.sessions if not each.cancelled)

    @property
    def unbooked(self) -> int:
        """The seats that nobody has yet: held for somebody, about to be offered, and those open to whoever comes first."""
        return max(0, self.draft.places - self.booked)

    @property
    def tells_parts(self) -> bool:
        """Whether it may be said how many of those are open. A seat that stays held, or is passed on though somebody waits, could tell
        of one person that they are slow to answer or on a break (B31), unless there are many."""
        offered = self.unbooked - self.open
        return (offered == 0 and self.waiting == 0) or splits(offered, self.open)

    def has_begun(self, now: int) -> bool:
        return now >= self.starts_at

    def is_over(self, now: int) -> bool:
        return now >= self.ends_at

    def took_place(self, now: int) -> bool:
        """Whether one of its sessions at least has begun: then to cancel it is to cancel what is left."""
        return any(each.draft.starts_at <= now for each in self.on)

    def asks(self, now: int) -> bool:
        """Whether places can be asked for that are drawn, or given, later."""
        return not self.cancelled and now < self.closes_at and not self.has_begun(now)

    def awaits_draw(self, now: int) -> bool:
        """Whether asking has closed, and the draw is still to come."""
        return self.by_draw and self.drawn_at is None and now >= self.closes_at and not self.cancelled


class TrainingFacts(Protocol):
    """What flows about training may ask to be read."""

    def courses(self) -> tuple[Course, ...]:
        """Those to come that are for this member, or that they lead or arrange (for a coordinator: all), the soonest first."""
        ...

    def course(self, id: int) -> Course | None:
        """One of them, also when it is over or cancelled; None for one that is not theirs to see."""
        ...

    def course_of_session(self, session: int) -> Course | None:
        """The course that a session is of, if it is theirs to see."""
        ...

    def attendees(self, course: int) -> tuple[Attendee, ...]:
        """Who has a place, by name: for whoever leads it, and nothing for anybody else."""
        ...

    def needs_of(self, course: int) -> tuple[NeedOf, ...]:
        """What would help whom: for whoever arranges it, and nothing for anybody else."""
        ...

    def friend_course(self, code: str) -> int | None:
        """The course that this code of a friend is for."""
        ...

    def teamwork(self) -> tuple[Course, ...]:
        """The courses that this member leads or arranges, also those of the last two weeks."""
        ...

    def leaders(self, name: str) -> tuple[tuple[int, str], ...]:
        """Those of the team who go by this very name: (id, name)."""
        ...

    def wishes_next(self, course: int) -> bool:
        """Whether this member wants to hear of the next date of it."""
        ...

    def draw_record(self, course: int) -> str:
        """The draw as anybody can repeat it (record.py); "" before it."""
        ...

    def by_draw(self) -> bool:
        """Whether places of a course that is made now go by draw; else whoever asks first has one (members decided so)."""
        ...
