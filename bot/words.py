"""The words of every language the programme knows: catalogues of `conversations/locales`, read once at start.

A catalogue is gettext's .po, addressed by phrase id (as context) and English. It is compiled in memory; no
binary lies beside it. What a translator has not done yet, or marked as doubtful (fuzzy), is said in
English. So is what would break a promise of the English by dropping or inventing a placeholder: a help
line's number is one.

The English catalogue lists every phrase there is. A language is offered to members only when it has all of
the deck that keeps people safe and in charge, and danger words that a native speaker has reviewed
(DOMAIN.md, 4.4).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from string import Formatter
from typing import Final, Self

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from bot.tongue import CatalogueTongue, own_name
from conversations.phrases import Phrase

MAY_WAIT: Final = ("MF-", "YS-", "TR-", "BR-", "NW-", "CO-", "KEY-", "REP-", "RO-")
"""What may still be English when a language is offered: feedback, results, training, roles, news, the team's own.
All else is the must-deck: joining and consent, pace, breaks and STOP, check-ins, danger, help, privacy,
leaving, and the words that every question shares."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a translation has come: `done` of `of` phrases, and the ids missing from the must-deck."""

    done: int
    of: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One sound translation."""

    id: str
    english: str
    said: str


class Words:
    """All catalogues, and the tongues made of them."""

    def __init__(
        self, catalogues: Mapping[str, Catalog], problems: Sequence[str], phrases: Mapping[str, str]
    ) -> None:
        self._problems = [*problems]
        self._phrases = phrases
        self._translated: dict[str, dict[str, str]] = {}
        self._tongues: dict[str, CatalogueTongue] = {}
        for language, catalogue in catalogues.items():
            self._problems += [f"{language}: {trouble}" for trouble in drop_unsound(catalogue)]
            self._translated[language] = {entry.id: entry.english for entry in usable(catalogue)}
            self._tongues[language] = CatalogueTongue(language, _compiled(catalogue), self.tongue)
        self._tongues.setdefault("en", CatalogueTongue("en", NullTranslations(), self.tongue))

    @classmethod
    def load(
        cls, languages: Iterable[str], more: Iterable[Phrase] = (), folder: Traversable | None = None
    ) -> Self:
        """Read the catalogues of these languages, and the English one, which lists every phrase.

        `more`: phrases that no catalogue lists, such as a programme's own questions.
        """
        place = folder or files("conversations.locales")
        catalogues, problems = {}, []
        for language in dict.fromkeys(("en", *languages)):
            try:
                catalogues[language] = _read(place, language)
            except Unreadable as trouble:
                problems.append(f"{language}: {trouble}")
        listed = {str(message.context): str(message.id) for message in catalogues.get("en", ()) if message.id}
        phrases = listed | {phrase.id: phrase.english for phrase in more}
        return cls(catalogues, problems, phrases)

    def tongue(self, language: str) -> CatalogueTongue:
        """The tongue of a language ("es", "es-419"); English for one that is not known."""
        return (
            self._tongues.get(language) or self._tongues.get(language[:2].casefold()) or self._tongues["en"]
        )

    def problems(self) -> list[str]:
        """What is wrong with the catalogues, one problem a line. The bot runs: English stands in."""
        return [*self._problems]

    def coverage(self, language: str) -> Coverage:
        """How far the translation into a language has come. English, the source, is whole."""
        translated = self._phrases if language == "en" else self._translated.get(language, {})
        missing = [phrase for phrase, english in self._phrases.items() if translated.get(phrase) != english]
        must = tuple(sorted(phrase for phrase in missing if not phrase.startswith(MAY_WAIT)))
        return Coverage(len(self._phrases) - len(missing), len(self._phrases), must)

    def offered(
        self, languages: Iterable[str], has_danger_list: Callable[[str], bool]
    ) -> tuple[tuple[str, str], ...]:
        """The languages that members may choose, each with its own name; English is always there."""
        fit = [
            code
            for code in languages
            if code == "en" or (has_danger_list(code) and not self.coverage(code).missing)
        ]
        return tuple((code, own_name(code)) for code in dict.fromkeys((*fit, "en")))


def drop_unsound(catalogue: Catalog) -> list[str]:
    """Take out translations whose placeholders are not those of the English; say which."""
    troubles = []
    for entry in list(usable(catalogue)):
        wanted, found = holes(entry.english), holes(entry.said)
        if wanted != found:
            catalogue.delete(entry.english, context=entry.id)
            troubles.append(
                f"{entry.id} has {_named(found)} and the English {_named(wanted)}. English is used."
            )
    return troubles


def usable(catalogue: Catalog) -> Iterator[Entry]:
    """The translations of a catalogue that are done and not in doubt."""
    for message in catalogue:
        if message.id and message.context and message.string and not message.fuzzy:
            yield Entry(message.context, str(message.id), str(message.string))


def holes(text: str) -> tuple[str, ...] | None:
    """The placeholders of a text in alphabetical order, each once.

    None if its braces are broken or hold more than a name: a translation may not reach into what fills it.
    """
    names = set()
    try:
        for _text, name, spec, conversion in Formatter().parse(text):
            if name is None:
                continue
            if not name.isidentifier() or spec or conversion:
                return None
            names.add(name)
    except ValueError:
        return None
    return tuple(sorted(names))


def _named(found: tuple[str, ...] | None) -> str:
    if found is None:
        return "broken braces"
    return " ".join(f"{{{name}}}" for name in found) or "no placeholder"


def _compiled(catalogue: Catalog) -> GNUTranslations:
    binary = BytesIO()
    write_mo(binary, catalogue)
    binary.seek(0)
    return GNUTranslations(binary)


class Unreadable(Exception):
    """There is no using this catalogue."""


def _read(place: Traversable, language: str) -> Catalog:
    file = place / language / "LC_MESSAGES" / "alongside.po"
    try:
        with file.open("rb") as stream:
            return read_po(stream, locale=language, abort_invalid=True)
    except (FileNotFoundError, NotADirectoryError):
        trouble = "there is no catalogue for it yet. English is used."
    except (PoFileError, ValueError, OSError) as error:
        trouble = f"its catalogue cannot be read ({error}). English is used."
    raise Unreadable(trouble)
