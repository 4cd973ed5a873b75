"""What members agreed holds for what was planned, for the page, and for whoever asks how many, on whatever way."""

from pathlib import Path
from sqlite3 import Connection

from bot import announcing, broadcasting, limiting
from bot.announcing import Wanted
from bot.facts import RowFacts
from conversations.pace import Level
from conversations.pace.limits import NEWS_PER_WEEK, PAGE_PER_WEEK, WEEK
from storage import groups, standing
from tests.bot.play import DAY, HOUR, Play, playing


async def planned(play: Play, day: int, level: str = "news", **more: int) -> int:
    return await play.bot.database.write(
        lambda c: broadcasting.begin(
            c, group=groups.by_name(c, "Lambeth"), text=f"Day {day}\n\nText.", level=level, now=play.now, go_at=play.now + day * DAY, **more  # type: ignore[arg-type]  # named as it names them
        )
    )  # fmt: skip


async def broadcasts_of(play: Play) -> dict[str, tuple[str, int]]:
    """(state, when it goes or went) of each, by its title."""
    found = await play.bot.database.read(
        lambda c: c.execute("select text, state, go_at from broadcast order by id").fetchall()
    )
    return {text.partition("\n")[0]: (state, at) for text, state, at in found}


async def test_a_pause_piles_nothing_up(play: Play) -> None:
    """What waited for the end of a pause does not go on top of what was planned for then: never more than two in any 7 days, and all of it goes in the end."""
    await play.joined("Kofi")
    start = play.now
    for day in (1, 2, 8, 9):
        await planned(play, day)
    await play.bot.database.write(lambda c: standing.put(c, limiting.PAUSED, start + WEEK))
    await play.wait(30 * DAY)
    went = await broadcasts_of(play)
    assert {state for state, _at in went.values()} == {"done"}
    times = sorted(at for _state, at in went.values())
    assert times[0] >= start + WEEK
    assert all(later - first >= WEEK for first, later in zip(times, times[NEWS_PER_WEEK:], strict=False))
    assert (went["Day 8"][1], went["Day 9"][1]) == (start + 8 * DAY, start + 9 * DAY)


async def test_a_date_that_would_close_before_it_goes_is_not_sent(play: Play) -> None:
    """A pause that lasts beyond its day leaves nothing to answer, so it goes to nobody."""
    await play.joined("Kofi")
    await planned(play, 1, "dated", ends_at=play.now + 4 * DAY)
    await play.bot.database.write(lambda c: standing.put(c, limiting.PAUSED, play.now + WEEK))
    await play.wait(9 * DAY)
    assert (await broadcasts_of(play))["Day 1"][0] == "refused"
    assert await play.rows("whats_new") == []


async def test_whats_new_only_has_a_ceiling_in_the_chat(play: Play) -> None:
    """After seven things in seven days What's new is no way round any more, and it says why."""
    ana = await play.joined("Ana", role="coordinator")
    await play.joined("Kofi")
    for number in range(PAGE_PER_WEEK):
        await planned(play, 0, "page")
        if number < NEWS_PER_WEEK:
            await planned(play, 0)
    await play.wait(HOUR)
    await ana.say("menu")
    await ana.press("Send news")
    await ana.say("Lambeth")
    assert "7 things in 7 days" in ana.last and "What's new only" not in ana.labels
    assert any(label.startswith("Send on") for label in ana.labels)


async def test_the_chat_and_the_command_line_are_told_the_same_for_ten_minutes(tmp_path: Path) -> None:
    """Nobody goes round the ten minutes by asking the other way: what was counted last is a row."""
    async with playing(tmp_path) as play:
        for number in range(3):
            await play.joined(f"Kofi{number}")
        sol = await play.joined("Sol")

        def ask(connection: Connection) -> tuple[int, int, int]:
            world = announcing.world_for(play.bot.config, play.clock)  # as each new command makes one
            return RowFacts(connection, world, None, world.tongue("en"), play.now).reach(None, Level.NEWS)

        async def asks() -> tuple[int, int, int]:
            return await play.bot.database.write(ask)

        first = await asks()
        await sol.say("stop")
        chat = await play.bot.database.write(
            lambda c: RowFacts(c, play.bot.world, None, play.bot.world.tongue("en"), play.now).reach(None)
        )
        assert first == chat == await asks()
        play.clock.move_to(play.now + 10 * 60)
        assert await asks() != first


async def test_a_dry_run_leaves_what_it_counted_for_the_next(tmp_path: Path) -> None:
    """The command writes nothing down but that."""
    async with playing(tmp_path) as play:
        await play.joined("Kofi")
        config = play.bot.config
        await announcing.announce(config, play.clock, Wanted("Title\nText."), dry_run=True)
        assert [row[0] for row in await play.rows("counted")] == ["reach::news"]
        assert await play.rows("broadcast") == []
