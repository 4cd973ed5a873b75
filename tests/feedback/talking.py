"""A whole meeting in the room, said by people: they are asked, answer in their own ways, and hear what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from conversations.events import Pressed
from conversations.feedback import review
from conversations.view import Role
from storage import events, groups
from tests.bot.play import DAY, HOUR, Person, Play
from tests.feedback.groups import review_as

NAMES = ("Amara", "Kofi", "Marek", "Sol", "Tam", "Noor")
TITLE = "Housing forum"


@dataclass(frozen=True, slots=True)
class Way:
    """One way through the form: "[Label]" is pressed, all else is typed. `says`: what of it is sent in own words."""

    lines: tuple[str, ...]
    says: str = ""


BEGIN = ("[Start]", "[OK, start]", "[Carry on]")
WAYS: Sequence[Way] = (
    Way((*BEGIN, "[Yes]", "[Shared]", "[Yes]", "[Yes]", "marker-zero: chairs that do not squeak", "[Send it]"), "marker-zero: chairs that do not squeak"),
    Way((*BEGIN, "[No]", "[Mostly staff]", "[No]", "[No]", "[The room]", "[Done]", "[Skip]", "marker-one " + "and on " * 60, "[Send it]"), ("marker-one " + "and on " * 60).strip()),
    Way((*BEGIN, "[Mostly]", "back", "[A bit]", "[Not sure]", "[Sort of]", "[Yes]", "marker-draft-two", "back", "marker-two", "[Send it]"), "marker-two"),
    Way((*BEGIN, "[Yes]", "[Shared]", "[Skip]", "[Skip]", "[Skip]", "[Send it]")),
    Way((*BEGIN, "[Yes]", "[Shared]", "[Yes]", "[Yes]", "marker-draft-four", "[See my answers]", "[Change them]",
         "[Mostly]", "[Shared]", "[Yes]", "[Yes]", "marker-four", "[Send it]"), "marker-four"),
    Way((*BEGIN, "a bit", "shared", "sort of", "yes", "marker-five, ring 07700 900123", "[Take it out]", "[See my answers]", "[Send it]"), "marker-five, ring [number]"),
)  # fmt: skip
"""Six ways: plainly, at length, with something taken back, with nearly all skipped, all changed before Send, and by typing."""
MARKERS = (
    "marker-zero",
    "marker-one",
    "marker-draft-two",
    "marker-two",
    "marker-draft-four",
    "marker-four",
    "marker-five",
    "900123",
)
"""What was written on the way, sent or not."""


async def joined(play: Play, name: str, role: Role = "member") -> Person:
    """Somebody new. Their used invitation goes at once: its letters are drawn anew in every life, and two are compared."""
    person = await play.joined(name, role=role)
    await play.bot.database.write(lambda c: c.execute("delete from invite").rowcount)
    return person


async def gathering(play: Play) -> tuple[list[Person], int]:
    """Six people, a coordinator and a representative; a meeting that is over, and everybody has been asked."""
    people = [await joined(play, name) for name in NAMES]
    await joined(play, "Priya", "coordinator")
    await joined(play, "Dee", "representative")
    return people, await meet(play)


async def meet(play: Play, few: str = "pool") -> int:
    """One meeting that begins in an hour and is over in three; two days later."""

    def add(connection: Connection) -> int:
        begins, group = play.now + HOUR, groups.by_name(connection, "Lambeth")
        return events.add(
            connection,
            "meeting",
            TITLE,
            begins,
            group_id=group,
            ends_at=begins + 2 * HOUR,
            asks=True,
            few=few,
        )

    meeting = await play.bot.database.write(add)
    await play.wait(2 * DAY)
    return meeting


async def says(person: Person, way: Way) -> str:
    """All of one way; the bot's words after the last of it."""
    said = ""
    for line in way.lines:
        said = await (person.press(line[1:-1]) if line.startswith("[") else person.say(line))
    return said


def start_of(person: Person) -> Pressed:
    """The press of the opener's Start, as an old message would send it whenever."""
    message, key = person.button("Start")
    (found,) = (each for each in person.thread if each.id == message)
    return Pressed(next(choice.token for choice in found.choices if choice.key == key), message)


async def reviewed(play: Play, meeting: int) -> None:
    """Time passes until the box is closed; a coordinator and a representative read it in the box, and say yes."""
    await play.wait(7 * DAY)

    def agree(connection: Connection) -> None:
        for role in review.KEYS:
            (member,) = connection.execute("select id from member where role = ?", (role,)).fetchone()
            review_as(connection, meeting, member, role)

    await play.bot.database.write(agree)
