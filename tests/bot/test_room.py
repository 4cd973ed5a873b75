"""The room as a channel: phones that remember what a phone would (bot/channels/room.py)."""

import pytest

from bot.channels.room import LONGEST, BadRequest, Room
from bot.ports import Direct, Inbound, Refused, Taken
from conversations.events import Pressed, Typed
from conversations.render import Choice, Piece
from tests.bot.play import MONDAY, Play, StillClock

YES = Piece("Well?", (Choice("yes", "Yes", "s:f:q:yes"), Choice("no", "No", "s:f:q:no")))


class Intake:
    """Keeps what came in, and answers strangers from memory."""

    def __init__(self) -> None:
        self.events: list[object] = []
        self.direct: tuple[Direct, ...] = ()

    async def take(self, batch: object) -> Taken:
        assert isinstance(batch, list)
        self.events += [inbound.event for inbound in batch if isinstance(inbound, Inbound)]
        return Taken(direct=self.direct)


@pytest.fixture
def intake() -> Intake:
    return Intake()


@pytest.fixture
def room(intake: Intake) -> Room:
    made = Room(StillClock(MONDAY), intake.take)
    made.add("Ada", "p1")
    return made


async def test_a_button_carries_its_token_and_the_page_never_sees_it(room: Room, intake: Intake) -> None:
    """What is pressed comes in with the token of its button and the message it stands under."""
    message = await room.send("p1", YES)
    shown = room.phone("p1").thread[0].as_json()
    assert shown == {
        "id": message,
        "from": "bot",
        "text": "Well?",
        "options": [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}],
        "file": None,
        "at": MONDAY,
        "deleted": False,
    }
    await room.pick("p1", message, "no")
    assert intake.events == [Pressed("s:f:q:no", message)]
    assert [m.text for m in room.phone("p1").thread] == ["Well?", "No"]


async def test_a_pressed_label_goes_with_the_question_it_answered(room: Room) -> None:
    """Clearing leaves no word of a press behind, though a real messenger would never have shown one."""
    message = await room.send("p1", YES)
    await room.pick("p1", message, "yes")
    assert await room.delete("p1", [message]) == ()
    assert [m.as_json()["text"] for m in room.phone("p1").thread] == ["", ""]
    assert all(m.deleted for m in room.phone("p1").thread)


async def test_what_is_deleted_is_gone(room: Room, intake: Intake) -> None:
    """A deleted message has no text, no buttons and no file, and cannot be edited or pressed."""
    message = await room.send("p1", YES)
    file = await room.send_file("p1", "copy.json", b"{}", "Your copy")
    assert room.phone("p1").thread[1].as_json()["file"] == {"name": "copy.json", "url": f"/api/file/{file}"}
    await room.delete("p1", [message, file, "never was"])
    for shown in (m.as_json() for m in room.phone("p1").thread):
        assert (shown["text"], shown["options"], shown["file"], shown["deleted"]) == ("", [], None, True)
    with pytest.raises(BadRequest):
        await room.pick("p1", message, "yes")
    with pytest.raises(Refused):
        await room.edit("p1", message, Piece("changed"))
    assert intake.events == []


async def test_an_edit_takes_the_buttons_off(room: Room) -> None:
    """What a message says is replaced, whole."""
    message = await room.send("p1", YES)
    await room.edit("p1", message, Piece("Well? Yes."))
    (shown,) = (m.as_json() for m in room.phone("p1").thread)
    assert (shown["text"], shown["options"]) == ("Well? Yes.", [])


async def test_a_letter_for_nobody_in_the_room_is_refused_as_letters_are(room: Room) -> None:
    """The sender is told in its own words, so that one lost phone costs one letter."""
    with pytest.raises(Refused):
        await room.send("nobody", YES)
    with pytest.raises(Refused):
        await room.edit("p1", "m999", Piece("x"))


@pytest.mark.parametrize("text", ["", "  \n", "x" * (LONGEST + 1)])
async def test_an_empty_or_endless_message_is_not_sent(room: Room, intake: Intake, text: str) -> None:
    """The page is told in one clear sentence, and nothing stands on the phone."""
    with pytest.raises(BadRequest):
        await room.say("p1", text)
    assert intake.events == [] and room.phone("p1").thread == []


async def test_what_a_stranger_is_told_comes_from_memory(room: Room, intake: Intake) -> None:
    """Direct words are said at once, in order, before the call returns."""
    from bot.ports import Body

    said: list[str] = []

    async def speak(direct: Direct) -> None:
        said.append(direct.body.text)

    room.send_direct, intake.direct = (
        speak,
        (Direct("room", "p1", Body("send", "one")), Direct("room", "p1", Body("send", "two"))),
    )
    await room.say("p1", "hi")
    assert said == ["one", "two"]
    assert intake.events == [Typed("hi", "m1")]


def test_every_phone_has_an_id_of_its_own(room: Room) -> None:
    """A new phone takes the first id that is free."""
    room.add("Bo", "p3")
    assert [room.add("Cy").id, room.add("Di").id] == ["p2", "p4"]


async def test_whoever_does_not_read_is_told_nothing_more(room: Room) -> None:
    """A page that stopped reading costs no memory without end; the others go on."""
    slow, quick = room.watch(), room.watch()
    for _ in range(1500):
        room.tell("thread", person="p1")
        quick.get_nowait()
    assert slow.qsize() == 1000
    room.unwatch(quick)
    room.tell("thread", person="p1")
    assert quick.qsize() == 0


async def test_what_somebody_does_is_answered_when_the_call_returns(play: Play) -> None:
    """No page needs to wait and ask again: after `say` and `pick` the answers stand in the thread."""
    zora = play.person("Zora")
    await play.room.say(zora.id, "hello")
    assert [message.sender for message in zora.thread] == ["person", "bot"]
