"""Anger, and words meant for a person."""

from conversations.effects import PassOn
from conversations.pace import State
from tests.conversations.driver import Talk

WORDS = "can somebody tell me when the flat viewing is"


def test_anger_is_answered_and_leaves_no_mark() -> None:
    """Swearing blocks nothing and changes nothing about a member (B22)."""
    talk = Talk()
    before = talk.member
    assert "Fair enough" in talk.say("you are all fucking useless")
    talk.press("Carry on")
    assert talk.member == before and talk.pace.state is State.ACTIVE and talk.stack == ()


def test_anger_can_reach_a_person() -> None:
    """The person offered is the one who is there, with their hours."""
    talk = Talk()
    talk.say("you are all fucking useless")
    assert "Mon to Thu, 10am to 4pm" in talk.press("Ask for a person")


def test_words_are_passed_on_only_after_a_yes() -> None:
    """What looks meant for a person is shown to nobody until they say so, and then word for word."""
    talk = Talk()
    talk.say(WORDS)
    assert not talk.did(PassOn)
    talk.press("Yes, send it")
    (passed,) = talk.did(PassOn)
    assert isinstance(passed, PassOn)
    assert passed.to == "worker"
    assert passed.text.startswith(f"Sam wrote to you:\n{WORDS}\n\n")
    assert "please see them, or call" in passed.text, (
        "what is typed under it goes nowhere, so it says how to answer"
    )


def test_words_that_are_not_passed_on_are_gone() -> None:
    """After a no, no session holds the words any more."""
    talk = Talk()
    talk.say(WORDS)
    talk.press("No, delete it")
    assert not talk.did(PassOn) and not any(WORDS in text for text in talk.rest)
