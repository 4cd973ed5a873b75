"""What the bot starts by itself, over real rows: on the day and hour chosen, never in the wrong moment (PACE.md)."""

from pathlib import Path

import pytest

from conversations.events import Pressed, Typed
from storage import members
from tests.bot.play import DAY, HOUR, MINUTE, Person, Play, at, playing, wall

OPENER = "It's your check-in"


def check_ins(person: Person) -> list[str]:
    """When check-ins came, by London's clocks."""
    return [
        wall(message.at)
        for message in person.heard
        if OPENER in message.text or "I've slowed down" in message.text
    ]


# -- when the check-in comes --------------------------------------------------------------------------------------------


async def test_a_check_in_comes_on_the_day_and_in_the_hours_chosen(play: Play) -> None:
    """B37, I01: every week, on the member's day, at the member's hour, and a silent member is asked ever less (I06)."""
    kofi = await play.joined("Kofi")
    await play.wait(60 * DAY)
    assert check_ins(kofi) == [
        "Tue 2026-11-24 11:00",
        "Tue 2026-12-01 11:00",
        "Tue 2026-12-15 11:00",
        "Tue 2027-01-12 11:00",
    ]


async def test_nothing_comes_at_night_or_on_a_bank_holiday(tmp_path: Path) -> None:
    """I01, I02: over Christmas a check-in slides over the bank holidays, keeps its hour, and never comes at night."""
    async with playing(tmp_path, at("2026-12-17 15:00")) as play:
        friday = ("ok", "Friday morning", "10am to noon", "no", "looks right", "not now", "ok")
        kofi, bea = (
            await play.joined("Kofi", pace="Every 2 weeks", lines=friday),
            await play.joined("Bea", lines=friday),
        )
        await play.until("2027-01-09 12:00")
    assert check_ins(kofi) == ["Fri 2026-12-18 11:00", "Mon 2027-01-04 11:00"], "New Year's Day is a Friday"
    assert check_ins(bea) == ["Fri 2026-12-18 11:00", "Fri 2027-01-08 11:00"], (
        "two days of sliding are not enough twice"
    )
    heard = [message.at for message in (*kofi.heard, *bea.heard)]
    assert heard
    for moment in heard:
        day, date, clock = wall(moment).split()
        assert "10:00" <= clock < "12:00", "the member's own hours"
        assert day not in ("Sat", "Sun") and date not in ("2026-12-25", "2026-12-28", "2027-01-01"), wall(
            moment
        )


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2027-03-22 09:00", "2027-03-30 12:00", ["Tue 2027-03-23 11:00", "Tue 2027-03-30 11:00"]),
        ("2026-10-19 09:00", "2026-10-27 12:00", ["Tue 2026-10-20 11:00", "Tue 2026-10-27 11:00"]),
    ],
    ids=["spring", "autumn"],
)
async def test_a_check_in_keeps_its_hour_when_the_clocks_change(
    tmp_path: Path, start: str, end: str, expected: list[str]
) -> None:
    """I19: 11 in the morning stays 11 in the morning, in the night when an hour is lost or won."""
    async with playing(tmp_path, at(start)) as play:
        kofi = await play.joined("Kofi")
        for moment in (expected[0], end):
            await play.until(moment[-16:])
            await kofi.say("menu", "close")
        assert check_ins(kofi) == expected


async def test_only_when_i_ask_hears_nothing_unasked(play: Play) -> None:
    """I13: no opener at all, and what others send waits on the What's new page."""
    tam = await play.joined(
        "Tam", pace="Only when I ask", lines=("yes, tell me", "looks right", "not now", "ok")
    )
    await play.news("Lambeth")
    await play.wait(60 * DAY)
    assert tam.heard == []
    assert "Bring a chair" in await tam.say("menu", "what's new")


async def test_an_opener_never_falls_into_a_talk(play: Play) -> None:
    """Whoever is in the middle of something is left to finish it; the check-in comes when they have rested."""
    kofi = await play.joined("Kofi")
    await play.until("2026-11-24 10:57")
    await kofi.say("pace")
    await play.wait(5 * MINUTE)
    assert check_ins(kofi) == []
    await kofi.say("once a month")
    await play.wait(9 * MINUTE)
    assert check_ins(kofi) == []
    await kofi.say("ok", "every week", "ok")
    await play.until("2026-12-01 12:00")
    assert check_ins(kofi) == ["Tue 2026-12-01 11:00"], "a new pace starts a gap of its own"


async def test_a_talk_only_delays_an_opener(play: Play) -> None:
    """Ten minutes after the last word the opener comes, the same day."""
    kofi = await play.joined("Kofi")
    await play.until("2026-11-24 10:55")
    await kofi.say("menu", "close")
    await play.until("2026-11-24 11:30")
    assert check_ins(kofi) == ["Tue 2026-11-24 11:05"]


async def test_four_silent_rounds_end_in_one_note_and_rest(play: Play) -> None:
    """I07, B41: after four silent rounds exactly one kind note, then nothing until contact; any word ends the rest (I09)."""
    kofi = await play.joined("Kofi")
    await play.wait(200 * DAY)
    assert len(check_ins(kofi)) == 4
    assert [message.text[:14] for message in kofi.heard[4:]] == ["I'll go quiet "]
    assert (await kofi.known()).state == "resting"
    assert "There's nothing to catch up on" in await kofi.say("hello again")
    await play.wait(14 * DAY)
    assert len(check_ins(kofi)) == 5


async def test_a_break_is_silent_and_ends_in_one_hello(play: Play) -> None:
    """I12: nothing in a break, nothing piled up after it, one welcome back, and a check-in a week or two later."""
    kofi = await play.joined("Kofi")
    await kofi.say("pause", "2 weeks")
    heard = len(kofi.heard)
    await play.news("Lambeth")
    await play.until("2026-12-06 23:00")
    assert len(kofi.heard) == heard
    await play.until("2026-12-11 12:00")
    assert [message.text[:12] for message in kofi.heard[heard:]] == ["Hello again."]
    await kofi.say("same pace")
    await play.until("2026-12-22 10:00")
    assert check_ins(kofi) == ["Tue 2026-12-15 11:00"]


async def test_after_an_outage_at_most_one_opener_comes(tmp_path: Path) -> None:
    """I16: three weeks without the bot are not made up for: one check-in, and one news item another day."""
    async with playing(tmp_path) as play:
        kofi = await play.joined("Kofi")
        await play.news("Lambeth", "The old news")
    async with playing(tmp_path, at("2026-12-15 10:30")) as play:
        play.room.add("Kofi", kofi.id)
        kofi = Person(play, kofi.id)
        await play.news("Lambeth", "The new news")
        await play.wait(20 * HOUR)
        assert [message.text[:8] for message in kofi.heard] == ["Hi Kofi."]
        await play.wait(3 * DAY)
        assert ["Hi Kofi." in message.text for message in kofi.heard] == [True, False]
        assert "The old news" not in "".join(message.text for message in kofi.heard)


async def test_an_opener_of_yesterday_closes_softly(play: Play) -> None:
    """Answer buttons live until the next check-in; pressed later they are answered kindly, never with silence."""
    kofi = await play.joined("Kofi")
    await play.until("2026-11-24 11:00")
    first, key = kofi.button("Start")
    await play.until("2026-12-01 11:00")
    await play.room.pick(kofi.id, first, key)
    assert "That one has closed. Want to do one now?" in kofi.last


async def test_a_check_in_can_be_answered_hours_later(play: Play) -> None:
    """B21: there is no timer on an answer; the opener of Tuesday is good on Thursday."""
    kofi = await play.joined("Kofi")
    await play.until("2026-11-24 11:00")
    await play.wait(2 * DAY + 9 * HOUR)
    await kofi.press("Start", "Good")
    await kofi.say("skip", "skip")
    assert "Saved, only for you" in kofi.last


async def test_what_was_put_off_comes_back_once(play: Play) -> None:
    """PA-11: what was put off until tomorrow comes back once, at the time that was said."""
    kofi = await play.joined("Kofi")
    await play.until("2026-11-24 11:00")
    await kofi.press("Not now", "Tomorrow")
    await play.until("2026-11-26 18:00")
    assert check_ins(kofi) == ["Tue 2026-11-24 11:00", "Wed 2026-11-25 11:00"]


async def test_late_is_not_lost_for_somebody_unreachable(play: Play) -> None:
    """Nobody who cannot be reached is looked at before their details go; once they write they have a next check-in."""
    kofi = await play.joined("Kofi")
    await play.bot.database.write(lambda c: members.set_reachable(c, "room", kofi.id, False))
    await play.until("2026-11-26 12:00")
    assert ((await kofi.known()).look_at or 0) > play.now + 390 * DAY
    assert kofi.heard == []
    await kofi.say("menu", "close")
    assert ((await kofi.known()).look_at or 0) < play.now + 8 * DAY


async def test_both_of_two_taps_in_one_second_are_heard(play: Play) -> None:
    """A member may press twice before anything is seen: the second press is answered, and nothing is kept twice."""
    kofi = await play.joined("Kofi")
    await play.until("2026-11-24 11:00")
    message, _key = kofi.button("Start")
    token = next(choice.token for choice in kofi.heard[-1].choices if choice.key == "start")
    await play.takes(kofi, Pressed(token, message), Pressed(token, message), Typed("good"))
    await play.bot.sender.drained()
    assert "answered already" in "".join(message.text for message in kofi.heard)
    assert "Good to hear." in kofi.last


async def test_a_fault_at_one_member_holds_nobody_else_up(play: Play) -> None:
    """A look that fails is undone alone, counted, and tried again an hour later; the others get their check-ins."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea")
    row = await kofi.known()
    await play.bot.database.write(
        lambda c: (
            c.execute("update pace set plan = 'no plan of ours' where member_id = ?", (row.id,)).rowcount
        )
    )
    await play.until("2026-11-24 12:00")
    assert check_ins(bea) == ["Tue 2026-11-24 11:00"]
    assert [(what, times) for what, _day, times in await play.rows("counter")] == [("look.failed", 2)]
    await play.bot.database.write(
        lambda c: c.execute("update pace set plan = ? where member_id = ?", (row.plan, row.id)).rowcount
    )
    await play.until("2026-11-25 12:00")
    assert check_ins(kofi) == ["Wed 2026-11-25 11:00"], "it slid by a day, and kept its hour"
