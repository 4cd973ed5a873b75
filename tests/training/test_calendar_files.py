"""A course as a file for calendars: read by two parsers that know nothing of each other, and put in the place of the one before.

`icalendar` made it, so it is no judge of it alone. `ical` reads it with rules of its own, the strict ones of RFC 5545, and
works the times out from the rules of the zone that stand in the file.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from ical.calendar import Calendar as Strict
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from bot.calendar_file import course_calendar
from bot.channels.room import NAME
from bot.views import view_of
from conversations.training.courses import SessionDraft
from conversations.training.effects import AskPlace, CancelCourse, MoveSession
from storage import events
from tests.bot.play import DAY, HOUR, Person, Play, at, playing
from tests.bot.test_training import START, course, do

SPRING = at("2027-03-27 10:00")
"""A Saturday; the clocks go forward in the night that follows."""


@dataclass
class Read:
    """One event, as a parser understood it."""

    uid: str
    sequence: int
    status: str
    begins: int
    ends: int
    where: str
    title: str


def by_icalendar(raw: bytes) -> list[Read]:
    def event(each: Any) -> Read:
        begins, ends = _moment(each.decoded("DTSTART")), _moment(each.decoded("DTEND"))
        return Read(
            str(each["UID"]), int(each["SEQUENCE"]), str(each["STATUS"]), int(begins.timestamp()), int(ends.timestamp()),
            str(each["LOCATION"]), str(each["SUMMARY"]),
        )  # fmt: skip

    return [event(each) for each in Calendar.from_ical(raw).walk("VEVENT")]


def strictly(raw: bytes) -> Strict:
    return IcsCalendarStream.calendar_from_ics(raw.decode())


def by_ical(raw: bytes) -> list[Read]:
    return [
        Read(
            each.uid, each.sequence or 0, str(each.status.value if each.status else ""), int(_moment(each.dtstart).timestamp()),
            int(_moment(each.dtend).timestamp()), each.location or "", each.summary or "",
        )
        for each in strictly(raw).events
    ]  # fmt: skip


def _moment(value: Any) -> datetime:
    assert isinstance(value, datetime) and value.tzinfo is not None
    return value


async def file_of(play: Play, person: Person, name: str) -> bytes | None:
    row, world = await person.known(), play.bot.world
    make = await play.bot.database.read(
        lambda c: course_calendar(c, view_of(c, world, NAME, row, play.now), name)
    )
    return None if make is None else make()


async def read(play: Play, person: Person, id: int) -> list[Read]:
    """The file, as both understand it, which is the same."""
    raw = await file_of(play, person, f"course-{id}.ics")
    assert raw is not None
    found = by_icalendar(raw)
    assert by_ical(raw) == found
    return found


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Play]:
    async with playing(tmp_path) as made:
        yield made


async def test_every_session_is_an_event(play: Play) -> None:
    """One event a session, with its time and place, numbered where there are several; nobody's name, no alarm, no invitation."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    sessions = (
        SessionDraft(START, START + 2 * HOUR, "the library"),
        SessionDraft(START + 7 * DAY, START + 7 * DAY + HOUR, "the hall", "https://example.org/x"),
    )
    id = await course(play, (await ana.known()).id, sessions=sessions)
    await do(play, AskPlace(id), (await kofi.known()).id)
    first, then = await read(play, kofi, id)
    assert (first.title, then.title) == ("Chairing a meeting (1/2)", "Chairing a meeting (2/2)")
    assert (first.begins, first.ends, first.where) == (START, START + 2 * HOUR, "the library")
    assert (then.begins, then.ends, then.where) == (START + 7 * DAY, START + 7 * DAY + HOUR, "the hall")
    assert first.uid != then.uid and {first.status, then.status} == {"CONFIRMED"}
    raw = await file_of(play, kofi, f"course-{id}.ics")
    assert raw is not None
    for word in (b"ATTENDEE", b"ORGANIZER", b"VALARM", b"Kofi", b"Ana", b"Priya"):
        assert word not in raw
    assert b"METHOD:PUBLISH" in raw and b"BEGIN:VTIMEZONE" in raw


async def test_a_change_and_a_cancellation_take_its_place(play: Play) -> None:
    """The same UID each time and a higher SEQUENCE, so that a calendar puts the new file in the place of the old one, and takes
    out what was cancelled."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    coordinator = (await ana.known()).id
    id = await course(play, coordinator)
    (made,) = await read(play, kofi, id)
    (row,) = await play.bot.database.read(lambda c: events.of_course(c, id))
    await play.wait(HOUR)
    await do(
        play, MoveSession(row.id, SessionDraft(START + DAY, START + DAY + HOUR, "the hall")), coordinator
    )
    (moved,) = await read(play, kofi, id)
    await play.wait(HOUR)
    await do(play, CancelCourse(id), coordinator)
    (gone,) = await read(play, kofi, id)
    assert made.uid == moved.uid == gone.uid
    assert made.sequence < moved.sequence < gone.sequence
    assert (made.status, moved.status, gone.status) == ("CONFIRMED", "CONFIRMED", "CANCELLED")
    assert (moved.begins, moved.where) == (START + DAY, "the hall")
    raw = await file_of(play, kofi, f"course-{id}.ics")
    assert raw is not None and b"METHOD:CANCEL" in raw


async def test_the_same_file_has_the_same_bytes(play: Play) -> None:
    """Asked for twice it is the same, so that nobody's calendar thinks that something has changed."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    id = await course(play, (await ana.known()).id)
    once = await file_of(play, kofi, f"course-{id}.ics")
    await play.wait(DAY)
    assert (
        once == await file_of(play, kofi, f"course-{id}.ics") == await file_of(play, ana, f"course-{id}.ics")
    )


async def test_the_clocks_change_between_two_sessions(tmp_path: Path) -> None:
    """10 in the morning is 10 in the morning on both sides of the change, by the rules that stand in the file itself."""
    async with playing(tmp_path, at("2027-02-22 11:00")) as play:
        ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
        monday = at("2027-03-29 10:00")
        assert monday - SPRING == 2 * DAY - HOUR
        sessions = (
            SessionDraft(SPRING, SPRING + 2 * HOUR, "the library"),
            SessionDraft(monday, monday + 2 * HOUR, "the library"),
        )
        id = await course(
            play, (await ana.known()).id, sessions=sessions, closing=datetime(2027, 3, 15, tzinfo=UTC).date()
        )
        before, after = await read(play, kofi, id)
        assert (before.begins, after.begins) == (SPRING, monday)
        raw = await file_of(play, kofi, f"course-{id}.ics")
        assert raw is not None
        assert raw.count(b"DTSTART;TZID=Europe/London:202703") == 2 and raw.count(b"T100000") >= 2
        offsets = [_moment(each.dtstart).utcoffset() for each in strictly(raw).events]
        london = ZoneInfo("Europe/London")
        assert offsets == [datetime.fromtimestamp(each, london).utcoffset() for each in (SPRING, monday)]


async def test_a_file_is_only_for_those_whom_the_course_is_for(play: Play) -> None:
    """Whoever asks for another group's course, or by a name that means nothing, gets none."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    bea = await play.joined("Bea", group="Southwark")
    (lambeth,) = [
        id
        for id, name in await play.bot.database.read(
            lambda c: c.execute('select id, name from "group"').fetchall()
        )
        if name == "Lambeth"
    ]
    id = await course(play, (await ana.known()).id, group=lambeth)
    assert await file_of(play, kofi, f"course-{id}.ics")
    assert await file_of(play, bea, f"course-{id}.ics") is None
    for name in ("course-99.ics", "course-.ics", "course-x.ics", "course-../../x.ics", f"meeting-{id}.ics"):
        assert await file_of(play, kofi, name) is None
