"""Word of a new role: once, at each one's own pace, in words that are neutral on a quiet phone, and never of what is closed."""

from dataclasses import replace
from datetime import date
from sqlite3 import Connection

from bot import roles as posting
from bot.role_facts import draft_of
from conversations.pace import Kind
from conversations.role_effects import ChangeRole
from storage import members, roles
from tests.bot.play import Person, Play
from tests.bot.roles_in_chat import likes, offers, page, post, takes, told


async def test_everybody_who_said_yes_is_told_once_in_their_own_hours(play: Play) -> None:
    """TR-24, at each one's pace; it stands on What's new at once. Who said no to it is not told, nor who posted it."""
    ana, kofi, sol = (
        await play.joined("Ana", role="coordinator"),
        await play.joined("Kofi"),
        await play.joined("Sol"),
    )
    tam = await play.joined("Tam")
    for person, change in ((sol, "no"), (tam, "later")):
        id = (await person.known()).id
        sql = (
            "update consent set yes = 0 where member_id = ? and layer = 'training'"
            if change == "no"
            else "delete from consent where member_id = ? and layer = 'training'"
        )
        await play.bot.database.write(lambda c, who=id, how=sql: c.execute(how, (who,)).rowcount)  # type: ignore[misc]  # a default binds both
    await play.until("2026-11-23 20:00")
    await post(play, ana)
    await play.bot.ticks.tend()
    await play.bot.ticks.tend()
    assert "1. New role: Note keeper" in await kofi.say("what's new")
    assert "New role" not in await sol.say("what's new")
    assert told(kofi) == [], "not in the evening"
    await play.until("2026-11-27 19:00")
    assert len(told(kofi)) == 1
    assert (told(sol), told(tam), told(ana)) == ([], [], [])
    assert "Money: 15 pounds an hour" in told(kofi)[0]
    (letter,) = [row for row in await play.rows("letter") if row[6] == Kind.TRAINING.value]
    assert letter[5] == "ordinary"


async def test_a_thousand_are_told_a_chunk_at_a_time_and_none_twice(play: Play) -> None:
    """Each chunk is a transaction that says how far it came: whoever goes on after it leaves nobody out."""
    ana = await play.joined("Ana", role="coordinator")
    role = await post(play, ana)

    def many(connection: Connection) -> None:
        for number in range(2 * posting.CHUNK + 7):
            id = members.add(connection, "telegram", str(number), "en", False, play.now)
            members.consent(connection, id, "training", True, "1", play.now)
            connection.execute("insert into pace values (?, 'active', '{}', null)", (id,))

    await play.bot.database.write(many)
    steps = 0
    while await play.bot.database.write(lambda c: posting.tell(c, play.bot.world, play.now)):
        steps += 1
        waiting = await play.bot.database.read(
            lambda c: c.execute(
                "select count(*), count(distinct member_id) from letter where item = ?", (f"role:{role}",)
            ).fetchone()
        )
        assert waiting[0] == waiting[1] <= steps * posting.CHUNK
    assert waiting == (2 * posting.CHUNK + 7,) * 2
    assert steps == 4
    assert await play.bot.database.read(roles.to_tell) == []


async def test_a_quiet_phone_reads_nothing_before_a_tap(play: Play) -> None:
    """Neither of the role nor of the offer of one."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    id = (await kofi.known()).id
    await play.bot.database.write(lambda c: members.change(c, id, {"quiet": 1}))
    await post(play, ana)
    await play.until("2026-11-27 19:00")
    assert any(each.text == "Hi. Something is ready, when you like." for each in kofi.heard)
    assert not [each.text for each in kofi.heard if "role" in each.text.casefold()]


async def test_whoever_has_it_hears_once_what_changed(play: Play) -> None:
    """Whoever made the change, and in the member's own hours: two changes are one message, and stepping back is one tap.
    Who is only interested, or said no, hears nothing; how many are wanted is told to nobody."""
    ana, priya = await play.joined("Ana", role="coordinator"), await play.joined("Priya", role="coordinator")
    kofi, sol, tam = await play.joined("Kofi"), await play.joined("Sol"), await play.joined("Tam")
    role = await post(play, ana, wanted="3")
    for person in (kofi, sol, tam):
        await likes(person)
    await offers(ana)
    await takes(kofi)
    await offers(ana)  # Sol
    id = (await priya.known()).id

    async def change(**fields: object) -> None:
        def does(connection: Connection) -> None:
            row = roles.of(connection, role)
            assert row is not None
            draft = replace(draft_of(row), **fields)  # type: ignore[arg-type]  # names are RoleDraft's own
            posting.carry_out(connection, play.bot.world, ChangeRole(role, draft), id, play.now)

        await play.bot.database.write(does)

    await play.until("2026-11-23 22:00")
    before = {person.id: len(person.heard) for person in (kofi, sol, tam)}
    await change(wanted=4)
    await change(pay="9 pounds an hour")
    await change(hours="5 hours a week", ends_on=date(2027, 1, 31))
    await play.wait(60)
    assert all(len(each.heard) == before[each.id] for each in (kofi, sol, tam)), "not in the night"
    await play.until("2026-11-25 18:00")

    def told_to(person: Person) -> list[str]:
        return [each.text for each in person.heard if each.text.startswith("Something about Note keeper")]

    assert (
        told_to(kofi)
        == told_to(sol)
        == [
            "Something about Note keeper was changed. It says now:\nHours: 5 hours a week\nMoney: 9 pounds an hour\n"
            "From Mon 23 Nov to Sun 31 Jan 2027.\nYou can step back any time."
        ]
    )
    assert told_to(tam) == []
    assert "You've stepped back as Note keeper" in await kofi.press("Step back")
    assert await play.rows("role_holder") == []


async def test_whoever_stepped_back_meanwhile_is_not_told_of_a_change(play: Play) -> None:
    """What waited is let go."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await post(play, ana)
    await likes(kofi)
    await offers(ana)
    await takes(kofi)
    await play.until("2026-11-23 22:00")
    await ana.say("roles", "roles we post", "Note keeper")
    assert (
        "Whoever has it, or was offered it, is told"
        in (await ana.press("Change it", "Hours"), await ana.say("6 hours a week"))[1]
    )
    await ana.press("Save it")
    assert any("role_changed" in str(row) and "waiting" in row for row in await play.rows("letter"))
    await page(kofi)
    await kofi.press("Step back")
    await play.until("2026-11-25 18:00")
    assert not [each for each in kofi.heard if each.text.startswith("Something about")]


async def test_what_is_closed_meanwhile_is_told_to_nobody(play: Play) -> None:
    """The letter that waited is let go, and so is the line on What's new."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await play.until("2026-11-23 20:00")
    await post(play, ana)
    await play.bot.ticks.tend()
    await ana.say("roles", "roles we post", "Note keeper")
    await ana.press("Close the role", "Close the role")
    await play.until("2026-11-27 19:00")
    assert told(kofi) == []
    assert "New role" not in await kofi.say("what's new")
    assert [row for row in await play.rows("whats_new") if "role" in str(row)] == []
