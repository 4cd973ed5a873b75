"""The sealed turn: one thing somebody did in a sealed talk, with no trace of it in any row outside the box.

The desk is the same as for everything else (conversations/desk); what differs is where its outcome goes. The sessions go
into the box's draft and not to `session`. Words go straight to the chat and not through the outbox: they are owed in the
draft until they have arrived (replies.py). What the member typed is no contact for the pace, is counted nowhere, and is
deleted from the chat as the next question is asked. So whoever reads the rows sees the same whether this turn happened or
not; the box changes its bytes in either case.

*Whose words.* A button tells by itself (its session is called after the meeting: "b7", "r7"). Words are for the sealed talk
while it is what was asked last (`box_focus`, in memory), and after that where nobody else can make anything of them. As soon
as a turn comes to something that a sealed talk does not hold (STOP, MENU, a pace) it is no sealed turn: nothing that was done
here is kept, and the same event is taken as if there were no talk. The draft waits in the box meanwhile, and its buttons go
on with it.
"""

import re
from collections.abc import Mapping, Sequence
from sqlite3 import Connection
from typing import Final

from bot.answering import Opening
from bot.apply import Applier
from bot.feedback import draft as drafts
from bot.feedback.talk import ABOVE, LETTER_OF, NotSealed, Outcome, Talk, tell
from bot.ports import Body, Direct, Inbound
from bot.world import World
from conversations import desk, engine
from conversations.desk.stack import living
from conversations.desk.table import STILL_THERE, Table
from conversations.desk.talking import is_shown
from conversations.deskwords import TALK_ENDED
from conversations.effects import Reply
from conversations.events import Arrived, Event, Pressed, Reacted, Typed
from conversations.flow import Flow
from conversations.pace import State
from conversations.plain import clean
from conversations.safety import command, danger, is_stop
from conversations.session import DIGITS, Session
from conversations.view import View
from storage import boxes, members, sealed

STILL_WRITING: Final = 3600
"""Seconds for which words that come after the bot has ended a talk were still written for it."""
SAME_BREATH: Final = 60
"""Seconds for which more of it may come after they were told so: what is long arrives in parts."""
_ID: Final = re.compile(rf"([a-z])(\d{{1,{DIGITS}}})")


def take(
    connection: Connection, world: World, inbound: Inbound, event: Event, row: members.MemberRow, view: View,
    stack: Sequence[Session] = (),
) -> Outcome | None:  # fmt: skip
    """Take the event if it is for a sealed talk of this member; None for everything else. `stack`: what else they are in the
    middle of, for words that answer something newer."""
    if view.pace.state in (State.HELD, State.STOPPED):
        return None
    found = _talk_of(connection, world, event, row.id)
    if found is None:
        return None
    talk = Talk(connection, world, inbound, row.id, view, *found)
    try:
        if _is_for_others(event, stack, talk, view, world):
            raise NotSealed
        if not isinstance(event, Pressed) and sealed.in_the_middle(connection, row.id) and not talk.goes_on():
            ended_at = sealed.ended_at(connection, row.id)
            if ended_at is not None and view.now >= ended_at + STILL_WRITING:
                raise NotSealed
            if isinstance(event, Reacted):
                return Outcome()
            told, breath = _ended(inbound, event, view), view.now - STILL_WRITING + SAME_BREATH
            sealed.set_focus(connection, row.id, talk.meeting_id, in_the_middle=True, ended_at=breath)
            return told
        return talk.take(event)
    except NotSealed:
        tell(view, inside=False)
        return None


def _ended(inbound: Inbound, event: Event, view: View) -> Outcome:
    """The bot has ended the talk (its day is over, its box has closed or cannot be opened), and somebody goes on writing in
    it: that was said for the box, and is not taken for something said openly. It is deleted, and they are told. What is
    heard wherever it is typed is heard here too."""
    if not isinstance(event, Typed | Arrived) or is_heard_anywhere(event, view):
        raise NotSealed
    where, language = (inbound.channel, inbound.address), view.tongue.language
    told = Direct(
        *where, Body("send", view.tongue.say(TALK_ENDED), language=language, silent=view.known.quiet)
    )
    if event.message and view.caps.deletes_theirs:
        return Outcome([Direct(*where, Body("delete", messages=(event.message,))), told])
    return Outcome([told])


def begin(
    connection: Connection, world: World, inbound: Inbound, row: members.MemberRow, view: View, name: str, answers: Mapping[str, str]
) -> Outcome:  # fmt: skip
    """The member chose to begin a sealed talk, or to go on with it, from a page. That choice leaves no trace either."""
    meeting_id = int(answers["item"].rpartition(":")[2])
    talk = Talk(connection, world, inbound, row.id, view, world.flows[name], meeting_id)
    assert inbound.event is not None
    return talk.begin(inbound.event, {**answers, "by": "member"})


def open_chat(
    connection: Connection, world: World, member_id: int, where: tuple[str, str], view: View, name: str, answers: Mapping[str, str],
    opening: Opening,
) -> bool:  # fmt: skip
    """The bot begins a sealed talk, as the gate let it: the same words for everybody, and the same that follows, whoever may
    have answered by now. They go as the letter that waited. False if there is nothing to say."""
    meeting_id = int(answers["item"].rpartition(":")[2])
    turn = engine.open(world.flows[name], f"{LETTER_OF[name]}{meeting_id}", view, answers)
    if turn.session is None:
        return False
    words = tuple(effect for effect in turn.effects if isinstance(effect, Reply))
    Applier(connection, world, *where, view, member_id, opening).apply(words)
    step_aside(connection, member_id)
    if sealed.focus(connection, member_id) is None:
        sealed.set_focus(connection, member_id, meeting_id)
    return True


def step_aside(connection: Connection, member_id: int) -> None:
    """The bot begins something of its own. Whoever is in the middle of a sealed talk stays there: what they are writing is for
    the box, however the bot's clock runs. Where nothing has been said yet, the newer question gets the next words."""
    if not sealed.in_the_middle(connection, member_id):
        sealed.set_focus(connection, member_id, None)


def _talk_of(connection: Connection, world: World, event: Event, member_id: int) -> tuple[Flow, int] | None:
    """The sealed flow and the meeting that this event is for."""
    if isinstance(event, Pressed):
        id, name, _step, _key = (*event.token.split(":"), "", "", "", "")[:4]
        found = _ID.fullmatch(id)
        if found and LETTER_OF.get(name) == found[1]:
            return world.flows[name], int(found[2])
        if name not in ABOVE:
            return None
    meeting_id = sealed.focus(connection, member_id)
    if meeting_id is None or not isinstance(event, Typed | Arrived | Reacted | Pressed):
        return None
    draft = drafts.load(connection, meeting_id, member_id)
    if isinstance(event, Pressed) and (
        draft is None or event.token.split(":")[0] not in {each.id for each in draft.stack}
    ):
        return None  # a card that was laid above something else
    if draft is not None and draft.stack:
        return world.flows[draft.stack[0].flow], meeting_id
    box = boxes.of(connection, meeting_id)
    return world.flows["feedback" if box is None or box.state == "open" else "review"], meeting_id


def _is_for_others(event: Event, stack: Sequence[Session], talk: Talk, view: View, world: World) -> bool:
    """Whether this is no part of the talk that somebody is in the middle of.

    Right after a step of it: the very words of a choice that was put before them since, by the bot. Once they have done
    something else meanwhile, its question stands there still: then whatever anybody else can make something of (a command, the
    question that is open elsewhere) is theirs, and only what nobody else understands is for the talk: within the hour whatever
    it is (a label with a slip in it, own words under buttons), later if it can be an answer to the question. It is not to be
    taken for something said openly."""
    if not sealed.in_the_middle(talk.connection, talk.member_id):
        return False  # an opener that nobody has answered yet stands after everything else: see step_aside
    open_ones = living(tuple(stack), view.now, world.flows)
    if not sealed.is_aside(talk.connection, talk.member_id):
        newer = open_ones and (
            not talk.draft.stack or open_ones[-1].touched_at >= talk.draft.stack[-1].touched_at
        )
        return (
            isinstance(event, Typed)
            and bool(newer)
            and is_shown(Table(open_ones, view, world.flows), event.text)
        )
    if isinstance(event, Pressed):
        return False
    if not isinstance(event, Typed) or is_heard_anywhere(event, view):
        return True
    words = Typed(clean(event.text), event.message)
    if talk.touched_within(STILL_THERE) and _is_for_nobody(words, stack, view, world):
        return False
    if open_ones and engine.advance(world.flows[open_ones[-1].flow], open_ones[-1], words, view).understood:
        return True
    return not talk.can_take(words)


def _is_for_nobody(words: Typed, stack: Sequence[Session], view: View, world: World) -> bool:
    """Whether nobody could make anything of these words if they were said openly. Nothing comes of asking."""
    tell(view, inside=False)
    for_nobody = desk.take(words, tuple(stack), view, world.flows).for_nobody
    tell(view, inside=True)
    return for_nobody


def is_heard_anywhere(event: Typed | Arrived, view: View) -> bool:
    """STOP, a command, words of danger, a code: they mean the same wherever they are typed."""
    text = clean(event.text)
    heard = is_stop(text) or command(text) is not None or danger(text, view.tongue.language) is not None
    return heard or view.rejoin is not None or view.invitation is not None
