"""The second key: what a representative is asked, and how it ends (DOMAIN.md 6.5; COPYDECK KEY-01 to KEY-04).

One of the two keys is the asker's; whoever asked is never offered the other. The first answer counts, and whoever comes
later hears kindly how it ended. A no needs no reason. Each button carries the number of its request, so that one pressed
long after, under a newer question, still means what stood above it.
"""

from typing import Final

from conversations.effects import Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Visit, Words
from conversations.flows.passing import signed
from conversations.flows.wording import day_and_hour, day_of, sentence
from conversations.key_effects import AskBack, TurnKey
from conversations.keyring import KEY_WAITS, PAUSE, QUESTIONS, KeyRequest, KeyState
from conversations.pace import one_key_from
from conversations.phrases import Phrase, Tongue, _
from conversations.session import about, is_number
from conversations.view import View

LAPSED: Final = _("KEY-03", "Nobody turned the second key in time, so it didn't happen. You can ask again.")
REFUSED: Final = _("KEY-04", "{rep} didn't agree. It didn't happen. It may help to talk.")
YOUR_CODE: Final = _(
    "KEY-02C",
    "Both keys turned. You can make that code now: type MENU, then tap Invite people. It can be made once, within 7 days.",
)
ENOUGH: Final = _(
    "KEY-14M",
    "Three questions have been asked about this one, and that's as many as I pass on. It may help to talk.",
)
CANNOT: Final = _("KEY-14N", "{coord} can't get messages right now, so I've passed nothing on.")
NEVER_MIND: Final = Option("never", _("CI-14.never", "Never mind"), out=True)


def done(event: str, role: str = "") -> Phrase:
    """Both keys are turned. `event`: what an urgent message is about; `role`: for whom a code was wanted; neither where they
    were for a pause."""
    if role:
        return _(
            "KEY-02I",
            "Both keys turned. {coord} can make that code now, once, within 7 days. It's in the log.",
        )
    if event:
        return _("KEY-02", "Both keys turned. The change to {event} goes out, and it's in the log.")
    return _("KEY-02P", "Both keys turned. All broadcasts are paused for 7 days, and it's in the log.")


def ending(state: KeyState, role: str, rep: str, event: str, tongue: Tongue) -> str:
    """How a request ended, for whoever asked. `rep`: what the representative is called, if they gave a name."""
    match state:
        case "agreed" | "used" if role:
            return tongue.say(YOUR_CODE)
        case "agreed":
            return tongue.say(done(event), {"event": event})
        case "refused":
            return tongue.say(REFUSED, {"rep": rep or tongue.say(_("text.a_rep", "A member rep"))})
        case _:
            return tongue.say(LAPSED)


def number_in(answers: Answers) -> int:
    """The request that this is about; 0 for none."""
    number = about(answers)
    return int(number) if is_number(number) else 0


def the_request(view: View, answers: Answers) -> KeyRequest | None:
    number = number_in(answers)
    return view.facts.key(number) if number else None


def is_rep(view: View) -> bool:
    return view.known.role == "representative"


def asks_where(view: View, answers: Answers) -> str:
    """Where a request is met: at the question, or at what has become of it."""
    request = the_request(view, answers)
    if not is_rep(view) or request is None:
        return "KEY-13"
    if not request.open:
        return "KEY-11"
    return "KEY-12" if request.mine else "KEY-01"


def begins(view: View, answers: Answers) -> str:
    goal = asks_where(view, answers)
    by_member = answers.get("by") == "member"
    return "KEY-01Q" if goal == "KEY-01" and view.known.quiet and not by_member else goal


def answers_to(view: View, answers: Answers) -> tuple[Option, ...]:
    n = number_in(answers)
    return (
        Option(f"agree{n}", _("KEY-01.agree", "Agree"), means="yes"),
        Option(f"refuse{n}", _("KEY-01.refuse", "Don't agree"), means="no"),
        Option(f"ask{n}", _("button.ask", "Ask something")),
        Option(f"later{n}", _("button.not_now", "Not now"), out=True),
    )


def openings(view: View, answers: Answers) -> tuple[Option, ...]:
    n = number_in(answers)
    return (
        Option(f"open{n}", _("CI-01Q.open", "Open"), means="yes"),
        Option(f"later{n}", _("button.not_now", "Not now"), out=True),
    )


def coord(view: View, request: KeyRequest) -> str:
    return request.asker or view.programme.organisation


def asked(view: View, answers: Answers) -> Phrase:
    request = the_request(view, answers)
    if request is not None and request.action == PAUSE:
        return _("KEY-01P", "{coord}, a member rep, would like to pause all broadcasts for 7 days. Urgent changes to bookings "
                            "would still go. You hold the second key. Do you agree?")  # fmt: skip
    if request is not None and request.role == "coordinator":
        return _("KEY-01C", "{coord} would like to invite a coordinator to {group}. Coordinators send news, and can hold a member's "
                            "messages. You hold the second key. Do you agree?")  # fmt: skip
    if request is not None and request.role:
        return _(
            "KEY-01R",
            "{coord} would like to invite a member rep to {group}. Member reps hold the second key, as you do. Do you agree?",
        )
    return _("KEY-01", "{coord} would like to tell those who booked {event}: “{reason}” It starts on {time}. You hold the second "
                       "key. Do you agree?")  # fmt: skip


def words(view: View, answers: Answers) -> dict[str, str]:
    request = the_request(view, answers)
    if request is None:
        return {
            "coord": view.programme.organisation,
            "group": "",
            "event": "",
            "reason": "",
            "date": "",
            "time": "",
            "alone": "",
        }
    change, alone_from = request.change, request.alone_from or one_key_from(request.ends_at, request.asked_at)
    told = {
        "coord": coord(view, request),
        "group": request.group or view.programme.organisation,
        "date": day_of(view, request.ends_at),
        "time": day_and_hour(view, request.ends_at),
        "alone": day_and_hour(view, max(view.now, alone_from)),
    }
    if change is None:
        return told | {"event": "", "reason": ""}
    event = change.event.title if change.event else ""
    return told | {"event": event, "reason": f"{sentence(change.change)}. {sentence(change.todo)}."}


def both_turned(view: View, answers: Answers) -> Phrase:
    request = the_request(view, answers)
    return done(words(view, answers)["event"], request.role if request else "")


def waits(view: View, answers: Answers) -> Phrase:
    """Until when it can be turned; of something urgent also from when it may go without it."""
    if words(view, answers)["event"]:
        return _("KEY-15", "OK. It waits under Member rep, in the menu, until {time}. If none of you answers, {coord} may be able to send it alone from {alone}.")  # fmt: skip
    return _("KEY-15P", "OK. It waits under Member rep, in the menu, until {date}.")


def answered(view: View, answers: Answers) -> str:
    """Where an answer leads. What was open a moment ago may be over now."""
    said = answers.get("KEY-01", "").rstrip("0123456789")
    goal = asks_where(view, answers)
    if goal != "KEY-01":
        return goal
    return {"agree": "KEY-02", "refuse": "KEY-04R", "ask": "can_ask"}.get(said, "KEY-15")


def turns(view: View, answers: Answers) -> tuple[Effect, ...]:
    goal, number = answered(view, answers), number_in(answers)
    return (TurnKey(number, goal == "KEY-02"),) if goal in ("KEY-02", "KEY-04R") else ()


def opened(view: View, answers: Answers) -> str:
    later, goal = answers.get("KEY-01Q", "").startswith("later"), asks_where(view, answers)
    return "KEY-15" if later and goal != "KEY-13" else goal


def became(view: View, answers: Answers) -> Phrase:
    request = the_request(view, answers)
    match request.state if request else "lapsed":
        case "agreed" | "used":
            return _("KEY-11A", "Somebody else answered first, and agreed. It's done. Thank you for looking.")
        case "refused":
            return _(
                "KEY-11R",
                "Somebody else answered first, and didn't agree. It won't happen. Thank you for looking.",
            )
        case "alone":
            return _(
                "KEY-11O",
                "That one is over. No member rep was free in time, so {coord} sent it alone. Why is in the log.",
            )
        case _:
            return _(
                "KEY-11L",
                "That one is over. Nobody turned the second key in time, so it didn't happen. That's fine.",
            )


def can_ask(view: View, answers: Answers) -> str:
    request = the_request(view, answers)
    if request is not None and request.questions >= QUESTIONS:
        return "KEY-14M"
    return "KEY-14" if request is not None and request.hears else "KEY-14N"


def asks_back(view: View, answers: Answers) -> tuple[Effect, ...]:
    if can_ask(view, answers) != "KEY-14":
        return ()
    head = signed(view, _("KEY-14W", "{name}, a member rep, asks about the second key:"))
    return (AskBack(number_in(answers), f"{head}\n{answers.get('KEY-14', '')}"),)


KEY = Flow("key", opener=True, late=True, lives=KEY_WAITS, steps=(
    Route("begins", begins, among=("KEY-01Q", "KEY-01", "KEY-11", "KEY-12", "KEY-13")),
    Ask("KEY-01Q", _("KEY-01Q", "Hi. Something is ready, when you like."), OneOf(openings), otherwise="opened"),
    Route("opened", opened, among=("KEY-01", "KEY-11", "KEY-12", "KEY-13", "KEY-15")),
    Ask("KEY-01", asked, OneOf(answers_to, exact=True), otherwise="answered", fill=words),
    Route("answered", answered, among=("KEY-02", "KEY-04R", "can_ask", "KEY-11", "KEY-12", "KEY-13", "KEY-15"), does=turns),
    Say("KEY-02", both_turned, then=END, fill=words),
    Say("KEY-04R", _("KEY-04R", "OK. It won't happen, and that stands for 7 days. {coord} will hear that you didn't agree. You don't have to say why."), then=END, fill=words),
    Say("KEY-11", became, then=END, fill=words),
    Say("KEY-12", _("KEY-12", "You asked for this one yourself, so somebody else holds its second key."), then=END),
    Say("KEY-13", _("KEY-13", "That key isn't yours to turn now. Type MENU to see what there is."), then=END),
    Route("can_ask", lambda view, answers: "asks" if can_ask(view, answers) == "KEY-14" else can_ask(view, answers), among=("asks", "KEY-14M", "KEY-14N")),
    Visit("asks", "ask_back", then="KEY-01", carrying=lambda view, answers: {"item": answers.get("item", "")}),
    Say("KEY-14M", ENOUGH, then="KEY-01"),
    Say("KEY-14N", CANNOT, then="KEY-01", fill=words),
    Say("KEY-15", waits, then=END, fill=words),
))  # fmt: skip

ASK_BACK = Flow("ask_back", to_person=True, roles=frozenset({"representative"}), steps=(
    Ask("KEY-14", _("KEY-14", "What would you like to ask {coord}? They'd see the name you gave me."), Words((NEVER_MIND,), limit=1000),
        then={"never": END}, otherwise="asks", fill=words),
    Route("asks", lambda view, answers: "KEY-14D" if can_ask(view, answers) == "KEY-14" else can_ask(view, answers), among=("KEY-14D", "KEY-14M", "KEY-14N"), does=asks_back),
    Say("KEY-14D", _("KEY-14D", "Passed on to {coord}. The key is still yours to turn, or not."), then=END, fill=words),
    Say("KEY-14M", ENOUGH, then=END),
    Say("KEY-14N", CANNOT, then=END, fill=words),
))  # fmt: skip

FLOWS = (KEY, ASK_BACK)
