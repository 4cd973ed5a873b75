"""News with a date: an answer by then, changed as often as they like, and totals for everybody at once (PACE.md, 7)."""

from sqlite3 import Connection

import pytest

from bot import broadcasting
from conversations.caps import PLAIN_TEXT
from storage import groups, said
from tests.bot.play import DAY, Person, Play, at, wall

TRIP = "Trip to the sea\n\nWe go by train on Saturday. It costs nothing."
CLOSES = "2026-11-28 00:00"
"""The end of Friday 27th."""
ANY_HOURS = ("ok", "Tuesday", "any, 10am to 7pm", "no", "looks right", "not now", "ok")


async def ask(play: Play, text: str = TRIP, closes: str = CLOSES) -> str:
    """Send it to Lambeth; its name."""

    def write(connection: Connection) -> str:
        group = groups.by_name(connection, "Lambeth")
        id = broadcasting.begin(
            connection, group=group, text=text, level="dated", now=play.now, ends_at=at(closes)
        )
        while broadcasting.expand(connection, play.now):
            pass
        return f"broadcast:{id}"

    return await play.bot.database.write(write)


async def asked(play: Play, name: str = "Kofi") -> tuple[Person, str]:
    """Somebody who has just got it, on Wednesday at eleven: Tuesday was the check-in's day."""
    person = await play.joined(name, lines=ANY_HOURS)
    await play.until("2026-11-25 10:30")
    item = await ask(play)
    await play.until("2026-11-25 12:30")
    return person, item


async def answer_to(play: Play, person: Person, item: str) -> str | None:
    id = (await person.known()).id
    return await play.bot.database.read(lambda c: said.of(c, item, id))


async def test_it_asks_by_its_date(play: Play) -> None:
    """BR-03: title, words, who sent it, and the last day for an answer, with a way out."""
    kofi, _item = await asked(play)
    assert kofi.last == (
        "Trip to the sea\n\nWe go by train on Saturday. It costs nothing.\n\n"
        "From Riverside Together. If you'd like to, tell us by Fri 27 Nov."
    )
    assert kofi.labels == ["Yes", "No thanks", "Not now"]


async def test_one_answer_each_changed_until_the_date(play: Play) -> None:
    """The last tap counts, from the same buttons, days later too; then it has closed, and says so kindly."""
    kofi, item = await asked(play)
    assert "that's a yes" in await kofi.press("Yes")
    await play.wait(DAY)
    assert "that's a no" in await kofi.press("No thanks")
    assert await answer_to(play, kofi, item) == "no"
    await play.until("2026-11-28 10:00")
    assert await kofi.press("Yes") == "That one has closed."
    assert await kofi.press("Not now") == "That one has closed."
    assert await answer_to(play, kofi, item) == "no"


async def test_two_of_them_are_told_apart(play: Play) -> None:
    """A member of two groups may have two open: each button belongs to its own."""
    kofi, trip = await asked(play)
    walk = await ask(play, "Walk in the park\n\nOn Sunday.", "2026-12-05 00:00")
    await kofi.say("menu", "close")
    await play.wait(8 * DAY - 3600)
    messages = [m for m in kofi.heard if any(choice.label == "No thanks" for choice in m.choices)]
    assert len(messages) == 2, [wall(message.at) for message in messages]
    await play.room.pick(kofi.id, messages[1].id, "yes")
    await play.room.pick(kofi.id, messages[0].id, "no")
    assert (await answer_to(play, kofi, trip), await answer_to(play, kofi, walk)) == (None, "yes")
    assert kofi.last == "That one has closed."


async def test_not_now_offers_only_times_before_it_closes(play: Play) -> None:
    """PA-11: next week would be too late, so it is not offered; what was put off comes back once, at the time told."""
    kofi, item = await asked(play)
    await kofi.press("Not now")
    assert kofi.labels == ["Later today", "Tomorrow", "Skip this one"]
    said_then = await kofi.press("Tomorrow")
    assert "Thu 26 Nov" in said_then
    await play.until("2026-11-27 23:00")
    came = [wall(message.at)[:14] for message in kofi.heard if "Trip to the sea" in message.text]
    assert came == ["Wed 2026-11-25", "Thu 2026-11-26"]
    assert "that's a yes" in await kofi.press("Yes")
    assert await answer_to(play, kofi, item) == "yes"


async def test_the_third_not_now_leaves_it_on_whats_new(play: Play) -> None:
    """PA-13: twice per item at most."""
    kofi = await play.joined("Kofi", lines=ANY_HOURS)
    await play.until("2026-11-25 10:30")
    await ask(play, closes="2026-12-01 00:00")
    await play.until("2026-11-25 12:30")
    await kofi.press("Not now", "Tomorrow")
    await play.until("2026-11-26 18:00")
    await kofi.press("Not now", "Tomorrow")
    await play.until("2026-11-28 18:00")
    assert await kofi.press("Not now") == "I'll leave this one. It's on What's new if you want it."
    assert "Trip to the sea" in await kofi.say("news")


async def test_what_was_put_off_does_not_come_back_to_whoever_turned_news_off(play: Play) -> None:
    """A switch holds for what was put off as well: it stays on What's new."""
    kofi, _item = await asked(play)
    await kofi.press("Not now", "Tomorrow")
    await kofi.say("pace")
    await kofi.press("Days, times, topics", "What it's about", "News (chosen)", "Done", "Looks right")
    heard = len(kofi.heard)
    await play.until("2026-11-27 23:00")
    assert len(kofi.heard) == heard
    assert "Trip to the sea" in await kofi.say("news")


async def test_whoever_has_answered_is_not_asked_again(play: Play) -> None:
    """What was put off is dropped with the answer."""
    kofi, _item = await asked(play)
    await kofi.press("Not now", "Tomorrow", "Yes")
    await play.until("2026-11-27 23:00")
    assert len([message for message in kofi.heard if "tell us by" in message.text]) == 1


async def test_it_can_be_answered_from_whats_new(play: Play) -> None:
    """Whoever finds it on the page answers there, also by typing alone."""
    kofi, item = await asked(play)
    play.room.caps = PLAIN_TEXT
    await kofi.say("news", "open 1", "answer", "yes")
    assert "that's a yes" in kofi.last
    assert await answer_to(play, kofi, item) == "yes"
    assert "So far you said yes." in await kofi.say("news", "open 1", "answer")


async def test_typed_words_answer_it(play: Play) -> None:
    """Every question can be answered by typing alone; words that mean nothing to it go where they belong."""
    kofi, item = await asked(play)
    await kofi.say("no thanks")
    assert await answer_to(play, kofi, item) == "no"
    await kofi.say("menu", "close")
    assert await answer_to(play, kofi, item) == "no"


async def test_in_quiet_mode_one_neutral_line(play: Play) -> None:
    """DOMAIN.md 5.1: neither title nor date; both are behind Open."""
    kofi = await play.joined("Kofi", lines=ANY_HOURS)
    await play.bot.database.write(lambda c: c.execute("update member set quiet = 1").rowcount)
    await play.until("2026-11-25 10:30")
    await ask(play)
    await play.until("2026-11-25 12:30")
    assert kofi.last == "Hi. Something is ready, when you like."
    assert kofi.labels == ["Open", "Not now"]
    assert "Trip to the sea" in await kofi.press("Open")


async def test_what_did_not_go_by_its_date_is_on_whats_new(play: Play) -> None:
    """I14, I15: it ends on its date, and the page shows it as closed."""
    marek = await play.joined(
        "Marek", pace="Only when I ask", lines=("yes, tell me", "looks right", "not now", "ok")
    )
    heard = len(marek.heard)
    await ask(play)
    await play.wait(10 * DAY)
    assert len(marek.heard) == heard
    await marek.say("news", "open 1")
    assert "Trip to the sea" in marek.last and marek.last.endswith("That one has closed.")


@pytest.mark.parametrize(
    ("yes", "no", "shown"), [(4, 0, ""), (7, 2, "Yes: 5 to 9. No thanks: fewer than 5.")]
)
async def test_totals_open_when_it_has_closed(play: Play, yes: int, no: int, shown: str) -> None:
    """B28, B31: nobody sees a number before the date; afterwards all do, rounded, and from 5 answers on."""
    kofi, item = await asked(play)

    def others(connection: Connection) -> None:
        for n in range(yes + no):
            (id,) = connection.execute("insert into member (joined_at) values (0) returning id").fetchone()
            said.say(connection, item, id, "yes" if n < yes else "no", play.now)

    await play.bot.database.write(others)
    await kofi.say("news", "open 1")
    assert "Yes:" not in kofi.last
    await play.until("2026-11-28 10:00")
    await kofi.say("news", "open 1")
    assert kofi.last.endswith(f"That one has closed. {shown}".strip())


async def test_on_its_last_day_it_says_today(play: Play) -> None:
    """Nobody has to work out which day it is; the date stands beside it, for whoever reads it a day late."""
    kofi = await play.joined("Kofi", lines=ANY_HOURS)
    await play.until("2026-11-25 10:30")
    await ask(play, closes="2026-11-26 00:00")
    await play.until("2026-11-25 12:30")
    assert kofi.last.endswith("If you'd like to, tell us by the end of today, Wed 25 Nov.")
    assert "change it until the end of today, Wed 25 Nov" in await kofi.press("Yes")
