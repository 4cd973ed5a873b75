"""Several news items at once are one message, which counts once; the things themselves are on What's new (PACE.md, 6)."""

import re
from pathlib import Path

from bot import amending
from conversations.effects import Amend
from tests.bot.play import DAY, HOUR, Person, Play, playing

TITLES = ("Garden day", "New room", "Summer walk")


async def with_news(play: Play, name: str = "Kofi", **how: str) -> Person:
    """Somebody for whom three items waited overnight."""
    person = await play.joined(name, **how)  # type: ignore[arg-type]  # names are ours
    for title in TITLES:
        await play.news("Lambeth", f"{title}\n\nAll about it.")
    await play.until("2026-11-26 11:00")
    return person


def told(person: Person) -> list[str]:
    return [message.text for message in person.heard if "new things" in message.text]


async def test_two_or_more_become_one_digest(play: Play) -> None:
    """BR-02: one message with a line for each, and none of them comes again."""
    kofi = await with_news(play)
    (digest,) = told(kofi)
    assert digest.startswith("3 new things:") and digest.endswith("Read what you like.")
    assert all(f"– {title}" in digest for title in TITLES)
    await play.wait(12 * DAY)
    assert told(kofi) == [digest]
    assert not [message for message in kofi.heard if "All about it." in message.text]


async def test_a_digest_counts_once(play: Play) -> None:
    """I03, I14: three items in one message are one opener; the rows of the others are settled without words."""
    kofi = await with_news(play)
    rows = await play.bot.database.read(
        lambda c: c.execute(
            "select state, item, body from letter where kind = 'news' order by state"
        ).fetchall()
    )
    (name,) = [row[1] for row in rows if row[0] == "sent"]
    assert re.fullmatch(r"digest:\d+(,\d+)+", name), "each has a name of its own"
    assert {row[0] for row in rows} == {"sent", "dropped"} and {row[2] for row in rows} == {None}
    id = (await kofi.known()).id
    counted = await play.bot.database.read(
        lambda c: c.execute(
            "select count(*) from letter where member_id = ? and class = 'ordinary' and kind = 'news' and sent_at is not null",
            (id,),
        ).fetchone()
    )
    assert counted == (1,)


async def test_what_was_taken_back_meanwhile_is_not_told(play: Play) -> None:
    """An item that is gone when its turn comes is in no digest, and no letter about it is left waiting."""
    kofi = await play.joined("Kofi")
    for title in TITLES:
        await play.news("Lambeth", f"{title}\n\nAll about it.")
    await play.bot.database.write(
        lambda c: c.execute("update broadcast set state = 'withdrawn' where text like 'New room%'").rowcount
    )
    await play.until("2026-11-26 11:00")
    (digest,) = told(kofi)
    assert digest.startswith("2 new things:") and "New room" not in digest
    assert "New room" not in await kofi.say("news")
    assert not [row for row in await play.rows("letter") if "waiting" in row]


async def test_all_of_it_stands_on_whats_new(play: Play) -> None:
    """What was listed can be read whole: by the button of the digest, or whenever they look."""
    kofi = await with_news(play)
    page = await kofi.press("What's new")
    assert all(title in page for title in TITLES)
    assert "All about it." in await kofi.press("Open 2")


async def test_later_asks_for_nothing(play: Play) -> None:
    """Later is an answer: the things wait, and no other chat is begun about them."""
    kofi = await with_news(play)
    assert "They wait on What's new" in await kofi.press("Later")
    heard = len(told(kofi))
    await play.wait(14 * DAY)
    assert len(told(kofi)) == heard


async def test_less_of_this_is_there(play: Play) -> None:
    """I22: a digest has a way out, and it works a month later too."""
    kofi = await with_news(play)
    await play.wait(30 * DAY)
    assert "What would help?" in await kofi.press("Less of this")


async def test_in_quiet_mode_one_neutral_line(play: Play) -> None:
    """DOMAIN.md 5.1: no titles and no number; the things are behind Open."""
    kofi = await play.joined("Kofi")
    await play.bot.database.write(lambda c: c.execute("update member set quiet = 1").rowcount)
    for title in TITLES:
        await play.news("Lambeth", f"{title}\n\nAll about it.")
    await play.until("2026-11-24 10:30")
    lines = [message.text for message in kofi.heard]
    assert lines.count("Hi. Something is ready, when you like.") == 1
    assert not [line for line in lines if "Garden" in line or "3 new" in line]
    assert "Garden day" in await kofi.press("Open")


async def test_one_item_alone_is_no_digest(play: Play) -> None:
    """A single item goes whole, with its title and its words."""
    kofi = await play.joined("Kofi")
    await play.news("Lambeth", "Garden day\n\nAll about it.")
    await play.until("2026-11-26 11:00")
    (item,) = [message.text for message in kofi.heard if "Garden day" in message.text]
    assert item == "Garden day\n\nAll about it.\n\nFrom Riverside Together."
    await play.wait(HOUR)
    assert await kofi.say("less of this")


# -- what is in it is put right or taken back -----------------------------------------------------------------------------


async def numbers(play: Play) -> dict[str, int]:
    """Each item's number, by its title."""
    return {row[3].partition("\n")[0]: row[0] for row in await play.rows("broadcast")}


async def amend(play: Play, id: int, how: str, text: str = "") -> None:
    await play.bot.database.write(lambda c: amending.amend(c, Amend(id, how, text), play.now))  # type: ignore[arg-type]  # one of three
    await play.wait(HOUR)


async def test_taking_one_back_takes_its_line_from_a_digest(play: Play) -> None:
    """The digest stays where it is, with its buttons and without that line; nobody gets a second message."""
    kofi = await with_news(play)
    ids, said = await numbers(play), len(kofi.heard)
    (before,) = [message for message in kofi.heard if "new things" in message.text]
    await amend(play, ids["New room"], "withdraw")
    (after,) = [message for message in kofi.heard if "new things" in message.text]
    assert after.text.startswith("2 new things:") and "New room" not in after.text
    assert (after.id, [choice.label for choice in after.choices]) == (before.id, [choice.label for choice in before.choices])  # fmt: skip
    assert len(kofi.heard) == said
    assert "Garden day" in await kofi.press("What's new")
    await amend(play, ids["Garden day"], "withdraw")
    assert "1 new thing:\n– Summer walk" in after.text
    await amend(play, ids["Summer walk"], "withdraw")
    assert not [
        title
        for title in TITLES
        for message in kofi.heard
        if title in message.text and message.id == after.id
    ]


async def test_a_corrected_title_is_corrected_in_a_digest(play: Play) -> None:
    """The line says the new title, in the same message."""
    kofi = await with_news(play)
    await amend(play, (await numbers(play))["New room"], "correct", "Old room\n\nWe stay.")
    (digest,) = told(kofi)
    assert "– Old room" in digest and "New room" not in digest


async def test_a_digest_that_is_about_to_go_goes_without_what_was_taken_back(tmp_path: Path) -> None:
    """Between its leave to go and its going out, and while it is on its way, the same holds."""
    async with playing(tmp_path, sending=False) as play:
        kofi = await play.joined("Kofi")
        for title in TITLES:
            await play.news("Lambeth", f"{title}\n\nAll about it.")
        for _hour in range(24 * 7):
            play.clock.move_to(play.now + HOUR)
            await play.bot.ticks.tend()
            if any(str(row[9]).startswith("digest:") for row in await play.rows("letter")):
                break
        ids = await numbers(play)
        await play.bot.database.write(
            lambda c: amending.amend(c, Amend(ids["New room"], "withdraw"), play.now)
        )
        await play.bot.ticks.tend()
        (body,) = [row[8] for row in await play.rows("letter") if str(row[9]).startswith("digest:")]
        assert body and "Garden day" in body and "New room" not in body
        assert not kofi.heard
