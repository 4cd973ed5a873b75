"""STOP, START and holds, as the person meets them."""

from dataclasses import replace

import pytest

from conversations.effects import EmptyQueue, Reply
from conversations.pace import State
from tests.conversations.driver import PACE, Talk

STOPPED = replace(PACE, state=State.STOPPED, stopped_at=1)


def test_stop_answers_once_and_empties_the_queue() -> None:
    """STOP changes the state and drops what waits in the same turn, and says one thing."""
    talk = Talk()
    talk.due("check_in")
    talk.say("STOP")
    assert talk.pace.state is State.STOPPED and talk.did(EmptyQueue) and len(talk.did(Reply)) == 1


def test_a_stop_that_is_tapped_is_the_same_as_one_that_is_typed() -> None:
    """The Stop of a question does all that the word does, and what was going on is over."""
    typed, tapped = Talk(), Talk()
    typed.say("stop")
    tapped.due("check_in")
    tapped.say("you are all fucking useless")
    tapped.say("you are all fucking useless")
    tapped.letter("News.")
    tapped.press("Less of this")
    tapped.press("Stop everything")
    assert tapped.pace.state is typed.pace.state is State.STOPPED
    assert tapped.text == typed.text and [s.flow for s in tapped.stack] == ["stop"]


def test_keeping_the_details_is_as_easy_as_deleting_them() -> None:
    """After STOP both answers are one tap, by button and by typing, and neither starts anything."""
    for answer in ("Keep them for now", "2"):
        talk = Talk()
        talk.say("stop")
        assert (
            talk.say(answer) == "OK. I've kept them. If you don't come back, I delete them after 13 months."
            and talk.pace.state is State.STOPPED
        )


def test_deleting_after_stop_a_year_later() -> None:
    """The button under the last message works for ever: leaving needs no coming back first (B72)."""
    talk = Talk()
    talk.say("stop")
    talk.wait(400 * 86400)
    talk.press("Delete my details")
    assert talk.stack[-1].flow == "forget" and talk.pace.state is State.STOPPED


@pytest.mark.parametrize("words", ["hello", "PACE", "menu", "asdf", "yes"])
def test_after_stop_any_word_gets_one_question(words: str) -> None:
    """Words after STOP are answered, and nothing starts by itself."""
    talk = Talk(pace=STOPPED)
    assert "You stopped my messages before" in talk.say(words)
    assert talk.pace.state is State.STOPPED
    talk.press("No")
    assert talk.pace.state is State.STOPPED


@pytest.mark.parametrize("way", [("START",), ("hi", "yes")])
def test_only_a_clear_yes_starts_again(way: tuple[str, ...]) -> None:
    """START, or a yes to the question, opens the door, and the first thing asked is the pace."""
    talk = Talk(pace=STOPPED)
    for words in way:
        talk.say(words)
    assert talk.pace.state is State.ACTIVE and talk.top == "pace.PA-01"
    talk.say("skip")
    assert "All set" in talk.text and talk.stack == ()


def test_a_stranger_can_stop() -> None:
    """STOP before joining is answered, and nothing was kept to delete."""
    talk = Talk(None)
    talk.say("hi")
    assert "kept nothing about you" in talk.say("stop") and talk.stack == () and talk.member is None


@pytest.mark.parametrize("words", ["hello", "PACE", "START", "menu", "delete my details", "forget me"])
def test_a_held_phone_changes_nothing(words: str) -> None:
    """Whoever holds the phone sees one sentence, and neither state nor details change (I11)."""
    held = replace(PACE, state=State.HELD)
    talk = Talk(pace=held)
    assert "type HELP" in talk.say(words)
    assert talk.pace == held and talk.choices == ()
