"""The folders that the bot keeps things in, made when they are first needed."""

from pathlib import Path

from bot.config import Config
from bot.problems import Problem


def make_folders(config: Config) -> None:
    """The database's folder and that of the keys, for nobody else to look into. A folder above them that is
    missing is more likely a slip in the path, and is left for the database to tell."""
    for folder in (config.storage.path.parent, config.storage.keys):
        _make(folder)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700)
    except (FileExistsError, FileNotFoundError):
        pass
    except OSError as error:
        raise Problem(
            f"The folder {folder} cannot be made: {error.strerror}. Let the bot's own account make it."
        ) from None
