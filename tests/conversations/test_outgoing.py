"""Bad input, one by one: a clear refusal that names the agreed limit and the next best thing, and nothing is sent."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from conversations import outgoing
from conversations.outgoing import Draft
from conversations.pace import Agreed, Level, No
from conversations.phrases import PlainEnglish
from tests.conversations.driver import NOW, TestFacts

DAY = 86400
GOOD = Draft(Level.NEWS, 1, "Kitchen", "It opens at 9.")
DATED = replace(GOOD, level=Level.DATED, closes=date(2026, 11, 26))


def said(draft: Draft, facts: TestFacts | None = None) -> str:
    problem = outgoing.wrong(draft, facts or TestFacts(), {1, 2}, NOW, "Europe/London", PlainEnglish())
    return "" if problem is None else PlainEnglish().say(problem.phrase, problem.values)


@pytest.mark.parametrize(
    "draft",
    [GOOD, DATED, replace(GOOD, group=None), replace(GOOD, level=Level.PAGE), replace(GOOD, go_at=NOW + DAY)],
)
def test_nothing_stands_against_what_is_well(draft: Draft) -> None:
    """News now or later, dated, for a group or for everyone, or for the page."""
    assert said(draft) == ""


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (replace(GOOD, title=" "), "needs a title"),
        (replace(GOOD, title="x" * 61), "61 letters"),
        (replace(GOOD, body="\n"), "nothing in it yet"),
        (replace(GOOD, title="\u200b\u200b"), "needs a title"),
        (replace(GOOD, title="\u3164"), "needs a title"),
        (replace(GOOD, body="\u2060"), "nothing in it yet"),
        (replace(GOOD, body="\u00ad \ufe0f …"), "nothing in it yet"),
        (replace(GOOD, body="x" * 301), "301 letters"),
        (replace(GOOD, group=9), "don't know that group"),
        (replace(GOOD, go_at=NOW - 1), "has passed"),
        (replace(GOOD, go_at=NOW + 29 * DAY), "more than 4 weeks"),
        (replace(DATED, closes=None), "By which day"),
        (replace(DATED, closes=date(2026, 11, 22)), "before it goes out"),
        (replace(DATED, closes=date(2026, 12, 1)), "more than 7 days ahead"),
        (replace(DATED, go_at=NOW + 5 * DAY), "before it goes out"),
    ],
    ids=["no title", "long title", "empty", "unseen title", "filler title", "unseen", "signs only", "too long", "unknown group", "past", "far", "no day", "day past", "day far", "day before it goes"],
)  # fmt: skip
def test_what_cannot_be_sent_is_refused_in_words(draft: Draft, words: str) -> None:
    """Each refusal says what is wrong and what would be right."""
    assert words in said(draft)


def test_a_group_of_nobody_is_refused() -> None:
    """Nobody has joined there yet: it says so, and what can be done."""
    assert "Nobody has joined there yet" in said(GOOD, TestFacts(reach_of={1: (0, 0, 0)}))


@pytest.mark.parametrize("agreed", Agreed)
def test_every_agreed_limit_says_whose_it_is_and_what_else_can_be_done(agreed: Agreed) -> None:
    """The refusal is in the words of that limit, with its day filled in."""
    words = said(GOOD, TestFacts(refusal=No(agreed, NOW + 3 * DAY)))
    assert words
    assert "{" not in words
    assert ("Thu 26 Nov" in words) == ("{date}" in outgoing.WHY_NOT[agreed].english)


def test_every_agreed_limit_has_words_of_its_own() -> None:
    """Whoever asks next, nobody is refused without a word, or in the words of another limit."""
    assert set(outgoing.WHY_NOT) == set(Agreed)
    assert len({phrase.id for phrase in outgoing.WHY_NOT.values()}) == len(Agreed)


def test_the_last_day_of_a_date_is_still_in_time() -> None:
    """Seven days ahead, and the very day."""
    for days in (0, 7):
        assert said(replace(DATED, closes=date(2026, 11, 23) + timedelta(days=days))) == ""
