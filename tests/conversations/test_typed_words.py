"""Typing instead of tapping: what counts as a yes where a yes has weight, and the words that people use for the rest."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest

from conversations.effects import ChangeMember, Consent, PassOn
from conversations.pace import Choice, State
from conversations.render import Choice as Shown
from conversations.render import resolve
from conversations.view import Duty
from tests.conversations.driver import PACE, PROGRAMME, SAM, Talk

TO_THE_BASICS: Final = ("hi", "yes", "yes", "ok", "yes")
TO_CHECK_INS: Final = (*TO_THE_BASICS, "yes", "carry on", "Sam")


def joining(*words: str) -> Talk:
    talk = Talk(None)
    for each in words:
        talk.say(each)
    return talk


def on_layers(step: str, layer: str) -> Talk:
    """At a yes or no about one layer, in My details."""
    talk = Talk(replace(SAM, consents={"basics": True}))
    for label in ("my details", "Fix them", "What's on or off", step):
        talk.say(label)
    assert talk.top == f"fix.{layer}"
    return talk


def telling() -> Talk:
    talk = Talk(programme=replace(PROGRAMME, set_up=2, duty=Duty("Jo", "9 to 5", True, "Tue")))
    talk.say("I can't go on")
    talk.press("Tell Jo")
    assert talk.top == "tell.CR-06"
    return talk


def check_in() -> Talk:
    talk = Talk(replace(SAM, consents={"basics": True}), pace=replace(PACE, check_in_consent=False))
    talk.say("menu")
    talk.press("Check-in")
    assert talk.top == "check_in.ON-30"
    return talk


WEIGHTY: Final[dict[str, Callable[[], Talk]]] = {
    "age": lambda: joining(*TO_THE_BASICS[:-1]),
    "basics": lambda: joining(*TO_THE_BASICS),
    "check-ins": lambda: joining(*TO_CHECK_INS),
    "group mood": lambda: on_layers("Group mood: off", "group_mood"),
    "meetings": lambda: on_layers("After meetings: off", "meetings"),
    "training": lambda: on_layers("Training: off", "training"),
    "a check-in before any yes": check_in,
    "telling the duty person": telling,
}
"""Each question where a yes has weight."""


def stays(talk: Talk, words: str) -> bool:
    before = talk.top
    talk.say(words)
    return talk.top == before and not talk.did(Consent) and not talk.did(PassOn)


@pytest.mark.parametrize("where", WEIGHTY)
@pytest.mark.parametrize(
    "words", ["ok", "okay", "sure", "go on then", "fine", "alright", "yep", "yes but no"]
)
def test_near_words_are_no_yes_where_a_yes_has_weight(where: str, words: str) -> None:
    """ "OK" and "sure" are said to anything; they keep the question open, and nothing is kept or told."""
    assert stays(WEIGHTY[where](), words)


@pytest.mark.parametrize("where", WEIGHTY)
@pytest.mark.parametrize("words", ["yes", "Y", "Yes please", "I agree", "yes, I agree", "agree"])
def test_a_plain_yes_is_a_yes(where: str, words: str) -> None:
    """The plainest words for yes are taken, whatever the label says."""
    assert not stays(WEIGHTY[where](), words)


@pytest.mark.parametrize("where", WEIGHTY)
@pytest.mark.parametrize(
    "words",
    ["no", "N", "nah", "Nope.", "no thanks", "No thank you", "skip", "later", "decide later", "not now"],
)
def test_a_plain_no_is_a_no_and_putting_off_is_the_way_out(where: str, words: str) -> None:
    """No is as easy to type as yes, and never becomes a yes, nor the same question again."""
    talk = WEIGHTY[where]()
    before = talk.top
    talk.say(words)
    assert talk.top != before
    assert not any(isinstance(each, Consent) and each.yes for each in talk.effects)
    assert not talk.did(PassOn)


@pytest.mark.parametrize(
    ("words", "kept"), [("nah", [False]), ("no thanks", [False]), ("later", []), ("not now", [])]
)
def test_no_is_kept_as_a_no_and_later_as_nothing(words: str, kept: list[bool]) -> None:
    """Where both are offered, "no" is the no (it is kept), and what puts it off keeps nothing."""
    talk = joining(*TO_CHECK_INS)
    talk.say(words)
    assert [each.yes for each in talk.did(Consent) if isinstance(each, Consent)] == kept


def test_no_to_sharing_means_only_me() -> None:
    """ON-32 warns what sharing may mean; a typed no to it shares with nobody."""
    talk = Talk(replace(SAM, sight="ask"))
    for label in ("my details", "Fix them", "Who sees check-ins", "Me and Priya", "no"):
        talk.say(label)
    assert talk.did(ChangeMember) == [ChangeMember({"sight": "me"})]


def test_no_is_not_the_way_out_of_a_question_that_has_no_yes() -> None:
    """ "No" to "How often?" says nothing about how often, and nothing is taken for granted."""
    talk = joining(*TO_CHECK_INS, "later")
    while talk.top != "pace.PA-01":
        talk.say("no")
    talk.say("no")
    assert talk.top == "pace.PA-01"


def test_where_the_way_out_is_the_yes_a_no_is_asked_again() -> None:
    """PA-02 reads "Every week it is": to that, "no" is certainly not OK."""
    talk = Talk()
    talk.say("pace")
    talk.say("weekly")
    talk.say("no")
    assert talk.top == "pace.PA-02"


def test_the_plain_no_wins_over_other_nos() -> None:
    """Beside "Decide later", "no" means the choice that is the no, also where slips of the thumb are read."""
    both = (Shown("later", "Decide later"), Shown("no", "No check-ins"), Shown("yes", "Yes"))
    assert resolve("nah", both, "en", exact=True, out="later") == "no"
    assert resolve("nah", both, "en") == "no"
    assert resolve("later", both, "en", exact=True, out="later") == "later"


# -- words that people use ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("weekly", Choice.WEEKLY), ("every fortnight", Choice.FORTNIGHTLY), ("Fortnightly", Choice.FORTNIGHTLY),
        ("monthly", Choice.MONTHLY), ("never", Choice.ONLY_WHEN_I_ASK), ("only when i ask", Choice.ONLY_WHEN_I_ASK),
    ],
)  # fmt: skip
def test_how_often_in_other_words(typed: str, choice: Choice) -> None:
    """The adverb means the choice that is spelled out."""
    talk = Talk(pace=replace(PACE, choice=Choice.MONTHLY if choice is not Choice.MONTHLY else Choice.WEEKLY))
    talk.say("pace")
    talk.say(typed)
    assert talk.pace.choice is choice


@pytest.mark.parametrize(
    ("typed", "day"), [("tue", 1), ("Tues", 1), ("weds", 2), ("thurs", 3), ("mon", 0), ("fridays", 4)]
)
def test_days_by_their_short_names(typed: str, day: int) -> None:
    """Days are typed as people write them."""
    talk = Talk(pace=replace(PACE, check_in_day=2 if day != 2 else 1))
    for words in ("pace", "Days, times, topics", "Day and time", typed):
        talk.say(words)
    assert talk.top == "times.PA-07"
    assert talk.pace.check_in_day == day


@pytest.mark.parametrize("typed", ["what's new", "What’s new?", "whats new", "news", "/news"])
def test_news_by_its_name(typed: str) -> None:
    """The What's new page opens by its name, from anywhere."""
    talk = Talk()
    assert talk.say(typed) == "Nothing new right now."
    talk.say("pace")
    talk.say(typed)
    assert talk.text.startswith("Nothing new right now.")
    assert talk.top == "pace.PA-01"


def on_break() -> Talk:
    talk = Talk()
    talk.say("pause")
    talk.press("2 weeks")
    return talk


@pytest.mark.parametrize(
    ("answer", "state"),
    [("yes", State.PAUSED), ("ok", State.PAUSED), ("no", State.ACTIVE), ("nah", State.ACTIVE)],
)
def test_shall_i_stay_quiet_takes_yes_and_no(answer: str, state: State) -> None:
    """PS-05 asks a yes or no question, so it takes one."""
    talk = on_break()
    talk.say("hello")
    talk.say(answer)
    assert talk.pace.state is state
    assert talk.stack == ()


def test_end_my_break_ends_it_without_a_question() -> None:
    """Whoever says it in so many words is not asked whether to stay quiet; without a break the words are only words."""
    talk = on_break()
    assert "Your break is over" in talk.say("End my break.")
    assert talk.pace.state is State.ACTIVE
    assert "break is over" not in talk.say("end my break")


def test_yes_is_no_length_of_a_break() -> None:
    """ "How long?" "Yes" is asked again, and is no break without an end."""
    talk = Talk()
    talk.say("pause")
    talk.say("yes")
    assert (talk.top, talk.pace.state) == ("break.PS-01", State.ACTIVE)


def test_yes_to_quiet_mode() -> None:
    """ON-06 asks "Want that?": yes is yes."""
    assert joining("hi", "yes", "not sure", "yes").top == "join.ON-08"


# -- beside free words --------------------------------------------------------------------------------------------------

PROMPTS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "a message for the worker": (("help", "Ask Priya", "Pass on a message"), "I've told nobody"),
    "a new name": (("my details", "Fix them", "Name"), "What would you like to change?"),
    "a day to come back": (("pause", "Pick a date"), "How long a break"),
    "a place": (("my details", "Fix them", "Time zone"), "What would you like to change?"),
}


@pytest.mark.parametrize("where", PROMPTS)
@pytest.mark.parametrize(
    "words", ["no", "No thanks", "skip", "never mind", "nevermind", "nothing", "forget it"]
)
def test_a_refusal_beside_free_words_is_not_taken_for_the_words(where: str, words: str) -> None:
    """Nobody is called "Skip", and Priya gets no message that says "no"."""
    way, then = PROMPTS[where]
    talk = Talk()
    for each in way:
        talk.say(each)
    talk.say(words)
    assert then in talk.text
    assert not talk.did(PassOn)
    assert not talk.did(ChangeMember)


def test_cancel_leaves_a_message_unsent() -> None:
    """ "Cancel" leaves what was going on, here as anywhere."""
    talk = Talk()
    for each in ("help", "Ask Priya", "Pass on a message", "cancel"):
        talk.say(each)
    assert not talk.did(PassOn)
    assert talk.top != "message.words"


def test_no_is_an_answer_to_a_real_question() -> None:
    """ "Has anything been good?" "No" is an answer, and it is kept as one."""
    talk = Talk()
    talk.due("check_in")
    for each in ("Start", "Good", "no"):
        talk.say(each)
    assert talk.stack[-1].answers["CI-05"] == "no"


# -- joining in quiet mode ----------------------------------------------------------------------------------------------


def test_who_joins_in_quiet_mode_is_told_the_word() -> None:
    """The word that opens things is told at once; others are told nothing of it."""
    quiet = joining("hi", "yes", "not sure", "yes", "ok", "yes", "yes")
    assert quiet.member is not None
    assert "To open things, type: open" in quiet.text
    assert "To open things" not in joining(*TO_THE_BASICS, "yes").text
