"""Two meetings after their boxes have closed: the first is reviewed by both, the second by nobody.

What was said is put into the boxes as it is at Send, so that nobody has to type it here. Priya is the coordinator, Dee the
representative and Amara a member of the group. Whoever could see anything first would be seen at the door: at every single
commit all three look at the results.
"""

import json
from contextlib import suppress
from pathlib import Path
from sqlite3 import Connection

from bot.facts import RowFacts
from bot.feedback import roster
from conversations.feedback import review
from storage import boxes, members, publications, sealed
from storage.sealed import Slip
from tests.bot.play import Person, Play, at, playing
from tests.feedback import forum
from tests.feedback.promises import Promises, raw

NAME = "Kofi"
"""What Dee takes out: the bot knows somebody of that name."""
WORDS = tuple(
    f"{start}, and that was number {n}"
    for n, start in enumerate(("Umber", "Heron", "Verdigris", "Ochre", "Teal"))
)
NAMED = f"Ask {NAME} to open the window"
UNREAD = "Nobody has reviewed this one"


class Doors:
    """Everybody's way to the results of one meeting, tried at every commit."""

    def __init__(self, room: Play, connection: Connection, people: tuple[int, ...]) -> None:
        self.room, self.connection, self.people = room, connection, people
        self.seen: list[tuple[int, dict[int, tuple[bool, ...]]]] = []

    def look(self, committed: bool) -> None:
        world, now = self.room.bot.world, self.room.now
        tongue, found = world.tongue("en"), {}
        for meeting in (1, 2):
            shown = []
            for person in self.people:
                facts = RowFacts(self.connection, world, person, tongue, now)
                one, listed = facts.result(meeting), {each.meeting for each in facts.results(50)}
                shown.append(one is not None and one.state == "published")
                shown.append(meeting in listed)
            found[meeting] = tuple(shown)
        self.seen.append((now, found))

    def opened_at(self, meeting: int) -> int | None:
        return next((now for now, found in self.seen if any(found[meeting])), None)

    def alike(self) -> bool:
        return all(len(set(shown)) == 1 for _now, found in self.seen for shown in found.values())


async def play(folder: Path, promises: Promises) -> None:
    async with playing(folder / "demo") as room:
        await _lives(room, promises, folder / "demo")


async def _lives(room: Play, promises: Promises, folder: Path) -> None:
    amara, kofi = await room.joined("Amara"), await room.joined(NAME)
    priya, dee = (
        await room.joined("Priya", role="coordinator"),
        await room.joined("Dee", role="representative"),
    )
    first = await forum.meeting(room, "Housing forum")
    everybody = [(await person.known()).id for person in (amara, priya, dee, kofi)]
    doors = await room.bot.database.read(lambda c: Doors(room, c, tuple(everybody)))
    room.bot.database.after_batch.append(doors.look)
    await room.until("2026-11-24 12:00")
    await room.bot.database.write(lambda c: fill(c, first, (*WORDS, NAMED)))
    await room.until("2026-12-01 13:00")
    await _reviewed(room, promises, first, priya, dee, folder)
    await room.until("2026-12-02 11:00")
    promises.kept("nothing opens before noon of a working day", doors.opened_at(first) is None)
    await room.until("2026-12-04 13:00")
    await _opened(room, promises, first, doors, folder)

    second = await forum.meeting(room, "Planning day")
    await room.until("2026-12-05 12:00")
    await room.bot.database.write(
        lambda c: fill(c, second, (*WORDS, *(f"{UNREAD}, not even {n}" for n in range(7))))
    )
    promised = await forum.row(room, second)
    assert promised is not None
    await room.until(f"{promised.opens_on} 12:30")
    promises.kept(
        "it opens by the day that was promised", doors.opened_at(second) == at(f"{promised.opens_on} 12:00")
    )
    words = [
        row.answer
        for row in await room.bot.database.read(lambda c: publications.answers(c, second))
        if row.words
    ]
    promises.kept("what nobody has read is shown to nobody", words == [])
    promises.kept("everybody sees it from the same commit on", doors.alike())
    room.bot.database.after_batch.remove(doors.look)


def fill(connection: Connection, meeting: int, words: tuple[str, ...]) -> None:
    """Six answers: all alike to the first question, three to the third, everybody's own words to the last."""
    people = [forum.somebody(connection, n) for n in range(len(words))]
    sealed.keep_note(connection, meeting, roster.NOTE, json.dumps(people))
    for n, text in enumerate(words):
        sealed.enter(connection, meeting, people[n])
        sealed.drop_in(connection, meeting, Slip("MF-10", 0, "yes", 1))
        sealed.drop_in(connection, meeting, Slip("MF-11", 0, "members" if n else "staff", 1))
        if n < 3:
            sealed.drop_in(connection, meeting, Slip("MF-12", 0, "no", 1))
        sealed.drop_in(connection, meeting, Slip("MF-14", 1, text, 1))


async def _reviewed(
    room: Play, promises: Promises, meeting: int, priya: Person, dee: Person, folder: Path
) -> None:
    async def state() -> str:
        box = await forum.row(room, meeting)
        return box.state if box else ""

    inside = await room.bot.database.read(lambda c: sealed.register(c, meeting))
    promises.kept("at the close the register goes", inside == [])
    promises.kept(
        "what reviewers read is in no file",
        not any(words.encode() in raw(room.bot.database.path, folder) for words in WORDS),
    )
    await forum.reviews(priya)
    promises.kept("one reviewer is not two", await state() == "review")
    await _with_role(room, priya, "representative")
    await priya.say("menu")
    with suppress(AssertionError):
        await priya.press("Member rep", "Words to review")
        await forum.read_on(priya)
    promises.kept(
        "one person has one key", await state() == "review" and not review.both_agreed(_by_one_person())
    )
    await _with_role(room, priya, "coordinator")
    await forum.reviews(dee, out=NAME)
    promises.kept("who said yes to other words is asked anew", await state() == "review")
    promises.kept("what is taken out is gone", NAME.encode() not in await forum.inside(room, meeting))
    await room.wait(60)
    await priya.say("menu")
    await priya.press("Meetings", "Words to review")
    await forum.read_on(priya)
    promises.kept("two who agree are enough", await state() in ("agreed", ""))


def _by_one_person() -> review.Marks:
    """Somebody who reads and says yes as the one, and then as the other."""
    marks = review.begin([("MF-14", NAMED, 1)])
    for key in review.KEYS:
        marks = review.agree(
            review.have_read(review.show(marks, 7, key, "1"), 7, key, "1"), 7, key, words=True
        )
    return marks


async def _with_role(room: Play, person: Person, role: str) -> None:
    number = (await person.known()).id
    await room.bot.database.write(lambda c: members.change(c, number, {"role": role}))


async def _opened(room: Play, promises: Promises, meeting: int, doors: Doors, folder: Path) -> None:
    promises.kept("it opens at noon of a working day", doors.opened_at(meeting) == at("2026-12-02 12:00"))
    row = await room.bot.database.read(lambda c: publications.of(c, meeting))
    answers = await room.bot.database.read(lambda c: publications.answers(c, meeting))
    box = await room.bot.database.read(lambda c: boxes.of(c, meeting))
    promises.kept(
        "of a box that is open nothing is left", box is None and not list((folder / "keys").iterdir())
    )
    promises.kept(
        "no exact number is kept",
        row is not None and row.people == "5 to 9" and all(each.about is None for each in answers),
    )
    shares = {(each.question, each.answer): each.share for each in answers if not each.words}
    promises.kept(
        "all is not told from nearly all",
        shares.get(("MF-10", "yes")) == shares.get(("MF-11", "members")) == "most",
    )
    promises.kept(
        "none is not told from few",
        shares.get(("MF-10", "no")) == shares.get(("MF-11", "staff")) == "hardly_anyone",
    )
    promises.kept(
        "a question with few answers is hidden",
        shares.get(("MF-12", "")) == "hidden" and ("MF-12", "no") not in shares,
    )
    words = [each.answer for each in answers if each.words]
    promises.kept(
        "own words are what both have read",
        words == sorted(words) and len(words) == 6 and not any(NAME in text for text in words),
    )
