"""What the bot starts by itself, one member at a time (PACE.md, section 11; conversations/pace/tending.py).

The tick finds the members whose `look_at` has come, by an index. Each is brought up to the moment in one transaction:
the pace moves on, what has ended goes to What's new, and at most one opener at a time is let go. Who is in the middle
of a talk is looked at again when it has rested for a while: an opener never falls into a conversation.
"""

import logging
from datetime import UTC, datetime
from sqlite3 import Connection

from bot import letters, plan
from bot.apply import Applier, Opening
from bot.looking import history_of
from bot.ports import Body
from bot.views import view_of
from bot.world import World
from conversations import desk, engine, pace
from conversations.events import Due
from conversations.flow import Ask
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
OPENS_WITH = {Kind.CHECK_IN: "check_in", Kind.REST_NOTE: "rest", Kind.WELCOME_BACK: "break_over"}


def tend_due(connection: Connection, world: World, now: int, most: int = 200) -> int:
    """Look at everybody who is due, up to `most`; how many were."""
    due = paces.due(connection, now, most)
    for member_id in due:
        try:
            behind_savepoint(connection, lambda c, who=member_id: tend(c, world, who, now))  # type: ignore[misc]  # a default binds the id
        except Exception as fault:  # undone alone: nobody else waits for the one we fail at
            log.error("looking at a member failed and was undone: %s", type(fault).__name__)
            paces.look_later(connection, member_id, now + AFTER_A_FAULT)
            tallies.count(connection, "look.failed", datetime.fromtimestamp(now, UTC).date().isoformat())
    return len(due)


def tend(connection: Connection, world: World, member_id: int, now: int) -> None:
    row = members.by_id(connection, member_id)
    assert row is not None
    value = plan.from_json(row.plan)
    talking = (
        value.last_contact_at is not None and value.last_contact_at <= now < value.last_contact_at + IN_A_TALK
    )
    where = members.address_of(connection, member_id)
    if talking or where is None:
        again = (value.last_contact_at or now) + IN_A_TALK if talking else None
        return paces.save(connection, member_id, value.state.value, row.plan, again)
    for _ in range(20):  # an opener a pass, until the gate lets none through
        waiting = {str(letter.id): letter for letter in outbox.waiting_openers(connection, member_id)}
        items = [item_of(letter) for letter in waiting.values() if letter.due_at <= now]
        history = history_of(connection, member_id, now - HISTORY_DAYS * DAY)
        tended = pace.tend(value, items, history, world.holidays(now), now)
        for item in (*tended.whats_new, *tended.dropped):
            set_aside(connection, member_id, waiting[item.id], now, keep=item in tended.whats_new)
        value = tended.pace
        if tended.permission is None:
            later = [letter.due_at for letter in waiting.values() if letter.due_at > now]
            moments = [moment for moment in (tended.look_again_at, *later) if moment is not None]
            return paces.save(
                connection, member_id, value.state.value, plan.to_json(value), min(moments, default=None)
            )
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
    return None


def item_of(letter: outbox.LetterRow) -> Item:
    return Item(str(letter.id), Kind(letter.kind), MessageClass(letter.message_class), letter.ends_at)


def set_aside(
    connection: Connection, member_id: int, letter: outbox.LetterRow, now: int, *, keep: bool
) -> None:
    """It will not go any more: to What's new if it is worth keeping, and out of the queue."""
    if keep and letter.item and (text := words_of(connection, letter)):
        broadcasts.to_whats_new(connection, member_id, letter.item, text, now)
    outbox.settle(connection, letter.id, "dropped", now)


def words_of(connection: Connection, letter: outbox.LetterRow) -> str:
    kind, _, number = (letter.item or "").partition(":")
    return broadcasts.text_of(connection, int(number)) if kind == "broadcast" else ""


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
    item = permission.item
    flow = letters.from_json(letter.body).name if letter else OPENS_WITH[item.kind]
    if letter:
        outbox.settle(connection, letter.id, "dropped", now)
    before = sessions.load(connection, member_id)
    stack = tuple(Session.from_json(state) for state in before)
    turn = desk.take(Due(flow), stack, view, world.flows)
    opening = Opening(item.message_class, item.kind, item.id, item.ends_at)
    Applier(connection, world, *where, view, member_id, opening).apply(turn.effects)
    sessions.save(connection, member_id, before, [session.to_json() for session in turn.stack], now)
    return None


def news_body(connection: Connection, world: World, view: View, letter: outbox.LetterRow) -> Body:
    """A news item as this member sees it: whole, or in quiet mode a first line that says nothing (DOMAIN.md 5.1)."""
    flow = world.flows["letter_q" if view.known.quiet else "letter"]
    session = Session("0", flow.id, flow.first, 0, view.now, view.now)
    text = words_of(connection, letter)
    first = flow[flow.first]
    assert isinstance(first, Ask)
    if view.known.quiet:
        broadcasts.to_whats_new(connection, view.known.id, letter.item or "", text, view.now)
        text = engine.wording(first, session, view)
    shown = engine.choices(flow, session, view)
    return Body(
        "send", text, letters.as_tuples(shown), language=view.tongue.language, silent=view.known.quiet
    )
