"""A browser and a room for it. Behind `room_url` can be any server that keeps the room's HTTP API."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.stub_room import stub_app

CHROMIUM = shutil.which("chromium")
ARGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TOKEN = "a-token-for-tests"

NARROW = 760  # pixels up to which what is stored is a tab of its own

OpenRoom = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's chromium, started once for all the tests in this folder and ended with the last of them."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: apt install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield chromium
        chromium.close()


@pytest.fixture
def room_url() -> Iterator[str]:
    """The address, with token, of a fresh room."""
    config = uvicorn.Config(
        stub_app(TOKEN),
        port=0,
        log_level="error",
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    give_up = time.monotonic() + 10
    while not server.started and time.monotonic() < give_up:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/?token={TOKEN}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def open_room(browser: Browser, room_url: str) -> Iterator[OpenRoom]:
    """Open the room's page at a width, in a colour scheme, or with other settings of a browser context.

    `before(page)` runs before the page is loaded. Whatever a page says on the console as an error (a blocked
    style or script among it) fails the test, unless the test is about such an error.
    """
    errors: list[str] = []
    contexts = []

    def open_page(
        width: int = 1440,
        height: int = 900,
        before: Callable[[Page], object] = lambda _: None,
        expect_errors: bool = False,
        **settings: object,
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)  # type: ignore[arg-type]  # passed on
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        if not expect_errors:
            page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        before(page)
        page.goto(room_url)
        page.wait_for_selector("body[data-ready]")
        if width > NARROW:
            page.wait_for_selector(".size:not(:empty)")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
