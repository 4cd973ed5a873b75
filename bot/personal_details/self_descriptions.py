"""Words by which people single themselves out, and dates and ages. None of it is sure, but for a date of birth.

Whoever was in the room knows who "the only man" was. No list is complete: reviewers read everything.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.personal_details.kinds import Kind
from conversations.feedback.facts import Span

_I: Final = r"(?:i'm|im|i am|i was)"
_TAIL: Final = r"[^.!?,;\n]{0,60}"
_FAMILY: Final = (
    "son|daughter|kid|kids|child|children|baby|mum|mother|dad|father|mam|nan|gran|grandma|grandad|husband|wife|partner|boyfriend|"
    "girlfriend|brother|sister|twin|twins|uncle|aunt|auntie|niece|nephew|grandson|granddaughter|carer|foster \\w+"
)
_SINGLES_OUT: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:as|being|{_I}|i felt like) (?:the|an?) (?:only|youngest|oldest|eldest|newest|last|first|one)\b{_TAIL}",
        rf"\b{_I} the (?:one|person|man|woman|lady|guy|girl|boy|lad|bloke|member) (?:who|that|with|in|from|by){_TAIL}",
        rf"\bthe only (?:one|person|man|woman|lady|guy|young|older|black|white|asian|deaf|blind|trans|gay|\w+ person|carer|parent)\b{_TAIL}",
        r"\b(?:speaking )?as an? (?!result|group|whole|team|start|rule|bit|lot|way|matter|reminder|chair)(?:[\w'-]+ ){0,3}?"
        r"(?:man|woman|person|carer|mum|mother|dad|father|parent|wheelchair user|user|patient|nurse|member|refugee|student|migrant|muslim|"
        r"christian|jew|veteran|survivor|representative|rep|teenager|pensioner|grandparent|lesbian)\b",
        rf"\bmy (?:\w+ ){{0,2}}?(?:{_FAMILY})\b(?:'s|s)?",
        r"\b(?:i use|i'm in|i am in|my) (?:a |an |my )?(?:\w+ )?(?:wheelchair|walker|zimmer|guide dog|assistance dog|hearing aids?|interpreter|"
        r"cane|stick|scooter|support worker|key ?worker|social worker|oxygen|stoma|advocate)\b",
        r"\b(?:i have|i've got|i've|ive got|i was diagnosed with|my) (?:\w+ )?(?:autism|adhd|bipolar|epilepsy|dementia|ms|dyslexia|diabetes|"
        r"schizophrenia|psychosis|ptsd|depression|anxiety|cancer|hiv|asthma|ocd|cerebral palsy|a learning disability|tourettes|parkinsons|"
        r"diagnosis|stammer|stutter)\b",
        r"\bi'?m (?:deaf|blind|autistic|pregnant|trans|gay|bipolar|dyslexic|disabled|partially sighted|hard of hearing|a wheelchair user)\b",
        rf"\bi (?:work|worked|live|lived|volunteer) (?:at|for|in|on|near|opposite|with){_TAIL}",
        r"\bi (?:came|arrived|got there|turned up|joined|left|had to leave|went home)(?: \w+)? (?:late|early|first|last|half ?way)\b",
        rf"\bi (?:sat|was sitting|stood) (?:next to|by|near|beside|opposite|behind){_TAIL}",
        r"\bwhen i (?:cried|shouted|walked out|left the room|spoke about|talked about|told (?:them|everyone|people) about)\b" + _TAIL,
    )
)  # fmt: skip
_AGES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:i'm|im|i am|aged?|i'll be|i turned|just turned) (?:only )?(\d{1,3})\b(?!\s?(?:%|percent|minutes?|mins?|hours?|miles?|out|/|days?|weeks?|months?|people|of|st|nd|rd|th|:))",
        r"\b(\d{1,3}[ -]?(?:years?|yrs?)[ -]?old)\b",
        r"\b(\d{1,3} ?y\.?o)\b",
        r"\bin my ((?:early |mid |late )?(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|[2-9]0s))\b",
    )
)  # fmt: skip
_MONTHS: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_DATE: Final = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -](?:{_MONTHS})\b(?:[ ,-]{{1,2}}(?:19|20)\d\d)?"
    rf"|(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? (?:19|20)\d\d)?"
    r"|(?:0?[1-9]|[12]\d|3[01])(?P<mark>[/.-])(?:0?[1-9]|1[0-2])(?P=mark)(?:(?:19|20)\d\d|\d\d)\b|(?:19|20)\d\d-\d\d-\d\d\b|(?<=born in )(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_BIRTH: Final = re.compile(r"\b(?:born|birth|birthday|dob|d\.o\.b)\b[^.!?\n]{0,20}$", re.IGNORECASE)
_BIRTH_REACH: Final = 32


def find(text: str) -> Iterator[Span]:
    for pattern in _SINGLES_OUT:
        for found in pattern.finditer(text):
            yield Span(found.start(), found.start() + len(found.group().rstrip()), Kind.SELF, sure=False)
    for pattern in _AGES:
        yield from (Span(*found.span(1), Kind.AGE, sure=False) for found in pattern.finditer(text))
    for found in _DATE.finditer(text):
        birth = _BIRTH.search(text[max(0, found.start() - _BIRTH_REACH) : found.start()])
        yield Span(*found.span(), Kind.DATE, sure=birth is not None)
