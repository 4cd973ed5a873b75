"""What does not come back by itself: questions from before a break, and questions of hours ago (PACE.md, section 8; B40)."""

from dataclasses import replace

import pytest

from conversations.effects import KeepAnswers
from conversations.keyring import Event
from conversations.pace import State
from tests.conversations.driver import NOW, SAM, Talk, TestFacts

HOUR, DAY = 3600, 86400
FORUM = Event(3, "Housing forum", NOW + 4 * DAY)
MORE = "Has anything been good"


def in_a_check_in(**more: object) -> Talk:
    """Somebody who has answered the first question of a check-in."""
    talk = Talk(**more)  # type: ignore[arg-type]  # names are Talk's own
    talk.due("check_in")
    talk.press("Start")
    assert MORE in talk.press("Good")
    return talk


@pytest.mark.parametrize("booked", [(), (FORUM,)])
def test_a_break_ends_what_was_going_on(booked: tuple[Event, ...]) -> None:
    """After "No messages until" nothing more is asked, and words in the break are nobody's answer."""
    talk = in_a_check_in(facts=TestFacts(booked=booked))
    talk.say("pause")
    said = talk.press("2 weeks")
    if booked:
        said = talk.press("Keep, tell me changes")
    assert "No messages until" in said
    assert MORE not in said
    assert talk.stack == ()
    for words in ("hello", "it was fine really"):
        assert "You're on a break" in talk.say(words)
        assert not talk.did(KeepAnswers)
        talk.press("Stay quiet")


def test_an_opener_that_nobody_answered_ends_with_a_break_too() -> None:
    """A plain "ok" to "Done. No messages until" begins no check-in."""
    talk = Talk()
    talk.due("check_in")
    talk.say("pause")
    talk.press("1 week")
    assert "You're on a break" in talk.say("ok")


def test_what_the_break_was_chosen_in_goes_on() -> None:
    """Somebody who sets their pace anew after START is asked nothing twice, and is on a break."""
    talk = Talk()
    for words in ("stop", "start", "have a break", "1 week"):
        talk.say(words)
    assert talk.pace.state is State.PAUSED
    assert "All set" in talk.text


def test_what_the_team_writes_is_not_lost_to_a_break() -> None:
    """A coordinator who takes a break in the middle of writing news still has it."""
    talk = Talk(replace(SAM, role="coordinator"))
    for words in ("menu", "send news", "Everyone", "Choir"):
        talk.say(words)
    before = talk.top
    talk.say("pause")
    talk.press("1 week")
    assert talk.top == before


def test_a_hello_in_a_break_is_no_answer_to_an_old_question() -> None:
    """Where a question takes any words, a greeting hours later asks about the break and is not kept."""
    talk = Talk()
    talk.say("pause")
    talk.press("2 weeks")
    for words in ("menu", "check-in", "good"):
        talk.say(words)
    assert MORE in talk.text
    talk.wait(2 * HOUR)
    assert "You're on a break" in talk.say("hello")


def test_an_old_question_does_not_come_back_under_another_answer() -> None:
    """Within the hour it is asked again where somebody stands; the next day it stays beneath, and can still be answered."""
    talk = in_a_check_in()
    talk.wait(HOUR // 2)
    talk.say("menu")
    assert MORE in talk.press("Close")
    talk.wait(5 * HOUR)
    talk.say("menu")
    assert MORE not in talk.press("Close")
    assert talk.top == "check_in.CI-05"
    talk.say("pace")
    assert MORE not in talk.press("Keep it the same")
    assert "getting in the way" in talk.say("The bus was on time")
