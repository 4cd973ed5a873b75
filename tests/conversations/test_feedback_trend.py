"""Results in words, and the same question over several meetings."""

from datetime import date

import pytest

from bot.forms import load_form
from conversations.feedback.counting import Rules, Tally, shown
from conversations.feedback.publication import AnswerShown, Publication, QuestionShown, Share, State
from conversations.feedback.shares import people_band
from conversations.feedback.trend import barriers, trend, trend_lines
from conversations.feedback.wording_of_results import band_words, heading, sentence, share_words
from conversations.phrases import PlainEnglish

ENGLISH = PlainEnglish()
FORM = load_form()


def published(
    meeting: int, month: int, questions: tuple[QuestionShown, ...], *, group: str = "Lambeth", version: int = 1,
    state: State = "published",
) -> Publication:  # fmt: skip
    return Publication(
        meeting, (f"Meeting {meeting}",), group, f"2026-{month:02}", date(2026, month, 9).isoformat(), state, people_band(8, 5), 5, 10,
        "meeting_feedback", version, "us", questions,
    )  # fmt: skip


def heard(share: Share, *, hidden: bool = False, no: str = "No") -> QuestionShown:
    if hidden:
        return QuestionShown("MF-10", "Did you feel heard?", hidden=True)
    answers = (AnswerShown("yes", "Yes", share), AnswerShown("no", no, Share.HARDLY_ANYONE))
    return QuestionShown("MF-10", "Did you feel heard?", answers)


def test_a_question_reads_as_people_say_it() -> None:
    """The most first, each answer in the middle of a sentence, and those that few or nobody gave together at the end."""
    tally = Tally(9, {"MF-10": {"yes": 7, "bit": 2}}, {}, {"MF-10": 9})
    question = shown(FORM, tally, Rules(5, 10), words_agreed=False, reviewed=True)[0]
    tally_of_30 = Tally(30, {"MF-10": {"yes": 19, "bit": 11}}, {}, {"MF-10": 30})
    counted = shown(FORM, tally_of_30, Rules(5, 10), words_agreed=False, reviewed=True)[0]
    assert sentence(ENGLISH, question) == (
        "Did you feel heard? Most said yes. Few or hardly any: mostly, a bit, no."
    )
    assert sentence(ENGLISH, counted) == (
        "Did you feel heard? Most, about 20, said yes. Some, about 10, said a bit. Few or hardly any: mostly, no."
    )


def test_a_hidden_question_is_said_to_be_hidden() -> None:
    """Members are told that too few answered, and read the question it is about."""
    assert sentence(ENGLISH, heard(Share.MOST, hidden=True)) == (
        "Did you feel heard? Too few people answered this one to show it."
    )


def test_a_question_of_own_words_is_only_what_was_asked() -> None:
    """How to answer is left out of it, as of every heading."""
    asked = QuestionShown("MF-14", FORM.questions[5].text, words=("A ramp",))
    assert sentence(ENGLISH, asked) == heading(ENGLISH, asked) == "What should we change?"


def test_names_and_abbreviations_keep_their_capitals() -> None:
    """In the middle of a sentence too."""
    answers = tuple(
        AnswerShown(key, label, Share.SOME)
        for key, label in (("a", "BSL"), ("b", "I came late"), ("c", "The room"))
    )
    assert sentence(ENGLISH, QuestionShown("Q", "Why?", answers)) == (
        "Why? Some said BSL. Some said I came late. Some said the room."
    )


@pytest.mark.parametrize("share", Share)
def test_every_share_has_a_name(share: Share) -> None:
    """A short one for charts and tables, with the rounded count where there is one."""
    assert len(share_words(ENGLISH, share)) <= 22
    assert share_words(ENGLISH, share, 15) == f"{share_words(ENGLISH, share)}, about 15"


@pytest.mark.parametrize("people", [5, 12, 27])
def test_the_band_of_people_is_said_in_the_readers_language(people: int) -> None:
    """What a publication holds in English is read as a phrase, not shown as it is kept."""
    assert band_words(ENGLISH, people_band(people, 5)) == people_band(people, 5)
    assert band_words(ENGLISH, "") == ""


def test_the_longest_results_of_the_shipped_form_fit_a_message() -> None:
    """Whatever share each answer has, and with counts."""
    for question in FORM.questions:
        answers = tuple(AnswerShown(each.key, each.label, Share.ABOUT_HALF, 100) for each in question.answers)
        assert len(sentence(ENGLISH, QuestionShown(question.id, question.text, answers))) <= 300


def test_a_trend_puts_the_same_question_side_by_side() -> None:
    """The oldest first, whatever order the publications come in; hidden stays hidden."""
    meetings = [
        published(3, 12, (heard(Share.MOST),)), published(1, 10, (heard(Share.SOME),)), published(2, 11, (heard(Share.MOST, hidden=True),)),
    ]  # fmt: skip
    (row,) = trend(meetings)
    assert (row.id, row.text, row.answers) == ("MF-10", "Did you feel heard?", (("yes", "Yes"), ("no", "No")))
    assert [(point.meeting, point.month, point.hidden) for point in row.points] == [
        (1, "2026-10", False), (2, "2026-11", True), (3, "2026-12", False),
    ]  # fmt: skip
    assert trend_lines(ENGLISH, row) == (
        "Meeting 1: Some said yes. Few or hardly any: no.",
        "Meeting 2: Too few people answered this one to show it.",
        "Meeting 3: Most said yes. Few or hardly any: no.",
    )


def test_a_trend_needs_two_meetings_of_one_group() -> None:
    """One meeting is no trend, two groups are not added up, and what was not published is in none."""
    alone = [
        published(1, 10, (heard(Share.SOME),)),
        published(2, 10, (heard(Share.MOST),), group="Southwark"),
    ]
    assert trend(alone) == ()
    assert trend([*alone, published(3, 11, (heard(Share.MOST),), state="waiting")]) == ()


def test_other_answers_are_another_question() -> None:
    """Where the answers changed, meetings before and after are not compared; new words for the question are no new question."""
    before = [published(n, n, (heard(Share.SOME),)) for n in (1, 2)]
    after = [published(n, n, (heard(Share.MOST, no="Not at all"),), version=2) for n in (3, 4)]
    assert [[point.meeting for point in row.points] for row in trend([*before, *after])] == [[3, 4], [1, 2]]


def test_own_words_have_no_trend() -> None:
    """Only what was chosen from the same answers can be put side by side."""
    words = QuestionShown("MF-14", "What should we change?", words=("A ramp",))
    assert trend([published(1, 10, (words,)), published(2, 11, (words,))]) == ()


def test_what_got_in_the_way_is_a_trend_by_month() -> None:
    """The barriers are a row like any other, found by the question's id."""
    rows = trend(
        [
            published(n, n, (heard(Share.MOST), QuestionShown("MF-13b", "What got in the way?", (AnswerShown("room", "The room", share),))))
            for n, share in ((9, Share.MOST), (10, Share.SOME))
        ]
    )  # fmt: skip
    (row,) = barriers(rows)
    assert [(point.month, point.answers[0].share) for point in row.points] == [
        ("2026-09", Share.MOST),
        ("2026-10", Share.SOME),
    ]
