"""Holding one member's messages, and letting go, over the whole bot (bot/holding.py; PACE.md, sections 7 and 8)."""

import json
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest

from bot import holding, letters
from bot.channels.room import NAME
from bot.ports import Body, Inbound
from conversations.events import Blocked, Typed
from tests.bot.play import DAY, HOUR, Person, Play, playing
from tests.bot.test_rejoining import SHOWN, on_paper

UNTOUCHED = (
    "member",
    "pace",
    "consent",
    "membership",
    "response",
    "answer",
    "whats_new",
    "rejoin",
    "invite",
    "log",
)
"""What nothing that is done with a held phone changes."""


async def stop_for(team: Person, name: str, how: str = "stop messages") -> str:
    await team.say("menu")
    await team.press("A lost phone", "Hold for a member")
    return await team.say(name, how)


async def lift_for(team: Person, name: str) -> str:
    await team.say("menu")
    await team.press("A lost phone", "Lift a hold")
    return await team.say(name, "yes, lift it")


async def rows_of(play: Play, *tables: str) -> dict[str, list[tuple[Any, ...]]]:
    dump = await play.dump()
    return {name: dump.get(name, []) for name in tables}


async def test_a_hold_stops_everything_and_tells_nobody(play: Play) -> None:
    """Two taps and a name: nothing starts, nothing that waited goes, and neither the member nor the log hears a name."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    await kofi.say("menu", "check-in")  # half-done
    heard = len(kofi.heard)
    await play.news("Lambeth", "Waiting for its time")
    assert "told them nothing" in await stop_for(priya, "kofi")
    assert (await kofi.known()).state == "held"
    assert "Held one member's messages: 1 (coordinators)" in await priya.say(
        "my details", "what the team did"
    )
    await play.wait(60 * DAY)
    assert len(kofi.heard) == heard
    ((_id, _at, role, action, reason),) = [row for row in await play.rows("log") if row[3].startswith("hold")]
    assert (role, action, reason) == ("coordinator", "hold.on", "")


async def test_nothing_from_a_held_phone_changes_a_row(play: Play) -> None:
    """I11, through the database: words, commands, STOP, wrong codes and buttons of before leave every row as it was."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    code = await on_paper(kofi)
    await kofi.say("menu")
    await stop_for(priya, "Kofi")
    before = await rows_of(play, *(name for name in UNTOUCHED if name != "rejoin"))
    for words in ("hello", "STOP", "start", "pace", "every week", "forget me", "yes, delete it all", "menu", "help", "I want to die", "clear",
                  "K7QD 3F8P XW2M"):  # fmt: skip
        assert await kofi.say(words)
    await kofi.press("My pace")
    assert await rows_of(play, *before) == before
    sessions = {
        json.loads(row[2])[1] for row in await play.rows("session") if row[0] == (await kofi.known()).id
    }
    assert sessions <= {"help", "crisis"}
    assert "Welcome back" in await kofi.say(code)
    assert (await kofi.known()).state == "resting"


async def test_a_silent_hold_answers_nothing_whatever_happens(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PACE.md, section 8: no reply at all, help and danger included, not even where our own turn fails; and the code does
    not lift it, on the phone or from another one. A person does."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    code, new = await on_paper(kofi), play.person("New")
    await stop_for(priya, "Kofi", "and every reply too")
    before, heard = await rows_of(play, *UNTOUCHED), len(kofi.heard)
    for words in ("hello", "help", "I want to kill myself", "STOP", code):
        assert await kofi.say(words) == ""
    monkeypatch.setattr("bot.turn.desk.take", lambda *_all: 1 / 0)
    assert await kofi.say("help") == ""
    monkeypatch.undo()
    assert "That code doesn't work" in await new.say(code)
    assert await rows_of(play, *UNTOUCHED) == before and len(kofi.heard) == heard
    await lift_for(priya, "Kofi")
    assert "Someone on the team stopped my messages" in await kofi.say("hello")


async def test_lifting_sends_nothing_and_they_are_told_when_they_write(play: Play) -> None:
    """Lifting ends in rest: months go by without a word. Then they write, and hear of it once (ST-05)."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    await stop_for(priya, "Kofi")
    await play.wait(3 * DAY)
    heard = len(kofi.heard)
    assert "No hold stands for them now" in await lift_for(priya, "KOFI")
    assert (await kofi.known()).state == "resting"
    await play.wait(60 * DAY)
    assert len(kofi.heard) == heard
    assert "stopped my messages to you on Mon 23 Nov" in await kofi.say("hello")
    assert (await kofi.known()).state == "active"
    assert "stopped my messages" not in await kofi.say("hello")
    assert [row[3] for row in await play.rows("log") if row[3].startswith("hold")] == ["hold.on", "hold.off"]


async def test_neither_the_menu_nor_the_log_tells_who_is_on_hold(play: Play) -> None:
    """Lifting where there is no hold says the same, changes nothing, and is logged as the same job."""
    priya, _kofi, _bea = (
        await play.joined("Priya", role="coordinator"),
        await play.joined("Kofi"),
        await play.joined("Bea"),
    )
    await stop_for(priya, "Kofi")
    before = await rows_of(play, "pace")
    of_bea = await lift_for(priya, "Bea")
    assert await rows_of(play, "pace") == before
    assert await lift_for(priya, "Kofi") == of_bea
    lifted = [row[2:] for row in await play.rows("log") if row[3] == "hold.off"]
    assert len(lifted) == 2 and len(set(lifted)) == 1
    assert await stop_for(priya, "Kofi") == await stop_for(priya, "Kofi")


async def test_a_silent_hold_is_not_made_louder_by_another_hold(play: Play) -> None:
    """Other people can make the bot quieter, and nobody else louder, by a hold or otherwise."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    await stop_for(priya, "Kofi", "and every reply too")
    await stop_for(priya, "Kofi")
    assert await kofi.say("help") == ""


@pytest.mark.parametrize("role", ["staff", "representative", "coordinator"])
async def test_anyone_on_the_team_can_place_one_on_anyone(play: Play, role: Any) -> None:
    """A hold takes one key, of anyone's on the team, and holds a coordinator's own menu shut as well."""
    team, other = await play.joined("Wren", role=role), await play.joined("Dee", role="coordinator")
    await team.say("menu")
    if role == "representative":
        await team.press("Member rep")
    await team.press("A lost phone", "Hold for a member")
    await team.say("dee", "stop messages")
    assert (await other.known()).state == "held"
    assert "Type the code we gave you" in await other.say("menu")


async def test_what_was_ready_for_them_does_not_go_either(play: Play) -> None:
    """A hold empties the queue, answers included, in the same transaction."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    await priya.say("menu")
    await priya.press("A lost phone", "Hold for a member")
    await priya.say("kofi")
    await play.bot.turns.take(
        [Inbound(NAME, kofi.id, Typed("menu")), Inbound(NAME, priya.id, Typed("stop messages"))]
    )
    rows = await play.rows("letter")
    assert not [row for row in rows if row[3] == kofi.id and row[7] in ("ready", "waiting")]


async def test_blocking_the_bot_from_a_held_phone_lifts_nothing(play: Play) -> None:
    """Whoever has the phone may block and unblock the bot; the hold stands, and where they can be reached is as it was."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    await stop_for(priya, "Kofi")
    await play.takes(kofi, Blocked())
    assert (await kofi.known()).reachable == 1
    await play.takes(kofi, Typed("hello"))
    assert (await kofi.known()).state == "held"


async def test_a_hold_and_its_end_leave_a_break_as_it_was(play: Play) -> None:
    """I12: "until I say" with bookings silent is still that after somebody held them and let go; not even something
    urgent goes, and what they write starts nothing."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    await kofi.say("pause", "until I say", "yes, start it")
    await stop_for(priya, "Kofi")
    await lift_for(priya, "Kofi")
    assert (await kofi.known()).state == "paused"
    assert "stopped my messages" in await kofi.say("hello")
    assert (await kofi.known()).state == "paused"


async def test_the_code_that_a_stolen_phone_shows_lifts_nothing(play: Play) -> None:
    """Shown and not typed back, it may have been read by anybody: the hold takes it from the chat, and it works no more."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    await kofi.say("my details")
    shown = SHOWN.search(await kofi.press("Code for a new phone", "Show me the code"))
    assert shown is not None
    await stop_for(priya, "Kofi")
    assert not [each for each in kofi.heard if SHOWN.search(each.text)]
    assert "That code doesn't work" in await kofi.say(shown[0])
    assert "That code doesn't work" in await play.person("New").say(shown[0])
    assert (await kofi.known()).state == "held" and await play.rows("rejoin") == []


async def test_a_code_on_its_way_out_of_the_chat_goes_on_its_way(tmp_path: Path) -> None:
    """Typed back a moment before the hold: what takes it from the chat is not dropped with all that waits, nor is it late."""
    async with playing(tmp_path, sending=False) as play:
        kofi = await play.joined("Kofi")
        id = (await kofi.known()).id

        def wait(connection: Connection) -> None:
            for op in ("delete", "send"):
                letters.reply(connection, id, NAME, kofi.id, Body(op, messages=("1",)), play.now)
            holding.hold(connection, play.bot.world, id, "coordinator", play.now, silent=True)

        await play.bot.database.write(wait)
        ready = [row[8] for row in await play.rows("letter") if row[3] == kofi.id and row[7] == "ready"]
        assert len(ready) == 1 and "delete" in ready[0]


async def test_somebody_held_comes_back_on_another_phone(play: Play) -> None:
    """The lost phone is the reason for most holds: the code moves them, lifts the hold, and the old phone is a stranger's."""
    priya, kofi, new = (
        await play.joined("Priya", role="coordinator"),
        await play.joined("Kofi"),
        play.person("New"),
    )
    code = await on_paper(kofi)
    await stop_for(priya, "Kofi")
    assert "Welcome back" in await new.say(code)
    assert (await new.known()).state == "resting" and await kofi.row() is None
    heard = len(new.heard)
    await play.wait(40 * DAY)
    assert len(new.heard) == heard, "lifting causes no message"


async def test_a_member_who_left_meanwhile_is_no_trouble(play: Play) -> None:
    """Their row may go between the name and the tap."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    await priya.say("menu")
    await priya.press("A lost phone", "Hold for a member")
    await priya.say("kofi")
    await kofi.say("forget me", "delete now", "yes, delete it all")
    assert "Done." in await priya.say("stop messages")
    assert not [row for row in await play.rows("log") if row[3] == "hold.on"]


def of(connection: Connection, id: int) -> str:
    return str(connection.execute("select plan from pace where member_id = ?", (id,)).fetchone()[0])


async def test_the_hold_outlives_a_restart_of_everything(play: Play) -> None:
    """Since when it holds is in the row, so it can be told months later."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    await stop_for(priya, "Kofi")
    await play.wait(HOUR)
    id = (await kofi.known()).id
    kept = json.loads(await play.bot.database.read(lambda c: of(c, id)))
    assert kept["state"] == "held" and kept["held_at"] == play.now - HOUR
