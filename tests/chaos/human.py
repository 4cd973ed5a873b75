"""One person at the emulated phone, going through their script.

They read as people do: what came since their last act is what they answer. Every wait is bounded.
"""

import asyncio
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from typing import Final

from tests.chaos.acts import Act, AfterCoordinator, Block, Door, Say, Send, Tap
from tests.emulator import Emulator
from tests.emulator.model import Message

PATIENCE: Final = 60.0
"""Seconds for an answer that must come."""
IMPATIENCE: Final = 4.0
"""Seconds after which somebody at the door taps again."""
FORGOTTEN_BY: Final = (Tap("forget.FM-04.yes"), Say("yes, delete it all", "forget.FM-04.*"))
LAST_AT_DOOR: Final = "join.ON-20.yes"
FIRST_INSIDE: Final = "join.ON-23T"


class StuckError(AssertionError):
    """An answer did not come."""


class Human:
    def __init__(
        self,
        emulator: Emulator,
        id: int,
        script: tuple[Act, ...],
        coordinator: asyncio.Event,
        code: str,
        comes_after: float,
    ) -> None:
        self.person = emulator.person(id, f"Person {id}")
        self.changed = asyncio.Event()
        """Set when the bot did something in this chat."""
        self.acts = 0
        self.again = 0
        self.place, self.script = 0, script
        self._world, self._coordinator, self._code = emulator.world, coordinator, code
        self._comes_after = comes_after
        self._before: dict[int, Message] = {}
        self._answers = True

    @property
    def id(self) -> int:
        return self.person.id

    async def live(self) -> None:
        """The whole script, to the last answer."""
        await asyncio.sleep(self._comes_after)
        for act in self.script:
            await self.do(act)
            self.place += 1
        await self.answer()

    async def do(self, act: Act) -> None:
        """Wait until the act can be done, and do it. Raises StuckError."""
        try:
            await self._do(act)
        except TimeoutError:
            raise StuckError(
                f"person {self.id} waited in vain before act {self.place}, {act}; since the last: {self._screen()}"
            ) from None

    async def answer(self) -> None:
        """Wait for the answer to the last act. Raises StuckError.

        Whoever has just been forgotten is somebody of whom nothing is stored: their goodbye leaves from memory, and may be
        lost with the process (bot/turn.py). So they wait a while, and let it be.
        """
        if self.script and self.script[-1] in FORGOTTEN_BY:
            await self._soon(self._answered)
            return
        try:
            await self._until(lambda: not self._answers or self._answered())
        except TimeoutError:
            raise StuckError(
                f"person {self.id} got no answer after act {self.place}; since then: {self._screen()}"
            ) from None

    def _screen(self) -> list[tuple[str, list[str]]]:
        return [(message.text[-60:], list(_buttons(message))) for message in self._news()]

    async def _do(self, act: Act) -> None:
        match act:
            case Door():
                await self._enter(act)
            case AfterCoordinator():
                await asyncio.wait_for(self._coordinator.wait(), PATIENCE)
            case Tap():
                await self._until(lambda: self._found(act.button) is not None)
                self._tap(act.button)
            case Say():
                await self._until(lambda: self._found(act.at) is not None if act.at else self._answered())
                self._begin()
                self.person.says(act.text)
            case Send():
                await self._until(self._answered)
                self._begin()
                self.person.sends(act.kind)
            case Block():
                await self._until(self._answered)
                self._begin()
                self._answers = False
                self.person.blocks_bot()

    # -- at the door ------------------------------------------------------------------------------------------------

    async def _enter(self, door: Door) -> None:
        """Start, and down the path; where the bot stands elsewhere on it, from there."""
        done, furthest = 0, 0
        self._start(door)
        while done < len(door.path):
            await self._soon(self._is_asked)
            shown = self._step()
            here = _place(door.path, shown, done)
            if here is None:  # no answer, and no button left to tap: from the start
                self._start(door)
                self.again += 1
                done = 0
                continue
            self.again += here < furthest
            self._tap(f"{shown}.{door.path[here].rpartition('.')[2]}")
            done = here + 1
            furthest = max(furthest, done)
            if door.path[here] == LAST_AT_DOOR and await self._joined():
                return
            arrived = self._got_word if done == len(door.path) else self._is_asked
            if not await self._soon(arrived):
                done, self._before = here, {}

    async def _joined(self) -> bool:
        """Whether the yes was taken: it is stored then, and the next question certain. It is not if they had gone back."""
        for _ in range(5):
            if await self._soon(lambda: self._step() == FIRST_INSIDE):
                return True
            if self._step():
                break
        return False

    def _start(self, door: Door) -> None:
        self._begin()
        self.person.starts(self._code if door.with_code else "")

    def _step(self) -> str:
        """The question that came last since the last act, "flow.step"; "" for none."""
        data = [button for message in self._news() for button in _buttons(message)]
        return _step_of(_named(data[-1])) if data else ""

    def _is_asked(self) -> bool:
        return self._step() != ""

    def _got_word(self) -> bool:
        return bool(self._new())

    def _answered(self) -> bool:
        """Whether something was said: a new message, or one in the place of another, as in quiet mode."""
        old = {id: message.text for id, message in self._before.items()}
        return any(not message.text.startswith(old.get(message.id, "\0")) for message in self._news())

    def _new(self) -> list[Message]:
        """Messages that came since the last act (a question that lost its buttons is no answer)."""
        return [message for message in self._news() if message.id not in self._before]

    # -- hands and eyes ---------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._before = {message.id: message for message in self._ours()}
        self.acts += 1

    def _tap(self, button: str) -> None:
        found = self._found(button)
        assert found is not None
        message, data = found
        self._begin()
        self.person.presses(message.id, data=data)

    def _found(self, button: str) -> tuple[Message, str] | None:
        """The newest new message with such a button."""
        for message in reversed(self._news()):
            for data in _buttons(message):
                if fnmatchcase(_named(data), button):
                    return message, data
        return None

    def _news(self) -> list[Message]:
        """Our messages that came or changed since the last act."""
        return [
            message
            for message in self._ours()
            if self._before.get(message.id) != message and not message.deleted
        ]

    def _ours(self) -> list[Message]:
        return [message for message in self._world.chat(self.id) if message.from_bot]

    async def _soon(self, true: Callable[[], bool]) -> bool:
        try:
            await self._until(true, IMPATIENCE)
        except TimeoutError:
            return False
        return True

    async def _until(self, true: Callable[[], bool], within: float = PATIENCE) -> None:
        if not self.acts:
            return
        async with asyncio.timeout(within):
            while not true():
                self.changed.clear()
                await self.changed.wait()


def _place(path: tuple[str, ...], shown: str, done: int) -> int | None:
    """Where on the path this question is: here, else behind, else ahead (somebody tapped twice)."""
    places = [n for n, button in enumerate(path) if _step_of(button) == shown]
    behind = [n for n in places if n <= done]
    return behind[-1] if behind else min(places, default=None)


def _buttons(message: Message) -> Iterator[str]:
    return (button["callback_data"] for row in message.keyboard or () for button in row)


def _named(data: str) -> str:
    """A button's token without its session: "flow.step.key"."""
    return ".".join(data.split(":")[1:])


def _step_of(button: str) -> str:
    return button.rpartition(".")[0]
