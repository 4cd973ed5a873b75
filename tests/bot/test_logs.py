"""The log tells what went wrong and never who, what or to whom."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot import logs

SECRET = "07700 900123 and what she wrote"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Where the log goes, with logging put back as it was afterwards."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    stream = io.StringIO()
    logs.set_up(stream)
    yield stream
    root.handlers[:], root.level = before, level
    for name in logs.OURS:
        logging.getLogger(name).setLevel(logging.NOTSET)


def test_our_own_lines_are_whole(log: io.StringIO) -> None:
    """What we log is written to be read: filled in, from INFO up."""
    logging.getLogger("bot.sender").info("%d letters", 3)
    logging.getLogger("bot.sender").debug("not this")
    assert log.getvalue().endswith("INFO 3 letters\n")


def test_of_others_only_the_unfilled_line(log: io.StringIO) -> None:
    """A library's template may be filled with anything, so it is shown unfilled, and INFO not at all."""
    logging.getLogger("httpx").info("HTTP Request: %s", SECRET)
    logging.getLogger("httpx").warning("odd answer: %s", SECRET)
    logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: <Task %s>", SECRET)
    assert SECRET not in log.getvalue()
    lines = log.getvalue().splitlines()
    assert [line.split(" ", 2)[2] for line in lines] == [
        "WARNING httpx: odd answer: %s",
        "ERROR asyncio: Task exception was never retrieved",
    ]


@pytest.mark.parametrize("name", ["bot.turn", "uvicorn.error"])
def test_an_exception_is_its_type_and_its_way(log: io.StringIO, name: str) -> None:
    """The words of an exception may quote what it choked on; where it was says enough."""
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        error.add_note(SECRET)
        logging.getLogger(name).exception("it failed")
    assert SECRET not in log.getvalue()
    assert "test_logs.py" in log.getvalue()
    assert log.getvalue().endswith("ValueError\n")


def test_a_crash_is_told_the_same_way(capsys: pytest.CaptureFixture[str]) -> None:
    """The last words of the program hold no words of anybody."""
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        logs.tell_crash(error)
    told = capsys.readouterr().err
    assert SECRET not in told
    assert told.endswith("KeyError\n")
