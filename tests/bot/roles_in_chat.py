"""Roles as people come to them in chat: posted, found, offered, taken."""

from tests.bot.play import Person, Play

TERMS = ("Note keeper", "Somebody writes down what was decided", "2 hours a month", "15 pounds an hour", "Travel, paid in advance", "Sol", "skip",
         "today", "30 June 2027", "The group decides", "1", "yes")  # fmt: skip


async def post(play: Play, ana: Person, *, wanted: str = "1", title: str = "Note keeper", pay: str = "15 pounds an hour") -> int:  # fmt: skip
    """A role, posted in the coordinator's chat; its id."""
    words = {0: title, 3: pay, 10: wanted}
    await ana.say("roles", "roles we post", "new role")
    said = await ana.say(*(words.get(n, each) for n, each in enumerate(TERMS)))
    assert "Posted." in said, said
    (row,) = [row for row in await play.rows("role") if row[1] == title]
    return int(row[0])


async def page(person: Person, title: str = "Note keeper") -> str:
    await person.say("roles")
    return await person.say(title)


async def likes(person: Person, title: str = "Note keeper") -> None:
    await page(person, title)
    assert "you're interested" in await person.press("I'm interested")


async def offers(ana: Person, number: int = 1, title: str = "Note keeper") -> str:
    await ana.say("roles", "roles we post", title)
    await ana.press("Who's interested", f"Offer it to {number}")
    return await ana.press("Offer it")


async def takes(person: Person, pay: str = "Unpaid is fine", shows: str = "No, don't show it") -> None:
    await page(person)
    await person.press("Answer the offer", "Yes please", pay, shows)


def told(person: Person) -> list[str]:
    return [each.text for each in person.heard if each.text.startswith("New role: Note keeper. Money")]
