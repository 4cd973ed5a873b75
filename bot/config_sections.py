"""The sections of the config, each key with its default and its rules. Those of channels: config_channels.py.

A rule that joins two keys of a section stands at the later of them, so that one mistake never hides
another. What carries a value is no setting (B12): the floor of five, the outer limits of the hours and the
numbers of the pace have no switch here.
"""

from pathlib import Path
from typing import Annotated, Final, Literal
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from bot.bank_holidays import known_country, regions
from bot.config_problems import nearest
from bot.config_values import File, Line, Section, Text, WrittenHours, each_once, none_if_empty
from bot.quiet_days import QuietDays
from bot.rota import Hours, Rota, read_rota, written

OUTER_HOURS: Final = (8 * 60, 21 * 60)
FEWEST: Final = 5


class ProgrammeSection(Section):
    name: Line = "our group"
    organisation: Text = ""
    timezone: str = "Europe/London"
    country: str = "GB"
    region: str = "ENG"
    languages: tuple[str, ...] = Field(default=("en",), min_length=1)
    contact: Line = "the person who invited you"
    emergency: Line = "999"
    worker: Text = ""
    worker_hours: Text = ""
    groups: tuple[Line, ...] = Field(default=("Everyone",), min_length=1)
    notice: Text = ""
    agreement: tuple[Line, ...] = Field(default=(), max_length=5)
    open_door: bool = True
    check_in: Annotated[File | None, BeforeValidator(none_if_empty)] = None

    @field_validator("organisation")
    @classmethod
    def _organisation(cls, value: str, info: ValidationInfo) -> str:
        return value or str(info.data.get("name", ""))

    @field_validator("timezone")
    @classmethod
    def _timezone(cls, value: str) -> str:
        if value not in available_timezones():
            close = nearest(value, available_timezones()) or "Europe/London"
            raise ValueError(f'Write a time zone by its place, like "{close}".')
        return value

    @field_validator("country")
    @classmethod
    def _country(cls, value: str) -> str:
        if not known_country(value):
            raise ValueError(
                'Write the two letters of a country whose holidays are known, like "GB" or "IE".'
            )
        return "GB" if value == "UK" else value  # people write both

    @field_validator("region")
    @classmethod
    def _region(cls, value: str, info: ValidationInfo) -> str:
        country: str | None = info.data.get("country")
        if country and value and value not in (known := regions(country)):
            choices = ", ".join(f'"{name}"' for name in ("", *known))
            raise ValueError(f"Write one of {choices}. The empty one means the whole country.")
        return value

    @field_validator("languages")
    @classmethod
    def _languages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        strange = [
            code for code in value if not (len(code) == 2 and code.islower() and _known_language(code))
        ]
        if strange:
            raise ValueError(
                f'Write languages by their two letters, like "en" or "es". Not known: {", ".join(strange)}.'
            )
        return each_once(value)

    @field_validator("groups")
    @classmethod
    def _groups(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return each_once(value)


class StorageSection(Section):
    path: File = Path("data/alongside.sqlite3")
    keys: File = Path("keys")

    @field_validator("keys")
    @classmethod
    def _apart(cls, value: Path, info: ValidationInfo) -> Path:
        database: Path | None = info.data.get("path")
        if database is not None:
            folder, keys = database.parent.resolve(), value.resolve()
            if keys == folder or folder in keys.parents or keys in folder.parents:
                raise ValueError(
                    "Keys live in a folder of their own, neither in the database's folder nor around it: "
                    "whoever copies the one must not get the other. Put them side by side, "
                    'like path = "data/alongside.sqlite3" and keys = "keys".'
                )
        return value


class FeedbackSection(Section):
    min_responses: int = FEWEST
    min_responses_for_words: int = 10
    form: Annotated[File | None, BeforeValidator(none_if_empty)] = None

    @field_validator("min_responses")
    @classmethod
    def _floor(cls, value: int) -> int:
        if value < FEWEST:
            raise ValueError(
                f"It can be raised from {FEWEST}, never lowered: with fewer answers it is easy to tell "
                "who said what, and members are promised that nobody sees fewer."
            )
        return value

    @field_validator("min_responses_for_words")
    @classmethod
    def _floor_for_words(cls, value: int, info: ValidationInfo) -> int:
        least = info.data.get("min_responses", FEWEST)
        if value < least:
            raise ValueError(f"Words give more away than ticks, so write {least} (min_responses) or more.")
        return value


class TrainingSection(Section):
    """How places on training go. Members decide it (DOMAIN.md 3.1), and the bot says which it is wherever somebody asks."""

    places: Literal["draw", "first come"] = "draw"


class PaceSection(Section):
    """What a programme may change of PACE.md, section 4: it can make the bot quieter, never louder."""

    hours: WrittenHours = (10 * 60, 19 * 60)
    urgent_hours: WrittenHours = OUTER_HOURS
    quiet_days: QuietDays = ()

    @field_validator("hours", "urgent_hours")
    @classmethod
    def _inside(cls, value: Hours) -> Hours:
        if not (OUTER_HOURS[0] <= value[0] and value[1] <= OUTER_HOURS[1]):
            raise ValueError(
                f"Write hours inside {written(OUTER_HOURS)}. Only members can go wider, for themselves."
            )
        return value

    @field_validator("urgent_hours")
    @classmethod
    def _around(cls, value: Hours, info: ValidationInfo) -> Hours:
        hours: Hours | None = info.data.get("hours")
        if hours and not (value[0] <= hours[0] and hours[1] <= value[1]):
            raise ValueError(f"Urgent hours hold the ordinary ones, so write hours around {written(hours)}.")
        return value


class SafetySection(Section):
    """Which of the three lawful set-ups of DOMAIN.md 1.6 the organisation chose, and who is told."""

    set_up: int = Field(default=1, ge=1, le=3)
    duty: Text = ""
    duty_hours: Text = ""

    @field_validator("duty", "duty_hours")
    @classmethod
    def _somebody(cls, value: str, info: ValidationInfo) -> str:
        if not value and info.data.get("set_up") in (2, 3):
            raise ValueError(
                "Set-ups 2 and 3 tell a person, so write who (duty) and when they are there (duty_hours). "
                "Or write set_up = 1, which tells nobody."
            )
        return value

    @field_validator("duty_hours")
    @classmethod
    def _readable(cls, value: str) -> str:
        read_rota(value)
        return value

    @property
    def rota(self) -> Rota:
        return read_rota(self.duty_hours)


def _known_language(code: str) -> bool:
    try:
        Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return False
    return True
