import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from bot.channels.telegram import ChannelProblem
from bot.channels.telegram_webhook import Webhook
from conversations.events import Pressed, Typed
from conversations.render import Choice, Piece
from tests.emulator.emulator import Emulator
from tests.emulator.people import Person

from .conftest import Desk, Line, menu, pending

HEADER = "X-Telegram-Bot-Api-Secret-Token"


async def serving(hook: Webhook, port: int) -> AsyncIterator[None]:
    config = uvicorn.Config(
        Starlette(routes=[hook.route()]), host="127.0.0.1", port=port, log_config=None, lifespan="off"
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    yield
    server.should_exit = True
    await asyncio.wait_for(task, 5)


@pytest.fixture
def url(unused_tcp_port: int) -> str:
    return f"http://127.0.0.1:{unused_tcp_port}/telegram"


@pytest.fixture
async def hook(line: Line, url: str) -> AsyncIterator[Webhook]:
    made = line.channel.webhook(line.desk.take, line.speak, url, chance=line.chance)
    port = int(url.rpartition(":")[2].partition("/")[0])
    async for _ in serving(made, port):
        yield made


@pytest.fixture
async def hooked(hook: Webhook, line: Line, emu: Emulator) -> AsyncIterator[Webhook]:
    task = asyncio.create_task(
        line.channel.serve(hook, chance=line.chance, stop=line.stop, menu=menu, languages=["en"])
    )
    await emu.until(lambda: emu.calls("setWebhook"))
    yield hook
    line.stop.set()
    await asyncio.wait_for(task, 3)


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient() as client:
        yield client


def update(number: int, text: str = "hello") -> dict[str, object]:
    chat = {"id": 700100200, "type": "private"}
    return {"update_id": number, "message": {"message_id": number, "chat": chat, "date": 1, "text": text}}


async def test_what_people_do_comes_in_and_is_acknowledged(
    emu: Emulator, hooked: Webhook, line: Line, desk: Desk, ada: Person
) -> None:
    """Words and a press are posted, taken and acknowledged; the newcomer is answered."""
    await line.channel.send(str(ada.id), Piece("Well?", (Choice("good", "Good", "t:1"),)))
    desk.welcome = "Welcome"
    ada.says("hello")
    query = ada.presses("Good")
    await emu.until(lambda: len(desk.events) == 2 and pending(emu) == 0)
    assert {Typed("hello", "2"), Pressed("t:1", "1")} == set(desk.events)
    await emu.until(lambda: emu.world.presses[query].answered)
    assert ada.last().text == "Welcome"


async def test_a_failed_intake_brings_the_update_again(
    emu: Emulator, hooked: Webhook, desk: Desk, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """500 until it is committed; then exactly once."""
    desk.failing = 2
    ada.says("remember this")
    await emu.until(lambda: pending(emu) == 0)
    assert desk.events == [Typed("remember this", "1")]
    assert desk.offered == 3
    assert "could not be stored (OSError)" in caplog.text


async def test_poison_is_acknowledged_and_passed_over(
    emu: Emulator, hooked: Webhook, line: Line, desk: Desk, ada: Person
) -> None:
    """What cannot be read does not come again and again."""
    for _ in range(3):
        emu.poison()
    ada.says("after")
    await emu.until(lambda: pending(emu) == 0 and desk.events)
    assert line.channel.passed_over.total() == 3


async def test_updates_that_swapped_are_both_taken(
    hook: Webhook, url: str, line: Line, desk: Desk, http: httpx.AsyncClient
) -> None:
    """A later number does not shut out an earlier one, as a high-water mark would."""
    headers = {HEADER: hook._secret}
    for number in (12, 11):
        assert (await http.post(url, json=update(number), headers=headers)).status_code == 200
    assert [inbound.mark for inbound in desk.inbounds] == [0, 0]
    assert desk.events == [Typed("hello", "12"), Typed("hello", "11")]


async def test_a_repeated_update_is_acknowledged_and_not_taken_twice(
    hook: Webhook, url: str, desk: Desk, http: httpx.AsyncClient
) -> None:
    """Telegram repeats what it thinks was lost, even while the first is still on its way."""
    headers = {HEADER: hook._secret}
    desk.delay = 0.05
    posts = [http.post(url, json=update(11), headers=headers) for _ in range(3)]
    assert [answer.status_code for answer in await asyncio.gather(*posts)] == [200] * 3
    assert desk.events == [Typed("hello", "11")]


@pytest.mark.parametrize("secret", ["", "wrong", "wröng"])
async def test_without_the_secret_nothing_gets_in(
    hook: Webhook, url: str, desk: Desk, http: httpx.AsyncClient, secret: str
) -> None:
    """Who does not know the secret of this start is turned away before anything is read."""
    answer = await http.post(url, json=update(1), headers={HEADER.encode(): secret.encode()})
    assert (answer.status_code, desk.offered) == (403, 0)


async def test_what_is_too_large_is_not_read(
    hook: Webhook, url: str, desk: Desk, http: httpx.AsyncClient
) -> None:
    """A body of more than a megabyte is refused."""
    answer = await http.post(url, content=b"x" * (1024 * 1024 + 1), headers={HEADER: hook._secret})
    assert (answer.status_code, desk.offered) == (413, 0)


async def test_what_is_no_json_is_acknowledged_and_counted(
    hook: Webhook, url: str, line: Line, http: httpx.AsyncClient
) -> None:
    """Garbage that knows the secret need not be sent again."""
    answer = await http.post(url, content=b"\xff{", headers={HEADER: hook._secret})
    assert (answer.status_code, line.channel.passed_over.total()) == (200, 1)


async def test_only_posts_come_in(hook: Webhook, url: str, http: httpx.AsyncClient) -> None:
    """Somebody who opens the address in a browser sees nothing."""
    assert (await http.get(url)).status_code == 405


async def test_an_address_that_telegram_refuses_is_a_problem_for_a_person(line: Line) -> None:
    """Telegram wants https; the line says which key to mend."""
    hook = line.channel.webhook(
        line.desk.take, line.speak, "http://bot.example.org/telegram", chance=line.chance
    )
    with pytest.raises(ChannelProblem, match=r"telegram\.webhook_url"):
        await line.channel.serve(hook, chance=line.chance, stop=line.stop, menu=menu, languages=["en"])


def test_every_start_has_a_secret_of_its_own(line: Line) -> None:
    """Two starts, even with the same seed for everything else, do not share the secret."""
    first, second = (
        line.channel.webhook(line.desk.take, line.speak, "https://x.example/t", chance=line.chance)
        for _ in range(2)
    )
    assert first._secret != second._secret
    assert len(first._secret) == 40
