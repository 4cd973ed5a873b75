"""What was sent to many is stopped half-way, put into other words, or taken back.

    stop      what waits for it is dropped; whoever has it keeps it; it goes to nobody's page. What is still planned was
              with nobody, and is nobody's to read
    correct   something with a date only once, and not in its last two days; one row has the words, so whatever has not gone says the new ones from now on, and so does What's new; what
              stands in a chat is edited in place, where the channel can: without a sound, and never as a new message. Answers
              to the old words are deleted, for nobody gave them to the new ones. What is still planned was read by nobody
    withdraw  what has not gone is dropped, what arrived is deleted while the channel allows it and blanked after that

The decision is one transaction, however many members there are. Chats are then gone through by the tick, some members at a
time, in the order of their ids (`revised_to`), so a restart goes on where it was. Whoever stopped or is held is left alone:
nothing that happens in their chat is our doing any more. What was just on its way meanwhile is looked at again when it has
arrived (`catch_up`). All these letters are answers in the lane of news: they start nothing, and nobody waits for them.
"""

from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Connection
from typing import Final

from bot import digests, letters, views
from bot.ports import Body
from bot.reading import stack_of
from bot.world import World
from conversations import engine
from conversations.effects import Amend, Reply
from conversations.outgoing import OPEN, words_stand
from conversations.pace import Level, State
from conversations.phrases import _
from conversations.session import id_about
from conversations.view import View
from storage import broadcasts, members, revisions, said, shown
from storage import letters as outbox
from storage.broadcasts import NewsRow

AT_ONCE: Final = 50
"""Members in one transaction: each is looked at, as in a tick."""
LIVES: Final = 24 * 3600
MARGIN: Final = 3600
"""Seconds that a deletion may have to wait for its place before the channel refuses it."""
LEFT_ALONE: Final = (State.STOPPED.value, State.HELD.value)
TAKEN_BACK: Final = _("BR-11", "This message was taken back.")
BRINGS: Final = {"news": "letter", "dated": "dated", "urgent": "change"}
"""The flow that opened with it, by its level."""


def amend(connection: Connection, effect: Amend, now: int) -> None:
    """Carry out what a coordinator asked for, as far as there is something left of it."""
    news = broadcasts.item(connection, effect.broadcast)
    if news is None or news.state not in OPEN:
        return
    match effect.how:
        case "stop" if news.state == "planned":  # nobody has it, so nobody is to read it
            broadcasts.change(connection, news.id, state="refused")
        case "stop" if news.state in ("going", "done"):
            revisions.drop_letters(connection, news.item, arriving=False)
            broadcasts.change(connection, news.id, state="stopped")
        case "correct" if (
            news.level != "urgent"
        ):  # those words were agreed to by whoever turned the second key
            if effect.text == news.text or words_stand(Level(news.level), news.state, news.ends_at, news.corrected_at is not None, now):  # fmt: skip
                return
            if news.state == "planned":  # nobody has read other words, so there is nothing to put right
                broadcasts.change(connection, news.id, text=effect.text)
                return
            if news.ends_at is not None and now < news.ends_at:  # what has closed stays as it was said
                said.drop(connection, news.item)
            broadcasts.change(connection, news.id, text=effect.text, corrected_at=now, revised_to=0)
        case "withdraw":
            revisions.drop_letters(connection, news.item, arriving=True)
            revisions.leave_pages(connection, news.item)
            broadcasts.change(connection, news.id, state="withdrawn", revised_to=0)


def go_on(connection: Connection, world: World, now: int, most: int = AT_ONCE) -> bool:
    """Go through the chats of the next members; whether there may be more to do."""
    news = broadcasts.to_revise(connection)
    if news is None:
        return False
    those = revisions.to_look_at(connection, news, most)
    for member_id in those:
        revise(connection, world, news, member_id, now)
    revisions.revised(connection, news.id, those[-1] if those else None)
    return True


def catch_up(connection: Connection, world: World, letter: outbox.LetterRow, now: int) -> None:
    """A letter has arrived that was on its way while its words were changed: its message is put right."""
    digests.catch_up(connection, world, letter, now)
    news = broadcasts.of_item(connection, letters.broadcast_in(letter.item))
    row = None if letter.member_id is None else members.by_id(connection, letter.member_id)
    if news is None or row is None or news.corrected_at is None or news.corrected_at < (letter.sent_at or 0):
        return
    body = letters.from_json(letter.body)
    anew = said_anew(connection, world, views.view_of(connection, world, letter.channel, row, now), news, "")
    if body.op == "send" and anew is not None and anew.text != body.text:
        revise(connection, world, news, row.id, now)


def revise(connection: Connection, world: World, news: NewsRow, member_id: int, now: int) -> None:
    """One member's messages about it, as they should stand now."""
    row = members.by_id(connection, member_id)
    if row is None or row.state in LEFT_ALONE:
        return
    for letter_id, waiting in revisions.about_to_go(connection, news.item, member_id):
        reword(connection, world, row, news, letter_id, waiting, now)
    digests.revise(connection, world, news, row, now)
    for channel, address, message, at in shown.about(connection, news.item, member_id):
        caps = world.caps(channel)
        view = views.view_of(connection, world, channel, row, now)
        if news.state != "withdrawn":
            body = said_anew(connection, world, view, news, message) if caps.revise else None
        elif now - at < caps.delete_within - MARGIN:
            body = Body("delete", messages=(message,))
        else:
            body = (
                Body("revise", view.tongue.say(TAKEN_BACK), replaces=message, language=row.language)
                if caps.revise
                else None
            )
        if body is not None:
            letters.reply(
                connection, member_id, channel, address, body, now, lane=letters.NEWS, ends_at=now + LIVES
            )


def forget_sender(connection: Connection, world: World, items: Sequence[NewsRow], now: int) -> None:
    """Whoever sent these has left, and their name with them: what is about to arrive comes from the organisation."""
    for item in items:
        news = broadcasts.item(connection, item.id)
        for letter_id, member_id, waiting in revisions.under_way(connection, item.item):
            row = members.by_id(connection, member_id)
            if news is not None and row is not None:
                reword(connection, world, row, news, letter_id, waiting, now)


def reword(
    connection: Connection,
    world: World,
    row: members.MemberRow,
    news: NewsRow,
    letter_id: int,
    waiting: str,
    now: int,
) -> None:
    """A letter that has its leave to go says the new words. What may be answered under it stays."""
    before, place = letters.from_json(waiting), members.address_of(connection, row.id)
    if place is None or before.op != "send":
        return
    anew = said_anew(connection, world, views.view_of(connection, world, place[0], row, now), news, "")
    if anew is not None:
        revisions.reword(connection, letter_id, letters.to_json(replace(before, text=anew.text)))


def said_anew(connection: Connection, world: World, view: View, news: NewsRow, message: str) -> Body | None:
    """The message in its new words, with the choices that are still open under it. In quiet mode there were no words."""
    if view.known.quiet:
        return None
    flow, about = world.flows[BRINGS[news.level]], {"item": news.item}
    stack = stack_of(connection, view.known.id, view.now)[1]
    opened = [each for each in stack if each.flow == flow.id and each.answers.get("item") == news.item]
    anew = engine.open(flow, id_about(news.item), view, about).effects
    still = engine.again(flow, opened[-1], view).effects if opened else anew if flow.evergreen else ()
    words = next((effect.text for effect in anew if isinstance(effect, Reply)), "")
    choices = next((effect.choices for effect in still if isinstance(effect, Reply)), ())
    return Body("revise", words, letters.as_tuples(choices), replaces=message, language=view.tongue.language)
