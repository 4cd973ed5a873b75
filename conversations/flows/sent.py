"""What we sent: how far it has come, and how to stop it, put it right or take it back.

Coordinators and representatives see one page with the same facts (B03, B28), in numbers rounded for everybody alike and
held for ten minutes (bot/reach.py): never who, and nobody by themselves (B31). Where few people are meant it only says
how many they are in all (conversations/flows/how_far.py). There is no list of who has not answered and no sending again: what went out can be stopped,
corrected or taken back, and each of these is in the log.
"""

from typing import Final

from conversations import outgoing
from conversations.effects import Amend, Effect, Note
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Problem, Route, Say, Words
from conversations.flows.how_far import lines, state, whom, words
from conversations.newswords import signed, title
from conversations.outgoing import TITLE_MOST, Outgoing
from conversations.pace import Level
from conversations.phrases import Phrase, _
from conversations.view import View

MOST: Final = 40
PAGE: Final = 5
CLOSE: Final = Option("close", _("button.close", "Close"), out=True)
BACK: Final = Option("back", _("button.back", "Back"), out=True)


# -- the list ---------------------------------------------------------------------------------------------------------


def start(answers: Answers) -> int:
    """Where the page begins. What is on it goes by its own number, so that a new one moves nothing under a thumb."""
    last = answers.get("CO-40", "").removeprefix("at")
    return int(last) if last.isdigit() and answers["CO-40"].startswith("at") else 0


def on_page(view: View, answers: Answers) -> tuple[Outgoing, ...]:
    first = start(answers)
    return view.facts.outgoing(MOST)[first : first + PAGE]


def listed(view: View, answers: Answers) -> dict[str, str]:
    first = start(answers)
    things = enumerate(on_page(view, answers), first + 1)
    return {"list": "\n".join(f"{n}. {title(thing.text)}: {state(thing, view)}" for n, thing in things)}


def openings(view: View, answers: Answers) -> tuple[Option, ...]:
    first, things = start(answers), on_page(view, answers)

    def label(number: int) -> str:
        return view.tongue.say(_("CO-40.open", "Open {number}"), {"number": str(number)})

    shown = tuple(Option(str(thing.id), label(n)) for n, thing in enumerate(things, first + 1))
    more = len(view.facts.outgoing(MOST)) > first + PAGE
    older = (Option(f"at{first + PAGE}", _("CO-40.older", "Older")),) if more else ()
    return (*shown, *older, CLOSE)


def chosen(view: View, answers: Answers) -> str:
    if answers.get("CO-40", "").startswith("at"):
        return "CO-40"
    return "CO-41" if opened(view, answers) else "PV-01C"


# -- one of them ------------------------------------------------------------------------------------------------------


def opened(view: View, answers: Answers) -> Outgoing | None:
    wanted = answers.get("CO-40", "")
    return next((thing for thing in view.facts.outgoing(MOST) if str(thing.id) == wanted), None)


def shown(view: View, answers: Answers) -> Phrase:
    thing = opened(view, answers)
    if thing is None:
        return _("CO-41N", "That one isn't kept any more.")
    if lines(thing, view):
        return _("CO-41", "{news}\n\nFor {group}: {state}.\n{report}")
    return _("CO-41B", "{news}\n\nFor {group}: {state}.")


def report(view: View, answers: Answers) -> dict[str, str]:
    thing = opened(view, answers)
    if thing is None:
        return {}
    return {
        "news": words(thing, view),
        "group": whom(thing, view),
        "state": state(thing, view),
        "report": lines(thing, view),
    }


def can(view: View, thing: Outgoing | None) -> set[str]:
    """What can still be done with it. Urgent words were agreed to with a second key, so new ones are a new request. Nobody
    has what is planned, so to stop it and to take it back are one thing."""
    if thing is None or not view.known.team:
        return set()
    open_ = thing.state in outgoing.OPEN
    goes = thing.state in ("planned", "going", "done") and (thing.ends_at is None or view.now < thing.ends_at)
    stop = {"stop"} if goes else set()
    stands = outgoing.words_stand(thing.level, thing.state, thing.ends_at, thing.corrected, view.now)
    correct = {"correct"} if open_ and thing.level is not Level.URGENT and not stands else set()
    withdraw = {"withdraw"} if open_ and not (stop and thing.state == "planned") else set()
    return stop | correct | withdraw


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    thing = opened(view, answers)
    whole = thing is not None and thing.state == "planned"
    labels = (
        Option("stop", _("CO-41.stop_all", "Stop it") if whole else _("CO-41.stop", "Stop the rest")), Option("correct", _("CO-41.correct", "Correct it")),
        Option("withdraw", _("CO-41.withdraw", "Take it back")),
    )  # fmt: skip
    allowed = can(view, thing)
    return (*(option for option in labels if option.key in allowed), BACK, CLOSE)


# -- doing it ---------------------------------------------------------------------------------------------------------


def stop(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return amend(view, answers, "stop") if value == "stop" else ()


def withdraw(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return amend(view, answers, "withdraw") if value == "withdraw" else ()


def correct(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return amend(view, answers, "correct") if value == "correct" else ()


def amend(view: View, answers: Answers, how: str) -> tuple[Effect, ...]:
    """Nothing, where somebody else was quicker and it can no longer be done."""
    thing = opened(view, answers)
    if thing is None or how not in can(view, thing):
        return ()
    match how:
        case "stop" if thing.state != "planned":
            return (Amend(thing.id, "stop"), Note("news.stopped"))
        case "correct":
            return (Amend(thing.id, "correct", new_text(thing, answers)), Note("news.corrected"))
        case _:
            return (Amend(thing.id, "withdraw"), Note("news.withdrawn"))


def done(how: str, step: str) -> Route:
    """On to saying what was done, or that it was too late for it."""
    return Route(
        how,
        lambda view, answers: step if how in can(view, opened(view, answers)) else "CO-49",
        among=(step, "CO-49"),
    )


def new_text(thing: Outgoing, answers: Answers) -> str:
    head = answers.get("CO-43", "")
    return f"{thing.title if head in ('', 'keep') else head}\n\n{answers.get('CO-44', '')}"


def new_title(text: str, view: View) -> str | Problem:
    return outgoing.title_wrong(text) or " ".join(text.split())


def new_body(text: str, view: View) -> str | Problem:
    return outgoing.body_wrong(text) or text


def anew(view: View, answers: Answers) -> dict[str, str]:
    thing = opened(view, answers)
    if thing is None:
        return {"news": ""}
    text = new_text(thing, answers)
    if thing.state != "planned":
        mark = outgoing.CORRECTED_ASKS if asks_still(thing, view) else outgoing.CORRECTED
        text = f"{text}\n\n{view.tongue.say(mark)}"
    return {"news": signed(text, thing.sender, view.tongue)}


def asks_still(thing: Outgoing, view: View) -> bool:
    """Whether it can still be answered."""
    return thing.level is Level.DATED and thing.ends_at is not None and view.now < thing.ends_at


def is_planned(view: View, answers: Answers) -> bool:
    """Whether nobody has read it yet."""
    thing = opened(view, answers)
    return thing is not None and thing.state == "planned"


def stops(view: View, answers: Answers) -> Phrase:
    if is_planned(view, answers):
        return _("CO-42P", "Stop it? Then nobody gets it.")
    return _("CO-42", "Stop it? Whoever hasn't got it yet won't. Whoever has it keeps it.")


def stopped(view: View, answers: Answers) -> Phrase:
    if is_planned(view, answers):
        return _("CO-47P", "Stopped. Nobody gets it, and it's in the log for all to see.")
    return _("CO-47", "Stopped. Nobody else gets it, and it's in the log for all to see.")


def corrects(view: View, answers: Answers) -> Phrase:
    thing = opened(view, answers)
    if is_planned(view, answers):
        return _("CO-45P", "It will say:\n\n{news}\n\nNobody has had it yet, so all will read only this.")
    if thing is not None and asks_still(thing, view):
        return _("CO-45D", "It will say:\n\n{news}\n\nWhoever has it sees the new words in the same place, where their app can do that. "
                           "What members answered so far is deleted: it was said to the old words.")  # fmt: skip
    return _("CO-45", "It will say:\n\n{news}\n\nWhoever has it sees the new words in the same place, without a new message, where their app can do that.")  # fmt: skip


def corrected(view: View, answers: Answers) -> Phrase:
    if is_planned(view, answers):
        return _("CO-48P", "Put right. It goes out in the new words, and it's in the log for all to see.")
    return _(
        "CO-48", "Put right. The new words appear over the next minutes, and it's in the log for all to see."
    )


SENT = Flow("sent", to_person=True, roles=frozenset({"coordinator", "representative"}), steps=(
    Route("any", lambda view, answers: "CO-40" if view.facts.outgoing(1) else "CO-40N", among=("CO-40", "CO-40N")),
    Say("CO-40N", _("CO-40N", "Nothing has been sent in the last 60 days."), then=END),
    Ask("CO-40", _("CO-40", "What was sent, the newest first:\n{list}"), OneOf(openings), otherwise="which", fill=listed),
    Route("which", chosen, among=("CO-40", "CO-41", "PV-01C")),
    Ask("CO-41", shown, OneOf(ways), fill=report,
        then={"stop": "CO-42", "correct": "CO-43", "withdraw": "CO-46", "back": "CO-40"}, otherwise="PV-01C"),
    Ask("CO-42", stops,
        OneOf((Option("stop", _("CO-42.stop", "Yes, stop it")), BACK), exact=True), then={"stop": "stop"}, otherwise="CO-41", does=stop),
    done("stop", "CO-47"),
    Ask("CO-43", _("CO-43", "What should the title be?"), Words((Option("keep", _("CO-43.keep", "Keep the title")), BACK), limit=TITLE_MOST, read=new_title),
        then={"back": "CO-41"}, otherwise="CO-44"),
    Ask("CO-44", _("CO-44", "And the news itself, in up to 300 letters?"), Words((BACK,), limit=4000, read=new_body),
        then={"back": "CO-41"}, otherwise="CO-45"),
    Ask("CO-45", corrects,
        OneOf((Option("correct", _("CO-45.correct", "Put it right")), BACK), exact=True), then={"correct": "correct"}, otherwise="CO-41", fill=anew, does=correct),
    done("correct", "CO-48"),
    Ask("CO-46", _("CO-46", "Take it back? It leaves What's new, and goes to nobody else. Whoever has it sees it go, or that it was taken back, where their app can do that. What somebody opened on What's new stays in their chat."),
        OneOf((Option("withdraw", _("CO-46.withdraw", "Yes, take it back")), BACK), exact=True), then={"withdraw": "withdraw"}, otherwise="CO-41", does=withdraw),
    done("withdraw", "CO-48W"),
    Say("CO-47", stopped, then=END),
    Say("CO-48", corrected, then=END),
    Say("CO-48W", _("CO-48W", "Taken back. It disappears over the next minutes, but not where somebody opened it on What's new. It's in the log for all to see."), then=END),
    Say("CO-49", _("CO-49", "That can't be done any more. Nothing was changed."), then=END),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip

FLOWS = (SENT,)
