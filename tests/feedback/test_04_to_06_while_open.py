"""Attacks 4 to 6, while a box is open: no word of anybody in any file, no length that tells, no old copy that opens."""

import logging
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from bot.backing_up import back_up
from bot.box_contents import contents
from bot.key_file import LENGTH, MAGIC, KeyFile
from conversations.feedback.form import WORDS_MOST
from storage import boxes
from storage.boxes import BoxRow
from tests.bot.play import playing
from tests.feedback.groups import Lab, answers_of, group_of, ids, laboratory
from tests.feedback.talking import MARKERS, WAYS, Way, gathering, says

EVERYBODY = ids(6)
UNSENT = Way((*WAYS[0].lines[:7], "marker-draft-half and [brackets] “quotes” é 07700 900456"))
"""Half-way: written down and not sent."""
ALL_MARKERS = (*MARKERS, "marker-draft-half", "900456")


def found_in(files: list[Path]) -> list[tuple[str, str]]:
    """(file, marker) of all that stands in any of these, in any form in which text is commonly written."""
    forms = [
        (marker, marker.encode(encoding))
        for marker in ALL_MARKERS
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    raws = ((file.name, file.read_bytes().lower()) for file in files if file.is_file())
    return [(name, marker) for name, raw in raws for marker, form in forms if form in raw]


def files_in(*places: Path) -> list[Path]:
    return [file for place in places for file in sorted(place.rglob("*"))]


@pytest.mark.slow
async def test_04_no_word_is_in_any_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Drafts, own words, what was taken back and what was sent: in no file of the database family nor of the keys, no backup,
    no temporary file and no log, after each single step."""
    for place in ("temp", "backups"):
        (tmp_path / place).mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path / "temp"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    caplog.set_level(logging.DEBUG)
    async with playing(tmp_path / "bot") as play:
        people, meeting = await gathering(play)
        caplog.clear()
        for person, way in zip(people, (*WAYS[:5], UNSENT), strict=True):
            for n in range(len(way.lines)):
                await says(person, Way(way.lines[n : n + 1]))
                assert found_in(files_in(tmp_path)) == []
        inside = await play.bot.database.read(lambda c: contents(c, meeting))
        assert (
            b"marker-draft-half" in inside and b"marker-four" in inside and b"marker-draft-four" not in inside
        )
        backup = tmp_path / "backups" / "today.sqlite3"
        back_up(play.bot.config, backup, lambda done, of: None)
        await play.until("2026-11-27 20:00")  # with everything that the ticks do meanwhile
        assert await play.bot.database.empty_log()
        assert found_in(files_in(tmp_path)) == []
        assert not [marker for marker in ALL_MARKERS if marker in caplog.text]
    assert found_in(files_in(tmp_path)) == [], "nor after it has been stopped"
    assert backup in files_in(tmp_path) and any(
        file.suffix == ".sqlite3" for file in files_in(tmp_path / "bot")
    )


async def test_04_what_was_in_the_box_is_in_no_free_page(tmp_path: Path) -> None:
    """Nor is anything of the sealed bytes themselves left behind, once the box is over."""
    async with laboratory(tmp_path, EVERYBODY) as lab:
        meeting = await lab.meeting()
        group = group_of(7, 6, lab.form)
        await lab.vote(meeting, group)
        body = await lab.read(lambda c: boxes.body(c, meeting))
        await lab.published(meeting)
        files = await lab.files()
    pieces = [body[at : at + 24] for at in range(0, len(body) - 24, 1000)]
    assert not [piece for raw in files.values() for piece in pieces if piece in raw]


def temporary_files() -> list[str]:
    """The files of SQLite's own that this process has open: they have no name any more by then."""
    found = []
    for entry in Path("/proc/self/fd").iterdir():
        try:
            found.append(str(entry.readlink()))
        except OSError:
            continue  # it was the one that lists them
    return [name for name in found if "etilqs_" in name]


async def test_04_open_boxes_are_never_in_a_temporary_file(tmp_path: Path) -> None:
    """However much is in a box, and however little memory SQLite is to use for it, none of it goes to a file."""
    async with laboratory(tmp_path, ids(50)) as lab:
        await lab.read(lambda c: c.execute("pragma temp.cache_size = 1").fetchall())
        meeting = await lab.meeting()
        for who in ids(50):
            await lab.say(meeting, who, {"MF-14": f"{who}" + "é" * (WORDS_MOST - 10)}, sent=False)
        await lab.read(lambda c: c.execute("select * from box_draft order by draft desc").fetchall()[:0])
        assert temporary_files() == []
    with closing(sqlite3.connect(tmp_path / "careless")) as careless:  # and so it would be seen
        careless.executescript(
            "pragma temp_store = file; pragma temp.cache_size = 1; create temp table t (words)"
        )
        careless.executemany("insert into t values (?)", [("x" * 4000,) for _ in range(200)])
        assert temporary_files() != []


# -- lengths --------------------------------------------------------------------------------------------------------------


async def sizes(lab: Lab, meeting: int) -> tuple[int, dict[str, int]]:
    """How long the sealed bytes are, and every file."""
    return len(await lab.read(lambda c: boxes.body(c, meeting))), {
        name: len(raw) for name, raw in (await lab.files()).items()
    }


@settings(max_examples=8, deadline=None)
@given(st.lists(st.text(max_size=WORDS_MOST), min_size=6, max_size=6))
async def test_05_no_size_tells_how_long_an_answer_is(texts: list[str]) -> None:
    """The sealed bytes, the database and the key file have the same sizes from the making of the box to its close, whatever
    anybody writes and whether they write at all."""
    with tempfile.TemporaryDirectory() as place:
        async with laboratory(Path(place), EVERYBODY) as lab:
            meeting = await lab.meeting()
            before = await sizes(lab, meeting)
            for who, text in zip(EVERYBODY, texts, strict=True):
                answers = {"MF-10": "yes", "MF-14": text}
                for sent in (False, True):
                    await lab.say(meeting, who, answers, sent=sent)
                    assert await sizes(lab, meeting) == before
            assert LENGTH in before[1].values() and len(MAGIC) + 96 == LENGTH


# -- old copies -----------------------------------------------------------------------------------------------------------


def opens(body: bytes, key: bytes) -> bool:
    try:
        SecretBox(key).decrypt(body)
    except CryptoError:
        return False
    return True


def windows(raw: bytes) -> set[bytes]:
    """Whatever could be a key in these bytes, slot or not."""
    return {raw[at : at + 32] for at in range(len(raw) - 31)}


async def test_06_yesterdays_backup_does_not_open_with_todays_keys(tmp_path: Path) -> None:
    """Today's body opens with exactly one of the keys that there are; no older one opens with any 32 bytes of any key file, nor
    does today's with any key of before."""
    bodies: list[bytes] = []
    keys: list[set[bytes]] = []
    async with laboratory(tmp_path, EVERYBODY) as lab:
        meeting = await lab.meeting()
        group = group_of(2, 6, lab.form)
        for n, who in enumerate(EVERYBODY):
            copy = tmp_path / f"backup-{n}.sqlite3"
            await lab.database.backup_to(copy)
            bodies.append(await lab.read(lambda c: boxes.body(c, meeting)))
            keys.append(set().union(*(windows(path.read_bytes()) for path in lab.keys.iterdir())))
            await lab.vote(meeting, {who: group[who]})
        bodies.append(await lab.read(lambda c: boxes.body(c, meeting)))
        keys.append(set().union(*(windows(path.read_bytes()) for path in lab.keys.iterdir())))
        (path,) = lab.keys.iterdir()
        assert [key is None for key in KeyFile(path).slots()].count(True) == 1
    for body_day, body in enumerate(bodies):
        for key_day, some in enumerate(keys):
            assert sum(opens(body, key) for key in some) == (1 if body_day == key_day else 0)


async def test_06_a_turn_that_changes_nothing_turns_the_key_as_well(tmp_path: Path) -> None:
    """Nobody can tell from the bytes whether a commit changed what is in the box."""
    async with laboratory(tmp_path, EVERYBODY) as lab:
        meeting = await lab.meeting()
        group = group_of(2, 6, lab.form)
        await lab.vote(meeting, group)
        rows: list[BoxRow | None] = []
        for _ in range(2):  # a second vote, which changes nothing
            rows.append(await lab.read(lambda c: boxes.of(c, meeting)))
            before = await lab.contents(meeting)
            await lab.vote(meeting, group, EVERYBODY[:1])
            assert await lab.contents(meeting) == before
        assert rows[0] and rows[1] and rows[0].key_id != rows[1].key_id


def test_the_generated_groups_are_of_many_kinds() -> None:
    """The answers that these tests draw skip, choose, choose many and say something of their own."""
    from random import Random

    from bot.forms import load_form

    form = load_form()
    drawn = [answers_of(Random(n), form, f"mark{n}") for n in range(60)]
    assert any("MF-14" not in each for each in drawn) and any("," in each.get("MF-13b", "") for each in drawn)
    assert len({each["MF-14"] for each in drawn if "MF-14" in each}) > 40
