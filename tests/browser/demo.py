"""The real demo as a process of its own, and the room's HTTP API as a test asks it beside the page."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from tests.bot.commands import serving

LONDON = ZoneInfo("Europe/London")
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Demo:
    """A room that is open. `url` is its whole address, with the token."""

    url: str

    @property
    def root(self) -> str:
        return f"http://{urlsplit(self.url).netloc}"

    @property
    def token(self) -> str:
        return parse_qs(urlsplit(self.url).query)["token"][0]

    def call(self, path: str, **body: Any) -> Any:
        """What the API answers: a POST if there is a body, otherwise a GET."""
        data = json.dumps(body).encode() if body else None
        request = urllib.request.Request(f"{self.root}{path}", data, {"X-Room-Token": self.token})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def thread(self, person: str) -> list[dict[str, Any]]:
        """The messages on somebody's phone, oldest first."""
        found = self.call(f"/api/thread?person={person}")
        assert isinstance(found, list)
        return found

    def rows(self) -> dict[str, list[Any]]:
        """What is stored: the rows of every table."""
        return {table["name"]: table["rows"] for table in self.call("/api/stored")["tables"]}

    def role(self, person: str) -> str:
        return next(str(one["role"]) for one in self.call("/api/people") if one["id"] == person)

    def today(self) -> datetime:
        """The room's date and time, in London."""
        return datetime.fromtimestamp(self.call("/api/clock")["now"], LONDON)

    def start_again(self) -> None:
        """As it was at the start. The clock stays where it was moved to: it only goes forward."""
        self.call("/api/reset", everything=True)

    def begin_on_a_monday(self) -> None:
        """As at the start, on a Monday morning: which of the things that come in the next days goes first does not depend on
        when the tests run."""
        self.leave_christmas()
        today = self.today()
        monday = today.replace(hour=9, minute=0, second=0) + timedelta(days=7 - today.weekday())
        self.call("/api/clock", advance=int((monday - today).total_seconds()))
        self.start_again()

    def leave_christmas(self) -> None:
        """Past the only bank holidays that can fall on a Wednesday, so that a story can say when something comes."""
        today = self.today()
        if today.month == 12 or (today.month, today.day) < (1, 4):
            january = today.replace(year=today.year + (today.month == 12), month=1, day=4)
            self.call("/api/clock", advance=(january - today).days * DAY)


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """The demo with its data in this folder; at the end it stops when told to, and has complained of nothing."""
    with serving("demo", "--port", "0", "--data", "room", "--seed", "7", folder=folder) as served:
        opened = served.line()
        assert opened.startswith("Open http://"), served.errors.read_text()
        yield Demo(opened.removeprefix("Open "))
        code, seconds, rest = served.stop()
        complaints = rest + served.errors.read_text()
        assert (code, complaints) == (0, ""), f"it ended with {code}: {complaints}"
        assert seconds < 5, f"it took {seconds} seconds to stop"
