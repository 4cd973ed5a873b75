"""The way back: a code shown once and typed back once, and what it brings back (bot/rejoining.py)."""

import asyncio
import re
from pathlib import Path
from sqlite3 import Connection

import pytest

from bot import copying
from bot.channels.room import NAME
from bot.ports import Inbound
from bot.views import view_of
from bot.wiring import running
from conversations import rejoin as code_of
from conversations.events import Opened, Typed
from storage import members
from tests.bot.play import DAY, HOUR, NEVER, Person, Play, playing

SHOWN = re.compile(r"[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}")


async def with_code(person: Person) -> str:
    """The code that this member has on paper now."""
    await person.say("my details")
    shown = await person.press("Code for a new phone", "Show me the code")
    code = SHOWN.search(shown)
    assert code, shown
    assert "That's your code, and it works" in await person.say(code[0])
    await person.say("close")
    return code[0]


async def on_paper(person: Person) -> str:
    """The same, and it has been on paper for more than a week: old enough to lift a hold."""
    code, id = await with_code(person), (await person.known()).id
    age = "update rejoin set made_at = made_at - ?1, confirmed_at = confirmed_at - ?1 where member_id = ?2"
    await person.play.bot.database.write(lambda c: c.execute(age, (8 * DAY, id)).rowcount)
    return code


def wrong(code: str) -> str:
    """A code with one letter wrong."""
    return code[:-1] + ("3" if code[-1] != "3" else "4")


async def gone(play: Play, *words: str) -> bool:
    """Whether no byte of these is in any file, within a moment: the log is emptied right behind what held them."""
    async with asyncio.timeout(5):
        while play.in_files(*words):  # noqa: ASYNC110 - files tell nobody that they change
            await asyncio.sleep(0.01)
    return True


def everything_of(connection: Connection, id: int) -> dict[str, list[tuple[object, ...]]]:
    """What is theirs, whatever phone they write from."""
    tables = ("member", "consent", "membership", "response")
    column = {"member": "id"}
    return {
        name: connection.execute(
            f"select * from {name} where {column.get(name, 'member_id')} = ?",
            (id,),
        ).fetchall()
        for name in tables
    }


# -- showing it ---------------------------------------------------------------------------------------------------------


async def test_the_code_is_in_no_file_and_no_chat_once_it_is_typed_back(play: Play) -> None:
    """Shown once, typed back once: then neither side of it stands in the chat, and no table or file ever holds it."""
    kofi = await play.joined("Kofi")
    await kofi.say("my details")
    shown = SHOWN.search(await kofi.press("Code for a new phone", "Show me the code"))
    assert shown is not None
    code, plain = shown[0], shown[0].replace(" ", "")
    assert await gone(play, code, plain, plain[4:]), "the letter went, and no byte of it is left"
    await kofi.say(code.lower())
    assert not [each for each in kofi.thread if code.casefold() in each.text.casefold() and not each.deleted]
    assert await gone(play, code, plain, plain[4:], code.lower())
    ((_id, _member, handle, secret, _made, confirmed_at, ends_at, tries, _tried),) = await play.rows("rejoin")
    assert handle == plain[:4] and secret.startswith("$argon2id$")
    assert (confirmed_at, ends_at, tries) == (play.now, None, 0)


async def test_not_now_clears_the_code_away_and_lets_go_of_it(play: Play) -> None:
    """Whoever is shown a code and has no pen presses Not now: the message goes, and the code does nothing."""
    kofi, other = await play.joined("Kofi"), play.person("Other")
    await kofi.say("my details")
    shown = SHOWN.search(await kofi.press("Code for a new phone", "Show me the code"))
    assert shown is not None
    await kofi.press("Not now")
    assert not [each for each in kofi.thread if shown[0] in each.text and not each.deleted]
    assert await play.rows("rejoin") == []
    assert "That code doesn't work" in await other.say(shown[0])


async def test_a_new_code_takes_the_place_of_one_of_the_same_week(play: Play) -> None:
    """Make another: the first one works no more, whether it was typed back or not. One on paper for longer works on for a
    while (test_young_codes.py)."""
    kofi, other = await play.joined("Kofi"), play.person("Other")
    old, new = await with_code(kofi), await with_code(kofi)
    assert old != new
    assert "That code doesn't work" in await other.say(old)
    assert "Welcome back" in await other.say(new)


async def test_in_quiet_mode_the_code_takes_the_place_of_the_question_and_goes_all_the_same(
    play: Play,
) -> None:
    """Where one message is edited for the next, the one that shows the code is found again too."""
    kofi = await play.joined("Kofi")
    await kofi.say("my details", "fix them", "quiet mode", "use quiet mode", "ok", "back", "close")
    await kofi.say("my details")
    await kofi.press("Code for a new phone", "Show me the code")
    (message,) = [each for each in kofi.heard if SHOWN.search(each.text)]
    code = SHOWN.search(message.text)
    assert code is not None
    await kofi.say(code[0])
    assert not [each for each in kofi.heard if SHOWN.search(each.text)]


async def test_a_code_that_nobody_typed_back_goes_from_the_chat_within_two_hours(play: Play) -> None:
    """Whoever picks up a lost phone could scroll up. What is on paper by then still works."""
    kofi, other = await play.joined("Kofi"), play.person("Other")
    await kofi.say("my details")
    shown = SHOWN.search(await kofi.press("Code for a new phone", "Show me the code"))
    assert shown is not None
    await play.wait(HOUR + 60)
    await play.bot.ticks.keep_house()
    await play.bot.sender.drained()
    assert not [each for each in kofi.heard if shown[0] in each.text]
    assert "Welcome back" in await other.say(shown[0])


async def test_joining_asks_and_not_now_is_enough(play: Play) -> None:
    """Whoever has joined and said Not now has no code; My details says so by saying nothing of one."""
    kofi = await play.joined("Kofi")
    assert await play.rows("rejoin") == []
    assert "made on" not in await kofi.say("my details", "see them")
    await with_code(kofi)
    assert "Code for a new phone: made on Mon 23 Nov" in await kofi.say("my details", "see them")


# -- coming back --------------------------------------------------------------------------------------------------------


async def test_a_code_brings_a_member_back_with_everything_that_was_theirs(play: Play) -> None:
    """B67: on a new phone they are who they were. On the old one somebody unknown writes, and it hears nothing."""
    kofi = await play.joined("Kofi")
    await kofi.say("menu", "check-in", "good", "Quincetree allotment", "skip")
    code, id = await with_code(kofi), (await kofi.known()).id
    before = await play.bot.database.read(lambda c: everything_of(c, id))
    await play.news("Lambeth", "Waiting for its time")
    new, heard = play.person("New"), len(kofi.thread)
    assert "Everything that was yours is here" in await new.say("hello", code)
    assert (await new.known()).id == id and await kofi.row() is None
    assert await play.bot.database.read(lambda c: everything_of(c, id)) == before
    await new.press("Not now")
    assert "Mon 23 Nov: Good" in await new.say("my details", "my check-ins")
    await play.wait(7 * DAY)
    assert len(kofi.thread) == heard, "nothing goes to the old phone"
    assert [each for each in new.heard if "Waiting for its time" in each.text], "what waited has come along"
    assert "I'm a computer helper" in await kofi.say("hello")


async def test_a_code_is_used_up(play: Play) -> None:
    """What was typed once on some phone brings nobody anywhere a second time."""
    kofi = await play.joined("Kofi")
    code = await with_code(kofi)
    first, second = play.person("First"), play.person("Second")
    await first.say(code)
    assert "That code doesn't work" in await second.say(code)
    assert await second.row() is None and (await first.known()).name == "Kofi"


async def test_a_link_can_carry_the_code(play: Play) -> None:
    """What Start brings is read like what is typed."""
    kofi, new = await play.joined("Kofi"), play.person("New")
    code = await with_code(kofi)
    await play.takes(new, Opened(code.replace(" ", "")))
    assert (await new.known()).name == "Kofi"


async def test_a_code_works_on_another_channel(play: Play) -> None:
    """The way back is not tied to the app that was lost."""
    kofi = await play.joined("Kofi")
    code = await with_code(kofi)
    await play.bot.turns.take([Inbound("telegram", "700200", Typed(code, "m1"), mark=5)])
    row = await play.bot.database.read(lambda c: members.by_address(c, "telegram", "700200"))
    assert row is not None and row.name == "Kofi" and await kofi.row() is None


@pytest.mark.parametrize(
    ("state", "words", "after"),
    [
        ("STOP", "they stay stopped until you write START", "stopped"),
        ("pause", "your break goes on", "paused"),
    ],
    ids=["stopped", "on a break"],
)
async def test_coming_back_starts_nothing_that_they_had_ended(
    play: Play, state: str, words: str, after: str
) -> None:
    """Nobody but the member makes the bot louder, and not by a lost phone."""
    kofi, new = await play.joined("Kofi"), play.person("New")
    code = await with_code(kofi)
    await kofi.say(*(("pause", "until I say", "yes, start it") if state == "pause" else (state,)))
    if (await kofi.known()).state != after:
        await kofi.say("ok")
    assert words in await new.say(code)
    assert (await new.known()).state == after


async def test_a_member_who_types_their_code_hears_that_it_works(play: Play) -> None:
    """It is not used up by trying it, the typed message goes, and what was going on goes on."""
    kofi, new = await play.joined("Kofi"), play.person("New")
    code = await with_code(kofi)
    await kofi.say("menu", "check-in")
    said = await kofi.say(code)
    assert "it works" in said and "How are things" in said
    assert kofi.thread[-2].deleted or not [
        each for each in kofi.thread if each.text == code and not each.deleted
    ]
    assert "Welcome back" in await new.say(code)


# -- whole or not at all ------------------------------------------------------------------------------------------------


async def test_a_turn_that_is_undone_leaves_the_code_and_the_old_phone(play: Play) -> None:
    """Coming back is one transaction: without its commit nothing has happened, and the code works again."""
    kofi, new = await play.joined("Kofi"), play.person("New")
    code = await with_code(kofi)
    before = await play.dump()

    class Killed(Exception):
        pass

    def take(connection: Connection) -> None:
        play.bot.turns.take_in(connection, [Inbound(NAME, new.id, Typed(code))], play.now)
        raise Killed

    with pytest.raises(Killed):
        await play.bot.database.write(take)
    play.bot.turns.doorstep.forget(NAME, new.id)
    assert await play.dump() == before and (await kofi.known()).name == "Kofi"
    assert "Welcome back" in await new.say(code)


async def test_forgetting_takes_the_code_along(play: Play) -> None:
    """FM: with every other row goes the hash; the paper brings nobody back."""
    kofi, new = await play.joined("Kofi"), play.person("New")
    code = await with_code(kofi)
    await kofi.say("forget me", "delete now", "yes, delete it all")
    assert await play.rows("rejoin") == [] and "That code doesn't work" in await new.say(code)


async def test_the_copy_tells_of_the_code_and_not_how_to_guess_it(play: Play) -> None:
    """Subject access: that there is one, and since when; neither its handle nor its hash."""
    kofi = await play.joined("Kofi")
    code = await with_code(kofi)

    def copy(connection: Connection) -> str:
        row = members.by_address(connection, NAME, kofi.id)
        assert row is not None
        return copying.copy_of(connection, view_of(connection, play.bot.world, NAME, row, play.now))

    text = await play.bot.database.read(copy)
    assert '"made_at"' in text and "argon2" not in text and code_of.handle(code.replace(" ", "")) not in text


async def test_nobody_is_told_at_the_old_phone_what_was_on_its_way(play: Play) -> None:
    """An answer that was ready for the old phone does not go there any more."""
    kofi, new = await play.joined("Kofi"), play.person("New")
    code = await with_code(kofi)
    await play.takes(kofi, Typed("menu"))  # its answer lies in the outbox when the next batch comes in
    waiting = [row for row in await play.rows("letter") if row[7] == "ready"]
    await play.takes(new, Typed(code))
    rows = await play.rows("letter")
    assert not [row for row in rows if row[3] == kofi.id and row[7] in ("ready", "sending")], waiting


async def test_a_code_that_would_come_late_does_not_come(tmp_path: Path) -> None:
    """Who holds the phone by then? What was not sent within 15 minutes is let go, and leaves no byte."""
    async with playing(tmp_path, sending=False) as play:
        kofi = await play.joined("Kofi")
        words = ("my details", "code for a new phone", "show me the code")
        await play.takes(kofi, *(Typed(line) for line in words))
        (body,) = [row[8] for row in await play.rows("letter") if row[9] == "rejoin"]
        code = SHOWN.search(body)
        assert code is not None and play.in_files(code[0]) == [code[0]]
        play.clock.move_to(play.now + HOUR)
        async with running(play.bot, NEVER):
            await play.bot.sender.drained()
            assert await gone(play, code[0])
        assert not [each for each in kofi.thread if code[0] in each.text]
