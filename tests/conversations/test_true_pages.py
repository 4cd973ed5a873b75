"""What is said on pages about the member is so, now: in a break, after a silence, and where something was switched off."""

from dataclasses import replace

import pytest

from conversations import pace
from conversations.keyring import Event
from conversations.pace import Bookings, Choice, Kind, MessageClass, Sent, State, Topic
from conversations.view import Holdings
from tests.conversations.driver import NOW, PACE, SAM, Talk, TestFacts

DAY = 86400
TOLD, UNTOLD = "I tell you.", "I don't tell you: you asked for silence in this break."
FORUM = Event(3, "Housing forum", NOW + 4 * DAY)
NEWS = (Sent("n", Kind.NEWS, MessageClass.ORDINARY, NOW - DAY),)


@pytest.mark.parametrize(
    ("bookings", "told"),
    [(Bookings.KEEP_AND_TELL_ME, True), (Bookings.KEEP_SILENT, False), (Bookings.CANCEL, False)],
)
def test_my_pace_in_a_break_tells_what_becomes_of_late_changes(bookings: Bookings, told: bool) -> None:
    """In a silent break nothing urgent comes, so the page does not promise it; and it does once the break is over."""
    talk = Talk(pace=pace.begin_break(PACE, NOW, NOW + 7 * DAY, bookings))
    page = talk.say("pace")
    assert (TOLD in page, UNTOLD in page) == (told, not told)
    talk.pace = pace.come_back(talk.pace, NOW)
    assert TOLD in talk.say("pace")


@pytest.mark.parametrize(
    ("way", "done"),
    [
        ("Keep, tell me changes", "No messages until Mon 7 Dec, unless something you booked changes."),
        ("Keep, stay silent", "Done. No messages until Mon 7 Dec. Nothing will pile up."),
        ("Cancel it", "Done. What you had booked is cancelled. No messages until Mon 7 Dec."),
    ],
)
def test_a_break_says_what_became_of_the_booking(way: str, done: str) -> None:
    """Kept, kept in silence or cancelled: each has words of its own."""
    talk = Talk(facts=TestFacts(booked=(FORUM,)))
    talk.say("pause")
    talk.press("2 weeks")
    assert done in talk.press(way)


def test_a_break_until_they_say_says_it_too() -> None:
    """Also where the break has no end."""
    talk = Talk(facts=TestFacts(booked=(FORUM,)))
    talk.say("pause")
    talk.press("Until I say")
    assert "What you had booked is cancelled. I'll stay quiet until you write" in talk.press("Cancel it")


@pytest.mark.parametrize(
    ("state", "rounds"), [(State.ACTIVE, 3), (State.RESTING, 4)], ids=["slowed down", "resting"]
)
def test_why_and_my_pace_tell_of_the_same_check_in(state: State, rounds: int) -> None:
    """Whoever asks has been heard: the page that explains does not go on explaining the silence before."""
    due = None if state is State.RESTING else NOW + 50 * DAY
    slow = replace(
        PACE, choice=Choice.WEEKLY, state=state, silent_rounds=rounds, round_judged=True, check_in_due_at=due
    )
    why, page = Talk(pace=slow).say("why no messages"), Talk(pace=slow).say("pace")
    assert "– The next one: Tue 1 Dec." in page
    assert "– Waiting: a check-in, Tue 1 Dec at the earliest." in why


@pytest.mark.parametrize("on", [True, False])
def test_what_was_switched_off_since_is_not_said_to_be_on(on: bool) -> None:
    """The last news came because news was on then."""
    topics = frozenset(Topic) if on else frozenset(Topic) - {Topic.NEWS}
    said = Talk(pace=replace(PACE, topics=topics), facts=TestFacts(began=NEWS)).say("why this message")
    assert ("You have news switched on." in said) is on
    assert ("News was switched on then." in said) is not on


def test_see_them_shows_bookings_keys_and_late_changes() -> None:
    """ "That's all I keep about you" comes after all of it."""
    rep = replace(SAM, role="representative")
    facts = TestFacts(booked=(FORUM,), holds=Holdings(keys=2, bookings=3, said=4))
    talk = Talk(rep, pace=replace(PACE, urgent_keys=True), facts=facts)
    talk.say("my details")
    lines = talk.press("See them").splitlines()
    assert {
        "Booked: Housing forum (Fri 27 Nov)",
        "Booked, and over now: 2",
        "Asked for urgent keys: on",
        "Keys asked or turned: 2",
        "My answers to news: 4",
        "If a booking is off: on",
    } <= set(lines)


@pytest.mark.parametrize(
    ("until", "bookings", "line"),
    [
        (NOW + 7 * DAY, Bookings.KEEP_SILENT, "You're on a break until Mon 30 Nov, so I start no chats."),
        (None, Bookings.CANCEL, "You're on a break until you say, so I start no chats."),
        (NOW + 7 * DAY, Bookings.KEEP_AND_TELL_ME, "until Mon 30 Nov. I only write if something you booked changes."),
        (None, Bookings.KEEP_AND_TELL_ME, "until you say. I only write if something you booked changes."),
    ],
)  # fmt: skip
def test_why_tells_of_a_break_first(until: int | None, bookings: Bookings, line: str) -> None:
    """Whoever asks why nothing comes reads the reason in the first line, and no count of chats that could still come."""
    said = Talk(pace=pace.begin_break(PACE, NOW, until, bookings)).say("why no messages")
    assert line in said.splitlines()[1]
    assert "of 3 at most" not in said


def test_why_and_my_pace_tell_of_the_quiet_that_was_asked_for() -> None:
    """ "Please stop writing so much" brings a day of quiet: both pages say so, and how long, until it is over."""
    talk = Talk()
    talk.say("please stop writing so much")
    line = "– You asked for less, so I'm quiet until Tue 24 Nov, 11am."
    assert talk.say("why no messages").splitlines()[1] == line
    assert line in talk.say("pace").splitlines()
    talk.wait(DAY)
    assert line not in talk.say("why no messages")
    assert line not in talk.say("pace")
