"""Words for a person of the team: offered only where somebody would get them, and with a way to answer."""

from dataclasses import replace

import pytest

from conversations.effects import KeepAnswers, PassOn
from tests.conversations.driver import PROGRAMME, SAM, Talk, TestFacts
from tests.conversations.test_crisis_flow import set_up

WORDS = "can somebody tell me when the flat viewing is"
DANGER = "I want to kill myself"
KIT = replace(SAM, name="")
"""A member who gave no name."""
CONTACT = PROGRAMME.contact


def alone(**more: object) -> Talk:
    """A member of a programme whose worker is named, and where nobody on the team takes messages."""
    return Talk(facts=TestFacts(reached=()), **more)  # type: ignore[arg-type]  # names are Talk's own


def told(talk: Talk) -> list[tuple[str, str]]:
    return [(effect.to, effect.text) for effect in talk.effects if isinstance(effect, PassOn)]


def begun(talk: Talk, *steps: str) -> Talk:
    talk.due("check_in")
    for step in ("Start", *steps):
        talk.press(step)
    return talk


# -- nobody is promised who is not there --------------------------------------------------------------------------------


def test_help_offers_the_worker_only_where_somebody_takes_messages() -> None:
    """Otherwise "Ask the team" says where to write, and nothing asks for words that would go nowhere."""
    talk = alone()
    talk.say("help")
    assert not any("Priya" in label for label in talk.labels)
    talk.press("Ask the team")
    assert CONTACT in talk.text
    assert talk.top == "help.HL-05C"


def test_words_meant_for_a_person_are_told_where_to_go_instead() -> None:
    """Where nobody would read them they are not asked for a yes."""
    talk = alone()
    assert CONTACT in talk.say(WORDS)
    assert talk.stack == ()
    assert WORDS not in "".join(talk.rest)


def test_a_hard_day_offers_a_person_only_where_there_is_one() -> None:
    """The way to write to the team stands in the words instead, and help lines stay one tap away."""
    talk = begun(alone(), "Hard")
    assert talk.labels == ["Helplines", "Only noting it"]
    assert CONTACT in talk.text


def test_anger_is_offered_a_person_only_where_there_is_one() -> None:
    """Stopping is offered all the same."""
    talk = alone()
    talk.say("you are all fucking useless")
    assert talk.labels == ["Stop", "Carry on"]
    assert CONTACT in talk.text


def test_joining_asks_who_sees_check_ins_only_where_somebody_would() -> None:
    """With nobody to share with there is nothing to choose: they are for the member alone."""
    for reached, asked in ((("worker",), True), ((), False)):
        talk = Talk(None, facts=TestFacts(reached=reached))
        for words in (
            "hi",
            "yes",
            "yes, it's safe",
            "ok",
            "yes, 18 or over",
            "yes, that's ok",
            "carry on",
            "Kit",
        ):
            talk.say(words)
        talk.say("yes, I agree")
        assert (talk.top == "join.ON-31") is asked
    assert talk.member is not None
    assert talk.member.sight == "me"


def test_changing_who_sees_check_ins_offers_sharing_only_where_somebody_would_read() -> None:
    """Whoever shares now can still take it back."""
    talk = alone(member=replace(SAM, sight="worker"))
    for step in ("Fix them", "Who sees check-ins"):
        if step == "Fix them":
            talk.say("my details")
        talk.press(step)
    assert talk.labels == ["Only me", "Ask me each time", "Back"]


@pytest.mark.parametrize("sight", ["ask", "worker"])
def test_a_check_in_is_not_said_to_be_sent_where_nobody_gets_it(sight: str) -> None:
    """It is kept for the member alone, and whoever wanted it shared hears so."""
    talk = begun(alone(member=replace(SAM, sight=sight)), "Good", "Skip", "Skip")
    (kept,) = talk.did(KeepAnswers)
    assert isinstance(kept, KeepAnswers)
    assert kept.sight == "me"
    assert not talk.did(PassOn)
    assert (CONTACT in talk.text) is (sight == "worker")


@pytest.mark.parametrize(
    "steps",
    [("help", "Ask Priya", "Pass on a message"), (WORDS,), ("hard", "Ask for a person", "Message me")],
)
def test_what_was_offered_is_said_to_have_failed_if_nobody_is_left(steps: tuple[str, ...]) -> None:
    """Between the question and the answer the last one may have stepped back; then nobody is told, and it says so."""
    talk = Talk(KIT)
    first, *rest = steps
    if first == "hard":
        begun(talk, "Hard")
    else:
        talk.say(first)
    for step in rest:
        talk.press(step)
    talk.facts.reached = ()
    if steps == (WORDS,):
        talk.press("Yes, send it")
    else:
        talk.say("07700 900123")
    assert not talk.did(PassOn)
    if talk.top.endswith("reach"):
        talk.press("Skip")
    assert not talk.did(PassOn)
    assert "can be reached through me" in talk.text


def test_tell_needs_somebody_on_duty_who_can_be_reached() -> None:
    """A rota alone tells nobody: without a person behind it the words are those of set-up 1."""
    for number in (2, 3):
        talk = Talk(programme=set_up(number), facts=TestFacts(reached=("worker",)))
        talk.say(DANGER)
        assert not talk.did(PassOn)
        assert talk.labels == ["More helplines", "Not about me"]
        assert "Jo" not in talk.text


def test_a_correction_is_said_to_be_told_only_where_it_is() -> None:
    """Set-up 3: "not about me" with nobody on duty any more goes to nobody, and does not say otherwise."""
    talk = Talk(programme=set_up(3))
    talk.say(DANGER)
    talk.facts.reached = ()
    talk.press("Not about me")
    assert not talk.did(PassOn)
    assert "told" not in talk.text


# -- a way to answer ----------------------------------------------------------------------------------------------------


def test_a_call_always_asks_for_a_number() -> None:
    """The bot knows none. It goes with the wish, to the same person."""
    talk = begun(Talk(), "Hard", "Ask for a person", "Call me")
    assert not talk.did(PassOn)
    assert "How can Priya reach you?" in talk.text
    talk.say("07700 900123, after 2")
    assert told(talk) == [
        ("worker", "Sam asked you to call them.\nThey can be reached like this: 07700 900123, after 2")
    ]
    assert "07700 900123" not in "".join(talk.rest)


def test_a_name_is_enough_for_a_message() -> None:
    """Who gave one is asked nothing more."""
    talk = begun(Talk(), "Hard", "Ask for a person", "Message me")
    assert told(talk) == [("worker", "Sam asked you to message them.")]


@pytest.mark.parametrize("skipped", [True, False])
def test_without_a_name_the_worker_is_told_how_to_answer(skipped: bool) -> None:
    """Asked after the yes and before anything is sent; it can be skipped."""
    talk = Talk(KIT)
    talk.say(WORDS)
    assert "name" in talk.text
    talk.press("Yes, send it")
    assert not talk.did(PassOn)
    if skipped:
        talk.press("Skip")
    else:
        talk.say("Room 12")
    (only,) = told(talk)
    assert only[1].startswith(f"A member wrote to you:\n{WORDS}")
    assert ("Room 12" in only[1]) is not skipped
    assert talk.text == "Passed on to Priya. If you need someone sooner, type HELP."


def test_a_message_without_a_name_says_that_there_is_no_answer_without_a_way() -> None:
    """It is written in the member's own words, so the way to reach them can stand in them."""
    talk = Talk(KIT)
    talk.say("help")
    talk.press("Ask Priya")
    talk.press("Pass on a message")
    assert "say how to reach you" in talk.text


def test_a_way_to_reach_somebody_is_short() -> None:
    """200 letters: a number or a place, and no second message."""
    talk = begun(Talk(), "Hard", "Ask for a person", "Call me")
    talk.say("x" * 201)
    assert not talk.did(PassOn)
    assert talk.top == "call.reach"


@pytest.mark.parametrize("number", [2, 3])
def test_words_of_danger_without_a_name_are_told_at_once_and_then_with_a_way_to_reach(number: int) -> None:
    """The second question may never be answered, so the yes does not wait for it."""
    talk = Talk(KIT, programme=set_up(number))
    first = dangerous(talk, number)
    assert first == [("duty", f"A member saw the help lines a moment ago. They wrote:\n{DANGER}")]
    if number == 3:
        talk.press("Say how to reach me")
    assert "How can Jo reach you?" in talk.text
    talk.say("07700 900123")
    assert told(talk) == [("duty", f"{first[0][1]}\nThey can be reached like this: 07700 900123")]
    assert "will get in touch" in talk.text


def dangerous(talk: Talk, number: int) -> list[tuple[str, str]]:
    """What is told of words of danger: after a yes in set-up 2, at once in set-up 3."""
    talk.say(DANGER)
    if number == 2:
        talk.press("Tell Jo")
        assert "your name" not in talk.text
        talk.press("Yes, tell them")
    return told(talk)


def test_nobody_is_promised_a_call_who_cannot_be_found() -> None:
    """Without a name, and with the question skipped, it says that nobody can get in touch."""
    talk = Talk(KIT, programme=set_up(2))
    dangerous(talk, 2)
    talk.press("Skip")
    assert not talk.did(PassOn)
    assert "no way to reach you" in talk.text
    assert "get in touch" not in talk.text


def test_who_has_a_name_is_not_asked_for_more_in_danger() -> None:
    """No question stands between a yes and the person who is told."""
    talk = Talk(programme=set_up(3))
    talk.say(DANGER)
    assert "Say how to reach me" not in talk.labels
