"""Groups of 5 to 50 invented people, what each of them answers, and a box for them without a channel.

A `Lab` is the real database, the real box and the real turns of a sealed talk; only the phones are left out, so that whole
meetings are lived through in a moment. Its entropy and its clock are its own, so two labs that lived the same life hold the
same bytes, and what differs between two that did not is what a thief could see. Its members' numbers are large and far
apart: a number of theirs in some file is there for no other reason.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from sqlite3 import Connection
from typing import TypeAlias, TypeVar

from bot.ballot_box import Ballots
from bot.box_contents import contents
from bot.chance import Chance
from bot.config import build
from bot.feedback import draft, reviewing, rounds, turns
from bot.feedback.draft import Draft
from bot.looking import save_pace
from bot.ports import Inbound
from bot.views import view_of
from bot.wiring import world_of
from bot.world import World
from conversations.caps import PLAIN_TEXT
from conversations.events import Pressed
from conversations.feedback import review
from conversations.feedback.form import Form
from conversations.pace import Pace
from conversations.session import Session
from storage import boxes, events, groups, members, sealed
from storage.database import Database, Work
from tests.bot.play import StillClock, at

ENDED = at("2026-11-23 13:00")
"""When the first meeting ends: a Monday."""
FIRST, APART = 71_345_001, 1_000_003
"""The number of the first member, and how far the next ones are from it."""
COORDINATOR, REPRESENTATIVE = 6_100_017, 6_200_033
GROUP = "Housing"
_JOINED = ENDED - 40 * 86_400
_WORDS = (
    "the room was cold and nobody could hear at the back so please bring chairs that do not squeak".split()
)
Answers: TypeAlias = Mapping[str, str]
"""By question: a key, keys with commas between, or own words. A question that is not in it was skipped."""
T = TypeVar("T")


def ids(people: int) -> list[int]:
    return [FIRST + n * APART for n in range(people)]


def answers_of(chance: Random, form: Form, mark: str) -> dict[str, str]:
    """What somebody may answer: some of it skipped, some in words that nobody else uses (`mark` is in them)."""
    given: dict[str, str] = {}
    for question in form.questions:
        keys = [answer.key for answer in question.answers]
        if chance.random() < 0.15:
            continue
        if question.many:
            given[question.id] = ",".join(chance.sample(keys, chance.randint(1, len(keys))))
            if chance.random() < 0.3:
                given[f"{question.id}w"] = f"{mark} also"
        elif keys:
            given[question.id] = chance.choice(keys)
        else:
            given[question.id] = f"{mark} {' '.join(chance.choices(_WORDS, k=chance.randint(0, 60)))}".strip()
    return given or {form.questions[0].id: form.questions[0].answers[0].key}


def group_of(seed: int, people: int, form: Form) -> dict[int, dict[str, str]]:
    """So many members and their answers, the same for the same seed."""
    chance = Random(seed)
    return {id: answers_of(chance, form, f"says{chance.getrandbits(40):010x}") for id in ids(people)}


def swapped(group: Mapping[int, Answers], one: int, other: int) -> dict[int, Answers]:
    """The world in which these two said what the other one said."""
    return {**group, one: group[other], other: group[one]}


@dataclass
class Lab:
    """One programme in one folder. Everything is asked of it in the order in which it happens."""

    folder: Path
    database: Database
    world: World
    clock: StillClock

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def path(self) -> Path:
        return self.folder / "data" / "alongside.sqlite3"

    @property
    def form(self) -> Form:
        return self.world.form

    @property
    def ballots(self) -> Ballots:
        return self.world.ballots

    async def write(self, function: Work[T]) -> T:
        return await self.database.write(function)

    async def read(self, function: Work[T]) -> T:
        return await self.database.read(function)

    async def join(self, people: Sequence[int]) -> None:
        """Members of the one group, a coordinator and a representative, all long ago."""
        roles = {COORDINATOR: "coordinator", REPRESENTATIVE: "representative"} | dict.fromkeys(
            people, "member"
        )
        await self.write(lambda c: self._add(c, roles, _JOINED))

    async def come(self, people: Sequence[int], moment: int) -> None:
        """More members of the group, who join at that moment."""
        self.clock.move_to(moment)
        await self.write(lambda c: self._add(c, dict.fromkeys(people, "member"), moment))

    def _add(self, connection: Connection, roles: Mapping[int, str], joined_at: int) -> None:
        groups.ensure(connection, (GROUP,))
        group = groups.by_name(connection, GROUP)
        for id, role in sorted(roles.items()):
            connection.execute(
                "insert into member (id, joined_at, role) values (?, ?, ?)", (id, joined_at, role)
            )
            connection.execute(
                "insert into address (channel, address, member_id) values ('lab', ?, ?)", (f"a{id * 7}", id)
            )
            connection.execute("insert into membership (member_id, group_id) values (?, ?)", (id, group))
            save_pace(connection, self.world, id, Pace(consented=True, check_in_consent=True), joined_at)

    async def meeting(self, ended: int = ENDED, few: str = "pool") -> int:
        """A meeting of the group that has just ended, with its box."""

        def add(connection: Connection) -> int:
            group = groups.by_name(connection, GROUP)
            return events.add(
                connection,
                "meeting",
                "Housing forum",
                ended - 7200,
                group_id=group,
                ends_at=ended,
                asks=True,
                few=few,
            )

        id = await self.write(add)
        await self.until(ended)
        return id

    async def until(self, moment: int) -> None:
        """Time passes, and what boxes owe is done at the end of it."""
        self.clock.move_to(moment)
        while await self.write(lambda c: rounds.go_on(c, self.world, self.clock.now())):
            pass

    def says(
        self, connection: Connection, meeting: int, member: int, answers: Answers, *, sent: bool = True
    ) -> None:
        """All but the last question is behind them; then, by a turn as any other, they press Send it."""
        now = self.clock.now()
        carried = {"item": f"feedback:{meeting}", "by": "member", **answers}
        where = ("lab", f"a{member * 7}")
        session = Session(f"b{meeting}", "feedback", "MF-20", 0, now, now, carried)
        draft.save(connection, meeting, member, Draft((session,), ("m1",), "m1", (), where))
        if sent:
            row = members.by_id(connection, member)
            assert row is not None
            pressed = Pressed(f"b{meeting}:feedback:MF-20:send", "m1")
            view = view_of(connection, self.world, "lab", row, now)
            turns.take(connection, self.world, Inbound(*where, pressed), pressed, row, view)
            draft.save(connection, meeting, member, Draft())  # what was owed has been said

    async def say(self, meeting: int, member: int, answers: Answers, *, sent: bool = True) -> None:
        """One member fills the form in, and sends it unless they leave it at that."""
        await self.write(lambda c: self.says(c, meeting, member, answers, sent=sent))

    async def vote(
        self, meeting: int, group: Mapping[int, Answers], order: Sequence[int] = (), *, together: bool = False
    ) -> None:
        """Everybody of the group, in this order: each in a commit of their own, or as many in one as there are."""
        coming = [self.say(meeting, who, group[who]) for who in order or tuple(group)]
        if together:
            await asyncio.gather(*coming)
        else:
            for each in coming:
                await each

    async def reviewed(self, meeting: int) -> None:
        """A coordinator and a representative read every text, and say yes."""
        for member, key in ((COORDINATOR, "coordinator"), (REPRESENTATIVE, "representative")):
            await self.write(lambda c, member=member, key=key: review_as(c, meeting, member, key))  # type: ignore[misc]  # bound now

    async def published(self, meeting: int, ended: int = ENDED) -> None:
        """From the last day of the box to its results, with everybody told."""
        await self.until(ended + 8 * 86_400)
        await self.reviewed(meeting)
        await self.until(ended + 14 * 86_400)

    async def state(self, meeting: int) -> str | None:
        row = await self.read(lambda c: boxes.of(c, meeting))
        return row.state if row else None

    async def contents(self, meeting: int) -> bytes:
        return await self.read(lambda c: contents(c, meeting))

    async def register(self, meeting: int) -> list[int]:
        return await self.read(lambda c: sealed.register(c, meeting))

    async def files(self) -> dict[str, bytes]:
        """Every file there is, byte for byte, with all that is committed moved into the database."""
        assert await self.database.empty_log()
        return {
            file.relative_to(self.folder).as_posix(): file.read_bytes()
            for file in sorted(self.folder.rglob("*"))
            if file.is_file() and not file.name.endswith("-shm")
        }


def review_as(connection: Connection, meeting: int, member: int, key: str) -> None:
    box = boxes.of(connection, meeting)
    if box is None or box.state != "review":
        return
    marks = reviewing.marks_of(connection, meeting)
    for text in marks.texts:
        marks = review.have_read(review.show(marks, member, key, text.id), member, key, text.id)
    marks = review.agree(marks, member, key, words=True)
    sealed.keep_note(connection, meeting, reviewing.NOTE, marks.to_json())
    if review.both_agreed(marks):
        boxes.set_state(connection, meeting, "agreed")


def world_in(folder: Path, clock: StillClock, ballots: Ballots) -> World:
    raw = {
        "programme": {"name": "Laboratory", "contact": "nobody", "groups": [GROUP]},
        "storage": {"path": "data/alongside.sqlite3", "keys": "keys"},
    }
    world = world_of(build(raw, folder, {}), clock, Chance(0), lambda channel: PLAIN_TEXT)
    return replace(world, ballots=ballots)


def prepare(folder: Path) -> None:
    for place in (folder / "data", folder / "keys"):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)


@asynccontextmanager
async def laboratory(
    folder: Path, people: Sequence[int] = (), *, seed: int = 1, now: int = ENDED, durable: bool = False
) -> AsyncIterator[Lab]:
    """A lab in this folder, begun or gone on with; `people` join. Without `durable` the database does not wait for the disk."""
    prepare(folder)
    clock = StillClock(now)
    ballots = Ballots(folder / "keys", entropy=Random(seed).randbytes)
    world = world_in(folder, clock, ballots)
    async with Database.open(folder / "data" / "alongside.sqlite3") as database:
        if not durable:
            await database.execute("pragma synchronous = off")
        await database.write(ballots.load)
        ballots.attach(database)
        lab = Lab(folder, database, world, clock)
        if people:
            await lab.join(people)
        yield lab
