"""What a turn leaves behind: joining, forgetting, clearing, stopping, telling a person (bot/apply.py)."""

import json
from dataclasses import replace
from sqlite3 import Connection

import pytest

from bot.channels.room import NAME
from bot.ports import Inbound
from bot.turn import Turns
from conversations.caps import Caps
from conversations.events import Opened, Typed
from storage import answers, broadcasts, invites, members
from storage import letters as outbox
from storage.database import Database
from tests.bot.play import DAY, HOUR, LAYERS, LOOK_SAFE, MINUTE, SETTLED, Person, Play

# -- joining ------------------------------------------------------------------------------------------------------------


async def test_each_yes_is_kept_with_the_words_it_answers(play: Play) -> None:
    """B16, DOMAIN.md 5.3: a consent a layer, with the version of its words, and with the basics the group's agreement."""
    kofi = await play.joined("Kofi")
    kept = {layer: (yes, wording, at) for _id, layer, yes, wording, at in await play.rows("consent")}
    assert set(kept) == {"basics", "check_ins", "group_mood", "meetings", "training"}
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
        "every week",
        "skip",
        "skip",
    )
    kept = {layer: yes for _id, layer, yes, _wording, _at in await play.rows("consent")}
    assert kept == {"basics": 1, "check_ins": 0, "training": 1}
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
        assert await play.bot.database.read(lambda c, who=row.id: members.groups_of(c, who)) == [
            (2, "Southwark")
        ]  # type: ignore[misc]  # a default binds it
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


# -- forgetting ---------------------------------------------------------------------------------------------------------


async def say_it_all(play: Play, person: Person) -> None:
    """Leave traces in as many tables as one member can."""
    await person.say("menu", "check-in", "hard", "only noting it", "The Marigold centre closed", "skip")
    await person.say("menu", "check-in", "good", "Quincetree allotment")
    await play.bot.database.write(
        lambda c: broadcasts.expand(
            c, broadcasts.add(c, None, "news", "Bring a chair", play.now, play.now + DAY), 3, play.now
        )
    )
    row = await person.known()
    await play.bot.database.write(
        lambda c: broadcasts.to_whats_new(c, row.id, "broadcast:9", "Saffronwalden trip", play.now)
    )


async def test_forget_me_leaves_no_row_and_no_byte(play: Play) -> None:
    """B72, FM: two taps and one yes, and neither a row nor a byte about the member is left in any file."""
    zora, kofi = await play.joined("Zephyrine"), await play.joined("Kofi")
    id = (await zora.known()).id
    words = ("Zephyrine", "Marigold", "Quincetree", "Saffronwalden", zora.id)
    await say_it_all(play, zora)
    assert set(play.in_files(*words)) == set(words)
    about = await play.bot.database.read(
        lambda c: {table: rows for table, rows in rows_of(c, id).items() if rows}
    )
    assert {
        "member",
        "address",
        "consent",
        "membership",
        "pace",
        "session",
        "response",
        "letter",
        "shown",
        "whats_new",
    } <= set(about)
    goodbye = await zora.say("forget me", "delete now", "yes, delete it all")
    assert "gone from backups by Mon 28 Dec" in goodbye
    assert await zora.row() is None
    assert (
        await play.bot.database.read(
            lambda c: {table: rows for table, rows in rows_of(c, id).items() if rows}
        )
        == {}
    )
    assert play.in_files(*words) == []
    assert (await kofi.known()).name == "Kofi"


def rows_of(connection: Connection, member_id: int) -> dict[str, list[object]]:
    """Every row with this member's id in a column for one, by a query of the test's own."""
    found: dict[str, list[object]] = {}
    tables = [
        name
        for (name,) in connection.execute(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
        )
    ]
    for table in tables:
        columns = [row[1] for row in connection.execute(f'pragma table_info("{table}")')]
        column = "member_id" if "member_id" in columns else "id" if table == "member" else None
        if column:
            found[table] = connection.execute(
                f'select * from "{table}" where {column} = ?', (member_id,)
            ).fetchall()
    return found


async def test_after_forgetting_nobody_is_known(play: Play) -> None:
    """Whoever writes afterwards is a stranger, from the very next word of the same batch on."""
    zora = await play.joined("Zora")
    await zora.say("forget me", "delete now")
    done = await play.takes(zora, Typed("yes, delete it all"), Typed("my details"))
    assert "Goodbye" in done.direct[0].body.text
    assert "I keep nothing about you" in "".join(direct.body.text for direct in done.direct[1:])
    assert await zora.row() is None


async def test_a_letter_on_its_way_does_not_bring_a_forgotten_address_back(play: Play) -> None:
    """A letter that is handed over while its member is deleted settles as nobody's, whoever joins next."""
    zora = await play.joined("Zora")
    now = play.now
    await play.bot.turns.take([Inbound(NAME, zora.id, Typed("menu"))])
    (letter,) = await play.bot.database.write(lambda c: outbox.claim(c, (NAME,), now, 9, (0, 1, 2, 3)))
    await play.bot.turns.take(
        [Inbound(NAME, zora.id, Typed(line)) for line in ("forget me", "delete now", "yes, delete it all")]
    )
    kofi = await play.joined("Kofi")
    assert (await kofi.known()).id != letter.member_id
    await play.bot.turns.take([Inbound(NAME, kofi.id, Typed("menu"))])
    (waiting,) = await play.rows("letter")
    await play.bot.sender._send(letter)
    assert play.in_files(zora.id) == []
    assert await play.rows("letter") == [waiting], "and no other letter is taken for it"


# -- clearing -----------------------------------------------------------------------------------------------------------


async def test_clear_takes_both_sides_of_two_days_away(play: Play) -> None:
    """PV-04: after Clear nothing of the last 48 hours stands on the phone, theirs and ours, and the next word begins anew."""
    kofi = await play.joined("Kofi")
    await kofi.say("menu", "check-in", "good")
    await kofi.press("Skip")
    await kofi.say("clear")
    assert [message.text for message in kofi.thread if not message.deleted] == [kofi.last]
    assert kofi.last.startswith("I've cleared our messages from the last 2 days")
    assert [row[2] for row in await play.rows("shown")] == [kofi.heard[-1].id]
    assert await play.rows("session") == [], "nothing that was going on comes back to the screen"


async def test_older_messages_of_ours_are_blanked_where_they_can_be_edited(play: Play) -> None:
    """What is too old to delete is blanked, on a channel that can edit; of theirs the platform keeps hold."""
    kofi = await play.joined("Kofi")
    await kofi.say("menu")
    old = [message.id for message in kofi.heard]
    await kofi.say("close")
    play.clock.move_to(play.now + 49 * HOUR)
    await kofi.say("menu")
    fresh = [message.id for message in kofi.thread if message.at == play.now]
    play.room.caps = Caps(edit=True)
    await play.takes(kofi, Typed("clear", "mine"))
    body = json.loads((await play.rows("letter"))[-1][8])
    assert body["op"] == "clear"
    assert set(body["messages"]) == {*fresh, "mine"}
    assert set(old) <= set(body["blank"])
    await play.bot.sender.drained()
    shown = {message.id: message for message in kofi.thread}
    assert {shown[id].text for id in old} == {"·"}
    assert all(shown[id].deleted for id in fresh)


# -- STOP and the way back ----------------------------------------------------------------------------------------------


async def queue_of(database: Database, person: Person) -> list[str]:
    row = await person.known()
    return await database.read(
        lambda c: [
            state
            for (state,) in c.execute("select state from letter where member_id = ? order by id", (row.id,))
        ]
    )


async def test_stop_is_one_commit(play: Play) -> None:
    """PACE.md 9, I10: the same transaction stops the member, empties the queue and leaves one last word in it."""
    kofi = await play.joined("Kofi")
    await kofi.say("menu", "check-in")
    await play.bot.database.write(
        lambda c: broadcasts.expand(
            c, broadcasts.add(c, None, "news", "Bring a chair", play.now, play.now + DAY), 3, play.now
        )
    )
    before = play.bot.database.commits
    await play.takes(kofi, Typed("menu"), Typed("STOP!"))
    assert play.bot.database.commits == before + 1
    assert ((await kofi.known()).state, (await kofi.known()).look_at) == ("stopped", None)
    assert await queue_of(play.bot.database, kofi) == ["dropped", "dropped", "ready"]
    await play.bot.sender.drained()
    assert [message.text[:8] for message in kofi.heard[-1:]] == ["Stopped."]
    heard = len(kofi.heard)
    await play.wait(60 * DAY)
    assert len(kofi.heard) == heard


async def test_the_way_back_is_start(play: Play) -> None:
    """After STOP only answers come; START sets a pace again, and the next check-in is planned."""
    kofi = await play.joined("Kofi")
    await kofi.say("stop")
    assert "You stopped my messages before" in await kofi.say("pace")
    assert "Samaritans" in await kofi.say("help")
    assert (await kofi.known()).state == "stopped"
    await kofi.say("start", "every week", "ok", "Tuesday", "10am to noon", "no", "looks right")
    assert (await kofi.known()).state == "active"
    await play.wait(8 * DAY)
    assert "It's your check-in" in kofi.last


async def test_please_stop_is_a_day_of_silence(play: Play) -> None:
    """PACE.md 9: "stop" inside a longer message is 24 hours of silence and one question; the queue is empty."""
    kofi = await play.joined("Kofi")
    await play.wait(HOUR)
    await play.bot.database.write(
        lambda c: broadcasts.expand(
            c, broadcasts.add(c, None, "news", "Bring a chair", play.now, play.now + DAY), 3, play.now
        )
    )
    assert "I've gone quiet for a day" in await kofi.say("please stop sending me all of this")
    assert (await queue_of(play.bot.database, kofi))[0] == "dropped"
    heard = len(kofi.heard)
    await play.until("2026-11-25 09:59")
    assert len(kofi.heard) == heard, "the check-in of Tuesday at 11 waited"
    await play.until("2026-11-25 12:00")
    assert "It's your check-in" in kofi.last


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
    assert priya.last == "Kofi wrote to you:\nCould you ring me about the keys?"
    assert bea.heard == []


async def test_where_nobody_can_be_reached_the_member_is_told(play: Play) -> None:
    """Nobody is promised who is not there: with no coordinator in the bot, the member hears how to write instead."""
    kofi = await play.joined("Kofi")
    await kofi.say("help", "ask priya", "pass on a message", "Could you ring me?")
    assert any(
        "I couldn't pass that on" in message.text and "hello@riverside.example" in message.text
        for message in kofi.heard
    )


async def test_an_own_copy_has_every_row(play: Play) -> None:
    """PV-09: the copy is the rows themselves, and only the member's own."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea")
    await kofi.say("menu", "check-in", "good", "A long walk", "skip")
    await kofi.say("my details", "get a copy", "send it here")
    file = next(message.file for message in reversed(kofi.thread) if message.file)
    copy = json.loads(file[1])
    assert file[0] == "my-details.json"
    assert copy["member"][0]["name"] == "Kofi"
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
    assert kept == [(play.now, {"CI-02": "good", "CI-05": "A long walk"})]
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
        "hello", "1", "1", "1", "1", "1", "Zora", "1", "1", "1", "1", "1", "1", "1", "2", "1", "3", "1"
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
