"""What was stolen, what the thief knew before, and what an attack found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bot.attack.journals import commits, current, frames, originals
from bot.attack.pages import MAGIC, Image, size_of
from bot.problems import Problem


@dataclass(frozen=True, eq=False, repr=False)
class Copy:
    """One database as bytes: the file, its write-ahead log, its rollback journal."""

    main: bytes
    wal: bytes = b""
    journal: bytes = b""

    @classmethod
    def read(cls, path: Path) -> "Copy":
        """Raises Problem where there is no SQLite database."""
        main = _bytes(path)
        if not main.startswith(MAGIC) or size_of(main) < 512 or len(main) < size_of(main):
            raise Problem(f"{path} is no SQLite database. Name the bot's database file, or a backup of it.")
        return cls(main, _beside(path, "-wal"), _beside(path, "-journal"))

    @cached_property
    def image(self) -> Image:
        """The state in force."""
        return current(self.main, self.wal)

    @cached_property
    def frames(self) -> tuple[tuple[int, bytes], ...]:
        """(page, bytes) of every state that a page once had and that is still to be read, the oldest first."""
        return tuple(
            (frame.page, frame.data)
            for frame in (*originals(self.journal, size_of(self.main)), *frames(self.wal))
        )

    @cached_property
    def history(self) -> tuple[tuple[Image, Mapping[int, bytes]], ...]:
        """See journals.commits."""
        return tuple(commits(self.main, self.wal))


@dataclass(frozen=True, eq=False, repr=False)
class Loot:
    """Everything that was stolen: the database as it is now, key files by name, backups from the oldest on."""

    now: Copy
    keys: Mapping[str, bytes] = field(default_factory=dict)
    backups: tuple[Copy, ...] = ()


@dataclass(frozen=True, eq=False, repr=False)
class Known:
    """What the thief knows before. `answers`: what was said, not whose; `order`: who answered, in the order in which they
    sent; `roster`: everybody invited, with their addresses. `alike`: nothing else ever happened to any of them, so whatever
    differs between two members tells something (the laboratory)."""

    answers: tuple[str, ...] = ()
    order: tuple[int, ...] = ()
    roster: Mapping[int, str] = field(default_factory=dict)
    alike: bool = False

    @cached_property
    def needles(self) -> dict[bytes, str]:
        """How to know each answer again among other bytes: by how it begins."""
        return {answer.encode()[:48]: answer for answer in self.answers}

    def in_order(self, data: bytes) -> list[str]:
        """The answers that stand in these bytes, the first one first."""
        found = [(data.find(needle), answer) for needle, answer in self.needles.items()]
        return [answer for at, answer in sorted(found) if at >= 0]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one attack found. `sequence`: answers in an order that may be the one in which they were sent; `named`: whose
    they are, read straight off; `took_part`: who seems to have answered, None where nothing tells; `opened`: how many
    sealed things were read; `where`: in which tables; `order`: the sequence is neither from A to Z nor that of the keys."""

    sequence: tuple[str, ...] = ()
    named: Mapping[int, str] = field(default_factory=dict)
    took_part: frozenset[int] | None = None
    opened: int = 0
    where: tuple[str, ...] = ()
    order: bool = False

    def guess(self, known: Known) -> dict[int, str]:
        """Member -> answer: read straight off, or else the order of the answers laid beside that of the members."""
        return dict(self.named) or dict(zip(known.order, self.sequence, strict=False))


NOTHING = Finding()


def steal(database: Path, keys: Path | None = None, backups: tuple[Path, ...] = ()) -> Loot:
    """Read the files as they lie there. Raises Problem where they cannot be."""
    return Loot(Copy.read(database), _keys(keys) if keys else {}, tuple(Copy.read(path) for path in backups))


def _keys(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        raise Problem(
            f"There is no folder {folder}. Name the folder of the keys, as in the config's [storage] keys."
        )
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise Problem(f"The keys in {folder} cannot be read: {error.strerror}.") from None
    return {path.name: _bytes(path) for path in files}


def _beside(path: Path, ending: str) -> bytes:
    file = path.with_name(path.name + ending)
    return _bytes(file) if file.exists() else b""


def _bytes(path: Path) -> bytes:
    if not path.exists():
        raise Problem(f"There is no file {path}.")
    if not path.is_file():
        raise Problem(f"{path} is not a file.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise Problem(f"{path} cannot be read: {error.strerror}.") from None
