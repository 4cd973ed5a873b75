"""Who is told of words of danger: nobody, whoever the member says yes to, or whoever must be (DOMAIN.md, section 1.6)."""

from dataclasses import replace

import pytest

from conversations import pace
from conversations.effects import PassOn
from conversations.flow import END, Flow, Say
from conversations.phrases import Phrase
from conversations.safety import Tier
from conversations.telling import must_tell
from tests.conversations.driver import NOW, PACE, PROGRAMME, SAM, Talk
from tests.conversations.test_crisis_flow import WORDS, set_up

# -- set-up 2: asked first ----------------------------------------------------------------------------------------------


def test_nobody_is_told_before_the_yes_and_then_with_name_and_words() -> None:
    """The question says what they would see; the yes tells them exactly that."""
    talk = Talk(programme=set_up(2))
    talk.say(WORDS[Tier.ABUSE])
    talk.press("Tell Jo")
    assert not talk.did(PassOn)
    assert "your name and what you wrote" in talk.text
    assert "Mon to Fri, 9am to 5pm" in talk.text
    talk.press("Yes, tell them")
    (told,) = talk.did(PassOn)
    assert isinstance(told, PassOn)
    assert (told.to, "Sam" in told.text, WORDS[Tier.ABUSE] in told.text) == ("duty", True, True)
    assert "there now" in talk.text


def test_out_of_hours_it_says_when_they_are_back_and_not_to_wait() -> None:
    """Nobody is promised who is not there."""
    talk = Talk(programme=set_up(2, on_now=False))
    talk.say(WORDS[Tier.SUICIDE])
    talk.press("Tell Jo")
    talk.say("yes")
    assert "not at work now" in talk.text
    assert "Tue 24 Nov, 9am" in talk.text
    assert "don't wait" in talk.text


@pytest.mark.parametrize("way_out", ["No", "Not about me"])
def test_what_was_written_is_gone_with_a_no(way_out: str) -> None:
    """It waits in the card's session and nowhere else, and goes with it."""
    talk = Talk(programme=set_up(2))
    talk.say(WORDS[Tier.SUICIDE])
    assert [WORDS[Tier.SUICIDE] in rest for rest in talk.rest] == [True]
    if way_out == "No":
        talk.press("Tell Jo")
    talk.press(way_out)
    assert talk.rest == []
    assert not talk.did(PassOn)


def test_what_was_written_is_gone_within_the_day() -> None:
    """A card nobody touches ends after 24 hours; its button then tells of no words."""
    talk = Talk(programme=set_up(2))
    talk.say(WORDS[Tier.SUICIDE])
    talk.wait(24 * 3600 + 60)
    talk.press("Tell Jo")
    assert "what you wrote" not in talk.text
    talk.press("Yes, tell them")
    (told,) = talk.did(PassOn)
    assert isinstance(told, PassOn)
    assert WORDS[Tier.SUICIDE] not in told.text


def test_more_helplines_first_and_then_tell_still_knows_the_words() -> None:
    """Looking at the numbers closes no door."""
    talk = Talk(programme=set_up(2))
    talk.say(WORDS[Tier.SUICIDE])
    talk.press("More helplines")
    talk.press("Tell Jo")
    assert "what you wrote" in talk.text
    talk.press("Yes, tell them")
    assert talk.did(PassOn)


def test_telling_twice_is_not_possible_with_one_yes() -> None:
    """The same button pressed again tells nobody a second time."""
    talk = Talk(programme=set_up(2))
    talk.say(WORDS[Tier.SUICIDE])
    talk.press("Tell Jo")
    talk.press("Yes, tell them")
    talk.press("Yes, tell them")
    assert not talk.did(PassOn)


def test_a_gap_in_the_rota_is_set_up_1() -> None:
    """No "Tell" without somebody to tell, and nothing of what was written is kept for it."""
    talk = Talk(programme=replace(PROGRAMME, set_up=3, duty=None))
    talk.say(WORDS[Tier.SUICIDE])
    assert not talk.did(PassOn)
    assert not any("Tell" in label for label in talk.labels)
    assert WORDS[Tier.SUICIDE] not in "".join(talk.rest)


def test_a_gap_that_opens_before_the_yes_tells_nobody_and_says_so() -> None:
    """What is said is what is true at that moment."""
    talk = Talk(programme=set_up(2))
    talk.say(WORDS[Tier.SUICIDE])
    talk.press("Tell Jo")
    talk.programme = replace(PROGRAMME, set_up=2, duty=None)
    talk.press("Yes, tell them")
    assert not talk.did(PassOn)
    assert "nobody is on duty now" in talk.text


@pytest.mark.parametrize("who", ["stranger", "held", "looking around"])
def test_who_cannot_be_told_about_gets_the_card_and_no_tell(who: str) -> None:
    """A stranger has no name to give, a held phone has nobody known behind it, a look around is made up."""
    talk = Talk(
        None if who != "held" else SAM,
        programme=set_up(3),
        pace=pace.hold(PACE, NOW - 60) if who == "held" else PACE,
    )
    if who == "looking around":
        talk.say("hello")
        talk.press("Look around first")
        talk.press("A check-in")
    talk.say(WORDS[Tier.SUICIDE])
    assert "116 123" in talk.text
    assert not talk.did(PassOn)
    assert not any("Tell" in label for label in talk.labels)
    assert WORDS[Tier.SUICIDE] not in "".join(talk.rest)


# -- set-up 3: must be told ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tier", Tier)
def test_only_clear_danger_to_life_is_told_without_asking(tier: Tier) -> None:
    """The numbers come first, then what happens and why."""
    talk = Talk(programme=set_up(3))
    talk.say(WORDS[tier])
    if tier in (Tier.SUICIDE, Tier.INJURY):
        assert len(talk.did(PassOn)) == 1
        assert talk.text.index("999") < talk.text.index("I have to tell Jo")
        assert not any("Tell" in label for label in talk.labels)
    else:
        assert not talk.did(PassOn)
        assert "Tell Jo" in talk.labels


def test_not_about_me_reaches_whoever_was_told() -> None:
    """A wrong alarm is put right in the same place, once."""
    talk = Talk(programme=set_up(3))
    talk.say(WORDS[Tier.SUICIDE])
    talk.press("Not about me")
    (told,) = talk.did(PassOn)
    assert isinstance(told, PassOn)
    assert "not about me" in told.text
    talk.press("Not about me")
    assert not talk.did(PassOn)


@pytest.mark.parametrize(("sight", "told"), [("me", False), ("ask", False), ("worker", True)])
def test_a_check_in_that_only_the_member_sees_is_never_told(sight: str, told: bool) -> None:
    """ "Only me" was promised; somebody can still choose to tell."""
    talk = Talk(replace(SAM, sight=sight), programme=set_up(3))
    talk.due("check_in")
    talk.press("Start")
    talk.say(WORDS[Tier.SUICIDE])
    assert bool(talk.did(PassOn)) is told
    assert ("Tell Jo" in talk.labels) is not told


def test_a_sealed_flow_is_never_told_and_keeps_its_words_to_itself() -> None:
    """Words written in a sealed flow wait in no session outside it."""
    sealed = Flow("box", (Say("s", Phrase("t.s", "Sealed."), then=END),), private=True)
    view = Talk(programme=set_up(3)).view()
    assert not must_tell(view, Tier.SUICIDE, [sealed])
    assert must_tell(view, Tier.SUICIDE, [])
