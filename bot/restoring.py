"""`alongside restored`: after a backup was put in the database's place, let go of the boxes that it cannot open any more.

The keys of boxes are never in a backup, and they have moved on since it was made: what was in those boxes is gone for good
(bot/ballot_box.py). Nobody but a person can know that this was meant, and that it is not the wrong file in the wrong place; so
the bot leaves such boxes alone until this is said. Then a box that is still open is made anew, empty and with the same
promises, and everybody who was invited is asked again, alike; any other is over, and its page says so.

Since answers are given up by it, it can be asked beforehand what it would do (`--dry-run`). Then nothing is written, not even
what any opening of the database writes.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from bot.box_contents import opened_with
from bot.config import Config
from bot.feedback import days, publishing, roster
from bot.key_file import KeyFile, KeyShut, KeyTrouble
from bot.problems import Problem
from bot.world import World
from conversations.feedback.form import Form
from storage import boxes, events, publications
from storage.database import Database
from storage.lock import ProcessLock
from storage.migrate import load_migrations, schema_version
from storage.opening import connect, set_pragmas

NONE_LOST: Final = "Every box that there is can be opened. Nothing was changed."
_SHUT: Final = "A box cannot be opened: {why}. Mend that, then run this again. Nothing was changed."


@dataclass(frozen=True, slots=True)
class LetGo:
    """One box that is let go of. `again`: it is made anew, and its people are asked again."""

    title: str
    again: bool

    def done(self) -> str:
        what = "made anew, and its people are asked again" if self.again else "over; its page says so"
        return f"{self.title}: the answers are gone, the box is {what}."

    def planned(self) -> str:
        what = (
            "The box would be made anew, empty, and everybody invited would be asked again."
            if self.again
            else "The box would be over, and its page would say that the answers are lost."
        )
        return f"{self.title}: the answers cannot be opened with these keys. {what}"


async def restored(config: Config, world: World, *, dry_run: bool = False) -> list[str]:
    """Let go of every box that cannot be opened, or only look which; a line for each, for whoever runs the bot. Raises Problem
    or DatabaseProblem (the bot is running)."""
    path, keys, now = config.storage.path, config.storage.keys, world.clock.now()
    if not path.exists():
        raise Problem(f"There is no database at {path}. Put the backup there first.")
    if dry_run:
        with _untouched(path) as connection:
            planned = would_let_go(connection, world, keys, now)
        last = "Nothing was changed. Without --dry-run it is done, and cannot be taken back."
        return [*(each.planned() for each in planned), last] if planned else [NONE_LOST]
    ballots = world.ballots
    async with Database.open(path) as database:
        await database.write(ballots.load)
        if ballots.shut:  # not lost, and not to be let go of by mistake
            raise Problem(_SHUT.format(why=ballots.lost[min(ballots.shut)]))
        ballots.attach(database)
        done = await database.write(lambda c: let_go(c, world, keys, now))
        await database.empty_log()
    return [each.done() for each in done] or [NONE_LOST]


@contextmanager
def _untouched(path: Path) -> Iterator[Connection]:
    """The database to be read, while no bot has it. Raises Problem or DatabaseProblem."""
    lock = ProcessLock(path.resolve())
    lock.acquire(f"{path} is in use by {{holder}}. Stop that first.")
    try:
        with closing(connect(path, "ro")) as connection:
            set_pragmas(connection, journal=None)
            if schema_version(connection) < len(load_migrations()):
                raise Problem(
                    f"{path} was made by an older Alongside, and only looking cannot bring it up to date. Copy it, and try that."
                )
            yield connection
    finally:
        lock.release()


def would_let_go(connection: Connection, world: World, folder: Path, now: int) -> list[LetGo]:
    """The boxes that `let_go` would let go of. Nothing is changed. Raises Problem where one only has to be mended."""
    found = []
    for box in boxes.all(connection):
        try:
            opened_with(KeyFile(folder / box.key_file), box.key_id, boxes.body(connection, box.meeting_id))
        except KeyShut as shut:
            raise Problem(_SHUT.format(why=shut)) from None
        except KeyTrouble:
            event = events.of(connection, box.meeting_id)
            assert event is not None, "a box has its meeting"
            found.append(LetGo(event.title, _can_be_answered(world, box, now)))
    return found


def _can_be_answered(world: World, box: boxes.BoxRow, now: int) -> bool:
    closing_day = date.fromisoformat(box.closes_on)
    return box.state == "open" and now < days.closes_at(closing_day, world.programme_at(now).timezone)


def let_go(connection: Connection, world: World, folder: Path, now: int) -> list[LetGo]:
    """The boxes that cannot be opened go, inside the open transaction."""
    done = []
    for meeting_id in sorted(world.ballots.lost):
        box, event = boxes.of(connection, meeting_id), events.of(connection, meeting_id)
        assert box is not None and event is not None, "a lost box has a row"
        _destroy_ours(folder / box.key_file)
        zone = world.programme_at(now).timezone
        again = _can_be_answered(world, box, now)
        if publications.of(connection, meeting_id) is None and not again:
            publishing.without_results(connection, world, box, "lost", now)
        publications.end_waiting(connection, meeting_id, "lost", world.today(now, zone).isoformat())
        boxes.drop(connection, meeting_id)
        if again:
            _anew(connection, world, box)
        done.append(LetGo(event.title, again))
    world.ballots.lost.clear()
    return done


def _anew(connection: Connection, world: World, box: boxes.BoxRow) -> None:
    invited = len(events.invited(connection, box.meeting_id))
    world.ballots.make(
        connection, box.meeting_id, invited, Form.from_json(box.questions), closes_on=box.closes_on, opens_on=box.opens_on, k=box.k,
        for_words=box.for_words, below_k=box.below_k,
    )  # fmt: skip
    roster.fix(connection, box.meeting_id)
    boxes.asks_again(connection, box.meeting_id, box.asks_again + 1)


def _destroy_ours(path: Path) -> None:
    """A key file of ours is for nothing any more. What is none of ours is left alone."""
    file = KeyFile(path)
    try:
        file.slots()
    except KeyTrouble:
        return
    file.destroy()
