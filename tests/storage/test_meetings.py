"""Meetings in rows: who is invited, what is over, what was moved, agendas and wishes."""

import sqlite3
from collections.abc import Iterator
from sqlite3 import Connection

import pytest

from storage import agendas, events, members, wishes
from storage.migrate import load_migrations, migrate

DAY = 86400
NOW = 100 * DAY


@pytest.fixture
def rows() -> Iterator[Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, load_migrations())
    connection.execute("pragma foreign_keys = on")
    connection.execute("""insert into "group" (id, name) values (1, 'Lambeth'), (2, 'Southwark')""")
    yield connection
    connection.close()


def person(rows: Connection, role: str, *groups: int, joined_at: int = NOW - DAY) -> int:
    id = members.add(rows, "room", f"{role}{joined_at}{groups}", "en", False, joined_at)
    members.change(rows, id, {"role": role})
    for group in groups:
        members.enter_group(rows, id, group)
    return id


def test_who_is_invited(rows: Connection) -> None:
    """The group's members and representatives who were there before it began; the team only where it was made so."""
    kofi, dee, staff, priya = (
        person(rows, role, 1) for role in ("member", "representative", "staff", "coordinator")
    )
    bea, late = person(rows, "member", 2), person(rows, "member", 1, joined_at=NOW + 2 * DAY)
    forum = events.add(rows, "meeting", "Forum", NOW + DAY, group_id=1)
    both = events.add(rows, "meeting", "Both", NOW + DAY, group_id=1, staff=True)
    all_groups = events.add(rows, "meeting", "All", NOW + 3 * DAY)
    assert events.invited(rows, forum) == [kofi, dee]
    assert events.invited(rows, both) == [kofi, dee, staff, priya]
    assert events.invited(rows, all_groups) == [kofi, dee, bea, late]


def test_what_is_over_and_to_be_asked_about(rows: Connection) -> None:
    """Those that asked for it, have ended, took place, and have neither a box nor anything that came out of one."""
    asked, *_others = (
        events.add(rows, "meeting", title, NOW - DAY, ends_at=NOW + ends, asks=asks)
        for title, ends, asks in (("Asked", -5, True), ("Not asked", -5, False), ("Going on", 5, True))
    )
    off, boxed, out = (
        events.add(rows, "meeting", title, NOW - DAY, ends_at=NOW - 5, asks=True)
        for title in ("Off", "Boxed", "Out")
    )
    events.cancel(rows, off, NOW - 2 * DAY)
    rows.execute(
        "insert into box values (?, 'b', x'00', x'00', 'open', '2026-01-01', '2026-01-02', 5, 10, 'pool', 0, '', 0, 0)",
        (boxed,),
    )
    rows.execute(
        "insert into publication (meeting_id, state, on_day, k, for_words) values (?, 'lost', '2026-01-01', 5, 10)",
        (out,),
    )
    assert [row.id for row in events.over(rows, NOW)] == [asked]


def test_a_moved_meeting_is_soon_by_the_time_that_is_known(rows: Connection) -> None:
    """Whoever has not heard of it sets off at the earlier of the two; once that has gone by, the new time is the time."""
    forum = events.add(rows, "meeting", "Forum", NOW + DAY)
    events.change(rows, forum, {"starts_at": NOW + 9 * DAY, "moved_from": NOW + DAY}, NOW)
    assert [row.title for row in events.upcoming(rows, NOW, 2 * DAY)] == ["Forum"]
    assert events.upcoming(rows, NOW + DAY, 2 * DAY) == []
    row = events.of(rows, forum)
    assert row is not None
    assert (row.known_start(NOW), row.known_start(NOW + DAY), row.changes, row.changed_at) == (
        NOW + DAY,
        NOW + 9 * DAY,
        1,
        NOW,
    )


def test_only_what_an_event_has_can_change(rows: Connection) -> None:
    """A name that is no field of it is a mistake of ours, and nothing is changed."""
    forum = events.add(rows, "meeting", "Forum", NOW + DAY)
    with pytest.raises(ValueError, match="cancelled"):
        events.change(rows, forum, {"cancelled": 0}, NOW)


def test_meetings_at_the_same_time(rows: Connection) -> None:
    """Of one group, or of everybody; one that ends as the other begins is not at the same time."""
    for title, group, start in (
        ("Same", 1, 0),
        ("Other group", 2, 0),
        ("Everyone", None, 1800),
        ("After", 1, 3600),
    ):
        events.add(rows, "meeting", title, NOW + start, ends_at=NOW + start + 3600, group_id=group)
    found = events.beside(rows, 1, NOW, NOW + 3600)
    assert [row.title for row in found] == ["Same", "Everyone"]


def test_an_agenda_keeps_a_name_only_where_one_is_wanted(rows: Connection) -> None:
    """Without one nothing tells who wrote it; with one it goes when its owner takes it off, or is forgotten."""
    kofi, sol = person(rows, "member", 1), person(rows, "member", 2)
    members.change(rows, kofi, {"name": "Kofi"})
    forum = events.add(rows, "meeting", "Forum", NOW + DAY)
    agendas.add(rows, forum, "Repairs", kofi)
    agendas.add(rows, forum, "how we talk", None)
    agendas.add(rows, forum, "Tea", sol)
    assert agendas.of(rows, forum) == [("how we talk", None, ""), ("Repairs", kofi, "Kofi"), ("Tea", sol, "")]
    agendas.take_off(rows, forum, "Repairs", sol)
    agendas.take_off(rows, forum, "Tea", sol)
    assert [item.text for item in agendas.of(rows, forum)] == ["how we talk", "Repairs"]
    members.forget(rows, kofi)
    assert [item.text for item in agendas.of(rows, forum)] == ["how we talk"]


def test_an_agenda_has_an_end(rows: Connection) -> None:
    """More than 20 things nobody would read."""
    forum = events.add(rows, "meeting", "Forum", NOW + DAY)
    put = [agendas.add(rows, forum, f"Thing {n}") for n in range(22)]
    assert put == [True] * 20 + [False] * 2


def test_the_last_wish_counts(rows: Connection) -> None:
    """Nothing said, yes, no."""
    kofi, forum = person(rows, "member", 1), events.add(rows, "meeting", "Forum", NOW + DAY)
    assert wishes.of(rows, forum, kofi) is None
    for yes in (True, False):
        wishes.say(rows, forum, kofi, yes=yes)
        assert wishes.of(rows, forum, kofi) is yes


def test_what_was_said_beforehand_is_forgotten_with_the_bookings(rows: Connection) -> None:
    """60 days after it, who came, who wished what and what was put on the agenda is gone."""
    kofi, forum = person(rows, "member", 1), events.add(rows, "meeting", "Forum", NOW)
    events.book(rows, forum, kofi, NOW - 1)
    wishes.say(rows, forum, kofi, yes=True)
    agendas.add(rows, forum, "Repairs", kofi)
    events.prune(rows, NOW + 1)
    left = [
        rows.execute(f"select count(*) from {table}").fetchone()
        for table in ("booking", "ask_wish", "agenda_item")
    ]
    assert left == [(0,), (0,), (0,)]
