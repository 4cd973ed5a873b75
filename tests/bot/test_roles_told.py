"""Word of a new role: once, at each one's own pace, in words that are neutral on a quiet phone, and never of what is closed."""

from sqlite3 import Connection

from bot import roles as posting
from conversations.pace import Kind
from storage import members, roles
from tests.bot.play import Play
from tests.bot.roles_in_chat import post, told


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
