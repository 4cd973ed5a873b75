"""Numbers that lead to one person: telephone, NHS, bank card; and long numbers that passed no check.

Within a run of digits the search goes from left to right, and takes the longest thing that begins at a group.
The library of telephone numbers judges where the way of writing does not decide; its plan leaves out the numbers that are
kept for drama, and people's slips, so it is not asked first.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from bot.personal_details.digits import Group, few_digits, runs_of_digits
from bot.personal_details.kinds import Kind
from conversations.feedback.facts import Span

_PHONE_CUE: Final = re.compile(
    r"\b(?:call|ring|phone|text|tel|telephone|mob|mobile|landline|whats ?app|signal)\b[^.!?\n]{0,18}$",
    re.IGNORECASE,
)
_NHS_CUE: Final = re.compile(r"\b(?:nhs|hospital|patient)\b[^.!?\n]{0,24}$", re.IGNORECASE)
_CUE_REACH: Final = 40
_NATIONAL: Final = re.compile(r"0[1-35789]\d{8,9}")
_ABROAD: Final = re.compile(r"(?:00|44)[1-9]")
_MOST: Final = 20
"""Groups to look at: one more than the longest number has digits."""
_LONG: Final = 6
"""Digits in one group from which on a number that passed no check is shown to reviewers."""


def find(text: str) -> Iterator[Span]:
    if few_digits(text):
        return
    for run in runs_of_digits(text):
        yield from _in(run, text)


def _in(run: tuple[Group, ...], text: str) -> Iterator[Span]:
    at = 0
    while at < len(run):
        ahead = run[at : at + _MOST]
        for kind, fits in _CHECKS:
            taken = fits(ahead, text)
            if taken:
                yield _span(text, run[at : at + taken], kind)
                at += taken
                break
        else:
            if len(run[at].digits) >= _LONG:
                yield Span(run[at].start, run[at].end, Kind.NUMBER, sure=False)
            at += 1


def _span(text: str, groups: tuple[Group, ...], kind: Kind) -> Span:
    """With the plus sign and the brackets that belong to it."""
    start, end = groups[0].start, groups[-1].end
    while start and text[start - 1] in "+(":
        start -= 1
    if text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")":
        end += 1
    return Span(start, end, kind)


def _taking(groups: tuple[Group, ...], lengths: range | tuple[int, ...]) -> Iterator[tuple[str, int]]:
    """The digits of the first groups, and how many groups, for each of these lengths that ends with a group; longest first."""
    found: list[tuple[str, int]] = []
    digits = ""
    for count, group in enumerate(groups, 1):
        digits += group.digits
        if len(digits) > max(lengths):
            break
        if len(digits) in lengths:
            found.append((digits, count))
    return reversed(found)


def _phone(groups: tuple[Group, ...], text: str) -> int:
    start = groups[0].start
    before = text[max(0, start - 4) : start]
    if "+" in before[-2:]:
        return _abroad(groups, "")
    if _ABROAD.match("".join(group.digits for group in groups[:4])):
        return _abroad(groups, "00" if groups[0].digits.startswith("00") or groups[0].digits == "0" else "44")
    for digits, count in _taking(groups, (10, 11)):
        if _NATIONAL.fullmatch(digits) and _dialled(groups[:count], digits):
            return count
    return _short(groups, text)


def _abroad(groups: tuple[Group, ...], prefix: str) -> int:
    """A number with its country; of this country's, just as many digits as it has."""
    longest = 0
    for digits, count in _taking(groups, range(9, 18)):
        number = digits.removeprefix("00") if prefix == "00" else digits
        if number.startswith("44"):
            rest = number[2:].removeprefix("0")
            if len(rest) in (9, 10) and (prefix != "44" or _dialled(groups[:count], "0" + rest)):
                return count
        elif prefix != "44" and 8 <= len(number) <= 15:
            longest = longest or count
    return longest


def _dialled(groups: tuple[Group, ...], digits: str) -> bool:
    """Whether these groups look like a number to dial and not like marks out of ten or a row of years."""
    sizes = [len(group.digits) for group in groups]
    if _steady(groups):
        return False
    if len(groups) == 1 or (sizes[0] >= 3 and min(sizes[1:]) >= 3):
        return True
    if max(sizes) <= 3 and len(groups) >= 7:
        return True  # spelled out
    return digits.startswith("07") or _valid(digits)


def _steady(groups: tuple[Group, ...]) -> bool:
    """0, 10, 20, 30; or 1 2 3 4; or 5 5 5 5."""
    if len(groups) < 4:
        return False
    numbers = [int(group.digits) for group in groups]
    return len({after - before for before, after in pairwise(numbers)}) == 1


def _valid(digits: str) -> bool:
    import phonenumbers  # 20 ms that only texts with numbers in them cost

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, "GB"))
    except phonenumbers.NumberParseException:
        return False


def _short(groups: tuple[Group, ...], text: str) -> int:
    """A number without its area, where the words before say that one can ring it; or a mobile without its nought."""
    digits = "".join(group.digits for group in groups)
    if min(len(group.digits) for group in groups) < 3 or len(groups) > 4 or _nhs(groups, text):
        return 0
    if len(digits) == 10 and digits.startswith("7") and len(groups) <= 3:
        return len(groups)
    start = groups[0].start
    cued = 6 <= len(digits) <= 12 and _PHONE_CUE.search(text[max(0, start - _CUE_REACH) : start])
    return len(groups) if cued else 0


def _nhs(groups: tuple[Group, ...], text: str) -> int:
    """Ten digits, of which the last checks the nine before it (modulus 11)."""
    for digits, count in _taking(groups, (10,)):
        sizes = tuple(len(group.digits) for group in groups[:count])
        if _steady(groups[:count]):
            continue
        if sizes in ((10,), (3, 3, 4), (3, 7), (6, 4)) or (max(sizes) <= 2 and count >= 7):
            rest = 11 - sum(int(d) * weight for d, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
            if rest % 11 == int(digits[9]) and rest != 10 and len(set(digits)) > 1:
                return count
        start = groups[0].start
        if _NHS_CUE.search(text[max(0, start - _CUE_REACH) : start]):
            return count
    return 0


def _card(groups: tuple[Group, ...], text: str) -> int:
    """Thirteen to nineteen digits that Luhn's sum finds in order."""
    for digits, count in _taking(groups, range(13, 20)):
        if digits[0] in "3456" and _luhn(digits) and not _steady(groups[:count]) and len(set(digits)) > 1:
            return count
    return 0


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


_Fits = Callable[[tuple[Group, ...], str], int]
_CHECKS: Final[tuple[tuple[Kind, _Fits], ...]] = ((Kind.CARD, _card), (Kind.PHONE, _phone), (Kind.NHS, _nhs))
"""How many of these groups are one number of the kind; 0 if none is."""
