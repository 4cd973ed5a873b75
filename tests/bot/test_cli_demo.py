"""`alongside demo` as somebody meets it: one line, a page, and a clean end."""

import signal
import socket
import urllib.request
from pathlib import Path
from urllib.error import HTTPError

import pytest

from bot.cli import main
from tests.bot.commands import Served, serving

pytestmark = pytest.mark.slow  # each starts the whole program as a process of its own


def open_address(demo: Served) -> str:
    line = demo.line()
    assert line.startswith("Open http://127.0.0.1:"), demo.errors.read_text()
    return line.removeprefix("Open ")


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return int(answer.status)
    except HTTPError as refused:
        refused.close()
        return refused.code


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_one_line_a_page_and_a_clean_end(tmp_path: Path, number: int) -> None:
    """The printed address opens the page, no other does, and a signal ends it soon, with exit code 0."""
    with serving("demo", "--port", "0", "--data", "here", folder=tmp_path) as demo:
        url = open_address(demo)
        assert status(url) == 200
        assert status(url.partition("token=")[0] + "token=wrong") == 403
        code, seconds, rest = demo.stop(number)
        assert (code, rest) == (0, "")
        assert seconds < 3
        assert demo.errors.read_text() == ""
    kept = {file.name for file in (tmp_path / "here").iterdir()}
    assert kept == {"data", "keys", "demo.txt"}
    assert {file.name for file in (tmp_path / "here" / "data").iterdir()} == {
        "demo.sqlite3",
        "demo.sqlite3.lock",
    }


def test_a_page_that_is_open_does_not_hold_it_up(tmp_path: Path) -> None:
    """Somebody's browser is listening for events when the demo is stopped; it ends all the same."""
    with serving("demo", "--port", "0", folder=tmp_path) as demo:
        url = open_address(demo)
        with urllib.request.urlopen(url.replace("/?", "/events?"), timeout=10) as events:
            assert events.status == 200
            code, seconds, _rest = demo.stop()
    assert code == 0
    assert seconds < 3


def test_a_taken_port_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A port in use is one clear line that says how to take another one."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["demo", "--port", str(port), "--data", str(tmp_path / "d")]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"Port {port} is in use by another program. Choose another one: --port {port + 1}\n"


def test_two_demos_never_share_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second demo on the same data is refused in one line, and the first goes on."""
    with serving("demo", "--port", "0", "--data", "here", folder=tmp_path) as demo:
        url = open_address(demo)
        assert main(["demo", "--port", "0", "--data", str(tmp_path / "here")]) == 2
        told = capsys.readouterr().err
        assert "is in use by another process" in told
        assert len(told.splitlines()) == 1
        assert status(url) == 200


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Data under a path that is a file: one line, exit code 2."""
    (tmp_path / "file").write_text("")
    assert main(["demo", "--port", "0", "--data", str(tmp_path / "file" / "d")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
