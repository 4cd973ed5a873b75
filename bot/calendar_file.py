"""A meeting, or the sessions of a course, as a file that calendars read (RFC 5545), made anew for whoever asks for it.

The same event has the same UID for ever, and each change a higher SEQUENCE, so that a calendar puts the new file in the place
of the old one; a cancelled one says so and is taken out. Times stand in the programme's zone, with the rules of that zone
beside them. Who comes is not in it: no attendee, no organiser, no alarm.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from sqlite3 import Connection
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from conversations.meetings import Meeting
from conversations.session import is_number
from conversations.training.courses import Course
from conversations.view import View
from storage import events

PRODUCT: Final = "-//Alongside//Meetings//EN"
YEARS: Final = 2
"""So far the rules of the zone reach: nothing is further away."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event in a calendar. `name`: what it is known by for ever; `changes`: how often it was changed, `changed_at` when last;
    times in UTC seconds."""

    name: str
    title: str
    starts_at: int
    ends_at: int
    changes: int
    changed_at: int
    place: str = ""
    link: str = ""
    words: tuple[str, ...] = ()
    cancelled: bool = False


def calendar_file(connection: Connection, view: View, name: str) -> Callable[[], bytes] | None:
    """What makes the file of this name ("meeting-7.ics"), if that meeting is one for them."""
    number = name.removeprefix("meeting-").removesuffix(".ics")
    if view.member is None or not is_number(number):
        return None
    meeting, row = view.facts.meeting(int(number)), events.of(connection, int(number))
    if meeting is None or row is None:
        return None
    programme = view.programme
    return lambda: ics(meeting, programme.name, programme.timezone, row.changes, _changed_at(row))


def course_calendar(connection: Connection, view: View, name: str) -> Callable[[], bytes] | None:
    """What makes the file of this name ("course-7.ics"), if that course is one for them."""
    number = name.removeprefix("course-").removesuffix(".ics")
    course = view.facts.course(int(number)) if view.member is not None and is_number(number) else None
    if course is None:
        return None
    rows, programme = events.of_course(connection, course.id), view.programme
    return lambda: course_ics(course, rows, programme.name, programme.timezone)


def ics(meeting: Meeting, programme: str, zone: str, changes: int, changed_at: int) -> bytes:
    """The file of a meeting. The same meeting gives the same bytes."""
    draft = meeting.draft
    entry = Entry(
        f"meeting-{meeting.id}", draft.title, draft.starts_at, draft.ends_at, changes, changed_at, draft.place, draft.link,
        (draft.access, draft.agenda), meeting.cancelled,
    )  # fmt: skip
    return calendar_of((entry,), programme, zone, cancelled=meeting.cancelled)


def course_ics(course: Course, rows: Sequence[events.EventRow], programme: str, zone: str) -> bytes:
    """The file of a course, with all its sessions; of one that was cancelled, with those that were to come."""
    many = f"/{len(rows)}" if len(rows) > 1 else ""
    entries = tuple(
        Entry(
            f"session-{row.id}", f"{row.title} ({place}{many})" if many else row.title, row.starts_at, row.over_at, row.changes, _changed_at(row),
            row.place, row.link, (course.draft.help,), bool(row.cancelled),
        )
        for place, row in enumerate(rows, 1)
        if row.cancelled or not course.cancelled
    )  # fmt: skip
    return calendar_of(entries, programme, zone, cancelled=course.cancelled)


def calendar_of(entries: Sequence[Entry], programme: str, zone: str, *, cancelled: bool) -> bytes:
    """A file with these. `cancelled`: none of them takes place."""
    there = ZoneInfo(zone)
    years = [datetime.fromtimestamp(each.starts_at, there).year for each in entries]
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(
        Timezone.from_tzinfo(there, zone, date(min(years) - 1, 1, 1), date(max(years) + YEARS, 1, 1))
    )
    for each in entries:
        calendar.add_component(_event(each, programme, there))
    return bytes(calendar.to_ical())


def _event(entry: Entry, programme: str, there: ZoneInfo) -> Event:
    event = Event()
    event.add("uid", f"{entry.name}@{_host(programme)}")
    event.add("dtstamp", datetime.fromtimestamp(entry.changed_at, UTC))
    event.add("last-modified", datetime.fromtimestamp(entry.changed_at, UTC))
    event.add("sequence", entry.changes)
    event.add("dtstart", datetime.fromtimestamp(entry.starts_at, there))
    event.add("dtend", datetime.fromtimestamp(entry.ends_at, there))
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if entry.place:
        event.add("location", entry.place)
    if entry.link:
        event.add("url", entry.link)
    if words := "\n\n".join(filter(None, (entry.link, *entry.words))):
        event.add("description", words)
    return event


def _changed_at(row: events.EventRow) -> int:
    return row.starts_at if row.changed_at is None else row.changed_at


def _host(programme: str) -> str:
    """The programme's name as the right side of a UID: two programmes on one phone are told apart."""
    return (
        "".join(c if c.isascii() and c.isalnum() else "-" for c in programme.casefold()).strip("-")
        or "alongside"
    )
