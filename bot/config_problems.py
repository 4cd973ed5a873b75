"""What is wrong with a file that a person wrote, in plain words: where, what was found, how to mend it.

One problem a line. A secret is never repeated, nor anything that looks like one in the wrong place.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import PurePath
from typing import Any, Final

from pydantic import BaseModel
from pydantic_core import ErrorDetails

LONGEST: Final = 40
TABLES: Final = frozenset({"helpline", "question"})
SECRET_KEYS: Final = frozenset({"token"})
_LOOKS_SECRET: Final = re.compile(r"\d{5,}:[\w-]{20,}")

PROMISES: Final = {
    "openers_per_round": "Members are promised 3 chats a round at most",
    "held_for_check_in": "One of the 3 chats a round is kept for the check-in that the member chose",
    "hours_between_openers": "Members are promised 20 hours between two chats",
    "asked_per_week": "4 messages a week about things a member booked is the most there is",
    "messages_per_day": "2 messages a day is the most there is",
    "urgent_per_week": "2 urgent messages a week is the most there is",
    "back_off_after": "The bot slows down after 2 silent rounds",
    "longest_gap_days": "The longest gap is 56 days",
    "rest_after": "The bot goes quiet after 4 silent rounds",
    "snoozes": "An item can be put off twice",
    "check_in_days": "Check-ins come Monday to Friday noon, so that a person is around for a hard answer",
    "check_in_slide": "How far a check-in may slide follows from the pace that the member chose",
    "quiet_sundays": "Sundays are quiet",
    "stop_words": "STOP works at once, in every programme",
}
"""Numbers of PACE.md, section 4, that are no settings, by the names that somebody may try."""


class ConfigProblem(Exception):
    """Everything found wrong with a file, one problem a line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or ""."""
    names = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
    return names[close[0]] if close else ""


def keys_of(model: type[BaseModel]) -> dict[str, Any]:
    """The keys of a section as they stand in the file, each with what it holds."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def put(error: ErrorDetails, model: type[BaseModel], file: str) -> str:
    """One thing that pydantic found, as one line for the person who wrote the file."""
    return f"{file}: {where(error['loc'])}: {_found(error)}{_mend(error, model)}"


def where(loc: tuple[int | str, ...]) -> str:
    """The place in the file: `[section] key`."""
    match loc:
        case (str(table),) if table in TABLES:
            return f"[[{table}]]"
        case (str(section),):
            return f"[{section}]"
        case (str(table), int(place), *rest) if table in TABLES:
            return " ".join((f"[[{table}]] number {place + 1}", *_path(rest)))
        case (section, *rest):
            return " ".join((f"[{section}]", *_path(rest)))
    return "the file"


def _path(rest: Sequence[int | str]) -> list[str]:
    return [f"number {part + 1}" if isinstance(part, int) else str(part) for part in rest]


def _found(error: ErrorDetails) -> str:
    if error["type"] in ("missing", "extra_forbidden") or _tables(error["input"]):
        return ""
    return f"found {shown(error['input'], secret=bool(SECRET_KEYS & set(error['loc'])))}. "


def _tables(value: object) -> bool:
    """Whether it is a list of [[tables]], about which "found" would say nothing."""
    return isinstance(value, list | tuple) and any(isinstance(held, Mapping) for held in value)


def shown(value: object, secret: bool = False) -> str:
    """A value as the person wrote it, shortened; of a secret only its kind."""
    match value:
        case _ if secret and not isinstance(value, int | Mapping | list | tuple):
            return "something that is kept secret"
        case bool():
            return str(value).lower()
        case int() | float():
            return "a number" if secret else str(value)
        case str() | PurePath():
            text = str(value)
            if _LOOKS_SECRET.search(text):
                return "something that looks like a secret"
            return f'"{text[:LONGEST]}…"' if len(text) > LONGEST else f'"{text}"'
        case date():
            return f"the date {value}"
        case Mapping():
            return "a section"
        case list() | tuple():
            return f"a list of {len(value)}" if value else "an empty list"
    return f"a {type(value).__name__}"


def _mend(error: ErrorDetails, model: type[BaseModel]) -> str:
    key, ctx = str(error["loc"][-1]), error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            return _unknown(error["loc"], model)
        case "missing":
            return "This key is missing and has no default. Add it."
        case "string_type":
            return f'Write it in quotes: {key} = "…".'
        case "int_type" | "int_from_float":
            meant = error["input"] if isinstance(error["input"], str) and error["input"].isdigit() else "…"
            return f"Write a whole number without quotes: {key} = {meant}."
        case "bool_type":
            return f"Write true or false without quotes: {key} = true."
        case "date_type":
            return f"Write a date without quotes: {key} = 2026-11-23."
        case "tuple_type" if key in TABLES:
            return f"Head each one with [[{key}]], in two brackets."
        case "tuple_type":
            return (
                "Write a list: [ … ]."
                if isinstance(error["loc"][-1], int)
                else f"Write a list: {key} = [ … ]."
            )
        case "path_type" | "is_instance_of":
            return f'Write a path in quotes: {key} = "…".'
        case "model_type":
            if isinstance(error["loc"][-1], int):
                return f"Head each one with [[{error['loc'][-2]}]], in two brackets."
            return f"Write it as a section of its own, [{key}], with its keys below."
        case "literal_error":
            return f"Write one of {str(ctx['expected']).replace(chr(39), chr(34))}."
        case "greater_than_equal":
            return f"Write {ctx['ge']} or more."
        case "less_than_equal":
            return f"Write {ctx['le']} or less."
        case "string_too_short":
            return "Write something here, or take the line out."
        case "string_too_long":
            return f"Keep it within {ctx['max_length']} characters."
        case "string_pattern_mismatch":
            return "Write small letters and _ only, beginning with a letter."
        case "too_short":
            return f"Write at least {ctx['min_length']}."
        case "too_long":
            return f"Write {ctx['max_length']} at most."
    return error["msg"].removeprefix("Value error, ")


def _unknown(loc: tuple[int | str, ...], model: type[BaseModel]) -> str:
    """Nobody knows this key: say which one may be meant, or where it belongs, or that it is no setting."""
    key, known = str(loc[-1]), _known_at(loc[:-1], model)
    if loc[0] == "pace" and (key in PROMISES or not nearest(key, known)):
        promise = nearest(key, PROMISES) or next((name for name in PROMISES if name.startswith(key)), "")
        reason = PROMISES.get(promise, "A programme sets hours, urgent_hours and quiet_days")
        return f"{reason}. The rest of the pace is a promise to members and no setting. Take the line out."
    hint = _meant(key, known) or _elsewhere(key, model) or f"Known here: {', '.join(known)}."
    return f"There is no such {'key' if len(loc) > 1 else 'section or key'}. {hint}"


def _known_at(loc: tuple[int | str, ...], model: type[BaseModel]) -> list[str]:
    for part in loc:
        if isinstance(part, str):
            model = _model_in(keys_of(model)[part])
    return list(keys_of(model))


def _holds_keys(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _model_in(annotation: Any) -> type[BaseModel]:
    """The section behind a key: itself, or what a list of tables holds."""
    found: type[BaseModel] = annotation if isinstance(annotation, type) else annotation.__args__[0]
    return found


def _meant(key: str, known: Iterable[str]) -> str:
    return f'Did you mean "{close}"?' if (close := nearest(key, known)) else ""


def _elsewhere(key: str, model: type[BaseModel]) -> str:
    sections = ((name, held) for name, held in keys_of(model).items() if _holds_keys(held))
    homes = [name for name, held in sections if key in keys_of(_model_in(held))]
    return f"It belongs under [{homes[0]}]." if homes else ""
