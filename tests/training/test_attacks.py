"""What somebody could try who wants a place that is not theirs, or to know what is not for them. Every effect is forged: no flow
would ask for it, so only the rows stand against it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from bot.apply import Applier
from bot.views import view_of
from conversations.effects import Consent, Effect, Forget
from conversations.key_effects import Unbook
from conversations.meeting_effects import Book, CancelMeeting, ChangeMeeting
from conversations.meetings import Draft
from conversations.training.courses import SessionDraft
from conversations.training.draw import commitment
from conversations.training.effects import (
    AskPlace,
    Attended,
    BringFriend,
    CancelCourse,
    HoldLonger,
    JoinFriend,
    KeepNeeds,
    LetPass,
    MakeCourse,
    MoveSession,
    SecondChoice,
    SortNeed,
    TakeOff,
    TakePlace,
)
from conversations.view import View
from storage import courses, events, groups, members, seats
from tests.bot.play import DAY, Play, playing
from tests.bot.test_training import course, draft
from tests.training.life import BOSS, LEADER, Life

KOFI, SOL, TAM, NOOR, BEA = 3, 4, 5, 6, 7
"""Bea is in another group."""


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    made = Life(tmp_path / "life")
    yield made
    made.close()


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Play]:
    async with playing(tmp_path) as made:
        yield made


def states(life: Life, id: int) -> dict[int, str]:
    return {
        place.member_id: place.state
        for place in seats.all_of(life.connection, id, "asked", "waiting", "offered", "booked")
    }


def view(life: Life, who: int) -> View:
    row = members.by_id(life.connection, who)
    return view_of(life.connection, life.world, "room", row, life.now)


def drawn(life: Life, places: int = 1) -> tuple[int, list[int], list[int]]:
    """(course, who holds an offer, who waits) after a draw among four."""
    id = life.course(places)
    for who in (KOFI, SOL, TAM, NOOR):
        life.does(who, AskPlace(id))
    life.passes(17 * DAY)
    found = states(life, id)
    return (
        id,
        [who for who in found if found[who] == "offered"],
        [who for who in found if found[who] == "waiting"],
    )


def test_nobody_takes_what_is_offered_to_somebody_else(life: Life) -> None:
    """Whoever waits, or never asked, forges the yes to an offer, a no, and "I need longer": nothing of it is theirs to say."""
    id, (lucky,), others = drawn(life)
    before = seats.of(life.connection, id, lucky)
    for who in (*others, BEA):
        life.does(who, TakePlace(id), HoldLonger(id), LetPass(id))
    assert seats.of(life.connection, id, lucky) == before
    assert sorted(states(life, id).values()) == ["offered", "waiting", "waiting", "waiting"]


def test_a_place_is_not_taken_before_the_draw(life: Life) -> None:
    """Before the draw nobody has a place, whatever their button says; and between closing and draw nobody comes in."""
    id = life.course()
    life.does(KOFI, AskPlace(id), TakePlace(id))
    assert states(life, id) == {KOFI: "asked"}
    row = courses.of(life.connection, id)
    assert row is not None
    life.clock.move_to(row.closes_at)
    life.does(SOL, AskPlace(id))
    life.does(SOL, BringFriend(id, code="LATE"), JoinFriend("LATE"))
    assert states(life, id) == {KOFI: "asked"}


def test_a_course_of_another_group_is_not_theirs(life: Life) -> None:
    """By asking, by a friend's code and by a second choice: who is not invited gets in by none of them, and does not see it."""
    lambeth = groups.by_name(life.connection, "Lambeth")
    here, there = life.course(), life.course()
    life.write(lambda c: c.execute("update course set group_id = ? where id = ?", (lambeth, there)).rowcount)
    life.does(KOFI, AskPlace(there), BringFriend(there, code="FRIEND"))
    life.does(
        BEA,
        AskPlace(there),
        JoinFriend("FRIEND"),
        AskPlace(here),
        SecondChoice(here, there),
        TakePlace(there),
    )
    assert states(life, there) == {KOFI: "asked"}
    assert view(life, BEA).facts.course(there) is None


def test_a_friends_code_joins_one_and_no_other(life: Life) -> None:
    """Not oneself, not by a guess, not by no code at all, and not once it was used; and nobody is taken from the friend they have."""
    id = life.course()
    life.does(KOFI, AskPlace(id), BringFriend(id, code="FRIEND"), JoinFriend("FRIEND"))
    life.does(SOL, JoinFriend(""), JoinFriend("GUESS"), JoinFriend("%"))
    assert states(life, id) == {KOFI: "asked"}
    life.does(SOL, JoinFriend("FRIEND"))
    life.does(TAM, JoinFriend("FRIEND"), AskPlace(id), BringFriend(id, code="SECOND"))
    life.does(SOL, JoinFriend("SECOND"))
    friends = {
        who: place.friend_id for who in states(life, id) if (place := seats.of(life.connection, id, who))
    }
    assert friends == {KOFI: SOL, SOL: KOFI, TAM: None}


def test_what_is_for_the_team_is_for_nobody_else(life: Life) -> None:
    """Courses are made, moved and cancelled by coordinators, needs are sorted by whoever arranges it, and who came is ticked by
    whoever leads it: anybody else's turn is undone whole."""
    id, (lucky,), _others = drawn(life)
    (session,) = events.of_course(life.connection, id)
    at = SessionDraft(session.starts_at + DAY, session.over_at + DAY, "my house")
    for forged in (
        MakeCourse(draft()),
        MoveSession(session.id, at),
        CancelCourse(id),
        SortNeed(id, lucky, "food"),
        Attended(id, lucky),
    ):
        for who in (
            lucky,
            NOOR,
            *((BOSS,) if isinstance(forged, Attended) else ()),
            *((LEADER,) if not isinstance(forged, Attended) else ()),
        ):
            with pytest.raises(PermissionError):
                life.does(who, TakeOff(id), forged)
    assert len(states(life, id)) == 4


def test_nobody_comes_in_by_the_door_of_meetings(life: Life) -> None:
    """A session of a course is no meeting: it is not booked, changed or cancelled by what meetings are."""
    id, _lucky, _others = drawn(life)
    (session,) = events.of_course(life.connection, id)
    its = Draft("Mine", None, session.starts_at, session.over_at, place="my house")
    life.does(NOOR, Book(session.id))
    life.does(BOSS, ChangeMeeting(session.id, its), CancelMeeting(session.id))
    assert events.of_course(life.connection, id) == [session]
    assert not events.has_booked(life.connection, session.id, NOOR)


def test_needs_and_names_are_read_by_one_person_each(life: Life) -> None:
    """Who has a place is read by whoever leads the course, what helps them by whoever arranges it; nobody else reads either, and
    nobody reads what somebody would need who has no place."""
    id, (lucky,), others = drawn(life)
    for who in (lucky, *others):
        life.does(who, KeepNeeds(id, ("food", "a way out")))
    life.does(lucky, TakePlace(id))
    readers = {who: view(life, who).facts for who in (BOSS, LEADER, *others, BEA, lucky)}
    assert {who for who, facts in readers.items() if facts.attendees(id)} == {LEADER}
    assert {who for who, facts in readers.items() if facts.needs_of(id)} == {BOSS}
    assert {each.member for each in readers[BOSS].needs_of(id)} == {lucky}


def test_who_is_offered_a_place_is_seen_by_nobody(life: Life) -> None:
    """What the arranger sees is the same before an offer, while it stands and after it went by; and nothing is sorted for
    somebody who has no place, which would tell the same."""
    id = life.course(1)
    life.does(KOFI, AskPlace(id, "paid"), KeepNeeds(id, ("food",)))
    seen = [view(life, BOSS).facts.needs_of(id)]
    life.passes(17 * DAY)
    seen.append(view(life, BOSS).facts.needs_of(id))
    assert states(life, id) == {KOFI: "offered"}
    life.does(BOSS, SortNeed(id, KOFI, "food"))
    life.does(KOFI, LetPass(id))
    seen.append(view(life, BOSS).facts.needs_of(id))
    assert seen == [(), (), ()]
    life.does(KOFI, TakePlace(id))
    assert [(each.need.what, each.need.sorted) for each in view(life, BOSS).facts.needs_of(id)] == [
        ("food", False)
    ]


def test_without_a_yes_to_it_no_need_is_kept(life: Life) -> None:
    """What would help somebody is kept only with their consent, and only of a course that they have something to do with."""
    id, other = life.course(), life.course()
    life.does(KOFI, AskPlace(id), KeepNeeds(other, ("food",)))
    life.write(lambda c: members.consent(c, KOFI, "access", False, "", life.now))
    life.does(KOFI, KeepNeeds(id, ("food",)))
    assert life.connection.execute("select count(*) from need").fetchone() == (0,)


def test_a_yes_that_is_taken_back_takes_what_was_kept(life: Life) -> None:
    """Nothing that helps them is kept from that moment on, of any course, and it is to be in no file any more."""
    id, other = life.course(), life.course()
    for each in (id, other):
        life.does(KOFI, AskPlace(each), KeepNeeds(each, ("food",)))
    life.does(SOL, AskPlace(id), KeepNeeds(id, ("bsl",)))
    found = []

    def taken_back(connection: Connection) -> None:
        row = members.by_id(connection, KOFI)
        applier = Applier(
            connection,
            life.world,
            "room",
            "phone",
            view_of(connection, life.world, "room", row, life.now),
            KOFI,
        )
        applier.apply((Consent("access", False, ""),))
        found.append(applier.erased)

    life.write(taken_back)
    assert found == [True]
    assert life.connection.execute("select member_id, what from need").fetchall() == [(SOL, "bsl")]


def test_where_the_leader_has_left_nobody_sees_who_has_a_place(life: Life) -> None:
    """Least of all the coordinator who arranges it: it was said that only the leader does."""
    id, (lucky,), _others = drawn(life)
    life.does(lucky, TakePlace(id))
    assert [each.id for each in view(life, LEADER).facts.attendees(id)] == [lucky]
    life.diary.gone.add(LEADER)
    life.does(LEADER, Forget("Goodbye"))
    assert view(life, BOSS).facts.attendees(id) == ()
    with pytest.raises(PermissionError):
        life.does(BOSS, Attended(id, lucky))


def test_whoever_is_not_on_the_team_any_more_sees_nothing(life: Life) -> None:
    """A role that was taken away takes both parts with it."""
    id, (lucky,), _others = drawn(life)
    life.does(lucky, TakePlace(id), KeepNeeds(id, ("food",)))
    for who in (LEADER, BOSS):
        life.write(lambda c, who=who: members.change(c, who, {"role": "member"}))  # type: ignore[misc]  # a default binds it
    assert view(life, LEADER).facts.attendees(id) == () and view(life, BOSS).facts.needs_of(id) == ()
    for who, effect in ((LEADER, Attended(id, lucky)), (BOSS, SortNeed(id, lucky, "food"))):
        with pytest.raises(PermissionError):
            life.does(who, effect)


@pytest.mark.parametrize("way", ["cancelled", "another choice", "the first choice", "a break"])
def test_what_helped_is_in_no_file_however_it_goes(life: Life, way: str) -> None:
    """Whoever's turn it is: where what helps somebody goes, the log of the database is emptied."""
    id, second = life.course(), life.course()
    life.does(KOFI, AskPlace(id), SecondChoice(id, second), KeepNeeds(second, ("food",)))
    if way in ("the first choice", "a break"):
        life.passes(17 * DAY)
    if way == "a break":
        life.does(KOFI, TakePlace(second))
    ways: dict[str, tuple[int, Effect]] = {
        "cancelled": (BOSS, CancelCourse(second)), "another choice": (KOFI, SecondChoice(id, None)), "the first choice": (KOFI, TakePlace(id)),
        "a break": (KOFI, Unbook(None)),
    }  # fmt: skip
    who, effect = ways[way]
    erased = []

    def turn(connection: Connection) -> None:
        applier = Applier(connection, life.world, "room", "phone", view(life, who), who)
        applier.apply((effect,))
        erased.append(applier.erased)

    life.write(turn)
    assert erased == [True]
    assert life.connection.execute("select count(*) from need").fetchone() == (0,)


def test_the_seed_is_told_to_nobody_before_the_draw(life: Life) -> None:
    """Not the coordinator who made the course, not whoever leads it: all that is there before is its hash, and afterwards it fits."""
    id = life.course()
    life.does(KOFI, AskPlace(id))
    seen = {view(life, who).facts.course(id) for who in (BOSS, LEADER, KOFI)}
    assert {each.seed for each in seen if each} == {""}
    assert {view(life, who).facts.draw_record(id) for who in (BOSS, LEADER, KOFI)} == {""}
    promised = {each.commitment for each in seen if each}
    life.passes(17 * DAY)
    after = view(life, SOL).facts.course(id)
    assert after is not None and {commitment(after.seed)} == promised


def test_leaving_and_asking_again_gains_nothing(life: Life) -> None:
    """A new ticket is drawn for them, which they cannot choose; the chances, and whether they are new to this, are as before."""
    first, _lucky, others = drawn(life)
    unlucky = others[0]
    second = life.course()
    life.does(unlucky, AskPlace(second))
    before = seats.of(life.connection, second, unlucky)
    for _ in range(3):
        life.does(unlucky, TakeOff(second), AskPlace(second))
    after = seats.of(life.connection, second, unlucky)
    assert before is not None and after is not None
    assert before.ticket != after.ticket and before.is_new == after.is_new
    assert courses.lost(life.connection, unlucky, 0) == 1
    life.does(unlucky, TakeOff(first), AskPlace(first))
    life.does(unlucky, TakeOff(first))
    assert courses.lost(life.connection, unlucky, 0) == 1


def test_who_had_training_is_not_new_for_leaving_and_coming_back(life: Life) -> None:
    """Whoever came to a course within a year is not new to this, however often they ask."""
    id, (lucky,), _others = drawn(life)
    life.does(lucky, TakePlace(id))
    life.passes(12 * DAY)
    other = life.course()
    life.does(lucky, TakeOff(id), AskPlace(other), TakeOff(other), AskPlace(other))
    place = seats.of(life.connection, other, lucky)
    assert place is not None and not place.is_new


def test_asking_for_everything_makes_no_line_longer(life: Life) -> None:
    """Asking twice, by oneself and by a friend's code, is one ticket."""
    id = life.course()
    life.does(KOFI, AskPlace(id), BringFriend(id, code="FRIEND"))
    life.does(SOL, AskPlace(id), AskPlace(id), JoinFriend("FRIEND"), JoinFriend("FRIEND"), AskPlace(id))
    assert states(life, id) == {KOFI: "asked", SOL: "asked"}


async def test_a_member_has_a_code_to_pass_on(play: Play) -> None:
    """Somebody who is no part of the team gets a code for their friend, who types it, and both are in the draw as one."""
    ana, kofi, sol = (
        await play.joined("Ana", role="coordinator"),
        await play.joined("Kofi"),
        await play.joined("Sol"),
    )
    id = await course(play, (await ana.known()).id)
    await kofi.say("menu")
    await kofi.press("Training", "Open 1", "Ask for a place", "Ask for a place")
    words = await kofi.press("With a friend")
    code = words.split("this code: ")[1].split(".")[0]
    assert len(code) == 10
    await sol.say("menu")
    await sol.press("Training", "A friend's code")
    assert "Chairing a meeting\nHow to keep time" in await sol.say(code)
    await sol.press("Ask together")
    friends = await play.bot.database.read(
        lambda c: [place.friend_id for place in seats.all_of(c, id, "asked")]
    )
    assert sorted(each or 0 for each in friends) == sorted([(await kofi.known()).id, (await sol.known()).id])
