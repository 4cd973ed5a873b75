"""What is planned, put right or moved: nobody is told what is not true of it (PACE.md, section 7)."""

from sqlite3 import Connection

import pytest

from bot import amending, broadcasting, limiting
from conversations.effects import Amend
from storage import broadcasts, said, standing
from tests.bot.play import DAY, HOUR, Person, Play, at
from tests.bot.test_dated import asked as asked_dated

CHOIR = "Choir\n\nWe sing on Friday."
WALK = "Walk\n\nWe walk on Saturday."


async def planned(play: Play, ana: Person, when: str, level: str = "news", ends_at: int | None = None) -> int:
    """Ana's item, to go out on this day."""
    who = (await ana.known()).id
    return await play.bot.database.write(
        lambda c: broadcasting.begin(
            c, group=None, text=CHOIR, level=level, now=play.now, sender=who, go_at=at(when), ends_at=ends_at
        )
    )


async def pause(play: Play, until: str) -> None:
    await play.bot.database.write(lambda c: standing.put(c, limiting.PAUSED, at(until)))


async def correct(play: Play, id: int, text: str = WALK) -> None:
    await play.bot.database.write(lambda c: amending.amend(c, Amend(id, "correct", text), play.now))


async def page(person: Person) -> str:
    """The newest thing on the page of what was sent."""
    await person.say("menu")
    await person.press("What we sent")
    return await person.press("Open 1")


async def test_a_correction_takes_back_what_was_answered_to_other_words(play: Play) -> None:
    """A yes to a choir is no yes to a walk: nobody's answer to the new question is known, and they are shown it anew."""
    kofi, item = await asked_dated(play)
    await kofi.press("Yes")
    assert "So far you said yes" in await kofi.say("news", "open 1", "answer")
    await correct(play, int(item.rpartition(":")[2]))
    await play.wait(HOUR)

    def totals(connection: Connection) -> dict[str, int]:
        return said.totals(connection, item)

    assert await play.bot.database.read(totals) == {}
    shown = await kofi.say("news", "open 1", "answer")
    assert "We walk on Saturday" in shown
    assert "If you answered before, that counts no more" in shown
    assert "So far you said" not in shown


async def test_a_pause_moves_what_was_planned_and_its_sender_hears_it_once(play: Play) -> None:
    """The page says the later day at once; when the planned one comes, the sender is told, and not again."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await planned(play, ana, "2026-11-25 12:00")
    await pause(play, "2026-11-28 12:00")
    assert "planned for Sat 28 Nov" in await page(ana)
    await play.until("2026-11-25 13:00")
    told = [each.text for each in ana.heard if "was planned for Wed 25 Nov" in each.text]
    assert told == [
        "“Choir” was planned for Wed 25 Nov. Something that members agreed stands against it, so it goes out from "
        "Sat 28 Nov. It may help to talk with the member reps."
    ]
    await play.until("2026-12-03 12:00")
    assert len([each for each in ana.heard if "was planned for" in each.text]) == 1
    assert [each for each in kofi.heard if "We sing" in each.text]


async def test_what_cannot_go_at_all_is_told_as_well(play: Play) -> None:
    """Its date comes before the end of the pause: it is refused, and the sender does not go on waiting for answers."""
    ana = await play.joined("Ana", role="coordinator")
    id = await planned(play, ana, "2026-11-25 12:00", "dated", at("2026-11-27 00:00"))
    await pause(play, "2026-11-28 12:00")
    await play.until("2026-11-25 13:00")
    assert "it isn't sent" in ana.last
    row = await play.bot.database.read(lambda c: broadcasts.item(c, id))
    assert row is not None
    assert row.state == "refused"


async def test_what_nobody_has_read_is_not_marked_as_corrected(play: Play) -> None:
    """Put right while it was planned, or while it waited for somebody: they read the new words, and nothing of others."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    id = await planned(play, ana, "2026-11-24 12:00")
    await correct(play, id, "Choir\n\nWe sing on Sunday.")
    assert "It was corrected" not in await page(ana)
    await ana.press("Close")
    await play.until(
        "2026-11-24 12:05"
    )  # written out to everybody, and waiting until the check-in of today is a while ago
    await correct(play, id, WALK)
    await play.wait(3 * DAY)
    (told,) = [each.text for each in kofi.heard if "We walk" in each.text]
    assert "Corrected." not in told
    assert not [each for each in kofi.heard if "We sing" in each.text]
    await correct(play, id, CHOIR)
    await play.wait(HOUR)
    (told,) = [each.text for each in kofi.heard if "We sing on Friday" in each.text]
    assert "Corrected." in told, "he had other words"


async def test_nothing_is_called_sent_that_may_not_have_arrived(play: Play) -> None:
    """From its day on it is handed out, to each at their own pace."""
    ana, _kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await play.news("Lambeth", CHOIR)
    await play.wait(HOUR)
    assert "handed out from Mon 23 Nov, to each at their own pace" in await page(ana)


async def test_the_team_reads_what_was_answered_when_members_do(play: Play) -> None:
    """Closed: the same rounded words on the page of what was sent as on What's new, and nothing before (B28)."""
    ana = await play.joined("Ana", role="coordinator")
    kofi, item = await asked_dated(play)

    def others(connection: Connection) -> None:
        for n in range(9):
            (id,) = connection.execute("insert into member (joined_at) values (0) returning id").fetchone()
            said.say(connection, item, id, "yes" if n < 7 else "no", play.now)

    await play.bot.database.write(others)
    assert "Yes:" not in await page(ana)
    await play.until("2026-11-28 10:00")
    await kofi.say("news", "open 1")
    outcome = "That one has closed. Yes: 5 to 9. No thanks: fewer than 5."
    assert outcome in kofi.last
    assert outcome in await page(ana)


async def test_after_a_correction_the_answer_can_be_typed_again(play: Play) -> None:
    """ "You can answer again" holds for whoever types: the words are for it, and not for the check-in before it."""
    kofi, item = await asked_dated(play)
    await kofi.say("yes")
    await correct(play, int(item.rpartition(":")[2]))
    await play.wait(HOUR)
    assert "that's a yes" in await kofi.say("yes")


@pytest.mark.parametrize("looks", ["What we sent", "log"])
async def test_a_page_that_was_looked_up_does_not_come_back_out_of_date(play: Play, looks: str) -> None:
    """Under "Planned", or whatever else was done since, stands neither the old list nor the old log."""
    ana = await play.joined("Ana", role="coordinator")
    await planned(play, ana, "2026-11-25 12:00")
    await ana.say("menu")
    page = await ana.say(looks)
    assert "What was sent" in page or "What the team did" in page
    await ana.say("menu")
    await ana.press("Send news")
    told = await ana.say("cancel")
    assert "What was sent" not in told and "What the team did" not in told


async def test_a_half_written_correction_is_kept(play: Play) -> None:
    """Whoever looks something up in the middle of it comes back to it."""
    ana = await play.joined("Ana", role="coordinator")
    await planned(play, ana, "2026-11-25 12:00")
    await page(ana)
    await ana.press("Correct it")
    await ana.say("menu")
    assert "What should the title be?" in await ana.press("Close")
