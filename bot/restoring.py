"""`alongside restored`: after a backup was put in the database's place, let go of the boxes that it cannot open any more.

The keys of boxes are never in a backup, and they have moved on since it was made: what was in those boxes is gone for good
(bot/ballot_box.py). Nobody but a person can know that this was meant, and that it is not the wrong file in the wrong place; so
the bot leaves such boxes alone until this is said. Then a box that is still open is made anew, empty and with the same
promises, and everybody who was invited is asked again, alike; any other is over, and its page says so.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from sqlite3 import Connection

from bot.config import Config
from bot.feedback import days, publishing
from bot.key_file import KeyFile, KeyTrouble
from bot.problems import Problem
from bot.world import World
from conversations.feedback.form import Form
from storage import boxes, events, publications
from storage.database import Database


@dataclass(frozen=True, slots=True)
class LetGo:
    """What was done about one box. `again`: it was made anew, and its people are asked again."""

    title: str
    again: bool


async def restored(config: Config, world: World) -> list[LetGo]:
    """Let go of every box that cannot be opened. Raises Problem or DatabaseProblem (the bot is running)."""
    if not config.storage.path.exists():
        raise Problem(f"There is no database at {config.storage.path}. Put the backup there first.")
    ballots = world.ballots
    async with Database.open(config.storage.path) as database:
        await database.write(ballots.load)
        ballots.attach(database)
        done = await database.write(lambda c: let_go(c, world, config.storage.keys, world.clock.now()))
        await database.empty_log()
    return done


def let_go(connection: Connection, world: World, folder: Path, now: int) -> list[LetGo]:
    """The same, inside the open transaction."""
    done = []
    for meeting_id in sorted(world.ballots.lost):
        box, event = boxes.of(connection, meeting_id), events.of(connection, meeting_id)
        assert box is not None and event is not None, "a lost box has a row"
        _destroy_ours(folder / box.key_file)
        zone = world.programme_at(now).timezone
        again = box.state == "open" and now < days.closes_at(date.fromisoformat(box.closes_on), zone)
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
    boxes.asks_again(connection, box.meeting_id, box.asks_again + 1)


def _destroy_ours(path: Path) -> None:
    """A key file of ours is for nothing any more. What is none of ours is left alone."""
    file = KeyFile(path)
    try:
        file.slots()
    except KeyTrouble:
        return
    file.destroy()
