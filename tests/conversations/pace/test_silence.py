"""Section 5's table, counted a second time in days, with none of the package's code."""

import pytest

from conversations.pace import Choice, gap_days
from tests.conversations.pace.life import DAY, HOUR, Deed, Made, Scenario, live
from tests.conversations.pace.promises import broken, there
from tests.conversations.pace.scenarios import utc

START = utc(2027, 1, 4, 9)  # a Monday; the first Tuesday 11am is more than 20 hours away


def silent_days(base: int) -> tuple[list[int], int]:
    """Days of check-ins, and of the rest note, for somebody who never answers (an independent count)."""
    days, silent, last = [0], 0, 0
    judged = base
    while True:
        silent += 1
        if silent == 4:
            return days, judged
        gap = min({1: base, 2: 2 * base, 3: 4 * base}[silent], 56)
        last += gap
        days.append(last)
        judged = last + gap


def days_of(kind: str, scenario: Scenario) -> list[int]:
    diary = live(scenario)
    assert broken(diary) == []
    first = next(line for line in diary.lines if line.kind == "check_in")
    zero = there(first.at, scenario.zone).date()
    return [(there(ln.at, scenario.zone).date() - zero).days for ln in diary.lines if ln.kind == kind]


def test_the_count_itself_agrees_with_the_page() -> None:
    """The page says: days 0, 7, 21, 49 and one rest note about day 77."""
    assert silent_days(7) == ([0, 7, 21, 49], 77)


@pytest.mark.parametrize(("choice", "base"), [("weekly", 7), ("fortnightly", 14), ("monthly", 28)])
@pytest.mark.parametrize("busy", [False, True])
def test_a_member_who_never_answers_is_left_in_peace(choice: str, base: int, busy: bool) -> None:
    """Check-ins thin out, one rest note comes, and then nothing, in a quiet group and in a busy one."""
    made = tuple(Made(START + n * 19 * HOUR, "news", "ordinary", 7 * DAY) for n in range(400 if busy else 0))
    scenario = Scenario(START, 330, choice=choice, made=made)
    check_ins, rest = silent_days(base)
    assert days_of("check_in", scenario) == check_ins
    assert days_of("rest_note", scenario) == [rest]


@pytest.mark.parametrize("day", range(2, 110, 9))
def test_i09_any_word_brings_back_the_chosen_pace(day: int) -> None:
    """After a word on any day of a silence, the next two check-ins come at the normal gap again."""
    word = START + day * DAY
    diary = live(Scenario(START, day + 40, deeds=(Deed(word, "contact"),)))
    assert broken(diary) == []
    after = [line.at for line in diary.lines if line.kind == "check_in" and line.at > word]
    assert after[0] - word <= 14 * DAY + HOUR
    assert abs(after[1] - after[0] - 7 * DAY) <= HOUR


@pytest.mark.parametrize(
    ("choice", "gaps"),
    [
        (Choice.WEEKLY, [7, 7, 14, 28]),
        (Choice.FORTNIGHTLY, [14, 14, 28, 56]),
        (Choice.MONTHLY, [28, 28, 56, 56]),
        (Choice.ONLY_WHEN_I_ASK, [None, None, None, None]),
    ],
)
def test_i06_gap_table(choice: Choice, gaps: list[int | None]) -> None:
    """x1, x1, x2, x4, and never over 56 days."""
    assert [gap_days(choice, silent) for silent in range(4)] == gaps
