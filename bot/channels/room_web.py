"""The room's HTTP side: the page, its API (DESIGN.md, section 3) and one stream of events.

For people at this computer only. The server listens on loopback; besides that every call must carry the token, name
this host (so that no web site can reach in by another name) and, if a page made it, come from this very page.
"""

import asyncio
import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.room import BUTTONS, PLAIN_TEXT, BadRequest, Room
from bot.stage import Stage

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html"}
MOST_BODY = 200_000
PAGES = {"/": "index.html", "/training": "training.html"}
COOKIE = "alongside-room"
"""Opens a page again after a reload, or from the other one, and nothing else: the API wants the token itself."""


class Guard:
    """Who may come in, and the headers on every answer."""

    def __init__(self, app: ASGIApp, token: str, hosts: frozenset[str]) -> None:
        self._app, self._token, self._hosts = app, token, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS]
            await send(message)

        if refusal := self._refusal(Request(scope)):
            return await JSONResponse({"error": refusal}, 403)(scope, receive, with_headers)
        return await self._app(scope, receive, with_headers)

    def _refusal(self, request: Request) -> str:
        host, origin = request.headers.get("host", ""), request.headers.get("origin")
        if host not in self._hosts:
            return "This room answers to 127.0.0.1 and localhost only."
        if origin is not None and origin.removeprefix("http://") not in self._hosts:
            return "This room answers to its own page only."
        if request.url.path.startswith("/static/"):
            return ""
        given = request.headers.get("x-room-token") or request.query_params.get("token") or ""
        if (
            not given and request.url.path in PAGES
        ):  # a reload: the page takes the token out of the address bar
            given = request.cookies.get(COOKIE, "")
        if not hmac.compare_digest(given.encode(), self._token.encode()):
            return (
                "The token is missing or wrong. Open the address that was printed when the room was started."
            )
        return ""


Handler = Callable[[Request], Awaitable[Any]]


def room_app(room: Room, stage: Stage, token: str, port: int) -> Starlette:
    """The room as an ASGI application, for uvicorn on loopback."""
    web = _Web(room, stage)
    routes = [
        *(Route(path, web.page) for path in PAGES),
        Route("/static/{name}", web.static),
        Route("/events", web.events),
        Route("/api/file/{id}", web.file),
        Route("/api/draw", web.draw),
        *(Route(path, _call(handler), methods=[method]) for path, method, handler in (
            ("/api/people", "GET", web.people), ("/api/thread", "GET", web.thread), ("/api/say", "POST", web.say),
            ("/api/pick", "POST", web.pick), ("/api/clock", "GET", web.clock), ("/api/clock", "POST", web.move_clock),
            ("/api/person", "POST", web.person), ("/api/stored", "GET", web.stored), ("/api/reset", "POST", web.reset),
            ("/api/show-as", "GET", web.shown_as), ("/api/show-as", "POST", web.show_as), ("/api/training", "GET", web.training),
        )),
    ]  # fmt: skip

    async def no_such_call(request: Request, problem: Exception) -> Response:
        assert isinstance(problem, HTTPException)
        return JSONResponse({"error": "There is no such call here."}, problem.status_code, problem.headers)

    hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))
    middleware = [Middleware(Guard, token=token, hosts=hosts), Middleware(GZipMiddleware, minimum_size=2000)]
    return Starlette(routes=routes, middleware=middleware, exception_handlers={HTTPException: no_such_call})


def _call(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            return JSONResponse(await handler(request))
        except BadRequest as problem:
            return JSONResponse({"error": str(problem)}, 400)

    return answer


async def _body(request: Request, **fields: type) -> dict[str, Any]:
    """The JSON body, with these fields of these types."""
    raw = await request.body()
    if len(raw) > MOST_BODY:
        raise BadRequest("That is too much at once.")
    try:
        body = json.loads(raw or b"{}")
        json.dumps(
            body, ensure_ascii=False
        ).encode()  # half a letter (a lone surrogate) is in no message, and no file takes it
    except (ValueError, RecursionError):
        raise BadRequest("The body is not JSON.") from None
    if not isinstance(body, dict):
        raise BadRequest("The body is a JSON object.")
    for name, kind in fields.items():
        if not isinstance(body.get(name), kind):
            raise BadRequest(f'The body needs "{name}", {"text" if kind is str else "a number"}.')
    return body


class _Web:
    def __init__(self, room: Room, stage: Stage) -> None:
        self._room, self._stage = room, stage

    async def page(self, request: Request) -> Response:
        answer = HTMLResponse((files("bot.web") / PAGES[request.url.path]).read_text("utf-8"))
        if token := request.query_params.get("token"):
            answer.set_cookie(COOKIE, token, path="/", httponly=True, samesite="strict")
        return answer

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        kind = KINDS.get(name[name.rfind(".") :])
        found = files("bot.web") / name
        if kind is None or "/" in name or "\\" in name or not found.is_file():
            return JSONResponse({"error": "There is no such file."}, 404)
        return Response(found.read_bytes(), media_type=f"{kind}; charset=utf-8")

    async def people(self, request: Request) -> Any:
        return await self._stage.people()

    async def thread(self, request: Request) -> Any:
        thread = self._room.phone(request.query_params.get("person", "")).thread
        after = request.query_params.get("after", "")
        start = next((n for n in range(len(thread), 0, -1) if thread[n - 1].id == after), 0)
        return [message.as_json() for message in thread[start:]]

    async def say(self, request: Request) -> Any:
        body = await _body(request, person=str, text=str)
        async with self._stage.one_at_a_time:
            await self._room.say(body["person"], body["text"])
        await self._stage.tell_next()
        return {"ok": True}

    async def pick(self, request: Request) -> Any:
        body = await _body(request, person=str, message=str, option=str)
        async with self._stage.one_at_a_time:
            await self._room.pick(body["person"], body["message"], body["option"])
        await self._stage.tell_next()
        return {"ok": True}

    async def clock(self, request: Request) -> Any:
        return await self._stage.time()

    async def move_clock(self, request: Request) -> Any:
        body = await _body(request)
        match body:
            case {"to": "next"}:
                return await self._stage.move_to_next()
            case {"advance": int(seconds)} if (
                not isinstance(body["advance"], bool) and 0 <= seconds <= 400 * 24 * 3600
            ):
                return await self._stage.move(seconds)
            case _:
                raise BadRequest('Send {"advance": seconds} (forward, at most 400 days) or {"to": "next"}.')

    async def person(self, request: Request) -> Any:
        body = await _body(request, name=str)
        if not 1 <= len(body["name"].strip()) <= 60:
            raise BadRequest("A name of 1 to 60 letters, please.")
        return {"id": self._room.add(body["name"]).id}

    async def stored(self, request: Request) -> Any:
        return await self._stage.stored(request.query_params.get("table", ""))

    async def training(self, request: Request) -> Any:
        return await self._stage.training(request.query_params.get("person", ""))

    async def draw(self, request: Request) -> Response:
        """The record of a draw, as `alongside draw` reads it."""
        course = request.query_params.get("course", "")
        number = int(course) if course.isdecimal() and len(course) < 16 else 0
        try:
            record = await self._stage.draw_record(request.query_params.get("person", ""), number)
        except BadRequest as problem:
            return JSONResponse({"error": str(problem)}, 400)
        if record is None:
            return JSONResponse({"error": "There is no such draw, or it is still to come."}, 404)
        headers = {"Content-Disposition": f'attachment; filename="draw-{number}.json"'}
        return Response(record, media_type="application/json", headers=headers)

    async def reset(self, request: Request) -> Any:
        await self._stage.reset()
        return {"ok": True}

    async def shown_as(self, request: Request) -> Any:
        return {"mode": "buttons" if self._room.caps.buttons else "text"}

    async def show_as(self, request: Request) -> Any:
        body = await _body(request, mode=str)
        if body["mode"] not in ("buttons", "text"):
            raise BadRequest('The mode is "buttons" or "text".')
        self._room.caps = BUTTONS if body["mode"] == "buttons" else PLAIN_TEXT
        return {"mode": body["mode"]}

    async def file(self, request: Request) -> Response:
        for phone in self._room.phones.values():
            for message in phone.thread:
                if message.id == request.path_params["id"] and message.file and not message.deleted:
                    name, data = message.file
                    return Response(
                        data,
                        media_type="application/octet-stream",
                        headers={"Content-Disposition": f'attachment; filename="{name}"'},
                    )
        return JSONResponse({"error": "There is no such file any more."}, 404)

    async def events(self, request: Request) -> Response:
        return StreamingResponse(self._stream(), media_type="text/event-stream")

    async def _stream(self) -> AsyncIterator[str]:
        queue = self._room.watch()
        try:
            yield ": here\n\n"
            while True:
                try:
                    event, detail = await asyncio.wait_for(queue.get(), 15)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if event == "end":
                    return
                yield f"event: {event}\ndata: {json.dumps(detail)}\n\n"
        finally:
            self._room.unwatch(queue)
