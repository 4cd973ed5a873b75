"""What a programme of nobody in particular knows about training. Tests set what they are about."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from conversations.pace.values import DAY, HOUR
from conversations.training.courses import (
    Attendee,
    Course,
    CourseDraft,
    Need,
    NeedOf,
    Session,
    SessionDraft,
)
from conversations.training.draw import commitment
from conversations.training.effects import (
    AskPlace,
    Attended,
    BringFriend,
    CancelCourse,
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

    def courses(self) -> tuple[Course, ...]:
        coming = (each for each in self.running if each.ends_at > self.courses_at)
        return tuple(sorted(coming, key=lambda each: each.starts_at))

    def course(self, id: int) -> Course | None:
        return next((each for each in self.running if each.id == id), None)

    def attendees(self, course: int) -> tuple[Attendee, ...]:
        found = self.course(course)
        return self.who_has_a_place if found and found.leads else ()

    def needs_of(self, course: int) -> tuple[NeedOf, ...]:
        found = self.course(course)
        return self.helps if found and found.arranges else ()

    def friend_course(self, code: str) -> int | None:
        return None

    def teamwork(self) -> tuple[Course, ...]:
        return tuple(each for each in self.running if each.leads or each.arranges)

    def leaders(self, name: str) -> tuple[tuple[int, str], ...]:
        return tuple(each for each in self.team_names if each[1].casefold() == name.casefold())

    def wishes_next(self, course: int) -> bool:
        return False

    def draw_record(self, course: int) -> str:
        return ""

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
            case CancelCourse():
                found = self.course(effect.course)
                assert found is not None
                off = tuple(replace(each, cancelled=True) for each in found.sessions)
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
            case _:
                pass

    def _change_course(self, id: int, **changes: object) -> None:
        self.running = tuple(
            replace(each, **changes) if each.id == id else each  # type: ignore[arg-type]  # names are Course's own
            for each in self.running
        )

    def set_course(self, words: str, now: int) -> None:
        """ "in 25d: Chairing" is one of 2 hours, asked for until 10 days before; "-30h: Chairing" is one that began then. Of the
        last one are said "booked 2", "waiting 7", "drawn", "mine", "led", "arranged", "again in 32d", "cancelled"; "place: Kofi",
        "came: Kofi", "helps Kofi: travel"; "first come" of all that are made."""
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
                self._change_course(last.id, drawn_at=now, seed="5eed5eed5eed")
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
        case CancelCourse():
            return f"cancels course {effect.course}"
        case SortNeed():
            return f"{'sorts' if effect.sorted else 'has not sorted'} for member {effect.member} on course {effect.course}: {effect.what}"
        case Attended():
            return f"marks as there on course {effect.course}: {'themselves' if effect.member is None else f'member {effect.member}'}"
        case (
            AskPlace() | TakeOff() | TakePlace() | LetPass() | HoldLonger() | KeepNeeds() | ChooseReminders() | ShortNotice() | BringFriend()
            | JoinFriend() | SecondChoice() | NextDate()
        ):  # fmt: skip
            return str(effect)


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
