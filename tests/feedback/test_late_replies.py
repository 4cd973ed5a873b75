"""What a sealed talk owes and could not say in time: held to the member's own hours, with nothing that tells of it outside the
box (PACE.md, section 3 and I23). Everybody here chose ten to noon."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from bot import plan
from bot.feedback.draft import Draft
from bot.feedback.draft import load as load_draft
from bot.lateness import IN_TIME, NEVER, owed_too_late
from bot.ports import Body
from storage import members, paces
from tests.bot.play import HOUR, MINUTE, StillClock, at
from tests.emulator import Emulator
from tests.feedback.beginning import ASKED, FIRST, MEETING
from tests.feedback.groups import ENDED, ids, laboratory
from tests.feedback.telegram import Scene, on, phones

BEFORE: Final = "Who made the decisions?"
AFTER: Final = "Was it OK to disagree?"
TO_THERE: Final = ("Start", "OK, start", "Carry on", "Mostly")
TO_THE_END: Final = (*TO_THERE, "Shared", "No", "Yes", "Skip")
NEXT_DAY: Final = "2026-11-26"
Files = tuple[Emulator, StillClock, Path]


@pytest.fixture
async def files(prepared: Path, tmp_path: Path) -> AsyncIterator[Files]:
    """Phones and files of a programme whose bot is not running."""
    async with phones(prepared, tmp_path / "life") as (emulator, clock):
        yield emulator, clock, tmp_path / "life"


async def unanswered(files: Files, acts: tuple[str, ...], last: str) -> None:
    """She does these things, and the last of them goes in and is not answered: then the bot stops. It is noon."""
    emulator, clock, folder = files
    async with on(emulator, folder, clock) as scene:
        await scene.until(ASKED)
        await scene["Amara"].does(*acts)
        await fails(scene, last)
    emulator.faults.clear()


async def fails(scene: Scene, act: str) -> None:
    """This goes in, and nothing comes of it: neither words nor a deletion."""
    emulator, phone = scene.emulator, scene["Amara"].phone
    emulator.fault("server_error", method="*Message*", times=99)
    if act.startswith("typed: "):
        phone.says(act.removeprefix("typed: "))
    else:
        phone.presses(act)
    await emulator.until(lambda: emulator.faults.happened.get("server_error"))


@pytest.mark.parametrize(("minutes", "goes"), [(15, True), (16, False)])
async def test_a_question_is_prompt_or_waits_for_her_hours(files: Files, minutes: int, goes: bool) -> None:
    """I23: within 15 minutes of her answer at any hour; after an outage not before ten, and then without being asked for."""
    emulator, clock, folder = files
    await unanswered(files, TO_THERE, "Shared")
    clock.move_to(clock.now() + minutes * MINUTE)
    async with on(emulator, folder, clock) as scene:
        await scene.settled()
        assert scene["Amara"].words[-1] == (AFTER if goes else BEFORE)
        assert await scene.bot.sender.next_due() == (None if goes else at(f"{NEXT_DAY} 10:00"))
        await scene.until(f"{NEXT_DAY} 09:59")
        assert scene["Amara"].words[-1] == (AFTER if goes else BEFORE)
        await scene.until(f"{NEXT_DAY} 10:00")
        assert scene["Amara"].words[-1] == AFTER
        assert await scene.bot.sender.next_due() is None


async def test_in_her_hours_it_goes_however_late(files: Files) -> None:
    """The bot comes back at half past ten on the next day: the question goes at once."""
    emulator, clock, folder = files
    await unanswered(files, TO_THERE, "Shared")
    clock.move_to(at(f"{NEXT_DAY} 10:30"))
    async with on(emulator, folder, clock) as scene:
        await scene.settled()
        assert scene["Amara"].words[-1] == AFTER


async def test_who_writes_meanwhile_is_answered_at_once(files: Files) -> None:
    """She answers the old question once more at night: what she gets is the question after it, and nothing in the morning."""
    emulator, clock, folder = files
    await unanswered(files, TO_THERE, "Shared")
    clock.move_to(clock.now() + 8 * HOUR)
    async with on(emulator, folder, clock) as scene:
        await scene["Amara"].presses("Shared")
        assert scene["Amara"].words[-1].endswith(AFTER)
        said = scene["Amara"].words
        await scene.until(f"{NEXT_DAY} 11:00")
        assert scene["Amara"].words == said


async def test_deleting_is_never_late(files: Files) -> None:
    """Sent, and the bot was down: what stands in the chat goes as soon as it is back, the words about it at ten."""
    emulator, clock, folder = files
    await unanswered(files, TO_THE_END, "Send it")
    assert any(shown.text.startswith("Ready to send") for shown in emulator.people[FIRST].screen())
    clock.move_to(clock.now() + 8 * HOUR)
    async with on(emulator, folder, clock) as scene:
        await scene.settled()
        assert not any(words.startswith("Ready to send") for words in scene["Amara"].words)
        assert not any(words.startswith("Sent") for words in scene["Amara"].words)
        await scene.until(f"{NEXT_DAY} 10:00")
        assert scene["Amara"].words[-1].startswith("Sent, with no name.")
        assert b'"drafts":[]' in await scene.contents()


async def test_what_is_too_old_to_be_deleted_is_blanked_at_once(files: Files) -> None:
    """Three days later the last question cannot be deleted any more: it says nothing from the start on, not from ten."""
    emulator, clock, folder = files
    await unanswered(files, TO_THE_END, "Send it")
    clock.move_to(clock.now() + 56 * HOUR)
    async with on(emulator, folder, clock) as scene:
        await scene.settled()
        assert not any(
            words.startswith(("Ready to send", "Sent", "That's")) for words in scene["Amara"].words
        )
        blanked = [words for words in scene["Amara"].words if words == "·"]
        await scene.until("2026-11-28 10:00")
        assert len(blanked) == 1 and scene["Amara"].words.count("·") == 1
        assert len(scene["Amara"].words) > 1 and scene["Amara"].words[-1] != "·"
        assert b'"drafts":[]' in await scene.contents()


async def test_clear_waits_for_nothing(files: Files) -> None:
    """CLEAR, typed while a question is held back: all of the talk goes there and then."""
    emulator, clock, folder = files
    await unanswered(files, TO_THERE, "Shared")
    clock.move_to(clock.now() + 8 * HOUR)
    async with on(emulator, folder, clock) as scene:
        await scene["Amara"].says("clear")
        assert not {BEFORE, AFTER} & {*scene["Amara"].words}
        assert await scene.bot.sender.next_due() is None


@pytest.mark.parametrize(("minutes", "goes"), [(59, True), (61, False)])
async def test_help_lines_are_worth_sending_for_an_hour(files: Files, minutes: int, goes: bool) -> None:
    """PACE.md 3: help-line replies have 60 minutes, in a sealed talk as well."""
    emulator, clock, folder = files
    await unanswered(files, (*TO_THERE, "Shared"), "typed: I want to kill myself")
    clock.move_to(clock.now() + minutes * MINUTE)
    async with on(emulator, folder, clock) as scene:
        await scene.settled()
        assert any("999" in words for words in scene["Amara"].words) is goes


async def test_an_outage_of_the_channel_wears_out_no_patience(files: Files) -> None:
    """The channel is down for longer than 15 minutes while the bot runs: what it tries then is held back as well."""
    emulator, clock, folder = files
    async with on(emulator, folder, clock) as scene:
        await scene.until(ASKED)
        await scene["Amara"].does(*TO_THERE)
        await fails(scene, "Shared")
        clock.move_to(clock.now() + 16 * MINUTE)
        emulator.faults.clear()
        await scene.settled()
        assert scene["Amara"].words[-1] == BEFORE
        await scene.until(f"{NEXT_DAY} 10:00")
        assert scene["Amara"].words[-1] == AFTER


# -- who took part ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
async def test_what_is_held_back_tells_nothing(prepared: Path, tmp_path: Path) -> None:
    """Two lives: in one of them her question waits for the morning. No row outside the box and no file's size tells which."""
    lives = [await night(prepared, tmp_path / name, hers=name == "with") for name in ("with", "without")]
    (tables, files, held), (others, other_files, nothing) = lives
    assert (held, nothing) == (True, False)
    assert tables == others
    assert files == other_files


async def night(
    prepared: Path, folder: Path, *, hers: bool
) -> tuple[list[dict[str, list[tuple[Any, ...]]]], dict[str, int], bool]:
    """Every row but the box's at night and in the morning, the size of every file, and whether anything was held back."""
    seen = []
    async with phones(prepared, folder) as (emulator, clock):
        async with on(emulator, folder, clock) as scene:
            await scene.until(ASKED)
            scene.seam()
            if hers:
                await scene["Amara"].does(*TO_THERE)
                await fails(scene, "Shared")
        emulator.faults.clear()
        clock.move_to(clock.now() + 8 * HOUR)
        async with on(emulator, folder, clock) as scene:
            scene.seams = 1
            scene.seam()
            await scene["Ines"].says("menu")
            held = await scene.bot.sender.next_due() is not None
            seen.append(await scene.tables())
            await scene.until(f"{NEXT_DAY} 10:30")
            seen.append(await scene.tables())
            assert await scene.bot.database.empty_log()
    for tables in seen:
        tables["box"] = [tuple(len(v) if isinstance(v, bytes) else v for v in row) for row in tables["box"]]
    return seen, sizes(folder), held


def sizes(folder: Path) -> dict[str, int]:
    """Of every file, in bytes."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() and not file.name.endswith("-shm"))
    return {str(file.relative_to(folder)): file.stat().st_size for file in files}


# -- the rule, and what is kept for it ------------------------------------------------------------------------------------

NIGHT: Final = at("2026-11-24 02:00")
MORNING: Final = at("2026-11-24 10:00")


@pytest.mark.parametrize(
    ("asked_at", "helps", "changes", "verdict"),
    [
        (NIGHT - 15 * MINUTE, False, {}, IN_TIME),
        (NIGHT - 15 * MINUTE - 1, False, {}, MORNING),
        (NIGHT - HOUR, True, {}, IN_TIME),
        (NIGHT - HOUR - 1, True, {}, MORNING),
        (0, False, {}, MORNING),
        (NIGHT - HOUR, False, {"state": "held"}, NEVER),
        (NIGHT - HOUR, False, {"stopped_at": NIGHT - MINUTE}, NEVER),
        (NIGHT - HOUR, False, {"state": "paused"}, MORNING),
    ],
)
async def test_the_gate_is_asked_about_what_is_late(
    tmp_path: Path, asked_at: int, helps: bool, changes: dict[str, Any], verdict: int
) -> None:
    """Prompt at any hour; late in their own hours; never once they stopped or the phone is held. A break holds no reply."""
    async with laboratory(tmp_path, ids(1), now=ENDED) as lab:
        (who,) = ids(1)
        row = await lab.read(lambda c: members.by_id(c, who))
        assert row is not None
        before = plan.from_json(row.plan)
        after = replace(before, **changes | {"state": before.state.__class__(changes.get("state", "active"))})
        await lab.write(lambda c: paces.save(c, who, after.state.value, plan.to_json(after), None))
        found = await lab.read(lambda c: owed_too_late(c, lab.world, who, asked_at, NIGHT, helps=helps))
        assert found == verdict


def test_a_draft_says_when_it_was_last_touched() -> None:
    """It is kept with the draft; one of before that was kept counts as late, so that it goes at no hour of the night."""
    draft = Draft(messages=("m1",), owes=(Body("send", "Hello"),), where=("lab", "a7"), at=NIGHT, helps=True)
    assert Draft.from_json(draft.to_json()) == draft
    old = json.dumps(json.loads(draft.to_json())[:5])
    assert Draft.from_json(old) == replace(draft, at=0, helps=False)


async def test_every_step_says_when_it_was(files: Files) -> None:
    """What a draft says is the moment of the last step of the talk, whether it is going on or was sent."""
    emulator, clock, folder = files
    async with on(emulator, folder, clock) as scene:
        await scene.until(ASKED)
        me = await scene["Amara"].id()
        for act in TO_THERE:
            clock.move_to(clock.now() + MINUTE)
            await scene["Amara"].does(act)
            draft = await scene.bot.database.read(lambda c: load_draft(c, MEETING, me))
            assert draft is not None and draft.at == clock.now()
