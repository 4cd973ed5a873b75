"""Keys, urgent changes and the pages of member reps: what each role is shown, and what no button does (B31 to B35)."""

from dataclasses import replace
from typing import get_args

import pytest

from conversations.effects import Said
from conversations.events import Pressed
from conversations.key_effects import AskUrgent, KeyEffect, TurnKey, Unbook
from conversations.view import Done
from tests.conversations.driver import SAM, Talk, TestFacts
from tests.conversations.programme import NOW

HOUR = 3600
ANA = replace(SAM, name="Ana", role="coordinator")
DEE = replace(SAM, name="Dee", role="representative")


def facts(*scenes: str) -> TestFacts:
    known = TestFacts()
    for scene in ("event 27h: Housing forum", *scenes):
        known.set_scene(scene, NOW)
    return known


def key_effects(talk: Talk) -> list[object]:
    """What the last turn asked that is about keys or bookings."""
    return [effect for effect in talk.effects if isinstance(effect, get_args(KeyEffect))]


def asked(**more: object) -> Talk:
    talk = Talk(DEE, facts=facts("asked: moved; Come to the library"), **more)  # type: ignore[arg-type]  # names are Talk's own
    talk.due("key", item="key:1")
    return talk


@pytest.mark.parametrize("words", ["ok", "sure", "fine", "go on", "thanks", "later"])
def test_a_key_is_never_turned_by_a_word_that_may_mean_anything(words: str) -> None:
    """Agreeing has weight: a label, a number or a plain yes, and no "ok"."""
    talk = asked()
    talk.say(words)
    assert not talk.did(TurnKey)


@pytest.mark.parametrize(
    ("words", "agree"), [("agree", True), ("yes", True), ("don't agree", False), ("no", False), ("2", False)]
)
def test_a_key_can_be_turned_by_typing(words: str, agree: bool) -> None:
    """By label, by number and by a plain yes or no."""
    talk = asked()
    talk.say(words)
    assert talk.did(TurnKey) == [TurnKey(1, agree)]


def test_an_old_button_is_about_its_own_request() -> None:
    """Pressed under a newer question, it turns the key that stood above it; and not a key that is over."""
    known = facts("asked: moved; Come", "asked: cancelled; Stay")
    talk = Talk(DEE, facts=known)
    talk.due("key", item="key:2")
    talk.take(Pressed("0old0000:key:KEY-01:agree1", "m1"))
    assert talk.did(TurnKey) == [TurnKey(1, True)]
    talk.take(Pressed("0old0000:key:KEY-01:agree1", "m1"))
    assert not talk.did(TurnKey)
    assert "Somebody else answered first" in talk.text


@pytest.mark.parametrize("role", ["member", "staff", "coordinator"])
def test_only_a_representative_turns_the_second_key(role: str) -> None:
    """Whoever has another role now is told so, also with a button of when they had it (B33)."""
    talk = Talk(replace(DEE, role=role), facts=facts("asked: moved; Come"))  # type: ignore[arg-type]  # a role
    talk.take(Pressed("0old0000:key:KEY-01:agree1", "m1"))
    assert not key_effects(talk)
    assert "isn't yours to turn" in talk.text
    talk.take(Pressed("0old0000:reps:REP-10:pause", "m1"))
    assert not key_effects(talk)


def test_nobody_is_offered_the_key_to_what_they_asked_for() -> None:
    """B62: a role taken up later gives no second hand."""
    talk = Talk(DEE, facts=facts("asked mine: moved; Come"))
    talk.take(Pressed("0old0000:key:KEY-01:agree1", "m1"))
    assert not key_effects(talk)
    assert "You asked for this one yourself" in talk.text
    talk.say("menu")
    talk.press("Member rep")
    assert "No key waits for you" in talk.press("Keys waiting")


def test_a_quiet_representative_first_reads_a_line_that_says_nothing() -> None:
    """Quiet mode: no name, no event, nothing of keys on a locked screen."""
    talk = Talk(replace(DEE, quiet=True), facts=facts("asked: moved; Come to the library"))
    talk.due("key", item="key:1")
    assert talk.text == "Hi. Something is ready, when you like."
    assert "Housing forum" in talk.press("Open")


def test_several_keys_are_listed_and_each_opens_its_own() -> None:
    """Whoever looks by themselves finds all that waits."""
    talk = Talk(DEE, facts=facts("asked: moved; Come", "pause: Wren"))
    talk.say("menu")
    talk.press("Member rep")
    talk.press("Keys waiting")
    assert talk.labels == ["1. Housing forum", "2. Pause all broadcasts", "Close"]
    assert "Wren, a member rep" in talk.press("2. Pause all broadcasts")
    talk.press("Agree")
    assert talk.did(TurnKey) == [TurnKey(2, True)]


def test_the_reach_of_an_urgent_change_is_rounded_and_names_nobody() -> None:
    """B31: how many, as a band; never who booked."""
    talk = Talk(ANA, facts=facts())
    talk.say("menu")
    talk.press("A booking has changed")
    talk.press("Housing forum, Tue 24 Nov at 2pm")
    talk.say("moved to\nthe library")
    talk.say("Come to the library.")
    assert "People: 10 to 19." in talk.text
    assert "12" not in talk.text
    talk.press("Ask for the 2nd key")
    assert talk.did(AskUrgent) == [AskUrgent(1, "moved to the library", "Come to the library.")]
    talk.press("Ask for the 2nd key")
    assert not talk.did(AskUrgent), "a second press asks for no second key"


@pytest.mark.parametrize(("step", "most"), [("change", 80), ("todo", 120)])
def test_what_is_too_long_is_sent_back_with_its_length(step: str, most: int) -> None:
    """The whole has to fit a small screen; nothing is cut, and nothing is sent."""
    talk = Talk(ANA, facts=facts())
    talk.say("menu")
    talk.press("A booking has changed")
    talk.press("Housing forum, Tue 24 Nov at 2pm")
    if step == "todo":
        talk.say("moved")
    talk.say("x" * (most + 1))
    assert f"{most + 1} letters" in talk.text
    assert not key_effects(talk)


def test_whoever_lost_the_race_is_told_before_anything_is_asked() -> None:
    """Between the preview and the tap somebody else asked about the same event: one at a time."""
    talk = Talk(ANA, facts=facts())
    talk.say("menu")
    talk.press("A booking has changed")
    talk.press("Housing forum, Tue 24 Nov at 2pm")
    talk.say("moved")
    talk.say("Come")
    talk.facts.set_scene("asked: cancelled; Stay", NOW)
    assert "One at a time" in talk.press("Ask for the 2nd key")
    assert not talk.did(AskUrgent)


def test_sending_alone_is_offered_only_when_the_gate_would_let_it() -> None:
    """Under 6 hours before the start, and 20 minutes after the representatives were asked."""
    talk = Talk(ANA, facts=facts("asked mine: moved; Come"))
    talk.say("menu")
    assert "Send it alone" not in talk.labels
    talk.wait(21 * HOUR - 60)
    talk.say("menu")
    assert "Send it alone" not in talk.labels
    talk.wait(60)
    talk.say("menu")
    assert "Send it alone" in talk.labels
    talk.press("Send it alone")
    talk.press("Send it alone")
    talk.facts.set_scene("over agreed", NOW)
    assert "can't go with one key just now" in talk.say("Nobody is up")
    assert not key_effects(talk), "a representative was quicker"


def test_cant_come_after_the_event_changes_nothing() -> None:
    """A button of last week: that one is over."""
    talk = Talk(facts=facts("booked", "change: moved; Come"))
    talk.due("change", item="broadcast:1")
    talk.wait(28 * HOUR)
    assert "That one is over" in talk.press("Can't come")
    assert not talk.did(Unbook)


def told(*scenes: str, **more: object) -> Talk:
    talk = Talk(facts=facts("booked", "change: moved; Come", "unrated: urgent:1", *scenes), **more)  # type: ignore[arg-type]  # names are Talk's own
    talk.due("change", item="broadcast:1")
    return talk


@pytest.mark.parametrize("after", ["Ask something", "HELP"])
def test_nobody_is_asked_whether_it_was_urgent_while_something_else_matters(after: str) -> None:
    """Not in the middle of a question, and not after the help lines."""
    talk = told()
    talk.press(after) if after != "HELP" else talk.say("help")
    assert "really urgent" not in talk.text
    assert not talk.did(Said)


def test_it_is_asked_once_even_if_nobody_answers() -> None:
    """B40: an unanswered ask is never repeated."""
    talk = told()
    assert "really urgent" in talk.press("OK")
    assert talk.did(Said) == [Said("urgent:1", "asked")]
    talk.say("menu")
    assert "really urgent" not in talk.press("Close")


def test_skip_is_an_answer_like_any_other() -> None:
    """B39: it is taken, and counted as neither."""
    talk = told()
    talk.press("OK")
    assert talk.labels == ["Yes", "No", "Skip"]
    assert talk.press("Skip") == "That's fine."
    assert talk.did(Said) == [Said("urgent:1", "skip")]


@pytest.mark.parametrize(("ratings", "shown"), [((4, 0), False), ((3, 2), True), ((0, 12), True)])
@pytest.mark.parametrize("role", ["member", "representative", "coordinator"])
def test_totals_are_public_from_five_answers_on_and_rounded(
    ratings: tuple[int, int], shown: bool, role: str
) -> None:
    """B35: the same line for every role, in bands."""
    known = facts()
    known.ratings = ratings
    talk = Talk(replace(SAM, role=role), facts=known)  # type: ignore[arg-type]  # a role
    talk.say("my details")
    talk.press("What the team did")
    assert ("really urgent?" in talk.text) is shown
    if ratings == (3, 2):
        assert "Yes: fewer than 5. No: fewer than 5." in talk.text


def test_what_went_with_one_key_stands_in_the_log_with_its_reason() -> None:
    """PACE.md 7: marked, and logged with the reason, for all to read."""
    known = facts()
    known.alone = ((NOW, "The hall is flooded"),)
    known.done = (Done("coordinator", "urgent.alone", 1), Done("representative", "urgent.agreed", 2))
    talk = Talk(facts=known)
    talk.say("my details")
    talk.press("What the team did")
    assert "Urgent changes sent with one key: 1 (coordinators)" in talk.text
    assert "One key, on Mon 23 Nov. Why: The hall is flooded" in talk.text
    assert "an urgent change was sent: 2 (member reps)" in talk.text


def test_a_break_asks_about_bookings_only_where_there_are_any() -> None:
    """PS-02 comes only to whoever has something booked."""
    talk = Talk()
    talk.say("pause")
    assert "booked" not in talk.press("1 week")
    assert not talk.labels


def test_the_log_is_a_tap_away_from_what_went_with_one_key() -> None:
    """BR-07: the log, and back to the change, which can still be answered; with two keys there is no such button."""
    talk = Talk(facts=facts("change alone: cancelled; Stay at home"))
    talk.due("change", item="broadcast:1")
    assert "What the team did" in talk.press("See the log")
    assert talk.press("Back").startswith("Change to your booking")
    talk.press("Can't come")
    assert talk.did(Unbook) == [Unbook(1)]
    both = Talk(facts=facts("change: cancelled; Stay at home"))
    both.due("change", item="broadcast:1")
    assert "See the log" not in both.labels
