"""Rows of keys, bookings, taps and standing moments: plain functions that decide nothing."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection

import pytest

import storage
from storage import broadcasts, events, keys, letters, members, paces, said, standing, stored

NOW, HOUR, DAY = 1_795_000_000, 3600, 86400
SCHEMA = Path(storage.__file__).parent / "schema.sql"


@pytest.fixture
def rows(path: Path) -> Iterator[Connection]:
    """A database with the whole schema, and nothing in it."""
    connection = sqlite3.connect(path)
    connection.executescript(SCHEMA.read_text(encoding="utf-8"))
    connection.execute("pragma foreign_keys = on")
    yield connection
    connection.close()


def person(rows: Connection, name: str, role: str = "member", state: str = "active") -> int:
    id = members.add(rows, "room", f"phone-{name}", "en", False, NOW)
    members.change(rows, id, {"name": name, "role": role})
    paces.save(rows, id, state, "{}", None)
    return id


def asked(rows: Connection, asker: int, event: int | None = None) -> int:
    """A request for the second key, about an urgent message if there is an event."""
    broadcast = None
    if event is not None:
        broadcast = broadcasts.add(
            rows, None, "urgent", "Moved\n\nCome", NOW, NOW + DAY, asker, state="asking", event_id=event
        )
    return keys.ask(rows, "urgent" if event else "pause", asker, NOW, NOW + DAY, broadcast_id=broadcast)


def test_the_first_answer_counts(rows: Connection) -> None:
    """A request is decided once; whoever comes second changes nothing."""
    ana, dee, wren = (person(rows, name) for name in ("Ana", "Dee", "Wren"))
    request = asked(rows, ana)
    assert keys.decide(rows, request, "agreed", NOW, dee)
    assert not keys.decide(rows, request, "refused", NOW + 1, wren)
    found = keys.of(rows, request)
    assert found is not None
    assert (found.state, found.decided_by, found.decided_at, found.asker) == ("agreed", dee, NOW, "Ana")


def test_what_waits_and_what_is_over_share_no_request(rows: Connection) -> None:
    """Open until it ends, and until its asker leaves; then it is over, and is found so once."""
    ana, dee = person(rows, "Ana"), person(rows, "Dee")
    first, second = asked(rows, ana), asked(rows, dee)
    assert [each.id for each in keys.open_at(rows, NOW)] == [first, second]
    assert keys.over_at(rows, NOW) == []
    assert keys.next_end(rows) == NOW + DAY
    members.forget(rows, dee)
    assert [each.id for each in keys.open_at(rows, NOW)] == [first]
    assert [each.id for each in keys.over_at(rows, NOW)] == [second]
    assert [each.id for each in keys.over_at(rows, NOW + DAY)] == [first, second]
    assert keys.open_at(rows, NOW + DAY) == []


def test_a_refusal_is_found_by_its_event_or_its_action(rows: Connection) -> None:
    """So that it can stand for 7 days; an agreement is none."""
    ana, dee = person(rows, "Ana"), person(rows, "Dee")
    forum, other = (events.add(rows, "meeting", name, NOW + DAY) for name in ("Forum", "Other"))
    keys.decide(rows, asked(rows, ana, forum), "refused", NOW + 5, dee)
    keys.decide(rows, asked(rows, ana, other), "agreed", NOW + 6, dee)
    keys.decide(rows, asked(rows, ana), "refused", NOW + 7, dee)
    assert keys.refused_at(rows, forum) == NOW + 5
    assert keys.refused_at(rows, other) is None
    assert keys.refused_action_at(rows, "pause") == NOW + 7


def test_bookings_are_counted_and_forgotten(rows: Connection) -> None:
    """Booked once however often; cancelled alone or all together; long past ones are let go."""
    kofi, sol = person(rows, "Kofi"), person(rows, "Sol")
    past = events.add(rows, "meeting", "Past", NOW - DAY)
    soon, later = (
        events.add(rows, "training", name, NOW + n * DAY) for n, name in ((1, "Soon"), (9, "Later"))
    )
    for event in (past, soon, soon, later):
        events.book(rows, event, kofi, NOW)
    events.book(rows, soon, sol, NOW)
    assert [(each.title, each.booked) for each in events.upcoming(rows, NOW, 2 * DAY)] == [("Soon", 2)]
    assert [each.title for each in events.booked_by(rows, kofi, NOW)] == ["Soon", "Later"]
    events.unbook(rows, soon, kofi)
    assert not events.has_booked(rows, soon, kofi)
    events.unbook_all(rows, kofi, NOW)
    assert events.booked_by(rows, kofi, NOW) == []
    assert events.has_booked(rows, past, kofi), "what has been stays known for a while"
    events.prune(rows, NOW)
    assert not events.has_booked(rows, past, kofi)
    events.cancel(rows, soon, NOW)
    found = events.of(rows, soon)
    assert found is not None
    assert (found.cancelled, found.booked) == (1, 1), "whoever booked it can still be told"


def test_each_says_one_thing_and_only_totals_are_read(rows: Connection) -> None:
    """The last answer of each counts; totals of a kind take every item of it and no other."""
    people = [person(rows, str(n)) for n in range(3)]
    for who in people:
        said.say(rows, "urgent:7", who, "asked", NOW)
        said.say(rows, "urgent:7", who, "yes", NOW)
    said.say(rows, "urgent:12", people[0], "no", NOW)
    said.say(rows, "broadcast:7", people[0], "no", NOW)
    assert said.totals(rows, "urgent:7") == {"yes": 3}
    assert said.totals_of_kind(rows, "urgent", NOW) == {"yes": 3, "no": 1}
    assert said.of(rows, "urgent:12", people[1]) is None
    members.forget(rows, people[0])
    assert said.totals_of_kind(rows, "urgent", NOW) == {"yes": 2}
    said.prune(rows, NOW + 1)
    assert said.totals(rows, "urgent:7") == {}


def test_a_standing_moment_is_one_row(rows: Connection) -> None:
    """The last one counts."""
    assert standing.at(rows, "x") is None
    standing.put(rows, "x", 1)
    standing.put(rows, "x", 2)
    assert standing.at(rows, "x") == 2


def test_representatives_who_are_there(rows: Connection) -> None:
    """Neither stopped nor held, at an address that answers; on a break only where it is asked for."""
    there, away = person(rows, "Dee", "representative"), person(rows, "Wren", "representative", "paused")
    for name, state in (("Abe", "stopped"), ("Bo", "held")):
        person(rows, name, "representative", state)
    person(rows, "Cy", "representative")
    members.set_reachable(rows, "room", "phone-Cy", False)
    assert [row.id for row in members.representatives(rows)] == [there]
    assert [row.id for row in members.representatives(rows, on_break=True)] == [there, away]


def test_a_copy_of_ones_details_has_the_keys_one_turned(rows: Connection) -> None:
    """What somebody asked for or decided is about them; what others did is not."""
    ana, dee, kofi = (person(rows, name) for name in ("Ana", "Dee", "Kofi"))
    keys.decide(rows, asked(rows, ana), "agreed", NOW, dee)
    assert [table.name for table in stored.about(rows, dee) if table.name == "key_request"] == ["key_request"]
    assert [table.name for table in stored.about(rows, kofi) if table.name == "key_request"] == []


def test_what_waits_about_one_thing_is_dropped_for_everybody(rows: Connection) -> None:
    """A key that is turned asks nobody else; what has gone stays as it is."""
    for name in ("Dee", "Wren", "Bea"):
        letters.add(
            rows, member_id=person(rows, name), channel="room", address=f"phone-{name}", lane=1, message_class="asked",
            kind="key_request", body="{}", now=NOW, item="key:1", ready=name != "Wren",
        )  # fmt: skip
    rows.execute("update letter set state = 'sending' where id = 1")
    letters.drop_item(rows, "key:1")
    states = rows.execute("select state, body from letter order by id").fetchall()
    assert states == [("sending", "{}"), ("dropped", None), ("dropped", None)]
