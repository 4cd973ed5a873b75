"""Which sessions ended a moment ago, in memory only.

A thumb is quicker than a screen: the last button of a check-in is often pressed twice, and the second press comes when
its session is gone. It is then answered in three words, and not with "Want to do one now?". Only session ids are held,
two minutes long; after a restart the ordinary answer is given.
"""

from collections.abc import Iterable
from typing import Final

MOMENT: Final = 2 * 60
"""Seconds."""


class JustEnded:
    """Session ids and when they ended, the oldest first."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {}

    def note(self, ids: Iterable[str], now: int) -> None:
        for id in ids:
            self._at.setdefault(id, now)

    def ids(self, now: int) -> frozenset[str]:
        """Those of the last moment; older ones are forgotten on the way."""
        for id in [id for id, at in self._at.items() if now - at > MOMENT]:
            del self._at[id]
        return frozenset(self._at)
