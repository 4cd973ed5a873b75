"""A meeting in the room and those who were at it: how they answer it, review it and read what came out, as people do."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from sqlite3 import Connection

from bot.box_contents import contents
from storage import boxes, events, groups
from tests.bot.play import HOUR, Person, Play, playing

WORDS = "A teal lampshade in the corner"


async def meeting(
    play: Play, title: str, *, begins_in: int = HOUR, group: str | None = "Lambeth", few: str = "pool"
) -> int:
    """A meeting of two hours about which people are asked; its number."""

    def make(connection: Connection) -> int:
        start = play.now + begins_in
        where = groups.by_name(connection, group) if group else None
        return events.add(
            connection, "meeting", title, start, group_id=where, ends_at=start + 2 * HOUR, asks=True, few=few, made_at=play.now
        )  # fmt: skip

    return await play.bot.database.write(make)


async def tap(play: Play, person: Person, meeting: int, flow: str, key: str, step: str = "") -> None:
    """Press a button of the sealed talk about this meeting, wherever it stands: several may be going on in one chat."""
    prefix = f"{'b' if flow == 'feedback' else 'r'}{meeting}:{flow}:"
    for message in reversed(person.heard):
        for choice in message.choices:
            if (
                choice.token.startswith(prefix)
                and choice.key == key
                and step in ("", choice.token.split(":")[2])
            ):
                await play.room.pick(person.id, message.id, choice.key)
                return
    raise AssertionError(f"no button {key!r} of {flow} {meeting}; the last message has {person.labels}")


def asked(person: Person, meeting: int, flow: str = "feedback") -> str:
    """The words of the open question of this talk; "" where there is none."""
    prefix = f"{'b' if flow == 'feedback' else 'r'}{meeting}:{flow}:"
    for message in reversed(person.heard):
        if any(choice.token.startswith(prefix) for choice in message.choices):
            return message.text
    return ""


@asynccontextmanager
async def six(folder: Path, *, few: str = "pool") -> AsyncIterator[tuple[Play, int, list[Person]]]:
    """Six people who have been asked about a meeting, a coordinator and a representative."""
    async with playing(folder / "demo") as play:
        people = [await play.joined(name) for name in ("Amara", "Kofi", "Marek", "Sol", "Tam", "Noor")]
        people += [
            await play.joined("Priya", role="coordinator"),
            await play.joined("Dee", role="representative"),
        ]
        number = await meeting(play, "Housing forum", few=few)
        await play.until("2026-11-25 12:00")
        yield play, number, people


async def begin(play: Play, person: Person, meeting: int) -> None:
    """From the opener, which stands in the chat, to the first question."""
    await tap(play, person, meeting, "feedback", "start", "MF-01")
    await through(play, person, meeting)


async def through(play: Play, person: Person, meeting: int) -> None:
    """On from the words about who can see it, to the first question."""
    await tap(play, person, meeting, "feedback", "start", "MF-02D")
    if "small meeting" in asked(person, meeting):
        await tap(play, person, meeting, "feedback", "carry_on")


async def answer(
    play: Play, person: Person, meeting: int, answers: Mapping[str, str], *, send: str = "send"
) -> None:
    """From the first question on: the key of a button by the id of its question, own words as MF-14. What is not among
    them is skipped. `send`: how it ends, "" for not at all."""
    for id in ("MF-10", "MF-11", "MF-12", "MF-13"):
        await tap(play, person, meeting, "feedback", answers.get(id, "skip"), id)
    if answers.get("MF-13") in ("partly", "no"):
        await tap(play, person, meeting, "feedback", "done", "MF-13b")
        await tap(play, person, meeting, "feedback", "skip", "MF-13bw")
    if words := answers.get("MF-14", ""):
        await person.say(words)
        if "may have a name" in asked(person, meeting):
            await tap(play, person, meeting, "feedback", "leave", "MF-14p")
    else:
        await tap(play, person, meeting, "feedback", "skip", "MF-14")
    if send:
        await tap(play, person, meeting, "feedback", send, "MF-20")


async def says(play: Play, person: Person, meeting: int, answers: Mapping[str, str]) -> None:
    """The whole of it, from the opener to Send."""
    await begin(play, person, meeting)
    await answer(play, person, meeting, answers)


async def all_say(play: Play, people: list[Person], meeting: int) -> None:
    """Yes to the first question, and own words that are easily found again."""
    for n, person in enumerate(people):
        await says(play, person, meeting, {"MF-10": "yes", "MF-14": f"{WORDS}, number {n}"})


async def from_the_page(play: Play, person: Person, number: str = "Open 1") -> None:
    """To the same by MENU and Meetings, without waiting to be asked."""
    await person.say("menu")
    if "Meetings" not in person.labels:
        await person.press("More")
    await person.press("Meetings", number, "Say how it was")


async def reviews(person: Person, *, out: str = "", words: str = "Yes", agree: bool = True) -> None:
    """Read everything that waits, from the message that says so."""
    await person.press("Open")
    await read_on(person, out=out, words=words, agree=agree)


async def read_on(person: Person, *, out: str = "", words: str = "Yes", agree: bool = True) -> None:
    """From the first text on. `out`: what to take out wherever it stands; `words`: the answer to whether words are shown
    although few replied."""
    for _ in range(60):
        if "It's fine" not in person.labels:
            break
        if out and f"«{out}»" in person.last:
            await person.press("Take words out", out, "Take it out")
        await person.press("It's fine")
    if agree:
        await person.press("Agree")
        if "Yes" in person.labels:
            await person.press(words)


def somebody(connection: Connection, number: int) -> int:
    """A member without a phone, who is in no group: only what they answered is of interest. Their id."""
    id = 7_345_001 + number
    connection.execute("insert or ignore into member (id, role, joined_at) values (?, 'member', 0)", (id,))
    return id


async def inside(play: Play, meeting: int) -> bytes:
    """What is in a box, as it is sealed: the tests look where nobody else can."""
    return await play.bot.database.read(lambda connection: contents(connection, meeting))


async def row(play: Play, meeting: int) -> boxes.BoxRow | None:
    return await play.bot.database.read(lambda connection: boxes.of(connection, meeting))
