"""What may stand in a file of courses, value by value (pydantic), and how each mistake is mended."""

from datetime import date, datetime, time
from typing import Annotated, Any, Final

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
    ValidationInfo,
)
from pydantic_core import ErrorDetails

from bot.config_problems import shown
from bot.training.course_files import COURSE_KEYS, SESSION_KEYS, Found, Table, unknown_key
from conversations.dates import read_day
from conversations.moments import read_minutes, read_moment
from conversations.pace.local_time import instant
from conversations.plain import plain
from conversations.training.problems import EMPTY

AS_MOMENT: Final = "Write a day and a time like 2026-12-04 14:00, in the programme's own time."
AS_DAY: Final = "Write a day like 2026-12-04."
AS_NUMBER: Final = "Write a whole number, like 12."
LONG_AGO: Final = 1900
YES_NO: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
MISSING: Final = {
    "places": "Nothing says how many people can come. Write a number, like: 12.",
    "arranger": "Nobody arranges it. Write the name of somebody on the team who has joined: only they see what helps people to take part.",
    "start": f"Nothing says when the session begins. {AS_MOMENT}",
    "closing": f"Nothing says until which day people can ask for a place. {AS_DAY}",
    "ends": "Nothing says when the session ends. Write ends, like 16:00, or minutes, like 120.",
    **{key: phrase.english for key, phrase in EMPTY.items()},
}


def read_at(value: object, info: ValidationInfo) -> int:
    """UTC seconds of a moment, in the programme's zone where it names none."""
    zone, today = info.context["zone"], info.context["today"]  # type: ignore[index]  # always given
    if isinstance(value, str):
        value = _iso(value) or value
    if isinstance(value, datetime):
        if value.year < LONG_AGO:  # near the first year of the calendar there is no zone to tell the time by
            raise ValueError(f"{shown(value)} is long past. {AS_MOMENT}")
        if value.tzinfo is not None:
            return int(value.timestamp())
        return instant(value.date(), value.hour * 60 + value.minute, zone)
    found = read_moment(value, today) if isinstance(value, str) else None
    if found is None or found.day is None or found.minute is None:
        raise ValueError(f"{shown(value)} is no day and time. {AS_MOMENT}")
    return instant(found.day, found.minute, zone)


def _iso(text: str) -> datetime | None:
    """A moment in ISO 8601; a bare day is none."""
    try:
        return None if len(text.strip()) <= len("2026-12-04") else datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def read_end(value: object, info: ValidationInfo) -> tuple[bool, int]:
    """(True, minutes after midnight) of a time of the same day, or (False, UTC seconds) of a moment."""
    if isinstance(value, str):
        try:
            value = time.fromisoformat(value.strip().replace(".", ":"))
        except ValueError:
            pass
    if isinstance(value, time):
        return True, value.hour * 60 + value.minute
    try:
        return False, read_at(value, info)
    except ValueError:
        raise ValueError(
            f"{shown(value)} is no time. Write when it ends like 16:00, or like 2026-12-04 16:00."
        ) from None


def read_date(value: object, info: ValidationInfo) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    found = None
    if isinstance(value, str):
        try:
            found = date.fromisoformat(value.strip())
        except ValueError:
            found = read_day(plain(value), info.context["today"])  # type: ignore[index]  # always given
    if found is None:
        raise ValueError(f"{shown(value)} is no day. {AS_DAY}")
    return found


def read_whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value) < 10:
        return int(value)
    raise ValueError(f"{shown(value)} is no number. {AS_NUMBER}")


def read_long(value: object) -> int:
    """Minutes: a number of them, or "2 hours"."""
    if isinstance(value, str) and not value.strip().isdigit():
        if (found := read_minutes(value)) is not None:
            return found
        raise ValueError(f"{shown(value)} is no length. Write how many minutes, like 120.")
    return read_whole(value)


def read_yes(value: object) -> bool:
    said = value if isinstance(value, bool) else YES_NO.get(str(value).strip().casefold())
    if said is None:
        raise ValueError(f"{shown(value)} is neither yes nor no. Write true or false.")
    return said


def read_number_as_text(value: object) -> object:
    """A course can be named by its number as well, with quotes around it or without."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Words = Annotated[str, StringConstraints(strip_whitespace=True)]
Whole = Annotated[int, BeforeValidator(read_whole)]
Moment = Annotated[int, BeforeValidator(read_at)]


class Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class SessionLine(Line):
    start: Moment
    ends: Annotated[tuple[bool, int] | None, BeforeValidator(read_end)] = None
    minutes: Annotated[int | None, BeforeValidator(read_long)] = None
    place: Words = ""
    link: Words = ""


class CourseLine(Line):
    title: Words
    about: Words
    places: Whole
    money: Words
    costs: Words
    leader: Words
    arranger: Words
    closing: Annotated[date | None, BeforeValidator(read_date)] = None
    group: Words = ""
    kept: Annotated[int | None, BeforeValidator(read_whole)] = None
    paid: Annotated[bool, BeforeValidator(read_yes)] = False
    help: Words = ""
    follows: Annotated[Words, BeforeValidator(read_number_as_text)] = ""


def course_line(table: Table, context: dict[str, Any], found: list[Found]) -> CourseLine | None:
    """What the table of a course says; None where something in it is to be mended, which is added to `found`."""
    try:
        return CourseLine.model_validate(table.values, context=context)
    except ValidationError as error:
        found += [_mended(each, table, COURSE_KEYS) for each in error.errors(include_url=False)]
        return None


def session_line(table: Table, context: dict[str, Any], found: list[Found]) -> SessionLine | None:
    try:
        return SessionLine.model_validate(table.values, context=context)
    except ValidationError as error:
        found += [_mended(each, table, SESSION_KEYS) for each in error.errors(include_url=False)]
        return None


def _mended(error: ErrorDetails, table: Table, known: tuple[str, ...]) -> Found:
    """One thing that pydantic found, as one line for the person who wrote the file."""
    key = str(error["loc"][0]) if error["loc"] else ""
    match error["type"]:
        case "missing":
            return Found(table.line, MISSING[key])
        case "extra_forbidden":
            return Found(table.line_of(key), unknown_key(key, known))
        case "string_type":
            return Found(table.line_of(key), f'{key} is a text. Write it in quotes: {key} = "…".')
        case "value_error":
            return Found(table.line_of(key), f"{key}: {error['ctx']['error']}")
    return Found(table.line_of(key), f"{key}: {error['msg']}.")
