"""Delivery by webhook: updates are posted to the bot's address until it answers with any 2xx.

Messages queue per chat and button presses per person, each queue in order and several at once, so a press
can overtake the message before it: as with the real server. A failed post is tried again after a pause and
holds up only its own queue. No certificate is checked: addresses are loopback or lead nowhere.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx

from .errors import TERMINATED_BY_WEBHOOK, bad_request, conflict
from .model import Json
from .params import Params
from .updates import Queued
from .world import World


@dataclass(slots=True)
class Address:
    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_at: int = 0


@dataclass(slots=True)
class Webhook:
    """The address in force and the task that delivers to it."""

    world: World
    retry_seconds: float = 0.1
    answer_seconds: float = 10.0
    address: Address = field(default_factory=Address)
    _deliverer: asyncio.Task[None] | None = None
    _ended: list[asyncio.Task[None]] = field(default_factory=list)

    def point_to(self, address: Address) -> None:
        if self._deliverer is not None:
            self._deliverer.cancel()
            self._ended.append(self._deliverer)
            self._deliverer = None
        self.address = address
        if address.url:
            self.world.updates.interrupt(conflict(TERMINATED_BY_WEBHOOK))
            self._deliverer = asyncio.create_task(self._deliver(address))

    async def aclose(self) -> None:
        self.point_to(Address())
        await asyncio.gather(*self._ended, return_exceptions=True)

    async def _deliver(self, address: Address) -> None:
        changed, busy = self.world.updates.changed, dict[str, asyncio.Task[None]]()
        async with (
            httpx.AsyncClient(timeout=self.answer_seconds, verify=False) as client,
            asyncio.TaskGroup() as group,
        ):
            while True:
                changed.clear()
                for queued in self.world.updates.waiting():
                    task = busy.get(queued.lane)
                    if (task is None or task.done()) and self._room(busy, address):
                        busy[queued.lane] = group.create_task(self._lane(client, address, queued.lane))
                await changed.wait()

    def _room(self, busy: dict[str, asyncio.Task[None]], address: Address) -> bool:
        return sum(not task.done() for task in busy.values()) < address.max_connections

    async def _lane(self, client: httpx.AsyncClient, address: Address, lane: str) -> None:
        updates = self.world.updates
        while head := next((queued for queued in updates.waiting() if queued.lane == lane), None):
            if await self._post(client, address, head):
                updates.settle(head.id)
            else:
                await asyncio.sleep(self.retry_seconds)
        updates.changed.set()  # a connection is free: another queue may be waiting for it

    async def _post(self, client: httpx.AsyncClient, address: Address, queued: Queued) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": address.secret} if address.secret else {}
        try:
            answer = await client.post(address.url, json=queued.body, headers=headers)
        except httpx.TimeoutException:
            return self._failed(address, "Read timeout expired")
        except httpx.HTTPError:
            return self._failed(address, "Connection refused")
        if answer.is_success:
            return True
        return self._failed(
            address, f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
        )

    def _failed(self, address: Address, why: str) -> bool:
        address.last_error, address.last_error_at = why, self.world.now()
        return False


def set_webhook(webhook: Webhook, params: Params) -> str:
    url = params.text("url")
    if not url:
        return delete_webhook(webhook, params)
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    _take_common(webhook, params)
    connections = params.integer("max_connections", 40)
    webhook.point_to(Address(url, params.text("secret_token"), connections))
    return "Webhook was set"


def delete_webhook(webhook: Webhook, params: Params) -> str:
    was = webhook.address.url
    _take_common(webhook, params)
    webhook.point_to(Address())
    return "Webhook was deleted" if was else "Webhook is already deleted"


def get_webhook_info(webhook: Webhook, params: Params) -> Json:
    address, updates = webhook.address, webhook.world.updates
    info: Json = {
        "url": address.url,
        "has_custom_certificate": False,
        "pending_update_count": len(updates.waiting()),
    }
    if address.url:
        info |= {"max_connections": address.max_connections, "ip_address": "127.0.0.1"}
    if address.last_error:
        info |= {"last_error_date": address.last_error_at, "last_error_message": address.last_error}
    if updates.allowed:
        info["allowed_updates"] = list(updates.allowed)
    return info


def _take_common(webhook: Webhook, params: Params) -> None:
    updates = webhook.world.updates
    if params.flag("drop_pending_updates"):
        updates.forget_all()
    allowed = params.loaded("allowed_updates")
    if allowed is not None:
        updates.allowed = tuple(allowed)
