"""Sending news to a group: written, looked over, shown as it will look with its rounded reach, and sent at each member's pace.

What members agreed (conversations/pace/limits.py) is said before anything is written, with the next best thing: another
day, or What's new, which starts no chat. It is asked again at the moment of sending, since somebody else may have sent
something meanwhile; then nothing is sent, and it is said anew. News may be about hard things, so words of danger in it
show the card and are taken all the same (`to_person`).
"""

from datetime import timedelta
from typing import Final

from conversations import outgoing
from conversations.bands import band, splits
from conversations.dates import read_day
from conversations.effects import Broadcast, Effect, Note
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Problem, Route, Say, Words
from conversations.flows import dated, whats_new
from conversations.flows.drafting import (
    ALL,
    CANCEL,
    closes_at,
    day_given,
    day_of,
    draft_of,
    go_label,
    goes_on,
    parts,
    stands_against,
    to_whom,
    wanted,
)  # fmt: skip
from conversations.outgoing import DATED_DAYS, NOBODY, TITLE_MOST, TOO_SOON, WHY_NOT
from conversations.pace import Agreed, Level, No
from conversations.pace.local_time import local_date
from conversations.phrases import Phrase, _
from conversations.previews import looks
from conversations.reading import look_over
from conversations.view import View

SHOWN_PARTS: Final = 3
HAS_DATE: Final = _("CO-01.dated", "It has a date")


def duty(view: View, answers: Answers) -> dict[str, str]:
    person = view.programme.duty
    return {"duty": person.name if person else view.tongue.say(_("text.duty_team", "the duty team"))}


# -- whom it is for --------------------------------------------------------------------------------------------------


def groups(view: View, answers: Answers) -> tuple[Option, ...]:
    each = tuple(Option(str(group.id), group.name) for group in view.facts.groups())
    return (*each, Option(ALL, _("CO-20.all", "Everyone")), CANCEL)


# -- limits -----------------------------------------------------------------------------------------------------------


def at_first(view: View, answers: Answers) -> str:
    if not sum(view.facts.reach(to_whom(view, answers))):
        return "CO-62"
    return refused(view.facts.against(Level.NEWS, to_whom(view, answers), view.now)) or "CO-21"


def refused(no: No | None) -> str:
    """The step that says so, "" where nothing stands against it."""
    if no is None:
        return ""
    return "CO-61" if no.agreed is Agreed.NO_REP else "CO-03"


def objection(view: View, answers: Answers) -> No:
    """What CO-03 is about. Shown again later it may be over: then it says what it said."""
    level = Level.DATED if day_given(answers) else Level.NEWS
    no = view.facts.against(level, to_whom(view, answers), view.now)
    if no is None and answers.get("CO-03") == "page":
        no = page_is_full(view, answers)
    return no or No(Agreed.DATED_A_WEEK if level is Level.DATED else Agreed.NEWS_A_WEEK, view.now)


def page_is_full(view: View, answers: Answers) -> No | None:
    """What's new has had all that it can take for now."""
    no = view.facts.against(Level.PAGE, to_whom(view, answers), view.now)
    return no if no is not None and no.agreed is Agreed.PAGE_A_WEEK else None


def why_not(view: View, answers: Answers) -> Phrase:
    agreed = objection(view, answers).agreed
    if agreed in (Agreed.NEWS_A_WEEK, Agreed.NO_NEWS, Agreed.DATED_A_WEEK) and page_is_full(view, answers):
        return _("CO-03X", "Members here have had all the news they agreed to for now. What's new has had 7 things in 7 days too, which is "
                           "the most, so that it can still be read. Nothing was made.")  # fmt: skip
    return WHY_NOT[agreed]


def again_on(view: View, answers: Answers) -> dict[str, str]:
    moment = objection(view, answers).not_before
    return {"date": "" if moment is None else day_of(moment, view)}


def ways_round(view: View, answers: Answers) -> tuple[Option, ...]:
    no = objection(view, answers)
    later = view.tongue.say(_("CO-03.plan", "Send on {date}"), again_on(view, answers))
    plan = (
        (Option("plan", later),) if no.not_before is not None and no.agreed is not Agreed.PAGE_A_WEEK else ()
    )
    full = no.agreed is Agreed.PAUSED or page_is_full(view, answers)
    page = () if full else (Option("page", _("CO-03.page", "What's new only")),)
    dates = no.agreed in (Agreed.NEWS_A_WEEK, Agreed.NO_NEWS) and not view.facts.against(
        Level.DATED, to_whom(view, answers), view.now
    )
    dated_way = (Option("dated", HAS_DATE),) if dates else ()
    return (*plan, *dated_way, *page, CANCEL)


# -- writing ----------------------------------------------------------------------------------------------------------


def short(text: str, view: View) -> str | Problem:
    return outgoing.body_wrong(text) or text


def short_title(text: str, view: View) -> str | Problem:
    return outgoing.title_wrong(text) or " ".join(text.split())


def days(view: View, answers: Answers) -> tuple[Option, ...]:
    """The days by which an answer can be asked for, counted from the day it goes out."""
    first = goes_on(view, answers)
    each = (first + timedelta(days=n) for n in range(1, DATED_DAYS + 1))
    return (*(Option(day.isoformat(), view.tongue.day(day)) for day in each), CANCEL)


def closing(text: str, view: View) -> str | Problem:
    today = local_date(view.now, view.programme.timezone)
    day = read_day(text, today)
    wrong = outgoing.gone_by(day, text, today) or outgoing.closing_wrong(day, today)
    return wrong or (day.isoformat() if day else "")


def after_day(view: View, answers: Answers) -> str:
    """With a day it is another thing, with a limit of its own. What goes out later cannot close before it does."""
    draft = draft_of(view, answers)
    if draft.level is Level.DATED and day_given(answers) == "":
        return "CO-25"
    if draft.level is Level.DATED and outgoing.closing_wrong(draft.closes, goes_on(view, answers)):
        return "CO-69P"
    return refused(stands_against(view, answers)) or "CO-01"


# -- advice -----------------------------------------------------------------------------------------------------------


def after_writing(view: View, answers: Answers) -> str:
    return "CO-02" if look_over(answers.get("CO-22", "")) else "next"


def after_advice(view: View, answers: Answers) -> str:
    """Straight to the last look, or first to the day, where it was to have one."""
    return "CO-25" if answers.get("CO-03") == "dated" and not day_given(answers) else "CO-01"


def hard_parts(view: View, answers: Answers) -> dict[str, str]:
    """The very parts, a few of each kind: more at once would be hard to read."""
    hard, say = look_over(answers.get("CO-22", "")), view.tongue.say
    lines = [say(_("CO-02L", "– It is long. Could it say less?"))] if hard.long_text else []
    for sentence in hard.sentences[:SHOWN_PARTS]:
        lines.append(say(_("CO-02M", "– A long sentence, two may be easier: “{part}”"), {"part": sentence}))
    for word in hard.words[:SHOWN_PARTS]:
        lines.append(say(_("CO-02W", "– A long word: “{part}”"), {"part": word}))
    return {"list": "\n".join(lines)}


ADVISED: Final = (
    Option("edit", _("CO-02.edit", "Edit")), Option("use", _("CO-02.use", "Use it as it is")), CANCEL,
)  # fmt: skip


# -- the last look ----------------------------------------------------------------------------------------------------


def preview(view: View, answers: Answers) -> dict[str, str]:
    draft = draft_of(view, answers)
    sender = view.known.name or view.programme.organisation
    brings = dated.DATED if draft.level is Level.DATED else whats_new.LETTER
    shown = looks(draft, sender, closes_at(draft, view), brings, whats_new.LETTER_QUIET, view)
    if draft.level is Level.PAGE:
        return {"news": shown}
    reach = view.facts.reach(draft.group, draft.level, closes_at(draft, view))
    now, later, page = (band(count, view.tongue) for count in reach)
    day = "" if draft.go_at is None else day_of(draft.go_at, view)
    return {
        "now": now,
        "later": later,
        "page": page,
        "all": band(sum(reach), view.tongue),
        "news": shown,
        "date": day,
    }


def asks_to_send(view: View, answers: Answers) -> Phrase:
    draft = draft_of(view, answers)
    if draft.level is Level.PAGE:
        return _("CO-01P", "It will look like this:\n\n{news}\n\nIt goes to What's new only. Put it there?")
    if draft.go_at is not None:
        return _(
            "CO-01L",
            "It will look like this:\n\n{news}\n\nIt goes out from {date}, to each member at their own pace. People: {all}. Plan it?",
        )
    if not splits(*view.facts.reach(draft.group, draft.level, closes_at(draft, view))):
        return _(
            "CO-01F", "It will look like this:\n\n{news}\n\nPeople: {all}, each at their own pace. Send?"
        )
    return _(
        "CO-01",
        "It will look like this:\n\n{news}\n\nPeople now: {now}. Later, at their pace: {later}. On What's new only: {page}. Numbers are rounded. Send?",
    )


def last_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    draft = draft_of(view, answers)
    dates = (Option("dated", HAS_DATE),) if draft.level is Level.NEWS and draft.go_at is None else ()
    return (
        Option("send", go_label(draft)),
        Option("change", _("CO-01.change", "Change it")),
        *dates,
        CANCEL,
    )


def send(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    if value != "send" or stands_against(view, answers):
        return ()
    draft = draft_of(view, answers)
    sent = Broadcast(
        draft.group, draft.text, draft.level.value, go_at=draft.go_at, ends_at=closes_at(draft, view)
    )
    return (sent, Note(outgoing.logged(draft, view.now)))


def sent(view: View, answers: Answers) -> str:
    if late := refused(stands_against(view, answers)):
        return late
    draft = draft_of(view, answers)
    return "CO-23P" if draft.level is Level.PAGE else "CO-23" if draft.go_at is None else "CO-23L"


def planned_for(view: View, answers: Answers) -> dict[str, str]:
    at = draft_of(view, answers).go_at
    return {"date": day_of(view.now if at is None else at, view)}


SEND_NEWS = Flow("send_news", to_person=True, roles=frozenset({"coordinator"}), steps=(
    Ask("CO-20", _("CO-20", "Who is the news for?"), OneOf(groups), then={"cancel": "CO-10"}, otherwise="limit",
        when=lambda view, answers: len(view.facts.groups()) > 1),
    Route("limit", at_first, among=("CO-03", "CO-21", "CO-61", "CO-62")),
    Say("CO-62", NOBODY, then=END),
    Say("CO-61", WHY_NOT[Agreed.NO_REP], then=END),
    Ask("CO-03", why_not, OneOf(ways_round), then={"cancel": "CO-10"}, otherwise="way", fill=again_on),
    Route("way", lambda view, answers: "day" if answers.get("CO-22") else "CO-21", among=("day", "CO-21")),
    Ask("CO-21", _("CO-21", "First a short title. The first line may show on a locked phone, so keep it neutral."),
        Words((CANCEL,), limit=TITLE_MOST, read=short_title), then={"cancel": "CO-10"}, otherwise="text"),
    Route("text", lambda view, answers: "next" if answers.get("CO-22") else "CO-22", among=("CO-22", "next")),
    Ask("CO-22", _("CO-22", "Now the news itself, in up to 300 letters."),
        Words((CANCEL,), limit=4000, read=short), then={"cancel": "CO-10"}, otherwise="advice"),
    Ask("CO-25", _("CO-25", "By which day would you like to hear from members? It ends at the end of that day."), Words(days, read=closing),
        then={"cancel": "no_day"}, otherwise="day", when=lambda view, answers: draft_of(view, answers).level is not Level.PAGE),
    Route("no_day", lambda view, answers: "CO-10" if wanted(answers) is Level.DATED else "CO-01", among=("CO-10", "CO-01")),
    Route("day", after_day, among=("CO-25", "CO-69P", "CO-03", "CO-61", "CO-01")),
    Say("CO-69P", TOO_SOON, then="CO-25"),
    Route("advice", after_writing, among=("CO-02", "next")),
    Route("next", after_advice, among=("CO-25", "CO-01")),
    Ask("CO-02", _("CO-02", "This is long or hard to read. Short words and sentences reach more people. Want to see which parts?"),
        OneOf((Option("show", _("CO-02.show", "Show me")), *ADVISED)),
        then={"show": "CO-02S", "edit": "CO-22", "use": "next"}, otherwise="CO-10"),
    Ask("CO-02S", _("CO-02S", "These parts may be hard for somebody tired, or new to the language:\n{list}"), OneOf(ADVISED),
        then={"edit": "CO-22", "use": "next"}, otherwise="CO-10", fill=hard_parts),
    Ask("CO-01", asks_to_send, OneOf(last_ways, exact=True), fill=preview, does=send,
        then={"send": "sent", "change": "CO-26", "dated": "CO-25"}, otherwise="CO-10"),
    Ask("CO-26", _("CO-26", "What would you like to change?"), OneOf(parts), then={"title": "CO-21", "text": "CO-22", "day": "CO-25", "cancel": "CO-10"}, otherwise="CO-01"),
    Route("sent", sent, among=("CO-23", "CO-23P", "CO-23L", "CO-03", "CO-61")),
    Say("CO-23", _("CO-23", "On its way. Each member gets it at their own pace, and it's in the log for all to see."), then=END),
    Say("CO-23P", _("CO-23P", "Done. It's on What's new, and in the log for all to see."), then=END),
    Say("CO-23L", _("CO-23L", "Planned. It goes out from {date}, and you can stop it until then under “What we sent”. It's in the log for all to see."),
        then=END, fill=planned_for),
    Say("CO-10", _("CO-10", "OK. Nothing was made or sent."), then=END),
))  # fmt: skip

FLOWS = (SEND_NEWS,)
