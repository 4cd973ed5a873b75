"""A booking has changed: what those who booked it are told, urgently, and whether it was (COPYDECK BR-04 to BR-07).

Whoever can't come loses nothing but the booking, and nobody asks why. Afterwards, when they next tap, each is asked once
whether it was really urgent; the total is on the log page for everyone alike (B35). It is never a message of its own, and
whoever has only just put something off, or looked for help, is not asked.
"""

from typing import Final

from conversations.deskwords import NOBODY
from conversations.effects import Effect, Said
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Visit
from conversations.flows.wording import day_of, sentence
from conversations.key_effects import Unbook
from conversations.keyring import Change
from conversations.phrases import Phrase, _
from conversations.session import about
from conversations.telling import can_pass_on
from conversations.view import View

LIVES: Final = 16 * 24 * 3600
"""How long the buttons of what the bot itself begins are good for, in seconds."""


def told(view: View, change: Change) -> str:
    """The change as those who booked it read it."""
    say, event = view.tongue.say, change.event
    words = {
        "event": event.title if event else "",
        "date": day_of(view, event.starts_at) if event else "",
        "change": change.change.rstrip("."),
        "todo": sentence(change.todo),
        "coord": change.sender or view.programme.organisation,
    }
    text = say(_("BR-04", "Change to your booking: {event}, {date}, {change}. {todo}."), words)
    if change.alone:
        alone = say(
            _(
                "BR-07",
                "{coord} sent that alone, as no member rep was free in time. It's in the log for all to see.",
            ),
            words,
        )
        return f"{text}\n\n{alone}"
    return text


def the_change(view: View, answers: Answers) -> Change | None:
    number = about(answers)
    found = view.facts.change(f"broadcast:{number}") if number else None
    mine = found is not None and found.stands and found.theirs and found.event is not None
    return found if mine else None


def begins(view: View, answers: Answers) -> str:
    if the_change(view, answers) is None:
        return "BR-04X"
    return "BR-05" if view.known.quiet else "BR-04"


def words(view: View, answers: Answers) -> dict[str, str]:
    change = the_change(view, answers)
    return {"told": told(view, change) if change else view.tongue.say(OVER)}


def openings(view: View, answers: Answers) -> tuple[Option, ...]:
    n = about(answers)
    return (
        Option(f"open{n}", _("CI-01Q.open", "Open"), means="yes"),
        Option(f"later{n}", _("BR-05.later", "Later"), out=True, means="later"),
    )


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    n, change = about(answers), the_change(view, answers)
    log = (Option(f"log{n}", _("BR-07.log", "See the log")),) if change and change.alone else ()
    return (
        Option(f"ok{n}", _("button.ok", "OK"), out=True, means="yes"),
        Option(f"cant{n}", _("BR-04.cant", "Can't come"), means="cant"),
        Option(f"ask{n}", _("button.ask", "Ask something")),
        *log,
    )


def chosen(view: View, answers: Answers) -> str:
    return answers.get("BR-04", "").rstrip("0123456789")


def leads(view: View, answers: Answers) -> str:
    change = the_change(view, answers)
    match chosen(view, answers):
        case "cant" if change is None or change.event is None or change.event.starts_at <= view.now:
            return "BR-04X"
        case "cant":
            return "BR-04C"
        case "ask":
            return "message" if can_pass_on(view) else "nobody"
        case "log":
            return "log"
        case _:
            return "BR-04K"


def unbooks(view: View, answers: Answers) -> tuple[Effect, ...]:
    change = the_change(view, answers)
    if leads(view, answers) != "BR-04C" or change is None or change.event is None:
        return ()
    return (Unbook(change.event.id),)


def opened(view: View, answers: Answers) -> str:
    if answers.get("BR-05", "").startswith("later"):
        return "BR-05L"
    return "BR-04" if the_change(view, answers) else "BR-04X"


OVER: Final = _("BR-04X", "That one is over. There's nothing for you to do.")
CHANGE = Flow("change", opener=True, late=True, lives=LIVES, steps=(
    Route("begins", begins, among=("BR-04", "BR-05", "BR-04X")),
    Ask("BR-05", _("BR-05", "Hi. A date has changed."), OneOf(openings), otherwise="opened"),
    Route("opened", opened, among=("BR-04", "BR-05L", "BR-04X")),
    Say("BR-05L", _("BR-05L", "OK. It's on What's new, when you like."), then=END),
    Ask("BR-04", _("BR-04T", "{told}"), OneOf(ways), otherwise="leads", fill=words),
    Route("leads", leads, among=("BR-04C", "BR-04K", "BR-04X", "message", "nobody", "log"), does=unbooks),
    Say("BR-04C", _("BR-04C", "Done. You're not booked on it any more. No reason needed."), then=END),
    Say("BR-04K", _("BR-04K", "OK. Thanks for looking."), then=END),
    Say("BR-04X", OVER, then=END),
    Visit("log", "log", then="opened"),
    Visit("message", "message", then=END),
    Say("nobody", NOBODY, then=END),
))  # fmt: skip


# -- was it? ----------------------------------------------------------------------------------------------------------


def rates(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (Said(answers["item"], value),)


def rated(view: View, answers: Answers) -> Change | None:
    """What is asked about. In quiet mode nothing names it."""
    found = view.facts.change(f"broadcast:{about(answers)}")
    return None if view.known.quiet or found is None or found.event is None else found


def was_it(view: View, answers: Answers) -> Phrase:
    if rated(view, answers) is None:
        return _("BR-06", "Was that last one really urgent? All of us will see the total.")
    return _("BR-06E", "The change to {event}: was it really urgent? All of us will see the total.")


def its_event(view: View, answers: Answers) -> dict[str, str]:
    change = rated(view, answers)
    return {"event": change.event.title if change and change.event else ""}


def thanks(view: View, answers: Answers) -> Phrase:
    if answers.get("BR-06") == "skip":
        return _("BR-06S", "That's fine.")
    return _("BR-06T", "Thanks. Once 5 of us have said, the total is in the log, for all to see.")


WAS_URGENT = Flow("was_urgent", overlay=True, steps=(
    Route("once", lambda view, answers: "BR-06", among=("BR-06",), does=lambda view, answers: (Said(answers["item"], "asked"),)),
    Ask("BR-06", was_it, OneOf((Option("yes", _("button.yes", "Yes")), Option("no", _("button.no", "No")))), skip=True, otherwise="BR-06T",
        fill=its_event, does=rates),
    Say("BR-06T", thanks, then=END),
))  # fmt: skip

FLOWS = (CHANGE, WAS_URGENT)
