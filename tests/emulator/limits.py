"""Telegram's sending limits, enforced, so that a sender that cheats is caught.

Two sliding windows over accepted messages: no more than `per_second` in any `window` seconds in all, and
no more than `chat_burst` in any `chat_burst * chat_gap` seconds to one chat. A refusal is a 429 with
`retry_after` in whole seconds and does not itself count. Edits and deletions are free unless
`count_edits`. After an injected 429 the limiter *holds*: whoever sends before the time is over is refused
again, and counted as early, which is how a test sees that a sender ignored what it was told.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from .errors import too_many


@dataclass(frozen=True, slots=True)
class Rates:
    per_second: int = 30
    window: float = 1.0
    chat_gap: float = 0.95
    chat_burst: int = 1
    count_edits: bool = False
    enforced: bool = True


class Limiter:
    def __init__(self, rates: Rates, clock: Callable[[], float] = time.monotonic) -> None:
        self.rates = rates
        self.accepted = 0
        self.refused = 0
        self.early = 0
        self.worst_window = 0  # the most messages ever accepted within one window
        self._clock = clock
        self._recent: deque[float] = deque()
        self._by_chat: dict[int, deque[float]] = {}
        self._held_until: dict[int | None, float] = {}

    def hold(self, seconds: float, chat_id: int | None = None) -> None:
        """Refuse everything (or everything to one chat) for so long."""
        self._held_until[chat_id] = self._clock() + seconds

    def spend(self, chat_id: int, *, edit: bool = False) -> None:
        """Take one message's worth, or raise the 429 that the server would send."""
        if edit and not self.rates.count_edits:
            return
        now = self._clock()
        held = max(self._held_until.get(None, now), self._held_until.get(chat_id, now)) - now
        wait = max(held, self._wait(now, chat_id, edit=edit) if self.rates.enforced else 0.0)
        if wait > 0:
            self.refused += 1
            self.early += held > 0
            raise too_many(max(1, math.ceil(wait)))
        self._accept(now, chat_id, edit=edit)

    def _wait(self, now: float, chat_id: int, *, edit: bool) -> float:
        rates = self.rates
        overall = _until_free(self._recent, now, rates.window, rates.per_second)
        if edit:
            return overall
        chat = self._by_chat.get(chat_id, deque())
        return max(overall, _until_free(chat, now, rates.chat_gap * rates.chat_burst, rates.chat_burst))

    def _accept(self, now: float, chat_id: int, *, edit: bool) -> None:
        self.accepted += 1
        self._recent.append(now)
        while self._recent[0] <= now - self.rates.window:
            self._recent.popleft()
        self.worst_window = max(self.worst_window, len(self._recent))
        if not edit:
            chat = self._by_chat.setdefault(chat_id, deque(maxlen=self.rates.chat_burst))
            chat.append(now)


def _until_free(times: deque[float], now: float, window: float, most: int) -> float:
    """Seconds until one more fits into the window; 0 when it fits now."""
    inside = [at for at in times if at > now - window]
    return 0.0 if len(inside) < most else inside[-most] + window - now
