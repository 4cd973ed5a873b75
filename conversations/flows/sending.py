"""Sending news to a group: written, shown as it will look with its rounded reach, and sent at each member's pace.

The group's limit (2 in 7 days, PACE.md section 7) is said before anything is written. What is over it can go straight
to What's new, which starts no chat. News may be about hard things, so words of danger in it show the card and are taken
all the same (`to_person`).
"""

from datetime import date
from typing import Final

from conversations.bands import band
from conversations.effects import Broadcast, Effect, Note
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Problem, Route, Say, Words
from conversations.pace.local_time import local_date
from conversations.phrases import Phrase, Tongue, _
from conversations.view import View

MOST: Final = 300
LIMIT: Final = 2
CANCEL: Final = Option("cancel", _("button.cancel", "Cancel"), out=True)
ALL: Final = "all"
SMALL: Final = 10
"""In a group smaller than this, who would get it later or not at all could be guessed (B31): only the whole is shown."""


def duty(view: View, answers: Answers) -> dict[str, str]:
    person = view.programme.duty
    return {"duty": person.name if person else view.tongue.say(_("text.duty_team", "the duty team"))}


def to_whom(view: View, answers: Answers) -> int | None:
    chosen = answers.get("CO-20", "")
    if chosen == ALL:
        return None
    groups = view.facts.groups()
    return int(chosen) if chosen.isdigit() else groups[0].id if groups else None


def groups(view: View, answers: Answers) -> tuple[Option, ...]:
    each = tuple(Option(str(group.id), group.name) for group in view.facts.groups())
    return (*each, Option(ALL, _("CO-20.all", "Everyone")), CANCEL)


def over_limit(view: View, answers: Answers) -> bool:
    return view.facts.news_this_week(to_whom(view, answers)) >= LIMIT


def again_on(view: View, answers: Answers) -> dict[str, str]:
    moment = view.facts.news_again_at(to_whom(view, answers))
    day: date = local_date(moment, view.programme.timezone)
    return {"date": view.tongue.day(day)}


def short(text: str, view: View) -> str | Problem:
    """News that a tired reader can take in. Nothing judges the words; only the length is known."""
    if len(text) <= MOST:
        return text
    return Problem(_("CO-02", "This is {number} letters, which is long to read. Aim for {most}, and short words. Nothing is sent yet."), {"number": str(len(text)), "most": str(MOST)})  # fmt: skip


def news(answers: Answers) -> str:
    """The item as it is kept: whose it is stands beside it, so that a name does not outlive its owner's leaving."""
    return f"{answers.get('CO-21', '')}\n\n{answers.get('CO-22', '')}"


def signed(text: str, sender: str, tongue: Tongue) -> str:
    """The item as every member reads it, in their language."""
    title, gap, body = text.partition("\n\n")
    words = {"title": title, "body": body, "sender": sender}
    return tongue.say(_("BR-01", "{title}\n\n{body}\n\nFrom {sender}."), words) if gap else text


def preview(view: View, answers: Answers) -> dict[str, str]:
    shown = signed(news(answers), view.known.name or view.programme.organisation, view.tongue)
    if over_limit(view, answers):
        return {"news": shown}
    reach = view.facts.reach(to_whom(view, answers))
    now, later, page = (band(count, view.tongue) for count in reach)
    return {"now": now, "later": later, "page": page, "all": band(sum(reach), view.tongue), "news": shown}


def asks_to_send(view: View, answers: Answers) -> Phrase:
    if over_limit(view, answers):
        return _("CO-01P", "It will look like this:\n\n{news}\n\nIt goes to What's new only. Put it there?")
    if sum(view.facts.reach(to_whom(view, answers))) < SMALL:
        return _(
            "CO-01F", "It will look like this:\n\n{news}\n\nPeople: {all}, each at their own pace. Send?"
        )
    return _(
        "CO-01",
        "It will look like this:\n\n{news}\n\nPeople now: {now}. Later, at their pace: {later}. On What's new only: {page}. Numbers are rounded. Send?",
    )


def send(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    if value != "send":
        return ()
    level = "page" if over_limit(view, answers) else "news"
    return (Broadcast(to_whom(view, answers), news(answers), level), Note(f"news.{level}"))


def sent(view: View, answers: Answers) -> str:
    return "CO-23P" if over_limit(view, answers) else "CO-23"


SEND_NEWS = Flow("send_news", to_person=True, steps=(
    Ask("CO-20", _("CO-20", "Who is the news for?"), OneOf(groups), then={"cancel": "CO-10"}, otherwise="limit",
        when=lambda view, answers: len(view.facts.groups()) > 1),
    Route("limit", lambda view, answers: "CO-03" if over_limit(view, answers) else "CO-21", among=("CO-03", "CO-21")),
    Ask("CO-03", _("CO-03", "Members here have had 2 news items in 7 days. That's the limit they agreed. The next can go out on {date}. This one can go straight to What's new."),
        OneOf((Option("page", _("CO-03.page", "What's new only")), CANCEL)), then={"cancel": "CO-10"}, otherwise="CO-21", fill=again_on),
    Ask("CO-21", _("CO-21", "First a short title. The first line may show on a locked phone, so keep it neutral."),
        Words((CANCEL,), limit=60), then={"cancel": "CO-10"}, otherwise="CO-22"),
    Ask("CO-22", _("CO-22", "Now the news itself, in up to 300 letters."),
        Words((CANCEL,), limit=4000, read=short), then={"cancel": "CO-10"}, otherwise="CO-01"),
    Ask("CO-01", asks_to_send, OneOf((Option("send", _("CO-01.send", "Send")), Option("change", _("CO-01.change", "Change it")), CANCEL), exact=True),
        then={"send": "sent", "change": "CO-21"}, otherwise="CO-10", fill=preview, does=send),
    Route("sent", sent, among=("CO-23", "CO-23P")),
    Say("CO-23", _("CO-23", "On its way. Each member gets it at their own pace, and it's in the log for all to see."), then=END),
    Say("CO-23P", _("CO-23P", "Done. It's on What's new, and in the log for all to see."), then=END),
    Say("CO-10", _("CO-10", "OK. Nothing was made or sent."), then=END),
))  # fmt: skip

FLOWS = (SEND_NEWS,)
