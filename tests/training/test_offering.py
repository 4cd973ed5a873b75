"""Whom free seats are offered to: in the order of the list, the kept ones to the new first, and every one as long as anybody waits."""

from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from conversations.training.offering import Offer, Seat, Waiting, choose, open_seats

MEMBERS: Final = 8


@st.composite
def lists(draw: st.DrawFn) -> list[Waiting]:
    """A waiting list of people, and of two who come together."""
    ids, found = list(range(1, MEMBERS + 1)), list[Waiting]()
    while ids:
        many = draw(st.sampled_from((1, 1, 1, 2)))
        who, ids = tuple(ids[:many]), ids[many:]
        if draw(st.booleans()):
            found.append(Waiting(who, draw(st.booleans()), draw(st.sampled_from((True, True, False)))))
    return found


SEATS: Final = st.lists(st.booleans(), max_size=5).map(
    lambda kept: [Seat(number, each) for number, each in enumerate(kept, 1)]
)
WENT_BY: Final = st.frozensets(st.tuples(st.integers(1, 5), st.integers(1, MEMBERS)), max_size=12)


def asked(seat: int, who: Waiting, went_by: frozenset[tuple[int, int]]) -> bool:
    return any((seat, member) in went_by for member in who.members)


@given(SEATS, lists(), WENT_BY)
def test_nobody_and_nothing_twice(
    free: list[Seat], waiting: list[Waiting], went_by: frozenset[tuple[int, int]]
) -> None:
    """Each seat goes to one, each one gets one seat; only free seats, only who waits and can be reached, and never one that
    went by them already."""
    chosen = choose(free, waiting, went_by)
    assert len({each.seat for each in chosen}) == len({each.member for each in chosen}) == len(chosen)
    assert {each.seat for each in chosen} <= {each.number for each in free}
    assert {each.member for each in chosen} <= {
        member for each in waiting if each.reachable for member in each.members
    }
    assert not went_by & {(each.seat, each.member) for each in chosen}


@given(SEATS, lists(), WENT_BY)
def test_two_together_or_not_at_all(
    free: list[Seat], waiting: list[Waiting], went_by: frozenset[tuple[int, int]]
) -> None:
    """Of two who come together both are offered a seat, or neither."""
    have = {each.member for each in choose(free, waiting, went_by)}
    for each in waiting:
        assert len(have & {*each.members}) in (0, len(each.members))


@given(SEATS, lists(), WENT_BY)
def test_every_seat_is_offered_while_anybody_waits(
    free: list[Seat], waiting: list[Waiting], went_by: frozenset[tuple[int, int]]
) -> None:
    """What is left was offered already to everybody who can be reached and has no offer; two together may wait for a second one."""
    chosen = choose(free, waiting, went_by)
    have, taken = {each.member for each in chosen}, {each.seat for each in chosen}
    left = [seat.number for seat in free if seat.number not in taken]
    for each in waiting:
        if each.reachable and not have & {*each.members}:
            assert len([seat for seat in left if not asked(seat, each, went_by)]) < len(each.members)


@given(SEATS, lists(), WENT_BY)
def test_it_goes_by_the_list(
    free: list[Seat], waiting: list[Waiting], went_by: frozenset[tuple[int, int]]
) -> None:
    """Nobody is passed over for somebody behind them who is as new as they, unless every seat that these got went by them before."""
    have = {each.member: each.seat for each in choose(free, waiting, went_by)}
    for place, first in enumerate(waiting):
        if not first.reachable or have.keys() & {*first.members} or len(first.members) == 2:
            continue
        for behind in waiting[place + 1 :]:
            if behind.new <= first.new:
                assert all(asked(have[member], first, went_by) for member in behind.members if member in have)


@given(SEATS, lists(), WENT_BY)
def test_kept_ones_go_to_the_new_first(
    free: list[Seat], waiting: list[Waiting], went_by: frozenset[tuple[int, int]]
) -> None:
    """A kept seat goes to somebody who is not new only if nobody new is left who could take it: two together where there are two."""
    chosen, kept = choose(free, waiting, went_by), {seat.number for seat in free if seat.kept}
    have, new = (
        {each.member for each in chosen},
        {member for each in waiting if each.new for member in each.members},
    )
    others = {each.seat for each in chosen if each.seat in kept and each.member not in new}
    for each in waiting:
        if each.new and each.reachable and not have & {*each.members}:
            assert len([seat for seat in others if not asked(seat, each, went_by)]) < len(each.members)


@given(SEATS, lists(), WENT_BY)
def test_what_is_open_is_what_nobody_has_to_be_asked_about(
    free: list[Seat], waiting: list[Waiting], went_by: frozenset[tuple[int, int]]
) -> None:
    """Whoever comes first may have what nobody in the list would be offered, and nothing else."""
    chosen = {each.seat for each in choose(free, waiting, went_by)}
    assert {each.number for each in open_seats(free, waiting, went_by)} == {
        each.number for each in free
    } - chosen


def test_two_new_ones_have_two_kept_seats() -> None:
    """Two who come together and are new to this have both kept seats, whoever stands before them."""
    chosen = choose([Seat(1, True), Seat(2, True)], [Waiting((1,)), Waiting((2, 3), new=True)], ())
    assert chosen == (Offer(1, 2), Offer(2, 3))


def test_two_in_front_are_not_overtaken_by_whoever_comes() -> None:
    """Two seats that have just come up, before the next look: they are for the two who wait, and open to nobody."""
    free, waiting = [Seat(1), Seat(2)], [Waiting((1, 2))]
    assert open_seats(free, waiting, ()) == ()
    assert open_seats(free[:1], waiting, ()) == (Seat(1),)


def test_who_lets_one_go_by_keeps_their_chance_of_the_next() -> None:
    """The seat that went by the first goes to the second; the next seat is the first one's again."""
    waiting = [Waiting((1,)), Waiting((2,))]
    assert choose([Seat(1)], waiting, {(1, 1)}) == (Offer(1, 2),)
    assert choose([Seat(1), Seat(2)], waiting, {(1, 1)}) == (Offer(2, 1), Offer(1, 2))
    assert choose([Seat(1)], waiting, {(1, 1), (1, 2)}) == ()
    assert open_seats([Seat(1)], waiting, {(1, 1), (1, 2)}) == (Seat(1),)
