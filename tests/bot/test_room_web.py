"""The room's HTTP API, over real HTTP on loopback: the contract of DESIGN.md, section 3."""

import asyncio
import json
import re
from typing import Any

from bot.chance import Chance
from bot.seeding import seed
from tests.bot.page import TOKEN, Page, visitor
from tests.bot.play import DAY, LOOK_SAFE, MONDAY

# -- the calls ----------------------------------------------------------------------------------------------------------


async def test_a_person_joins_by_saying_and_picking(page: Page) -> None:
    """`person`, `say`, `pick`, `thread`, `people`: the shapes that outside checks rely on."""
    created = await page.post("/api/person", name="Zora")
    assert set(created) == {"id"} and isinstance(created["id"], str)
    zora = created["id"]
    assert await page.get("/api/people") == [{"id": zora, "name": "Zora", "role": "stranger", "groups": []}]
    assert await page.thread(zora) == []
    await page.post("/api/say", person=zora, text="hello")
    mine, answer = await page.thread(zora)
    assert mine == {
        "id": mine["id"],
        "from": "person",
        "text": "hello",
        "options": [],
        "file": None,
        "at": MONDAY,
        "deleted": False,
    }
    assert (
        set(answer) == {"id", "from", "text", "options", "file", "at", "deleted"} and answer["from"] == "bot"
    )
    assert [option["label"] for option in answer["options"]] == [
        "Yes, tell me more",
        "Look around first",
        "Not now",
        "Language",
    ]
    assert all(set(option) == {"id", "label"} for option in answer["options"])
    await page.post("/api/pick", person=zora, message=answer["id"], option=answer["options"][0]["id"])
    assert "is it safe" in (await page.thread(zora))[-1]["text"]
    for line in (*LOOK_SAFE[1:], "yes, that's ok", "Zora"):
        await page.post("/api/say", person=zora, text=line)
    assert await page.get("/api/people") == [
        {"id": zora, "name": "Zora", "role": "member", "groups": ["Lambeth"]}
    ]


async def test_the_clock_moves_with_everything_on_the_way(page: Page) -> None:
    """`clock`: a number of seconds, or the next due thing; the answer is the new time, after all that was due."""
    kofi = await page.play.joined("Kofi")
    assert {"now": MONDAY, "next": MONDAY + DAY}.items() <= (await page.get("/api/clock")).items()
    moved = await page.post("/api/clock", to="next")
    assert moved["now"] == MONDAY + DAY
    assert [message["at"] for message in await page.thread(kofi.id)] == [MONDAY + DAY]
    moved = await page.post("/api/clock", advance=3600)
    assert moved["now"] == MONDAY + DAY + 3600
    assert (await page.post("/api/clock", advance=0))["now"] == moved["now"]


async def test_what_is_stored_can_be_read_by_everybody_in_the_room(page: Page) -> None:
    """`stored`: table by table, columns and rows; of somebody who has not joined there is nothing."""
    zora = (await page.post("/api/person", name="Zephyrine"))["id"]
    await page.post("/api/say", person=zora, text="hello, I am Zephyrine")
    stored = await page.get("/api/stored")
    assert all({"name", "columns", "rows"} <= set(table) for table in stored["tables"])
    assert "Zephyrine" not in json.dumps(stored)
    kofi = await page.play.joined("Kofi")
    stored = await page.get("/api/stored")
    tables = {table["name"]: table for table in stored["tables"]}
    address = dict(zip(tables["address"]["columns"], tables["address"]["rows"][0], strict=True))
    assert (address["channel"], address["address"]) == ("room", kofi.id)


async def test_a_sealed_box_is_shown_as_bytes_that_nobody_can_read(page: Page) -> None:
    """With the demo's people there is an open box from the start: its row is told in words."""
    await seed(page.play.bot, page.play.room, Chance(7))
    await page.post("/api/clock", advance=60)
    tables = {table["name"]: table for table in (await page.get("/api/stored"))["tables"]}
    row = dict(zip(tables["box"]["columns"], tables["box"]["rows"][0], strict=True))
    assert row["state"] == "open" and re.fullmatch(r"\d{5,} sealed bytes: [0-9a-f]{32}…", row["body"])
    assert re.fullmatch(r"[0-9a-f]{32}", row["key_id"])
    assert (await page.get("/api/stored?table=box"))["tables"] == [tables["box"]]


async def test_one_table_can_be_read_to_its_end(page: Page) -> None:
    """`stored?table=`: every row of one table, where the whole shows the first 200; no table of that name, nothing."""
    await page.play.bot.database.write(
        lambda c: (
            c.executemany(
                "insert into counter (what, day, times) values (?, '2027-01-01', 1)",
                [(f"n{n}",) for n in range(250)],
            ).rowcount
        )
    )
    (table,) = (await page.get("/api/stored?table=counter"))["tables"]
    assert table["name"] == "counter" and len(table["rows"]) >= 250
    assert (await page.get("/api/stored?table=counter;--"))["tables"] == []


async def test_a_thread_can_be_read_on_from_a_message(page: Page) -> None:
    """`thread&after=`: only what came after the message that was read last."""
    zora = (await page.post("/api/person", name="Zora"))["id"]
    await page.post("/api/say", person=zora, text="hello")
    first = await page.thread(zora)
    await page.post("/api/say", person=zora, text="hello again")
    fresh = await page.get(f"/api/thread?person={zora}&after={first[-1]['id']}")
    assert fresh == (await page.thread(zora))[len(first) :] and fresh[0]["text"] == "hello again"
    assert await page.get(f"/api/thread?person={zora}&after=none") == first + fresh


async def test_a_message_of_ten_thousand_letters_is_answered(page: Page) -> None:
    """Long words are taken and answered; nothing is cut, nothing breaks."""
    kofi = await page.play.joined("Kofi")
    await page.post("/api/say", person=kofi.id, text="wörds " * 1700)
    mine, *answers = await page.thread(kofi.id)
    assert len(mine["text"]) == 10_200 and answers


async def test_show_as_text_puts_the_options_into_the_words(page: Page) -> None:
    """`show-as`: from then on choices are numbered lines, and a number answers."""
    assert await page.get("/api/show-as") == {"mode": "buttons"}
    assert await page.post("/api/show-as", mode="text") == {"mode": "text"}
    zora = (await page.post("/api/person", name="Zora"))["id"]
    await page.post("/api/say", person=zora, text="hello")
    greeting = (await page.thread(zora))[-1]
    assert "1. Yes, tell me more" in greeting["text"] and greeting["options"] == []
    await page.post("/api/say", person=zora, text="1")
    assert "is it safe" in (await page.thread(zora))[-1]["text"]
    assert await page.post("/api/show-as", mode="buttons") == {"mode": "buttons"}


async def test_a_file_can_be_fetched_until_it_is_cleared(page: Page) -> None:
    """A copy of one's details is a download, never shown as a page, and gone once cleared."""
    kofi = await page.play.joined("Kofi")
    for line in ("my details", "get a copy", "send it here"):
        await page.post("/api/say", person=kofi.id, text=line)
    file = next(message["file"] for message in await page.thread(kofi.id) if message["file"])
    assert file["name"] == "my-details.json"
    answer = await page.http.get(file["url"])
    assert answer.json()["member"][0]["name"] == "Kofi"
    assert (
        answer.headers["content-disposition"].startswith("attachment")
        and answer.headers["content-type"] == "application/octet-stream"
    )
    await page.post("/api/say", person=kofi.id, text="clear")
    assert (await page.http.get(file["url"])).status_code == 404


async def test_reset_begins_anew(page: Page) -> None:
    """`reset`: empty phones and an empty database (here without seeded people)."""
    await page.play.joined("Kofi")
    await page.post("/api/reset")
    assert await page.get("/api/people") == []
    assert all(table["rows"] == [] for table in (await page.get("/api/stored"))["tables"])


# -- the stream of events -----------------------------------------------------------------------------------------------


async def test_the_page_hears_what_happens(page: Page) -> None:
    """`events`: one stream tells of new messages, people, the clock, what is stored, and a reset; it ends with the room."""
    heard: list[tuple[str, dict[str, Any]]] = []
    open_, zora = asyncio.Event(), page.play.person("Zora")

    async def listen() -> None:
        async with (
            visitor(page.url) as http,
            http.stream("GET", "/events", params={"token": TOKEN}) as answer,
        ):
            assert answer.headers["content-type"].startswith("text/event-stream")
            name = ""
            async for line in answer.aiter_lines():
                open_.set()
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    heard.append((name, json.loads(line.removeprefix("data: "))))

    listening = asyncio.create_task(listen())
    await asyncio.wait_for(open_.wait(), 5)
    await page.post("/api/say", person=zora.id, text="hello")
    await page.post("/api/clock", advance=60)
    await page.post("/api/person", name="Bo")
    await page.post("/api/reset")
    page.play.room.tell("end")
    await asyncio.wait_for(listening, 5)
    assert ("thread", {"person": zora.id}) in heard
    assert ("clock", {"now": MONDAY + 60, "next": None}) in heard
    assert {"people", "stored", "reset"} <= {name for name, _detail in heard}
    assert page.play.room._watchers == set()


async def test_a_page_that_goes_away_is_forgotten(page: Page) -> None:
    """A closed tab leaves no listener behind."""
    async with (
        visitor(page.url) as http,
        http.stream("GET", "/events", params={"token": TOKEN}) as answer,
    ):
        async for _line in answer.aiter_lines():
            break
        assert len(page.play.room._watchers) == 1
    async with asyncio.timeout(5):
        while page.play.room._watchers:
            page.play.room.tell("stored")
            await asyncio.sleep(0.01)


async def test_two_pages_at_once_do_not_mix_anything_up(page: Page) -> None:
    """Everything is done one after the other, in whatever order it comes in: every message has its answer."""
    people = [page.play.person(name) for name in ("Ada", "Bo", "Cy")]
    await asyncio.gather(
        *(page.post("/api/say", person=person.id, text="hello") for person in people),
        page.post("/api/clock", advance=60),
    )
    for person in people:
        assert [message["from"] for message in await page.thread(person.id)] == ["person", "bot"]
