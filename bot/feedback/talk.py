"""One event in one sealed talk: through the desk, and into the box (turns.py says what is taken as sealed, and why).

A talk is in the middle of something once its draft has a session. Before that, when the opener stands there and nothing has
been said, only what answers the opener is taken here, and all else is an ordinary turn: whether somebody has answered
already, or not yet, makes no difference to what comes of their "thanks".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from sqlite3 import Connection
from types import MappingProxyType
from typing import Final

from bot import letters
from bot.answering import Answering
from bot.ballot_box import BoxFull
from bot.feedback import days, reviewing, roster
from bot.feedback import draft as drafts
from bot.feedback.draft import ALL, THE_QUESTION, Draft, form_of
from bot.feedback.feedback_facts import RowFeedbackFacts
from bot.key_file import KeyTrouble
from bot.looking import save_pace
from bot.ports import Body, Direct, Inbound
from bot.world import World
from conversations import desk, engine, pace
from conversations.desk.stack import living
from conversations.effects import Clear, Contact, Count, Effect, PassOn, Remove, Reply, Tidy
from conversations.events import Arrived, Event, Pressed, Reacted, Typed
from conversations.feedback.effects import AgreeToShow, DropIn, HaveRead, Showing, TakeOut
from conversations.feedback.slip import slips_of
from conversations.flow import Ask, Flow, Words
from conversations.session import Session
from conversations.view import View
from storage import boxes, sealed, shown
from storage.sealed import Slip

LETTER_OF: Final[Mapping[str, str]] = MappingProxyType({"feedback": "b", "review": "r"})
"""How the session of each sealed talk is called: this letter and the number of the meeting."""
ABOVE: Final = frozenset({"crisis", "help", "tell"})
"""What may be laid above a sealed talk: fixed words that keep nothing."""
HELD: Final = (
    Reply, Clear, DropIn, TakeOut, Showing, HaveRead, AgreeToShow, PassOn, Contact, Count, Tidy, Remove,
)  # fmt: skip
"""What a sealed talk may ask for. Of these contact, counts, and tidying come to nothing: there is no contact, nothing is
counted, and no answered question is left standing."""
LEAST_SHARE: Final = 8 * 1024
"""Bytes of a box that one person may fill with what they are in the middle of, at the least; else twice a fair share."""
TEAM: Final = frozenset({"coordinator", "representative"})


@dataclass(slots=True)
class Outcome:
    """What came of a sealed turn. `direct`: for somebody whose box is not open any more, past every draft."""

    direct: list[Direct] = field(default_factory=list)


class NotSealed(Exception):
    """This is something that a sealed talk does not hold."""


def tell(view: View, *, inside: bool) -> None:
    """What may be known of a box inside a sealed talk is kept from every other turn: an ordinary page that showed it would
    write it into the outbox."""
    if isinstance(view.facts, RowFeedbackFacts):
        view.facts.inside = inside


class Talk:
    """One event in one sealed talk."""

    def __init__(
        self, connection: Connection, world: World, inbound: Inbound, member_id: int, view: View, flow: Flow, meeting_id: int
    ) -> None:  # fmt: skip
        self.connection, self.world, self.member_id, self.view = connection, world, member_id, view
        self.flow, self.meeting_id, self.where = flow, meeting_id, (inbound.channel, inbound.address)
        tell(view, inside=True)
        self.open = world.ballots.is_open(meeting_id) and self.is_theirs()
        known = drafts.load(connection, meeting_id, member_id) if self.open else None
        self.draft = known or Draft()
        if self.draft.where != self.where:  # another phone: what stood on the old one is out of reach
            self.draft = replace(self.draft, messages=(), question="", where=self.where)

    def is_theirs(self) -> bool:
        """Whether the box holds a place for this member: they were invited, or they may review."""
        if self.flow.id == "review":
            return self.view.known.role in TEAM
        box = boxes.of(self.connection, self.meeting_id)
        zone = self.view.programme.timezone
        over = box is None or self.view.now >= days.closes_at(date.fromisoformat(box.closes_on), zone)
        return not over and self.member_id in roster.of(self.connection, self.meeting_id)

    @property
    def item(self) -> Mapping[str, str]:
        return {"item": f"{self.flow.id}:{self.meeting_id}"}

    def take(self, event: Event) -> Outcome:
        stack = tuple(
            living(self.draft.stack, self.view.now, self.world.flows)
        )  # what is a day old is gone (B21)
        self.note(event)
        if not any(each.flow == self.flow.id for each in stack):
            return self.pressed_anew(event) if isinstance(event, Pressed) else self.said_to_the_opener(event)
        if isinstance(event, Reacted):
            return self.done((), stack)
        turn = desk.take(event, stack, self.view, self.world.flows)
        return self.done(turn.effects, turn.stack)

    def can_take(self, words: Typed) -> bool:
        """Whether these words can be an answer to the question that stands in the chat. (Whoever is to be told that the talk is
        over has written for it, too.)"""
        stack = living(self.draft.stack, self.view.now, self.world.flows) if self.open else []
        if not stack:
            return True
        ask = self.world.flows[stack[-1].flow][stack[-1].step]
        takes_words = isinstance(ask, Ask) and isinstance(ask.kind, Words)
        return (
            takes_words
            or engine.advance(self.world.flows[stack[-1].flow], stack[-1], words, self.view).understood
        )

    def touched_within(self, seconds: int) -> bool:
        """Whether they have done something in it so shortly ago, and it is still there to be gone on with."""
        return self.goes_on() and self.view.now - self.draft.stack[-1].touched_at <= seconds

    def goes_on(self) -> bool:
        """Whether the talk is still there to be gone on with."""
        return self.open and bool(living(self.draft.stack, self.view.now, self.world.flows))

    def begin(self, event: Event, answers: Mapping[str, str]) -> Outcome:
        """From a page: where they were, or the beginning."""
        self.note(event, opens=False)
        if self.draft.question:  # it stands further up: the next one is to stand where they are reading
            self.owe(Body("delete", messages=(self.draft.question,)))
            self.draft = replace(self.draft, question="")
        going_on = living(self.draft.stack, self.view.now, self.world.flows)
        if going_on and going_on[0].trail:
            again = engine.again(self.flow, going_on[0], self.view)
            return self.done(again.effects, (going_on[0],))
        turn = engine.open(self.flow, self.session_id, self.view, answers)
        return self.done(turn.effects, (turn.session,) if turn.session else ())

    def pressed_anew(self, event: Pressed) -> Outcome:
        """A button of a talk that is not going on: the opener's, or one of a talk that has ended."""
        turn = engine.open(self.flow, self.session_id, self.view, self.item)
        step = event.token.split(":")[2]
        if turn.session and turn.session.step == step and isinstance(self.flow[step], Ask):
            went_on = desk.take(event, (turn.session,), self.view, self.world.flows)
            return self.done(went_on.effects, went_on.stack)
        return self.done(turn.effects, (turn.session,) if turn.session else ())

    def said_to_the_opener(self, event: Event) -> Outcome:
        """The bot asked, and nothing has been said in the talk: what answers the opener begins it, and nothing else does."""
        turn = engine.open(self.flow, self.session_id, self.view, self.item)
        if turn.session is None or not isinstance(event, Typed):
            raise NotSealed
        went_on = desk.take(event, (turn.session,), self.view, self.world.flows)
        ended = not went_on.stack and any(isinstance(effect, Clear) for effect in went_on.effects)
        stepped = len(went_on.stack) == 1 and went_on.stack[0].step != turn.session.step
        if not (ended or stepped):
            raise NotSealed
        return self.done(went_on.effects, went_on.stack)

    @property
    def session_id(self) -> str:
        return f"{LETTER_OF[self.flow.id]}{self.meeting_id}"

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
        standing = shown.of_item_or_again(self.connection, self.item["item"], self.member_id)
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
        stack = tuple(session.at(session.step, self.view.now) for session in stack)
        helps = any(isinstance(effect, Reply) and effect.urgent for effect in effects)
        self.draft = replace(self.draft, stack=stack, at=self.view.now, helps=helps)
        if len(self.draft.to_json()) > self.share():
            raise BoxFull
        if not self.world.ballots.can_seal(self.meeting_id):
            raise KeyTrouble("its key file cannot be written")
        drafts.save(self.connection, self.meeting_id, self.member_id, self.draft)
        sealed.turn(self.connection, self.meeting_id)
        sealed.set_focus(
            self.connection, self.member_id, self.meeting_id if stack else None, in_the_middle=True
        )
        is_taking = roster.is_kept(self.connection, self.meeting_id)
        self.world.ballots.check_room(self.connection, self.meeting_id, is_taking=is_taking)
        return Outcome()

    def share(self) -> int:
        """How much of the box one person may fill: nobody is to take the others' room."""
        people = max(1, len(roster.of(self.connection, self.meeting_id)))
        return max(LEAST_SHARE, 2 * self.world.ballots.size_of(self.meeting_id) // people)

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
                self.ask_for_help(effect)
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
        sealed.enter(self.connection, self.meeting_id, self.member_id)
        for question, words, answer in slips_of(form_of(self.connection, self.meeting_id), effect.answers):
            sealed.drop_in(self.connection, self.meeting_id, Slip(question, words, answer, 1))

    def ask_for_help(self, effect: PassOn) -> None:
        """They chose to be known, for this only: it is passed on as if they had asked for it anywhere else."""
        Answering(self.connection, self.world, *self.where, self.view, self.member_id).pass_on(effect)
        after = pace.on_contact(self.view.pace, self.view.now)
        save_pace(self.connection, self.world, self.member_id, after, self.view.now)

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
