"""Where somebody can be found: e-mail, street, web pages, names in other apps."""

import re
from collections.abc import Iterator
from typing import Final

from bot.personal_details.codes import POSTCODE, is_postcode
from bot.personal_details.kinds import Kind
from conversations.feedback.facts import Span

_ENDINGS: Final = (
    "com|org|net|info|co|uk|gov|edu|ac|nhs|eu|ie|biz|online|app|page|site|link|me|io|scot|wales|london"
)
_POINT: Final = r"\s?\.\s?"
_SAID_DOT: Final = r"(?:\s?[\[({]\s?(?:dot|\.)\s?[\])}]\s?|\s+(?:dot|full stop|point)\s+)"
_DOT: Final = rf"(?:{_POINT}|{_SAID_DOT})"
_SIGN: Final = r"(?:\s?@\s?|\s?[\[({]\s?(?:at|@)\s?[\])}]\s?|\s+at\s+sign\s+)"
_SAID_AT: Final = r"\s+at\s+"
_HOUSES: Final = "gmail|googlemail|hotmail|outlook|yahoo|icloud|live|btinternet|sky|talktalk|aol|proton|protonmail|ymail|gmx"
_LOCAL: Final = rf"(?<![\w.+-])[\w+%'-]{{1,40}}(?:(?:{_DOT}|\s+(?:underscore|dash|hyphen|plus)\s+)[\w+%'-]{{1,40}}){{0,4}}"
_EMAILS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w.+'-])\w[\w.+'%-]{0,63}@\w[\w.-]{1,80}(?<![.-])",
        rf"{_LOCAL}{_SIGN}[\w-]{{1,40}}(?:{_DOT}[\w-]{{2,40}}){{0,3}}{_DOT}(?:{_ENDINGS})(?!\w)",
        rf"{_LOCAL}{_SAID_AT}[\w-]{{1,40}}(?:{_SAID_DOT}[\w-]{{2,40}}){{0,3}}{_SAID_DOT}(?:{_ENDINGS})(?!\w)",
        rf"(?<![\w.+-])[\w.+%-]{{2,40}}(?:{_SIGN}|{_SAID_AT})(?:{_HOUSES})\b",
    )
)
_PERHAPS_EMAIL: Final = re.compile(
    rf"(?<![\w.+-])[\w.+%-]{{2,40}}{_SAID_AT}[\w-]{{1,40}}(?:\.[\w-]{{2,40}}){{0,3}}\.(?:{_ENDINGS})(?!\w)",
    re.IGNORECASE,
)
"""Sure only after a word that speaks of mail: "we looked at example.org" has the same shape."""
_MAY_BE_MAIL: Final = re.compile(r"@|\bat\b", re.IGNORECASE)
_MAIL_CUE: Final = re.compile(r"\b(?:e-?mail|mail|contact|reach|write to)\b[^.!?\n]{0,24}$", re.IGNORECASE)
_CUE_REACH: Final = 40
_LINK: Final = re.compile(r"(?:\bhttps?://|\bwww\.)[^\s<>\"]{2,200}", re.IGNORECASE)
_SITE: Final = re.compile(
    rf"(?<![\w@.-])[a-z0-9][a-z0-9-]{{0,60}}(?:\.[a-z0-9-]{{1,60}}){{0,3}}\.(?:{_ENDINGS})(?:/[^\s<>\"]{{0,200}})?(?![\w.-])",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(r"(?<![\w@.])@[A-Za-z]\w{2,31}")
_NO_HANDLE: Final = frozenset("home work school least last first about the".split())
_APP_NAME: Final = re.compile(
    r"\bmy (?:insta|instagram|snap|snapchat|tiktok|twitter|facebook|fb|telegram|discord|xbox|psn|gamertag|username)"
    r"(?: (?:name|handle|tag))?(?: is|:|'s)\s+(\S{3,40})", re.IGNORECASE,
)  # fmt: skip

_WAYS: Final = (
    "street|road|avenue|lane|drive|crescent|gardens|terrace|mews|rd|ave|ln|cres|gdns|st|close|court|place|square|way|walk|row|"
    "park|hill|grove|parade|rise|view|green|yard|wharf|quay|fields|mount|vale|estate|ct|pl|sq|dr"
)
_LIKELY_WAYS: Final = frozenset(
    "street road avenue lane drive crescent gardens terrace mews rd ave ln cres gdns".split()
)
_STREET: Final = re.compile(
    rf"(?<![\w£.:])(?:(?:flat|apartment|apt|unit|room|studio|house)\s+\w{{1,4}}[,\s]\s?)?"
    rf"(?P<number>\d{{1,4}}[a-z]?(?:-\d{{1,4}})?),?\s+(?P<called>(?:[A-Za-z][\w'-]*\.?\s+){{1,4}}?)(?P<way>{_WAYS})\b(?:\s+(?P<more>{_WAYS})\b)?\.?",
    re.IGNORECASE,
)
_PLAIN: Final = frozenset(
    """a an the of on in at to by for from with and or my our your his her their its this that these those is was were are be it we
    i you he she they people person persons minutes minute mins min hours hour weeks week days day months month years year
    times time miles mile metres cars car houses doors steps good bad long short more less other others new old big small same
    right wrong different first second third last next one two three four only each every down up along near off across over
    per am pm any some all no not so too very really out walked walk went go meetings meeting""".split()
)
_BLOCK_START: Final = re.compile(
    r"(?<![\w£.:])(?:(?:flat|apartment|apt|unit|studio)\s+)?\d{1,4}[A-Za-z]?(?![\w:%])", re.IGNORECASE
)
_BLOCK_REACH: Final = 110
_BLOCK_WORDS: Final = 12
_BLOCK_WORD: Final = re.compile(r"[A-Za-z][\w'-]*|\d{1,4}[A-Za-z]?")


def find(text: str) -> Iterator[Span]:
    if _MAY_BE_MAIL.search(text):
        yield from _mail(text)
    yield from _pages(text)
    for found in _HANDLE.finditer(text):
        if found.group()[1:].lower() not in _NO_HANDLE:
            yield Span(*found.span(), Kind.HANDLE)
    yield from (Span(*found.span(1), Kind.HANDLE, sure=False) for found in _APP_NAME.finditer(text))
    if any(letter.isdigit() for letter in text):
        yield from _streets(text)
        yield from _blocks(text)


def _mail(text: str) -> Iterator[Span]:
    for pattern in _EMAILS:
        yield from (Span(*found.span(), Kind.EMAIL) for found in pattern.finditer(text))
    for found in _PERHAPS_EMAIL.finditer(text):
        cue = _MAIL_CUE.search(text[max(0, found.start() - _CUE_REACH) : found.start()])
        yield Span(*found.span(), Kind.EMAIL, sure=cue is not None)


def _pages(text: str) -> Iterator[Span]:
    """A link with a path may be somebody's own page; a bare site is only shown to reviewers."""
    for found in _LINK.finditer(text):
        link = found.group().rstrip(".,;:!?)'\"")
        yield Span(found.start(), found.start() + len(link), Kind.LINK)
    for found in _SITE.finditer(text):
        site = found.group().rstrip(".,;:!?)'\"")
        yield Span(found.start(), found.start() + len(site), Kind.LINK, sure="/" in site.rstrip("/"))


def _streets(text: str) -> Iterator[Span]:
    """A number, a name and a way: "12 Acacia Avenue". Without capitals the words between must not be everyday ones."""
    for found in _STREET.finditer(text):
        called = found["called"].split()
        capitals = all(word[0].isupper() for word in called) and found["way"][0].isupper()
        likely = (found["more"] or found["way"]).lower() in _LIKELY_WAYS and len(called) <= 2
        if capitals or (likely and not any(_plain(word) for word in called)):
            yield Span(*found.span(), Kind.ADDRESS)


def _plain(word: str) -> bool:
    return word.lower().strip(".") in _PLAIN


def _blocks(text: str) -> Iterator[Span]:
    """From the number of the house or flat, over words that may be of an address, up to the postcode."""
    for postcode in POSTCODE.finditer(text):
        if not is_postcode(postcode.group()):
            continue
        least = max(0, postcode.start() - _BLOCK_REACH)
        for start in _BLOCK_START.finditer(text, least, postcode.start()):
            if _of_an_address(text[start.end() : postcode.start()]):
                yield Span(start.start(), postcode.end(), Kind.ADDRESS)
                break


def _of_an_address(between: str) -> bool:
    words = re.findall(r"[^\s,.]+", between)
    if not all(_BLOCK_WORD.fullmatch(word) for word in words):
        return False
    everyday = sum(_plain(word) for word in words if word[0].islower())
    return len(words) <= _BLOCK_WORDS and everyday <= ("," in between or "\n" in between)
