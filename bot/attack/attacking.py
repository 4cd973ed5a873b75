"""`alongside attack`: the attacks on somebody's own files, and in the laboratory, for whoever wants to check the promise."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import RenderableType

from bot.attack import laboratory, tables
from bot.attack.attacks import mount
from bot.attack.loot import Known, Loot, steal
from bot.attack.pages import Image
from bot.attack.rows import rows
from bot.attack.rows import tables as tables_of
from bot.problems import Problem
from storage.migrate import APPLICATION_ID

_MOST = 200
KEPT: Final = (
    f"{laboratory.OURS}, in the laboratory: no attack names anybody better than drawing lots, and none tells who took part, but one: "
    "whoever has the key of a box while it is open sees who has answered so far. Members are not promised otherwise."
)
FILES_KEPT: Final = "Your files: nothing names anybody with their words, and nothing outside a box that is open tells who took part."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line."""

    database: Path | None
    keys: Path | None
    backups: tuple[Path, ...]
    truth: Path | None
    people: tuple[int, ...]
    seed: int


def sizes(text: str) -> tuple[int, ...]:
    """ "5,10,20" as numbers. Raises Problem."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdecimal() and 2 <= int(part) <= _MOST for part in parts):
        raise Problem(
            f"--people takes numbers of 2 to {_MOST} with commas between, like 5,10,20; not {text!r}."
        )
    return tuple(sorted({int(part) for part in parts}))


def attack(wanted: Wanted, told: Callable[[int, int], None]) -> tuple[list[RenderableType], bool]:
    """Both tables and what they come to, and whether everything is as promised. Raises Problem before anything is played."""
    parts, of_files = on_files(wanted)
    results = laboratory.play(wanted.people, seed=wanted.seed, told=told)
    of_box = tables.leaks(results)
    parts += [tables.ABOVE, tables.laboratory(results), tables.BELOW]
    if wanted.database:
        parts.append("\n".join(f"Leak in your files: {leak}." for leak in of_files) or FILES_KEPT)
    parts.append("\n".join(f"Leak: {leak}." for leak in of_box) or KEPT)
    return parts, not of_files and not of_box


def on_files(wanted: Wanted) -> tuple[list[RenderableType], list[str]]:
    """Every attack on the files that were named, and what they tell that they should not; nothing without a database."""
    if wanted.database is None:
        if wanted.keys or wanted.backups or wanted.truth:
            raise Problem("--keys, --backups and --truth go with --database. Name the database too.")
        return [], []
    loot = _stolen(wanted.database, wanted.keys, wanted.backups)
    sent = _truth(wanted.truth) if wanted.truth else ()
    known = _known(loot.now.image, sent)
    findings = mount(loot, known)
    parts: list[RenderableType] = [tables.FILES_ABOVE, tables.on_files(findings, known, dict(sent))]
    if not known.answers:
        parts.append(
            "Nothing is published in it yet and no --truth was given, so there were no words to look for."
        )
    return parts, tables.leaks_in_files(findings)


def _stolen(database: Path, keys: Path | None, backups: Sequence[Path]) -> Loot:
    loot = steal(database, keys, tuple(backups))
    for path, copy in zip((database, *backups), (loot.now, *loot.backups), strict=True):
        first = copy.image.pages[1]  # what is in force: a young database is still in its log
        if int.from_bytes(first[68:72], "big") != APPLICATION_ID:
            raise Problem(
                f"{path} is the database of another program. Name the bot's own, as in [storage] path."
            )
    return loot


def _known(image: Image, sent: Sequence[tuple[int, str]]) -> Known:
    """What a thief would know: the words that were published, or those of the truth; and who there is."""
    roster: dict[int, str] = {}
    words: set[str] = {answer for _, answer in sent}
    for table in tables_of(image):
        for row in rows(image, table):
            if table.name == "member" and isinstance(member := row.values.get("id"), int):
                roster.setdefault(member, "")
            if table.name == "address" and isinstance(member := row.values.get("member_id"), int):
                roster[member] = str(row.values.get("address"))
            if table.name == "published" and row.values.get("words") == 1 and not sent:
                words.add(str(row.values.get("answer")))
    answers = tuple(sorted(word for word in words if len(word) >= 4))
    return Known(answers, tuple(member for member, _ in sent), roster)


def _truth(path: Path) -> list[tuple[int, str]]:
    """(member, answer), in the order in which they were sent. Raises Problem."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [line for line in csv.reader(file) if line]
    except UnicodeDecodeError:
        raise Problem(f"{path} is not a text file in UTF-8.") from None
    if lines and lines[0][0].strip().lower() == "member":
        lines = lines[1:]
    if not lines or not all(len(line) >= 2 and line[0].strip().isdecimal() and line[1] for line in lines):
        raise Problem(
            f"{path} takes lines of a member's number, a comma, and what they answered, in the order of sending."
        )
    return [(int(line[0]), line[1]) for line in lines]
