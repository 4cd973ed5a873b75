"""One story, told through people's own words and buttons: three meetings, from the coordinator's first word to the files that
anybody may take away.

Nothing is put into the database by hand, and no time passes but on the room's clock.
"""

import json
from asyncio import to_thread
from pathlib import Path

import pytest

from bot.results import export
from tests.bot.play import Person, Play, playing
from tests.feedback import forum
from tests.feedback.promises import raw

pytestmark = pytest.mark.slow
NAMES = ("Amara", "Kofi", "Marek", "Sol", "Tam", "Noor")
FIRST, SECOND, THIRD = 1, 2, 3
SAID = (
    "More tea, and biscuits with it",
    "Ask Marek to speak up, please",
    "The lift was broken again",
    "I'd like the papers a week before",
    "It was good to be asked",
)
WAITING = "Not many people replied about Planning day. Nobody will see the answers yet. I'll mix them in with the next one."


async def new_meeting(priya: Person, title: str, when: str) -> None:
    """Priya makes a meeting in chat: two hours, at one place, everybody asked afterwards."""
    await priya.say("menu")
    await priya.press("Meetings", "New meeting")
    await priya.say(title)
    if "Lambeth" in priya.labels:
        await priya.press("Lambeth")
    await priya.say(when)
    await priya.press("2 hours")
    await priya.say("The town hall, door on Elm Road")
    await priya.press("Skip")  # no link
    await priya.say("Step-free, hearing loop")
    await priya.press("Skip")  # nothing yet about what it is about
    await priya.press("Yes", "No", "Mixed with the next")
    assert title in priya.last and "Make it?" in priya.last
    await priya.press("Make it", "Close")


async def comes(person: Person) -> None:
    """They look at Meetings, and say that they come, and that they may be asked."""
    await person.say("menu")
    await person.press("Meetings", "Open 1", "I'll come", "Yes, ask me")


async def results(person: Person, title: str = "") -> str:
    """What they read under MENU, Meetings, Results; where there are several, about the meeting of this title."""
    await person.say("menu")
    await person.press("Meetings", "Results")
    if title:
        await person.press(next(label for label in person.labels if title in label))
    return person.last


async def test_three_meetings(tmp_path: Path) -> None:
    """What six people say about the first is read by two and shown to all; about the second three answer, which waits for
    the third; and whoever looks later finds the same, in the chat and in every file."""
    async with playing(tmp_path / "demo") as play:
        people = [await play.joined(name) for name in NAMES]
        priya, dee = (
            await play.joined("Priya", role="coordinator"),
            await play.joined("Dee", role="representative"),
        )
        await _first(play, people, priya, dee)
        await _second(play, people, priya)
        await _third(play, people, priya, dee)
        await _files(play, tmp_path)


async def _first(play: Play, people: list[Person], priya: Person, dee: Person) -> None:
    await new_meeting(priya, "Housing forum", "24 Nov at 2pm")
    for person in people:
        await comes(person)
    await play.until("2026-11-25 12:00")
    for n, person in enumerate(people):
        assert forum.asked(person, FIRST).startswith("Housing forum was on Tue 24 Nov.")
        answers = {
            "MF-10": "yes" if n else "bit",
            "MF-11": "members",
            "MF-12": "yes" if n < 3 else "skip",
            "MF-13": "no" if n == 2 else "yes",
        }
        await forum.says(play, person, FIRST, answers | {"MF-14": SAID[n] if n < len(SAID) else ""})
        assert person.last.startswith("Sent, with no name.")
    assert not any(words.encode() in raw(play.bot.database.path) for words in SAID)

    await play.until("2026-12-02 13:00")
    await forum.reviews(priya)
    assert "It waits for a member rep now." in priya.last
    await forum.reviews(dee, out="Marek")
    await play.wait(3 * 3600)
    await forum.reviews(priya)
    assert priya.last.startswith("Thank you. You've both read them.")
    for person in (*people, priya):
        await person.say("menu")
        await person.press("Meetings")
        assert "Results" not in person.labels
        await person.press("Close")

    await play.until("2026-12-03 12:00")
    pages = {await results(person) for person in (*people, priya, dee)}
    assert len(pages) == 1, "everybody reads the same, from the same moment on"
    page = pages.pop()
    assert page.startswith("Housing forum: 5 to 9 people replied.")
    assert "Did you feel heard? Most said yes. Few or hardly any: mostly, a bit, no." in page
    assert "Was it OK to disagree? Too few people answered this one to show it." in page
    assert "took names out" in page
    words = await _press(people[0], "What people said")
    assert "Ask [name] to speak up, please" in words and "Marek" not in words
    assert [each for each in SAID if each in words] == [each for each in SAID if "Marek" not in each]
    await people[0].press("Close")


async def _press(person: Person, label: str) -> str:
    await person.press(label)
    return person.last


async def _second(play: Play, people: list[Person], priya: Person) -> None:
    await new_meeting(priya, "Planning day", "8 Dec at 2pm")
    for person in people:
        await comes(person)
    await play.until("2026-12-09 12:30")
    for person in people[:3]:
        await forum.says(
            play, person, SECOND, {"MF-10": "no", "MF-12": "no", "MF-14": f"Said once by {person.id[6:11]}"}
        )
    await play.until("2026-12-18 12:30")
    pages = {await results(person, "Planning day") for person in (people[0], people[5], priya)}
    assert pages == {WAITING}
    heard = [message.text for person in (*people, priya) for message in person.heard]
    assert heard.count(WAITING) > len(pages), "word of it went out as well"
    assert not any("Said once" in text for text in heard)


async def _third(play: Play, people: list[Person], priya: Person, dee: Person) -> None:
    await play.until("2027-01-04 11:00")
    await new_meeting(priya, "Winter forum", "5 Jan 2027 at 2pm")
    for person in people:
        await comes(person)
    await play.until("2027-01-06 12:30")
    for person in people[2:]:
        await forum.says(play, person, THIRD, {"MF-10": "yes", "MF-12": "yes"})
    await play.until("2027-01-14 13:00")
    await forum.reviews(priya)
    await forum.reviews(dee)
    await play.until("2027-01-15 12:30")
    pages = {await results(person, "Winter forum") for person in (people[0], people[5], priya, dee)}
    assert len(pages) == 1
    page = pages.pop()
    assert page.startswith("Winter forum: 5 to 9 people replied.")
    assert "These are about Winter forum and Planning day together." in page
    assert "Did you feel heard? Some said yes. Some said no." in page, (
        "what three said in December is among it"
    )
    assert "Was it OK to disagree? " in page and "Said once" in await _press(people[0], "What people said")
    for person in (people[0], people[5], priya, dee):
        await person.press("Close")


async def _files(play: Play, folder: Path) -> None:
    """The same bytes each time, in every form, and nothing in them that is under the floor."""
    config = play.bot.config
    for form in export.MADE:
        made = []
        for n in (1, 2):
            out = folder / f"all-{n}.{form}"
            await export.export(config, None, form, out)
            made.append(await to_thread(out.read_bytes))
        assert made[0] == made[1]
    told = json.loads((folder / "all-1.json").read_bytes())
    text = json.dumps(told)
    assert "Housing forum" in text and "Winter forum" in text and "Marek" not in text
    assert "5 to 9" in text and "100" not in text
