"""What is done for somebody whose turn failed by our fault and was undone.

Whatever is wrong with us, three things hold: STOP is obeyed, words that may mean danger get their card, and HELP gets
the help lines. So they are looked for once more, in the bare words and past everything that a turn reads about a
member. STOP is carried out on the rows themselves. All else is answered with a sorry.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from sqlite3 import Connection

from bot import letters, plan
from bot.ports import Body, Inbound
from bot.views import view_of
from bot.world import World
from conversations import engine, stranger
from conversations.deskwords import SORRY
from conversations.events import Arrived, Blocked, Typed
from conversations.flow import Ask, Say
from conversations.flows import crisis
from conversations.pace import Kind, State
from conversations.safety import Command, Tier, command, danger, is_stop
from conversations.session import Session, new_id
from conversations.view import View
from storage import letters as outbox
from storage import members, paces, sessions
from storage.transaction import behind_savepoint

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rescue:
    """One failed turn. `careful`: somebody who has not joined told us that others may read along."""

    world: World
    inbound: Inbound
    row: members.MemberRow | None
    now: int
    careful: bool = False

    def answer(self, connection: Connection) -> tuple[Body | None, Kind]:
        """Do what must be done; the words for the person (None where nobody reads them) and their kind. Never raises."""
        if self.row is not None and self.row.state == State.HELD.value and _stops_replies(self.row.plan):
            return None, Kind.ANSWER
        for act in (self._protect, self._sorry):
            try:
                return behind_savepoint(connection, act)
            except Exception as fault:
                log.error("the last resort failed too: %s", type(fault).__name__)
        return None, Kind.ANSWER

    def _protect(self, connection: Connection) -> tuple[Body | None, Kind]:
        event = self.inbound.event
        text = event.text if isinstance(event, Typed | Arrived) else ""
        held = self.row is not None and self.row.state == State.HELD.value
        if (isinstance(event, Blocked) or is_stop(text)) and not held:
            if self.row is not None:
                stop(connection, self.row.id, self.now)
            if isinstance(event, Blocked):
                return None, Kind.ANSWER
            return self._shown(
                connection, *(("stop", "ST-01") if self.row else ("stop_stranger", "ST-01S"))
            ), Kind.ANSWER
        if tier := danger(text, self.row.language if self.row else "en"):
            return self._shown(connection, "crisis", self._card(tier)), Kind.HELPLINE
        if command(text) is Command.HELP:
            return self._shown(connection, "help", "HL-01"), Kind.HELPLINE
        return self._sorry(connection)

    def _card(self, tier: Tier) -> Callable[[View], str]:
        quiet = bool(self.row.quiet) if self.row else self.careful
        return lambda view: crisis.bare_card(view, {"tier": tier.value, "ON-06": "quiet" if quiet else ""})

    def _shown(self, connection: Connection, name: str, step: Callable[[View], str] | str) -> Body:
        """A step of a flow, as anybody would see it: nothing about the member is read for it."""
        tongue = self.world.tongue(self.row.language if self.row else "en")
        view = view_of(connection, self.world, self.inbound.channel, None, self.now, tongue=tongue)
        flow = self.world.flows[name]
        id = new_id(view.chance) if self.row else stranger.MARK
        session = Session(id, name, step if isinstance(step, str) else step(view), 0, self.now, self.now)
        shown = flow[session.step]
        assert isinstance(shown, Ask | Say)
        choices = letters.as_tuples(engine.choices(flow, session, view)) if isinstance(shown, Ask) else ()
        return self._body(engine.wording(shown, session, view), choices)

    def _sorry(self, connection: Connection) -> tuple[Body | None, Kind]:
        return self._body(
            self.world.tongue(self.row.language if self.row else "en").say(SORRY, {})
        ), Kind.ANSWER

    def _body(self, text: str, choices: tuple[tuple[str, str, str], ...] = ()) -> Body:
        row = self.row
        return Body(
            "send", text, choices, language=row.language if row else "en", silent=bool(row and row.quiet)
        )


def _stops_replies(plan_text: str) -> bool:
    """Whether a hold stops every reply too. A plan that cannot be read says nothing, and then help is given."""
    try:
        return plan.from_json(plan_text).hold_is_silent
    except ValueError:
        return False


def stop(connection: Connection, member_id: int, now: int) -> None:
    """STOP on the bare rows: nothing waits for them any more, and nothing is begun with them."""
    paces.stop(connection, member_id, now)
    outbox.empty_queue(connection, member_id)
    sessions.drop(connection, member_id)
