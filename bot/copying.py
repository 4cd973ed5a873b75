"""A member's own copy of all that is kept about them (PV-09): first as they would read it, then row by row.

One JSON file. `readable` holds the page of their details, their check-ins and My journey, in their own language. After it comes
every row of every table that is about them, whatever the table: beside each moment in UTC seconds stands the same
moment as their own clock showed it.
"""

import json
from datetime import datetime
from sqlite3 import Connection
from typing import Any, Final
from zoneinfo import ZoneInfo

from conversations.flows import journey_words, kept, own_page
from conversations.view import View
from storage import stored

MOST: Final = 10_000
"""Check-ins that are read back: more than 12 months can hold."""
JSON: Final = frozenset({("pace", "plan"), ("session", "state"), ("letter", "body")})
"""Columns that hold JSON themselves: shown as what they hold."""


UNTOLD: Final = frozenset({("rejoin", "handle"), ("rejoin", "secret"), ("course", "seed")})
"""What would help to guess a code, or to foresee a draw, and says nothing about anybody."""


def copy_of(connection: Connection, view: View) -> str:
    """The whole copy, as JSON."""
    zone = ZoneInfo(view.pace.zone)
    readable = [*own_page.lines(view), *kept.pages(view, MOST), *journey_words.pages(view)]
    rows = {
        table.name: [
            _readable(table.name, dict(zip(table.columns, row, strict=True)), view.known.id, zone)
            for row in table.rows
        ]
        for table in stored.about(connection, view.known.id)
    }
    return json.dumps({"readable": readable, **rows}, ensure_ascii=False, indent=2)


def _readable(table: str, row: dict[str, Any], member_id: int, zone: ZoneInfo) -> dict[str, Any]:
    """One row, its moments in local time as well, and what is JSON in it opened up. What somebody else asked to have
    passed on to this member is not theirs to copy (DOMAIN.md, "Subject access"): of that letter only its times are."""
    if row.get("about_member") not in (None, member_id):
        row = {**row, "body": None, "about_member": None, "item": None}
    shown: dict[str, Any] = {}
    for name, value in row.items():
        if (table, name) in UNTOLD:
            continue
        shown[name] = _opened(value) if (table, name) in JSON else value
        if isinstance(value, int) and (name == "at" or name.endswith("_at")):
            shown[f"{name}_local"] = datetime.fromtimestamp(value, zone).isoformat()
    return shown


def _opened(value: str | None) -> Any:
    """What JSON holds; what cannot be read as JSON stays as it is, for the copy is whole whatever is in it."""
    try:
        return json.loads(value) if value else value
    except ValueError:
        return value
