"""Many people at one box: what a step of the form costs with 200 at once, and what sealing costs beside a bare update.

*At once.* Everybody goes through the whole form as fast as the answers come, so that 200 steps are waiting at any moment; the
same people then do check-ins, in the same way, on the same machine. A step is over when its answer has been handed to the
channel: by then it is on the disk. The channel answers at once, since what Telegram takes is nobody's to measure here.

*Sealing.* A box of 128 KiB is turned in a commit of its own, beside a table with a blob of the same size that is updated in
a commit of its own, both durable (WAL, synchronous=FULL). Rounds are interleaved.
"""

import asyncio
import itertools
import os
import random
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import Connection
from statistics import median, quantiles
from typing import Final

from rich.console import Console
from rich.table import Table

from bot import plan
from bot.ballot_box import STEP, Ballots, size_for
from bot.channels.telegram import CAPS
from bot.clock import MovableClock
from bot.ports import Inbound
from bot.wiring import Bot, bot_of, running
from conversations.caps import Caps
from conversations.events import Event, Pressed, Typed
from conversations.feedback.form import Form, FormQuestion
from conversations.pace import Choice, Pace
from conversations.render import Piece
from storage import events, sealed
from storage.database import Database
from tests.bench.ours import BUTTONS, SameDraw, config_in

PEOPLE: Final = 200
PAUSES: Final = (0.0, 2.0)
"""Seconds that everybody reads for, on average, before each step. With none of it all 200 wait at any moment."""
ROUNDS: Final = 5
TURNED: Final = 40
"""Commits in a round of sealing."""
MEETING: Final = 1
NOW: Final = 1_796_126_400
"""A Tuesday noon."""
HOUR: Final = 3600
FORM_STEPS: Final = (
    "MF-01:start", "MF-02D:start", "MF-04:carry_on", "MF-10:yes", "MF-11:shared", "MF-12:no", "MF-13:partly", "MF-13b:room", "MF-13b:done",
    "It was hard to get in, and the lift was out of order again.", "Start at ten, and leave time for those who come by bus.", "MF-20:send",
)  # fmt: skip
SLIPS: Final[Mapping[tuple[str, str], int]] = {
    ("MF-10", "yes"): 1, ("MF-11", "shared"): 1, ("MF-12", "no"): 1, ("MF-13", "partly"): 1, ("MF-13b", "room"): 1,
    ("MF-13b", FORM_STEPS[9]): 1, ("MF-14", FORM_STEPS[10]): 1,
}  # fmt: skip
"""What each person leaves in the box, by question and answer."""
CHECK_IN_STEPS: Final = (BUTTONS.start, BUTTONS.mood, "A long week, and the forms again.", BUTTONS.reason)
PACE: Final = Pace(
    choice=Choice.ONLY_WHEN_I_ASK, consented=True, check_in_consent=True, last_contact_at=NOW - 100 * HOUR
)
FILL: Final = (
    """insert into member (language, joined_at) with recursive n(i) as (select 1 union all select i + 1 from n where i < :many)
       select 'en', :now - 8640000 from n""",
    "insert into address (channel, address, member_id) select 'telegram', cast(500000000 + id as text), id from member",
    "insert into \"group\" (name) values ('Everyone') on conflict do nothing",
    "insert into membership (member_id, group_id) select id, 1 from member",
    "insert into consent (member_id, layer, yes, wording, at) select id, 'basics', 1, 'ON-20@en', :now - 8640000 from member",
    "insert into consent (member_id, layer, yes, wording, at) select id, 'check_ins', 1, 'ON-30@en', :now - 8640000 from member",
    "insert into pace (member_id, state, plan, look_at) select id, 'active', :plan, null from member",
)


@dataclass
class AtOnce:
    """A channel on which everything arrives at once. `answered`: by address, set when something is said there."""

    name: str = "telegram"
    answered: dict[str, asyncio.Event] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1000))

    @property
    def caps(self) -> Caps:
        return CAPS

    async def send(self, address: str, piece: Piece, *, silent: bool = False) -> str:
        self._says(address, piece)
        return str(next(self._ids))

    async def edit(self, address: str, message: str, piece: Piece) -> None:
        if piece.buttons:
            self._says(address, piece)

    async def delete(self, address: str, messages: Sequence[str]) -> tuple[str, ...]:
        return ()

    async def send_file(self, address: str, name: str, data: bytes, caption: str) -> str:
        return str(next(self._ids))

    def _says(self, address: str, piece: Piece) -> None:
        self.said[address] = piece.text
        self.answered.setdefault(address, asyncio.Event()).set()


@dataclass(frozen=True, slots=True)
class Steps:
    """How long each step took, seconds, with so many people at once."""

    answered: Sequence[float]

    def percentile(self, of_100: int) -> float:
        return quantiles(self.answered, n=100)[of_100 - 1]


@asynccontextmanager
async def opened(folder: Path, people: int) -> AsyncIterator[tuple[Bot, AtOnce]]:
    """The whole bot on a file in `folder`, with so many members whose meeting is over and whose box is open."""
    channel, clock = AtOnce(), MovableClock(NOW)
    config = config_in(folder)
    config.storage.keys.mkdir(mode=0o700, exist_ok=True)
    async with bot_of(config, clock, SameDraw()) as bot:
        values = {"many": people, "now": NOW, "plan": plan.to_json(PACE)}

        def fill(connection: Connection) -> None:
            for statement in FILL:
                connection.execute(statement, values)
            over = NOW - HOUR
            events.add(connection, "meeting", "Forum", over - HOUR, group_id=1, ends_at=over, asks=True)

        await bot.database.write(fill)
        bot.add(channel, 0, 0)
        async with running(bot, 10_000):
            await bot.ticks.keep_house()
            await bot.ticks.tend()
            assert bot.world.ballots.is_open(MEETING)
            yield bot, channel


async def all_at_once(
    bot: Bot, channel: AtOnce, people: int, steps: Sequence[str], prefix: str = "", pause: float = 0.0
) -> Steps:
    """Everybody through these steps, each after a pause of so many seconds on average, or as soon as the one before is
    answered."""
    taken: list[float] = []
    chance = random.Random(people)

    async def one(address: str) -> None:
        answered = channel.answered.setdefault(address, asyncio.Event())
        for number, step in enumerate(steps):
            event: Event = Pressed(prefix + step, "900") if ":" in step else Typed(step, str(number + 1))
            answered.clear()
            await asyncio.sleep(pause * (0.5 + chance.random()))
            began = time.perf_counter()
            done = await bot.turns.take([Inbound("telegram", address, event)])
            bot.sender.wake()
            assert not done.failed and not done.direct
            async with asyncio.timeout(60):
                await answered.wait()
            taken.append(time.perf_counter() - began)

    await asyncio.gather(*(one(str(500_000_001 + n)) for n in range(people)))
    await bot.sender.drained()
    return Steps(taken)


async def at_the_form(bot: Bot, channel: AtOnce, people: int, pause: float = 0.0) -> Steps:
    return await all_at_once(bot, channel, people, FORM_STEPS, f"b{MEETING}:feedback:", pause)


async def at_a_check_in(bot: Bot, channel: AtOnce, people: int, pause: float = 0.0) -> Steps:
    return await all_at_once(bot, channel, people, CHECK_IN_STEPS, "", pause)


async def inside(bot: Bot) -> tuple[list[int], dict[tuple[str, str], int], int]:
    """Who is in the register, how often each answer was given, and how many are still in the middle of it."""
    return await bot.database.read(
        lambda c: (
            sealed.register(c, MEETING),
            {(slip.question, slip.answer): slip.n for slip in sealed.slips(c, MEETING) if slip.answer},
            len(sealed.drafts(c, MEETING)),
        )
    )


# -- sealing ----------------------------------------------------------------------------------------------------------

SEALED: Final = Form("bench", 1, "", (FormQuestion("B-1", "How was it?", words=True),))


async def sealing(folder: Path, size: int = 2 * STEP) -> tuple[float, float]:
    """Seconds for a commit that turns a box of this size, and for one that updates a bare blob of it: medians of a round."""
    config = config_in(folder)
    config.storage.keys.mkdir(mode=0o700, exist_ok=True)
    people = next(n for n in range(1, 1000) if size_for(n, SEALED) == size)
    ballots = Ballots(config.storage.keys)
    async with Database.open(config.storage.path) as database:
        ballots.attach(database)

        def make(connection: Connection) -> None:
            meeting = events.add(connection, "meeting", "Forum", NOW)
            ballots.make(
                connection, meeting, people, SEALED, closes_on="2026-12-08", opens_on="2026-12-11", k=5, for_words=10, below_k="pool",
            )  # fmt: skip
            connection.execute("create table bare (id integer primary key, body blob)")
            connection.execute("insert into bare values (1, ?)", (bytes(size),))

        await database.write(make)
        ours = [await _timed(database, lambda c: sealed.turn(c, MEETING)) for _ in range(TURNED)]
        assert await database.read(lambda c: c.execute("select length(body) from box").fetchone()[0]) == size
        bare = [await _timed(database, lambda c: _bare(c, size)) for _ in range(TURNED)]
    return median(ours), median(bare)


async def _timed(database: Database, work: Callable[[Connection], None]) -> float:
    began = time.perf_counter()
    await database.write(work)
    return time.perf_counter() - began


def _bare(connection: Connection, size: int) -> None:
    connection.execute("update bare set body = ? where id = 1", (os.urandom(size),))


# -- what is said -----------------------------------------------------------------------------------------------------


def measure(console: Console) -> None:
    """Both, in one run."""
    asyncio.run(_measure_steps(console))
    rounds = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
            rounds.append(asyncio.run(sealing(Path(folder))))
    ours, bare = (median(each) for each in zip(*rounds, strict=True))
    ratio = median(one / other for one, other in rounds)
    console.print(
        f"A box of {2 * STEP // 1024} KiB sealed anew in a commit of its own: {ours * 1e3:.2f} ms; a bare durable update of as many bytes: "
        f"{bare * 1e3:.2f} ms; {ratio:.1f} times (median of {ROUNDS} rounds of {TURNED}; asked: at most 4)"
    )


async def _measure_steps(console: Console) -> None:
    table = Table(title=f"A step with {PEOPLE} people at once, milliseconds until it is answered")
    for heading in ("pause", "at", "half within", "99 of 100 within"):
        table.add_column(heading, justify="right")
    for pause in PAUSES:
        with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
            async with opened(Path(folder), PEOPLE) as (bot, channel):
                for what, steps in (
                    ("the form", await at_the_form(bot, channel, PEOPLE, pause)),
                    ("a check-in", await at_a_check_in(bot, channel, PEOPLE, pause)),
                ):
                    said = (f"{pause:g} s" if pause else "none", what)
                    table.add_row(*said, *(f"{steps.percentile(n) * 1e3:.0f}" for n in (50, 99)))
    console.print(table)
