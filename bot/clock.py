"""The only reader of the clock. Everything below is told the time."""

import time
from typing import Protocol


class Clock(Protocol):
    def now(self) -> int:
        """UTC seconds."""
        ...


class SystemClock:
    def now(self) -> int:
        return int(time.time())  # noqa: TID251 - here, once


class MovableClock:
    """The clock of the room: it runs with the real one, and can be moved forward."""

    def __init__(self, start: int) -> None:
        self._ahead = start - int(time.time())  # noqa: TID251 - here, once

    def now(self) -> int:
        return int(time.time()) + self._ahead  # noqa: TID251 - here, once

    def move_to(self, moment: int) -> None:
        """Jump forward; a moment in the past changes nothing."""
        self._ahead += max(0, moment - self.now())
