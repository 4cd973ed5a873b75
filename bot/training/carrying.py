"""Carry out what flows about training ask (conversations/training/effects.py), each checked once more by the rows."""

from sqlite3 import Connection
from typing import Final, assert_never

from bot.training import asking, making, offers, reminding, together
from bot.world import World
from conversations.training.courses import NEED_MOST
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
from storage import courses, events, members, needs, seats

NEEDS_MOST: Final = 12


def carry_out(connection: Connection, world: World, effect: TrainingEffect, who: int, now: int) -> None:
    """What a flow asked for, by this member."""
    match effect:
        case MakeCourse() | MoveSession() | CancelSession() | CancelCourse():
            making.only_coordinators(connection, who)
            _make(connection, world, effect, who, now)
        case AskPlace():
            asking.ask(connection, world, effect, who, now)
        case TakeOff():
            asking.give_back(connection, effect.course, who, now)
        case TakePlace():
            asking.take(connection, world, effect.course, who, now)
        case LetPass():
            place = seats.of(connection, effect.course, who)
            if place is not None and place.state == "offered":
                asking.repay(connection, place)
                offers.pass_on(connection, place)
        case HoldLonger():
            offers.hold_longer(connection, world, effect.course, who, now)
        case KeepNeeds():
            keep_needs(connection, effect, who)
        case SortNeed():
            _sort(connection, effect, who)
        case ChooseReminders():
            place = seats.of(connection, effect.course, who)
            if place is not None and place.state == "booked":
                seats.change(connection, effect.course, who, "reminders", effect.reminders)
                reminding.plan(connection, place._replace(reminders=effect.reminders), now)
        case ShortNotice():
            if seats.of(connection, effect.course, who) is not None:
                seats.change(connection, effect.course, who, "short", int(effect.yes))
        case BringFriend():
            together.bring(connection, effect, who, now)
        case JoinFriend():
            together.join(connection, effect, who, now)
        case SecondChoice():
            together.second_choice(connection, effect, who, now)
        case NextDate():
            if effect.yes:
                courses.wish_next(connection, effect.course, who)
            else:
                courses.no_wish(connection, effect.course, who)
        case Attended():
            _attended(connection, effect, who, now)
        case _:
            assert_never(effect)


def leaves_traces(effect: TrainingEffect) -> bool:
    """Whether something was deleted that is to be in no file any more, the log of the database included."""
    return isinstance(effect, TakeOff | KeepNeeds)


def _make(
    connection: Connection,
    world: World,
    effect: MakeCourse | MoveSession | CancelSession | CancelCourse,
    who: int,
    now: int,
) -> None:
    match effect:
        case MakeCourse():
            making.make(connection, world, effect.draft, who, now)
        case MoveSession():
            making.move(connection, world, effect.session, effect.draft, who, now)
        case CancelSession():
            making.cancel_session(connection, world, effect.session, who, now)
        case CancelCourse():
            making.cancel(connection, world, effect.course, who, now)


def keep_needs(connection: Connection, effect: KeepNeeds, who: int) -> None:
    """Only with the member's yes to it (ON-42), and only for a course that they have something to do with."""
    if seats.of(connection, effect.course, who) is None or not members.consents_of(connection, who).get(
        "access", False
    ):
        return
    wanted = [text for each in effect.needs if 0 < len(text := each.strip()) <= NEED_MOST]
    needs.keep(connection, effect.course, who, wanted[:NEEDS_MOST])


def _sort(connection: Connection, effect: SortNeed, who: int) -> None:
    row = courses.of(connection, effect.course)
    if row is None or not asking.arranges(connection, row, who):
        raise PermissionError("what helps people is for whoever arranges it")
    place = seats.of(connection, effect.course, effect.member)
    if place is not None and place.state == "booked":  # of anybody else whoever arranges it knows nothing
        needs.sort(connection, effect.course, effect.member, effect.what, done=effect.sorted)


def _attended(connection: Connection, effect: Attended, who: int, now: int) -> None:
    row = courses.of(connection, effect.course)
    if row is None:
        return
    if effect.member is not None and not asking.leads(connection, row, who):
        raise PermissionError("who came is for whoever leads it")
    member, session = (
        who if effect.member is None else effect.member,
        asking.going_on(connection, row.id, now),
    )
    slips = not effect.yes and asking.to_tick(connection, row.id, now) is None
    for each in events.of_course(connection, row.id) if slips else filter(None, (session,)):
        seats.came(connection, each.id, member, yes=effect.yes)
