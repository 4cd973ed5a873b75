"""How long a start takes, and how much memory, with 100,000 members in the file."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from rich.console import Console

MEMBERS = 100_000
FILL = """
insert into member (language, joined_at) with recursive n(i) as (select 1 union all select i + 1 from n where i < {n}) select 'en', 1790000000 from n;
insert into address (channel, address, member_id) select 'telegram', cast(500000000 + id as text), id from member;
insert into membership (member_id, group_id) select id, 1 from member;
insert into consent (member_id, layer, yes, wording, at) select id, 'basics', 1, 'ON-20@en', 1790000000 from member;
insert into pace (member_id, state, plan, look_at) select id, 'active', '{{"consented":true}}', 4000000000 + id from member;
"""
START = """
import asyncio, json, sys, time
from pathlib import Path
begun = float(sys.argv[2])
from bot.chance import Chance
from bot.channels import telegram
from bot.clock import SystemClock
from bot.config import build
from bot.ports import Inbound
from bot.wiring import bot_of, running
from conversations.events import Typed
def most_memory():
    # VmHWM belongs to this program; ru_maxrss would still hold what the process that started it had in use.
    line = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
async def main():
    config = build({"storage": {"path": "data/many.sqlite3", "keys": "keys"}}, Path(sys.argv[1]), {})
    async with bot_of(config, SystemClock(), Chance()) as bot, running(bot, 60):
        await bot.turns.take([Inbound("telegram", "500050000", Typed("menu"))])
        print(json.dumps([time.time() - begun, most_memory()]))
asyncio.run(main())
"""


def start(folder: Path) -> tuple[float, float]:
    """A fresh process on the database in `folder`: seconds until it has answered one message, and megabytes."""
    done = subprocess.run(
        [sys.executable, "-c", START, str(folder), str(time.clock_gettime(time.CLOCK_REALTIME))],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def measure(console: Console, runs: int = 5) -> None:
    """Start a fresh process `runs` times, until it has answered one message."""
    import asyncio

    from bot.config import build
    from storage import groups
    from storage.database import Database

    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as name:
        folder = Path(name)
        config = build({"storage": {"path": "data/many.sqlite3", "keys": "keys"}}, folder, {})
        config.storage.path.parent.mkdir(parents=True)

        async def fill() -> None:
            async with Database.open(config.storage.path) as database:
                await database.write(lambda c: groups.ensure(c, ["Everyone"]))
                for statement in FILL.format(n=MEMBERS).split(";\n")[:-1]:
                    await database.write(lambda c, sql=statement: c.execute(sql).rowcount)  # type: ignore[misc]  # a default binds it

        asyncio.run(fill())
        seen = [start(folder) for _ in range(runs)]
    seconds, megabytes = median(s for s, _ in seen), max(m for _, m in seen)
    console.print(
        f"Start with {MEMBERS:,} members, from the shell to one answered message: {seconds:.2f} s (median of {runs}; asked: under 2), "
        f"at most {megabytes:.0f} MB (asked: under 150)"
    )
