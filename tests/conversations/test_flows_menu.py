"""The menu, What's new, invitations, clearing and language."""

from dataclasses import replace

from conversations.effects import Clear, UseCode
from conversations.view import Group, Invitation
from tests.conversations.driver import SAM, Talk, TestFacts

ITEMS = tuple(f"Item {n}. All about {n}." for n in range(1, 13))


def test_whats_new_in_pages() -> None:
    """Every item can be reached, five at a time, and Back returns to the page it was on."""
    talk = Talk(facts=TestFacts(items=ITEMS))
    talk.say("menu")
    talk.press("What's new")
    talk.press("Older")
    talk.press("Older")
    assert "11. Item 11" in talk.text and "Older" not in talk.labels
    assert talk.press("Open 12") == "Item 12. All about 12."
    talk.press("Back")
    assert talk.labels == ["Open 11", "Open 12", "Close"]


def test_news_that_went_while_the_list_was_open() -> None:
    """A list that is older than the news answers kindly, however it is tapped."""
    facts = TestFacts(items=ITEMS[:2])
    talk = Talk(facts=facts)
    talk.say("menu")
    talk.press("What's new")
    facts.items = ()
    assert talk.press("Open 2")
    facts.items = ITEMS[:2]
    talk.say("menu")
    talk.press("What's new")
    talk.press("Open 2")
    facts.items = ITEMS[:1]
    assert "Nothing new right now." in talk.press("Open 1")


def test_nothing_new() -> None:
    """An empty page says so and ends."""
    talk = Talk()
    talk.say("menu")
    assert talk.press("What's new") == "Nothing new right now." and talk.stack == ()


def test_the_menu_lies_over_what_was_going_on() -> None:
    """Closing the menu returns to the open question, and so do words that are no part of it."""
    talk = Talk()
    talk.due("check_in")
    talk.press("Start")
    talk.press("Good")
    talk.say("menu")
    assert "Has anything been good" in talk.press("Close")
    talk.say("menu")
    talk.say("My sister rang.")
    assert talk.top == "check_in.CI-06"


def test_an_old_menu_still_works() -> None:
    """The buttons of a menu work a year later."""
    talk = Talk()
    talk.say("menu")
    talk.wait(370 * 86400)
    assert "How often" in talk.press("My pace")


def test_a_code_adds_a_group() -> None:
    """A member who brings a code is in its group, and everything they chose stays."""
    kitchen = Group(2, "Kitchen crew")
    talk = Talk(codes={"KITCHEN22": Invitation("KITCHEN22", "member", kitchen)})
    assert "You're in Kitchen crew now" in talk.say("KITCHEN22")
    assert talk.did(UseCode) and talk.member and kitchen in talk.member.groups


def test_a_spent_code_says_how_to_mend_it() -> None:
    """A code that is used up changes nothing and names the person to ask."""
    talk = Talk()
    assert "ask Priya for a new one" in talk.open("OLD00000") and talk.member == SAM


def test_clearing_leaves_nothing_on_the_screen() -> None:
    """CLEAR drops what was going on, so that no question shows itself again in a chat that was just cleaned."""
    talk = Talk()
    talk.due("check_in")
    talk.press("Start")
    talk.say("clear")
    assert talk.did(Clear) and talk.stack == () and talk.choices == ()


def test_language_is_kept_for_members() -> None:
    """A member's choice of language is theirs from then on."""
    talk = Talk()
    talk.say("language")
    talk.press("Español")
    assert talk.member == replace(SAM, language="es")
