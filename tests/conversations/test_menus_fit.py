"""The team's menus stay within what a channel shows as buttons, whatever somebody takes on (conversations/caps.py)."""

from dataclasses import replace
from itertools import product

import pytest

from conversations.caps import Caps
from conversations.view import Duty
from tests.conversations.driver import SAM, Talk
from tests.conversations.programme import NOW, PACE, PROGRAMME, TestFacts

MOST = Caps().buttons


def facts(alone: bool) -> TestFacts:
    known = TestFacts()
    known.set_scene("event 3h: Housing forum", NOW)
    if alone:
        known.set_scene("asked mine: moved; Come", NOW - 3600)
    return known


@pytest.mark.parametrize(
    ("set_up", "worker", "takes", "duty", "alone"), list(product((1, 2), ("", "Priya"), *[(False, True)] * 3))
)
def test_a_coordinators_menu_fits(set_up: int, worker: str, takes: bool, duty: bool, alone: bool) -> None:
    """On duty or not, with messages or not, with a key to turn alone or not: a button for each thing."""
    programme = replace(PROGRAMME, set_up=set_up, worker=worker, duty=Duty("Jo", "9 to 5", True, ""))
    member = replace(SAM, role="coordinator", worker=takes, on_duty=duty)
    talk = Talk(member, programme=programme, facts=facts(alone))
    talk.say("menu")
    assert ("Send it alone" in talk.labels) is alone
    assert len(talk.labels) <= MOST


@pytest.mark.parametrize("urgent_keys", [False, True])
@pytest.mark.parametrize("role", ["staff", "representative"])
def test_the_menus_of_others_on_the_team_fit(role: str, urgent_keys: bool) -> None:
    """Also where one menu leads to the next."""
    talk = Talk(replace(SAM, role=role), pace=replace(PACE, urgent_keys=urgent_keys), facts=facts(False))  # type: ignore[arg-type]  # a role
    talk.say("menu")
    assert len(talk.labels) <= MOST
    if role == "representative":
        talk.press("Member rep")
        assert len(talk.labels) <= MOST
    assert "A lost phone" in talk.labels
    talk.press("A lost phone")
    assert talk.labels == ["Hold for a member", "Lift a hold", "Close"]
