"""Buttons whose session is gone: wanting less is never too late, and a second press is no question."""

from dataclasses import replace

import pytest

from conversations.effects import EmptyQueue, Tidy
from conversations.events import Pressed
from conversations.pace import Choice, State
from conversations.view import KeptCheckIn
from tests.conversations.driver import NOW, PACE, Talk


def pressed(token: str, **pace: object) -> Talk:
    talk = Talk(pace=replace(PACE, **pace))  # type: ignore[arg-type]  # names are ours
    talk.take(Pressed(token, "m1"))
    return talk


@pytest.mark.parametrize(
    "token",
    ["0old0000:break_over:PS-06:stop", "0old0000:rest:PA-15:stop", "0old0000:less_stop:ST-02:stop", "0old0000:angry:ER-07:stop",
     "0old0000:less:PA-17:stop", "0old0000:gone_flow:XX-01:stop", "0old0000:check_in:XX-01:stop"],
)  # fmt: skip
def test_stop_is_never_too_late(token: str) -> None:
    """A Stop button stops a year later as well, whatever it belonged to and whether or not that still exists."""
    talk = pressed(token)
    assert talk.pace.state is State.STOPPED
    assert talk.did(EmptyQueue)
    assert talk.text.startswith("Stopped.")


def test_stop_pressed_twice_stays_a_stop() -> None:
    """The second press of Stop is answered with the same, and not with "Want to start again?"."""
    talk = Talk()
    talk.due("break_over")
    button = next(choice.token for choice in talk.choices if choice.label == "Stop")
    first = talk.take(Pressed(button, "m1"))
    assert talk.take(Pressed(button, "m1")) == first
    assert talk.pace.state is State.STOPPED


def test_less_is_never_too_late() -> None:
    """Slower, a longer break, once a month, slow down: each does what it says when its question is long gone."""
    assert pressed("0old0000:break_over:PS-06:slower").pace.choice is Choice.MONTHLY
    assert pressed("0old0000:break_over:PS-06:longer").top == "break.PS-01"
    assert pressed("0old0000:rest:PA-15:monthly").pace.choice is Choice.MONTHLY
    assert pressed("0old0000:rest:PA-15:ask").pace.choice is Choice.ONLY_WHEN_I_ASK
    assert pressed("0old0000:less_stop:ST-02:slow").pace.choice is Choice.MONTHLY
    assert "There's nothing else to do" not in pressed("0old0000:angry:ER-07:person").text


def test_slower_pressed_twice_is_one_step_slower() -> None:
    """A button that acts late acts once: it is taken off when it is pressed, and a quick second press does nothing."""
    talk = Talk(pace=replace(PACE, choice=Choice.WEEKLY))
    talk.due("break_over")
    button = next(choice.token for choice in talk.choices if choice.label == "Slower")
    talk.take(Pressed(button, "m1"))
    assert talk.did(Tidy)
    assert talk.take(Pressed(button, "m1")) == "That one is done."
    assert talk.pace.choice is Choice.FORTNIGHTLY


def test_a_stopped_member_is_not_slowed_down_by_an_old_button() -> None:
    """After STOP an old button of less changes nothing; only "Stop" itself is heard."""
    talk = pressed("0old0000:break_over:PS-06:slower", state=State.STOPPED)
    assert (talk.pace.state, talk.pace.choice) == (State.STOPPED, PACE.choice)
    assert "You stopped my messages before" in talk.text


# -- a second press -----------------------------------------------------------------------------------------------------


def finished() -> tuple[Talk, str]:
    """A check-in whose last question was skipped by a button, and that button."""
    talk = Talk()
    talk.due("check_in")
    talk.press("Start")
    talk.press("Good")
    talk.press("Skip")
    button = next(choice.token for choice in talk.choices if choice.label == "Skip")
    talk.take(Pressed(button, "m1"))
    assert talk.stack == ()
    return talk, button


def test_the_last_skip_pressed_twice_is_answered_softly() -> None:
    """Nobody is asked whether they want another check-in because a thumb was quicker than the screen."""
    talk, button = finished()
    kept = talk.facts.kept
    assert talk.take(Pressed(button, "m1")) == "That one is done."
    assert talk.stack == ()
    assert talk.facts.kept == kept


def test_after_two_minutes_an_old_check_in_offers_a_new_one() -> None:
    """What is pressed later is meant: "That one has closed. Want to do one now?"."""
    talk, button = finished()
    talk.wait(121)
    assert "Want to do one now?" in talk.take(Pressed(button, "m1"))


def test_a_card_closed_a_moment_ago_still_opens() -> None:
    """Help lines work for ever, also in the two minutes after Close."""
    talk = Talk()
    talk.say("help")
    button = next(choice.token for choice in talk.choices if choice.label == "Safe at home")
    talk.press("Close")
    talk.take(Pressed(button, "m1"))
    assert talk.top == "help.HL-02"


# -- what was deleted is gone from the next screen ------------------------------------------------------------------------


def with_two() -> Talk:
    talk = Talk()
    talk.facts.kept = (
        KeptCheckIn(NOW - 86400, (("CI-02", "good"),)),
        KeptCheckIn(NOW - 9 * 86400, (("CI-02", "ok"),)),
    )
    talk.say("my details")
    return talk


def test_no_button_leads_to_check_ins_that_were_just_deleted() -> None:
    """After "All of them" the details are shown again, without "My check-ins"."""
    talk = with_two()
    for label in ("My check-ins", "Delete some", "All of them"):
        talk.press(label)
    assert talk.top == "details.PV-02"
    assert "My check-ins" not in talk.labels


def test_one_of_two_deleted_leaves_the_other() -> None:
    """With one deleted, the button leads to the one that is left."""
    talk = with_two()
    for label in ("My check-ins", "Delete some"):
        talk.press(label)
    talk.press(talk.labels[0])
    assert "My check-ins" in talk.labels
    assert "14 Nov" in talk.press("My check-ins") and "22 Nov" not in talk.text


def test_switching_check_ins_off_with_all_that_was_kept() -> None:
    """The same where they are deleted with their layer."""
    talk = with_two()
    for label in ("Fix them", "What's on or off", "Check-ins: on", "Delete it"):
        talk.press(label)
    assert "My check-ins" not in talk.labels


# -- a break begun in the middle of something -----------------------------------------------------------------------------


def joining_and_pausing() -> Talk:
    talk = Talk(None)
    for words in ("hi", "yes", "yes", "ok", "yes", "yes", "carry on", "Sam"):
        talk.say(words)
    assert talk.top == "join.ON-30"
    talk.say("pause")
    talk.press("2 weeks")
    assert talk.top == "join.ON-30"
    return talk


def test_a_break_begun_while_joining_is_a_break() -> None:
    """Hello, the same day or days later, is asked about the break; afterwards the open question is there again."""
    for days in (0, 3):
        talk = joining_and_pausing()
        talk.wait(days * 86400 // 4)
        talk.say("hello")
        assert talk.top == "on_break.PS-05", days
        talk.say("yes")
        assert talk.pace.state is State.PAUSED
        assert talk.top == "join.ON-30", days


def test_any_word_after_a_while_is_asked_about_the_break() -> None:
    """ "To come back sooner, write any word": also over a question left open. A slip in the middle of one is only a slip."""
    talk = joining_and_pausing()
    talk.say("wel")
    assert talk.top == "join.ON-30"
    talk.wait(3600)
    talk.say("me again")
    assert talk.top == "on_break.PS-05"
    talk.say("no")
    assert talk.pace.state is State.ACTIVE


def test_an_answer_to_the_open_question_is_still_an_answer() -> None:
    """Being on a break takes no answer away from anybody."""
    talk = joining_and_pausing()
    talk.wait(3600)
    talk.say("Yes, I agree")
    assert talk.member is not None and talk.member.agreed("check_ins")
