"""Words that may mean danger (DOMAIN.md, section 1.5; BEHAVIOURS.md, B74)."""

import re
from collections import Counter
from itertools import cycle
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.safety import Tier, danger, has_danger_list
from tests.conversations.safety.lists import dangerous, harmless

DANGEROUS = dangerous("danger_en.txt")
ORDINARY = harmless("harmless_en.txt")
IN_DOMAIN = """
    kill myself; end my life; ending it all; take my own life; suicidal; want to die; better off dead; don't want to be alive;
    going to jump; hang myself; can't go on; no point any more; can't do this any more; give up on life; hurt myself; self harm;
    cutting again; overdosed; took too many; taken all my tablets; bleeding badly; can't breathe; he hits me; she hits me;
    scared to go home; won't let me leave; he'll kill me; forced me to marry; raped; sexually assaulted
"""


@pytest.mark.parametrize("tier", Tier)
def test_every_line_of_the_danger_list_shows_its_card(tier: Tier) -> None:
    """Each phrase of the list shows the card of its tier."""
    wrong = [
        (text, danger(text, "en"))
        for own, text in DANGEROUS
        if own is tier and danger(text, "en") is not tier
    ]
    assert wrong == []


def test_every_example_of_the_domain_page_shows_a_card() -> None:
    """The examples that practitioners gave are all found."""
    assert [phrase for phrase in IN_DOMAIN.split(";") if danger(phrase, "en") is None] == []


def test_no_line_of_the_harmless_list_shows_a_card() -> None:
    """Idioms and ordinary talk of meetings, housing, work, football, food and music show nothing."""
    assert [(text, found) for text in ORDINARY if (found := danger(text, "en"))] == []


def test_the_lists_are_long_enough_to_mean_something() -> None:
    """At least 250 lines each, every tier with dozens."""
    counted = Counter(tier for tier, _text in DANGEROUS)
    assert len(DANGEROUS) >= 250
    assert len(ORDINARY) >= 250
    assert min(counted[tier] for tier in Tier) >= 50


def test_the_lists_share_no_line() -> None:
    """No phrase is both dangerous and harmless."""
    assert {text.casefold() for _tier, text in DANGEROUS} & {text.casefold() for text in ORDINARY} == set()


def test_the_spanish_list_shows_its_cards() -> None:
    """The first Spanish list is matched, reviewed or not."""
    wrong = [
        (text, danger(text, "es"))
        for tier, text in dangerous("danger_es.txt")
        if danger(text, "es") is not tier
    ]
    assert wrong == []


def test_ordinary_spanish_shows_no_card() -> None:
    """Spanish idioms and small talk show nothing."""
    assert [(text, found) for text in harmless("harmless_es.txt") if (found := danger(text, "es"))] == []


@pytest.mark.parametrize("language", ["en", "es", "es-419", "pl", ""])
def test_every_wired_language_is_looked_through_in_every_chat(language: str) -> None:
    """Somebody may write Spanish in the English chat, or either in a chat whose language has no list."""
    assert danger("quiero morir", language) is Tier.SUICIDE
    assert danger("want to die", language) is Tier.SUICIDE


def test_only_a_reviewed_language_has_a_danger_list() -> None:
    """Free text is offered in English; in Spanish only once a native speaker has been through the list."""
    offered = {each: has_danger_list(each) for each in ("en", "en-GB", "en_GB", "es", "pl", "")}
    assert offered == {"en": True, "en-GB": True, "en_GB": True, "es": False, "pl": False, "": False}


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("I took an overdose because I want to die and he hits me", Tier.INJURY),
        ("He raped me and I want to die", Tier.SUICIDE),
        ("He hits me and he raped me", Tier.SEXUAL_VIOLENCE),
        ("I can't cope, he hits me", Tier.ABUSE),
        ("Me quiero matar, I can't breathe", Tier.INJURY),
    ],
)
def test_the_most_urgent_tier_decides(text: str, tier: Tier) -> None:
    """Where a text says several things, the most urgent card shows, across languages too."""
    assert danger(text, "en") is tier


@pytest.mark.parametrize(
    "text",
    [
        "I'm not going to kill myself",
        "I don't want to die",
        "I never said I was suicidal",
        "my friend wants to die",
        "years ago I tried to kill myself",
    ],
)
def test_denial_distance_and_other_people_do_not_hide_the_card(text: str) -> None:
    """Saying no is not safety, and what is said of a friend counts as well: "Not about me" is a button."""
    assert danger(text, "en") is Tier.SUICIDE


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("I was killing myself laughing", None),
        ("I was killing myself laughing but now I want to die", Tier.SUICIDE),
        ("killing myself laughing. killing myself", Tier.SUICIDE),
        ("Going to jump in", None),
        ("Going to jump in front of the train", Tier.SUICIDE),
        ("suicide prevention course", None),
        ("I need the suicide prevention course because I am suicidal", Tier.SUICIDE),
    ],
)
def test_an_idiom_explains_only_what_ends_inside_it(text: str, tier: Tier | None) -> None:
    """An idiom never hides a phrase beside it or one that reaches beyond it."""
    assert danger(text, "en") is tier


@pytest.mark.parametrize(
    "text",
    [
        "k i l l  m y s e l f",
        "I want to k.i.l.l m.y.s.e.l.f",
        "k i l l m y s e l f",
        "I WANT TO KILL MYSELF",
        "kill-my-self",
        "kill\u200bmyself",
        "ki\u200bll my\u200dse\u2060lf",
        "\u202ekill myself\u202c",
        "ｋｉｌｌ ｍｙｓｅｌｆ",
        "𝐤𝐢𝐥𝐥 𝐦𝐲𝐬𝐞𝐥𝐟",
        "kíll mýsèlf",
        "k1ll mys3lf",
        "k!ll my$elf",
        "k*ll myself",
        "kiiilll myselfffff",
        "kill 🔪 myself 😭",
        "killmyself",
        "kill. myself.",
        "kill\nmyself",
        "kil my self",
        "kill mysef",
        "kill fucking myself",
        "i wanna d1e",
        "want 2 die",
        "i don’t want to be alive",
        "i dont wanna be alive nomore",
        "s u i c i d e",
        "suiicide",
        "#suicidal",
        "<b>want to die</b>",
        "wanttodie",
    ],
)
def test_tricks_of_typing_do_not_hide_the_words(text: str) -> None:
    """Spacing, signs, invisible characters, stars, digits, held keys, slips and text-speak all read as the plain words."""
    assert danger(text, "en") is Tier.SUICIDE


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "🙂", "…", "'", "*", "@", "²", "፩", "٣", "\u200b", "\ue000", "a" * 5000]
)
def test_odd_texts_are_no_trouble(text: str) -> None:
    """Nothing, signs only, odd digits and one endless word are read and mean nothing."""
    assert danger(text, "en") is None


def test_every_phrase_is_found_between_ordinary_sentences() -> None:
    """Ordinary sentences before and after hide no phrase of the list."""
    around = cycle(ORDINARY)
    texts = (f"{next(around)}. {phrase}, {next(around)}" for _tier, phrase in DANGEROUS)
    assert [text for text in texts if danger(text, "en") is None] == []


SET_APART = re.compile(r"\b\w\W\w\W\w\b")
PHRASES = [text for _tier, text in DANGEROUS if not SET_APART.search(text)]
GAPS = st.sampled_from(
    [" ", "  ", "\n", ", ", "... ", " - ", "! ", " 🙂 ", " \u200b", "\t", " / ", " (", "? "]
)
INSIDE = st.sampled_from(["", "", "", "", "\u200b", "\u00ad", "\u2060", "\ufe0f"])
ENDINGS = st.sampled_from([". ", "! ", "\n", "\n\n", " 😞\n", "?! ", "... \n"])


@settings(max_examples=120, deadline=None)
@given(st.data(), st.sampled_from(PHRASES), st.sampled_from(ORDINARY), st.sampled_from(ORDINARY))
def test_no_noise_hides_a_phrase(data: st.DataObject, phrase: str, before: str, after: str) -> None:
    """In any case, with any punctuation between the words and invisible characters inside them, the card still shows."""
    upper = data.draw(st.lists(st.booleans(), min_size=len(phrase), max_size=len(phrase)))
    noisy = "".join(
        data.draw(GAPS) if sign == " " else (sign.upper() if up else sign.lower()) + data.draw(INSIDE)
        for sign, up in zip(phrase, upper, strict=True)
    )
    text = f"{before}{data.draw(ENDINGS)}{noisy}{data.draw(ENDINGS)}{after}"
    assert danger(text, "en") is not None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all_can_be_read(text: str) -> None:
    """No text raises, whatever it is made of."""
    danger(text, "en")


def quickest(text: str) -> float:
    """Seconds of processor time, the best of a few."""
    times = []
    for _ in range(4):
        began = process_time()
        danger(text, "en")
        times.append(process_time() - began)
    return min(times)


def test_a_long_text_is_read_quickly() -> None:
    """10,000 characters of ordinary talk: about 15 ms measured, the rest is room for a busy machine."""
    text = ". ".join(ORDINARY)[:10_000]
    danger("warm", "en")
    assert quickest(text) < 0.06


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "kill my ",
        "i do not want to ",
        "k*",
        "killmyself",
        "i m y ",
        "he is she is me ",
        "killing myself laughing ",
        "!?.,",
        "k\u200b",
    ],
)
def test_hostile_texts_take_time_in_proportion(piece: str) -> None:
    """Twice the text takes about twice the time: nothing in the matching can blow up."""
    once, twice = (quickest((piece * 20_000)[:size]) for size in (6_000, 12_000))
    assert twice < 4 * once + 0.005
    assert twice < 0.2
