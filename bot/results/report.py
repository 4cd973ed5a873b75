"""One report: which publications it is about, and what it says around them: the cover.

The cover says by which rules things were left out, what was left out here and why, who decided, and what such figures cannot
show. It is made from the publications alone. Its own words keep the rules that they describe: no number of people under the
floor, nothing that would say "all" or "none".
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from conversations.feedback.publication import AnswerShown, Publication, QuestionShown, Share
from conversations.feedback.shares import COUNTS, people_band
from conversations.feedback.trend import TrendRow, trend
from conversations.feedback.wording_of_results import heading, share_words
from conversations.phrases import PlainEnglish

SUMMARY: Final = "No summary was written: this file is made by the program from what was published, the same for members and team."


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """`shown`: with results, the newest first. `unshown`: those whose box was closed and nothing can be shown. `trend`: the
    same questions from one meeting to the next."""

    shown: tuple[Publication, ...]
    unshown: tuple[Publication, ...] = ()
    trend: tuple[TrendRow, ...] = ()


def report(publications: Iterable[Publication]) -> Report:
    """The report on these, in their order."""
    clean = [_readable(publication) for publication in publications]
    return Report(
        tuple(p for p in clean if p.state == "published"),
        tuple(p for p in clean if p.state != "published"),
        trend(clean),
    )


# -- the cover --------------------------------------------------------------------------------------------------------


def rules(k: int, for_words: int) -> tuple[Rule, ...]:
    """What is never shown, by name (DOMAIN.md 2.2; ANONYMITY.md, section 3)."""
    return (
        Rule("The floor", f"Fewer than {k} people: nothing is shown. A question that fewer than {k} people answered is hidden."),
        Rule("Bands", f"How many replied is told {_bands(k)}."),
        Rule("Words, not counts", _in_words(k)),
        Rule("The nearest 5", f"From {max(COUNTS, k)} people up a count may stand beside the words, to the nearest 5 and never under {k}."),
        Rule("Never all, never none", "The words for the most and the least hold all and none too, so no single answer can be worked out from them."),
        Rule("Own words", f"Shown from {for_words} people up, or from {k} if both reviewers agree. A coordinator and a representative read them first and can only take words out. A to Z, with no times."),
        Rule("No crossing", "Each question stands by itself. No row is about one person, and no two answers can be put side by side."),
        Rule("Once", "Results open once, to members and team at the same moment. Afterwards nothing is added; words can only be taken out."),
    )  # fmt: skip


METHOD: Final = (
    "All who were invited could answer, skip any question, or leave it. Those who did not answer may think otherwise.",
    "Words such as most or some are wide on purpose: two meetings with the same word can differ, and small changes cannot be seen.",
    "It cannot show who answered, why somebody answered as they did, or whether one thing caused another.",
)
"""What these figures cannot show."""


def rules_of(found: Report) -> Iterator[tuple[tuple[Publication, ...], tuple[Rule, ...]]]:
    """The rules, once for all the meetings that were under the same ones."""
    everything = (*found.shown, *found.unshown)
    for floor in sorted({(p.k, p.for_words) for p in everything}):
        yield tuple(p for p in everything if (p.k, p.for_words) == floor), rules(*floor)


def left_out(p: Publication) -> tuple[LeftOut, ...]:
    """What of this meeting is not shown, and why."""
    if p.state != "published":
        return (LeftOut("Everything", UNSHOWN[p.state].format(k=p.k)),)
    found = [
        LeftOut(f"Question {q.id}: {q.text}", f"Fewer than {p.k} people answered it.")
        for q in p.questions
        if q.hidden
    ]
    if p.words in OWN_WORDS:
        found.append(LeftOut("Own words", OWN_WORDS[p.words].format(for_words=p.for_words)))
    if not has_counts(p):
        found.append(
            LeftOut(
                "How many gave each answer", "Told in words: a number could tell who, with so few people."
            )
        )
    return tuple(found)


UNSHOWN: Final = {
    "waiting": "Fewer than {k} people replied. The answers stay locked and are mixed in with those of the next meeting.",
    "mixed": "Fewer than {k} people replied. The answers were mixed in with those of a later meeting, and stand there.",
    "destroyed": "Fewer than {k} people replied. The answers were deleted, and were never read.",
    "lost": "The key to the answers was gone, as after a backup is restored. They cannot be read any more.",
}
OWN_WORDS: Final = {
    "few": "Fewer than {for_words} people replied, and showing them was not agreed by both reviewers.",
    "held": "They were not reviewed in time, so they are held back.",
}


def decided(p: Publication) -> tuple[Rule, ...]:
    """Who decided what in these results (B05): who chose the questions, who reviewed, who wrote the summary."""
    return (
        Rule("Decided by", f"The questions: {p.decided_by}" if p.decided_by else ""),
        Rule("Questions", f"{p.form}, version {p.version}"),
        Rule("Own words read first by", _read_by(p)),
        Rule("Taken out of own words", _taken_out(p)),
        Rule("Summary by", SUMMARY),
        Rule("Opened on", f"{p.on_day}, to members and team at the same moment"),
    )  # fmt: skip


def _read_by(p: Publication) -> str:
    return " and ".join(f"a {role}" for role in p.reviewed_by) or UNREAD[p.words]


def _taken_out(p: Publication) -> str:
    if p.masked:
        return "Names or details that could tell who somebody is were taken out."
    return "Reviewers took out nothing." if p.words == "shown" else "Nothing: there are no own words here."


UNREAD: Final = {
    "none": "There were no words to read.",
    "shown": "",
    "few": "They are not shown, since too few people replied.",
    "held": "They were not reviewed in time, so they are held back.",
}


def _in_words(k: int) -> str:
    few = "; under 10, in three words" if k < 10 else ""
    return (
        f"Under 20 people, how many gave an answer is told in words only{few}."
        if k < COUNTS
        else "How many gave an answer is always told in a word."
    )


def _bands(k: int) -> str:
    said = dict.fromkeys(people_band(people, k) for people in range(k, COUNTS))
    return ", ".join(
        [
            *(f"as “{band}”" for band in said if not band.startswith("about")),
            f"from {max(COUNTS, k)} to the nearest 5",
        ]
    )


# -- what is told -----------------------------------------------------------------------------------------------------


def about(answer: AnswerShown, k: int) -> int | None:
    """The rounded count of an answer, where there may be one. A publication holds no other; this is the last look at it."""
    return answer.about if answer.about is not None and answer.about % 5 == 0 and answer.about >= k else None


def has_counts(p: Publication) -> bool:
    return any(about(answer, p.k) is not None for question in p.questions for answer in question.answers)


ENGLISH: Final = PlainEnglish()
SHARES: Final = {share: share_words(ENGLISH, share) for share in Share}


def title(p: Publication) -> str:
    *before, last = p.titles
    return f"{', '.join(before)} and {last}" if before else last


def with_words(p: Publication) -> tuple[QuestionShown, ...]:
    """The questions that somebody's own words can be read of."""
    return tuple(q for q in p.questions if q.words and not q.hidden) if p.words == "shown" else ()


def with_answers(p: Publication) -> tuple[QuestionShown, ...]:
    """The questions that have answers to choose from, hidden ones too."""
    return tuple(q for q in p.questions if q.answers or q.hidden)


def month(iso: str) -> str:
    """2026-12 as December 2026."""
    year, number = iso.split("-")[:2]
    return f"{MONTHS[int(number) - 1]} {year}"


MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)


# -- only what every format can hold ----------------------------------------------------------------------------------


def _readable(p: Publication) -> Publication:
    return replace(
        p,
        titles=tuple(map(plain, p.titles)),
        group=plain(p.group),
        questions=tuple(map(_question, p.questions)),
    )


def _question(q: QuestionShown) -> QuestionShown:
    answers = tuple(replace(answer, label=plain(answer.label)) for answer in q.answers)
    return replace(
        q,
        text=plain(heading(ENGLISH, q)),
        answers=answers,
        words=tuple(text for text in map(plain, q.words) if text.strip()),
    )


def plain(text: str) -> str:
    """A text without the control characters that a spreadsheet or a page may not hold; its lines stay lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs") and ord(c) & 0xFFFE != 0xFFFE))  # fmt: skip
