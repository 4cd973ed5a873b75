"""Command words, anger, and names that say too much."""

import pytest

from conversations.safety import Command, command, is_angry, is_stop, revealing_words
from conversations.safety.commands import COMMAND_WORDS

MEANT = {
    Command.HELP: "help; HELP!; help me; helplines; help lines; sos; SOS!!; 🆘; emergency; i need help now; I NEED HELP NOW; need help; /help; helppp; "
    "Please help me; 999; 112; 99999; 1112; ayuda; ¡Ayuda!; socorro; necesito ayuda",
    Command.START: "start; /start; START; Start!; restart; empezar",
    Command.MENU: "menu; MENU; /menu; Menú; main menu; /menu@some_bot; opciones",
    Command.PACE: "pace; PACE; my pace; change my pace; mi ritmo",
    Command.PAUSE: "pause; PAUSE; have a break; take a break; pausa",
    Command.END_BREAK: "end my break; End my break.; end break; my break is over; terminar mi descanso",
    Command.NEWS: "news; what's new; What's new?; whats new; what’s new; novedades",
    Command.MY_DATA: "my data; my details; MY DATA; /mydata; /my_data; mis datos",
    Command.FORGET_ME: "forget me; FORGET ME; /forget_me; /forgetme; delete me; olvídame; bórrame",
    Command.CLEAR: "clear; clear these messages; clear this chat; Clear this chat.; /clear; borrar mensajes",
    Command.LANGUAGE: "language; /language; change language; idioma",
    Command.WHY: "why; Why?; WHY; why did I get this; Why did I get this?; why am I getting these messages?; why didn't I get it; ¿por qué?",
    Command.LOG: "log; the log; See the log; what the team did; el registro",
    Command.ROLES: "roles; ROLES; my roles; Show roles; los roles",
    Command.LESS: "less of this; Less of this!; fewer messages; too many messages; less often; menos mensajes",
    Command.SLOWER: "less; slower; Less please; más despacio",
    Command.WEEKLY: "weekly; every week; once a week; cada semana",
    Command.FORTNIGHTLY: "fortnightly; every 2 weeks; every two weeks; quincenal",
    Command.MONTHLY: "once a month; monthly; Every month; una vez al mes",
    Command.WHEN_I_ASK: "only when I ask; when i ask; sólo cuando lo pida",
    Command.NEW_PHONE: "new phone; I lost my phone; i have a code; I've got a new phone; code; teléfono nuevo",
    Command.BACK: "back; go back; atrás; volver",
    Command.SKIP: "skip; Skip; skip this; saltar",
    Command.LEAVE: "leave; cancel; exit; salir",
    Command.THANKS: "thanks; thank you; Thanks!!; ta; cheers; thx; 🙏 thank you; gracias; muchas gracias",
    Command.GREETING: "hello; hi; hey; hiya; Hiya!; morning; good morning; helloooo; heyyy; hola; buenos días",
}


@pytest.mark.parametrize("meant", Command)
def test_command_words_are_understood(meant: Command) -> None:
    """Each command answers to its words in any case and punctuation, with or without a slash."""
    assert [text for text in MEANT[meant].split("; ") if command(text) is not meant] == []


@pytest.mark.parametrize(
    "text",
    ["", "🙂", "no", "good", "1", "help with my forms please, they are long", "my pace was slow on the walk", "back on Tuesday", "hello I can't come",
     "English", "Español", "leave it", "close", "not now", "never mind", "thanks but no thanks", "clear as mud", "stop", "slow down"],
)  # fmt: skip
def test_answers_and_longer_messages_are_not_commands(text: str) -> None:
    """Only a whole message is a command, and labels of options that mean something else are left to their question."""
    assert command(text) is None


@pytest.mark.parametrize("text", ["9", "99", "12", "1"])
def test_a_number_is_an_answer_and_no_call_for_help(text: str) -> None:
    """999 and 112 are; what is left of them once their double figures are single is how many people can come."""
    assert command(text) is None


def test_no_word_has_two_meanings() -> None:
    """Every word belongs to one command, and none is a stop word."""
    seen: dict[str, Command] = {}
    for meaning, words in COMMAND_WORDS.items():
        for word in (each.strip() for each in words.replace("|", ",").split(",")):
            assert command(word) is meaning, word
            assert seen.setdefault(word, meaning) is meaning
            assert not is_stop(word), word


ANGRY = (
    "fuck off; f*** off; F*CK OFF; fuck this; FUCK; fuckkkk; this is shit; this is sh*t; shit bot; bullshit; piss off; bollocks; what a load of bollocks; wtf; ffs;"
    " useless; you are useless; useless bot; this is a joke; i hate this; shut up; get lost; this is crap; wanker; you idiot; vete a la mierda; mierda; cállate"
)
CALM = (
    "fucking brilliant; fucking love this group; shit hot; piss up in the brewery; cutting; wake up; walk; Jodie; Scunthorpe; shift; class; assess; I like cake; no; OK;"
    " not now; count me in; put me down; the council is shit and so is the lift and nobody ever answers the phone; thanks; Sussex; cocktail; rubbish bins on Monday"
)


def test_short_outbursts_are_heard() -> None:
    """Swearing at the bot, starred or not, gets the offer of ER-07."""
    assert [text for text in ANGRY.split("; ") if not is_angry(text.strip())] == []


def test_calm_kind_or_long_messages_are_no_outburst() -> None:
    """Praise that swears, words that look like swearing, and anything with something to say are let be."""
    assert [text for text in CALM.split("; ") if is_angry(text.strip())] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("South London Voices", ()),
        ("Recovery and Abuse Bot", ("Recovery", "Abuse")),
        ("slrecoverybot", ("slrecoverybot",)),
        ("RecoveryBot", ("RecoveryBot",)),
        ("AddictionSupport", ("AddictionSupport",)),
        ("drugs & alcohol", ("drugs", "alcohol")),
        ("Homelessness forum", ("Homelessness",)),
        ("Mental health peers", ("Mental",)),
        ("Ex-offenders", ("offenders",)),
        ("Prison and probation", ("Prison", "probation")),
        ("Rough sleepers' group", ("rough sleep",)),
        ("Voces de recuperación", ("recuperación",)),
        ("Survivors", ("Survivors",)),
        ("Rehab friends", ("Rehab",)),
        ("", ()),
    ],
)
def test_revealing_words_in_a_name_are_pointed_out(text: str, found: tuple[str, ...]) -> None:
    """What a stranger may read on somebody's phone says nothing about why they are here (DOMAIN.md, section 5.1)."""
    assert revealing_words(text) == found


@pytest.mark.parametrize(
    "text",
    ["Discovery walk", "Useful things", "Fundamental rights", "Environmental group", "Syllabus", "Comparison", "Approbation", "Harmony choir", "Alongside",
     "Grapes", "Drapers", "Rugby club", "Pharmacy", "Council", "Shelf", "Prism", "Busy hands", "Parasol", "Help, menu, my pace, stop", "Choose a language"],
)  # fmt: skip
def test_ordinary_names_pass(text: str) -> None:
    """Words that only look like a revealing one do not trip the check."""
    assert revealing_words(text) == ()
