"""A programme of any size on disk, made in one go, in which a hundred check-ins are due whenever that is wanted.

It is always Tuesday, five past eleven. Everybody checks in every week at eleven and answered the last two; for all but
those who are made due, the next one is weeks away. Rows are written in SQL through the real schema, so that a million
members take a minute and not an hour.
"""

import os
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Final
from zoneinfo import ZoneInfo

from bot import plan
from bot.chance import Chance
from bot.clock import MovableClock
from bot.config import Config, build
from bot.wiring import Bot, bot_of
from conversations.pace import Choice, Pace
from storage import groups
from storage.database import Database

DAY: Final = 86400
DUE: Final = 100
ROUNDS: Final = 50
SLOT: Final = int(datetime(2026, 12, 1, 11, tzinfo=ZoneInfo("Europe/London")).timestamp())
NOW: Final = SLOT + 5 * 60
LATER: Final = SLOT + 28 * DAY
PACE: Final = Pace(
    choice=Choice.WEEKLY, consented=True, check_in_consent=True, last_contact_at=SLOT - 7 * DAY, last_due_at=SLOT - 7 * DAY,
    last_check_in_at=SLOT - 7 * DAY, round_began_at=SLOT - 7 * DAY, check_in_due_at=SLOT,
)  # fmt: skip
FILL: Final = (
    """insert into member (language, joined_at) with recursive n(i) as (select 1 union all select i + 1 from n where i < :many)
       select 'en', :slot - 8640000 from n""",
    "insert into address (channel, address, member_id) select 'telegram', cast(500000000 + id as text), id from member",
    "insert into membership (member_id, group_id) select id, 1 from member",
    "insert into consent (member_id, layer, yes, wording, at) select id, 'basics', 1, 'ON-20@en', :slot - 8640000 from member",
    "insert into pace (member_id, state, plan, look_at) select id, 'active', :later_plan, :later + id % 604800 from member",
    """insert into letter (member_id, channel, address, lane, class, kind, state, item, made_at, due_at, sent_at)
       select m.id, 'telegram', cast(500000000 + m.id as text), 1, 'ordinary', 'check_in', 'sent', 'check-in:' || w.week,
              :slot - 604800 * w.week, :slot - 604800 * w.week, :slot - 604800 * w.week
       from (select 1 as week union all select 2) w, member m""",
)


def config_in(folder: Path) -> Config:
    return build({"storage": {"path": "data/many.sqlite3", "keys": "keys"}}, folder, {})


async def make(folder: Path, many: int) -> Path:
    """A database with so many members; where it is."""
    path = config_in(folder).storage.path
    path.parent.mkdir(parents=True)
    values = {
        "many": many, "slot": SLOT, "later": LATER, "later_plan": plan.to_json(replace(PACE, check_in_due_at=LATER)),
    }  # fmt: skip
    async with Database.open(path) as database:
        await database.write(lambda c: groups.ensure(c, ["Everyone"]))
        for statement in FILL:
            await database.write(lambda c, sql=statement: c.execute(sql, values).rowcount)  # type: ignore[misc]  # a default binds it
        await database.empty_log()
    return path


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Bot]:
    """The bot on it, at five past eleven, with nothing running."""
    async with bot_of(config_in(folder), MovableClock(NOW), Chance()) as bot:
        yield bot


def some(many: int, number: int) -> list[int]:
    """A hundred members from all over the file, others for each number below ROUNDS."""
    return random.Random(1).sample(range(1, many + 1), DUE * ROUNDS)[DUE * number : DUE * (number + 1)]


def make_due(connection: Connection, ids: Sequence[int]) -> None:
    text = plan.to_json(PACE)
    connection.executemany(
        "update pace set plan = ?, look_at = ? where member_id = ?", [(text, SLOT, id) for id in ids]
    )


def asked(connection: Connection, ids: Sequence[int]) -> int:
    """How many of these have a check-in on its way."""
    found = connection.execute(
        "select member_id from letter where state = 'ready' and channel = 'telegram' and lane = 1 and kind = 'check_in'"
    )
    return len(set(ids) & {id for (id,) in found})


def forget_pages(path: Path) -> None:
    """Ask the system to keep nothing of the file in memory, where it can be asked."""
    if not hasattr(os, "posix_fadvise"):
        return
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
