"""The Bot API on HTTP: `/bot<token>/<method>`, file downloads, faults and the log of calls."""

from __future__ import annotations

import re
import time
from http import HTTPStatus
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from . import errors
from .errors import ApiError
from .faults import AFTER, HANGING, Fault, Kind
from .methods import BY_LOWER_NAME, METHODS
from .model import Call
from .params import Params, read
from .silence import Silence
from .webhook import Webhook
from .world import World

_TOKEN = re.compile(r"\d+:[\w-]+")
_GATEWAY_PAGE = (
    "<html>\n<head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1></body>\n</html>"
)
_REFUSALS = {
    Kind.SERVER_ERROR: ApiError(500, "Internal Server Error"),
    Kind.BLOCKED: ApiError(403, errors.BLOCKED),
    Kind.DEACTIVATED: ApiError(403, errors.DEACTIVATED),
}


class BotApi:
    def __init__(self, world: World, webhook: Webhook) -> None:
        self._world = world
        self._webhook = webhook

    def routes(self) -> list[Route]:
        return [
            Route("/file/bot{token}/{path:path}", self._download),
            Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
        ]

    async def _download(self, request: Request) -> Response:
        path, token = request.path_params["path"], request.path_params["token"]
        known = next((file for file in self._world.files.values() if file.path == path), None)
        if known is None or token != self._world.bot.token:
            return _answer(ApiError(404, "Not Found"))
        return Response(known.data, media_type="application/octet-stream")

    async def _call(self, request: Request) -> Response:
        token = request.path_params["token"]
        if not _TOKEN.fullmatch(token):
            return _answer(ApiError(404, "Not Found"))
        if token != self._world.bot.token:
            return _answer(ApiError(401, "Unauthorized"))
        try:
            body = await request.body()
        except ClientDisconnect:  # killed in the middle of a call: it was never made
            return Response()
        method = BY_LOWER_NAME.get(request.path_params["method"].lower())
        if method is None:
            self._log(request.path_params["method"], Params(), ApiError(404, "Not Found: method not found"))
            return _answer(ApiError(404, "Not Found: method not found"))
        try:
            params = read(request.url.query, request.headers.get("content-type", ""), body)
        except ApiError as error:
            self._log(method, Params(), error)
            return _answer(error)
        fault = self._world.faults.pick(method, params.chat_id)
        if fault is not None and fault.kind not in AFTER:
            return self._befall(fault, method, params)
        outcome = await self._perform(method, params)
        self._log(method, params, outcome, fault)
        if fault is not None:
            return self._silence(fault)
        return _answer(outcome)

    async def _perform(self, method: str, params: Params) -> Any:
        """The result, or the refusal as a value."""
        try:
            return await METHODS[method](self._world, self._webhook, params)
        except ApiError as error:
            return error

    def _befall(self, fault: Fault, method: str, params: Params) -> Response:
        """A fault that strikes before anything was done."""
        self._log(method, params, None, fault)
        if fault.kind is Kind.TOO_MANY:
            if method.startswith("send"):
                self._world.limiter.hold(fault.retry_after, fault.chat_id)
            return _answer(errors.too_many(fault.retry_after))
        if fault.kind is Kind.BAD_GATEWAY:
            return HTMLResponse(_GATEWAY_PAGE, HTTPStatus.BAD_GATEWAY)
        if fault.kind in _REFUSALS:
            return _answer(_REFUSALS[fault.kind])
        return self._silence(fault)

    def _silence(self, fault: Fault) -> Silence:
        return Silence(fault.hang_seconds if fault.kind in HANGING else 0, self._world.closing)

    def _log(self, method: str, params: Params, outcome: Any, fault: Fault | None = None) -> None:
        refused = outcome if isinstance(outcome, ApiError) else None
        made = outcome.get("message_id") if isinstance(outcome, dict) else None
        self._world.log.append(
            Call(
                method=method,
                chat_id=params.chat_id,
                at=self._world.now(),
                clock=time.monotonic(),
                outcome=str(fault.kind if fault else refused.code if refused else "ok"),
                description=refused.description if refused else "",
                message_id=made or params.integer("message_id") or None,
                text=params.text("text") or params.text("caption"),
            )
        )


def _answer(outcome: Any) -> JSONResponse:
    if isinstance(outcome, ApiError):
        return JSONResponse(outcome.body(), outcome.code)
    if isinstance(outcome, str):  # setWebhook and deleteWebhook say what they did
        return JSONResponse({"ok": True, "result": True, "description": outcome})
    return JSONResponse({"ok": True, "result": outcome})
