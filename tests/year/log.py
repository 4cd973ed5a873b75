"""What an outside reader knows of a programme: what each member chose and did, and every letter that reached them.

Plain values, with nothing of the product in them. All moments are UTC seconds; minutes are minutes of the local day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Class = Literal["reply", "urgent", "asked", "ordinary"]
What = Literal["word", "checked_in", "stop", "start", "break", "back", "quiet", "hold", "lift"]
"""A word is anything at all that a member does: a tap, a skip, an emoji. "quiet" is "stop" inside a longer message.
Whoever does a check-in unasked has "checked_in". A hold and its lifting are the team's."""
TOPICS = frozenset({"check_ins", "meetings", "training", "news"})
DAY, HOUR, MINUTE = 86_400, 3_600, 60


@dataclass(frozen=True, slots=True)
class OtherHours:
    """Other hours for a while, both dates included."""

    first: date
    last: date
    hours: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Chose:
    """All that a member has chosen, from a moment on."""

    at: int
    every: int | None = 14
    """Days of a round; None: only when I ask."""
    day: int = 1
    minute: int = 660
    hours: tuple[int, int] = (600, 1140)
    zone: str = "Europe/London"
    quiet_weekdays: frozenset[int] = frozenset()
    days_off: tuple[tuple[date, date], ...] = ()
    other_hours: tuple[OtherHours, ...] = ()
    topics: frozenset[str] = TOPICS
    urgent_in_breaks: bool = False
    urgent_keys: bool = False
    """A representative who takes questions for a second key in urgent hours too."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something the member did, or the team did about them. `until`: the end of a break, None for until they say."""

    at: int
    what: What = "word"
    until: int | None = None
    answered: bool = True
    """Whether a reply is owed: not for what the team does, nor on a phone whose every reply is stopped."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message that reached the member."""

    at: int
    its_class: Class
    kind: str
    item: str = ""
    made_at: int | None = None
    ends_at: int | None = None
    about: str = ""
    """What comes back, where something was put off."""
    answers: int | None = None
    """When the member wrote what a person answers here."""
    options: tuple[str, ...] = ()
    carries: tuple[str, ...] = ()
    """The items that it tells of, where it is about several."""

    @property
    def items(self) -> tuple[str, ...]:
        return self.carries or ((self.item,) if self.item else ())

    @property
    def opens(self) -> bool:
        return self.its_class != "reply"

    @property
    def checks_in(self) -> bool:
        return "check_in" in (self.kind, self.about)


@dataclass(frozen=True, slots=True)
class Member:
    """One member's year. `number` stands for them: the log has no names."""

    number: int
    joined_at: int
    chosen: tuple[Chose, ...]
    deeds: tuple[Deed, ...] = ()
    letters: tuple[Letter, ...] = ()

    def at(self, moment: int) -> Chose:
        """What was chosen at a moment; before the first choice, the first."""
        return next((each for each in reversed(self.chosen) if each.at <= moment), self.chosen[0])

    def steady(self, first: int, last: int) -> bool:
        """Whether neither the pace nor the topics changed after `first`, up to `last`."""
        plans = {(each.every, each.topics) for each in self.chosen if first < each.at <= last}
        now = self.at(first)
        return self.chosen[0].at <= first and plans <= {(now.every, now.topics)}

    @property
    def openers(self) -> list[Letter]:
        return [letter for letter in self.letters if letter.opens]

    @property
    def ordinary(self) -> list[Letter]:
        return [letter for letter in self.letters if letter.its_class == "ordinary"]

    def spans(self, opening: set[str], closing: set[str], end: int) -> list[tuple[int, int]]:
        """From each deed that opens to the first later one that closes, or to the end."""
        found = []
        for place, deed in enumerate(self.deeds):
            if deed.what in opening:
                later = (other.at for other in self.deeds[place + 1 :] if other.what in closing)
                found.append((deed.at, next(later, end)))
        return found

    def contacts(self, end: int) -> list[int]:
        """When the member themselves did something that counts: not from a held phone, and not while stopped."""
        shut = [
            *self.spans({"hold"}, {"lift"}, end),
            *((start + 1, back) for start, back in self.spans({"stop"}, {"start"}, end)),
        ]
        own = (deed.at for deed in self.deeds if deed.what not in ("hold", "lift"))
        return [at for at in own if not any(start <= at < back for start, back in shut)]


@dataclass(frozen=True, slots=True)
class Submitted:
    """Something that a coordinator wanted a member to have, until when it is worth sending."""

    at: int
    member: int
    item: str
    ends_at: int


class Sending(NamedTuple):
    """A news item: when, to which group (None: to everyone), and as what."""

    at: int
    group: int | None
    level: str


@dataclass(frozen=True, slots=True)
class Log:
    """Everything, from `start` to `end`. `page` is what was seen on members' What's new pages: (member, item)."""

    start: int
    end: int
    members: tuple[Member, ...]
    submitted: tuple[Submitted, ...] = ()
    page: frozenset[tuple[int, str]] = frozenset()
    sendings: tuple[Sending, ...] = ()
    outages: tuple[tuple[int, int], ...] = ()
    a_week: Mapping[int, int] = field(default_factory=dict)
    """How many news items a group gets in 7 days at most, where its representatives lowered that."""


class Breach(NamedTuple):
    """A rule that was broken for a member, and when. Member 0 is the programme. No words of anybody are in it."""

    member: int
    rule: str
    at: int
