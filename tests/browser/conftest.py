"""A browser, and the real room for it: one demo for all the tests of this folder, started again for each of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.demo import Demo, running_demo

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


@pytest.fixture(scope="package")
def one_demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo, started once: starting it again from the page takes a tenth of the time."""
    with running_demo(tmp_path_factory.mktemp("room")) as demo:
        yield demo


@pytest.fixture
def demo(one_demo: Demo) -> Demo:
    """The room as it is at the start: somebody new, twelve people who have joined, and empty phones."""
    one_demo.start_again()
    return one_demo


@pytest.fixture
def open_room(browser: Browser, demo: Demo) -> Iterator[OpenRoom]:
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
        page.goto(demo.url)
        page.wait_for_selector("body[data-ready]")
        if width > NARROW:
            page.wait_for_selector(".size:not(:empty)")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
