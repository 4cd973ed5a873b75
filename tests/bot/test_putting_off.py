"""Not now: what was put off, over real rows, and a check-in that members do by themselves (PACE.md, sections 3 and 4)."""

from pathlib import Path

from conversations.pace import Kind
from tests.bot.play import DAY, HOUR, Person, Play, at, playing, wall
from tests.bot.test_dated import ask

OPENER = "It's your check-in"
ALL_DAY = ("ok", "Tuesday", "any, 10am to 7pm", "no", "looks right", "not now", "ok")


def check_ins(person: Person) -> list[str]:
    return [wall(message.at) for message in person.heard if OPENER in message.text]


async def test_later_today_is_offered_only_when_there_is_room_today(play: Play) -> None:
    """Hours until noon have no room three hours after eleven; hours until seven do, and the time that is said is kept."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea", lines=ALL_DAY)
    await play.until("2026-11-24 11:02")
    await kofi.press("Not now")
    assert kofi.labels == ["Tomorrow", "Next week", "Skip this one"]
    await bea.press("Not now")
    assert bea.labels == ["Later today", "Tomorrow", "Next week", "Skip this one"]
    said = await bea.press("Later today")
    assert "24" in said and "2:02" in said
    await play.until("2026-11-24 18:00")
    assert check_ins(bea) == ["Tue 2026-11-24 11:00", "Tue 2026-11-24 14:02"]


async def test_the_third_not_now_lets_it_go(play: Play) -> None:
    """PA-13: twice at most; nothing comes before the next check-in, and that one can be put off again."""
    bea = await play.joined("Bea", lines=ALL_DAY)
    for moment in ("2026-11-24 11:00", "2026-11-25 11:00"):
        await play.until(moment)
        await bea.press("Not now", "Tomorrow")
    await play.until("2026-11-26 11:00")
    assert "I'll leave this one" in await bea.press("Not now")
    await play.until("2026-12-01 11:00")
    assert [day[:3] for day in check_ins(bea)] == ["Tue", "Wed", "Thu", "Tue"]
    await bea.press("Not now")
    assert "Tomorrow" in bea.labels


async def test_next_week_is_the_next_check_in_where_that_comes_first(play: Play) -> None:
    """A weekly member who says next week is told of the check-in they have anyway, and gets one and not two."""
    kofi = await play.joined("Kofi")
    await play.until("2026-11-24 11:00")
    said = await kofi.press("Not now", "Next week")
    assert "1" in said and "11" in said
    assert not [row for row in await play.rows("letter") if Kind.SNOOZE_RETURN.value in row]
    await play.until("2026-12-02 12:00")
    assert check_ins(kofi) == ["Tue 2026-11-24 11:00", "Tue 2026-12-01 11:00"]


async def test_a_check_in_put_off_on_friday_keeps_check_in_days(tmp_path: Path) -> None:
    """Friday's comes back on Monday, and never on a Friday afternoon or a Saturday."""
    async with playing(tmp_path, at("2026-11-23 11:00")) as play:
        friday = ("ok", "Friday morning", "any, 10am to 7pm", "no", "looks right", "not now", "ok")
        marek = await play.joined("Marek", pace="Once a month", lines=friday)
        await play.until("2026-11-27 11:05")
        await marek.press("Not now")
        assert "Later today" not in marek.labels
        assert "30" in await marek.press("Tomorrow")
        await play.until("2026-12-01 12:00")
        assert check_ins(marek) == ["Fri 2026-11-27 11:00", "Mon 2026-11-30 11:00"]


async def test_whoever_does_it_after_all_is_not_asked_again(play: Play) -> None:
    """What was put off is dropped with the answers, and the next check-in is one gap away at least."""
    kofi = await play.joined("Kofi")
    await play.until("2026-11-24 11:00")
    await kofi.press("Not now", "Tomorrow")
    await play.wait(HOUR)
    await kofi.say("menu", "check-in", "good", "skip", "skip")
    await play.until("2026-12-02 12:00")
    assert check_ins(kofi) == ["Tue 2026-11-24 11:00", "Tue 2026-12-01 11:00"]
    await kofi.say("menu", "check-in", "good", "skip", "skip")
    await play.until("2026-12-14 12:00")
    assert check_ins(kofi)[2:] == [], "six days after their own would be too soon"
    await play.until("2026-12-16 12:00")
    assert check_ins(kofi)[2:] == ["Tue 2026-12-15 11:00"]


async def test_a_hello_after_a_break_waits_for_monday(play: Play) -> None:
    """A break that ends on a Sunday ends then, and the one message about it comes on the next open day."""
    kofi = await play.joined("Kofi")
    said = await kofi.say("pause", "pick a date", "29 Nov")
    assert "29" in said
    heard = len(kofi.heard)
    await play.until("2026-11-29 23:00")
    assert len(kofi.heard) == heard
    await play.until("2026-11-30 12:00")
    assert [(message.text[:12], wall(message.at)) for message in kofi.heard[heard:]] == [
        ("Hello again.", "Mon 2026-11-30 10:00")
    ]


async def test_a_weekday_left_alone_is_left_alone(play: Play) -> None:
    """PA-08: no news on Wednesdays, and a Tuesday check-in that becomes one of another day."""
    kofi = await play.joined("Kofi")
    await kofi.say(
        "pace", "days, times, topics", "days to leave alone", "pick dates", "Tuesdays and Wednesdays", "done"
    )
    assert "Thursday" in kofi.last
    await kofi.say("looks right")
    heard = len(kofi.heard)
    for number in range(4):
        await play.news("Lambeth", f"Item {number}")
        await play.wait(4 * DAY)
    days = {wall(message.at)[:3] for message in kofi.heard[heard:]}
    assert days and not days & {"Tue", "Wed", "Sun"}
    assert {day[:3] for day in check_ins(kofi)} == {"Thu"}


async def test_an_opener_can_be_answered_as_long_as_no_other_has_come(play: Play) -> None:
    """Whoever is slow is met slowly: eight weeks later, the day before the next one, a check-in still opens."""
    marek = await play.joined("Marek", pace="Once a month", lines=ALL_DAY)
    await play.until("2027-02-15 12:00")
    assert check_ins(marek) == ["Tue 2026-11-24 11:00", "Tue 2026-12-22 11:00"]
    assert "How are things" in await marek.press("Start")


async def test_what_was_put_off_comes_when_it_was_promised(play: Play) -> None:
    """News with a date that waits does not take the hour before it: Kofi's hours end at noon."""
    kofi = await play.joined("Kofi", group="Lambeth")
    await play.until("2026-11-24 11:00")
    await kofi.press("Not now")
    assert "Wed 25 Nov, at about 11am" in await kofi.press("Tomorrow")
    await play.until("2026-11-24 19:00")
    await ask(play)
    await play.until("2026-11-25 12:00")
    assert check_ins(kofi) == ["Tue 2026-11-24 11:00", "Wed 2026-11-25 11:00"]
    await play.until("2026-11-27 12:00")
    dated = [wall(message.at) for message in kofi.heard if "Trip to the sea" in message.text]
    assert dated == ["Thu 2026-11-26 10:00"]
