"""How fast a channel lets us speak: so many a second in all, one at a time to each person.

Without burst: the next moment is counted from the last send, so that no second ever holds more than the rate. Times are
seconds of the event loop's own monotonic clock.
"""

from collections import OrderedDict

REMEMBERED = 20_000


class Buckets:
    """`rate` messages a second in all; `apart` seconds between two to one person. A rate of 0 is no limit."""

    def __init__(self, rate: float, apart: float) -> None:
        self.rate = rate
        self._gap = 1 / rate if rate else 0.0
        self._apart = apart
        self._next = 0.0
        self._chats: OrderedDict[str, float] = OrderedDict()
        self._paused_until = 0.0

    def book(self, chat: str, now: float) -> float:
        """Take the next place for this chat: how many seconds to wait for it."""
        at = max(now, self._next, self._paused_until, self._chats.get(chat, 0.0))
        self._next = max(self._next, now, self._paused_until) + self._gap
        self._chats[chat] = at + self._apart
        self._chats.move_to_end(chat)
        while len(self._chats) > REMEMBERED:
            self._chats.popitem(last=False)
        return at - now

    def free_at(self, chat: str) -> float:
        """When this chat may get its next message."""
        return self._chats.get(chat, 0.0)

    def backlog(self, now: float) -> float:
        """How many seconds ahead the places are already taken."""
        return max(0.0, max(self._next, self._paused_until) - now)

    def pause_until(self, moment: float) -> None:
        """The channel asked for quiet until then."""
        self._paused_until = max(self._paused_until, moment)
