"""Joining, in layers (COPYDECK.md, section 1).

Safety of the phone comes first. Nothing is stored before ON-20 is answered Yes; until then the answers travel in the
buttons (conversations/stranger.py). Each layer of consent is its own yes, kept with the version of the words it
answers; no layer closes another, and every no costs as many taps as a yes.
"""

from conversations.effects import Begin, ChangeMember, Clear, Consent, Effect, Join, LetGo, Speak
from conversations.flow import END, Answers, Ask, Does, Flow, OneOf, Option, Route, Say, Visit, Words
from conversations.flows.pacing import BY_JOINING
from conversations.flows.wording import version
from conversations.phrases import Phrase, _
from conversations.telling import can_pass_on
from conversations.view import View

HELLO = _("ON-01", "Hello. I'm a computer helper for {group}. I'm not a person. I can do check-ins, ask what you think of meetings, and help you book training. You choose how much. Want to hear more?")  # fmt: skip
BASICS = _("ON-20", "To message you I need to keep your {app} contact, your language, and your choices. Not your real name. If you leave, we delete it. Is that OK?")  # fmt: skip
CHECK_INS = _("ON-30", "Would you like check-ins? I'd ask how things are. Your answers may be about health or feelings. The law calls that sensitive, so I need a clear yes to keep them.")  # fmt: skip
GROUP_MOOD = _(
    "ON-33", "Can I count your mood in a group total? No name. It only shows when 5 or more people answer."
)
MEETINGS = _(
    "ON-40",
    "After meetings, would you like to say how it was? No names are kept with answers. I'll tell you more before you answer.",
)
TRAINING = _("ON-41", "Would you like to hear about training and roles?")
NEWS = _(
    "ON-43",
    "Would you like news from {group}? 2 items a week at most, at your pace. If not, it waits on What's new.",
)
QUIET_ON = _(
    "PV-03", "Quiet mode is on: no sound, and nothing private in the first line. To open things, type: {word}"
)
CLEARED = _(
    "PV-04T",
    "I've cleared our messages from the last 2 days, and blanked my older ones. I can't clear pop-ups or screenshots.",
)
CLEARED_FOR_STRANGERS = _(
    "PV-04S",
    "I've cleared what I still know of in this chat. For the rest, open the chat menu and choose Clear history. I can't clear pop-ups or screenshots.",
)
NOT_CLEARED = _(
    "PV-04F",
    "I couldn't clear all of this chat. To do it yourself, open the chat menu and choose Clear history.",
)


def consent(layer: str, phrase: Phrase) -> Does:
    """What an answer to one layer does: "yes" and "no" are kept; "later" keeps nothing, and takes back a yes of before."""

    def does(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
        return (
            (Consent(layer, value == "yes", version(phrase, view)),)
            if value in ("yes", "no") or view.known.agreed(layer)
            else ()
        )

    return does


def languages(view: View, answers: Answers) -> tuple[Option, ...]:
    """The languages whose whole must-deck is translated and checked, and the way to say it is another one."""
    return (
        *(Option(code, name) for code, name in view.programme.languages),
        Option("other", _("ON-02.other", "Another one"), out=True),
    )


def join(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    if value != "yes" or not may_come_in(view):
        return ()
    chosen = answers.get("ON-02", "")
    language = chosen if len(chosen) == 2 else view.tongue.language
    words = version(BASICS, view) + (
        f" agreement:{view.programme.agreement_version}" if view.programme.agreement_version else ""
    )
    code = view.invitation.code if view.invitation else answers.get("code", "")
    return (Join(code, language, answers.get("ON-06") == "quiet"), Consent("basics", True, words))


def name(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return () if value == "none" else (ChangeMember({"name": value}),)


def clearing(view: View) -> Clear:
    """Clear the chat, and say what is true of it: of somebody who has not joined only a part may be known."""
    cleared = CLEARED if view.member else CLEARED_FOR_STRANGERS
    return Clear(view.tongue.say(cleared), view.tongue.say(NOT_CLEARED))


def let_go(view: View, answers: Answers) -> tuple[Effect, ...]:
    """What is said is true from here on: whoever said no is not even remembered."""
    return (LetGo(),)


def clear(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    match value:
        case "clear":
            return (clearing(view),)
        case "help":
            return (Begin("help"),)
        case _:
            return ()


def summary(view: View, answers: Answers) -> dict[str, str]:
    member, say = view.known, view.tongue.say
    chosen = [
        phrase
        for layer, phrase in (("check_ins", _("ON-50.s1", "check-ins")), ("meetings", _("ON-50.s2", "feedback after meetings")), ("training", _("ON-50.s3", "training")), ("news", _("ON-50.s5", "news")))
        if member.agreed(layer)
    ]  # fmt: skip
    if member.quiet:
        chosen.append(_("ON-50.s4", "quiet mode"))
    return {
        "summary": view.tongue.listed(say(phrase, {}) for phrase in chosen)
        if chosen
        else say(_("ON-50.s0", "nothing yet, and that's fine"), {})
    }


def agreement(view: View, answers: Answers) -> dict[str, str]:
    return {"lines": "\n".join(f"– {line}" for line in view.programme.agreement)}


def may_come_in(view: View) -> bool:
    """A programme may want an invitation (config: programme.open_door). HELP needs none."""
    return view.programme.open_door or (view.invitation is not None and view.invitation.valid)


def door(view: View, answers: Answers) -> str:
    return "ON-01" if may_come_in(view) else "ON-00"


def let_in(view: View, answers: Answers) -> str:
    """Asked again at the yes: the last use of a code may be gone since the greeting."""
    return "PV-03" if view.member else "ON-00U"


JOIN = Flow("join", steps=(
    Route("door", door, among=("ON-01", "ON-00")),
    Say("ON-00", _("ON-00", "Hello. I'm a computer helper for {group}. I'm not a person. To join, you need a code. {worker} can give you one, and you can type it here. For people to talk to now, type HELP."), then=END),
    Ask("ON-01", HELLO, OneOf((
            Option("yes", _("ON-01.yes", "Yes, tell me more")), Option("look", _("ON-01.look", "Look around first")),
            Option("no", _("ON-01.no", "Not now"), out=True), Option("language", _("ON-01.language", "Language")))),
        then={"yes": "ON-05", "look": "look", "language": "ON-02"}, otherwise="ON-03"),
    Visit("look", "look", then="ON-01"),
    Ask("ON-02", _("ON-02", "Which language is best for you?"), OneOf(languages), then={"other": "ON-04"}, otherwise="ON-01",
        does=lambda view, answers, value: () if value == "other" else (Speak(value),)),
    Ask("ON-04", _("ON-04", "I don't speak that one yet, and I'm sorry. A person may be able to help. Shall I show you how to reach {worker}?"),
        OneOf((Option("yes", _("ON-04.yes", "Yes")), Option("no", _("ON-04.no", "No, use English"), out=True))),
        then={"yes": "ON-04b"}, otherwise="ON-01"),
    Say("ON-04b", _("ON-04b", "You can reach {worker} here: {contact}."), then=END),
    Say("ON-03", _("ON-03", "No problem. I won't write again unless you do."), then=END, does=let_go),
    # Layer 0: is this phone safe?
    Ask("ON-05", _("ON-05", "First: is it safe for you to get messages on this phone? Other people may see them pop up."),
        OneOf((Option("yes", _("ON-05.yes", "Yes, it's safe")), Option("unsure", _("ON-05.unsure", "Not sure")), Option("no", _("ON-05.no", "No"), out=True))),
        then={"yes": "ON-08", "unsure": "ON-06"}, otherwise="ON-07"),
    Ask("ON-06", _("ON-06", "Let's be careful, then. In quiet mode there is no sound, and the first line says nothing private. Want that?"),
        OneOf((Option("quiet", _("ON-06.quiet", "Use quiet mode")), Option("no", _("ON-06.no", "Don't message me"), out=True))),
        then={"quiet": "ON-08"}, otherwise="ON-07"),
    Ask("ON-07", _("ON-07", "Thank you for telling me. I won't start any chats on this phone. You can write to me when it's safe, or ask {worker} for another way."),
        OneOf((Option("clear", _("button.clear", "Clear these messages"), out=True), Option("help", _("button.helplines", "Helplines")))),
        then={}, otherwise=END, does=clear),
    # Layer 1: the deal
    Ask("ON-08", _("ON-08", "Three things. You are in charge: skip or stop anything. Saying no never changes the support you get. And I can't help in an emergency: nobody reads this chat live."),
        OneOf((Option("ok", _("button.ok", "OK")), Option("help", _("ON-08.help", "I need help now")), Option("no", _("ON-01.no", "Not now"), out=True))),
        then={"ok": "ON-08T", "help": "help"}, otherwise="ON-03"),
    Visit("help", "help", then="ON-08T"),
    Say("ON-08T", _("ON-08T", "One exception. If what you write means that a life is in danger, I have to tell {duty}. I'll say so when I do. Never in anonymous answers."),
        then="ON-09", when=lambda view, answers: view.programme.set_up == 3 and view.programme.duty is not None),
    Ask("ON-09", _("ON-09", "This is for people who are 18 or over. Are you 18 or over?"),
        OneOf((Option("yes", _("ON-09.yes", "Yes, 18 or over")), Option("no", _("ON-09.no", "No"), out=True)), exact=True),
        then={"yes": "ON-19"}, otherwise="ON-10"),
    Say("ON-10", _("ON-10", "Thanks for being honest. I can't sign you up, and I've kept nothing. If you'd like someone to talk to, Childline is free on {childline}, day or night."), then=END, does=let_go),
    Say("ON-19", _("ON-19", "What we agreed in this group:\n{lines}"), then="ON-20", when=lambda view, answers: bool(view.programme.agreement), fill=agreement),
    # Layer 2: the basics. Yes is the first thing that is stored.
    Ask("ON-20", BASICS, OneOf((
            Option("yes", _("ON-20.yes", "Yes, that's OK")), Option("more", _("button.tell_me_more", "Tell me more")),
            Option("no", _("ON-20.no", "No thanks"), out=True)), exact=True),
        then={"yes": "let_in", "more": "ON-21"}, otherwise="ON-22", does=join),
    Route("let_in", let_in, among=("PV-03", "ON-00U")),
    Say("ON-00U", _("ON-00U", "I'm sorry, that code has no uses left, or is out of date. {worker} can give you a new one, and you can type it here. I've kept nothing. For people to talk to now, type HELP."), then=END),
    Ask("ON-21", _("ON-21", "{org} looks after this. We use it to run the group with you, and for nothing else. We keep it while you're a member. You can see it, fix it, delete it, or complain. Full notice: {link}"),
        OneOf((Option("ok", _("button.ok", "OK")), Option("back", _("button.back", "Back"), out=True))), otherwise="ON-20"),
    Say("ON-22", _("ON-22", "That's fine. I've kept nothing. You can still come to meetings and get support as before."), then=END, does=let_go),
    Say("PV-03", QUIET_ON, then="ON-23T", when=lambda view, answers: view.known.quiet, fill=lambda view, answers: {"word": view.known.quiet_word}),
    Ask("ON-23T", _("ON-23T", "Good to know: Telegram keeps chats on its own computers and could read them. We can't see your phone number unless you share it. Carry on here?"),
        OneOf((Option("yes", _("ON-23T.yes", "Carry on")), Option("no", _("ON-23T.no", "No, delete me"), out=True))),
        then={"no": "gone"}, otherwise="ON-24", when=lambda view, answers: view.app == "Telegram"),
    Visit("gone", "forget", then="ON-24"),
    Ask("ON-24", _("ON-24", "What shall I call you? A first name, a nickname, or nothing at all."),
        Words((Option("none", _("ON-24.none", "No name"), out=True),), limit=40), then={}, otherwise="who", does=name),
    Route("who", lambda view, answers: "rejoin_team" if view.known.team else "ON-30", among=("rejoin_team", "ON-30")),
    # Layer 3: check-ins, which may be about health
    Ask("ON-30", CHECK_INS, OneOf((
            Option("yes", _("ON-30.yes", "Yes, I agree")), Option("no", _("ON-30.no", "No check-ins")),
            Option("later", _("button.later", "Decide later"), out=True)), exact=True),
        then={"yes": "ON-31"}, otherwise="ON-40", does=consent("check_ins", CHECK_INS)),
    Ask("ON-31", _("ON-31", "Who can see your check-ins? You can change this any time, in My details."),
        OneOf((Option("me", _("ON-31.me", "Only me"), out=True), Option("worker", _("ON-31.worker", "Me and {worker}")), Option("ask", _("ON-31.ask", "Ask me each time")))),
        then={"worker": "ON-32", "me": "ON-33"}, otherwise="ON-33",
        when=lambda view, answers: can_pass_on(view), does=lambda view, answers, value: () if value == "worker" else (ChangeMember({"sight": value}),)),
    Ask("ON-32", _("ON-32", "{worker} reads these {hours}. It may not be the same day. If you or someone else may be badly hurt, {worker} may have to tell others. They'd try to talk to you first."),
        OneOf((Option("ok", _("ON-32.ok", "OK, share")), Option("me", _("ON-31.me", "Only me"), out=True))),
        otherwise="ON-33", does=lambda view, answers, value: (ChangeMember({"sight": "worker" if value == "ok" else "me"}),)),
    Ask("ON-33", GROUP_MOOD, OneOf((Option("yes", _("ON-33.yes", "Yes, count me")), Option("no", _("ON-33.no", "No"), out=True)), exact=True),
        otherwise="ON-40", does=consent("group_mood", GROUP_MOOD)),
    # Layer 4: meetings, training and news
    Ask("ON-40", MEETINGS, OneOf((Option("yes", _("button.yes", "Yes")), Option("no", _("button.no", "No")), Option("later", _("button.later", "Decide later"), out=True)), exact=True),
        otherwise="ON-41", does=consent("meetings", MEETINGS)),
    Ask("ON-41", TRAINING, OneOf((Option("yes", _("button.yes", "Yes")), Option("no", _("button.no", "No")), Option("later", _("button.later", "Decide later"), out=True)), exact=True),
        otherwise="ON-43", does=consent("training", TRAINING)),
    Ask("ON-43", NEWS, OneOf((Option("yes", _("button.yes", "Yes")), Option("no", _("button.no", "No")), Option("later", _("button.later", "Decide later"), out=True)), exact=True),
        otherwise="pace", does=consent("news", NEWS)),
    Visit("pace", "pace", then="rejoin", carrying=lambda view, answers: BY_JOINING),
    Visit("rejoin", "rejoin", then="ON-50", carrying=lambda view, answers: BY_JOINING),
    Ask("ON-50", _("ON-50", "All set. You chose: {summary}. Type MENU any time. Type STOP and I stop at once."),
        OneOf((Option("menu", _("button.menu", "Menu")), Option("change", _("ON-50.change", "Change something")), Option("ok", _("button.ok", "OK"), out=True))),
        then={"ok": "ON-52"}, otherwise=END, fill=summary, does=lambda view, answers, value: {"menu": (Begin("menu"),), "change": (Begin("details"),)}.get(value, ())),
    Say("ON-52", _("ON-52", "That's all for now. Write any time."), then=END),
    Visit("rejoin_team", "rejoin", then="ON-51", carrying=lambda view, answers: BY_JOINING),
    Say("ON-51", _("ON-51", "You're set up as a coordinator. Type MENU to see what you can do. The same promises bind us all: no names in anything you export, and every member's pace comes first. I tell you of meetings as I tell members; My pace switches that off."), then=END),
))  # fmt: skip

FLOWS = (JOIN,)
