"""The same life in this program's own box, by the program's own code, from the end of the meeting to the results.

Members press and type, and each of their turns goes through the same intake as a message from Telegram (bot/turn.py), so a row
that it left anywhere would be seen. Everything that the ticks do is done by the ticks' own steps: the box is made, everybody is
asked, it is closed, published, and everybody is told. Two things are short-cuts: what the bot says is noted in the box as
arrived, with no messenger in between; and what the two readers do is written as their turns write it. The files are stolen on
the way, three times.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import count
from pathlib import Path
from random import Random
from sqlite3 import Connection
from typing import Final, TypeAlias

from bot.attack.life import Life
from bot.attack.loot import Loot, steal
from bot.ballot_box import Ballots
from bot.chance import Chance
from bot.clock import MovableClock
from bot.config import build
from bot.feedback import days, draft, reviewing, rounds
from bot.looking import save_pace
from bot.ports import Inbound
from bot.turn import Turns
from bot.wiring import world_of
from bot.world import World
from conversations.caps import ROOM_BUTTONS
from conversations.events import Event, Pressed, Typed
from conversations.feedback import review
from conversations.feedback.form import Form, FormAnswer, FormQuestion
from conversations.flow import Flow
from conversations.flows import all_flows
from conversations.pace import Pace
from conversations.questionnaire import Questionnaire
from storage import boxes, events, members, sealed
from storage.database import Database

STAGES: Final = ("while open", "when closed", "when published")
ENDED: Final = 1_795_464_000
"""When the meeting ends: a Monday at 20:00 UTC."""
_DAY: Final = 86_400
_JOINED: Final = ENDED - 30 * _DAY
_REPRESENTATIVE, _COORDINATOR = 99, 100
_CHANNEL: Final = "telegram"
_CHOICES: Final = ("yes", "partly", "no")
FORM: Final = Form(
    "laboratory",
    1,
    "nobody: it is invented",
    (
        FormQuestion("heard", "Did you feel heard?", tuple(FormAnswer(key, key.title()) for key in _CHOICES)),
        FormQuestion("change", "What should we change?", words=True),
    ),
)
Step: TypeAlias = tuple[int, tuple[str, ...]]
"""One thing that a member does in one go: who, and what they press ("step:key") and type."""


async def thefts(folder: Path, life: Life, chance: Random) -> dict[str, Loot]:
    """What is stolen at each stage: the files, the keys of that moment, and the backup of every evening before it."""
    database, keys, backups, stolen = (
        folder / "data" / "alongside.sqlite3",
        folder / "keys",
        list[Path](),
        dict[str, Loot](),
    )
    for place in (database.parent, keys):
        place.mkdir(mode=0o700)
    world = _world(folder, keys, chance)

    async with Database.open(database) as store:

        async def evening() -> None:
            backups.append(folder / f"backup-{len(backups)}.sqlite3")
            await store.backup_to(backups[-1])

        async def tick(now: int) -> None:
            while await store.write(lambda conn: rounds.go_on(conn, world, now)):
                pass

        world.ballots.attach(store)
        meeting = await store.write(lambda conn: _invite(conn, world, life))
        await tick(ENDED)
        talks = _Talks(Turns(store, world), meeting, life.roster)
        for number, steps in enumerate(_days(life, chance)):
            for step in steps:
                await store.write(partial(talks.take, step=step, now=ENDED + number * _DAY + _DAY // 2))
                await store.write(partial(talks.arrive, member=step[0]))
            await evening()
        answered = await store.read(partial(sealed.register, meeting_id=meeting))
        assert answered == sorted(life.truth), "everybody who answers in this life has answered"
        stolen[STAGES[0]] = steal(database, keys, tuple(backups))
        await tick(ENDED + (days.OPEN_DAYS + 1) * _DAY)
        await evening()
        stolen[STAGES[1]] = steal(database, keys, tuple(backups))
        for member, key in ((_COORDINATOR, "coordinator"), (_REPRESENTATIVE, "representative")):
            await store.write(partial(_review, meeting=meeting, member=member, key=key))
        await evening()
        await tick(ENDED + (days.OPEN_DAYS + days.REVIEW_DAYS + 7) * _DAY)
        stolen[STAGES[2]] = steal(database, keys, tuple(backups))
    return stolen


def _world(folder: Path, keys: Path, chance: Random) -> World:
    raw = {
        "programme": {"name": "Laboratory", "contact": "nobody", "groups": ["Laboratory"]},
        "storage": {"path": "data/alongside.sqlite3", "keys": "keys"},
        "feedback": {"min_responses": 5, "min_responses_for_words": 5},
    }
    world = world_of(build(raw, folder, {}), MovableClock(ENDED), Chance(0), lambda channel: ROOM_BUTTONS)
    flows = _flows(world.questionnaire)
    return replace(world, form=FORM, flows=flows, ballots=Ballots(keys, entropy=chance.randbytes))


@lru_cache(maxsize=1)
def _flows(questionnaire: Questionnaire) -> Mapping[str, Flow]:
    return all_flows(questionnaire, FORM)


def _invite(conn: Connection, world: World, life: Life) -> int:
    """Everybody joins on the same day and comes to one meeting, and nothing else ever happens to them outside the box."""
    conn.execute("insert into member (id, joined_at) values (?, ?)", (_REPRESENTATIVE - 1, _JOINED - 1))
    team = {_REPRESENTATIVE: ("7900099", "representative"), _COORDINATOR: ("7900100", "coordinator")}
    everybody = team | {member: (address, "member") for member, address in life.roster.items()}
    for member, (address, role) in sorted(everybody.items()):
        given = members.add(conn, _CHANNEL, address, "en", False, _JOINED)
        assert given == member, "members are numbered one after another"
        members.change(conn, member, {"role": role})
        save_pace(conn, world, member, Pace(consented=True, check_in_consent=True), _JOINED)
    return events.add(conn, "meeting", "Housing", ENDED - 7200, ends_at=ENDED, asks=True)


# -- what members do ------------------------------------------------------------------------------------------------------

BEGIN: Final = ("MF-01:start", "MF-02D:start", "MF-04:carry_on")
SEND: Final = ("MF-20:send",)
BIN: Final = ("MF-20:bin",)


def _days(life: Life, chance: Random) -> list[list[Step]]:
    """What is done on each day: a few steps of each sender, and among them the steps of those who give up."""
    found: list[list[Step]] = []
    for sender in life.senders:
        if sender.day == len(found):
            found.append([])
        found[-1] += [
            (sender.member, BEGIN),
            (sender.member, _answers(sender.words, chance)),
            (sender.member, SEND),
        ]
    for member in life.gave_up:
        steps = chance.choice(found)
        at = chance.randint(0, len(steps))
        steps[at:at] = [(member, (*BEGIN, *_answers(f"never sent by {member}", chance)))]
        if chance.random() < 0.5:
            steps.append((member, BIN))
    return found


def _answers(words: str, chance: Random) -> tuple[str, ...]:
    return (f"heard:{chance.choice(_CHOICES)}", words)


@dataclass(frozen=True)
class _Talks:
    """The sealed talks of one meeting: what is pressed and typed goes in as it does from any channel."""

    turns: Turns
    meeting: int
    roster: Mapping[int, str]
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    """Of messages."""

    def take(self, conn: Connection, step: Step, now: int) -> None:
        member, lines = step
        for line in lines:
            inbound = Inbound(_CHANNEL, self.roster[member], self._event(line))
            assert not self.turns.take_in(conn, [inbound], now).failed, "every turn goes well"

    def arrive(self, conn: Connection, member: int) -> None:
        """What is owed to them has been said: one message stands in their chat, and what is over leaves none."""
        if known := draft.load(conn, self.meeting, member):
            question = str(next(self.ids)) if known.stack else ""
            arrived = replace(known, question=question, messages=tuple(filter(None, (question,))), owes=())
            draft.save(conn, self.meeting, member, arrived)

    def _event(self, line: str) -> Event:
        step, _, key = line.partition(":")
        if " " in line:
            return Typed(line, str(next(self.ids)))
        return Pressed(f"b{self.meeting}:feedback:{step}:{key}", str(next(self.ids)))


def _review(conn: Connection, meeting: int, member: int, key: str) -> None:
    """One of the two reads every text and says yes."""
    marks = reviewing.marks_of(conn, meeting)
    for text in marks.texts:
        marks = review.have_read(review.show(marks, member, key, text.id), member, key, text.id)
    marks = review.agree(marks, member, key, words=True)
    sealed.keep_note(conn, meeting, reviewing.NOTE, marks.to_json())
    if review.both_agreed(marks):
        boxes.set_state(conn, meeting, "agreed")
