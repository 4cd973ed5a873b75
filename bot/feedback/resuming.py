"""After a restart: whose next words are for a sealed talk.

While the bot runs that is known in its memory alone (storage/sealed.py, `box_focus`), and no row may tell it. After a restart
it is worked out from what is kept anyway. It matters more than it seems: an answer that is typed just after a restart is not
to be taken for something said openly.

A draft in a box says who is in the middle of a talk, and the pace whether they have done something else since its last step
(within one second, the talk is taken to be the later). What the bot began meanwhile does not end a talk (turns.py,
`step_aside`). And the opener is still what was asked last where nothing went to a member after it and they have done nothing
since: that is read from rows which are the same whoever has answered.
"""

from sqlite3 import Connection

from bot.feedback import roster
from bot.feedback.draft import Draft
from bot.looking import history_of
from bot.reading import pace_of
from bot.world import World
from conversations.pace import Kind
from conversations.pace.gate import HISTORY_DAYS
from storage import events, members, sealed

DAY = 24 * 3600


def hear_again(connection: Connection, world: World, now: int) -> None:
    """Once, when the boxes have been opened at a start."""
    for member_id in sorted(
        {id for meeting in world.ballots.opened() for id in roster.of(connection, meeting)}
    ):
        meeting_id = asked_last(connection, world, member_id, now)
        if meeting_id is not None:
            sealed.set_focus(connection, member_id, meeting_id)
    for meeting_id in world.ballots.lost:
        beware(connection, meeting_id, now)
    latest: dict[int, tuple[int, int]] = {}
    for meeting_id in world.ballots.opened():
        for member_id, text, _owes in sealed.drafts(connection, meeting_id):
            stack = Draft.from_json(text).stack
            if stack:  # one whose day is over as well: what they type next was meant for it
                latest[member_id] = max(latest.get(member_id, (0, 0)), (stack[-1].touched_at, meeting_id))
    for member_id, (touched_at, meeting_id) in latest.items():
        over = touched_at + world.flows["feedback"].lives
        sealed.set_focus(
            connection, member_id, meeting_id, in_the_middle=True, ended_at=over if now >= over else None,
            aside=touched_at < last_contact(connection, world, member_id, now),
        )  # fmt: skip


def beware(connection: Connection, meeting_id: int, now: int) -> None:
    """A box cannot be opened, so nobody can say who is in the middle of what. The next words of everybody who was invited may
    have been meant for it: within the hour they are not taken for something said openly."""
    for member_id in events.invited(connection, meeting_id):
        sealed.set_focus(connection, member_id, meeting_id, in_the_middle=True, ended_at=now)


def asked_last(connection: Connection, world: World, member_id: int, now: int) -> int | None:
    """The meeting whose opener is the last thing that this member and the bot had to do with each other."""
    sent = history_of(connection, member_id, now - HISTORY_DAYS * DAY)
    last = max(sent, key=lambda each: each.at, default=None)
    if last is None or last.kind is not Kind.FEEDBACK_ASK or not last.item_id:
        return None
    number = last.item_id.split(":")[1]
    spoke = last_contact(connection, world, member_id, now)
    return (
        int(number) if number.isdecimal() and last.at > spoke and world.ballots.is_open(int(number)) else None
    )


def last_contact(connection: Connection, world: World, member_id: int, now: int) -> int:
    """When this member last did anything that is no part of a sealed talk, UTC seconds."""
    row = members.by_id(connection, member_id)
    if row is None:
        return now
    return pace_of(connection, row, world.programme_at(now), now).last_contact_at or 0
