"""Meetings, played in the room: made in chat, seen by those invited, changed and cancelled, with word to those who come."""

import pytest
from icalendar import Calendar

from bot import meetings
from bot.calendar_file import calendar_file
from bot.channels.room import NAME
from bot.views import view_of
from conversations.meeting_effects import Book, MakeMeeting, PutOnAgenda
from conversations.meetings import Draft
from storage import agendas, events, wishes
from tests.bot.play import DAY, HOUR, MINUTE, Person, Play, at

MADE = ("Housing forum", "4 Dec at 2pm", "2 hours", "The town hall", "skip", "Step-free", "skip", "yes", "no", "Mixed with the next", "Make it")  # fmt: skip
"""What a coordinator types, from the title to the last yes."""


async def make(play: Play, ana: Person, *, when: str = "4 Dec at 2pm", group: str = "Lambeth") -> int:
    """A meeting, made in the coordinator's chat; its id."""
    title, _when, *others = MADE
    await ana.say("menu")
    await ana.press("Meetings", "New meeting")
    await ana.say(title)
    await ana.press(group)
    words = await ana.say(when, *others)
    assert "Made." in words, words
    await ana.press("Close")
    return await play.bot.database.read(lambda c: events.meetings(c, 0)[-1].id)


async def page(person: Person) -> str:
    """The page of the only meeting there is."""
    await person.say("menu")
    await person.press("Meetings")
    return await person.press("Open 1")


async def change(ana: Person, part: str, words: str) -> str:
    await page(ana)
    await ana.press("Change it", part)
    await ana.say(words)
    return await ana.press("Save it")


def told(person: Person) -> list[str]:
    """What this person heard of changes."""
    return [
        each.text
        for each in person.heard
        if "has changed. Now" in each.text or "is cancelled, and" in each.text
    ]


async def test_a_meeting_is_made_in_chat_and_seen_by_those_invited(play: Play) -> None:
    """A member of its group reads all of it; one of another group has no such meeting, and no message went to anybody."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    bea = await play.joined("Bea", group="Southwark")
    await make(play, ana)
    words = await page(kofi)
    for part in (
        "Housing forum",
        "When: Fri 4 Dec, 2",
        "For: Lambeth",
        "The town hall",
        "Step-free",
        "fewer than 5",
    ):
        assert part in words
    await bea.say("menu")
    assert "No meetings are planned for you" in await bea.press("Meetings")
    assert await play.rows("letter") == []
    assert ("coordinator", "meeting.made") in [(row[2], row[3]) for row in await play.rows("log")]


async def test_coming_is_one_tap_and_so_is_not_coming(play: Play) -> None:
    """The wish to be asked is kept; of a booking that was taken back nothing is."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    forum, id = await make(play, ana), (await kofi.known()).id
    await page(kofi)
    assert "shall I ask how it was for you?" in await kofi.press("I'll come")
    words = await kofi.press("Yes, ask me")
    assert "You said you'll come." in words
    assert "I'll ask you afterwards how it was." in words
    assert await play.bot.database.read(
        lambda c: (events.has_booked(c, forum, id), wishes.of(c, forum, id))
    ) == (True, True)
    assert "No reason needed" in await kofi.press("Can't come")
    assert await play.rows("booking") == []


async def test_both_see_the_same_rounded_number(play: Play) -> None:
    """B03, B28: coordinators and members read one page, and nobody reads who comes."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    forum = await make(play, ana)
    people = [await play.joined(name) for name in ("Sol", "Tam", "Noor", "Idris", "Wren")]
    for person in people:
        id = (await person.known()).id
        await play.bot.database.write(lambda c, who=id: events.book(c, forum, who, play.now))  # type: ignore[misc]  # a default binds the id
    theirs, ours = await page(kofi), await page(ana)
    assert "Said they'll come: 5 to 9." in theirs
    assert theirs == ours
    assert "Sol" not in ours


async def test_the_calendar_file_is_the_meeting(play: Play) -> None:
    """The same UID each time, a higher sequence after a change, and a cancelled one says so."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await make(play, ana)
    await page(kofi)
    await kofi.press("I'll come", "No thanks", "Calendar file")
    await play.bot.sender.drained()
    files = [each.file for each in kofi.thread if each.file]
    await change(ana, "Where", "The library")
    await page(kofi)
    await kofi.press("Calendar file")
    await page(ana)
    await ana.press("Cancel the meeting", "Cancel the meeting")
    await page(kofi)
    await kofi.press("Calendar file")
    await play.bot.sender.drained()
    files = [each.file for each in kofi.thread if each.file]
    assert [file[0] for file in files] == ["meeting-1.ics"] * 3
    found = [{str(name): str(value.to_ical(), "utf-8") for name, value in Calendar.from_ical(file[1]).walk("VEVENT")[0].items()} for file in files]  # fmt: skip
    assert len({event["UID"] for event in found}) == 1
    assert [(event["SEQUENCE"], event["STATUS"], event["LOCATION"]) for event in found] == [
        ("0", "CONFIRMED", "The town hall"),
        ("1", "CONFIRMED", "The library"),
        ("2", "CANCELLED", "The library"),
    ]
    assert found[0]["DTSTART"] == "20261204T140000"


async def test_a_file_is_only_for_those_invited(play: Play) -> None:
    """Whoever asks for a file of another group's meeting, or by a name that means nothing, gets none."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    bea = await play.joined("Bea", group="Southwark")
    forum = await make(play, ana)

    async def made(person: Person, name: str) -> bool:
        row, world = await person.known(), play.bot.world
        return await play.bot.database.read(
            lambda c: calendar_file(c, view_of(c, world, NAME, row, play.now), name) is not None
        )

    assert await made(kofi, f"meeting-{forum}.ics")
    assert not await made(bea, f"meeting-{forum}.ics")
    assert not await made(kofi, "meeting-../../x.ics")


async def test_a_change_days_ahead_is_told_once_in_their_own_hours(play: Play) -> None:
    """Two changes before it has gone out are one letter, with how things stand at last."""
    ana = await play.joined("Ana", role="coordinator")
    kofi, sol = await play.joined("Kofi"), await play.joined("Sol")
    await make(play, ana)
    await page(kofi)
    await kofi.press("I'll come", "No thanks")
    await play.until("2026-11-23 20:00")
    await change(ana, "Where", "The library")
    words = await change(ana, "When", "4 Dec at 3pm")
    assert "each get one message, in their own hours." in words
    await play.until("2026-11-24 09:00")
    assert told(kofi) == []
    await play.until("2026-11-24 12:00")
    (heard,) = told(kofi)
    assert "Fri 4 Dec, 3" in heard
    assert "The library" in heard
    assert told(sol) == []
    assert "You're not booked on it any more" in await kofi.press("Can't come")
    await play.until("2026-11-26 12:00")
    assert len(told(kofi)) == 1


async def test_more_about_access_is_told_to_nobody(play: Play) -> None:
    """It stands on the page; nobody's chat is begun for it."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await make(play, ana)
    await page(kofi)
    await kofi.press("I'll come", "No thanks")
    assert "Nobody gets a message about it" in await change(ana, "Access", "Step-free, and a quiet room")
    assert not [row for row in await play.rows("letter") if "changed:" in str(row)]


async def test_whoever_does_not_come_any_more_hears_nothing(play: Play) -> None:
    """The letter that waited for them goes with their booking."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await make(play, ana)
    await page(kofi)
    await kofi.press("I'll come", "No thanks")
    await play.until("2026-11-23 20:00")
    await change(ana, "Where", "The library")
    await page(kofi)
    await kofi.press("Can't come")
    await play.until("2026-11-25 12:00")
    assert told(kofi) == []


async def test_a_change_within_48_hours_goes_by_a_second_key_and_not_twice(play: Play) -> None:
    """The urgent flow begins with the words already there; once it is out, the letter in their own hours is not needed."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    kofi = await play.joined("Kofi")
    await make(play, ana, when="24 Nov at 2pm")
    await page(kofi)
    await kofi.press("I'll come", "No thanks")
    words = await change(ana, "When", "1 Dec at 2pm")
    assert "a second key can tell them at once" in words
    words = await ana.press("Ask for the 2nd key")
    assert "Change to your booking: Housing forum, Tue 24 Nov, now Tue 1 Dec, 2" in words
    await ana.press("Ask for the 2nd key")
    await play.wait(30 * MINUTE)
    await dee.press("Agree")
    await play.wait(MINUTE)
    assert [
        each.text
        for each in kofi.heard
        if each.text.startswith("Change to your booking: Housing forum, Tue 24 Nov")
    ]
    await play.until("2026-11-25 12:00")
    assert told(kofi) == []


async def test_a_key_that_nobody_turns_leaves_nobody_untold(play: Play) -> None:
    """The coordinator walks away from the second key: those who come hear of it in their own hours all the same."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await make(play, ana, when="24 Nov at 7pm")
    await page(kofi)
    await kofi.press("I'll come", "No thanks")
    await play.wait(DAY - 2 * HOUR)
    await page(ana)
    await ana.press("Cancel the meeting", "Cancel the meeting")
    assert told(kofi) == []
    await play.wait(5 * HOUR)
    (heard,) = told(kofi)
    assert "is cancelled, and we're sorry" in heard


async def test_words_without_a_name_keep_none(play: Play) -> None:
    """Nothing in any row or file says who put it on the agenda; a name that was wanted stands beside the words."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    forum = await make(play, ana)
    for words, button in (("Repairs take months", "Put my name"), ("How we treat each other", "No name")):
        await page(kofi)
        await kofi.press("Add to the agenda")
        await kofi.say(words)
        await kofi.press(button)
    found = await play.bot.database.read(lambda c: agendas.of(c, forum))
    assert [(item.text, item.name) for item in found] == [
        ("How we treat each other", ""),
        ("Repairs take months", "Kofi"),
    ]
    assert found[0].member_id is None
    dump = await play.dump()
    beside = {table for table, rows in dump.items() if "How we treat each other" in str(rows)}
    assert beside == {"agenda_item"}
    assert "– Repairs take months (Kofi)" in await page(ana)


async def test_what_is_made_up_is_refused_where_it_is_carried_out(play: Play) -> None:
    """A member makes no meeting; somebody who is not invited neither comes nor puts anything on its agenda."""
    ana, bea = await play.joined("Ana", role="coordinator"), await play.joined("Bea", group="Southwark")
    forum, id = await make(play, ana), (await bea.known()).id
    draft = Draft("Mine", None, at("2026-12-04 10:00"), at("2026-12-04 11:00"))
    with pytest.raises(PermissionError):
        await play.bot.database.write(lambda c: meetings.carry_out(c, MakeMeeting(draft), id, play.now))
    for effect in (Book(forum), PutOnAgenda(forum, "Mine", named=False)):
        await play.bot.database.write(lambda c, each=effect: meetings.carry_out(c, each, id, play.now))  # type: ignore[misc]  # a default binds the effect
    assert await play.rows("booking") == []
    assert await play.rows("agenda_item") == []
