"""Codes of letters and digits in a fixed shape: postcodes, National Insurance numbers, accounts at a bank."""

import re
from collections.abc import Iterator
from typing import Final

from bot.personal_details.kinds import Kind
from conversations.feedback.facts import Span

_AREAS: Final = "|".join(
    sorted(
        """AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK
        FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR
        NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC
        WD WF WN WR WS WV YO ZE""".split(),
        key=len,
        reverse=True,
    )
)
POSTCODE: Final = re.compile(
    rf"(?<![A-Za-z0-9])(?:(?:{_AREAS})[0-9][A-Z0-9]?[\s.-]{{0,3}}[0-9O][ABD-HJLNP-UW-Z]{{2}}|GIR ?0AA)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
"""An area, a district, and after the gap a digit and two letters; C, I, K, M, O and V are never used there."""
_FIRST_HALF: Final = re.compile(
    rf"(?:\b(?i:live[sd]? in|postcode(?: is)?|moved to)\s+)((?:{_AREAS})[0-9][A-Z0-9]?)\b(?!\s*[0-9])"
)
_ORDINAL: Final = re.compile(r"(?:1st|2nd|3rd|[04-9]th)$", re.IGNORECASE)
_INSURANCE: Final = re.compile(
    r"(?<![A-Za-z0-9])(?!BG|GB|NK|KN|TN|NT)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][\s.-]{0,2}"
    r"[0-9]{2}[\s.-]{0,2}[0-9]{2}[\s.-]{0,2}[0-9]{2}[\s.-]{0,2}[A-D](?![A-Za-z0-9])",
    re.IGNORECASE,
)
_INSURANCE_SAID: Final = re.compile(
    r"\b(?:NI|nino|insurance)\b[^.!?\n]{0,20}?\b([A-Z]{2}[\s.-]{0,2}(?:[0-9]{2}[\s.-]{0,2}){3}[A-Z]?)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_SORT: Final = r"(?<![0-9])[0-9]{2}[ .-]?[0-9]{2}[ .-]?[0-9]{2}(?![0-9])"
_ACCOUNT: Final = r"(?<![0-9])(?:[0-9]{8}|[0-9]{4}[ -][0-9]{4})(?![0-9])"
_BANK: Final = (
    re.compile(rf"{_SORT}[^0-9]{{0,40}}?{_ACCOUNT}"),
    re.compile(
        rf"\b(?:account|acc|a/c|acct)\b[^0-9.!?\n]{{0,20}}{_ACCOUNT}[^0-9]{{0,40}}{_SORT}", re.IGNORECASE
    ),
    re.compile(rf"\b(?:sort ?code|s/c)\b[^0-9.!?\n]{{0,15}}({_SORT})", re.IGNORECASE),
    re.compile(rf"\b(?:account|acc|a/c|acct)\b[^0-9.!?\n]{{0,20}}({_ACCOUNT})", re.IGNORECASE),
)
_IBAN: Final = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Span]:
    yield from _postcodes(text)
    for pattern, group in ((_INSURANCE, 0), (_INSURANCE_SAID, 1)):
        yield from (Span(*found.span(group), Kind.NATIONAL_INSURANCE) for found in pattern.finditer(text))
    for pattern in _BANK:
        yield from (Span(*found.span(pattern.groups), Kind.BANK) for found in pattern.finditer(text))
    for found in _IBAN.finditer(text):
        if _iban(found.group().replace(" ", "").upper()):
            yield Span(*found.span(), Kind.BANK)


def _postcodes(text: str) -> Iterator[Span]:
    for found in POSTCODE.finditer(text):
        if is_postcode(found.group()):
            yield Span(*found.span(), Kind.POSTCODE)
    for found in _FIRST_HALF.finditer(text):
        yield Span(*found.span(1), Kind.POSTCODE, sure=False)


def is_postcode(shape: str) -> bool:
    """Not "room b12 3rd floor", and an O for a nought only in capitals."""
    if shape.isupper():
        return True
    return not (_ORDINAL.search(shape) and shape[-4].isspace()) and shape[-3] not in "oO"


def _iban(code: str) -> bool:
    """The check of ISO 13616: moved round and read as one number it leaves 1 when divided by 97."""
    if not 15 <= len(code) <= 34:
        return False
    return int("".join(str(int(letter, 36)) for letter in code[4:] + code[:4])) % 97 == 1
