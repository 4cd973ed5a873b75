"""What the database holds about each person, without times, ids and drawn numbers: what two runs must agree on."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

Kept = dict[str, Any]
_STANDS = "case when class = 'reply' and state in ('sent', 'dropped') then 'over' else state end"
"""How a letter stands. A reply that arrived just before a kill is not settled yet, and STOP, which its reader types on seeing
it, may find it so and drop it; where nothing was killed it was sent. Whether each reply arrived is seen from the chats
themselves (tests/chaos/compare.py), so nothing is lost by it; and one that failed or is still to go stands out as before."""


def read(path: Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
        return connection.execute(statement, values).fetchall()


def people(path: Path) -> dict[int, Kept]:
    """By chat id: everything that is kept about each member."""
    found = read(path, "select address, member_id, reachable from address")
    return {int(address): {"reachable": reachable, **_about(path, id)} for address, id, reachable in found}


def _about(path: Path, id: int) -> Kept:
    def rows(statement: str) -> list[tuple[Any, ...]]:
        return read(path, statement, id)

    answers: dict[int, dict[str, str]] = {}
    for response, question, value in rows(
        "select a.response_id, a.question, a.value from answer a join response r on r.id = a.response_id where r.member_id = ?"
    ):
        answers.setdefault(response, {})[question] = value
    responses = rows("select id, questionnaire, version, sight from response where member_id = ? order by id")
    return {
        "member": rows(
            "select role, name, language, quiet, quiet_word, sight, on_duty from member where id = ?"
        ),
        "groups": rows(
            'select g.name from membership s join "group" g on g.id = s.group_id where s.member_id = ? order by 1'
        ),
        "consents": rows("select layer, yes, wording from consent where member_id = ? order by 1"),
        "pace": [
            (state, _plan(plan)) for state, plan in rows("select state, plan from pace where member_id = ?")
        ],
        "responses": [(*rest, sorted(answers.get(response, {}).items())) for response, *rest in responses],
        "sessions": [
            _place(state) for (state,) in rows("select state from session where member_id = ? order by depth")
        ],
        "letters": rows(f"select class, kind, {_STANDS} from letter where member_id = ? order by 1, 2, 3"),
        "what's new": rows("select item, text from whats_new where member_id = ? order by 1"),
    }


def _plan(plan: str) -> list[tuple[str, str]]:
    """What was agreed and what state it is in; moments are left out, whether they are set is not."""
    raw: dict[str, Any] = json.loads(plan)
    return sorted(
        (name, "set" if name.endswith(("_at", "_until")) else json.dumps(_sorted(value)))
        for name, value in raw.items()
        if value or not name.endswith(("_at", "_until"))
    )


def _sorted(value: Any) -> Any:
    return (
        sorted(value) if isinstance(value, list) and all(isinstance(each, str) for each in value) else value
    )


def _place(state: str) -> tuple[Any, ...]:
    _id, flow, step, _seed, _opened, _touched, answers, trail = json.loads(state)
    return flow, step, answers, trail


def unsure(path: Path) -> list[int]:
    """The chats to which letters are on their way: in a dead process's database, those nobody can be sure of."""
    return [int(address) for (address,) in read(path, "select address from letter where state = 'sending'")]


def waiting(path: Path) -> int:
    """How many letters are still to go."""
    return int(read(path, "select count(*) from letter where state in ('ready', 'sending')")[0][0])


def letters(path: Path) -> list[tuple[Any, ...]]:
    """Those that did not arrive: to whom, as what, where they stand, how often they were tried, and when next."""
    return read(
        path,
        "select address, kind, state, tries, due_at, substr(body, 1, 80) from letter where state <> 'sent' order by id",
    )


def counted(path: Path, what: str) -> int:
    return int(read(path, "select coalesce(sum(times), 0) from counter where what like ?", what)[0][0])


def sound(path: Path) -> list[tuple[Any, ...]]:
    """What SQLite finds wrong with the file: nothing."""
    return [row for row in read(path, "pragma integrity_check") if row != ("ok",)] + read(
        path, "pragma foreign_key_check"
    )


def reachable(path: Path) -> dict[int, bool]:
    """By chat id: whether the bot thinks that it can reach them."""
    return {
        int(address): bool(is_so) for address, is_so in read(path, "select address, reachable from address")
    }


def over(path: Path) -> bool:
    """Whether every broadcast has been put before everybody, and nothing of one is still to go."""
    left = "select 1 from broadcast where state in ('asking', 'planned', 'going') union all select 1 from letter where item like 'broadcast:%' and state in ('waiting', 'ready', 'sending') limit 1"
    return not read(path, left)
