"""`alongside demo`: the whole bot on the room, with a seeded programme and a clock that can be moved."""

import asyncio
import secrets
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from bot.chance import Chance
from bot.channels.room import NAME, Room
from bot.channels.room_web import room_app
from bot.clock import MovableClock, SystemClock
from bot.config import Config, build
from bot.problems import Problem
from bot.seeding import seed, wipe
from bot.stage import Stage
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


def free_port(port: int) -> int:
    """The port, if it can be had. Raises OSError."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        return int(probe.getsockname()[1])


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
    """Serve until interrupted. Raises DatabaseProblem, ConfigProblem or OSError (the port is taken)."""
    port = free_port(port)
    folder = prepare_folder(folder, fresh)
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
            await serve(room, stage, port, say)


async def prepare(bot: Bot, room: Room, clock: MovableClock, chance: Chance) -> None:
    """The seeded people on a new database; on one from before, whoever is in it."""
    people = await bot.database.read(stored.names_on(NAME))
    clock.move_to(await bot.database.read(stored.latest))  # an earlier demo may have moved it
    for address, name in people:
        room.add(name or address, address)
    await bot.database.write(wipe)  # what the phones showed went with the process, and its ids begin anew
    if not people:
        await seed(bot, room, chance)


async def serve(room: Room, stage: Stage, port: int, say: Callable[[str], None]) -> None:
    """The page on loopback, until SIGINT or SIGTERM."""
    token = secrets.token_urlsafe(18)
    config = uvicorn.Config(
        room_app(room, stage, token, port), host="127.0.0.1", port=port, log_level="error", access_log=False, lifespan="off",
        timeout_graceful_shutdown=1, ws="none",
    )  # fmt: skip
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(), name="room")
    loop = asyncio.get_running_loop()

    def stop() -> None:
        room.tell("end")
        server.should_exit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    try:
        while not server.started and not task.done():  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        if server.started:
            say(f"Open http://127.0.0.1:{port}/?token={token}")
        await task
    finally:
        stop()
        with suppress(asyncio.CancelledError):
            await task
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
