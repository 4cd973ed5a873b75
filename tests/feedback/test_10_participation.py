"""Attack 10: who took part. The whole bot lives the same days twice, with one member's answers and without them.

Whoever steals everything that is kept is to learn nothing of it: every row of every table, the file byte by byte, the key
folder, and the log are the same in both lives, but for the bytes of the box and of its key, whose sizes are the same too.
What somebody does openly (MENU, STOP, CLEAR) she does in both lives.

What a box is for does differ, and is left out of what is compared: what is published of the answers. A second test takes
that away as well: the same answers by somebody else leave the same bytes for ever.
"""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bot.logs import OURS, Discreet
from storage import sealed
from tests.feedback.telegram import (
    ASKED,
    CLOSED,
    PUBLISHED,
    TOLD,
    Scene,
    kept_in,
    living,
    pages_that_differ,
)

pytestmark = pytest.mark.slow
BOTH: Final = "both: "
"""Before an act that she does in either life."""
SHE: Final = "Amara"
OTHERS: Final = ("Kofi", "Marek", "Sol", "Tam", "Noor")
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
OPENLY: Final = ("menu", "what's new", "meetings", "my pace", "clear", "quiet", "stop", "start", "help", "details", "hello there")  # fmt: skip
"""What she types afterwards, in either life."""
PUBLISHING: Final = frozenset({"publication", "published"})


@dataclass
class Life:
    """What is left of one life, at each time that somebody may have stolen it."""

    tables: list[dict[str, list[tuple[Any, ...]]]] = field(default_factory=list)
    files: list[dict[str, bytes]] = field(default_factory=list)
    boxes: list[frozenset[int]] = field(default_factory=list)
    """The pages of the file that the box lies on, at each theft."""
    commits: list[tuple[str, int, list[tuple[int, ...]]]] = field(default_factory=list)
    """What she did openly, how many commits sealed the box anew, and the other pages of each commit, in order."""
    log: str = ""
    words: dict[str, list[str]] = field(default_factory=dict)
    inside: list[bytes] = field(default_factory=list)
    """What is in the box, which no thief sees: so that a test knows what it has tested."""

    async def openly(self, scene: Scene, act: str) -> None:
        """She does something that is no secret, and the log of the database is read afterwards."""
        scene.seam()
        box = await scene.pages_of_the_box()
        commits = await scene.commits(lambda: scene[SHE].does(act))
        others = [tuple(sorted(set(pages) - box)) for pages in commits]
        self.commits.append(
            (act, sum(bool(box & set(pages)) for pages in commits), [pages for pages in others if pages])
        )
        scene.seam()

    async def stolen(self, scene: Scene) -> None:
        """Somebody takes everything that is kept, as it lies there now."""
        self.boxes.append(await scene.pages_of_the_box())
        self.inside.append(await scene.contents())
        self.tables.append(await scene.tables())
        assert await scene.bot.database.empty_log()
        files = (file for file in sorted(scene.folder.rglob("*")) if file.is_file())
        self.files.append(
            {
                str(file.relative_to(scene.folder)): file.read_bytes()
                for file in files
                if not file.name.endswith("-shm")
            }
        )


WITHOUT: Final[dict[tuple[tuple[str, ...], bool, bool], Life]] = {}
"""Lives in which she does nothing but what is open, by what that is."""


@contextmanager
def logged() -> Iterator[StringIO]:
    """The log as it is in life, but for the time of day."""
    said, names = StringIO(), ("", *OURS)
    handler = logging.StreamHandler(said)
    handler.setFormatter(Discreet("%(levelname)s %(message)s"))
    levels = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.INFO if name else logging.WARNING)
    logging.getLogger().addHandler(handler)
    try:
        yield said
    finally:
        logging.getLogger().removeHandler(handler)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


async def acts(scene: Scene, life: Life, script: Sequence[str], *, hers: bool) -> None:
    """Her acts; where they are not `hers`, only those of either life. What is open stands between two seams."""
    for act in script:
        if act.startswith(BOTH):
            await life.openly(scene, act.removeprefix(BOTH))
        elif hers:
            await scene[SHE].does(act)
    await passed_by(scene)


async def passed_by(scene: Scene) -> None:
    """Somebody else writes. The number of the last update that came in is kept, and it is the whole bot's."""
    scene.seam()
    await scene["Ines"].says("menu")


async def lived(
    prepared: Path,
    folder: Path,
    script: Sequence[str],
    *,
    hers: bool,
    gone: bool = False,
    to_the_end: bool = True,
) -> Life:
    """From the asking to the results. She does `script`, or only what of it is open; everybody else does the same."""
    life = Life()
    with logged() as log:
        async with living(prepared, folder) as scene:
            await scene.until(ASKED)
            scene.seam()
            await acts(scene, life, script, hers=hers)
            await life.stolen(scene)
            await scene.wait(3600)
            if to_the_end:
                await _go_on(scene, life, gone=gone)
        life.log = log.getvalue()
    life.files.append({"closed": kept_in(scene.path)})
    return life


async def _go_on(scene: Scene, life: Life, *, gone: bool) -> None:
    for number, name in enumerate(OTHERS):
        await scene[name].answers(number % 4, f"Words of {name}")
    scene.seam()
    if not gone:
        for line in OPENLY:
            await life.openly(scene, f"typed: {line}")
    await life.stolen(scene)
    await scene.wait(3600)
    await scene.until(CLOSED)
    scene.seam()
    await life.stolen(scene)
    for name in ("Priya", "Dee"):
        await scene[name].presses("Open")
        while "It's fine" in scene[name].labels:
            await scene[name].presses("It's fine")
        await scene[name].presses("Agree", "Yes")
    await passed_by(scene)
    await scene.wait(60)
    await life.stolen(scene)
    for moment in (PUBLISHED, TOLD):
        await scene.until(moment)
        await life.stolen(scene)
    life.words = {name: scene[name].words for name in scene.people if name not in (SHE, "Ines")}


def compare(with_her: Life, without: Life, *, published_too: bool = False) -> None:
    """Nothing that is kept tells the two lives apart."""
    assert len(with_her.tables) == len(without.tables)
    for one, other in zip(with_her.tables, without.tables, strict=True):
        assert one.keys() == other.keys()
        for name in one:
            if name == "box":
                assert [_bare(row) for row in one[name]] == [_bare(row) for row in other[name]]
            elif published_too or name not in PUBLISHING:
                assert one[name] == other[name], name
    for mine, theirs in zip(with_her.files, without.files, strict=True):
        assert {name: len(raw) for name, raw in mine.items()} == {
            name: len(raw) for name, raw in theirs.items()
        }
    assert with_her.commits == without.commits
    assert with_her.log == without.log


def _bare(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A box without its key's id and its bytes; how many bytes those are."""
    return tuple(len(value) if isinstance(value, bytes) else value for value in row)


def same_bytes(with_her: Life, without: Life, until: int | None = None) -> None:
    """Every page of the file is the same, but those that the box lies on, at the thefts before this one."""
    assert with_her.boxes == without.boxes
    thefts = list(zip(with_her.files, without.files, (*with_her.boxes, frozenset()), strict=True))
    for mine, theirs, box in thefts[:until]:
        for name in mine:
            if name.endswith("sqlite3"):
                assert pages_that_differ(mine[name], theirs[name]) <= box, name
            elif "keys" not in name:
                assert mine[name] == theirs[name], name


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
                await _go_on(scene, life, gone=False)
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
