"""What is said about keys and urgent changes is about one thing, by its name and its time (COPYDECK, KEY and BR-04 to BR-06)."""

from dataclasses import replace

import pytest

from conversations.key_effects import AskBack, AskUrgent
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


def test_a_key_says_what_is_to_be_told_and_until_when() -> None:
    """The words members would read, the start, and from when it can go without this key."""
    talk = Talk(DEE, facts=facts("asked: moved to the library.; please come to the library"))
    talk.due("key", item="key:1")
    assert "“Moved to the library. Please come to the library.” It starts on Tue 24 Nov at 2pm." in talk.text
    put_off = talk.press("Not now")
    assert "until Tue 24 Nov at 2pm" in put_off
    assert "If none of you answers, Ana may be able to send it alone from Tue 24 Nov at 8am." in put_off


def test_a_key_to_a_pause_has_no_time_of_its_own() -> None:
    """It waits for its days, and nobody does that one alone."""
    talk = Talk(DEE, facts=facts("pause: Wren"))
    talk.due("key", item="key:1")
    assert talk.press("Not now") == "OK. It waits under Member rep, in the menu, until Mon 30 Nov."
    talk.due("key", item="key:1")
    assert "All broadcasts are paused for 7 days" in talk.press("Agree")


def test_a_question_moves_the_moment_from_which_it_can_go_alone() -> None:
    """A representative who asks is there: the 20 minutes run from then."""
    known = facts("asked: moved; Come")
    rep = Talk(DEE, facts=known)
    rep.due("key", item="key:1")
    rep.wait(22 * HOUR)
    rep.press("Ask something")
    rep.say("Is it warm?")
    assert [type(effect) for effect in rep.did(AskBack)] == [AskBack]
    assert "Ana may be able to send it alone from Tue 24 Nov at 9:20am" in rep.press("Not now")


def test_the_change_reads_as_two_sentences() -> None:
    """However the parts were typed; and an OK promises nothing about a booking that may be cancelled."""
    talk = Talk(facts=facts("booked", "change: cancelled; stay at home."))
    talk.due("change", item="broadcast:1")
    assert talk.text == "Change to your booking: Housing forum, Tue 24 Nov, cancelled. Stay at home."
    assert talk.press("OK").startswith("OK. Thanks for looking.")


@pytest.mark.parametrize("quiet", [False, True])
def test_whether_it_was_urgent_is_asked_of_a_change_by_its_name(quiet: bool) -> None:
    """In quiet mode no name is in it."""
    talk = Talk(replace(SAM, quiet=quiet), facts=facts("booked", "change: moved; Come", "unrated: urgent:1"))
    talk.due("change", item="broadcast:1")
    if quiet:
        talk.press("Open")
    asked = talk.press("OK")
    assert ("The change to Housing forum: was it really urgent?" in asked) is not quiet
    assert ("Was that last one really urgent?" in asked) is quiet


def test_one_part_of_an_urgent_change_can_be_written_anew() -> None:
    """The other stays, and so does all of it with one tap."""
    talk = Talk(ANA, facts=facts())
    talk.say("menu")
    talk.press("A booking has changed")
    talk.press("Housing forum, Tue 24 Nov at 2pm")
    talk.say("moved")
    talk.say("Come")
    talk.press("Change it")
    talk.press("What has changed")
    assert "moved to the library. Come." in talk.say("moved to the library")
    talk.press("Change it")
    assert "moved to the library. Come." in talk.press("Keep it as it is")
    talk.press("Ask for the 2nd key")
    assert talk.did(AskUrgent) == [AskUrgent(1, "moved to the library", "Come")]


@pytest.mark.parametrize(("on", "label"), [(False, "Turn urgent keys on"), (True, "Turn urgent keys off")])
def test_a_switch_says_what_it_will_do(on: bool, label: str) -> None:
    """Not what is, which reads like the other way round."""
    talk = Talk(DEE, facts=facts())
    talk.pace = replace(talk.pace, urgent_keys=on)
    talk.say("menu")
    talk.press("Member rep")
    assert label in talk.labels
