"""Meetings as talks: what the pages say and lead to (the stories are in transcripts/meeting*.txt, agenda.txt and changed.txt)."""

from dataclasses import replace

import pytest

from conversations.caps import Caps
from conversations.key_effects import AskUrgent, Unbook
from conversations.meeting_effects import Book, ChangeMeeting, MakeMeeting
from conversations.meetings import told_from
from tests.conversations.boxes import BOX
from tests.conversations.driver import NOW, PACE, SAM, Talk, TestFacts

HOUR, DAY = 3600, 86400
COORDINATOR = replace(SAM, id=9, name="Ana", role="coordinator")


def facts(*scenes: str) -> TestFacts:
    known = TestFacts()
    for words in scenes:
        known.set_meeting(words, NOW)
    return known


def at_page(known: TestFacts, number: int = 1, **how: object) -> Talk:
    talk = Talk(facts=known, **how)  # type: ignore[arg-type]  # what Talk takes
    talk.say("menu")
    talk.press("Meetings")
    talk.press(f"Open {number}")
    return talk


def test_a_long_list_has_a_button_for_each() -> None:
    """8 to come, and what is left of 12 for those that can be spoken of."""
    known = facts(*(f"in {24 * n}h: Meeting {n}" for n in range(1, 11)))
    known.open_boxes = tuple(replace(BOX, meeting=70 + n, title=f"Old {n}") for n in range(4))
    talk = Talk(facts=known)
    talk.say("menu")
    talk.press("Meetings")
    assert len(talk.labels) <= Caps().buttons
    assert "8. Meeting 8" in talk.text
    assert "9. Old 0" in talk.text
    assert "Meeting 9," not in talk.text


def test_the_page_says_when_it_is_by_the_members_own_clock() -> None:
    """Somebody elsewhere reads their own hours, and that they are theirs."""
    talk = at_page(facts("in 27h: Forum"), pace=replace(PACE, zone="Europe/Madrid"))
    assert "When: Tue 24 Nov, 3pm to 5pm, your time." in talk.text


@pytest.mark.parametrize(("hours", "said"), [(71, True), (73, False)])
def test_three_days_before_everybody_reads_that_there_is_no_agenda(hours: int, said: bool) -> None:
    """B44: members and coordinators alike."""
    member = at_page(facts(f"in {hours}h: Forum"))
    assert ("No agenda yet." in member.text) is said
    coordinator = at_page(facts(f"in {hours}h: Forum"), member=COORDINATOR)
    assert member.text == coordinator.text


def test_whether_to_ask_is_asked_once() -> None:
    """Whoever has said so before comes without another question."""
    known = facts("in 27h: Forum")
    talk = at_page(known)
    talk.press("I'll come")
    assert talk.did(Book) == [Book(1)]
    assert talk.top == "meetings.MF-00"
    talk.press("No thanks")
    talk.press("Can't come")
    assert talk.did(Unbook) == [Unbook(1)]
    talk = at_page(known)
    talk.press("I'll come")
    assert talk.top == "meetings.MT-03"
    assert "You'd rather not be asked afterwards." in talk.text


def test_what_is_over_takes_nothing_any_more() -> None:
    """A page that stood open since before it began: its buttons say so, and change nothing."""
    talk = at_page(facts("in 1h: Forum"))
    talk.wait(2 * HOUR)
    talk.press("I'll come")
    assert talk.did(Book) == []


def test_the_box_shows_the_same_button_whatever_was_said() -> None:
    """What goes out as a letter is to tell nobody who has answered: not even the outbox. (Who began, no page can know.)"""
    texts = set()
    for how in ({}, {"answered": True}):
        known = facts("7 in -94h: Forum")
        known.open_boxes = (replace(BOX, **how),)  # type: ignore[arg-type]  # fields of a box
        talk = Talk(facts=known)
        talk.say("menu")
        talk.press("Meetings")
        if "Open 1" in talk.labels:
            talk.press("Open 1")
            texts.add((talk.text, tuple(talk.labels)))
    assert len(texts) == 1
    assert "Say how it was" in texts.pop()[1]


def test_the_second_key_is_asked_for_with_the_words_already_there() -> None:
    """What has changed is said for the coordinator, who can put it differently before it is asked."""
    known = facts("in 27h: Forum", "booked 12")
    known.set_scene("event 27h: Forum", NOW)
    talk = at_page(known, member=COORDINATOR)
    talk.press("Change it")
    talk.press("When")
    talk.say("1 Dec at 2pm")
    talk.press("Save it")
    (change,) = talk.did(ChangeMeeting)
    assert isinstance(change, ChangeMeeting)
    assert change.draft.starts_at == NOW + 8 * DAY + 3 * HOUR
    talk.press("Ask for the 2nd key")
    assert "Forum, Tue 24 Nov, now Tue 1 Dec, 2pm to 4pm." in talk.text
    talk.press("Ask for the 2nd key")
    (asked,) = talk.did(AskUrgent)
    assert isinstance(asked, AskUrgent)
    assert asked.event == 1


def test_a_draft_whose_time_has_come_is_not_made() -> None:
    """Somebody goes away in the middle and comes back too late: nothing is made, and it says so."""
    talk = Talk(COORDINATOR)
    talk.say("menu")
    talk.press("Meetings")
    talk.press("New meeting")
    for words in ("Tea", "today at noon", "2 hours", "Here", "skip", "skip", "skip", "no"):
        talk.say(words)
    talk.wait(2 * HOUR)
    talk.press("Make it")
    assert talk.did(MakeMeeting) == []
    assert "its time has come" in talk.text


@pytest.mark.parametrize(
    ("hours", "booked", "after"), [(99, 12, 0), (27, 0, 0), (27, 12, HOUR), (1, 12, HOUR // 2)]
)
def test_letters_wait_for_a_second_key_only_where_one_can_be_asked_for(
    hours: int, booked: int, after: int
) -> None:
    """Within 48 hours, and where anybody comes; never longer than half of the time that is left."""
    known = facts(f"in {hours}h: Forum", f"booked {booked}")
    meeting = known.planned[0]
    assert told_from(meeting, meeting.draft.starts_at, NOW) == NOW + after
