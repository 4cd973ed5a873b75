"""Two keys on the seeded demo, over the room's HTTP API alone: what somebody who tries it with a browser can do."""

from typing import Any

from bot.chance import Chance
from bot.seeding import seed
from tests.bot.page import Page


async def pick(page: Page, person: str, label: str) -> dict[str, Any]:
    """Press the newest button that begins like this; the newest message afterwards."""
    for message in reversed(await page.thread(person)):
        for option in message["options"]:
            if option["label"].startswith(label):
                await page.post("/api/pick", person=person, message=message["id"], option=option["id"])
                return (await page.thread(person))[-1]
    raise AssertionError(f"no button {label!r}")


async def say(page: Page, person: str, *lines: str) -> None:
    for line in lines:
        await page.post("/api/say", person=person, text=line)


async def test_an_urgent_change_from_end_to_end(page: Page) -> None:
    """Priya asks, Dee agrees, those who booked the forum are told, one of them can't come; others hear nothing."""
    await seed(page.play.bot, page.play.room, Chance(1))
    who = {each["name"]: each["id"] for each in await page.get("/api/people")}
    await page.post("/api/clock", advance=20 * 60)
    await say(page, who["Priya"], "menu")
    await pick(page, who["Priya"], "A booking has changed")
    await pick(page, who["Priya"], "Housing forum")
    await say(page, who["Priya"], "moved to the library", "Come to the library on Elm Road")
    assert "I'm asking the member reps" in (await pick(page, who["Priya"], "Ask for the 2nd key"))["text"]
    await page.post("/api/clock", advance=60)
    assert "Do you agree?" in (await page.thread(who["Dee"]))[-1]["text"]
    assert "Both keys turned" in (await pick(page, who["Dee"], "Agree"))["text"]
    await page.post("/api/clock", advance=20 * 60)
    told = {
        name
        for name, id in who.items()
        if any(each["text"].startswith("Change to your booking") for each in await page.thread(id))
    }
    assert told == {"Amara", "Kofi", "Marek", "Sol", "Tam", "Dee"}
    assert "Both keys turned" in (await page.thread(who["Priya"]))[-1]["text"]
    assert "You're not booked on it any more" in (await pick(page, who["Amara"], "Can't come"))["text"]
    stored = {table["name"]: table["rows"] for table in (await page.get("/api/stored"))["tables"]}
    assert len([row for row in stored["booking"] if row[0] == 1]) == 5
    assert {row[3] for row in stored["log"]} >= {"urgent.asked", "urgent.agreed"}
