"""How fast a channel lets us speak: so many a second in all, one at a time to each person.

Without burst: any two places are a full gap apart, so that no second ever holds more than the rate. Somebody who just
got a message waits for their own distance without anybody waiting for them: they take the first place that is free
then, and others go before it. Times are seconds of the event loop's own monotonic clock.
"""

from bisect import bisect_left, insort
from collections import OrderedDict

REMEMBERED = 20_000
SLIP = 0.001
"""Seconds that a sleep may end too early by."""


class Buckets:
    """`rate` messages a second in all; `apart` seconds between two to one person. A rate of 0 is no limit."""

    def __init__(self, rate: float, apart: float) -> None:
        self.rate = rate
        self._gap = 1 / rate if rate else 0.0
        self._apart = apart
        self._places: list[float] = []
        """Those taken, in order, from a gap ago on."""
        self._chats: OrderedDict[str, float] = OrderedDict()
        self._paused_until = self._last = 0.0

    def book(self, chat: str, now: float) -> float:
        """Take the next place for this chat: how many seconds to wait for it."""
        at = self._place(max(now, self._paused_until, self._chats.get(chat, 0.0)), now)
        self._chats[chat] = at + self._apart
        self._chats.move_to_end(chat)
        while len(self._chats) > REMEMBERED:
            self._chats.popitem(last=False)
        return at - now

    def _place(self, at: float, now: float) -> float:
        """The first place from this moment on that is a gap away from every other."""
        if not self.rate:
            return at
        del self._places[: bisect_left(self._places, now - self._gap)]
        for taken in self._places:
            if taken >= at + self._gap:
                break
            if taken > at - self._gap:
                at = taken + self._gap
        insort(self._places, at)
        return at

    def go(self, chat: str, now: float) -> float:
        """Its place has come, and whatever had to be asked was asked: how many seconds to wait still.

        Asking takes a moment, and not always the same one. So the distances are kept from where messages really went.
        """
        at = max(now, self._last + self._gap)
        self._last = at
        self._chats[chat] = max(self._chats.get(chat, 0.0), at + self._apart)
        return at - now

    def give_back(self, chat: str, at: float) -> None:
        """A place that is not used after all is free again."""
        if at in self._places:
            self._places.remove(at)
        if self._chats.get(chat, 0.0) == at + self._apart:
            self._chats[chat] = at

    def backlog(self, now: float) -> float:
        """How many seconds of sending are booked already."""
        ahead = len(self._places) - bisect_left(self._places, now)
        return max(0.0, ahead * self._gap, self._paused_until - now)

    def paused(self, now: float) -> float:
        """How many seconds the channel still wants quiet for, 0 for none."""
        left = self._paused_until - now
        return left if left > SLIP else 0.0

    def pause_until(self, moment: float) -> None:
        """The channel asked for quiet until then."""
        self._paused_until = max(self._paused_until, moment)
