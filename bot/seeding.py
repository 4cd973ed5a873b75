"""The people of the demo's programme, all invented.

They join by the same flow as everybody else, so that what the room shows is what the bot does; nothing about them is
written into the database past it, but for how long ago that was, what is over already, and who comes to what. What was said of
an earlier meeting is in seeding_results.py, and the courses are in seeding_training.py.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from sqlite3 import Connection
from typing import NamedTuple

from bot import meetings
from bot.chance import Chance
from bot.channels.room import NAME, Room
from bot.feedback import rounds
from bot.ports import Inbound
from bot.seeding_results import add_results
from bot.seeding_training import add_courses
from bot.wiring import Bot
from conversations.events import Opened, Typed
from conversations.meetings import Draft
from conversations.pace.local_time import instant, local_date
from conversations.view import Role
from storage import events, groups, invites

DAY = 24 * 3600
QUARTER = 15 * 60
PEOPLE: Sequence[tuple[str, Role, str, str]] = (
    ("Amara", "member", "Lambeth", "Every 2 weeks"),
    ("Priya", "coordinator", "Lambeth", ""),
    ("Dee", "representative", "Lambeth", "Every week"),
    ("Kofi", "member", "Lambeth", "Every week"),
    ("Marek", "member", "Lambeth", "Once a month"),
    ("Sol", "member", "Lambeth", "Every 2 weeks"),
    ("Tam", "member", "Lambeth", "Only when I ask"),
    ("Bea", "member", "Southwark", "Every 2 weeks"),
    ("Idris", "member", "Southwark", "Every week"),
    ("Noor", "member", "Southwark", "Once a month"),
    ("Wren", "representative", "Lewisham", "Every week"),
    ("Jools", "member", "Lewisham", "Every 2 weeks"),
)


class Planned(NamedTuple):
    """Something that can be booked: in how many days, at which hour, for how many hours, and who comes to it. `ended`: it was
    over so many minutes ago, whatever the time is now. Invented."""

    kind: str
    title: str
    group: str
    place: str
    days: int
    hour: int
    hours: int
    comes: tuple[str, ...]
    access: str = ""
    agenda: str = ""
    asks: bool = False
    ended: int = 0


LAMBETH = ("Amara", "Kofi", "Marek", "Sol", "Tam", "Dee")
EVENTS: Sequence[Planned] = (
    Planned(
        "meeting", "Housing forum", "Lambeth", "the town hall", 1, 14, 2, LAMBETH, asks=True,
        access="Step-free, hearing loop. Travel paid in advance.",
        agenda="How repairs are decided. Who will be there: Priya, and two people from the council. All of it can still change.",
    ),
    Planned("meeting", "Planning the year", "Lambeth", "the library", 9, 11, 2, (), asks=True, access="Step-free."),
    Planned("meeting", "Kitchen table", "Lambeth", "the day centre", 0, 0, 2, LAMBETH, asks=True, ended=30),
    Planned("meeting", "Planning day", "Southwark", "the old school", -6, 11, 4, ("Bea", "Idris", "Noor")),
)  # fmt: skip
"""One within 48 hours; one that has just ended, with its box, about which everybody invited is asked in an hour or two."""
MEMBERS_FOR = 60 * DAY
"""So long ago they joined, as far as meetings are concerned: who was not there yet is not asked about one."""
NEW = "New person"
"""Somebody who has not joined: the first phone on the page."""


def invite(connection: Connection, code: str, role: Role, group: str, until: int) -> None:
    """One invitation for one person."""
    invites.add(connection, code, role, groups.by_name(connection, group), 1, until)


def add_events(connection: Connection, now: int, zone: str) -> int:
    """What can be booked, and who booked it; how many bookings that makes."""
    by_name = {name: id for id, name in connection.execute("select id, name from member")}
    for each in EVENTS:
        start = _start(each, now, zone)
        draft = Draft(
            each.title, groups.by_name(connection, each.group), start, start + each.hours * 3600, each.place,
            access=each.access, agenda=each.agenda, asks=each.asks,
        )  # fmt: skip
        if each.kind == "meeting" and start > now:  # as its coordinator makes it, and those who come say so
            event = meetings.make(connection, draft, by_name["Priya"], now)
        else:
            event = events.add(
                connection, each.kind, draft.title, start, group_id=draft.group, place=draft.place, ends_at=draft.ends_at,
                access=draft.access, asks=draft.asks, made_at=start - 7 * DAY,
            )  # fmt: skip
        assert event is not None
        for name in each.comes:
            if name in by_name:
                events.book(connection, event, by_name[name], now)
    return sum(len(each.comes) for each in EVENTS)


def _start(planned: Planned, now: int, zone: str) -> int:
    if planned.ended:
        return (now - planned.ended * 60) // QUARTER * QUARTER - planned.hours * 3600
    return instant(local_date(now, zone) + timedelta(days=planned.days), planned.hour * 60, zone)


def backdate(connection: Connection) -> int:
    """They have been members for a while."""
    return connection.execute("update member set joined_at = joined_at - ?", (MEMBERS_FOR,)).rowcount


async def seed(bot: Bot, room: Room, chance: Chance) -> None:
    """Everybody joins; then the phones are wiped, as if that had been a while ago."""
    now = bot.world.clock.now()
    await bot.database.write(lambda c: groups.ensure(c, bot.config.programme.groups))
    room.phones.clear()
    bot.turns.doorstep.forget_channel(NAME)
    room.add(NEW, "p1")
    somebody_reads = False  # until a coordinator takes messages nobody is asked who sees their check-ins
    for number, (name, role, group, pace) in enumerate(PEOPLE, start=2):
        phone = room.add(name, f"p{number}")
        code = chance.code()
        await bot.database.write(partial(invite, code=code, role=role, group=group, until=now + DAY))
        lines = ["yes", "yes, it's safe", "ok", "yes, 18 or over", "yes, that's ok", name]
        if role == "coordinator":
            lines += [
                "not now",
                "menu",
                *(
                    ("what comes to me", "messages: to me", "menu", "what comes to me", "go on duty")
                    if bot.config.safety.set_up > 1
                    else ("messages: to me",)
                ),
            ]
            somebody_reads = True
        else:
            lines += [
                "yes, I agree",
                *(("only me",) if somebody_reads else ()),
                "yes, count me",
                "yes",
                "yes",
                "yes",
                pace,
            ]
            lines += (
                ["yes, tell me", "looks right"]
                if pace == "Only when I ask"
                else ["ok", "Tuesday", "10am to noon", "no", "looks right"]
            )
            lines += ["not now", "ok"]
        await bot.turns.take(
            [Inbound(NAME, phone.id, Opened(code)), *(Inbound(NAME, phone.id, Typed(line)) for line in lines)]
        )
    await bot.database.write(backdate)
    await bot.database.write(partial(add_events, now=now, zone=bot.config.programme.timezone))
    await bot.database.write(lambda c: add_results(c, bot.turns, bot.world))
    await bot.database.write(lambda c: add_courses(c, bot.world))
    while await bot.database.write(lambda c: rounds.go_on(c, bot.world, now)):
        pass  # the box of the one that is over, and who is to be asked: whoever opens the page finds it done
    await bot.database.write(lambda c: c.execute("delete from letter where class = 'reply'").rowcount)
    await bot.sender.drained()  # where it is running already, it has sent some of that
    for phone in room.phones.values():
        phone.thread.clear()
    await bot.database.write(wipe)


def wipe(connection: Connection) -> int:
    """Nothing stands on any phone of the room."""
    return connection.execute("delete from shown where channel = ?", (NAME,)).rowcount


__all__ = ["NEW", "seed", "wipe"]
