"""The page of an export: sound for everybody, in light and dark, on a phone and on paper, with nothing fetched."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bot.results import export
from tests.bot.results import LARGE, SMALL, TOO_FEW
from tests.browser.parts import faults, overflow

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_of_an_export_is_sound(browser: Browser, tmp_path: Path, width: int, scheme: str) -> None:
    """axe finds nothing, nothing sticks out sideways, the browser blocks nothing and asks for nothing but the file."""
    file = tmp_path / "results.html"
    file.write_bytes(export.file([LARGE, SMALL, TOO_FEW], "html"))
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
    try:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda line: said.append(line.text))
        page.on("request", lambda request: said.append(request.url))
        page.goto(file.as_uri())
        assert said == [file.as_uri()]
        assert overflow(page) <= 0
        assert faults(page) == []
        assert all(
            after - before <= 1 for before, after in zip(_headings(page), _headings(page)[1:], strict=False)
        )
    finally:
        context.close()


def _headings(page: Page) -> list[int]:
    return [
        int(tag[1])
        for tag in page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(one => one.tagName)")
    ]
