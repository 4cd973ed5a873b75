"""A review through the whole bot: what two people read and take out in the chat, and what everybody sees of it afterwards."""

import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from sqlite3 import Connection

import pytest

from bot.feedback import closing, reviewing, roster
from bot.views import view_of
from conversations.feedback.effects import AgreeToShow, HaveRead, Showing, TakeOut
from conversations.feedback.review import Marks
from storage import boxes, events, groups, members, publications, sealed
from storage.sealed import Slip
from tests.bot.play import DAY, HOUR, Person, Play, playing

WORDS = ("Ask Kofi to open the door.", "More tea please", "Ring me on 07700 900123")


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Play]:
    async with playing(tmp_path) as made:
        yield made


async def closed(play: Play, people: int = 6, words: Sequence[str] = WORDS) -> int:
    """A meeting of yesterday whose box has been filled by so many people, and whose last day is over."""

    def make(connection: Connection) -> int:
        group = groups.by_name(connection, "Lambeth")
        meeting = events.add(
            connection, "meeting", "Housing forum", play.now - 26 * HOUR, ends_at=play.now - 24 * HOUR, group_id=group, asks=True
        )  # fmt: skip
        closing.make(connection, play.bot.world, play.now)
        answered = [900 + person for person in range(1, people + 1)]
        sealed.keep_note(connection, meeting, roster.NOTE, json.dumps(answered))
        for person in range(1, people + 1):
            sealed.enter(connection, meeting, 900 + person)
            sealed.drop_in(connection, meeting, Slip("MF-10", 0, "yes" if person > 2 else "bit", 1))
        for text in words:
            sealed.drop_in(connection, meeting, Slip("MF-14", 1, text, 1))
        return meeting

    meeting = await play.bot.database.write(make)
    await play.bot.database.write(lambda c: c.execute("update box set asked_to = 99999"))
    await play.wait(8 * DAY)
    return meeting


async def two(play: Play) -> tuple[Person, Person]:
    ana = await play.joined("Ana", role="coordinator")
    dee = await play.joined("Dee", role="representative")
    return ana, dee


async def opened(person: Person, *way: str) -> None:
    await person.say("menu")
    await person.press(*way, "Words to review")


async def fine(person: Person, times: int = 3) -> None:
    for _ in range(times):
        await person.press("It's fine")


async def state(play: Play, meeting: int) -> str:
    row = await play.bot.database.read(lambda c: boxes.of(c, meeting))
    return row.state if row else ""


async def published(play: Play, meeting: int) -> list[str]:
    rows = await play.bot.database.read(lambda c: publications.answers(c, meeting))
    return [row.answer for row in rows if row.words]


async def test_two_people_read_every_word_and_one_name_goes(play: Play) -> None:
    """A coordinator and a representative, each by themselves; what is taken out by one is read anew by the other."""
    ana, dee = await two(play)
    meeting = await closed(play)
    assert await state(play, meeting) == "review"
    await opened(ana, "Meetings")
    assert "1 of 3" in ana.last and "«Kofi»" in ana.last
    await fine(ana)
    await ana.press("Agree", "Yes")
    assert "It waits for a member rep now" in ana.last
    await opened(dee, "Member rep")
    await dee.press("Take words out", "Kofi", "Take it out")
    assert "Ask [name] to open" in dee.last
    await fine(dee)
    await dee.press("Agree", "Yes")
    assert await state(play, meeting) == "review", "what Ana read is not what stands there now"
    assert not play.in_files("Kofi to open"), "what was taken out is in no file"
    await play.wait(DAY // 24)
    assert any("ready to read" in message.text for message in ana.heard[-2:]), "she is asked once more"
    await opened(ana, "Meetings")
    assert "1 of 3" in ana.last and "Ask [name] to open" in ana.last
    await fine(ana, 1)
    await ana.press("Agree", "Yes")
    assert await state(play, meeting) == "agreed" or not await state(play, meeting)
    await play.wait(4 * DAY)
    assert await published(play, meeting) == [
        "Ask [name] to open the door.",
        "More tea please",
        "Ring me on 07700 900123",
    ]
    row = await play.bot.database.read(lambda c: publications.of(c, meeting))
    assert row is not None and row.masked and row.reviewed_by == "coordinator,representative"


async def test_the_chat_of_a_review_is_cleared(play: Play) -> None:
    """No word of a member stands in a reviewer's chat afterwards, and none was ever in the outbox."""
    ana, _dee = await two(play)
    await closed(play)
    await opened(ana, "Meetings")
    await ana.press("Take words out")
    await ana.say("door")
    await ana.press("Take it out", "Later")
    left = " ".join(message.text for message in ana.thread if not message.deleted)
    assert "tea" not in left and "door" not in left and "wait under MENU, Meetings" in left
    assert not play.in_files("More tea", "open the door", "07700 900123")


async def test_a_review_can_be_left_and_taken_up(play: Play) -> None:
    """What was read stays read."""
    ana, _dee = await two(play)
    await closed(play)
    await opened(ana, "Meetings")
    await fine(ana, 2)
    await ana.press("Later")
    await opened(ana, "Meetings")
    assert "3 of 3" in ana.last


async def test_without_a_second_key_words_are_held_back_and_it_says_so(play: Play) -> None:
    """The results open all the same, on the day that was promised (DOMAIN.md 6.5)."""
    ana, dee = await two(play)
    meeting = await closed(play)
    await opened(ana, "Meetings")
    await fine(ana)
    await ana.press("Agree", "Yes")
    await play.wait(6 * DAY)
    row = await play.bot.database.read(lambda c: publications.of(c, meeting))
    assert row is not None and (row.state, row.words) == ("published", "held")
    assert await published(play, meeting) == []
    await dee.say("meetings")
    await dee.press("Results")
    assert "Own words aren't shown" in dee.last


async def test_everybody_gets_the_same_results_and_files(play: Play) -> None:
    """B03, B28: a picture and the files of an export, the same for a member and a coordinator."""
    ana, dee = await two(play)
    sam = await play.joined("Sam")
    meeting = await closed(play)
    for person, page in ((ana, "Meetings"), (dee, "Member rep")):
        await opened(person, page)
        await fine(person)
        await person.press("Agree", "Yes")
    await play.wait(5 * DAY)
    got: dict[str, list[tuple[str, bytes]]] = {}
    for person in (ana, sam):
        await person.say("menu")
        await person.press("Meetings", "Results")
        assert "5 to 9 people replied" in person.last and "Did you feel heard?" in person.last
        await person.press("What people said", "Back")
        await person.press("Get the file", "CSV")
        await person.say("menu")
        await person.press("Meetings", "Results", "See it as a picture")
        got[person.id] = [message.file for message in person.thread if message.file]
    mine, theirs = got[ana.id], got[sam.id]
    assert [name for name, _data in mine] == [f"results-{meeting}.csv", f"results-{meeting}.png"]
    assert mine == theirs and mine[1][1].startswith(b"\x89PNG") and b"More tea please" in mine[0][1]


async def test_nobody_else_reviews(play: Play) -> None:
    """Members and staff are not shown the words, by whatever way they come to them; what they ask for counts for nothing."""
    await two(play)
    sam = await play.joined("Sam")
    meeting = await closed(play)
    await sam.say("menu")
    assert "Words to review" not in " ".join(sam.labels)
    await sam.press("Meetings")
    assert "Words to review" not in " ".join(sam.labels)
    known = await sam.known()

    def tries(connection: Connection) -> Marks:
        view = view_of(connection, play.bot.world, "room", members.by_id(connection, known.id), play.now)
        assert view.facts.review(meeting) is None and view.facts.reviews() == ()
        for effect in (Showing("1"), HaveRead("1"), TakeOut("2", "tea"), AgreeToShow()):
            reviewing.carry_out(connection, meeting, known.id, effect, view)
        return reviewing.marks_of(connection, meeting)

    marks = await play.bot.database.write(tries)
    assert not marks.readers and not marks.masked


async def test_a_question_too_few_answered_is_read_by_nobody(play: Play) -> None:
    """Its words are never shown, so not even reviewers see them."""

    def fill(connection: Connection) -> bool:
        meeting = events.add(
            connection, "meeting", "Tea", play.now - 2 * HOUR, ends_at=play.now - HOUR, asks=True
        )
        closing.make(connection, play.bot.world, play.now)
        sealed.drop_in(connection, meeting, Slip("MF-13b", 0, "room", 2))
        sealed.drop_in(connection, meeting, Slip("MF-13b", 1, "The stairs, as I use a chair", 1))
        return reviewing.begin(connection, meeting, 6)

    assert await play.bot.database.write(fill) is False


async def test_own_words_leave_the_other_answers_when_the_box_closes(play: Play) -> None:
    """From then on there is one place for them, so that what is taken out is gone."""
    meeting = await closed(play)
    slips = await play.bot.database.read(lambda c: sealed.slips(c, meeting))
    assert slips and not [slip for slip in slips if slip.words]
    found = await play.bot.database.read(lambda c: reviewing.outcome(c, meeting))
    assert [slip.answer for slip in found.words] == sorted(WORDS) and not found.keys
