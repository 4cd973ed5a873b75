"""While a card about danger lies open: words to nobody meet the card again, and are nobody's answer."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pytest

from conversations.caps import PLAIN_TEXT
from conversations.effects import KeepAnswers, PassOn
from conversations.events import Pressed
from conversations.pace import State
from conversations.safety import Tier
from conversations.view import Duty
from tests.conversations.driver import PACE, PROGRAMME, SAM, Talk

WORDS: Final = {
    Tier.SUICIDE: ("I want to kill myself", "116 123"),
    Tier.INJURY: ("I've overdosed", "A&E"),
    Tier.ABUSE: ("he hits me", "0808 2000 247"),
    Tier.SEXUAL_VIOLENCE: ("I was raped", "0808 500 2222"),
    Tier.MAY_MEAN_IT: ("I can't go on", "116 123"),
}
TO_NOBODY: Final = ("please", "i am scared", "what do i do", "hello?", "???", "no", "are you there")
PREFACE: Final = "I can't answer that myself"


def in_check_in() -> Talk:
    talk = Talk()
    talk.due("check_in")
    talk.press("Start")
    talk.press("Good")
    assert talk.top == "check_in.CI-05"
    return talk


def check_in_of(talk: Talk) -> Mapping[str, str]:
    return next(session.answers for session in talk.stack if session.flow == "check_in")


@pytest.mark.parametrize("who", ["member", "stranger", "stopped", "held", "resting", "on a break"])
@pytest.mark.parametrize("tier", Tier)
def test_words_that_no_flow_can_answer_meet_the_card_again(tier: Tier, who: str) -> None:
    """For whoever writes, and however often: the numbers again, and kindly why; never "I only know a few things"."""
    states = {
        "stopped": State.STOPPED,
        "held": State.HELD,
        "resting": State.RESTING,
        "on a break": State.PAUSED,
    }
    talk = Talk(None if who == "stranger" else SAM, pace=replace(PACE, state=states.get(who, State.ACTIVE)))
    words, number = WORDS[tier]
    talk.say(words)
    shown = talk.labels
    for more in TO_NOBODY:
        talk.say(more)
        assert PREFACE in talk.text, more
        assert number in talk.text, more
        assert talk.labels == shown, more


@pytest.mark.parametrize("words", TO_NOBODY)
def test_they_are_no_answer_to_what_was_being_asked(words: str) -> None:
    """Whoever has just written of dying is not writing an entry in a check-in; that question waits, unanswered."""
    talk = in_check_in()
    talk.say("I can't go on")
    talk.say(words)
    assert talk.top == "crisis.CR-02"
    assert not any(words in session.to_json() for session in talk.stack)
    assert not talk.did(KeepAnswers)
    talk.press("I'm OK, carry on")
    assert talk.top == "check_in.CI-05"
    talk.say("a walk")
    assert check_in_of(talk).items() >= {"CI-02": "good", "CI-05": "a walk"}.items()


def test_the_very_words_of_a_choice_beneath_carry_on_there() -> None:
    """ "Up and down" is written by nobody by chance; a number, a plain no and a half-word may be."""
    for words, where in (("up and down", "check_in.CI-05"), ("up", "crisis.CR-02"), ("no", "crisis.CR-02")):
        talk = Talk()
        talk.due("check_in")
        talk.press("Start")
        talk.say("I can't go on")
        talk.say(words)
        assert talk.top == where, words


def test_half_an_hour_later_words_go_where_they_always_go() -> None:
    """A card from this morning does not answer the afternoon; each time it is shown, its half hour begins anew."""
    talk = in_check_in()
    talk.say("I can't go on")
    talk.wait(25 * 60)
    assert PREFACE in talk.say("please")
    talk.wait(25 * 60)
    assert PREFACE in talk.say("please")
    talk.wait(31 * 60)
    assert PREFACE not in talk.say("a walk")
    assert check_in_of(talk)["CI-05"] == "a walk"


def test_help_lines_opened_from_a_card_stay_too() -> None:
    """ "More helplines", and then "please": the lines again, not the end of the card."""
    talk = Talk()
    talk.say("I want to kill myself")
    talk.press("More helplines")
    talk.press("Safe at home")
    talk.say("please")
    assert PREFACE in talk.text and "0808 2000 247" in talk.text
    assert talk.top == "help.HL-02"


@pytest.mark.parametrize(
    ("words", "typed", "where"),
    [
        ("I can't go on", "im ok", ""),
        ("he hits me", "carry on", ""),
        ("I want to kill myself", "false alarm", ""),
    ],
)
def test_what_clearly_ends_a_card_ends_it(words: str, typed: str, where: str) -> None:
    """Whoever says that they are all right, or that it was not about them, is believed."""
    talk = Talk()
    talk.say(words)
    talk.say(typed)
    assert talk.top == where


def test_thanks_are_taken_and_commands_work() -> None:
    """Nobody is told twice for saying thank you; MENU, HELP and STOP do what they always do."""
    talk = Talk()
    talk.say("I want to kill myself")
    assert talk.say("thank you") == "You're welcome."
    assert talk.say("ok") == "OK. The numbers are here any time: type HELP."
    assert PREFACE in talk.say("please")
    talk.say("menu")
    assert talk.top == "menu.PV-01"
    talk.say("stop")
    assert talk.pace.state is State.STOPPED


def test_in_quiet_mode_nothing_more_is_given_away() -> None:
    """The neutral line is shown again as it was: what somebody else may read says nothing new."""
    talk = Talk(replace(SAM, quiet=True))
    first = talk.say("he hits me")
    assert talk.say("please") == first


def test_where_somebody_was_told_they_are_told_once() -> None:
    """Set-up 3: more words show the numbers again, and pass nothing on a second time."""
    duty = Duty("Jo", "9 to 5", True, "Tue")
    talk = Talk(programme=replace(PROGRAMME, set_up=3, duty=duty))
    talk.say("I want to kill myself")
    assert talk.did(PassOn)
    talk.say("please")
    assert "116 123" in talk.text and "I have to tell Jo" in talk.text
    assert not talk.did(PassOn)


# -- a phone that may not be safe -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["Not sure", "No"])
@pytest.mark.parametrize("words", ["he hits me", "I was raped"])
@pytest.mark.parametrize("restarted", [False, True])
def test_a_phone_that_others_may_read_gets_the_quiet_form_first(
    answer: str, words: str, restarted: bool
) -> None:
    """Whoever has said that this phone may not be safe is shown nothing that gives them away, also after a restart."""
    talk = Talk(None)
    for step in ("hi", "yes", answer):
        talk.say(step)
    if restarted:
        talk.rest = []
        press = talk.choices[-1].token
        assert press.startswith("~--u")
        talk.take(Pressed(press.rpartition(":")[0] + ":help", "m1"))
    for _time in range(2):
        text = talk.say(words)
        assert "is ready" in text
        assert "0808" not in text
    talk.press("Open")
    assert "0808" in talk.text


def test_a_phone_that_is_safe_after_all_gets_the_card_itself() -> None:
    """The later answer counts; and doubt about a phone is not yet quiet mode for somebody who joins."""
    talk = Talk(None)
    for step in ("hi", "yes", "not sure", "back", "yes", "ok"):
        talk.say(step)
    assert talk.choices[0].token.startswith("~---")
    assert "0808 2000 247" in talk.say("he hits me")


# -- in a look around -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("caps", ["buttons", "numbers"])
def test_after_not_about_me_the_look_around_asks_again(caps: str) -> None:
    """Whoever came to a question by themselves is not left before an empty screen, with buttons or without."""
    talk = Talk(None, **({"caps": PLAIN_TEXT} if caps == "numbers" else {}))  # type: ignore[arg-type]  # one field
    for step in ("hi", "look around first", "a check-in"):
        talk.say(step)
    talk.say("I want to kill myself")
    talk.say("not about me")
    assert talk.text.startswith("Thanks for letting me know.")
    assert "It's your check-in" in talk.text
    assert "Start" in talk.labels


def test_an_opener_that_nobody_answered_is_still_shown_once() -> None:
    """What the bot itself began does not come up again after a card (B40)."""
    talk = Talk()
    talk.due("check_in")
    talk.say("I want to kill myself")
    assert talk.press("Not about me") == "Thanks for letting me know. We'll carry on."
