"""Invitation codes. Only a hash is kept: the code itself was shown once."""

import hashlib
from sqlite3 import Connection
from typing import NamedTuple


class InviteRow(NamedTuple):
    role: str
    group_id: int | None
    group_name: str | None
    uses_left: int
    expires_at: int


def fingerprint(code: str) -> str:
    """Codes are 50 random bits, so a plain hash is enough."""
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()


def add(
    connection: Connection, code: str, role: str, group_id: int | None, uses: int, expires_at: int
) -> None:
    """Keep a code. Raises ValueError for an empty one, which everybody has."""
    if not code.strip():
        raise ValueError("an invitation needs a code")
    connection.execute(
        "insert into invite (code_hash, role, group_id, uses_left, expires_at) values (?, ?, ?, ?, ?)",
        (fingerprint(code), role, group_id, uses, expires_at),
    )


def find(connection: Connection, code: str) -> InviteRow | None:
    row = connection.execute(
        """select i.role, i.group_id, g.name, i.uses_left, i.expires_at from invite i left join "group" g on g.id = i.group_id
           where i.code_hash = ?""",
        (fingerprint(code),),
    ).fetchone()
    return InviteRow._make(row) if row else None


def would_work(connection: Connection, code: str, now: int) -> bool:
    """Whether `use` would give something for this code now."""
    found = find(connection, code) if code.strip() else None
    return found is not None and found.uses_left > 0 and found.expires_at > now


def use(connection: Connection, code: str, now: int) -> InviteRow | None:
    """Use the code once; what it gives, or None if it is unknown, used up or out of date."""
    if not would_work(connection, code, now):
        return None
    found = find(connection, code)
    connection.execute(
        "update invite set uses_left = uses_left - 1 where code_hash = ?", (fingerprint(code),)
    )
    return found


def prune(connection: Connection, now: int) -> None:
    """Codes that have been out of date for a month say nothing to anybody any more."""
    connection.execute("delete from invite where expires_at < ?", (now - 30 * 24 * 3600,))
