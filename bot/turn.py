"""The turn: one thing that happened, taken through the desk inside one transaction.

A batch comes in from a channel and goes through in one write on the database thread, a savepoint for each. In that
transaction the member is found, the desk answers, the effects are carried out and the channel's high-water mark moves.
A crash before the commit leaves no trace, and the channel delivers the batch again; after it, everything is there and
the sender takes it on. What fails by our fault is rolled back alone: the person is told sorry, the team is told that
something failed and not what, and the batch goes on.

An update at or below the mark was taken in before, so it is passed over, unless it is from somebody who has not joined:
of them nothing was stored, their reply left from memory, and it may have been lost with the process. If the channel brings
it again, taking it can only say the same thing twice. Telegram's polling brings nothing below the mark again after a
restart, so a kill between a commit and such a reply costs somebody at the door one answer; they press or write again.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from sqlite3 import Connection

from bot import brought, letters
from bot.apply import Applier
from bot.ballot_box import BoxFull
from bot.doorstep import Doorstep
from bot.feedback import leaving
from bot.feedback import turns as sealed_turns
from bot.just_ended import JustEnded
from bot.last_resort import Rescue
from bot.ports import Body, Direct, Inbound, Taken
from bot.reading import stack_of
from bot.views import view_of
from bot.visitors import Visitors
from bot.world import World
from conversations import desk
from conversations.deskwords import BOX_FULL
from conversations.effects import Clear, EmptyQueue, KeepAnswers, OpenSealed
from conversations.events import Arrived, Blocked, Event, Opened, Typed
from conversations.pace import Kind, State
from conversations.session import Session
from conversations.view import View
from storage import channels, members, sessions, shown, tallies
from storage.database import Database
from storage.transaction import behind_savepoint

log = logging.getLogger(__name__)
MARK_COUNTS_FOR = 6 * 24 * 3600
"""After a week without updates Telegram may begin anywhere (TELEGRAM.md): an older mark says nothing."""


@dataclass(slots=True)
class Batch:
    direct: list[Direct] = field(default_factory=list)
    acknowledge: list[str] = field(default_factory=list)
    mark: int = 0
    failed: int = 0
    erased: bool = False
    """Something went that is to be in no file any more: the log of the database is emptied after the commit."""
    joined: list[tuple[str, str]] = field(default_factory=list)


class SealedFault(Exception):
    """A sealed turn failed by our fault; what it was is its cause."""


class Turns:
    """The intake of every channel."""

    def __init__(self, database: Database, world: World) -> None:
        self._database, self._world, self.doorstep = database, world, Doorstep()
        self._visitors = Visitors(world, self.doorstep)
        self._just_ended = JustEnded()

    async def take(self, batch: Sequence[Inbound]) -> Taken:
        """Take a batch in; return after its commit. Raises only if the database fails, and then nothing was taken."""
        now = self._world.clock.now()
        try:
            done = await self._database.write(lambda connection: self.take_in(connection, batch, now))
        except BaseException:
            for inbound in batch:  # what was not taken moves nobody on: a "yes" that comes again must not answer the next question
                self.doorstep.forget(inbound.channel, inbound.address)
            raise
        for channel, address in done.joined:  # only now: a commit that fails leaves them at the door
            self.doorstep.forget(channel, address)
        if done.erased:
            await self._database.empty_log()
        return Taken(done.mark, tuple(done.direct), True, done.failed, tuple(done.acknowledge))

    def take_in(self, connection: Connection, batch: Sequence[Inbound], now: int) -> Batch:
        """The turns of a batch, inside the open transaction of `connection`. Each update behind a savepoint of its own."""
        done = Batch()
        marks: dict[str, int] = {}
        for inbound in batch:
            if inbound.mark and inbound.channel not in marks:
                mark, marked_at = channels.mark(connection, inbound.channel)
                marks[inbound.channel] = mark if now - marked_at < MARK_COUNTS_FOR else 0
            seen = marks.get(inbound.channel, 0)
            again = bool(inbound.mark) and inbound.mark <= seen
            if inbound.number:
                again = not channels.first_time(connection, inbound.channel, inbound.number, now)
            self._take_one(connection, inbound, now, done, again=again)
            if inbound.mark:
                marks[inbound.channel] = max(seen, inbound.mark)
            if inbound.acknowledge:
                done.acknowledge.append(inbound.acknowledge)
        for channel, mark in marks.items():
            channels.set_mark(connection, channel, mark, now)
            done.mark = max(done.mark, mark)
        return done

    def _take_one(
        self, connection: Connection, inbound: Inbound, now: int, done: Batch, *, again: bool
    ) -> None:
        if inbound.event is None:
            return
        row = members.by_address(connection, inbound.channel, inbound.address)
        if row is not None and again:
            return
        try:
            if row is None:
                behind_savepoint(
                    connection,
                    lambda c: self._visitors.take(c, inbound, inbound.event, now, done, again=again),
                )
            else:
                known = row
                behind_savepoint(
                    connection, lambda c: self._member(c, inbound, inbound.event, known, now, done)
                )
        except BoxFull:
            tongue = self._world.tongue(row.language if row else "en")
            body = Body("send", tongue.say(BOX_FULL), language=tongue.language)
            done.direct.append(Direct(inbound.channel, inbound.address, body))
        except SealedFault as fault:
            done.failed += 1
            log.error("a sealed turn failed and was undone: %s", type(fault.__cause__).__name__)
            said, _kind = Rescue(self._world, inbound, row, now).answer(connection)
            if said is not None:
                done.direct.append(Direct(inbound.channel, inbound.address, said))
        except Exception as fault:
            done.failed += 1
            log.error("a turn failed and was undone: %s", type(fault).__name__)
            self._sorry(connection, inbound, row, now, done)

    # -- members ----------------------------------------------------------------------------------------------------

    def _member(
        self,
        connection: Connection,
        inbound: Inbound,
        event: Event | None,
        row: members.MemberRow,
        now: int,
        done: Batch,
    ) -> None:
        assert event is not None
        before, stack = stack_of(connection, row.id, now)
        view = view_of(
            connection,
            self._world,
            inbound.channel,
            row,
            now,
            invitation=brought.invitation(connection, event, now),
        )
        view = replace(
            view,
            just_ended=self._just_ended.ids(now),
            rejoin=brought.rejoin_code(connection, self._world, inbound, row.id, now),
        )
        if self._sealed(connection, inbound, event, row, view, stack, done):
            return
        turn = desk.take(event, stack, view, self._world.flows)
        chosen = next((effect for effect in turn.effects if isinstance(effect, OpenSealed)), None)
        if chosen:
            try:
                begun = sealed_turns.begin(
                    connection, self._world, inbound, row, view, chosen.flow, chosen.answers
                )
            except BoxFull:
                raise
            except Exception as fault:
                raise SealedFault from fault
            done.direct += begun.direct
            return
        if bool(row.reachable) is isinstance(event, Blocked) and view.pace.state is not State.HELD:
            members.set_reachable(connection, inbound.channel, inbound.address, not row.reachable)
        if isinstance(event, Typed | Arrived | Opened) and event.message:
            shown.add(connection, row.id, inbound.channel, inbound.address, event.message, True, now)
        stopped = isinstance(event, Blocked) or any(isinstance(each, EmptyQueue) for each in turn.effects)
        if isinstance(event, Blocked):
            leaving.drop(connection, self._world, row.id)
        else:
            leaving.leave(connection, self._world, row.id, stopped=stopped)
        if any(isinstance(effect, Clear) for effect in turn.effects):
            leaving.clear_chat(connection, self._world, row.id, now)
        applier = Applier(connection, self._world, inbound.channel, inbound.address, view, row.id)
        applier.apply(turn.effects)
        done.direct += applier.direct
        done.erased |= applier.erased or self._unkept(stack, turn)
        if not applier.forgotten:
            sessions.save(connection, row.id, before, [session.to_json() for session in turn.stack], now)
        self._just_ended.note({session.id for session in stack} - {session.id for session in turn.stack}, now)

    def _sealed(
        self, connection: Connection, inbound: Inbound, event: Event, row: members.MemberRow, view: View,
        stack: Sequence[Session], done: Batch,
    ) -> bool:  # fmt: skip
        """Whether this was for a sealed talk. Then no row but the box's knows of it, also where it fails by our fault."""
        try:
            outcome = sealed_turns.take(connection, self._world, inbound, event, row, view, stack)
        except BoxFull:
            raise
        except Exception as fault:
            raise SealedFault from fault
        if outcome is not None:
            done.direct += outcome.direct
        return outcome is not None

    @staticmethod
    def _unkept(stack: Sequence[Session], turn: desk.DeskTurn) -> bool:
        """Whether something personal has gone without being kept: a check-in that was left, binned or too old, or words
        that were carried as far as a question whether to pass them on. Of these no byte is left behind either."""
        if any(isinstance(effect, KeepAnswers) for effect in turn.effects):
            return False
        still = {session.id for session in turn.stack}
        gone = [session for session in stack if session.id not in still]
        return any(
            "words" in session.answers or (session.flow == "check_in" and session.trail) for session in gone
        )

    # -- when it is our fault ---------------------------------------------------------------------------------------

    def _sorry(
        self, connection: Connection, inbound: Inbound, row: members.MemberRow | None, now: int, done: Batch
    ) -> None:
        """STOP and danger come first all the same; else a kind word. A number for the team; never what was said."""
        rescue = Rescue(self._world, inbound, row, now, self.doorstep.careful(inbound))
        body, kind = rescue.answer(connection)
        if body is not None and row is None:
            done.direct.append(Direct(inbound.channel, inbound.address, body))
        elif body is not None and row is not None:
            lives = letters.HELP_LIVES if kind is Kind.HELPLINE else letters.REPLY_LIVES
            letters.reply(
                connection,
                row.id,
                inbound.channel,
                inbound.address,
                body,
                now,
                kind=kind,
                ends_at=now + lives,
            )
        tallies.count(connection, "turn.failed", datetime.fromtimestamp(now, UTC).date().isoformat())
