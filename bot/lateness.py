"""Whether a letter may go, asked at the very moment it would: leave to send is given for a moment, and moments pass.

Between leave and sending lie a place in the channel's row, a pause that the channel wanted, an outage. So right before
each call the row is read again. If STOP or FORGET ME has dropped it meanwhile, nothing goes. What starts a chat asks the
gate, however fresh its leave is, whether STOP, a hold, a break or a day of silence has come between; and where leave has
grown stale it asks for it anew. A reply that could not go within 15 minutes (60 for help lines) is held to the member's
hours (PACE.md, section 3), and so is one of a sealed talk, which is no letter and is owed in its box. A copy of somebody's details that is late does not go at all, nor does a rejoin code: who holds the phone by then?
"""

from dataclasses import replace
from sqlite3 import Connection
from typing import Final

from bot import letters, plan
from bot.looking import DAY, history_of
from bot.waiting import item_of
from bot.world import World
from conversations import pace
from conversations.pace import Item, Kind, MessageClass
from conversations.pace.gate import HISTORY_DAYS
from storage import letters as outbox
from storage import members

STALE: Final = 15 * 60
"""Seconds after which leave to send must be asked for again, counted from when it was given."""
WORTH_TRYING: Final = DAY
OPENER_LIVES: Final = 14 * DAY
IN_TIME: Final = 0
NEVER: Final = -1
GONE: Final = -2
"""It was dropped while it was on its way: nothing of it is to go, and nothing is to be settled."""


def too_late(
    connection: Connection, world: World, letter: outbox.LetterRow, now: int, *, words: bool = True
) -> int:
    """IN_TIME if the letter may go now; else when to try again, or NEVER, or GONE.

    Without `words` the question is about a part that says nothing: deleting what was asked to be deleted is never late.
    """
    if not outbox.on_its_way(connection, letter.id):
        return GONE
    op = letters.from_json(letter.body).op
    if letter.member_id is None or not words or op not in ("send", "clear", "file"):
        return IN_TIME
    row = members.by_id(connection, letter.member_id)
    if row is None:
        return GONE
    value = _pace_of(row, world, now)
    reply = letter.message_class == MessageClass.REPLY.value
    if refusal := _closed(connection, letter, value, now):
        return NEVER if refusal.not_before is None or letter.about_member is not None else refusal.not_before
    if now <= (letter.ends_at or now) if reply else now - (letter.sent_at or letter.due_at) < STALE:
        return IN_TIME
    if op == "file" or letter.item == letters.REJOIN:
        return NEVER
    item = _item(connection, letter)
    value = _as_owed(value, item.kind)
    history = [
        sent
        for sent in history_of(connection, letter.member_id, now - HISTORY_DAYS * DAY)
        if sent.item_id != letter.item
    ]
    verdict = pace.may_send(item, value, history, world.holidays(now), now)
    if isinstance(verdict, pace.Permission):
        return IN_TIME
    return verdict.not_before if verdict.not_before is not None else NEVER


def owed_too_late(
    connection: Connection, world: World, member_id: int, asked_at: int, now: int, *, helps: bool = False
) -> int:
    """The same of words that are owed in a sealed talk (bot/feedback/replies.py). `asked_at`: when the member did what they
    answer; `helps`: they give help lines. This only looks: no row may tell that anybody was to be answered."""
    if now <= asked_at + (letters.HELP_LIVES if helps else letters.REPLY_LIVES):
        return IN_TIME
    row = members.by_id(connection, member_id)
    if row is None:
        return NEVER
    item = Item("sealed", Kind.HELPLINE if helps else Kind.ANSWER, MessageClass.REPLY, asked_at=asked_at)
    verdict = pace.may_send(item, _pace_of(row, world, now), (), world.holidays(now), now)
    if isinstance(verdict, pace.Permission):
        return IN_TIME
    return verdict.not_before if verdict.not_before is not None else NEVER


def _as_owed(value: pace.Pace, kind: Kind) -> pace.Pace:
    """The pace as it was before one of the bot's own messages was let go: leave to send it counted it as sent."""
    match kind:
        case Kind.CHECK_IN:
            return replace(value, check_in_due_at=value.last_due_at)
        case Kind.REST_NOTE:
            return replace(value, rest_note_owed=True)
        case Kind.WELCOME_BACK:
            return replace(value, welcome_owed=True)
        case Kind.ACCOUNT_END:
            return replace(value, year_asked_at=None)
        case _:
            return value


def shut_out(connection: Connection, world: World, letter: outbox.LetterRow, now: int) -> bool:
    """Whether the member has shut the door on it: they stopped, are on a break, or are not there any more."""
    row = None if letter.member_id is None else members.by_id(connection, letter.member_id)
    return row is None or _closed(connection, letter, _pace_of(row, world, now), now) is not None


def _pace_of(row: members.MemberRow, world: World, now: int) -> pace.Pace:
    """As bot/reading.py has it, but for counting: this only looks."""
    try:
        return plan.from_json(row.plan)
    except ValueError:
        return plan.for_want_of(row.state, world.programme_at(now), now)


def gives_up_at(letter: outbox.LetterRow) -> int:
    """When a letter that the channel cannot take has failed: a reply after a day, an opener at its end."""
    reply = letter.message_class == MessageClass.REPLY.value
    lives = letter.made_at + (WORTH_TRYING if reply else OPENER_LIVES)
    return max(lives, letter.ends_at or 0) if reply else letter.ends_at or lives


def _closed(
    connection: Connection, letter: outbox.LetterRow, value: pace.Pace, now: int
) -> pace.Refusal | None:
    """What the gate says about the member's door. A reply goes in whatever comes between, but for words passed on."""
    item = _item(connection, letter)
    if item.message_class is not MessageClass.REPLY:
        return pace.closed(item, value, now)
    if letter.about_member is None:
        return None
    return pace.closed(replace(item, kind=Kind.PERSON_REPLY, message_class=MessageClass.ASKED), value, now)


def _item(connection: Connection, letter: outbox.LetterRow) -> Item:
    """The letter as the gate sees it: an answer says when it was asked for, an opener when it ends."""
    kind, its_class = Kind(letter.kind), MessageClass(letter.message_class)
    if its_class is MessageClass.REPLY:
        return Item(f"letter:{letter.id}", kind, its_class, asked_at=letter.made_at)
    return replace(item_of(connection, letter), id=f"letter:{letter.id}")
