"""A limit that a representative has lowered counts at once (B14): for what is planned, and for what still waits."""

from sqlite3 import Connection

from bot import broadcasting
from storage import broadcasts, groups
from tests.bot.play import DAY, Person, Play

CHAIRS = "Chairs\n\nBring one."


async def lowers_to_none(dee: Person) -> None:
    for _ in range(2):
        await dee.say("menu")
        await dee.press("Member rep", "Fewer news items", "Make it less")


async def planned(play: Play, group: str | None, ahead: int = 2 * DAY) -> int:
    def plan(connection: Connection) -> int:
        number = groups.by_name(connection, group) if group else None
        return broadcasting.begin(
            connection, group=number, text=CHAIRS, level="news", now=play.now, go_at=play.now + ahead
        )

    return await play.bot.database.write(plan)


def read(person: Person) -> list[str]:
    return [message.text for message in person.heard if "Bring one" in message.text]


async def test_news_that_was_planned_goes_to_the_page(play: Play) -> None:
    """At its moment it stands on What's new, and starts no chat; the page of what was sent says so."""
    dee, kofi = await play.joined("Dee", role="representative"), await play.joined("Kofi")
    id = await planned(play, "Lambeth")
    await lowers_to_none(dee)
    await play.wait(6 * DAY)
    assert read(kofi) == []
    assert "Chairs" in await kofi.say("news")
    news = await play.bot.database.read(lambda c: broadcasts.item(c, id))
    assert news is not None and (news.level, news.state) == ("page", "done")


async def test_news_for_everyone_has_to_fit_every_group(play: Play) -> None:
    """Where one group's limit is none, what was planned for all starts no chat with anybody."""
    dee = await play.joined("Dee", role="representative")
    kofi, sol = await play.joined("Kofi"), await play.joined("Sol", group="Southwark")
    await planned(play, None)
    await lowers_to_none(dee)
    await play.wait(6 * DAY)
    assert read(kofi) == read(sol) == []
    assert "Chairs" in await sol.say("news")


async def test_news_that_waits_goes_to_the_page_too(play: Play) -> None:
    """What was handed out in the evening and would come in the morning does not come; other groups get theirs."""
    dee = await play.joined("Dee", role="representative")
    kofi, sol = await play.joined("Kofi"), await play.joined("Sol", group="Southwark")
    await play.until("2026-11-24 20:00")
    await play.news("Lambeth", CHAIRS)
    await play.news("Southwark", CHAIRS)
    await lowers_to_none(dee)
    await play.wait(4 * DAY)
    assert read(kofi) == [] and len(read(sol)) == 1
    assert "Chairs" in await kofi.say("news")


async def test_a_limit_of_one_keeps_two_planned_items_apart(play: Play) -> None:
    """Both were within the limit when they were written; one waits until there is room again."""
    dee, kofi = await play.joined("Dee", role="representative"), await play.joined("Kofi")
    first, second = await planned(play, "Lambeth", DAY), await planned(play, "Lambeth", 2 * DAY)
    await dee.say("menu")
    await dee.press("Member rep", "Fewer news items", "Make it less")
    await play.wait(12 * DAY)

    def when(connection: Connection) -> list[int]:
        found = (broadcasts.item(connection, each) for each in (first, second))
        return sorted(news.go_at for news in found if news and news.go_at is not None)

    earlier, later = await play.bot.database.read(when)
    assert later - earlier >= 7 * DAY
    assert len(read(kofi)) == 2
