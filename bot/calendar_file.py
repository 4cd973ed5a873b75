"""A meeting as a file that calendars read (RFC 5545), made anew for whoever asks for it.

The same meeting has the same UID for ever, and each change a higher SEQUENCE, so that a calendar puts the new file in the place
of the old one; a cancelled one says so and is taken out. Times stand in the programme's zone, with the rules of that zone
beside them. Who comes is not in it: no attendee, no organiser, no alarm.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from sqlite3 import Connection
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from conversations.meetings import Meeting
from conversations.session import is_number
from conversations.view import View
from storage import events

PRODUCT: Final = "-//Alongside//Meetings//EN"
YEARS: Final = 2
"""So far the rules of the zone reach: no meeting is further away."""


def calendar_file(connection: Connection, view: View, name: str) -> Callable[[], bytes] | None:
    """What makes the file of this name ("meeting-7.ics"), if that meeting is one for them."""
    number = name.removeprefix("meeting-").removesuffix(".ics")
    if view.member is None or not is_number(number):
        return None
    meeting, row = view.facts.meeting(int(number)), events.of(connection, int(number))
    if meeting is None or row is None:
        return None
    programme = view.programme
    changed_at = row.starts_at if row.changed_at is None else row.changed_at
    return lambda: ics(meeting, programme.name, programme.timezone, row.changes, changed_at)


def ics(meeting: Meeting, programme: str, zone: str, changes: int, changed_at: int) -> bytes:
    """The file. The same meeting gives the same bytes."""
    draft, there = meeting.draft, ZoneInfo(zone)
    event = Event()
    event.add("uid", f"meeting-{meeting.id}@{_host(programme)}")
    event.add("dtstamp", datetime.fromtimestamp(changed_at, UTC))
    event.add("last-modified", datetime.fromtimestamp(changed_at, UTC))
    event.add("sequence", changes)
    event.add("dtstart", datetime.fromtimestamp(draft.starts_at, there))
    event.add("dtend", datetime.fromtimestamp(draft.ends_at, there))
    event.add("summary", draft.title)
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if draft.place:
        event.add("location", draft.place)
    if draft.link:
        event.add("url", draft.link)
    if words := "\n\n".join(filter(None, (draft.link, draft.access, draft.agenda))):
        event.add("description", words)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if meeting.cancelled else "PUBLISH")
    year = datetime.fromtimestamp(draft.starts_at, there).year
    calendar.add_component(Timezone.from_tzinfo(there, zone, date(year - 1, 1, 1), date(year + YEARS, 1, 1)))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _host(programme: str) -> str:
    """The programme's name as the right side of a UID: two programmes on one phone are told apart."""
    return (
        "".join(c if c.isascii() and c.isalnum() else "-" for c in programme.casefold()).strip("-")
        or "alongside"
    )
