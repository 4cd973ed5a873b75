"""Faults that can be asked for, one by one or as seeded weather.

A *before* fault leaves no trace in the world: nothing was delivered. An *after* fault does what was asked
and then keeps the answer to itself, which is why sends are at least once: the caller cannot tell the two
apart. Weather draws from its own seeded generator, one draw a call, so that a run can be repeated.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from enum import StrEnum
from fnmatch import fnmatchcase


class Kind(StrEnum):
    TOO_MANY = "too_many"  # 429 with retry_after
    SERVER_ERROR = "server_error"  # 500, as JSON
    BAD_GATEWAY = "bad_gateway"  # 502, as the HTML page of the proxy in front
    HANG_BEFORE = "hang_before"  # no answer, then the connection closes; nothing was done
    HANG_AFTER = "hang_after"  # the same, but it was done
    DROP_BEFORE = "drop_before"  # the connection is cut at once; nothing was done
    DROP_AFTER = "drop_after"  # the same, but it was done
    BLOCKED = "blocked"  # 403 for this call, whatever the person did
    DEACTIVATED = "deactivated"


AFTER = frozenset({Kind.HANG_AFTER, Kind.DROP_AFTER})
HANGING = frozenset({Kind.HANG_BEFORE, Kind.HANG_AFTER})


@dataclass(frozen=True, slots=True)
class Fault:
    kind: Kind
    method: str = "*"  # a pattern such as "send*"; letter case does not matter
    chat_id: int | None = None  # only calls to this chat
    times: int = 1
    retry_after: int = 1  # seconds, for too_many
    hang_seconds: float = 30.0  # or until the caller gives up

    def fits(self, method: str, chat_id: int | None) -> bool:
        return fnmatchcase(method.lower(), self.method.lower()) and self.chat_id in (None, chat_id)


@dataclass(frozen=True, slots=True)
class Weather:
    """Chances between 0 and 1, each per call (the last two: per update)."""

    seed: int
    too_many: float = 0.0
    server_error: float = 0.0
    bad_gateway: float = 0.0
    hang_before: float = 0.0
    hang_after: float = 0.0
    drop_before: float = 0.0
    drop_after: float = 0.0
    duplicate_update: float = 0.0
    poison_update: float = 0.0
    method: str = "*"
    retry_after: int = 1
    hang_seconds: float = 2.0

    def chances(self) -> list[tuple[Kind, float]]:
        return [(kind, getattr(self, kind, 0.0)) for kind in Kind]


CALM = Weather(seed=0)


class Faults:
    def __init__(self, weather: Weather = CALM) -> None:
        self.happened: dict[str, int] = {}
        self._queue: list[Fault] = []
        self.set_weather(weather)

    def set_weather(self, weather: Weather) -> None:
        self.weather = weather
        self._chance = random.Random(weather.seed)

    def add(self, fault: Fault) -> None:
        self._queue.append(fault)

    def clear(self) -> None:
        self._queue.clear()
        self.set_weather(CALM)

    def pick(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that befalls this call, if any: those asked for come before the weather."""
        fault = self._asked_for(method, chat_id) or self._drawn(method)
        if fault is not None:
            self._count(fault.kind)
        return fault

    def duplicates_update(self) -> bool:
        return self._strikes(self.weather.duplicate_update, "duplicate_update")

    def poisons_update(self) -> bool:
        return self._strikes(self.weather.poison_update, "poison_update")

    def poison(self) -> dict[str, object]:
        """An update that no client can parse; the queue gives it its id."""
        return dict(self._chance.choice(POISONS))

    def _asked_for(self, method: str, chat_id: int | None) -> Fault | None:
        for index, fault in enumerate(self._queue):
            if fault.fits(method, chat_id):
                if fault.times > 1:
                    self._queue[index] = replace(fault, times=fault.times - 1)
                else:
                    del self._queue[index]
                return fault
        return None

    def _drawn(self, method: str) -> Fault | None:
        weather = self.weather
        if weather == CALM or not fnmatchcase(method.lower(), weather.method.lower()):
            return None
        drawn = self._chance.random()
        for kind, chance in weather.chances():
            drawn -= chance
            if drawn < 0:
                return Fault(kind, retry_after=weather.retry_after, hang_seconds=weather.hang_seconds)
        return None

    def _strikes(self, chance: float, name: str) -> bool:
        struck = chance > 0 and self._chance.random() < chance
        if struck:
            self._count(name)
        return struck

    def _count(self, name: str) -> None:
        self.happened[name] = self.happened.get(name, 0) + 1


POISONS: tuple[dict[str, object], ...] = (
    {"message": {"message_id": "seven", "date": None, "chat": []}},
    {"message": "not an object"},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": {}, "type": 5}, "text": {"a": "b"}}},
    {"callback_query": {"id": 7, "from": None, "data": ["x"]}},
    {"callback_query": 12},
    {"my_chat_member": {"chat": {"id": "x"}, "old_chat_member": 3}},
    {"a_kind_from_next_year": {"thing": [1, 2, {"deep": None}]}},
    {},
)
