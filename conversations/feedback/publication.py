"""What came out of a box, once: the values that every page, picture and export is made from, and nothing else is.

No exact count is in here. `Share` says in words how many gave an answer; `about` is a count to the nearest 5, and only
where 20 or more people replied (ANONYMITY.md, section 3; DOMAIN.md 2.2).
"""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Literal, TypeAlias


class Share(StrEnum):
    """Never everyone and never nobody. With 5 to 9 replies only MOST, SOME and HARDLY_ANYONE are used."""

    ALMOST_EVERYONE = auto()
    MOST = auto()
    ABOUT_HALF = auto()
    SOME = auto()
    HARDLY_ANYONE = auto()


State: TypeAlias = Literal["published", "waiting", "mixed", "destroyed", "lost"]
"""waiting: too few replied, mixed in with the next meeting. mixed: that has happened, and the results stand there.
destroyed: too few, deleted unseen. lost: the key was gone (a restored backup)."""
WordsState: TypeAlias = Literal["none", "shown", "few", "held"]
"""Own words: nobody wrote any; shown after review; too few people replied to show them; held back, since nobody reviewed them in time."""


@dataclass(frozen=True, slots=True)
class AnswerShown:
    key: str
    label: str
    share: Share
    about: int | None = None


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """One question, its answers in the order in which they were offered, own words A to Z. `hidden`: too few people
    answered this one, so nothing of it is shown."""

    id: str
    text: str
    answers: tuple[AnswerShown, ...] = ()
    words: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Publication:
    """What became of one box. `titles`: of the meetings that it is about, the last one first; `month` and `on_day` are ISO
    ("2026-12", "2026-12-07"); `people` is a band ("5 to 9", "10 to 19", "about 25"), "" unless published; `masked`: whether reviewers
    took words out; `reviewed_by`: roles, never names."""

    meeting: int
    titles: tuple[str, ...]
    group: str
    month: str
    on_day: str
    state: State
    people: str
    k: int
    for_words: int
    form: str
    version: int
    decided_by: str
    questions: tuple[QuestionShown, ...] = ()
    words: WordsState = "none"
    masked: bool = False
    reviewed_by: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.titles[0]
