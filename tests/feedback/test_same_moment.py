"""The same moment for everybody (B28): the first commit after which a coordinator can see a result, by any way, is the first
for every member."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.facts import RowFacts
from bot.feedback import published, publishing
from storage import whats_new
from tests.bot.play import Play, at
from tests.feedback import forum

pytestmark = pytest.mark.slow
OPENS_AT = "2026-12-04 12:00"


class EveryDoor:
    """What a member and a coordinator can see of a meeting, by every way, after each commit."""

    def __init__(
        self, play: Play, connection: sqlite3.Connection, meeting: int, people: dict[str, int]
    ) -> None:
        self.play, self.connection, self.meeting, self.people = play, connection, meeting, people
        self.commits = 0
        self.first: dict[tuple[str, str], int] = {}

    def look(self, committed: bool) -> None:
        self.commits += 1
        world, path = self.play.bot.world, self.play.bot.database.path
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as other:
            exported = any(each.meeting == self.meeting for each in published.all(other))
        for who, number in self.people.items():
            found = RowFacts(self.connection, world, number, world.tongue("en"), self.play.now)
            news = {row.item for row in whats_new.of_member(self.connection, number)}
            letters = self.connection.execute(
                "select 1 from letter where member_id = ? and item = ?", (number, f"results:{self.meeting}")
            ).fetchone()
            doors = {
                "its page": found.result(self.meeting) is not None,
                "the list": any(each.meeting == self.meeting for each in found.results(9)),
                "an export": exported,
                "What's new": f"results:{self.meeting}" in news,
                "a message": letters is not None,
            }
            for door, is_open in doors.items():
                if is_open:
                    self.first.setdefault((who, door), self.commits)


@pytest.mark.parametrize("chunk", [1, 200])
async def test_every_door_opens_in_one_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    """The first commit after which a coordinator can see a result, by any way, is the first for every member: on its page, in
    the list, in an export. Word of it goes out in the same hour and never before, however few are told at once (B28)."""
    monkeypatch.setattr(publishing, "CHUNK", chunk)
    async with forum.six(tmp_path) as (play, meeting, people):
        await forum.all_say(play, people[:5], meeting)
        numbers = {name: (await person.known()).id for name, person in zip(("a member", "another", "a coordinator", "a rep"), (people[0], people[5], *people[6:]), strict=True)}  # fmt: skip
        doors = await play.bot.database.read(lambda c: EveryDoor(play, c, meeting, numbers))
        play.bot.database.after_batch.append(doors.look)
        await play.until(OPENS_AT)
        play.bot.database.after_batch.remove(doors.look)
        opened = {doors.first[who, door] for who in numbers for door in ("its page", "the list", "an export")}
        assert len(opened) == 1
        assert all(
            doors.first[who, door] >= min(opened) for who in numbers for door in ("What's new", "a message")
        )
        assert play.now == at(OPENS_AT)
