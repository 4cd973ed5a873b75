"""The people of the demo's programme, all invented.

They join by the same flow as everybody else, so that what the room shows is what the bot does; nothing about them is
written into the database past it, but for what they have booked, which no flow asks yet.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from sqlite3 import Connection

from bot.chance import Chance
from bot.channels.room import NAME, Room
from bot.ports import Inbound
from bot.wiring import Bot
from conversations.events import Opened, Typed
from conversations.pace.local_time import instant, local_date
from conversations.view import Role
from storage import events, groups, invites

DAY = 24 * 3600
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
EVENTS: Sequence[tuple[str, str, str, str, int, int, tuple[str, ...]]] = (
    (
        "meeting",
        "Housing forum",
        "Lambeth",
        "the town hall",
        1,
        14,
        ("Amara", "Kofi", "Marek", "Sol", "Tam", "Dee"),
    ),
    ("training", "Chairing a meeting", "Lewisham", "the library", 7, 10, ("Wren", "Jools", "Kofi", "Bea")),
    ("meeting", "Planning day", "Southwark", "the old school", -6, 11, ("Bea", "Idris", "Noor")),
)
"""What can be booked: kind, title, group, place, in how many days, at which hour, and who did. Invented."""
NEW = "New person"
"""Somebody who has not joined: the first phone on the page."""


def invite(connection: Connection, code: str, role: Role, group: str, until: int) -> None:
    """One invitation for one person."""
    invites.add(connection, code, role, groups.by_name(connection, group), 1, until)


def add_events(connection: Connection, now: int, zone: str) -> int:
    """What can be booked, one of them within 48 hours, and who booked it; how many bookings that makes."""
    by_name = {
        name: id for id, name in connection.execute("select id, name from member where role <> 'coordinator'")
    }
    bookings = 0
    for kind, title, group, place, days, hour, booked in EVENTS:
        day = local_date(now, zone) + timedelta(days=days)
        group_id = groups.by_name(connection, group)
        event = events.add(
            connection, kind, title, instant(day, hour * 60, zone), group_id=group_id, place=place
        )
        for name in booked:
            if name in by_name:
                events.book(connection, event, by_name[name], now)
                bookings += 1
    return bookings


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
                "messages: to me",
                *(("menu", "go on duty") if bot.config.safety.set_up > 1 else ()),
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
    await bot.database.write(partial(add_events, now=now, zone=bot.config.programme.timezone))
    await bot.database.write(lambda c: c.execute("delete from letter where class = 'reply'").rowcount)
    await bot.sender.drained()  # where it is running already, it has sent some of that
    for phone in room.phones.values():
        phone.thread.clear()
    await bot.database.write(wipe)


def wipe(connection: Connection) -> int:
    """Nothing stands on any phone of the room."""
    return connection.execute("delete from shown where channel = ?", (NAME,)).rowcount


__all__ = ["NEW", "seed", "wipe"]
