"""Carry out one body on its channel, with every kind of trouble turned into what to do about it.

A body is done in parts, and each part that has been done is taken out of what is left of it: so a second try goes on
where the first one stopped, and nobody reads the beginning of a long message twice. Each message has a place of its own
in the channel's row (bot/placing.py).
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot import letters
from bot.buckets import Buckets
from bot.files import as_bytes
from bot.lateness import IN_TIME
from bot.placing import Ask, NotNow, Placing, clock
from bot.ports import Body, Channel, Moved, Passing, Refused, SlowDown, Trouble, Unreachable, Unsure
from bot.world import World
from conversations.phrases import Tongue
from conversations.render import render

log = logging.getLogger(__name__)
LONGEST = 60.0
"""Seconds between two tries, at most."""
MAY_HAVE_ARRIVED = 2
"""So often a letter of which nobody can say whether it arrived goes again."""


async def always(words: bool) -> int:
    return IN_TIME


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of one letter: how to settle it."""

    outcome: str
    """sent, failed, retry, unreachable, moved, not now"""
    messages: tuple[str, ...] = ()
    """The ids of those that now stand in the chat."""
    gone: tuple[str, ...] = ()
    """The ids of those that were deleted or blanked."""
    left: Body | None = None
    """What is still to be done, for the next try."""
    wait: float = 0.0
    address: str = ""
    later: int = IN_TIME


class Deliverer:
    """Delivers on any of the channels, each at its own rate. `duplicates` counts what may have gone out twice."""

    def __init__(self, world: World, channels: Mapping[str, Channel], buckets: Mapping[str, Buckets]) -> None:
        self._world, self._channels, self._buckets = world, channels, buckets
        self.duplicates = 0

    async def deliver(
        self, name: str, address: str, body: Body, tries: int, ask: Ask = always, placed: float | None = None
    ) -> Delivery:
        """One try, the `tries`th; what to do next is in what it returns. Raises nothing.

        `placed`: it has leave to go already, and a place that is free at that moment.
        """
        channel, bucket = self._channels[name], self._buckets[name]
        place = Placing(bucket, address, ask, placed)
        work = _Work(channel, address, self._world.tongue(body.language or "en"), place, body)
        try:
            await work.carry_out()
            return work.came_to("sent")
        except NotNow as told:
            return work.came_to("not now", later=told.later)
        except SlowDown as trouble:
            bucket.pause_until(clock() + trouble.seconds)
            return work.came_to("retry", wait=trouble.seconds)
        except Unreachable:
            return work.came_to("unreachable")
        except Moved as trouble:
            return work.came_to("moved", address=trouble.address)
        except Refused as trouble:
            log.warning("%s refused a letter: %s", name, trouble)
            return work.came_to("failed")
        except Unsure:
            # It may have arrived. A word twice is better than a member who waits for an answer; but not for ever.
            self.duplicates += 1
            again = body.op != "file" and body.unsure < MAY_HAVE_ARRIVED
            work.left = replace(work.left, unsure=body.unsure + 1)
            return work.came_to("retry" if again else "failed", wait=self._backoff(tries))
        except Passing:
            return work.came_to("retry", wait=self._backoff(tries))
        except Trouble:
            return work.came_to("failed")
        except Exception as fault:  # ours or the adapter's: one letter fails, and those behind it go on
            log.error("a letter to %s failed by our own fault: %s", name, type(fault).__name__)
            return work.came_to("failed")
        finally:
            place.give_back()

    def _backoff(self, tries: int) -> float:
        return min(LONGEST, 0.5 * float(2 ** min(tries, 8)) * (0.5 + self._world.chance.fraction()))


def is_gone(refused: Refused) -> bool:
    """Whether a message that was to be taken away is not there any more, whoever did that."""
    return "not found" in str(refused) or "is gone" in str(refused)


@dataclass(slots=True)
class _Work:
    """One body on its way through its parts. `left` is what is still to be done of it."""

    channel: Channel
    address: str
    tongue: Tongue
    place: Placing
    left: Body
    messages: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def came_to(
        self, outcome: str, *, wait: float = 0.0, address: str = "", later: int = IN_TIME
    ) -> Delivery:
        return Delivery(outcome, tuple(self.messages), tuple(self.gone), self.left, wait, address, later)

    async def carry_out(self) -> None:
        match self.left.op:
            case "send":
                await self._send()
            case "tidy":
                await self.place.leave(words=False)
                try:
                    await self._edit(self.left.replaces, self.left.text)
                except Refused:
                    pass  # gone or too old: nothing to tidy
            case "revise":
                await self._revise()
            case "delete":
                await self.place.leave(words=False)
                await self._delete()
            case "clear":
                await self._clear()
            case "file":
                await self.place.wait()
                body, address = self.left, self.address
                self.messages.append(
                    await self.place.used(
                        self.channel.send_file(address, body.name, as_bytes(body.data), body.text)
                    )
                )
            case _:
                raise Refused(f"a letter of an unknown kind ({self.left.op})")

    async def _send(self) -> None:
        body = self.left
        pieces = render(body.text, letters.choices(body), self.channel.caps, self.tongue)
        if body.replaces and self.channel.caps.edit and len(pieces) == 1:
            await self.place.wait()
            edit = self.channel.edit(self.address, body.replaces, pieces[0])
            if await self.place.used_unless_refused(edit):
                return
            self.left = replace(
                body, replaces=""
            )  # too old to edit, or cleared: it is said anew, in the same place
        for piece in pieces[body.done :]:
            await self.place.wait()
            self.messages.append(
                await self.place.used(self.channel.send(self.address, piece, silent=body.silent))
            )
            self.left = replace(self.left, done=self.left.done + 1)

    async def _revise(self) -> None:
        """Other words in the place of a message, never as a new one. One that cannot be edited any more stays as it is."""
        body = self.left
        pieces = render(body.text, letters.choices(body), self.channel.caps, self.tongue)
        if self.channel.caps.revise and len(pieces) == 1:
            await self.place.wait()
            await self.place.used_unless_refused(self.channel.edit(self.address, body.replaces, pieces[0]))

    async def _clear(self) -> None:
        """Deleting is never late, and neither is blanking; the words about it keep the member's hours."""
        await self.place.leave(words=False)
        if self.left.messages:
            await self._delete()
        for message in self.left.blank:
            try:
                await self._edit(message, "·")
                self.gone.append(message)
            except Refused as refused:
                if is_gone(refused):
                    self.gone.append(message)
                else:
                    self._not_all()
            self.left = replace(self.left, blank=self.left.blank[1:])
        await self._send()

    async def _delete(self) -> None:
        messages = self.left.messages
        failed = await self.channel.delete(self.address, messages)
        self.gone += [message for message in messages if message not in failed]
        self.left = replace(self.left, messages=())
        if failed:
            self._not_all()

    def _not_all(self) -> None:
        self.left = replace(self.left, text=self.left.otherwise or self.left.text)

    async def _edit(self, message: str, text: str) -> None:
        await self.channel.edit(self.address, message, render(text, (), self.channel.caps, self.tongue)[0])
