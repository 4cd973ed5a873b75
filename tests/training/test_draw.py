"""The draw: uniform within its weights, the same for whoever repeats it, and fair to whoever the places are kept for."""

from collections import Counter
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.training import draw
from conversations.training.draw import Ticket
from tests.training import by_hand

DRAWS: Final = 10_000
Lines = tuple[dict[str, Any], ...]


def line(
    ticket: str, chances: int = 1, seats: int = 1, *, new: bool = False, owed: bool = False
) -> dict[str, Any]:
    return {"ticket": ticket, "chances": chances, "seats": seats, "new": new, "owed": owed}


def tickets_of(lines: Lines) -> tuple[Ticket, ...]:
    return tuple(
        Ticket(each["ticket"], each["chances"], each["seats"], each["new"], each["owed"]) for each in lines
    )


def even(many: int) -> Lines:
    return tuple(line(f"T{each}") for each in range(many))


def weighted(*chances: int) -> Lines:
    return tuple(line(f"W{place}", each) for place, each in enumerate(chances))


WAYS: Final[dict[str, tuple[Lines, int, int]]] = {
    "four alike, one place": (even(4), 1, 0),
    "four alike, two places": (even(4), 2, 0),
    "one with three chances": (weighted(1, 1, 3), 1, 0),
    "one, two and three chances": (weighted(1, 2, 3), 1, 0),
    "all with three are all alike": (weighted(3, 3, 3, 3), 2, 0),
    "mixed, two places": (weighted(1, 1, 2, 3, 2), 2, 0),
    "one of two kept": ((line("N1", new=True), line("N2", 2, new=True), line("A", 3), line("B"), line("C", 2)), 2, 1),
    "all of two kept, and one new": ((line("N", new=True), line("A", 3), line("B"), line("C", 2)), 2, 2),
    "a pair among four": ((line("P+Q", 2, 2), line("A"), line("B", 3), line("C")), 2, 0),
    "a pair of new ones": ((line("P+Q", 1, 2, new=True), line("N", 2, new=True), line("A"), line("B")), 3, 2),
    "one is owed": ((line("O", owed=True), line("A"), line("B", 2), line("C", 3)), 2, 0),
}  # fmt: skip
"""Who asks, how many places there are, and how many of them are kept."""


@pytest.mark.parametrize("way", WAYS)
def test_it_is_uniform_within_its_weights(way: str) -> None:
    """In 10,000 draws every outcome, the order of the whole list, comes as often as its weights say (chi-square)."""
    lines, places, kept = WAYS[way]
    tickets, likely, seen = tickets_of(lines), Counter[Any](), Counter[Any]()
    for ordered, share in by_hand.orders(lines):
        got, waiting = by_hand.given(ordered, places, kept)
        likely[tuple(got), tuple(waiting)] += share  # type: ignore[assignment]  # a Counter adds up floats as well
    for number in range(DRAWS):
        drawn = draw.draw(f"{way} {number}", tickets, places, kept)
        seen[drawn.places, drawn.waiting] += 1
    found, most = by_hand.chi_square(seen, likely), by_hand.bound(len(likely) - 1)
    print(f"{way}: chi-square {found:.1f} of {len(likely) - 1} degrees of freedom, bound {most:.1f}")
    assert found < most


def test_of_forty_each_is_drawn_as_often() -> None:
    """Of 40 alike 8 have a place: in 10,000 draws nobody has one more or less often than chance allows (chi-square)."""
    lines, seen = even(40), Counter[str]()
    tickets = tickets_of(lines)
    for number in range(DRAWS):
        seen.update(draw.draw(f"forty {number}", tickets, 8, 0).places)
    # Whoever has a place keeps somebody else from having it, which makes the counts vary less: (n - 1) / (n - k) mends that.
    found = by_hand.chi_square(seen, {each["ticket"]: 1 / 40 for each in lines}) * 39 / 32
    print(f"40 alike: chi-square {found:.1f} of 39 degrees of freedom, bound {by_hand.bound(39):.1f}")
    assert found < by_hand.bound(39)


def test_the_measure_would_notice() -> None:
    """A ticket of three chances that counted as two, or the last number instead of the smallest, is far outside the bound."""
    lines = weighted(1, 1, 3)
    likely = {"W0": 1 / 5, "W1": 1 / 5, "W2": 3 / 5}
    less = Counter(draw.in_order(f"{n}", tickets_of(weighted(1, 1, 2)))[0].code for n in range(DRAWS))
    last = Counter(
        min(lines, key=lambda each: by_hand.hashed(f"{n}:{each['ticket']}:{each['chances']}"))["ticket"]
        for n in range(DRAWS)
    )
    assert by_hand.chi_square(less, likely) > 10 * by_hand.bound(2)
    assert by_hand.chi_square(last, likely) > 10 * by_hand.bound(2)


# -- whatever is drawn --------------------------------------------------------------------------------------------------

TICKETS = st.lists(
    st.builds(
        line, st.text("ABCDEFGH23456789", min_size=7, max_size=7), st.integers(1, 3), st.sampled_from((1, 1, 1, 2)),
        new=st.booleans(), owed=st.sampled_from((False, False, False, True)),
    ),
    max_size=14, unique_by=lambda each: each["ticket"],
).map(tuple)  # fmt: skip
PLACES = st.integers(1, 12)
SEED = st.text("0123456789abcdef", min_size=32, max_size=32)


@given(SEED, TICKETS, PLACES, st.integers(0, 12))
def test_anybody_repeats_it(seed: str, lines: Lines, places: int, kept: int) -> None:
    """The same rules written a second time, from what the page says and nothing else, give the same places and list."""
    drawn = draw.draw(seed, tickets_of(lines), places, kept)
    assert (list(drawn.places), list(drawn.waiting)) == by_hand.given(
        by_hand.order(seed, lines), places, kept
    )


def test_sha256sum_is_all_it_takes() -> None:
    """With the command `sha256sum`, and no Python of ours, the commitment and the order come out the same."""
    seed, lines = "00ff" * 8, (*weighted(1, 2, 3), line("X+Y", 2, 2, new=True), line("Z", new=True))
    assert draw.commitment(seed) == by_hand.at_the_prompt(seed)
    ordered = by_hand.order(seed, lines, by_hand.at_the_prompt)
    drawn = draw.draw(seed, tickets_of(lines), 3, 1)
    assert (list(drawn.places), list(drawn.waiting)) == by_hand.given(ordered, 3, 1)


@given(SEED, TICKETS, PLACES, st.integers(0, 12))
def test_everybody_is_placed_or_waits(seed: str, lines: Lines, places: int, kept: int) -> None:
    """Nobody is drawn twice, nobody is lost, and never more places go than there are, two to a pair."""
    drawn, seats = (
        draw.draw(seed, tickets_of(lines), places, kept),
        {each["ticket"]: each["seats"] for each in lines},
    )
    assert sorted((*drawn.places, *drawn.waiting)) == sorted(seats)
    assert sum(seats[code] for code in drawn.places) <= places


@given(SEED, TICKETS, PLACES, st.integers(0, 12))
def test_no_place_is_left_while_somebody_waits_for_one(
    seed: str, lines: Lines, places: int, kept: int
) -> None:
    """Kept places that nobody new asked for go to the others; one place can be left only where all who wait need two."""
    drawn, seats = (
        draw.draw(seed, tickets_of(lines), places, kept),
        {each["ticket"]: each["seats"] for each in lines},
    )
    left = places - sum(seats[code] for code in drawn.places)
    assert all(seats[code] > left for code in drawn.waiting)


@given(SEED, TICKETS, PLACES, st.integers(0, 12))
def test_kept_places_are_kept(seed: str, lines: Lines, places: int, kept: int) -> None:
    """As long as somebody new waits, every kept place has gone to somebody new, or to somebody to whom it is owed when there was
    no other."""
    drawn, by = draw.draw(seed, tickets_of(lines), places, kept), {each["ticket"]: each for each in lines}
    kept = min(kept, places)
    owed = sum(by[code]["seats"] for code in drawn.places if by[code]["owed"])
    for_new = kept - max(0, owed - (places - kept))
    to_new = sum(by[code]["seats"] for code in drawn.places if by[code]["new"] and not by[code]["owed"])
    for code in drawn.waiting:
        if by[code]["new"]:
            assert to_new > for_new - by[code]["seats"]


@given(SEED, TICKETS, PLACES, st.integers(0, 12))
def test_what_is_owed_comes_first(seed: str, lines: Lines, places: int, kept: int) -> None:
    """As long as somebody waits to whom a place is owed, nobody else has one that would have done for them."""
    drawn, by = draw.draw(seed, tickets_of(lines), places, kept), {each["ticket"]: each for each in lines}
    to_owed = sum(by[code]["seats"] for code in drawn.places if by[code]["owed"])
    for codes in (drawn.places, drawn.waiting):
        owed = [by[code]["owed"] for code in codes]
        assert owed == sorted(owed, reverse=True)
    for code in drawn.waiting:
        if by[code]["owed"]:
            assert places - to_owed < by[code]["seats"]


@given(SEED, TICKETS, PLACES, st.integers(0, 12), st.data())
def test_a_better_chance_is_never_worse(
    seed: str, lines: Lines, places: int, kept: int, data: st.DataObject
) -> None:
    """Whoever has a place has one with one chance more, too: nobody does better by having lost fewer draws."""
    tickets = tickets_of(lines)
    drawn = draw.draw(seed, tickets, places, kept)
    of = [each for each in tickets if each.code in drawn.places and each.chances < draw.MOST_CHANCES]
    if of:
        one = data.draw(st.sampled_from(of))
        more = [replace(each, chances=each.chances + 1) if each is one else each for each in tickets]
        assert one.code in draw.draw(seed, more, places, kept).places


# -- its numbers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lost", "chances"), [(-1, 1), (0, 1), (1, 2), (2, 3), (3, 3), (40, 3)])
def test_a_draw_lost_lately_is_one_chance_more(lost: int, chances: int) -> None:
    """One chance, and one more for each draw lost lately, 3 at most (DOMAIN.md 3.1)."""
    assert draw.chances(lost) == chances


@pytest.mark.parametrize(
    ("places", "kept"), [(1, 0), (2, 1), (3, 1), (4, 1), (5, 1), (6, 2), (12, 3), (20, 5)]
)
def test_a_quarter_is_kept(places: int, kept: int) -> None:
    """A quarter of the places, rounded, halves up."""
    assert draw.kept_of(places) == kept


@pytest.mark.parametrize(("chances", "seats"), [(0, 1), (4, 1), (1, 0), (1, 3)])
def test_a_ticket_that_cannot_be_is_refused(chances: int, seats: int) -> None:
    """Nobody has no chance, or more than three, and nobody brings a crowd."""
    with pytest.raises(ValueError, match="chances"):
        Ticket("A", chances, seats)


def test_two_of_one_code_are_refused() -> None:
    """Two tickets of one code could not be told apart by whoever checks."""
    with pytest.raises(ValueError, match="same code"):
        draw.draw("seed", (Ticket("A"), Ticket("A", 2)), 1, 0)
