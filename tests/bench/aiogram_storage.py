"""aiogram's FSM storage on aiosqlite, which aiogram itself does not ship: one table, one row a conversation.

`commit="each"` is what every storage of aiogram's own promises: a state or a datum is kept when the call
returns, so each write is a transaction of its own. `commit="turn"` is the best we could do for it: nothing is
committed until the update has been handled, and then once. The connection is shared, so that commit also
takes along what other updates have half written; a conversation cut there comes again with its update and
ends up the same.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Literal, Self

import aiosqlite
from aiogram.dispatcher.middlewares.base import BaseMiddleware
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.types import TelegramObject

Commit = Literal["each", "turn"]
SCHEMA = """
create table if not exists conversations (chat integer not null, user integer not null, state text,
    data text not null default '{}', primary key (chat, user)) strict, without rowid;
create table if not exists check_ins (update_id integer primary key, user integer not null,
    mood text not null, words text not null, reason text not null) strict;
"""
GET_STATE = "select state from conversations where chat = ? and user = ?"
GET_DATA = "select data from conversations where chat = ? and user = ?"
SET_STATE = """
insert into conversations (chat, user, state) values (?, ?, ?)
on conflict do update set state = excluded.state"""
SET_DATA = """
insert into conversations (chat, user, data) values (?, ?, ?)
on conflict do update set data = excluded.data"""
PATCH_DATA = """
insert into conversations (chat, user, data) values (?, ?, ?)
on conflict do update set data = json_patch(data, excluded.data) returning data"""
KEEP_CHECK_IN = """
insert into check_ins (update_id, user, mood, words, reason) values (?, ?, ?, ?, ?) on conflict do nothing"""


class AiosqliteStorage(BaseStorage):
    """States, data and finished check-ins of all conversations in one file."""

    def __init__(self, db: aiosqlite.Connection) -> None:
        self._db = db

    @classmethod
    async def open(cls, file: Path, commit: Commit) -> Self:
        db = await aiosqlite.connect(file, isolation_level=None if commit == "each" else "IMMEDIATE")
        await db.execute("pragma journal_mode = wal")
        await db.execute("pragma synchronous = full")
        await db.executescript(SCHEMA)
        return cls(db)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        await self._db.execute(SET_STATE, (key.chat_id, key.user_id, name))

    async def get_state(self, key: StorageKey) -> str | None:
        for (state,) in await self._db.execute_fetchall(GET_STATE, (key.chat_id, key.user_id)):
            return str(state) if state is not None else None
        return None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self._db.execute(SET_DATA, (key.chat_id, key.user_id, json.dumps(data)))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        for (data,) in await self._db.execute_fetchall(GET_DATA, (key.chat_id, key.user_id)):
            return dict(json.loads(data))
        return {}

    async def update_data(self, key: StorageKey, data: Mapping[str, Any]) -> dict[str, Any]:
        """In one statement, where aiogram's own reads and then writes."""
        row = (key.chat_id, key.user_id, json.dumps(data))
        for (merged,) in await self._db.execute_fetchall(PATCH_DATA, row):
            return dict(json.loads(merged))
        raise AssertionError("an upsert returns its row")

    async def keep_check_in(self, update_id: int, user: int, mood: str, words: str, reason: str) -> None:
        """Once only: the update may come again."""
        await self._db.execute(KEEP_CHECK_IN, (update_id, user, mood, words, reason))

    async def commit(self) -> None:
        await self._db.commit()

    async def close(self) -> None:
        await self._db.close()


class CommitAfterEachUpdate(BaseMiddleware):
    """What makes `commit="turn"` durable."""

    def __init__(self, storage: AiosqliteStorage) -> None:
        self._storage = storage

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        answer = await handler(event, data)
        await self._storage.commit()
        return answer
