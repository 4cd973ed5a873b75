"""Command words: whole messages that always mean the same, whatever is going on.

Where the same words may as well answer an open question ("weekly", "less"), the desk asks that question first.
Words that are also labels of an open question's options are left out where the two would differ ("leave it", "close", "English").
The Spanish words wait for a native speaker.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Final

from conversations.safety.whole import lookup, table_of


class Command(StrEnum):
    """What a command word asks for. STOP is not here: it goes before everything (`stop.py`)."""

    HELP = "help"
    START = "start"
    MENU = "menu"
    PACE = "pace"
    PAUSE = "pause"
    END_BREAK = "end_break"
    NEWS = "news"
    WHY = "why"
    LOG = "log"
    ROLES = "roles"
    LESS = "less"
    SLOWER = "slower"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    WHEN_I_ASK = "when_i_ask"
    NEW_PHONE = "new_phone"
    MY_DATA = "my_data"
    FORGET_ME = "forget_me"
    CLEAR = "clear"
    LANGUAGE = "language"
    BACK = "back"
    SKIP = "skip"
    LEAVE = "leave"
    THANKS = "thanks"
    GREETING = "greeting"


COMMAND_WORDS: Final[Mapping[Command, str]] = {
    Command.HELP: """
        help, help me, help please, please help, please help me, help me please, help now, i need help, i need help now,
        need help, need help now, helpline, helplines, help lines, more helplines, helpp, hlep, halp, sos, emergency,
        its an emergency, urgent, urgent help, crisis, 999, 112, samaritans, phone numbers, someone help, talk to someone,
        i need to talk to someone, can someone help me, can you help me, i want help
        | ayuda, ayudame, ayúdenme, ayudadme, socorro, auxilio, necesito ayuda, necesito ayuda ahora, emergencia, urgencia,
        líneas de ayuda, teléfonos de ayuda
    """,
    Command.START: """
        start, restart, start again, begin
        | empezar, comenzar, iniciar, inicio, empezar de nuevo
    """,
    Command.MENU: """
        menu, main menu, the menu, options, show menu, commands, what can you do
        | menú, menú principal, opciones
    """,
    Command.PACE: """
        pace, my pace, change pace, change my pace, the pace
        | ritmo, mi ritmo, cambiar ritmo, cambiar mi ritmo
    """,
    Command.PAUSE: """
        pause, break, a break, take a break, have a break, i need a break, need a break, give me a break, pause messages
        | pausa, pausar, descanso, un descanso, tomar un descanso, necesito un descanso
    """,
    Command.END_BREAK: """
        end my break, end break, end the break, stop my break, finish my break, my break is over, break over, break is over,
        unpause, end pause, come off my break
        | terminar mi descanso, terminar el descanso, fin del descanso, acabar mi descanso
    """,
    Command.NEWS: """
        news, whats new, what is new, any news, show news, see news, latest news
        | noticias, novedades, qué hay de nuevo
    """,
    Command.WHY: """
        why, why this, why this message, why these messages, why did i get this, why did i get this message, why did you send this,
        why did you send me this, why did you message me, why did you write, why did you write to me, why do i get this,
        why do i get these, why do i get these messages, why am i getting this, why am i getting these, why am i getting these messages,
        why have i got this, why are you messaging me, why are you writing to me, why didnt i get it, why didnt i get anything,
        why didnt i get a message, why have you not written, why havent you written, why didnt you write, why no messages
        | por qué, por qué este mensaje, por qué estos mensajes, por qué recibo esto, por qué me escribes
    """,
    Command.LOG: """
        log, the log, see the log, show the log, show log, open the log, read the log, see log, team log, what the team did
        | el registro, registro, ver el registro
    """,
    Command.ROLES: """
        roles, my roles, the roles, see roles, show roles, see the roles, new roles, which roles
        | los roles, mis roles, ver roles, ver los roles
    """,
    Command.LESS: """
        less of this, less of these, less of these messages, less messages, fewer messages, less often, not so often,
        too many messages, send less, send me less, send fewer messages, send me fewer messages, write less, write less often,
        message me less
        | menos de esto, menos mensajes, menos a menudo, demasiados mensajes
    """,
    Command.SLOWER: """
        less, slower, fewer, go slower, less please, slower please
        | menos, más despacio, más lento
    """,
    Command.WEEKLY: """
        weekly, every week, once a week, each week
        | cada semana, semanal, una vez a la semana
    """,
    Command.FORTNIGHTLY: """
        fortnightly, every 2 weeks, every two weeks, every fortnight, once a fortnight, every other week
        | cada 2 semanas, cada dos semanas, quincenal
    """,
    Command.MONTHLY: """
        monthly, once a month, every month, each month
        | cada mes, mensual, una vez al mes
    """,
    Command.WHEN_I_ASK: """
        only when i ask, when i ask, only if i ask
        | solo cuando pregunte, solo cuando lo pida
    """,
    Command.NEW_PHONE: """
        new phone, new number, my new phone, i have a new phone, ive a new phone, ive got a new phone, i got a new phone,
        this is my new phone, new account, i have a new number, lost phone, lost my phone, i lost my phone, ive lost my phone,
        my phone was stolen, my phone got stolen, phone stolen, broken phone, my phone broke, my phone is broken, i cant get in,
        cant get in, i have a code, ive a code, ive got a code, i got a code, my code, code, rejoin, rejoin code
        | teléfono nuevo, tengo un teléfono nuevo, perdí mi teléfono, he perdido el teléfono, tengo un código, código
    """,
    Command.MY_DATA: """
        my data, my details, mydata, details, data, my information, my info, what do you know about me, see my data, see my details,
        what do you have on me, privacy
        | mis datos, mi información, ver mis datos, datos, privacidad
    """,
    Command.FORGET_ME: """
        forget me, delete me, delete my data, delete my details, delete my information, erase me, erase my data, remove me,
        delete my account, delete account, forget about me, delete everything, forget everything
        | olvídame, olvidadme, olvídenme, bórrame, borradme, bórrenme, borrar mis datos, borra mis datos, eliminar mis datos,
        elimina mis datos, borrar todo
    """,
    Command.CLEAR: """
        clear, clear chat, clear this chat, clear the chat, clear these messages, clear messages, clear history, clear this,
        clear all, clear it, wipe, wipe this, wipe chat, hide this, delete these messages, delete this chat, delete chat
        | borrar chat, borrar el chat, borrar este chat, borrar mensajes, borrar estos mensajes, limpiar, limpiar chat
    """,
    Command.LANGUAGE: """
        language, languages, change language, lang, my language, other language
        | idioma, idiomas, cambiar idioma, lengua
    """,
    Command.BACK: """
        back, go back, previous, undo
        | atrás, volver, anterior
    """,
    Command.SKIP: """
        skip, pass, skip this, skip it, next, skip this one
        | saltar, omitir, paso, siguiente
    """,
    Command.LEAVE: """
        leave, leave this, cancel, exit, get out, cancel this, leave chat
        | salir, cancelar, abandonar
    """,
    Command.THANKS: """
        thanks, thank you, thankyou, thx, thnx, thanx, ta, ta very much, cheers, nice one, thanks a lot, thanks so much, many thanks,
        thank you so much, thank you very much, thank u, thanku, ty, tysm, tyvm, thanks mate, cheers mate, ok thanks, ok thank you,
        okay thanks, thanks for that, thanks for your help, thank you for your help, much appreciated, appreciate it, no worries thanks,
        great thanks, lovely thanks, bless you, bless, cool thanks
        | gracias, muchas gracias, mil gracias, vale gracias, ok gracias, gracias por todo, muy amable
    """,
    Command.GREETING: """
        hello, hi, hey, hiya, hya, heya, hello there, hi there, hey there, hallo, helo, hullo, ello, yo, alright, alright mate, awright,
        you alright, morning, good morning, mornin, afternoon, good afternoon, evening, good evening, howdy, sup, wagwan, wassup, whats up,
        hello bot, hi bot, hi again, hello again, how are you, hows it going, anyone there, is anyone there, hello anyone there
        | hola, buenas, buenos días, buenas tardes, buenas noches, hola buenas, qué tal, hola qué tal, saludos
    """,
}


def command(text: str) -> Command | None:
    """The command that the whole message is, in any wired language, case and punctuation, with or without a slash."""
    return lookup(text.replace("🆘", " sos "), _table())


@cache
def _table() -> dict[str, Command]:
    return table_of({each: words.replace("|", ",").split(",") for each, words in COMMAND_WORDS.items()})
