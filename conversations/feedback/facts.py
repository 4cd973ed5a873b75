"""What a flow may ask about boxes, reviews and results (part of conversations.view.Facts)."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, Protocol

from conversations.feedback.form import Form
from conversations.feedback.publication import Publication

MEETINGS_MOST: Final = 3
"""Answers that were too few are mixed with those of the group's next meeting, and so on: so many meetings at most."""
MONTHS_MOST: Final = 6
"""And they wait no longer than this for another meeting (bot/feedback/days.py)."""


@dataclass(frozen=True, slots=True)
class Box:
    """The box of one meeting, as somebody may know it who was invited. `small`: so few said that they come that people
    might guess. `answered` is told to that very member alone, inside the sealed talk. `below_k`: what becomes of too few
    answers in this very box; one that would be mixed in a third time is not. `earlier`: answers of the group's last meeting
    wait to be counted with these. `again`: what was in it before was lost when a backup was put back."""

    meeting: int
    title: str
    day: date
    state: Literal["open", "closed", "lost"]
    closes_on: date
    opens_on: date
    k: int
    form: Form
    answered: bool = False
    small: bool = False
    below_k: Literal["pool", "destroy"] = "pool"
    earlier: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Letters `start` to `end` of a text look like something that could tell who somebody is. `sure`: it passed a check
    (a number with check digits, an address); else it only may be."""

    start: int
    end: int
    kind: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Comment:
    """One text to review, as it stands now. `id` never changes; `question` is in words; `read_by`: the roles that have read it
    as it is; `read`: whether this member has."""

    id: str
    question: str
    text: str
    read_by: tuple[str, ...] = ()
    read: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """The words of one box, before both reviewers who have agreed to them. `my_key`: "coordinator" or "representative", as
    which this member reads. `both_for_words`: fewer people replied than words usually take (`for_words`), so both have to want
    them shown."""

    meeting: int
    title: str
    comments: tuple[Comment, ...]
    my_key: str
    agreed: tuple[str, ...]
    opens_on: date
    both_for_words: bool = False
    for_words: int = 10


class FeedbackFacts(Protocol):
    def box(self, meeting: int) -> Box | None:
        """The box of a meeting that this member was invited to; None for any other, and where there is none (any more)."""
        ...

    def boxes(self) -> tuple[Box, ...]:
        """Those that are open to this member now, the one that closes first first."""
        ...

    def details_in(self, text: str) -> tuple[Span, ...]:
        """What in this text looks like a name, a number or a place that could tell who somebody is, in order."""
        ...

    def review(self, meeting: int) -> Review | None:
        """What there is to review, for a coordinator or a representative who was not the other key; None for anybody else."""
        ...

    def reviews(self) -> tuple[Review, ...]:
        """Everything that waits for this member's key as a reviewer."""
        ...

    def results(self, most: int) -> tuple[Publication, ...]:
        """What came out of the boxes of this member's groups (of all groups, for the team), the newest first."""
        ...

    def result(self, meeting: int) -> Publication | None: ...
