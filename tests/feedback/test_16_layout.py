"""Attack 16: where things lie in every other table tells nobody who took part.

Groups of twelve; of those who are asked half answer, drawn by lot, in an order that is drawn by lot, over two days in which other
things happen to everybody too. Then the files are read page by page: rowids, places in pages, lengths, times, the keys of indexes,
freed bytes and the log. Over all the groups no trait of a member's rows may go with having answered.
"""

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from typing import Final

import pytest

from bot.attack.loot import Copy
from tests.bot.play import HOUR, Person, Play, playing
from tests.feedback import forum
from tests.feedback.layout import Judge, rank, traits
from tests.feedback.mistakes import Mistake, one
from tests.feedback.test_18_seeded_mistakes import make

pytestmark = pytest.mark.slow
GROUPS: Final = 9
PEOPLE: Final = 12
TELLS: Final = 4.5
"""Standard errors. Of three hundred traits that mean nothing, one comes so far in five hundred runs."""
STAGES: Final = ("while it is open", "after the close", "when it is published")
MORE: Final = "and that is how it was, for me and for a few of those who sat at the back with me"

_DONE = "bot.feedback.talk:Talk.done"
_SEALED = "sealed.turn(self.connection, self.meeting_id)"
_MEMBER = "(self.member_id,)"
LEAKS = (
    one("contact", "layout", "", "bot.feedback.talk:Talk.one", "case _:", "case Contact():\n            __import__('bot.apply').apply.Applier(self.connection, self.world, *self.where, self.view, self.member_id).apply((effect,))\n        case _:"),
    one("a row that moves and comes back", "layout", "", _DONE, _SEALED, f"self.connection.execute(\"update consent set wording = wording || '      ' where member_id = ?\", {_MEMBER}); self.connection.execute('update consent set wording = trim(wording) where member_id = ?', {_MEMBER})"),
    one("a number that counts up", "layout", "", _DONE, _SEALED, "self.connection.execute('update member set joined_at = joined_at + 1 where id = ?', (self.member_id,))"),
)  # fmt: skip
"""Things that a product may do without saying anything, and that lie in the file all the same."""


async def live(folder: Path, seed: int, judges: Mapping[str, Judge]) -> None:
    """One group, from the meeting to its results."""
    chance = Random(f"layout {seed}")
    async with playing(folder) as play:
        people = [await play.joined(f"Person {n}") for n in range(PEOPLE)]
        meeting = await forum.meeting(play, "Housing forum")
        for person in chance.sample(
            people, len(people)
        ):  # who comes, and who wants to be asked, is said under one's name
            await person.say("menu")
            await person.press(
                "Meetings", "Open 1", "I'll come", chance.choice(("Yes, ask me",) * 7 + ("No thanks",))
            )
        await play.until("2026-11-25 11:00")
        by_id = {(await person.known()).id: person for person in people if forum.asked(person, meeting)}
        roster = {number: person.id for number, person in by_id.items()}
        answered = sorted(chance.sample(sorted(roster), len(roster) // 2))
        await _two_days(play, meeting, [by_id[each] for each in answered], people, chance, busy=seed % 4 == 1)

        def look(stage: str) -> None:
            judges[stage].hears(traits(Copy.read(play.bot.database.path), roster), answered)

        look(STAGES[0])
        await play.until("2026-12-01 11:00")
        look(STAGES[1])
        await play.until("2026-12-07 11:00")
        await _everybody_looks(people, chance)
        look(STAGES[2])


async def _two_days(
    play: Play,
    meeting: int,
    chosen: Sequence[Person],
    people: Sequence[Person],
    chance: Random,
    *,
    busy: bool,
) -> None:
    """Those who answer do it one after another; every now and then everybody looks at the menu."""
    order = chance.sample(chosen, len(chosen))
    for n, person in enumerate(order):
        answers = {
            "MF-10": chance.choice(("yes", "no", "skip")),
            "MF-13": chance.choice(("yes", "no", "skip")),
        }
        answers["MF-14"] = f"{MORE * chance.randrange(8)} {n}"[:900].strip() if chance.random() < 0.7 else ""
        answers.setdefault("MF-10", "yes")
        if not any(value not in ("", "skip") for value in answers.values()):
            answers["MF-10"] = "yes"
        await forum.says(play, person, meeting, answers)
        await play.wait(chance.randrange(HOUR, 6 * HOUR))
        if n == 1 and busy:
            await _everybody_looks(people, chance)


async def _everybody_looks(people: Sequence[Person], chance: Random) -> None:
    for person in chance.sample(people, len(people)):
        await person.say("menu")
        with suppress(AssertionError):
            await person.press("Close")


def played(folder: Path, groups: int = GROUPS, begins: int = 0) -> dict[str, dict[str, float]]:
    judges = {stage: Judge() for stage in STAGES}
    for seed in range(begins, begins + groups):
        asyncio.run(live(folder / f"group-{seed}", seed, judges))
    return {stage: judge.telling() for stage, judge in judges.items()}


def test_16_no_trait_goes_with_having_answered(tmp_path: Path) -> None:
    """Rowids, places, lengths, times and leftovers of those who answered lie among the others', at every stage."""
    found = played(tmp_path)
    assert all(len(telling) > 60 for telling in found.values()), "there is something to look at"
    told = {
        (stage, name): round(errors, 1)
        for stage, telling in found.items()
        for name, errors in telling.items()
        if abs(errors) >= TELLS
    }
    assert told == {}


@pytest.mark.parametrize("leak", LEAKS, ids=[leak.name for leak in LEAKS])
def test_16_a_leak_is_found(leak: Mistake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a product may leave behind unseen, in a time, a place or a freed byte, is found while the box is open."""
    make(leak, monkeypatch)
    found = played(tmp_path)
    assert max(abs(errors) for errors in found[STAGES[0]].values()) >= TELLS


def test_16_what_was_deleted_is_read_too(tmp_path: Path) -> None:
    """Rows that are gone and stand in freed bytes tell of those whom they were about."""
    roster = {number: f"phone-of-{number}" for number in range(101, 113)}
    with closing(sqlite3.connect(tmp_path / "rows")) as connection:
        connection.execute("pragma secure_delete = off")
        connection.execute("create table note (member_id integer primary key, address text)")
        connection.executemany("insert into note values (?, ?)", roster.items())
        connection.execute("delete from note where member_id % 2 = 0")
        connection.commit()
    found = traits(Copy.read(tmp_path / "rows"), roster)
    assert rank(found["in dead bytes"], [number for number in roster if number % 2 == 0])[0] == 0.5


def test_16_ranks_are_those_of_mann_and_whitney() -> None:
    """All above, none above, and nothing to tell where everybody is alike."""
    values = dict(enumerate([1.0, 2.0, 3.0, 4.0]))
    assert rank(values, [2, 3])[0] == 0.5
    assert rank(values, [0, 1])[0] == -0.5
    assert rank(values, [1, 2])[0] == 0.0
    assert rank(values, [1, 2])[1] == pytest.approx(5 / 48)
    assert rank(dict.fromkeys(range(4), 7.0), [0, 1]) == (0.0, 0.0)
