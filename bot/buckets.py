"""How fast a channel lets us speak: so many a second in all, one at a time to each person.

Whoever counts on the other side counts when a message arrives, and nobody here can know when that is: somewhere between
our sending it and their answer. So a message holds its place from the moment it may go until a second after the answer
to it came. Then no second of theirs ever holds more than the rate, however long the way is and however uneven; whoever
measures by their own clock alone must leave room for the worst delay they can think of. What it costs is the way itself:
with 10 milliseconds there and back, one message in a hundred.

Without burst: any two places are a gap apart, so that one comes free every gap and an answer that comes in now waits for
the next one and no longer. The gap is a little less than even, or a moment in which the machine was busy would be lost
for good. Somebody who just got a message waits for their own distance, and nobody waits for them. Times are seconds of
the event loop's own monotonic clock.
"""

import math
from bisect import bisect_right, insort
from collections import deque

SECOND = 1.0
EVEN = 0.97
"""The share of an even gap that two places are apart at least."""
SLIP = 0.001
"""Seconds that a sleep may end too early by."""


class Buckets:
    """`rate` messages a second in all; `apart` seconds between two to one person. A rate of 0 is no limit."""

    def __init__(self, rate: float, apart: float) -> None:
        self.rate = rate
        self._gap = EVEN / rate if rate else 0.0
        self._most = max(1, math.floor(rate)) if rate else 0
        self._apart = apart
        self._unanswered = 0
        self._held: list[float] = []
        """Until when each message that was answered still holds its place, in order."""
        self._chats: dict[str, float] = {}
        """When the next message may go to whoever just got one."""
        self._line: deque[object] = deque()
        self._next = self._paused_until = -math.inf

    # -- places -----------------------------------------------------------------------------------------------------

    def wait(self, now: float) -> float:
        """Seconds until the next place is free; infinite where that depends on an answer."""
        free = max(now, self._paused_until)
        if self.rate:
            del self._held[: bisect_right(self._held, now)]
            too_many = self._unanswered + len(self._held) - self._most
            if too_many >= len(self._held) and too_many >= 0:
                return math.inf
            free = max(free, self._next, self._held[too_many] if too_many >= 0 else now)
        return free - now

    def room(self, now: float, ahead: float) -> int | None:
        """How many more messages may go until `ahead` seconds from now, None for any number.

        None of them while others stand in line, for they were there first.
        """
        if self._line or self.wait(now) > ahead:
            return 0
        if not self.rate:
            return None
        free = self._most - self._unanswered - len(self._held) + bisect_right(self._held, now + ahead)
        return min(free, 1 + math.floor((ahead - self.wait(now)) / self._gap))

    def take(self, now: float) -> float:
        """Take the next place: when it is free. `answered` or `give_back` ends it."""
        wait = self.wait(now)
        at = now + (wait if wait < math.inf else 0.0)
        self._unanswered += 1
        self._next = at + self._gap
        return at

    def answered(self, chat: str, now: float) -> None:
        """The channel has answered: from now on it is a second until the place is free, and so for the chat's distance."""
        self._unanswered -= 1
        if self.rate:
            insort(self._held, now + SECOND + SLIP)
        self.spoken_to(chat, now)

    def give_back(self, now: float) -> None:
        """A place that is not used after all is free again."""
        self._unanswered -= 1
        self._next = min(self._next, now)

    # -- whoever waits by themselves --------------------------------------------------------------------------------

    def line_up(self) -> object:
        """Stand in line for a place, behind those who do already. Whoever does must `leave_line`."""
        ticket = object()
        self._line.append(ticket)
        return ticket

    def wait_in_line(self, ticket: object, now: float) -> float:
        """As `wait`, behind those who stand before."""
        return self.wait(now) + self._line.index(ticket) * self._gap

    def wait_behind_line(self, now: float) -> float:
        """As `wait`, behind all who stand there now."""
        return self.wait(now) + len(self._line) * self._gap

    def leave_line(self, ticket: object) -> None:
        self._line.remove(ticket)

    # -- people -----------------------------------------------------------------------------------------------------

    def near(self, now: float) -> dict[str, float]:
        """The chats to which nothing may go yet, and for how many seconds."""
        self._chats = {chat: free for chat, free in self._chats.items() if free > now}
        return {chat: free - now for chat, free in self._chats.items()}

    def distance(self, chat: str, now: float) -> float:
        """Seconds until the next message may go to this chat."""
        return max(0.0, self._chats.get(chat, now) - now)

    def spoken_to(self, chat: str, now: float) -> None:
        """This chat gets a message now: its distance begins anew."""
        if self._apart:
            self._chats[chat] = now + self._apart

    # -- quiet ------------------------------------------------------------------------------------------------------

    def paused(self, now: float) -> float:
        """How many seconds the channel still wants quiet for, 0 for none."""
        left = self._paused_until - now
        return left if left > SLIP else 0.0

    def pause_until(self, moment: float) -> None:
        """The channel asked for quiet until then."""
        self._paused_until = max(self._paused_until, moment)
