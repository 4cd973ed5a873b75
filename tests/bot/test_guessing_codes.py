"""Rejoin codes that are guessed at, made too often, or written among other words (bot/rejoining.py, bot/lately.py)."""

import json
from sqlite3 import Connection

import pytest

from bot import holding, rejoining
from conversations.events import Pressed, Typed
from tests.bot.play import DAY, HOUR, Person, Play
from tests.bot.test_rejoining import SHOWN, gone, on_paper, with_code, wrong


async def test_three_codes_an_hour_are_made_and_no_more(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes the database's thread for a while: however often somebody presses, and whatever becomes of the codes, the
    fourth is put off kindly. In an hour there is one again."""
    kofi = await play.joined("Kofi")
    made: list[str] = []
    keep = rejoining.keep

    def counting(connection: Connection, member_id: int, code: str, now: int) -> None:
        made.append(code)
        keep(connection, member_id, code, now)

    monkeypatch.setattr(rejoining, "keep", counting)
    await kofi.say("my details")
    await kofi.press("Code for a new phone", "Show me the code")
    session = next(
        json.loads(row[2])[0] for row in await play.rows("session") if json.loads(row[2])[1] == "rejoin"
    )
    await play.takes(kofi, *[Pressed(f"{session}:rejoin:ON-53C:show", "")] * 100)
    assert len(made) == len(set(made)) == 3
    await play.bot.sender.drained()
    assert [each for each in kofi.heard if "3 codes for you in an hour" in each.text]
    await kofi.say("my details")
    await kofi.press("Code for a new phone", "Show me the code")
    assert "In an hour you can have another one" in kofi.heard[-1].text and len(made) == 3
    await play.wait(HOUR)
    await with_code(kofi)
    assert len(made) == 4


async def test_not_now_does_not_let_the_count_of_codes_begin_anew(play: Play) -> None:
    """A code that was let go of was made all the same."""
    kofi = await play.joined("Kofi")
    for _ in range(4):
        await kofi.say("my details")
        said = await kofi.press("Code for a new phone", "Show me the code")
        if SHOWN.search(said):
            await kofi.press("Not now")
    assert "3 codes for you in an hour" in said and await play.rows("rejoin") == []


async def test_chance_is_asked_for_a_code_only_where_one_is_made(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An ordinary turn draws no rejoin code; the one that shows a code draws one."""
    kofi = await play.joined("Kofi")
    drawn: list[str] = []
    draw = play.bot.world.chance.rejoin_code

    def counting() -> str:
        drawn.append(draw())
        return drawn[-1]

    monkeypatch.setattr(play.bot.world.chance, "rejoin_code", counting)
    await kofi.say("menu", "my details", "code for a new phone")
    assert drawn == []
    await kofi.say("show me the code")
    assert len(drawn) == 1


async def test_after_five_wrong_tries_even_the_right_code_rests_for_a_day(play: Play) -> None:
    """Five in any 24 hours from one phone, whatever codes it tries; the words are the same for all of it."""
    kofi, thief = await play.joined("Kofi"), play.person("Thief")
    code = await with_code(kofi)
    await thief.say("hello")
    said = {await thief.say(wrong(code) if n % 2 else "Z9Z9 Z9Z9 Z9Z9") for n in range(5)}
    said |= {await thief.say(code), await thief.say("Z9Z9 Z9Z9 Z9Z9")}
    assert len(said) == 1 and "That code doesn't work" in said.pop()
    await play.wait(DAY - HOUR)
    assert "That code doesn't work" in await thief.say(code)
    await play.wait(HOUR)
    assert "Welcome back" in await thief.say(code)


async def test_a_stranger_cannot_shut_somebody_out_with_five_messages(play: Play) -> None:
    """Whoever knows the first group of a code guesses for themselves: its owner comes back all the same. Only from many
    phones, 50 times a day, is a code itself closed for a day."""
    kofi, new = await play.joined("Kofi"), play.person("New")
    code = await with_code(kofi)
    for n in range(9):
        for _ in range(6):
            await play.takes(Person(play, f"stranger-{n}"), Typed(wrong(code)))
    assert [row[7] for row in await play.rows("rejoin")] == [45]
    await play.takes(Person(play, "stranger-9"), *[Typed(wrong(code))] * 5)
    assert "That code doesn't work" in await new.say(code)
    await play.wait(DAY)
    assert "Welcome back" in await new.say(code)


async def test_a_code_that_is_nobodys_takes_as_long_as_any_other(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hash is worked out for each wrong code, whose handle it ever has, and something is written down for each; none
    once there were too many tries."""
    kofi, held = await play.joined("Kofi"), await play.joined("Held")
    of_kofi, of_held = await with_code(kofi), await on_paper(held)
    id = (await held.known()).id
    await play.bot.database.write(
        lambda c: holding.hold(c, play.bot.world, id, "coordinator", play.now, silent=True)
    )
    worked: list[str] = []
    fits = rejoining._fits

    def counting(hashed: str, secret: str) -> bool:
        worked.append(hashed)
        return fits(hashed, secret)

    monkeypatch.setattr(rejoining, "_fits", counting)
    tries = ("Z9Z9 Z9Z9 Z9Z9", wrong(of_kofi), of_held)
    for n, words in enumerate(tries, 1):
        await play.takes(Person(play, f"stranger-{n}"), Typed(words))
        assert len(worked) == n and worked[-1].split("$")[:4] == rejoining.NOBODYS.split("$")[:4]
    assert sum(row[2] for row in await play.rows("counter") if row[0] == rejoining.WRONG) == 3
    await play.takes(Person(play, "stranger-1"), *[Typed("Z9Z9 Z9Z9 Z9Z9")] * 9)
    assert len(worked) == 7


async def test_typing_the_right_code_a_hundred_times_holds_nobody_up(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes the database's thread is looked at 20 times an hour from one phone, right or wrong."""
    kofi = await play.joined("Kofi")
    code = await with_code(kofi)
    worked: list[str] = []

    def fits(hashed: str, secret: str) -> bool:
        worked.append(secret)
        return True

    monkeypatch.setattr(rejoining, "_fits", fits)
    await play.takes(kofi, *[Typed(code)] * 100)
    assert len(worked) == 19, "and once when it was typed back"


async def test_a_code_among_other_words_is_kept_nowhere_and_passed_on_to_nobody(play: Play) -> None:
    """ "my code for this phone is …" does what the code does, whoever writes it, and goes from the chat and the files."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    code = await with_code(kofi)
    assert "That's your code" in await kofi.say(f"my code for this phone is {code} ok")
    assert "That code doesn't work" in await kofi.say(f"or is it Code: {wrong(code)} perhaps?")
    assert not [each for each in kofi.thread if code[:9] in each.text and not each.deleted]
    assert await gone(play, code, code.replace(" ", "")) and not [
        each for each in priya.heard if code in each.text
    ]
    new = play.person("New")
    assert "Welcome back" in await new.say(f"Code: {code}")
    assert not [each for each in new.thread if code in each.text and not each.deleted]


async def test_a_held_phone_says_the_code_among_other_words(play: Play) -> None:
    """PV-11 asks for the code: "Code: …" is that code."""
    kofi = await play.joined("Kofi")
    code, id = await on_paper(kofi), (await kofi.known()).id
    await play.bot.database.write(
        lambda c: holding.hold(c, play.bot.world, id, "coordinator", play.now, silent=False)
    )
    assert "Welcome back" in await kofi.say(f"Code: {code}")


@pytest.mark.parametrize("is_held", [True, False])
async def test_words_of_danger_come_before_a_code_and_it_goes_all_the_same(play: Play, is_held: bool) -> None:
    """The card first, whoever writes; the code is taken out of what anybody could be told, and out of the chat."""
    kofi = await play.joined("Kofi")
    code, id = await with_code(kofi), (await kofi.known()).id
    if is_held:
        await play.bot.database.write(
            lambda c: holding.hold(c, play.bot.world, id, "coordinator", play.now, silent=False)
        )
    assert "999" in await kofi.say(f"I want to kill myself. {code}")
    assert not [each for each in kofi.thread if code in each.text and not each.deleted]
    assert await gone(play, code)


async def test_somebody_elses_code_says_what_a_wrong_one_says(play: Play) -> None:
    """A member who tries another's code learns nothing by it, and takes nothing."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea")
    code = await with_code(kofi)
    assert await bea.say(code) == await bea.say("AAAA AAAA AAA9")
    assert (await kofi.known()).name == "Kofi" and (await bea.known()).name == "Bea"


async def test_two_members_with_one_handle_each_have_their_own_way_back(play: Play) -> None:
    """The handle finds rows, and the secret tells whose they are."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea")
    ids = [(await person.known()).id for person in (kofi, bea)]
    codes = ["K7QD3F8PXW2M", "K7QD9T4HC6RB"]

    def keep(connection: Connection) -> None:
        for id, code in zip(ids, codes, strict=True):
            rejoining.keep(connection, id, code, play.now)

    await play.bot.database.write(keep)
    new = play.person("New")
    await new.say(codes[1])
    assert (await new.known()).name == "Bea"
