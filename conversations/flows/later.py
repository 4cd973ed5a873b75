"""Not now: when the check-in is to come back, told by its day and time (COPYDECK.md, PA-11 to PA-13).

The gate itself says when that can be, with everything that has been sent to the member before, so what is told here is
when it comes, unless the member changes something first. "Later today" is offered only if there is room today. What would
come no sooner than the next check-in is the next check-in. Twice a round, and no more: the third time it is let go, and
the menu has a check-in for whoever wants one.
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


def comes_back(view: View, key: str) -> tuple[int, bool] | None:
    """When a check-in that is put off like this comes again, and whether that is the next planned one; None for never."""
    after = pace.on_contact(view.pace, view.now)
    earliest = view.now + 3 * HOUR if key == "today" else pace.slot_after(after, view.now, DAYS[key])
    moment, due, planned = (
        view.facts.goes_at(BACK, after, earliest),
        after.check_in_due_at,
        pace.check_in_item(after),
    )
    if due is None or planned is None or (moment is not None and moment < due):
        return None if moment is None else (moment, False)
    return view.facts.goes_at(planned, after, due) or due, True


def where_to(view: View, answers: Answers) -> str:
    if not pace.may_snooze(view.pace):
        return "PA-13"
    return "PA-11" if comes_back(view, "tomorrow") else "PS-05S"


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    today = comes_back(view, "today")
    has_room = today is not None and local(today[0], view.pace.zone)[0] == view.today
    return (
        *((Option("today", _("PA-11.today", "Later today")),) if has_room else ()),
        Option("tomorrow", _("PA-11.tomorrow", "Tomorrow")),
        Option("week", _("PA-11.week", "Next week")),
        Option("skip", _("CI-01.skip", "Skip this one"), out=True),
    )


def put_off(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    back = None if value == "skip" else comes_back(view, value)
    if back is None or back[1]:
        return ()
    return (Snooze("check_in", back[0], pace.on_contact(view.pace, view.now).check_in_due_at),)


def day_and_time(view: View, answers: Answers) -> dict[str, str]:
    back = comes_back(view, answers["PA-11"])
    assert back is not None  # or it would not have been asked
    day, minute = local(back[0], view.pace.zone)
    return {"day": view.tongue.day(day), "time": view.tongue.clock(minute)}


LATER = Flow("later", steps=(
    Route("whether", where_to, among=("PA-11", "PA-13", "PS-05S")),
    Ask("PA-11", _("PA-11", "No problem. When shall I ask again?"), OneOf(ways), then={"skip": "PA-12"}, otherwise="PA-11b", does=put_off),
    Say("PA-12", _("PA-12", "Skipped. That's fine."), then=END),
    Say("PA-11b", _("PA-11b", "OK. I'll ask again on {day}, at about {time}."), then=END, fill=day_and_time),
    Say("PA-13", _("PA-13", "I'll leave this one. If you want one later, type MENU."), then=END),
    Say("PS-05S", _("PS-05S", "OK. I'll stay quiet. HELP works any time."), then=END),
))  # fmt: skip

FLOWS = (LATER,)
