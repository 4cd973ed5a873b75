"""The turn of somebody who has not joined: nothing of them is stored, so their talk rests in memory (bot/doorstep.py) and
their answers travel in their buttons (conversations/stranger.py)."""

from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Connection
from typing import TYPE_CHECKING

from bot import brought
from bot.apply import Applier
from bot.doorstep import Doorstep
from bot.ports import Body, Direct, Inbound
from bot.views import view_of
from bot.world import World
from conversations import desk, stranger
from conversations.deskwords import NOTHING_KEPT
from conversations.events import Arrived, Blocked, Event, Opened, Pressed, Reacted, Typed
from conversations.flows.forget import is_yes
from conversations.session import Session
from storage import sessions, shown

if TYPE_CHECKING:
    from bot.turn import Batch


class Visitors:
    """Everybody at the door, on every channel."""

    def __init__(self, world: World, doorstep: Doorstep) -> None:
        self._world, self.doorstep = world, doorstep

    def take(
        self,
        connection: Connection,
        inbound: Inbound,
        event: Event | None,
        now: int,
        done: "Batch",
        *,
        again: bool,
    ) -> None:
        assert event is not None
        if isinstance(event, Blocked):
            self.doorstep.forget(inbound.channel, inbound.address)
            return
        if again and self.doorstep.took(inbound):
            return
        visitor = self.doorstep.visitor(inbound, now)
        self.doorstep.takes(inbound)
        if (
            again
            and not visitor.stack
            and isinstance(event, Typed)
            and is_yes(event.text, self._world.tongue(inbound.language or "en"))
        ):
            # "Forget me" was carried out, and the goodbye was lost with the process: say what is true now, not hello.
            done.direct.append(Direct(inbound.channel, inbound.address, self._nothing_kept(inbound)))
            return
        if isinstance(event, Typed | Arrived | Opened) and event.message:
            visitor.messages.append((event.message, True))
        view = view_of(
            connection, self._world, inbound.channel, None, now, tongue=self._world.tongue(self._language(visitor.stack, event, inbound)),
            invitation=brought.invitation(connection, event, now, visitor.stack), rejoin=brought.rejoin_code(connection, self._world, inbound, None, now), practice=any(s.flow == "look" for s in visitor.stack) or _looks(event),
        )  # fmt: skip
        turn = desk.take(event, visitor.stack, view, self._world.flows)
        applier = Applier(connection, self._world, inbound.channel, inbound.address, view, None)
        applier.apply(turn.effects)
        done.direct += [self._with_memory(direct, visitor.messages) for direct in applier.direct]
        done.erased |= applier.erased
        if applier.let_go:
            self.doorstep.let_go(inbound)
            return
        if applier.member_id is None:
            visitor.stack = turn.stack
            return
        sessions.save(connection, applier.member_id, [], [session.to_json() for session in turn.stack], now)
        for message, theirs in visitor.messages:
            shown.add(connection, applier.member_id, inbound.channel, inbound.address, message, theirs, now)
        done.joined.append((inbound.channel, inbound.address))

    def _nothing_kept(self, inbound: Inbound) -> Body:
        tongue = self._world.tongue(self._language((), Reacted(), inbound))
        return Body("send", tongue.say(NOTHING_KEPT), language=tongue.language)

    @staticmethod
    def _with_memory(direct: Direct, messages: list[tuple[str, bool]]) -> Direct:
        """A clearing for somebody of whom nothing is stored: the messages are those that memory holds."""
        if direct.body.op != "clear":
            return direct
        ids = tuple(message for message, _theirs in messages)
        messages.clear()
        return replace(direct, body=replace(direct.body, messages=ids))

    def _language(self, stack: Sequence[Session], event: Event, inbound: Inbound) -> str:
        """The language they chose, as memory or their button tells; else what their app speaks, if we offer it."""
        for session in stack:
            if chosen := stranger.language(session):
                return chosen
        if isinstance(event, Pressed) and stranger.is_packed(event.token):
            chosen = event.token[1:3].strip("-")
            if chosen:
                return chosen
        offered = {code for code, _name in self._world.programme_at(self._world.clock.now()).languages}
        return next((code for code in (inbound.language, inbound.language[:2]) if code in offered), "en")


def _looks(event: Event) -> bool:
    """Whether a button belongs to the look around."""
    return (
        isinstance(event, Pressed)
        and stranger.is_packed(event.token)
        and event.token.split(":")[1:2] in (["look"], ["check_in"])
    )
