"""`alongside check`: each finding a line with how to mend it, and nothing changed by looking."""

import sqlite3
from pathlib import Path
from typing import Protocol

import pytest

from bot.checking import dull
from bot.cli import main
from bot.places import make_folders
from tests.bot.commands import TOKEN, config_in
from tests.emulator.remote import launch


class Checked:
    def __init__(self, code: int, out: str) -> None:
        self.code = code
        lines = out.splitlines()
        self.problems = [line.removeprefix("problem: ") for line in lines if line.startswith("problem: ")]
        self.advice = [line.removeprefix("advice: ") for line in lines if line.startswith("advice: ")]
        self.summary = lines[-2:]


class Check(Protocol):
    def __call__(self, text: str = "") -> Checked: ...


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with everything in it that a first start makes."""
    config = config_in(tmp_path)
    for place in ("data", "keys"):
        (tmp_path / place).mkdir(mode=0o700)
    assert main(["invite", "--role", "member", "--config", str(config)]) == 0
    return tmp_path


@pytest.fixture
def check(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Check:
    monkeypatch.delenv("ALONGSIDE_TELEGRAM_TOKEN", raising=False)

    def run(text: str = "") -> Checked:
        config = config_in(folder, text)
        capsys.readouterr()
        code = main(["check", "--config", str(config)])
        told = capsys.readouterr()
        assert told.err == ""
        return Checked(code, told.out)

    return run


def test_all_well_is_said_shortly(check: Check, folder: Path) -> None:
    """Nothing wrong: exit code 0 and a summary of what was looked at."""
    found = check("[room]\nenabled = true\n")
    assert (found.code, found.problems) == (0, [])
    assert found.summary[-1] == "No problems."
    assert str(folder / "data" / "alongside.sqlite3") in found.summary[0]


def test_advice_alone_makes_no_problem(check: Check) -> None:
    """Help lines that nobody checked are said, and the exit code stays 0."""
    found = check()
    assert any("[[helpline]]" in line for line in found.advice)
    assert any("No channel is on" in line for line in found.advice)
    assert found.code == 0


def test_a_wrong_config_is_the_finding(check: Check) -> None:
    """Each mistake in the file is a problem, and the exit code 1."""
    found = check("[feedback]\nmin_responses = 3\n[room]\nprot = 1\n")
    assert found.code == 1
    assert len(found.problems) == 2


def test_a_first_start_is_no_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the first start there is no database and no keys: they will be made, and looking makes neither."""
    config = config_in(tmp_path)
    assert main(["check", "--config", str(config)]) == 0
    out = capsys.readouterr().out
    assert "no database yet" in out
    assert "no keys yet" in out
    assert [file.name for file in tmp_path.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("mode", [0o755, 0o750, 0o500])
def test_keys_that_others_could_read_are_told(check: Check, folder: Path, mode: int) -> None:
    """The keys' folder is the bot's own account's, mode 0700, and the line says the command that mends it."""
    (folder / "keys").chmod(mode)
    found = check()
    assert found.code == 1
    assert any("chmod 700" in line for line in found.problems)


def test_keys_are_a_folder_of_their_own(check: Check, folder: Path) -> None:
    """Neither a file in its place, nor the config inside it."""
    (folder / "keys").rmdir()
    (folder / "keys").write_text("")
    assert "is not a folder" in check().problems[0]
    found = check(f'[storage]\nkeys = "{folder}"\npath = "{folder.parent}/elsewhere/a.sqlite3"\n')
    assert any("config.toml lies in" in line for line in found.problems)


def test_a_database_that_others_could_read_is_told_and_left(check: Check, folder: Path) -> None:
    """Opening would mend the mode in silence; the check says it, and leaves it for the person to know."""
    database = folder / "data" / "alongside.sqlite3"
    database.chmod(0o644)
    found = check()
    assert any("chmod 600" in line for line in found.problems)
    assert database.stat().st_mode & 0o777 == 0o644


def test_a_damaged_database_is_told(check: Check, folder: Path) -> None:
    """A file that is no database any more: a problem that says to restore a backup."""
    database = folder / "data" / "alongside.sqlite3"
    database.write_bytes(b"not a database at all" * 1000)
    assert "restore" in check().problems[0].lower()


def test_an_older_schema_is_left_for_the_next_start(check: Check, folder: Path) -> None:
    """Looking brings no database up to date: a backup may be wanted first. (The first schema has none before it.)"""
    database = folder / "data" / "alongside.sqlite3"
    before = database.read_bytes()
    assert check().code == 0
    assert database.read_bytes() == before


def test_a_name_that_tells_too_much_is_advised_against(check: Check) -> None:
    """Other people see members' phones, so a revealing programme name is said, and stops nothing."""
    found = check('[programme]\nname = "Lambeth Recovery Bot"\n')
    assert found.code == 0
    assert any("Recovery" in line for line in found.advice)
    assert dull("x", "South London Voices") == []


def test_a_language_that_is_not_ready_is_advised_about(check: Check) -> None:
    """A configured language that members are not offered yet says how far it has come, and why."""
    found = check('[programme]\nlanguages = ["en", "es"]\n')
    assert any("es is not offered" in line and " of " in line for line in found.advice)


def test_a_language_without_words_is_a_problem(check: Check) -> None:
    """A language that there is no catalogue for at all cannot be had by configuring it."""
    found = check('[programme]\nlanguages = ["en", "fr"]\n')
    assert found.code == 1
    assert found.problems[0].startswith("fr: ")


def test_a_wrong_questionnaire_is_told(check: Check, folder: Path) -> None:
    """The programme's own questions are looked at as well."""
    (folder / "own.toml").write_text('name = "own"\nversion = 1\n')
    found = check('[programme]\ncheck_in = "own.toml"\n')
    assert found.code == 1
    assert "own.toml" in found.problems[0]


def test_a_wrong_form_is_told(check: Check, folder: Path) -> None:
    """So are the programme's own questions about a meeting; one that leaves out the questions on power is a problem."""
    own = 'name = "own"\nversion = 1\ndecided_by = "us"\n[[question]]\nid = "Q1"\ntext = "Nice?"\nwords = true\n'
    (folder / "form.toml").write_text(own)
    found = check('[feedback]\nform = "form.toml"\n')
    assert found.code == 1
    assert "form.toml" in found.problems[0]
    assert "MF-11 is missing" in found.problems[0]


def test_telegram_is_asked(check: Check) -> None:
    """A good token names the bot; a wrong one is a problem that never repeats it."""
    with launch() as telegram:
        section = f'[telegram]\nbase_url = "{telegram.base_url}"\ntoken = '
        found = check(f'{section}"{TOKEN}"\n')
        assert (found.code, found.problems) == (0, [])
        assert "@alongside_emulated_bot" in found.summary[0]
        wrong = check(f'{section}"100200300:somebody-elses"\n')
        assert wrong.code == 1
        assert "BotFather" in wrong.problems[0]
        assert "somebody" not in wrong.problems[0]


def test_no_connection_is_told(check: Check) -> None:
    """Nobody at the address: a problem, soon, and not a traceback."""
    found = check(f'[telegram]\nbase_url = "http://127.0.0.1:9"\ntoken = "{TOKEN}"\n')
    assert found.code == 1
    assert "could not be asked" in found.problems[0]


def test_it_works_beside_the_running_bot(check: Check, folder: Path) -> None:
    """A connection that has the database open and busy does not stop the check."""
    with sqlite3.connect(folder / "data" / "alongside.sqlite3") as busy:
        busy.execute("begin")
        busy.execute("select count(*) from member").fetchone()
        assert check().code == 0
        busy.rollback()
    busy.close()


def test_folders_are_made_for_nobody_else(tmp_path: Path) -> None:
    """The database's folder and the keys' are 0700 from the start; a missing folder above them is left alone."""
    from bot.config import load

    config = load(config_in(tmp_path, '[storage]\npath = "a/b/c.sqlite3"\n'), {})
    make_folders(config)
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert not (tmp_path / "a").exists()
