"""What lies on the desk while one event is taken: the sessions, the effects so far, and how to lay a flow on top, let one
end, and say something. Mutable, and gone when the turn is over."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from conversations import engine, pace, stranger
from conversations.desk.stack import LOOKED_UP, left_in_a_break, unopened
from conversations.deskwords import LEFT, THAT_IS_ALL
from conversations.effects import (
    Begin,
    ChangePace,
    Clear,
    ComeBack,
    Contact,
    Effect,
    EmptyQueue,
    Forget,
    Leave,
    OpenSealed,
    Reply,
    Said,
    SendCopy,
    SendFile,
    Tidy,
)
from conversations.events import Arrived, Blocked, Due, Event, Opened, Pressed, Returned, Typed
from conversations.flow import Ask, Flow, ManyOf, Visit, Words
from conversations.foresight import foresee
from conversations.phrases import NOTHING, Phrase
from conversations.plain import plain
from conversations.session import Session, id_about, new_id
from conversations.view import View

STILL_THERE: Final = 3600
"""Seconds for which a question that lies beneath is still what somebody is in the middle of."""


class Table:
    """The working state of one `take`. The open session lies last in `stack`."""

    def __init__(self, stack: list[Session], view: View, flows: Mapping[str, Flow]) -> None:
        self.stack, self.view, self.flows = stack, view, flows
        self.effects: list[Effect] = []
        self.begun = 0
        self.replaces = ""
        """The message that the first words of this turn take the place of."""
        self.took = ("", "")
        """The flow and the option of the answer that was taken last in this turn."""
        self.handed: Mapping[str, str] = NOTHING
        """What was answered in the flow that has just ended, for one that visited it."""
        self.at_the_door: Mapping[str, str] = {}
        """What somebody who has not joined said at the door: it goes from a flow that has ended to the one it began."""

    def is_visited(self) -> bool:
        """Whether the flow beneath waits for the open one to end."""
        return len(self.stack) > 1 and isinstance(self.flows[self.stack[-2].flow][self.stack[-2].step], Visit)

    def is_sealed(self) -> bool:
        """Whether this is a sealed talk: its flow lies at the bottom, and what it holds is laid above it."""
        return bool(self.stack) and self.flows[self.stack[0].flow].private

    def writes_sealed(self) -> bool:
        """Whether the open question of a sealed talk takes own words: then they are all for the box, whatever is in them."""
        ask = self.flows[self.stack[-1].flow][self.stack[-1].step] if self.is_sealed() else None
        return isinstance(ask, Ask) and (
            isinstance(ask.kind, Words) or bool(isinstance(ask.kind, ManyOf) and ask.kind.own)
        )

    def shows(self, session: Session, text: str) -> bool:
        """Whether these are the very words of a choice of this session's question."""
        flow = self.flows[session.flow]
        ask = flow[session.step]
        if not isinstance(ask, Ask):
            return False
        labels = [choice.label for choice in engine.choices(flow, session, self.view)]
        labels += engine.bare_labels(engine.options(ask, session, self.view), self.view)  # without "(chosen)"
        return plain(text) in {plain(label) for label in labels}

    def begin(self, name: str, answers: Mapping[str, str] | None = None) -> None:
        """Lay a flow on top and walk to its first question. An older session of the same flow gives way."""
        if self.view.member is None and self.stack:
            self.at_the_door = stranger.kept(self.stack[-1])
        kept = self.at_the_door if self.view.member is None else {}
        self.stack = [session for session in self.stack if session.flow != name]
        about = id_about((answers or {}).get("item", "")) if self.flows[name].evergreen else ""
        self.apply(
            engine.open(self.flows[name], about or self.fresh_id(), self.view, {**kept, **(answers or {})}),
            new=True,
        )

    def fresh_id(self) -> str:
        if self.view.member is None:
            return stranger.MARK
        self.begun += 1
        return new_id(self.view.chance + self.begun)

    def apply(self, turn: engine.Turn, pressed: Pressed | None = None, *, new: bool = False) -> None:
        """Take in one engine turn: the session it leaves, its effects, and whatever it begins or ends."""
        old = None if new else self.stack.pop()
        if old and turn.key:
            self.took = (old.flow, turn.key)
        if old and self.view.member is None:
            self.at_the_door = stranger.kept(old)
        if pressed and old:
            self.tidy(old, pressed, turn)
        if turn.session:
            self.stack.append(turn.session)
        self.handed = turn.answers
        begins = [effect for effect in turn.effects if isinstance(effect, Begin)]
        before = self.view.pace.state
        self.add(*(effect for effect in turn.effects if not isinstance(effect, Begin | Leave)))
        if before is not pace.State.PAUSED and self.view.pace.state is pace.State.PAUSED:
            self.stack = left_in_a_break(self.stack, self.flows, goes_on=turn.session is not None)
        cleared = any(isinstance(effect, Clear) for effect in turn.effects)
        if cleared or any(isinstance(effect, Leave) for effect in turn.effects):
            # after a clear nothing that was going on comes back to the screen; what is sealed waits in its box
            self.stack = [each for each in self.stack if cleared and self.flows[each.flow].private]
        for effect in begins:
            if self.flows[effect.flow].private and not self.is_sealed():
                self.add(OpenSealed(effect.flow, effect.answers))
            else:
                self.begin(effect.flow, effect.answers)
        if turn.session is None and not begins and not cleared:
            shown = len(self.effects)
            self.settle()
            if old and self.flows[old.flow].changes and any(isinstance(each, Said) for each in turn.effects):
                self.keep_changeable(old, turn.key, beneath=len(self.effects) > shown)

    def keep_changeable(self, old: Session, key: str, *, beneath: bool) -> None:
        """What was just answered stays open for another answer (`Flow.changes`): on top, or beneath what goes on now."""
        step = self.flows[old.flow].changes
        kept = old.at(step, self.view.now).having({**old.answers, step: key}, ())
        self.stack.insert(0 if beneath else len(self.stack), kept)

    def settle(self) -> None:
        """A flow has ended: the one beneath goes on, or shows its question again.

        Not the question of an opener that nobody has answered (B40), unless another flow led to it: whoever came to it
        by themselves (the look around) stands there waiting for an answer. Nor a question of hours ago, which would come
        back under the answer to something else: it stays beneath, and whoever comes back to it can still answer it. A page
        that was looked up goes: what has just been done is not on it yet."""
        if not self.stack:
            return
        top = self.stack[-1]
        flow = self.flows[top.flow]
        if isinstance(flow[top.step], Visit):
            handed, self.handed = self.handed, NOTHING
            self.apply(engine.advance(flow, top, Returned(handed), self.view))
        elif flow.overlay or (flow.id, top.step) in LOOKED_UP:
            self.stack.pop()
            self.settle()
        elif self.is_old(top):
            return
        elif self.is_visited() or not unopened(flow, top):
            self.add(*engine.again(flow, top, self.view).effects)

    def is_old(self, session: Session) -> bool:
        """Whether a member has left this question lying. (Of somebody at the door nothing is known but where they are.)"""
        return self.view.member is not None and self.view.now - session.touched_at > STILL_THERE

    def tidy(self, session: Session, pressed: Pressed, turn: engine.Turn) -> None:
        """The answered question loses its buttons. In quiet mode the next one takes its place (DOMAIN.md 5.1)."""
        ask = self.flows[session.flow][session.step]
        if not (self.view.caps.edit and pressed.message and isinstance(ask, Ask)):
            return
        if (self.view.member and self.view.member.quiet) or (
            turn.session and turn.session.step == session.step
        ):
            self.replaces = pressed.message
        else:
            text = engine.wording(ask, session, self.view)
            self.add(Tidy(pressed.message, f"{text}\n\n– {turn.answered}" if turn.answered else text))

    def back(self) -> None:
        """The question before; at the first one of a visited flow, the last one of the flow that visits it."""
        while len(self.stack) > 1 and not self.stack[-1].trail and self.stack[-2].trail and self.is_visited():
            self.stack.pop()
        self.apply(engine.back(self.flows[self.stack[-1].flow], self.stack[-1], self.view))

    def stop(self) -> None:
        """STOP, typed or pressed: everything that was going on ends, and it is obeyed before anything is said."""
        self.stack.clear()
        if self.view.member is None:
            return self.begin("stop_stranger")
        self.add(ChangePace(pace.stop(self.view.pace, self.view.now)), EmptyQueue())
        return self.begin("stop")

    def leave(self) -> None:
        top = self.stack[-1]
        if self.flows[top.flow].left:
            return self.apply(engine.leave(self.flows[top.flow], top, self.view))
        self.stack.pop()
        self.say(LEFT)
        self.settle()

    def never_silent(self, event: Event) -> None:
        """Whoever does something gets an answer, also where a flow ended without a word."""
        if not isinstance(event, Typed | Pressed | Opened | Arrived):
            return
        if not any(
            isinstance(effect, Reply | Clear | Forget | SendCopy | SendFile | OpenSealed)
            for effect in self.effects
        ):
            self.show_again(None if self.stack or self.view.member is None else THAT_IS_ALL)

    def say(self, phrase: Phrase, values: Mapping[str, str] = NOTHING) -> None:
        self.add(Reply(self.view.tongue.say(phrase, engine.standard_fill(self.view) | dict(values))))

    def show_again(self, phrase: Phrase | None) -> None:
        """The open question again, after a word about what just happened."""
        preface = self.view.tongue.say(phrase, engine.standard_fill(self.view)) if phrase else ""
        if self.stack:
            self.add(
                *engine.again(self.flows[self.stack[-1].flow], self.stack[-1], self.view, preface).effects
            )
        elif self.view.member is None:
            self.add(Reply(preface))
            self.begin("join")
        elif preface:
            self.add(Reply(preface))

    def add(self, *effects: Effect) -> None:
        self.effects += effects
        self.view = foresee(self.view, effects)

    def _lifted(self) -> bool:
        """Whether a hold ended in this turn: it ends in rest, and what wakes them is what they do next."""
        brought = self.view.rejoin.pace if self.view.rejoin else None
        came_back = any(isinstance(effect, ComeBack) for effect in self.effects)
        return came_back and brought is not None and brought.state is pace.State.HELD

    def closing_effects(self, event: Event) -> tuple[Effect, ...]:
        """All effects in order, the words of the turn joined into as few messages as are needed.

        Contact comes after what the flows decided: they are to see the silence that has just been broken.
        """
        contact: tuple[Effect, ...] = ()
        if (
            not isinstance(event, Due | Blocked | Returned)
            and self.view.member
            and self.view.pace.state not in (pace.State.HELD, pace.State.STOPPED)
            and not self._lifted()
        ):
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
