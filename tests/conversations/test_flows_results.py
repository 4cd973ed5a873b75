"""Results and reviews as talks: nothing private before a tap, nothing untrue at the end (the stories are in transcripts)."""

from dataclasses import replace

import pytest

from conversations.effects import Note, SendFile
from conversations.feedback.effects import AgreeToShow
from conversations.view import Role
from tests.conversations.driver import NOW, SAM, Talk, TestFacts

QUIET = replace(SAM, quiet=True)


def facts(*scenes: str) -> TestFacts:
    known = TestFacts()
    for words in scenes:
        known.set_result(words)
    return known


@pytest.mark.parametrize("state", ["", "waiting", "destroyed", "mixed", "lost"])
def test_in_quiet_mode_nothing_is_said_of_a_meeting_before_a_tap(state: str) -> None:
    """Whatever became of the answers, the first line is the same; what happened is behind it."""
    talk = Talk(QUIET, facts=facts(state))
    talk.due("results", item="results:7")
    assert talk.text == "Hi. Something is ready, when you like."
    assert talk.labels == ["Open", "Not now"]
    assert "Housing forum" in talk.press("Open")


@pytest.mark.parametrize("state", ["", "waiting", "destroyed", "mixed", "lost"])
def test_not_now_tells_nothing_either(state: str) -> None:
    """Nor does a word that puts it off."""
    for answer in ("Not now", "later"):
        talk = Talk(QUIET, facts=facts(state))
        talk.due("results", item="results:7")
        said = talk.say(answer)
        assert "Housing" not in said and "replied" not in said


def test_in_quiet_mode_a_reviewer_reads_no_title_before_a_tap() -> None:
    """Not even that it is about a meeting."""
    known = TestFacts()
    known.set_review("", "coordinator")
    talk = Talk(replace(QUIET, role="coordinator"), facts=known)
    talk.due("review", item="review:7")
    assert talk.text == "Hi. Something is ready to read, when you like."


@pytest.mark.parametrize(
    ("role", "noted"),
    [("member", []), ("coordinator", [Note("results.taken")]), ("representative", [Note("results.taken")])],
)
def test_what_the_team_takes_away_is_in_the_log(role: Role, noted: list[Note]) -> None:
    """By role, for every kind of file. What members take is nobody's business."""
    for kind in ("CSV", "Excel", "Page", "JSON"):
        talk = Talk(replace(SAM, role=role), facts=facts(""))
        talk.due("results", item="results:7")
        talk.press("Show me")
        assert "Everyone who can see these results can take one" in talk.press("Get the file")
        talk.press(kind)
        assert len(talk.did(SendFile)) == 1
        assert talk.did(Note) == noted


@pytest.mark.parametrize("ways", [("See it as a picture",), ("Get the file", "CSV")])
def test_after_a_picture_or_a_file_the_page_is_still_there(ways: tuple[str, ...]) -> None:
    """Nobody has to come all the way from MENU again."""
    talk = Talk(facts=facts(""))
    talk.due("results", item="results:7")
    talk.press("Show me")
    for label in ways:
        talk.press(label)
    assert talk.did(SendFile)
    assert "What people said" in talk.labels


def test_the_words_under_the_picture_say_what_is_hidden_too() -> None:
    """Whoever cannot see the picture reads all that it shows."""
    talk = Talk(facts=facts(""))
    talk.due("results", item="results:7")
    talk.press("Show me")
    talk.press("See it as a picture")
    (sent,) = talk.did(SendFile)
    assert isinstance(sent, SendFile)
    assert "Was it OK to disagree? Too few people answered this one to show it." in sent.caption


# -- the end of a review --------------------------------------------------------------------------------------------------


def reviewed(*, few: bool, other: bool, answer: str = "") -> Talk:
    """A coordinator reads one text and agrees, after the other one has or before."""
    known = TestFacts()
    for words in ("", "one", *(["few"] if few else []), *(["other agrees"] if other else [])):
        known.set_review(words, "coordinator")
    talk = Talk(replace(SAM, role="coordinator"), facts=known, now=NOW)
    talk.due("review", item="review:7")
    for label in ("Open", "It's fine", "Agree", *([answer] if answer else [])):
        talk.press(label)
    return talk


@pytest.mark.parametrize("other", [True, False])
def test_whoever_says_no_to_showing_few_words_is_told_so(other: bool) -> None:
    """Their no is taken and is said back, whatever the other one says."""
    talk = reviewed(few=True, other=other, answer="No")
    assert talk.did(AgreeToShow) == [AgreeToShow(words=False)]
    assert "You said no, so nobody's own words are shown" in talk.text
    assert "both said yes" not in talk.text
    assert ("waits for a member rep" in talk.text) is not other


def test_a_yes_does_not_speak_for_the_other_one() -> None:
    """Whether the other one wants few people's words shown is not theirs to hear, and nothing is said of it that may be untrue."""
    talk = reviewed(few=True, other=True, answer="Yes")
    assert "They are shown if a member rep said yes to that too" in talk.text
    assert "both said yes" not in talk.text


@pytest.mark.parametrize(("few", "answer"), [(True, "Yes"), (False, "")])
def test_the_first_of_two_hears_that_it_waits(few: bool, answer: str) -> None:
    """The other key is still to be turned."""
    assert "It waits for a member rep now" in reviewed(few=few, other=False, answer=answer).text


def test_two_who_agree_hear_that_they_did() -> None:
    """Where words may be shown as usual."""
    assert "You've both said yes" in reviewed(few=False, other=True).text
