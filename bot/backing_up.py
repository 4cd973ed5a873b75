"""`alongside backup`: a consistent copy of the database while the bot goes on. The keys are never in it.

Whoever holds a backup and the keys can open the boxes that are open just now, so the two are kept apart: a copy is
refused a place in the keys' folder, and in any folder around it.

The file is copied as it is and not opened as the bot's own: a backup made before an upgrade is of the version before.
"""

from collections.abc import Callable
from pathlib import Path

from bot.config import Config
from bot.problems import Problem
from storage.copying import copy_database


def back_up(config: Config, target: Path, progress: Callable[[int, int], None]) -> None:
    """Copy the database to the new file `target`; `progress` gets pages done and of how many.

    Raises Problem or DatabaseProblem. Interrupted, it leaves nothing behind.
    """
    source, keys, place = config.storage.path, config.storage.keys.resolve(), target.absolute().resolve()
    if not source.exists():
        raise Problem(f"There is no database at {source} yet. The first `alongside run` makes it.")
    if keys in (place, *place.parents):
        raise Problem(
            f"{place} is in the keys' folder, and a backup never lies beside the keys. Choose another folder."
        )
    if place.is_dir():
        raise Problem(f"{target} is a folder. Name a file in it.")
    if not place.parent.is_dir():
        raise Problem(f"There is no folder {place.parent}. Make it first: mkdir -p {place.parent}")
    if place.parent in keys.parents:
        raise Problem(
            f"{place.parent} holds the keys' folder {keys} as well, and whoever takes it away would have both. "
            f"Put copies in a folder of their own: mkdir -m 700 {place.parent / 'backups'}"
        )
    copy_database(source, place, progress)
