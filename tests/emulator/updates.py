"""The queue of updates: kept until acknowledged, each by its id.

`getUpdates` with an offset acknowledges everything below it; a webhook acknowledges one update by any 2xx.
What is not acknowledged comes again. Updates older than a day, and presses older than 150 seconds, are
forgotten. A *duplicate* is one update served once more after its acknowledgement, as the real server
sometimes does; it is served whatever the offset says. After a week without updates the next id is random.
Only one long poll can wait: a second call ends the first one with a conflict.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass

from .errors import ApiError
from .model import QUERY_ANSWERABLE_FOR, UPDATE_KEPT_FOR, WEEK, Json

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
HISTORY = 10_000  # updates remembered so that they can be duplicated


@dataclass(frozen=True, slots=True)
class Queued:
    id: int
    kind: str
    lane: str  # what a webhook keeps in order: messages by chat, presses by person
    at: int
    body: Json


class UpdateQueue:
    def __init__(self, now: Callable[[], int], chance: random.Random) -> None:
        self.allowed: tuple[str, ...] = ()  # empty: all but NOT_BY_DEFAULT
        self.next_id = chance.randrange(100_000_000, 900_000_000)
        self.changed = asyncio.Event()  # set at every addition; the webhook clears it
        self._now = now
        self._chance = chance
        self._pending: dict[int, Queued] = {}
        self._history: dict[int, Queued] = {}
        self._repeat_once_settled: set[int] = set()
        self._repeats: list[Queued] = []
        self._last_at: int | None = None
        self._poll: asyncio.Future[None] | None = None

    def add(self, kind: str, content: Json, lane: str) -> int | None:
        """Queue an update; None when the bot did not ask for this kind."""
        wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        return self.add_raw({kind: content}, kind, lane) if wanted else None

    def add_raw(self, body: Json, kind: str = "raw", lane: str = "raw") -> int:
        """Queue anything at all; it gets the next id unless it brings one."""
        now = self._now()
        if self._last_at is not None and now - self._last_at >= WEEK:
            self.next_id = self._chance.randrange(100_000_000, 900_000_000)
        self._last_at = now
        update_id = body.get("update_id", self.next_id)
        self.next_id = max(self.next_id, update_id + 1)
        queued = Queued(update_id, kind, lane, now, {"update_id": update_id, **body})
        self._pending[update_id] = self._history[update_id] = queued
        if len(self._history) > HISTORY:
            del self._history[next(iter(self._history))]
        self._wake()
        return int(update_id)

    def duplicate(self, update_id: int) -> None:
        """Serve this update once more after it was acknowledged (at once, if it already was)."""
        if update_id in self._pending:
            self._repeat_once_settled.add(update_id)
        else:
            self._repeats.append(self._history[update_id])
            self._wake()

    def waiting(self) -> list[Queued]:
        """Everything not yet acknowledged, duplicates first; what is too old is forgotten here."""
        now = self._now()
        for queued in list(self._pending.values()):
            kept_for = QUERY_ANSWERABLE_FOR if queued.kind == "callback_query" else UPDATE_KEPT_FOR
            if now - queued.at > kept_for:
                del self._pending[queued.id]
        return [*self._repeats, *self._pending.values()]

    def take(self, offset: int, limit: int) -> list[Json]:
        """One getUpdates: acknowledge below `offset` (negative: all but the last), then show the rest."""
        if offset < 0:
            offset = next(iter([q.id for q in self.waiting()][offset:]), self.next_id)
        for update_id in [known for known in self._pending if known < offset]:
            self.settle(update_id)
        batch = self.waiting()[:limit]
        self._repeats = [queued for queued in self._repeats if queued not in batch]
        return [queued.body for queued in batch]

    def settle(self, update_id: int) -> None:
        """This update was acknowledged."""
        settled = self._pending.pop(update_id, None)
        if settled is None:
            self._repeats = [queued for queued in self._repeats if queued.id != update_id]
        elif update_id in self._repeat_once_settled:
            self._repeat_once_settled.discard(update_id)
            self._repeats.append(settled)

    def forget_all(self) -> None:
        self._pending.clear()
        self._repeats.clear()
        self._repeat_once_settled.clear()

    async def wait(self, seconds: float) -> None:
        """Wait for an update as the one long poll; raises the conflict that ends it early."""
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await poll
        except TimeoutError:
            pass  # nothing came: an empty answer
        finally:
            if self._poll is poll:
                self._poll = None

    def interrupt(self, error: ApiError | None = None) -> None:
        """End the long poll that waits, if any, with this error or with an empty answer."""
        if self._poll is not None and not self._poll.done():
            if error is None:
                self._poll.set_result(None)
            else:
                self._poll.set_exception(error)
        self._poll = None

    def _wake(self) -> None:
        self.changed.set()
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
