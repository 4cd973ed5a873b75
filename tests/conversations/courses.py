"""What a programme of nobody in particular knows about training. Tests set what they are about."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final, assert_never, cast

from conversations.key_effects import Unbook
from conversations.pace.values import DAY, HOUR
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
from conversations.training.draw import commitment
from conversations.training.effects import (
    AskPlace,
    Attended,
    BringFriend,
    CancelCourse,
    CancelSession,
    ChooseReminders,
    HoldLonger,
    JoinFriend,
    KeepNeeds,
    LetPass,
    MakeCourse,
    MoveSession,
    NextDate,
    SecondChoice,
    ShortNotice,
    SortNeed,
    TakeOff,
    TakePlace,
    TrainingEffect,
)

TICKET: Final = "K7QM2XW"
ABOUT = "How to keep time, and let everybody speak."


@dataclass
class TestTrainingFacts:
    __test__ = False
    running: tuple[Course, ...] = field(default=())
    courses_at: int = 0
    """When the last of them was set: what had ended by then is not to come."""
    who_has_a_place: tuple[Attendee, ...] = ()
    helps: tuple[NeedOf, ...] = ()
    team_names: tuple[tuple[int, str], ...] = ((31, "Priya"), (32, "Lee"), (33, "Lee"))
    draws: bool = True
    friends: dict[str, int] = field(default_factory=dict)
    next_dates: tuple[int, ...] = ()

    def courses(self) -> tuple[Course, ...]:
        coming = (each for each in self.running if each.ends_at > self.courses_at)
        return tuple(sorted(coming, key=lambda each: each.starts_at))

    def course(self, id: int) -> Course | None:
        return next((each for each in self.running if each.id == id), None)

    def course_of_session(self, session: int) -> Course | None:
        return next((each for each in self.running if session in {one.id for one in each.sessions}), None)

    def attendees(self, course: int) -> tuple[Attendee, ...]:
        found = self.course(course)
        return self.who_has_a_place if found and found.leads else ()

    def needs_of(self, course: int) -> tuple[NeedOf, ...]:
        found = self.course(course)
        return self.helps if found and found.arranges else ()

    def friend_course(self, code: str) -> int | None:
        return self.friends.get(code)

    def teamwork(self) -> tuple[Course, ...]:
        return tuple(each for each in self.running if each.leads or each.arranges)

    def leaders(self, name: str) -> tuple[tuple[int, str], ...]:
        return tuple(each for each in self.team_names if each[1].casefold() == name.casefold())

    def wishes_next(self, course: int) -> bool:
        return course in self.next_dates

    def draw_record(self, course: int) -> str:
        return "{}"

    def by_draw(self) -> bool:
        return self.draws

    def carry_out_training(self, effect: TrainingEffect, now: int) -> None:
        """What the shell would have done, as far as the next question can tell."""
        match effect:
            case MakeCourse():
                self.running = (*self.running, made(len(self.running) + 1, effect.draft, by_draw=self.draws))
            case MoveSession():
                for each in self.running:
                    self._change_course(each.id, sessions=tuple(_moved(one, effect, now) for one in each.sessions))  # fmt: skip
            case CancelSession():
                for each in self.running:
                    self._change_course(each.id, sessions=tuple(replace(one, cancelled=one.cancelled or one.id == effect.session) for one in each.sessions))  # fmt: skip
            case CancelCourse():
                found = self.course(effect.course)
                assert found is not None
                off = tuple(replace(each, cancelled=each.draft.starts_at > now) for each in found.sessions)
                self._change_course(found.id, cancelled=True, sessions=off)
            case SortNeed():
                self.helps = tuple(
                    replace(each, need=Need(effect.what, effect.sorted))
                    if (each.member, each.need.what) == (effect.member, effect.what)
                    else each
                    for each in self.helps
                )
            case Attended():
                self.who_has_a_place = tuple(
                    replace(each, came=each.came or each.id == effect.member) for each in self.who_has_a_place
                )
                if effect.member is None:
                    self._change_place(effect.course, came=True, here=True)
            case AskPlace():
                course = self.course(effect.course)
                if course is not None and course.mine is None:
                    state: State = (
                        "asked"
                        if course.asks(now) and course.by_draw
                        else "booked"
                        if course.open
                        else "waiting"
                    )
                    place = Mine(state, TICKET, 10 if state == "waiting" else 0, pay=effect.pay)
                    self._change_course(course.id, mine=place)
            case TakeOff():
                self._change_course(effect.course, mine=None)
            case TakePlace():
                self._change_place(effect.course, state="booked", number=0, ends_at=None)
            case LetPass():
                self._change_place(effect.course, state="waiting", number=1, ends_at=None)
            case HoldLonger():
                self._change_place(effect.course, longer=True)
            case KeepNeeds():
                self._change_place(effect.course, needs=tuple(Need(each) for each in effect.needs))
            case ChooseReminders():
                self._change_place(effect.course, reminders=effect.reminders)
            case ShortNotice():
                self._change_place(effect.course, short=effect.yes)
            case BringFriend():
                self._change_place(
                    effect.course, friend_code=effect.code if effect.yes else "", with_friend=False
                )
            case JoinFriend():
                self._change_course(self.friends[effect.code], mine=Mine("asked", TICKET, with_friend=True))
            case SecondChoice():
                second = None if effect.second is None else self.course(effect.second)
                self._change_place(effect.first, second=second.draft.title if second else "")
                if second is not None:
                    self._change_course(second.id, mine=Mine("asked", TICKET, pay=effect.pay))
            case NextDate():
                self.next_dates = (*self.next_dates, effect.course)
            case _:
                assert_never(effect)

    def unbook_training(self, effect: Unbook) -> None:
        """What the shell would have done with a booking that is taken back."""
        for course in self.running:
            booked = course.mine is not None and course.mine.state == "booked"
            if booked and (effect.event is None or [effect.event] == [each.id for each in course.sessions]):
                self._change_course(course.id, mine=None)

    def _change_place(self, id: int, **changes: object) -> None:
        course = self.course(id)
        if course is not None and course.mine is not None:
            self._change_course(id, mine=replace(course.mine, **changes))  # type: ignore[arg-type]  # names are Mine's own

    def _change_course(self, id: int, **changes: object) -> None:
        self.running = tuple(
            replace(each, **changes) if each.id == id else each  # type: ignore[arg-type]  # names are Course's own
            for each in self.running
        )

    def _all_sessions(self, course: Course, begin: int, end: int) -> None:
        moved = tuple(
            replace(each, draft=replace(each.draft, starts_at=begin, ends_at=end)) for each in course.sessions
        )
        self._change_course(course.id, sessions=moved)

    def set_course(self, words: str, now: int) -> None:
        """ "in 25d: Chairing" is one of 2 hours, asked for until 10 days before; "-30h: Chairing" is one that began then. Of the
        last one are said "booked 2", "waiting 7", "drawn", "mine", "led", "arranged", "again in 32d", "cancelled"; "place: Kofi",
        "came: Kofi", "helps Kofi: travel"; "first come" of all that are made. What this member has to do with it: "is booked" and so on
        (`place_of`), "open 2", "paid", "friend CODE", "over", "today"."""
        what, _colon, rest = words.partition(": ")
        last, self.courses_at = self.running[-1] if self.running else None, now
        match what.split():
            case ["in", away]:
                start = now + (int(away[:-1]) * (DAY if away.endswith("d") else HOUR))
                draft = CourseDraft(
                    rest, ABOUT, (SessionDraft(start, start + 2 * HOUR, "the library"),), 12, datetime.fromtimestamp(start, UTC).date() - timedelta(days=10),
                    "Free", "Travel paid before you come", "Priya", 1, help="step-free",
                )  # fmt: skip
                self.running = (*self.running, made(len(self.running) + 1, draft, by_draw=self.draws))
            case ["again", "in", away] if last:
                start = now + int(away[:-1]) * DAY
                more = Session(
                    last.id + 100 * len(last.sessions), SessionDraft(start, start + 2 * HOUR, "the library"), known_start=start
                )  # fmt: skip
                self._change_course(last.id, sessions=(*last.sessions, more))
            case ["booked", many] if last:
                self._change_course(last.id, booked=int(many))
            case ["waiting", many] if last:
                self._change_course(last.id, waiting=int(many))
            case ["drawn"] if last:
                closed = min(last.closes_at, now - HOUR)
                self._change_course(last.id, drawn_at=closed, closes_at=closed, seed="5eed5eed5eed")
            case ["is", *place] if last:
                self._change_course(last.id, mine=place_of(place, now))
            case ["open", many] if last:
                self._change_course(last.id, open=int(many))
            case ["paid"] if last:
                paid = replace(last.draft, paid=True, money="£12 an hour, if you want it")
                self._change_course(last.id, draft=paid)
            case ["first-come"] if last:
                self._change_course(last.id, by_draw=False, closes_at=last.starts_at)
                self.draws = False
            case ["friend", code] if last:
                self.friends[code] = last.id
            case ["over"] if last:
                self._all_sessions(last, now - 20 * HOUR, now - 18 * HOUR)
            case ["today"] if last:
                self._all_sessions(last, now + HOUR // 2, now + 2 * HOUR)
            case ["led"] if last:
                self._change_course(last.id, leads=True)
            case ["arranged"] if last:
                self._change_course(last.id, arranges=True)
            case ["cancelled"] if last:
                self.carry_out_training(CancelCourse(last.id), now)
            case ["place" | "came"]:
                each = Attendee(50 + len(self.who_has_a_place), rest, came=what == "came")
                self.who_has_a_place = (*self.who_has_a_place, each)
            case ["helps", name]:
                id = next((each.id for each in self.who_has_a_place if each.name == name), 49)
                self.helps = (*self.helps, NeedOf(id, name, Need(rest)))
            case ["first", "come"]:
                self.draws = False
            case _:
                raise ValueError(f"nothing is known about the course {words!r}")


def place_of(words: list[str], now: int) -> Mine | None:
    """ "asked", "waiting 4", "offered 72h", "offered 72h drawn", "booked", "booked needs", "came", "nothing"."""
    needs = (Need("travel", True), Need("bsl")) if "needs" in words else ()
    match words:
        case ["nothing"]:
            return None
        case ["came", *_rest]:
            return Mine("booked", TICKET, came=True, here=True, needs=(Need("travel", True),))
        case ["waiting", number]:
            return Mine("waiting", TICKET, int(number))
        case ["offered", hours, *rest]:
            until = now + int(hours.rstrip("h")) * HOUR
            return Mine("offered", TICKET, ends_at=until, sent=True, drawn="drawn" in rest)
        case [state, *rest]:
            return Mine(cast(State, state), TICKET, needs=needs, with_friend="friend" in rest)
        case _:
            raise ValueError(f"nothing is known about a place that is {words}")


def made(number: int, draft: CourseDraft, *, by_draw: bool = True) -> Course:
    """A course of that draft, made in London's winter."""
    midnight = datetime.combine(draft.closing + timedelta(days=1), datetime.min.time(), UTC)
    sessions = tuple(
        Session(number + 100 * index, each, known_start=each.starts_at)
        for index, each in enumerate(draft.sessions)
    )
    return Course(
        number, draft, sessions, int(midnight.timestamp()) if by_draw else draft.starts_at, told_by(draft.closing), by_draw, "South Voices",
        commitment(f"seed {number}") if by_draw else "",
    )  # fmt: skip


def told_by(closing: date) -> date:
    return closing + timedelta(days=4)


def _moved(session: Session, effect: MoveSession, now: int) -> Session:
    if session.id != effect.session:
        return session
    return replace(session, draft=effect.draft, known_start=min(session.known_start, effect.draft.starts_at))


def in_words(effect: TrainingEffect) -> str:
    """One effect in a few words."""
    match effect:
        case MakeCourse():
            return f"makes a course: {_draft(effect.draft)}"
        case MoveSession():
            return f"moves session {effect.session}: {_session(effect.draft)}"
        case CancelSession():
            return f"cancels session {effect.session}"
        case CancelCourse():
            return f"cancels course {effect.course}"
        case SortNeed():
            return f"{'sorts' if effect.sorted else 'has not sorted'} for member {effect.member} on course {effect.course}: {effect.what}"
        case Attended():
            return f"marks as there on course {effect.course}: {'themselves' if effect.member is None else f'member {effect.member}'}"
        case AskPlace():
            return f"asks for a place on course {effect.course}" + (f" ({effect.pay})" if effect.pay else "")
        case TakeOff():
            return f"takes them off course {effect.course}"
        case TakePlace():
            return f"books course {effect.course}"
        case LetPass():
            return f"passes the place on course {effect.course} on; they stay on the list"
        case HoldLonger():
            return f"holds the place on course {effect.course} longer"
        case KeepNeeds():
            return f"keeps what helps on course {effect.course}: {', '.join(effect.needs) or 'nothing'}"
        case ChooseReminders():
            return f"reminders of course {effect.course}: {effect.reminders}"
        case ShortNotice():
            return f"short notice on course {effect.course}: {'yes' if effect.yes else 'no'}"
        case BringFriend():
            return (
                f"brings a friend to course {effect.course}"
                if effect.yes
                else f"comes alone to course {effect.course}"
            )
        case JoinFriend():
            return "joins a friend"
        case SecondChoice():
            second = f"second choice after course {effect.first}: {effect.second or 'none'}"
            return second + (f" ({effect.pay})" if effect.pay else "")
        case NextDate():
            return (
                f"wants to hear of the next date of course {effect.course}"
                if effect.yes
                else f"no next date of course {effect.course}"
            )
        case _:
            assert_never(effect)


def _session(draft: SessionDraft) -> str:
    times = "-".join(
        f"{datetime.fromtimestamp(at, UTC):%a %d %b %H:%M}" for at in (draft.starts_at, draft.ends_at)
    )
    return ", ".join(filter(None, (times, draft.place, draft.link)))


def _draft(draft: CourseDraft) -> str:
    parts = (
        draft.title, draft.about, f"group {draft.group}", *map(_session, draft.sessions), f"{draft.places} places, {draft.kept_places} kept",
        f"closes {draft.closing}", draft.money, "paid" if draft.paid else "", draft.costs, draft.help, f"led by {draft.leader}",
        f"member {draft.leader_id}" if draft.leader_id else "", f"follows {draft.follows}" if draft.follows else "",
    )  # fmt: skip
    return "; ".join(filter(None, parts)).replace("\n", " / ")
