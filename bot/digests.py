"""A digest is one message about several things, so its name says which: "digest:12,15".

By that name it is found when one of them is put right or taken back: its lines are told again, without what is gone, in the
same message and without a sound. Where nothing is left of it, it goes like any other message that was taken back.
"""

from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Connection
from typing import TYPE_CHECKING, Final

from bot import letters, views
from bot.ports import Body
from bot.reading import stack_of
from conversations import engine
from conversations.effects import Reply
from conversations.view import View
from storage import broadcasts, members, revisions
from storage import letters as outbox
from storage.broadcasts import NewsRow

if TYPE_CHECKING:
    from bot.world import World

FLOW: Final = "digest"
LIVES: Final = 24 * 3600
MARGIN: Final = 3600
"""Seconds that a deletion may have to wait for its place before the channel refuses it."""


def name_of(told: Sequence[outbox.LetterRow]) -> str:
    numbers = (item.partition(":")[2] for each in told if (item := letters.broadcast_in(each.item)))
    return f"{FLOW}:{','.join(numbers)}"


def items_in(name: str) -> tuple[str, ...]:
    """The things that a digest tells of, by their names; none for any other name."""
    kind, _colon, numbers = name.partition(":")
    return tuple(f"broadcast:{number}" for number in numbers.split(",")) if kind == FLOW and numbers else ()


def revise(connection: Connection, world: "World", news: NewsRow, row: members.MemberRow, now: int) -> None:
    """One member's digests that tell of this, as they should stand now."""
    place = members.address_of(connection, row.id)
    for letter_id, waiting, name in revisions.digests_to_go(connection, news.id, row.id):
        before = letters.from_json(waiting)
        if place is not None and before.op == "send":
            view = views.view_of(connection, world, place[0], row, now)
            if not any(view.facts.thing(item) for item in items_in(name)):
                revisions.drop_ready(connection, letter_id)
                continue
            anew = said_anew(connection, world, view, name, "")
            if anew is not None:
                revisions.reword(connection, letter_id, letters.to_json(replace(before, text=anew.text)))
    for channel, address, message, at, name in revisions.digests_shown(connection, news.id, row.id):
        caps = world.caps(channel)
        view = views.view_of(connection, world, channel, row, now)
        fresh = now - at < caps.delete_within - MARGIN
        empty = not any(view.facts.thing(item) for item in items_in(name))
        body: Body | None = None
        if news.state == "withdrawn" and fresh and (empty or not caps.revise) and not row.quiet:
            body = Body("delete", messages=(message,))
        elif caps.revise:
            body = said_anew(connection, world, view, name, message)
        if body is not None:
            letters.reply(
                connection, row.id, channel, address, body, now, lane=letters.NEWS, ends_at=now + LIVES
            )


def said_anew(connection: Connection, world: "World", view: View, name: str, message: str) -> Body | None:
    """Its lines as they are now. In quiet mode there were none."""
    if view.known.quiet:
        return None
    flow, items = world.flows[FLOW], ",".join(items_in(name))
    stack = stack_of(connection, view.known.id, view.now)[1]
    opened = next((each for each in stack if each.flow == FLOW and each.answers.get("items") == items), None)
    effects = engine.open(flow, opened.id if opened else FLOW, view, {"items": items}).effects
    reply = next(effect for effect in effects if isinstance(effect, Reply))
    return Body(
        "revise",
        reply.text,
        letters.as_tuples(reply.choices),
        replaces=message,
        language=view.tongue.language,
    )


def catch_up(connection: Connection, world: "World", letter: outbox.LetterRow, now: int) -> None:
    """A digest has arrived that was on its way while something in it was put right or taken back."""
    row = None if letter.member_id is None else members.by_id(connection, letter.member_id)
    if row is None:
        return None
    for item in items_in(letter.item or ""):
        news = broadcasts.of_item(connection, item)
        if news is not None and (
            news.state == "withdrawn" or (news.corrected_at or 0) >= (letter.sent_at or now)
        ):
            return revise(connection, world, news, row, now)
