"""How every life begins: a programme that everybody has joined on Telegram, with a meeting that is coming.

Chance is made repeatable, and nothing runs yet: lives begin with copies of the files (tests/feedback/telegram.py).
"""

import random
from collections.abc import Mapping
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from bot.chance import Chance
from bot.clock import Clock
from bot.config import Config, build
from bot.ports import Inbound
from bot.wiring import Bot, bot_of
from conversations.events import Typed
from conversations.view import Role
from storage import events, groups, invites, members, sessions, shown
from tests.bot.play import DAY, HOUR, StillClock, at

NAME: Final = "telegram"
TOKEN: Final = "100200300:Quetzalcoatl-is-no-real-token"
GROUP: Final = "South"
MEETING: Final = 1
FIRST: Final = 700_400_501
"""The chat of the first member; the others' are the numbers after it."""
PEOPLE: Final = ("Amara", "Kofi", "Marek", "Sol", "Tam", "Noor", "Ines")
TEAM: Final[Mapping[str, Role]] = {"Dee": "representative", "Priya": "coordinator"}
EVERYBODY: Final = (*PEOPLE, *TEAM)
JOINING: Final = ("yes", "yes, it's safe", "ok", "yes, 18 or over", "yes, that's ok", "carry on")
LAYERS: Final = ("yes, I agree", "yes, count me", "yes", "yes", "yes", "every week", "ok", "Tuesday", "10am to noon", "no", "looks right", "not now", "ok")  # fmt: skip
BEGINS: Final = at("2026-11-23 09:00")
"""When everybody joins. The meeting is from two to four."""
ASKED: Final = "2026-11-25 12:00"
"""By then everybody has been asked: a day after their check-in, in their own hours from ten to noon."""
CLOSED: Final = "2026-12-01 12:00"
PUBLISHED: Final = "2026-12-04 13:00"
TOLD: Final = "2026-12-08 13:00"
"""By then everybody has heard of the results."""


class ByTheMoment(Chance):
    """Draws that begin anew whenever the clock moves, and at every seam."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(0)
        self.seam = 0
        self._clock, self._at = clock, (-1, 0)

    def draw(self) -> int:
        self._anew()
        return super().draw()

    def fraction(self) -> float:
        self._anew()
        return super().fraction()

    def _anew(self) -> None:
        at = self._clock.now(), self.seam
        if self._at != at:
            self._at = at
            self._random = random.Random(f"{at}")


def config_in(folder: Path, base_url: str = "http://127.0.0.1:9") -> Config:
    raw = {
        "programme": {"name": "South Voices", "groups": [GROUP], "contact": "the front desk, 07700 900001"},
        "storage": {"path": "data/alongside.sqlite3", "keys": "keys"},
        "telegram": {"token": TOKEN, "base_url": base_url},
    }
    for part in (folder, folder / "data", folder / "keys"):
        part.mkdir(mode=0o700, parents=True, exist_ok=True)
    return build(raw, folder, {})


async def prepare(folder: Path, now: int = BEGINS, starts: int = at("2026-11-23 14:00")) -> None:
    """A programme in which everybody has joined and a meeting is coming, as files: lives begin with copies of it."""
    config, clock = config_in(folder), StillClock(now)
    async with bot_of(config, clock, ByTheMoment(clock)) as bot:
        await bot.database.execute("pragma synchronous = off")
        for number, name in enumerate(EVERYBODY):
            await _joins(bot, name, str(FIRST + number), TEAM.get(name, "member"))

        def meeting(connection: Connection) -> int:
            group = groups.by_name(connection, GROUP)
            return events.add(
                connection, "meeting", "Forum", starts, group_id=group, ends_at=starts + 2 * HOUR, asks=True
            )

        assert await bot.database.write(meeting) == MEETING


async def _joins(bot: Bot, name: str, address: str, role: Role) -> None:
    code = f"{name.upper():A<10}"[:10].replace("I", "J").replace("O", "Q")
    ends = bot.world.clock.now() + 14 * DAY
    await bot.database.write(lambda c: invites.add(c, code, role, groups.by_name(c, GROUP), 1, ends))
    lines = [code, *JOINING, name, *(("not now",) if role == "coordinator" else LAYERS)]
    await bot.turns.take([Inbound(NAME, address, Typed(line)) for line in lines])

    def settle(connection: Connection) -> list[str]:
        row = members.by_address(connection, NAME, address)
        assert row is not None and row.role == role and row.name == name, f"{name} has not joined"
        connection.execute("delete from letter where member_id = ? and class = 'reply'", (row.id,))
        shown.drop(connection, row.id)
        return sessions.load(connection, row.id)

    assert await bot.database.write(settle) == [], f"{name} is in the middle of something"
