"""What the sections of the config are made of: the kinds of values that a person may write."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationInfo

from bot.rota import Hours, read_hours


def _hours(value: object) -> object:
    return read_hours(value) if isinstance(value, str) else value


def _in_folder(value: object, info: ValidationInfo) -> object:
    """A path as the file means it: relative to the file's folder."""
    if not isinstance(value, str | Path):
        return value
    if not str(value):
        raise ValueError("Write a path here, or take the line out.")
    folder: Path = (info.context or {}).get("folder", Path())
    return (folder / Path(value).expanduser()).absolute()


def none_if_empty(value: object) -> object:
    return None if value == "" else value


def each_once(value: tuple[str, ...]) -> tuple[str, ...]:
    if len({name.casefold() for name in value}) < len(value):
        raise ValueError("Write each one once.")
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
WrittenHours = Annotated[Hours, BeforeValidator(_hours)]
File = Annotated[Path, BeforeValidator(_in_folder)]


class Section(BaseModel):
    """What all sections have in common: nothing unknown, nothing guessed, nothing changed afterwards."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, validate_default=True, hide_input_in_errors=True
    )


def tuples(value: Any) -> Any:
    """The same values with tuples for lists: a config does not change once it is read."""
    match value:
        case Mapping():
            return {key: tuples(held) for key, held in value.items()}
        case list():
            return tuple(tuples(held) for held in value)
    return value
