"""A second choice and a friend, by the rows: what each takes away, gives, and tells."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.training import drawing
from conversations.effects import Effect, Forget
from conversations.training.effects import (
    AskPlace,
    Attended,
    BringFriend,
    CancelCourse,
    JoinFriend,
    LetPass,
    SecondChoice,
    TakeOff,
    TakePlace,
)
from storage import courses, events, seats
from tests.training.life import BOSS, LEADER, Life
from tests.training.test_attacks import view

KOFI, SOL, TAM, NOOR = 3, 4, 5, 6


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    made = Life(tmp_path / "life")
    yield made
    made.close()


def state(life: Life, course: int, who: int) -> str | None:
    place = seats.of(life.connection, course, who)
    return None if place is None else place.state


# -- a second choice ----------------------------------------------------------------------------------------------------


def test_no_second_choice_takes_away_nothing_that_was_asked_for(life: Life) -> None:
    """What somebody asked for by themselves is no second choice, and stays whatever becomes of the choosing."""
    first, second, third = life.course(), life.course(), life.course()
    life.does(
        KOFI, AskPlace(first), AskPlace(second), SecondChoice(first, second), SecondChoice(first, third)
    )
    life.does(KOFI, SecondChoice(first, None))
    assert [state(life, each, KOFI) for each in (first, second, third)] == ["asked", "asked", None]


def test_a_place_that_somebody_has_is_not_taken_by_choosing_anew(life: Life) -> None:
    """They were drawn for the second, and said yes: it is theirs, though there is no second choice any more."""
    second = life.course()
    life.clock.move_to(life.now + 86400)
    first = life.course()
    life.does(KOFI, AskPlace(first), SecondChoice(first, second))
    row = courses.of(life.connection, second)
    assert row is not None
    life.until(row.closes_at + 60)
    life.does(KOFI, TakePlace(second), SecondChoice(first, None))
    assert [state(life, each, KOFI) for each in (first, second)] == ["asked", "booked"]


def test_a_second_choice_takes_no_seat(life: Life) -> None:
    """Neither of a course where whoever asks first has one, nor of one whose names have been drawn."""
    drawn = life.course()
    life.passes(17 * 86400)
    first, first_come = life.course(), life.course(draw=False)
    life.does(KOFI, AskPlace(first), SecondChoice(first, first_come), SecondChoice(first, drawn))
    assert [state(life, each, KOFI) for each in (first_come, drawn)] == [None, None]


def test_what_they_do_not_need_any_more_was_not_lost(life: Life) -> None:
    """Somebody who has their first choice did not lose the draw of their second."""
    first, second = life.course(4), life.course(1)
    life.does(KOFI, AskPlace(first), SecondChoice(first, second))
    for who in (SOL, TAM, NOOR):
        life.does(who, AskPlace(second))
    life.passes(17 * 86400)
    life.write(lambda c: courses.lose(c, second, KOFI, life.now))  # whatever came of it
    life.does(KOFI, TakePlace(first))
    assert state(life, second, KOFI) is None
    assert courses.lost(life.connection, KOFI, 0) == 0


# -- new to this ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("says_yes", [True, False])
def test_one_new_person_does_not_take_the_kept_places_of_two_courses(life: Life, says_yes: bool) -> None:
    """Asked for both while new to this: once a place is held for them in one, or booked, they are not new in the draw of the other."""
    first = life.course(1, 1)
    life.clock.move_to(life.now + 86400)
    second = life.course(1, 1)
    life.does(KOFI, AskPlace(first), AskPlace(second))
    life.does(SOL, AskPlace(second))
    row = courses.of(life.connection, first)
    assert row is not None
    life.until(row.closes_at + 60)
    assert state(life, first, KOFI) == "offered"
    if says_yes:
        life.does(KOFI, TakePlace(first))
    drawn, places = courses.of(life.connection, second), seats.all_of(life.connection, second, "asked")
    assert drawn is not None
    tickets = {
        place.member_id: drawing.ticket_of(life.connection, drawn, (place,), life.now) for place in places
    }
    assert {who: ticket.new for who, ticket in tickets.items()} == {KOFI: False, SOL: True}


# -- with a friend ------------------------------------------------------------------------------------------------------


def together(life: Life, places: int = 2) -> int:
    """A course for which Kofi and Sol ask together."""
    id = life.course(places)
    life.does(KOFI, AskPlace(id), BringFriend(id, code="FRIEND"))
    life.does(SOL, JoinFriend("FRIEND"))
    return id


@pytest.mark.parametrize("leaves", ["off", "alone", "forgotten"])
def test_whose_friend_leaves_reads_it_on_the_page(life: Life, leaves: str) -> None:
    """However the friend goes, the other asks by themselves from then on, and their page says so; whoever went alone knows it."""
    id = together(life)
    gone: dict[str, Effect] = {
        "off": TakeOff(id),
        "alone": BringFriend(id, yes=False),
        "forgotten": Forget("Goodbye"),
    }
    if leaves == "forgotten":
        life.diary.gone.add(KOFI)
    life.does(KOFI, gone[leaves])
    seen = view(life, SOL).facts.course(id)
    assert seen is not None and seen.mine is not None
    assert (seen.mine.with_friend, seen.mine.friend_left) == (False, True)
    if leaves == "alone":
        mine = view(life, KOFI).facts.course(id)
        assert mine is not None and mine.mine is not None and not mine.mine.friend_left


def test_two_do_not_ask_for_one_place(life: Life) -> None:
    """A course with one place: no code is given for it, and none joins."""
    id = together(life, 1)
    place = seats.of(life.connection, id, KOFI)
    assert place is not None and not place.friend_code and state(life, id, SOL) is None


def test_nobody_lends_another_a_better_chance(life: Life) -> None:
    """Two together have the chances of the one with fewer, and are owed a place, or new, only if both are; and their ticket is
    neither's own from before."""
    cancelled, before = life.course(), life.course()
    life.does(KOFI, AskPlace(cancelled))
    life.write(lambda c: courses.wish_next(c, cancelled, KOFI, owed=True))
    for who in (TAM, KOFI):
        life.write(lambda c, who=who: courses.lose(c, before, who, life.now))  # type: ignore[misc]  # a default binds it
    id = life.course(2, follows=cancelled)
    for who in (KOFI, SOL):
        life.does(who, AskPlace(id))
    tickets = {place.ticket for place in seats.all_of(life.connection, id, "asked")}
    life.does(KOFI, BringFriend(id, code="FRIEND"))
    life.does(SOL, JoinFriend("FRIEND"))
    row, pair = courses.of(life.connection, id), seats.all_of(life.connection, id, "asked")
    assert row is not None
    ticket = drawing.ticket_of(life.connection, row, tuple(pair), life.now)
    assert (ticket.chances, ticket.owed, ticket.seats) == (1, False, 2)
    assert {place.ticket for place in pair} == {ticket.code} and ticket.code not in tickets
    life.does(KOFI, BringFriend(id, yes=False))
    assert len({place.ticket for place in seats.all_of(life.connection, id, "asked")}) == 2


# -- who was there ------------------------------------------------------------------------------------------------------


def test_each_session_is_ticked_by_itself(life: Life) -> None:
    """ "I'm here" at the second of two sessions says nothing of the first; and whoever came to the first can come to the second."""
    id = life.course(2, sessions=2)
    for who in (KOFI, SOL):
        life.does(who, AskPlace(id))
    life.passes(17 * 86400)
    for who in (KOFI, SOL):
        life.does(who, TakePlace(id))
    first, second = events.of_course(life.connection, id)

    def there() -> set[tuple[int, int]]:
        return set(life.connection.execute("select event_id, member_id from booking where came").fetchall())

    life.until(first.starts_at + 60)
    life.does(KOFI, Attended(id))
    life.until(second.starts_at - 1800)
    assert [each.came for each in view(life, LEADER).facts.attendees(id)] == [False, False]
    mine = view(life, KOFI).facts.course(id)
    assert mine is not None and mine.mine is not None and not mine.mine.here
    life.does(SOL, Attended(id))
    life.does(LEADER, Attended(id, KOFI))
    assert there() == {(first.id, KOFI), (second.id, SOL), (second.id, KOFI)}


# -- first in line ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["no", "off"])
def test_first_in_line_is_carried_over_and_ends_with_an_answer(life: Life, answer: str) -> None:
    """The date of somebody is cancelled, and the one after it too: they are first in line for the third, until they answer."""
    first = life.course()
    life.does(KOFI, AskPlace(first))
    life.passes(17 * 86400)
    life.does(KOFI, TakePlace(first))
    life.does(BOSS, CancelCourse(first))
    second = life.course(follows=first)
    life.does(KOFI, AskPlace(second))
    life.does(BOSS, CancelCourse(second))
    third = life.course(follows=second)
    life.does(KOFI, AskPlace(third))
    assert courses.is_owed(life.connection, second, KOFI) and not courses.is_owed(
        life.connection, first, KOFI
    )
    life.passes(17 * 86400)
    assert courses.is_owed(life.connection, second, KOFI)
    life.does(KOFI, LetPass(third) if answer == "no" else TakeOff(third))
    assert not courses.is_owed(life.connection, second, KOFI)


# -- the waiting list ---------------------------------------------------------------------------------------------------


def test_the_number_in_the_list_tells_of_no_offer_that_went_by(life: Life) -> None:
    """Three people and one place, which is offered to one after another: nobody's number ever rises, or moves with an offer."""
    id = life.course(1)
    for who in (KOFI, SOL, TAM):
        life.does(who, AskPlace(id))
    life.passes(17 * 86400)
    first, second, third = [
        place.member_id for place in seats.all_of(life.connection, id, "offered", "waiting")
    ]

    def number() -> int:
        seen = view(life, third).facts.course(id)
        assert seen is not None and seen.mine is not None
        return seen.mine.number

    seen = [number()]
    for who in (first, second):
        assert state(life, id, who) == "offered"
        life.does(who, LetPass(id))
        seen.append(number())
        if who == first:
            life.ticks()
            seen.append(number())
    assert seen == [2, 2, 2, 2]
    life.does(second, TakeOff(id))
    assert number() == 1
