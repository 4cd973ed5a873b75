"""Takes the picture at the top of the README: `python -m tests.browser.picture` (or `make picture`).

The real demo, seeded, in a real browser: somebody new on the first phone, a member in a check-in on the second, a
coordinator on the third.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGS
from tests.browser.demo import running_demo

PICTURE = Path(__file__).parents[2] / ".github" / "room.png"
NEW, MEMBER, COORDINATOR = "p1", "p2", "p3"
TALK = (
    (NEW, "Hello"),
    (NEW, "Yes, tell me more"),
    (NEW, "Yes, it's safe"),
    (MEMBER, "menu"),
    (MEMBER, "Check-in"),
    (MEMBER, "Up and down"),
    (MEMBER, "My sister rang. That was good."),
    (COORDINATOR, "menu"),
    (COORDINATOR, "Group size"),
)
"""Who says what."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, running_demo(Path(folder)) as demo:
        for person, text in TALK:
            demo.call("/api/say", person=person, text=text)
        PICTURE.parent.mkdir(exist_ok=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGS)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(demo.url)
            page.wait_for_selector(".size:not(:empty)")
            page.screenshot(path=PICTURE, animations="disabled")
            browser.close()


if __name__ == "__main__":
    main()
