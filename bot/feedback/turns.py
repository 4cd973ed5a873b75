"""The sealed turn: one thing somebody did in a sealed talk, with no trace of it in any row outside the box.

The desk is the same as for everything else (conversations/desk); what differs is where its outcome goes. The sessions go
into the box's draft and not to `session`. Words go straight to the chat and not through the outbox: they are owed in the
draft until they have arrived (replies.py). What the member typed is no contact for the pace, is counted nowhere, and is
deleted from the chat as the next question is asked. So whoever reads the rows sees the same whether this turn happened or
not; the box changes its bytes in either case.

*Whose words.* A button tells by itself (its session is called after the meeting: "b7", "r7"). Words are for the sealed talk
while it is what was asked last (`box_focus`, in memory). As soon as a turn comes to something that a sealed talk does not
hold (STOP, MENU, a pace) it is no sealed turn: nothing that was done here is kept, and the same event is taken as if there
were no talk. The draft waits in the box meanwhile, and its buttons go on with it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from sqlite3 import Connection
from types import MappingProxyType
from typing import Final

from bot import letters
from bot.answering import Answering, Opening
from bot.apply import Applier
from bot.feedback import draft as drafts
from bot.feedback import reviewing
from bot.feedback.draft import ALL, THE_QUESTION, Draft
from bot.feedback.feedback_facts import RowFeedbackFacts
from bot.ports import Body, Direct, Inbound
from bot.world import World
from conversations import desk, engine
from conversations.desk.stack import living
from conversations.effects import Clear, Contact, Count, Effect, PassOn, Remove, Reply, Tidy
from conversations.events import Arrived, Event, Pressed, Reacted, Typed
from conversations.feedback.counting import ANSWERED
from conversations.feedback.effects import AgreeToShow, DropIn, HaveRead, Showing, TakeOut
from conversations.feedback.form import Form
from conversations.flow import Ask, Flow
from conversations.pace import State
from conversations.session import DIGITS, Session
from conversations.view import View
from storage import boxes, members, sealed, shown
from storage.sealed import Slip

LETTER_OF: Final[Mapping[str, str]] = MappingProxyType({"feedback": "b", "review": "r"})
"""How the session of each sealed talk is called: this letter and the number of the meeting."""
ABOVE: Final = frozenset({"crisis", "help", "tell"})
"""What may be laid above a sealed talk: fixed words that keep nothing."""
HELD: Final = (
    Reply,
    Clear,
    DropIn,
    TakeOut,
    Showing,
    HaveRead,
    AgreeToShow,
    PassOn,
    Contact,
    Count,
    Tidy,
    Remove,
)
"""What a sealed talk may ask for. Of these contact, counts, and tidying come to nothing: there is no contact, nothing is
counted, and no answered question is left standing."""
_ID: Final = re.compile(rf"([a-z])(\d{{1,{DIGITS}}})")


@dataclass(slots=True)
class Outcome:
    """What came of a sealed turn. `direct`: for somebody whose box is not open any more, past every draft."""

    direct: list[Direct] = field(default_factory=list)


class NotSealed(Exception):
    """This is something that a sealed talk does not hold."""


def take(
    connection: Connection, world: World, inbound: Inbound, event: Event, row: members.MemberRow, view: View
) -> Outcome | None:
    """Take the event if it is for a sealed talk of this member; None for everything else."""
    if view.pace.state in (State.HELD, State.STOPPED):
        return None
    talk = _talk_of(connection, world, event, row.id)
    if talk is None:
        return None
    try:
        return _Turn(connection, world, inbound, row.id, view, *talk).take(event)
    except NotSealed:
        tell(view, inside=False)
        return None


def begin(
    connection: Connection, world: World, inbound: Inbound, row: members.MemberRow, view: View, name: str, answers: Mapping[str, str]
) -> Outcome:  # fmt: skip
    """The member chose to begin a sealed talk, or to go on with it, from a page. That choice leaves no trace either."""
    meeting_id = int(answers["item"].rpartition(":")[2])
    turn = _Turn(connection, world, inbound, row.id, view, world.flows[name], meeting_id)
    assert inbound.event is not None
    return turn.begin(inbound.event, {**answers, "by": "member"})


def open_chat(
    connection: Connection, world: World, member_id: int, where: tuple[str, str], view: View, name: str, answers: Mapping[str, str],
    opening: Opening,
) -> bool:  # fmt: skip
    """The bot begins a sealed talk, as the gate let it: the same words for everybody, whoever may have answered by now. They
    go as the letter that waited; where somebody stands in the talk is in the box alone. False if there is nothing to say."""
    flow, meeting_id = world.flows[name], int(answers["item"].rpartition(":")[2])
    turn = engine.open(flow, session_id(name, meeting_id), view, answers)
    if turn.session is None:
        return False
    words = tuple(effect for effect in turn.effects if isinstance(effect, Reply))
    Applier(connection, world, *where, view, member_id, opening).apply(words)
    if world.ballots.is_open(meeting_id):
        sealed.turn(connection, meeting_id)
        known = drafts.load(connection, meeting_id, member_id)
        if known is None and not sealed.has_answered(connection, meeting_id, member_id):
            drafts.save(connection, meeting_id, member_id, Draft((turn.session,), where=where))
        if not sealed.has_answered(connection, meeting_id, member_id):
            sealed.set_focus(connection, member_id, meeting_id)
    return True


def tell(view: View, *, inside: bool) -> None:
    """What may be known of a box inside a sealed talk is kept from every other turn: an ordinary page that showed it would
    write it into the outbox."""
    if isinstance(view.facts, RowFeedbackFacts):
        view.facts.inside = inside


def session_id(flow: str, meeting_id: int) -> str:
    return f"{LETTER_OF[flow]}{meeting_id}"


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
    if draft is None or not draft.stack:
        return None
    if isinstance(event, Pressed) and event.token.split(":")[0] not in {each.id for each in draft.stack}:
        return None  # a card that was laid above something else
    return world.flows[draft.stack[0].flow], meeting_id


class _Turn:
    """One event in one sealed talk."""

    def __init__(
        self, connection: Connection, world: World, inbound: Inbound, member_id: int, view: View, flow: Flow, meeting_id: int
    ) -> None:  # fmt: skip
        self.connection, self.world, self.member_id, self.view = connection, world, member_id, view
        self.flow, self.meeting_id, self.where = flow, meeting_id, (inbound.channel, inbound.address)
        tell(view, inside=True)
        self.open = world.ballots.is_open(meeting_id)
        known = drafts.load(connection, meeting_id, member_id) if self.open else None
        self.draft = known or Draft()
        if self.draft.where != self.where:  # another phone: what stood on the old one is out of reach
            self.draft = replace(self.draft, messages=(), question="", where=self.where)

    @property
    def item(self) -> Mapping[str, str]:
        return {"item": f"{self.flow.id}:{self.meeting_id}"}

    def take(self, event: Event) -> Outcome:
        self.note(event)
        if isinstance(event, Reacted):
            return self.done((), self.draft.stack)
        stack = tuple(
            living(self.draft.stack, self.view.now, self.world.flows)
        )  # what is a day old is gone (B21)
        if isinstance(event, Pressed) and not any(each.flow == self.flow.id for each in stack):
            return self.pressed_anew(event)
        turn = desk.take(event, stack, self.view, self.world.flows)
        return self.done(turn.effects, turn.stack)

    def begin(self, event: Event, answers: Mapping[str, str]) -> Outcome:
        """From a page: where they were, or the beginning."""
        self.note(event, opens=False)
        going_on = living(self.draft.stack, self.view.now, self.world.flows)
        if going_on and going_on[0].trail:
            again = engine.again(self.flow, going_on[0], self.view)
            return self.done(again.effects, (going_on[0],))
        turn = engine.open(self.flow, session_id(self.flow.id, self.meeting_id), self.view, answers)
        return self.done(turn.effects, (turn.session,) if turn.session else ())

    def pressed_anew(self, event: Pressed) -> Outcome:
        """A button of a talk that is not going on: the opener's, or one of a talk that has ended."""
        turn = engine.open(self.flow, session_id(self.flow.id, self.meeting_id), self.view, self.item)
        step = event.token.split(":")[2]
        if turn.session and turn.session.step == step and isinstance(self.flow[step], Ask):
            went_on = desk.take(event, (turn.session,), self.view, self.world.flows)
            return self.done(went_on.effects, went_on.stack)
        return self.done(turn.effects, (turn.session,) if turn.session else ())

    def note(self, event: Event, *, opens: bool = True) -> None:
        """Which messages belong to the talk: the one that a button stands under, and what was typed."""
        draft = self.draft
        if isinstance(event, Pressed) and opens and event.message:
            self.draft = replace(draft, messages=draft.standing(event.message), question=event.message)
        elif isinstance(event, Typed | Arrived):
            question = draft.question or self.opener()
            self.draft = replace(draft, messages=draft.standing(question, event.message), question=question)
            if event.message and self.view.caps.deletes_theirs:
                self.owe(Body("delete", messages=(event.message,)))

    def opener(self) -> str:
        """The message that the talk began with, where it came by the outbox."""
        standing = shown.of_item(self.connection, self.item["item"], self.member_id)
        return next((message for *where, message in reversed(standing) if tuple(where) == self.where), "")

    def owe(self, body: Body) -> None:
        self.draft = replace(self.draft, owes=(*self.draft.owes, body))

    def done(self, effects: tuple[Effect, ...], stack: tuple[Session, ...]) -> Outcome:
        if any(session.flow not in ABOVE and session.flow != self.flow.id for session in stack):
            raise NotSealed
        if not all(isinstance(effect, HELD) for effect in effects):
            raise NotSealed
        if stack and any(isinstance(effect, Clear) for effect in effects):
            raise NotSealed  # "Clear these messages" under a card: all of the chat, and the draft waits
        for effect in effects:
            self.one(effect)
        if not self.open:
            return Outcome([Direct(*self.where, self.for_now(body)) for body in self.draft.owes])
        self.draft = replace(self.draft, stack=stack)
        drafts.save(self.connection, self.meeting_id, self.member_id, self.draft)
        sealed.turn(self.connection, self.meeting_id)
        sealed.set_focus(self.connection, self.member_id, self.meeting_id if stack else None)
        self.world.ballots.check_room(self.connection, self.meeting_id)
        return Outcome()

    def one(self, effect: Effect) -> None:
        match effect:
            case Reply():
                self.reply(effect)
            case Clear():
                self.owe(
                    Body(
                        "clear",
                        effect.cleared,
                        messages=(ALL,),
                        otherwise=effect.failed,
                        language=self.view.tongue.language,
                        silent=self.silent,
                    )
                )
            case DropIn():
                self.drop_in(effect)
            case TakeOut() | Showing() | HaveRead() | AgreeToShow():
                reviewing.carry_out(self.connection, self.meeting_id, self.member_id, effect, self.view)
            case PassOn():
                Answering(self.connection, self.world, *self.where, self.view, self.member_id).pass_on(effect)
            case _:
                pass  # see HELD

    @property
    def silent(self) -> bool:
        return bool(self.view.member and self.view.member.quiet)

    def reply(self, effect: Reply) -> None:
        """In place of the question that was answered, where the channel edits; else that one is deleted first. Words that
        ask nothing stand beside it."""
        replaces = THE_QUESTION if self.view.caps.edit and effect.choices else ""
        if not replaces and effect.choices and self.draft.question:
            self.owe(Body("delete", messages=(THE_QUESTION,)))
        self.owe(
            Body("send", effect.text, letters.as_tuples(effect.choices), replaces=replaces, language=self.view.tongue.language, silent=self.silent)
        )  # fmt: skip

    def drop_in(self, effect: DropIn) -> None:
        """The register first, then each question by itself. A second vote changes nothing."""
        if not self.open or sealed.has_answered(self.connection, self.meeting_id, self.member_id):
            return
        form = form_of(self.connection, self.meeting_id)
        sealed.enter(self.connection, self.meeting_id, self.member_id)
        for question in form.questions:
            given = effect.answers.get(question.id, "")
            keys = {answer.key for answer in question.answers}
            chosen = (
                [key for key in given.split(",") if key in keys]
                if question.many
                else [given]
                if given in keys
                else []
            )
            if question.many and chosen:
                sealed.drop_in(self.connection, self.meeting_id, Slip(question.id, 0, ANSWERED, 1))
            for key in dict.fromkeys(chosen):
                sealed.drop_in(self.connection, self.meeting_id, Slip(question.id, 0, key, 1))
            own = effect.answers.get(f"{question.id}w", "") if question.many else "" if chosen else given
            if own and question.words:
                sealed.drop_in(self.connection, self.meeting_id, Slip(question.id, 1, own, 1))

    def for_now(self, body: Body) -> Body:
        """Past the draft: what it would have stood for by then is known now."""
        if body.op == "clear":
            return replace(body, messages=self.draft.messages)
        messages = tuple(self.draft.question if each == THE_QUESTION else each for each in body.messages)
        return replace(
            body,
            messages=tuple(filter(None, messages)),
            replaces=self.draft.question if body.replaces else "",
        )


def form_of(connection: Connection, meeting_id: int) -> Form:
    """The questions as they were when the box was made."""
    row = boxes.of(connection, meeting_id)
    assert row is not None, "there is such a box"
    return Form.from_json(row.questions)
