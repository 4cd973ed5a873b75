"""The cards for words of danger, and who is told: nobody, whoever the member says yes to, or whoever must be (DOMAIN.md 1.6)."""

from dataclasses import replace
from typing import Final

import pytest

from conversations.effects import Clear, Count, PassOn, Reply
from conversations.events import Pressed
from conversations.flows import all_flows
from conversations.safety import Tier
from conversations.view import Duty, Programme
from tests.conversations.driver import CHECK_IN, FORM, PROGRAMME, SAM, Talk

DUTY: Final = Duty("Jo", "Mon to Fri, 9am to 5pm", True, "Tue 24 Nov, 9am")
WORDS: Final = {
    Tier.SUICIDE: "I want to kill myself",
    Tier.INJURY: "I've overdosed",
    Tier.ABUSE: "he hits me",
    Tier.SEXUAL_VIOLENCE: "I was raped",
    Tier.MAY_MEAN_IT: "I can't go on",
}
NUMBERS: Final = {
    Tier.SUICIDE: ("999", "111, press 2", "116 123", "85258"),
    Tier.INJURY: ("999", "press 55", "999bsl.co.uk"),
    Tier.ABUSE: ("0808 2000 247", "999", "55"),
    Tier.SEXUAL_VIOLENCE: ("0808 500 2222", "999"),
    Tier.MAY_MEAN_IT: ("116 123", "85258", "999"),
}


def set_up(number: int, **duty: object) -> Programme:
    return replace(PROGRAMME, set_up=number, duty=replace(DUTY, **duty))  # type: ignore[arg-type]  # names are ours


@pytest.mark.parametrize("who", [SAM, None], ids=["member", "stranger"])
@pytest.mark.parametrize("tier", Tier)
def test_each_tier_has_a_card_of_its_own_with_its_numbers(tier: Tier, who: object) -> None:
    """Also for somebody who has not joined; counted, never described, and no "Tell" where nobody can be told."""
    talk = Talk(SAM if who else None)
    talk.say(WORDS[tier])
    assert all(number in talk.text for number in NUMBERS[tier])
    assert talk.did(Count) == [Count(f"card.{tier.value}")]
    assert not any("Tell" in label for label in talk.labels)
    assert "More helplines" in talk.labels
    assert not talk.did(PassOn)


@pytest.mark.parametrize("quiet", ["member", "stranger"])
def test_in_quiet_mode_only_the_cards_that_others_must_not_read_wait_for_a_tap(quiet: str) -> None:
    """Abuse and sexual violence open when it is safe to; suicide and injury are never hidden."""
    for tier, words in WORDS.items():
        talk = Talk(replace(SAM, quiet=True)) if quiet == "member" else Talk(None)
        if quiet == "stranger":
            for step in ("hello", "yes", "not sure", "use quiet mode"):
                talk.say(step)
        talk.say(words)
        hidden = tier in (Tier.ABUSE, Tier.SEXUAL_VIOLENCE)
        assert (NUMBERS[tier][0] in talk.text) is not hidden
        if hidden:
            assert talk.labels == ["Open", "Clear these messages", "Not now"]
            talk.press("Open")
            assert all(number in talk.text for number in NUMBERS[tier])


def test_a_second_time_in_the_day_the_card_is_shown_again() -> None:
    """No cool-down hides help."""
    talk = Talk()
    first = talk.say(WORDS[Tier.SUICIDE])
    assert talk.say(WORDS[Tier.SUICIDE]) == first
    assert len(talk.stack) == 1


def test_clearing_clears_and_brings_nothing_back_to_the_screen() -> None:
    """Somebody may be coming: what was going on does not show itself again."""
    talk = Talk()
    talk.due("check_in")
    talk.press("Start")
    talk.say(WORDS[Tier.ABUSE])
    talk.press("Clear these messages")
    assert talk.did(Clear)
    assert not talk.did(Reply)
    assert talk.stack == ()


def test_the_buttons_of_a_card_work_long_after() -> None:
    """A year later "More helplines" still shows them, also to somebody who has been forgotten since."""
    for member in (SAM, None):
        talk = Talk(member)
        talk.take(Pressed("0old0000:crisis:CR-04:more", "m1"))
        assert "116 123" in talk.text


def test_carrying_on_by_typing_answers_what_lies_beneath() -> None:
    """A card is in nobody's way: the very words of a choice beneath it go to that question (see test_card_stays.py)."""
    talk = Talk()
    talk.due("check_in")
    talk.press("Start")
    talk.say(WORDS[Tier.MAY_MEAN_IT])
    talk.say("up and down")
    assert talk.top == "check_in.CI-05"


# -- words for a person -------------------------------------------------------------------------------------------------


def test_a_message_to_a_person_with_words_of_danger_reaches_them_and_shows_the_card() -> None:
    """The card comes first; the message was for a person, so it goes to that person (DOMAIN.md, section 5.2)."""
    talk = Talk()
    talk.say("help")
    talk.press("Ask Priya")
    talk.press("Pass on a message")
    talk.say(WORDS[Tier.SUICIDE])
    (told,) = talk.did(PassOn)
    assert isinstance(told, PassOn)
    assert (told.to, WORDS[Tier.SUICIDE] in told.text) == ("worker", True)
    assert talk.text.index("116 123") < talk.text.index("Passed on to Priya")
    assert talk.top == "crisis.CR-01"


def test_news_about_hard_things_can_be_written_and_tells_nobody() -> None:
    """A course on suicide prevention shows the card once, and the news goes on where it was."""
    talk = Talk(replace(SAM, role="coordinator"), programme=set_up(3))
    talk.say("menu")
    talk.press("Send news")
    talk.say("A course on Friday")
    talk.say("Learn what to say when a friend says I want to kill myself")
    assert talk.top == "crisis.CR-01"
    assert not talk.did(PassOn)
    talk.press("Not about me")
    assert talk.top == "send_news.CO-01"
    assert "when a friend says" in talk.text


def test_the_flows_of_safety_are_help_lines_to_the_sender() -> None:
    """HELP, the cards and telling are urgent replies; a message is an ordinary one."""
    flows = all_flows(CHECK_IN, FORM)
    assert {id for id, flow in flows.items() if flow.urgent} == {"help", "crisis", "tell"}
    assert {id for id, flow in flows.items() if flow.to_person} == {
        "message",
        "agenda",
        "meeting_new",
        "role_new",
        "course_new",
        "course_move",
        "send_news",
        "sent",
        "urgent",
        "ask_back",
        "key_words",
    }
