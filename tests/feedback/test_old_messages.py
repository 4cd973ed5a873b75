"""Messages that are older than Telegram lets a bot delete (48 hours): what then stands on the phone, and what rows tell.

One message is edited from question to question, so its age is that of the first of them; the opener's is older still.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.bot.play import DAY, HOUR, at
from tests.feedback.beginning import ASKED
from tests.feedback.lives import Life, compare, passed_by
from tests.feedback.telegram import Scene, Someone, living

pytestmark = pytest.mark.slow
HALF: Final = ("Start", "OK, start", "Carry on", "Mostly", "Shared")
SENT: Final = (*HALF, "No", "Yes", "Skip", "Send it")
WORDS: Final = "The zeppelin hums"
DID: Final = {
    "half-way": HALF,
    "sent": SENT,
    "binned": (*SENT[:-1], "Bin it"),
    "no thanks": ("No thanks",),
    "left": (*HALF, "typed: leave"),
}


async def clears(prepared: Path, folder: Path, acts: tuple[str, ...], hours: int) -> tuple[Life, list[str]]:
    """She does this at the opener, and clears the chat so many hours later; what is kept, and what she saw."""
    life = Life()
    async with living(prepared, folder) as scene:
        await scene.until(ASKED)
        scene.seam()
        await scene["Amara"].does(*acts)
        await passed_by(scene)
        scene.seam()
        await scene.wait(hours * HOUR)
        await life.openly(scene, "typed: clear")
        words = scene["Amara"].words
        await life.stolen(scene)
        await scene.wait(2 * DAY)
        await life.stolen(scene)
    return life, words


@pytest.fixture(scope="module")
def nothing() -> dict[int, tuple[Life, list[str]]]:
    """The life in which she did not answer at all, by the hours; each is lived once."""
    return {}


@pytest.mark.parametrize("hours", [1, 60])
@pytest.mark.parametrize("did", DID)
async def test_clear_tells_nobody_whether_she_answered(
    prepared: Path, tmp_path: Path, did: str, hours: int, nothing: dict[int, tuple[Life, list[str]]]
) -> None:
    """CLEAR, soon after and more than 48 hours after the opener: the same rows, the same commits and the same words."""
    if hours not in nothing:
        nothing[hours] = await clears(prepared, tmp_path / "without", (), hours)
    (without, said), (with_her, said_to_her) = nothing[hours], await clears(prepared, tmp_path / "with", DID[did], hours)  # fmt: skip
    compare(with_her, without)
    assert said_to_her[-1] == said[-1]
    shown = [row for table in with_her.tables for row in table["shown"] if row[3] == 1]
    assert not [row for row in shown if "feedback" in str(row)]


# -- what goes with its box ----------------------------------------------------------------------------------------------


def raw_words(someone: Someone) -> list[str]:
    """What of a sealed talk stands on the phone."""
    asked = (
        "Your answers:",
        "Ready to send",
        "What should we change?",
        "Did you feel heard?",
        "«",
        "Want to say how",
    )
    return [
        each.text
        for each in someone.phone.screen()
        if any(part in each.text for part in (*asked, "zeppelin"))
    ]


async def a_step_a_day(scene: Scene, someone: Someone, *acts: str) -> None:
    """Each of these 20 hours after the one before, so that the talk lives and its message grows old."""
    for act in acts:
        await scene.wait(20 * HOUR)
        await someone.does(act)


async def to_old_answers(scene: Scene) -> Someone:
    """Amara reads her answers, on a message that is more than two days old."""
    amara = scene["Amara"]
    await amara.does("Start", "OK, start", "Carry on")
    await a_step_a_day(scene, amara, "Mostly", "Shared", "No", "Yes")
    await amara.does(f"typed: {WORDS}", "See my answers")
    assert raw_words(amara) and any(WORDS in text for text in raw_words(amara))
    return amara


async def test_destroyed_with_answers_on_an_old_message(prepared: Path, tmp_path: Path) -> None:
    """The box is deleted unread: her answers, which stood there to be read once more, are not on her phone either."""
    async with living(prepared, tmp_path / "life") as scene:
        await scene.bot.database.write(lambda c: c.execute("update event set few = 'destroy'").rowcount)
        await scene.until("2026-11-27 12:00")
        amara = await to_old_answers(scene)
        await scene.until("2026-12-01 00:30")
        states = await scene.bot.database.read(
            lambda c: c.execute("select state from publication").fetchall()
        )
        assert states == [("destroyed",)]
        assert raw_words(amara) == []


async def test_forgotten_with_answers_on_an_old_message(prepared: Path, tmp_path: Path) -> None:
    """FORGET ME: the list of what she answered does not stand above "Done"."""
    async with living(prepared, tmp_path / "life") as scene:
        await scene.until(ASKED)
        amara = await to_old_answers(scene)
        await amara.does("typed: forget me", "typed: delete now", "typed: yes, delete it all")
        assert amara.words[-1].startswith("Done")
        assert raw_words(amara) == []


async def test_stopped_with_answers_on_an_old_message(prepared: Path, tmp_path: Path) -> None:
    """STOP: the same."""
    async with living(prepared, tmp_path / "life") as scene:
        await scene.until(ASKED)
        amara = await to_old_answers(scene)
        await amara.does("typed: stop")
        assert raw_words(amara) == []


async def test_published_with_words_held_under_a_reviewer(prepared: Path, tmp_path: Path) -> None:
    """A reviewer reads one text a day and noon comes: words that nobody is to see stand in no reviewer's chat."""
    async with living(prepared, tmp_path / "life") as scene:
        await scene.until(ASKED)
        for number, name in enumerate(("Amara", "Kofi", "Marek", "Sol", "Tam", "Noor")):
            await scene[name].answers(number % 3, f"{WORDS} {number}")
        await scene.until("2026-12-01 11:00")
        priya = scene["Priya"]
        await priya.presses("Open")
        for moment in ("2026-12-02 10:30", "2026-12-03 10:00", "2026-12-04 09:00"):
            await scene.until(moment)
            await priya.presses("It's fine")
        assert raw_words(priya)
        opened = min(each.at for each in priya.phone.screen() if WORDS in each.text)
        await scene.until("2026-12-04 13:00")
        assert at("2026-12-04 12:00") - opened > 48 * HOUR
        kept = await scene.bot.database.read(lambda c: c.execute("select state, words from publication").fetchall())  # fmt: skip
        assert kept == [("published", "held")]
        assert raw_words(priya) == []


# -- who blocks the bot --------------------------------------------------------------------------------------------------


async def blocks(
    prepared: Path, folder: Path, acts: tuple[str, ...], *, comes_back: bool
) -> tuple[list[tuple[int, ...]], int]:
    """She does this, and blocks the bot: the pages of each commit (the box's as one), and how many sealed the box."""
    async with living(prepared, folder) as scene:
        await scene.until(ASKED)
        scene.seam()
        amara = scene["Amara"]
        await amara.does(*acts)
        await passed_by(scene)
        scene.seam()
        box = await scene.pages_of_the_box()

        async def block() -> None:
            amara.phone.blocks_bot()
            await scene.settled()
            if comes_back:
                amara.phone.unblocks_bot()
                await scene.settled()

        commits = await scene.commits(block)
    return [tuple(sorted(set(pages) - box)) for pages in commits], sum(
        bool(box & set(pages)) for pages in commits
    )


@pytest.mark.parametrize("comes_back", [False, True], ids=["blocks", "and comes back"])
async def test_blocking_tells_nobody_who_was_in_the_middle(
    prepared: Path, tmp_path: Path, comes_back: bool
) -> None:
    """The log of the database has the same pages in the same commits, whether she was half-way, had sent, or never began."""
    lives = {
        name: await blocks(prepared, tmp_path / name, acts, comes_back=comes_back)
        for name, acts in (("nothing", ()), ("half-way", HALF), ("sent", SENT))
    }
    assert lives["half-way"] == lives["nothing"] == lives["sent"]
