"""What flows may ask to be read (bot/facts.py)."""

from collections.abc import Callable
from datetime import date
from functools import partial
from sqlite3 import Connection
from typing import TypeVar

import pytest

from bot import roles as posting
from bot.broadcasting import send_to_group
from bot.facts import RowFacts
from bot.reach import HOLDS, spread
from bot.training import making
from conversations.pace import Level
from conversations.view import Done, Holdings
from storage import (
    agendas,
    answers,
    broadcasts,
    courses,
    events,
    keys,
    needs,
    roles,
    seats,
    stored,
    tallies,
    whats_new,
    wishes,
)
from tests.bot.play import DAY, Person, Play
from tests.bot.test_training import draft as course_draft
from tests.conversations.roles import draft

T = TypeVar("T")


async def facts_of(play: Play, person: Person | None, read: Callable[[RowFacts], T]) -> T:
    """What `read` finds in the facts of this member."""
    row = await person.known() if person else None

    def look(connection: Connection) -> T:
        world = play.bot.world
        return read(RowFacts(connection, world, row.id if row else None, world.tongue("en"), play.now))

    return await play.bot.database.write(look)  # what is counted is kept for ten minutes


async def test_the_reach_of_news_is_the_gates_own_word(play: Play) -> None:
    """PACE.md 7: now, later, and What's new only, for each member as the gate would say."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea")
    await play.joined("Tam", pace="Only when I ask", lines=("yes, tell me", "looks right", "not now", "ok"))
    await play.joined("Sol", group="Southwark")
    assert await facts_of(play, None, lambda facts: facts.reach(1)) == (2, 0, 1)
    await kofi.say("pause", "1 month")
    await bea.say("please stop all this for a while")
    play.clock.move_to(play.now + HOLDS)
    assert await facts_of(play, None, lambda facts: facts.reach(1)) == (0, 1, 2)
    assert await facts_of(play, None, lambda facts: sum(facts.reach(None))) == 4


async def news_from(play: Play, group: int | None) -> int | None:
    """From when news may go to this group; None for now."""
    no = await facts_of(play, None, lambda facts: facts.against(Level.NEWS, group, play.now))
    return None if no is None else no.not_before


async def test_the_limit_of_news_counts_seven_days(play: Play) -> None:
    """Two news items a group in 7 days; what went to the page alone does not count; then the date of the next."""
    start = play.now
    for level in ("news", "page", "news"):
        await play.bot.database.write(lambda c, level=level: send_to_group(c, 1, "A chair", level, play.now))  # type: ignore[misc]  # a default binds it
        play.clock.move_to(play.now + DAY)
    assert [await news_from(play, group) for group in (1, 2)] == [start + 7 * DAY, None]
    play.clock.move_to(start + 7 * DAY)
    assert await news_from(play, 1) is None


async def test_news_for_everyone_counts_for_every_group_and_the_other_way_round(play: Play) -> None:
    """PACE.md 7: limits follow the member. What went to everyone went to each group; the fullest group decides for all."""
    start = play.now
    await play.news(None)
    assert [await news_from(play, group) for group in (1, 2, None)] == [None, None, None]
    await play.wait(DAY)
    await play.news("Lambeth")
    assert [await news_from(play, group) for group in (1, 2, None)] == [
        start + 7 * DAY,
        None,
        start + 7 * DAY,
    ]


async def test_what_is_planned_counts_at_its_moment_and_what_was_refused_never_did(play: Play) -> None:
    """Two planned items fill the week they go in; one that a key was refused for takes no room."""

    def plan(connection: Connection) -> None:
        for state in ("planned", "planned", "refused"):
            broadcasts.add(
                connection, 1, "news", "A chair", play.now, None, state=state, go_at=play.now + 3 * DAY
            )

    await play.bot.database.write(plan)
    assert await news_from(play, 1) == play.now + 10 * DAY


async def test_representatives_can_lower_the_limit_of_their_group(play: Play) -> None:
    """One a week there, two elsewhere; everyone is every group."""
    await play.bot.database.write(lambda c: c.execute('update "group" set news_a_week = 1 where id = 1'))
    await play.news("Lambeth")
    assert [await news_from(play, group) for group in (1, 2, None)] == [
        play.now + 7 * DAY,
        None,
        play.now + 7 * DAY,
    ]


async def test_check_ins_come_back_in_words(play: Play) -> None:
    """Kept answers are read back with the question's and the answer's own words, newest first."""
    kofi = await play.joined("Kofi")
    await kofi.say("menu", "check-in", "good", "A long walk", "money")
    play.clock.move_to(play.now + DAY)
    await kofi.say("menu", "check-in", "ok", "skip", "skip")
    second, first = await facts_of(play, kofi, lambda facts: facts.check_ins(5))
    assert second.lines == (("How are things today?", "OK"),)
    assert first.lines[:2] == (
        ("How are things today?", "Good"),
        ("Has anything been good, even something small?", "A long walk"),
    )
    assert first.lines[2][1] == "Money"
    assert await facts_of(play, kofi, lambda facts: facts.check_in_count()) == 2


async def test_the_monthly_question_comes_once_a_month(play: Play) -> None:
    """From the fourth check-in on, and 28 days after the last time."""
    kofi = await play.joined("Kofi")
    id = (await kofi.known()).id

    async def monthly() -> bool:
        return bool(await facts_of(play, kofi, lambda facts: facts.monthly_due()))

    for _ in range(3):
        assert not await monthly()
        await play.bot.database.write(
            lambda c: answers.keep(c, id, "check_in", 1, "me", {"CI-02": "good"}, play.now)
        )
    assert await monthly()
    await play.bot.database.write(
        lambda c: answers.keep(c, id, "check_in", 1, "me", {"CI-08": "to swim"}, play.now)
    )
    play.clock.move_to(play.now + 27 * DAY)
    assert not await monthly()
    play.clock.move_to(play.now + DAY)
    assert await monthly()


async def test_of_a_stranger_nothing_is_known(play: Play) -> None:
    """Facts about nobody are empty, and never somebody else's."""
    kofi = await play.joined("Kofi")
    await kofi.say("menu", "check-in", "good", "skip", "skip")
    assert await facts_of(
        play,
        None,
        lambda facts: (
            facts.details(),
            facts.check_ins(5),
            facts.check_in_count(),
            facts.monthly_due(),
            facts.news(),
        ),
    ) == (Holdings(), (), 0, False, ())


ON_THE_PAGE = {
    "member", "address", "membership", "consent", "pace", "session", "response", "answer", "letter", "shown", "whats_new",
    "broadcast", "said", "booking", "key_request", "rejoin", "agenda_item", "ask_wish", "journey", "journey_line",
    "role", "role_interest", "role_holder", "place", "need", "next_date", "lost_draw", "went_by", "course",
}  # fmt: skip
"""Tables with a line, or several, on the page of one's own details."""


async def test_the_page_of_details_leaves_no_kind_of_row_out(play: Play) -> None:
    """PV-02: whatever table has a row about a member, their page has a line for it; a new table needs a new line."""
    kofi, id = await play.joined("Kofi"), 0
    await kofi.say("menu", "check-in", "good", "A long walk", "skip")
    await play.news("Lambeth")
    id = (await kofi.known()).id
    await play.bot.database.write(
        lambda c: whats_new.put(c, id, "broadcast:9", "A chair. And tea.", play.now)
    )

    def book(connection: Connection) -> None:
        for title, starts_at in (("Housing forum", play.now + 2 * DAY), ("Old walk", play.now - DAY)):
            events.book(connection, events.add(connection, "meeting", title, starts_at), id, play.now)
        agendas.add(connection, 1, "Repairs", id)
        wishes.say(connection, 1, id, yes=True)
        for title in ("Note keeper", "Trainer"):
            terms = posting.fields_of(draft(title, play.now, 99, wanted=2))
            role = roles.add(connection, terms, id, play.now)
            roles.say_interested(connection, role, id)
        roles.offer(connection, 1, id, 1)
        roles.hold(connection, 1, id, "unpaid")
        keys.ask(connection, "pause", id, play.now, play.now + DAY)
        course = making.put(connection, course_draft(), id, play.now, zone="Europe/London", by_draw=True)
        seats.ask(connection, course, id, "K7QM2XW", play.now, "")
        needs.keep(connection, course, id, ["travel"])
        courses.wish_next(connection, course, id)
        courses.lose(connection, course, id, play.now)

    await play.bot.database.write(book)
    await kofi.say("menu", "check-in", "good")
    assert {
        table.name for table in await play.bot.database.read(lambda c: stored.about(c, id))
    } <= ON_THE_PAGE
    await kofi.say("my details")
    page = (await kofi.say("see them")).splitlines()
    assert "The basics: yes, on Mon, Nov 23" in page or "The basics: yes, on Mon 23 Nov" in page
    for line in (
        "Name: Kofi",
        "I reach you on: chat",
        "Groups: Lambeth",
        "On What's new: A chair",
        "Waiting to go to you: 1",
        "Booked, and over now: 1",
        "On agendas, named: 1",
        "Asking me afterwards: 1",
        "My roles: Note keeper",
        "Roles I'd like: Trainer",
        "Roles you posted: 2",
        "Keys asked or turned: 1",
        "Training I asked for: 1",
        "What helps me there: 1",
        "Next dates to hear of: 1",
        "More chances in a draw: 1",
        "Courses I help run: 1",
        "If a booking is off: on",
    ):
        assert line in page, line
    assert [line for line in page if line.startswith("Booked: Housing forum (Wed")]
    assert [
        line
        for line in page
        if line.startswith(("Clear can take away: ", "Begun, not finished: ", "My check-ins: 1, since"))
    ]


async def test_details_are_counted_for_one_member_alone(play: Play) -> None:
    """Nothing of anybody else is in the counts of one's own page."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea")
    await bea.say("menu", "check-in", "good", "skip", "skip")
    held = await facts_of(play, kofi, lambda facts: facts.details())
    assert (held.check_ins_since, held.messages, held.waiting, held.sent, held.half_done) == (
        None,
        0,
        0,
        0,
        0,
    )
    assert (await facts_of(play, bea, lambda facts: facts.details())).check_ins_since == play.now
    assert {layer for layer, _yes, _at in held.consents} >= {"basics", "check_ins", "meetings", "training"}


async def test_a_shared_check_in_is_known_as_shared(play: Play) -> None:
    """CI-17: what the worker was sent is marked, and what was not is not."""
    kofi = await play.joined("Kofi")
    id = (await kofi.known()).id
    for sight in ("me", "worker"):
        given = {"CI-02": "ok"}
        keep = partial(
            answers.keep,
            member_id=id,
            questionnaire="check_in",
            version=1,
            sight=sight,
            given=given,
            now=play.now,
        )
        await play.bot.database.write(keep)
    kept = await facts_of(play, kofi, lambda facts: facts.check_ins(5))
    assert [each.shared for each in kept] == [True, False]


async def test_the_log_counts_jobs_by_role_and_names_nobody(play: Play) -> None:
    """PV-10: what a coordinator did is there for every member to read, as a job of a role, within the days asked for."""
    kofi = await play.joined("Kofi")
    await play.joined("Priya", role="coordinator")

    def work(connection: Connection) -> None:
        for action, days in (("news.news", 40), ("news.news", 3), ("news.news", 2), ("invite.member", 1)):
            tallies.note(connection, "coordinator", action, "", play.now - days * DAY)

    await play.bot.database.write(work)
    assert await facts_of(play, None, lambda facts: facts.log(30)) == (
        Done("coordinator", "news.news", 2), Done("coordinator", "invite.member", 1),
        Done("coordinator", "messages.on", 1),
    )  # fmt: skip
    assert (await facts_of(play, kofi, lambda facts: facts.log(365)))[0].times == 3
    await kofi.say("my details")
    page = await kofi.say("what the team did")
    assert "News sent: 2 (coordinators)" in page
    assert "Priya" not in page


async def test_a_group_is_as_large_as_its_members(play: Play) -> None:
    """Coordinators do not count; the names come from the configuration."""
    await play.joined("Kofi")
    await play.joined("Priya", role="coordinator")
    assert await facts_of(play, None, lambda facts: facts.group_size(1)) == 1
    assert await facts_of(play, None, lambda facts: [group.name for group in facts.groups()]) == [
        "Lambeth",
        "Southwark",
        "Lewisham",
    ]
    assert await facts_of(play, None, lambda facts: facts.backups_gone_by()) == date(2026, 12, 28)


@pytest.mark.parametrize(("people", "most"), [(0, 5), (4, 5), (5, 5), (6, 5), (1003, 1000), (12345, 1000)])
def test_of_many_people_some_are_asked_spread_over_all(people: int, most: int) -> None:
    """Never more than so many, nobody twice, and from the first to among the last."""
    asked = spread(range(people), most)
    assert len(asked) == len(set(asked)) == min(people, most)
    assert list(asked) == sorted(asked)
    assert people <= most or (asked[0] == 0 and asked[-1] >= people - people // most - 1)
