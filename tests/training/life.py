"""A programme with some members and some courses, lived on its real rows: real migrations, real turns, real ticks, real letters.

Only the channel is missing (a letter arrives, fails, or is unreachable as the life says), and the clock stands still unless it is
moved. After every act all that must always be true is looked at (always.py); once the ticks have come to rest, what must be true
then (at_rest.py). A promise that is broken raises `BrokenError` with its name.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from sqlite3 import Connection
from typing import Any, Final
from unittest.mock import patch

from bot import plan
from bot.apply import Applier
from bot.chance import Chance
from bot.delivering import Delivery
from bot.demo import demo_config, prepare_folder
from bot.settling import recover, settle
from bot.tending import tend_due
from bot.training import making, rounds
from bot.views import view_of
from bot.wiring import world_of
from conversations import pace
from conversations.caps import ROOM_BUTTONS
from conversations.effects import ChangePace, Effect
from conversations.pace import Choice, Hours, Pace
from conversations.pace.local_time import local_date
from conversations.training.courses import CourseDraft, SessionDraft
from conversations.training.effects import LetPass, TakePlace
from storage import groups, members, paces
from storage import letters as outbox
from storage.migrate import load_migrations
from storage.opening import open_file
from storage.transaction import Write, run_together
from tests.bot.play import DAY, HOUR, MONDAY, StillClock
from tests.training import always, at_rest

CHANNEL: Final = "room"
PEOPLE: Final = 7
BOSS, LEADER = 1, 2
"""Ids of the coordinator and of whoever leads; the others are members."""


class MeantError(Exception):
    """A turn that fails on purpose, behind its savepoint."""


@dataclass
class Life:
    folder: Path
    seed: int = 0
    people: int = PEOPLE

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        config = demo_config(prepare_folder(self.folder, fresh=False))
        self.path = config.storage.path
        self.clock = StillClock(MONDAY)
        self.world = world_of(config, self.clock, Chance(self.seed), lambda name: ROOM_BUTTONS)
        self.diary = always.Diary()
        self.connection = self._open()
        self.write(self._people)

    @property
    def now(self) -> int:
        return self.clock.now()

    def _open(self) -> Connection:
        connection, _lock = open_file(self.path, load_migrations(), create=True, exclusive=False)
        connection.execute("pragma synchronous = off")  # power cuts have tests of their own
        return connection

    def close(self) -> None:
        self.connection.close()

    def _people(self, connection: Connection) -> None:
        groups.ensure(connection, ["Lambeth", "Southwark"])
        for number in range(1, self.people + 1):
            id = members.add(connection, CHANNEL, f"phone-{number}", "en", False, self.now)
            role = "coordinator" if number == BOSS else "staff" if number == LEADER else "member"
            members.change(connection, id, {"name": f"P{number}", "role": role})
            members.consent(connection, id, "training", True, "", self.now)
            members.consent(connection, id, "access", True, "", self.now)
            group = groups.by_name(connection, "Southwark" if number == self.people else "Lambeth")
            assert group is not None
            members.enter_group(connection, id, group)
            choice = (Choice.WEEKLY, Choice.FORTNIGHTLY, Choice.MONTHLY)[number % 3]
            hours = (Hours(600, 1140), Hours(540, 720), Hours(780, 1260))[number % 3]
            its = Pace(choice=choice, hours=hours, check_in_minute=hours.from_minute, consented=True)
            paces.save(connection, id, its.state.value, plan.to_json(pace.join(its, self.now - DAY)), None)

    # -- turns ------------------------------------------------------------------------------------------------------------

    def write(self, function: Callable[[Connection], Any]) -> Any:
        """One transaction of its own."""
        return self.together(function)[0]

    def together(self, *functions: Callable[[Connection], Any]) -> list[Any]:
        """Several in one commit, each behind its savepoint; what failed is among the results."""
        batch = [Write(function, None) for function in functions]  # type: ignore[arg-type]  # nobody waits for it here
        with chosen(self.random):
            failure = run_together(self.connection, batch)
        assert failure is None or len(batch) == 1, failure
        if len(batch) == 1 and failure is not None:
            raise failure
        return [write.result if write.error is None else write.error for write in batch]

    def turn(self, who: int, *effects: Effect) -> Callable[[Connection], None]:
        """What a flow of this member asked for, as their turn carries it out."""

        if any(isinstance(effect, TakePlace | LetPass) for effect in effects):
            self.diary.troubled.add(who)  # whoever answers on the course's page may never hear what they knew

        def taken(connection: Connection) -> None:
            row = members.by_id(connection, who)
            if row is not None:
                view = view_of(connection, self.world, CHANNEL, row, self.now)
                Applier(connection, self.world, CHANNEL, f"phone-{who}", view, who).apply(effects)

        return taken

    def does(self, who: int, *effects: Effect) -> None:
        self.write(self.turn(who, *effects))
        self.look()

    def paces(self, who: int, change: Callable[[Pace], Pace], *also: Effect) -> None:
        """This member changes their pace."""

        def taken(connection: Connection) -> None:
            row = members.by_id(connection, who)
            if row is not None:
                self.turn(who, ChangePace(change(plan.from_json(row.plan))), *also)(connection)

        self.write(taken)
        self.look()

    def fails(self, who: int, *effects: Effect) -> Callable[[Connection], None]:
        """The same turn, which breaks off at its end."""

        def taken(connection: Connection) -> None:
            self.turn(who, *effects)(connection)
            raise MeantError

        return taken

    def killed(self, who: int, *effects: Effect) -> None:
        """The process is gone in the middle of this turn, and another begins."""
        before = always.everything(self.connection)
        self.connection.execute("BEGIN IMMEDIATE")
        with chosen(self.random), suppress(PermissionError, sqlite3.IntegrityError):
            self.turn(who, *effects)(self.connection)
        self.connection.close()
        self.connection = self._open()
        always.promise("a kill leaves no trace", always.everything(self.connection) == before)
        self.write(lambda c: recover(c, self.world, self.now))
        self.look()

    # -- courses ----------------------------------------------------------------------------------------------------------

    def course(
        self,
        places: int = 2,
        kept: int = 0,
        *,
        follows: int | None = None,
        sessions: int = 1,
        draw: bool = True,
    ) -> int:
        """A coordinator makes one: 16 days to ask, then nine until it begins."""
        begins = self.now - self.now % DAY + 25 * DAY + 14 * HOUR
        held = tuple(
            SessionDraft(begins + n * DAY, begins + n * DAY + 2 * HOUR, "the library")
            for n in range(sessions)
        )
        closing = local_date(self.now, "Europe/London") + timedelta(days=16)
        draft = CourseDraft(
            "Chairing",
            "How to chair.",
            held,
            places,
            closing,
            "Free",
            "Travel",
            "P2",
            kept=kept,
            leader_id=None if LEADER in self.diary.gone else LEADER,
            follows=follows,
        )
        made = self.write(lambda c: making.make(c, replace(self.world, by_draw=draw), draft, BOSS, self.now))
        assert isinstance(made, int)
        self.look()
        return made

    # -- time -------------------------------------------------------------------------------------------------------------

    def look(self) -> None:
        always.look(self.connection, self.diary, self.now)

    def ticks(self, arrives: Callable[[outbox.LetterRow], str] = lambda letter: "sent") -> None:
        """Until nothing more happens by itself at this moment."""
        for _ in range(300):
            if not (self._training() or self._tends() or self._sends(arrives)):
                at_rest.look(self.connection, self.world, self.diary, self.now)
                return
        raise always.BrokenError("the ticks come to rest")

    def _training(self) -> bool:
        before = at_rest.Before(self.connection, self.world, self.now)
        went_on = bool(self.write(lambda c: rounds.go_on(c, self.world, self.now)))
        before.look_at_what_was_offered(self.connection, self.now, self.diary)
        always.promise("no step of the ticks fails", not _failed(self.connection))
        self.look()
        return went_on

    def _tends(self) -> bool:
        many = self.write(lambda c: tend_due(c, self.world, self.now, 50)).many
        self.look()
        return bool(many)

    def _sends(self, arrives: Callable[[outbox.LetterRow], str]) -> bool:
        claimed = self.write(lambda c: outbox.claim(c, CHANNEL, self.now, 20, range(4)))
        for letter in claimed:
            what = arrives(letter)
            if what == "lost":  # the process ended before it heard what became of it
                self.write(lambda c: recover(c, self.world, self.now))
                return False
            self.diary.letter(letter, what, self.now)
            came = Delivery(what, ("m",) if what == "sent" else (), wait=60)
            self.write(partial(settle, world=self.world, letter=letter, delivery=came, now=self.now))
        self.look()
        return bool(claimed)

    def until(self, moment: int, arrives: Callable[[outbox.LetterRow], str] = lambda letter: "sent") -> None:
        """Time passes, from one thing that is due to the next."""
        self.ticks(arrives)
        while (due := self._next_due()) is not None and due <= moment:
            self.clock.move_to(max(due, self.now + 60))
            self.ticks(arrives)
        self.clock.move_to(moment)
        self.ticks(arrives)

    def passes(
        self, seconds: int, arrives: Callable[[outbox.LetterRow], str] = lambda letter: "sent"
    ) -> None:
        self.until(self.now + seconds, arrives)

    def _next_due(self) -> int | None:
        moments = (
            paces.next_due(self.connection), rounds.next_due(self.connection, self.now), outbox.next_due(self.connection, (CHANNEL,), self.now),
        )  # fmt: skip
        return min((each for each in moments if each is not None), default=None)


def _failed(connection: Connection) -> bool:
    found = connection.execute(
        "select 1 from counter where what in ('training.failed', 'look.failed')"
    ).fetchone()
    return found is not None


@contextmanager
def chosen(random: Random) -> Iterator[None]:
    """The operating system's chance, drawn from a seed, so that a life that broke a promise can be lived again."""
    with (
        patch("secrets.choice", random.choice),
        patch("secrets.token_hex", lambda many: random.getrandbits(8 * many).to_bytes(many, "big").hex()),
    ):
        yield
