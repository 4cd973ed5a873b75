"""The way back: a rejoin code for a lost phone or account, and coming back with it (COPYDECK.md, PV-11; DOMAIN.md 5.1; B67).

The question comes before the code. Whoever has no pen at hand, or is not alone with this screen, says Not now and nothing
was shown. A code is shown once and typed back once, and then it goes from the chat on both sides: whoever picks up a lost
phone could scroll up. Nothing here can show it again, for only a hash is kept; what can be had is another one, up to three
in an hour, for to make one takes everybody's time.
"""

from collections.abc import Mapping
from typing import Final

from conversations import rejoin
from conversations.effects import Effect, EndRejoin, KeepRejoin
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Problem, Route, Say, Visit, Words
from conversations.pace import State
from conversations.phrases import Phrase, _
from conversations.view import View

WORKS_STAYS: Final = _(
    "RJ-03P", "That's your code, and it works. Please delete it from this chat: I can't. Keep it on paper."
)
WORKS: Final = _("RJ-03", "That's your code, and it works. I've taken it out of this chat. Keep it on paper.")
WRONG: Final = _("RJ-02", "That code doesn't work. A letter may be wrong, or it may be used already. After 5 wrong tries it rests for a day. {worker} can help you, in person.")  # fmt: skip
"""For every code that does not work, whatever the reason: nobody learns whether a code is anybody's."""
ONCE: Final = _("ON-53C", "Your code:\n{code}\nWrite it on paper, not in this phone. On a new phone or account, type it to me. Now type it here once, and I'll clear it away.")  # fmt: skip
ONCE_STAYS: Final = _("ON-53P", "Your code:\n{code}\nWrite it on paper, not in this phone. On a new phone or account, type it to me. Now type it here once. Then please delete it from this chat: I can't.")  # fmt: skip
NOT_AGAIN: Final = _("ON-53D", "I showed you a code, and I can't show it twice: I don't keep it. You can type it here, or have another one.")  # fmt: skip
SHOW: Final = Option("show", _("ON-53.show", "Show me the code"))
ANOTHER: Final = Option("show", _("ON-53.another", "Make another"))
NOT_NOW: Final = Option("no", _("button.not_now", "Not now"), out=True)


def offer(view: View, answers: Answers) -> Phrase:
    if "by" in answers:
        return _("ON-53", "One last thing. A code on paper brings you back if you lose this phone or account, with all that's yours. I show it once. Is this a good time? It's in My details, too.")  # fmt: skip
    return _("ON-53A", "A code on paper brings you back if you lose this phone or account. I show it once. An older one works for 7 more days. Is this a good time?")  # fmt: skip


def make(view: View, answers: Answers) -> tuple[Effect, ...]:
    return (KeepRejoin(view.facts.fresh_rejoin()),)


def once(view: View, answers: Answers) -> Phrase:
    """The code, in the turn that makes it. In any later one there is no code to show."""
    if not view.shown_rejoin:
        return NOT_AGAIN
    return ONCE if works(view, answers) is WORKS else ONCE_STAYS


def shown(view: View, answers: Answers) -> Mapping[str, str]:
    return {"code": rejoin.grouped(view.shown_rejoin)}


def works(view: View, answers: Answers) -> Phrase:
    """It is said to be gone only where both sides of it can be taken away."""
    return WORKS if view.caps.delete_within and view.caps.deletes_theirs else WORKS_STAYS


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    return (NOT_NOW,) if view.shown_rejoin else (ANOTHER, NOT_NOW)


def typed_back(text: str, view: View) -> str | Problem:
    """What was typed is compared by the shell, which alone knows the hash, and is written down nowhere."""
    if view.rejoin and view.rejoin.member:
        return "typed"
    if view.rejoin:
        return Problem(WRONG, {"worker": view.programme.worker or view.programme.contact})
    return Problem(_("ON-53X", "That's not the code. It has 12 letters and numbers."))


def end(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return () if value == "show" else (EndRejoin(keep=value == "typed"),)


REJOIN: Final = Flow("rejoin", steps=(
    Route("asked", lambda view, answers: "may" if "now" in answers else "ON-53", among=("may", "ON-53")),
    Ask("ON-53", offer, OneOf((SHOW, NOT_NOW)), then={"show": "may"}, otherwise="not_now"),
    Route("may", lambda view, answers: "make" if view.facts.rejoins_left() else "ON-53M", among=("make", "ON-53M")),
    Say("ON-53M", _("ON-53M", "I've made 3 codes for you in an hour, and that's the most I can. In an hour you can have another one, in My details."), then=END),
    Route("make", lambda view, answers: "ON-53C", among=("ON-53C",), does=make),
    Ask("ON-53C", once, Words(ways, limit=200, read=typed_back),
        then={"show": "may", "no": "not_now"}, otherwise="RJ-03", fill=shown, does=end),
    Say("RJ-03", works, then=END),
    Route("not_now", lambda view, answers: END if "by" in answers else "ON-53N", among=(END, "ON-53N")),
    Say("ON-53N", _("ON-53N", "OK, no code. You can have one any time, in My details."), then=END),
))  # fmt: skip


def welcome(view: View, answers: Answers) -> Phrase:
    """What is true of them now, who were away: coming back starts nothing that they had ended."""
    match view.pace.state:
        case State.STOPPED:
            return _("RJ-01S", "Welcome back. Everything that was yours is here. You had stopped my messages, and they stay stopped until you write START. Your code is used up now. Would you like a new one?")  # fmt: skip
        case State.PAUSED:
            return _("RJ-01B", "Welcome back. Everything that was yours is here, and your break goes on. Your code is used up now. Would you like a new one?")  # fmt: skip
        case _:
            return _("RJ-01", "Welcome back. Everything that was yours is here. Your code is used up now. Would you like a new one?")  # fmt: skip


CAME_BACK: Final = Flow("came_back", steps=(
    Ask("RJ-01", welcome, OneOf((Option("show", _("RJ-01.new", "Make a new code")), NOT_NOW)), then={"show": "rejoin"}, otherwise="ON-53N"),
    Visit("rejoin", "rejoin", then=END, carrying=lambda view, answers: {"now": "yes"}),
    Say("ON-53N", _("ON-53N", "OK, no code. You can have one any time, in My details."), then=END),
))  # fmt: skip

FLOWS: Final = (REJOIN, CAME_BACK)
