"""Words that are no answer to what the bot has just asked: they do not end it, and the next ones are not for something older."""

from dataclasses import replace

import pytest

from conversations.caps import PLAIN_TEXT, ROOM_BUTTONS, Caps
from conversations.desk.stack import LOOKED_UP
from conversations.effects import Said, Snooze
from conversations.view import Role
from tests.conversations.driver import NOW, SAM, Talk, TestFacts

DAY = 24 * 3600
TRIP = "Trip to the sea\n\nWe go by train."


def asked() -> Talk:
    """Somebody on a phone without buttons, with a check-in of 8 days ago and, newer, news with a date."""
    talk = Talk(caps=PLAIN_TEXT)
    talk.due("check_in")
    talk.wait(8 * DAY)
    talk.dated(TRIP, talk.now + 4 * DAY)
    return talk


def in_a_check_in() -> Talk:
    """Somebody who was asked how things are when the news came."""
    talk = Talk()
    talk.due("check_in")
    talk.press("Start")
    talk.dated(TRIP, talk.now + 4 * DAY)
    return talk


@pytest.mark.parametrize("unclear", ["maybe", "hmm not sure", "what time"])
@pytest.mark.parametrize(
    ("answer", "value"), [("1", "yes"), ("yes", "yes"), ("2", "no"), ("no thanks", "no")]
)
def test_one_unclear_word_does_not_lose_a_dated_question(unclear: str, answer: str, value: str) -> None:
    """The question is put again, and the number under it answers it, not the older check-in."""
    talk = asked()
    assert "Trip to the sea" in talk.say(unclear)
    assert talk.labels == ["Yes", "No thanks", "Not now"]
    talk.say(answer)
    assert talk.did(Said) == [Said("broadcast:1", value)]


@pytest.mark.parametrize("words", ["yes I'd love to come", "No, not on a Saturday I'm afraid"])
def test_more_than_a_yes_or_no_is_asked_again_and_not_passed_on(words: str) -> None:
    """Nothing is guessed from "yes but …"; the question is put again, and nobody on the team is offered the words."""
    talk = asked()
    assert "Trip to the sea" in talk.say(words)
    assert talk.labels == ["Yes", "No thanks", "Not now"]
    assert not talk.did(Said)


def test_putting_it_off_after_an_unclear_word_is_about_it() -> None:
    """ "3" is the "Not now" of the question, and leads to times for it."""
    talk = asked()
    talk.say("maybe")
    talk.say("3")
    assert "Later today" in talk.labels
    talk.say("tomorrow")
    assert [each.item for each in talk.did(Snooze) if isinstance(each, Snooze)] == ["broadcast:1"]


def test_words_for_the_check_in_beneath_still_reach_it() -> None:
    """What only it can understand answers it, and the buttons of the dated question do not end what goes on then."""
    talk = in_a_check_in()
    assert "Thanks for saying" in talk.say("up and down")
    assert not talk.did(Said)
    assert "Has anything been good" in talk.press("Yes")
    assert talk.did(Said) == [Said("broadcast:1", "yes")]


def test_news_that_asks_nothing_is_not_shown_again() -> None:
    """It stays open to its own words, without coming back under everybody else's."""
    talk = Talk(caps=PLAIN_TEXT)
    talk.due("check_in")
    talk.letter("Choir\n\nWe sing.")
    assert "We sing" not in talk.say("bla bla")
    assert "What would help?" in talk.say("less of this")


def test_what_has_closed_is_not_asked_again() -> None:
    """Nobody is asked a second time what they can no longer answer."""
    talk = asked()
    talk.wait(5 * DAY)
    assert "I only know a few things" in talk.say("maybe")


def test_pages_that_go_are_pages_of_ours() -> None:
    """A step of another name would come back under the answer to something else."""
    flows = Talk().flows
    assert all(step in flows[flow] for flow, step in LOOKED_UP)


def test_a_check_in_is_not_put_twice() -> None:
    """B40: a word that is no answer to it brings no second question."""
    talk = Talk()
    talk.due("check_in")
    assert "I only know a few things" in talk.say("bla bla")


@pytest.mark.parametrize("words", ["ok", "sorry I don't agree"])
def test_the_choices_of_a_key_are_shown_again(words: str) -> None:
    """What turns no key says how one is turned."""
    known = TestFacts()
    for scene in ("event 27h: Housing forum", "asked: moved; Come to the library"):
        known.set_scene(scene, NOW)
    talk = Talk(replace(SAM, name="Dee", role="representative"), facts=known, caps=PLAIN_TEXT)
    talk.due("key", item="key:1")
    asked_first = talk.labels
    talk.say(words)
    assert talk.labels == asked_first


# -- what was answered can be answered otherwise ------------------------------------------------------------------------


@pytest.mark.parametrize("caps", [PLAIN_TEXT, ROOM_BUTTONS])
@pytest.mark.parametrize(("first", "then", "value"), [("yes", "no thanks", "no"), ("no", "yes", "yes")])
def test_an_answer_is_changed_by_typing_the_other_one(caps: Caps, first: str, then: str, value: str) -> None:
    """ "You can change it until Sat": what is typed next is for it, and not for an older check-in."""
    talk = asked()
    talk.caps = caps
    talk.say(first)
    talk.say(then)
    assert talk.did(Said) == [Said("broadcast:1", value)]


@pytest.mark.parametrize("words", ["ok", "fine", "sure", "thanks"])
def test_a_word_that_may_mean_anything_changes_no_answer(words: str) -> None:
    """ "OK" after "that's a no, and that's fine" is no yes."""
    talk = asked()
    talk.say("no thanks")
    talk.say(words)
    assert not talk.did(Said)


def test_what_was_answered_is_not_asked_again_by_itself() -> None:
    """It stays open without a word: neither other words nor the end of something else bring it back."""
    talk = asked()
    talk.say("yes")
    assert "Trip to the sea" not in talk.say("bla bla")
    talk.say("menu")
    assert "Trip to the sea" not in talk.say("close")


def test_an_answer_does_not_end_what_was_half_done() -> None:
    """The check-in that was going on beneath comes back, and the next words are for it."""
    talk = in_a_check_in()
    assert "How are things" in talk.say("yes")
    assert "Has anything been good" in talk.say("good")
    talk.say("no")
    assert not talk.did(Said)


def test_without_buttons_only_whats_new_is_promised() -> None:
    """Something else may be asked meanwhile, and then typed words are for that."""
    talk = asked()
    assert "until Sat 5 Dec, on What's new" in talk.say("yes")


# -- words that people use all the same ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["can't make it", "Can’t make it.", "cannot come", "i cant make it", "sorry can't come"]
)
def test_cant_make_it_gives_up_the_booking(words: str) -> None:
    """It means "Can't come", in the words that people use for it."""
    known = TestFacts()
    for scene in ("event 27h: Housing forum", "booked", "change: moved; Come"):
        known.set_scene(scene, NOW)
    talk = Talk(facts=known, caps=PLAIN_TEXT)
    talk.due("change", item="broadcast:1")
    assert "not booked on it any more" in talk.say(words)


@pytest.mark.parametrize(
    ("role", "words", "told"),
    [
        ("coordinator", "send news", "title"),
        ("coordinator", "What we sent", "Nothing has been sent"),
        ("coordinator", "quiet mode", "In quiet mode there is no sound"),
        ("member", "quiet mode", "In quiet mode there is no sound"),
        ("member", "see them", "That's all I keep about you"),
        ("member", "check-in", "How are things today?"),
    ],
)
def test_the_words_of_a_menu_work_without_it(role: Role, words: str, told: str) -> None:
    """What somebody read on a button once does what the button does."""
    assert told in Talk(replace(SAM, role=role)).say(words)


@pytest.mark.parametrize(
    "words", ["send news", "what we sent", "a booking has changed", "ask all reps to agree a pause"]
)
def test_the_words_of_other_peoples_menus_do_nothing(words: str) -> None:
    """A member has no menu of the team's, typed or tapped."""
    talk = Talk()
    talk.say(words)
    assert talk.top.partition(".")[0] in ("", "pass_on")


def test_a_way_out_of_a_menu_that_is_not_open_is_no_wish() -> None:
    """ "Close" with nothing open closes nothing."""
    assert "I only know a few things" in Talk().say("close")
