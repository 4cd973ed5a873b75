"""A stand-in for the room's server, so that the page can be tested alone.

The same addresses, answers and headers, with a few fixed talks behind them and everything in memory.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.browser.stub_script import PEOPLE, SCRIPT, WORDS, Line

WEB = Path(__file__).parents[2] / "bot" / "web"
START = 1_795_456_800  # Mon 23 Nov 2026, 18:00 in London
HOUR = 3600
DUE = (
    (START + 17 * HOUR, "1", "mood"),
    (START + 65 * HOUR, "2", "meeting"),
    (START + 161 * HOUR, "5", "export"),
)
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

Row = dict[str, Any]


class RefusedError(Exception):
    """What the asker did wrong, in one sentence."""


@dataclass(slots=True)
class StubRoom:
    """The state of the stub: people, threads, a clock, and who is listening."""

    people: list[Row] = field(default_factory=list)
    threads: dict[str, list[Row]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    due: list[tuple[int, str, str]] = field(default_factory=list)
    now: int = START
    mode: str = "buttons"
    listeners: list[asyncio.Queue[str]] = field(default_factory=list)

    def reset(self) -> None:
        """Everything as at the start."""
        self.people, self.threads, self.places = [], {}, {}
        self.due, self.now, self.mode = list(DUE), START, "buttons"
        for name, role, groups in PEOPLE:
            self.add(name, role, groups)

    def add(self, name: str, role: str = "stranger", groups: tuple[str, ...] = ()) -> str:
        """Put a person in the room."""
        person = str(len(self.people) + 1)
        self.people.append({"id": person, "name": name, "role": role, "groups": list(groups)})
        self.threads[person] = []
        return person

    def tell(self, name: str, detail: Row | None = None) -> None:
        """Send one event to every page that listens."""
        for queue in self.listeners:
            queue.put_nowait(f"event: {name}\ndata: {json.dumps(detail or {})}\n\n")

    def hear(self, person: str, text: str) -> None:
        """Somebody wrote, or pressed an option that says `text`."""
        self.write(person, "person", Line(text))
        here = SCRIPT.get(self.places.get(person, ""))
        if text.strip().lower() in WORDS:
            there = WORDS[text.strip().lower()]
        elif here is not None and here.to:
            there = here.to
        else:
            stranger = self.people[int(person) - 1]["role"] == "stranger"
            there = "hello" if stranger else "menu"
        self.speak(person, there)

    def speak(self, person: str, place: str) -> None:
        """The stub says one line of its script."""
        line = SCRIPT[place]
        if line.clear:
            for message in self.threads[person]:
                message |= {"deleted": True, "text": "", "options": []}
        self.places[person] = place
        self.write(person, "bot", line)

    def write(self, person: str, by: str, line: Line) -> None:
        """Add a message to a thread, with its options as buttons or as numbered lines."""
        thread, text, options = self.threads[person], line.text, list(line.options)
        if self.mode == "text" and options:
            text, options = "\n".join([text, "", *(f"{n}. {o}" for n, o in enumerate(options, 1))]), []
        thread.append(
            {
                "id": f"{person}-{len(thread) + 1}",
                "from": by,
                "text": text,
                "options": [{"id": str(n), "label": label} for n, label in enumerate(options)],
                "file": {"name": line.file, "url": f"/api/file/{line.file}"} if line.file else None,
                "at": self.now,
                "deleted": False,
            }
        )
        self.tell("thread", {"person": person})
        self.tell("stored")

    def move(self, to: int) -> None:
        """Move the clock; what falls due happens on the way, each at its own time."""
        while self.due and self.due[0][0] <= to:
            self.now, person, place = self.due.pop(0)
            self.speak(person, place)
        self.now = to
        self.tell("clock", {"now": self.now, "next": self.next})

    @property
    def next(self) -> int | None:
        """When the next thing is due."""
        return self.due[0][0] if self.due else None

    def stored(self) -> Row:
        """Some tables that change as people talk."""
        letters = [
            [message["id"], person, message["text"], message["at"]]
            for person, thread in self.threads.items()
            for message in thread
            if message["from"] == "bot" and not message["deleted"]
        ]
        tables = {
            "members": (
                ["id", "called", "role", "language"],
                [[p["id"], p["name"], p["role"], "en"] for p in self.people],
            ),
            "sessions": (
                ["member", "flow", "step"],
                [[p, "check_in", s] for p, s in self.places.items() if SCRIPT[s].options],
            ),
            "letters": (["id", "member", "text", "due_at"], letters),
            "slips": (["box", "sealed"], []),
            "publications": (["meeting", "file"], []),
        }
        shown = [{"name": name, "columns": columns, "rows": rows} for name, (columns, rows) in tables.items()]
        return {"tables": shown, "bytes": 118_784}


class Headers:
    """The room's headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, with the content policy added."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"content-security-policy", CSP.encode())]
            await send(message)

        await self.app(scope, receive, sending)


Handler = Callable[[StubRoom, Request, Row], Any]


def stub_app(token: str) -> Starlette:
    """The stub as an ASGI application, with a token of its own."""
    room = StubRoom()
    room.reset()

    def guarded(work: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            given = request.headers.get("X-Room-Token") or request.query_params.get("token")
            if given != token:
                return JSONResponse({"error": "The token is missing or wrong."}, 403)
            try:
                return await work(request)
            except RefusedError as refused:
                return JSONResponse({"error": str(refused)}, 400)

        return answer

    def call(path: str, method: str, handler: Handler) -> Route:
        async def work(request: Request) -> Response:
            body = await request.json() if method == "POST" else {}
            return JSONResponse(handler(room, request, body))

        return Route(path, guarded(work), methods=[method])

    async def events(_: Request) -> Response:
        return StreamingResponse(stream(room), media_type="text/event-stream")

    async def a_file(request: Request) -> Response:
        return PlainTextResponse(f"question,answer\nfile,{request.path_params['name']}\n")

    async def page(_: Request) -> Response:
        return FileResponse(WEB / "index.html")

    routes = [
        Route("/", page),
        Route("/events", guarded(events)),
        Route("/api/file/{name}", guarded(a_file)),
        *(call(path, method, handler) for path, method, handler in CALLS),
        Mount("/static", StaticFiles(directory=WEB)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Headers), Middleware(GZipMiddleware)])


async def stream(room: StubRoom) -> AsyncIterator[str]:
    """Events as they come, until the page goes."""
    queue: asyncio.Queue[str] = asyncio.Queue()
    room.listeners.append(queue)
    try:
        yield ": here\n\n"
        while True:
            yield await queue.get()
    finally:
        room.listeners.remove(queue)


def _say(room: StubRoom, _: Request, body: Row) -> Row:
    if not body["text"].strip():
        raise RefusedError("An empty message says nothing.")
    room.hear(body["person"], body["text"])
    return {"ok": True}


def _pick(room: StubRoom, _: Request, body: Row) -> Row:
    for message in room.threads[body["person"]]:
        for option in message["options"]:
            if (message["id"], option["id"]) == (body["message"], body["option"]):
                room.hear(body["person"], option["label"])
                return {"ok": True}
    raise RefusedError("That button is not there any more.")


def _move(room: StubRoom, _: Request, body: Row) -> Row:
    room.move((room.next or room.now) if body.get("to") == "next" else room.now + body["advance"])
    return {"now": room.now, "next": room.next}


def _person(room: StubRoom, _: Request, body: Row) -> Row:
    person = room.add(body["name"])
    room.tell("people")
    return {"id": person}


def _reset(room: StubRoom, _: Request, __: Row) -> Row:
    room.reset()
    room.tell("reset")
    return {"ok": True}


def _show_as(room: StubRoom, _: Request, body: Row) -> Row:
    room.mode = body["mode"]
    return {"mode": room.mode}


CALLS: tuple[tuple[str, str, Handler], ...] = (
    ("/api/people", "GET", lambda room, _, __: room.people),
    ("/api/thread", "GET", lambda room, request, _: room.threads[request.query_params["person"]]),
    ("/api/say", "POST", _say),
    ("/api/pick", "POST", _pick),
    (
        "/api/clock",
        "GET",
        lambda room, _, __: {"now": room.now, "next": room.next, "zone": "Europe/London", "running": False},
    ),
    ("/api/clock", "POST", _move),
    ("/api/person", "POST", _person),
    ("/api/stored", "GET", lambda room, _, __: room.stored()),
    ("/api/reset", "POST", _reset),
    ("/api/show-as", "GET", lambda room, _, __: {"mode": room.mode}),
    ("/api/show-as", "POST", _show_as),
)
