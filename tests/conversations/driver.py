"""A person at the desk, played without a shell: no channel, no database, no event loop.

`Talk` holds what the shell would keep (member, pace, sessions) as values, hands every event to `desk.take`, and stores
what came of it by foresight, as `bot/apply.py` does. Every session goes through its disk form between two turns, so a
value that would not survive a restart does not survive a test. The clock is a number that tests move.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from conversations import desk, engine, pace, rejoin
from conversations.caps import ROOM_BUTTONS, Caps
from conversations.effects import (
    Clear,
    ComeBack,
    DropAnswers,
    DropCheckIn,
    Effect,
    EndRejoin,
    Forget,
    KeepAnswers,
    KeepRejoin,
    MakeInvite,
    OpenSealed,
    Reply,
    Said,
    SawNews,
    Snooze,
    UseCode,
    WrongName,
)
from conversations.events import Arrived, Due, Event, Opened, Pressed, Typed
from conversations.feedback.effects import AgreeToShow, DropIn, HaveRead, Showing, TakeOut
from conversations.flow import Flow
from conversations.flows import all_flows
from conversations.foresight import foresee
from conversations.key_effects import (
    AskBack,
    AskInvite,
    AskPause,
    AskUrgent,
    LowerNews,
    SendAlone,
    StepBack,
    TakeBack,
    TurnKey,
    Unbook,
)
from conversations.meeting_effects import (
    Book,
    CancelMeeting,
    ChangeMeeting,
    MakeMeeting,
    PutOnAgenda,
    TakeOffAgenda,
    WishToBeAsked,
)
from conversations.phrases import PlainEnglish, Tongue
from conversations.render import Choice, render
from conversations.riding import with_rider
from conversations.session import Session, about
from conversations.training.effects import Attended, CancelCourse, MakeCourse, MoveSession, SortNeed
from conversations.view import Invitation, KeptCheckIn, Member, Programme, Rejoin, Thing, View
from tests.conversations.boxes import FORM
from tests.conversations.programme import CHECK_IN, NOW, PACE, PROGRAMME, SAM, VOICES, TestFacts

__all__ = [
    "CHECK_IN",
    "FORM",
    "NOW",
    "PACE",
    "PROGRAMME",
    "SAM",
    "VOICES",
    "Flows",
    "Message",
    "Talk",
    "TestFacts",
]


@dataclass(frozen=True)
class Message:
    """One message of the bot's, as shown."""

    text: str
    choices: tuple[Choice, ...]


class Flows(dict[str, Flow]):
    """The flows, remembering which of them a talk passed through."""

    def __init__(self, flows: Mapping[str, Flow]) -> None:
        super().__init__(flows)
        self.visited: set[str] = set()

    def __getitem__(self, id: str) -> Flow:
        self.visited.add(id)
        return super().__getitem__(id)


class Talk:
    """One person and the bot."""

    def __init__(
        self,
        member: Member | None = SAM,
        *,
        pace: pace.Pace = PACE,
        programme: Programme = PROGRAMME,
        caps: Caps = ROOM_BUTTONS,
        facts: TestFacts | None = None,
        codes: Mapping[str, Invitation] | None = None,
        tongue: Tongue | None = None,
        flows: Mapping[str, Flow] | None = None,
        now: int = NOW,
    ) -> None:
        self.member, self.pace, self.programme, self.caps = member, pace, programme, caps
        self.facts, self.codes = facts or TestFacts(), dict(codes or {})
        self.tongue: Tongue = tongue or PlainEnglish()
        self.flows = Flows(flows or all_flows(CHECK_IN, FORM))
        self.now = now
        self.rest: list[str] = []
        self.effects: tuple[Effect, ...] = ()
        self.shown: list[Message] = []
        self.turns = 0
        self.ended: dict[str, int] = {}
        self.code = ""
        """This person's rejoin code, as only they and a hash know it."""
        self.new = 0
        """How many new things ride on what comes next."""
        self.away: Rejoin | None = None
        """Whom the code brings back, while somebody unknown writes."""

    # -- what a person does -------------------------------------------------------------------------------------------

    def say(self, text: str) -> str:
        return self.take(Typed(text, f"m{self.turns}"), self._code(text))

    def press(self, label: str) -> str:
        """Press the newest button with these words."""
        for message in reversed(self.shown):
            for choice in message.choices:
                if choice.label == label:
                    return self.take(Pressed(choice.token, "shown"))
        raise AssertionError(f"no button {label!r} was ever shown; last: {[c.label for c in self.choices]}")

    def open(self, payload: str = "") -> str:
        known = self._code(payload)
        return self.take(
            Opened(payload), known or (Invitation(payload, "member", None, valid=False) if payload else None)
        )

    def send(self, kind: str, words: str = "") -> str:
        return self.take(Arrived(kind, f"m{self.turns}", words))

    def due(self, what: str, **carrying: str) -> str:
        return self.take(Due(what, tuple(carrying.items())))

    def letter(self, text: str) -> None:
        """A piece of news arrives: whole, or behind a neutral line."""
        self.facts.items = (text, *self.facts.items)
        self.due("letter_q" if self.member and self.member.quiet else "letter", item="broadcast:100")

    def dated(self, text: str, closes_at: int) -> None:
        """Something that asks for an answer by a date arrives."""
        thing = Thing(f"broadcast:{len(self.facts.things) + 1}", text, "Priya", closes_at)
        self.facts.things = (thing, *self.facts.things)
        self.due("dated", item=thing.item)

    def wait(self, seconds: int) -> None:
        self.now += seconds

    # -- what the shell does ------------------------------------------------------------------------------------------

    @property
    def stack(self) -> tuple[Session, ...]:
        return tuple(Session.from_json(text) for text in self.rest)

    def view(self, invitation: Invitation | None = None) -> View:
        stack = self.stack
        brought = next(
            (code for session in stack if (code := self._code(session.answers.get("code", "")))), None
        )
        return View(
            now=self.now,
            today=datetime.fromtimestamp(self.now, ZoneInfo(self.pace.zone)).date(),
            programme=self.programme,
            tongue=self.tongue,
            caps=self.caps,
            questionnaire=CHECK_IN,
            facts=self.facts,
            member=self.member,
            pace=self.pace if self.member else pace.Pace(),
            chance=(self.turns + 1) * 7919 << 8,
            invitation=invitation or brought,
            fresh_code="K7QM2XWP",
            just_ended=frozenset(id for id, at in self.ended.items() if self.now - at <= 120),
            invite_link="https://t.me/example_bot?start=K7QM2XWP",
        )

    def _rejoin(self, event: Event) -> Rejoin | None:
        words = event.payload if isinstance(event, Opened) else event.text if isinstance(event, Typed) else ""
        if not (typed := rejoin.readings(words)):
            return None
        if self.code not in typed or self.pace.hold_is_silent:
            return Rejoin()
        return Rejoin(self.member, self.pace) if self.member else self.away or Rejoin()

    def lose_phone(self) -> None:
        """From here on somebody unknown writes, on another phone."""
        self.away, self.member, self.rest = Rejoin(self.member, self.pace), None, []

    def take(self, event: Event, invitation: Invitation | None = None) -> str:
        """One turn: the desk's answer, kept as the shell would keep it. Gives back the words of the bot."""
        self.turns += 1
        view = replace(self.view(invitation), rejoin=self._rejoin(event))
        turn = self._open_sealed(desk.take(event, self.stack, view, self.flows), view)
        gone = {session.id for session in self.stack} - {session.id for session in turn.stack}
        self.ended |= dict.fromkeys(gone if self.member else (), self.now)
        rides, self.new = self.new if isinstance(event, Due) else 0, 0
        effects = with_rider(turn.effects, view, rides)
        self.effects, self.rest = effects, [session.to_json() for session in turn.stack]
        after = foresee(view, turn.effects)
        self.member, self.tongue = after.member, after.tongue
        self.pace = after.pace if after.member else PACE
        for effect in turn.effects:
            self._carry_out(effect, view)
        self.shown += self.messages
        return self.text

    def _open_sealed(self, turn: desk.DeskTurn, view: View) -> desk.DeskTurn:
        """What was chosen on a page goes on inside its box, as bot/feedback/turns.py lets it."""
        chosen = next((effect for effect in turn.effects if isinstance(effect, OpenSealed)), None)
        if chosen is None:
            return turn
        opened = engine.open(
            self.flows[chosen.flow], f"b{about(chosen.answers)}", view, {**chosen.answers, "by": "member"}
        )
        stack = (opened.session,) if opened.session else ()
        effects = tuple(effect for effect in turn.effects if not isinstance(effect, OpenSealed))
        return desk.DeskTurn(stack, (*effects, *opened.effects))

    def _carry_out(self, effect: Effect, view: View) -> None:
        match effect:
            case UseCode() if self.member and view.invitation and view.invitation.valid:
                joined = view.invitation.group
                groups = (
                    *self.member.groups,
                    *((joined,) if joined and joined not in self.member.groups else ()),
                )
                self.member = replace(self.member, groups=groups, role=view.invitation.role)
            case KeepAnswers():
                lines = tuple(effect.answers.items())
                self.facts.kept = (KeptCheckIn(self.now, lines, effect.sight == "worker"), *self.facts.kept)
            case KeepRejoin():
                self.code, self.facts.made = effect.code, self.facts.made + 1
            case WrongName():
                self.facts.misnamed += 1
            case EndRejoin() if not effect.keep:
                self.code = ""
            case ComeBack():
                self.code, self.away = "", None
            case Said():
                self.facts.answered[effect.item] = effect.value
                self.facts.unrated = ""
            case StepBack() if self.member:
                self.member = replace(self.member, role="member")
            case (
                AskUrgent()
                | AskPause()
                | AskInvite()
                | TurnKey()
                | SendAlone()
                | TakeBack()
                | AskBack()
                | LowerNews()
                | Unbook()
            ):
                self.facts.carry_out(effect, self.now)
                if isinstance(effect, Unbook):
                    self.facts.carry_out_meeting(effect)
            case (
                MakeMeeting()
                | ChangeMeeting()
                | CancelMeeting()
                | Book()
                | PutOnAgenda()
                | TakeOffAgenda()
                | WishToBeAsked()
            ):
                self.facts.carry_out_meeting(effect)
            case MakeCourse() | MoveSession() | CancelCourse() | SortNeed() | Attended():
                self.facts.carry_out_training(effect, self.now)
            case MakeInvite():
                self.facts.make_code(effect.role)
            case Snooze() if effect.item:
                self.facts.snoozed += 1
            case TakeOut() | Showing() | HaveRead() | AgreeToShow():
                self.facts.carry_out_review(effect)
            case DropIn():
                self.facts.dropped = (*self.facts.dropped, effect.answers)
            case SawNews():
                self.facts.looked = True
            case DropAnswers("check_ins"):
                self.facts.kept = ()
            case DropCheckIn():
                self.facts.kept = tuple(each for each in self.facts.kept if each.at != effect.at)
            case Forget():
                self.member, self.rest = None, []
            case _:
                pass

    def _code(self, text: str) -> Invitation | None:
        return self.codes.get(text.strip())

    # -- what came of it ----------------------------------------------------------------------------------------------

    @property
    def messages(self) -> list[Message]:
        """The messages of the last turn."""
        said = [Message(effect.text, effect.choices) for effect in self.effects if isinstance(effect, Reply)]
        said += [
            Message(effect.cleared, effect.choices) for effect in self.effects if isinstance(effect, Clear)
        ]
        return said + [Message(effect.goodbye, ()) for effect in self.effects if isinstance(effect, Forget)]

    @property
    def pieces(self) -> list[str]:
        """The last turn's messages as this connection would show them, choices and all."""
        return [
            piece.text
            for message in self.messages
            for piece in render(message.text, message.choices, self.caps, self.tongue)
        ]

    @property
    def text(self) -> str:
        return "\n\n".join(message.text for message in self.messages)

    @property
    def choices(self) -> tuple[Choice, ...]:
        return next((message.choices for message in reversed(self.messages) if message.choices), ())

    @property
    def labels(self) -> list[str]:
        return [choice.label for choice in self.choices]

    @property
    def top(self) -> str:
        """Where the person stands: flow and step of the open question."""
        return f"{self.stack[-1].flow}.{self.stack[-1].step}" if self.stack else ""

    def did(self, kind: type[Effect]) -> list[Effect]:
        """The last turn's effects of one kind."""
        return [effect for effect in self.effects if isinstance(effect, kind)]
