"""Words in every language: what a tongue says, what a catalogue may not do, and what is offered to members."""

import ast
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from timeit import timeit

import pytest
from babel.messages import Catalog
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogues import LANGUAGES, PACKAGE, TwoMeanings, all_phrases, catalogue_file, read, updated
from bot.questionnaires import load_check_in, phrases
from bot.words import Words, holes
from conversations.flow import SKIP
from conversations.phrases import Phrase, PlainEnglish

HELLO = Phrase("ON-01", "Hello {name}, I help {group}.")
SAVED = Phrase("CI-10", "Saved.")
LATER = Phrase("MF-01", "How was the meeting?")
ENGLISH = {HELLO.id: HELLO.english, SAVED.id: SAVED.english, LATER.id: LATER.english}


def catalogue(folder: Path, language: str, said: Mapping[str, str], *, fuzzy: bool = False) -> None:
    old = Catalog(locale=language)
    for phrase, words in said.items():
        old.add(ENGLISH[phrase], words, context=phrase, flags={"fuzzy"} if fuzzy else set())
    file = folder / language / "LC_MESSAGES" / "alongside.po"
    file.parent.mkdir(parents=True)
    file.write_text(updated(language, ENGLISH, old), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    catalogue(tmp_path, "en", {})
    return tmp_path


def test_a_translation_is_said_and_filled(folder: Path) -> None:
    """Words come in the member's language, with the placeholders filled wherever that language puts them."""
    catalogue(folder, "es", {HELLO.id: "Ayudo a {group}, {name}.", SAVED.id: "Guardado."})
    es = Words.load(["es"], folder=folder).tongue("es")
    assert es.say(HELLO, {"name": "Ana", "group": "Voces"}) == "Ayudo a Voces, Ana."
    assert es.say(SAVED) == "Guardado."
    assert es.language == "es"


def test_what_is_not_translated_is_said_in_english(folder: Path) -> None:
    """A phrase that is missing, in doubt, or unknown to every catalogue is said in the English of the source."""
    catalogue(folder, "es", {SAVED.id: "Guardado."}, fuzzy=True)
    es = Words.load(["es"], folder=folder).tongue("es")
    assert es.say(SAVED) == "Saved."
    assert es.say(HELLO, {"name": "Ana", "group": "Voces"}) == "Hello Ana, I help Voces."
    assert es.say(Phrase("X-1", "New {thing}"), {"thing": "one"}) == "New one"


def test_the_translation_of_older_english_is_not_used(folder: Path) -> None:
    """When the English of a promise changes, nobody is told the old promise in another language."""
    catalogue(folder, "es", {SAVED.id: "Guardado."})
    es = Words.load(["es"], folder=folder).tongue("es")
    assert es.say(Phrase(SAVED.id, "Saved for a year.")) == "Saved for a year."


def test_a_language_without_a_catalogue_is_english(folder: Path) -> None:
    """The bot runs, says so in its problems, and speaks English; dates too."""
    words = Words.load(["pl"], folder=folder)
    assert words.problems() == ["pl: there is no catalogue for it yet. English is used."]
    assert words.tongue("pl").say(SAVED) == "Saved."
    assert words.tongue("pl").day(date(2027, 9, 14)) == "Tue 14 Sept"
    assert words.tongue("xx").language == "en"
    assert words.tongue("").language == "en"


def test_a_regional_language_is_its_language(folder: Path) -> None:
    """What an app calls es-419 is Spanish, and a tongue leads to the others."""
    catalogue(folder, "es", {SAVED.id: "Guardado."})
    words = Words.load(["es"], folder=folder)
    assert words.tongue("es-419").say(SAVED) == "Guardado."
    assert words.tongue("en").speaking("es").say(SAVED) == "Guardado."
    assert words.tongue("es").speaking("en").say(SAVED) == "Saved."


@pytest.mark.parametrize(
    "said",
    [
        "Ayudo a {group}.",
        "Ayudo a {group}, {nombre}.",
        "Ayudo a {group}, {name} {phone}.",
        "Ayudo a {group}, {name",
        "Ayudo a {group}, {name.__class__}.",
        "Ayudo a {group}, {name!r}.",
        "Ayudo a {group}, {name:>99}.",
        "Ayudo a {group}, {}.",
        "Ayudo a {group}, {name[0]}.",
    ],
)
def test_a_translation_with_other_placeholders_is_not_used(folder: Path, said: str) -> None:
    """One that drops, invents or reaches into a placeholder is reported, and English stands in."""
    catalogue(folder, "es", {HELLO.id: said})
    words = Words.load(["es"], folder=folder)
    (problem,) = words.problems()
    assert problem.startswith("es: ON-01 has ")
    assert words.tongue("es").say(HELLO, {"name": "Ana", "group": "Voces"}) == "Hello Ana, I help Voces."


def test_a_broken_catalogue_is_a_problem_and_no_crash(folder: Path) -> None:
    """A .po that cannot be read is said in one line, and English stands in."""
    file = folder / "es" / "LC_MESSAGES" / "alongside.po"
    file.parent.mkdir(parents=True)
    file.write_text('msgctxt "CI-10"\nmsgid "Saved."\nmsgstr "Guardado.\nmsgid\n')
    words = Words.load(["es"], folder=folder)
    assert words.problems()[0].startswith("es: its catalogue cannot be read")
    assert words.tongue("es").say(SAVED) == "Saved."


def test_coverage_counts_what_is_done(folder: Path) -> None:
    """Done, of how many, and which of the must-deck are missing; English is whole."""
    catalogue(folder, "es", {SAVED.id: "Guardado."})
    words = Words.load(["es"], folder=folder)
    es, en = words.coverage("es"), words.coverage("en")
    assert (es.done, es.of, es.missing) == (1, 3, ("ON-01",))
    assert (en.done, en.of, en.missing) == (3, 3, ())


def test_a_language_is_offered_when_it_is_whole_and_reviewed(folder: Path) -> None:
    """Members may choose a language when its must-deck is whole and its danger words are reviewed, never before."""
    catalogue(folder, "es", {SAVED.id: "Guardado.", HELLO.id: "Ayudo a {group}, {name}."})
    catalogue(folder, "pt", {SAVED.id: "Guardado."})
    words = Words.load(["es", "pt"], folder=folder)
    both = ["es", "en", "pt"]
    assert words.offered(both, lambda language: True) == (("es", "Español"), ("en", "English"))
    assert words.offered(both, lambda language: False) == (("en", "English"),)
    assert words.offered(["es"], lambda language: True) == (("es", "Español"), ("en", "English"))


def test_a_programmes_own_questions_count(folder: Path) -> None:
    """Questions that no catalogue translates keep a language from being offered as whole."""
    catalogue(folder, "es", {SAVED.id: "Guardado.", HELLO.id: "Ayudo a {group}, {name}."})
    words = Words.load(["es"], more=[Phrase("Q1", "How was it?")], folder=folder)
    assert words.coverage("es").missing == ("Q1",)
    assert words.offered(["es"], lambda language: True) == (("en", "English"),)


def test_dates_and_times_are_said_as_people_say_them() -> None:
    """Tue 14 Sept, 11am; and in Spanish as there."""
    words = Words.load(["es"])
    en, es = words.tongue("en"), words.tongue("es")
    assert en.day(date(2027, 9, 14)) == "Tue 14 Sept"
    assert [en.clock(minute) for minute in (660, 690, 720, 0, 1140)] == [
        "11am",
        "11:30am",
        "noon",
        "12am",
        "7pm",
    ]
    assert es.day(date(2027, 9, 14)) == "mar, 14 sept"
    assert es.clock(1140) == "19:00"
    assert en.listed(["a", "b", "c"]) == "a, b and c"
    assert es.listed(["a", "b", "c"]) == "a, b y c"
    assert en.listed([]) == ""


@given(st.integers(0, 24 * 60 - 1), st.lists(st.text("abc", min_size=1), max_size=4))
def test_english_is_the_plain_english_of_the_source(minute: int, items: list[str]) -> None:
    """What tests hear from PlainEnglish, members hear from the catalogue."""
    en, plain = ENGLISH_WORDS.tongue("en"), PlainEnglish()
    assert en.clock(minute) == plain.clock(minute)
    assert en.listed(items) == plain.listed(items)
    assert en.say(HELLO, {"name": "Ana", "group": "Voices"}) == plain.say(
        HELLO, {"name": "Ana", "group": "Voices"}
    )


ENGLISH_WORDS = Words.load(["en"])


def test_saying_is_quick() -> None:
    """A phrase without placeholders costs a look-up: microseconds, for a broadcast says it thousands of times."""
    say = Words.load(["es"]).tongue("es").say
    best = min(timeit(lambda: say(SKIP.label), number=2000) for _ in range(5)) / 2000  # type: ignore[arg-type]  # SKIP's label is a Phrase
    assert best < 20e-6


@given(st.text("ab{}!:.[]", max_size=12))
def test_placeholders_are_read_or_refused(text: str) -> None:
    """Whatever braces a text holds, it is either safe to fill or known not to be."""
    names = holes(text)
    if names is not None:
        text.format_map(dict.fromkeys(names, "x"))


def test_the_catalogues_are_up_to_date() -> None:
    """Whoever adds a phrase runs `python -m bot.catalogues`, so that translators see it."""
    english = all_phrases()
    for language in LANGUAGES:
        file = catalogue_file(language)
        assert file.read_text(encoding="utf-8") == updated(language, english, read(language, file)), language


def test_the_catalogues_are_sound() -> None:
    """No translation that is shipped breaks a placeholder."""
    assert Words.load(LANGUAGES).problems() == []


def test_translated_labels_fit_a_button() -> None:
    """A label that is short in English (22 characters) is short in translation."""
    for language in LANGUAGES:
        for message in read(language, catalogue_file(language)):
            is_label = "." in str(message.context) and not str(message.context).endswith(".after")
            if is_label and len(str(message.id)) <= 22:
                assert len(str(message.string)) <= 22, message.context


def test_every_question_of_the_check_in_is_in_the_catalogues() -> None:
    """Questionnaires are data, and are translated all the same."""
    english = all_phrases()
    assert all(english[phrase.id] == phrase.english for phrase in phrases(load_check_in()))


def test_every_phrase_can_be_found_by_the_extraction() -> None:
    """Ids and English stand in the code as plain strings: what is put together at run time reaches no translator."""
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                plain = [isinstance(arg, ast.Constant) and isinstance(arg.value, str) for arg in node.args]
                assert plain == [True, True], f"{file.name}:{node.lineno}"


def test_updating_keeps_what_translators_did(tmp_path: Path) -> None:
    """Unchanged English keeps its translation; changed English keeps it in doubt; a phrase that goes and returns
    finds its translation again; and doing it twice changes nothing."""
    old = Catalog(locale="es")
    old.add("Saved.", "Guardado.", context="CI-10", user_comments=["checked aloud"])
    old.add("Yes", "Sí", context="ON-04.yes")
    first = {"CI-10": "Saved for you.", "ON-05.yes": "Yes"}
    text = updated("es", first, old)
    assert '#, fuzzy\nmsgctxt "CI-10"\nmsgid "Saved for you."\nmsgstr "Guardado."' in text
    assert "# checked aloud" in text
    assert 'msgctxt "ON-05.yes"\nmsgid "Yes"\nmsgstr "Sí"' in text
    assert '#~ msgctxt "ON-04.yes"' in text
    file = tmp_path / "alongside.po"
    file.write_text(text, encoding="utf-8")
    assert updated("es", first, read("es", file)) == text
    back = updated("es", {**first, "ON-04.yes": "Yes"}, read("es", file))
    assert "#~" not in back
    assert back.count('msgstr "Sí"') == 2


def test_one_id_has_one_english(tmp_path: Path) -> None:
    """Two phrases that share an id and differ stop the tool."""
    (tmp_path / "a.py").write_text('_("ON-01", "One")\n_("ON-01", "Two")\n')
    with pytest.raises(TwoMeanings, match="ON-01"):
        all_phrases(tmp_path)
