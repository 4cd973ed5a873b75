import asyncio
import socket

import pytest

from bot.channels.telegram import CAPS, ChannelProblem, TelegramChannel, keyboard
from bot.ports import Channel, Passing, Refused, SlowDown, Trouble, Unreachable, Unsure
from conversations.render import Choice, Piece
from tests.emulator.emulator import Emulator
from tests.emulator.people import Person

from .conftest import menu

ASK = Piece("How has your week been?", (Choice("good", "Good", "t:good"), Choice("hard", "Hard", "t:hard")))


def test_it_is_a_channel(channel: TelegramChannel) -> None:
    """The adapter has everything that the protocol asks for."""
    fits: Channel = channel
    assert fits.name == "telegram"
    assert fits.caps == CAPS


async def test_a_question_is_shown_with_its_buttons(
    emu: Emulator, channel: TelegramChannel, ada: Person
) -> None:
    """Text and buttons arrive as they are, even where the text looks like markup, and the id comes back."""
    sent = await channel.send(str(ada.id), Piece("a <b> & *c*", ASK.buttons), silent=True)
    shown = ada.last()
    assert (str(shown.id), shown.text, shown.labels) == (sent, "a <b> & *c*", ("Good", "Hard"))
    assert emu.world.messages[shown.id].silent
    ada.presses("Good")
    assert next(iter(emu.world.presses.values())).data == "t:good"


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (["Yes", "No"], [2]),
        (["1", "2", "3", "4", "5"], [3, 2]),
        (["a", "b", "c", "d"], [2, 2]),
        (["Up and down", "Good"], [2]),
        (["I would rather not say", "Yes"], [1, 1]),
    ],
)
def test_buttons_stand_abreast_if_they_are_short(labels: list[str], rows: list[int]) -> None:
    """Long labels get a row each; short ones share it, two or three."""
    made = keyboard([Choice(label, label) for label in labels])
    assert made is not None
    assert [len(row) for row in made.inline_keyboard] == rows


async def test_editing_replaces_text_and_takes_the_buttons_off(channel: TelegramChannel, ada: Person) -> None:
    """An answered question loses its buttons; saying the same again is no error."""
    sent = await channel.send(str(ada.id), ASK)
    for _ in range(2):
        await channel.edit(str(ada.id), sent, Piece("Good: noted."))
    assert (ada.last().text, ada.last().labels, ada.last().edited) == ("Good: noted.", (), True)


async def test_editing_what_is_not_there_is_refused(channel: TelegramChannel, ada: Person) -> None:
    """A message that is gone, or that the person wrote, or of another channel, cannot be edited."""
    theirs = ada.says("hello")
    for message in ("999", str(theirs), "room-7"):
        with pytest.raises(Refused):
            await channel.edit(str(ada.id), message, Piece("x"))


async def test_both_sides_are_deleted_and_what_is_too_old_is_told(
    emu: Emulator, channel: TelegramChannel, ada: Person
) -> None:
    """Deleting clears both sides; already gone counts as gone; only what Telegram keeps comes back."""
    old = await channel.send(str(ada.id), Piece("long ago"))
    emu.advance(49 * 3600)
    new = await channel.send(str(ada.id), Piece("just now"))
    theirs = str(ada.says("and mine"))
    failed = await channel.delete(str(ada.id), [old, new, theirs, "4242", "not-ours"])
    assert set(failed) == {old, "not-ours"}
    assert [shown.text for shown in ada.screen()] == ["long ago"]


async def test_many_messages_are_deleted_by_the_hundred(
    emu: Emulator, channel: TelegramChannel, ada: Person
) -> None:
    """Two hundred and fifty messages take three calls."""
    messages = [str(ada.says("x")) for _ in range(250)]
    assert await channel.delete(str(ada.id), messages) == ()
    assert len(emu.calls("deleteMessages")) == 3
    assert ada.screen() == []


async def test_a_file_is_sent_with_its_name_and_words(channel: TelegramChannel, ada: Person) -> None:
    """A file arrives under its own name, with the caption beside it."""
    sent = await channel.send_file(str(ada.id), "june.csv", b"a,b\n1,2\n", "The results")
    shown = ada.last()
    assert (str(shown.id), shown.kind, shown.file_name, shown.text) == (
        sent,
        "document",
        "june.csv",
        "The results",
    )


async def test_a_picture_is_sent_as_one(channel: TelegramChannel, ada: Person) -> None:
    """A chart shows in the chat, with its words beside it."""
    sent = await channel.send_file(str(ada.id), "results-7.png", b"a chart", "Most said yes.")
    shown = ada.last()
    assert (str(shown.id), shown.kind, shown.text) == (sent, "photo", "Most said yes.")


async def test_a_pause_that_telegram_asks_for_is_passed_on(
    emu: Emulator, channel: TelegramChannel, ada: Person
) -> None:
    """429 becomes SlowDown with the seconds it named."""
    emu.fault("too_many", method="sendMessage", retry_after=17)
    with pytest.raises(SlowDown) as told:
        await channel.send(str(ada.id), ASK)
    assert told.value.seconds == 17


@pytest.mark.parametrize("kind", ["server_error", "bad_gateway"])
async def test_a_fault_of_theirs_passes(
    emu: Emulator, channel: TelegramChannel, ada: Person, kind: str
) -> None:
    """500 as JSON and 502 as a web page are both tried again."""
    emu.fault(kind, method="sendMessage")
    with pytest.raises(Passing):
        await channel.send(str(ada.id), ASK)
    assert ada.screen() == []


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "hang_before", "hang_after"])
async def test_a_broken_answer_leaves_it_unsure(
    emu: Emulator, channel: TelegramChannel, ada: Person, kind: str
) -> None:
    """Once a connection stood, nobody can tell whether the message was delivered."""
    emu.fault(kind, method="sendMessage", hang_seconds=0.2)
    with pytest.raises(Unsure):
        await channel.send(str(ada.id), ASK)
    assert len(ada.screen()) == ("after" in kind)


async def test_no_connection_is_sure_to_have_delivered_nothing() -> None:
    """A refused connection is tried again without a second thought."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    channel = TelegramChannel("1:x", base_url=f"http://127.0.0.1:{port}")
    with pytest.raises(Passing):
        await channel.send("5", ASK)
    await channel.close()


@pytest.mark.parametrize("how", ["blocked", "left", "never started"])
async def test_nobody_there_is_unreachable(emu: Emulator, channel: TelegramChannel, how: str) -> None:
    """Blocked, deleted and never started all mean: not until this person writes."""
    person = emu.person(700100201, started=how != "never started")
    if how == "blocked":
        person.blocks_bot()
    elif how == "left":
        person.leaves_telegram()
    with pytest.raises(Unreachable):
        await channel.send(str(person.id), ASK)


async def test_what_is_too_long_is_refused_with_a_reason(channel: TelegramChannel, ada: Person) -> None:
    """A refusal says why, in the server's words, and is not a passing fault."""
    with pytest.raises(Refused, match="too long"):
        await channel.send(str(ada.id), Piece("x" * 4097))


async def test_text_up_to_the_declared_length_fits_with_some_emoji(
    channel: TelegramChannel, ada: Person
) -> None:
    """The declared length leaves room for characters that count twice on the server."""
    await channel.send(str(ada.id), Piece("x" * (CAPS.text_length - 90) + "🙂" * 90))


async def test_a_wrong_token_is_a_problem_for_a_person_and_is_not_repeated(emu: Emulator) -> None:
    """The line says where to mend it and does not hold the token."""
    channel = TelegramChannel("100200300:wrong", base_url=emu.base_url)
    with pytest.raises(ChannelProblem) as told:
        await channel.connect()
    assert "ALONGSIDE_TELEGRAM_TOKEN" in str(told.value)
    assert "wrong" not in str(told.value)
    assert told.value.__cause__ is None
    await channel.close()


async def test_the_user_name_is_known_after_connecting(emu: Emulator, channel: TelegramChannel) -> None:
    """Deep links need the bot's name; Telegram gives it."""
    assert await channel.connect() == channel.username == emu.bot.username


async def test_a_chat_can_have_commands_of_its_own(
    emu: Emulator, channel: TelegramChannel, ada: Person
) -> None:
    """Coordinators see their commands in their own chat only."""
    await channel.show_commands(str(ada.id), menu("coordinator", "en"))
    shown = emu.commands({"type": "chat", "chat_id": ada.id})
    assert shown[0] == {"command": "help", "description": "Help for a coordinator (en)"}
    assert emu.commands() == []


async def test_many_messages_go_at_once(emu: Emulator, channel: TelegramChannel) -> None:
    """Thirty-two letters at a time find connections enough."""
    people = [emu.person(700100300 + n, started=True) for n in range(32)]
    await asyncio.gather(*(channel.send(str(person.id), ASK) for person in people))
    assert emu.counts()["accepted"] == 32


async def test_troubles_say_nothing_about_anybody(
    emu: Emulator, channel: TelegramChannel, ada: Person
) -> None:
    """Neither the text of an error nor what it was raised from holds a chat, a token or the words."""
    for kind in ("too_many", "server_error", "drop_after", "blocked"):
        emu.fault(kind, method="sendMessage")
        with pytest.raises(Trouble) as told:
            await channel.send(str(ada.id), Piece("my secret"))
        assert told.value.__suppress_context__
        assert not any(word in str(told.value) for word in (str(ada.id), emu.token, "secret"))
