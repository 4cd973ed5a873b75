"""Every sentence that promises something to members is followed here by what makes it true.

The words are read off the chat. A sentence that is not listed fails: whoever writes a new promise says here what keeps it.
"""

import re
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from bot.facts import RowFacts
from bot.feedback import draft, published
from storage import publications, sealed
from storage.boxes import BoxRow
from tests.bot.play import HOUR, Person, Play
from tests.feedback import forum
from tests.feedback.promises import raw

pytestmark = pytest.mark.slow
CLOSES, OPENS = "Mon 30 Nov", "Fri 4 Dec"
OPENS_AT = "2026-12-04 12:00"

SAME_MOMENT: Final = "test_same_moment.py"
WARNING: Final = "it warns, or asks, and promises nothing"
KEPT: Final = {
    "Who can see what you say?": WARNING,
    "Your answers go into a locked box with everyone else's.": "test_nobody_reads_before_the_close",
    f"It is opened once, after {CLOSES}, and only if 5 or more members answered.": "test_it_opens_once_and_by_the_day",
    "Then the key is destroyed, and nobody can tell from what we keep which answer is yours.": "test_it_opens_once_and_by_the_day",
    "What I can't promise: people may guess from how you write, so leave out names and things only you would know.": WARNING,
    "Your messages go through chat, which can see them.": WARNING,
    "Someone with your phone can read this chat until I clear it, at Send.": "test_after_send_nothing_is_there_to_find",
    "After Send I can't find your answers to change or remove them.": "test_after_send_nothing_is_there_to_find",
    "If fewer than 5 members answer, nobody reads them yet: they are mixed with the next meeting's.": "test_too_few_are_mixed_with_the_next",
    "If fewer than 5 members answer, they are deleted and nobody reads them.": "test_too_few_are_deleted_where_that_was_said",
    "If it's still too few after 3 meetings or 6 months, they are deleted unread.": "test_what_waits_is_deleted_in_the_end",
    "Too few answered last time, so those wait here too.": "test_what_waits_is_deleted_in_the_end",
    "If it's fewer than 5 members in all, nobody reads any yet: all are mixed with the next meeting's, once more.": "test_what_waits_is_deleted_in_the_end",
    "Then they are deleted unread.": "test_what_waits_is_deleted_in_the_end",
    "Too few answered the last times, so those wait here too.": "test_what_waits_is_deleted_in_the_end",
    "If it's still fewer than 5 members in all, everything is deleted and nobody reads it.": "test_what_waits_is_deleted_in_the_end",
    f"If someone is in danger, don't tell this box: nobody reads it before {CLOSES}.": "test_nobody_reads_before_the_close",
    "Call 999, or the team: hello@riverside.example.": WARNING,
    "While you answer, the computer knows it's you, so nobody answers twice.": "test_after_send_nothing_is_there_to_find",
    "At Send it breaks the link.": "test_after_send_nothing_is_there_to_find",
    "Then nobody can find yours, not even you.": "test_after_send_nothing_is_there_to_find",
    "chat could see the chat, so I clear it after.": "test_after_send_nothing_is_there_to_find",
    "Ready to send, with no name?": WARNING,
    "After this you can't change it, and I'll clear what I can of this chat.": "test_after_send_nothing_is_there_to_find",
    "Sent, with no name.": "test_after_send_nothing_is_there_to_find",
    "I've cleared our chat about it.": "test_after_send_nothing_is_there_to_find",
    f"If 5 or more members answer, you'll see the results when the team does: by {OPENS}.": "test_it_opens_once_and_by_the_day",
    "Binned.": "test_what_is_binned_or_left_is_gone",
    "Nothing was sent.": "test_what_is_binned_or_left_is_gone",
    f"You can start again until {CLOSES}, if you like.": "test_what_is_binned_or_left_is_gone",
    "That's fine.": WARNING,
    "I've kept nothing from this one.": "test_what_is_binned_or_left_is_gone",
    "Not many people replied about Housing forum.": WARNING,
    "Nobody will see the answers yet.": "test_too_few_are_mixed_with_the_next",
    "I'll mix them in with the next one.": "test_too_few_are_mixed_with_the_next",
    "Too few people replied about Housing forum, so the answers were deleted unseen.": "test_too_few_are_deleted_where_that_was_said",
    "If you like, you can bring it up at the next meeting.": WARNING,
    "Results from Housing forum are in, from 5 to 9 people.": "test_it_opens_once_and_by_the_day",
    "You and the team see them at the same time.": SAME_MOMENT,
}  # fmt: skip
"""By sentence, as it is shown: the test that shows it to be true."""


def sentences(text: str) -> list[str]:
    return [each for each in re.split(r"(?<=[.?])\s+", text.replace("\n", " ")) if each]


def listed(text: str) -> None:
    """Every sentence of this is one of those above."""
    assert [each for each in sentences(text) if each not in KEPT] == []


async def facts(play: Play, person: Person) -> RowFacts:
    """What a member may read just now."""
    number = (await person.known()).id
    return await play.bot.database.read(
        lambda c: RowFacts(c, play.bot.world, number, play.bot.world.tongue("en"), play.now)
    )


async def can_read(play: Play, person: Person, meeting: int) -> bool:
    """Whether this person has any way to anything that was said."""
    found = await facts(play, person)
    return await play.bot.database.read(
        lambda c: found.review(meeting) is not None or bool(found.reviews()) or found.result(meeting) is not None or bool(found.results(9))
    )  # fmt: skip


async def test_every_sentence_is_listed(tmp_path: Path) -> None:
    """From the first words to the last, with more told on the way: each sentence has its test, and each test is there."""
    async with forum.six(tmp_path) as (play, meeting, people):
        amara = people[0]
        await forum.tap(play, amara, meeting, "feedback", "start", "MF-01")
        listed(forum.asked(amara, meeting))
        await forum.tap(play, amara, meeting, "feedback", "more")
        listed(forum.asked(amara, meeting))
        await forum.tap(play, amara, meeting, "feedback", "start", "MF-03")
        if "small meeting" in forum.asked(amara, meeting):
            await forum.tap(play, amara, meeting, "feedback", "carry_on")
        await forum.answer(play, amara, meeting, {"MF-10": "yes"}, send="")
        listed(forum.asked(amara, meeting))
        await forum.tap(play, amara, meeting, "feedback", "send")
        listed(amara.last)
    here = globals()
    assert [name for name in KEPT.values() if name not in (WARNING, SAME_MOMENT) and name not in here] == []


async def test_nobody_reads_before_the_close(tmp_path: Path) -> None:
    """Until the last second of that day no coordinator, no representative, no member and no file has a word of it."""
    async with forum.six(tmp_path) as (play, meeting, people):
        await forum.all_say(play, people[:6], meeting)
        for moment in ("2026-11-27 09:00", "2026-11-30 12:30", "2026-11-30 23:59"):
            await play.until(moment)
            box = await forum.row(play, meeting)
            assert box is not None and (box.state, box.closes_on) == ("open", "2026-11-30")
            assert not any([await can_read(play, person, meeting) for person in people])
            assert forum.WORDS.encode() not in raw(play.bot.database.path, tmp_path)


async def test_it_opens_once_and_by_the_day(tmp_path: Path) -> None:
    """Five answered and nobody reviews: at noon of the day that was told it is there for all, the key is gone, and never
    again does anything of it change."""
    async with forum.six(tmp_path) as (play, meeting, people):
        await forum.all_say(play, people[:5], meeting)
        await play.until("2026-12-01 09:00")
        assert await play.bot.database.read(lambda c: sealed.register(c, meeting)) == []
        await play.until("2026-12-04 11:59")
        assert await play.bot.database.read(lambda c: publications.of(c, meeting)) is None
        await play.until(OPENS_AT)
        assert all([await can_read(play, person, meeting) for person in people])
        assert list((tmp_path / "demo" / "keys").iterdir()) == []
        assert await forum.row(play, meeting) is None
        kept = await play.rows("published")
        await play.until("2026-12-20 12:00")
        assert await play.rows("published") == kept
        heard = [
            message.text
            for person in people[:6]
            for message in person.heard
            if message.text.startswith("Results from")
        ]
        assert heard
        listed(heard[0])


async def test_after_send_nothing_is_there_to_find(tmp_path: Path) -> None:
    """The chat holds one neutral line, the box no draft, and a second try is told that there is nothing more to fill in."""
    async with forum.six(tmp_path) as (play, meeting, people):
        amara, kofi = people[:2]
        number, before = (
            (await amara.known()).id,
            {message.id for message in amara.heard if "Housing forum" not in message.text},
        )
        opener = next(message for message in kofi.heard if message.text.startswith("Housing forum"))
        await forum.all_say(play, [amara], meeting)
        left = [message for message in amara.thread if not message.deleted and message.id not in before]
        assert [message.sender for message in left] == ["bot"]
        assert left[0].text.startswith("Sent, with no name. I've cleared our chat about it.")
        assert await play.bot.database.read(lambda c: draft.load(c, meeting, number)) is None
        once = await play.bot.database.read(lambda c: sealed.slips(c, meeting))
        await forum.from_the_page(play, amara)
        assert amara.last.startswith("There's nothing more to fill in for this one.")
        assert await play.bot.database.read(lambda c: sealed.slips(c, meeting)) == once
        assert opener.choices, "and others are asked as before"


async def test_what_is_binned_or_left_is_gone(tmp_path: Path) -> None:
    """No draft and no answer is in the box, and it can be begun again until the close."""
    async with forum.six(tmp_path) as (play, meeting, people):
        amara, kofi = people[:2]
        await forum.begin(play, amara, meeting)
        await forum.answer(play, amara, meeting, {"MF-14": forum.WORDS}, send="bin")
        listed(amara.last)
        await forum.tap(play, kofi, meeting, "feedback", "start", "MF-01")
        await forum.tap(play, kofi, meeting, "feedback", "no", "MF-02D")
        listed(kofi.last)
        inside = await forum.inside(play, meeting)
        assert forum.WORDS.encode() not in inside and b'"register":[]' in inside and b'"slips":[]' in inside
        for person in (amara, kofi):
            number = (await person.known()).id
            assert await play.bot.database.read(lambda c, n=number: draft.load(c, meeting, n)) is None  # type: ignore[misc]  # bound now
        await play.until("2026-11-30 20:00")
        await forum.from_the_page(play, amara)
        await forum.through(play, amara, meeting)
        assert forum.asked(amara, meeting) == "Did you feel heard?"


async def test_too_few_are_mixed_with_the_next(tmp_path: Path) -> None:
    """Four answered: nobody is asked to read, nobody can, and what they said is among the next meeting's when that opens."""
    async with forum.six(tmp_path) as (play, meeting, people):
        await forum.all_say(play, people[:4], meeting)
        await play.until("2026-12-02 12:00")
        assert (await _box(play, meeting)).state == "waiting"
        found = [await facts(play, person) for person in people]
        assert not await play.bot.database.read(
            lambda c: [each.reviews() for each in found if each.reviews()]
        )
        assert not [row for row in await play.rows("letter") if "review" in str(row)]
        await play.until("2026-12-08 12:00")
        told = next(
            message.text
            for person in people[:6]
            for message in person.heard
            if "Not many people" in message.text
        )
        listed(told)
        following = await forum.meeting(play, "Planning day")
        await play.until("2026-12-10 15:00")
        await _by_the_page(play, people[4:6], following)
        await play.until("2026-12-30 15:00")
        row = await play.bot.database.read(lambda c: publications.of(c, following))
        assert row is not None and (row.state, row.people) == ("published", "5 to 9")
        assert await forum.row(play, meeting) is None
        assert await play.bot.database.read(lambda c: published.meetings_of(c, following)) == (
            following,
            meeting,
        )


async def test_too_few_are_deleted_where_that_was_said(tmp_path: Path) -> None:
    """Four answered: after the close there is neither box nor key, and everybody hears the same."""
    async with forum.six(tmp_path, few="destroy") as (play, meeting, people):
        await forum.tap(play, people[0], meeting, "feedback", "start", "MF-01")
        listed(forum.asked(people[0], meeting))
        await forum.through(play, people[0], meeting)
        await forum.answer(play, people[0], meeting, {"MF-10": "yes", "MF-14": forum.WORDS})
        await forum.all_say(play, people[1:4], meeting)
        await play.until("2026-12-01 09:00")
        assert await forum.row(play, meeting) is None
        assert list((tmp_path / "demo" / "keys").iterdir()) == []
        assert forum.WORDS.encode() not in raw(play.bot.database.path, tmp_path)
        await play.until("2026-12-08 12:00")
        told = {
            message.text
            for person in people
            for message in person.heard
            if message.text.startswith("Too few people")
        }
        assert len(told) == 1
        listed(told.pop())


async def test_what_waits_is_deleted_in_the_end(tmp_path: Path) -> None:
    """Three meetings with two answers each: each time it is said beforehand what comes, and after the third nothing is left."""
    async with forum.six(tmp_path) as (play, meeting, people):
        meetings = [meeting]
        await forum.all_say(play, people[:2], meeting)
        for start in ("2026-12-02 12:00", "2026-12-12 12:00"):
            await play.until(start)
            assert (await _box(play, meetings[-1])).state == "waiting"
            meetings.append(await forum.meeting(play, "Housing forum"))
            await play.wait(4 * HOUR)
            await forum.from_the_page(play, people[2])
            close = (await _box(play, meetings[-1])).closes_on
            day = date.fromisoformat(close).strftime("%a %-d %b")
            listed(forum.asked(people[2], meetings[-1]).replace(day, CLOSES))
            await forum.through(play, people[2], meetings[-1])
            await forum.answer(play, people[2], meetings[-1], {"MF-14": forum.WORDS})
            await _by_the_page(play, people[3:4], meetings[-1])
        await play.until("2026-12-22 12:00")
        await _nothing_is_left(play, tmp_path, meetings)


async def test_what_waits_is_deleted_after_months(tmp_path: Path) -> None:
    """Two answered and there is no other meeting: half a year after the close nothing is left."""
    async with forum.six(tmp_path) as (play, meeting, people):
        await forum.all_say(play, people[:2], meeting)
        await play.until("2027-05-29 12:00")
        assert (await _box(play, meeting)).state == "waiting"
        await play.until("2027-06-02 12:00")
        await _nothing_is_left(play, tmp_path, [meeting])


async def _nothing_is_left(play: Play, folder: Path, meetings: list[int]) -> None:
    """Neither box nor key nor a word, and every page says that it was deleted."""
    rows = [await play.bot.database.read(lambda c, m=meeting: publications.of(c, m)) for meeting in meetings]  # type: ignore[misc]  # bound now
    assert {row.state for row in rows if row} == {"destroyed"}
    assert await play.rows("box") == [] and await play.rows("published") == []
    assert list((folder / "demo" / "keys").iterdir()) == []
    assert forum.WORDS.encode() not in raw(play.bot.database.path, folder)


async def _box(play: Play, meeting: int) -> BoxRow:
    box = await forum.row(play, meeting)
    assert box is not None
    return box


async def _by_the_page(play: Play, people: list[Person], meeting: int) -> None:
    for person in people:
        await forum.from_the_page(play, person)
        await forum.through(play, person, meeting)
        await forum.answer(play, person, meeting, {"MF-10": "no"})
