"""What is typed under a list of meetings or results: its number, its title, or something that the list does not know."""

from dataclasses import replace

import pytest

from conversations.caps import PLAIN_TEXT, ROOM_BUTTONS, Caps
from conversations.meetings import Draft, Meeting
from tests.conversations.boxes import BOX
from tests.conversations.driver import NOW, SAM, Talk, TestFacts
from tests.conversations.reviews import RESULT

COORDINATOR = replace(SAM, id=9, name="Ana", role="coordinator")
TITLES = ("Housing forum", "Kitchen table", "3 new rules")


def facts(*titles: str) -> TestFacts:
    known = TestFacts()
    for number, title in enumerate(titles or TITLES, 1):
        known.set_meeting(f"in {24 * number + 3}h: {title}", NOW)
    return known


def at_the_list(known: TestFacts, *, caps: Caps = ROOM_BUTTONS, team: bool = False) -> Talk:
    talk = Talk(COORDINATOR if team else SAM, facts=known, caps=caps)
    talk.say("menu")
    talk.say("meetings")
    return talk


@pytest.mark.parametrize("caps", [ROOM_BUTTONS, PLAIN_TEXT])
@pytest.mark.parametrize("team", [False, True])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_number_opens_what_has_that_number(caps: Caps, team: bool, number: int) -> None:
    """For members and coordinators, with buttons and without, also where a title begins with another number."""
    talk = at_the_list(facts(), caps=caps, team=team)
    assert f"{number}. {TITLES[number - 1]}, " in talk.text
    assert talk.say(str(number)).startswith(f"{TITLES[number - 1]}\n")


@pytest.mark.parametrize("team", [False, True])
@pytest.mark.parametrize("words", ["kitchen table", "Kitchen table, Wed 25 Nov at 2pm"])
def test_a_title_on_the_list_is_understood(words: str, team: bool) -> None:
    """As it stands there, with its date or without."""
    assert at_the_list(facts(), team=team).say(words).startswith("Kitchen table\n")


def test_of_two_with_one_title_the_date_tells() -> None:
    """The title alone is nobody's, and the list stays open."""
    known = facts("Forum", "Forum")
    talk = at_the_list(known)
    assert "Sorry, I didn't get that" in talk.say("forum")
    assert "Wed 25 Nov" in talk.say("forum, Wed 25 Nov at 2pm")


@pytest.mark.parametrize("caps", [ROOM_BUTTONS, PLAIN_TEXT])
def test_one_slip_does_not_close_the_list(caps: Caps) -> None:
    """It is shown once more, and the next number is for it, also where something older lies open."""
    talk = Talk(facts=facts(), caps=caps)
    talk.dated("Trip to the sea\n\nWe go by train.", NOW + 4 * 86400)
    talk.say("menu")
    talk.press("Meetings")
    shown = talk.say("hmm")
    assert "Sorry, I didn't get that" in shown and "2. Kitchen table" in shown
    assert talk.say("2").startswith("Kitchen table\n")


def test_what_something_else_understands_still_reaches_it() -> None:
    """The list is no wall: the words of another menu open that."""
    talk = at_the_list(facts())
    assert "quiet mode" in talk.say("quiet mode").casefold()


def test_a_list_of_hours_ago_does_not_come_back() -> None:
    """Whoever writes again much later is no longer looking at it."""
    talk = at_the_list(facts())
    talk.wait(3600)
    assert "Kitchen table" not in talk.say("hmm")


def test_the_list_of_results_has_titles_without_numbers_of_their_own() -> None:
    """Where there are no buttons each line has one number; where two have the same title it is with the day."""
    known = TestFacts(
        published=(RESULT, replace(RESULT, meeting=5, titles=("Planning day",), on_day="2026-10-26"))
    )
    talk = Talk(facts=known, caps=PLAIN_TEXT)
    talk.say("menu")
    talk.say("meetings")
    talk.say("results")
    assert talk.labels == ["Housing forum", "Planning day", "Close"]
    assert "Sorry" in talk.say("hmm")
    assert talk.say("planning day").startswith("Planning day: ")
    known.published = (RESULT, replace(RESULT, meeting=5, on_day="2026-10-26"))
    talk.say("close")
    talk.say("menu")
    talk.say("meetings")
    talk.say("results")
    assert talk.labels[:2] == ["Housing forum (Mon 30 Nov)", "Housing forum (Mon 26 Oct)"]


def test_coordinators_find_where_to_say_how_it_was() -> None:
    """Who is in the pool too comes there from the team's own page."""
    known = facts()
    known.open_boxes = (replace(BOX, meeting=70, title="Old forum"),)
    talk = at_the_list(known, team=True)
    talk.press("Say how it was")
    assert "4. Old forum" in talk.text


def test_a_title_that_asks_takes_no_second_mark() -> None:
    """ "Bus passes: what next?" in the middle of ours."""
    talk = at_the_list(facts("Bus passes: what next?"), team=True)
    talk.press("Open 1")
    assert talk.press("Cancel the meeting").startswith("Cancel Bus passes: what next? It ")
    member = at_the_list(facts("Bus passes: what next?"))
    member.press("Open 1")
    assert "down for Bus passes: what next. If" in member.press("I'll come")


def test_what_is_over_says_nothing_of_its_agenda() -> None:
    """ "No agenda yet" is for what is still to come."""
    draft = Draft("Forum", 1, 1000, 2000)
    assert Meeting(1, draft).wants_agenda(999)
    assert not Meeting(1, draft).wants_agenda(1000)
    assert not Meeting(1, draft).wants_agenda(99999)
