"""One member's place in one flow, and its form on disk."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

ABOUT = "@"
DIGITS: Final = 12
"""So long a number of something may be. What a button carries can be made up, and no number of ours is longer."""
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


@dataclass(frozen=True, slots=True)
class Session:
    """`answers` are those given so far, by step id; `trail` the questions behind, for "back"; times in UTC seconds."""

    id: str
    flow: str
    step: str
    seed: int
    opened_at: int
    touched_at: int
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    trail: tuple[str, ...] = ()

    def at(self, step: str, now: int) -> "Session":
        """The same session at another step. (Spelled out: this happens in every turn.)"""
        return Session(self.id, self.flow, step, self.seed, self.opened_at, now, self.answers, self.trail)

    def having(self, answers: Mapping[str, str], trail: tuple[str, ...]) -> "Session":
        """The same session with these answers, and these questions behind it."""
        kept = MappingProxyType(dict(answers))
        return Session(self.id, self.flow, self.step, self.seed, self.opened_at, self.touched_at, kept, trail)

    def to_json(self) -> str:
        """The form in which a session rests between two turns."""
        raw = (
            self.id,
            self.flow,
            self.step,
            self.seed,
            self.opened_at,
            self.touched_at,
            dict(self.answers),
            self.trail,
        )
        return _write(raw)

    @classmethod
    def from_json(cls, text: str) -> "Session":
        """Raises ValueError for what `to_json` cannot have written."""
        match json.loads(text):
            case [
                str(id),
                str(flow),
                str(step),
                int(seed),
                int(opened_at),
                int(touched_at),
                dict(answers),
                list(trail),
            ] if all(isinstance(word, str) for word in (*answers.values(), *trail)):
                return cls(
                    id, flow, step, seed, opened_at, touched_at, MappingProxyType(answers), tuple(trail)
                )
            case _:
                raise ValueError("this is no session")


def about(answers: Mapping[str, str]) -> str:
    """The number of what a session is about ("7" for "broadcast:7"), where it began with one; "" for nothing."""
    return answers.get("item", "").rpartition(":")[2]


def id_about(item: str) -> str:
    """The id of a session about one thing that was sent to many ("broadcast:7"): it names the thing itself, so that a
    button still knows what it is about when its session is long gone. "" for anything else."""
    kind, _colon, number = item.partition(":")
    return f"{ABOUT}{number}" if kind == "broadcast" and is_number(number) else ""


def item_about(id: str) -> str:
    """The thing that this id names; "" for any other id."""
    number = id.removeprefix(ABOUT)
    return f"broadcast:{number}" if id.startswith(ABOUT) and is_number(number) else ""


def is_number(text: str) -> bool:
    """Whether this names a row: plain figures, and not too many of them."""
    return text.isascii() and text.isdigit() and len(text) <= DIGITS


def new_id(chance: int) -> str:
    """Eight readable characters from a draw: short enough for a button, and never a sequence."""
    return "".join("0123456789abcdefghjkmnpqrstvwxyz"[chance >> shift & 31] for shift in range(35, -1, -5))
