"""The same turn in plain aiosqlite: small pydantic models, one await a statement, one transaction a turn.

This is what a careful programmer writes first, and the measure of what our one hop a turn and shared commit
bring. The connection is shared, so a lock keeps one turn's statements together. In its favour: parsing
happens outside the lock, reads take one hop to the database's thread (`execute_fetchall`), and the answers go
in with one `executemany`.
"""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiosqlite
from pydantic import BaseModel

from tests.bench.drive import Turn, people_of, turns_per_second
from tests.bench.updates import Answers, RawUpdate, address

SCHEMA = """
create table members (id integer primary key, channel text not null, address text not null,
    unique (channel, address)) strict;
create table sessions (member integer primary key references members, number integer not null,
    step text not null, state text not null, changed_at integer not null) strict;
create table answers (member integer not null references members, session integer not null,
    question text not null, value text not null, at integer not null,
    primary key (member, session, question)) strict;
create table outbox (id integer primary key, member integer not null references members, lane text not null,
    body text not null, status text not null default 'waiting', due_at integer not null) strict;
create table marks (channel text primary key, high_water integer not null, at integer not null) strict;
"""
FIND_MEMBER = "select id from members where channel = :channel and address = :address"
FIND_SESSION = "select number, step, state from sessions where member = :member"
KEEP_SESSION = """
insert into sessions (member, number, step, state, changed_at) values (:member, :number, :step, :state, :now)
on conflict (member) do update set number = excluded.number, step = excluded.step, state = excluded.state,
    changed_at = excluded.changed_at"""
KEEP_ANSWER = """
insert into answers (member, session, question, value, at)
values (:member, :session, :question, :value, :now)"""
POST_LETTER = "insert into outbox (member, lane, body, due_at) values (:member, 'reply', :body, :now)"
RAISE_MARK = """
insert into marks (channel, high_water, at) values (:channel, :seen, :now)
on conflict (channel) do update set high_water = max(high_water, excluded.high_water), at = excluded.at"""


class User(BaseModel):
    id: int


class Message(BaseModel):
    date: int
    chat: User
    text: str | None = None


class Press(BaseModel):
    message: Message
    data: str


class Update(BaseModel):
    update_id: int
    message: Message | None = None
    callback_query: Press | None = None


@dataclass(slots=True)
class Session:
    number: int
    step: str = "opener"
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Letter:
    text: str
    options: tuple[str, ...] = ()


def advance(session: Session, said: str) -> Letter:
    """Take what was pressed or typed through the check-in: changes the session, answers with a letter."""
    match session.step:
        case "opener":
            session.step = "mood"
            return Letter("How has your week been?", ("mood:good", "mood:mixed", "mood:hard"))
        case "mood":
            session.answers["mood"], session.step = said.partition(":")[2], "words"
            return Letter("Would you like to say more?")
        case "words":
            session.answers["words"], session.step = said, "reason"
            return Letter("What has it mostly been about?", ("reason:home", "reason:money", "reason:health"))
        case _:
            session.answers["reason"], session.step = said.partition(":")[2], "done"
            return Letter("Thank you. That's all for now.")


async def take(
    db: aiosqlite.Connection, lock: asyncio.Lock, raw: RawUpdate, channel: str = "telegram"
) -> None:
    """One turn: durable when it returns, or it left no trace."""
    update = Update.model_validate(raw)
    if update.callback_query is not None:
        message, said = update.callback_query.message, update.callback_query.data
    else:
        assert update.message is not None and update.message.text is not None
        message, said = update.message, update.message.text
    now = message.date
    async with lock:
        await db.execute("begin immediate")
        try:
            member = await _member(db, channel, str(message.chat.id))
            session = await _session(db, member, update.update_id)
            letter = advance(session, said)
            await _keep(db, member, session, now)
            body = json.dumps({"text": letter.text, "options": letter.options})
            await db.execute(POST_LETTER, {"member": member, "body": body, "now": now})
            await db.execute(RAISE_MARK, {"channel": channel, "seen": update.update_id, "now": now})
        except BaseException:
            await db.rollback()
            raise
        await db.commit()


async def _member(db: aiosqlite.Connection, channel: str, at: str) -> int:
    rows = list(await db.execute_fetchall(FIND_MEMBER, {"channel": channel, "address": at}))
    found: int = rows[0][0]
    return found


async def _session(db: aiosqlite.Connection, member: int, update_id: int) -> Session:
    for number, step, state in await db.execute_fetchall(FIND_SESSION, {"member": member}):
        if step != "done":
            return Session(number, step, json.loads(state))
    return Session(update_id)


async def _keep(db: aiosqlite.Connection, member: int, session: Session, now: int) -> None:
    done = session.step == "done"
    row: dict[str, Any] = {"member": member, "number": session.number, "step": session.step, "now": now}
    await db.execute(KEEP_SESSION, {**row, "state": "{}" if done else json.dumps(session.answers)})
    if done:
        one = {"member": member, "session": session.number, "now": now}
        await db.executemany(
            KEEP_ANSWER, [{**one, "question": q, "value": value} for q, value in session.answers.items()]
        )


def _file(directory: Path) -> Path:
    return directory / "plain.sqlite3"


@asynccontextmanager
async def opened(directory: Path, people: int = people_of(1)) -> AsyncIterator[Turn]:
    """The database in `directory` (made, with its members, if new), as a function taking one update."""
    new = not _file(directory).exists()
    lock = asyncio.Lock()
    async with aiosqlite.connect(_file(directory), isolation_level=None) as db:
        await db.execute("pragma journal_mode = wal")
        await db.execute("pragma synchronous = full")
        await db.execute("pragma foreign_keys = on")
        if new:
            await db.executescript(SCHEMA)
            await db.execute("begin")
            await db.executemany(
                "insert into members (channel, address) values ('telegram', ?)",
                [(str(address(person)),) for person in range(people + 1)],
            )
            await db.commit()

        async def turn(raw: RawUpdate) -> None:
            await take(db, lock, raw)

        yield turn


async def run(waiting: int, checkins: int, directory: Path) -> float:
    """Turns a second."""
    async with opened(directory, people_of(waiting)) as turn:
        return await turns_per_second(turn, waiting, checkins)


async def kept(directory: Path) -> list[Answers]:
    """The check-ins that the file holds, read afresh."""
    db = sqlite3.connect(_file(directory))
    try:
        rows = db.execute(
            "select json_group_object(question, value) from answers group by member, session"
        ).fetchall()
    finally:
        db.close()
    return [Answers(**json.loads(row)) for (row,) in rows]
