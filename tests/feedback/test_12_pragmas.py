"""Attack 12: what SQLite is told on every connection, whoever opens it: nothing deleted lingers, nothing temporary is a file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.chance import Chance
from bot.cli import main
from bot.clock import SystemClock
from bot.config import load
from bot.wiring import bot_of, running
from storage import opening, sealed
from storage.problems import DatabaseProblem
from tests.bot.commands import config_in

EVERYWHERE = {
    "temp_store": 2,  # memory: the open boxes are temporary tables
    "secure_delete": 1,
    "synchronous": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 5_000,
    "journal_size_limit": 4_194_304,
}  # fmt: skip
Seen = list[tuple[str, dict[str, Any]]]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    """(file, how it was set) of every connection that was closed; each has to be by the end of the test."""
    found: Seen = []
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    class Watched(sqlite3.Connection):
        def close(self) -> None:
            if self in opened:
                opened.remove(self)
                (path,) = (row[2] for row in self.execute("pragma database_list") if row[1] == "main")
                names = (*EVERYWHERE, "journal_mode")
                found.append(
                    (Path(path).name, {name: self.execute(f"pragma {name}").fetchone()[0] for name in names})
                )
            super().close()

    def watching(*given: Any, **named: Any) -> sqlite3.Connection:
        made = connect(*given, factory=Watched, **named)
        opened.append(made)
        return made

    monkeypatch.setattr(sqlite3, "connect", watching)
    yield found
    assert not opened, "every connection was closed, and looked at"


def all_as_wanted(seen: Seen) -> set[tuple[str, str]]:
    """(file, journal) of each; none of them without every pragma."""
    for file, pragmas in seen:
        assert {name: pragmas[name] for name in EVERYWHERE} == EVERYWHERE, file
    return {(file, pragmas["journal_mode"]) for file, pragmas in seen}


async def test_12_the_bots_own_connection(tmp_path: Path, seen: Seen) -> None:
    """The bot, with its ticks and its sender, has one connection, and it is told all of that."""
    config = load(config_in(tmp_path), {})
    for place in ("data", "keys"):
        (tmp_path / place).mkdir(mode=0o700)
    async with bot_of(config, SystemClock(), Chance(1)) as bot, running(bot, 1000):
        pass
    assert all_as_wanted(seen) == {("alongside.sqlite3", "wal")}
    assert len(seen) == 1


def test_12_every_command(tmp_path: Path, seen: Seen, capsys: pytest.CaptureFixture[str]) -> None:
    """So has every command that opens the database, and the copy that a backup is."""
    config = config_in(tmp_path)
    out = tmp_path / "backups" / "today.sqlite3"
    out.parent.mkdir()
    for place in ("data", "keys"):
        (tmp_path / place).mkdir(mode=0o700)
    for command in (["invite", "--role", "member"], ["backup", "--out", str(out)], ["check"], ["restored"]):
        before = len(seen)
        assert main([*command, "--config", str(config)]) == 0, capsys.readouterr()
        assert len(seen) > before, f"{command[0]} opened it"
    journals = all_as_wanted(seen)
    assert journals == {("alongside.sqlite3", "wal"), ("today.sqlite3.part", "delete")}


def test_12_sealed_tables_are_temporary(tmp_path: Path) -> None:
    """The tables of open boxes are in no schema of any file."""
    path = tmp_path / "a.sqlite3"
    connection, lock = opening.open_file(path, opening_migrations(), create=True, exclusive=True)
    with closing(connection):
        sealed.prepare(connection)  # once more changes nothing
        names = {
            name for (name,) in connection.execute("select name from sqlite_temp_master where type = 'table'")
        }
        assert names == {"box_register", "box_draft", "box_slip", "box_note", "box_turned", "box_focus"}
        kept = {name for (name,) in connection.execute("select name from main.sqlite_master")}
        assert not names & kept
    lock.release()


def opening_migrations() -> tuple[Any, ...]:
    from storage.migrate import load_migrations

    return load_migrations(None)


def test_12_an_sqlite_that_keeps_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was built to keep temporary tables in files says yes to everything and does otherwise: the bot does not start."""
    assert opening.temp_files_problem(["TEMP_STORE=1", "THREADSAFE=1"]) is None
    assert "TEMP_STORE=0" in (opening.temp_files_problem(["TEMP_STORE=0"]) or "")

    class Careless(sqlite3.Connection):
        def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
            if sql.lower() == "pragma compile_options":
                return super().execute("select 'TEMP_STORE=0'")
            return super().execute(sql, *given)

    with (
        closing(sqlite3.connect(tmp_path / "a", factory=Careless)) as connection,
        pytest.raises(DatabaseProblem, match="TEMP_STORE"),
    ):
        opening.set_pragmas(connection)


def test_12_a_pragma_that_is_ignored_is_noticed(tmp_path: Path) -> None:
    """SQLite passes over what it does not know; each is read back, so one that did not take is told."""

    class Deaf(sqlite3.Connection):
        def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
            return super().execute("select 0" if sql.startswith("PRAGMA temp_store =") else sql, *given)

    with (
        closing(sqlite3.connect(tmp_path / "a", factory=Deaf)) as connection,
        pytest.raises(DatabaseProblem, match="temp_store"),
    ):
        opening.set_pragmas(connection)
