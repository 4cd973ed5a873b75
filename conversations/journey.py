"""My journey: what a member tried and learned, in their own words, and a line by somebody they asked (DOMAIN.md 3.5; B51, B53).

The record is the member's alone. Flows see it through `view.journey()`, in the member's own turn and no other; it rests
sealed (bot/journeys.py). Words go into it in the turn in which they are typed, so no session ever holds them.
"""

import json
from dataclasses import asdict, dataclass, replace
from typing import Final, Protocol

from conversations.journey_effects import (
    AskForLine,
    ChangeEntry,
    ChooseCopy,
    DropJourney,
    JourneyEffect,
    KeepLine,
    LeaveLine,
    NewEntry,
    TakeOutEntry,
)

MOST: Final = 60
"""Entries in one record."""
WHAT_MOST: Final = 100
WORDS_MOST: Final = 1000
LINE_MOST: Final = 300
"""Characters."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the member tried or learned. `day` is a local ISO date. `asked`: the member who was asked for a line
    (0 for nobody), and `trainer` their name; `line`: what they wrote, `kept` once the member chose to keep it."""

    id: str
    day: str
    what: str = ""
    words: str = ""
    asked: int = 0
    trainer: str = ""
    line: str = ""
    kept: bool = False

    @property
    def waits(self) -> bool:
        """Whether there is a line that the member has not decided about."""
        return bool(self.line) and not self.kept


@dataclass(frozen=True, slots=True)
class Line:
    """A line that has arrived: by whom, to which entry."""

    by: int
    entry: str
    text: str


@dataclass(frozen=True, slots=True)
class Journey:
    """The whole record, in the order in which it was written. `writing`: the entry that was begun last; `copying`: those
    that the member chose for a copy."""

    entries: tuple[Entry, ...] = ()
    writing: str = ""
    copying: tuple[str, ...] = ()

    @property
    def listed(self) -> tuple[Entry, ...]:
        """Every entry that says something, newest first."""
        return tuple(each for each in reversed(self.entries) if each.what or each.words)

    def entry(self, id: str) -> Entry | None:
        return next((each for each in self.entries if each.id == id), None)

    def chosen(self) -> tuple[Entry, ...]:
        """What a copy holds, oldest first."""
        return tuple(each for each in reversed(self.listed) if each.id in self.copying)

    def waiting(self) -> Entry | None:
        """The first entry with a line to decide about."""
        return next((each for each in self.listed if each.waits), None)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Journey":
        """Raises ValueError for what `to_json` cannot have written."""
        raw = json.loads(text)
        try:
            entries = tuple(Entry(**each) for each in raw["entries"])
            return cls(entries, raw["writing"], tuple(raw["copying"]))
        except (TypeError, KeyError) as wrong:
            raise ValueError("this is no journey") from wrong


def after(journey: Journey, effect: JourneyEffect) -> Journey:
    """The record as this effect leaves it."""
    match effect:
        case NewEntry():
            before = tuple(each for each in journey.entries if each.what or each.words)
            new = Entry(effect.entry, effect.day, effect.what[:WHAT_MOST])
            return (
                journey if len(before) >= MOST else replace(journey, entries=(*before, new), writing=new.id)
            )
        case ChangeEntry():
            changes = {
                name: value for name, value in effect.changes.items() if name in ("what", "words", "line")
            }
            return _changed(journey, effect.entry, **changes)
        case TakeOutEntry():
            return replace(
                journey, entries=tuple(each for each in journey.entries if each.id != effect.entry)
            )
        case KeepLine():
            return _changed(journey, effect.entry, kept=True)
        case ChooseCopy():
            return replace(journey, copying=effect.entries)
        case DropJourney():
            return Journey()
        case AskForLine():
            return _changed(journey, effect.entry, asked=effect.trainer, trainer=effect.name)
        case LeaveLine():
            return journey  # it is somebody else's


def with_lines(journey: Journey, lines: tuple[Line, ...]) -> Journey:
    """The record with the lines that have arrived, each once and only by whoever was asked for it."""
    for line in lines:
        entry = journey.entry(line.entry)
        if entry and line.by and entry.asked == line.by and not entry.line:
            journey = _changed(journey, entry.id, line=line.text[:LINE_MOST])
    return journey


def _changed(journey: Journey, id: str, **changes: object) -> Journey:
    return replace(
        journey,
        entries=tuple(
            replace(each, **changes) if each.id == id else each  # type: ignore[arg-type]  # names are Entry's own
            for each in journey.entries
        ),
    )


class JourneyFacts(Protocol):
    """What flows of My journey may ask to be read."""

    def journey(self) -> Journey | None:
        """The record of the member whose turn it is; None if it cannot be opened. There is no way to ask for another's."""
        ...

    def journey_was_read(self) -> bool:
        """Whether this turn has looked into it: what it says may hold words of it, and is sealed on its way."""
        ...

    def asks_for_line(self, item: str) -> str | None:
        """The name of the member who asked whoever's turn it is for a line ("" for one without); None where nobody did, or
        they have left. What `item` means is sealed to the one who was asked."""
        ...
