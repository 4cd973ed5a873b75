"""Words for shares and bands of people: what somebody who was in the room can work out from them, and what not."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.feedback.publication import Share
from conversations.feedback.shares import about_of, nearest, people_band, share_of

K = 5
ORDER = list(reversed(Share))
PEOPLE = st.integers(K, 300)


def said(count: int, of: int) -> tuple[Share, int | None]:
    return share_of(count, of), about_of(count, of, K)


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (5, "few few few most most most"),
        (6, "few few few some most most most"),
        (9, "few few few some some some some most most most"),
        (10, "few few few some some some most most almost almost almost"),
        (12, "few few few some some half half half most most almost almost almost"),
        (
            19,
            "few few few some some some some some half half half half most most most most most almost almost almost",
        ),
        (
            20,
            "few few few some some some some some half half half half half most most most most most almost almost almost",
        ),
    ],
)
def test_the_words_for_each_count(of: int, words: str) -> None:
    """Three words up to nine people (two for five), five words from ten on (half of ten would be exactly five)."""
    short = {Share.HARDLY_ANYONE: "few", Share.ABOUT_HALF: "half", Share.ALMOST_EVERYONE: "almost"}
    assert [short.get(share_of(n, of), share_of(n, of).value) for n in range(of + 1)] == words.split()


def test_six_who_all_agree_are_most_and_not_everyone() -> None:
    """A group that is of one mind is told so in a word that leaves room for somebody who was not."""
    assert share_of(6, 6) is share_of(5, 6) is share_of(4, 6) is Share.MOST


@given(PEOPLE)
def test_none_and_all_have_company(of: int) -> None:
    """None is said as one and two are, all as all but one and all but two: also whoever knows their own answer, and how many
    replied, cannot tell that nobody else, or that everybody else, gave an answer."""
    assert said(0, of) == said(1, of) == said(2, of)
    assert said(of, of) == said(of - 1, of) == said(of - 2, of)
    assert said(0, of) != said(of, of)


@given(PEOPLE)
def test_more_people_never_make_a_smaller_word(of: int) -> None:
    """Words and counts rise together, so that comparing two answers tells no lie."""
    words = [ORDER.index(share_of(n, of)) for n in range(of + 1)]
    counts = [about for n in range(of + 1) if (about := about_of(n, of, K)) is not None]
    assert words == sorted(words)
    assert counts == sorted(counts)


@given(PEOPLE)
def test_the_words_are_true(of: int) -> None:
    """ "Most" is more than half, "some" is no more than half (two thirds where there are three words only), "few or hardly any" is less than half, "almost everyone" is
    three quarters at least."""
    for n in range(of + 1):
        match share_of(n, of):
            case Share.ALMOST_EVERYONE:
                assert 4 * n >= 3 * of
            case Share.MOST:
                assert 2 * n > of
            case Share.ABOUT_HALF:
                assert 0.3 * of <= n <= 0.7 * of
            case Share.SOME:
                assert 3 * n <= (2 if of < 10 else 1.5) * of
            case Share.HARDLY_ANYONE:
                assert 2 * n < of


@given(PEOPLE, st.integers(5, 30))
def test_counts_are_rounded_and_never_under_the_floor(of: int, k: int) -> None:
    """Only from 20 people on, only to the nearest 5, never under k, never as many as there were, and never one count alone."""
    by_about: defaultdict[tuple[Share, int | None], list[int]] = defaultdict(list)
    for n in range(of + 1):
        about = about_of(n, of, k)
        assert about is None or (of >= 20 and about % 5 == 0 and k <= about < of and abs(about - n) <= 2)
        by_about[share_of(n, of), about].append(n)
    assert of < 20 or all(len(counts) >= 3 for counts in by_about.values())


def ways(of: int, answers: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many people can spread over so many answers."""
    if answers == 1:
        yield (of,)
        return
    for first in range(of + 1):
        for rest in ways(of - first, answers - 1):
            yield (first, *rest)


def told_on(of: int, answers: int) -> float:
    """In what share of all ways somebody who gave one answer, and knows exactly how many replied, can be sure from all that is
    shown of the question that nobody else, or everybody else, gave some answer."""
    by_look: defaultdict[tuple[tuple[Share, int | None], ...], list[tuple[int, ...]]] = defaultdict(list)
    for way in ways(of, answers):
        by_look[tuple(said(n, of) for n in way)].append(way)
    sure = total = 0
    for same in by_look.values():
        for mine in range(answers):
            possible = [way for way in same if way[mine]]
            others = [{way[each] - (each == mine) for way in possible} for each in range(answers)]
            total += len(possible)
            sure += len(possible) if possible and any(counts in ({0}, {of - 1}) for counts in others) else 0
    return sure / total


@pytest.mark.parametrize("of", [5, 6, 7, 8, 9, 10, 11, 12, 15, 19, 20, 21, 24])
def test_a_yes_or_no_tells_nobody_on_anybody(of: int) -> None:
    """Over every way to answer a question with two answers, an insider is never sure of the others."""
    assert told_on(of, 2) == 0


@pytest.mark.parametrize(
    ("of", "answers"), [(5, 3), (5, 4), (5, 5), (8, 3), (8, 4), (9, 3), (20, 3), (23, 3)]
)
def test_three_answers_and_more_tell_nothing_at_the_floor(of: int, answers: int) -> None:
    """At five people, where everybody is easiest to guess, adding up all answers makes nobody sure of the others either."""
    assert told_on(of, answers) == 0


@pytest.mark.parametrize(("of", "answers"), [(6, 3), (7, 4), (9, 5), (10, 3), (11, 4), (12, 3), (15, 3)])
def test_adding_up_seldom_tells(of: int, answers: int) -> None:
    """Whoever knows exactly how many answered can sometimes add up; bands and skipping are what stands against that. It stays
    rare even then."""
    assert told_on(of, answers) < 0.1


@pytest.mark.parametrize(
    ("people", "k", "band"),
    [
        (0, 5, ""), (4, 5, ""), (5, 5, "5 to 9"), (9, 5, "5 to 9"), (10, 5, "10 to 19"), (19, 5, "10 to 19"), (20, 5, "about 20"),
        (22, 5, "about 20"), (23, 5, "about 25"), (7, 8, ""), (8, 8, "8 to 9"), (12, 8, "10 to 19"), (9, 9, "9 to 19"),
        (15, 9, "9 to 19"), (11, 12, ""), (12, 12, "12 to 19"), (19, 19, "about 20"), (22, 22, "about 25"),
    ],
)  # fmt: skip
def test_how_many_replied_is_a_band(people: int, k: int, band: str) -> None:
    """Nothing under k; where k was raised the band begins there, and never holds one number alone."""
    assert people_band(people, k) == band


@given(st.integers(5, 40))
def test_a_band_is_never_one_number(k: int) -> None:
    """Bands follow each other, each holds two numbers of people at least, and none names a number under k."""
    bands = [people_band(people, k) for people in range(k, 100)]
    assert len(set(bands)) == 1 + sum(a != b for a, b in pairwise(bands))
    assert all(bands.count(band) > 1 for band in bands)
    assert all(int(word) >= k for band in bands for word in band.split() if word.isdigit())


@given(st.integers(0, 500))
def test_nearest_is_within_two(count: int) -> None:
    """To the nearest 5."""
    assert nearest(count) % 5 == 0 and abs(nearest(count) - count) <= 2
