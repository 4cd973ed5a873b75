"""What the two kinds of question files have in common: the check-in's (bot/questionnaires.py) and the form about a
meeting (bot/forms.py). Members change them without code, so what they write is checked as a flow would be at import.
"""

import tomllib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Final, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from bot.config_problems import ConfigProblem, put
from bot.config_values import tuples

TAKEN: Final = frozenset({"skip", "back", "stop", "help", "menu", "start", "pause", "pace", "leave", "clear"})
"""Words that mean something else wherever they are typed."""

Message = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=22)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,19}$")]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,15}$")]


class Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


WrittenFile = TypeVar("WrittenFile", bound=Written)


def free(value: str) -> str:
    """A key or a label, unless it already means something when it is typed."""
    if value.casefold() in TAKEN or value.isdigit():
        raise ValueError("That already means something when it is typed. Choose another word.")
    return value


def each_its_own(what: str, values: Sequence[str]) -> None:
    folded = [value.casefold() for value in values]
    if twice := sorted({value for value in folded if folded.count(value) > 1}):
        raise ValueError(f"Give each one a {what} of its own. Written twice: {', '.join(twice)}.")


def text_of(path: Path | None, shipped: str, key: str) -> tuple[str, str]:
    """(text, name) of a programme's own file, or of the one that is shipped. `key`: where the config says which.
    Raises ConfigProblem."""
    place = path or files("conversations.questionnaires") / shipped
    try:
        return place.read_text(encoding="utf-8"), place.name
    except OSError as error:
        trouble = f"It cannot be read ({error.strerror}). {key} says where it is."
    except UnicodeDecodeError:
        trouble = "It is not in UTF-8. Save it again as UTF-8 text."
    raise ConfigProblem([f"{place.name}: {trouble}"])


def checked(text: str, model: type[WrittenFile], file: str) -> WrittenFile:
    """What a TOML text says. Raises ConfigProblem with all that is wrong."""
    try:
        return model.model_validate(tuples(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        problems = [
            f"{file}: It is not TOML: {error}. Texts stand in quotes, and each key has a line of its own."
        ]
    except ValidationError as error:
        problems = [put(detail, model, file) for detail in error.errors(include_url=False)]
    raise ConfigProblem(problems)
