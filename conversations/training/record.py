"""The record of a draw: all that it takes to repeat it, and nobody's name. Anybody who has it can check it, with no database.

It is JSON: the course, its commitment and its seed, how many places and how many of them kept, each ticket with its chances, and
what came of it. `problems` repeats the draw and says what does not fit.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from conversations.training.draw import Drawn, Ticket, commitment, draw

RULES = (
    "Each chance of a ticket has a number: the SHA-256 of 'seed:ticket:chance'. The smallest of a ticket's numbers counts, and "
    "the smallest of all is drawn first. In that order places go to: tickets to which one is owed; tickets new to this, of the "
    "kept places; everybody, of the others; everybody, of the kept ones that are left. A ticket for two needs two."
)


@dataclass(frozen=True, slots=True)
class Record:
    """One draw. `closed_on`: the last day of asking, an ISO date."""

    course: str
    closed_on: str
    commitment: str
    seed: str
    places: int
    kept: int
    tickets: tuple[Ticket, ...]
    drawn: Drawn


def to_json(record: Record) -> str:
    """The record as text; the same record gives the same."""
    tickets = [
        {
            "ticket": each.code,
            "chances": each.chances,
            "seats": each.seats,
            "new": each.new,
            "owed": each.owed,
        }
        for each in sorted(record.tickets, key=lambda each: each.code)
    ]
    raw = {
        "course": record.course, "closed_on": record.closed_on, "commitment": record.commitment, "seed": record.seed, "places": record.places,
        "kept": record.kept, "tickets": tickets, "places_to": list(record.drawn.places), "waiting": list(record.drawn.waiting), "rules": RULES,
    }  # fmt: skip
    return json.dumps(raw, ensure_ascii=False, indent=1)


def from_json(text: str) -> Record:
    """Raises ValueError for what is no record of a draw, with what is wrong with it."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("it is no JSON") from None
    if not isinstance(raw, dict):
        raise ValueError("it is no record of a draw")
    try:
        tickets = tuple(
            Ticket(
                _text(each["ticket"]),
                _whole(each["chances"]),
                _whole(each["seats"]),
                _yes(each["new"]),
                _yes(each["owed"]),
            )
            for each in _list(raw["tickets"])
        )
        drawn = Drawn(tuple(map(_text, _list(raw["places_to"]))), tuple(map(_text, _list(raw["waiting"]))))
        return Record(
            _text(raw["course"]), _text(raw["closed_on"]), _text(raw["commitment"]), _text(raw["seed"]), _whole(raw["places"]),
            _whole(raw["kept"]), tickets, drawn,
        )  # fmt: skip
    except KeyError as missing:
        raise ValueError(f"it has no {missing.args[0]!r}") from None
    except TypeError:
        raise ValueError("it is no record of a draw") from None


def problems(record: Record) -> Iterator[str]:
    """What does not fit, if anything: the seed with its commitment, and what came of it with a draw made anew."""
    if commitment(record.seed) != record.commitment:
        yield "The seed does not fit the commitment that was on the page before the draw: another seed was used."
    if not 0 <= record.kept <= record.places:
        yield "More places are kept than there are, or fewer than none."
        return
    if len({ticket.code for ticket in record.tickets}) != len(record.tickets):
        yield "Two tickets have the same code."
        return
    again = draw(record.seed, record.tickets, record.places, record.kept)
    if again.places != record.drawn.places:
        yield "The places went to other tickets than the draw gives."
    if again.waiting != record.drawn.waiting:
        yield "The waiting list is in another order than the draw gives."


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    try:
        value.encode()  # what has no bytes has no hash
    except UnicodeEncodeError:
        raise ValueError("it has half a character in it") from None
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _yes(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value
