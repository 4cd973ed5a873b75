"""One life of the bot, from the asking to the results, and what a thief finds of it; and two lives laid side by side."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any, Final

from bot.logs import OURS, Discreet
from tests.feedback.beginning import ASKED, CLOSED, PUBLISHED, TOLD
from tests.feedback.stolen import kept_in, pages_that_differ
from tests.feedback.telegram import Scene, living

BOTH: Final = "both: "
"""Before an act that she does in either life."""
SHE: Final = "Amara"
OTHERS: Final = ("Kofi", "Marek", "Sol", "Tam", "Noor")
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
                await goes_on(scene, life, gone=gone)
        life.log = log.getvalue()
    life.files.append({"closed": kept_in(scene.path)})
    return life


async def goes_on(scene: Scene, life: Life, *, gone: bool) -> None:
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
