"""Meetings after which fewer answered than it takes, group by group, and what becomes of what they said.

Lambeth: the same three people, three meetings in a row; mixed together they are still three. Southwark: four, and at the next
meeting two of them and two more. Lewisham was promised that a few answers are deleted. A meeting for everybody was promised a floor of
seven, and six answered.
"""

import json
from pathlib import Path
from sqlite3 import Connection

from bot.feedback import roster
from storage import publications, sealed
from storage.sealed import Slip
from tests.bot.play import Play, playing
from tests.feedback import forum
from tests.feedback.promises import Promises

WORDS = "An ochre lampshade would help"


async def play(folder: Path, promises: Promises) -> None:
    async with playing(folder / "demo") as room:
        await _lives(room, promises, folder / "demo")


async def _lives(room: Play, promises: Promises, folder: Path) -> None:
    lambeth, southwark = [await _met(room, "Lambeth", range(3))], [await _met(room, "Southwark", range(4))]
    lewisham = await _met(room, "Lewisham", range(4), few="destroy")
    everybody = await _met(room, None, range(6))
    await room.bot.database.write(
        lambda c: c.execute("update box set k = 7 where meeting_id = ?", (everybody,)).rowcount
    )
    await room.until("2026-12-01 09:00")
    states = await room.bot.database.read(_states)
    promises.kept(
        "under the floor nothing opens", states.get(lambeth[0]) == states.get(southwark[0]) == "waiting"
    )
    promises.kept("a few answers go where that was promised", states.get(lewisham) == "destroyed")
    promises.kept("of what was deleted no key is left", not list((folder / "keys").glob(f"box-{lewisham}-*")))
    promises.kept(
        "the floor is the one that was promised",
        await _state(room, everybody) == "waiting" and states.get(everybody) == "waiting",
    )

    await room.until("2026-12-02 09:00")
    lambeth.append(await _met(room, "Lambeth", range(3)))
    southwark.append(await _met(room, "Southwark", range(2, 6)))
    await room.until("2026-12-10 09:00")
    promises.kept("people are counted once", await _state(room, lambeth[1]) == "waiting")
    promises.kept("what is mixed opens with the next", await _state(room, southwark[1]) == "review")
    promises.kept("what was mixed in is in one box only", await _state(room, southwark[0]) == "")
    lambeth.append(await _met(room, "Lambeth", range(3)))
    await room.until("2026-12-24 13:00")
    states = await room.bot.database.read(_states)
    promises.kept(
        "after three meetings it is deleted unread", {states.get(each) for each in lambeth} == {"destroyed"}
    )
    promises.kept(
        "nothing under the floor is ever shown",
        {each for each, state in states.items() if state == "published"} == {southwark[1]},
    )
    answers = await room.bot.database.read(lambda c: publications.answers(c, southwark[1]))
    told = [(each.question, each.answer, each.share) for each in answers if not each.words]
    promises.kept("what is mixed is one answer among all", ("MF-10", "yes", "most") in told)
    promises.kept("a question is hidden by its people", ("MF-12", "", "hidden") in told)


async def _met(room: Play, group: str | None, people: range, *, few: str = "pool") -> int:
    """A meeting that is over, and what these people said of it; its number."""
    meeting = await forum.meeting(room, f"{group or 'Open'} {room.now}", group=group, few=few)
    await room.wait(3 * 3600 + 60)

    def say(connection: Connection) -> None:
        invited = [forum.somebody(connection, person) for person in range(6)]
        sealed.keep_note(connection, meeting, roster.NOTE, json.dumps(invited))
        for person in people:
            sealed.enter(connection, meeting, forum.somebody(connection, person))
            sealed.drop_in(connection, meeting, Slip("MF-10", 0, "yes", 1))
            if 1 <= person <= 3:  # five answers at two meetings, by three people
                sealed.drop_in(connection, meeting, Slip("MF-12", 0, "no", 1))
            sealed.drop_in(connection, meeting, Slip("MF-14", 1, f"{WORDS} {person}", 1))

    await room.bot.database.write(say)
    return meeting


async def _state(room: Play, meeting: int) -> str:
    box = await forum.row(room, meeting)
    return box.state if box else ""


def _states(connection: Connection) -> dict[int, str]:
    return {row.meeting_id: row.state for row in publications.all(connection)}
