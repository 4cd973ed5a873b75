"""The thief's tools read files as they are, whatever is wrong with them; and `alongside attack` says what they found."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import pytest
from nacl.secret import SecretBox

from bot.attack import laboratory
from bot.attack.attacks import mount
from bot.attack.journals import current, frames, originals
from bot.attack.life import invent
from bot.attack.loot import Copy, Known, Loot, steal
from bot.attack.rows import BEFOREHAND, rows
from bot.attack.rows import tables as tables_of
from bot.cli import main
from tests.feedback.groups import group_of, ids
from tests.feedback.groups import laboratory as programme

WORDS = tuple(
    f"{start} and nobody said a word about it, number {n}"
    for n, start in enumerate(("cold", "late", "kind", "loud", "slow", "good"))
)
ROSTER = {100 + n: f"7900000{n:03d}" for n in range(12)}
KNOWN = Known(tuple(sorted(WORDS)), tuple(ROSTER)[: len(WORDS)], ROSTER)


# -- the thief's tools ------------------------------------------------------------------------------------------------


@contextmanager
def database(path: Path, *pragmas: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as conn:
        for pragma in ("secure_delete = off", *pragmas):
            conn.execute(f"pragma {pragma}")
        yield conn


@pytest.mark.parametrize("page_size", [512, 4096, 65536])
@pytest.mark.parametrize("ending", ["", " without rowid"])
def test_rows_are_read_as_sqlite_reads_them(tmp_path: Path, page_size: int, ending: str) -> None:
    """Small and large pages, deep trees, long rows that go on in other pages: the same rows in the same order."""
    chance = Random(page_size)
    with database(tmp_path / "a", f"page_size = {page_size}") as conn:
        conn.execute(f"create table t (a text, k integer, b blob, n integer, primary key (k)){ending}")
        for _ in range(300):
            long = chance.choice((3, 30, 300, 3000))
            row = (
                f"é{chance.random()}",
                chance.randrange(-(2**62), 2**62),
                chance.randbytes(long),
                chance.choice((0, 1, None, 2**40)),
            )
            conn.execute("insert into t values (?, ?, ?, ?)", row)
        conn.execute("delete from t where n = 0")
        conn.commit()
        expected = conn.execute("select a, k, b, n from t order by k").fetchall()
    image = Copy.read(tmp_path / "a").image
    (table,) = tables_of(image)
    assert [tuple(row.values[name] for name in "akbn") for row in rows(image, table)] == expected


def test_the_log_is_laid_over_the_file(tmp_path: Path) -> None:
    """What is committed in the write-ahead log counts, and what a transaction left open does not."""
    with database(tmp_path / "a", "journal_mode = wal", "cache_size = 2") as conn:
        conn.execute("create table t (words text)")
        conn.execute("insert into t values ('kept')")
        conn.commit()
        conn.executemany("insert into t values (?)", [(f"never {n}" * 100,) for n in range(100)])
        copy = Copy.read(tmp_path / "a")
        (table,) = tables_of(current(copy.main, copy.wal))
        assert [row.values["words"] for row in rows(copy.image, table)] == ["kept"]
        assert len(frames(copy.wal)) > 3


def test_old_frames_of_the_log_are_read_too(tmp_path: Path) -> None:
    """A log that was begun anew still has behind it what it held before, and the thief reads that."""
    with database(tmp_path / "a", "journal_mode = wal", "wal_autocheckpoint = 0") as conn:
        conn.execute("create table t (words text)")
        for words in WORDS:
            conn.execute("insert into t values (?)", (words,))
            conn.commit()
        conn.execute("delete from t")
        conn.commit()
        conn.execute("pragma wal_checkpoint(restart)").fetchone()
        conn.execute("insert into t values ('new')")
        conn.commit()
        loot = steal(tmp_path / "a")
    assert any(not frame.live for frame in frames(loot.now.wal))
    found = mount(loot, KNOWN)
    assert found["logs and journals"].sequence == WORDS
    assert not found["rowid order"].sequence


def test_a_rollback_journal_is_read_too(tmp_path: Path) -> None:
    """A journal that is kept still holds the pages of before the last transaction; only its first bytes were wiped."""
    with database(tmp_path / "a", "journal_mode = persist", "secure_delete = on") as conn:
        conn.execute("create table t (words text)")
        conn.executemany("insert into t values (?)", [(words,) for words in WORDS])
        conn.commit()
        conn.execute("delete from t")
        conn.commit()
    copy = Copy.read(tmp_path / "a")
    assert not copy.journal[:8].strip(b"\x00")
    assert 2 in {frame.page for frame in originals(copy.journal, 4096)}
    found = mount(Loot(copy), KNOWN)
    assert not found["words in dead space"].sequence
    assert found["logs and journals"].sequence == WORDS


def test_deleted_words_are_found_in_dead_space(tmp_path: Path) -> None:
    """What was deleted and not overwritten is still there, latest first."""
    with database(tmp_path / "a", "journal_mode = delete") as conn:
        conn.execute("create table draft (member_id integer primary key, words text)")
        conn.executemany("insert into draft (words) values (?)", [(words,) for words in WORDS])
        conn.commit()
        conn.execute("delete from draft where member_id between 2 and 5")
        conn.commit()
    found = mount(steal(tmp_path / "a"), KNOWN)
    assert found["words in dead space"].sequence == WORDS[4:0:-1]
    with database(tmp_path / "a") as conn:
        conn.execute("vacuum")
    assert not mount(steal(tmp_path / "a"), KNOWN)["words in dead space"].sequence


def test_a_key_that_was_kept_opens_old_copies(tmp_path: Path) -> None:
    """One key for all days, as tempting as it is, opens every backup, and each tells what came that day."""
    (tmp_path / "keys").mkdir()
    key = Random(1).randbytes(32)
    (tmp_path / "keys" / "box.key").write_bytes(b"a header" + key)
    backups = []
    with database(tmp_path / "a") as conn:
        conn.execute("create table box (id integer primary key, body blob)")
        for n in range(1, 4):
            plain = "|".join(sorted(WORDS[: 2 * n])).encode().ljust(2000)
            conn.execute(
                "insert into box values (1, ?) on conflict do update set body = excluded.body",
                (SecretBox(key).encrypt(plain),),
            )
            conn.commit()
            backups.append(tmp_path / f"backup-{n}")
            with closing(sqlite3.connect(backups[-1])) as copy:
                conn.backup(copy)
        loot = steal(tmp_path / "a", tmp_path / "keys", tuple(backups[:-1]))
    found = mount(loot, KNOWN)
    assert found["keys on today's files"].opened == 1
    assert found["keys on old copies"].opened == 2
    assert found["keys on old copies"].sequence == (*sorted(WORDS[:2]), *sorted(WORDS[2:4]))


def test_a_box_that_grows_is_no_row_for_each(tmp_path: Path) -> None:
    """Lengths link nothing where there is one blob for everybody, whatever is in it."""
    with database(tmp_path / "a") as conn:
        conn.execute("create table box (meeting_id integer primary key, body blob)")
        conn.execute("insert into box values (7, ?)", (bytes(range(256)) * 40,))
        conn.commit()
    assert not mount(steal(tmp_path / "a"), KNOWN)["length of what is sealed"].named


def test_torn_files_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    """A thief's copy may be cut off or damaged anywhere: attacks find less, and never fail."""
    chance = Random(3)
    with database(tmp_path / "a", "journal_mode = wal") as conn:
        conn.execute("create table t (id integer primary key, words text, b blob)")
        conn.executemany("insert into t (words, b) values (?, ?)", [(words, bytes(6000)) for words in WORDS])
        conn.commit()
        conn.execute("pragma wal_checkpoint").fetchone()
        conn.execute("delete from t where id = 2")
        conn.commit()
        whole = Copy.read(tmp_path / "a")
    for _ in range(40):
        torn = bytearray(whole.main)
        for _ in range(60):
            torn[chance.randrange(100, len(torn))] = chance.randrange(256)
        mount(
            Loot(
                Copy(
                    bytes(torn[: chance.randrange(4096, len(torn))]),
                    whole.wal[: chance.randrange(len(whole.wal))],
                )
            ),
            KNOWN,
        )


def test_words_of_one_are_never_those_of_another() -> None:
    """Everybody in an invented group says something else, so a guess is right or wrong and nothing between."""
    for n in range(20):
        life = invent(Random(n), 50)
        assert len(set(life.truth.values())) == len(life.known().needles) == 50


# -- the command ----------------------------------------------------------------------------------------------------------


def ours_with(path: Path) -> Path:
    """A file marked as ours, with rows that somebody kept who was tempted."""
    with database(path) as conn:
        conn.execute(f"pragma application_id = {0x416C6F6E}")
        conn.execute("create table member (id integer primary key)")
        conn.executemany("insert into member values (?)", [(member,) for member in ROSTER])
        conn.execute("create table slip (id integer primary key, member_id integer, words text)")
        conn.executemany(
            "insert into slip (member_id, words) values (?, ?)", zip(ROSTER, WORDS, strict=False)
        )
        conn.commit()
    return path


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The laboratory with two groups of each size."""
    monkeypatch.setattr(laboratory, "ROUNDS", dict.fromkeys((5, 10, 20, 50), 2))


@pytest.mark.slow
def test_the_command_shows_both_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], quick: None
) -> None:
    """Given files are attacked and marked by the truth; the laboratory stands below, with what was not tried. What the files
    tell is said at the end, and is no success for whoever asks by exit code."""
    truth = tmp_path / "truth.csv"
    truth.write_text(
        "member,answer\n"
        + "".join(f'{member},"{words}"\n' for member, words in zip(ROSTER, WORDS, strict=False))
    )
    assert (
        main(["attack", "--database", str(ours_with(tmp_path / "a")), "--truth", str(truth), "--people", "5"])
        == 1
    )
    shown = " ".join(capsys.readouterr().out.split())
    assert "names in the clear" in shown and "1.00" in shown and "drawing lots" in shown
    assert "Leak in your files: names in the clear: names 6 with words." in shown
    assert "Not tried" in shown and "Alongside, in the laboratory: no attack names anybody" in shown
    for table in BEFOREHAND:
        assert table in shown, "what is left out of who took part is told"


@pytest.mark.slow
async def test_files_of_a_whole_life_are_as_promised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], quick: None
) -> None:
    """A box that is open beside today's key is opened, and that is told and no leak; published words are no leak either."""
    people = ids(6)
    where = ["attack", "--people", "5", "--database", str(tmp_path / "data" / "alongside.sqlite3")]
    async with programme(tmp_path, people) as lab:
        meeting = await lab.meeting()
        await lab.vote(meeting, group_of(1, 6, lab.form))
        assert await asyncio.to_thread(main, [*where, "--keys", str(lab.keys)]) == 0
        shown = " ".join(capsys.readouterr().out.split())
        assert "Your files: nothing names anybody with their words" in shown
        assert "a key of today opens a box of today" in shown
        await lab.published(meeting)
        assert await asyncio.to_thread(main, [*where, "--keys", str(lab.keys)]) == 0
        shown = " ".join(capsys.readouterr().out.split())
        assert "what is published is meant to be" in shown and "Leak" not in shown


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda folder: ["--database", str(folder / "none")], "There is no file"),
        (lambda folder: ["--database", str(folder)], "is not a file"),
        (lambda folder: ["--database", str(text_in(folder))], "is no SQLite database"),
        (lambda folder: ["--database", str(other_in(folder))], "the database of another program"),
        (
            lambda folder: ["--database", str(ours_with(folder / "a")), "--keys", str(folder / "none")],
            "There is no folder",
        ),
        (
            lambda folder: ["--database", str(ours_with(folder / "a")), "--truth", str(text_in(folder))],
            "takes lines of a member",
        ),
        (lambda folder: ["--keys", str(folder)], "go with --database"),
        (lambda folder: ["--people", "5,many"], "--people takes numbers"),
        (lambda folder: ["--people", "1"], "--people takes numbers"),
    ],
)
def test_what_a_person_can_mend_is_said_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], list[str]], said: str
) -> None:
    """A slip in a path or an option ends in one line that says what to do, and nothing is played."""
    assert main(["attack", *make(tmp_path)]) == 2
    errors = capsys.readouterr().err
    assert said in errors and errors.count("\n") == 1


def text_in(folder: Path) -> Path:
    (folder / "text").write_text("no database")
    return folder / "text"


def other_in(folder: Path) -> Path:
    with database(folder / "other") as conn:
        conn.execute("create table t (a)")
        conn.commit()
    return folder / "other"
