"""The people of the demo: invented, and joined by the same door as everybody (bot/seeding.py, bot/demo.py)."""

from collections import Counter
from pathlib import Path

from bot.chance import Chance
from bot.demo import prepare
from bot.feedback import published
from bot.seeding import NEW, PEOPLE, seed
from bot.seeding_results import IN_WORDS
from storage import courses, members, seats
from tests.bot.play import DAY, HOUR, Person, Play, playing


async def test_everybody_of_the_programme_has_joined(play: Play) -> None:
    """A dozen people in three groups, one coordinator, two representatives, and a first phone of somebody new."""
    await seed(play.bot, play.room, Chance(1))
    people = await play.stage.people()
    assert [person["name"] for person in people] == [NEW, *(name for name, *_rest in PEOPLE)]
    assert Counter(person["role"] for person in people) == {
        "member": 9,
        "representative": 2,
        "coordinator": 1,
        "stranger": 1,
    }
    assert Counter(group for person in people for group in person["groups"]) == {
        "Lambeth": 7,
        "Southwark": 3,
        "Lewisham": 2,
    }
    assert [person["groups"] for person in people[:2]] == [[], ["Lambeth"]]


async def test_the_worker_of_the_demo_takes_messages(play: Play) -> None:
    """Priya said so in her own menu, so a member who asks for a person reaches her."""
    await seed(play.bot, play.room, Chance(1))
    (priya,) = await play.bot.database.read(lambda c: members.takers(c, "worker"))
    assert priya.name == "Priya"
    amara = next(phone for phone in play.room.phones.values() if phone.name == "Amara")
    await play.room.say(amara.id, "help")
    assert "Ask Priya" in [choice.label for choice in amara.thread[-1].choices]


async def test_results_of_an_earlier_meeting_can_be_looked_at(play: Play) -> None:
    """They went through a box and two readers like any others; no key, draft or letter of it is left, and no phone rings."""
    await seed(play.bot, play.room, Chance(1))
    (publication,) = await play.bot.database.read(published.all)
    assert (publication.state, publication.words) == ("published", "shown")
    assert publication.reviewed_by == ("coordinator", "representative")
    assert sorted(IN_WORDS.values()) == [words for shown in publication.questions for words in shown.words]
    boxes = [row[0] for row in await play.rows("box")]
    assert (
        publication.meeting not in boxes
        and len(boxes) == len(list(play.bot.config.storage.keys.iterdir())) == 1
    )
    amara = Person(play, next(phone.id for phone in play.room.phones.values() if phone.name == "Amara"))
    await amara.say("menu", "meetings")
    assert "10 to 19 people replied" in await amara.press("Results")
    assert "picture" in " ".join(amara.labels) and "file" in " ".join(amara.labels)
    heard = len(amara.heard)
    await play.stage.move(60)
    assert len(amara.heard) == heard


async def test_courses_can_be_looked_at_from_the_start(play: Play) -> None:
    """One is over, one drawn, one cancelled, one can still be asked for; how many have a place is the same each time."""
    await seed(play.bot, play.room, Chance(1))
    dates = ("First aid", "Chairing a meeting", "Peer research: asking questions", "Speaking up in meetings")
    found = {row.title: row for row in await play.bot.database.read(lambda c: courses.to_come(c, 0))}
    first_aid, chairing, research, speaking = (found.pop(title) for title in dates)
    assert (found, first_aid.booked, speaking.cancelled) == ({}, 7, 1)
    assert (chairing.booked, chairing.offered, chairing.asking) == (3, 3, 4)
    assert (research.drawn_at, research.asking) == (None, 7)
    offers = await play.bot.database.read(seats.offered)
    assert all(offer.sent_at and (offer.ends_at or 0) > play.now + HOUR for offer in offers)


async def test_nobody_is_in_the_middle_of_anything(play: Play) -> None:
    """The phones are empty, everybody's next check-in is planned, and what waits is only the question about the meeting that has
    just ended: nothing of it is due before two hours are over."""
    await seed(play.bot, play.room, Chance(1))
    assert all(phone.thread == [] for phone in play.room.phones.values())
    dump = await play.dump()
    assert not {"session", "shown", "counter"} & set(dump)
    waiting = await play.bot.database.read(
        lambda c: c.execute("select distinct kind, state from letter").fetchall()
    )
    assert waiting == [("feedback_ask", "waiting")]
    assert (await play.stage.time())["next"] > play.now + HOUR
    looked_at = {row[0]: row[3] for row in dump["pace"]}
    assert len(looked_at) == len(PEOPLE)
    assert {row[3] for row in dump["invite"]} == {0}, "every code is used up"


async def test_a_seed_can_be_repeated(tmp_path: Path) -> None:
    """`--seed`: what does not protect anybody is the same again."""
    dumps = []
    for number in range(2):
        async with playing(tmp_path / str(number)) as play:
            await seed(play.bot, play.room, Chance(5))
            dump = await play.dump()
            for drawn in ("invite", "box", "course", "place", "booking", "lost_draw"):
                dump.pop(drawn)  # codes, keys, and who was drawn for a place
            dumps.append(dump)
    assert dumps[0] == dumps[1]


async def test_a_demo_that_is_started_again_finds_its_people(tmp_path: Path) -> None:
    """People, time and choices are kept; what phones showed is not, and Clear clears all that they show from then on."""
    async with playing(tmp_path) as play:
        await prepare(play.bot, play.room, play.clock, Chance(1))
        kofi = next(p for p in play.room.phones.values() if p.name == "Kofi")
        await play.room.say(kofi.id, "menu")
        await play.wait(3 * DAY)
        (asked_at,) = {message.at for message in kofi.thread if "check-in" in message.text}
    async with playing(tmp_path) as play:
        await prepare(play.bot, play.room, play.clock, Chance(1))
        assert play.now >= asked_at, "the clock does not jump back behind what happened"
        assert {phone.name for phone in play.room.phones.values()} >= {name for name, *_rest in PEOPLE}
        await play.room.say(kofi.id, "menu")
        await play.room.say(kofi.id, "clear")
        thread = play.room.phones[kofi.id].thread
        assert [message.text[:12] for message in thread if not message.deleted] == ["I've cleared"]
