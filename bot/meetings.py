"""Carry out what flows about meetings ask (conversations/meeting_effects.py), and tell those who booked of a change.

Who asks, and whether the meeting is still to come, is looked at once more here: a button of long ago changes nothing. Of a
change each who booked gets one letter, at the gate's leave and in their own hours; one that has not gone yet makes way for the
next. Where a second key may tell them at once the letters wait a while (conversations.meetings.told_from), and are dropped when
that has happened (bot/broadcasting.py, release).
"""

from collections.abc import Collection
from sqlite3 import Connection
from typing import TYPE_CHECKING, assert_never

from bot import letters
from bot.meeting_facts import draft_of, is_for, meeting_of
from bot.ports import Body
from conversations.meeting_effects import (
    Book,
    CancelMeeting,
    ChangeMeeting,
    MakeMeeting,
    MeetingEffect,
    PutOnAgenda,
    TakeOffAgenda,
    WishToBeAsked,
)
from conversations.meetings import ITEM_MOST, Draft, matters, told_from
from conversations.pace import Kind, MessageClass
from storage import agendas, events, members, paces, wishes
from storage import letters as outbox

if TYPE_CHECKING:
    from collections.abc import Mapping


def carry_out(connection: Connection, effect: MeetingEffect, who: int, now: int) -> None:
    """What a flow asked for, by this member."""
    match effect:
        case MakeMeeting():
            make(connection, effect.draft, who, now)
        case ChangeMeeting():
            change(connection, effect.meeting, effect.draft, who, now)
        case CancelMeeting():
            cancel(connection, effect.meeting, who, now)
        case Book():
            if _to_come(connection, effect.meeting, who, now):
                events.book(connection, effect.meeting, who, now)
        case PutOnAgenda():
            text = effect.text.strip()
            if text and len(text) <= ITEM_MOST and _to_come(connection, effect.meeting, who, now):
                agendas.add(connection, effect.meeting, text, who if effect.named else None)
        case TakeOffAgenda():
            agendas.take_off(connection, effect.meeting, effect.text, who)
        case WishToBeAsked():
            row = _theirs(connection, effect.meeting, who)
            if row is not None and not row.cancelled:
                wishes.say(connection, effect.meeting, who, yes=effect.yes)
        case _:
            assert_never(effect)


def leaves_traces(effect: MeetingEffect) -> bool:
    """Whether whose words these are is to be in no file any more, the log of the database included."""
    return isinstance(effect, PutOnAgenda) and not effect.named


# -- what coordinators do -----------------------------------------------------------------------------------------------


def make(connection: Connection, draft: Draft, who: int, now: int) -> int | None:
    """Make a meeting; its id, or None where its time has come meanwhile."""
    _only_coordinators(connection, who)
    if draft.starts_at <= now:
        return None
    return events.add(
        connection, "meeting", draft.title, draft.starts_at, group_id=draft.group, place=draft.place, ends_at=draft.ends_at,
        link=draft.link, access=draft.access, agenda=draft.agenda, staff=draft.staff, asks=draft.asks, few=draft.few, made_at=now,
    )  # fmt: skip


def change(connection: Connection, meeting: int, draft: Draft, who: int, now: int) -> None:
    """It is as the draft says from now on, but for whom it is for and what was promised of the answers."""
    _only_coordinators(connection, who)
    row = events.of(connection, meeting)
    if (
        row is None
        or row.kind != "meeting"
        or row.cancelled
        or row.starts_at <= now
        or draft.starts_at <= now
    ):
        return
    fields: Mapping[str, str | int | None] = {
        "title": draft.title, "place": draft.place, "link": draft.link, "access": draft.access, "agenda": draft.agenda,
        "starts_at": draft.starts_at, "ends_at": draft.ends_at,
        "moved_from": row.moved_from if draft.starts_at == row.starts_at else row.known_start(now),
    }  # fmt: skip
    events.change(connection, meeting, fields, now)
    if matters(draft_of(row), draft):
        tell(connection, row, draft.starts_at, who, now)


def cancel(connection: Connection, meeting: int, who: int, now: int) -> None:
    """It does not take place."""
    _only_coordinators(connection, who)
    row = events.of(connection, meeting)
    if row is None or row.kind != "meeting" or row.cancelled or row.starts_at <= now:
        return
    events.cancel(connection, meeting, now)
    tell(connection, row, row.starts_at, who, now)


def tell(
    connection: Connection, before: events.EventRow, starts_at: int, who: int, now: int, *, flow: str = "changed",
    but: Collection[int] = (),
) -> None:  # fmt: skip
    """One letter to each who booked it: of a meeting, or (`flow`) of a session of a course. `but`: those who are told already."""
    outbox.drop_about(connection, about(before.id))
    person = members.by_id(connection, who)
    assert person is not None
    due_at = told_from(meeting_of(connection, before, person, now), starts_at, now)
    kind = "meeting" if before.course_id is None else "session"
    body = Body("begin", name=flow, carrying=(("item", f"{kind}:{before.id}"),))
    for id in events.who_booked(connection, before.id):
        place = members.address_of(connection, id)
        if place is None or id == who or id in but:
            continue
        letters.wait(
            connection, id, *place, body, now, message_class=MessageClass.ASKED, kind=Kind.REMINDER_SOON, due_at=due_at,
            ends_at=max(starts_at, before.starts_at), item=f"{about(before.id)}{before.changes + 1}",
        )  # fmt: skip
        paces.look_by(connection, id, due_at)


def about(event: int) -> str:
    """How the name of every letter begins that tells of a change of this event; which change it was follows."""
    return f"changed:{event}:"


# -- who may ------------------------------------------------------------------------------------------------------------


def _only_coordinators(connection: Connection, who: int) -> None:
    person = members.by_id(connection, who)
    if person is None or person.role != "coordinator":
        raise PermissionError("meetings are made by coordinators")


def _theirs(connection: Connection, meeting: int, who: int) -> events.EventRow | None:
    """The meeting, if this member is invited to it."""
    row, person = events.of(connection, meeting), members.by_id(connection, who)
    if row is None or person is None or row.kind != "meeting":
        return None
    theirs = {id for id, _name in members.groups_of(connection, who)}
    return row if is_for(row, person.role, theirs) else None


def _to_come(connection: Connection, meeting: int, who: int, now: int) -> bool:
    row = _theirs(connection, meeting, who)
    return row is not None and not row.cancelled and row.starts_at > now
