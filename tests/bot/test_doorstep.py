"""People who have not joined: nothing about them is stored, whatever they do (ON-20, ON-22, B07)."""

from pathlib import Path

import pytest

from bot.channels.room import NAME
from bot.doorstep import LIVES, MOST, Doorstep
from bot.ports import Direct, Inbound, Taken
from bot.turn import Turns
from conversations.events import Arrived, Blocked, Event, Opened, Pressed, Typed
from storage import members
from tests.bot.play import HOUR, LAYERS, LOOK_SAFE, SETTLED, Person, Play, playing


def files_of(play: Play) -> list[tuple[Path, bytes]]:
    """The database's files as they are on the disk."""
    folder = play.bot.database.path.parent
    return [(file, file.read_bytes()) for file in sorted(folder.iterdir()) if not file.name.endswith("-shm")]


async def test_a_stranger_who_walks_up_to_the_yes_leaves_no_byte(play: Play) -> None:
    """ON-20 is the first thing that is stored: until it is answered, neither a row nor a byte of the files changes."""
    before, bytes_before = await play.dump(), files_of(play)
    zora = play.person("Zoraqueen")
    await zora.say(
        "hello, I am Zoraqueen from Peckhamrise",
        "help",
        "close",
        "language",
        "English",
        *LOOK_SAFE,
        "tell me more",
        "back",
    )
    assert "Is that OK?" in zora.last
    assert await play.dump() == before
    assert files_of(play) == bytes_before
    assert play.in_files("Zoraqueen", "Peckhamrise", zora.id) == []


async def test_looking_around_stores_nothing(play: Play) -> None:
    """B07: somebody can try the bot with made-up data, answers and own words included, and no row is stored."""
    before, bytes_before = await play.dump(), files_of(play)
    zora = play.person("Zora")
    await zora.say("hi", "look around first")
    assert "nothing is kept" in zora.last
    await zora.press("A check-in")
    await zora.press("Start", "Good")
    await zora.say("A heron on the Quaggy river", "skip")
    assert "nothing was kept" in "\n".join(message.text for message in zora.heard)
    await zora.press("Meeting results", "OK", "What the team sees", "OK", "That's all")
    assert "Want to hear more?" in zora.last
    assert await play.dump() == before
    assert files_of(play) == bytes_before


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("hi", "not now"), "I won't write again unless you do."),
        (("hi", "yes", "no", "skip"), "Clear"),
        (("hi", *LOOK_SAFE[:3], "no"), "I've kept nothing"),
        (("hi", *LOOK_SAFE, "no thanks"), "I've kept nothing"),
        (("hi", *LOOK_SAFE, "stop"), "I've kept nothing about you"),
        (("my data",), "I keep nothing about you"),
    ],
    ids=["not now", "not a safe phone", "under 18", "no thanks", "stop", "asks what is kept"],
)
async def test_whoever_says_no_is_not_kept(play: Play, lines: tuple[str, ...], said: str) -> None:
    """Every way out before joining is answered kindly and leaves no row (ON-03, ON-07, ON-10, ON-22)."""
    before = await play.dump()
    zora = play.person("Zora")
    await zora.say(*lines)
    assert any(
        said in message.text or said in " ".join(c.label for c in message.choices) for message in zora.heard
    )
    await play.wait(48 * HOUR)
    assert await play.dump() == before
    assert all(message.at == zora.thread[0].at for message in zora.thread), (
        "and nothing is ever begun with them"
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("hi", "not now"),
        ("hi", *LOOK_SAFE[:3], "no"),
        ("hi", *LOOK_SAFE, "no thanks"),
        ("hi", *LOOK_SAFE, "stop"),
    ],
    ids=["not now", "under 18", "no thanks", "stop"],
)
async def test_a_no_is_forgotten_in_memory_too(play: Play, lines: tuple[str, ...]) -> None:
    """ON-10, ON-22, ST-01S: "I've kept nothing" is true of the process's memory as soon as it is said."""
    zora = play.person("Zora")
    await zora.say(*lines)
    assert not play.bot.turns.doorstep._visitors
    assert zora.id not in repr(vars(play.bot.turns.doorstep))
    await zora.say("clear")
    assert "what I still know of" in zora.last, "and a later Clear does not claim more than it can do"


async def test_a_no_that_is_delivered_again_is_not_answered_again(play: Play) -> None:
    """Whoever said no is let go of, and still the same update is not taken for a new hello."""
    zora = play.person("Zora")
    words = ("hi", *LOOK_SAFE[:3], "no")
    batch = [Inbound("telegram", zora.id, Typed(line), mark=70 + n) for n, line in enumerate(words)]
    assert "Childline" in (await play.bot.turns.take(batch)).direct[-1].body.text
    assert (await play.bot.turns.take(batch[-1:])).direct == ()
    assert not play.bot.turns.doorstep._visitors, "nor does it bring the memory of them back"
    fresh = [Inbound("telegram", zora.id, Typed("hi"), mark=99)]
    assert "Want to hear more?" in (await play.bot.turns.take(fresh)).direct[-1].body.text


async def test_somebody_who_says_no_can_clear_their_chat_from_memory(play: Play) -> None:
    """On a phone that is not safe both sides' messages are cleared though nothing about them is stored (ON-07)."""
    zora = play.person("Zora")
    await zora.say("hi", "yes", "no")
    await zora.press("Clear these messages")
    assert [message.text for message in zora.thread if not message.deleted] == [zora.last]
    assert "cleared" in zora.last
    assert await play.rows("shown") == []


# -- the process ends ---------------------------------------------------------------------------------------------------


async def taken(turns: Turns, person: Person, *events: Event) -> Taken:
    return await turns.take([Inbound(NAME, person.id, event) for event in events])


def tokens(direct: Direct) -> dict[str, str]:
    return {label: token for _key, label, token in direct.body.choices}


async def test_a_restart_forgets_a_typing_stranger_but_not_their_button(play: Play) -> None:
    """After a kill whoever types is greeted from the start; a button goes on where it stood."""
    zora = play.person("Zora")
    before = await taken(play.bot.turns, zora, *(Typed(line) for line in ("hi", *LOOK_SAFE[:3])))
    over_18 = tokens(before.direct[-1])["Yes, 18 or over"]
    restarted = Turns(play.bot.database, play.bot.world)
    typed = await taken(restarted, zora, Typed("yes, 18 or over"))
    assert "Want to hear more?" in typed.direct[-1].body.text
    pressed = await taken(Turns(play.bot.database, play.bot.world), zora, Pressed(over_18))
    assert "Is that OK?" in pressed.direct[-1].body.text


async def test_the_button_carries_language_quiet_mode_and_invitation(play: Play) -> None:
    """What matters survives the process in the button itself: language, quiet mode and the code."""
    code, zora = await play.invite("representative", "Southwark"), play.person("Zora")
    offered = await taken(
        play.bot.turns,
        zora,
        Opened(code),
        *(Typed(line) for line in ("yes", "not sure", "use quiet mode", "ok", "yes, 18 or over")),
    )
    token = tokens(offered.direct[-1])["Yes, that's OK"]
    assert token.startswith(f"~--q3{code}:")
    restarted = Turns(play.bot.database, play.bot.world)
    await taken(restarted, zora, Pressed(token.replace("~--", "~es", 1)))
    row = await zora.known()
    assert (row.language, row.quiet, row.role) == ("es", 1, "representative")
    assert await play.bot.database.read(lambda c: members.groups_of(c, row.id)) == [(2, "Southwark")]


async def test_the_words_before_the_yes_are_not_kept_afterwards(play: Play) -> None:
    """What a stranger wrote on the way to joining is in no file, even once they have joined."""
    zora = play.person("Zora")
    await zora.say(
        "my landlord is Mr Grimsquith",
        *LOOK_SAFE,
        "yes, that's ok",
        "no name",
        *LAYERS,
        "every week",
        *SETTLED,
    )
    assert (await zora.known()).name == ""
    assert play.in_files("Grimsquith") == []


async def test_what_was_said_at_the_door_can_be_cleared_after_joining(play: Play) -> None:
    """The messages from before the yes stand in the chat too, so Clear finds them once somebody has joined."""
    zora = play.person("Zora")
    await zora.say("hello there", *LOOK_SAFE, "yes, that's ok", "no name")
    await zora.say("clear")
    assert [message for message in zora.thread[:-1] if not message.deleted] == []


# -- how memory is bounded ----------------------------------------------------------------------------------------------


def test_the_doorstep_is_bounded_in_number_and_age() -> None:
    """The least recent visitor is forgotten first, and a visitor who was away for a day starts anew."""
    doorstep = Doorstep()
    first = doorstep.visitor(Inbound("room", "0", None), 0)
    assert doorstep.visitor(Inbound("room", "0", None), LIVES) is first
    assert doorstep.visitor(Inbound("room", "0", None), 2 * LIVES + 1) is not first
    for number in range(1, MOST + 1):
        doorstep.visitor(Inbound("room", str(number), None), 2 * LIVES + 1)
    assert len(doorstep._visitors) == MOST
    assert ("room", "0") not in doorstep._visitors


async def test_a_stranger_who_blocks_is_forgotten_at_once(play: Play) -> None:
    """Blocking before joining leaves nothing, in memory either."""
    zora = play.person("Zora")
    await taken(play.bot.turns, zora, Typed("hi"))
    assert play.bot.turns.doorstep._visitors
    assert (await taken(play.bot.turns, zora, Blocked())).direct == ()
    assert not play.bot.turns.doorstep._visitors


async def test_an_update_that_comes_again_is_answered_again_only_if_memory_lost_it(play: Play) -> None:
    """A stranger's reply leaves from memory, so after a kill the same update is taken again; within one life it is not."""
    zora = play.person("Zora")
    batch = [
        Inbound("telegram", zora.id, Typed("hi"), mark=70),
        Inbound("telegram", zora.id, Typed("yes"), mark=71),
    ]
    assert len((await play.bot.turns.take(batch)).direct) == 2
    assert (await play.bot.turns.take(batch)).direct == ()
    again = await Turns(play.bot.database, play.bot.world).take(batch)
    assert [direct.body.text[:5] for direct in again.direct] == ["Hello", "First"]


async def test_a_commit_that_fails_does_not_move_a_stranger_on(tmp_path: Path) -> None:
    """Consent is never guessed: a typed yes that is delivered twice, because the disk failed, counts for one question."""
    async with playing(tmp_path, sending=False) as play:
        zora, full = play.person("Zora"), [True]
        await taken(play.bot.turns, zora, *(Typed(line) for line in ("hi", *LOOK_SAFE[:3])))

        def disk(connection: object) -> None:
            if full:
                full.clear()
                raise OSError("disk full")

        play.bot.database.before_commit.append(disk)
        batch = [Inbound(NAME, zora.id, Typed("yes"))]
        with pytest.raises(OSError, match="disk full"):
            await play.bot.turns.take(batch)
        again = await play.bot.turns.take(batch)
        assert await zora.row() is None
        assert "need to keep" not in again.direct[-1].body.text


async def test_a_strangers_photo_is_deleted_and_not_kept(play: Play) -> None:
    """A photo from somebody who has not joined is deleted from the chat and answered."""
    zora = play.person("Zora")
    done = await taken(play.bot.turns, zora, Arrived("photo", "m1"))
    assert [direct.body.op for direct in done.direct] == ["delete", "send"]
    assert "can't keep photos" in done.direct[1].body.text
