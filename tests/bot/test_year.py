"""A year without a word: asked once, and then let go (PACE.md, section 4; conversations/pace/year.py)."""

from storage import members
from tests.bot.play import DAY, Person, Play, wall

YEAR = 365 * DAY


def asked(person: Person) -> list[str]:
    return [wall(message.at) for message in person.heard if "It's been a year" in message.text]


async def test_who_says_nothing_for_a_year_is_asked_and_then_gone(play: Play) -> None:
    """One message in their hours, which names the last day; the day after it no row and no byte of them is left."""
    kofi = await play.joined("Quincetree")
    await play.wait(YEAR + DAY)
    assert asked(kofi) == ["Tue 2027-11-23 11:00"]
    assert "Dec 23" in kofi.last or "23 Dec" in kofi.last
    await play.until("2027-12-23 23:00")
    assert await kofi.row() is not None
    await play.until("2027-12-24 00:01")
    assert await kofi.row() is None
    assert asked(kofi) == ["Tue 2027-11-23 11:00"], "nothing more is said"
    assert [(what, times) for what, _day, times in await play.rows("counter") if what == "member.let_go"] == [
        ("member.let_go", 1)
    ]
    left = await play.dump()
    assert not {"member", "address", "pace", "consent", "letter", "session"} & set(left)
    assert play.in_files("Quincetree") == []


async def test_any_word_keeps_everything(play: Play) -> None:
    """A tap on the question, or any word at all, and nothing is deleted."""
    kofi, bea = (
        await play.joined("Kofi"),
        await play.joined(
            "Bea", pace="Only when I ask", lines=("yes, tell me", "looks right", "not now", "ok")
        ),
    )
    await play.wait(YEAR + 2 * DAY)
    assert len(asked(kofi)) == len(asked(bea)) == 1
    assert "kept everything" in await kofi.press("Yes, keep going")
    await bea.say("hello")
    await play.wait(40 * DAY)
    assert await kofi.row() is not None and await bea.row() is not None


async def test_a_year_after_stop_nothing_is_said_and_nothing_is_left(play: Play) -> None:
    """STOP means nothing ever, so the details of whoever stopped go without a word; so do those of a gone account."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea")
    await kofi.say("STOP")
    await play.bot.database.write(lambda c: members.set_reachable(c, "room", bea.id, False))
    heard = len(kofi.heard)
    await play.wait(YEAR + 29 * DAY)
    assert await kofi.row() is not None and await bea.row() is not None
    await play.wait(3 * DAY)
    assert await kofi.row() is None and await bea.row() is None
    assert (len(kofi.heard), bea.heard) == (heard, [])


async def test_a_question_that_never_arrived_is_asked_again(play: Play) -> None:
    """Nobody is deleted for not answering what they did not get."""
    kofi = await play.joined(
        "Kofi", pace="Only when I ask", lines=("yes, tell me", "looks right", "not now", "ok")
    )
    await play.wait(YEAR + DAY)
    await play.bot.database.write(
        lambda c: (
            c.execute(
                "update letter set state = 'failed', sent_at = null where kind = 'account_end'"
            ).rowcount
        )
    )
    await play.wait(33 * DAY)
    assert await kofi.row() is not None
    assert len(asked(kofi)) == 2
