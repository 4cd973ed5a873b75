"""What's new, and the news that comes by itself (COPYDECK.md, section 9; PACE.md, sections 6 and 7).

What did not fit into a member's pace stands on their page for 60 days. Each thing there is told of once: in a rider, in a
digest, or because they looked. After that it is not new any more, and nobody counts what was not read.

Whatever goes out opens a flow, so its buttons and its typed answers mean the same on every channel. Those flows are cards
laid over what was going on (`overlay`): words that mean nothing to them go to what lies beneath.
"""

from typing import Final

from conversations.effects import Begin, Effect, SawNews
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows.dated import outcome
from conversations.newswords import asking, by_when, signed, title
from conversations.phrases import Phrase, _
from conversations.view import Thing, View

PAGE: Final = 5
LIVES: Final = 70 * 24 * 3600
"""How long the numbers under news mean what was shown, on a phone without buttons: until the next chat that the bot begins,
which is 56 days and a slide away at most. What is typed then is for that one."""
NOTHING_NEW: Final = _("BR-09", "Nothing new right now.")
ANY_TIME: Final = _("PV-01C", "OK. Type MENU any time.")
CLOSE: Final = Option("close", _("button.close", "Close"), out=True)
LESS: Final = Option("less", _("BR-01.less", "Less of this"), out=True)
WHATS_NEW: Final = _("button.news", "What's new")
WHOLE: Final = _("BR-08B", "{body}")
NEUTRAL: Final = _("BR-01Q", "Hi. Something is ready, when you like.")
RIDER: Final = _("CI-01R", "Also: {number} new things, when you like.")


def go(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    """Where a button of any of these leads."""
    goes = {"news": Begin("news"), "less": Begin("less")}
    return (goes[value],) if value in goes else ()


def reads(thing: Thing, view: View) -> str:
    """The thing as this member reads it now: what it asks, as long as it can be answered."""
    if thing.closes_at is not None and thing.is_open(view.now):
        close = by_when(thing.closes_at, view.now, view.programme.timezone, view.tongue)
        return asking(thing.text, thing.sender, close, view.tongue)
    return signed(thing.text, thing.sender, view.tongue)


# -- the page ---------------------------------------------------------------------------------------------------------


def first_shown(answers: Answers) -> int:
    """Where the page begins that holds the last thing tapped."""
    last = answers.get("BR-08", "").removeprefix("at")
    return int(last) // PAGE * PAGE if last.isdigit() else 0


def listed(view: View, answers: Answers) -> dict[str, str]:
    start = first_shown(answers)
    shown = view.facts.news()[start : start + PAGE]
    return {"list": "\n".join(f"{start + n}. {title(thing.text)}" for n, thing in enumerate(shown, 1))}


def openings(view: View, answers: Answers) -> tuple[Option, ...]:
    start, many = first_shown(answers), len(view.facts.news())

    def label(number: int) -> str:
        return view.tongue.say(_("BR-08.open", "Open {number}"), {"number": str(number)})

    shown = tuple(Option(str(n), label(n + 1)) for n in range(start, min(start + PAGE, many)))
    older = (Option(f"at{start + PAGE}", _("BR-08.older", "Older")),) if start + PAGE < many else ()
    return (*shown, *older, CLOSE)


def chosen(view: View, answers: Answers) -> str:
    key = answers.get("BR-08", "")
    if key.startswith("at"):
        return "BR-08"
    return "BR-08B" if key.isdigit() and int(key) < len(view.facts.news()) else "PV-01C"


def open_thing(view: View, answers: Answers) -> Thing | None:
    items, at = view.facts.news(), int(answers["BR-08"])
    return items[at] if at < len(items) else None


def opened(view: View, answers: Answers) -> dict[str, str]:
    thing = open_thing(view, answers)
    if thing is None:
        return {"body": view.tongue.say(NOTHING_NEW)}
    return {"body": "\n\n".join(filter(None, (reads(thing, view), outcome(thing, view))))}


def beside(view: View, answers: Answers) -> tuple[Option, ...]:
    thing = open_thing(view, answers)
    answer = (Option("answer", _("BR-08.answer", "Answer")),) if thing and thing.is_open(view.now) else ()
    more = (
        (Option("more", _("TR-01.more", "Tell me more")),)
        if thing and thing.item.startswith("course:")
        else ()
    )
    return (*answer, *more, Option("back", _("button.back", "Back")), CLOSE)


def answer_it(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    thing = open_thing(view, answers)
    goes = {"answer": "dated", "more": "training"}
    return (Begin(goes[value], {"item": thing.item, "by": "member"}),) if value in goes and thing else ()


NEWS = Flow("news", overlay=True, steps=(
    Route("any", lambda view, answers: "BR-08" if view.facts.news() else "BR-09", among=("BR-08", "BR-09"),
        does=lambda view, answers: () if view.practice else (SawNews(),)),
    Say("BR-09", NOTHING_NEW, then=END),
    Ask("BR-08", _("BR-08", "What's new:\n{list}\nThings stay here for 60 days."), OneOf(openings), otherwise="which", fill=listed),
    Route("which", chosen, among=("BR-08", "BR-08B", "PV-01C")),
    Ask("BR-08B", WHOLE, OneOf(beside), then={"back": "BR-08", "answer": END, "more": END}, otherwise="PV-01C", fill=opened, does=answer_it),
    Say("PV-01C", ANY_TIME, then=END),
))  # fmt: skip


# -- what comes by itself ---------------------------------------------------------------------------------------------


def news_words(view: View, answers: Answers) -> Phrase:
    return (
        WHOLE if view.facts.thing(answers.get("item", "")) else _("BR-01L", "That was news for your group.")
    )


def whole(view: View, answers: Answers) -> dict[str, str]:
    thing = view.facts.thing(answers.get("item", ""))
    return {"body": signed(thing.text, thing.sender, view.tongue)} if thing else {}


LETTER = Flow("letter", evergreen=True, overlay=True, about_item=True, lives=LIVES, steps=(
    Ask("BR-01", news_words, OneOf((LESS,)), otherwise=END, fill=whole, does=go),
))  # fmt: skip

LETTER_QUIET = Flow("letter_q", evergreen=True, overlay=True, lives=LIVES, steps=(
    Ask("BR-01Q", NEUTRAL, OneOf((
            Option("news", _("CI-01Q.open", "Open")), Option("not_now", _("button.not_now", "Not now"), out=True))),
        then={"not_now": "BR-01W"}, otherwise=END, does=go),
    Say("BR-01W", _("BR-01W", "OK. It waits, for when you look. Type MENU any time."), then=END),
))  # fmt: skip


def several(view: View, answers: Answers) -> dict[str, str]:
    """The titles of the things that this digest tells of."""
    told = [thing for name in answers.get("items", "").split(",") if (thing := view.facts.thing(name))]
    lines = (f"– {title(thing.text)}" for thing in told)
    return {"number": str(len(told)), "list": "\n".join(lines)}


def digest_words(view: View, answers: Answers) -> Phrase:
    if not several(view, answers)["list"]:
        return _("BR-02L", "That was news for your group. What there is stands on What's new.")
    if several(view, answers)["number"] == "1":
        return _("BR-02O", "1 new thing:\n{list}\nRead it when you like.")
    return _("BR-02", "{number} new things:\n{list}\nRead what you like.")


DIGEST = Flow("digest", evergreen=True, overlay=True, lives=LIVES, steps=(
    Ask("BR-02", digest_words, OneOf((
            Option("news", WHATS_NEW), Option("later", _("BR-02.later", "Later"), out=True), Option("less", _("BR-01.less", "Less of this")))),
        then={"later": "BR-02W"}, otherwise=END, fill=several, does=go),
    Say("BR-02W", _("BR-02W", "OK. They wait on What's new for 60 days."), then=END),
))  # fmt: skip

RIDER_FLOW = Flow("rider", evergreen=True, overlay=True, steps=(
    Ask("CI-01R", NEUTRAL, OneOf((Option("news", WHATS_NEW, out=True),)), otherwise=END, does=go),
))  # fmt: skip
"""Never begun: it is what the button of a rider belongs to (conversations/riding.py)."""

FLOWS = (NEWS, LETTER, LETTER_QUIET, DIGEST, RIDER_FLOW)
