"""Who of the team gets what members pass on, and when (bot/passing_on.py)."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from bot import plan
from bot.apply import Applier
from bot.channels.room import NAME
from bot.config import Config
from bot.demo import demo_config, prepare_folder
from bot.views import view_of
from conversations import pace
from conversations.effects import PassOn
from storage import members, paces
from tests.bot.play import HOUR, Person, Play, playing, wall

ASK = "Could you ring me about the keys?"
NO_ANSWER = "I can't pass on an answer. If they'd like one, please see them, or call."
TOLD = f"Kofi wrote to you:\n{ASK}\n\n{NO_ANSWER}"
DANGER = "I want to kill myself"


def with_duty(folder: Path, hours: str = "Mon-Fri 09:00-17:00", set_up: int = 2) -> Config:
    config = demo_config(prepare_folder(folder, fresh=False))
    return config.model_copy(
        update={
            "safety": config.safety.model_copy(update={"set_up": set_up, "duty": "Jo", "duty_hours": hours})
        }
    )


@pytest.fixture
async def on_duty(tmp_path: Path) -> AsyncIterator[Play]:
    """The whole bot in set-up 2, on a Monday at 11; whoever is on duty is so on weekdays from 9 to 5."""
    async with playing(tmp_path, config=with_duty(tmp_path)) as made:
        yield made


async def team(play: Play, name: str, *lines: str, group: str = "Lambeth") -> Person:
    """A coordinator who has typed these lines in the team's menu."""
    return await play.joined(name, role="coordinator", group=group, lines=lines)


async def passes_on(person: Person) -> str:
    return await person.say("help", "ask priya", "pass on a message", ASK)


# -- who ----------------------------------------------------------------------------------------------------------------


async def test_only_those_who_take_messages_get_them(play: Play) -> None:
    """Several may; a coordinator who did not say so gets nothing, whatever their group."""
    priya, ana = (
        await team(play, "Priya", "menu", "messages: to me"),
        await team(play, "Ana", "menu", "messages: to me", group="Southwark"),
    )
    bea, kofi = await team(play, "Bea"), await play.joined("Kofi")
    assert "Passed on to Priya" in await passes_on(kofi)
    assert (priya.last, ana.last) == (TOLD, TOLD)
    assert bea.heard == []


async def test_messages_that_are_handed_back_are_offered_no_more(play: Play) -> None:
    """The next member is told where to write instead."""
    priya, kofi = await team(play, "Priya", "menu", "messages: to me"), await play.joined("Kofi")
    await kofi.say("help")
    assert "Ask Priya" in kofi.labels
    await priya.say("menu", "messages: not to me")
    await kofi.say("help")
    assert "Ask Priya" not in kofi.labels
    assert "Ask the team" in kofi.labels


@pytest.mark.parametrize("away", ["stopped", "on a break", "held", "in a day of silence", "blocked"])
async def test_whoever_has_stepped_back_is_not_counted_on(play: Play, away: str) -> None:
    """STOP, a break, a hold and a lost phone hold for the team as for everybody; and nobody is promised them."""
    priya, kofi = await team(play, "Priya", "menu", "messages: to me"), await play.joined("Kofi")
    match away:
        case "stopped":
            await priya.say("stop")
        case "on a break":
            await priya.say("pause", "1 week")
        case "in a day of silence":
            await priya.say("please stop writing to me so much")
        case "blocked":
            await play.bot.database.write(lambda c: members.set_reachable(c, NAME, priya.id, False))
        case _:
            row = await priya.known()
            held = pace.hold(plan.from_json(row.plan), play.now)
            await play.bot.database.write(
                lambda c: paces.save(c, row.id, held.state.value, plan.to_json(held), None)
            )
    before = len(priya.heard)
    assert "hello@riverside.example" in await kofi.say("help", "ask the team")
    await kofi.say("Could somebody ring me about the keys?")
    assert "Nobody from the team can be reached through me" in kofi.last
    assert len(priya.heard) == before


async def test_nobody_passes_words_on_to_themselves(play: Play) -> None:
    """A worker who asks for a person is not offered themselves."""
    priya = await team(play, "Priya", "menu", "messages: to me")
    await priya.say("help")
    assert "Ask Priya" not in priya.labels


async def test_what_a_quiet_worker_gets_makes_no_sound(play: Play) -> None:
    """Their phone is theirs: quiet mode holds for messages of members too."""
    priya, kofi = await team(play, "Priya", "menu", "messages: to me"), await play.joined("Kofi")
    row = await priya.known()
    await play.bot.database.write(lambda c: members.change(c, row.id, {"quiet": 1}))
    await play.until("2026-11-23 22:30")
    await passes_on(kofi)
    (body,) = [
        json.loads(body)
        for _id, who, *_rest, body in [letter[:9] for letter in await play.rows("letter")]
        if who == row.id and body
    ]
    assert (body["text"], body["silent"]) == (TOLD, True)


async def test_what_was_promised_all_the_same_is_put_right(play: Play) -> None:
    """The last resort: should a flow ever pass words on to nobody, the member hears that it did not go."""
    kofi = await play.joined("Kofi")
    row = await kofi.known()

    def passes(connection: Connection) -> None:
        view = view_of(connection, play.bot.world, NAME, row, play.now)
        Applier(connection, play.bot.world, NAME, kofi.id, view, row.id).apply((PassOn("worker", ASK),))

    await play.bot.database.write(passes)
    await play.bot.sender.drained()
    assert "I couldn't pass that on" in kofi.last
    assert "hello@riverside.example" in kofi.last


# -- when ---------------------------------------------------------------------------------------------------------------


async def test_messages_wait_for_the_workers_own_hours(play: Play) -> None:
    """Written late in the evening, read in the morning: from 10am, as the worker's own pace says."""
    priya, kofi = await team(play, "Priya", "menu", "messages: to me"), await play.joined("Kofi")
    await play.until("2026-11-23 22:30")
    assert "Passed on to Priya" in await passes_on(kofi)
    assert priya.heard == []
    await play.until("2026-11-24 12:00")
    assert priya.last == TOLD
    assert wall(priya.heard[-1].at) == "Tue 2026-11-24 10:00"
    assert len([message for message in priya.heard if message.text == TOLD]) == 1


@pytest.mark.parametrize("steps", [("stop",), ("pause", "Until I say")])
async def test_what_waits_does_not_reach_a_worker_who_steps_back(play: Play, steps: tuple[str, ...]) -> None:
    """STOP and a break hold for what was written before them, too."""
    priya, kofi = await team(play, "Priya", "menu", "messages: to me"), await play.joined("Kofi")
    await play.until("2026-11-23 22:30")
    await passes_on(kofi)
    await priya.say(*steps)
    await play.until("2026-11-25 12:00")
    assert TOLD not in [message.text for message in priya.heard]


async def test_messages_that_come_in_a_row_are_all_read(play: Play) -> None:
    """No limit on what the bot starts holds one member's words back behind another's."""
    priya = await team(play, "Priya", "menu", "messages: to me")
    for number in range(5):
        member = await play.joined(f"Kofi{number}")
        await passes_on(member)
    assert [message.text for message in priya.heard] == [
        TOLD.replace("Kofi", f"Kofi{number}") for number in range(5)
    ]


async def test_in_duty_hours_the_duty_person_is_told_at_once_and_nobody_else(on_duty: Play) -> None:
    """They are at work, whatever their own hours for the bot are; a coordinator who is off duty hears nothing."""
    play = on_duty
    jo, ana = (
        await team(play, "Jo", "menu", "what comes to me", "go on duty"),
        await team(play, "Ana", "menu", "what comes to me", "messages: to me"),
    )
    kofi = await play.joined("Kofi")
    await play.until("2026-11-24 09:05")
    await kofi.say(DANGER, "tell jo", "yes, tell them")
    assert "they're there now" in kofi.last
    assert DANGER in jo.last
    assert ana.heard == []


async def test_out_of_duty_hours_the_duty_person_is_told_when_they_are_back(on_duty: Play) -> None:
    """As the member was told: not at night, and at the start of the next duty."""
    play = on_duty
    jo, kofi = await team(play, "Jo", "menu", "what comes to me", "go on duty"), await play.joined("Kofi")
    await play.until("2026-11-23 22:30")
    await kofi.say(DANGER, "tell jo", "yes, tell them")
    assert "not at work now" in kofi.last
    assert jo.heard == []
    await play.until("2026-11-24 09:30")
    assert DANGER in jo.last
    assert wall(jo.heard[-1].at) == "Tue 2026-11-24 09:00"


async def test_what_waits_for_duty_does_not_reach_somebody_on_a_break(on_duty: Play) -> None:
    """A break begun meanwhile holds: it is the team member's own word."""
    play = on_duty
    jo, kofi = await team(play, "Jo", "menu", "what comes to me", "go on duty"), await play.joined("Kofi")
    await play.until("2026-11-23 22:30")
    await kofi.say(DANGER, "tell jo", "yes, tell them")
    await jo.say("pause", "1 week")
    await play.wait(24 * HOUR)
    assert not any(DANGER in message.text for message in jo.heard)


async def test_without_anybody_on_duty_the_card_is_that_of_set_up_1(tmp_path: Path) -> None:
    """A rota alone reads nothing: in set-ups 2 and 3 somebody has to have said that they are there."""
    for number in (2, 3):
        folder = tmp_path / str(number)
        async with playing(folder, config=with_duty(folder, set_up=number)) as play:
            ana, kofi = (
                await team(play, "Ana", "menu", "what comes to me", "messages: to me"),
                await play.joined("Kofi"),
            )
            await kofi.say(DANGER)
            assert "Jo" not in kofi.last
            assert not any("Tell" in label for label in kofi.labels)
            assert ana.heard == []
