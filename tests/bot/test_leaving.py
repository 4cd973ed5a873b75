"""Forgetting, clearing and stopping: each at once, and whole (bot/apply.py, storage)."""

import json
from sqlite3 import Connection

import pytest

from bot.channels.room import NAME
from bot.letters import from_json
from bot.ports import Inbound
from conversations.caps import Caps
from conversations.events import Typed
from storage import letters as outbox
from storage import whats_new
from storage.database import Database
from tests.bot.play import DAY, HOUR, Person, Play

# -- forgetting ---------------------------------------------------------------------------------------------------------


async def say_it_all(play: Play, person: Person) -> None:
    """Leave traces in as many tables as one member can."""
    await person.say("menu", "check-in", "hard", "only noting it", "The Marigold centre closed", "skip")
    await person.say("menu", "check-in", "good", "Quincetree allotment")
    await play.news(None)
    row = await person.known()
    await play.bot.database.write(
        lambda c: whats_new.put(c, row.id, "broadcast:9", "Saffronwalden trip", play.now)
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
    (letter,) = await play.bot.database.write(lambda c: outbox.claim(c, NAME, now, 9, (0, 1, 2, 3)))
    await play.bot.turns.take(
        [Inbound(NAME, zora.id, Typed(line)) for line in ("forget me", "delete now", "yes, delete it all")]
    )
    kofi = await play.joined("Kofi")
    assert (await kofi.known()).id != letter.member_id
    await play.bot.turns.take([Inbound(NAME, kofi.id, Typed("menu"))])
    (waiting,) = await play.rows("letter")
    await play.bot.sender._carrier.carry(letter, from_json(letter.body), None)
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
    await play.news(None)
    before = play.bot.database.commits
    await play.takes(kofi, Typed("menu"), Typed("STOP!"))
    assert play.bot.database.commits == before + 1
    assert (await kofi.known()).state == "stopped"
    assert ((await kofi.known()).look_at or 0) > play.now + 395 * DAY, "not before their details go"
    news, question, *word = await queue_of(play.bot.database, kofi)
    assert (news, question) == ("dropped", "dropped")
    assert word in (["ready"], ["sending"], []), "the last word waits, or has gone already"
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
    await play.news(None)
    assert "I've gone quiet for a day" in await kofi.say("please stop sending me all of this")
    assert (await queue_of(play.bot.database, kofi))[0] == "dropped"
    heard = len(kofi.heard)
    await play.until("2026-11-25 09:59")
    assert len(kofi.heard) == heard, "the check-in of Tuesday at 11 waited"
    await play.until("2026-11-25 12:00")
    assert "It's your check-in" in kofi.last


# -- no byte of it ------------------------------------------------------------------------------------------------------

KEPT = ("menu", "check-in", "good", "Quincetree allotment", "skip")


@pytest.mark.parametrize(
    ("before", "lines"),
    [
        (KEPT, ("my details", "my check-ins", "delete some", "all of them")),
        (KEPT, ("my details", "my check-ins", "delete some", "Mon 23 Nov")),
        (KEPT, ("my details", "fix them", "what's on or off", "check-ins: on", "delete it")),
        (KEPT[:-1], ("leave",)),
        (
            (*KEPT[:-1], "skip", "my details", "fix them"),
            ("menu", "my details", "delete them", "delete now", "yes, delete it all"),
        ),
    ],
    ids=["all of them", "one of them", "the layer off", "a check-in that is left", "forget me"],
)
async def test_what_is_deleted_is_in_no_file(
    play: Play, before: tuple[str, ...], lines: tuple[str, ...]
) -> None:
    """CI-17X, PV-12, ER-14, FM-05: "Deleted" is true of every byte, in the database's log of changes too."""
    kofi = await play.joined("Kofi")
    await kofi.say(*before)
    assert play.in_files("Quincetree") != []
    await kofi.say(*lines)
    assert play.in_files("Quincetree") == []


async def test_a_binned_check_in_is_in_no_file(play: Play) -> None:
    """CI-18: "Binned. Nothing was kept." is true of every byte."""
    await play.joined("Priya", role="coordinator")
    kofi = await play.joined("Kofi")
    await kofi.say("my details", "fix them", "who sees check-ins", "ask me each time")
    await kofi.say("menu", "check-in", "good", "Quincetree allotment", "skip", "bin them")
    assert "Binned" in kofi.last
    assert play.in_files("Quincetree") == []


async def test_half_done_answers_that_are_too_old_are_in_no_file(play: Play) -> None:
    """B21: after a day the next word itself takes the last byte of them away, before any housekeeping."""
    kofi = await play.joined("Kofi")
    await kofi.say("menu", "check-in", "good", "Quincetree allotment")
    play.clock.move_to(play.now + 25 * HOUR)
    await play.takes(kofi, Typed("menu"))
    assert play.in_files("Quincetree") == []
