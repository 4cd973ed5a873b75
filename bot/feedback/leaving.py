"""A sealed talk is left: for something else, by STOP, by "Clear these messages", or for good.

What happens to a box here happens to every open box alike, whether there was anything of this member in it or not: so the
log of the database, which tells that a box was sealed anew in the same commit as a member's own rows, tells nobody
whether that member was in the middle of a talk.
"""

from dataclasses import replace
from sqlite3 import Connection

from bot.feedback import draft as drafts
from bot.feedback import roster
from bot.feedback.draft import ALL, BLANK, Draft
from bot.ports import Body, Direct
from bot.world import World
from conversations.desk.stack import expires, living
from storage import members, sealed, shown


def leave(connection: Connection, world: World, member_id: int, *, stopped: bool) -> None:
    """An ordinary turn: the next words are for everything else, where it can make something of them (turns.py). STOP ends what
    was being written, too; every box that is open is sealed anew then, so that nobody can tell whether there was anything."""
    sealed.put_aside(connection, member_id)
    if stopped:
        sealed.set_focus(connection, member_id, None)
        for meeting_id in world.ballots.opened():
            draft = _as_if_talking(connection, meeting_id, member_id)
            _deletes(connection, meeting_id, member_id, replace(draft, stack=()), said_too=False)


def drop(connection: Connection, world: World, member_id: int) -> None:
    """They blocked the bot: nothing can be said to them or deleted any more, so nothing is owed, to anybody alike."""
    sealed.set_focus(connection, member_id, None)
    for meeting_id in world.ballots.opened():
        sealed.drop_draft(connection, meeting_id, member_id)


def turn_all(connection: Connection, world: World) -> None:
    """Seal every open box anew, changed or not."""
    for meeting_id in world.ballots.opened():
        sealed.turn(connection, meeting_id)


def clear_away(connection: Connection, meeting_id: int, member_id: int) -> None:
    """The talk ends without a word; its messages are deleted."""
    draft = drafts.load(connection, meeting_id, member_id)
    if draft is not None:
        _deletes(connection, meeting_id, member_id, replace(draft, stack=()), said_too=False)


def clear_all(connection: Connection, world: World, meeting_id: int) -> None:
    """The box goes, and with it the knowledge of what stands in anybody's chat: it is deleted from memory, past every row."""
    for member_id, _text, _owes in sealed.drafts(connection, meeting_id):
        draft = drafts.load(connection, meeting_id, member_id)
        if draft is not None and draft.messages:
            world.ballots.farewells.append((*draft.where, draft.messages, draft.question))


def clear_chat(connection: Connection, world: World, member_id: int, now: int) -> None:
    """Clear these messages: those of a sealed talk go as well, and what has been answered so far is kept (MF, PV-04). No
    question of it stands there any more, so no words are for it. They are there now: words that were held back as late are
    said first, or what is to be deleted would wait behind them."""
    sealed.set_focus(connection, member_id, None)
    for meeting_id in world.ballots.opened():
        draft = replace(_as_if_talking(connection, meeting_id, member_id), at=now)
        _deletes(connection, meeting_id, member_id, draft, said_too=True)


def _as_if_talking(connection: Connection, meeting_id: int, member_id: int) -> Draft:
    """The talk as it is kept, with the message that asked. Who has none (they have answered, or never were asked) is taken as
    somebody who has: what is owed is done and settled in commits of its own, a moment after the turn, and the log of the
    database would tell by those who still had a talk to clear."""
    where = members.address_of(connection, member_id)
    draft = drafts.load(connection, meeting_id, member_id) or Draft(where=where or ("", ""))
    asked = shown.of_item_or_again(connection, f"feedback:{meeting_id}", member_id)
    opener = next((message for *place, message in reversed(asked) if tuple(place) == draft.where), "")
    return replace(draft, messages=draft.standing(opener), question=draft.question or opener)


def _deletes(
    connection: Connection, meeting_id: int, member_id: int, draft: Draft, *, said_too: bool
) -> None:
    """Owe the deletion of all of the talk, after whatever is owed already or only after what of that deletes. A question that
    is too old to be deleted says nothing any more; it is tried alike where it is gone, so that nothing tells which."""
    before = (body for body in draft.owes if said_too or body.op == "delete")
    after = (Body("delete", messages=(ALL,)), Body("tidy", BLANK, replaces=draft.question))
    drafts.save(connection, meeting_id, member_id, replace(draft, owes=(*before, *after)))


def forget(connection: Connection, world: World, member_id: int) -> list[Direct]:
    """The member leaves, and is in no box by name any more. What they dropped in is among the others' and cannot be found.
    What of a talk stands in their chat is to be deleted past every row; that is returned."""
    turn_all(connection, world)
    roster.strike_out(connection, member_id)
    talks = [drafts.load(connection, id, member_id) for id in sealed.drafts_of(connection, member_id)]
    sealed.strike_out(connection, member_id)
    return [
        direct
        for talk in talks
        if talk and talk.messages
        for direct in farewell(*talk.where, talk.messages, talk.question)
    ]


def farewell(channel: str, address: str, messages: tuple[str, ...], question: str) -> list[Direct]:
    """What stands in a chat goes from it, past every row. A question that is too old to be deleted says nothing any more."""
    blank = (Direct(channel, address, Body("tidy", BLANK, replaces=question)),) if question else ()
    return [Direct(channel, address, Body("delete", messages=messages)), *blank]


def sweep(connection: Connection, world: World, now: int) -> bool:
    """Let go of what was left half-way for a day (B21), and of its messages in the chat; whether there was anything."""
    found = False
    for meeting_id in world.ballots.opened():
        for member_id, text, _owes in sealed.drafts(connection, meeting_id):
            stack = Draft.from_json(text).stack
            if stack and not living(stack, now, world.flows):
                clear_away(connection, meeting_id, member_id)
                over = max(expires(session, world.flows) for session in stack)
                sealed.end_talk(connection, meeting_id, member_id, min(over, now))
                found = True
    return found
