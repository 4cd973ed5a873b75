"""The emulator's own controls over HTTP, for when it runs as a process of its own.

Everything is JSON under `/_control/`; `remote.py` is the client. A refusal by what people can do is a 409, a
question that makes no sense a 400, both `{"error": ...}`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .faults import CALM, Fault, Kind, Weather
from .model import Json
from .people import ImpossibleError

if TYPE_CHECKING:
    from .emulator import Emulator

DEEDS = {
    "starts", "says", "replies", "sends", "edits", "deletes", "reacts", "presses",
    "blocks_bot", "unblocks_bot", "leaves_telegram",
}  # fmt: skip


class Control:
    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    def routes(self) -> list[Route]:
        answers: dict[str, Callable[[Json], Any]] = {
            "people": self._person,
            "act": self._act,
            "batch": self._batch,
            "screen": self._screen,
            "everything": self._everything,
            "toasts": lambda ask: self._emulator.people[ask["person"]].toasts,
            "log": lambda ask: [asdict(call) for call in self._emulator.log[ask.get("since", 0) :]],
            "counts": lambda ask: self._emulator.counts(),
            "commands": lambda ask: self._emulator.commands(ask.get("scope"), ask.get("language_code", "")),
            "faults": self._fault,
            "weather": self._weather,
            "calm": lambda ask: self._emulator.faults.clear(),
            "update": lambda ask: self._emulator.inject(ask["update"]),
            "poison": lambda ask: self._emulator.poison(),
            "duplicate": lambda ask: self._emulator.duplicate(ask.get("update_id")),
            "advance": lambda ask: self._emulator.advance(ask["seconds"]),
            "pending": lambda ask: [queued.body for queued in self._emulator.updates.waiting()],
        }
        return [
            Route(f"/_control/{name}", _endpoint(answer), methods=["POST"])
            for name, answer in answers.items()
        ]

    def _person(self, ask: Json) -> int:
        return self._emulator.person(**ask).id

    def _act(self, ask: Json) -> Any:
        if ask["does"] not in DEEDS:
            raise ValueError(f"people do {', '.join(sorted(DEEDS))}")
        person = self._emulator.people[ask["person"]]
        return getattr(person, ask["does"])(*ask.get("args", ()), **ask.get("named", {}))

    def _batch(self, ask: Json) -> list[Any]:
        return [self._act(one) for one in ask["acts"]]

    def _screen(self, ask: Json) -> list[Json]:
        return [asdict(shown) for shown in self._emulator.people[ask["person"]].screen()]

    def _everything(self, ask: Json) -> list[Json]:
        return [asdict(shown) for shown in self._emulator.people[ask["person"]].everything()]

    def _fault(self, ask: Json) -> None:
        self._emulator.faults.add(Fault(**{**ask, "kind": Kind(ask["kind"])}))

    def _weather(self, ask: Json) -> None:
        self._emulator.faults.set_weather(Weather(**ask) if ask else CALM)


def _endpoint(answer: Callable[[Json], Any]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse({"result": answer(await request.json())})
        except ImpossibleError as error:
            return JSONResponse({"error": str(error)}, 409)
        except (KeyError, TypeError, ValueError) as error:
            return JSONResponse({"error": repr(error)}, 400)

    return endpoint
