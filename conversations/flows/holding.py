"""A hold: anyone on the team can stop all messages to one member, and end it when they have met them (PACE.md, section 7).

For a lost phone, a new risk, or where somebody may not have a phone; nobody asks which, and nothing is said to the member.
Other people can make the bot quieter, never louder: lifting a hold empties the queue and ends in rest, so it sends nothing
either, and the member is told when they next write (ST-05). One member at a time, by the very name they go by here. There
is no list and no search (DOMAIN.md 6.6): after a few names in a day that nobody goes by, a colleague has to be asked. And
no answer tells who is on hold already, who has stopped, or at what pace.
Nobody holds themselves: for that there is STOP, and a break.
"""

from typing import Final

from conversations.effects import Begin, Effect, Hold, Lift, WrongName
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Words
from conversations.pace import hold_to_tell
from conversations.pace.local_time import local_date
from conversations.phrases import _
from conversations.view import Named, View

CANCEL: Final = Option("cancel", _("button.cancel", "Cancel"), out=True)
WAY: Final = Option("phone", _("CO-11.phone", "A lost phone"))
"""What stands in the menu of everybody on the team: one option, as a channel shows no more than 12 of them."""
WAYS: Final = (
    Option("hold", _("CO-39.hold", "Hold for a member")),
    Option("lift", _("CO-39.lift", "Lift a hold")),
)
"""What lies behind it; each key is the flow that it opens."""
LONGEST_NAME: Final = 40
NOBODY: Final = "nobody"
"""In place of numbers."""
NTH: Final = _("CO-34N", "{which}, joined no. {n}")
NOT_FOUND: Final = _("CO-31", "Nobody else goes by that name here. It's the name they chose in this chat, letter for letter, so you can ask somebody who knows it.")  # fmt: skip
ENOUGH_NAMES: Final = _("CO-31N", "That's 5 names in a day that nobody else goes by. So that nobody is found here by guessing, I take no more for a day. Please ask a colleague on the team to do it.")  # fmt: skip
TEAM: Final = frozenset({"staff", "representative", "coordinator"})


def go(value: str) -> tuple[Effect, ...]:
    """What a tap on WAY, or on one of WAYS, does."""
    return (Begin(value),) if value in {option.key for option in (WAY, *WAYS)} else ()


def team_only(view: View, answers: Answers) -> str:
    """An old button may be pressed by somebody who is on the team no more."""
    if view.known.role == "member":
        return END
    return "CO-30" if view.facts.names_left() else "CO-31N"


def who(text: str, view: View) -> str:
    """Those who go by this name. What is kept while this goes on is a number, and not a name."""
    return ",".join(str(named.id) for named in view.facts.called(text)) or NOBODY


def missed(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (WrongName(),) if value == NOBODY else ()


def which(view: View, answers: Answers) -> str:
    """On with those who were found; else once more, as long as there are tries left after this one."""
    if answers["CO-30"] != NOBODY:
        return "CO-34"
    return "CO-31" if view.facts.names_left() > 1 else "CO-31N"


def candidates(view: View, answers: Answers) -> tuple[Option, ...]:
    """Who of several is meant, by group, by the day they joined where the group does not tell, and by who of them was first
    where the day does not: no two are told apart by nothing."""
    ids = answers["CO-30"].split(",")
    found = [named for id in ids if (named := view.facts.named(int(id)))]
    places = [_place(named, view) for named in found]
    labels = [
        place if places.count(place) == 1 else f"{place}, {_since(named, view)}"
        for named, place in zip(found, places, strict=True)
    ]
    return (
        *(
            Option(str(named.id), label if labels.count(label) == 1 else _numbered(labels, n, view))
            for n, (named, label) in enumerate(zip(found, labels, strict=True))
        ),
        CANCEL,
    )


def _numbered(labels: list[str], place: int, view: View) -> str:
    """Which of those who joined on one day this is: they come in the order in which they did."""
    number = labels[: place + 1].count(labels[place])
    return view.tongue.say(NTH, {"which": labels[place], "n": str(number)})


def _place(named: Named, view: View) -> str:
    return view.tongue.listed(named.groups) if named.groups else view.programme.name


def _since(named: Named, view: View) -> str:
    day = local_date(named.joined_at, view.programme.timezone)
    return f"{view.tongue.day(day)} {day.year}"


def several(view: View, answers: Answers) -> bool:
    return "," in answers["CO-30"]


def chosen(answers: Answers) -> int:
    return int(answers["CO-34"] if "," in answers["CO-30"] else answers["CO-30"])


def whom(view: View, answers: Answers) -> dict[str, str]:
    """Who is meant, once more before anything is done: their name, and what tells them from others."""
    found = view.facts.named(chosen(answers))
    if found is None:  # they have left since
        return {"who": view.programme.name}
    words = {"name": found.name, "place": _place(found, view), "date": _since(found, view)}
    return {"who": view.tongue.say(_("CO-32W", "{name} ({place}, joined {date})"), words)}


def hold(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return () if value == "cancel" else (Hold(chosen(answers), silent=value == "silent"),)


def lift(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return () if value == "cancel" else (Lift(chosen(answers)),)


PHONE: Final = Flow("phone", overlay=True, evergreen=True, roles=TEAM, steps=(
    Ask("CO-39", _("CO-39", "For a lost phone, or whatever else makes it right to stop all messages to one member. What would you like to do?"),
        OneOf((*WAYS, Option("close", _("button.close", "Close"), out=True))), then={"close": "PV-01C"}, otherwise=END,
        does=lambda view, answers, value: go(value)),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip

HOLD: Final = Flow("hold", roles=TEAM, steps=(
    Route("may", team_only, among=("CO-30", "CO-31N", END)),
    Ask("CO-30", _("CO-30", "Whose messages shall I stop? Type the name they go by here."),
        Words((CANCEL,), limit=LONGEST_NAME, read=who), then={"cancel": "CO-10"}, otherwise="which", does=missed),
    Route("which", which, among=("CO-31", "CO-31N", "CO-34")),
    Say("CO-31", NOT_FOUND, then="CO-30"),
    Say("CO-31N", ENOUGH_NAMES, then=END),
    Ask("CO-34", _("CO-34", "More than one person goes by that name. Which one is it? The day is when they joined."),
        OneOf(candidates), then={"cancel": "CO-10"}, otherwise="CO-32", when=several),
    Ask("CO-32", _("CO-32", "{who}: I'd start no chats with them, and nothing written from their phone would change anything. It would still get help lines, unless you stop every reply too. I don't tell them. It ends with a code that they had on paper a week before, or when one of you has met them."),
        OneOf((Option("hold", _("CO-32.hold", "Stop messages")), Option("silent", _("CO-32.silent", "And every reply too")), CANCEL), exact=True),
        then={"cancel": "CO-10"}, otherwise="CO-35", fill=whom, does=hold),
    Say("CO-35", _("CO-35", "Done. I've stopped my messages to them, and told them nothing. When one of you has met them, or spoken to them, you can lift it from this menu."), then=END),
    Say("CO-10", _("CO-10", "OK. Nothing was made or sent."), then=END),
))  # fmt: skip

LIFT: Final = Flow("lift", roles=TEAM, steps=(
    Route("may", team_only, among=("CO-30", "CO-31N", END)),
    Ask("CO-30", _("CO-36", "Whose hold shall I lift? It's for you to be sure who they are: please meet them first, or speak to them. Type the name they go by here."),
        Words((CANCEL,), limit=LONGEST_NAME, read=who), then={"cancel": "CO-10"}, otherwise="which", does=missed),
    Route("which", which, among=("CO-31", "CO-31N", "CO-34")),
    Say("CO-31", NOT_FOUND, then="CO-30"),
    Say("CO-31N", ENOUGH_NAMES, then=END),
    Ask("CO-34", _("CO-34", "More than one person goes by that name. Which one is it? The day is when they joined."),
        OneOf(candidates), then={"cancel": "CO-10"}, otherwise="CO-37", when=several),
    Ask("CO-37", _("CO-37", "{who}: have you met them, or spoken to them, yourself?"),
        OneOf((Option("yes", _("CO-37.yes", "Yes, lift it")), CANCEL), exact=True), then={"cancel": "CO-10"}, otherwise="CO-38", fill=whom, does=lift),
    Say("CO-38", _("CO-38", "Done. No hold stands for them now. I send them nothing because of it: I tell them about it when they next write."), then=END),
    Say("CO-10", _("CO-10", "OK. Nothing was made or sent."), then=END),
))  # fmt: skip


# -- what the member is told ------------------------------------------------------------------------------------------

OVER: Final = _("ST-05", "Hello. Someone on the team stopped my messages to you on {date}, to be careful. That's over now. Nothing you kept was lost.")  # fmt: skip


def since(view: View, answers: Answers) -> dict[str, str]:
    """The day that the hold was placed on, by the member's own calendar; once it is told, the day that was told."""
    if "date" in answers:
        return {"date": answers["date"]}
    held_at = hold_to_tell(view.pace)
    day = local_date(view.now if held_at is None else held_at, view.pace.zone)
    return {"date": view.tongue.day(day)}


def own_pace(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (Begin("pace"),) if value == "pace" else ()


LIFTED: Final = Flow("lifted", overlay=True, steps=(
    Ask("ST-05", OVER, OneOf((Option("why", _("ST-05.why", "Why?")), Option("pace", _("PV-01.pace", "My pace")), Option("ok", _("button.ok", "OK"), out=True))),
        then={"why": "ST-05W", "pace": END}, otherwise="PV-01C", fill=since, does=own_pace),
    Say("ST-05W", _("ST-05W", "It was to be careful: a lost phone, for example. {worker} can tell you more. To change how often I write, type PACE."), then=END),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip

FLOWS: Final = (PHONE, HOLD, LIFT, LIFTED)
