"""STOP as a whole message, and "stop" inside a longer one (PACE.md, section 9; ST-01, ST-02)."""

import pytest

from conversations.safety import is_stop, mentions_stop
from conversations.safety.stop import STOP_WORDS

ENGLISH = "stop; stop all; stopp; unsubscribe; leave me alone; go away; no more; end; quit; cancel all; opt out".split(
    "; "
)

ASKS = """
    please stop
    Please STOP!
    stop please
    pls stop
    plz stop
    can you stop
    can you stop texting me
    could you please stop messaging me
    will you stop
    would you stop writing to me
    stop sending these
    stop sending me stuff
    stop texting me
    stop messaging
    stop messaging me
    stop msging me pls stop
    stop bothering me
    stop contacting me
    stop emailing me please
    stop pestering me
    stop these messages
    stop the messages
    stop all messages
    stop all these texts
    stop your reminders
    stop it
    stop it now
    stop this
    stop now
    just stop
    just fucking stop it
    for god's sake please stop
    I want you to stop
    I want this to stop
    I want to stop these messages
    i want to stop getting these
    i need you to stop messaging me
    i told you to stop
    i said stop
    how do I stop this
    how do i stop these messages
    how can i stop getting these
    can i stop the texts
    when will this stop
    make it stop
    don't message me
    do not text me again
    dont write to me any more
    never contact me again
    don't send me any more
    no more messages
    no more texts please
    no more questions
    i don't want any more messages
    I don't want these messages
    i dont want to hear from you
    i don't want to get these
    too many messages
    sick of these messages
    fed up with all these texts
    leave me alone please
    please leave me alone
    just leave me alone ok
    unsubscribe me
    take me off this list
    take me off the list
    remove me from this
    i want to opt out
    how do i opt out of this
    go away bot
    bot please go away please
    stop talking to me
    por favor para
    para por favor
    deja de escribirme
    dejen de mandarme mensajes
    no me escribas más por favor
    no quiero más mensajes gracias
    quiero darme de baja
"""

TALKS = """
    the bus stop
    The bus stop has moved
    stop by
    stop by for tea
    I'll stop by later
    they won't stop being late
    couldn't stop laughing
    I couldn't stop smiling
    non-stop
    it was non-stop
    stopped
    it stopped raining
    the rain stopped
    we had to stop at the shop
    we stop at six
    the meeting should stop at five
    the lift stopped working
    a whistle stop tour
    full stop
    the train doesn't stop there
    next stop Brixton
    pull out all the stops
    stop and search
    stop and think
    I want to stop smoking
    I need to stop drinking so much coffee
    trying to stop vaping
    help me stop smoking
    stop the bus
    can you stop the bus
    can you stop at the shop
    please stop at the corner
    please stop by the office
    can you stop people talking over each other
    could you stop them closing the centre
    would you stop the eviction
    we want to stop the cuts
    stop the war
    stop the evictions
    stop moving the meeting
    please stop moving the meeting
    please stop calling us service users
    please stop using long words
    please stop people smoking by the door
    staff should stop talking over us
    he wouldn't stop talking
    what would stop you coming
    nothing can stop us
    the noise won't stop
    stop start meeting
    I can't stop eating these biscuits
    doorstop
    nonstop
    end of the meeting
    no more tea thanks
    more stops on the route
    I like the messages
    send me more
    no
    not now
    thank you
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("word", ENGLISH)
@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "{}.",
        "  {}!!!  ",
        "/{}",
        "¡{}!",
        "🛑 {}",
        "{}\n",
        "“{}”",
        "\u200b{}\u200b",
        "\u202e{}\u202c",
        "({})",
        "{} 😡",
    ],
)
def test_a_stop_word_stops_in_any_dress(word: str, form: str) -> None:
    """Each English stop word, in any case and punctuation, with a slash, an emoji or invisible characters."""
    for said in (word, word.upper(), word.title()):
        assert is_stop(form.format(said))


@pytest.mark.parametrize(
    "text",
    [
        "/stop@some_bot",
        "/STOP@SomeBot",
        "s t o p",
        "S.T.O.P",
        "st\u200bop",
        "stoppp",
        "STOOOP",
        "ｓｔｏｐ",
        "stop all",
        "StopAll",
        "opt-out",
    ],
)
def test_stop_is_understood_however_it_is_typed(text: str) -> None:
    """Addressed to the bot, spelled out, held down, in full width."""
    assert is_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        "parar",
        "PARA",
        "¡Basta!",
        "ya basta",
        "déjame en paz",
        "dejame en paz",
        "no más",
        "Darme de baja",
        "fin",
    ],
)
def test_spanish_stop_words_stop_in_every_chat(text: str) -> None:
    """Stop words of every wired language count, whatever the chat's language."""
    assert is_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "🛑🛑",
        "stopped",
        "the bus stop",
        "stop by",
        "please stop",
        "no",
        "more",
        "ending",
        "start",
        "weekend",
        "non-stop",
        "ok",
        "stop " * 80,
    ],
)
def test_other_messages_are_not_stop(text: str) -> None:
    """Longer messages, other words and nothing at all do not stop anything at once."""
    assert not is_stop(text)


def test_no_stop_word_is_a_number_or_an_answer() -> None:
    """Nothing that answers a question of ours is a stop word."""
    answers = "yes no ok good hard skip back done menu help start pause mostly partly sí bien mal saltar atrás listo".split()
    assert [answer for answer in answers if is_stop(answer)] == []
    assert all(word == word.casefold() for words in STOP_WORDS.values() for word in words)


def test_asking_for_fewer_messages_is_heard() -> None:
    """ "Stop" in the sense of "stop messaging me" is found inside longer messages."""
    assert [text for text in lines(ASKS) if not (mentions_stop(text) or is_stop(text))] == []


def test_talk_of_other_stops_is_not_a_request() -> None:
    """Bus stops, stopping by, and what others should stop are ordinary talk."""
    assert [text for text in lines(TALKS) if mentions_stop(text) or is_stop(text)] == []


def test_a_request_inside_a_long_message_is_heard() -> None:
    """What is said before and after does not matter."""
    assert mentions_stop(
        "Look, the meeting was fine and the tea was good. But can you stop texting me? Ta, see you Friday"
    )
