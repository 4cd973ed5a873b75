"""Whom a hold is for: one exact name, no list and no search (conversations/flows/holding.py; bot/naming.py)."""

from tests.bot.play import DAY, Play
from tests.bot.test_holding import stop_for


async def test_names_that_nobody_has_and_ones_own(play: Play) -> None:
    """No search beyond one exact name, and nobody holds themselves: for that there is STOP."""
    priya, _kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    await priya.say("menu")
    await priya.press("A lost phone", "Hold for a member")
    for name in ("Kof", "Kofi A", "%", "Priya"):
        assert "Nobody else goes by that name here" in await priya.say(name)


async def test_one_of_several_is_chosen_by_group_and_day(play: Play) -> None:
    """Two of one name are told apart by what the team knows anyway, and the right one is held."""
    priya = await play.joined("Priya", role="coordinator")
    first, second = await play.joined("Sam"), await play.joined("sam", group="Southwark")
    await play.wait(DAY)
    third = await play.joined("SAM")
    await priya.say("menu")
    await priya.press("A lost phone", "Hold for a member")
    await priya.say("Sam")
    assert priya.labels == ["Lambeth, Mon 23 Nov 2026", "Southwark", "Lambeth, Tue 24 Nov 2026", "Cancel"]
    assert (await priya.press("Southwark")).startswith(
        "sam (Southwark, joined Mon 23 Nov 2026): I'd start no chats"
    )
    await priya.press("Stop messages")
    assert [(await person.known()).state for person in (first, second, third)] == ["active", "held", "active"]


async def test_two_who_joined_one_group_on_one_day_are_told_apart(play: Play) -> None:
    """No two buttons say the same: who joined first is number 1, typed or tapped."""
    priya = await play.joined("Priya", role="coordinator")
    people = [await play.joined("Sam"), await play.joined("Sam"), await play.joined("sam", group="Southwark")]
    await priya.say("menu")
    await priya.press("A lost phone", "Hold for a member")
    await priya.say("Sam")
    day = "Lambeth, Mon 23 Nov 2026"
    assert priya.labels == [f"{day}, joined no. 1", f"{day}, joined no. 2", "Southwark", "Cancel"]
    await priya.say(f"{day}, joined no. 2", "stop messages")
    assert [(await person.known()).state for person in people] == ["active", "held", "active"]


async def test_somebody_else_of_the_name_is_not_meant_after_going_back(play: Play) -> None:
    """Back, and another name: whom they had chosen before is forgotten."""
    priya = await play.joined("Priya", role="coordinator")
    people = [await play.joined("Sam"), await play.joined("Sam", group="Southwark"), await play.joined("Bea")]
    await priya.say("menu")
    await priya.press("A lost phone", "Hold for a member")
    await priya.say("Sam", "Southwark", "back", "back", "Bea", "stop messages")
    assert [(await person.known()).state for person in people] == ["active", "active", "held"]


async def test_names_are_not_tried_one_by_one(play: Play) -> None:
    """No search (DOMAIN.md 6.6): after five names in a day that nobody goes by, in either flow, somebody else is to do it."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    await priya.say("menu")
    await priya.press("A lost phone", "Hold for a member")
    assert "Nobody else goes by that name here" in await priya.say("Abe", "Bo", "Cy")
    await priya.say("cancel", "menu")
    await priya.press("A lost phone", "Lift a hold")
    assert "Please ask a colleague" in await priya.say("Di", "Ed")
    await priya.say("menu")
    assert "Please ask a colleague" in await priya.press("A lost phone", "Hold for a member")
    other = await play.joined("Wren", role="staff")
    await stop_for(other, "Kofi")
    assert (await kofi.known()).state == "held"
    await play.wait(DAY)
    assert "told them nothing" in await stop_for(priya, "Kofi")
