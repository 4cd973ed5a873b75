"""What every command of `alongside` shares: its config, and where it speaks."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.config import Config

ConfigFile = Annotated[
    Path, typer.Option("--config", help="The programme's settings; see config.example.toml.")
]
CONFIG = Path("config.toml")


def say(line: str) -> None:
    print(line, flush=True)


def load(path: Path) -> "Config":
    """Raises ConfigProblem."""
    from bot import config

    return config.load(path, os.environ)
