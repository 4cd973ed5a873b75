"""What the people of the chaos test do, one update an act.

An act waits until the bot's answer to the act before it is on the person's screen, and is done once. Only before
somebody has joined may an act be done again (`Door`): nothing about them is stored, so an answer that existed in memory
alone can be lost with the process, and a person would simply tap again.

Questions are named as the buttons carry them, "flow.step.key", with `*` for whatever it is.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Say:
    """Type some words: once the question `at` has come, or any answer at all."""

    text: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """Tap a button that has come since the last act."""

    button: str


@dataclass(frozen=True, slots=True)
class Send:
    """Send something that is not words."""

    kind: str


@dataclass(frozen=True, slots=True)
class Block:
    """Block the bot. It answers nothing."""


@dataclass(frozen=True, slots=True)
class Door:
    """Press Start and go down this path of buttons. Whatever comes instead of the next one is gone through again."""

    path: tuple[str, ...]
    with_code: bool = False


@dataclass(frozen=True, slots=True)
class AfterCoordinator:
    """Wait until there is a coordinator who takes messages: from then on sharing is asked about and offered. No update."""


Act: TypeAlias = Say | Tap | Send | Block | Door | AfterCoordinator


def updates(script: tuple[Act, ...]) -> int:
    """How many updates a script is when nothing goes wrong."""
    return sum(
        1 + len(act.path) if isinstance(act, Door) else not isinstance(act, AfterCoordinator)
        for act in script
    )
