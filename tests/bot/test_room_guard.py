"""Who may reach the room's API, what it refuses, and which files it serves (bot/channels/room_web.py)."""

import httpx
import pytest

from tests.bot.page import TOKEN, Page, visitor
from tests.bot.play import DAY, MONDAY

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
        ("GET", "/api/training", b""),
        ("GET", "/api/training?person=nobody", b""),
        ("GET", "/api/draw?person=nobody&course=1", b""),
        ("GET", "/api/draw?person=p1&course=1", b""),
        ("GET", "/api/draw?person=p1&course=%C2%B2", b""),
        ("GET", "/api/draw?person=p1&course=99999999999999999999", b""),
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
    async with visitor(page.url) as http:
        for path in (
            "/",
            "/api/people",
            "/api/stored",
            "/api/thread?person=p1",
            "/events",
            "/training",
            "/api/training?person=p1",
            "/api/draw?person=p1&course=1",
            "/api/file/m1",
            f"/api/people?token={token}x",
        ):
            answer = await http.get(path, headers=headers)
            assert answer.status_code == 403, path
            assert "token" in answer.json()["error"]
        assert (await http.post("/api/clock", json={"advance": DAY}, headers=headers)).status_code == 403
        assert (await http.get("/api/people", params={"token": TOKEN})).status_code == 200
    assert page.play.now == MONDAY


async def test_the_cookie_opens_the_pages_and_nothing_else(page: Page) -> None:
    """A reload, and going from one page of the room to the other, works without the token in the address bar; no other site's request can use it."""
    async with visitor(page.url) as http:
        first = await http.get("/", params={"token": TOKEN})
        cookie = first.headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=strict" in cookie
        for path in ("/", "/training"):
            assert (await http.get(path)).status_code == 200
        for path in ("/api/people", "/api/training?person=p1", "/api/draw?person=p1&course=1"):
            assert (await http.get(path)).status_code == 403


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
    for path in ("/", "/training", "/api/people", "/static/room.js", "/api/nothing", "/static/nothing.js"):
        headers = (await page.http.get(path)).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';"), path
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"


async def test_the_page_names_only_files_that_are_there(page: Page) -> None:
    """Every script and style that a page asks for is served, with its own kind."""
    html = (await page.http.get("/")).text + (await page.http.get("/training")).text
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
