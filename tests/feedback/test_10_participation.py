"""Attack 10: who took part. The whole bot lives the same days twice, with one member's answers and without them.

Whoever steals everything that is kept is to learn nothing of it: every row of every table, the file byte by byte, the key
folder, and the log are the same in both lives, but for the bytes of the box and of its key, whose sizes are the same too.
What somebody does openly (MENU, STOP, CLEAR) she does in both lives.

What a box is for does differ, and is left out of what is compared: what is published of the answers. A second test takes
that away as well: the same answers by somebody else leave the same bytes for ever.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from storage import sealed
from tests.feedback.beginning import ASKED
from tests.feedback.lives import BOTH, SHE, Life, compare, goes_on, lived, logged, passed_by, same_bytes
from tests.feedback.stolen import kept_in
from tests.feedback.telegram import Scene, living

pytestmark = pytest.mark.slow
BEGUN: Final = ("Start", "OK, start", "Carry on")
HALF: Final = (*BEGUN, "Mostly", "Shared")
BY_BUTTONS: Final = (*HALF, "Sort of", "Yes", "Skip", "Send it")
MEETING_PAGE: Final = ("both: typed: menu", "both: Meetings", "both: Open 1")
SCRIPTS: Final = {
    "by buttons": BY_BUTTONS,
    "by typing": ("typed: start", "typed: ok, start", "typed: carry on", "typed: yes", "typed: 2", "typed: sort of", "typed: partly", "typed: The stairs", "typed: Too many steps", "typed: A lift, please", "typed: send it"),
    "back and forth": (*HALF, "typed: back", "typed: back", "No", "None were made", "No", "No", "The room", "Done", "typed: lamps", "Skip", "See my answers", "Change them", "Yes", "Not sure", "Yes", "Yes", "Skip", "Send it"),
    "a name and a number": (*HALF, "No", "Yes", "typed: Ask Kofi or call 07700 900123", "Take it out", "Send it"),
    "long words": (*HALF, "No", "Yes", "typed: " + "a very long story " * 60, "typed: " + "w" * 900, "Send it"),
    "words of danger": (*HALF, "typed: I want to kill myself", "More helplines"),
    "words of danger, and on": (*HALF, "typed: I want to kill myself", "Not about me", "No", "Yes", "Skip", "Send it"),
    "a picture, a voice, a sticker": (*BEGUN, "sends: photo", "sends: voice", "sends: sticker", "Yes", "sends: document"),
    "binned": (*HALF, "No", "Yes", "typed: Nothing at all", "Bin it"),
    "binned and begun again": (*HALF, "No", "Yes", "Skip", "Bin it", *MEETING_PAGE, "Say how it was", "OK, start", "Carry on", "Yes"),
    "not now": ("Not now",),
    "no thanks": ("No thanks",),
    "no thanks, on reading": ("Start", "No thanks"),
    "more to read": ("Start", "Tell me more"),
    "half done": HALF,
    "half done, and MENU": (*HALF, "both: typed: menu"),
    "half done, and on from the page": (*HALF, *MEETING_PAGE, "Say how it was", "Sort of", "Yes", "Skip", "Send it"),
    "sent, and the page": (*BY_BUTTONS, *MEETING_PAGE),
    "sent, and once more": (*BY_BUTTONS, *MEETING_PAGE, "Say how it was"),
    "half done, and CLEAR": (*HALF, "both: typed: clear"),
    "CLEAR before it": ("both: typed: clear", *MEETING_PAGE, "Say how it was", "OK, start", "Carry on", "Yes"),
    "half done, and STOP": (*HALF, "both: typed: stop", "both: typed: stop everything"),
    "half done, and FORGET ME": (*HALF, "both: typed: forget me", "both: typed: delete now", "both: typed: yes, delete it all"),
    "sent, and FORGET ME": (*BY_BUTTONS, "both: typed: forget me", "both: typed: delete now", "both: typed: yes, delete it all"),
}  # fmt: skip
GONE: Final = frozenset({"half done, and FORGET ME", "sent, and FORGET ME", "half done, and STOP"})

WITHOUT: Final[dict[tuple[tuple[str, ...], bool, bool], Life]] = {}
"""Lives in which she does nothing but what is open, by what that is."""


async def without_her(
    prepared: Path, folder: Path, script: Sequence[str] = (), *, gone: bool = False, to_the_end: bool = True
) -> Life:
    """The life in which she does nothing but what is open. It is lived once."""
    key = (tuple(act for act in script if act.startswith(BOTH)), gone, to_the_end)
    if key not in WITHOUT:
        WITHOUT[key] = await lived(prepared, folder, script, hers=False, gone=gone, to_the_end=to_the_end)
    return WITHOUT[key]


@pytest.mark.parametrize("script", SCRIPTS)
async def test_10_nothing_tells_whether_she_took_part(prepared: Path, tmp_path: Path, script: str) -> None:
    """Whatever she does in the form: tables, files and log are as if she had not, until the results are out and after it."""
    acts, gone = SCRIPTS[script], script in GONE
    without = await without_her(prepared, tmp_path / "without", acts, gone=gone)
    with_her = await lived(prepared, tmp_path / "with", acts, hers=True, gone=gone)
    sent = b'"slips":[]' not in with_her.inside[0]
    compare(with_her, without, published_too=not sent)
    same_bytes(with_her, without, until=4 if sent else None)


async def test_10_the_same_answers_by_somebody_else_leave_the_same_bytes(
    prepared: Path, tmp_path: Path
) -> None:
    """Two lives in which one of two people says the same: to the end every byte is the same, what is published too."""
    script = (*HALF, "No", "Yes", "typed: A kettle would help", "Send it")
    lives = []
    for name in (SHE, "Ines"):
        life = Life()
        with logged() as log:
            async with living(prepared, tmp_path / name) as scene:
                await scene.until(ASKED)
                await scene[name].does(*script)
                await passed_by(scene)
                await life.stolen(scene)
                await goes_on(scene, life, gone=False)
            life.log = log.getvalue()
        life.files.append({"closed": kept_in(scene.path)})
        lives.append(life)
    one, other = lives
    compare(one, other, published_too=True)
    same_bytes(one, other)
    assert one.words == other.words
    assert any("kettle" in str(row) for row in one.tables[-1]["published"])


ACTS: Final = some.lists(
    some.one_of(
        some.integers(0, 5),
        some.sampled_from(
            ("typed: back", "typed: skip", "typed: 2", "typed: yes", "typed: no", "typed: done", "typed: help", "typed: I want to die",
             "typed: The lamp by the door is broken", "typed: Ring Kofi on 07700 900123", "typed: send it", "sends: photo",
             "sends: voice", "typed: 🙂"),
        ),
    ),
    max_size=25,
)  # fmt: skip
"""A number is a button of what is open."""


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])  # fmt: skip
@given(acts=ACTS)
def test_10_whatever_she_presses_and_types(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory, acts: list[int | str]
) -> None:
    """Any path through the form, by any buttons and any words that stay in it, leaves nothing behind outside the box."""

    async def play() -> None:
        folder = tmp_path_factory.mktemp("lives")
        without = await without_her(prepared, folder / "without", to_the_end=False)
        with_her = Life()
        with logged() as log:
            async with living(prepared, folder / "with") as scene:
                await scene.until(ASKED)
                scene.seam()
                for act in ("Start", *acts):
                    await _one(scene, act)
                await passed_by(scene)
                await with_her.stolen(scene)
                await scene.wait(3600)
            with_her.log = log.getvalue()
        with_her.files.append({"closed": kept_in(scene.path)})
        compare(with_her, without)

    asyncio.run(play())


async def _one(scene: Scene, act: int | str) -> None:
    """One act, as long as the talk goes on."""
    me = await scene[SHE].id()
    if await scene.bot.database.read(lambda c: sealed.focus(c, me)) is None:
        return
    labels = scene[SHE].labels
    if isinstance(act, str):
        await scene[SHE].does(act)
    elif labels[act % len(labels)] != "Less of this":
        await scene[SHE].presses(labels[act % len(labels)])
