"""The words: every message and label, held to the tone of the copy deck (DOMAIN.md, section 4; B38)."""

import re
import string
import unicodedata
from typing import Final

import pytest

from bot.catalogues import all_phrases
from conversations.engine import standard_fill
from conversations.phrases import Phrase, PlainEnglish
from tests.conversations.driver import Talk

PHRASES: Final = all_phrases()
LABEL: Final = re.compile(r"^[A-Za-z]+-?\w*\.\w+$")
LONGEST, LONGEST_LABEL = 300, 22
SAMPLES: Final = {
    "summary": "check-ins, feedback after meetings and training", "pace": "every 2 weeks", "day": "Wednesday", "time": "11am", "date": "Wed 24 Nov",
    "number": "12", "limit": "1000", "most": "300", "worker": "Priyanka", "duty": "the duty team", "sender": "Ana", "back": "Wed 24 Nov, 10am",
    "hours": "Mon to Thu, 10am to 4pm", "word": "open", "name": "Samantha", "what": "Check-ins", "value": "on", "days": "14",
}  # fmt: skip
"""Longish values for what the shell or a flow fills in. What is not here is the person's own, or a list of theirs."""

BANNED: Final = {
    r"missed|miss you|streak|overdue|still haven't|don't forget|reminder": "no guilt, and nothing is counted (rule 3)",
    r"must|should|need to|(?<!don't )have to": "you can, would you like",
    r"just|simply|easily|easy|only takes": "leave it out, or give the minutes",
    r"feedback|consent|access needs|platform|data|gdpr|process(?:ing)?": "words of the office",
    r"(?<!my )journey|empower|reach out|lived experience|engage(?:ment)?": "words of the sector",
    r"service users?|clients?|beneficiar(?:y|ies)|vulnerable|addicts?|offenders?|chaotic|hard to reach|no-show|failed": "people, not problems",
    r"amazing|great|awesome|superstar|well done|congratulations|proud": "thank without gushing (rules 8 and 9)",
    r"anonymous|anonymously|confidential|secure|safe with us|100 ?%": "honest words (section 2.3)",
    r"committed suicide|attempted?": "died by suicide; tried to end their life",
    r"always here|someone will be in touch|shortly": "tell the truth about limits (rules 6 and 7)",
}
ALLOWED: Final = {
    "ON-08T": "what set-up 3 has to say at joining, in the words of the law it follows",
    "ON-20": "'To message you I need to keep': the bot's need, not the member's",
    "ON-32": "'may have to tell others': said of the worker, before anything is shared",
    "ON-50.s2": "what one layer is called in the summary",
    "CR-11": "says in the same breath how far it goes, and how to be named",
    "CR-11.stay": "the choice that CR-11 speaks of",
    "MF-14": "'What should we change?': asked of the members, about the team",
    "CR-12": "'I have to tell': the bot's duty, said in so many words",
}
"""Messages that hold a word from the list above, and why."""
CAPITALS: Final = frozenset(
    "STOP START HELP MENU PACE BACK FORGET ME MY DETAILS CLEAR SHOUT REGISTER BSL LGBT FRANK ICO NHS ID A&E UK I JOIN LEAVE PAUSE LANGUAGE NEWS OK CV PDF ROLES".split()
)
"""Command words, and names that are written so."""
TO_STAFF: Final = frozenset({"CO", "INV", "KEY", "TC", "TL", "TT"})
"""Pages that only the team reads: plain too, but they may say what their work is called."""
LONG: Final = {
    "PV-02S": "the member's own details, as many lines as there are", "CI-17S": "the member's own notes", "CI-17": "the member's own list",
    "CO-01": "the news item itself, as it will look", "CO-01P": "the news item itself", "BR-01": "the news item itself", "BR-08B": "the news item itself",
    "BR-08": "a list of news", "ON-19": "the group's own agreement", "CO-12": "a list of groups",
}  # fmt: skip
LONG_LABELS: Final = {
    "ON-50.s0": "part of a sentence", "ON-50.s2": "part of a sentence", "PA-19.hours": "part of a sentence",
}  # fmt: skip


def filled(english: str) -> str:
    """The words as a member might see them."""
    talk = Talk()
    holes = {name for _text, name, _spec, _conversion in string.Formatter().parse(english) if name}
    values = {name: SAMPLES.get(name, standard_fill(talk.view()).get(name, "")) for name in holes}
    return PlainEnglish().say(Phrase("x", english), values)


@pytest.mark.parametrize("wrong", BANNED)
def test_no_message_uses_a_word_that_the_deck_avoids(wrong: str) -> None:
    """The list of DOMAIN.md 4.2, over everything that is ever said; exceptions are named, each with its reason."""
    found = re.compile(rf"\b(?:{wrong})\b", re.IGNORECASE)
    members = {
        id: english
        for id, english in PHRASES.items()
        if id.split("-")[0] not in TO_STAFF and id not in ALLOWED
    }
    assert not {id: english for id, english in members.items() if found.search(english)}, BANNED[wrong]


def test_every_exception_is_still_needed() -> None:
    """A reason without a message it excuses would excuse the next one."""
    any_of_them = re.compile("|".join(rf"\b(?:{wrong})\b" for wrong in BANNED), re.IGNORECASE)
    assert not [id for id in ALLOWED if not any_of_them.search(PHRASES.get(id, ""))]
    assert not [id for id in LONG if id not in PHRASES]
    assert not [id for id in LONG_LABELS if len(PHRASES.get(id, "")) <= LONGEST_LABEL]


def test_no_message_shouts_or_winks() -> None:
    """No exclamation marks, no emoji, no capitals but command words and names."""
    loud = {
        id: english
        for id, english in PHRASES.items()
        if "!" in english or any(unicodedata.category(c) in ("So", "Sk", "Cs") for c in english)
    }
    assert not loud
    words = {id: set(re.findall(r"\b[A-Z][A-Z&]+\b", english)) - CAPITALS for id, english in PHRASES.items()}
    assert not {id: shouted for id, shouted in words.items() if shouted}


def test_messages_are_short_and_buttons_are_shorter() -> None:
    """300 characters a message and 22 a button, names filled in (DOMAIN.md, section 4.3)."""
    messages = {
        id: len(filled(english)) for id, english in PHRASES.items() if not LABEL.match(id) and id not in LONG
    }
    labels = {
        id: len(filled(english))
        for id, english in PHRASES.items()
        if LABEL.match(id) and id not in LONG_LABELS
    }
    assert not {id: length for id, length in messages.items() if length > LONGEST}
    assert not {id: length for id, length in labels.items() if length > LONGEST_LABEL}


def test_numbers_of_help_lines_are_never_written_into_the_words() -> None:
    """They are configuration, checked every 90 days; a message holds a place for them."""
    number = re.compile(r"\b(?:999|112|111|116 ?123|85258|0\d{3}[ \d]+)\b")
    assert not {id: english for id, english in PHRASES.items() if number.search(english)}


def test_messages_speak_in_whole_sentences_with_straight_signs() -> None:
    """No double spaces, no dots before dots, nothing at the edges; apostrophes as phones type them."""
    assert not {
        id: english
        for id, english in PHRASES.items()
        if english != english.strip() or "  " in english or ".." in english or "’" in english
    }


BUILT: Final = (
    "ON-01 ON-02 ON-03 ON-04 ON-05 ON-06 ON-07 ON-08 ON-09 ON-10 ON-20 ON-21 ON-22 ON-23T ON-24 ON-30 ON-31 ON-32 ON-33 ON-40 ON-41 ON-50 ON-60 "
    "PA-01 PA-02 PA-03 PA-04 PA-05 PA-06 PA-07 PA-08 PA-09 PA-10 PA-11 PA-12 PA-13 PA-14 PA-15 PA-16 PA-17 PA-18 PA-19 "
    "PS-01 PS-02 PS-03 PS-04 PS-05 PS-06 ST-01 ST-02 ST-03 ST-04 ST-05 "
    "CI-01 CI-01Q CI-01R CI-02 CI-05 CI-06 CI-07 CI-08 CI-09 CI-10 CI-11 CI-14 CI-15 CI-16 CI-17 CI-18 CI-19 "
    "CR-01 CR-02 CR-03 CR-04 CR-04Q CR-05 CR-06 CR-07 CR-08 CR-09 CR-10 CR-12 HL-01 HL-02 HL-03 HL-04 HL-05 HL-06 "
    "BR-01 BR-08 BR-09 PV-01 PV-02 PV-03 PV-04T PV-08 PV-09 PV-11 PV-12 FM-01 FM-02 FM-04 FM-05 FM-06 "
    "ER-01 ER-02 ER-03 ER-06 ER-07 CO-01 CO-02 CO-03 KEY-01 KEY-02 KEY-03 KEY-04 BR-04 BR-05 BR-06 BR-07 "
    "CR-11 MF-01 MF-01Q MF-02 MF-03T MF-03S MF-04 MF-10 MF-11 MF-12 MF-13 MF-13b MF-14 MF-16 MF-17 MF-20 MF-21T MF-21S MF-21F MF-22 MF-26 "
    "FM-03 TR-01 TR-03 TR-04 TR-04b TR-05 TR-06 TR-07 TR-08 TR-09 TR-10 TR-11 TR-12 TR-13 TR-14 TR-15 TR-16 TR-17 TR-18 TR-19 TR-20 TR-21 TR-22 TR-23 TR-24 TR-25"
).split()
"""The messages of the deck whose features are built. The rest wait there for theirs: meetings, results, training, Signal,
voice, the door code."""


def test_every_message_of_the_deck_that_is_built_has_its_id() -> None:
    """Translators, tests and people who report a wrong word find each message by the deck's own id."""
    assert not [id for id in BUILT if id not in PHRASES]
