"""What a turn leaves behind: joining, telling a person, answers and copies (bot/apply.py)."""

import json
from dataclasses import replace

import pytest

from bot import plan
from bot.channels.room import NAME
from bot.ports import Inbound
from bot.turn import Turns
from conversations.events import Opened, Typed
from conversations.pace import Topic
from storage import answers, invites, members
from tests.bot.play import DAY, LAYERS, LOOK_SAFE, MINUTE, SETTLED, Play

# -- joining ------------------------------------------------------------------------------------------------------------


async def test_each_yes_is_kept_with_the_words_it_answers(play: Play) -> None:
    """B16, DOMAIN.md 5.3: a consent a layer, with the version of its words, and with the basics the group's agreement."""
    kofi = await play.joined("Kofi")
    kept = {layer: (yes, wording, at) for _id, layer, yes, wording, at in await play.rows("consent")}
    assert set(kept) == {"basics", "check_ins", "group_mood", "meetings", "training", "news"}
    agreement = play.bot.world.programme_at(play.now).agreement_version
    assert kept["basics"][1].startswith("ON-20@en:") and kept["basics"][1].endswith(f" agreement:{agreement}")
    assert kept["check_ins"][1].startswith("ON-30@en:")
    assert {(yes, at) for yes, _wording, at in kept.values()} == {(1, play.now)}
    assert (await kofi.known()).joined_at == play.now


async def test_a_no_is_kept_and_closes_no_other_layer(play: Play) -> None:
    """Every layer is a yes of its own; "decide later" keeps nothing."""
    zora = play.person("Zora")
    await zora.say(
        "hi",
        *LOOK_SAFE,
        "yes, that's ok",
        "no name",
        "no check-ins",
        "decide later",
        "yes",
        "no",
        "every week",
        "skip",
        "skip",
    )
    kept = {layer: yes for _id, layer, yes, _wording, _at in await play.rows("consent")}
    assert kept == {"basics": 1, "check_ins": 0, "training": 1, "news": 0}
    value = plan.from_json((await zora.known()).plan)
    assert value.topics == {Topic.TRAINING}, "what was not agreed to, or not yet, starts no chat"
    assert "check_in_due_at" in (await zora.known()).plan, "rounds go on, so that news has a measure"
    await play.wait(21 * DAY)
    assert not [
        message for message in zora.heard if "check-in" in message.text and message.at > zora.thread[0].at
    ]


async def test_an_invitation_gives_its_role_and_group_once(play: Play) -> None:
    """A code counts down when it is used, and gives what it was made for."""
    code = await play.invite("representative", "Southwark", uses=2)
    for name in ("Bea", "Wren"):
        person = play.person(name)
        await person.say(code, *LOOK_SAFE, "yes, that's ok", name)
        row = await person.known()
        assert row.role == "representative"
        dump = await play.dump()
        assert [(member, group) for member, group in dump["membership"] if member == row.id] == [(row.id, 2)]
    found = await play.bot.database.read(lambda c: invites.find(c, code))
    assert found is not None and found.uses_left == 0


@pytest.mark.parametrize("spoilt", ["used up", "expired"])
async def test_a_code_that_is_over_makes_an_ordinary_member(play: Play, spoilt: str) -> None:
    """Whoever comes with a code that no longer works can join all the same, with no role of its."""
    code = await play.invite("coordinator", "Southwark", days=1)
    if spoilt == "used up":
        await play.bot.database.write(lambda c: invites.use(c, code, play.now))
    else:
        await play.wait(2 * DAY)
    zora = play.person("Zora")
    await zora.say(code, *LOOK_SAFE, "yes, that's ok", "Zora")
    row = await zora.known()
    assert row.role == "member"
    assert await play.bot.database.read(lambda c: members.groups_of(c, row.id)) == [(1, "Lambeth")]


async def test_only_a_hash_of_a_code_is_stored(play: Play) -> None:
    """A reader of the file cannot join as a coordinator."""
    code = await play.invite("coordinator", "Lambeth")
    assert play.in_files(code) == []


# -- telling a person ---------------------------------------------------------------------------------------------------


async def test_a_message_for_a_person_reaches_the_team_and_nobody_else(play: Play) -> None:
    """HL-05: what a member passes on goes to coordinators, under the name they gave; before the yes it goes nowhere."""
    priya, kofi, bea = (
        await play.joined("Priya", role="coordinator"),
        await play.joined("Kofi"),
        await play.joined("Bea"),
    )
    await kofi.say("help", "ask priya", "pass on a message")
    assert priya.heard == []
    await kofi.say("Could you ring me about the keys?")
    assert priya.last.startswith("Kofi wrote to you:\nCould you ring me about the keys?\n\nI can't pass on")
    assert bea.heard == []


async def test_where_nobody_can_be_reached_the_member_is_told(play: Play) -> None:
    """Nobody is promised who is not there: with nobody who takes messages, the member hears how to write instead."""
    await play.joined("Ana", role="coordinator", lines=())
    kofi = await play.joined("Kofi")
    assert "hello@riverside.example" in await kofi.say("help", "ask the team")
    assert "hello@riverside.example" in await kofi.say("Could somebody ring me about the keys?")
    assert not any("Passed on" in message.text for message in kofi.heard)


async def test_an_own_copy_has_every_row(play: Play) -> None:
    """PV-09: first as the member would read it, then the rows themselves, moments also as their clock showed them; and only
    the member's own."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea")
    await kofi.say("menu", "check-in", "good", "A long walk", "skip")
    await kofi.say("my details", "get a copy", "send it here")
    file = next(message.file for message in reversed(kofi.thread) if message.file)
    copy = json.loads(file[1])
    assert file[0] == "my-details.json"
    assert next(iter(copy)) == "readable"
    assert {"Name: Kofi", "My check-ins: 1, since Mon 23 Nov", "Check-ins seen by: Only me"} <= set(
        copy["readable"]
    )
    assert "How are things today? – Good" in copy["readable"][-1]
    assert copy["member"][0]["name"] == "Kofi"
    assert (copy["member"][0]["joined_at"], copy["member"][0]["joined_at_local"]) == (
        play.now,
        "2026-11-23T11:00:00+00:00",
    )
    assert copy["pace"][0]["plan"]["choice"] == "weekly"
    assert {row["value"] for row in copy["answer"]} == {"good", "A long walk"}
    assert bea.id not in file[1].decode() and "Bea" not in file[1].decode()


async def test_a_check_in_is_kept_only_at_its_end(play: Play) -> None:
    """Answers rest in the session until the last question; then they are rows by question id."""
    kofi = await play.joined("Kofi")
    await kofi.say("menu", "check-in", "good", "A long walk")
    assert await play.rows("response") == []
    await kofi.say("skip")
    row = await kofi.known()
    kept = await play.bot.database.read(lambda c: answers.latest(c, row.id, "check_in", 5))
    assert kept == [(play.now, {"CI-02": "good", "CI-05": "A long walk"}, "me")]
    assert await play.rows("session") == []


# -- quiet mode, and text alone -----------------------------------------------------------------------------------------


async def test_in_quiet_mode_everything_goes_without_a_sound(play: Play) -> None:
    """DOMAIN.md 5.1: every letter to a member in quiet mode is silent."""
    zora = play.person("Zora")
    await play.takes(
        zora,
        Opened(),
        *(
            Typed(line)
            for line in (
                "yes",
                "not sure",
                "use quiet mode",
                "ok",
                "yes, 18 or over",
                "yes, that's ok",
                "no name",
            )
        ),
    )
    bodies = [json.loads(row[8]) for row in await play.rows("letter")]
    assert len(bodies) == 2 and all(body["silent"] for body in bodies)


async def test_a_whole_life_can_be_typed(play: Play) -> None:
    """Every question can be answered by typing alone: joining and a check-in with numbers, on a channel without buttons."""
    play.room.caps = replace(play.room.caps, buttons=0)
    zora = play.person("Zora")
    await zora.say(
        "hello",
        "1",
        "1",
        "1",
        "1",
        "1",
        "Zora",
        "1",
        "1",
        "1",
        "1",
        "1",
        "1",
        "1",
        "2",
        "1",
        "3",
        "1",
        "not now",
    )
    assert "All set" in zora.last, zora.last
    await zora.say("3", "menu", "1", "1", "skip", "6")
    assert "Saved, only for you" in zora.last
    assert all(message.choices == () for message in zora.heard)


async def test_a_new_process_goes_on_in_the_middle_of_a_talk(play: Play) -> None:
    """Nobody is asked twice because of a restart: the session rests in the database between two turns."""
    kofi = await play.joined("Kofi")
    await kofi.say("menu", "check-in", "good")
    await Turns(play.bot.database, play.bot.world).take([Inbound(NAME, kofi.id, Typed("A long walk"))])
    await play.bot.sender.drained()
    assert "getting in the way" in kofi.last


async def test_joining_takes_three_minutes_and_few_taps(play: Play) -> None:
    """B06: from the greeting to a first useful answer of the bot is a handful of taps."""
    zora = play.person("Zora")
    await zora.say("hi", *LOOK_SAFE, "yes, that's ok", "no name", *LAYERS, "every week", *SETTLED)
    await zora.say("menu")
    assert "What would you like?" in zora.last
    assert play.now - zora.thread[0].at < 3 * MINUTE


async def test_an_own_copy_has_nobody_elses_words(play: Play) -> None:
    """Subject access is one's own: what a member asked to have passed on is not in the copy of whoever it goes to."""
    kofi, priya = await play.joined("Kofi"), await play.joined("Priya", role="coordinator")
    await play.until("2026-11-23 21:00")
    await kofi.say("help", "ask priya", "pass on a message", "The Marigold centre closed")
    await priya.say("my details", "get a copy", "send it here")
    file = next(message.file for message in reversed(priya.thread) if message.file)
    assert play.in_files("Marigold") != [], "it waits for her hours"
    assert "Marigold" not in file[1].decode()
