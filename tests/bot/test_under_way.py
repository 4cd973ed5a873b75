"""What is changed, or left behind, while a message about it is under way: ready to go, on its way, or put off (PACE.md, 7)."""

from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection
from typing import Literal

import pytest

from bot import amending, broadcasting, holding, keys, settling
from bot.delivering import Delivery
from conversations.effects import Amend
from conversations.events import Pressed, Typed
from conversations.key_effects import AskUrgent
from storage import broadcasts, events, groups, said
from storage import letters as outbox
from tests.bot.play import DAY, HOUR, Person, Play, at, playing
from tests.bot.test_dated import TRIP, asked
from tests.bot.test_putting_right import page, planned

CHAIR = "Lunch on Tuesday\n\nBring a chair."
LATER = "2026-12-02 00:00"


async def write(play: Play, how: Callable[[Connection], object]) -> None:
    await play.bot.database.write(how)


async def amend(play: Play, how: Literal["stop", "correct", "withdraw"], text: str = "", id: int = 1) -> None:
    await play.bot.database.write(lambda c: amending.amend(c, Amend(id, how, text), play.now))


async def ready(play: Play, item: str) -> str:
    """The words of the one letter about this that is ready to go, as soon as there is one; "" if none is after a week."""
    for _hour in range(24 * 7):
        found = [row for row in await play.rows("letter") if str(row[9]).startswith(item) and "ready" in row]
        if found:
            return str(found[0][8])
        play.clock.move_to(play.now + HOUR)
        await play.bot.ticks.tend()
    return ""


async def news_of(play: Play, sender: Person) -> None:
    who = (await sender.known()).id
    await play.bot.database.write(
        lambda c: broadcasting.begin(c, group=None, text=CHAIR, level="news", now=play.now, sender=who)
    )


# -- whoever sent it leaves ---------------------------------------------------------------------------------------------


async def leave(play: Play, person: Person) -> None:
    for words in ("forget me", "delete now", "yes, delete it all"):
        await play.takes(person, Typed(words))


async def test_what_is_ready_to_go_does_not_carry_the_name_of_who_left(tmp_path: Path) -> None:
    """During an outage a coordinator deletes herself: what arrives then comes from the organisation, and no file has her name."""
    async with playing(tmp_path, sending=False) as play:
        ana = await play.joined("Anawhinge", role="coordinator")
        await play.joined("Kofi")
        await news_of(play, ana)
        assert "From Anawhinge." in await ready(play, "broadcast:1")
        await leave(play, ana)
        assert "From Riverside Together." in await ready(play, "broadcast:1")
        assert play.in_files("Anawhinge") == []


@pytest.mark.parametrize("leaves", [True, False])
async def test_a_request_that_was_taken_back_asks_nobody(tmp_path: Path, leaves: bool) -> None:
    """KEY-01 has its leave to go, and whoever asked takes it back, or leaves: it does not go, and names nobody."""
    async with playing(tmp_path, sending=False) as play:
        ana = await play.joined("Anawhinge", role="coordinator")
        await play.joined("Dee", role="representative")
        who, kofi = (await ana.known()).id, (await (await play.joined("Kofi")).known()).id
        play.clock.move_to(play.now + HOUR // 2)

        def ask(connection: Connection) -> None:
            event = events.add(connection, "meeting", "Forum", play.now + 5 * HOUR)
            events.book(connection, event, kofi, play.now)
            assert keys.ask_urgent(connection, AskUrgent(event, "It moved", "Come"), who, play.now)

        await write(play, ask)
        await play.bot.ticks.tend()
        assert "Anawhinge" in await ready(play, "key:1")
        if leaves:
            await leave(play, ana)
            assert play.in_files("Anawhinge") == []
        else:
            await write(play, lambda c: keys.take_back(c, 1, who, play.now))
        assert [row[7] for row in await play.rows("letter") if row[9] == "key:1"] == ["dropped"]


# -- put off ------------------------------------------------------------------------------------------------------------


async def put_off(play: Play) -> Person:
    """Kofi got the trip, and put it off until tomorrow."""
    kofi = await play.joined("Kofi", lines=("ok", "Tuesday", "any, 10am to 7pm", "no", "looks right", "not now", "ok"))  # fmt: skip
    await play.until("2026-11-25 10:30")

    def send(connection: Connection) -> None:
        group = groups.by_name(connection, "Lambeth")
        broadcasting.begin(connection, group=group, text=TRIP, level="dated", now=play.now, ends_at=at(LATER))

    await write(play, send)
    await play.until("2026-11-25 12:30")
    await kofi.press("Not now", "Tomorrow")
    return kofi


def trips(person: Person) -> list[str]:
    return [each.text for each in person.heard if "Trip to the sea" in each.text]


async def test_what_came_back_is_put_right_and_taken_back_too(play: Play) -> None:
    """Its message is about the same thing as the first one."""
    kofi = await put_off(play)
    await play.until("2026-11-26 18:00")
    assert len(trips(kofi)) == 2
    await amend(play, "correct", "Trip to the wood\n\nWe go by bus.")
    await play.wait(HOUR)
    assert trips(kofi) == []
    assert len([each for each in kofi.heard if "Trip to the wood" in each.text]) == 2
    await amend(play, "withdraw")
    await play.wait(HOUR)
    assert not [each for each in kofi.heard if "Trip to the wood" in each.text]


async def test_what_was_put_off_does_not_come_back_after_it_was_taken_back(
    tmp_path: Path, play: Play
) -> None:
    """Neither while it waits, nor when it has its leave to go."""
    kofi = await put_off(play)
    await amend(play, "withdraw")
    assert [row[7] for row in await play.rows("letter") if str(row[9]).startswith("snooze:")] == ["dropped"]
    await play.wait(2 * DAY)
    assert trips(kofi) == []


async def test_what_is_ready_to_come_back_is_dropped(play: Play) -> None:
    """Taken back between the leave to go and the going."""
    await put_off(play)

    def let_go(connection: Connection) -> list[tuple[str]]:
        connection.execute("update letter set state = 'ready' where item like 'snooze:dated_news:%'")
        amending.amend(connection, Amend(1, "withdraw"), play.now)
        return connection.execute("select state from letter where item like 'snooze:dated_news:%'").fetchall()

    assert await play.bot.database.write(let_go) == [("dropped",)]


# -- on its way ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anew", "edits"),
    [
        ("Lunch on Thursday\n\nBring a chair.", 1),
        ("Lunch on Tuesday\n\nBring", 1),
        (CHAIR, 0),
    ],
)
async def test_a_correction_reaches_what_was_on_its_way(tmp_path: Path, anew: str, edits: int) -> None:
    """Also where only its title is another, or its words got shorter; the very same words change nothing."""
    async with playing(tmp_path, sending=False) as play:
        await play.joined("Kofi")
        await write(play, lambda c: broadcasting.begin(c, group=None, text=CHAIR, level="news", now=play.now))
        assert await ready(play, "broadcast:1")

        def arrive(connection: Connection) -> list[str]:
            connection.execute("delete from letter where item is not 'broadcast:1'")  # a chat has its order
            on_its_way = outbox.claim(connection, "room", play.now, 9, range(4))
            amending.amend(connection, Amend(1, "correct", anew), play.now)
            while amending.go_on(connection, play.bot.world, play.now):
                pass
            for letter in on_its_way:
                if letter.item == "broadcast:1":
                    settling.settle(connection, play.bot.world, letter, Delivery("sent", ("m1",)), play.now)
            rows = connection.execute('select body from letter where body like \'%"op":"revise"%\'')
            return [body for (body,) in rows]

        bodies = await play.bot.database.write(arrive)
        assert len(bodies) == edits
        assert all(f'"text":"{anew.splitlines()[0]}' in body for body in bodies)


async def test_a_digest_of_which_nothing_is_left_does_not_go(tmp_path: Path) -> None:
    """It has its leave to go; then each of its things is taken back."""
    async with playing(tmp_path, sending=False) as play:
        await play.joined("Kofi")
        for title in ("Garden day", "New room"):
            await play.news("Lambeth", f"{title}\n\nAll about it.")
        assert "Garden day" in await ready(play, "digest:")
        for id in (1, 2):
            await amend(play, "withdraw", id=id)
        await play.bot.ticks.tend()
        assert [
            (row[7], row[8]) for row in await play.rows("letter") if str(row[9]).startswith("digest:")
        ] == [("dropped", None)]


# -- nobody's to read ---------------------------------------------------------------------------------------------------


async def forged(play: Play, person: Person, token: str) -> str:
    await play.takes(person, Pressed(token, ""))
    await play.bot.sender.drained()
    return person.last


async def test_what_was_stopped_before_it_began_is_nobodys_to_read(play: Play) -> None:
    """A button that somebody made up tells nothing of it."""
    ana, eve = await play.joined("Ana", role="coordinator"), await play.joined("Eve")
    id = await planned(play, ana, "2026-11-28 12:00")
    await amend(play, "stop", id=id)
    row = await play.bot.database.read(lambda c: broadcasts.item(c, id))
    assert row is not None and row.state == "refused"
    assert "We sing" not in await forged(play, eve, f"@{id}:letter:BR-01:zz")


async def test_what_was_stopped_half_way_is_for_those_who_had_it(play: Play) -> None:
    """Whoever joins the group after it was stopped never got it."""
    await play.joined("Kofi")
    await play.news("Lambeth", CHAIR)
    await amend(play, "stop")
    eve = await play.joined("Eve")
    assert "Bring a chair" not in await forged(play, eve, "@1:letter:BR-01:zz")


# -- what members answered -----------------------------------------------------------------------------------------------


async def test_answers_are_deleted_once_at_most(play: Play) -> None:
    """Something with a date is put right once; after that its words stay, and so does what members answered to them."""
    ana = await play.joined("Ana", role="coordinator")
    kofi, item = await asked(play)
    await amend(play, "correct", "Trip to the wood\n\nWe go by bus.")
    await play.wait(HOUR)
    await kofi.press("Yes")
    await amend(play, "correct", "Trip to the hill\n\nWe go on foot.")
    assert await play.bot.database.read(lambda c: said.totals(c, item)) == {"yes": 1}
    assert "Its words can't change any more" in await page(ana)
    assert "Correct it" not in ana.labels and "Take it back" in ana.labels


async def test_answers_are_not_deleted_in_the_last_two_days(play: Play) -> None:
    """Whoever answered would have no time to answer again."""
    ana = await play.joined("Ana", role="coordinator")
    kofi, item = await asked(play)
    await kofi.press("Yes")
    await play.until("2026-11-26 00:00")
    await amend(play, "correct", "Trip to the hill\n\nWe go on foot.")
    assert await play.bot.database.read(lambda c: said.totals(c, item)) == {"yes": 1}
    assert "Correct it" not in (await page(ana), ana.labels)[1]


# -- a phone that somebody else may have ----------------------------------------------------------------------------------


async def test_what_was_planned_on_a_held_phone_waits_until_the_hold_is_lifted(play: Play) -> None:
    """It does not go meanwhile, its page says so, and it goes with all its seven days once they are back."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="coordinator")
    kofi = await play.joined("Kofi")
    await planned(play, ana, "2026-11-25 12:00")
    who = (await ana.known()).id
    await write(play, lambda c: holding.hold(c, play.bot.world, who, "coordinator", play.now, silent=False))
    await play.until("2026-12-05 12:00")
    assert not [each for each in kofi.heard if "We sing" in each.text]
    assert "It waits, as the messages of whoever planned it are on hold." in await page(dee)
    await write(play, lambda c: holding.lift(c, play.bot.world, who, "coordinator", play.now))
    await play.wait(3 * DAY)
    await kofi.say("news", "open 1")
    assert any("We sing" in each.text for each in kofi.heard)
    row = await play.bot.database.read(lambda c: broadcasts.item(c, 1))
    assert row is not None and (row.go_at, row.ends_at) == (at("2026-12-05 12:00"), at("2026-12-12 12:00"))
