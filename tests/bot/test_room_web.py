"""The room's HTTP API, over real HTTP on loopback: the contract of DESIGN.md, section 3."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from bot.channels.room_web import room_app
from tests.bot.play import DAY, LOOK_SAFE, MONDAY, Play, playing

TOKEN = "a-token-of-this-test"


@dataclass
class Page:
    """Somebody with the room's address open."""

    play: Play
    url: str
    http: httpx.AsyncClient

    async def get(self, path: str) -> Any:
        answer = await self.http.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(self, path: str, **body: Any) -> Any:
        answer = await self.http.post(path, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def thread(self, person: str) -> list[dict[str, Any]]:
        found = await self.get(f"/api/thread?person={person}")
        assert isinstance(found, list)
        return found


@asynccontextmanager
async def served(play: Play) -> AsyncIterator[Page]:
    """The room on a free port, without uvicorn's own main loop: it would poll for signals of which there are none."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        config = uvicorn.Config(
            room_app(play.room, play.stage, TOKEN, port),
            log_level="error",
            access_log=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=1,
        )
        config.load()
        server = uvicorn.Server(config)
        server.lifespan = config.lifespan_class(config)
        await server.startup(sockets=[listening])
        try:
            url = f"http://127.0.0.1:{port}"
            async with httpx.AsyncClient(base_url=url, headers={"X-Room-Token": TOKEN}, timeout=5) as http:
                yield Page(play, url, http)
        finally:
            play.room.tell("end")
            await asyncio.sleep(0)
            await server.shutdown(sockets=[listening])


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    async with playing(tmp_path) as play, served(play) as made:
        yield made


# -- the calls ----------------------------------------------------------------------------------------------------------


async def test_a_person_joins_by_saying_and_picking(page: Page) -> None:
    """`person`, `say`, `pick`, `thread`, `people`: the shapes that outside checks rely on."""
    created = await page.post("/api/person", name="Zora")
    assert set(created) == {"id"} and isinstance(created["id"], str)
    zora = created["id"]
    assert await page.get("/api/people") == [{"id": zora, "name": "Zora", "role": "stranger", "groups": []}]
    assert await page.thread(zora) == []
    await page.post("/api/say", person=zora, text="hello")
    mine, answer = await page.thread(zora)
    assert mine == {
        "id": mine["id"],
        "from": "person",
        "text": "hello",
        "options": [],
        "file": None,
        "at": MONDAY,
        "deleted": False,
    }
    assert (
        set(answer) == {"id", "from", "text", "options", "file", "at", "deleted"} and answer["from"] == "bot"
    )
    assert [option["label"] for option in answer["options"]] == [
        "Yes, tell me more",
        "Look around first",
        "Not now",
        "Language",
    ]
    assert all(set(option) == {"id", "label"} for option in answer["options"])
    await page.post("/api/pick", person=zora, message=answer["id"], option=answer["options"][0]["id"])
    assert "is it safe" in (await page.thread(zora))[-1]["text"]
    for line in (*LOOK_SAFE[1:], "yes, that's ok", "Zora"):
        await page.post("/api/say", person=zora, text=line)
    assert await page.get("/api/people") == [
        {"id": zora, "name": "Zora", "role": "member", "groups": ["Lambeth"]}
    ]


async def test_the_clock_moves_with_everything_on_the_way(page: Page) -> None:
    """`clock`: a number of seconds, or the next due thing; the answer is the new time, after all that was due."""
    kofi = await page.play.joined("Kofi")
    assert {"now": MONDAY, "next": MONDAY + DAY}.items() <= (await page.get("/api/clock")).items()
    moved = await page.post("/api/clock", to="next")
    assert moved["now"] == MONDAY + DAY
    assert [message["at"] for message in await page.thread(kofi.id)] == [MONDAY + DAY]
    moved = await page.post("/api/clock", advance=3600)
    assert moved["now"] == MONDAY + DAY + 3600
    assert (await page.post("/api/clock", advance=0))["now"] == moved["now"]


async def test_what_is_stored_can_be_read_by_everybody_in_the_room(page: Page) -> None:
    """`stored`: table by table, columns and rows; of somebody who has not joined there is nothing."""
    zora = (await page.post("/api/person", name="Zephyrine"))["id"]
    await page.post("/api/say", person=zora, text="hello, I am Zephyrine")
    stored = await page.get("/api/stored")
    assert all({"name", "columns", "rows"} <= set(table) for table in stored["tables"])
    assert "Zephyrine" not in json.dumps(stored)
    kofi = await page.play.joined("Kofi")
    stored = await page.get("/api/stored")
    tables = {table["name"]: table for table in stored["tables"]}
    address = dict(zip(tables["address"]["columns"], tables["address"]["rows"][0], strict=True))
    assert (address["channel"], address["address"]) == ("room", kofi.id)


async def test_a_message_of_ten_thousand_letters_is_answered(page: Page) -> None:
    """Long words are taken and answered; nothing is cut, nothing breaks."""
    kofi = await page.play.joined("Kofi")
    await page.post("/api/say", person=kofi.id, text="wörds " * 1700)
    mine, *answers = await page.thread(kofi.id)
    assert len(mine["text"]) == 10_200 and answers


async def test_show_as_text_puts_the_options_into_the_words(page: Page) -> None:
    """`show-as`: from then on choices are numbered lines, and a number answers."""
    assert await page.get("/api/show-as") == {"mode": "buttons"}
    assert await page.post("/api/show-as", mode="text") == {"mode": "text"}
    zora = (await page.post("/api/person", name="Zora"))["id"]
    await page.post("/api/say", person=zora, text="hello")
    greeting = (await page.thread(zora))[-1]
    assert "1. Yes, tell me more" in greeting["text"] and greeting["options"] == []
    await page.post("/api/say", person=zora, text="1")
    assert "is it safe" in (await page.thread(zora))[-1]["text"]
    assert await page.post("/api/show-as", mode="buttons") == {"mode": "buttons"}


async def test_a_file_can_be_fetched_until_it_is_cleared(page: Page) -> None:
    """A copy of one's details is a download, never shown as a page, and gone once cleared."""
    kofi = await page.play.joined("Kofi")
    for line in ("my details", "get a copy", "send it here"):
        await page.post("/api/say", person=kofi.id, text=line)
    file = next(message["file"] for message in await page.thread(kofi.id) if message["file"])
    assert file["name"] == "my-details.json"
    answer = await page.http.get(file["url"])
    assert answer.json()["member"][0]["name"] == "Kofi"
    assert (
        answer.headers["content-disposition"].startswith("attachment")
        and answer.headers["content-type"] == "application/octet-stream"
    )
    await page.post("/api/say", person=kofi.id, text="clear")
    assert (await page.http.get(file["url"])).status_code == 404


async def test_reset_begins_anew(page: Page) -> None:
    """`reset`: empty phones and an empty database (here without seeded people)."""
    await page.play.joined("Kofi")
    await page.post("/api/reset")
    assert await page.get("/api/people") == []
    assert all(table["rows"] == [] for table in (await page.get("/api/stored"))["tables"])


# -- what is refused ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/api/thread?person=nobody", b""),
        ("GET", "/api/thread", b""),
        ("POST", "/api/say", b'{"person": "nobody", "text": "hi"}'),
        ("POST", "/api/say", b'{"person": "p1"}'),
        ("POST", "/api/say", b'{"person": "p1", "text": 5}'),
        ("POST", "/api/say", b'{"person": "p1", "text": " "}'),
        ("POST", "/api/say", b'{"person": "p1", "text": "\\ud800"}'),
        ("POST", "/api/say", b"not json"),
        ("POST", "/api/say", b"\xff\xfe"),
        ("POST", "/api/say", b"[1]"),
        ("POST", "/api/say", b"[" * 90_000),
        ("POST", "/api/say", b'{"person": "p1", "text": "' + b"x" * 250_000 + b'"}'),
        ("POST", "/api/pick", b'{"person": "p1", "message": "m1", "option": "yes"}'),
        ("POST", "/api/clock", b"{}"),
        ("POST", "/api/clock", b'{"advance": -1}'),
        ("POST", "/api/clock", b'{"advance": 1.5}'),
        ("POST", "/api/clock", b'{"advance": true}'),
        ("POST", "/api/clock", b'{"advance": 1000000000}'),
        ("POST", "/api/clock", b'{"to": "yesterday"}'),
        ("POST", "/api/person", b'{"name": " "}'),
        ("POST", "/api/person", b'{"name": "' + b"x" * 61 + b'"}'),
        ("POST", "/api/show-as", b'{"mode": "upside down"}'),
        ("GET", "/api/nothing-here", b""),
        ("GET", "/api/file/m99", b""),
        ("DELETE", "/api/people", b""),
    ],
)
async def test_what_cannot_be_is_said_in_one_clear_sentence(
    page: Page, method: str, path: str, body: bytes
) -> None:
    """Every mistake of a caller is a 4xx with {error}, never a 500, and changes nothing."""
    page.play.room.add("Ada", "p1")
    answer = await page.http.request(method, path, content=body)
    assert 400 <= answer.status_code < 500
    error = answer.json()["error"]
    assert error[0].isupper() and error.endswith(".")
    assert await page.thread("p1") == []
    assert page.play.now == MONDAY


@pytest.mark.parametrize("token", ["", "wrong", "é"])
async def test_without_the_token_nobody_comes_in(page: Page, token: str) -> None:
    """Every page and call but the plain static files wants the token, in the header or the address."""
    headers = {b"X-Room-Token": token.encode()} if token else {}
    async with httpx.AsyncClient(base_url=page.url) as http:
        for path in (
            "/",
            "/api/people",
            "/api/stored",
            "/api/thread?person=p1",
            "/events",
            "/api/file/m1",
            f"/api/people?token={token}x",
        ):
            answer = await http.get(path, headers=headers)
            assert answer.status_code == 403, path
            assert "token" in answer.json()["error"]
        assert (await http.post("/api/clock", json={"advance": DAY}, headers=headers)).status_code == 403
        assert (await http.get("/api/people", params={"token": TOKEN})).status_code == 200
    assert page.play.now == MONDAY


async def test_the_cookie_opens_the_page_and_nothing_else(page: Page) -> None:
    """A reload works without the token in the address bar; no other site's request can use it."""
    async with httpx.AsyncClient(base_url=page.url) as http:
        first = await http.get("/", params={"token": TOKEN})
        cookie = first.headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=strict" in cookie
        assert (await http.get("/")).status_code == 200
        assert (await http.get("/api/people")).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Host": "127.0.0.1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1"},
    ],
    ids=["another name", "another port", "another site", "a sandboxed frame", "another scheme"],
)
async def test_no_web_site_reaches_in(page: Page, headers: dict[str, str]) -> None:
    """Even with the token, a request under another host name or from another page is refused."""
    assert (await page.http.get("/api/people", headers=headers)).status_code == 403
    assert (await page.http.post("/api/clock", json={"advance": 60}, headers=headers)).status_code == 403
    assert page.play.now == MONDAY


async def test_its_own_page_comes_in(page: Page) -> None:
    """The room's own origin is welcome, under both names of this computer."""
    port = page.url.rpartition(":")[2]
    for name in ("127.0.0.1", "localhost"):
        own = {"Host": f"{name}:{port}", "Origin": f"http://{name}:{port}"}
        assert (await page.http.get("/api/people", headers=own)).status_code == 200


# -- the page and its files ---------------------------------------------------------------------------------------------


async def test_every_answer_carries_the_policy(page: Page) -> None:
    """Nothing from elsewhere is ever loaded, framed, sent or remembered: on pages, files, answers and refusals alike."""
    for path in ("/", "/api/people", "/static/room.js", "/api/nothing", "/static/nothing.js"):
        headers = (await page.http.get(path)).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';"), path
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"


async def test_the_page_names_only_files_that_are_there(page: Page) -> None:
    """Every script and style that the page asks for is served, with its own kind."""
    html = (await page.http.get("/")).text
    names = {part.split('"')[0] for part in html.split("/static/")[1:]}
    assert names
    for name in names:
        answer = await page.http.get(f"/static/{name}")
        assert answer.status_code == 200 and answer.content
        assert answer.headers["content-type"].split(";")[0] in (
            "text/javascript",
            "text/css",
            "image/svg+xml",
        )


@pytest.mark.parametrize(
    "name",
    [
        "__init__.py",
        "../__init__.py",
        "..%2f__init__.py",
        "%2e%2e/config.py",
        "..%5cconfig.py",
        "%2fetc%2fpasswd",
        "....//config.py",
        "room.js%00.css",
        "",
        "nothing.js",
        "room",
    ],
)
async def test_no_other_file_is_served(page: Page, name: str) -> None:
    """Only scripts, styles and pictures of the page, by their bare names."""
    raw = httpx.URL(page.url, raw_path=b"/static/" + name.encode())
    answer = await page.http.get(raw)
    assert answer.status_code == 404
    assert b"import" not in answer.content


# -- the stream of events -----------------------------------------------------------------------------------------------


async def test_the_page_hears_what_happens(page: Page) -> None:
    """`events`: one stream tells of new messages, people, the clock, what is stored, and a reset; it ends with the room."""
    heard: list[tuple[str, dict[str, Any]]] = []
    open_, zora = asyncio.Event(), page.play.person("Zora")

    async def listen() -> None:
        async with (
            httpx.AsyncClient(base_url=page.url) as http,
            http.stream("GET", "/events", params={"token": TOKEN}) as answer,
        ):
            assert answer.headers["content-type"].startswith("text/event-stream")
            name = ""
            async for line in answer.aiter_lines():
                open_.set()
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    heard.append((name, json.loads(line.removeprefix("data: "))))

    listening = asyncio.create_task(listen())
    await asyncio.wait_for(open_.wait(), 5)
    await page.post("/api/say", person=zora.id, text="hello")
    await page.post("/api/clock", advance=60)
    await page.post("/api/person", name="Bo")
    await page.post("/api/reset")
    page.play.room.tell("end")
    await asyncio.wait_for(listening, 5)
    assert ("thread", {"person": zora.id}) in heard
    assert ("clock", {"now": MONDAY + 60, "next": None}) in heard
    assert {"people", "stored", "reset"} <= {name for name, _detail in heard}
    assert page.play.room._watchers == set()


async def test_a_page_that_goes_away_is_forgotten(page: Page) -> None:
    """A closed tab leaves no listener behind."""
    async with (
        httpx.AsyncClient(base_url=page.url) as http,
        http.stream("GET", "/events", params={"token": TOKEN}) as answer,
    ):
        async for _line in answer.aiter_lines():
            break
        assert len(page.play.room._watchers) == 1
    async with asyncio.timeout(5):
        while page.play.room._watchers:
            page.play.room.tell("stored")
            await asyncio.sleep(0.01)


async def test_two_pages_at_once_do_not_mix_anything_up(page: Page) -> None:
    """Everything is done one after the other, in whatever order it comes in: every message has its answer."""
    people = [page.play.person(name) for name in ("Ada", "Bo", "Cy")]
    await asyncio.gather(
        *(page.post("/api/say", person=person.id, text="hello") for person in people),
        page.post("/api/clock", advance=60),
    )
    for person in people:
        assert [message["from"] for message in await page.thread(person.id)] == ["person", "bot"]
