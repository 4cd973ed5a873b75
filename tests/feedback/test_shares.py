"""How much of a box one person may fill, and what somebody leaves in it who was not invited."""

import asyncio
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from bot.ballot_box import BoxFull
from bot.feedback import draft, roster, turns
from bot.feedback.talk import LEAST_SHARE
from bot.ports import Inbound
from bot.views import view_of
from conversations.events import Event, Pressed, Typed
from conversations.feedback.form import WORDS_MOST
from storage import members, sealed
from storage.transaction import behind_savepoint
from tests.feedback.groups import ENDED, Lab, ids, laboratory

SIX: Final = ids(6)
LATE: Final = ids(9)[8]


async def does(lab: Lab, member: int, event: Event) -> bool:
    """One turn of a sealed talk, undone where it does not fit; whether it was taken."""

    def take(connection: Connection) -> bool:
        row = members.by_id(connection, member)
        assert row is not None
        view = view_of(connection, lab.world, "lab", row, lab.clock.now())
        inbound = Inbound("lab", f"a{member * 7}", event)
        try:
            return behind_savepoint(connection, lambda c: turns.take(c, lab.world, inbound, event, row, view) is not None)  # fmt: skip
        except BoxFull:
            return False

    return await lab.write(take)


def start(meeting: int) -> Pressed:
    return Pressed(f"b{meeting}:feedback:MF-01:start", "m1")


async def test_one_person_fills_only_their_share(tmp_path: Path) -> None:
    """180 long messages by one member, none of which is answered yet: the rest are refused, and all others have room."""
    async with laboratory(tmp_path, SIX) as lab:
        meeting = await lab.meeting()
        loud, *others = SIX
        assert await does(lab, loud, start(meeting))
        taken = [
            await does(lab, loud, Typed(f"{n} " + "hum " * 900, f"message-{n:030d}")) for n in range(180)
        ]
        assert taken[0] and not taken[-1]
        size, people = lab.ballots.size_of(meeting), len(await lab.read(lambda c: roster.of(c, meeting)))
        kept = await lab.read(lambda c: sealed.draft(c, meeting, loud))
        assert kept is not None and len(kept) <= max(LEAST_SHARE, 2 * size // people) < size // 2
        words = "w" * WORDS_MOST
        for n, member in enumerate(others):
            await lab.say(meeting, member, {"MF-10": "yes", "MF-14": f"{n}{words}"[:WORDS_MOST]})
        assert set(others) <= set(await lab.register(meeting))
        assert sum(slip.words for slip in await lab.read(lambda c: sealed.slips(c, meeting))) == len(others)


async def test_their_share_is_theirs_again(tmp_path: Path) -> None:
    """What was owed has been said: the member who was refused goes on, and sends."""
    async with laboratory(tmp_path, SIX) as lab:
        meeting = await lab.meeting()
        await does(lab, SIX[0], start(meeting))
        while await does(lab, SIX[0], Typed("hum " * 900, "m2")):
            pass
        await lab.write(lambda c: draft.save(c, meeting, SIX[0], draft.Draft()))
        await lab.say(meeting, SIX[0], {"MF-10": "yes", "MF-14": "A kettle"})
        assert await lab.register(meeting) == [SIX[0]]


async def test_who_was_not_invited_leaves_nothing(tmp_path: Path) -> None:
    """Somebody who came into the group after the meeting presses its buttons and types: the box stays as it is."""
    async with laboratory(tmp_path, SIX) as lab:
        meeting = await lab.meeting()
        await lab.say(meeting, SIX[0], {"MF-10": "yes"})
        before = await lab.contents(meeting)

        await lab.come([LATE], ENDED + 60)
        presses = [
            Pressed(f"b{meeting}:feedback:{step}:{key}", f"m{n}")
            for n in range(30)
            for step, key in (("MF-01", "start"), ("MF-02D", "start"), ("MF-10", "yes"), ("MF-20", "send"))
        ]
        events: list[Event] = [*presses, Typed("yes"), Typed("hum " * 900)]
        await asyncio.gather(*(does(lab, LATE, each) for each in events))  # fmt: skip
        assert await lab.contents(meeting) == before
