"""Who gets what has just come in, in the order that protects people first (see the package's own words)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from conversations import engine, pace, rejoin, stranger, telling
from conversations.desk.cards import keeps_card, show_card_again
from conversations.desk.codes import take_code
from conversations.desk.lifted import SMALL_WORDS, before_button, tell
from conversations.desk.pressing import WHILE_STOPPED, parts, pressed
from conversations.desk.stack import unopened
from conversations.desk.table import Table
from conversations.desk.talking import is_asked_back, is_picked, is_shown, talk, use_code
from conversations.desk.wishes import fulfil, is_wish
from conversations.deskwords import (
    CODE_WORKS,
    NOT_JOINED,
    NOT_UNDERSTOOD,
    NOTHING_KEPT,
    PHOTO,
    TELLS_WHO,
    VOICE,
)
from conversations.effects import ChangePace, Count, EmptyQueue, Remove, Reply
from conversations.events import Arrived, Blocked, Due, Event, Opened, Pressed, Reacted, Returned, Typed
from conversations.flow import Ask
from conversations.flows.menu import CODE_GONE
from conversations.flows.stopping import NEW_PHONE
from conversations.plain import clean, plain
from conversations.safety import Command, Tier, command, danger, is_stop, mentions_stop

WHILE_HELD: Final = frozenset({"help", "crisis"})
"""Flows that a held phone gets (PACE.md, section 7)."""
ENDS_CHECK_IN: Final = frozenset({"rest", "break_over"})
"""What the bot starts after which a check-in that nobody answered is not open any more."""
OF_COMMAND: Final[Mapping[Command, str]] = {
    Command.HELP: "help",
    Command.MENU: "menu",
    Command.PACE: "pace",
    Command.PAUSE: "break",
    Command.MY_DATA: "details",
    Command.FORGET_ME: "forget",
    Command.CLEAR: "clear",
    Command.LANGUAGE: "language",
    Command.NEWS: "news",
    Command.WHY: "why",
    Command.LOG: "log",
    Command.ROLES: "roles",
    Command.LESS: "less",
}


def receive(table: Table, event: Event) -> None:
    state = table.view.pace.state if table.view.member else None
    match event:
        case Blocked():
            table.stack.clear()
            table.add(ChangePace(pace.stop(table.view.pace, table.view.now)), EmptyQueue())
        case Due():
            due(table, event.what, dict(event.carrying))
        case Returned():
            table.settle()
        case Reacted():
            pass
        case _ if state is pace.State.HELD:
            held(table, event)
        case Typed():
            typed(table, replace(event, text=clean(event.text)), stopped=state is pace.State.STOPPED)
        case Pressed():
            before_button(table, event)
            pressed(table, event, stopped=state is pace.State.STOPPED)
        case Opened():
            opened(table, event, stopped=state is pace.State.STOPPED)
        case Arrived():
            arrived(table, event, stopped=state is pace.State.STOPPED)


def typed(table: Table, event: Typed, *, stopped: bool) -> None:
    text = event.text
    if is_stop(text):
        return table.stop()
    if tier := danger(text, table.view.tongue.language):
        return crisis(table, tier, event)
    if table.view.rejoin:
        return take_code(table, event)
    if brings_code(table, text):
        return at_the_door(table, event)
    said = command(text)
    if tell(table, asks=said not in SMALL_WORDS):
        return None
    if stopped:
        return after_stop(table, said, event)
    if is_shown(table, text) or (said is not Command.HELP and is_picked(table, text)):
        return talk(table, event, None)
    if said is Command.WHY and is_asked_back(table, text):
        return talk(table, event, None)
    if said in OF_COMMAND or said is Command.START:
        return obey(table, said)
    if said is Command.NEW_PHONE and table.view.member is None:
        return table.show_again(NEW_PHONE)
    if said and is_wish(table, event, said):
        return fulfil(table, said)
    if said is Command.END_BREAK and table.view.pace.state is pace.State.PAUSED:
        return table.begin("end_break")
    if table.stack and said is Command.BACK:
        return table.back()
    if table.stack and said is Command.LEAVE:
        return table.leave()
    if mentions_stop(text) and table.view.member and not table.writes_sealed():
        table.add(ChangePace(pace.ask_for_quiet(table.view.pace, table.view.now)), EmptyQueue())
        return table.begin("less_stop")
    return talk(table, event, said)


def brings_code(table: Table, text: str) -> bool:
    """Whether somebody who has not joined types an invitation code. One that they brought before is in the view as well."""
    invitation = table.view.invitation
    return (
        invitation is not None and table.view.member is None and plain(text).endswith(plain(invitation.code))
    )


def at_the_door(table: Table, event: Typed) -> None:
    """The code goes with them from here, and they hear whether it works; then where they were is shown again."""
    invitation = table.view.invitation
    assert invitation is not None
    if not table.stack:
        if not invitation.valid:
            table.say(CODE_GONE)
        return talk(table, event, None)
    if invitation.valid:
        table.stack = [
            each.having({**each.answers, "code": invitation.code}, each.trail) for each in table.stack
        ]
    return table.show_again(CODE_WORKS if invitation.valid else CODE_GONE)


def held(table: Table, event: Event) -> None:
    """A held phone: help lines and safety cards, and nothing else, but for the rejoin code (PACE.md, section 7)."""
    table.stack = [session for session in table.stack if session.flow in WHILE_HELD]
    if isinstance(event, Arrived) and event.message:
        table.add(Remove(event.message))
    if isinstance(event, Arrived) and event.text:
        event = Typed(clean(event.text))
    if isinstance(event, Typed) and (tier := danger(event.text, table.view.tongue.language)):
        return crisis(table, tier, event)
    if table.view.rejoin and isinstance(event, Typed | Opened):
        return take_code(table, event)
    if isinstance(event, Typed):
        if command(event.text) is Command.HELP:
            return table.begin("help")
        if keeps_card(table, event):
            return show_card_again(table, event)
        if table.stack:
            turn = engine.advance(table.flows[table.stack[-1].flow], table.stack[-1], event, table.view)
            if turn.understood:
                return table.apply(turn)
    if isinstance(event, Pressed) and is_of_help(table, event):
        return pressed(table, event, stopped=False)
    table.stack.clear()
    return table.begin("held")


def is_of_help(table: Table, event: Pressed) -> bool:
    """Whether a button belongs to a question that a held phone can be asked. What was made up is none of ours."""
    _id, name, step, _key = parts(event.token)
    return name in WHILE_HELD and isinstance(table.flows[name].index.get(step), Ask)


def after_stop(table: Table, said: Command | None, event: Typed) -> None:
    if said is Command.HELP:
        return table.begin("help")
    if said is Command.START:
        table.stack.clear()
        return table.begin("start")
    if said in (Command.FORGET_ME, Command.MY_DATA, Command.CLEAR, Command.LOG):
        return obey(table, said)
    if keeps_card(table, event):
        return show_card_again(table, event)
    if table.stack and table.stack[-1].flow in WHILE_STOPPED:
        turn = engine.advance(table.flows[table.stack[-1].flow], table.stack[-1], event, table.view)
        if turn.understood:
            return table.apply(turn)
    table.stack.clear()
    return table.begin("return")


def obey(table: Table, said: Command | None) -> None:
    if table.view.member is None and said is not Command.HELP and said is not Command.CLEAR:
        return stranger_asks(table, said)
    name = OF_COMMAND.get(said, "menu") if said else "menu"
    table.begin("team" if name == "menu" and table.view.member and table.view.member.team else name)


def stranger_asks(table: Table, said: Command | None) -> None:
    if said is Command.START or (said is Command.LANGUAGE and not table.stack):
        table.stack.clear()
        return table.begin("join")
    phrase = NOTHING_KEPT if said in (Command.MY_DATA, Command.FORGET_ME) else NOT_JOINED
    if not table.stack:
        table.say(phrase)
        return table.begin("join")
    return table.show_again(phrase)


def opened(table: Table, event: Opened, *, stopped: bool) -> None:
    if table.view.rejoin:
        return take_code(table, event)
    if table.view.member is None:
        table.stack.clear()
        code = table.view.invitation.code if table.view.invitation else ""
        return table.begin("join", {"code": code} if code else None)
    if tell(table, asks=table.view.invitation is not None):
        return None
    if stopped:
        table.stack.clear()
        return table.begin("start")
    if table.view.invitation:
        return use_code(table)
    return obey(table, Command.START)


def arrived(table: Table, event: Arrived, *, stopped: bool) -> None:
    if event.message:
        table.add(Remove(event.message))
    if event.text and protects(table, event.text):
        return typed(table, Typed(clean(event.text)), stopped=stopped)
    tell(table, asks=True)
    if stopped:
        return table.begin("return")
    if event.kind in ("sticker", "other") and table.stack:
        return table.show_again(None)
    if event.kind == "sticker":
        return table.say(NOT_UNDERSTOOD) if table.view.member else table.begin("join")
    if table.is_sealed():
        return table.show_again(TELLS_WHO)
    return table.show_again(VOICE if event.kind == "voice" else PHOTO)


def protects(table: Table, text: str) -> bool:
    """Whether words beside a picture are of those that are heard whatever they stand beside. No others are: the picture
    cannot be kept, so what was said with it is to be said again."""
    asks_for_people = command(text) is Command.HELP
    return (
        is_stop(text)
        or mentions_stop(text)
        or asks_for_people
        or danger(text, table.view.tongue.language) is not None
    )


def due(table: Table, what: str, carrying: Mapping[str, str]) -> None:
    """Something the bot starts: `what` is the flow that opens it, and `carrying` what that flow takes as known. An older
    one of the same kind closes softly; what was half-done waits beneath, for what is typed next answers what was asked last.
    With silence or a break between, a check-in that nobody answered is over: "ok" to the rest note answers nothing of it."""
    table.stack = [s for s in table.stack if s.flow != what]
    if what in ENDS_CHECK_IN:
        table.stack = [s for s in table.stack if s.flow != "check_in" or not unopened(table.flows[s.flow], s)]
    table.begin(what, carrying)


def crisis(table: Table, tier: Tier, event: Typed) -> None:
    """The card, above whatever was going on. What was being written to a person still goes to them, but for a rejoin code."""
    if (words := rejoin.without(event.text)) != event.text:
        table.add(*((Remove(event.message),) if event.message else ()))
        event = replace(event, text=words)
    if table.stack and table.flows[table.stack[-1].flow].to_person:
        talk(table, event, None)
    careful = stranger.kept(table.stack[-1]) if table.view.member is None and table.stack else {}
    passed_on = [effect for effect in table.effects if not (isinstance(effect, Reply) and effect.choices)]
    table.effects = []
    table.stack = [session for session in table.stack if session.flow not in ("crisis", "tell")]
    table.add(Count(f"card.{tier.value}"))
    going_on = [table.flows[session.flow] for session in table.stack]
    table.begin("crisis", {**careful, **telling.carried(table.view, tier, event.text, going_on)})
    table.effects += passed_on
