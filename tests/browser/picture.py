"""Takes the picture at the top of the README: `python -m tests.browser.picture` (or `make picture`).

The real demo, seeded, in a real browser: somebody new on the first phone, a member in a check-in on the second, a
coordinator on the third.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGS

PICTURE = Path(__file__).parents[2] / ".github" / "room.png"
NEW, MEMBER, COORDINATOR = "p1", "p2", "p3"
TALK = (
    (MEMBER, None),
    (NEW, "Hello"),
    (NEW, "Yes, tell me more"),
    (NEW, "Yes, it's safe"),
    (MEMBER, "Start"),
    (MEMBER, "Up and down"),
    (MEMBER, "My sister rang. That was good."),
    (COORDINATOR, "menu"),
    (COORDINATOR, "Group size"),
)
"""Who says what; None moves the clock to the next thing that is due."""


def call(address: str, token: str, path: str, body: dict[str, Any] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{address}{path}", data, {"X-Room-Token": token})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def main() -> None:
    folder = tempfile.mkdtemp()
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--data", folder, "--seed", "7"]
    demo = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert demo.stdout is not None
        url = demo.stdout.readline().removeprefix("Open ").strip()
        parts = urlsplit(url)
        address, token = f"http://{parts.netloc}", parse_qs(parts.query)["token"][0]
        for person, text in TALK:
            if text is None:
                call(address, token, "/api/clock", {"to": "next"})
            else:
                call(address, token, "/api/say", {"person": person, "text": text})
        PICTURE.parent.mkdir(exist_ok=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGS)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(url)
            page.wait_for_timeout(1500)
            page.screenshot(path=PICTURE)
            browser.close()
    finally:
        demo.terminate()
        demo.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
