"""Something for many on its way: in chunks, across restarts, planned, stopped, put right, taken back."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot import amending, broadcasting
from conversations.effects import Amend
from storage import broadcasts
from tests.bot.play import DAY, HOUR, Person, Play, at, playing


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Play]:
    """A room whose messages can be deleted for two days, as on most channels."""
    async with playing(tmp_path) as play:
        play.room.caps = replace(play.room.caps, delete_within=2 * DAY)
        yield play


def heard(person: Person, words: str) -> list[str]:
    return [message.text for message in person.heard if words in message.text]


async def begun(play: Play, text: str = "Chairs\n\nBring one.", **more: object) -> int:
    return await play.bot.database.write(
        lambda c: broadcasting.begin(c, group=None, text=text, level="news", now=play.now, **more)  # type: ignore[arg-type]  # names are begin's own
    )


async def chunk(play: Play, most: int) -> bool:
    return await play.bot.database.write(lambda c: broadcasting.expand(c, play.now, most))


async def amend(play: Play, id: int, how: str, text: str = "") -> None:
    await play.bot.database.write(lambda c: amending.amend(c, Amend(id, how, text), play.now))  # type: ignore[arg-type]  # one of three


async def letters(play: Play) -> list[tuple[int, str]]:
    """(member, state) of the letters that news became."""
    return await play.bot.database.read(
        lambda c: c.execute(
            "select member_id, state from letter where kind = 'news' order by member_id"
        ).fetchall()
    )


async def logged(play: Play) -> list[str]:
    """What the log has of things for many, once each time."""
    return [row[3] for row in await play.rows("log") if row[3].startswith("news.")]


async def state(play: Play, id: int) -> str:
    row = await play.bot.database.read(lambda c: broadcasts.item(c, id))
    assert row is not None
    return row.state


async def several(play: Play, many: int) -> list[Person]:
    return [await play.joined(f"Kofi{n}") for n in range(many)]


async def test_it_goes_on_after_a_restart_where_it_was(tmp_path: Path) -> None:
    """A chunk is a commit: whoever opens the database next leaves nobody out, and gives nobody two."""
    async with playing(tmp_path) as first:
        await several(first, 5)
        id = await begun(first)
        assert await chunk(first, 2)
        assert len(await letters(first)) == 2
    async with playing(tmp_path, first.now, sending=False) as second:
        assert (await state(second, id), len(await letters(second))) == ("going", 2)
        while await chunk(second, 2):
            pass
        made = await letters(second)
        assert len(made) == 5
        assert len({member for member, _state in made}) == 5
        assert await state(second, id) == "done"


async def test_who_joins_while_it_goes_gets_it_once(play: Play) -> None:
    """The newest id comes last, so somebody who joins its group in between is not passed over."""
    await several(play, 3)
    await begun(play)
    await chunk(play, 2)
    late = await play.joined("Lea")
    while await chunk(play, 2):
        pass
    made = [member for member, _state in await letters(play)]
    assert len(made) == len(set(made)) == 4
    assert (await late.known()).id in made


async def test_who_joins_when_it_has_gone_does_not_get_it(play: Play) -> None:
    """What went out before somebody came was for the others."""
    await several(play, 1)
    await begun(play)
    while await chunk(play, 500):
        pass
    late = await play.joined("Lea")
    await play.wait(3 * DAY)
    assert not heard(late, "Bring one")


async def test_what_is_planned_begins_at_its_moment(tmp_path: Path) -> None:
    """The clock of the room stops there, and a restart changes nothing."""
    when = at("2026-11-25 12:00")
    async with playing(tmp_path) as first:
        await several(first, 1)
        id = await begun(first, go_at=when)
        await first.until("2026-11-25 11:00")
        assert (await state(first, id), await letters(first)) == ("planned", [])
        assert await logged(first) == []
        assert await first.bot.ticks.next_due() == when
    async with playing(tmp_path, first.now) as second:
        await second.wait(2 * HOUR)
        assert await state(second, id) == "done"
        assert len(await letters(second)) == 1
        assert await logged(second) == ["news.news"], "it counts as sent from when it begins"


async def test_what_is_stopped_half_way_goes_to_nobody_else(play: Play) -> None:
    """Who has it keeps it; of the rest not one letter waits, and it is on nobody's page."""
    people = await several(play, 3)
    id = await begun(play)
    await chunk(play, 1)
    await amend(play, id, "stop")
    while await chunk(play, 1):
        pass
    await play.wait(3 * DAY)
    assert [bool(heard(person, "Bring one")) for person in people] == [False, False, False]
    assert {state for _member, state in await letters(play)} == {"dropped"}
    assert not await play.rows("whats_new")


async def test_who_has_it_keeps_it_when_the_rest_is_stopped(play: Play) -> None:
    """Stopping takes nothing from anybody."""
    kofi = (await several(play, 1))[0]
    id = await begun(play)
    await play.wait(2 * DAY)
    assert heard(kofi, "Bring one")
    await amend(play, id, "stop")
    await play.wait(DAY)
    assert heard(kofi, "Bring one")


async def test_a_correction_reaches_those_who_have_it_and_those_who_wait(play: Play) -> None:
    """The same message says the new words, with its button, and nobody gets a second one; who waits gets the new words."""
    kofi = (await several(play, 1))[0]
    slow = await play.joined(
        "Slow", pace="Only when I ask", lines=("yes, tell me", "looks right", "not now", "ok")
    )
    id = await begun(play)
    await play.wait(2 * DAY)
    (before,) = [message for message in kofi.heard if "Bring one" in message.text]
    said = len(kofi.heard)
    await amend(play, id, "correct", "Chairs\n\nNo chairs needed.")
    await play.wait(HOUR)
    (after,) = [message for message in kofi.heard if "No chairs needed" in message.text]
    assert (after.id, [choice.label for choice in after.choices]) == (before.id, ["Less of this"])
    assert "Corrected." in after.text
    assert not heard(kofi, "Bring one")
    assert len(kofi.heard) == said
    await play.wait(8 * DAY)
    page = await slow.say("menu", "what's new", "open 1")
    assert "No chairs needed" in page
    assert "Corrected." in page


async def test_a_correction_is_in_what_already_has_its_leave_to_go(play: Play) -> None:
    """A letter that stands ready in the outbox is put into the new words before it goes."""
    kofi = (await several(play, 1))[0]
    await play.until("2026-11-24 15:00")
    id = await begun(play)
    await play.bot.ticks.tend()
    await amend(play, id, "correct", "Chairs\n\nNo chairs needed.")
    await play.bot.ticks.tend()
    await play.wait(2 * DAY)
    assert heard(kofi, "No chairs needed")
    assert not heard(kofi, "Bring one")


async def test_what_is_taken_back_is_gone_from_chats_and_pages(play: Play) -> None:
    """A fresh message is deleted, and no page shows it any more."""
    kofi = (await several(play, 1))[0]
    id = await begun(play)
    await play.wait(2 * DAY)
    assert heard(kofi, "Bring one")
    await amend(play, id, "withdraw")
    await play.wait(HOUR)
    assert not heard(kofi, "Bring one")
    assert "Bring one" not in await kofi.say("menu", "what's new")
    assert await state(play, id) == "withdrawn"


async def test_an_old_message_says_that_it_was_taken_back(play: Play) -> None:
    """What is too old to be deleted is put into other words."""
    kofi = (await several(play, 1))[0]
    id = await begun(play)
    await play.wait(6 * DAY)
    await amend(play, id, "withdraw")
    await play.wait(HOUR)
    assert not heard(kofi, "Bring one")
    (left,) = [message for message in kofi.heard if message.text == "This message was taken back."]
    assert not left.choices


async def test_whoever_stopped_is_left_alone(play: Play) -> None:
    """After STOP nothing in a chat changes by our doing."""
    kofi = (await several(play, 1))[0]
    id = await begun(play)
    await play.wait(2 * DAY)
    await kofi.say("STOP")
    await play.wait(HOUR)
    await amend(play, id, "correct", "Chairs\n\nNo chairs needed.")
    await play.wait(HOUR)
    assert not heard(kofi, "No chairs needed")


async def test_a_member_with_two_addresses_gets_one_letter(play: Play) -> None:
    """Nobody twice: the letter goes to the first of their addresses that answers."""
    kofi = (await several(play, 1))[0]
    id = (await kofi.known()).id
    await play.bot.database.write(
        lambda c: c.execute(
            "insert into address (channel, address, member_id) values ('telegram', '77', ?)", (id,)
        )
    )
    await begun(play)
    while await chunk(play, 500):
        pass
    assert [member for member, _state in await letters(play)] == [id]


async def test_urgent_is_for_those_who_booked(play: Play) -> None:
    """Only members with a booking of its event get a letter, of the urgent class."""
    kofi, _bea = await several(play, 2)
    member = (await kofi.known()).id

    def urgent(c):  # type: ignore[no-untyped-def]  # rows of a test
        (event,) = c.execute(
            "insert into event (kind, title, starts_at) values ('meeting', 'Forum', ?) returning id",
            (play.now + DAY,),
        ).fetchone()
        c.execute("insert into booking (event_id, member_id, at) values (?, ?, ?)", (event, member, play.now))
        id = broadcasting.begin(
            c,
            group=None,
            text="Forum: moved\n\nCome to room 2.",
            level="urgent",
            now=play.now,
            state="asking",
            event_id=event,
            ends_at=play.now + DAY,
        )
        assert not broadcasting.expand(c, play.now)
        broadcasting.release(c, id, play.now, keys=2)
        while broadcasting.expand(c, play.now):
            pass
        return c.execute(
            "select member_id, class, kind from letter where item = ?", (f"broadcast:{id}",)
        ).fetchall()

    assert await play.bot.database.write(urgent) == [(member, "urgent", "change")]


async def test_a_broadcast_that_fails_stands_in_nobodys_way(
    play: Play, caplog: pytest.LogCaptureFixture
) -> None:
    """It is undone, put off for an hour, and another one goes out."""
    kofi = (await several(play, 1))[0]
    await play.bot.database.write(lambda c: broadcasts.add(c, None, "unheard of", "X\n\nY", play.now, None))
    await begun(play)
    await play.wait(2 * DAY)
    assert heard(kofi, "Bring one")
    assert "could not go on: ValueError" in caplog.text


async def test_a_pause_holds_what_is_planned(play: Play) -> None:
    """Representatives paused everything: what is to begin waits for the end of the pause."""
    await several(play, 1)
    until = play.now + 7 * DAY
    await play.bot.database.write(
        lambda c: c.execute("insert into standing values ('broadcasts_paused_until', ?)", (until,))
    )
    id = await begun(play)
    await play.wait(DAY)
    assert (await state(play, id), await letters(play)) == ("planned", [])
    await play.wait(6 * DAY)
    assert await state(play, id) == "done"
