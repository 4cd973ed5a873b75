"""One meeting of the demo that was weeks ago: what was said of it is published, so that results can be looked at from the start.

It was lived through like any other, only long ago: its box was made, everybody pressed and typed their way through the form
(bot/turn.py), a coordinator and a representative read the words, and the box was opened at noon of a working day. Asking and
telling are left out, for nobody's phone is to ring about it now.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from sqlite3 import Connection
from typing import Final

from bot.channels.room import NAME
from bot.feedback import closing, days, reviewing
from bot.ports import Inbound
from bot.turn import Turns
from bot.views import view_of
from bot.world import World
from conversations.events import Event, Pressed, Typed
from conversations.feedback.effects import AgreeToShow, HaveRead, Showing
from conversations.pace.local_time import instant, local_date
from storage import boxes, events, members, publications, sealed

AGO: Final = 26
"""Days."""
TITLE: Final = "Moving the advice desk"
READERS: Final = ("Priya", "Dee")
SAID: Final[Sequence[tuple[str, str]]] = (
    ("Amara", "yes shared yes yes"),
    ("Kofi", "mostly shared yes partly,room"),
    ("Marek", "mostly staff sort_of yes"),
    ("Sol", "bit staff sort_of no,travel,room"),
    ("Tam", "yes shared yes yes"),
    ("Bea", "yes members yes yes"),
    ("Idris", "mostly shared yes partly,words"),
    ("Noor", "yes shared yes partly,travel"),
    ("Wren", "mostly shared no yes"),
    ("Jools", "no unsure sort_of no,room,words"),
)
"""Who answered, and what: a key for each question, and behind a comma what got in the way. Invented."""
IN_WORDS: Final = {
    "Amara": "Send the papers a week before, in plain words.",
    "Sol": "Pay the bus fare on the day, not weeks after.",
}
QUESTIONS: Final = ("MF-10", "MF-11", "MF-12", "MF-13")


def add_results(connection: Connection, turns: Turns, world: World) -> int:
    """The meeting, its box, and what came out of it; how many answered."""
    now, zone = world.clock.now(), world.programme_at(world.clock.now()).timezone
    by_name = {name: id for id, name in connection.execute("select id, name from member")}
    start = instant(local_date(now, zone) - timedelta(days=AGO), 14 * 60, zone)
    looks = connection.execute("select look_at, member_id from pace").fetchall()
    meeting = events.add(
        connection,
        "meeting",
        TITLE,
        start,
        place="the town hall",
        ends_at=start + 2 * 3600,
        asks=True,
        made_at=start,
    )
    assert closing.make(connection, world, start + 2 * 3600), "it is over, and everybody is to be asked"
    box = boxes.of(connection, meeting)
    assert box is not None, "it has a box"
    for name, keys in SAID:
        _answer(
            connection, turns, meeting, by_name[name], keys.split(), IN_WORDS.get(name, ""), start + 24 * 3600
        )
    closed = days.closes_at(date.fromisoformat(box.closes_on), zone)
    while closing.close(connection, world, closed):
        pass
    for name in READERS:
        _agree(connection, world, meeting, by_name[name], closed + 3600)
    while closing.open(connection, world, days.opens_at(date.fromisoformat(box.opens_on), zone)):
        pass
    publications.told_to(connection, meeting, None)
    connection.execute("delete from letter where item = ?", (f"review:{meeting}",))
    connection.executemany("update pace set look_at = ? where member_id = ?", looks)
    return len(SAID)


def _answer(
    connection: Connection, turns: Turns, meeting: int, member: int, keys: Sequence[str], words: str, now: int
) -> None:
    where = members.address_of(connection, member)
    assert where is not None, "everybody has a phone"

    def pressed(step: str, key: str) -> Event:
        return Pressed(f"b{meeting}:feedback:{step}:{key}")

    said = [pressed("MF-01", "start"), pressed("MF-02D", "start"), pressed("MF-04", "carry_on")]
    for question, given in zip(QUESTIONS, keys, strict=True):
        key, *ways = given.split(",")
        said.append(pressed(question, key))
        said += [pressed("MF-13b", way) for way in ways]
        said += [pressed("MF-13b", "done"), pressed("MF-13bw", "skip")] if ways else []
    said += [Typed(words) if words else pressed("MF-14", "skip"), pressed("MF-20", "send")]
    done = turns.take_in(connection, [Inbound(*where, event) for event in said], now)
    assert not done.failed and sealed.has_answered(connection, meeting, member), "they have answered"
    sealed.drop_draft(connection, meeting, member)  # what was owed to them, they have heard


def _agree(connection: Connection, world: World, meeting: int, member: int, now: int) -> None:
    row = members.by_id(connection, member)
    assert row is not None, "they have joined"
    view = view_of(connection, world, NAME, row, now)
    for text in reviewing.marks_of(connection, meeting).texts:
        for effect in (Showing(text.id), HaveRead(text.id)):
            reviewing.carry_out(connection, meeting, member, effect, view)
    reviewing.carry_out(connection, meeting, member, AgreeToShow(words=True), view)
