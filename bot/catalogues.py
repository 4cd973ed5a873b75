"""Keeps the catalogues of `conversations/locales` in step with the code: `python -m bot.catalogues`.

Every phrase is found where it stands, by Babel's extraction of `_("id", "English")`, and in the
questionnaires that are shipped. A catalogue lists them by id, without line numbers or dates, so that
running this twice changes nothing. What happens to a translation:

- its English is the same: it stays;
- its English has changed: it stays, marked fuzzy, and is not used until a translator has looked;
- its phrase is gone: it waits as an obsolete entry (#~), and comes back with the phrase;
- a new phrase says in English what a translator has always said in one way: it is said that way again.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

import conversations
from bot.forms import form_phrases, load_form
from bot.questionnaires import load_check_in, phrases
from conversations.phrases import Phrase

PACKAGE: Final = Path(conversations.__file__).parent
LANGUAGES: Final = ("en", "es")
KEYWORDS: Final = {"_": ((1, "c"), 2)}
NOTE: Final = """\
# The words of Alongside. Each entry has the phrase's id (msgctxt), its English, and room for this language.
# Keep every {placeholder}. Take out a line "#, fuzzy" when you have looked at what changed."""
HEAD: Final = """\
{note}
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


class TwoMeanings(Exception):
    """Two phrases share an id and differ."""


def all_phrases(package: Path = PACKAGE) -> dict[str, str]:
    """Every phrase that members or the team may read, by id, in the order of ids."""
    found: dict[str, str] = {}
    for phrase in (*_in_code(package), *phrases(load_check_in()), *form_phrases(load_form())):
        if found.setdefault(phrase.id, phrase.english) != phrase.english:
            raise TwoMeanings(
                f"{phrase.id} is written in two ways: {found[phrase.id]!r} and {phrase.english!r}."
            )
    return dict(sorted(found.items(), key=lambda item: in_deck_order(item[0])))


def in_deck_order(id: str) -> list[tuple[int, str]]:
    """ON-2 before ON-10, CI-02 before CI-02.good."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", id)]


def catalogue_file(language: str, package: Path = PACKAGE) -> Path:
    return package / "locales" / language / "LC_MESSAGES" / "alongside.po"


def updated(language: str, english: Mapping[str, str], old: Catalog) -> str:
    """The text of a catalogue that lists these phrases and keeps the translations of an older one."""
    known = {
        message.context: message
        for message in (*old.obsolete.values(), *old)
        if message.id and message.context
    }
    memory = _memory(known.values())
    new = Catalog(locale=language)
    for phrase, words in english.items():
        _carry(new, phrase, words, known.get(phrase), memory)
    gone = [message for phrase, message in known.items() if phrase not in english and message.string]
    for message in sorted(gone, key=lambda message: in_deck_order(message.context or "")):
        new.obsolete[message.context] = message
    text = BytesIO()
    write_po(text, new, width=0, no_location=True, omit_header=True)
    note = old.header_comment if old.header_comment.startswith(NOTE) else NOTE
    return HEAD.format(note=note, language=language) + text.getvalue().decode().strip() + "\n"


def update(package: Path = PACKAGE) -> None:
    """Bring the catalogue of each language up to date, in place."""
    english = all_phrases(package)
    for language in LANGUAGES:
        file = catalogue_file(language, package)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(updated(language, english, read(language, file)), encoding="utf-8")


def read(language: str, file: Path) -> Catalog:
    """A catalogue from its file; an empty one where there is none."""
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as stream:
        return read_po(stream, locale=language, abort_invalid=True)


def _in_code(package: Path) -> Iterator[Phrase]:
    for file in sorted(package.rglob("*.py")):
        with file.open("rb") as stream:
            for _line, words, _comments, context in extract("python", stream, keywords=KEYWORDS):
                if isinstance(words, str) and context:
                    yield Phrase(context, words)


def _memory(messages: Iterable[Message]) -> dict[str, str]:
    """What each English has been translated as, where that is one thing only."""
    said: dict[str, set[str]] = defaultdict(set)
    for message in messages:
        if message.string and not message.fuzzy:
            said[str(message.id)].add(str(message.string))
    return {english: ways.pop() for english, ways in said.items() if len(ways) == 1}


def _carry(new: Catalog, phrase: str, english: str, old: Message | None, memory: Mapping[str, str]) -> None:
    if old is None or not old.string:
        new.add(
            english, memory.get(english, ""), context=phrase, user_comments=old.user_comments if old else ()
        )
        return
    flags = set(old.flags) if old.id == english else {*old.flags, "fuzzy"}
    if old.id != english and english in memory:
        new.add(english, memory[english], context=phrase, user_comments=old.user_comments)
    else:
        new.add(english, old.string, context=phrase, flags=flags, user_comments=old.user_comments)


if __name__ == "__main__":
    try:
        update()
    except TwoMeanings as problem:
        sys.exit(str(problem))
