"""Roles that members can take on, who is interested in one, and who has it. Rows are kept and read here.

Days are ISO dates of the programme's own calendar. A place is taken in one statement that looks whether there is one, so it is
never taken twice.
"""

from collections.abc import Iterable, Mapping
from sqlite3 import Connection
from typing import Final, NamedTuple


class RoleRow(NamedTuple):
    """One role. `holders`, `offers`: how many have it, and how many were asked and have not answered. `poster`: the name of
    who posted it; `posted`: whether a coordinator stands behind it still. `told_to`: None once everybody was told."""

    id: int
    title: str
    purpose: str
    hours: str
    pay: str
    paid: int
    costs: str
    support: str
    decides: str
    training: str
    starts_on: str
    ends_on: str
    wanted: int
    from_member: int | None
    closed: int
    told_to: int | None
    holders: int
    offers: int
    poster: str
    posted: int

    @property
    def full(self) -> bool:
        return self.holders >= self.wanted


class PersonRow(NamedTuple):
    """Somebody who is interested in a role (`money` "") or has it. `asked_at`: when who posted it offered it to them, below
    zero once they took that back, 0 where they can offer it (again)."""

    member_id: int
    name: str
    asked_at: int
    money: str = ""
    shown: int = 0


_FIELDS: Final = ("title", "purpose", "hours", "pay", "paid", "costs", "support", "decides", "training", "starts_on", "ends_on", "wanted")  # fmt: skip
_ROLE: Final = f"""select r.id, {", ".join(f"r.{name}" for name in _FIELDS)}, r.from_member, r.closed, r.told_to,
            (select count(*) from role_holder h where h.role_id = r.id),
            (select count(*) from role_interest i where i.role_id = r.id and i.offered = 1), coalesce(m.name, ''),
            coalesce(m.role = 'coordinator', 0) from role r left join member m on m.id = r.from_member"""  # noqa: S608 - our own columns


def add(connection: Connection, fields: Mapping[str, str | int], from_member: int, now: int) -> int:
    """Post a role with all its fields; its id. Raises sqlite3.IntegrityError for one that leaves something out."""
    (id,) = connection.execute(
        f"""insert into role ({", ".join(_FIELDS)}, from_member, made_at)
            values ({", ".join(f":{name}" for name in _FIELDS)}, :from_member, :made_at) returning id""",  # noqa: S608 - our own columns
        {name: fields.get(name) for name in _FIELDS} | {"from_member": from_member, "made_at": now},
    ).fetchone()
    return int(id)


def change(connection: Connection, role_id: int, fields: Mapping[str, str | int]) -> None:
    """New values of all its fields."""
    connection.execute(
        f"update role set {', '.join(f'{name} = :{name}' for name in _FIELDS)} where id = :id",  # noqa: S608 - our own columns
        {name: fields.get(name) for name in _FIELDS} | {"id": role_id},
    )


def close(connection: Connection, role_id: int) -> None:
    """Nobody new takes it, and nobody more is told. Who was interested is forgotten; who has it keeps it."""
    connection.execute("update role set closed = 1, told_to = null where id = ?", (role_id,))
    connection.execute("delete from role_interest where role_id = ?", (role_id,))


def of(connection: Connection, role_id: int) -> RoleRow | None:
    row = connection.execute(f"{_ROLE} where r.id = ?", (role_id,)).fetchone()
    return RoleRow._make(row) if row else None


def current(connection: Connection, today: str) -> list[RoleRow]:
    """Those whose last day has not passed."""
    rows = connection.execute(f"{_ROLE} where r.ends_on >= ? order by r.id", (today,))
    return [RoleRow._make(row) for row in rows]


def past_of(connection: Connection, member_id: int, today: str) -> list[str]:
    """The titles of those that this member had to their end, the latest first."""
    rows = connection.execute(
        """select r.title from role r join role_holder h on h.role_id = r.id
           where h.member_id = ? and r.ends_on < ? order by r.ends_on desc, r.id""",
        (member_id, today),
    )
    return [title for (title,) in rows]


# -- interest -----------------------------------------------------------------------------------------------------------


def say_interested(connection: Connection, role_id: int, member_id: int) -> None:
    """They are. Who said no to an offer that still stands, and changes their mind, has it before them again."""
    connection.execute(
        """insert into role_interest (role_id, member_id) values (?, ?)
           on conflict do update set offered = asked_at > 0 where offered = -1""",
        (role_id, member_id),
    )


def take_interest_back(connection: Connection, role_id: int, member_id: int) -> None:
    """It goes, and nothing says that it was ever there. After an offer it is a no, and that is nobody's to see: to who
    posted the role it stays as it was, until the role closes."""
    who = (role_id, member_id)
    connection.execute("delete from role_interest where role_id = ? and member_id = ? and offered = 0", who)
    connection.execute(
        "update role_interest set offered = -1 where role_id = ? and member_id = ? and offered = 1", who
    )


def offer(connection: Connection, role_id: int, member_id: int, now: int) -> bool:
    """Offer it to somebody who is interested and was not asked of late, as long as a place is neither taken nor asked about;
    whether it is. Whoever said no is not asked again, and that does not show."""
    return (
        connection.execute(
            """update role_interest set asked_at = :now, offered = case offered when -1 then -1 else 1 end
               where role_id = :role and member_id = :member and asked_at = 0
               and (select count(*) from role_holder where role_id = :role)
                 + (select count(*) from role_interest where role_id = :role and asked_at > 0) < (select wanted from role where id = :role)""",
            {"role": role_id, "member": member_id, "now": now},
        ).rowcount
        > 0
    )


def take_offer_back(connection: Connection, role_id: int, member_id: int) -> bool:
    """They are interested as before, also where they had said no; whether there was an offer."""
    return (
        connection.execute(
            """update role_interest set asked_at = -asked_at, offered = min(offered, 0)
               where role_id = ? and member_id = ? and asked_at > 0""",
            (role_id, member_id),
        ).rowcount
        > 0
    )


def let_lapse(connection: Connection, before: int) -> None:
    """Offers of so long ago are over, whatever became of them."""
    connection.execute(
        "update role_interest set asked_at = 0, offered = min(offered, 0) where asked_at <> 0 and abs(asked_at) <= ?",
        (before,),
    )


def offered_to(connection: Connection, role_id: int, member_id: int) -> bool | None:
    """Whether they can say yes to an offer; None where they are not interested, or have said no to one."""
    row = connection.execute(
        "select offered from role_interest where role_id = ? and member_id = ? and offered >= 0",
        (role_id, member_id),
    ).fetchone()
    return None if row is None else bool(row[0])


def offered_members(connection: Connection, role_id: int) -> list[int]:
    """Those who can say yes to an offer."""
    rows = connection.execute(
        "select member_id from role_interest where role_id = ? and offered = 1 order by member_id", (role_id,)
    )
    return [id for (id,) in rows]


def interested(connection: Connection, role_id: int) -> list[PersonRow]:
    """Those who are interested, A to Z: being quick is no merit."""
    rows = connection.execute(
        """select m.id, m.name, i.asked_at from role_interest i join member m on m.id = i.member_id where i.role_id = ?""",
        (role_id,),
    )
    return _a_to_z(PersonRow(*row) for row in rows)


# -- having it ----------------------------------------------------------------------------------------------------------


def hold(connection: Connection, role_id: int, member_id: int, money: str) -> bool:
    """Somebody who was offered it takes it, if a place is free; whether they have it now."""
    taken = connection.execute(
        """insert into role_holder (role_id, member_id, money)
           select r.id, :member, :money from role r where r.id = :role and not r.closed
           and exists (select 1 from role_interest i where i.role_id = r.id and i.member_id = :member and i.offered = 1)
           and (select count(*) from role_holder h where h.role_id = r.id) < r.wanted on conflict do nothing""",
        {"role": role_id, "member": member_id, "money": money},
    ).rowcount
    if taken > 0:
        connection.execute(
            "delete from role_interest where role_id = ? and member_id = ?", (role_id, member_id)
        )
    return taken > 0


def leave(connection: Connection, role_id: int, member_id: int) -> None:
    """They have it no more, and nothing says that they ever had."""
    connection.execute("delete from role_holder where role_id = ? and member_id = ?", (role_id, member_id))


def show(connection: Connection, role_id: int, member_id: int, *, yes: bool) -> None:
    connection.execute(
        "update role_holder set shown = ? where role_id = ? and member_id = ?", (int(yes), role_id, member_id)
    )


def choose_pay(connection: Connection, role_id: int, member_id: int, money: str) -> None:
    connection.execute(
        "update role_holder set money = ? where role_id = ? and member_id = ?", (money, role_id, member_id)
    )


def holders(connection: Connection, role_id: int) -> list[PersonRow]:
    """Those who have it, A to Z."""
    rows = connection.execute(
        """select m.id, m.name, 0, h.money, h.shown from role_holder h join member m on m.id = h.member_id
           where h.role_id = ?""",
        (role_id,),
    )
    return _a_to_z(PersonRow(*row) for row in rows)


# -- telling, and letting go --------------------------------------------------------------------------------------------


def to_tell(connection: Connection) -> list[RoleRow]:
    """Those of which somebody is still to be told, the oldest first."""
    rows = connection.execute(f"{_ROLE} where r.told_to is not null order by r.id")
    return [RoleRow._make(row) for row in rows]


def told_to(connection: Connection, role_id: int, member_id: int | None) -> None:
    """Everybody up to this member has been told; None: everybody has."""
    connection.execute("update role set told_to = ? where id = ?", (member_id, role_id))


def agreed_after(connection: Connection, member_id: int, most: int) -> list[int]:
    """The next of those who said yes to hear of training and roles, by id."""
    rows = connection.execute(
        "select member_id from consent where layer = 'training' and yes and member_id > ? order by member_id limit ?",
        (member_id, most),
    )
    return [id for (id,) in rows]


def prune(connection: Connection, today: str, year_ago: str) -> None:
    """Who was interested in what is over is forgotten at once; the role itself, and who had it, 12 months after its end."""
    connection.execute(
        "delete from role_interest where role_id in (select id from role where ends_on < ?)", (today,)
    )
    connection.execute("delete from role where ends_on < ?", (year_ago,))


def _a_to_z(people: Iterable[PersonRow]) -> list[PersonRow]:
    return sorted(people, key=lambda person: (person.name == "", person.name.casefold(), person.member_id))
