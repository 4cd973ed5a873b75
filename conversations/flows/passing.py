"""Words for a person of the team: a message, a wish to hear from them, a check-in that is shared.

Each flow asks again, in the turn that passes the words on, whether there is somebody to get them; otherwise it says
where to write. Nobody is told "I've told" about words that went nowhere. Whoever gave the bot no name could not be
answered, so they are asked how they can be reached, and may skip it; in a message of their own they can say it
themselves. What they write there goes with the words, to the same person, and is kept nowhere.
"""

from collections.abc import Callable
from typing import Final

from conversations.deskwords import NOBODY
from conversations.effects import Effect, PassOn
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Words
from conversations.phrases import Phrase, _
from conversations.telling import can_pass_on
from conversations.view import View

REACH: Final = "reach"
NEVER_MIND: Final = Option("never", _("CI-14.never", "Never mind"), out=True)
HOW: Final = _("CI-14R", "How can {worker} reach you? You could write a phone number, or where to find you. I pass it on and keep no copy.")  # fmt: skip
PASSED_ON: Final = _("ER-03", "Passed on to {worker}. If you need someone sooner, type HELP.")
TOLD_NOBODY: Final = _("CI-15N", "OK. I've told nobody.")


def signed(view: View, phrase: Phrase) -> str:
    """Words about the member, under the name they gave."""
    return view.tongue.say(
        phrase, {"name": view.known.name or view.tongue.say(_("text.no_name", "A member"))}
    )


def has_no_name(view: View, answers: Answers) -> bool:
    return not view.known.name


def with_reach(view: View, text: str, reach: str) -> str:
    """The words, and how their writer can be reached, if they said."""
    if reach in ("", "skip"):
        return text
    how = view.tongue.say(_("CI-15R", "They can be reached like this: {reach}"), {"reach": reach})
    return f"{text}\n{how}"


def asks_how(otherwise: str, when: Callable[[View, Answers], bool] = has_no_name) -> Ask:
    return Ask(REACH, HOW, Words(limit=200), otherwise=otherwise, skip=True, when=when)


def passes(words: Callable[[View, Answers], str], said: str) -> Route:
    """Pass it on, if there is still somebody; what is said next is what is true."""

    def does(view: View, answers: Answers) -> tuple[Effect, ...]:
        if not can_pass_on(view):
            return ()
        return (PassOn("worker", with_reach(view, words(view, answers), answers.get(REACH, ""))),)

    return Route(
        "send",
        lambda view, answers: said if can_pass_on(view) else "nobody",
        among=(said, "nobody"),
        does=does,
    )


# -- a wish to hear from a person ---------------------------------------------------------------------------------------


def call_words(view: View, answers: Answers) -> str:
    if answers.get("CI-14") == "call":
        return signed(view, _("CI-15W", "{name} asked you to call them."))
    return signed(view, _("CI-15M", "{name} asked you to message them."))


def needs_a_way(view: View, answers: Answers) -> bool:
    """The bot knows no phone number, so a call always needs one; a message needs a way where there is no name."""
    return answers.get("CI-14") == "call" or has_no_name(view, answers)


CALL = Flow("call", steps=(
    Route("who", lambda view, answers: "CI-14" if can_pass_on(view) else "nobody", among=("CI-14", "nobody")),
    Ask("CI-14", _("CI-14", "I'll ask {worker} to get in touch. They work {hours}. What's best?"), OneOf((
            Option("message", _("CI-14.message", "Message me")), Option("call", _("CI-14.call", "Call me")), NEVER_MIND)),
        then={"never": "CI-15N"}, otherwise=REACH),
    asks_how("send", needs_a_way),
    passes(call_words, "CI-15"),
    Say("CI-15", _("CI-15", "Done. I've told {worker} you'd like to hear from them. They work {hours}. If you need someone sooner, type HELP."), then=END),
    Say("nobody", NOBODY, then=END),
    Say("CI-15N", TOLD_NOBODY, then=END),
))  # fmt: skip


# -- a message, written for them ----------------------------------------------------------------------------------------


def message_words(view: View, answers: Answers) -> str:
    """What is passed on. `about`: what the talk began with, where it did: a course that somebody asks about."""
    head = signed(view, _("ER-03W", "{name} wrote to you:"))
    foot = view.tongue.say(
        _("ER-03A", "I can't pass on an answer. If they'd like one, please see them, or call.")
    )
    what = answers.get("about", "")
    about = view.tongue.say(_("ER-03B", "About {what}:"), {"what": what}) + "\n" if what else ""
    return f"{head}\n{about}{answers.get('words', '')}\n\n{foot}"


def asks_for(view: View, answers: Answers) -> Phrase:
    if view.known.name:
        return _("HL-05M", "What would you like {worker} to read? They'd see the name you gave me.")
    return _(
        "HL-05N",
        "What would you like {worker} to read? I have no name for you, so say how to reach you if you'd like an answer.",
    )


MESSAGE = Flow("message", to_person=True, steps=(
    Ask("words", asks_for, Words((NEVER_MIND,), limit=2000), then={"never": "CI-15N"}, otherwise="send"),
    passes(message_words, "ER-03"),
    Say("ER-03", PASSED_ON, then=END),
    Say("nobody", NOBODY, then=END),
    Say("CI-15N", TOLD_NOBODY, then=END),
))  # fmt: skip


# -- words that look meant for a person ---------------------------------------------------------------------------------


def asks_to_pass_on(view: View, answers: Answers) -> Phrase:
    if view.known.name:
        return _(
            "ER-02", "Would you like a person to read that? They work {hours}. They'd see your name here."
        )
    return _(
        "ER-02A",
        "Would you like a person to read that? They work {hours}. I have no name of yours to give them.",
    )


PASS_ON = Flow("pass_on", overlay=True, steps=(
    Ask("ER-02", asks_to_pass_on, OneOf((
            Option("yes", _("ER-02.yes", "Yes, send it")), Option("no", _("ER-02.no", "No, delete it"), out=True))),
        then={"yes": REACH}, otherwise="ER-02N"),
    asks_how("send"),
    passes(message_words, "ER-03"),
    Say("ER-03", PASSED_ON, then=END),
    Say("nobody", NOBODY, then=END),
    Say("ER-02N", _("ER-02N", "OK. I've kept nothing of it, and nobody will read it."), then=END),
))  # fmt: skip

FLOWS = (CALL, MESSAGE, PASS_ON)
