"""Words: for the open question; if nothing is open, for whoever can make something of them."""

from collections.abc import Sequence
from typing import Final

from conversations import engine, pace, telling
from conversations.desk.cards import keeps_card, show_card_again
from conversations.desk.shortcuts import take_shortcut
from conversations.desk.stack import unopened
from conversations.desk.table import Table
from conversations.deskwords import NOBODY, NOT_UNDERSTOOD, THANKED
from conversations.effects import UseCode
from conversations.events import Typed
from conversations.flow import Ask, Flow, Words
from conversations.obvious import meanings
from conversations.plain import plain
from conversations.safety import Command, is_angry
from conversations.session import Session

ABOUT_HEARING: Final = frozenset(
    {"pace", "times", "days_off", "topics", "break", "on_break", "less", "less_stop"}
)
HANDED_OUT: Final = frozenset({"letter", "letter_q", "digest"})
"""News as it comes. It asks nothing, so words that are no answer to it do not bring it up again."""
NEVER_TWICE: Final = frozenset({"check_in", "year", "break_over", "rest"})
"""What the bot asks about somebody themselves. Unanswered, it is left alone."""
A_WHILE: Final = 15 * 60
"""Seconds after which somebody who writes again is no longer in the middle of a question."""


def is_shown(table: Table, text: str) -> bool:
    """Whether these are the very words of a choice of the open question: "Start" under a check-in begins it."""
    return bool(table.stack) and table.shows(table.stack[-1], text)


def is_picked(table: Table, text: str) -> bool:
    """Whether these words pick a choice of the question that a sealed talk has open. There a word that is a command elsewhere
    ("start" at "OK, start") is that answer: taken for a command it would lead out of the box, and what comes after it with it."""
    if not table.is_sealed() or not table.flows[table.stack[-1].flow].private:
        return False
    top = table.stack[-1]
    turn = engine.advance(table.flows[top.flow], top, Typed(text), table.view)
    return turn.understood and turn.key != ""


def is_asked_back(table: Table, text: str) -> bool:
    """Whether a bare "why?" is for the open question and not about the messages as such: it takes words of their own,
    or they began it themselves, and it is no card that words pass by (news is one, whether it came or was looked up), nor
    about how often they hear from the bot."""
    if len(text.split()) > 1 or not table.stack:
        return False
    top = table.stack[-1]
    flow = table.flows[top.flow]
    step = flow[top.step]
    takes_words = isinstance(step, Ask) and isinstance(step.kind, Words)
    passes_by = flow.overlay and not flow.urgent and table.view.member is not None
    return takes_words or not (flow.opener or passes_by or flow.id in ABOUT_HEARING)


def talk(table: Table, event: Typed, said: Command | None) -> None:
    if keeps_card(table, event):
        return show_card_again(table, event)
    unopened: list[Session] = []
    lists: list[Session] = []
    while table.stack:
        top = table.stack[-1]
        flow = table.flows[top.flow]
        turn = engine.advance(flow, top, event, table.view)
        if is_back_from_silence(table, top, turn, said):
            table.stack[:0] = unopened
            return table.begin("on_break")
        if turn.understood or not lets_pass(table, flow, top):
            table.apply(turn)
            table.stack[:0] = unopened
            return None
        visited = table.is_visited()
        table.stack.pop()
        if flow.stays and not visited and table.view.now - top.touched_at <= A_WHILE:
            lists.append(top)
        if not flow.overlay or (came_by_itself(flow) and not visited):
            unopened.insert(0, top)
        elif visited:
            before = len(table.effects)
            table.settle()  # the flow that was waiting for this card goes on
            if len(table.effects) > before:
                table.stack[:0] = unopened
                return None
    table.stack = unopened
    return nothing_open(table, event.text, said, lists[:1])


def is_back_from_silence(table: Table, top: Session, turn: engine.Turn, said: Command | None) -> bool:
    """Whether somebody on a break greets the bot, or writes again after a while, over a question left open beneath.

    "To come back sooner, write any word" holds there too: they are asked about their break, not for that old answer. Nor
    is a hello after a while written down as one, where the question takes any words.
    """
    if (
        table.view.pace.state is not pace.State.PAUSED
        or top.flow == "on_break"
        or lets_pass(table, table.flows[top.flow], top)
    ):
        return False
    greets, late = said is Command.GREETING, table.view.now - top.touched_at > A_WHILE
    if turn.understood:
        return greets and late and turn.key == "" and turn.answered != ""
    return greets or late


def lets_pass(table: Table, flow: Flow, session: Session) -> bool:
    """Whether words that mean nothing to this session may be for somebody else: a card, or an unopened opener."""
    if flow.overlay:
        return len(table.stack) > 1 or table.view.member is not None
    return unopened(flow, session) and not table.is_visited()


def came_by_itself(flow: Flow) -> bool:
    """Whether the bot began this, or handed it out, so that a word which is no answer to it does not end it: what is typed
    next may well be one, and is never to be taken for an answer to something older beneath."""
    return flow.opener or flow.id in HANDED_OUT


def nothing_open(table: Table, text: str, said: Command | None, lists: Sequence[Session] = ()) -> None:
    """`lists`: what was on top and is put back there, and shown again, where nobody can make anything of the words."""
    member, state = table.view.member, table.view.pace.state
    if member is None:
        return table.begin("join", {"code": table.view.invitation.code} if table.view.invitation else None)
    if table.view.invitation:
        return use_code(table)
    if state is pace.State.PAUSED:
        return table.begin("on_break")
    if member.quiet and text.casefold() == member.quiet_word.casefold():
        return table.begin("menu")
    if take_shortcut(table, text):
        return None
    if state is pace.State.RESTING:  # who asks for something gets that, and needs no welcome (PA-16)
        return table.begin("welcome")
    if said is Command.THANKS:
        return table.say(THANKED)
    if said is Command.GREETING:
        return table.begin("team" if member.team else "menu")
    if is_angry(text):
        return table.begin("angry")
    table.for_nobody = True
    table.stack += lists
    asks = bool(lists) or (bool(table.stack) and asks_still(table, table.stack[-1]))
    if len(text.split()) >= 5 and not member.team and not (asks and begins_as_an_answer(table, text)):
        if not telling.can_pass_on(table.view):
            return table.say(NOBODY)
        return table.begin("pass_on", {"words": text[: telling.MOST]})
    if asks:
        top = table.stack[-1]
        return table.add(*engine.unclear(table.flows[top.flow], top, table.view).effects)
    return table.say(NOT_UNDERSTOOD)


def begins_as_an_answer(table: Table, text: str) -> bool:
    """ "Yes I'd love to come": more than a yes, so it is not taken for one, and no message to somebody on the team either."""
    language = table.view.tongue.language
    first = plain(text.split()[0])
    return first in meanings("yes", language, exact=True) | meanings("no", language, exact=True)


def asks_still(table: Table, session: Session) -> bool:
    """Whether the newest thing that the bot asked is what these words were meant for, so that it is put once more: a
    question of its own (news, a key, a changed booking) until it is answered or over. A check-in is never put twice (B40)."""
    flow = table.flows[session.flow]
    if not flow.opener or flow.id in NEVER_TWICE or engine.is_answered(flow, session):
        return False
    known = {name: value for name, value in session.answers.items() if name in ("item", "by")}
    return engine.open(flow, session.id, table.view, known).session is not None


def use_code(table: Table) -> None:
    assert table.view.invitation is not None
    if table.view.invitation.valid:
        table.add(UseCode(table.view.invitation.code))
    table.begin("invited")
