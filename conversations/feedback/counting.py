"""What is shown of a box, from what was dropped into it: a pure function of numbers that are nobody's.

In: for each question by itself, how often each answer was given, and the own words. Out: words for shares, the own words A to Z,
and nothing that is under the floor. The order of arrival cannot matter, since it does not come in; who said what cannot either.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from conversations.feedback.form import Form, FormQuestion
from conversations.feedback.masking import ANY_MARK
from conversations.feedback.publication import AnswerShown, QuestionShown, WordsState
from conversations.feedback.shares import COUNTS, about_of, share_of

ANSWERED: Final = ""
"""In place of an answer: so many people chose any of the answers of a question of which any number can be chosen. What they
chose is counted answer by answer, and how many they were cannot be told from that."""
_NONE: Final[Mapping[str, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Tally:
    """What one box holds. `people`: who replied. `choices`: by question and key; `answered`: how many chose something, by
    question; `words`: what people wrote, in any order. `surely`: where several meetings are mixed, how many people at least
    answered each question, for somebody who was at two may have answered it twice."""

    people: int
    choices: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answered: Mapping[str, int] = field(default_factory=dict)
    surely: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rules:
    """`k`: under so many people nothing is shown. `for_words`: under so many no own words, unless both reviewers agree."""

    k: int
    for_words: int


def tallied(form: Form, people: int, slips: Iterable[tuple[str, int, str, int]]) -> Tally:
    """From slips as a box keeps them (storage/sealed.py): question, whether own words, answer, how often. What this form did
    not ask is left out: nobody could read it with the words that were asked."""
    choices: dict[str, Counter[str]] = {}
    words: dict[str, list[str]] = {}
    answered: Counter[str] = Counter()
    for id, own, answer, n in slips:
        question = form.question(id)
        if question is None:
            continue
        if own:
            words.setdefault(id, []).extend([answer] * n)
        elif answer == ANSWERED:
            answered[id] += n
        elif any(answer == offered.key for offered in question.answers):
            choices.setdefault(id, Counter())[answer] += n
    for id, counts in choices.items():
        if id not in answered:
            question = form.question(id)
            # Of many answers at least so many people as gave the one that was given most: never too many.
            answered[id] = max(counts.values()) if question and question.many else sum(counts.values())
    return Tally(people, choices, {id: tuple(sorted(said)) for id, said in words.items()}, answered)


def surely_at_two(one: Mapping[str, int], other: Mapping[str, int], both: int) -> dict[str, int]:
    """How many people at least answered each question, at one of two meetings or at both. `both`: so many replied to both."""
    found = {id: (one.get(id, 0), other.get(id, 0)) for id in sorted({*one, *other})}
    return {id: max(first, second, first + second - both) for id, (first, second) in found.items()}


def shown(
    form: Form, tally: Tally, rules: Rules, *, words_agreed: bool, reviewed: bool
) -> tuple[QuestionShown, ...]:
    """Every question of the form as everybody will see it; () where too few people replied. Own words only where
    `words_state` says "shown"."""
    if tally.people < rules.k:
        return ()
    own_words = words_state(tally, rules, words_agreed=words_agreed, reviewed=reviewed) == "shown"
    return tuple(_question(question, tally, rules.k, own_words) for question in form.questions)


def words_state(tally: Tally, rules: Rules, *, words_agreed: bool, reviewed: bool) -> WordsState:
    """What becomes of the own words. `words_agreed`: both reviewers want them shown although few replied."""
    if tally.people < rules.k or not any(readable(said) for said in tally.words.values()):
        return "none"
    if not reviewed:
        return "held"
    return "shown" if tally.people >= rules.for_words or words_agreed else "few"


def readable(texts: Iterable[str]) -> tuple[str, ...]:
    """Own words as they are read: A to Z, each text once, and none of which reviewers left nothing but marks."""
    kept = {text.strip() for text in texts if _says_something(text)}
    return tuple(sorted(kept, key=lambda text: (text.casefold(), text)))


def _says_something(text: str) -> bool:
    left, marks = ANY_MARK.subn("", text)
    return any(map(str.isalnum, left)) if marks else bool(text.strip())


def _question(question: FormQuestion, tally: Tally, k: int, own_words: bool) -> QuestionShown:
    """All offered answers, also those that few or none gave: leaving one out would tell that nobody gave it."""
    words = readable(tally.words.get(question.id, ())) if own_words else ()
    of = tally.answered.get(question.id, 0)
    if not question.answers:
        return QuestionShown(question.id, question.text, words=words)
    people = min(of, tally.surely.get(question.id, of))
    if people < k:
        return QuestionShown(question.id, question.text, hidden=True)
    counts = tally.choices.get(question.id, _NONE)
    answers = tuple(
        AnswerShown(
            offered.key,
            offered.label,
            share_of(count, of),
            about_of(count, of, k) if people >= COUNTS else None,
        )
        for offered in question.answers
        for count in (min(counts.get(offered.key, 0), of),)
    )
    return QuestionShown(question.id, question.text, answers, words)
