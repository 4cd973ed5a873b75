"""What people do in a life, each by three numbers, so that a list of numbers is a life (life.py)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from bot.settling import recover
from conversations import pace
from conversations.effects import EmptyQueue, Forget
from conversations.key_effects import Unbook
from conversations.pace import Choice, Hours
from conversations.training.courses import SessionDraft
from conversations.training.effects import (
    AskPlace,
    BringFriend,
    CancelCourse,
    ChooseReminders,
    HoldLonger,
    JoinFriend,
    KeepNeeds,
    LetPass,
    MoveSession,
    NextDate,
    SecondChoice,
    ShortNotice,
    SortNeed,
    TakeOff,
    TakePlace,
    TrainingEffect,
)
from storage import events, members, seats
from storage import letters as outbox
from tests.bot.play import DAY, HOUR
from tests.training.life import BOSS, LEADER, Life, MeantError

Act: TypeAlias = Callable[[Life, int, int, int], None]
Step: TypeAlias = tuple[str, int, int, int]
MOST_COURSES: Final = 4


def who(life: Life, number: int) -> int:
    """Anybody who does not run it."""
    return LEADER + number % (life.people - LEADER) + 1


def course(life: Life, number: int) -> int:
    """One of those that there are; the first that there was before."""
    ids = [id for (id,) in life.connection.execute("select id from course order by id")]
    return int(ids[number % len(ids)])


def simply(make: Callable[[int, int], TrainingEffect]) -> Act:
    return lambda life, a, b, c: life.does(who(life, a), make(course(life, b), c))


def asks_all(life: Life, a: int, b: int, c: int) -> None:
    """Everybody asks, one after another."""
    for number in range(life.people):
        life.does(who(life, number + a), AskPlace(course(life, b)))


def comes_with(life: Life, a: int, b: int, c: int) -> None:
    """They bring somebody, who types the code: once, and once more."""
    id, code = course(life, b), f"CODE{a}X{b}X{c}"
    life.does(who(life, a), AskPlace(id))
    taken = life.connection.execute("select 1 from place where friend_code = ?", (code,)).fetchone()
    if not taken:
        life.does(who(life, a), BringFriend(id, code=code))
    life.does(who(life, c), JoinFriend(code))
    life.does(who(life, c + 1), JoinFriend(code))


def second(life: Life, a: int, b: int, c: int) -> None:
    life.does(who(life, a), SecondChoice(course(life, b), course(life, c) if c % 3 else None))


def takes_a_break(life: Life, a: int, b: int, c: int) -> None:
    until = None if b % 2 else life.now + (1 + c % 20) * DAY
    person = who(life, a)
    also = (Unbook(),) if c % 4 == 3 else ()
    life.paces(person, lambda its: pace.begin_break(its, life.now, until), *also)


def comes_back(life: Life, a: int, b: int, c: int) -> None:
    life.paces(who(life, a), lambda its: pace.come_back(its, life.now))


def stops(life: Life, a: int, b: int, c: int) -> None:
    life.diary.troubled.add(who(life, a))
    life.paces(who(life, a), lambda its: pace.stop(its, life.now), EmptyQueue())


def starts(life: Life, a: int, b: int, c: int) -> None:
    life.paces(who(life, a), lambda its: pace.start(its, life.now))


def is_held(life: Life, a: int, b: int, c: int) -> None:
    life.diary.troubled.add(who(life, a))
    change = pace.hold if c % 2 else pace.lift
    life.paces(who(life, a), lambda its: change(its, life.now))


def other_hours(life: Life, a: int, b: int, c: int) -> None:
    hours = (Hours(600, 1140), Hours(540, 570), Hours(480, 1260))[b % 3]
    choice = tuple(Choice)[c % 4]
    life.diary.troubled.add(who(life, a))

    def change(its: pace.Pace) -> pace.Pace:
        after = replace(its, hours=hours, check_in_minute=hours.from_minute, check_in_day=0, choice=choice)
        return pace.on_pace_change(its, after, life.now)

    life.paces(who(life, a), change)


def forgets(life: Life, a: int, b: int, c: int) -> None:
    """FORGET ME; one of three times the leader leaves."""
    person = LEADER if c % 9 == 8 else who(life, a)
    life.diary.gone.add(person)
    life.does(person, Forget("Goodbye"))


def cancels(life: Life, a: int, b: int, c: int) -> None:
    if c % 3 == 0:
        life.does(BOSS, CancelCourse(course(life, b)))


def moves(life: Life, a: int, b: int, c: int) -> None:
    """A session is at another time: later, sooner, at once, or before the closing of its own course."""
    held = events.of_course(life.connection, course(life, b))
    row = held[c % len(held)]
    starts_at = row.starts_at + (-40 * DAY, -12 * DAY, -6 * DAY, -3 * DAY, -HOUR, DAY, 9 * DAY)[a % 7]
    if starts_at > life.now:
        life.does(BOSS, MoveSession(row.id, SessionDraft(starts_at, starts_at + 2 * HOUR, "elsewhere")))


def cannot_come(life: Life, a: int, b: int, c: int) -> None:
    """As the buttons of an urgent change say it: this one session, or all that is booked."""
    held = events.of_course(life.connection, course(life, b))
    life.does(who(life, a), Unbook(held[c % len(held)].id if c % 3 else None))


def in_one_commit(life: Life, a: int, b: int, c: int) -> None:
    """Turns of several members in one transaction; one of them fails at its end, and one asks for what is not theirs."""
    id = course(life, b)
    effects = (AskPlace(id), TakePlace(id), TakeOff(id), LetPass(id), HoldLonger(id))
    works = [life.turn(who(life, a + n), effects[(c + n) % 5]) for n in range(4)]
    works.insert(1 + c % 3, life.fails(who(life, a + c), effects[c % 5]))
    works.append(life.turn(who(life, a), TakeOff(id), SortNeed(id, who(life, b), "food")))
    results = life.together(*works)
    life.look()
    assert isinstance(results[1 + c % 3], MeantError)
    assert isinstance(results[-1], PermissionError) or who(life, a) in life.diary.gone


def is_killed(life: Life, a: int, b: int, c: int) -> None:
    id = course(life, b)
    life.killed(
        who(life, a), (AskPlace(id), TakePlace(id), TakeOff(id), LetPass(id), CancelCourse(id))[c % 5]
    )


def a_letter_gets_lost(life: Life, a: int, b: int, c: int) -> None:
    """What is due is tried: some of it fails, is blocked, or the process ends before it hears of it."""
    outcomes = ("sent", "failed", "unreachable", "retry", "lost")

    def arrives(letter: outbox.LetterRow) -> str:
        what = outcomes[(a + c + letter.id) % 5]
        if what in ("failed", "unreachable") and letter.member_id is not None:
            life.diary.troubled.add(letter.member_id)
        return what if letter.tries < 3 or what != "retry" else "sent"

    for _ in range(1 + b % 3):
        life._training()
        life._tends()
        life._sends(arrives)
    life.write(lambda connection: recover(connection, life.world, life.now))


def writes_again(life: Life, a: int, b: int, c: int) -> None:
    """Whoever blocked the bot has opened it again."""
    life.write(lambda connection: members.set_reachable(connection, "room", f"phone-{who(life, a)}", True))


def another(life: Life, a: int, b: int, c: int) -> None:
    """One more course: the next date of one before, or by who comes first."""
    many = life.connection.execute("select count(*) from course").fetchone()[0]
    if many < MOST_COURSES:
        life.course(
            1 + a % 4,
            min(c % 3, 1 + a % 4),
            follows=course(life, b) if a % 2 else None,
            sessions=1 + b % 2,
            draw=c % 4 != 3,
        )


def answers(life: Life, a: int, b: int, c: int) -> None:
    """Whoever holds an offer says yes, no thanks, or that they need longer."""
    held = seats.offered(life.connection)
    if held:
        place = held[a % len(held)]
        say = (TakePlace, TakePlace, LetPass, HoldLonger, TakeOff)[c % 5]
        life.does(place.member_id, say(place.course_id))


ACTS: Final[dict[str, Act]] = {
    "asks": simply(lambda it, c: AskPlace(it)), "all ask": asks_all, "comes with": comes_with, "by themselves": simply(lambda it, c: BringFriend(it, yes=False)),
    "second choice": second, "off": simply(lambda it, c: TakeOff(it)), "takes": simply(lambda it, c: TakePlace(it)), "answers": answers,
    "lets pass": simply(lambda it, c: LetPass(it)), "longer": simply(lambda it, c: HoldLonger(it)), "short notice": simply(lambda it, c: ShortNotice(it, bool(c % 2))),
    "needs": simply(lambda it, c: KeepNeeds(it, ("food", "bsl")[: c % 3])), "reminders": simply(lambda it, c: ChooseReminders(it, ("both", "none", "soon", "today")[c % 4])),
    "next date": simply(lambda it, c: NextDate(it, bool(c % 2))), "break": takes_a_break, "back": comes_back, "stop": stops, "start": starts, "held": is_held,
    "hours": other_hours, "forget me": forgets, "cancel": cancels, "move": moves, "can't come": cannot_come, "one commit": in_one_commit, "kill": is_killed,
    "letters": a_letter_gets_lost, "opens again": writes_again, "another": another,
    "hours pass": lambda life, a, b, c: life.passes((1 + c % 30) * HOUR), "days pass": lambda life, a, b, c: life.passes((1 + c % 12) * DAY),
    "until the draw": lambda life, a, b, c: life.passes(17 * DAY),
}  # fmt: skip


def live(life: Life, steps: Sequence[Step]) -> None:
    """A course, what the steps say, and then time until it is long over. Raises `BrokenError`."""
    life.course(2, 1, sessions=2)
    for name, a, b, c in steps:
        ACTS[name](life, a, b, c)
    life.passes(30 * DAY)
