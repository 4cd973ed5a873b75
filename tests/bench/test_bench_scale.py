"""What a tick costs depends on what is due and not on how many members there are (bot/ticks.py, storage/paces.py)."""

from pathlib import Path
from sqlite3 import Connection

import pytest

from bot.tending import tend_due
from bot.wiring import Bot
from tests.bench import many, peer_apscheduler

pytestmark = pytest.mark.slow
FEW, LOT = many.DUE * many.ROUNDS, 10 * many.DUE * many.ROUNDS


def steps(connection: Connection, bot: Bot) -> int:
    """How many hundreds of instructions SQLite carries out for one look at all who are due."""
    count = 0

    def one_more() -> int:
        nonlocal count
        count += 1
        return 0

    connection.set_progress_handler(one_more, 100)
    try:
        assert tend_due(connection, bot.world, many.NOW).many == many.DUE
    finally:
        connection.set_progress_handler(None, 0)
    return count


async def test_ten_times_the_members_cost_a_tick_the_same(tmp_path: Path) -> None:
    """A hundred check-ins that are due are found and asked with the same work among 50,000 members as among 5,000."""
    costs = []
    for members in (FEW, LOT):
        folder = tmp_path / str(members)
        folder.mkdir()
        await many.make(folder, members)
        ids = many.some(members, 1)
        async with many.opened(folder) as bot:
            await bot.database.write(lambda c, ids=ids: many.make_due(c, ids))  # type: ignore[misc]  # a default binds them
            costs.append(await bot.database.write(lambda c, bot=bot: steps(c, bot)))  # type: ignore[misc]  # as above
            assert await bot.database.read(lambda c, ids=ids: many.asked(c, ids)) == many.DUE  # type: ignore[misc]  # as above
    assert costs[1] <= 1.1 * costs[0] + 5, costs


async def test_a_job_for_each_member_does_the_same_work(tmp_path: Path) -> None:
    """What we are compared with asks the same hundred members (it asserts that itself, for each round)."""
    await many.make(tmp_path, FEW)
    found = await peer_apscheduler.run(tmp_path, FEW, 2)
    assert found["jobs"] == FEW and len(found["rounds"]) == 2
