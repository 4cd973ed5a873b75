"""Four people and two meetings in the room: what somebody does in a sealed talk leaves nothing outside the box.

Amara answers about the first meeting before anybody has been asked, Kofi when he is asked. About the second he is first and
she second, and each of them gives the other's own words: whoever could tell the two boxes apart, could tell who said what.
Marek begins and does not send. Sol does nothing, and says STOP.
"""

from pathlib import Path
from sqlite3 import Connection

from bot.feedback import draft
from storage import boxes, sealed
from tests.bot.play import Person, Play, playing
from tests.feedback import forum
from tests.feedback.promises import Promises, logged, outside, raw

WORDS = {"amara": "heron-blue chairs would be kinder", "kofi": "an umber kettle by the door"}
HALF = "a verdigris beginning"


async def play(folder: Path, promises: Promises) -> None:
    with logged() as lines:
        async with playing(folder / "demo") as room:
            await _lives(room, promises, folder / "demo")
    said = "\n".join(lines)
    promises.kept("nothing said is in the log", not any(words in said for words in (*WORDS.values(), HALF)))


async def _lives(room: Play, promises: Promises, folder: Path) -> None:
    amara, kofi, marek, sol, tam = [
        await room.joined(name) for name in ("Amara", "Kofi", "Marek", "Sol", "Tam")
    ]
    first, second = (
        await forum.meeting(room, "Housing forum"),
        await forum.meeting(room, "Planning day", group=None),
    )
    await room.until("2026-11-23 14:05")
    await _before_anybody_is_asked(room, promises, amara, first, folder)
    await room.until("2026-11-27 12:00")
    everybody = (amara, kofi, marek, sol, tam)
    promises.kept("everybody is asked alike", all(_was_asked(each, "Housing forum") for each in everybody))
    await forum.says(room, kofi, first, {"MF-10": "no", "MF-14": WORDS["kofi"]})
    await forum.says(room, kofi, second, {"MF-10": "no", "MF-14": WORDS["amara"]})
    await forum.says(room, amara, second, {"MF-10": "yes", "MF-14": WORDS["kofi"]})
    there = [await room.bot.database.read(lambda c, m=meeting: _said(c, m)) for meeting in (first, second)]  # type: ignore[misc]  # bound now
    promises.kept("who gave which answer is nowhere", there[0] == there[1])
    for person in (amara, kofi):
        number = (await person.known()).id
        left = await room.bot.database.read(
            lambda c, n=number: [draft.load(c, m, n) for m in (first, second)]  # type: ignore[misc]  # bound now
        )
        promises.kept("after Send there is no draft", left == [None, None])
    await _half_way(room, promises, marek, first, folder)
    await _again(room, amara, first)
    promises.kept("a second vote is not counted", await _voted(room, first) == 2)
    await _stops(room, promises, sol)
    await room.until("2026-11-29 12:00")
    promises.kept("what is a day old goes", HALF.encode() not in await forum.inside(room, first))
    await room.until("2026-11-30 20:00")
    await _half_way(room, promises, marek, first, folder)
    await room.until("2026-12-01 09:00")
    promises.kept("at the close drafts go", HALF.encode() not in await forum.inside(room, first))
    await _again(room, tam, first)
    promises.kept("a late answer is not counted", await _voted(room, first) == 2)


async def _before_anybody_is_asked(
    room: Play, promises: Promises, amara: Person, meeting: int, folder: Path
) -> None:
    await amara.say("menu")
    if "Meetings" not in amara.labels:
        await amara.press("More")
    await amara.press("Meetings", "Open 1")
    before = await room.bot.database.read(outside)
    known = {message.id for message in amara.heard}
    room.clock.move_to(room.now + 60)  # a moment that would be written down is another one now
    await amara.press("Say how it was")
    await forum.through(room, amara, meeting)
    await forum.tap(room, amara, meeting, "feedback", "yes", "MF-10")
    for step in ("MF-11", "MF-12", "MF-13"):
        await forum.tap(room, amara, meeting, "feedback", "skip", step)
    await amara.say(WORDS["amara"])
    stand = [message.text for message in amara.thread if not message.deleted]
    promises.kept("what is typed is deleted as the next question comes", WORDS["amara"] not in stand)
    promises.kept("no row tells of a draft", await room.bot.database.read(outside) == before)
    promises.kept(
        "nothing said is in any file", WORDS["amara"].encode() not in raw(room.bot.database.path, folder)
    )
    await forum.tap(room, amara, meeting, "feedback", "send", "MF-20")
    left = [message.text for message in amara.heard if message.id not in known]
    promises.kept("at Send the talk is cleared", len(left) == 1 and left[0].startswith("Sent, with no name."))
    after = await room.bot.database.read(outside)
    promises.kept("no row tells of an answer", before == after)


def _was_asked(person: Person, title: str) -> bool:
    """Once, whether it stands there still or not."""
    openers = [message for message in person.thread if message.text.startswith(f"{title} was on")]
    return len(openers) == 1


def _said(connection: Connection, meeting: int) -> tuple[list[int], list[sealed.Slip], dict[str, str]]:
    return (
        sealed.register(connection, meeting),
        sealed.slips(connection, meeting),
        sealed.notes(connection, meeting),
    )


async def _half_way(room: Play, promises: Promises, marek: Person, meeting: int, folder: Path) -> None:
    """He types something and leaves it there."""
    await forum.from_the_page(room, marek)
    await forum.through(room, marek, meeting)
    await forum.answer(room, marek, meeting, {"MF-10": "no", "MF-14": HALF}, send="")
    promises.kept("no draft is in any file", HALF.encode() not in raw(room.bot.database.path, folder))


async def _again(room: Play, person: Person, meeting: int) -> None:
    """Somebody tries what they cannot do: whatever button is left of it."""
    try:
        await forum.says(room, person, meeting, {"MF-10": "no", "MF-14": "once more"})
    except AssertionError:
        return  # the talk was closed to them on the way


async def _voted(room: Play, meeting: int) -> int:
    slips = await room.bot.database.read(lambda c: sealed.slips(c, meeting))
    return sum(slip.n for slip in slips if slip.question == "MF-10")


async def _stops(room: Play, promises: Promises, sol: Person) -> None:
    """STOP from somebody who has nothing in a box seals every box anew, as it would if there were something."""
    number = (await sol.known()).id

    def empty(connection: Connection) -> None:
        for meeting in sealed.drafts_of(connection, number):
            sealed.drop_draft(connection, meeting, number)

    await room.bot.database.write(empty)
    before = await room.bot.database.read(_keys)
    await sol.say("stop")
    after = await room.bot.database.read(_keys)
    promises.kept("whose draft it was cannot be told from STOP", all(before[m] != after[m] for m in before))


def _keys(connection: Connection) -> dict[int, bytes]:
    return {box.meeting_id: box.key_id for box in boxes.all(connection)}
