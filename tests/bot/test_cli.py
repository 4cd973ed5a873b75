"""What holds for every command: help, mistakes in one line, and a quick answer."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli import app, main
from tests.bot.commands import ROOT, config_in, environment

COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]  # a group has commands
PROMISED = ("demo", "run", "check", "invite", "backup", "rehearse")


def test_every_promised_command_is_there() -> None:
    """People and service files rely on these names."""
    assert set(PROMISED) <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """--help says what the command does and what each option means."""
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert "Usage: alongside" in shown
    assert "Options" in shown


def test_nothing_at_all_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """A bare `alongside` lists the commands."""
    main([])
    shown = capsys.readouterr()
    assert all(command in shown.out for command in PROMISED)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """--version names the program and ends well."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("alongside ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bakcup"], "Did you mean 'backup'?"),
        (["demo", "--prot", "9"], "--port"),
        (["demo", "--port", "x"], "--port"),
        (["demo", "--port", "70000"], "65535"),
        (["invite"], "--role"),
        (["invite", "--role", "boss"], "'member', 'representative', 'coordinator'"),
        (["backup"], "--out"),
        (["rehearse"], "flow"),
        (["run", "--config", "nowhere.toml"], "no such file"),
        (["check", "--config", "nowhere.toml"], "no such file"),
        (["invite", "--role", "member", "--config", "nowhere.toml"], "no such file"),
        (["backup", "--out", "x", "--config", "nowhere.toml"], "no such file"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else "",
)
def test_a_slip_of_the_fingers_is_one_clear_line(
    arguments: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was typed wrong is told in one line on standard error, with exit code 2."""
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert words in told.err


def test_each_mistake_in_the_config_has_its_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """All that is wrong with the config is told at once, with exit code 2 and no traceback."""
    config = config_in(tmp_path, '[programme]\ntimezone = "Mars"\n[pace]\nhuors = 3\n')
    assert main(["run", "--config", str(config)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("config.toml: [") for line in lines)


def test_the_module_is_the_command(tmp_path: Path) -> None:
    """`python -m bot` is `alongside`, and answers a call for help at once."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", "--help"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert "Usage: alongside" in done.stdout
    assert time.monotonic() - began < 3
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    slow = {"telegram", "pydantic", "holidays", "starlette", "uvicorn", "babel", "aiosqlite"}
    assert not loaded & slow, "a call for help loads what only other commands need"


def test_the_checkout_is_left_alone() -> None:
    """No command writes beside the code: what it makes goes where it was told."""
    assert not (ROOT / "data").exists()
    assert not (ROOT / "keys").exists()
