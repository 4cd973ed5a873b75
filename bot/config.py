"""One TOML file says everything that a programme decides; `config.example.toml` documents each key.

`load` reads the file, lays secrets from the environment over it, starts relative paths at the file's folder
and checks the lot. Whoever wrote the file gets every problem at once, one a line, each with how to mend it.
Secrets never show: not in `repr`, not in a problem.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field, ValidationError, ValidationInfo, field_validator

from bot import helplines as lines
from bot.config_channels import RoomSection, TelegramSection
from bot.config_problems import ConfigProblem, put
from bot.config_sections import (
    FeedbackSection,
    PaceSection,
    ProgrammeSection,
    SafetySection,
    StorageSection,
    TrainingSection,
)
from bot.config_values import Section, tuples
from bot.helplines import Helpline

__all__ = ["Config", "ConfigProblem", "advice", "build", "load", "stale_helplines"]

SECRETS: Final = {"ALONGSIDE_TELEGRAM_TOKEN": ("telegram", "token")}
"""Environment variables that win over the file."""


class Config(Section):
    """The whole file. Made by `load` and `build` only: they know the folder that paths start from."""

    programme: ProgrammeSection
    storage: StorageSection
    telegram: TelegramSection
    room: RoomSection
    feedback: FeedbackSection
    training: TrainingSection
    pace: PaceSection
    safety: SafetySection
    helplines: Annotated[tuple[Helpline, ...], BeforeValidator(lines.with_shipped)] = Field(alias="helpline")

    @field_validator("helplines")
    @classmethod
    def _fitting(cls, value: tuple[Helpline, ...], info: ValidationInfo) -> tuple[Helpline, ...]:
        programme: ProgrammeSection | None = info.data.get("programme")
        return lines.fitting(value, programme.emergency if programme else "")


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """The config in a file. Raises ConfigProblem with all that is wrong."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        raw = tomllib.loads(text)
    except FileNotFoundError:
        trouble = "There is no such file. Copy config.example.toml there and change what you need."
    except OSError as error:
        trouble = f"It cannot be read ({error.strerror}). Let the account that runs the bot read it."
    except UnicodeDecodeError:
        trouble = "It is not in UTF-8. Save it again as UTF-8 text."
    except tomllib.TOMLDecodeError as error:
        trouble = f"It is not TOML: {error}. Texts stand in quotes, and each key has a line of its own."
    else:
        return build(raw, path.absolute().parent, environ, path.name)
    raise ConfigProblem([f"{path.name}: {trouble}"])


def build(raw: Mapping[str, Any], folder: Path, environ: Mapping[str, str], file: str = "config") -> Config:
    """The config that these values mean, paths starting from `folder`. Raises ConfigProblem like `load`."""
    whole = {alias: () if alias == "helpline" else {} for alias in _aliases()} | tuples(raw)
    for variable, (section, key) in SECRETS.items():
        if environ.get(variable) and isinstance(whole[section], Mapping):
            whole[section] = {**whole[section], key: environ[variable]}
    try:
        return Config.model_validate(whole, context={"folder": folder})
    except ValidationError as error:
        problems = [put(detail, Config, file) for detail in error.errors(include_url=False)]
    # Outside of the except block, so that no traceback carries the values that were found wrong.
    raise ConfigProblem(problems)


def stale_helplines(config: Config, today: date) -> list[str]:
    """What to say about numbers that nobody checked in the last 90 days. It stops nothing."""
    return lines.stale(config.helplines, today)


def advice(config: Config, today: date) -> list[str]:
    """What would be good to see to before members come. None of it stops the bot."""
    programme = config.programme
    words = stale_helplines(config, today)
    if "name" not in programme.model_fields_set:
        words.append("[programme] name is not set: the bot calls your programme “our group”.")
    if "contact" not in programme.model_fields_set:
        words.append(
            "[programme] contact is not set: write how a person can be reached, by name, phone or e-mail."
        )
    if not programme.notice:
        words.append(
            "[programme] notice is not set: it links the full privacy notice where members are asked."
        )
    if not programme.agreement:
        words.append(
            "[programme] agreement is not set: up to 5 lines by the group, for the group, shown at joining."
        )
    return words + lines.elsewhere(config.helplines, programme.country, programme.region)


def _aliases() -> list[str]:
    return [field.alias or name for name, field in Config.model_fields.items()]
