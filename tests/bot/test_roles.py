"""Roles, played in the room: posted in chat, offered, taken by one's own yes, named by another, and left in two taps."""

from datetime import timedelta
from sqlite3 import Connection

import pytest

from bot import roles as posting
from bot.channels.room import NAME
from bot.copying import copy_of
from bot.role_facts import today_of
from bot.views import view_of
from conversations.role_effects import (
    AcceptRole,
    CloseRole,
    OfferRole,
    PostRole,
    RoleEffect,
    SayInterested,
    ShowRole,
    TakeOfferBack,
)
from tests.bot.play import DAY, Person, Play
from tests.bot.roles_in_chat import likes, offers, page, post, takes
from tests.conversations.roles import draft


async def test_from_interest_to_a_role_by_ones_own_yes(play: Play) -> None:
    """Offered by who posted it, taken by the member; and the choice about pay stands beside their name, for that one alone."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    role = await post(play, ana)
    await likes(kofi)
    assert "I ask Kofi in their own hours" in await offers(ana)
    assert await play.rows("role_holder") == []
    await play.wait(DAY)
    assert any("Would you like it? The offer waits 14 days." in each.text for each in kofi.heard)
    await takes(kofi, "I'd like to be paid")
    assert await play.rows("role_interest") == []
    assert await play.rows("role_holder") == [(role, (await kofi.known()).id, "paid", 0)]
    await ana.say("roles", "roles we post", "Note keeper")
    assert "1. Kofi has the role (would like to be paid)" in await ana.press("Who's interested")
    assert "No place is free right now." in await page(ana)
    assert {"role.posted", "role.offered"} <= {row[3] for row in await play.rows("log")}
    assert "Kofi" not in str(await play.rows("log"))


async def test_nobody_is_named_without_a_yes_of_their_own(play: Play) -> None:
    """B56: on no page of anybody but who posted it, until they say that others may know, and not after they changed that."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    sol, priya = await play.joined("Sol"), await play.joined("Priya", role="coordinator")
    await post(play, ana)
    await likes(kofi)
    for person in (sol, priya):
        assert "Kofi" not in await page(person)
    await priya.say("roles", "roles we post", "Note keeper")
    assert "Who's interested" not in priya.labels
    await offers(ana)
    await takes(kofi)
    for person in (sol, priya):
        assert "Kofi" not in await page(person)
    await page(kofi)
    await kofi.press("Show my name")
    assert "Who has it: Kofi." in await page(sol)
    await page(kofi)
    await kofi.press("Hide my name")
    assert "Kofi" not in await page(sol)


async def test_stepping_back_is_two_taps_and_tells_nobody_why(play: Play) -> None:
    """B56: no question after it, no letter because of it, nothing left of it in any row or file; the place is free again."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await post(play, ana)
    await likes(kofi)
    await offers(ana)
    await play.wait(DAY)
    await takes(kofi)
    before = len(ana.heard)
    await kofi.say("roles")
    words = await kofi.press("Open 1", "Step back")
    assert (
        words == "Done. You've stepped back as Note keeper. Thank you for all you did. Nobody will ask why."
    )
    assert kofi.labels == []
    assert (await play.rows("role_holder"), await play.rows("role_interest")) == ([], [])
    await play.wait(7 * DAY)
    assert len(ana.heard) == before
    assert "0 of 1 have it, 0 interested" in await ana.say("roles", "roles we post")
    assert "It's open." in await page(kofi)


async def test_two_people_are_given_the_last_place_at_once(play: Play) -> None:
    """The second offer is refused where it is carried out, and of two that were offered it the second yes is told kindly."""
    ana, kofi, sol = (
        await play.joined("Ana", role="coordinator"),
        await play.joined("Kofi"),
        await play.joined("Sol"),
    )
    role, ids = await post(play, ana), [(await person.known()).id for person in (ana, kofi, sol)]
    await likes(kofi)
    await likes(sol)

    def both(connection: Connection) -> None:
        for id in ids[1:]:
            posting.carry_out(connection, play.bot.world, OfferRole(role, id), ids[0], play.now)

    await play.bot.database.write(both)
    assert sorted(row[2] for row in await play.rows("role_interest")) == [0, 1]
    await play.bot.database.write(lambda c: c.execute("update role_interest set offered = 1").rowcount)
    for person in (kofi, sol):
        await page(person)
        await person.press("Answer the offer")
    await kofi.press("Yes please")
    await sol.press("Yes please")
    await kofi.press("Unpaid is fine")
    assert "isn't free for you any more" in await sol.press("Unpaid is fine")
    assert [row[1] for row in await play.rows("role_holder")] == [ids[1]]


async def test_forget_me_frees_the_role(play: Play) -> None:
    """The place is open for others in the same moment, and no byte says who had it."""
    ana, kofi, sol = (
        await play.joined("Ana", role="coordinator"),
        await play.joined("Kofibert"),
        await play.joined("Sol"),
    )
    await post(play, ana)
    await likes(kofi)
    await offers(ana)
    await takes(kofi, shows="Yes, they may")
    assert "Who has it: Kofibert." in await page(sol)
    await kofi.say("forget me", "delete now", "yes, delete it all")
    words = await page(sol)
    assert "It's open." in words and "Kofibert" not in words
    assert (await play.rows("role_holder"), await play.rows("role_interest")) == ([], [])


async def test_nobody_new_comes_to_a_role_whose_coordinator_is_gone(play: Play) -> None:
    """Nobody could see who is interested, so nobody is asked to say so. Whoever has it keeps it."""
    ana, kofi, sol = (
        await play.joined("Ana", role="coordinator"),
        await play.joined("Kofi"),
        await play.joined("Sol"),
    )
    role = await post(play, ana, wanted="3")
    await likes(kofi)
    await offers(ana)
    await takes(kofi)
    await ana.say("forget me", "delete now", "yes, delete it all")
    assert "nobody new can take it" in await page(sol)
    assert sol.labels == ["Back", "Close"]
    id = (await sol.known()).id
    await play.bot.database.write(
        lambda c: posting.carry_out(c, play.bot.world, SayInterested(role), id, play.now)
    )
    assert await play.rows("role_interest") == []
    assert "You have this role." in await page(kofi)


async def test_what_is_made_up_changes_nothing(play: Play) -> None:
    """A member posts, closes and offers nothing; a coordinator offers no role of another, nor to somebody who is not
    interested; nobody takes what they were not offered."""
    ana, priya = await play.joined("Ana", role="coordinator"), await play.joined("Priya", role="coordinator")
    kofi, sol = await play.joined("Kofi"), await play.joined("Sol")
    role = await post(play, ana)
    ids = {person.id: (await person.known()).id for person in (ana, priya, kofi, sol)}
    await likes(kofi)

    async def carry_out(effect: RoleEffect, who: Person) -> None:
        await play.bot.database.write(
            lambda c: posting.carry_out(c, play.bot.world, effect, ids[who.id], play.now)
        )

    before = await play.dump()
    for effect in (
        PostRole(draft("Mine", play.now, 99)),
        CloseRole(role),
        OfferRole(role, ids[kofi.id]),
        TakeOfferBack(role, ids[kofi.id]),
    ):
        with pytest.raises(PermissionError):
            await carry_out(effect, kofi)
    with pytest.raises(PermissionError):
        await carry_out(OfferRole(role, ids[kofi.id]), priya)
    await carry_out(OfferRole(role, ids[sol.id]), ana)
    await carry_out(SayInterested(role), ana)
    await carry_out(AcceptRole(role, "paid"), kofi)
    await carry_out(ShowRole(role, True), kofi)
    await carry_out(AcceptRole(999, "paid"), kofi)
    assert await play.dump() == before


async def test_a_role_ends_on_its_day_and_is_kept_for_those_who_had_it(play: Play) -> None:
    """From the next day it is in no list, nobody is interested in it, and it is no more than a line of their own; 12 months on
    it is gone."""
    ana, kofi, sol = (
        await play.joined("Ana", role="coordinator"),
        await play.joined("Kofi"),
        await play.joined("Sol"),
    )
    role = await post(play, ana, wanted="2")
    for person in (kofi, sol):
        await likes(person)
    await offers(ana)
    await takes(kofi)
    last = timedelta(days=1)
    await play.bot.database.write(
        lambda c: (
            c.execute(
                "update role set starts_on = '2026-11-01', ends_on = ?", (today_of(play.bot.world, play.now),)
            ).rowcount
        )
    )
    assert "Note keeper" in await kofi.say("roles")
    await play.wait(int(last.total_seconds()))
    await play.bot.ticks.keep_house()
    assert await play.rows("role_interest") == []
    for person in (kofi, sol, ana):
        assert "Note keeper" not in await person.say("roles")
    await kofi.say("my details")
    assert "Roles I had: Note keeper" in await kofi.press("See them")
    row = (await play.rows("role_holder"))[0]
    assert row[0] == role
    await play.bot.database.write(
        lambda c: c.execute("update role set starts_on = '2025-01-01', ends_on = '2025-11-22'").rowcount
    )
    await play.bot.ticks.keep_house()
    assert (await play.rows("role"), await play.rows("role_holder")) == ([], [])


async def test_the_copy_holds_what_is_kept_about_roles(play: Play) -> None:
    """In words first, then row by row: the member's own interest and role, and what a coordinator posted."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await post(play, ana)
    await post(play, ana, title="Trainer")
    await likes(kofi)
    await offers(ana)
    await takes(kofi, "I'd like to be paid")
    await likes(kofi, "Trainer")
    copies = []
    for person in (kofi, ana):
        row = await person.known()
        copies.append(
            await play.bot.database.read(
                lambda c, who=row: copy_of(c, view_of(c, play.bot.world, NAME, who, play.now))  # type: ignore[misc]  # a default binds the row
            )
        )
    for part in (
        "My roles: Note keeper",
        "Roles I'd like: Trainer",
        '"role_holder"',
        '"role_interest"',
        '"money": "paid"',
    ):
        assert part in copies[0], part
    for part in ("Roles you posted: 2", "Somebody writes down"):
        assert part in copies[1], part
    assert "Kofi" not in copies[1], "who is interested is none of the coordinator's own details"


async def test_a_no_and_silence_are_told_to_nobody_by_name(play: Play) -> None:
    """B31: of two who were offered it, the one who says no and the one who does not answer look alike to who posted it, and
    both look interested; after 14 days both offers are over, softly, and only whoever did not say no is asked again."""
    ana, kofi, sol = (
        await play.joined("Ana", role="coordinator"),
        await play.joined("Kofi"),
        await play.joined("Sol"),
    )
    await post(play, ana, wanted="2")
    for person in (kofi, sol):
        await likes(person)
    for number in (1, 2):
        await offers(ana, number)
    await play.wait(DAY)
    await page(kofi)
    assert "Nobody is told that you said no: to Ana" in await kofi.press("No thanks")
    assert "offers it to you" not in await page(kofi)

    async def seen() -> tuple[str, list[str]]:
        await ana.say("roles", "roles we post", "Note keeper")
        return await ana.press("Who's interested"), ana.labels

    words, labels = await seen()
    assert words.splitlines()[1:] == ["1. Kofi said they're interested", "2. Sol said they're interested"]
    assert labels == ["Take back 1", "Take back 2", "Back"]
    await play.bot.ticks.keep_house()
    assert await seen() == (words, labels)
    heard = len(ana.heard)
    await play.wait(14 * DAY)
    await play.bot.ticks.keep_house()
    assert len(ana.heard) == heard, "nobody is told that it lapsed"
    assert "offers it to you" not in await page(sol)
    assert (await seen())[1] == ["Offer it to 1", "Offer it to 2", "Back"]
    for number in (1, 2):
        await offers(ana, number)
    told = [len(each.heard) for each in (kofi, sol)]
    await play.wait(2 * DAY)
    assert [len(each.heard) for each in (kofi, sol)] == [told[0], told[1] + 1]
    assert any("Would you like it?" in each.text for each in sol.heard[told[1] :])
    await ana.say("roles", "roles we post", "Note keeper")
    await ana.press("Who's interested", "Take back 1")
    words, labels = await seen()
    assert labels == ["Offer it to 1", "Take back 2", "Back"] and "1. Kofi said they're interested" in words
    assert "You've offered Note keeper to Kofi in the last 14 days" in await ana.press("Offer it to 1")


async def test_an_offer_that_is_taken_back_asks_nobody(play: Play) -> None:
    """Its letter is dropped, and whoever opens it later reads that there is nothing to do."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await post(play, ana)
    await likes(kofi)
    await play.until("2026-11-23 20:00")
    await offers(ana)
    await ana.say("roles", "roles we post", "Note keeper")
    assert "stand any more" in await ana.press("Who's interested", "Take back 1")
    await play.until("2026-11-24 18:00")
    assert not any("offers it to you" in each.text for each in kofi.heard)
    assert "You said you're interested." in await page(kofi)


async def test_an_offer_arrives_long_after_the_news_of_the_role(play: Play) -> None:
    """Its letter is no offer of a place on a course: it has no clock, goes at the gate's leave, and asks for a yes."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await post(play, ana)
    await play.wait(14 * DAY)
    await likes(kofi)
    before = len(kofi.heard)
    await offers(ana)
    await play.wait(3 * DAY)
    assert any("It's yours only if you say yes." in each.text for each in kofi.heard[before:])
