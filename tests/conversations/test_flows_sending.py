"""Sending in the chat, where something stands in its way; and the page of what was sent."""

from dataclasses import replace

import pytest

from conversations.caps import PLAIN_TEXT, Caps
from conversations.effects import Amend, Broadcast, Note
from conversations.keyring import Change, Event
from conversations.outgoing import Delivery, Outgoing
from conversations.pace import Agreed, Level, No
from tests.conversations.driver import NOW, SAM, Talk, TestFacts

DAY = 86400
ANA = replace(SAM, name="Ana", role="coordinator")
TEA = Outgoing(7, Level.NEWS, "Tea\n\nTea is at 4.", "Ana", "South Voices", "done", NOW - DAY, NOW + 6 * DAY)


def at(*steps: str, facts: TestFacts | None = None) -> Talk:
    talk = Talk(ANA, facts=facts or TestFacts())
    talk.say("menu")
    for step in steps:
        talk.press(step)
    return talk


def written(talk: Talk, title: str = "Kitchen", body: str = "It opens at 9.") -> Talk:
    talk.say(title)
    talk.say(body)
    return talk


def sent_in(talk: Talk) -> list[Broadcast]:
    return [effect for effect in talk.did(Broadcast) if isinstance(effect, Broadcast)]


# -- refusals ---------------------------------------------------------------------------------------------------------


def test_without_a_representative_nothing_goes_out() -> None:
    """B15: said at once, with what can be done, before anything is written."""
    talk = at("Send news", facts=TestFacts(refusal=No(Agreed.NO_REP)))
    assert "no member rep here for 30 days" in talk.text
    assert talk.stack == ()


def test_a_pause_can_only_be_waited_for() -> None:
    """Representatives paused everything, What's new too; the day after it can be planned."""
    facts = TestFacts(refusal=No(Agreed.PAUSED, NOW + 5 * DAY))
    assert at("Send news", facts=facts).labels == ["Send on Sat 28 Nov", "Cancel"]


def test_a_limit_of_none_leaves_the_page() -> None:
    """Where representatives set news to none, waiting helps nobody: it can have a date, or go to the page."""
    facts = TestFacts(refusal=No(Agreed.NO_NEWS))
    talk = at("Send news", facts=facts)
    assert talk.labels == ["What's new only", "Cancel"]


def test_an_empty_group_is_told_before_anything_is_written() -> None:
    """Nobody would get it."""
    talk = at("Send news", facts=TestFacts(reach_of={1: (0, 0, 0)}))
    assert "Nobody has joined there yet" in talk.text


def test_a_limit_that_is_reached_meanwhile_sends_nothing() -> None:
    """Somebody else was quicker: the words stay, and the next best thing is offered."""
    talk = written(at("Send news"))
    talk.facts.sent_this_week = 2
    talk.press("Send")
    assert not sent_in(talk)
    assert not talk.did(Note)
    talk.press("Send on Thu 26 Nov")
    talk.press("Send")
    assert sent_in(talk) == [Broadcast(1, "Kitchen\n\nIt opens at 9.", "news", go_at=NOW + 3 * DAY)]
    assert talk.did(Note) == [Note("news.planned")], "it is not sent yet"


def test_an_impossible_day_is_asked_for_again() -> None:
    """A typed day that has passed, or is too far, is sent back; a good one is taken."""
    talk = written(at("Send news"))
    talk.press("It has a date")
    for day, words in (
        ("1 Nov", "has gone by"),
        ("22/11", "has gone by"),
        ("22 Nov 2027", "more than 7 days"),
        ("24 December", "more than 7 days"),
        ("whenever", "By which day"),
    ):
        talk.say(day)
        assert words in talk.text
        assert talk.top == "send_news.CO-25"
    talk.say("26 November")
    assert "tell us by Thu 26 Nov" in talk.text
    talk.press("Send")
    (sent,) = sent_in(talk)
    assert (sent.level, sent.ends_at) == ("dated", NOW + 3 * DAY - 11 * 3600 + DAY)


def test_a_day_can_be_left_out_again() -> None:
    """Cancel at the question for the day leaves plain news."""
    talk = written(at("Send news"))
    talk.press("It has a date")
    talk.press("Cancel")
    assert "tell us by" not in talk.text
    talk.press("Send")
    assert sent_in(talk)[0].level == "news"


# -- how it will look -------------------------------------------------------------------------------------------------


def test_it_is_shown_for_each_kind_of_channel_that_is_open() -> None:
    """The words once, and for the other channel what is different there; in quiet mode the line that says nothing."""
    facts = TestFacts(open_channels=(("Telegram", Caps()), ("text", PLAIN_TEXT)))
    talk = written(at("Send news", facts=facts))
    assert "In Telegram:\nKitchen\n\nIt opens at 9.\n\nFrom Ana.\n[Less of this]" in talk.text
    assert (
        "In text:\n(the same words)\n[Less of this]\n(Without buttons, each of these has a number to type.)"
        in talk.text
    )
    assert talk.text.count("It opens at 9.") == 1
    assert "In quiet mode it says only: Hi. Something is ready, when you like. [Open] [Not now]" in talk.text


def test_without_buttons_the_only_numbers_are_those_of_the_last_tap() -> None:
    """Two lists one below the other would leave it open which of them a 1 answers."""
    talk = Talk(ANA, caps=PLAIN_TEXT, facts=TestFacts(open_channels=(("text", PLAIN_TEXT),)))
    talk.say("menu")
    talk.press("Send news")
    for words in ("Kitchen", "It opens at 9.", "It has a date", "27 November"):
        talk.say(words)
    assert "[Yes] [No thanks] [Not now]" in talk.text
    assert not [line for line in talk.text.splitlines() if line.startswith("1. ")], "its own come below"
    assert "Reply with" not in talk.text


def test_channels_that_look_the_same_are_shown_once() -> None:
    """No heading is needed where there is nothing to tell apart."""
    facts = TestFacts(open_channels=(("Telegram", Caps()), ("chat", Caps())))
    talk = written(at("Send news", facts=facts))
    assert "In Telegram" not in talk.text
    assert talk.text.count("[Less of this]") == 1


# -- what was sent ----------------------------------------------------------------------------------------------------


def test_the_report_is_rounded() -> None:
    """B31: bands, never a number of people as it is."""
    facts = TestFacts(went=(TEA,), delivered={7: Delivery(43, 21, 12, 1)})
    talk = at("What we sent", "Open 1", facts=facts)
    assert (
        "Reached: about 45. Waiting, at their own pace: about 20. On What's new only: 10 to 19. Could not be reached: fewer than 5."
        in talk.text
    )
    assert not {"43", "21", "12"} & set(talk.text.replace(".", " ").split())


@pytest.mark.parametrize("delivered", [Delivery(3, 1), Delivery(4, 0), Delivery(0, 4), Delivery(2, 0, 1, 1)])
def test_of_few_people_the_report_says_nothing(delivered: Delivery) -> None:
    """Whatever became of it: the page is the same, so nobody can be seen in it."""
    pages = {
        at("What we sent", "Open 1", facts=TestFacts(went=(TEA,), delivered={7: each})).text
        for each in (delivered, Delivery(4, 0))
    }
    assert len(pages) == 1


@pytest.mark.parametrize(
    ("state", "line"),
    [
        ("going", "People so far: 10 to 19. It's still going out."),
        ("done", "People: 10 to 19. There are no more numbers"),
        ("stopped", "There are no numbers for this one"),
    ],
)
def test_of_few_people_the_whole_is_told_where_it_tells_of_nobody(state: str, line: str) -> None:
    """Whether it is still going out is true of all; of what was stopped even the whole would tell how many had it."""
    facts = TestFacts(went=(replace(TEA, state=state),), delivered={7: Delivery(6, 5, 1)})
    talk = at("What we sent", "Open 1", facts=facts)
    assert line in talk.text
    assert "Waiting" not in talk.text


URGENT = Outgoing(
    7, Level.URGENT, "Housing forum: moved\n\nCome to the library", "Ana", "", "done", NOW, NOW + DAY
)


def test_an_urgent_change_reads_as_it_went_out() -> None:
    """To those who booked, in the words that they read, and at once: nothing of everyone or of each one's own pace."""
    forum = Event(3, "Housing forum", NOW + DAY)
    change = Change("broadcast:7", forum, "moved", "Come to the library", "Ana", theirs=False)
    talk = at(
        "What we sent", "Open 1", facts=TestFacts(went=(URGENT,), told=(change,), delivered={7: Delivery(4)})
    )
    assert talk.text.startswith(
        "Change to your booking: Housing forum, Tue 24 Nov, moved. Come to the library."
    )
    assert "For those who booked: sent Mon 23 Nov." in talk.text
    assert "veryone" not in talk.text
    assert "pace" not in talk.text


def test_representatives_see_the_same_page_and_change_nothing() -> None:
    """B03, B28: the same words; what was sent is for those who sent it to change."""
    facts = TestFacts(went=(TEA,), delivered={7: Delivery(43, 21, 12, 1)})
    theirs = at("What we sent", "Open 1", facts=facts)
    talk = Talk(replace(SAM, role="representative"), facts=facts)
    talk.say("menu")
    talk.press("Member rep")
    talk.press("What goes out")
    talk.press("Open 1")
    assert talk.text == theirs.text
    assert talk.labels == ["Back", "Close"]


@pytest.mark.parametrize(
    ("state", "ways"),
    [("planned", {"Stop it", "Correct it"}), ("going", {"Stop the rest", "Correct it", "Take it back"}),
     ("done", {"Stop the rest", "Correct it", "Take it back"}), ("stopped", {"Correct it", "Take it back"}), ("withdrawn", set()),
     ("refused", set()), ("asking", set())],
)  # fmt: skip
def test_what_can_be_done_depends_on_how_far_it_is(state: str, ways: set[str]) -> None:
    """Nothing is offered that would do nothing."""
    talk = at("What we sent", "Open 1", facts=TestFacts(went=(replace(TEA, state=state),)))
    assert set(talk.labels) - {"Back", "Close"} == ways


def test_urgent_words_are_not_changed_with_one_key() -> None:
    """Two people agreed to them; they can be taken back, but new ones are a new request."""
    talk = at("What we sent", "Open 1", facts=TestFacts(went=(replace(TEA, level=Level.URGENT),)))
    assert "Correct it" not in talk.labels
    assert "Take it back" in talk.labels


def test_somebody_quicker_leaves_nothing_to_do() -> None:
    """Taken back by another coordinator meanwhile: it says so, and changes and logs nothing."""
    talk = at("What we sent", "Open 1", "Take it back", facts=TestFacts(went=(TEA,)))
    talk.facts.went = (replace(TEA, state="withdrawn"),)
    talk.press("Yes, take it back")
    assert not talk.did(Amend)
    assert not talk.did(Note)
    assert "can't be done any more" in talk.text


def test_a_correction_that_is_empty_or_too_long_is_sent_back() -> None:
    """The same limits as for what was written first."""
    talk = at("What we sent", "Open 1", "Correct it", "Keep the title", facts=TestFacts(went=(TEA,)))
    talk.say("x" * 301)
    assert "301 letters" in talk.text
    talk.say("Tea is at 5.")
    assert "Tea\n\nTea is at 5.\n\nCorrected." in talk.text
    talk.press("Put it right")
    assert talk.did(Amend) == [Amend(7, "correct", "Tea\n\nTea is at 5.")]


def test_older_things_are_a_page_away() -> None:
    """Five at a time, each by its own number, so that a new one moves nothing under a thumb."""
    many = tuple(replace(TEA, id=id, text=f"Item {id}\n\nWords.") for id in range(12, 0, -1))
    talk = at("What we sent", "Older", "Older", facts=TestFacts(went=many))
    assert "11. Item 2" in talk.text
    assert talk.labels == ["Open 11", "Open 12", "Close"]
    talk.press("Open 12")
    assert "Item 1" in talk.text


def test_nothing_sent_is_told() -> None:
    """An empty page says that it is empty."""
    assert "Nothing has been sent" in at("What we sent").text


# -- words that fit what happens --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "label"), [("Send on Thu 26 Nov", "Plan it"), ("What's new only", "Put it there")]
)
def test_the_last_tap_is_called_what_it_does(way: str, label: str) -> None:
    """Planned, or put on the page: the button under "Plan it?" says so."""
    talk = at("Send news", facts=TestFacts(sent_this_week=2))
    talk.press(way)
    written(talk)
    assert label in talk.labels
    assert "Send" not in talk.labels


def test_what_to_change_can_be_left_with_nothing_sent() -> None:
    """A second thought at the last moment has a way out of its own."""
    talk = written(at("Send news"))
    talk.press("Change it")
    assert talk.press("Cancel") == "OK. Nothing was made or sent."
    assert talk.stack == ()


def test_one_part_can_be_changed_and_the_other_stays() -> None:
    """Title and words are not both asked for again; and changing nothing is one tap."""
    talk = written(at("Send news"))
    talk.press("Change it")
    assert talk.labels == ["The title", "The words", "Keep it as it is", "Cancel"]
    talk.press("The title")
    talk.say("Kitchen open")
    assert "Kitchen open\n\nIt opens at 9." in talk.text
    talk.press("Change it")
    talk.press("The words")
    talk.say("It opens at 10.")
    talk.press("Change it")
    assert "Kitchen open\n\nIt opens at 10." in talk.press("Keep it as it is")
    talk.press("Send")
    assert sent_in(talk) == [Broadcast(1, "Kitchen open\n\nIt opens at 10.", "news")]


def test_the_day_of_something_dated_can_be_changed_alone() -> None:
    """It is a part like the others."""
    talk = written(at("Send news"))
    talk.press("It has a date")
    talk.say("26 November")
    talk.press("Change it")
    talk.press("The day")
    assert "tell us by Fri 27 Nov" in talk.say("27 November")


def test_nobody_is_told_of_others_who_have_what_is_only_planned() -> None:
    """Stopping or correcting a plan reaches everybody there is."""
    facts = TestFacts(went=(replace(TEA, state="planned", go_at=NOW + DAY),))
    talk = at("What we sent", "Open 1", "Stop it", facts=facts)
    assert talk.text == "Stop it? Then nobody gets it."
    talk.press("Back")
    assert talk.text.endswith("For South Voices: planned for Tue 24 Nov.")
    talk.press("Correct it")
    talk.press("Keep the title")
    talk.say("Tea is at 5.")
    assert "Corrected." not in talk.text
    assert "Nobody has had it yet" in talk.text
    assert "goes out in the new words" in talk.press("Put it right")


def test_a_stopped_plan_is_taken_back_and_not_stopped_half_way() -> None:
    """Nobody has any of it, and that is what is said and logged."""
    facts = TestFacts(went=(replace(TEA, state="planned", go_at=NOW + DAY),))
    talk = at("What we sent", "Open 1", "Stop it", facts=facts)
    assert "Nobody gets it" in talk.press("Yes, stop it")
    assert talk.did(Amend) == [Amend(7, "withdraw")]
    assert talk.did(Note) == [Note("news.withdrawn")]


def test_a_coordinator_hears_before_answers_are_deleted() -> None:
    """What was answered was said to the old words."""
    facts = TestFacts(went=(replace(TEA, level=Level.DATED, ends_at=NOW + 3 * DAY),))
    talk = at("What we sent", "Open 1", "Correct it", "Keep the title", facts=facts)
    assert "What members answered so far is deleted" in talk.say("Tea is at 5.")


@pytest.mark.parametrize("state", ["asking", "refused", "going", "done", "stopped"])
def test_only_what_went_out_was_sent_with_one_key(state: str) -> None:
    """What still waits for a key, or was refused, was not sent at all."""
    went = state in ("going", "done", "stopped")
    facts = TestFacts(went=(replace(URGENT, state=state, alone=True),))
    talk = at("What we sent", facts=facts)
    assert ("It was sent with one key." in talk.press("Open 1")) is went
