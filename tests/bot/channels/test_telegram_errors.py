"""Answers that the emulator, being a proper Bot API, never gives: a server that says what it is told to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from telegram.error import BadRequest, ChatMigrated, NetworkError, TelegramError, TimedOut

from bot.channels.telegram import ChannelProblem, TelegramChannel
from bot.channels.telegram_errors import Contested, described, trouble_of
from bot.ports import Moved, Passing, Refused, SlowDown, Trouble, Unsure
from conversations.render import Piece


@asynccontextmanager
async def saying(status: int, body: str) -> AsyncIterator[TelegramChannel]:
    """A channel to a server that answers everything so."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 {status} Odd\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        writer.write((head + body).encode())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    channel = TelegramChannel("1:x", base_url=f"http://127.0.0.1:{port}/")
    try:
        yield channel
    finally:
        await channel.close()
        server.close()
        await server.wait_closed()


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (429, '{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 9"}', SlowDown),
        (429, "", SlowDown),
        (413, "<html>too large</html>", Refused),
        (500, '{"ok":false,"description":"Internal Server Error: restart"}', Passing),
        (503, "<html>down</html>", Passing),
        (302, "", Passing),
        (401, '{"ok":false,"error_code":401,"description":"Unauthorized"}', Passing),
        (200, "not json at all", Unsure),
        (200, "[]", Unsure),
        (200, '{"ok":true}', Unsure),
        (400, '{"ok":false,"description":"Bad Request: chat_id 5 is odd","parameters":{"x":1}}', Refused),
        (400, '{"ok":false,"parameters":{"migrate_to_chat_id":-100123}}', Moved),
    ],
)
async def test_each_answer_says_what_to_do_next(status: int, body: str, kind: type[Trouble]) -> None:
    """Status and body together decide the Trouble, whoever answered: Telegram or a proxy in front."""
    async with saying(status, body) as channel:
        with pytest.raises(kind) as told:
            await channel.send("5", Piece("x"))
    assert "5" not in str(told.value).replace(str(status), "")


async def test_a_pause_without_parameters_is_read_from_the_words() -> None:
    """A 429 that only says it in its description is believed all the same."""
    async with saying(429, '{"ok":false,"description":"Too Many Requests: retry after 9"}') as channel:
        with pytest.raises(SlowDown) as told:
            await channel.send("5", Piece("x"))
    assert told.value.seconds == 9


async def test_a_server_that_is_no_bot_api_is_a_problem_for_a_person() -> None:
    """A wrong base_url answers 404 to everything; the line names that key too."""
    async with saying(404, "<html>nothing here</html>") as channel:
        with pytest.raises(ChannelProblem, match="base_url"):
            await channel.connect()


def _caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (_caused(TimedOut(), httpx.ReadTimeout("")), Unsure),
        (_caused(TimedOut(), httpx.WriteTimeout("")), Unsure),
        (_caused(TimedOut(), httpx.ConnectTimeout("")), Passing),
        (_caused(TimedOut(), httpx.PoolTimeout("")), Passing),
        (_caused(NetworkError("x"), httpx.ConnectError("")), Passing),
        (_caused(NetworkError("x"), httpx.RemoteProtocolError("")), Unsure),
        (BadRequest("Wrong file identifier"), Refused),
        (ChatMigrated(-100123), Moved),
        (TelegramError("anything new"), Unsure),
    ],
)
def test_time_outs_are_passing_only_before_anything_was_sent(
    error: TelegramError, kind: type[Trouble]
) -> None:
    """A message that may be on somebody's phone is never called surely lost."""
    assert type(trouble_of(error)) is kind


def test_a_moved_chat_has_its_new_address() -> None:
    """The address is a value for the caller, not a part of the text."""
    moved = trouble_of(ChatMigrated(-100123))
    assert isinstance(moved, Moved)
    assert (moved.address, "100123" in str(moved)) == ("-100123", False)


def test_descriptions_are_stripped_of_whatever_may_be_somebodys() -> None:
    """Numbers, names, addresses and quotations go; the reason stays."""
    said = described(
        BadRequest('Bad Request: can\'t parse "my secret" of 700100200 @ada https://x.test/bot1:y')
    )
    assert not any(word in said for word in ("secret", "700100200", "ada", "x.test"))
    assert said.startswith("Can't parse")


def test_a_conflict_is_also_passing() -> None:
    """A sender that meets a 409 waits; it never drops the letter."""
    assert issubclass(Contested, Passing)
