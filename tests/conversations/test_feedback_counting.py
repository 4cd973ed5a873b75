"""From what was dropped in to what everybody sees: the floor, hidden questions, own words."""

import random
import re
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms import load_form
from conversations.feedback.counting import (
    ANSWERED,
    Rules,
    Tally,
    readable,
    shown,
    surely_at_two,
    tallied,
    words_state,
)
from conversations.feedback.form import Form, FormQuestion
from conversations.feedback.publication import QuestionShown, Share
from conversations.feedback.wording_of_results import sentence
from conversations.phrases import PlainEnglish

FORM = load_form()
RULES = Rules(5, 10)
Answers = dict[str, tuple[str, ...]]
"""One person's answers, as a test knows them and a box never does: keys by question, own words under the id and "w"."""


def answers_to(question: FormQuestion) -> st.SearchStrategy[Answers]:
    keys = [answer.key for answer in question.answers]
    words = st.sampled_from(["More breaks", "more breaks", "A ramp", "[name]", "Too long"])
    chosen = (
        st.lists(st.sampled_from(keys), unique=True, max_size=len(keys) if question.many else 1)
        if keys
        else st.just([])
    )
    own = st.lists(words, max_size=1) if question.words else st.just([])
    return st.builds(lambda c, o: {question.id: tuple(c), f"{question.id}w": tuple(o)}, chosen, own)


PERSON = st.tuples(*map(answers_to, FORM.questions)).map(
    lambda parts: {id: keys for part in parts for id, keys in part.items()}
)
PEOPLE = st.lists(PERSON, max_size=28)


def slips(people: Sequence[Answers]) -> list[tuple[str, int, str, int]]:
    """What a box would hold of them, in the order of their arrival."""
    dropped: list[tuple[str, int, str, int]] = []
    for person in people:
        for question in FORM.questions:
            dropped += [(question.id, 0, key, 1) for key in person[question.id]]
            dropped += [(question.id, 0, ANSWERED, 1)] if question.many and person[question.id] else []
            dropped += [(question.id, 1, own, 1) for own in person[f"{question.id}w"]]
    return dropped


def results(
    people: Sequence[Answers], rules: Rules = RULES, *, agreed: bool = False
) -> tuple[QuestionShown, ...]:
    return shown(FORM, tallied(FORM, len(people), slips(people)), rules, words_agreed=agreed, reviewed=True)


def everybody(n: int, **chosen: str) -> list[Answers]:
    person: Answers = {}
    for question in FORM.questions:
        person[question.id] = (chosen[question.id],) if question.id in chosen else ()
        person[f"{question.id}w"] = ()
    return [person] * n


@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_matters(people: list[Answers], chance: random.Random) -> None:
    """Whoever comes first, what is shown is the same."""
    later = people.copy()
    chance.shuffle(later)
    assert results(later) == results(people)


@given(st.lists(PERSON, min_size=2, max_size=28), st.data())
def test_two_people_can_change_places(people: list[Answers], data: st.DataObject) -> None:
    """Answers to any one question may be swapped between two people: nothing that is shown joins a person's answers."""
    question = data.draw(st.sampled_from(FORM.questions)).id
    a, b = people[0].copy(), people[-1].copy()
    for id in (question, f"{question}w"):
        a[id], b[id] = b[id], a[id]
    assert results([a, *people[1:-1], b]) == results(people)


@given(PEOPLE, st.integers(5, 12))
def test_under_the_floor_nothing_is_shown(people: list[Answers], k: int) -> None:
    """Fewer than k people: nothing at all. Fewer than k who chose an answer to one question: nothing of that question."""
    given_out = results(people, Rules(k, 12), agreed=True)
    if len(people) < k:
        assert given_out == ()
        return
    for question, out in zip(FORM.questions, given_out, strict=True):
        chose = sum(bool(person[question.id]) for person in people)
        assert out.hidden == (bool(question.answers) and chose < k)
        assert not out.hidden or not (out.answers or out.words)
        if not out.hidden:
            assert [each.key for each in out.answers] == [each.key for each in question.answers]


@given(PEOPLE)
def test_nothing_shown_says_everyone_or_nobody_or_a_small_number(people: list[Answers]) -> None:
    """Not in words, not as a share of a hundred, not as a count under five."""
    for question in results(people):
        words = sentence(PlainEnglish(), question)
        assert not re.search(r"(?<!almost )\beveryone|\bnobody|\bno one|%|\d/\d", words, re.IGNORECASE)
        assert all(int(number) >= 5 for number in re.findall(r"\d+", words))
        assert len(words) <= 300


@given(PEOPLE, PERSON)
def test_one_more_who_chose_nothing_changes_no_share(people: list[Answers], one: Answers) -> None:
    """Shares are of those who answered the question, so skipping it is no answer."""
    silent: Answers = dict.fromkeys(one, ())
    if len(people) >= 5:
        assert [each.answers for each in results([*people, silent])] == [
            each.answers for each in results(people)
        ]


@given(st.lists(PERSON, min_size=5, max_size=28))
def test_an_answer_that_nobody_gave_is_listed_as_one_that_few_gave(people: list[Answers]) -> None:
    """Leaving it out, or another word for it, would tell that nobody gave it."""
    for question, out in zip(FORM.questions, results(people), strict=True):
        counts = Counter(key for person in people for key in person[question.id])
        for answer in out.answers:
            assert counts[answer.key] > 2 or answer.share is Share.HARDLY_ANYONE


def test_a_group_of_three_never_sees_results() -> None:
    """Three people who all answered, all alike: nothing is shown."""
    assert results(everybody(3, **{"MF-10": "yes"}), agreed=True) == ()


def test_a_group_of_six_that_is_of_one_mind_reads_most() -> None:
    """Never "everyone"; the other answers are listed all the same."""
    heard = results(everybody(6, **{"MF-10": "yes"}))[0]
    assert [each.share for each in heard.answers] == [Share.MOST, *[Share.HARDLY_ANYONE] * 3]


def test_a_question_that_too_few_answered_is_hidden_and_said_to_be() -> None:
    """Seven replied, four of them said what they think of deciding: nothing of that is shown, the rest is."""
    people = [*everybody(4, **{"MF-10": "yes", "MF-11": "staff"}), *everybody(3, **{"MF-10": "no"})]
    heard, decided, *_ = results(people)
    assert not heard.hidden
    assert decided == QuestionShown("MF-11", "Who made the decisions?", hidden=True)


def test_barriers_are_shares_of_those_who_named_any() -> None:
    """Ten people chose any barrier, two each: how many they were is known, though what one person chose is not kept together."""
    kept = [
        ("MF-13b", 0, "travel", 10),
        ("MF-13b", 0, "time", 7),
        ("MF-13b", 0, "tech", 3),
        ("MF-13b", 0, ANSWERED, 10),
    ]
    out = shown(FORM, tallied(FORM, 12, kept), RULES, words_agreed=False, reviewed=True)[4]
    assert [each.share for each in out.answers if each.share is not Share.HARDLY_ANYONE] == [
        Share.ALMOST_EVERYONE, Share.MOST, Share.SOME,
    ]  # fmt: skip


def test_where_it_was_not_counted_how_many_chose_any_it_is_taken_for_the_fewest() -> None:
    """Four barriers with three people each may be three people: hidden."""
    kept = [("MF-13b", 0, key, 3) for key in ("travel", "time", "room", "tech")]
    assert shown(FORM, tallied(FORM, 12, kept), RULES, words_agreed=False, reviewed=True)[4].hidden


@pytest.mark.parametrize(
    ("people", "agreed", "reviewed", "state"),
    [
        (4, True, True, "none"), (5, False, True, "few"), (5, True, True, "shown"), (9, False, True, "few"), (10, False, True, "shown"),
        (10, True, False, "held"), (9, True, False, "held"), (30, False, True, "shown"),
    ],
)  # fmt: skip
def test_when_own_words_are_shown(people: int, agreed: bool, reviewed: bool, state: str) -> None:
    """From ten people on, or from five if both reviewers agree; never unread."""
    tally = Tally(people, words={"MF-14": ("A ramp",)})
    assert words_state(tally, RULES, words_agreed=agreed, reviewed=reviewed) == state
    texts = [each.words for each in shown(FORM, tally, RULES, words_agreed=agreed, reviewed=reviewed)]
    assert any(texts) == (state == "shown")


def test_own_words_stand_a_to_z_each_text_once() -> None:
    """Whatever the case, with the same text of two people merged, and none of which only marks are left."""
    assert readable(["b", "A ramp", "[name]", " [name], [name]. ", "a break", "b", "[name] was kind", "  ", "👍", "Ça va"]) == (
        "[name] was kind", "a break", "A ramp", "b", "Ça va", "👍",
    )  # fmt: skip


def test_without_words_there_is_nothing_to_hold_back() -> None:
    """Nobody wrote, or what they wrote was taken out whole."""
    assert words_state(Tally(12), RULES, words_agreed=True, reviewed=True) == "none"
    assert (
        words_state(Tally(12, words={"MF-14": ("[name]",)}), RULES, words_agreed=True, reviewed=True)
        == "none"
    )


def test_what_this_form_did_not_ask_is_left_out() -> None:
    """Answers from an older form that are mixed in: a question or an answer that is gone cannot be read, so it is not shown."""
    form = Form("own", 2, "us", (FORM.questions[0],))
    tally = tallied(form, 6, [("MF-10", 0, "yes", 5), ("MF-10", 0, "loudly", 1), ("MF-99", 1, "hm", 1)])
    assert (tally.choices, tally.words, tally.answered) == ({"MF-10": {"yes": 5}}, {}, {"MF-10": 5})


@given(st.lists(st.tuples(st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9))), min_size=2, max_size=3))
def test_where_meetings_are_mixed_no_more_people_are_counted_than_there_are(
    meetings: list[tuple[set[int], set[int]]],
) -> None:
    """Who answered a question twice is one person; nobody can say who did, so it is the fewest that can have been. Where
    nobody replied to two meetings, it is exactly so many."""
    replied, surely, truly = set[int](), {"q": 0}, set[int]()
    for others, answered in meetings:
        there = others | answered
        surely = surely_at_two(surely, {"q": len(answered)}, len(replied & there))
        replied, truly = replied | there, truly | answered
        assert surely["q"] <= len(truly)
    if sum(len(others | answered) for others, answered in meetings) == len(replied):
        assert surely["q"] == len(truly)


def test_a_question_is_hidden_by_its_people_and_not_by_its_answers() -> None:
    """Six answers to one question by three people, mixed from two meetings: too few to show; and no number is said where
    it would be one of answers."""
    form = Form("own", 2, "us", (FORM.questions[0],))
    few = Tally(30, {"MF-10": {"yes": 3, "no": 3}}, {}, {"MF-10": 6}, {"MF-10": 3})
    assert shown(form, few, RULES, words_agreed=False, reviewed=True)[0].hidden
    many = Tally(30, {"MF-10": {"yes": 14, "no": 8}}, {}, {"MF-10": 22}, {"MF-10": 15})
    (question,) = shown(form, many, RULES, words_agreed=False, reviewed=True)
    assert not question.hidden and not any(answer.about for answer in question.answers)
