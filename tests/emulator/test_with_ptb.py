"""Every method through python-telegram-bot's own `Bot`, as the real bot will call them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MenuButtonCommands,
    Update,
)
from telegram.error import BadRequest, EndPointNotFound, Forbidden, InvalidToken, RetryAfter

from . import Emulator, Person
from .conftest import plain_request
from .oracles import unknown_to_ptb

YES_NO = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Yes", callback_data="y"), InlineKeyboardButton("No", callback_data="n")]]
)


async def test_the_bot_knows_itself(emu: Emulator, bot: Bot) -> None:
    """getMe answers PTB's own start-up call, with nothing PTB does not know."""
    me = await bot.get_me()
    assert (me.id, me.username) == (emu.bot.id, emu.bot.username)
    assert not list(unknown_to_ptb(me))


async def test_words_and_buttons_reach_the_screen(ada: Person, bot: Bot) -> None:
    """A message with a keyboard is on the person's screen, with its labels."""
    sent = await bot.send_message(7, "How are you?", reply_markup=YES_NO)
    shown = ada.last()
    assert (shown.id, shown.text, shown.labels) == (sent.message_id, "How are you?", ("Yes", "No"))
    assert not list(unknown_to_ptb(sent))


async def test_edits_show_and_take_the_keyboard_away(ada: Person, bot: Bot) -> None:
    """Editing the words drops the keyboard unless it is sent again; the screen says edited."""
    sent = await bot.send_message(7, "One?", reply_markup=YES_NO)
    await bot.edit_message_text("Two", 7, sent.message_id)
    assert (ada.last().text, ada.last().labels, ada.last().edited) == ("Two", (), True)
    await bot.edit_message_reply_markup(7, sent.message_id, reply_markup=YES_NO)
    assert ada.last().labels == ("Yes", "No")


async def test_deleting_leaves_the_screen_but_not_the_record(ada: Person, bot: Bot) -> None:
    """Deleted messages of both sides leave the screen and stay in `everything`."""
    said = ada.says("secret")
    sent = [await bot.send_message(7, f"{n}") for n in range(3)]
    await bot.delete_message(7, said)
    await bot.delete_messages(7, [sent[0].message_id, sent[1].message_id, 999])
    assert [shown.text for shown in ada.screen()] == ["2"]
    assert [shown.deleted for shown in ada.everything()] == [True, True, True, False]


async def test_a_press_is_answered_once(emu: Emulator, ada: Person, bot: Bot) -> None:
    """The answer to a press shows as a toast, and a second answer is too late."""
    await bot.send_message(7, "Well?", reply_markup=YES_NO)
    press = ada.presses("Yes")
    await bot.answer_callback_query(press, text="Thanks")
    assert ada.toasts == ["Thanks"]
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(press)


async def test_files_go_both_ways(emu: Emulator, ada: Person, bot: Bot) -> None:
    """What the bot uploads can be sent again by id and downloaded; what people send can be downloaded."""
    data = bytes(range(256)) + b"\r\n--\r\n"
    sent = await bot.send_document(7, data, filename="all.csv", caption="Results")
    assert sent.document is not None
    again = await bot.send_document(7, sent.document.file_id)
    assert again.document == sent.document
    fetched = await (await bot.get_file(sent.document.file_id)).download_as_bytearray()
    assert bytes(fetched) == data
    assert (ada.last().kind, ada.last().file_name) == ("document", "all.csv")
    photo = await bot.send_photo(7, data, caption="Chart")
    assert [size.width for size in photo.photo] == [90, 1280]
    ada.sends("voice")
    (update,) = await bot.get_updates()
    assert update.message and update.message.voice
    voice = await bot.get_file(update.message.voice)
    assert bytes(await voice.download_as_bytearray()).startswith(b"OggS")


async def test_a_caption_can_be_edited(ada: Person, bot: Bot) -> None:
    """editMessageCaption changes a file's words; editMessageText refuses to."""
    sent = await bot.send_document(7, b"x", filename="a.txt", caption="Old")
    await bot.edit_message_caption(7, sent.message_id, caption="New")
    assert ada.last().text == "New"
    with pytest.raises(BadRequest, match="no text in the message to edit"):
        await bot.edit_message_text("New", 7, sent.message_id)


async def test_command_menus_differ_by_chat_and_language(emu: Emulator, bot: Bot) -> None:
    """Each scope and language keeps a menu of its own, readable by the bot and by the test."""
    await bot.set_my_commands([BotCommand("stop", "Leave")])
    await bot.set_my_commands([BotCommand("stop", "Gadael")], language_code="cy")
    await bot.set_my_commands([BotCommand("send", "Broadcast")], scope=BotCommandScopeChat(7))
    assert [one.description for one in await bot.get_my_commands(language_code="cy")] == ["Gadael"]
    assert [one["command"] for one in emu.commands({"type": "chat", "chat_id": 7})] == ["send"]
    assert [one["command"] for one in emu.commands()] == ["stop"]
    await bot.delete_my_commands()
    assert emu.commands() == []


async def test_name_and_descriptions_are_kept_by_language(bot: Bot) -> None:
    """What the bot says about itself can be read back, in the language or else in general."""
    await bot.set_my_name("Gyda")
    await bot.set_my_description("A bot", language_code="cy")
    await bot.set_my_description("In general")
    await bot.set_my_short_description("Short")
    assert (await bot.get_my_name()).name == "Gyda"
    assert (await bot.get_my_description("cy")).description == "A bot"
    assert (await bot.get_my_description("fr")).description == "In general"
    assert (await bot.get_my_short_description()).short_description == "Short"


async def test_menu_button_chat_action_and_chat(ada: Person, bot: Bot) -> None:
    """The small calls answer as PTB expects them to."""
    assert await bot.set_chat_menu_button(7, MenuButtonCommands())
    assert (await bot.get_chat_menu_button(7)).type == "commands"
    assert await bot.send_chat_action(7, "typing")
    assert ada.account.typing == 1
    assert (await bot.get_chat(7)).first_name == "Ada"


async def test_updates_arrive_parsed(ada: Person, bot: Bot) -> None:
    """getUpdates gives PTB updates it can parse, and an offset acknowledges them."""
    ada.says("hello")
    (update,) = await bot.get_updates(timeout=1)
    assert isinstance(update, Update)
    assert update.effective_message and update.effective_message.text == "hello"
    assert await bot.get_updates(offset=update.update_id + 1) == ()


async def test_webhooks_are_set_shown_and_deleted(bot: Bot) -> None:
    """setWebhook, getWebhookInfo and deleteWebhook agree with each other."""
    await bot.set_webhook("https://bot.example/hook", secret_token="s", max_connections=3)
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections) == ("https://bot.example/hook", 3)
    assert await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == ""


async def test_replies_must_have_something_to_reply_to(ada: Person, bot: Bot) -> None:
    """A reply names its message; replying to nothing is refused unless allowed."""
    said = ada.says("question")
    answer = await bot.send_message(7, "answer", reply_to_message_id=said)
    assert answer.reply_to_message and answer.reply_to_message.message_id == said
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(7, "answer", reply_to_message_id=999)
    await bot.send_message(7, "x", reply_to_message_id=999, allow_sending_without_reply=True)


async def test_unreachable_people_are_forbidden_until_they_write(ada: Person, bot: Bot) -> None:
    """Blocking and leaving give PTB's Forbidden; coming back ends it; a stranger is not found."""
    ada.blocks_bot()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(7, "hello")
    ada.starts()
    await bot.send_message(7, "hello")
    ada.leaves_telegram()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(7, "hello")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(12345, "hello")


async def test_a_wrong_token_and_an_unknown_method_are_told_apart(emu: Emulator, bot: Bot) -> None:
    """A foreign token is Unauthorized; a method that is not here is a 404."""
    with pytest.raises(InvalidToken, match="Unauthorized"):
        async with plain_request() as request:  # Bot does not close its own when it cannot start
            await Bot("1:other", base_url=f"{emu.base_url}/bot", request=request).get_me()
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendNothingKnown", {"chat_id": 7})
    assert emu.log[-1].outcome == "404"


async def test_a_flood_is_told_how_long_to_wait(
    emu: Emulator, ada: Person, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A 429 becomes PTB's RetryAfter with the seconds."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # without it PTB warns whenever it makes a RetryAfter
    emu.fault("too_many", retry_after=17)
    with pytest.raises(RetryAfter) as flood:
        await bot.send_message(7, "hello")
    assert flood.value.retry_after == timedelta(seconds=17)
