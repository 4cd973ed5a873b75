"""Not now: when something is to come back, told by its day and time (COPYDECK.md, PA-11 to PA-13).

The gate itself says when that can be, with everything that has been sent to the member before, so what is told here is
when it comes, unless the member changes something first. "Later today" is offered only if there is room today. Twice, and
no more: the third time it is let go.

A check-in that would come no sooner than the next one is the next one; twice a round, and the menu has a check-in for
whoever wants one. Anything else has a name (`item`) and a date: only times before that date are offered, and what is
let go stands on What's new.
"""

from typing import Final

from conversations import pace
from conversations.effects import Effect, Snooze
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.pace import Item, Kind, MessageClass
from conversations.pace.local_time import local
from conversations.phrases import _
from conversations.view import View

HOUR: Final = 3600
BACK: Final = Item("snooze", Kind.SNOOZE_RETURN, MessageClass.ASKED, about=Kind.CHECK_IN)
DAYS: Final = {"tomorrow": 1, "week": 7}
TWICE: Final = 2


def comes_back(view: View, answers: Answers, key: str) -> tuple[int, bool] | None:
    """When something that is put off like this comes again, and whether that is the next check-in; None for never."""
    after = pace.on_contact(view.pace, view.now)
    earliest = view.now + 3 * HOUR if key == "today" else pace.slot_after(after, view.now, DAYS[key])
    if answers.get("item"):
        return _before_it_closes(view, after, earliest, _closes_at(view, answers))
    moment, due, planned = (
        view.facts.goes_at(BACK, after, earliest),
        after.check_in_due_at,
        pace.check_in_item(after),
    )
    if due is None or planned is None or (moment is not None and moment < due):
        return None if moment is None else (moment, False)
    return view.facts.goes_at(planned, after, due) or due, True


def _before_it_closes(
    view: View, after: pace.Pace, earliest: int, closes_at: int | None
) -> tuple[int, bool] | None:
    if closes_at is None or earliest >= closes_at:
        return None
    item = Item("snooze", Kind.SNOOZE_RETURN, MessageClass.ASKED, closes_at, about=Kind.DATED_NEWS)
    moment = view.facts.goes_at(item, after, earliest)
    return None if moment is None or moment >= closes_at else (moment, False)


def _closes_at(view: View, answers: Answers) -> int | None:
    thing = view.facts.thing(answers["item"])
    return thing.closes_at if thing else None


def where_to(view: View, answers: Answers) -> str:
    if item := answers.get("item"):
        may = view.facts.put_off(item) < TWICE and any(
            comes_back(view, answers, key) for key in ("today", *DAYS)
        )
        return "PA-11" if may else "PA-13N"
    if not pace.may_snooze(view.pace):
        return "PA-13"
    return "PA-11" if comes_back(view, answers, "tomorrow") else "PS-05S"


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    today = comes_back(view, answers, "today")
    has_room = today is not None and local(today[0], view.pace.zone)[0] == view.today
    later = (
        Option("tomorrow", _("PA-11.tomorrow", "Tomorrow")),
        Option("week", _("PA-11.week", "Next week")),
    )
    return (
        *((Option("today", _("PA-11.today", "Later today")),) if has_room else ()),
        *(option for option in later if not answers.get("item") or comes_back(view, answers, option.key)),
        Option("skip", _("CI-01.skip", "Skip this one"), out=True),
    )


def put_off(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    back = None if value == "skip" else comes_back(view, answers, value)
    if back is None or back[1]:
        return ()
    if item := answers.get("item"):
        return (Snooze("dated", back[0], _closes_at(view, answers), about=Kind.DATED_NEWS, item=item),)
    return (Snooze("check_in", back[0], pace.on_contact(view.pace, view.now).check_in_due_at),)


def day_and_time(view: View, answers: Answers) -> dict[str, str]:
    back = comes_back(view, answers, answers["PA-11"])
    assert back is not None  # or it would not have been asked
    day, minute = local(back[0], view.pace.zone)
    return {"day": view.tongue.day(day), "time": view.tongue.clock(minute)}


LATER = Flow("later", steps=(
    Route("whether", where_to, among=("PA-11", "PA-13", "PA-13N", "PS-05S")),
    Ask("PA-11", _("PA-11", "No problem. When shall I ask again?"), OneOf(ways), then={"skip": "PA-12"}, otherwise="PA-11b", does=put_off),
    Say("PA-12", _("PA-12", "Skipped. That's fine."), then=END),
    Say("PA-11b", _("PA-11b", "OK. I'll ask again on {day}, at about {time}."), then=END, fill=day_and_time),
    Say("PA-13", _("PA-13", "I'll leave this one. If you want one later, type MENU."), then=END),
    Say("PA-13N", _("PA-13N", "I'll leave this one. It's on What's new if you want it."), then=END),
    Say("PS-05S", _("PS-05S", "OK. I'll stay quiet. HELP works any time."), then=END),
))  # fmt: skip

FLOWS = (LATER,)
