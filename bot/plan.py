"""The form on disk of what a member agreed to (conversations.pace.Pace): JSON, only what differs from the defaults."""

from typing import Final

from pydantic import TypeAdapter

from conversations.pace import Pace

_PACE: Final = TypeAdapter(Pace)


def to_json(pace: Pace) -> str:
    return _PACE.dump_json(pace, exclude_defaults=True).decode()


def from_json(text: str) -> Pace:
    """Raises ValueError for a plan that no version of this program wrote."""
    return _PACE.validate_json(text)
