"""A code for the team takes two keys: what a coordinator is asked and told (DOMAIN.md, 6.5; B33)."""

from dataclasses import replace

import pytest

from conversations.effects import MakeInvite
from conversations.key_effects import AskInvite
from tests.conversations.driver import SAM, Talk, TestFacts
from tests.conversations.programme import NOW

ANA = replace(SAM, name="Ana", role="coordinator")
DAY = 86400
TEAM = pytest.mark.parametrize(
    ("label", "role"), [("A member rep", "representative"), ("A coordinator", "coordinator")]
)


def invites(facts: TestFacts, *steps: str) -> Talk:
    talk = Talk(ANA, facts=facts)
    talk.say("menu")
    for step in ("Invite people", *steps):
        talk.press(step)
    return talk


@TEAM
def test_a_code_for_the_team_waits_for_a_member_rep(label: str, role: str) -> None:
    """It is said before anything is asked; nothing is made until both keys are turned, and then once."""
    facts = TestFacts()
    talk = invites(facts)
    assert "a member rep is asked too" in talk.text
    talk.press(label)
    assert not talk.did(MakeInvite)
    talk.press("Ask for the 2nd key")
    assert talk.did(AskInvite) == [AskInvite(role, 1)]
    assert not talk.did(MakeInvite)
    waits = invites(facts, label)
    assert "No member rep has turned it yet. It waits until Mon 30 Nov." in waits.text
    assert not waits.did(MakeInvite) + waits.did(AskInvite)
    facts.set_scene("over agreed", NOW)
    assert invites(facts, label).did(MakeInvite) == [MakeInvite("K7QM2XWP", role, 1, 1, 14)]
    again = invites(facts, label)
    assert not again.did(MakeInvite)
    assert "Ask for the 2nd key" in again.labels


@TEAM
def test_without_a_member_rep_one_key_is_enough(label: str, role: str) -> None:
    """The first member rep has nobody to agree."""
    talk = invites(TestFacts(shared=False), label)
    assert talk.did(MakeInvite) == [MakeInvite("K7QM2XWP", role, 1, 1, 14)]


def test_a_code_for_members_takes_one_key() -> None:
    """Whoever joins as a member holds no key."""
    assert len(invites(TestFacts(), "Members").did(MakeInvite)) == 1


def test_a_no_stands_and_is_about_that_role() -> None:
    """For 7 days nobody asks again for such a code; another may be asked for."""
    facts = TestFacts(refused_codes={"invite.coordinator": NOW + 7 * DAY})
    talk = invites(facts, "A coordinator")
    assert "a no stands for 7 days, until Mon 30 Nov" in talk.text
    assert not talk.did(AskInvite)
    assert "Ask for the 2nd key" in invites(facts, "A member rep").labels


def test_one_key_at_a_time_is_asked_for_such_a_code() -> None:
    """Also where somebody else asked: member reps are asked once."""
    facts = TestFacts()
    facts.set_scene("invite coordinator: Bea", NOW)
    assert "Somebody else has asked" in invites(facts, "A coordinator").text


def test_whoever_was_quicker_is_seen_before_anything_is_asked() -> None:
    """Between the question and the tap another coordinator has asked for such a code."""
    facts = TestFacts()
    talk = invites(facts, "A coordinator")
    facts.set_scene("invite coordinator: Bea", NOW)
    assert "Somebody else has asked" in talk.press("Ask for the 2nd key")
    assert not talk.did(AskInvite)


def test_keys_that_wait_are_listed_by_what_they_are_for() -> None:
    """A member rep sees who would like to invite whom, and what that person could do."""
    facts = TestFacts()
    facts.set_scene("invite coordinator: Ana", NOW)
    facts.set_scene("invite representative: Ana", NOW)
    talk = Talk(replace(SAM, name="Dee", role="representative"), facts=facts)
    talk.say("menu")
    talk.press("Member rep")
    talk.press("Keys waiting")
    assert talk.labels == ["1. Invite a coordinator", "2. Invite a member rep", "Close"]
    assert "Ana would like to invite a member rep to South Voices" in talk.press("2. Invite a member rep")
