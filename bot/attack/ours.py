"""The same life in this program's own box, by the program's own code, from the end of the meeting to the results.

Everything that the ticks do is done by the ticks' own steps: the box is made, everybody is asked, it is closed, reviewed by
a coordinator and a representative, published, and everybody is told. The files are stolen on the way, three times.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from sqlite3 import Connection
from typing import Final, TypeAlias

from bot.attack.life import Life, Sender
from bot.attack.loot import Loot, steal
from bot.ballot_box import Ballots
from bot.chance import Chance
from bot.clock import MovableClock
from bot.config import build
from bot.feedback import days, draft, reviewing, rounds
from bot.feedback.draft import Draft
from bot.looking import save_pace
from bot.wiring import world_of
from bot.world import World
from conversations.caps import PLAIN_TEXT
from conversations.feedback import review
from conversations.feedback.form import Form, FormAnswer, FormQuestion
from conversations.pace import Pace
from conversations.session import Session
from storage import boxes, events, members, sealed
from storage.database import Database
from storage.sealed import Slip

STAGES: Final = ("while open", "when closed", "when published")
ENDED: Final = 1_795_464_000
"""When the meeting ends: a Monday at 20:00 UTC."""
_DAY: Final = 86_400
_JOINED: Final = ENDED - 30 * _DAY
_REPRESENTATIVE, _COORDINATOR = 99, 100
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
Step: TypeAlias = Callable[[Connection, int], None]
"""One thing that is done in the box of this meeting."""


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
        for steps in _days(life, chance):
            for step in steps:
                await store.write(lambda conn, step=step: step(conn, meeting))  # type: ignore[misc]  # bound now
            await evening()
        stolen[STAGES[0]] = steal(database, keys, tuple(backups))
        await tick(ENDED + (days.OPEN_DAYS + 1) * _DAY)
        await evening()
        stolen[STAGES[1]] = steal(database, keys, tuple(backups))
        for member, key in ((_COORDINATOR, "coordinator"), (_REPRESENTATIVE, "representative")):
            await store.write(lambda conn, member=member, key=key: _review(conn, meeting, member, key))  # type: ignore[misc]  # bound now
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
    world = world_of(build(raw, folder, {}), MovableClock(ENDED), Chance(0), lambda channel: PLAIN_TEXT)
    return replace(world, form=FORM, ballots=Ballots(keys, entropy=chance.randbytes))


def _invite(conn: Connection, world: World, life: Life) -> int:
    """Everybody joins on the same day and comes to one meeting, and nothing else ever happens to them outside the box."""
    conn.execute("insert into member (id, joined_at) values (?, ?)", (_REPRESENTATIVE - 1, _JOINED - 1))
    team = {_REPRESENTATIVE: ("7900099", "representative"), _COORDINATOR: ("7900100", "coordinator")}
    everybody = team | {member: (address, "member") for member, address in life.roster.items()}
    for member, (address, role) in sorted(everybody.items()):
        given = members.add(conn, "telegram", address, "en", False, _JOINED)
        assert given == member, "members are numbered one after another"
        members.change(conn, member, {"role": role})
        save_pace(conn, world, member, Pace(consented=True, check_in_consent=True), _JOINED)
    return events.add(conn, "meeting", "Housing", ENDED - 7200, ends_at=ENDED, asks=True)


# -- what is done in the box ----------------------------------------------------------------------------------------------


def _days(life: Life, chance: Random) -> list[list[Step]]:
    """What is done on each day: a few steps of each sender, and among them the steps of those who give up."""
    found: list[list[Step]] = []
    for sender in life.senders:
        if sender.day == len(found):
            found.append([])
        found[-1] += [
            _write(sender.member, "", chance),
            _write(sender.member, sender.words, chance),
            _send(sender, chance),
        ]
    for member in life.gave_up:
        steps = chance.choice(found)
        at = chance.randint(0, len(steps))
        steps[at:at] = [_write(member, f"never sent {member}", chance)]
        if chance.random() < 0.5:
            steps.append(lambda conn, meeting, member=member: sealed.drop_draft(conn, meeting, member))  # type: ignore[misc]  # bound now
    return found


def _write(member: int, words: str, chance: Random) -> Step:
    """A step of the talk: what has been answered so far rests in the box."""
    answers, message = {"heard": chance.choice(_CHOICES), "change": words}, str(chance.randrange(10**6))

    def step(conn: Connection, meeting: int) -> None:
        session = Session(
            f"b{meeting}", "feedback", "change", 0, ENDED, ENDED, {"item": f"feedback:{meeting}", **answers}
        )
        draft.save(conn, meeting, member, Draft((session,), (message,), message, (), ("telegram", "")))

    return step


def _send(sender: Sender, chance: Random) -> Step:
    heard = chance.choice(_CHOICES)

    def step(conn: Connection, meeting: int) -> None:
        sealed.enter(conn, meeting, sender.member)
        sealed.drop_in(conn, meeting, Slip("heard", 0, heard, 1))
        sealed.drop_in(conn, meeting, Slip("change", 1, sender.words, 1))
        draft.save(conn, meeting, sender.member, Draft())

    return step


def _review(conn: Connection, meeting: int, member: int, key: str) -> None:
    """One of the two reads every text and says yes."""
    marks = reviewing.marks_of(conn, meeting)
    for text in marks.texts:
        marks = review.have_read(review.show(marks, member, key, text.id), member, key, text.id)
    marks = review.agree(marks, member, key, words=True)
    sealed.keep_note(conn, meeting, reviewing.NOTE, marks.to_json())
    if review.both_agreed(marks):
        boxes.set_state(conn, meeting, "agreed")
