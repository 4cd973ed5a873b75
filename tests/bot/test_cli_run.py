"""`alongside run` as a service manager runs it, against a Telegram of our own."""

import asyncio
import json
import signal
import socket
import sqlite3
import urllib.request
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path
from urllib.error import HTTPError

import pytest

from bot.cli import main
from conversations.commandwords import commands
from conversations.phrases import PlainEnglish
from conversations.safety import command, revealing_words
from tests.bot.commands import Served, config_in, serving
from tests.emulator.emulator import Emulator
from tests.emulator.limits import Rates
from tests.emulator.people import Person

pytestmark = pytest.mark.slow  # each starts the whole program as a process of its own

ADA = 700100200


@pytest.fixture
async def telegram() -> AsyncIterator[Emulator]:
    async with Emulator(rates=Rates(enforced=False)) as emulator:
        yield emulator


@pytest.fixture
def running(tmp_path: Path, telegram: Emulator) -> Iterator[Served]:
    """The bot on Telegram, by polling."""
    config_in(tmp_path, f'[programme]\nname = "South Voices"\n[telegram]\nbase_url = "{telegram.base_url}"\n')
    with serving("run", folder=tmp_path, ALONGSIDE_TELEGRAM_TOKEN=telegram.token) as bot:
        yield bot


async def stopped(bot: Served, number: int = signal.SIGTERM) -> tuple[int, float, str]:
    return await asyncio.to_thread(bot.stop, number)


async def test_a_newcomer_is_answered_and_nobody_is_logged(telegram: Emulator, running: Served) -> None:
    """Start, an answer, a signal, a clean end; the log holds no id, name, token or text."""
    ada = telegram.person(ADA, "Adalinda")
    ada.starts()
    await telegram.until(lambda: len(ada.screen()) > 1, within=15)
    assert "computer helper for South Voices" in ada.last().text
    ada.says("what is this place")
    await telegram.until(lambda: len(ada.screen()) > 3, within=15)
    code, seconds, out = await stopped(running)
    assert (code, out) == (0, "")
    assert seconds < 3
    log = running.errors.read_text()
    assert log.splitlines()[-1].endswith("INFO stopped")
    for private in (str(ADA), "Adalinda", telegram.token, telegram.token.partition(":")[2], "this place"):
        assert private not in log


def _more_than(person: Person, number: int) -> bool:
    return len(person.everything()) > number


async def test_a_member_is_answered_at_once(telegram: Emulator, running: Served, tmp_path: Path) -> None:
    """Somebody who has joined gets answers from the outbox, and does not wait for a tick."""
    ada = telegram.person(ADA, "Ada")
    ada.starts()
    await telegram.until(lambda: len(ada.screen()) > 1, within=15)
    for words in ("yes", "yes, it's safe", "ok", "yes, 18 or over", "yes, that's ok"):
        before = len(ada.everything())
        ada.says(words)
        await telegram.until(partial(_more_than, ada, before + 1), within=5)
    loop = asyncio.get_running_loop()
    began, before = loop.time(), len(ada.everything())
    ada.says("HELP")
    await telegram.until(lambda: len(ada.everything()) > before + 1, within=5)
    assert loop.time() - began < 3
    assert "116 123" in ada.last().text
    await stopped(running)


async def test_the_command_menu_is_dull_and_set(telegram: Emulator, running: Served) -> None:
    """Everybody's menu is set at the start."""
    await telegram.until(lambda: telegram.commands(), within=15)
    assert [one["command"] for one in telegram.commands()] == [
        "menu",
        "pace",
        "help",
        "clear",
        "stop",
        "start",
    ]
    await stopped(running)


async def test_coordinators_have_a_menu_of_their_own(telegram: Emulator, tmp_path: Path) -> None:
    """Whoever is a coordinator when the bot starts sees the team's commands in their own chat."""
    config = config_in(
        tmp_path, f'[telegram]\nbase_url = "{telegram.base_url}"\ntoken = "{telegram.token}"\n'
    )
    telegram.person(ADA, "Ada", started=True)
    assert await asyncio.to_thread(main, ["invite", "--role", "coordinator", "--config", str(config)]) == 0
    rows = sqlite3.connect(tmp_path / "data" / "alongside.sqlite3")
    rows.executescript(
        f"""insert into member (id, role, joined_at) values (1, 'coordinator', 0);
            insert into pace (member_id, state, plan) values (1, 'active', '{{}}');
            insert into address (channel, address, member_id) values ('telegram', '{ADA}', 1);"""
    )
    rows.close()
    with serving("run", folder=tmp_path) as bot:
        scope = {"type": "chat", "chat_id": ADA}
        await telegram.until(lambda: telegram.commands(scope), within=15)
        assert "team" in telegram.commands(scope)[0]["description"]
        await stopped(bot)


async def test_a_webhook_is_served(telegram: Emulator, tmp_path: Path) -> None:
    """With mode = "webhook" Telegram is told where we are, and what it posts is answered."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    config_in(
        tmp_path,
        f'[telegram]\nbase_url = "{telegram.base_url}"\ntoken = "{telegram.token}"\nmode = "webhook"\n'
        f'webhook_url = "http://127.0.0.1:{port}/hook"\nwebhook_port = {port}\n',
    )
    with serving("run", folder=tmp_path) as bot:
        await telegram.until(lambda: telegram.webhook.address.url, within=15)
        ada = telegram.person(ADA, "Ada")
        ada.starts()
        await telegram.until(lambda: len(ada.screen()) > 1, within=10)
        code, seconds, _out = await stopped(bot)
    assert code == 0
    assert seconds < 3


async def test_a_second_process_is_refused(
    running: Served, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One database, one bot: the second ends with one line, the first goes on, and `invite` works beside it."""
    await asyncio.to_thread(running.logged, "running: telegram")
    config = str(tmp_path / "config.toml")
    with serving(
        "run", folder=_beside(tmp_path), ALONGSIDE_TELEGRAM_TOKEN="100200300:emulated-token"
    ) as second:
        assert await asyncio.to_thread(second.process.wait, 15) == 2
        told = second.errors.read_text().splitlines()
    assert len(told) == 1
    assert "is in use by another process" in told[0]
    assert await asyncio.to_thread(main, ["invite", "--role", "member", "--config", config]) == 0
    assert running.process.poll() is None
    await stopped(running, signal.SIGINT)


def _beside(tmp_path: Path) -> Path:
    """Another folder whose config names the same database."""
    other = tmp_path / "other"
    other.mkdir()
    config_in(other, f'[storage]\npath = "{tmp_path}/data/alongside.sqlite3"\nkeys = "{tmp_path}/keys"\n')
    return other


async def test_a_wrong_token_is_told(telegram: Emulator, tmp_path: Path) -> None:
    """Telegram does not know the token: one line that says where to get one, exit code 2, and no token in it."""
    config_in(tmp_path, f'[telegram]\nbase_url = "{telegram.base_url}"\n')
    with serving("run", folder=tmp_path, ALONGSIDE_TELEGRAM_TOKEN="100200300:not-the-one") as bot:
        assert await asyncio.to_thread(bot.process.wait, 15) == 2
        told = bot.errors.read_text()
    assert "BotFather" in told.splitlines()[-1]
    assert "not-the-one" not in told
    assert "Traceback" not in told


def test_no_channel_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to run on: one line that says what to set."""
    assert main(["run", "--config", str(config_in(tmp_path))]) == 2
    told = capsys.readouterr().err
    assert "ALONGSIDE_TELEGRAM_TOKEN" in told
    assert len(told.splitlines()) == 1


SOMEBODY = """insert into member (id, name, joined_at) values (1, 'Zebedeeq', 0);
insert into pace (member_id, state, plan) values (1, 'active', '{}');
insert into address (channel, address, member_id) values ('telegram', '700100200', 1);"""


def test_a_room_on_real_data_moves_no_clock_and_deletes_nothing(tmp_path: Path) -> None:
    """With [room] the page is served and its address told; what would reach everybody is refused. Of what is stored it
    shows how many rows, and nobody's; of the members only those of the room."""
    config_in(tmp_path, "[room]\nenabled = true\nport = 0\n")
    with serving("run", folder=tmp_path) as bot:
        url = bot.line().removeprefix("Open ")
        root, _, token = url.partition("?token=")

        def call(path: str, body: dict[str, object] | None = None) -> tuple[int, object]:
            data = None if body is None else json.dumps(body).encode()
            request = urllib.request.Request(f"{root}{path}", data, {"X-Room-Token": token})
            try:
                with urllib.request.urlopen(request, timeout=10) as answer:
                    return answer.status, json.load(answer)
            except HTTPError as refused:
                with refused:
                    return refused.code, json.load(refused)

        assert call("api/reset", {})[0] == 400
        assert call("api/clock", {"advance": 3600})[0] == 400
        assert call("api/clock", {"to": "next"})[0] == 400
        with sqlite3.connect(tmp_path / "data" / "alongside.sqlite3") as rows:
            rows.executescript(SOMEBODY)
        rows.close()
        status, stored = call("api/stored")
        assert (
            status == 200 and "Zebedeeq" not in json.dumps(stored) and "700100200" not in json.dumps(stored)
        )
        assert ["member", 1] in stored["tables"][0]["rows"]  # type: ignore[index]  # JSON of ours
        status, people = call("api/people")
        assert status == 200 and [person["role"] for person in people] == ["stranger"]  # type: ignore[attr-defined]  # as above
        assert call("api/say", {"person": "p1", "text": "hello"})[0] == 200
        status, thread = call("api/thread?person=p1")
        assert status == 200
        assert isinstance(thread, list)
        assert len(thread) == 2
        code, seconds, _rest = bot.stop()
    assert code == 0
    assert seconds < 3


def test_keys_that_others_can_read_keep_the_bot_from_starting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Anonymity rests on them: `run` refuses as `check` does, with the line that mends it."""
    config = config_in(tmp_path, "[room]\nenabled = true\nport = 0\n")
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys").chmod(0o755)
    assert main(["run", "--config", str(config)]) == 2
    told = capsys.readouterr().err
    assert "open to other accounts" in told and "chmod 700" in told
    assert not (tmp_path / "data" / "alongside.sqlite3").exists()


def test_a_taken_port_of_the_room_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The room's port in use: one line with the key to change, before anything is opened."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        config = config_in(tmp_path, f"[room]\nenabled = true\nport = {port}\n")
        assert main(["run", "--config", str(config)]) == 2
    assert f"Port {port} is in use" in capsys.readouterr().err


@pytest.mark.parametrize("role", ["member", "coordinator"])
def test_menu_commands_are_words_the_desk_knows(role: str) -> None:
    """What the menu offers is understood when it is sent, and tells nothing to whoever sees the phone."""
    for name, words in commands(role, PlainEnglish()):
        assert name in ("stop",) or command(f"/{name}") is not None
        assert revealing_words(f"{name} {words}") == ()
