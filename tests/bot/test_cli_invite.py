"""`alongside invite`: a code that works, told once, and a link where there is one."""

import re
import sqlite3
from pathlib import Path

import pytest

from bot.cli import main
from storage.invites import fingerprint
from tests.bot.commands import TOKEN, config_in
from tests.emulator.remote import launch

GROUPS = '[programme]\ngroups = ["Lambeth", "Southwark"]\n'


def invited(capsys: pytest.CaptureFixture[str], config: Path, *options: str) -> tuple[list[str], str]:
    """(lines of standard output, standard error)"""
    capsys.readouterr()
    assert main(["invite", "--config", str(config), *options]) == 0
    told = capsys.readouterr()
    return told.out.splitlines(), told.err


def stored(folder: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(folder / "data" / "alongside.sqlite3")
    rows = connection.execute(
        'select i.code_hash, i.role, g.name, i.uses_left from invite i left join "group" g on g.id = i.group_id'
    ).fetchall()
    connection.close()
    return rows


def test_a_code_is_printed_and_only_its_hash_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The code is the one line of standard output, fit for a script; the database holds what it gives."""
    config = config_in(tmp_path, GROUPS)
    options = ("--role", "coordinator", "--group", "southwark", "--uses", "3")
    [code], about = invited(capsys, config, *options)
    assert re.fullmatch(r"[0-9A-Z]{10}", code)
    assert "3 coordinators, group Southwark" in about
    assert stored(tmp_path) == [(fingerprint(code), "coordinator", "Southwark", 3)]
    assert code.encode() not in (tmp_path / "data" / "alongside.sqlite3").read_bytes()


@pytest.mark.parametrize(("role", "uses"), [("member", 25), ("representative", 1), ("coordinator", 1)])
def test_without_a_number_a_code_is_for_many_members_or_one_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], role: str, uses: int
) -> None:
    """A code that gives power lets one person in."""
    invited(capsys, config_in(tmp_path), "--role", role)
    assert stored(tmp_path)[0][1:] == (role, None, uses)


def test_an_unknown_group_names_those_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line: what was meant, perhaps, and what there is. No code is made."""
    config = config_in(tmp_path, GROUPS)
    assert main(["invite", "--config", str(config), "--role", "member", "--group", "Lambth"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "There is no group “Lambth”. Did you mean “Lambeth”? There are: Lambeth, Southwark.\n"
    assert stored(tmp_path) == []


def test_on_telegram_the_link_comes_with_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second line is the link that opens the bot with the code."""
    with launch() as telegram:
        section = f'[telegram]\nbase_url = "{telegram.base_url}"\ntoken = "{TOKEN}"\n'
        (code, link), _about = invited(capsys, config_in(tmp_path, section), "--role", "member")
    assert link == f"https://t.me/alongside_emulated_bot?start={code}"


def test_without_a_connection_the_code_is_good_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Telegram cannot be reached: the code is printed, and how the link is made."""
    section = f'[telegram]\nbase_url = "http://127.0.0.1:9"\ntoken = "{TOKEN}"\n'
    [code], told = invited(capsys, config_in(tmp_path, section), "--role", "member")
    assert f"https://t.me/NAME_OF_THE_BOT?start={code}" in told
    assert TOKEN not in told
