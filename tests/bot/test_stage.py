"""Moving the clock: everything that is due happens on the way, each thing at its own time (bot/stage.py)."""

import asyncio
from dataclasses import replace

from bot.broadcasting import send_to_group
from bot.chance import Chance
from bot.seeding import seed
from bot.stage import Stage
from conversations.caps import Caps
from tests.bot.play import DAY, HOUR, MINUTE, Play, at, wall


async def test_everything_happens_at_its_own_time(play: Play) -> None:
    """A jump of a month shows the same messages at the same moments as a month of small steps."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea", pace="Every 2 weeks")
    await play.bot.database.write(lambda c: send_to_group(c, 1, "A chair", "news", play.now))
    answer = await play.stage.move(28 * DAY)
    jumped = [[(wall(message.at), message.text) for message in person.heard] for person in (kofi, bea)]
    assert answer["now"] == play.now == at("2026-12-21 11:00")
    assert len(jumped[0]) >= 4 and len(jumped[1]) >= 2
    assert jumped[0] == sorted(jumped[0], key=lambda line: at(line[0][4:]))
    assert all("10:00" <= line[0][-5:] < "12:00" for lines in jumped for line in lines)


async def test_a_jump_equals_many_steps(play: Play) -> None:
    """However the time is cut, the same things come at the same moments."""
    kofi, twin = await play.joined("Kofi"), await play.joined("Kofi")
    await play.stage.move(3 * DAY)
    for _ in range(21 * 4):
        await play.stage.move(6 * HOUR)
    assert [(message.at, message.text) for message in kofi.heard] == [
        (message.at, message.text) for message in twin.heard
    ]
    assert [wall(message.at) for message in kofi.heard] == [
        "Tue 2026-11-24 11:00",
        "Tue 2026-12-01 11:00",
        "Tue 2026-12-15 11:00",
    ]


async def test_next_goes_to_what_is_due_and_no_further(play: Play) -> None:
    """ "Next" stops at the first thing that happens; with nothing due it goes nowhere."""
    assert await play.stage.move_to_next() == {"now": play.now, "next": None}
    kofi = await play.joined("Kofi")
    moved = await play.stage.move_to_next()
    assert moved["now"] == at("2026-11-24 11:00") == play.now
    assert len(kofi.heard) == 1
    assert moved["next"] is not None and moved["next"] > moved["now"]


async def test_pressing_next_again_and_again_always_gets_somewhere(play: Play) -> None:
    """Every press moves on, for people who never answer too, until nothing is due any more."""
    await play.joined("Kofi")
    moments = []
    for _ in range(60):
        moved = await play.stage.move_to_next()
        moments.append(moved["now"])
        if moved["next"] is None:
            break
    else:
        raise AssertionError(f"something is due for ever: {[wall(moment) for moment in moments[-5:]]}")
    assert moments == sorted(set(moments))


async def test_time_says_what_is_next_and_where(play: Play) -> None:
    """The page is told the time, the next due moment and the zone."""
    await play.joined("Kofi")
    assert {key: (await play.stage.time())[key] for key in ("now", "next", "zone")} == {
        "now": play.now,
        "next": play.now + DAY,
        "zone": "Europe/London",
    }


async def test_what_is_stored_is_shown_as_it_is(play: Play) -> None:
    """An honest reader's view: every table there is, its columns, and the very rows."""
    kofi = await play.joined("Kofi")
    stored = await play.stage.stored()
    tables = {table["name"]: table for table in stored["tables"]}
    assert {"member", "address", "consent", "letter", "session", "answer", "log", "counter"} <= set(tables)
    (row,) = [dict(zip(tables["member"]["columns"], row, strict=True)) for row in tables["member"]["rows"]]
    assert row["name"] == "Kofi" and row["id"] == (await kofi.known()).id
    assert stored["bytes"] > 10_000


async def test_starting_anew_leaves_nothing_of_before(play: Play) -> None:
    """Reset: seeded people, empty phones, and not a byte of what was."""
    play.stage = Stage(
        play.bot.database,
        play.clock,
        play.room,
        play.bot.sender,
        play.bot.ticks,
        "Europe/London",
        lambda: seed(play.bot, play.room, Chance(1)),
    )
    zora = await play.joined("Zephyrine")
    await zora.say("menu", "check-in", "good", "Quincetree allotment", "skip")
    events = play.room.watch()
    await play.stage.reset()
    play.room.unwatch(events)
    assert play.in_files("Zephyrine", "Quincetree") == []
    assert len(await play.stage.people()) == 13
    assert any(events.get_nowait()[0] == "reset" for _ in range(events.qsize()))
    assert zora.id not in play.room.phones
    assert all(phone.thread == [] for phone in play.room.phones.values())


async def test_what_is_done_while_the_clock_moves_waits_its_turn(play: Play) -> None:
    """Two pages may move the clock at once: the second goes on from where the first ended."""
    await play.joined("Kofi")
    start = play.now
    await asyncio.gather(play.stage.move(2 * DAY), play.stage.move(3 * DAY))
    assert play.now == start + 5 * DAY


async def test_a_channel_without_edit_or_buttons_gets_the_same_words(play: Play) -> None:
    """Show-as text: choices become numbered lines, from the next message on."""
    kofi = await play.joined("Kofi")
    play.room.caps = replace(Caps(), buttons=0)
    await kofi.say("menu")
    assert "1. Check-in" in kofi.last and "Reply with 1 to" in kofi.last
    assert kofi.labels == []
    await kofi.say("1")
    assert "1. Good" in kofi.last


async def test_a_minute_in_which_nothing_is_due_only_passes(play: Play) -> None:
    """Nothing happens, nothing is written for it."""
    await play.joined("Kofi")
    before = await play.dump()
    await play.stage.move(MINUTE)
    assert await play.dump() == before
