"""Members, where they can be reached, what they agreed to, and which groups they are in."""

from collections.abc import Mapping
from sqlite3 import Connection
from typing import NamedTuple

CHANGEABLE = frozenset({"role", "name", "language", "quiet", "quiet_word", "sight", "on_duty", "worker"})


class MemberRow(NamedTuple):
    """One member, with their pace. `plan` is JSON; times are UTC seconds."""

    id: int
    role: str
    name: str
    language: str
    quiet: int
    quiet_word: str
    sight: str
    on_duty: int
    worker: int
    joined_at: int
    state: str
    plan: str
    look_at: int | None
    reachable: int


_MEMBER = """m.id, m.role, m.name, m.language, m.quiet, m.quiet_word, m.sight, m.on_duty, m.worker, m.joined_at,
             p.state, p.plan, p.look_at"""
_FROM = "from member m join pace p on p.member_id = m.id"


def by_address(connection: Connection, channel: str, address: str) -> MemberRow | None:
    """The member who writes from this address."""
    row = connection.execute(
        f"select {_MEMBER}, a.reachable {_FROM} join address a on a.member_id = m.id where a.channel = ? and a.address = ?",
        (channel, address),
    ).fetchone()
    return MemberRow._make(row) if row else None


def by_id(connection: Connection, member_id: int) -> MemberRow | None:
    row = connection.execute(f"select {_MEMBER}, 1 {_FROM} where m.id = ?", (member_id,)).fetchone()
    return MemberRow._make(row) if row else None


def add(connection: Connection, channel: str, address: str, language: str, quiet: bool, now: int) -> int:
    """A new member at this address; their id. The caller adds the pace in the same transaction."""
    (member_id,) = connection.execute(
        "insert into member (language, quiet, joined_at) values (?, ?, ?) returning id",
        (language, int(quiet), now),
    ).fetchone()
    connection.execute(
        "insert into address (channel, address, member_id) values (?, ?, ?)", (channel, address, member_id)
    )
    return int(member_id)


def change(connection: Connection, member_id: int, changes: Mapping[str, str | int | None]) -> None:
    """Set fields of the member. Raises ValueError for a field that may not be changed like this."""
    if unknown := set(changes) - CHANGEABLE:
        raise ValueError(f"no such field of a member: {', '.join(sorted(unknown))}")
    if not changes:
        return
    columns = ", ".join(f"{name} = ?" for name in changes)
    connection.execute(f"update member set {columns} where id = ?", (*changes.values(), member_id))  # noqa: S608 - names are checked


def forget(connection: Connection, member_id: int) -> None:
    """Delete every row about this member."""
    connection.execute("delete from member where id = ?", (member_id,))


def address_of(connection: Connection, member_id: int) -> tuple[str, str] | None:
    """(channel, address) where the member can be reached now, or None."""
    row = connection.execute(
        "select channel, address from address where member_id = ? and reachable = 1 order by channel limit 1",
        (member_id,),
    ).fetchone()
    return (row[0], row[1]) if row else None


def set_reachable(connection: Connection, channel: str, address: str, reachable: bool) -> None:
    connection.execute(
        "update address set reachable = ? where channel = ? and address = ? and reachable <> ?",
        (int(reachable), channel, address, int(reachable)),
    )


def move(connection: Connection, channel: str, old: str, new: str) -> None:
    """The same person has another address now; their waiting letters follow."""
    connection.execute(
        "update or replace address set address = ? where channel = ? and address = ?", (new, channel, old)
    )
    connection.execute(
        "update letter set address = ? where channel = ? and address = ? and state in ('waiting', 'sending')",
        (new, channel, old),
    )


def move_in(connection: Connection, member_id: int, channel: str, address: str) -> None:
    """This is the member's one address from now on: at any other they are unknown."""
    connection.execute("delete from address where member_id = ?", (member_id,))
    connection.execute(
        "insert into address (channel, address, member_id) values (?, ?, ?)", (channel, address, member_id)
    )


def called(connection: Connection, name: str) -> list[int]:
    """Those who go by this very name, whatever its case, the first to join first."""
    rows = connection.execute("select id, name from member where name <> '' order by id")
    wanted = name.strip().casefold()
    return [id for id, known in rows if known.strip().casefold() == wanted]


def groups_of(connection: Connection, member_id: int) -> list[tuple[int, str]]:
    return connection.execute(
        'select g.id, g.name from membership s join "group" g on g.id = s.group_id where s.member_id = ? order by g.id',
        (member_id,),
    ).fetchall()


def enter_group(connection: Connection, member_id: int, group_id: int) -> None:
    connection.execute(
        "insert into membership (member_id, group_id) values (?, ?) on conflict do nothing",
        (member_id, group_id),
    )


def consents_of(connection: Connection, member_id: int) -> dict[str, bool]:
    rows = connection.execute("select layer, yes from consent where member_id = ?", (member_id,))
    return {layer: bool(yes) for layer, yes in rows}


def consent(connection: Connection, member_id: int, layer: str, yes: bool, wording: str, now: int) -> None:
    connection.execute(
        """insert into consent (member_id, layer, yes, wording, at) values (?, ?, ?, ?, ?)
           on conflict (member_id, layer) do update set yes = excluded.yes, wording = excluded.wording, at = excluded.at""",
        (member_id, layer, int(yes), wording, now),
    )


def on_the_team(connection: Connection) -> list[int]:
    """Coordinators."""
    rows = connection.execute("select id from member where role = 'coordinator' order by id")
    return [id for (id,) in rows]


def of_group_and_team(connection: Connection, group_id: int | None) -> list[int]:
    """Everybody in a group (None: everybody) and every coordinator, by id."""
    rows = connection.execute(
        """select m.id from member m where :group is null or m.role = 'coordinator'
           or exists (select 1 from membership g where g.member_id = m.id and g.group_id = :group) order by m.id""",
        {"group": group_id},
    )
    return [id for (id,) in rows]


def of_role(connection: Connection, role: str) -> list[int]:
    """Everybody who has this role, by id."""
    rows = connection.execute("select id from member where role = ? order by id", (role,))
    return [id for (id,) in rows]


def takers(connection: Connection, what: str) -> list[MemberRow]:
    """Those of the team who said that they take what is for "worker" or "duty", and who could get it now: neither
    stopped, held nor on a break, and at an address that answers."""
    taken = {"worker": "m.worker", "duty": "m.on_duty"}[what]
    rows = connection.execute(
        f"""select {_MEMBER}, 1 {_FROM}
            where m.role = 'coordinator' and {taken} = 1 and p.state in ('active', 'resting')
              and exists (select 1 from address a where a.member_id = m.id and a.reachable = 1)
            order by m.id"""  # noqa: S608 - one of two names of our own
    )
    return [MemberRow._make(row) for row in rows]


def representatives(connection: Connection, *, on_break: bool = False) -> list[MemberRow]:
    """The representatives who are there: neither stopped nor held, and at an address that answers. Those on a break only
    where it is asked for."""
    rows = connection.execute(
        f"""select {_MEMBER}, 1 {_FROM}
            where m.role = 'representative' and (p.state in ('active', 'resting') or ? and p.state = 'paused')
              and exists (select 1 from address a where a.member_id = m.id and a.reachable = 1)
            order by m.id""",  # noqa: S608 - constants
        (on_break,),
    )
    return [MemberRow._make(row) for row in rows]


def representatives_held(connection: Connection) -> list[int]:
    """The representatives whose messages are on hold."""
    rows = connection.execute(
        "select m.id from member m join pace p on p.member_id = m.id where m.role = 'representative' and p.state = 'held'"
    )
    return [id for (id,) in rows]


def first_joined(connection: Connection, role: str) -> int | None:
    """When the first of those who have this role today joined."""
    (moment,) = connection.execute("select min(joined_at) from member where role = ?", (role,)).fetchone()
    return None if moment is None else int(moment)


def names_known_to(connection: Connection, member_id: int, *, everybody: bool) -> list[str]:
    """The names that people of this member's groups go by, and those of the team; or everybody's. A to Z."""
    rows = connection.execute(
        """select distinct m.name from member m where m.name <> '' and (:everybody or m.role in ('coordinator', 'representative', 'staff')
           or exists (select 1 from membership t join membership s on s.group_id = t.group_id
                      where t.member_id = m.id and s.member_id = :member)) order by m.name""",
        {"everybody": everybody, "member": member_id},
    )
    return [name for (name,) in rows]
