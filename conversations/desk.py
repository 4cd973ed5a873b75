"""The desk: who gets the next word.

A member has a small stack of sessions: what they are in the middle of, with cards (help, the menu, a change of pace)
laid on top. The desk looks at everything that comes in, in an order that protects people before it serves flows:

1. STOP, as a whole message, anywhere: obeyed at once.
2. Words that may mean danger: the fixed card, before anything is saved. What was going on waits beneath.
3. A held phone changes nothing; a stopped member gets an answer only.
4. The very words of a shown choice answer it; command words (HELP, MENU, PACE …) lay a card on top.
5. "Stop" inside a longer message: a day of silence, and one question.
6. Buttons: of the open question, of a finished one, of a past life. Each gets an answer.
7. Words: for the open question; if nothing is open, for whoever can make something of them.

Pure: `take` turns (event, stack, view) into (stack, effects).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from conversations import engine, pace, stranger, telling
from conversations.deskwords import (
    ALREADY_JOINED,
    ANSWERED_ALREADY,
    CLOSED,
    LEFT,
    NOT_JOINED,
    NOT_UNDERSTOOD,
    NOTHING_KEPT,
    PHOTO,
    THANKED,
    THAT_IS_ALL,
    VOICE,
    reachable,
)  # fmt: skip
from conversations.effects import (
    Begin,
    ChangePace,
    Clear,
    Contact,
    Count,
    Effect,
    EmptyQueue,
    Forget,
    Leave,
    Remove,
    Reply,
    SendCopy,
    Tidy,
    UseCode,
)  # fmt: skip
from conversations.events import Arrived, Blocked, Due, Event, Opened, Pressed, Reacted, Returned, Typed
from conversations.flow import Ask, Flow, Visit
from conversations.foresight import foresee
from conversations.phrases import Phrase
from conversations.plain import clean, plain
from conversations.safety import Command, Tier, command, danger, is_angry, is_stop, mentions_stop
from conversations.session import Session, new_id
from conversations.view import View

DAY: Final = 24 * 3600
WHILE_STOPPED: Final = frozenset(
    {"stop", "return", "start", "help", "crisis", "tell", "message", "clear", "forget", "details", "fix", "kept", "language"}
)
"""Flows whose buttons still answer after STOP: the way out, the way back, the help lines, and one's own details."""
WHILE_HELD: Final = frozenset({"help", "crisis"})
"""Flows that a held phone gets (PACE.md, section 7)."""
FOR_STRANGERS: Final = frozenset({"join", "look", "help", "crisis"})
"""Flows whose buttons go on for somebody of whom nothing is stored, also after a restart."""
OF_COMMAND: Final[Mapping[Command, str]] = {
    Command.HELP: "help",
    Command.MENU: "menu",
    Command.PACE: "pace",
    Command.PAUSE: "break",
    Command.MY_DATA: "details",
    Command.FORGET_ME: "forget",
    Command.CLEAR: "clear",
    Command.LANGUAGE: "language",
}


@dataclass(frozen=True, slots=True)
class DeskTurn:
    """The stack afterwards (the open session last) and what is asked of the world."""

    stack: tuple[Session, ...]
    effects: tuple[Effect, ...]


def take(event: Event, stack: tuple[Session, ...], view: View, flows: Mapping[str, Flow]) -> DeskTurn:
    """One event of one person, taken to its end."""
    alive = living(stack, view.now, flows)
    desk = _Desk(alive, practising(view, alive), flows)
    desk.receive(event)
    desk.never_silent(event)
    return DeskTurn(tuple(desk.stack), desk.closing_effects(event))


def living(stack: tuple[Session, ...], now: int, flows: Mapping[str, Flow]) -> list[Session]:
    """The sessions that go on. One that waits for a visited flow lives as long as that flow does."""
    alive: list[Session] = []
    for session in reversed(stack):
        if session.flow in flows and session.step in flows[session.flow]:
            waits = bool(alive) and isinstance(flows[session.flow][session.step], Visit)
            if waits or now < expires(session, flows):
                alive.insert(0, session)
    return alive


def practising(view: View, stack: list[Session]) -> View:
    """Whoever is looking around practises: nothing they do there is kept."""
    looking = any(session.flow == "look" for session in stack)
    return replace(view, practice=True) if looking and not view.practice else view


def expires(session: Session, flows: Mapping[str, Flow]) -> int:
    """When an untouched session ends, in UTC seconds: a day once something is answered (B21), else as its flow says."""
    flow = flows[session.flow]
    return session.touched_at + (min(flow.lives, DAY) if session.trail else flow.lives)


class _Desk:
    """The working state of one `take`: mutable, and gone when it returns."""

    def __init__(self, stack: list[Session], view: View, flows: Mapping[str, Flow]) -> None:
        self.stack, self.view, self.flows = stack, view, flows
        self.effects: list[Effect] = []
        self.begun = 0

    # -- who gets it ------------------------------------------------------------------------------------------------

    def receive(self, event: Event) -> None:
        state = self.view.pace.state if self.view.member else None
        match event:
            case Blocked():
                self.stack.clear()
                self.add(ChangePace(pace.stop(self.view.pace, self.view.now)), EmptyQueue())
            case Due():
                self.due(event.what)
            case Returned():
                self.settle()
            case _ if state is pace.State.HELD:
                self.held(event)
            case Typed():
                self.typed(replace(event, text=clean(event.text)), stopped=state is pace.State.STOPPED)
            case Pressed():
                self.pressed(event, stopped=state is pace.State.STOPPED)
            case Opened():
                self.opened(event, stopped=state is pace.State.STOPPED)
            case Arrived():
                self.arrived(event, stopped=state is pace.State.STOPPED)
            case Reacted():
                pass

    def typed(self, event: Typed, *, stopped: bool) -> None:
        text = event.text
        if is_stop(text):
            return self.stop()
        if tier := danger(text, self.view.tongue.language):
            return self.crisis(tier, event)
        said = command(text)
        if stopped:
            return self.after_stop(said, event)
        if self.is_shown(text):
            return self.talk(event, None)
        if said in OF_COMMAND or said is Command.START:
            return self.command(said)
        if self.stack and said is Command.BACK:
            return self.back()
        if self.stack and said is Command.LEAVE:
            return self.leave()
        if mentions_stop(text) and self.view.member:
            self.add(ChangePace(pace.ask_for_quiet(self.view.pace, self.view.now)), EmptyQueue())
            return self.begin("less_stop")
        return self.talk(event, said)

    def is_shown(self, text: str) -> bool:
        """Whether these are the very words of a choice of the open question: "Start" under a check-in begins it."""
        if not self.stack:
            return False
        top, flow = self.stack[-1], self.flows[self.stack[-1].flow]
        if not isinstance(flow[top.step], Ask):
            return False
        return any(plain(text) == plain(choice.label) for choice in engine.choices(flow, top, self.view))

    def held(self, event: Event) -> None:
        """A held phone: help lines and safety cards, and nothing else (PACE.md, section 7)."""
        self.stack = [session for session in self.stack if session.flow in WHILE_HELD]
        if isinstance(event, Typed):
            if tier := danger(event.text, self.view.tongue.language):
                return self.crisis(tier, event)
            if command(event.text) is Command.HELP:
                return self.begin("help")
            if self.stack:
                turn = engine.advance(self.flows[self.stack[-1].flow], self.stack[-1], event, self.view)
                if turn.understood:
                    return self.apply(turn)
        if isinstance(event, Pressed) and _parts(event.token)[1] in WHILE_HELD:
            return self.pressed(event, stopped=False)
        self.stack.clear()
        return self.begin("held")

    # -- STOP, and after --------------------------------------------------------------------------------------------

    def stop(self) -> None:
        self.stack.clear()
        if self.view.member is None:
            return self.begin("stop_stranger")
        self.add(ChangePace(pace.stop(self.view.pace, self.view.now)), EmptyQueue())
        self.begin("stop")

    def after_stop(self, said: Command | None, event: Typed) -> None:
        if said is Command.HELP:
            return self.begin("help")
        if said is Command.START:
            self.stack.clear()
            return self.begin("start")
        if said in (Command.FORGET_ME, Command.MY_DATA, Command.CLEAR):
            return self.command(said)
        if self.stack and self.stack[-1].flow in WHILE_STOPPED:
            turn = engine.advance(self.flows[self.stack[-1].flow], self.stack[-1], event, self.view)
            if turn.understood:
                return self.apply(turn)
        self.stack.clear()
        return self.begin("return")

    # -- words and buttons ------------------------------------------------------------------------------------------

    def command(self, said: Command | None) -> None:
        if self.view.member is None and said is not Command.HELP and said is not Command.CLEAR:
            return self.stranger_asks(said)
        name = OF_COMMAND.get(said, "menu") if said else "menu"
        self.begin("team" if name == "menu" and self.view.member and self.view.member.team else name)

    def stranger_asks(self, said: Command | None) -> None:
        if said is Command.START or (said is Command.LANGUAGE and not self.stack):
            self.stack.clear()
            return self.begin("join")
        phrase = NOTHING_KEPT if said in (Command.MY_DATA, Command.FORGET_ME) else NOT_JOINED
        if not self.stack:
            self.say(phrase)
            return self.begin("join")
        return self.show_again(phrase)

    def talk(self, event: Typed, said: Command | None) -> None:
        unopened: list[Session] = []
        while self.stack:
            top = self.stack[-1]
            flow = self.flows[top.flow]
            turn = engine.advance(flow, top, event, self.view)
            if turn.understood or not self.lets_pass(flow, top):
                self.apply(turn)
                self.stack[:0] = unopened
                return
            self.stack.pop()
            if not flow.overlay:
                unopened.insert(0, top)
            elif self.stack and isinstance(self.flows[self.stack[-1].flow][self.stack[-1].step], Visit):
                before = len(self.effects)
                self.settle()  # the flow that was waiting for this card goes on
                if len(self.effects) > before:
                    self.stack[:0] = unopened
                    return
        self.stack = unopened
        self.nothing_open(event.text, said)

    def lets_pass(self, flow: Flow, session: Session) -> bool:
        """Whether words that mean nothing to this session may be for somebody else: a card, or an unopened opener."""
        if flow.overlay:
            return len(self.stack) > 1 or self.view.member is not None
        return flow.opener and not session.trail and not session.answers and not self.is_visited()

    def nothing_open(self, text: str, said: Command | None) -> None:
        member, state = self.view.member, self.view.pace.state
        if member is None:
            return self.begin("join", {"code": self.view.invitation.code} if self.view.invitation else None)
        if self.view.invitation:
            return self.use_code()
        if state is pace.State.PAUSED:
            return self.begin("on_break")
        if member.quiet and text.casefold() == member.quiet_word.casefold():
            return self.begin("menu")
        if state is pace.State.RESTING:
            return self.begin("welcome")
        if said is Command.THANKS:
            return self.say(THANKED)
        if said is Command.GREETING:
            return self.begin("team" if member.team else "menu")
        if is_angry(text):
            return self.begin("angry")
        if len(text.split()) >= 5 and not member.team and reachable(self.view):
            return self.begin("pass_on", {"words": text[: telling.MOST]})
        return self.say(NOT_UNDERSTOOD)

    def pressed(self, event: Pressed, *, stopped: bool) -> None:
        id, name, step, _key = _parts(event.token)
        if stopped and name not in WHILE_STOPPED:
            self.stack.clear()
            return self.begin("return")
        place = next((n for n, session in enumerate(self.stack) if (session.id, session.flow) == (id, name)), None)
        if place is None:
            place = self.revive(id, name, step)
        if place is None:
            return self.past_life(name)
        session, flow = self.stack[place], self.flows[name]
        if session.step != step:
            if not (flow.evergreen and isinstance(flow.index.get(step), Ask)):
                return self.show_again(ANSWERED_ALREADY)
            session = self.stack[place] = replace(session, step=step)
        del self.stack[place + 1 :]
        turn = engine.advance(flow, session, event, self.view)
        self.apply(turn, event if turn.understood and not flow.evergreen else None)

    def revive(self, id: str, name: str, step: str) -> int | None:
        """A place for a button whose session is gone, if it can still mean something."""
        flow = self.flows.get(name)
        if flow is None or not isinstance(flow.index.get(step), Ask):
            return None
        known = next((n for n, session in enumerate(self.stack) if session.flow == name), None)
        if stranger.is_packed(id) and self.view.member is None:
            if known is not None or name not in FOR_STRANGERS:
                return known
            self.stack.append(stranger.unpack(id, name, step, self.view.now, self.view.chance))
            self.view = practising(self.view, self.stack)
        elif flow.evergreen and self.is_for_them(name):
            if known is not None:
                return known
            self.stack.append(Session(self.fresh_id(), name, step, self.view.chance, self.view.now, self.view.now))
        else:
            return None
        return len(self.stack) - 1

    def is_for_them(self, name: str) -> bool:
        """Whether an old button of this flow still means something for who they are now."""
        member = self.view.member
        return name in FOR_STRANGERS if member is None else member.team or name != "team"

    def past_life(self, name: str) -> None:
        if self.view.member is None:
            return self.show_again(NOT_JOINED) if self.stack else self.begin("join")
        if name == "check_in":
            return self.begin("closed")
        return self.show_again(ALREADY_JOINED if name in ("join", "look") else CLOSED)

    def opened(self, event: Opened, *, stopped: bool) -> None:
        if self.view.member is None:
            self.stack.clear()
            code = self.view.invitation.code if self.view.invitation else ""
            return self.begin("join", {"code": code} if code else None)
        if stopped:
            self.stack.clear()
            return self.begin("start")
        if self.view.invitation:
            return self.use_code()
        return self.command(Command.START)

    def use_code(self) -> None:
        assert self.view.invitation is not None
        if self.view.invitation.valid:
            self.add(UseCode(self.view.invitation.code))
        self.begin("invited")

    def arrived(self, event: Arrived, *, stopped: bool) -> None:
        if event.message:
            self.add(Remove(event.message))
        if stopped:
            return self.begin("return")
        if event.kind in ("sticker", "other") and self.stack:
            return self.show_again(None)
        if event.kind == "sticker":
            return self.say(NOT_UNDERSTOOD) if self.view.member else self.begin("join")
        return self.show_again(VOICE if event.kind == "voice" else PHOTO)

    # -- things that are due ----------------------------------------------------------------------------------------

    def due(self, what: str) -> None:
        """Something the bot starts: `what` is the flow that opens it. An older one of the same kind closes softly; what
        was half-done waits beneath, for what is typed next answers what was asked last."""
        self.stack = [s for s in self.stack if s.flow != what]
        self.begin(what)

    # -- moving about -----------------------------------------------------------------------------------------------

    def crisis(self, tier: Tier, event: Typed) -> None:
        """The card, above whatever was going on. What was being written to a person still goes to them."""
        if self.stack and self.flows[self.stack[-1].flow].to_person:
            self.talk(event, None)
        passed_on = [effect for effect in self.effects if not (isinstance(effect, Reply) and effect.choices)]
        self.effects = []
        self.stack = [session for session in self.stack if session.flow not in ("crisis", "tell")]
        self.add(Count(f"card.{tier.value}"))
        going_on = [self.flows[session.flow] for session in self.stack]
        self.begin("crisis", telling.carried(self.view, tier, event.text, going_on))
        self.effects += passed_on

    def back(self) -> None:
        """The question before; at the first one of a visited flow, the last one of the flow that visits it."""
        while len(self.stack) > 1 and not self.stack[-1].trail and self.stack[-2].trail and self.is_visited():
            self.stack.pop()
        self.apply(engine.back(self.flows[self.stack[-1].flow], self.stack[-1], self.view))

    def is_visited(self) -> bool:
        """Whether the flow beneath waits for the open one to end."""
        return len(self.stack) > 1 and isinstance(self.flows[self.stack[-2].flow][self.stack[-2].step], Visit)

    def leave(self) -> None:
        self.stack.pop()
        self.say(LEFT)
        self.settle()

    def begin(self, name: str, answers: Mapping[str, str] | None = None) -> None:
        """Lay a flow on top and walk to its first question. An older session of the same flow gives way."""
        kept = stranger.kept(self.stack[-1]) if self.view.member is None and self.stack else {}
        self.stack = [session for session in self.stack if session.flow != name]
        self.apply(engine.open(self.flows[name], self.fresh_id(), self.view, {**kept, **(answers or {})}), new=True)

    def fresh_id(self) -> str:
        if self.view.member is None:
            return stranger.MARK
        self.begun += 1
        return new_id(self.view.chance + self.begun)

    def apply(self, turn: engine.Turn, pressed: Pressed | None = None, *, new: bool = False) -> None:
        """Take in one engine turn: the session it leaves, its effects, and whatever it begins or ends."""
        old = None if new else self.stack.pop()
        if pressed and old:
            self.tidy(old, pressed, turn)
        if turn.session:
            self.stack.append(turn.session)
        begins = [effect for effect in turn.effects if isinstance(effect, Begin)]
        self.add(*(effect for effect in turn.effects if not isinstance(effect, Begin | Leave)))
        if any(isinstance(effect, Leave | Clear) for effect in turn.effects):
            self.stack.clear()  # after a clear nothing that was going on comes back to the screen
        for effect in begins:
            self.begin(effect.flow, effect.answers)
        if turn.session is None and not begins:
            self.settle()

    def settle(self) -> None:
        """A flow has ended: the one beneath goes on, or shows its question again."""
        if not self.stack:
            return
        top = self.stack[-1]
        flow = self.flows[top.flow]
        if isinstance(flow[top.step], Visit):
            self.apply(engine.advance(flow, top, Returned(), self.view))
        elif flow.overlay:
            self.stack.pop()
            self.settle()
        elif not (flow.opener and not top.trail and not top.answers):
            self.add(*engine.again(flow, top, self.view).effects)

    def tidy(self, session: Session, pressed: Pressed, turn: engine.Turn) -> None:
        """The answered question loses its buttons. In quiet mode the next one takes its place (DOMAIN.md 5.1)."""
        ask = self.flows[session.flow][session.step]
        if not (self.view.caps.edit and pressed.message and isinstance(ask, Ask)):
            return
        if (self.view.member and self.view.member.quiet) or (turn.session and turn.session.step == session.step):
            self.replaces = pressed.message
        else:
            text = engine.wording(ask, session, self.view)
            self.add(Tidy(pressed.message, f"{text}\n\n– {turn.answered}" if turn.answered else text))

    replaces = ""

    def never_silent(self, event: Event) -> None:
        """Whoever does something gets an answer, also where a flow ended without a word."""
        if not isinstance(event, Typed | Pressed | Opened | Arrived):
            return
        if not any(isinstance(effect, Reply | Clear | Forget | SendCopy) for effect in self.effects):
            self.show_again(None if self.stack or self.view.member is None else THAT_IS_ALL)

    # -- saying -----------------------------------------------------------------------------------------------------

    def say(self, phrase: Phrase) -> None:
        self.add(Reply(self.view.tongue.say(phrase, engine.standard_fill(self.view))))

    def show_again(self, phrase: Phrase | None) -> None:
        """The open question again, after a word about what just happened."""
        preface = self.view.tongue.say(phrase, engine.standard_fill(self.view)) if phrase else ""
        if self.stack:
            self.add(*engine.again(self.flows[self.stack[-1].flow], self.stack[-1], self.view, preface).effects)
        elif self.view.member is None:
            self.add(Reply(preface))
            self.begin("join")
        elif preface:
            self.add(Reply(preface))

    def add(self, *effects: Effect) -> None:
        self.effects += effects
        self.view = foresee(self.view, effects)

    def closing_effects(self, event: Event) -> tuple[Effect, ...]:
        """All effects in order, the words of the turn joined into as few messages as are needed.

        Contact comes after what the flows decided: they are to see the silence that has just been broken.
        """
        contact: tuple[Effect, ...] = ()
        if not isinstance(event, Due | Blocked | Returned) and self.view.member and self.view.pace.state not in (pace.State.HELD, pace.State.STOPPED):
            contact = (Contact(),)
        replies = [effect for effect in self.effects if isinstance(effect, Reply)]
        others = [effect for effect in self.effects if not isinstance(effect, Reply)]
        joined = _join(replies)
        if joined and self.replaces:
            joined[0] = replace(joined[0], replaces=self.replaces)
        return (*others, *contact, *joined)


def _join(replies: list[Reply], most: int = 700) -> list[Reply]:
    """Words that follow one another become one message, up to a length that a small screen holds."""
    joined: list[Reply] = []
    for reply in replies:
        before = joined[-1] if joined else None
        if before and not before.choices and len(before.text) + len(reply.text) < most:
            text = "\n\n".join(filter(None, (before.text, reply.text)))
            joined[-1] = replace(reply, text=text, urgent=before.urgent or reply.urgent)
        else:
            joined.append(reply)
    return [reply for reply in joined if reply.text]


def _parts(token: str) -> tuple[str, str, str, str]:
    """Session, flow, step and key of a button; empty where it is none of ours."""
    parts = token.split(":")
    return (parts[0], parts[1], parts[2], parts[3]) if len(parts) == 4 else ("", "", "", "")

