"""A booking has changed, played in the room: who is told, when, and what they can do about it (PACE.md, sections 3 and 7)."""

from sqlite3 import Connection

import pytest

from bot import broadcasting, keys, limiting
from conversations.key_effects import AskUrgent
from conversations.pace import Level
from storage import events, members, said, standing
from tests.bot.play import DAY, HOUR, MINUTE, Person, Play
from tests.bot.test_keys import asked, event


async def tells(play: Play, event_id: int, change: str = "moved to the library", keys: int = 2) -> int:
    """An urgent change goes out, its keys turned; its number."""

    def send(connection: Connection) -> int:
        found = events.of(connection, event_id)
        assert found is not None
        text = f"{found.title}: {change}\n\nCome to the library"
        id = broadcasting.begin(
            connection, group=None, text=text, level="urgent", now=play.now, state="asking", ends_at=found.starts_at,
            event_id=event_id, asked_at=play.now,
        )  # fmt: skip
        broadcasting.release(connection, id, play.now, keys=keys)
        return id

    return await play.bot.database.write(send)


def told(person: Person) -> int:
    """How many urgent changes reached somebody."""
    return len([message for message in person.heard if message.text.startswith("Change to your booking")])


async def booked(play: Play, event_id: int, person: Person) -> bool:
    id = (await person.known()).id
    return await play.bot.database.read(lambda c: events.has_booked(c, event_id, id))


async def test_cant_come_takes_one_tap_and_no_reason(play: Play) -> None:
    """The booking goes, nothing is asked, and a second press finds nothing more to do."""
    kofi = await play.joined("Kofi")
    forum = await event(play, [kofi])
    await play.wait(30 * MINUTE)
    await tells(play, forum)
    await play.wait(MINUTE)
    answer = await kofi.press("Can't come")
    assert "You're not booked on it any more. No reason needed." in answer
    assert not await booked(play, forum, kofi)


async def test_ok_keeps_the_booking_and_asks_once_whether_it_was_urgent(play: Play) -> None:
    """B35: with the next tap, once, and never as a message of its own; the answer is counted."""
    kofi = await play.joined("Kofi")
    forum = await event(play, [kofi])
    await play.wait(30 * MINUTE)
    number = await tells(play, forum)
    await play.wait(MINUTE)
    heard = len(kofi.heard)
    answer = await kofi.press("OK")
    assert answer.startswith("OK. Thanks for looking.")
    assert "was it really urgent?" in answer
    assert len(kofi.heard) == heard + 1
    assert kofi.labels == ["Yes", "No", "Skip"]
    assert "Once 5 of us have said" in await kofi.press("No")
    assert await booked(play, forum, kofi)
    assert await play.bot.database.read(lambda c: said.totals(c, f"urgent:{number}")) == {"no": 1}
    await kofi.say("menu")
    assert "really urgent" not in await kofi.press("My details")
    await play.wait(MINUTE)
    assert "really urgent" not in await kofi.press("Close")


async def test_whoever_puts_it_off_is_not_asked_about_it(play: Play) -> None:
    """Quiet mode: a line that says nothing; Later leaves it, and Open shows it, also days after."""
    kofi = await play.joined("Kofi")
    me = (await kofi.known()).id
    await play.bot.database.write(lambda c: members.change(c, me, {"quiet": 1}))
    forum = await event(play, [kofi])
    await play.wait(30 * MINUTE)
    await tells(play, forum)
    await play.wait(MINUTE)
    assert kofi.last == "Hi. A date has changed."
    assert kofi.labels == ["Open", "Later"]
    assert "OK. It's on What's new, when you like." in await kofi.press("Later")
    assert "really urgent" not in kofi.last
    assert "Housing forum: moved to the library" in await kofi.say("news")


async def test_what_is_in_quiet_mode_opens_with_a_tap(play: Play) -> None:
    """Open puts the change itself in the place of the dull line."""
    kofi = await play.joined("Kofi")
    me = (await kofi.known()).id
    await play.bot.database.write(lambda c: members.change(c, me, {"quiet": 1}))
    forum = await event(play, [kofi], title="Planning day")
    await play.wait(30 * MINUTE)
    await tells(play, forum)
    await play.wait(MINUTE)
    await kofi.press("Open")
    assert "Change to your booking: Planning day" in kofi.last


async def test_ask_something_reaches_the_worker(play: Play) -> None:
    """What a member asks about a change goes to whoever takes messages."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    forum = await event(play, [kofi])
    await play.wait(30 * MINUTE)
    await tells(play, forum)
    await play.wait(MINUTE)
    await kofi.press("Ask something")
    await kofi.say("Is there a ramp at the library?")
    await play.wait(MINUTE)
    assert "Is there a ramp at the library?" in ana.last


async def test_nothing_urgent_at_night_and_it_is_there_at_eight(play: Play) -> None:
    """Urgent hours are 8am to 9pm, for everybody and every change."""
    kofi = await play.joined("Kofi")
    forum = await event(play, [kofi])
    await play.until("2026-11-23 21:30")
    await tells(play, forum)
    await play.until("2026-11-24 07:59")
    assert told(kofi) == 0
    await play.until("2026-11-24 08:01")
    assert told(kofi) == 1


async def test_after_stop_nothing_urgent_comes(play: Play) -> None:
    """STOP holds for what they booked too; they were told so."""
    kofi = await play.joined("Kofi")
    forum = await event(play, [kofi])
    await play.wait(30 * MINUTE)
    await kofi.say("stop")
    await tells(play, forum)
    await play.until("2026-11-24 13:00")
    assert told(kofi) == 0


@pytest.mark.parametrize(
    ("choice", "comes"), [("Keep, tell me changes", 1), ("Keep, stay silent", 0), ("Cancel it", 0)]
)
async def test_in_a_break_it_is_as_they_chose_for_their_bookings(play: Play, choice: str, comes: int) -> None:
    """PS-02: keep them and be told, keep them in silence, or cancel them; silence is what it is without an answer."""
    kofi = await play.joined("Kofi")
    forum = await event(play, [kofi])
    await play.wait(30 * MINUTE)
    await kofi.say("pause")
    await kofi.press("1 week")
    assert "You have 1 thing booked" in kofi.last
    await kofi.press(choice)
    assert await booked(play, forum, kofi) == (choice != "Cancel it")
    await play.wait(30 * MINUTE)
    await tells(play, forum)
    await play.until("2026-11-24 13:00")
    assert told(kofi) == comes


async def test_nobody_gets_a_third_in_a_week(play: Play) -> None:
    """2 in 7 days for each member, whatever the keys."""
    kofi = await play.joined("Kofi")
    forum = await event(play, [kofi])
    await play.wait(30 * MINUTE)
    for number in range(3):
        await tells(play, forum, f"change {number}")
        await play.wait(HOUR)
    assert told(kofi) == 2


async def test_the_team_has_four_in_28_days(play: Play) -> None:
    """The fifth is refused with the day of the next, and news is offered instead."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await play.joined("Dee", role="representative")
    for number in range(4):
        await tells(play, await event(play, [kofi], play.now + DAY, f"Meeting {number}"))
        await play.wait(DAY)
    await event(play, [kofi], play.now + DAY)
    await ana.say("menu")
    answer = await ana.press("A booking has changed")
    assert "4 urgent messages in 28 days" in answer
    assert "The next can go on Mon 21 Dec" in answer
    assert ana.labels == ["Send news", "Close"]
    me = (await ana.known()).id
    fifth = AskUrgent(5, "moved", "come")
    assert await play.bot.database.write(lambda c: keys.ask_urgent(c, fifth, me, play.now)) is None


async def test_nothing_is_urgent_that_nobody_booked_or_that_is_far_away(play: Play) -> None:
    """Urgent without a booked event within 48 hours is refused, with the promise it keeps and the next best thing."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await event(play, [])
    await event(play, [kofi], play.now + 3 * DAY, "Planning day")
    await ana.say("menu")
    answer = await ana.press("A booking has changed")
    assert "Nothing that members booked starts in the next 48 hours" in answer
    assert ana.labels == ["Send news", "Close"]


async def test_without_a_representative_for_30_days_only_urgent_changes_go(play: Play) -> None:
    """B15: counted from when one was last there; one who comes back opens it again at once."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await play.wait(HOUR)
    await dee.say("stop")
    await play.wait(29 * DAY)

    def closed(connection: Connection, level: Level = Level.NEWS) -> bool:
        return limiting.closed(connection, level, play.now) is not None

    assert not await play.bot.database.read(closed)
    await play.wait(DAY)
    assert await play.bot.database.read(closed)
    assert not await play.bot.database.read(lambda c: closed(c, Level.URGENT))
    await event(play, [await play.joined("Kofi")], play.now + DAY)
    assert "I'm asking the member reps" in await asked(play, ana)
    await dee.say("start", "yes")
    await play.wait(HOUR)
    assert not await play.bot.database.read(closed)


async def test_where_there_never_was_a_representative_the_days_run_from_the_first_coordinator(
    play: Play,
) -> None:
    """B15 from the beginning: 30 days to find one."""
    ana = await play.joined("Ana", role="coordinator")
    began = (await ana.known()).joined_at
    await play.wait(2 * DAY)
    assert await play.bot.database.read(lambda c: standing.at(c, limiting.REP_SEEN)) == began
