"""Where copies, exports and keys may lie: never so that one folder holds both what is sealed and what opens it."""

from collections.abc import Callable
from pathlib import Path

from bot.backing_up import back_up
from bot.checking_places import keys_problems
from bot.demo import demo_config, prepare_folder
from bot.problems import Problem
from bot.results.export import export
from storage.database import Database
from tests.feedback.promises import Promises


def refused(does: Callable[[], object]) -> bool:
    try:
        does()
    except Problem:
        return True
    return False


async def play(folder: Path, promises: Promises) -> None:
    home = prepare_folder(folder / "demo", fresh=False)
    config = demo_config(home)
    keys, database = config.storage.keys, config.storage.path
    async with Database.open(database):
        for name, place in (("keys", keys), ("home", home)):
            went = refused(lambda place=place: back_up(config, place / "copy", lambda done, of: None))  # type: ignore[misc]  # bound now
            promises.kept(f"no backup lies in the {name} folder", went and not (place / "copy").exists())
        try:
            await export(config, None, "csv", keys / "out.csv")
        except Problem as problem:
            promises.kept("no export lies among the keys", "keys' folder" in str(problem))
    promises.kept(
        "keys beside a database are told",
        keys_problems(keys) == [] and keys_problems(database.parent, (database,)) != [],
    )
    keys.chmod(0o755)
    promises.kept("keys that others can read are told", keys_problems(keys) != [])
    keys.chmod(0o700)
