"""My journey in the whole bot: told to its member, and no word, number or hint of it to anybody or in any file (B51, B53)."""

import io
import json
import logging
import re
from pathlib import Path
from sqlite3 import Connection

import pytest
from pypdf import PdfReader

from bot import copying, journey_key, letters
from bot.backing_up import back_up
from bot.channels.room import NAME
from bot.checking_places import check_database
from bot.ports import Body, Inbound, Passing
from bot.views import view_of
from conversations.events import Due, Typed
from storage import stored
from tests.bot.play import DAY, HOUR, Person, Play, playing

WHAT, WORDS, LINE = "Quincetree", "Marigold soup", "Saffron hands"


async def writes(person: Person) -> None:
    """This member puts one thing into their record."""
    await person.say("menu")
    await person.press("My journey", "Add something")
    await person.say(f"{WHAT} course", f"{WORDS} for twelve")
    assert WORDS in person.last


async def after_a_course(play: Play, person: Person, trainer: Person, course: str = "Cooking") -> None:
    """What comes after a course: the flow that puts it into the record."""
    id = (await trainer.known()).id
    carrying = (("course", course), ("trainer", str(id)), ("trainer_name", "Ana"))
    await play.takes(person, Due("journey_add", carrying))
    await play.bot.sender.drained()


# -- in no file -----------------------------------------------------------------------------------------------------------


async def test_no_word_of_it_is_in_any_file_at_any_moment(play: Play) -> None:
    """Not while it is being written, not in a session, an answer on its way or a log of the database."""
    sol = await play.joined("Sol")
    for line in ("menu", "my journey", "add something", f"{WHAT} course", f"{WORDS} for twelve", "change it", "1",
                 "change my words", f"{WORDS} again", "copy for a cv", "here, as a message", "my details", "see them"):  # fmt: skip
        await sol.say(line)
        assert play.in_files(WHAT, WORDS) == [], line
    assert WORDS in "".join(message.text for message in sol.heard)


async def test_no_answer_that_waits_holds_a_word_of_it(tmp_path: Path) -> None:
    """The outbox holds an answer until it has gone, and a crash brings it back: sealed, and it goes as it was written."""
    async with playing(tmp_path, sending=False) as play:
        sol = play.person("Sol")
        lines = ["hello", "yes", "yes, it's safe", "ok", "yes, 18 or over", "yes, that's ok", "Sol"]
        await play.takes(sol, *map(Typed, lines))
        await play.takes(sol, *map(Typed, ("menu", "my journey", "add something", WHAT, WORDS)))
        await play.takes(sol, *map(Typed, ("change it", WHAT)))
        assert play.in_files(WHAT, WORDS) == []
        waiting = [json.loads(row[8]) for row in await play.rows("letter") if row[8]]
        assert any("sealed" in body for body in waiting)
    async with playing(tmp_path) as play:
        again = Person(play, sol.id)
        play.room.add("Sol", sol.id)
        await play.bot.sender.drained()
        said = "".join(message.text for message in again.thread)
        assert WORDS in said and WHAT in again.last and "Change my words" in again.labels
        assert play.in_files(WHAT, WORDS) == []


async def test_a_second_try_is_sealed_as_the_first(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """A channel that stumbles puts a letter back into the outbox: what is left of it is not written down in the open."""
    sol = await play.joined("Sol")
    await writes(sol)
    whole, tries = play.room.send, 0

    async def stumbles(*args: object, **named: object) -> str:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise Passing("busy")
        return await whole(*args, **named)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(play.room, "send", stumbles)
    await play.bot.turns.take([Inbound(NAME, sol.id, Typed("my journey"))])
    play.bot.sender.wake()
    while tries == 0:
        await play.bot.sender.drained()
    rests = await play.rows("letter")
    assert play.in_files(WHAT, WORDS) == [] and rests
    await play.wait(5)
    await play.bot.sender.drained()
    assert WORDS in sol.last and tries >= 2


async def test_everybody_has_a_row_and_no_number_tells_of_it(play: Play, tmp_path: Path) -> None:
    """B51: the stored page, the counts of rows, the tallies, the log page and a result's export are the same but for bytes."""
    sol, wren, ana = (
        await play.joined("Sol"),
        await play.joined("Wren"),
        await play.joined("Ana", role="coordinator"),
    )
    before = await play.bot.database.read(stored.counts)
    await writes(sol)
    await play.joined("Late")
    shown = await play.rows("journey")
    assert len(shown) == 4 and all(str(row[4]).startswith("16468 sealed bytes") for row in shown)
    assert dict(before)["journey"] == 0, "nothing is made before anybody writes"
    assert not [row for row in await play.rows("counter") if "journ" in str(row).lower()]
    assert not [row for row in await play.rows("log") if "journ" in str(row).lower()]
    for person in (ana, wren):
        await person.say("what the team did", "menu", "my details", "see them")
    told = "".join(message.text for each in (ana, wren) for message in each.thread)
    assert "My journey: none" in told and WHAT not in told and WORDS not in told


async def test_the_log_says_nothing_of_it(play: Play, caplog: pytest.LogCaptureFixture) -> None:
    """Not a word, not that somebody looked, copied, or made a PDF."""
    sol = await play.joined("Sol")
    with caplog.at_level(logging.INFO):
        await writes(sol)
        await sol.press("Copy for a CV", "As a PDF")
        await play.bot.sender.drained()
    ours = [each.getMessage() for each in caplog.records if each.name.partition(".")[0] in ("bot", "storage")]
    loud = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert not [line for line in ours if "journey" in line.lower() or WHAT in line] and loud == []


async def test_a_backup_holds_no_word_and_no_key(play: Play, tmp_path: Path) -> None:
    """And put back beside the same key file, it opens."""
    sol = await play.joined("Sol")
    await writes(sol)
    folder = tmp_path / "apart"
    folder.mkdir()
    back_up(play.bot.config, folder / "copy.sqlite3", lambda done, of: None)
    raw = (folder / "copy.sqlite3").read_bytes()
    key = journey_key.load(play.bot.config.storage.keys)
    assert (
        WORDS.encode() not in raw and key not in raw and list(folder.iterdir()) == [folder / "copy.sqlite3"]
    )


# -- told to the member alone -----------------------------------------------------------------------------------------------


async def test_their_own_copy_and_page_tell_of_it_to_them_alone(play: Play) -> None:
    """Get a copy, and See them."""
    sol, wren = await play.joined("Sol"), await play.joined("Wren")
    await writes(sol)

    async def copy(person: Person) -> str:
        row = await person.known()
        world = play.bot.world
        return await play.bot.database.read(
            lambda c: copying.copy_of(c, view_of(c, world, NAME, row, play.now))
        )

    assert f"{WORDS} for twelve" in await copy(sol) and WORDS not in await copy(wren)
    assert "My journey: since Mon 23 Nov" in await sol.say("my details", "see them")
    assert "My journey: none" in await wren.say("my details", "see them")


async def test_the_copy_for_a_cv_arrives_as_it_was_chosen(play: Play) -> None:
    """A text file, and a PDF that an independent reader reads."""
    sol = await play.joined("Sol")
    await writes(sol)
    await sol.press("Copy for a CV", "As a text file")
    assert [message.file[0] for message in sol.thread if message.file] == ["my-record.txt"]
    await sol.say("my journey")
    await sol.press("Copy for a CV", "As a PDF")
    name, data = next(message.file for message in reversed(sol.thread) if message.file)
    assert name == "my-record.pdf"
    text = PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert f"{WORDS} for twelve" in text and WHAT in text
    assert play.in_files(WHAT, WORDS) == []


async def test_clearing_the_chat_clears_its_pages_too(play: Play) -> None:
    sol = await play.joined("Sol")
    await writes(sol)
    await sol.say("clear")
    assert not [message for message in sol.heard if WORDS in message.text]


async def test_deleting_it_and_forgetting_leave_nothing(play: Play) -> None:
    """The row of whoever deletes it is like one that was never used; of whoever leaves there is none."""
    sol, wren = await play.joined("Sol"), await play.joined("Wren")
    await writes(sol)
    before = await play.rows("journey")
    await sol.press("Delete it")
    assert "gone from backups by Mon 28 Dec" in await sol.press("Yes, delete it")
    after = await play.rows("journey")
    assert len(after) == 2 and before[0][2] != after[0][2]
    assert "Nothing is written here yet" in await sol.say("my journey")
    body = bytes.fromhex(str(before[0][4]).split(": ")[1].removesuffix("…"))
    assert body not in play.bot.database.path.read_bytes()
    await writes(sol)
    await sol.say("forget me", "delete now", "yes, delete it all")
    assert [row[0] for row in await play.rows("journey")] == [(await wren.known()).id]


async def test_words_that_may_mean_danger_come_before_anything_is_kept(play: Play) -> None:
    """The card, nothing written, and the question waits beneath."""
    sol = await play.joined("Sol")
    await sol.say("my journey", "add something", "Art")
    before = await play.rows("journey")
    said = await sol.say("I want to kill myself")
    assert "Samaritans" in said and await play.rows("journey") == before
    assert play.in_files("kill myself") == []


# -- a line by a trainer ------------------------------------------------------------------------------------------------------


async def test_a_trainer_is_asked_and_their_line_is_the_members_alone(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the question to the page. In the trainer's turns no key of the member is ever made."""
    ana, sol = await play.joined("Ana", role="coordinator"), await play.joined("Sol")
    sols = (await sol.known()).id
    await after_a_course(play, sol, ana)
    assert "You can ask Ana" in sol.last
    told = await sol.press("Ask Ana")
    assert "They'd see your name, Sol" in told
    await sol.press("Ask Ana")
    await sol.say("Quincetree pies")
    await play.wait(HOUR)
    assert "Sol was at Cooking, and asks if you'd add a line" in ana.last

    derived: list[int] = []
    whole = journey_key.keys_of

    def watched(key: bytes, who: int, salt: bytes) -> journey_key.MemberKeys:
        derived.append(who)
        return whole(key, who, salt)

    monkeypatch.setattr(journey_key, "keys_of", watched)
    await ana.press("Write a line")
    assert "waits in Sol's own record" in await ana.say(LINE)
    assert sols not in derived, "a trainer's turn opens nobody else's record"
    assert play.in_files(LINE, WHAT) == []
    assert LINE not in str(await play.dump())

    assert LINE in await sol.say("my journey")
    assert sols in derived
    assert LINE in await sol.press("Keep it") and (await play.rows("journey_line")) == []
    assert play.in_files(LINE) == []


async def test_a_line_waits_and_nobody_is_told_of_it(play: Play) -> None:
    """No chat is begun because somebody wrote, and whoever did not write is not told on."""
    ana, sol = await play.joined("Ana", role="coordinator"), await play.joined("Sol")
    await after_a_course(play, sol, ana)
    await sol.press("Ask Ana", "Ask Ana", "Skip")
    await play.wait(HOUR)
    heard = len(sol.thread)
    await ana.press("Write a line")
    await ana.say(LINE)
    await play.wait(3 * HOUR)
    assert len(sol.thread) == heard
    assert "Bin it" in (await sol.say("my journey"), sol.labels)[1]
    assert LINE not in await sol.press("Bin it") and (await play.rows("journey_line")) == []


async def test_nothing_at_rest_says_who_asked_whom_for_a_line(play: Play) -> None:
    """B51: not the letter that waits, not the trainer's session, no button and no file; the session ends within days."""
    ana, sol = await play.joined("Ana", role="coordinator"), await play.joined("Soleil")
    await play.until("2026-11-23 22:00")
    await after_a_course(play, sol, ana, "Quincetree")
    await sol.press("Ask Ana", "Ask Ana", "Skip")
    (waiting,) = [json.loads(str(row[8])) for row in await play.rows("letter") if "begin" in str(row[8])]
    assert set(waiting) == {"op", "language", "sealed"}
    assert play.in_files("Soleil was at", "line:") == []
    await play.until("2026-11-24 18:00")
    assert (
        "Soleil was at Quincetree, and asks if you'd add a line" in ana.last and "Write a line" in ana.labels
    )
    assert play.in_files("Soleil was at") == []
    (session,) = [row for row in await play.rows("session") if "journey_line" in str(row)]
    id, item = (await sol.known()).id, re.findall(r"line:[\w=-]+", str(session))[0]
    assert f"line:{id}" not in str(session) and len(item) > 100
    await play.wait(4 * DAY)
    await ana.press("Write a line")
    await ana.say(LINE)
    assert await play.rows("journey_line") == []


async def test_a_question_that_no_key_opens_any_more_opens_nothing(play: Play) -> None:
    """The key went while it waited: words in its place, no question beneath them, and nothing stands still."""
    ana, sol = await play.joined("Ana", role="coordinator"), await play.joined("Sol")
    await play.until("2026-11-23 22:00")
    await after_a_course(play, sol, ana)
    await sol.press("Ask Ana", "Ask Ana", "Skip")
    file = play.bot.config.storage.keys / "journey.key"
    file.rename(file.with_name("apart"))
    await play.until("2026-11-24 18:00")
    assert "I can't open it right now" in ana.last and ana.labels == []
    assert not [row for row in await play.rows("session") if "journey_line" in str(row)]


async def test_whether_a_trainer_hears_it_shows_nowhere(play: Play) -> None:
    """One who has stopped or is held is asked for in the same words as any; nothing goes to them. Nobody asks themselves."""
    ana, sol = await play.joined("Ana", role="coordinator"), await play.joined("Sol")
    tam = await play.joined("Tam", role="coordinator")
    await tam.say("stop")
    heard, said = len(tam.heard), {}
    for trainer in (ana, tam):
        before = len(sol.heard)
        id = (await trainer.known()).id
        await play.takes(
            sol, Due("journey_add", (("course", "Art"), ("trainer", str(id)), ("trainer_name", "Ana")))
        )
        await play.bot.sender.drained()
        await sol.press("Ask Ana", "Ask Ana", "Skip")
        said[trainer.id] = [each.text for each in sol.heard[before:]]
    assert said[ana.id] == said[tam.id] and "Ana" in str(said)
    await play.wait(HOUR)
    assert len(tam.heard) == heard and "Sol was at Art" in ana.last
    await after_a_course(play, sol, sol)
    assert sol.labels == ["Skip"]


async def test_whoever_left_is_asked_about_no_more(play: Play) -> None:
    """FORGET ME takes the question back where it waits, and a line for nobody is not kept."""
    ana, sol = await play.joined("Ana", role="coordinator"), await play.joined("Sol")
    await after_a_course(play, sol, ana)
    await sol.press("Ask Ana", "Ask Ana")
    await play.wait(HOUR)
    await ana.press("Write a line")
    await sol.say("forget me", "delete now", "yes, delete it all")
    assert "Nothing was written" in await ana.say(LINE)
    assert await play.rows("journey_line") == [] and play.in_files(LINE) == []


async def test_danger_in_a_line_is_heard_before_it_is_sealed(play: Play) -> None:
    ana, sol = await play.joined("Ana", role="coordinator"), await play.joined("Sol")
    await after_a_course(play, sol, ana)
    await sol.press("Ask Ana", "Ask Ana")
    await play.wait(HOUR)
    await ana.press("Write a line")
    assert "Samaritans" in await ana.say("I want to kill myself")
    assert await play.rows("journey_line") == []


# -- without its key ----------------------------------------------------------------------------------------------------------


async def test_a_missing_key_is_told_plainly_and_checked(play: Play) -> None:
    """To the member in a sentence; to whoever runs it by `alongside check`; and nothing is lost."""
    sol = await play.joined("Sol")
    await writes(sol)
    config = play.bot.config
    file = config.storage.keys / "journey.key"
    file.rename(file.with_name("apart"))
    before = await play.rows("journey")
    await sol.say("menu")
    assert "I can't open it right now. Nothing in it is lost" in await sol.press("My journey")
    assert "My journey: can't be opened now" in await sol.say("my details", "see them")
    problems: list[str] = []
    await check_database(config.storage.path, config.storage.keys, problems, [], [])
    assert len(problems) == 1 and "journey.key is missing (mend: put back the copy" in problems[0]
    assert await play.rows("journey") == before and not file.exists()
    file.with_name("apart").rename(file)
    assert WORDS in await sol.say("back", "close", "my journey")


async def test_an_answer_that_can_not_be_opened_any_more_says_so(tmp_path: Path) -> None:
    """The key went between the turn and the sending: words in its place, and nothing stands still."""
    async with playing(tmp_path) as play:
        sol = await play.joined("Sol")
        await writes(sol)
        file = play.bot.config.storage.keys / "journey.key"
        id = (await sol.known()).id

        def queue(connection: Connection) -> None:
            body = play.bot.world.journeys.seal_letter(connection, id, Body("send", WORDS))
            letters.reply(connection, id, NAME, sol.id, body, play.now, ends_at=play.now + DAY)
            file.rename(file.with_name("apart"))

        await play.bot.database.write(queue)
        await play.bot.sender.drained()
        assert "I can't open it right now" in sol.last
