"""A year in the room finds no breach: the whole bot as a process, thirty people, and a checker that knows only PACE.md."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.bot.commands import serving
from tests.year.checker import check
from tests.year.days import BANK_HOLIDAYS, day_of, wall
from tests.year.log import Log, Member, What
from tests.year.people import BOOKED
from tests.year.room import Year
from tests.year.someone import LONDON

pytestmark = pytest.mark.slow  # half a minute of a whole processor, or two where it is shared
A_YEAR = 365


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Year, Log]]:
    """The year, lived once; at its end the room stops when told to, and has complained of nothing."""
    folder = tmp_path_factory.mktemp("year")
    with serving("demo", "--port", "0", "--data", "room", "--seed", "7", folder=folder) as served:
        lived = Year(served.line().removeprefix("Open "), folder / "room")
        log = lived.live(A_YEAR)
        lived.api.close()
        code, _seconds, rest = served.stop()
        assert (code, rest + Path(served.errors).read_text()) == (0, "")
        yield lived, log


def kinds(log: Log) -> Counter[str]:
    return Counter(letter.kind for member in log.members for letter in member.openers)


def test_nobody_got_what_they_never_agreed_to(year: tuple[Year, Log]) -> None:
    """Every rule of PACE.md that an outside reader can check holds for everybody, every day of the year."""
    assert check(year[1]) == []


def test_much_happened_in_it(year: tuple[Year, Log]) -> None:
    """The year is not empty: there was everything that the rules are about."""
    lived, log = year
    many = kinds(log)
    enough = {
        "check_in": 400, "news": 400, "dated_news": 30, "rest_note": 6, "welcome_back": 6, "snooze_return": 20,
    }  # fmt: skip
    assert {kind: many[kind] for kind, least in enough.items() if many[kind] < least} == {}
    assert lived.counted["refused"] >= 40 and lived.counted["sent"] >= 40
    deeds = Counter(deed.what for member in log.members for deed in member.deeds)
    seen: dict[What, int] = {
        "word": 500,
        "stop": 3,
        "start": 2,
        "break": 8,
        "back": 2,
        "quiet": 1,
        "hold": 1,
        "lift": 1,
        "checked_in": 3,
    }
    assert {what: deeds[what] for what, each in seen.items() if deeds[what] < each} == {}
    said = [message.text for person in lived.people for message in person.phone.heard]
    assert sum("Also: " in text for text in said) >= 50, "riders"
    digests = [letter for member in log.members for letter in member.openers if len(letter.items) > 1]
    assert len(digests) >= 20


def test_a_booking_changed_and_those_who_wanted_to_know_were_told(year: tuple[Year, Log]) -> None:
    """Both keys were turned. On a break it reached whoever had said so, and nobody else; nor anybody who has stopped."""
    told = {
        member.number
        for member in year[1].members
        for letter in member.openers
        if (letter.its_class, letter.kind) == ("urgent", "change")
    }
    assert told == {1, 3, 5, 13, 20, 29}
    assert set(BOOKED) - told == {21, 26}


def test_it_went_through_the_days_that_are_hard(year: tuple[Year, Log]) -> None:
    """Both changes of the clocks, every bank holiday of a year, deeds in the night, and a year's worth of weeks."""
    log = year[1]
    offsets = [wall(log.start + day * 86_400, LONDON).utcoffset() for day in range(A_YEAR + 1)]
    assert sum(before != after for before, after in pairwise(offsets)) == 2
    first, last = day_of(log.start, LONDON), day_of(log.end, LONDON)
    assert last <= max(BANK_HOLIDAYS), "the table of bank holidays ends before this year does"
    assert sum(first <= day <= last for day in BANK_HOLIDAYS) >= 7
    nights = [deed for member in log.members for deed in member.deeds if wall(deed.at, LONDON).hour < 5]
    assert len(nights) >= 20


def test_everybody_was_heard_from_as_they_chose(year: tuple[Year, Log]) -> None:
    """Whoever answers every week got about 50 check-ins, and whoever asked for nothing got nothing."""
    numbers = {member.number: member for member in year[1].members}
    assert 48 <= check_ins(numbers[1]) <= 53
    assert 23 <= check_ins(numbers[3]) <= 27
    assert 12 <= check_ins(numbers[4]) <= 14
    assert check_ins(numbers[14]) == 4 and [each.kind for each in numbers[14].ordinary][-1] == "rest_note"
    assert numbers[29].ordinary == []


def check_ins(member: Member) -> int:
    return sum(letter.kind == "check_in" for letter in member.openers)
