"""Publications in their rows: as they were, in an order that tells nothing, and never changed."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from bot.feedback import published
from conversations.feedback.publication import Publication
from storage import events, publications
from storage.migrate import load_migrations, migrate
from storage.opening import connect, set_pragmas
from tests.bot.results import FORM, LARGE, SMALL, TOO_FEW
from tests.bot.results import publications as drawn_publications


def database(folder: Path) -> sqlite3.Connection:
    """Ten meetings, of which the first is for everybody and the others for a group that member 1 is in."""
    file = folder / "alongside.sqlite3"
    file.touch(0o600)
    connection = connect(file)
    set_pragmas(connection)
    migrate(connection, load_migrations(None))
    connection.execute("""insert into "group" (id, name) values (1, 'Lambeth'), (2, 'Southwark')""")
    connection.execute("insert into member (id, joined_at) values (1, 0)")
    connection.execute("insert into membership values (1, 1)")
    for number in range(1, 11):
        events.add(
            connection, "meeting", f"Meeting {number}", 0, group_id=None if number == 1 else 1 + number % 2
        )
    return connection


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = database(tmp_path)
    yield connection
    connection.close()


@given(value=drawn_publications())
@settings(max_examples=60, deadline=None)
def test_a_publication_comes_back_as_it_was_put(
    tmp_path_factory: pytest.TempPathFactory, value: Publication
) -> None:
    """Every part of it, hidden questions and the order of answers and words too."""
    connection = _shared(tmp_path_factory)
    connection.execute("begin")
    published.put(connection, value, FORM)
    assert published.of(connection, value.meeting) == value
    connection.execute("rollback")


_open: list[sqlite3.Connection] = []


def _shared(factory: pytest.TempPathFactory) -> sqlite3.Connection:
    if not _open:
        _open.append(database(factory.mktemp("published")))
    return _open[0]


@pytest.fixture(autouse=True, scope="module")
def closing() -> Iterator[None]:
    yield
    while _open:
        _open.pop().close()


def test_the_newest_comes_first_and_only_for_its_groups(rows: sqlite3.Connection) -> None:
    """A member finds those of their groups and of meetings for everybody; the list of all is by the day of opening."""
    for number, day in ((1, "2026-12-01"), (2, "2026-12-02"), (3, "2026-12-03")):
        published.put(rows, replace(LARGE, meeting=number, on_day=day), FORM)
    assert [p.meeting for p in published.all(rows)] == [3, 2, 1]
    assert [p.meeting for p in published.in_groups_of(rows, 1, 5)] == [2, 1]
    assert [p.meeting for p in published.in_groups_of(rows, 1, 1)] == [2]
    assert published.of(rows, 4) is None and published.meetings_of(rows, 4) == ()


def test_it_names_every_meeting_that_is_mixed_in(rows: sqlite3.Connection) -> None:
    """Its own first; what waited is said to be mixed in from then on, and nothing that was published ever changes."""
    published.put(rows, replace(TOO_FEW, meeting=3), FORM)
    published.put(rows, replace(LARGE, titles=("Planning day", "Walk")), FORM, [3])
    publications.end_waiting(rows, 3, "mixed", LARGE.on_day)
    publications.end_waiting(rows, 7, "destroyed", "2027-01-01")
    assert published.meetings_of(rows, 7) == (7, 3)
    assert [(p.meeting, p.state, p.titles) for p in published.all(rows)] == [
        (7, "published", ("Planning day", "Walk")),
        (3, "mixed", ("Walk",)),
    ]


def test_what_was_published_is_never_published_again(rows: sqlite3.Connection) -> None:
    """One meeting, one opening: a second is refused, and the first stays as it is."""
    published.put(rows, LARGE, FORM)
    with pytest.raises(sqlite3.IntegrityError):
        published.put(rows, replace(SMALL, meeting=LARGE.meeting), FORM)
    assert published.of(rows, LARGE.meeting) == LARGE


def test_a_publication_goes_with_its_form(rows: sqlite3.Connection) -> None:
    """One of another version, or with a question that was not asked, is a mistake of ours and not written."""
    strange = replace(LARGE.questions[0], id="MF-99")
    for wrong in (replace(LARGE, version=2), replace(LARGE, questions=(strange,))):
        with pytest.raises(ValueError):
            published.put(rows, wrong, FORM)
    assert published.all(rows) == ()


def test_who_is_still_to_be_told_is_known_by_a_number(rows: sqlite3.Connection) -> None:
    """It is remembered how far the telling has come, and when it is done."""
    published.put(rows, LARGE, FORM)
    published.put(rows, SMALL, FORM, told_to=None)
    assert [row.meeting_id for row in publications.still_to_tell(rows)] == [7]
    publications.told_to(rows, 7, 40)
    assert [row.told_to for row in publications.still_to_tell(rows)] == [40]
    publications.told_to(rows, 7, None)
    assert publications.still_to_tell(rows) == []
