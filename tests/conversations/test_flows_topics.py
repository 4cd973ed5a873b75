"""Topics: each is its own yes, asked for while joining, and changed any time after (DOMAIN.md 5.3)."""

from dataclasses import replace

import pytest

from conversations.effects import Consent, Snooze
from conversations.pace import State, Topic, begin_break
from tests.conversations.driver import NOW, PACE, SAM, Talk

TO_LAYER_4 = (
    "hi", "Yes, tell me more", "Yes, it's safe", "OK", "Yes, 18 or over", "Yes, that's OK", "Carry on", "No name", "No check-ins",
)  # fmt: skip


def joined(*answers: str) -> Talk:
    talk = Talk(None)
    for answer in (*TO_LAYER_4, *answers):
        talk.say(answer)
    assert talk.top == "pace.PA-01"
    return talk


@pytest.mark.parametrize(
    ("answers", "topics"),
    [
        (("Yes", "Yes", "Yes"), {Topic.MEETINGS, Topic.TRAINING, Topic.NEWS}),
        (("No", "No", "No"), set()),
        (("Decide later", "Decide later", "Decide later"), set()),
        (("Yes", "Decide later", "No"), {Topic.MEETINGS}),
        (("No", "No", "Yes"), {Topic.NEWS}),
    ],
)
def test_what_was_not_said_yes_to_starts_no_chat(answers: tuple[str, ...], topics: set[Topic]) -> None:
    """Meetings, training and news: a yes turns the topic on; a no, and later, leave it to What's new."""
    assert joined(*answers).pace.topics == topics


def test_going_back_and_deciding_later_takes_a_yes_back() -> None:
    """Whoever said yes, went back and put it off has said no more than later."""
    talk = joined("No", "No", "Yes")
    talk.say("skip")
    talk = Talk(None)
    for answer in (*TO_LAYER_4, "Yes", "back", "Decide later"):
        talk.say(answer)
    assert talk.member is not None and not talk.member.agreed("meetings")
    assert talk.pace.topics == frozenset()


def test_news_has_its_own_yes_with_the_words_it_answers() -> None:
    """ON-43 is kept as a layer of its own, and says how much it is and what a no means."""
    talk = Talk(None)
    for answer in (*TO_LAYER_4, "No", "No"):
        talk.say(answer)
    assert "2 items a week at most" in talk.text and "What's new" in talk.text
    talk.press("Yes")
    (said,) = talk.did(Consent)
    assert isinstance(said, Consent) and (said.layer, said.yes) == ("news", True)
    assert said.wording.startswith("ON-43@en:")


def test_less_news_is_a_no_to_news() -> None:
    """What was switched off by "Less news" is off everywhere, and kept with the words that were answered."""
    talk = Talk()
    talk.letter("Bring a chair")
    talk.press("Less of this")
    talk.press("Less news")
    assert Topic.NEWS not in talk.pace.topics
    (said,) = talk.did(Consent)
    assert isinstance(said, Consent) and not said.yes and said.wording.startswith("PA-17@en:")


def test_the_switch_turns_news_on_again() -> None:
    """PA-21 offers news to whoever said no to it, and a yes there is a yes."""
    talk = Talk(replace(SAM, consents={"basics": True}), pace=replace(PACE, topics=frozenset()))
    for label in ("Days, times, topics", "What it's about", "News", "Done"):
        talk.say("pace") if not talk.stack else None
        talk.press(label)
    assert talk.pace.topics == {Topic.NEWS}
    assert talk.member is not None and talk.member.agreed("news")


def test_a_layer_switched_in_the_details_switches_its_topic() -> None:
    """Off and on in My details is off and on in what the bot writes about, check-ins among them."""
    talk = Talk()
    for label in ("Fix them", "What's on or off", "Check-ins: on"):
        talk.say("my details") if not talk.stack else None
        talk.press(label)
    assert Topic.CHECK_INS not in talk.pace.topics and not talk.pace.checks_in
    talk.press("Keep it")
    talk.press("Fix them")
    talk.press("What's on or off")
    talk.press("Check-ins: off")
    talk.press("Yes")
    assert Topic.CHECK_INS in talk.pace.topics and talk.pace.checks_in


def test_a_no_counts_also_for_somebody_who_stopped() -> None:
    """A layer switched off after STOP is off, should they ever come back."""
    talk = Talk(pace=replace(PACE, state=State.STOPPED, stopped_at=NOW - 60))
    talk.say("my details")
    for label in ("Fix them", "What's on or off", "Check-ins: on"):
        talk.press(label)
    assert talk.pace.state is State.STOPPED
    assert not talk.pace.check_in_consent and Topic.CHECK_INS not in talk.pace.topics


def test_an_old_not_now_in_a_break_is_met_with_quiet() -> None:
    """Whoever is on a break until they say is not asked when to be asked again."""
    talk = Talk()
    talk.due("check_in")
    talk.pace = begin_break(talk.pace, NOW, None)
    assert talk.press("Not now") == "OK. I'll stay quiet. HELP works any time."
    assert not talk.did(Snooze)
