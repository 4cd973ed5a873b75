"""My journey at rest: one sealed row for everybody, its keys, and what is left where they are missing (bot/journeys.py)."""

import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from bot import journey_key, journey_lines, journeys
from bot.journeys import Journeys, JourneyShut
from bot.ports import Body
from conversations.journey import MOST, Journey, after
from conversations.journey_effects import (
    AskForLine,
    ChangeEntry,
    ChooseCopy,
    DropJourney,
    JourneyEffect,
    KeepLine,
    NewEntry,
    TakeOutEntry,
)
from storage import journeys as rows_of
from storage import members
from storage.migrate import load_migrations, migrate

SOL, WREN, ANA = 1, 2, 3
SECRET = "Quincetree allotment"


@pytest.fixture
def rows() -> Iterator[Connection]:
    """Three members in an empty database."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, load_migrations())
    connection.execute("pragma foreign_keys = on")
    for name in ("Sol", "Wren", "Ana"):
        connection.execute("insert into member (name, joined_at) values (?, 1)", (name,))
    yield connection
    connection.close()


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    folder = tmp_path / "keys"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def own(keys: Path) -> Journeys:
    return Journeys(keys)


def write(own: Journeys, rows: Connection, member: int = SOL, *more: JourneyEffect) -> Journey:
    """This member puts something down, and does what comes `more`; the record afterwards."""
    first = (NewEntry("e1", "2026-11-23", "Digging"), ChangeEntry("e1", {"words": SECRET}))
    for effect in (*first, *more):
        own.change(rows, member, effect)
    return own.read(rows, member)


def sealed(rows: Connection) -> list[tuple[object, ...]]:
    return rows.execute("select * from journey order by member_id").fetchall()


# -- one row for everybody ----------------------------------------------------------------------------------------------


def test_what_is_written_is_read_back_by_its_member(own: Journeys, rows: Connection) -> None:
    """Each in their own record, and nobody else's shows there."""
    write(own, rows)
    own.change(rows, WREN, NewEntry("e2", "2026-11-24", "Choir"))
    assert [(each.what, each.words) for each in own.read(rows, SOL).listed] == [("Digging", SECRET)]
    assert [each.what for each in own.read(rows, WREN).listed] == ["Choir"]
    assert own.read(rows, ANA) == Journey()


def test_no_row_tells_who_has_written_how_many_or_how_much(own: Journeys, rows: Connection) -> None:
    """B51: everybody has a row as soon as anybody has, whoever joins later too, and all are alike in size."""
    assert sealed(rows) == []
    own.change(rows, SOL, NewEntry("e1", "2026-11-23", "Digging"))
    for number in range(9):
        own.change(rows, SOL, NewEntry(f"f{number}", "2026-11-23", "x" * 100))
        own.change(rows, SOL, ChangeEntry(f"f{number}", {"words": "y" * 1000}))
    rows.execute("insert into member (name, joined_at) values ('Late', 2)")
    own.hide_among(rows, 4)
    found = rows_of.of(rows, SOL), rows_of.of(rows, WREN), rows_of.of(rows, 4)
    shapes = {tuple(len(part) for part in row) for row in found if row}
    assert len(sealed(rows)) == 4 and len(shapes) == 1
    assert {row.key_id for row in found if row} == {journey_key.id_of(journey_key.load(own._folder))}
    assert own.read(rows, 4) == Journey()


def test_a_long_record_is_no_longer_than_anybody_elses(own: Journeys, rows: Connection) -> None:
    """B51: neither how many nor how long shows. Where one grows all grow, also of who wrote before and who joins later; and
    everybody reads theirs as before."""
    write(own, rows, WREN)
    for number in range(20):
        own.change(rows, SOL, NewEntry(f"f{number}", "2026-11-23", "x" * 100))
        own.change(rows, SOL, ChangeEntry(f"f{number}", {"words": "y" * 1000}))
    rows.execute("insert into member (name, joined_at) values ('Late', 2)")
    own.hide_among(rows, 4)
    assert len(sealed(rows)) == 4
    assert rows.execute("select distinct length(body) > 32000 from journey").fetchall() == [(1,)]
    assert rows.execute("select count(distinct length(body)) from journey").fetchone() == (1,)
    for number in range(19):
        own.change(rows, SOL, TakeOutEntry(f"f{number}"))
    assert rows.execute("select count(distinct length(body)) from journey").fetchone() == (1,)
    assert len(own.read(rows, SOL).listed) == 1
    assert [each.words for each in own.read(rows, WREN).listed] == [SECRET] and own.read(
        rows, ANA
    ) == Journey()


def test_two_backups_do_not_show_whose_record_changed(own: Journeys, rows: Connection) -> None:
    """With every write all bodies change, of those who wrote nothing too; and nothing else of any row does."""
    write(own, rows)
    write(own, rows, WREN)
    before = {id: rows_of.of(rows, id) for id in (SOL, WREN, ANA)}
    own.change(rows, SOL, ChooseCopy(()))
    for id, row in before.items():
        now = rows_of.of(rows, id)
        assert now and row and now.body != row.body and now[:3] == row[:3]


def test_writing_derives_nobody_elses_keys(
    own: Journeys, rows: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cover of a row is made anew without opening what lies beneath it."""
    write(own, rows, WREN)
    derived: list[int] = []
    whole = journey_key.keys_of

    def watched(key: bytes, who: int, salt: bytes) -> journey_key.MemberKeys:
        derived.append(who)
        return whole(key, who, salt)

    monkeypatch.setattr(journey_key, "keys_of", watched)
    write(own, rows)
    assert set(derived) == {SOL}


def test_who_joins_while_the_key_is_missing_has_a_row_with_the_next_that_is_written(
    own: Journeys, rows: Connection, keys: Path
) -> None:
    """Joining never waits for a key; and a row of before there were covers opens, and gets one."""
    write(own, rows)
    row = rows_of.of(rows, SOL)
    assert row
    key = journey_key.load(keys)
    rows_of.put(rows, SOL, row._replace(body=journeys._uncovered(key, row.body)))
    rows.execute("insert into member (name, joined_at) values ('Late', 2)")
    Journeys().hide_among(rows, 4)
    assert len(sealed(rows)) == 3 and own.read(rows, SOL).listed[0].words == SECRET
    write(own, rows, WREN)
    assert len(sealed(rows)) == 4 and own.read(rows, SOL).listed[0].words == SECRET
    assert rows.execute("select count(distinct length(body)) from journey").fetchone() == (1,)


def test_a_damaged_row_stops_nobody_else_and_stays(own: Journeys, rows: Connection) -> None:
    write(own, rows)
    row = rows_of.of(rows, SOL)
    assert row
    bad = row._replace(body=row.body[:-1] + bytes([row.body[-1] ^ 1]))
    rows_of.put(rows, SOL, bad)
    write(own, rows, WREN)
    assert rows_of.of(rows, SOL) == bad and own.read(rows, WREN).listed


def test_nothing_is_made_for_whoever_only_looks(own: Journeys, rows: Connection, keys: Path) -> None:
    """No row, no key file, until somebody writes; and a joiner before that gets none."""
    assert own.read(rows, SOL) == Journey()
    own.hide_among(rows, SOL)
    assert sealed(rows) == [] and list(keys.iterdir()) == []


def test_a_row_is_sealed_anew_each_time_and_holds_no_word(own: Journeys, rows: Connection) -> None:
    """The same record gives other bytes, and none of them is a word."""
    write(own, rows)
    before = rows_of.of(rows, SOL)
    own.change(rows, SOL, ChooseCopy(()))
    after_it = rows_of.of(rows, SOL)
    assert before and after_it and before.body != after_it.body and before.salt == after_it.salt
    assert SECRET.encode() not in b"".join(map(bytes, before))


def test_a_row_put_in_anothers_place_opens_for_neither(own: Journeys, rows: Connection) -> None:
    """The keys are the member's: whoever can write the file cannot read somebody's record as their own."""
    write(own, rows)
    theirs = rows_of.of(rows, SOL)
    assert theirs
    rows_of.put(rows, WREN, theirs)
    assert own.read(rows, WREN) == Journey()


def test_bytes_that_were_changed_are_told_and_kept(own: Journeys, rows: Connection) -> None:
    """A damaged record is shut; nothing is written over it."""
    write(own, rows)
    row = rows_of.of(rows, SOL)
    assert row
    rows_of.put(rows, SOL, row._replace(body=row.body[:-1] + bytes([row.body[-1] ^ 1])))
    before = sealed(rows)
    with pytest.raises(JourneyShut, match="damaged"):
        own.read(rows, SOL)
    with pytest.raises(JourneyShut):
        own.change(rows, SOL, NewEntry("e9", "2026-11-23", "x"))
    assert sealed(rows) == before


def test_deleting_it_leaves_other_keys_and_no_line(own: Journeys, rows: Connection) -> None:
    """A line that was sealed before opens for nobody afterwards; and forgetting its member leaves no row."""
    write(own, rows, SOL, AskForLine("e1", ANA, "Ana", "?"))
    before = rows_of.of(rows, SOL)
    journey_lines.leave(rows, SOL, "e1", "Steady hands", ANA)
    waiting = rows_of.lines(rows, SOL)
    own.change(rows, SOL, DropJourney())
    now = rows_of.of(rows, SOL)
    assert before and now and before.salt != now.salt and before.public_key != now.public_key
    assert rows_of.lines(rows, SOL) == [] and own.read(rows, SOL) == Journey()
    rows_of.add_line(rows, SOL, waiting[0], 5)
    assert own.read(rows, SOL) == Journey()
    members.forget(rows, SOL)
    assert rows_of.of(rows, SOL) is None and rows_of.lines(rows, SOL) == []


# -- a line by somebody who was asked -----------------------------------------------------------------------------------


def test_only_who_was_asked_can_leave_a_line_and_only_one(own: Journeys, rows: Connection) -> None:
    """B53: what nobody asked for is never seen; a second line takes nothing's place."""
    write(own, rows, SOL, AskForLine("e1", ANA, "Ana", "?"))
    for by, entry, text in ((WREN, "e1", "uninvited"), (ANA, "e7", "nowhere"), (ANA, "e1", "first"), (ANA, "e1", "second")):  # fmt: skip
        journey_lines.leave(rows, SOL, entry, text, by)
    waiting = own.read(rows, SOL).waiting()
    assert waiting and waiting.line == "first"
    own.change(rows, SOL, KeepLine("e1"))
    assert [each.line for each in own.read(rows, SOL).listed] == ["first"] and rows_of.lines(rows, SOL) == []


def test_a_line_is_sealed_for_its_member_and_of_one_size(own: Journeys, rows: Connection) -> None:
    """Neither its length nor a word shows, and it opens with the member's own key only."""
    write(own, rows, SOL, AskForLine("e1", ANA, "Ana", "?"))
    write(own, rows, WREN, AskForLine("e1", ANA, "Ana", "?"))
    for text in ("Calm", "ż" * 300):
        journey_lines.leave(rows, SOL, "e1", text, ANA)
    first, second = rows_of.lines(rows, SOL)
    assert len(first) == len(second) and b"Calm" not in first
    rows_of.drop_lines(rows, SOL)
    rows_of.add_line(rows, WREN, first, 5)
    assert own.read(rows, WREN).waiting() is None


@pytest.mark.parametrize("text", ["", "   ", "x" * 301])
def test_a_line_that_says_nothing_or_too_much_is_not_kept(own: Journeys, rows: Connection, text: str) -> None:
    """The flow says so kindly; here is the lock. Nor does anybody write to themselves."""
    write(own, rows)
    journey_lines.leave(rows, SOL, "e1", text, ANA)
    journey_lines.leave(rows, SOL, "e1", "me", SOL)
    assert rows_of.lines(rows, SOL) == []


def test_nobody_is_flooded_with_lines(own: Journeys, rows: Connection) -> None:
    write(own, rows)
    for _ in range(journey_lines.MOST_LINES + 3):
        journey_lines.leave(rows, SOL, "e1", "again", ANA)
    assert len(rows_of.lines(rows, SOL)) == journey_lines.MOST_LINES


def test_bytes_that_are_no_line_are_passed_over(own: Journeys, rows: Connection) -> None:
    """Whoever can write the file can put anything there; the record opens all the same."""
    write(own, rows)
    rows_of.add_line(rows, SOL, b"nothing of ours", 5)
    assert own.read(rows, SOL).listed


# -- the key file -------------------------------------------------------------------------------------------------------


def test_the_key_is_made_once_for_its_own_account_alone(own: Journeys, rows: Connection, keys: Path) -> None:
    """Mode 0600, no half-made file beside it, and the same bytes for ever."""
    (keys / "journey.key.new").write_bytes(b"half")  # of a process that was killed
    write(own, rows)
    file = keys / "journey.key"
    before = file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and [each.name for each in keys.iterdir()] == [
        file.name
    ]
    write(own, rows, WREN)
    own.change(rows, SOL, DropJourney())
    assert file.read_bytes() == before


def test_a_backup_opens_with_the_same_key_file(own: Journeys, rows: Connection, keys: Path) -> None:
    """It never changes, so a database of any day fits it."""
    write(own, rows)
    copy = sqlite3.connect(":memory:", isolation_level=None)
    rows.backup(copy)
    write(own, rows, SOL, TakeOutEntry("e1"))
    assert [each.words for each in Journeys(keys).read(copy, SOL).listed] == [SECRET]
    copy.close()


def missing(file: Path) -> None:
    file.rename(file.with_name("kept-apart"))


def foreign(file: Path) -> None:
    file.write_bytes(journey_key.MAGIC + bytes(32))


def torn(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def open_to_others(file: Path) -> None:
    file.chmod(0o644)


def a_link(file: Path) -> None:
    missing(file)
    file.symlink_to(file.with_name("kept-apart"))


@pytest.mark.parametrize("trouble", [missing, foreign, torn, open_to_others, a_link])
@pytest.mark.parametrize("effect", [NewEntry("e5", "2026-11-23", "x"), DropJourney(), ChooseCopy(())])
def test_without_its_key_nothing_is_lost_or_written_over(
    own: Journeys, rows: Connection, keys: Path, trouble: object, effect: JourneyEffect
) -> None:
    """Shut for everybody, also who has written nothing; no row changes and no new key is made; put back, all is there."""
    write(own, rows)
    file = keys / "journey.key"
    kept = file.read_bytes()
    assert own.problem(rows) == ""
    trouble(file)  # type: ignore[operator]  # one of the above
    before, there = sealed(rows), sorted(keys.iterdir())
    for member in (SOL, WREN):
        with pytest.raises(JourneyShut):
            own.read(rows, member)
        with pytest.raises(JourneyShut):
            own.change(rows, member, effect)
    assert "mend: " in own.problem(rows) and (sealed(rows), sorted(keys.iterdir())) == (before, there)
    file.unlink(missing_ok=True)
    file.write_bytes(kept)
    file.chmod(0o600)
    assert own.read(rows, SOL).listed[0].words == SECRET and own.problem(rows) == ""


def test_where_no_key_can_be_written_nothing_is_kept(rows: Connection, tmp_path: Path) -> None:
    """No folder, or none that can be written to."""
    for own in (Journeys(), Journeys(tmp_path / "nowhere")):
        with pytest.raises(JourneyShut):
            own.change(rows, SOL, NewEntry("e1", "2026-11-23", "x"))
        with pytest.raises(JourneyShut):  # so nobody is asked for words that cannot be kept
            own.read(rows, SOL)
    assert sealed(rows) == []


# -- words on their way -------------------------------------------------------------------------------------------------


def test_words_on_their_way_are_sealed_to_whom_they_are_for(own: Journeys, rows: Connection) -> None:
    """Text, choices and names of files; what the sender needs to carry them stays."""
    write(own, rows)
    body = Body("send", SECRET, (("k", "Digging", "a:b:c:k"),), replaces="m7", name="n", silent=True)
    resting = own.seal_letter(rows, SOL, body)
    assert (resting.text, resting.choices, resting.name) == ("", (), "") and "Digging" not in resting.sealed
    assert (resting.op, resting.replaces, resting.silent) == ("send", "m7", True)
    assert own.open_letter(SOL, resting) == body
    with pytest.raises(JourneyShut):
        own.open_letter(WREN, resting)


def test_what_somebody_was_asked_about_is_sealed_to_them(own: Journeys, rows: Connection) -> None:
    """Drawn anew each time, of one length, and it opens for nobody else; what is none is nothing."""
    write(own, rows)
    first, second = own.seal_ask(ANA, SOL, "rac2h7yd"), own.seal_ask(ANA, SOL, "e")
    assert first != second and len(first) == len(second)
    assert own.open_ask(ANA, first) == (SOL, "rac2h7yd") and own.open_ask(WREN, first) is None
    for made_up in ("", "line:", "line:3:rac2h7yd", "line:ä", first[:-8]):
        assert own.open_ask(ANA, made_up) is None
    assert Journeys().open_ask(ANA, first) is None


def test_words_of_before_anybody_wrote_are_as_they_are(own: Journeys, rows: Connection) -> None:
    assert own.seal_letter(rows, SOL, Body("send", "Nothing yet")).text == "Nothing yet"


# -- the record itself --------------------------------------------------------------------------------------------------


def test_a_record_has_an_end_and_an_empty_entry_is_none() -> None:
    """Up to so many; one that was begun and left makes way for the next."""
    record = Journey()
    for number in range(MOST + 2):
        record = after(record, NewEntry(f"e{number}", "2026-11-23"))
        record = after(record, ChangeEntry(f"e{number}", {"what": "x"}))
    assert len(record.listed) == MOST and Journey.from_json(record.to_json()) == record
    begun = after(after(Journey(), NewEntry("a", "2026-11-23")), NewEntry("b", "2026-11-23"))
    assert [each.id for each in begun.entries] == ["b"] and begun.listed == ()


@pytest.mark.parametrize(
    "text",
    ["{}", '{"entries":[{"no":1}],"writing":"","copying":[]}', '{"entries":[{}],"writing":"","copying":[]}'],
)
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no journey"):
        Journey.from_json(text)
