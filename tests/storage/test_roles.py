"""Roles in rows: none lacks anything, places are never taken twice, and what was taken back leaves nothing."""

import sqlite3
from collections.abc import Iterator
from sqlite3 import Connection

import pytest

from storage import members, roles
from storage.migrate import load_migrations, migrate

FIELDS: dict[str, str | int] = {
    "title": "Note keeper", "purpose": "To write things down", "hours": "2 a month", "pay": "Unpaid.", "paid": 0, "costs": "Travel",
    "support": "Sol", "decides": "All", "training": "", "starts_on": "2026-11-23", "ends_on": "2027-06-30", "wanted": 1,
}  # fmt: skip


@pytest.fixture
def rows() -> Iterator[Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, load_migrations())
    connection.execute("pragma foreign_keys = on")
    for name in ("Ana", "Kofi", "Sol"):
        id = members.add(connection, "room", name, "en", False, 0)
        members.change(connection, id, {"name": name, "role": "coordinator" if name == "Ana" else "member"})
    yield connection
    connection.close()


ANA, KOFI, SOL = 1, 2, 3
NOW = 1_800_000_000


def posted(rows: Connection, **changed: str | int) -> int:
    return roles.add(rows, FIELDS | changed, ANA, 0)


def offered(rows: Connection, role: int, *people: int) -> None:
    for id in people:
        roles.say_interested(rows, role, id)
        roles.offer(rows, role, id, NOW)


@pytest.mark.parametrize("value", [None, "", "  "])
@pytest.mark.parametrize("name", ["title", "purpose", "hours", "pay", "costs", "support", "decides", "ends_on", "starts_on"])  # fmt: skip
def test_no_role_lacks_a_field(rows: Connection, name: str, value: str | None) -> None:
    """B55: whatever way a row is written, it says all that a role has to say. A change cannot take any of it away."""
    lacking = {**FIELDS, name: value}
    with pytest.raises(sqlite3.IntegrityError):
        roles.add(rows, lacking, ANA, 0)  # type: ignore[arg-type]  # that is the point
    role = posted(rows)
    with pytest.raises(sqlite3.IntegrityError):
        roles.change(rows, role, lacking)  # type: ignore[arg-type]  # that is the point
    assert rows.execute("select count(*) from role").fetchone() == (1,)


def test_every_column_that_a_role_has_to_say_is_there() -> None:
    """A field that is left out of the statement altogether is refused as well."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, load_migrations())
    needed = {name: value for name, value in {**FIELDS, "made_at": 0}.items() if name != "training"}
    for left_out in needed:
        kept = {name: value for name, value in needed.items() if name != left_out}
        with pytest.raises(sqlite3.IntegrityError, match=f"role.{left_out}"):
            connection.execute(
                f"insert into role ({', '.join(kept)}) values ({', '.join('?' * len(kept))})",
                (*kept.values(),),
            )
    connection.close()


@pytest.mark.parametrize("changed", [{"wanted": 0}, {"wanted": 21}, {"ends_on": "2026-11-22"}, {"paid": 2}])
def test_a_role_that_cannot_be_is_refused(rows: Connection, changed: dict[str, str | int]) -> None:
    """Nobody is wanted, too many are, or it ends before it begins."""
    with pytest.raises(sqlite3.IntegrityError):
        posted(rows, **changed)


def test_the_last_place_is_taken_once(rows: Connection) -> None:
    """Two people hold an offer, whatever let that happen: the second yes finds no place."""
    role = posted(rows)
    offered(rows, role, KOFI)
    rows.execute("insert into role_interest (role_id, member_id, offered) values (?, ?, 1)", (role, SOL))
    assert roles.hold(rows, role, KOFI, "paid")
    assert not roles.hold(rows, role, SOL, "paid")
    assert [each.name for each in roles.holders(rows, role)] == ["Kofi"]


def test_no_more_are_asked_than_there_are_places(rows: Connection) -> None:
    """An offer keeps its place until it is answered or taken back."""
    role = posted(rows)
    offered(rows, role, KOFI)
    roles.say_interested(rows, role, SOL)
    assert not roles.offer(rows, role, SOL, NOW)
    assert roles.take_offer_back(rows, role, KOFI)
    assert roles.offer(rows, role, SOL, NOW)
    assert (roles.offered_to(rows, role, KOFI), roles.offered_to(rows, role, SOL)) == (False, True)


def test_a_no_and_no_answer_are_one_to_who_posted_it(rows: Connection) -> None:
    """B31: what they read of either, what they can do with either, and when a place is free again, is the same; and whoever
    said no is not offered it again, which does not show."""
    role = posted(rows, wanted=2)
    offered(rows, role, KOFI, SOL)
    roles.take_interest_back(rows, role, KOFI)
    assert (roles.offered_to(rows, role, KOFI), roles.offered_to(rows, role, SOL)) == (None, True)
    assert not roles.hold(rows, role, KOFI, "unpaid")

    def seen() -> set[tuple[int, str]]:
        return {(each.asked_at, each.money) for each in roles.interested(rows, role)}

    assert len(roles.interested(rows, role)) == 2 and len(seen()) == 1
    assert not any(roles.offer(rows, role, id, NOW + 5) for id in (KOFI, SOL))
    roles.let_lapse(rows, NOW - 1)
    assert seen() == {(NOW, "")}
    roles.let_lapse(rows, NOW)
    assert seen() == {(0, "")} and roles.offered_to(rows, role, SOL) is False
    assert all(roles.offer(rows, role, id, NOW + 9) for id in (KOFI, SOL)) and len(seen()) == 1
    assert (roles.offered_to(rows, role, KOFI), roles.offered_to(rows, role, SOL)) == (None, True)
    assert all(roles.take_offer_back(rows, role, id) for id in (KOFI, SOL)) and seen() == {(-NOW - 9, "")}
    assert not any(roles.offer(rows, role, id, NOW + 10) for id in (KOFI, SOL))


def test_whoever_changes_their_mind_after_a_no_can_still_say_yes(rows: Connection) -> None:
    """While the offer stands. And interest that nobody answered with an offer goes without a trace."""
    role = posted(rows)
    offered(rows, role, KOFI)
    roles.take_interest_back(rows, role, KOFI)
    roles.say_interested(rows, role, KOFI)
    assert roles.offered_to(rows, role, KOFI)
    roles.take_interest_back(rows, role, KOFI)
    roles.let_lapse(rows, NOW)
    roles.say_interested(rows, role, KOFI)
    assert roles.offered_to(rows, role, KOFI) is False
    roles.take_interest_back(rows, role, KOFI)
    assert roles.interested(rows, role) == []


def test_nobody_has_what_they_were_not_offered(rows: Connection) -> None:
    """Not by being interested, and not once it is closed."""
    role = posted(rows, wanted=2)
    roles.say_interested(rows, role, KOFI)
    assert not roles.hold(rows, role, KOFI, "unpaid")
    assert not roles.hold(rows, role, SOL, "unpaid")
    offered(rows, role, KOFI)
    roles.close(rows, role)
    assert not roles.hold(rows, role, KOFI, "unpaid")
    assert rows.execute("select count(*) from role_interest").fetchone() == (0,)


def test_whoever_is_forgotten_leaves_the_place_free(rows: Connection) -> None:
    """With the member go interest and role; with the coordinator who posted it only their name."""
    role = posted(rows)
    offered(rows, role, KOFI)
    roles.hold(rows, role, KOFI, "paid")
    roles.say_interested(rows, role, SOL)
    for id in (KOFI, SOL):
        members.forget(rows, id)
    row = roles.of(rows, role)
    assert row is not None and not row.full
    assert roles.interested(rows, role) == []
    members.forget(rows, ANA)
    row = roles.of(rows, role)
    assert row is not None and (row.from_member, row.posted) == (None, 0)


def test_what_is_over_is_let_go(rows: Connection) -> None:
    """Interest at once; the role, and who had it, 12 months after its end."""
    role = posted(rows, wanted=2)
    offered(rows, role, KOFI)
    roles.hold(rows, role, KOFI, "paid")
    roles.say_interested(rows, role, SOL)
    roles.prune(rows, "2027-06-30", "2026-06-30")
    assert len(roles.interested(rows, role)) == 1
    roles.prune(rows, "2027-07-01", "2026-07-01")
    assert roles.interested(rows, role) == []
    assert roles.past_of(rows, KOFI, "2027-07-01") == ["Note keeper"]
    roles.prune(rows, "2028-07-01", "2027-07-01")
    assert roles.of(rows, role) is None
    assert rows.execute("select count(*) from role_holder").fetchone() == (0,)
