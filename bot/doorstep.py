"""People who have not joined: what they have said so far, in memory only.

Bounded in number and in age. Nothing here is ever written down; after a restart a button still carries what matters
(conversations/stranger.py), and somebody who types is greeted from the start.
"""

from collections import OrderedDict
from dataclasses import dataclass, field

from bot.ports import Inbound
from conversations.session import Session

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
        """They joined, or said no: what was remembered of them goes."""
        return self._visitors.pop((channel, address), None)

    def note_message(self, channel: str, address: str, message: str, theirs: bool) -> None:
        """A message that stands in their chat, in case they ask for it to be cleared."""
        if visitor := self._visitors.get((channel, address)):
            visitor.messages.append((message, theirs))
            del visitor.messages[:-200]
