"""Making a meeting in chat: what the last question takes, and what is said of the answers afterwards."""

from dataclasses import replace

import pytest

from conversations.caps import PLAIN_TEXT
from conversations.key_effects import AskUrgent
from conversations.meeting_effects import ChangeMeeting, MakeMeeting
from tests.conversations.driver import NOW, SAM, Talk, TestFacts

COORDINATOR = replace(SAM, id=9, name="Ana", role="coordinator")
SAID = ("Tea", "3 Dec at 2pm", "90 minutes", "The town hall", "skip", "Step-free", "skip", "yes")


def at_the_end(
    *, staff: str = "no", few: str = "Mixed with the next", known: TestFacts | None = None
) -> Talk:
    talk = Talk(COORDINATOR, facts=known or TestFacts())
    for words in ("menu", "meetings", "new meeting", *SAID, staff, few):
        talk.say(words)
    assert talk.top == "meeting_new.CO-81"
    return talk


@pytest.mark.parametrize("words", ["yes", "Yes please", "make it", "1"])
def test_a_yes_makes_it(words: str) -> None:
    """ "Make it?" is a question that a yes answers."""
    talk = at_the_end()
    talk.say(words)
    (made,) = talk.did(MakeMeeting)
    assert isinstance(made, MakeMeeting)
    assert (made.draft.title, made.draft.ends_at - made.draft.starts_at) == ("Tea", 90 * 60)


@pytest.mark.parametrize("words", ["no", "No thanks", "change", "change it", "not now"])
def test_a_no_throws_nothing_away(words: str) -> None:
    """It asks what to change; all that was said is still there, and only Cancel lets go of it."""
    talk = at_the_end()
    assert "What would you like to change?" in talk.say(words)
    talk.press("Where")
    talk.say("The library")
    assert "Where: The library" in talk.text and "Step-free" in talk.text
    assert "Nothing was made" in talk.press("Cancel")
    assert talk.did(MakeMeeting) == []


@pytest.mark.parametrize(("words", "saved"), [("yes", 1), ("no", 0)])
def test_save_it_takes_the_same_words(words: str, saved: int) -> None:
    """A change is saved by a yes, and by a no it is looked at again."""
    known = TestFacts()
    known.set_meeting("in 99h: Forum", NOW)
    talk = Talk(COORDINATOR, facts=known)
    for line in ("menu", "meetings", "1", "change it", "where", "The library", words):
        talk.say(line)
    assert len(talk.did(ChangeMeeting)) == saved
    assert ("What would you like to change?" in talk.text) is not bool(saved)


@pytest.mark.parametrize("few", ["Mixed with the next", "Deleted unread"])
@pytest.mark.parametrize("staff", ["yes", "no"])
def test_the_floor_that_is_promised_is_the_programmes(few: str, staff: str) -> None:
    """A programme that asks for 8 answers promises 8, in the question and in the last look."""
    known = TestFacts(few=8)
    talk = at_the_end(staff=staff, few=few, known=known)
    assert "fewer than 8 members answer" in talk.text and "fewer than 5" not in talk.text.replace(
        "come: fewer than 5", ""
    )
    assert any("If fewer than 8 members answer" in message.text for message in talk.shown)


@pytest.mark.parametrize(
    ("words", "minutes"), [("two hours", 120), ("2½ hours", 150), ("5", 300), ("skip", 120), ("3 hours", 180)]
)
def test_any_length_can_be_typed(words: str, minutes: int) -> None:
    """Not only the six on the buttons."""
    talk = Talk(COORDINATOR)
    for line in ("menu", "meetings", "new meeting", "Tea", "3 Dec at 2pm", words):
        talk.say(line)
    assert talk.top == "meeting_new.CO-74"
    for line in ("Here", "skip", "skip", "skip", "no", "yes"):
        talk.say(line)
    (made,) = talk.did(MakeMeeting)
    assert isinstance(made, MakeMeeting)
    assert made.draft.ends_at - made.draft.starts_at == minutes * 60


@pytest.mark.parametrize("words", ["a while", "15 hours", "1 minute"])
def test_what_is_no_length_says_how_one_is_typed(words: str) -> None:
    """The question stands, with an example."""
    talk = Talk(COORDINATOR)
    for line in ("menu", "meetings", "new meeting", "Tea", "3 Dec at 2pm", words):
        talk.say(line)
    assert "like this: 90 minutes" in talk.text


def test_without_buttons_a_number_is_the_line_that_has_it() -> None:
    """ "2" is what stands beside 2, although another line is about 2 hours."""
    talk = Talk(COORDINATOR, caps=PLAIN_TEXT)
    for line in ("menu", "meetings", "new meeting", "Tea", "3 Dec at 2pm"):
        talk.say(line)
    assert talk.labels[1] == "1 hour 30"
    for line in ("2", "Here", "skip", "skip", "skip", "no", "yes"):
        talk.say(line)
    (made,) = talk.did(MakeMeeting)
    assert isinstance(made, MakeMeeting)
    assert made.draft.ends_at - made.draft.starts_at == 90 * 60


def test_a_meeting_with_no_link_says_why_it_asks_for_a_place_again() -> None:
    """Nobody is led back without a word, nor told of a Skip that is not there."""
    talk = Talk(COORDINATOR)
    for line in ("menu", "meetings", "new meeting", "Tea", "3 Dec at 2pm", "2 hours", "skip"):
        talk.say(line)
    assert "skip" not in talk.say("www.example").casefold()
    assert "with no link there has to be a place" in talk.say("no")


@pytest.mark.parametrize(("words", "asked"), [("yes", 1), ("no", 0), ("change", 0)])
def test_ask_for_it_takes_the_same_words(words: str, asked: int) -> None:
    """The second key is asked for by a yes; after a no the words are still there to be changed."""
    known = TestFacts()
    known.set_scene("event 27h: Forum", NOW)
    talk = Talk(COORDINATOR, facts=known)
    for line in ("menu", "a booking has changed", "forum", "moved", "Come to the library"):
        talk.say(line)
    if talk.top == "urgent.KEY-22":
        talk.say("1")
    assert talk.top == "urgent.KEY-27", talk.text
    talk.say(words)
    assert len(talk.did(AskUrgent)) == asked
    assert ("What would you like to change?" in talk.text) is not bool(asked)
