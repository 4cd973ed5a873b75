"""The desk, everywhere: whatever somebody does at any question of any flow, they get an answer, and STOP stops.

The places are found by pressing every button (crawl.py); at each of them everything is tried that people send.
"""

from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations import engine
from conversations.desk.stack import unopened
from conversations.effects import Clear, EmptyQueue, Forget, KeepAnswers, PassOn, Reply, SendCopy, SendFile
from conversations.events import Blocked, Opened, Pressed, Reacted, Typed
from conversations.flow import Ask, Visit
from conversations.pace import State
from tests.conversations.crawl import PEOPLE, each_question, everywhere, fork, moves, places
from tests.conversations.driver import Talk

Probe = Callable[[Talk], str]


def say(text: str) -> Probe:
    return lambda talk: talk.say(text)


def send(kind: str) -> Probe:
    return lambda talk: talk.send(kind)


def press(token: str) -> Probe:
    return lambda talk: talk.take(Pressed(token, "m1"))


FOR_PEOPLE: Final = tuple(flow.id for flow in Talk().flows.values() if flow.to_person)
"""Flows whose words are written for other people to read."""
DANGER: Final = ("I want to kill myself", "I've overdosed", "he hits me", "I was raped", "I can't go on")
PROBES: Final[dict[str, Probe]] = {
    **{word: say(word) for word in ("STOP", "HELP", "MENU", "START", "PACE", "CLEAR", "MY DETAILS", "FORGET ME", "LANGUAGE", "BACK", "LEAVE")},
    **{words: say(words) for words in DANGER},
    "stop in a sentence": say("please stop writing to me so often"),
    "a greeting": say("hello"),
    "thanks": say("thanks"),
    "a long story": say("It is a long story and I would rather tell it to somebody."),
    "control characters": say("a\x00b\x1b[31m\x7f\u0085"),
    "nothing but control characters": say("\x00\x01"),
    "emoji only": say("👍🏽👍🏽"),
    "right to left": say("\u202eمرحبا كيف حالك"),
    "a number": say("3"),
    "a number that is not there": say("99"),
    "a colon": say("a:b:c:d"),
    "a photo": send("photo"),
    "a voice note": send("voice"),
    "a sticker": send("sticker"),
    "a file": send("file"),
    "a place": send("other"),
    "an old button": press("0old0000:check_in:CI-02:good"),
    "an old button of a flow that is gone": press("0old0000:raffle:RA-01:yes"),
    "an old button of a step that is gone": press("0old0000:help:HL-99:yes"),
    "an old button of a card": press("0old0000:crisis:CR-01:more"),
    "an old button of the menu": press("0old0000:team:CO-11:invite"),
    "an old button of news": press("0old0000:letter:BR-01:less"),
    "an old button from before joining": press("~en-K7QM2XWPAB:join:ON-20:yes"),
    "not a button of ours": press("junk"),
    "Start, pressed again": lambda talk: talk.take(Opened()),
}  # fmt: skip


def answered(talk: Talk) -> bool:
    return any(isinstance(effect, Reply | Clear | Forget | SendCopy | SendFile) for effect in talk.effects)


def sound(talk: Talk) -> list[str]:
    """What is wrong with where somebody stands now; nothing, one hopes."""
    flows, stack = [session.flow for session in talk.stack], talk.stack
    wrong = [] if len(set(flows)) == len(flows) else [f"two sessions of one flow: {flows}"]
    if stack and isinstance(talk.flows[stack[-1].flow][stack[-1].step], Visit):
        wrong.append(f"nothing is open: {talk.top}")
    tokens = [choice.token for message in talk.messages for choice in message.choices]
    wrong += [f"a button of more than 64 bytes: {token}" for token in tokens if len(token.encode()) > 64]
    wrong += [f"an empty message: {message}" for message in talk.messages if not message.text.strip()]
    wrong += [f"a placeholder is left: {message.text}" for message in talk.messages if "{" in message.text]
    labels = [choice.label.casefold() for choice in talk.choices]
    return wrong + (
        [] if len(set(labels)) == len(labels) else [f"labels that cannot be told apart: {labels}"]
    )


@pytest.mark.parametrize("probe", PROBES)
def test_everything_gets_an_answer_everywhere(probe: str) -> None:
    """Whatever somebody sends, at every question that they can be brought to, the bot answers and stands somewhere sound."""
    wrong = []
    for name, here in everywhere().items():
        talk = fork(here)
        PROBES[probe](talk)
        wrong += [f"{name}: no answer"] if not answered(talk) else []
        wrong += [f"{name}: {fault}" for fault in sound(talk)]
    assert not wrong


@pytest.mark.slow
def test_ten_thousand_characters_get_an_answer_at_each_question() -> None:
    """A pasted page is answered in the same turn, and waits nowhere but in the question whether to pass it on."""
    for name, here in each_question().items():
        talk = fork(here)
        talk.say("word " * 2000)
        assert answered(talk), name
        assert not sound(talk), name
        assert not any(
            "word word" in session.to_json() for session in talk.stack if session.flow != "pass_on"
        ), name


def test_every_question_of_every_flow_is_one_of_the_places() -> None:
    """The crawl reaches each of them, so what holds at all places holds everywhere."""
    flows = Talk().flows.values()
    all_questions = {f"{flow.id}.{step.id}" for flow in flows for step in flow.steps if isinstance(step, Ask)}
    assert all_questions <= each_question().keys()


def test_every_button_gets_an_answer() -> None:
    """Each choice that is ever shown can be pressed, and typed, and both lead to the same place."""
    wrong = []
    for name, here in everywhere().items():
        for label, move in moves(here):
            pressed = fork(here)
            move(pressed)
            wrong += [f"{name} {label}: no answer"] if not answered(pressed) else []
            wrong += [f"{name} {label}: {fault}" for fault in sound(pressed)]
            typed = fork(here)
            if label.startswith("["):
                typed.say(label[1:-1])
                wrong += (
                    [f"{name}: typing {label} leads to {typed.top}, pressing to {pressed.top}"]
                    if typed.top != pressed.top
                    else []
                )
    assert not wrong


@pytest.mark.parametrize("person", PEOPLE)
def test_stop_stops_everywhere(person: str) -> None:
    """STOP at any question: stopped in this turn, the queue emptied, one message."""
    for name, here in places(person).items():
        talk = fork(here)
        talk.say("Stop!!")
        if talk.member is None:
            assert talk.stack == (), name
        elif here.pace.state is State.HELD:
            assert talk.pace == here.pace, f"{name}: a held phone changed something"
        else:
            assert talk.pace.state is State.STOPPED, name
            assert talk.did(EmptyQueue), name
            assert len(talk.messages) == 1, name


def test_words_of_danger_show_the_card_everywhere_and_are_not_kept() -> None:
    """The card comes first in the answer, as a help line, and the words are taken for no answer to any question."""
    for name, here in everywhere().items():
        for words in DANGER:
            talk = fork(here)
            talk.say(words)
            first = next(effect for effect in talk.effects if isinstance(effect, Reply))
            assert first.urgent, f"{name}: {words}"
            assert (
                talk.programme.emergency in first.text or "ready" in first.text or "116 123" in first.text
            ), f"{name}: {words}"
            assert talk.top.startswith("crisis."), f"{name}: {words}"
            assert not talk.did(KeepAnswers), f"{name}: {words}"
            below = [session for session in talk.stack if session.flow not in ("crisis", *FOR_PEOPLE)]
            assert not any(words in session.to_json() for session in below), f"{name}: {words}"


def test_what_was_going_on_waits_beneath_the_card() -> None:
    """After "not about me" or "carry on" the open question is asked again, as it stood."""
    for name, here in everywhere().items():
        open_flow = talk_flow(here)
        if (
            here.pace.state is State.HELD
            or open_flow is None
            or open_flow[1]
            or open_flow[0] in ("tell", *FOR_PEOPLE)
            or here.top == "rejoin.ON-53C"  # a code is shown once, so this one never stands as it stood
        ):
            continue
        talk = fork(here)
        talk.say(DANGER[0])
        talk.press("Not about me")
        assert talk.top == here.top, name
        assert talk.labels == here.labels, name


def talk_flow(talk: Talk) -> tuple[str, bool] | None:
    """The open flow, and whether it is a card or an opener that nobody has answered: those are not shown again."""
    if not talk.stack:
        return None
    session = talk.stack[-1]
    flow = talk.flows[session.flow]
    return flow.id, flow.overlay or unopened(flow, session)


def test_a_person_is_two_taps_away_everywhere() -> None:
    """HELP, then "Ask": real hours and a way to pass on words, or how to reach the team (B18)."""
    for name, here in everywhere().items():
        talk = fork(here)
        talk.say("help")
        ask = next((label for label in talk.labels if label.startswith("Ask ")), None)
        assert ask is not None, name
        talk.press(ask)
        assert talk.programme.worker_hours in talk.text or talk.programme.contact in talk.text, name


def test_every_question_has_a_way_out_and_nothing_is_picked_beforehand() -> None:
    """Skip, Not now, No: one of them stands among the answers (B39); none of the answers is ticked by us (B50)."""
    for name, here in everywhere().items():
        session = here.stack[-1] if here.stack else None
        ask = here.flows[session.flow][session.step] if session else None
        if session is None or not isinstance(ask, Ask):
            continue
        shown = engine.options(ask, session, here.view())
        assert any(option.out for option in shown) or ask.way_out, name
        if session.flow != "topics":  # there the ticks are what the member chose before
            assert ask.id in session.answers or not any("(chosen)" in label for label in here.labels), name


def test_a_held_phone_changes_nothing() -> None:
    """Whoever holds it gets help lines and cards; no pace, no name and no message of the member's changes (PACE.md, I11)."""
    for name, here in places("held").items():
        if here.pace.state is not State.HELD:  # they knew the code
            continue
        for probe in PROBES.values():
            talk = fork(here)
            probe(talk)
            assert (talk.pace, talk.member) == (here.pace, here.member), name
            assert not talk.did(PassOn), name
            assert all(session.flow in ("help", "crisis", "held") for session in talk.stack), name


def test_nothing_is_said_to_a_reaction_and_after_a_block() -> None:
    """A reaction is contact and no question; a block is a STOP, and nobody is there to read an answer."""
    for here in (here for here in places("member").values() if here.member):
        reacted, blocked = fork(here), fork(here)
        reacted.take(Reacted())
        blocked.take(Blocked())
        assert not reacted.messages
        assert reacted.top == here.top
        assert not blocked.messages
        assert blocked.pace.state is State.STOPPED


EVENTS: Final = st.one_of(
    st.sampled_from(sorted(PROBES)),
    st.integers(0, 11),
    st.sampled_from(["no", "yes", "skip", "1", "2", "Sam", "Spain", "10-16", "24 Dec", "open"]),
    st.integers(1, 40).map(lambda hours: -hours),
)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(PEOPLE)), st.lists(EVENTS, min_size=5, max_size=40))
def test_no_walk_through_the_bot_leads_to_silence(person: str, walk: list[str | int]) -> None:
    """However somebody wanders about, over days, each step is answered and the stack of what waits stays small."""
    talk = PEOPLE[person]()
    for step in walk:
        if isinstance(step, int) and step < 0:
            talk.wait(-step * 3600)
            continue
        if isinstance(step, str):
            PROBES.get(step, say(step))(talk)
        elif talk.choices:
            talk.take(Pressed(talk.choices[step % len(talk.choices)].token, "m1"))
        else:
            talk.take(Typed("well", "m1"))
        assert answered(talk), step
        assert not sound(talk), step
        assert len(talk.stack) <= 8
