"""A held phone changes nothing, whatever is done with it (PACE.md, invariant I11), unless it knows the code."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations import pace
from conversations.effects import Clear, ComeBack, Contact, Count, EmptyQueue, Remove, Reply, Tidy
from conversations.events import Opened, Pressed, Reacted, Typed
from conversations.pace import State
from conversations.view import Member
from tests.conversations.crawl import COORDINATOR, WAYS_IN, facts
from tests.conversations.driver import NOW, PACE, SAM, Talk

CODE = "9T4H C6RB NE5V"
"""Theirs, on paper. The one among the ways in is not."""
HARMLESS = (Reply, Remove, Tidy, Count, Clear)
"""What a held phone can bring about: words back, its own words gone, numbers of cards, and what a card about abuse offers:
that the chat is cleared from the screen."""
TOKENS = (
    "0old0000:menu:PV-01:pace", "0old0000:check_in:CI-02:good", "0old0000:team:CO-11:hold", "0old0000:stop:ST-01:delete", "0old0000:letter:BR-01:less",
    "0old0000:help:HL-01:ask", "0old0000:lifted:ST-05:pace", "0old0000:rejoin:ON-53:show", "0old0000:came_back:RJ-01:show", "0old0000:details:PV-02:fix", "?",
)  # fmt: skip
DEEDS: tuple[st.SearchStrategy[Callable[[Talk], object]], ...] = (
    st.sampled_from(
        (
            *WAYS_IN,
            "forget me",
            "yes",
            "yes, delete it all",
            "no",
            "Sam",
            "K7QD 3F8P XW2N",
            "stop all",
            "everyday words",
        )
    ).map(lambda words: lambda talk: talk.say(words)),
    st.sampled_from(TOKENS).map(lambda token: lambda talk: talk.take(Pressed(token, "m1"))),
    st.sampled_from(("photo", "voice", "sticker")).map(lambda kind: lambda talk: talk.send(kind)),
    st.integers(0, 5).map(
        lambda place: lambda talk: talk.press(talk.labels[place % len(talk.labels)]) if talk.labels else ""
    ),
    st.sampled_from(("", "K7QM2XWPAB", "K7QD3F8PXW2N")).map(lambda link: lambda talk: talk.open(link)),
    st.just(lambda talk: talk.take(Reacted())),
)
PEOPLE = {"a member": SAM, "a coordinator": COORDINATOR, "in quiet mode": replace(SAM, quiet=True)}


def held(member: Member = SAM, *, silent: bool = False) -> Talk:
    talk = Talk(member, facts=facts(), pace=pace.hold(PACE, NOW - 86400, silent))
    talk.code = CODE.replace(" ", "")
    return talk


@pytest.mark.parametrize("who", PEOPLE)
@settings(max_examples=120, deadline=None)
@given(st.lists(st.one_of(*DEEDS), min_size=1, max_size=8))
def test_a_held_phone_changes_nothing(who: str, deeds: list[Callable[[Talk], object]]) -> None:
    """I11: any row of deeds leaves the member, their pace and their code as they were, and opens help cards at most."""
    talk = held(PEOPLE[who])
    member, before, code = talk.member, talk.pace, talk.code
    for deed in deeds:
        deed(talk)
        assert [effect for effect in talk.effects if not isinstance(effect, HARMLESS)] == []
        assert {session.flow for session in talk.stack} <= {"help", "crisis"}
    assert (talk.member, talk.pace, talk.code) == (member, before, code)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(*DEEDS), min_size=1, max_size=6))
def test_a_hold_that_stops_replies_gives_none(deeds: list[Callable[[Talk], object]]) -> None:
    """PACE.md, section 8: where a hold stops every reply too, no word comes back, the help lines included."""
    talk = held(silent=True)
    before = talk.pace
    for deed in deeds:
        deed(talk)
        assert talk.effects == () and talk.stack == ()
    for words in ("help", "I want to kill myself", CODE):
        assert talk.say(words) == "" and talk.effects == ()
    assert talk.pace == before


def test_the_code_lifts_a_hold_and_ends_in_rest() -> None:
    """PV-11: the right code ends the hold; what it brings about is rest, and no check-in is planned."""
    talk = held()
    assert "Welcome back." in talk.say(CODE)
    assert talk.did(ComeBack) and not talk.did(Contact)
    assert talk.pace.state is State.RESTING and talk.pace.check_in_due_at is None


def test_a_stop_from_before_the_hold_still_stands() -> None:
    """Nobody but the member makes the bot louder: after the hold they are stopped, as they wished."""
    talk = held()
    talk.pace = pace.hold(pace.stop(PACE, NOW - 90000), NOW - 86400)
    assert "they stay stopped until you write START" in talk.say(CODE)
    assert talk.pace.state is State.STOPPED


def test_stop_is_obeyed_before_anybody_is_told_of_a_hold() -> None:
    """After a hold STOP gets its own answer and nothing else; the hold is told of when they come back to write."""
    talk = Talk(pace=pace.lift(pace.hold(PACE, NOW - 86400), NOW))
    assert talk.say("STOP").startswith("Stopped.") and talk.did(EmptyQueue)
    assert "Someone on the team stopped my messages" in talk.say("hello")
    assert "Someone on the team" not in talk.say("hello")


def test_words_of_danger_come_before_being_told_of_a_hold() -> None:
    """The card is not held up by anything."""
    talk = Talk(pace=pace.lift(pace.hold(PACE, NOW - 86400), NOW))
    assert "Someone on the team" not in talk.say("I want to kill myself")


@pytest.mark.parametrize("event", [Typed("menu"), Pressed("0old0000:menu:PV-01:pace", "m1"), Opened()])
def test_a_hold_that_is_over_is_told_of_once(event: Typed | Pressed | Opened) -> None:
    """ST-05: with whatever they do next, and never again."""
    talk = Talk(pace=pace.lift(pace.hold(PACE, NOW - 86400), NOW))
    assert "stopped my messages to you on Sun 22 Nov" in talk.take(event)
    assert "stopped my messages to you" not in talk.take(event)


def test_the_team_menu_is_closed_to_a_held_coordinator() -> None:
    """A hold works alike for everybody: whoever has a coordinator's phone cannot hold, send or invite."""
    talk = held(COORDINATOR)
    assert "Type the code we gave you" in talk.say("menu") and talk.stack == ()
