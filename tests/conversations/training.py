"""What a programme of nobody in particular knows about training. Tests set what they are about."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import assert_never, cast

from conversations.key_effects import Unbook
from conversations.training import effects as did
from conversations.training.courses import (
    Attendee,
    Course,
    CourseDraft,
    Mine,
    Need,
    NeedOf,
    Session,
    SessionDraft,
    State,
)
from conversations.training.effects import TrainingEffect

HOUR, DAY = 3600, 86400
TICKET = "K7QM2XW"


@dataclass
class TestTrainingFacts:
    __test__ = False
    there: tuple[Course, ...] = field(default=())
    drawing: bool = True
    who: tuple[Attendee, ...] = ()
    wanted: tuple[NeedOf, ...] = ()
    friends: dict[str, int] = field(default_factory=dict)
    next_dates: tuple[int, ...] = ()
    team: dict[str, int] = field(default_factory=dict)

    def courses(self) -> tuple[Course, ...]:
        return tuple(sorted(self.there, key=lambda each: each.starts_at))

    def course(self, id: int) -> Course | None:
        return next((each for each in self.there if each.id == id), None)

    def course_of_session(self, session: int) -> Course | None:
        return next((each for each in self.there if session in {one.id for one in each.sessions}), None)

    def attendees(self, course: int) -> tuple[Attendee, ...]:
        found = self.course(course)
        return self.who if found and found.leads else ()

    def needs_of(self, course: int) -> tuple[NeedOf, ...]:
        found = self.course(course)
        return self.wanted if found and found.arranges else ()

    def friend_course(self, code: str) -> int | None:
        return self.friends.get(code)

    def teamwork(self) -> tuple[Course, ...]:
        return tuple(each for each in self.courses() if each.leads or each.arranges)

    def leaders(self, name: str) -> tuple[tuple[int, str], ...]:
        return tuple((id, each) for each, id in self.team.items() if each.casefold() == name.casefold())

    def wishes_next(self, course: int) -> bool:
        return course in self.next_dates

    def draw_record(self, course: int) -> str:
        return "{}"

    def by_draw(self) -> bool:
        return self.drawing

    # -- scenes -------------------------------------------------------------------------------------------------------

    def set_course(self, words: str, now: int) -> None:
        """ "in 25d: Chairing a meeting" plans one; all else is about the last one: "is waiting 4", "is offered 72h"."""
        what, _colon, title = words.partition(": ")
        if what.startswith("in "):
            self._plan_course(title, int(what.removeprefix("in ").rstrip("d")), now)
            return
        verb, *rest = words.split()
        course = self.there[-1]
        match verb:
            case "is":
                self._alter_course(course.id, mine=_mine(rest, now, course))
            case "drawn":
                closes = min(course.closes_at, now - HOUR)
                self._alter_course(course.id, drawn_at=closes, closes_at=closes, seed="b5c2", waiting=9)
            case "open":
                self._alter_course(course.id, open=int(rest[0]))
            case "cancelled":
                self._alter_course(course.id, cancelled=True)
            case "paid":
                self._alter_course(
                    course.id, draft=replace(course.draft, paid=True, money="£12 an hour, if you want it")
                )
            case "led":
                self._alter_course(course.id, leads=True)
            case "arranged":
                self._alter_course(course.id, arranges=True)
            case "first-come":
                self._alter_course(course.id, by_draw=False, closes_at=course.starts_at)
                self.drawing = False
            case "friend":
                self.friends[rest[0]] = course.id
            case "over":
                ended = tuple(
                    replace(
                        each, draft=replace(each.draft, starts_at=now - 20 * HOUR, ends_at=now - 18 * HOUR)
                    )
                    for each in course.sessions
                )
                self._alter_course(course.id, sessions=ended)
            case "today":
                soon = tuple(
                    replace(
                        each, draft=replace(each.draft, starts_at=now + HOUR // 2, ends_at=now + 2 * HOUR)
                    )
                    for each in course.sessions
                )
                self._alter_course(course.id, sessions=soon)
            case _:
                raise ValueError(f"nothing is known about a course that {words}")

    def _plan_course(self, title: str, days: int, now: int) -> None:
        start = (now // DAY + days) * DAY + 14 * HOUR
        number = len(self.there) + 1
        session = SessionDraft(start, start + 2 * HOUR, "the library")
        closing: date = (datetime.fromtimestamp(start, UTC) - timedelta(days=10)).date()
        draft = CourseDraft(
            title, "How to keep time, and let everybody speak.", (session,), 12, closing, "Free", "Travel paid before you come.", "Priya",
            help="Step-free, breaks, food.", leader_id=5,
        )  # fmt: skip
        closes_at = int(datetime(closing.year, closing.month, closing.day, tzinfo=UTC).timestamp()) + DAY
        course = Course(
            number, draft, (Session(number * 10 + 1, session),), closes_at, closing + timedelta(days=4), commitment="9d7657b1c3", waiting=3
        )  # fmt: skip
        self.there = (*self.there, course)

    def _alter_course(self, id: int, **fields: object) -> None:
        self.there = tuple(replace(each, **fields) if each.id == id else each for each in self.there)  # type: ignore[arg-type]

    def _alter_own_place(self, id: int, **fields: object) -> None:
        course = self.course(id)
        if course is not None and course.mine is not None:
            self._alter_course(id, mine=replace(course.mine, **fields))  # type: ignore[arg-type]

    # -- what the shell would have done, as far as the next question can tell ------------------------------------------

    def carry_out_training(self, effect: TrainingEffect, now: int) -> None:
        match effect:
            case did.AskPlace():
                course = self.course(effect.course)
                if course is not None and course.mine is None:
                    state: State = (
                        "asked"
                        if course.asks(now) and course.by_draw
                        else "booked"
                        if course.open
                        else "waiting"
                    )
                    self._alter_course(
                        course.id, mine=Mine(state, TICKET, 10 if state == "waiting" else 0, pay=effect.pay)
                    )
            case did.TakeOff():
                self._alter_course(effect.course, mine=None)
            case did.TakePlace():
                self._alter_own_place(effect.course, state="booked", number=0, ends_at=None)
            case did.LetPass():
                self._alter_own_place(effect.course, state="waiting", number=1, ends_at=None)
            case did.HoldLonger():
                self._alter_own_place(effect.course, longer=True)
            case did.KeepNeeds():
                self._alter_own_place(effect.course, needs=tuple(Need(each) for each in effect.needs))
            case did.ChooseReminders():
                self._alter_own_place(effect.course, reminders=effect.reminders)
            case did.ShortNotice():
                self._alter_own_place(effect.course, short=effect.yes)
            case did.BringFriend():
                self._alter_own_place(
                    effect.course, friend_code=effect.code if effect.yes else "", with_friend=False
                )
            case did.JoinFriend():
                number = self.friends[effect.code]
                self._alter_course(number, mine=Mine("asked", TICKET, with_friend=True))
            case did.SecondChoice():
                second = None if effect.second is None else self.course(effect.second)
                self._alter_own_place(effect.first, second=second.draft.title if second else "")
                if second is not None:
                    self._alter_course(second.id, mine=Mine("asked", TICKET))
            case did.NextDate():
                self.next_dates = (*self.next_dates, effect.course)
            case did.Attended():
                if effect.member is None:
                    self._alter_own_place(effect.course, came=True)
                self.who = tuple(
                    replace(each, came=each.came or each.id == effect.member) for each in self.who
                )
            case did.SortNeed():
                self.wanted = tuple(
                    replace(each, need=Need(each.need.what, effect.sorted))
                    if (each.member, each.need.what) == (effect.member, effect.what)
                    else each
                    for each in self.wanted
                )
            case did.CancelCourse():
                self._alter_course(effect.course, cancelled=True)
            case did.MakeCourse():
                number = len(self.there) + 1
                sessions = tuple(
                    Session(number * 10 + at, each) for at, each in enumerate(effect.draft.sessions, 1)
                )
                closes = effect.draft.starts_at - 8 * DAY
                self.there = (
                    *self.there,
                    Course(
                        number,
                        effect.draft,
                        sessions,
                        closes,
                        effect.draft.closing + timedelta(days=4),
                        self.drawing,
                        arranges=True,
                    ),
                )
            case did.MoveSession():
                found = self.course_of_session(effect.session)
                if found is not None:
                    self._alter_course(
                        found.id,
                        sessions=tuple(
                            replace(each, draft=effect.draft) if each.id == effect.session else each
                            for each in found.sessions
                        ),
                    )
            case _:
                assert_never(effect)

    def unbook_training(self, effect: Unbook) -> None:
        for course in self.there:
            if (
                course.mine
                and course.mine.state == "booked"
                and effect.event in (None, *(each.id for each in course.sessions))
            ):
                self._alter_course(course.id, mine=None)


def _mine(words: list[str], now: int, course: Course) -> Mine | None:
    """ "asked", "waiting 4", "offered 72h", "offered 72h drawn", "booked", "came", "nothing"."""
    match words:
        case ["nothing"]:
            return None
        case ["came", *_rest]:
            return Mine("booked", TICKET, came=True, needs=(Need("travel", True),))
        case ["waiting", number]:
            return Mine("waiting", TICKET, int(number))
        case ["offered", hours, *rest]:
            return Mine(
                "offered",
                TICKET,
                ends_at=now + int(hours.rstrip("h")) * HOUR,
                sent=True,
                drawn="drawn" in rest,
            )
        case [state, *rest]:
            needs = (Need("travel", True), Need("bsl")) if "needs" in rest else ()
            return Mine(cast(State, state), TICKET, needs=needs)
        case _:
            raise ValueError(words)


def in_words(effect: TrainingEffect) -> str:
    """An effect as a transcript says it."""
    match effect:
        case did.MakeCourse():
            draft = effect.draft
            sessions = "; ".join(_session(each) for each in draft.sessions)
            follows = f"; next date of {draft.follows}" if draft.follows else ""
            return f"makes a course: {draft.title}; group {draft.group}; {sessions}; {draft.places} places, {draft.kept_places} kept; closes {draft.closing}; led by {draft.leader}{follows}"
        case did.MoveSession():
            return f"moves session {effect.session}: {_session(effect.draft)}"
        case did.CancelCourse():
            return f"cancels course {effect.course}"
        case did.AskPlace():
            return f"asks for a place on course {effect.course}" + (f" ({effect.pay})" if effect.pay else "")
        case did.TakeOff():
            return f"takes them off course {effect.course}"
        case did.TakePlace():
            return f"books course {effect.course}"
        case did.LetPass():
            return f"passes the place on course {effect.course} on; they stay on the list"
        case did.HoldLonger():
            return f"holds the place on course {effect.course} longer"
        case did.KeepNeeds():
            return f"keeps what helps on course {effect.course}: {', '.join(effect.needs) or 'nothing'}"
        case did.SortNeed():
            return f"{'sorts' if effect.sorted else 'unsorts'} {effect.what} for member {effect.member} on course {effect.course}"
        case did.ChooseReminders():
            return f"reminders of course {effect.course}: {effect.reminders}"
        case did.ShortNotice():
            return f"short notice on course {effect.course}: {'yes' if effect.yes else 'no'}"
        case did.BringFriend():
            return (
                f"brings a friend to course {effect.course}"
                if effect.yes
                else f"comes alone to course {effect.course}"
            )
        case did.JoinFriend():
            return "joins a friend"
        case did.SecondChoice():
            return f"second choice after course {effect.first}: {effect.second or 'none'}"
        case did.NextDate():
            return (
                f"wants to hear of the next date of course {effect.course}"
                if effect.yes
                else f"no next date of course {effect.course}"
            )
        case did.Attended():
            return (
                f"came to course {effect.course}"
                if effect.member is None
                else f"ticks member {effect.member} on course {effect.course}"
            )
        case _:
            assert_never(effect)


def _session(draft: SessionDraft) -> str:
    begin, end = (
        datetime.fromtimestamp(at, UTC).strftime("%a %d %b %H:%M") for at in (draft.starts_at, draft.ends_at)
    )
    return f"{begin}-{end}, {draft.place or draft.link}"
