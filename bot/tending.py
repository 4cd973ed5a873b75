"""What the bot starts by itself, one member at a time (PACE.md, section 11; conversations/pace/tending.py).

The tick finds the members whose `look_at` has come, by an index. Each is brought up to the moment in one transaction:
the pace moves on, what has ended goes to What's new, and at most one opener at a time is let go. Who is in the middle
of a talk is looked at again when it has rested for a while: an opener never falls into a conversation.
"""

import logging
from dataclasses import replace
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import NamedTuple

from bot import emptying, letters, plan
from bot.apply import Applier, Opening
from bot.looking import history_of
from bot.ports import Body
from bot.reading import stack_of
from bot.views import view_of
from bot.world import World
from conversations import desk, engine, pace
from conversations.events import Due
from conversations.flow import Ask
from conversations.flows import sending
from conversations.pace import Item, Kind, MessageClass, Permission
from conversations.pace.gate import HISTORY_DAYS
from conversations.session import Session
from conversations.view import View
from storage import broadcasts, members, paces, sessions, tallies
from storage import letters as outbox
from storage.transaction import behind_savepoint

log = logging.getLogger(__name__)
DAY = 24 * 3600
IN_A_TALK = 10 * 60
AFTER_A_FAULT = 3600
OPENS_WITH = {
    Kind.CHECK_IN: "check_in",
    Kind.REST_NOTE: "rest",
    Kind.WELCOME_BACK: "break_over",
    Kind.ACCOUNT_END: "year",
}


class Looked(NamedTuple):
    """How many were looked at, and whether anybody was deleted: then no byte of them may stay in the log."""

    many: int
    erased: bool


def tend_due(connection: Connection, world: World, now: int, most: int = 200) -> Looked:
    """Look at everybody who is due, up to `most`."""
    due = paces.due(connection, now, most)
    erased = False
    for member_id in due:
        try:
            erased |= behind_savepoint(connection, lambda c, who=member_id: tend(c, world, who, now))  # type: ignore[misc]  # a default binds the id
        except Exception as fault:  # undone alone: nobody else waits for the one we fail at
            log.error("looking at a member failed and was undone: %s", type(fault).__name__)
            paces.look_later(connection, member_id, now + AFTER_A_FAULT)
            tallies.count(connection, "look.failed", datetime.fromtimestamp(now, UTC).date().isoformat())
    return Looked(len(due), erased)


def tend(connection: Connection, world: World, member_id: int, now: int) -> bool:
    """Look at one member; whether they were deleted, 13 months after their last word."""
    row = members.by_id(connection, member_id)
    assert row is not None
    value = plan.from_json(row.plan)
    talking = (
        value.last_contact_at is not None and value.last_contact_at <= now < value.last_contact_at + IN_A_TALK
    )
    where = members.address_of(connection, member_id)
    gone_at = pace.gone_at(value, reachable=where is not None)
    if gone_at is not None and now >= gone_at:
        if was_asked(connection, value, member_id):
            let_go(connection, member_id, now)
            return True
        value = replace(value, year_asked_at=None)  # the question never arrived: it is owed again
    if talking or where is None:
        again = (value.last_contact_at or now) + IN_A_TALK if talking else gone_at
        paces.save(connection, member_id, value.state.value, plan.to_json(value), again)
        return False
    for _ in range(20):  # an opener a pass, until the gate lets none through
        waiting = {str(letter.id): letter for letter in outbox.waiting_openers(connection, member_id)}
        items = [item_of(letter) for letter in waiting.values() if letter.due_at <= now]
        history = history_of(connection, member_id, now - HISTORY_DAYS * DAY)
        tended = pace.tend(value, items, history, world.holidays(now), now)
        for item in (*tended.whats_new, *tended.dropped):
            set_aside(connection, member_id, waiting[item.id], now, keep=item in tended.whats_new)
            emptying.nobody_told(connection, world, waiting[item.id])
        value = tended.pace
        if tended.permission is None:
            later = [letter.due_at for letter in waiting.values() if letter.due_at > now]
            moments = [moment for moment in (tended.look_again_at, *later) if moment is not None]
            paces.save(
                connection, member_id, value.state.value, plan.to_json(value), min(moments, default=None)
            )
            return False
        paces.save(connection, member_id, value.state.value, plan.to_json(value), now)
        open_chat(
            connection,
            world,
            member_id,
            where,
            tended.permission,
            waiting.get(tended.permission.item.id),
            now,
        )
    return False


def was_asked(connection: Connection, value: pace.Pace, member_id: int) -> bool:
    """Whether the question of a year reached them, or nothing was to be asked."""
    asked_at = value.year_asked_at
    return asked_at is None or outbox.arrived(connection, member_id, Kind.ACCOUNT_END.value, asked_at)


def let_go(connection: Connection, member_id: int, now: int) -> None:
    """Every row about somebody of whom nothing was heard for so long (conversations/pace/year.py). Counted, never named."""
    members.forget(connection, member_id)
    tallies.count(connection, "member.let_go", datetime.fromtimestamp(now, UTC).date().isoformat())


def item_of(letter: outbox.LetterRow) -> Item:
    kind = Kind(letter.kind)
    asked_at = letter.made_at if kind is Kind.PERSON_REPLY else None
    about = letters.about(letter.item)
    return Item(
        str(letter.id), kind, MessageClass(letter.message_class), letter.ends_at, asked_at, about=about
    )


def set_aside(
    connection: Connection, member_id: int, letter: outbox.LetterRow, now: int, *, keep: bool
) -> None:
    """It will not go any more: to What's new if it is worth keeping, and out of the queue."""
    if keep and letter.item and (item := news_of(connection, letter)):
        broadcasts.to_whats_new(connection, member_id, letter.item, item.text, now)
    outbox.settle(connection, letter.id, "dropped", now)


def news_of(connection: Connection, letter: outbox.LetterRow) -> broadcasts.NewsRow | None:
    kind, _, number = (letter.item or "").partition(":")
    return broadcasts.item(connection, int(number)) if kind == "broadcast" else None


def open_chat(
    connection: Connection, world: World, member_id: int, where: tuple[str, str], permission: Permission,
    letter: outbox.LetterRow | None, now: int,
) -> None:  # fmt: skip
    """Put what was let through into the outbox: a flow's opener, or a letter that was waiting."""
    row = members.by_id(connection, member_id)
    assert row is not None
    view = view_of(connection, world, where[0], row, now)
    if letter and letter.kind == Kind.NEWS.value:
        return outbox.release(
            connection, letter.id, letters.to_json(news_body(connection, world, view, letter)), now
        )
    if letter and letter.kind == Kind.PERSON_REPLY.value:  # what a member passed on, in words of its own
        return outbox.release(connection, letter.id, letter.body, now)
    item = permission.item
    flow = letters.from_json(letter.body).name if letter else OPENS_WITH[item.kind]
    if letter:
        outbox.settle(connection, letter.id, "dropped", now)
    if item.kind is Kind.CHECK_IN:  # the one before is over, also where it was put off
        outbox.drop_kind(connection, member_id, Kind.SNOOZE_RETURN.value)
    before, stack = stack_of(connection, member_id, now)
    turn = desk.take(Due(flow), stack, view, world.flows)
    opening = Opening(item.message_class, item.kind, (letter and letter.item) or item.id, item.ends_at)
    Applier(connection, world, *where, view, member_id, opening).apply(turn.effects)
    sessions.save(connection, member_id, before, [session.to_json() for session in turn.stack], now)
    return None


def news_body(connection: Connection, world: World, view: View, letter: outbox.LetterRow) -> Body:
    """A news item as this member sees it: whole, or in quiet mode a first line that says nothing (DOMAIN.md 5.1)."""
    flow = world.flows["letter_q" if view.known.quiet else "letter"]
    session = Session("0", flow.id, flow.first, 0, view.now, view.now)
    item = news_of(connection, letter) or broadcasts.NewsRow("", "")
    text = sending.signed(item.text, item.sender or view.programme.organisation, view.tongue)
    first = flow[flow.first]
    assert isinstance(first, Ask)
    if view.known.quiet:
        broadcasts.to_whats_new(connection, view.known.id, letter.item or "", item.text, view.now)
        text = engine.wording(first, session, view)
    shown = engine.choices(flow, session, view)
    return Body(
        "send", text, letters.as_tuples(shown), language=view.tongue.language, silent=view.known.quiet
    )
