"""People who have not joined: what they have said so far, in memory only.

Bounded in number and in age. Nothing here is ever written down; after a restart a button still carries what matters
(conversations/stranger.py), and somebody who types is greeted from the start.
"""

from collections import OrderedDict
from dataclasses import dataclass, field

from bot.ports import Inbound
from conversations.session import Session
from conversations.stranger import others_may_read

MOST = 5_000
LIVES = 24 * 3600


@dataclass(slots=True)
class Visitor:
    """One person at the door: where they are, and which messages stand in their chat."""

    stack: tuple[Session, ...] = ()
    messages: list[tuple[str, bool]] = field(default_factory=list)
    seen_at: int = 0
    last_mark: int = 0


class Doorstep:
    """Visitors by (channel, address), the least recent forgotten first."""

    def __init__(self) -> None:
        self._visitors: OrderedDict[tuple[str, str], Visitor] = OrderedDict()
        self._done_with: dict[str, int] = {}
        self._numbers: OrderedDict[tuple[str, int], None] = OrderedDict()
        """Updates of visitors by their own numbers, and nothing of whose they were."""

    def visitor(self, inbound: Inbound, now: int) -> Visitor:
        key = (inbound.channel, inbound.address)
        known = self._visitors.get(key)
        if known is None or now - known.seen_at > LIVES:
            known = self._visitors[key] = Visitor()
        known.seen_at = now
        self._visitors.move_to_end(key)
        while len(self._visitors) > MOST:
            self._visitors.popitem(last=False)
        return known

    def forget(self, channel: str, address: str) -> Visitor | None:
        """They joined, or blocked the bot: what was remembered of them goes."""
        return self._visitors.pop((channel, address), None)

    def let_go(self, inbound: Inbound) -> None:
        """They said no, and nothing is kept. What stays is a number of the channel's own, and nothing of whose it was: an
        update that comes again is then not taken for a new one."""
        self.forget(inbound.channel, inbound.address)
        self._done_with[inbound.channel] = max(inbound.mark, self.done_with(inbound.channel))

    def done_with(self, channel: str) -> int:
        """The latest update of a channel with which somebody was let go; 0 for none."""
        return self._done_with.get(channel, 0)

    def takes(self, inbound: Inbound) -> None:
        """This update of a visitor is taken now."""
        visitor = self._visitors[inbound.channel, inbound.address]
        visitor.last_mark = max(visitor.last_mark, inbound.mark)
        if inbound.number:
            self._numbers[inbound.channel, inbound.number] = None
            while len(self._numbers) > MOST:
                self._numbers.popitem(last=False)

    def took(self, inbound: Inbound) -> bool:
        """Whether this very update was taken in the life of this process. One that comes again and was not is answered
        anew: its reply may have been lost with the process before."""
        if inbound.number:
            return (inbound.channel, inbound.number) in self._numbers
        visitor = self._visitors.get((inbound.channel, inbound.address))
        last = visitor.last_mark if visitor else 0
        return bool(inbound.mark) and inbound.mark <= max(last, self.done_with(inbound.channel))

    def careful(self, inbound: Inbound) -> bool:
        """Whether a visitor told us that others may read along."""
        visitor = self._visitors.get((inbound.channel, inbound.address))
        return visitor is not None and any(others_may_read(session.answers) for session in visitor.stack)

    def note_message(self, channel: str, address: str, message: str, theirs: bool) -> None:
        """A message that stands in their chat, in case they ask for it to be cleared."""
        if visitor := self._visitors.get((channel, address)):
            visitor.messages.append((message, theirs))
            del visitor.messages[:-200]

    def forget_channel(self, channel: str) -> None:
        """Everybody at the door of one channel goes: the room begins anew."""
        for key in [key for key in self._visitors if key[0] == channel]:
            del self._visitors[key]
