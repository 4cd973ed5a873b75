"""News with a date: would you like to, tell us by then (COPYDECK.md, BR-03; PACE.md, section 7).

An answer is one tap, and can be changed until the date. The flow is `evergreen` and its buttons carry the broadcast they
belong to (conversations/session.py), so they work until the date however much has happened in between, and afterwards say
kindly that it has closed. It also stands on What's new, where whoever types finds it again. Right after an answer the
question stays open without a word (`changes`), so "no thanks" typed after a "yes" changes that and answers nothing older.

Nobody is counted while it is open. What all said together opens to everyone at the same moment, when it has closed, in
rounded numbers and from 5 answers on (B28, B31).
"""

from typing import Final

from conversations.bands import band
from conversations.effects import Effect, Said
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Visit
from conversations.newswords import asking, by_when
from conversations.phrases import Phrase, _
from conversations.view import Thing, View

DAY: Final = 24 * 3600
FROM_ANSWERS: Final = 5
"""Fewer than this and nothing is shown."""
YES: Final = Option("yes", _("button.yes", "Yes"))
NO: Final = Option("no", _("BR-03.no", "No thanks"))
NOT_NOW: Final = Option("not_now", _("button.not_now", "Not now"), out=True)


def open_thing(view: View, answers: Answers) -> Thing | None:
    """What is asked about, as long as it can be answered."""
    thing = view.facts.thing(answers.get("item", ""))
    return thing if thing and thing.is_open(view.now) else None


def outcome(thing: Thing, view: View) -> str:
    """What all said together, once it has closed; "" before, and for what asked nothing."""
    if thing.closes_at is None or thing.is_open(view.now):
        return ""
    said = view.facts.said_by_all(thing.item)
    if sum(said.values()) < FROM_ANSWERS:
        return view.tongue.say(CLOSED)
    yes, no = (band(said.get(key, 0), view.tongue) for key in ("yes", "no"))
    return view.tongue.say(
        _("BR-03T", "That one has closed. Yes: {yes}. No thanks: {no}."), {"yes": yes, "no": no}
    )


def begins(view: View, answers: Answers) -> str:
    if open_thing(view, answers) is None:
        return "BR-03C"
    return "BR-03Q" if view.known.quiet and answers.get("by") != "member" else "BR-03"


def words(view: View, answers: Answers) -> dict[str, str]:
    thing = open_thing(view, answers)
    if thing is None or thing.closes_at is None:
        return {"body": view.tongue.say(CLOSED)}
    close = by_when(thing.closes_at, view.now, view.programme.timezone, view.tongue)
    asked = asking(thing.text, thing.sender, close, view.tongue)
    given = {"yes": YES_NOW, "no": NO_NOW}.get(view.facts.said(thing.item))
    return {"body": "\n\n".join((asked, view.tongue.say(given))) if given else asked}


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    """Somebody who came to it by themselves puts nothing off."""
    out = Option("close", _("button.close", "Close"), out=True) if answers.get("by") == "member" else NOT_NOW
    return (YES, NO, out)


def keep(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    thing = open_thing(view, answers)
    return (Said(thing.item, value),) if thing and value in ("yes", "no") else ()


def kept(view: View, answers: Answers) -> str:
    if open_thing(view, answers) is None:
        return "BR-03C"
    return "BR-03Y" if answers.get("BR-03") == "yes" else "BR-03N"


def until(view: View, answers: Answers) -> dict[str, str]:
    thing = open_thing(view, answers)
    assert thing is not None and thing.closes_at is not None  # or it would have led to BR-03C
    return {"close": by_when(thing.closes_at, view.now, view.programme.timezone, view.tongue)}


def is_yes(view: View, answers: Answers) -> Phrase:
    """Without buttons "here" is only true until something else was asked, so it is not promised."""
    if not view.caps.buttons:
        return _("BR-03YT", "Thanks, that's a yes. You can change it until {close}, on What's new.")
    return _("BR-03Y", "Thanks, that's a yes. You can change it until {close}, here or on What's new.")


def is_no(view: View, answers: Answers) -> Phrase:
    if not view.caps.buttons:
        return _(
            "BR-03NT", "OK, that's a no, and that's fine. You can change it until {close}, on What's new."
        )
    return _(
        "BR-03N", "OK, that's a no, and that's fine. You can change it until {close}, here or on What's new."
    )


CLOSED: Final = _("BR-03C", "That one has closed.")
YES_NOW: Final = _("BR-03V", "So far you said yes.")
NO_NOW: Final = _("BR-03W", "So far you said no thanks.")
DATED = Flow("dated", opener=True, overlay=True, evergreen=True, about_item=True, changes="BR-03", lives=8 * DAY, steps=(
    Route("begins", begins, among=("BR-03", "BR-03Q", "BR-03C")),
    Ask("BR-03Q", _("BR-03Q", "Hi. Something is ready, when you like."), OneOf((Option("open", _("CI-01Q.open", "Open")), NOT_NOW)),
        then={"not_now": "put_off"}, otherwise="opened"),
    Route("opened", lambda view, answers: "BR-03" if open_thing(view, answers) else "BR-03C", among=("BR-03", "BR-03C")),
    Ask("BR-03", _("BR-08B", "{body}"), OneOf(ways), then={"not_now": "put_off", "close": "PV-01C"}, otherwise="kept", fill=words, does=keep),
    Route("kept", kept, among=("BR-03Y", "BR-03N", "BR-03C")),
    Say("BR-03Y", is_yes, then=END, fill=until),
    Say("BR-03N", is_no, then=END, fill=until),
    Route("put_off", lambda view, answers: "later" if open_thing(view, answers) else "BR-03C", among=("later", "BR-03C")),
    Visit("later", "later", then=END, carrying=lambda view, answers: {"item": answers.get("item", "")}),
    Say("BR-03C", CLOSED, then=END),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip

FLOWS = (DATED,)
