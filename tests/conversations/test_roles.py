"""Roles in talks: what a role has to say, how many taps wanting less takes, and what is said to whom."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import timedelta

import pytest

from conversations.flow import Ask, OneOf
from conversations.flows.roles import ROLES
from conversations.role_effects import (
    AcceptRole,
    LeaveRole,
    OfferRole,
    PostRole,
    SayInterested,
    ShowRole,
    TakeInterestBack,
)
from conversations.roles import MOST, REQUIRED
from tests.conversations.driver import NOW, SAM, Talk, TestFacts
from tests.conversations.roles import draft

COORDINATOR = replace(SAM, id=9, name="Ana", role="coordinator")
TERMS = (
    "Note keeper",
    "To write",
    "2 hours",
    "15 pounds",
    "Travel",
    "Sol",
    "skip",
    "today",
    "30 June 2027",
    "The group",
    "2",
)
"""What a coordinator types, up to the last look."""


def knowing(*words: str) -> TestFacts:
    known = TestFacts()
    for each in ("200d: Note keeper", *words):
        known.set_role(each, NOW)
    return known


@pytest.mark.parametrize("name", REQUIRED)
def test_a_draft_that_leaves_something_out_cannot_be(name: str) -> None:
    """B55: the value itself refuses, so no flow, import or seed can post such a role."""
    whole = draft("Note keeper", NOW, 99)
    for empty in ("", " "):
        with pytest.raises(ValueError, match=name):
            replace(whole, **{name: empty})  # type: ignore[arg-type]  # a field of words
    assert {field.name for field in fields(whole)} >= {*REQUIRED, "starts_on", "ends_on"}


def test_a_draft_that_cannot_be_is_refused() -> None:
    """It ends after it starts, within two years, is for somebody, and can be read on a small phone."""
    whole = draft("Note keeper", NOW, 99)
    for wrong in ({"ends_on": whole.starts_on - timedelta(1)}, {"ends_on": whole.starts_on + timedelta(732)}, {"wanted": 0}, {"wanted": 21},
                  {"purpose": "x" * (MOST["purpose"] + 1)}):  # fmt: skip
        with pytest.raises(ValueError):
            replace(whole, **wrong)


@pytest.mark.parametrize("left_out", range(len(TERMS)))
def test_nothing_that_a_role_has_to_say_can_be_skipped_in_chat(left_out: int) -> None:
    """ "skip" leads past no question but the one about training."""
    talk = Talk(COORDINATOR)
    for words in ("roles", "roles we post", "new role", *TERMS[:left_out]):
        talk.say(words)
    before = talk.top
    talk.say("skip")
    assert (talk.top != before) is (TERMS[left_out] == "skip")
    assert talk.did(PostRole) == []


@pytest.mark.parametrize("words", ["Unpaid", "none", "no", "0"])
def test_no_pay_can_be_said_in_any_of_its_words(words: str) -> None:
    """What is not paid needs no question about money; a plain "no" throws nothing away."""
    talk = Talk(COORDINATOR)
    for each in ("roles", "roles we post", "new role", *TERMS[:3], words, *TERMS[4:], "yes"):
        talk.say(each)
    (posted,) = talk.did(PostRole)
    assert isinstance(posted, PostRole)
    assert (posted.draft.pay, posted.draft.paid) == ("Unpaid.", False)


def taps(talk: Talk, *labels: str) -> int:
    """How many taps it is from the list of roles, all of them pressed."""
    talk.say("roles")
    for label in labels:
        talk.press(label)
    return len(labels)


def test_b20_wanting_more_and_wanting_less_are_as_many_taps() -> None:
    """B20: "I'm interested", taking it back and stepping back, each counted from the list of roles. Neither of the two that
    are less has one question more."""
    counted: dict[str, int] = {}
    ways: tuple[tuple[str, tuple[str, ...], Callable[[Talk], object]], ...] = (
        ("I'm interested", (), lambda talk: talk.did(SayInterested)),
        ("Take it back", ("interested",), lambda talk: talk.did(TakeInterestBack)),
        ("Step back", ("held",), lambda talk: talk.did(LeaveRole)),
    )
    for label, words, done in ways:
        talk = Talk(facts=knowing(*words))
        counted[label] = taps(talk, "Open 1", label)
        assert done(talk), label
        assert talk.top == "", "nothing is asked afterwards"
    assert set(counted.values()) == {2}, counted


def test_stepping_back_has_no_place_for_a_reason() -> None:
    """B56: no question of the flow takes own words, and the effect carries the role and nothing else."""
    assert all(isinstance(step.kind, OneOf) for step in ROLES.steps if isinstance(step, Ask))
    assert [field.name for field in fields(LeaveRole)] == ["role"]


def test_money_and_costs_and_who_sees_it_come_before_the_tap() -> None:
    """B73, on the page and where word of a new role came."""
    for begun in (("roles", "open 1"), ("i'm interested",)):
        talk = Talk(facts=knowing("paid: 15 pounds an hour"))
        if len(begun) == 1:
            talk.due("role", item="role:1")
        for words in begun:
            talk.say(words)
        for part in (
            "Money: 15 pounds an hour",
            "Costs: Travel",
            "paid, unpaid, or costs only",
            "Ana sees the name you gave me",
        ):
            assert part in talk.text
        assert talk.did(SayInterested) == []


@pytest.mark.parametrize("words", ["leave", "later", "no"])
def test_a_yes_without_a_choice_about_pay_is_a_yes_that_decides_later(words: str) -> None:
    """Nobody is taken to want pay because they left the question."""
    talk = Talk(facts=knowing("paid: 15 pounds an hour", "offered"))
    talk.due("role_offer", item="role:1")
    talk.say("yes")
    assert talk.did(AcceptRole) == [], "pay comes first"
    talk.say(words)
    assert talk.did(AcceptRole) == [AcceptRole(1, "later")]


@pytest.mark.parametrize("words", ["no", "leave", "not now"])
def test_nobody_is_named_without_a_yes_of_its_own(words: str) -> None:
    """B56: a yes to the role is none to being named; a no, and leaving the question, show nothing."""
    talk = Talk(facts=knowing("offered"))
    talk.due("role_offer", item="role:1")
    talk.say("yes")
    talk.say(words)
    assert ShowRole(1, True) not in talk.effects
    role = talk.facts.role(1)
    assert role is not None and role.mine == "held" and not role.shown


def test_a_quiet_phone_reads_nothing_of_it_before_a_tap() -> None:
    """Neither the word role nor its name stands in the first line."""
    for what, words in (("role", ()), ("role_offer", ("offered",))):
        talk = Talk(replace(SAM, quiet=True), facts=knowing(*words))
        talk.due(what, item="role:1")
        assert talk.text == "Hi. Something is ready, when you like."


def test_another_coordinator_reads_no_names() -> None:
    """Only who posted it does: for anybody else there is no such button, and an old one does nothing."""
    known = knowing("by me", "interested: 21 Kofi")
    mine, other = Talk(COORDINATOR, facts=known), Talk(COORDINATOR, facts=knowing())
    for talk in (mine, other):
        for words in ("roles", "roles we post", "open 1"):
            talk.say(words)
    assert "Who's interested" in mine.labels and "Who's interested" not in other.labels
    assert "Kofi" in mine.press("Who's interested")
    mine.press("Offer it to 1")
    known.posted = tuple(replace(each, by_me=False, people=()) for each in known.posted)
    mine.press("Offer it")
    assert mine.did(OfferRole) == []


def test_who_posted_a_role_does_not_ask_for_it() -> None:
    """They would offer it to themselves."""
    talk = Talk(COORDINATOR, facts=knowing("by me"))
    talk.say("roles")
    talk.say("open 1")
    assert talk.labels == ["Back", "Close"]


def test_more_roles_than_one_page_are_all_there() -> None:
    """A list goes on, for members and coordinators, and numbers are those of the page."""
    known = TestFacts()
    for number in range(14):
        known.set_role(f"99d: Role {chr(65 + number)}", NOW)
    for member, words in (
        (SAM, ("roles", "more", "more", "open 2")),
        (COORDINATOR, ("roles", "roles we post", "more", "more", "open 2")),
    ):
        talk = Talk(member, facts=known)
        for each in words:
            talk.say(each)
        assert talk.text.startswith("Role N")


def test_roles_opens_from_anywhere_by_one_word() -> None:
    """In the middle of a check-in too; what was going on waits beneath."""
    talk = Talk(facts=knowing())
    for words in ("menu", "check-in"):
        talk.say(words)
    assert talk.top == "check_in.CI-02"
    assert "Note keeper" in talk.say("Roles")
    talk.press("Close")
    assert talk.top == "check_in.CI-02"


def test_own_page_says_what_is_kept() -> None:
    """Roles somebody has, had and would like, in words."""
    known = knowing("held", "99d: Trainer", "interested", "had: Co-chair")
    talk = Talk(facts=known)
    talk.say("my details")
    talk.press("See them")
    for line in ("My roles: Note keeper", "Roles I'd like: Trainer", "Roles I had: Co-chair"):
        assert line in talk.text
