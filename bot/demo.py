"""`alongside demo`: the whole bot on the room, with a seeded programme and a clock that can be moved."""

import asyncio
import secrets
import socket
from collections.abc import Callable
from pathlib import Path

from bot.chance import Chance
from bot.channels.room import NAME, Room
from bot.channels.room_web import room_app
from bot.clock import MovableClock, SystemClock
from bot.config import Config, build
from bot.problems import Problem
from bot.seeding import seed, wipe
from bot.serving import serve, take_address
from bot.stage import Stage
from bot.together import stopped_by_signals
from bot.wiring import Bot, bot_of, running
from storage import stored
from storage.lock import ProcessLock
from storage.opening import family

MARK = "demo.txt"
DATABASE = "demo.sqlite3"
"""No real bot's database is called that, unless somebody wants it so."""
EVERY = 1.0
"""Seconds between two ticks: somebody is watching."""


def demo_config(folder: Path) -> Config:
    """The invented programme of the demo. Its numbers are real help lines; its people are not."""
    raw = {
        "programme": {
            "name": "Riverside Voices", "organisation": "Riverside Together", "contact": "hello@riverside.example",
            "worker": "Priya", "worker_hours": "Monday to Friday, 10am to 5pm", "groups": ["Lambeth", "Southwark", "Lewisham"],
            "notice": "riverside.example/privacy",
            "agreement": ["We speak for ourselves.", "It's OK to disagree.", "What's said here stays here."],
        },
        "storage": {"path": f"data/{DATABASE}", "keys": "keys"},
    }  # fmt: skip
    return build(raw, folder, {})


def prepare_folder(folder: Path, fresh: bool) -> Path:
    """Where the demo keeps its files, for this account only. `fresh` removes the database that an earlier demo kept.

    A folder is the demo's if it has the demo's mark, or is empty. In any other there may be what somebody relies on, so
    nothing in it is touched. Raises Problem for that, and DatabaseProblem if a demo is running there.
    """
    folder = folder.absolute()
    mark = folder / MARK
    if folder.is_dir() and not mark.is_file() and any(folder.iterdir()):
        raise Problem(f"{folder} holds something else than a demo. Name another folder: --data FOLDER")
    for part in (folder, folder / "data", folder / "keys"):
        part.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.chmod(0o700)
    mark.write_text(
        "This folder is `alongside demo`'s. It holds invented people and nothing that anybody needs.\n",
        "utf-8",
    )
    if fresh:
        _begin_anew(folder / "data" / DATABASE)
    return folder


def _begin_anew(database: Path) -> None:
    """Delete the demo's database, under its lock: never from under a demo that is running."""
    lock = ProcessLock(database)
    lock.acquire(
        f"{database} is in use by {{holder}}. Stop that first, or name another folder: --data FOLDER"
    )
    try:
        for file in (*family(database), database.with_name(database.name + "-journal")):
            file.unlink(missing_ok=True)
    finally:
        lock.release()


async def run(
    folder: Path, port: int, fresh: bool, seed_number: int | None, say: Callable[[str], None]
) -> None:
    """Serve until interrupted. Raises Problem (the port is taken), DatabaseProblem or ConfigProblem."""
    with take_address("127.0.0.1", port, f"Choose another one: --port {port + 1}") as place:
        await play(prepare_folder(folder, fresh), place, seed_number, say)


async def play(
    folder: Path, place: socket.socket, seed_number: int | None, say: Callable[[str], None]
) -> None:
    """The whole bot on the files in `folder`, its page at `place`."""
    clock, chance = MovableClock(SystemClock().now()), Chance(seed_number)
    async with bot_of(demo_config(folder), clock, chance) as bot:
        room = Room(clock, bot.turns.take)
        bot.add(room, rate=0, apart=0)
        room.send_direct, room.settled = bot.sender.send_direct, bot.sender.drained
        await prepare(bot, room, clock, chance)

        async def reseed() -> None:
            await seed(bot, room, chance)

        async with running(bot, EVERY):
            stage = Stage(
                bot.database, clock, room, bot.sender, bot.ticks, bot.config.programme.timezone, reseed
            )
            await show(room, stage, place, say)


async def prepare(bot: Bot, room: Room, clock: MovableClock, chance: Chance) -> None:
    """The seeded people on a new database; on one from before, whoever is in it."""
    people = await bot.database.read(stored.names_on(NAME))
    clock.move_to(await bot.database.read(stored.latest))  # an earlier demo may have moved it
    for address, name in people:
        room.add(name or address, address)
    await bot.database.write(wipe)  # what the phones showed went with the process, and its ids begin anew
    if not people:
        await seed(bot, room, chance)


async def show(room: Room, stage: Stage, place: socket.socket, say: Callable[[str], None]) -> None:
    """The page on loopback, until SIGINT or SIGTERM."""
    token, port = secrets.token_urlsafe(18), place.getsockname()[1]
    stop = asyncio.Event()

    async def end_streams() -> None:
        await stop.wait()
        room.tell("end")

    with stopped_by_signals(stop):
        ending = asyncio.create_task(end_streams(), name="end of streams")
        try:
            app = room_app(room, stage, token, port)
            await serve(app, place, stop, lambda: say(f"Open http://127.0.0.1:{port}/?token={token}"))
        finally:
            ending.cancel()
