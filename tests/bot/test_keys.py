"""Two keys, played in the room: an urgent change needs both, and nobody turns both (B33, B62; PACE.md, section 7)."""

from collections.abc import Sequence
from sqlite3 import Connection

import pytest

from bot import keys as turning
from bot import limiting
from conversations.key_effects import AskUrgent, SendAlone
from conversations.pace import Agreed, Level
from storage import broadcasts, events, keys, members
from tests.bot.play import DAY, HOUR, MINUTE, Person, Play, at

TELL = "A booking has changed"
FORUM = at("2026-11-24 14:00")
"""Tomorrow at 2, as tests begin on Monday at 11."""


async def event(
    play: Play, people: Sequence[Person], starts_at: int = FORUM, title: str = "Housing forum"
) -> int:
    """Something that these people have booked."""
    ids = [(await person.known()).id for person in people]

    def book(connection: Connection) -> int:
        id = events.add(connection, "meeting", title, starts_at)
        for member_id in ids:
            events.book(connection, id, member_id, play.now)
        return id

    return await play.bot.database.write(book)


async def asked(play: Play, ana: Person, change: str = "moved to the library") -> str:
    """Ana asks for the second key; what she is told."""
    await ana.say("menu")
    await ana.press(TELL)
    await ana.press(next(label for label in ana.labels if label.startswith("Housing forum")))
    await ana.say(change, "Come to the library")
    return await ana.press("Ask for the 2nd key")


async def state_of(play: Play, request: int = 1) -> tuple[str, str]:
    """(state of the request, state of what it is about)."""

    def read(connection: Connection) -> tuple[str, str]:
        found = keys.of(connection, request)
        assert found is not None
        news = broadcasts.item(connection, found.broadcast_id or 0)
        return found.state, news.state if news else ""

    return await play.bot.database.read(read)


async def log(play: Play) -> list[tuple[str, str]]:
    """(role, action) of each line, oldest first."""
    return [(row[2], row[3]) for row in sorted(await play.rows("log"))]


async def test_an_urgent_change_goes_with_two_keys_to_those_who_booked(play: Play) -> None:
    """The coordinator asks, a representative agrees, and only those who booked are told, at once (B33)."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    kofi, sol = await play.joined("Kofi"), await play.joined("Sol")
    await event(play, [kofi])
    await play.wait(30 * MINUTE)
    assert "I'm asking the member reps" in await asked(play, ana)
    await play.wait(MINUTE)
    assert (
        "Ana would like to tell those who booked Housing forum: “Moved to the library. Come to the library.” "
        "It starts on Tue 24 Nov at 2pm." in dee.last
    )
    assert dee.labels == ["Agree", "Don't agree", "Ask something", "Not now"]
    assert not [each for each in kofi.heard if "library" in each.text], "one key sends nothing"
    assert "Both keys turned. The change to Housing forum goes out" in await dee.press("Agree")
    await play.wait(MINUTE)
    assert (
        "Change to your booking: Housing forum, Tue 24 Nov, moved to the library. Come to the library."
        in kofi.last
    )
    assert kofi.labels == ["OK", "Can't come", "Ask something"]
    assert not [each for each in sol.heard if "library" in each.text]
    assert "Both keys turned. The change to Housing forum goes out" in ana.last
    assert await state_of(play) == ("agreed", "done")
    assert await log(play) == [
        ("coordinator", "messages.on"),
        ("coordinator", "urgent.asked"),
        ("representative", "urgent.agreed"),
    ]


async def test_a_refusal_is_final_for_seven_days_and_needs_no_reason(play: Play) -> None:
    """Don't agree: nothing goes, the coordinator hears who, and the same event is refused until a week has passed."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    kofi = await play.joined("Kofi")
    await event(play, [kofi])
    await play.wait(30 * MINUTE)
    await asked(play, ana)
    await play.wait(MINUTE)
    assert "You don't have to say why" in await dee.press("Don't agree")
    await play.wait(MINUTE)
    assert "Dee didn't agree. It didn't happen. It may help to talk." in ana.last
    await ana.say("menu")
    await ana.press(TELL)
    answer = await ana.press(next(label for label in ana.labels if label.startswith("Housing forum")))
    assert "didn't agree to a message about Housing forum" in answer
    assert "until Mon 30 Nov" in answer
    assert ana.labels == ["Send news", "Close"]
    assert await state_of(play) == ("refused", "refused")
    await play.wait(DAY)
    assert not [each for each in kofi.heard if "library" in each.text]
    me = (await ana.known()).id
    again = AskUrgent(1, "moved", "come")
    assert await play.bot.database.write(lambda c: turning.ask_urgent(c, again, me, play.now)) is None


async def test_the_first_answer_counts_and_the_other_is_told_kindly(play: Play) -> None:
    """Two representatives who answer at once: one key is turned, once, and the second hears how it ended."""
    ana = await play.joined("Ana", role="coordinator")
    dee, wren = (
        await play.joined("Dee", role="representative"),
        await play.joined("Wren", role="representative"),
    )
    kofi = await play.joined("Kofi")
    await event(play, [kofi])
    await play.wait(30 * MINUTE)
    await asked(play, ana)
    await play.wait(MINUTE)
    await dee.press("Agree")
    assert "Somebody else answered first, and agreed" in await wren.press("Don't agree")
    assert await state_of(play) == ("agreed", "going")
    await play.wait(MINUTE)
    assert len([each for each in kofi.heard if "library" in each.text]) == 1
    assert [line for line in await log(play) if line[0] == "representative"] == [
        ("representative", "urgent.agreed")
    ]


async def test_nobody_turns_both_keys_whatever_they_become(play: Play) -> None:
    """B62: whoever asked cannot agree, not as a representative later, nor by an old button; a member can't either."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    kofi = await play.joined("Kofi")
    await event(play, [kofi])
    await play.wait(30 * MINUTE)
    await asked(play, ana)
    await play.wait(MINUTE)
    me, other, member = (await ana.known()).id, (await dee.known()).id, (await kofi.known()).id

    def tries(connection: Connection) -> list[bool]:
        before = turning.turn(connection, play.bot.world, 1, me, play.now, agree=True)
        members.change(connection, me, {"role": "representative"})
        after = turning.turn(connection, play.bot.world, 1, me, play.now, agree=True)
        ordinary = turning.turn(connection, play.bot.world, 1, member, play.now, agree=True)
        members.change(connection, other, {"role": "member"})
        stepped_back = turning.turn(connection, play.bot.world, 1, other, play.now, agree=True)
        return [before, after, ordinary, stepped_back]

    assert await play.bot.database.write(tries) == [False] * 4
    assert "That key isn't yours to turn now" in await dee.press("Agree")
    await ana.say("menu")
    await ana.press("Member rep", "Keys waiting")
    assert "No key waits for you" in ana.last
    assert await state_of(play) == ("asked", "asking")


async def test_what_its_asker_left_behind_lapses(play: Play) -> None:
    """Once the asker is gone nobody can know who they were, so nobody turns the second key, and nothing goes."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await event(play, [await play.joined("Kofi")])
    await play.wait(30 * MINUTE)
    await asked(play, ana)
    await play.wait(MINUTE)
    me = (await ana.known()).id
    await play.bot.database.write(lambda c: members.forget(c, me))
    assert "That one is over" in await dee.press("Agree")
    await play.wait(MINUTE)
    assert await state_of(play) == ("lapsed", "refused")


async def test_what_nobody_turned_lapses_when_the_event_starts(play: Play) -> None:
    """The request ends with the start of what it is about; the coordinator hears it, and nothing is sent late."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    kofi = await play.joined("Kofi")
    await event(play, [kofi])
    await play.wait(30 * MINUTE)
    await asked(play, ana)
    await play.until("2026-11-24 15:00")
    assert "Nobody turned the second key in time" in ana.last
    assert await state_of(play) == ("lapsed", "refused")
    assert "That one is over" in await dee.press("Agree")
    assert not [each for each in kofi.heard if "library" in each.text]


async def test_one_key_is_enough_only_when_it_is_close_and_nobody_answered(play: Play) -> None:
    """Under 6 hours before the start and after 20 minutes without an answer, marked for all, logged with the reason."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    kofi = await play.joined("Kofi")
    await event(play, [kofi], at("2026-11-24 10:10"))
    await play.until("2026-11-24 03:40")  # before Dee's hours: she could not answer in time
    await asked(play, ana)
    await ana.say("menu")
    assert "Send it alone" not in ana.labels
    answer = await ana.press(TELL)
    assert "you may be able to send it alone from Tue 24 Nov at 4:10am" in answer
    assert "Send it alone" not in ana.labels
    me = (await ana.known()).id
    early = SendAlone(1, "Nobody is up")
    assert not await play.bot.database.write(
        lambda c: turning.send_alone(c, play.bot.world, early, me, play.now)
    )
    await play.until("2026-11-24 04:10")
    await ana.say("menu")
    await ana.press("Send it alone", "Send it alone")
    assert "Sent with one key" in await ana.say("The hall is flooded and nobody is up yet")
    await play.until("2026-11-24 08:30")  # an urgent hour
    assert "moved to the library" in kofi.last
    assert "Ana sent that alone, as no member rep was free in time" in kofi.last
    assert await state_of(play) == ("alone", "done")
    await kofi.say("my details")
    await play.wait(4 * HOUR)
    assert not [each for each in dee.heard if "second key" in each.text], (
        "nobody is asked about what has gone"
    )
    reasons = [row[4] for row in await play.rows("log") if row[3] == "urgent.alone"]
    assert reasons == ["The hall is flooded and nobody is up yet"]


@pytest.mark.parametrize("minutes", [0, 19])
async def test_one_key_waits_the_twenty_minutes_also_when_it_is_close(play: Play, minutes: int) -> None:
    """However close the start is, the representatives have 20 minutes."""
    ana, _dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await play.wait(30 * MINUTE)
    await event(play, [await play.joined("Kofi")], play.now + 3 * HOUR)
    await asked(play, ana)
    await play.bot.ticks.tend()  # Dee is asked
    await play.wait(minutes * MINUTE)
    me, reason = (await ana.known()).id, SendAlone(1, "It floods")
    assert not await play.bot.database.write(
        lambda c: turning.send_alone(c, play.bot.world, reason, me, play.now)
    )
    await play.wait(20 * MINUTE)
    assert await play.bot.database.write(
        lambda c: turning.send_alone(c, play.bot.world, reason, me, play.now)
    )


async def test_a_representative_asks_before_they_answer(play: Play) -> None:
    """Their question goes to whoever wants the key, and the key is still theirs to turn."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await event(play, [await play.joined("Kofi")])
    await play.wait(30 * MINUTE)
    await asked(play, ana)
    await play.wait(MINUTE)
    await dee.press("Ask something")
    await dee.say("Is it sure to be open?")
    assert "Passed on to Ana" in dee.last
    assert "Agree" in dee.labels
    await play.wait(MINUTE)
    assert "Dee, a member rep, asks about the second key:\nIs it sure to be open?" in ana.last
    assert "Both keys turned" in await dee.press("Agree")


async def test_a_representative_who_chose_urgent_keys_is_asked_outside_their_own_hours(play: Play) -> None:
    """Opted in: at 8pm too. Not opted in: at their own hours, as for anything asked."""
    ana = await play.joined("Ana", role="coordinator")
    dee, wren = (
        await play.joined("Dee", role="representative"),
        await play.joined("Wren", role="representative"),
    )
    await dee.say("menu")
    await dee.press("Member rep")
    assert "from 8am to 9pm" in await dee.press("Turn urgent keys on")
    await event(play, [await play.joined("Kofi")])
    await play.until("2026-11-23 20:00")
    await asked(play, ana)
    await play.wait(MINUTE)
    assert "Do you agree?" in dee.last
    assert not [each for each in wren.heard if "Do you agree?" in each.text]
    await play.until("2026-11-24 10:30")
    assert "Do you agree?" in wren.last


async def test_a_pause_takes_two_representatives(play: Play) -> None:
    """One asks, another agrees; then no news goes for 7 days, what was on its way waits, and urgent changes still go."""
    ana = await play.joined("Ana", role="coordinator")
    dee, wren = (
        await play.joined("Dee", role="representative"),
        await play.joined("Wren", role="representative"),
    )
    kofi = await play.joined("Kofi")
    await play.wait(30 * MINUTE)
    await dee.say("menu")
    await dee.press("Member rep", "Pause all broadcasts")
    assert "asked the other member reps" in await dee.press("Ask the others")
    me = (await dee.known()).id
    assert not await play.bot.database.write(
        lambda c: turning.turn(c, play.bot.world, 1, me, play.now, agree=True)
    )
    await play.wait(MINUTE)
    assert "would like to pause all broadcasts" in wren.last
    await play.news("Lambeth", "Bring a chair")
    await wren.press("Agree")
    await play.wait(6 * DAY)
    assert not [each for each in kofi.heard if "Bring a chair" in each.text]
    closed = await play.bot.database.read(lambda c: limiting.closed(c, Level.NEWS, play.now))
    assert closed is not None
    assert closed.agreed is Agreed.PAUSED
    await event(play, [kofi], play.now + DAY)
    await asked(play, ana)
    await play.wait(MINUTE)
    await wren.press("Agree")
    await play.wait(20 * MINUTE)
    assert "library" in kofi.last


async def test_a_representative_lowers_the_news_limit_alone_and_nobody_raises_it(play: Play) -> None:
    """2, then 1, then none, at once and logged; to raise it members vote (B14)."""
    dee = await play.joined("Dee", role="representative")
    await dee.say("menu")
    await dee.press("Member rep", "Fewer news items")
    assert "2 news items a week at most. Make it 1?" in dee.last
    await dee.press("Make it less")
    await dee.say("menu")
    await dee.press("Member rep", "Fewer news items", "Make it less")
    await dee.say("menu")
    assert "no news by message already" in await dee.press("Member rep", "Fewer news items")
    limits = {row[1]: row[2] for row in await play.rows("group")}
    assert limits["Lambeth"] == 0
    assert limits["Southwark"] == 2
    assert await log(play) == [("representative", "news.lower")] * 2


async def test_stepping_back_takes_one_tap_and_no_reason(play: Play) -> None:
    """B56: an ordinary member again, logged as a job, and asked for no more keys."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await event(play, [await play.joined("Kofi")])
    await dee.say("menu")
    await dee.press("Member rep", "Step back")
    assert "Nobody will ask why" in await dee.press("Step back")
    assert (await dee.known()).role == "member"
    await dee.say("menu")
    assert "Member rep" not in dee.labels
    assert "I'm asking the member reps" in await asked(play, ana)
    assert "second key" not in dee.last
    assert ("representative", "rep.back") in await log(play)


async def test_a_representative_sees_what_goes_out_as_coordinators_do(play: Play) -> None:
    """B03: one page for both, reached from the representatives' own menu; and no way to send from there."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await play.news("Lambeth", "Bring a chair\n\nWe sit outside.")
    await play.wait(30 * MINUTE)
    await ana.say("menu")
    await ana.press("What we sent")
    await dee.say("menu")
    await dee.press("Member rep", "What goes out")
    assert dee.last == ana.last
    assert "Bring a chair" in dee.last or any("Bring a chair" in label for label in dee.labels)
