"""People who answer about several meetings as fast as they can, in a process that is there to be killed.

    python -m tests.feedback.storm FOLDER

It says "MEETING MEMBER" for every answer once that is on the disk, and ends when everybody has answered everything.
"""

import asyncio
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from sqlite3 import Connection

from bot.feedback import draft
from bot.feedback.draft import Draft
from conversations.session import Session
from storage import sealed
from storage.sealed import Slip
from tests.feedback.groups import ENDED, Lab, ids, laboratory

PEOPLE = 50
MEETINGS = 4
AT_ONCE = 5


def words_of(meeting: int, member: int) -> str:
    """What a member says about a meeting, and nobody else about any."""
    return f"said-{meeting}-{member}"


async def one(lab: Lab, meeting: int, members: Sequence[int]) -> None:
    """Some members answer, one after the other; each writes a draft first."""
    for member in members:
        session = Session(
            f"b{meeting}", "feedback", "MF-14", 0, ENDED, ENDED, {"item": f"feedback:{meeting}"}
        )
        if await lab.read(lambda c, member=member: sealed.has_answered(c, meeting, member)):  # type: ignore[misc]  # bound now
            continue

        def drafts(connection: Connection, member: int = member, session: Session = session) -> None:
            draft.save(connection, meeting, member, Draft((session,), ("m1",)))

        def votes(connection: Connection, member: int = member) -> None:
            sealed.enter(connection, meeting, member)
            sealed.drop_in(connection, meeting, Slip("MF-14", 1, words_of(meeting, member), 1))
            draft.save(connection, meeting, member, Draft())

        await lab.write(drafts)
        await lab.write(votes)
        print(meeting, member, flush=True)


async def main(folder: Path) -> None:
    async with laboratory(folder, durable=True, seed=secrets.randbits(32)) as lab:
        everybody = ids(PEOPLE)
        await asyncio.gather(
            *(
                one(lab, meeting, everybody[n::AT_ONCE])
                for meeting in lab.ballots.opened()
                for n in range(AT_ONCE)
            )
        )
    print("done", flush=True)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
