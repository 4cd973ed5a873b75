"""Saying, with no name, how a meeting was (COPYDECK.md, section 6; ANONYMITY.md, sections 2 and 5).

A sealed talk: what is answered rests in the meeting's box (bot/ballot_box.py) and nowhere else, and goes into it at Send,
each question by itself. Everybody invited is asked alike, once, in the same words. Every way out, also of the opener, ends
in `Clear` and asks nothing else of the world: a snooze or a count would tell of somebody that they were here. ("Less of this"
is no way out of the form but a wish about all messages: an ordinary turn, whoever has answered.) What waits
stands on the Meetings page until the box closes.

Nobody is told "you have answered" before they have pressed a button, and then only that there is nothing more to fill in.
"""

from collections.abc import Callable
from typing import Final

from conversations.effects import Begin, Clear, Effect
from conversations.engine import standard_fill
from conversations.feedback.effects import DropIn
from conversations.feedback.facts import MEETINGS_MOST, MONTHS_MOST
from conversations.feedback.form import Form, FormQuestion
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows.feedback_questions import as_asked, box_of, given, question_steps, read_back
from conversations.flows.feedback_words import (
    AFTER_SEND,
    AFTER_SEND_DESTROY,
    AFTER_SEND_EARLIER,
    AFTER_SEND_LAST,
    ANSWERS,
    BINNED,
    CANNOT_PROMISE,
    CANNOT_PROMISE_OR_CLEAR,
    CLEAR_YOURS,
    CLOSED,
    DANGER,
    DONE_QUIET,
    DONE_QUIET_UNCLEARED,
    KEPT,
    LINE,
    LOST,
    LOST_BEFORE,
    MORE,
    MORE_UNCLEARED,
    NOT_NOW,
    NOTHING_MORE,
    NOTHING_YET,
    OPENER,
    OPENER_AGAIN,
    OPENER_QUIET,
    READY,
    SENT,
    SENT_FAILED,
    SENT_UNCLEARED,
    SMALL,
    STOPPED,
    TOO_LATE,
    WHO_SEES,
)  # fmt: skip
from conversations.flows.joining import NOT_CLEARED
from conversations.phrases import Phrase, _
from conversations.view import View

START: Final = Option("start", _("CI-01.start", "Start"))
OK_START: Final = Option("start", _("MF-02.start", "OK, start"), also=("start", "ok", "okay"))
AGAIN: Final = Option("again", _("MF-02.again", "Read it again"))
"""What anonymous means is one message. Once something else takes its place it can be had back."""
LATER: Final = Option(
    "not_now", _("button.not_now", "Not now"), out=True, also=("later", "never mind", "nevermind")
)
NO_THANKS: Final = Option("no", _("MF-01.no", "No thanks"), out=True)
LESS: Final = Option("less", _("BR-01.less", "Less of this"), out=True)
SEND: Final = Option("send", _("MF-20.send", "Send it"), means="yes", also=("send",))
SEE: Final = Option(
    "see", _("MF-20.see", "See my answers"), means="no", also=("see", "answers", "my answers")
)
"""A plain no to "Ready to send?" shows what there is. It neither sends nor bins anything."""
BIN: Final = Option("bin", _("MF-20.bin", "Bin it"), also=("bin",))
DAY: Final = 24 * 3600


def facts_of(view: View, answers: Answers) -> dict[str, str]:
    """What the words of this flow are about."""
    box = box_of(view, answers)
    if box is None:
        return dict.fromkeys(("event", "day", "close", "by", "k"), "")
    day = view.tongue.day
    return {
        "event": box.title, "day": day(box.day), "close": day(box.closes_on), "by": day(box.opens_on), "k": str(box.k),
    }  # fmt: skip


# -- how it ends ------------------------------------------------------------------------------------------------------


def words(phrase: Phrase, view: View, answers: Answers) -> str:
    return view.tongue.say(phrase, standard_fill(view) | facts_of(view, answers))


def ends(phrase: Phrase) -> Callable[[View, Answers], tuple[Effect, ...]]:
    """The talk is cleared, whether anything of the member's stood in it or not, and this is all that is left."""

    def does(view: View, answers: Answers) -> tuple[Effect, ...]:
        said = words(phrase, view, answers)
        return (Clear(said, said),)

    return does


def leaves(phrase: Phrase) -> Callable[[View, Answers], tuple[Effect, ...]]:
    """The same where answers may have been typed: the words say what could not be cleared."""

    def does(view: View, answers: Answers) -> tuple[Effect, ...]:
        said = words(phrase, view, answers)
        hint = "" if view.caps.deletes_theirs else words(CLEAR_YOURS, view, answers)
        return (
            cleared(
                view, answers, " ".join(filter(None, (said, hint))), f"{said} {view.tongue.say(NOT_CLEARED)}"
            ),
        )

    return does


def cleared(view: View, answers: Answers, done: str, failed: str) -> Clear:
    """In quiet mode whoever looks on is not told what was done here."""
    if view.member is None or not view.member.quiet:
        return Clear(done, failed)
    plain = view.tongue.say(DONE_QUIET_UNCLEARED)
    return Clear(
        view.tongue.say(DONE_QUIET)
        if view.caps.deletes_theirs
        else f"{plain} {view.tongue.say(CLEAR_YOURS)}",
        f"{plain} {view.tongue.say(NOT_CLEARED)}",
    )


def ending(id: str, does: Callable[[View, Answers], tuple[Effect, ...]]) -> Route:
    return Route(id, lambda view, answers: END, among=(END,), does=does)


def less(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (Begin("less"),) if value == "less" else ()


# -- where it goes ----------------------------------------------------------------------------------------------------


def starts(view: View, answers: Answers) -> str:
    """Where it begins. The bot's own opener is the same whoever has answered; only a button tells them apart."""
    box = box_of(view, answers)
    if box is None or box.state != "open":
        return "MF-32" if box and box.state == "lost" else "MF-31"
    if answers.get("by") == "member":
        return "MF-30" if box.answered else "MF-02L"
    return "MF-01Q" if view.known.quiet else "MF-01"


def goes_in(view: View, answers: Answers) -> str:
    box = box_of(view, answers)
    if box is None or box.state != "open":
        return "MF-32" if box and box.state == "lost" else "MF-31"
    return "MF-30" if box.answered else "MF-02L"


def is_small(view: View, answers: Answers) -> bool:
    box = box_of(view, answers)
    return box is not None and box.small


def promise(view: View, answers: Answers) -> Phrase:
    return CANNOT_PROMISE if view.caps.deletes_theirs else CANNOT_PROMISE_OR_CLEAR


def afterwards(view: View, answers: Answers) -> Phrase:
    """What becomes of too few: of those in this box, and of those that wait to be counted with them."""
    box = box_of(view, answers)
    earlier, last = bool(box and box.earlier), bool(box and box.below_k == "destroy")
    return (
        (AFTER_SEND_LAST if last else AFTER_SEND_EARLIER)
        if earlier
        else AFTER_SEND_DESTROY
        if last
        else AFTER_SEND
    )


def how_long(view: View, answers: Answers) -> dict[str, str]:
    return facts_of(view, answers) | {"meetings": str(MEETINGS_MOST), "months": str(MONTHS_MOST)}


def was_lost(view: View, answers: Answers) -> bool:
    """Whether somebody who comes by themselves, past the opener, is to hear that what was here before is lost."""
    box = box_of(view, answers)
    return box is not None and box.again and answers.get("by") == "member"


def opener(view: View, answers: Answers) -> Phrase:
    box = box_of(view, answers)
    return OPENER_AGAIN if box and box.again else OPENER


def more(view: View, answers: Answers) -> Phrase:
    return MORE if view.caps.deletes_theirs else MORE_UNCLEARED


def flows(form: Form) -> tuple[Flow, ...]:
    """The frame around the questions of this form."""
    questions = form.questions
    first = questions[0].id

    def opening(view: View, answers: Answers) -> dict[str, str]:
        """How many questions there will be: those of the box that the form in force can still ask."""
        asked = (question for question in questions if as_asked(question, view, answers))
        return facts_of(view, answers) | {"number": str(sum(each.after is None for each in asked))}

    def outcome(view: View, answers: Answers) -> str:
        return "MF-20" if given(questions, view, answers) else "MF-19"

    def listed(view: View, answers: Answers) -> dict[str, str]:
        lines = (
            view.tongue.say(LINE, {"question": question, "answer": answer})
            for question, answer in read_back(questions, view, answers)
        )
        return {"list": "\n".join(lines)}

    def send(view: View, answers: Answers) -> tuple[Effect, ...]:
        box, slip = box_of(view, answers), given(questions, view, answers)
        if box is None or box.state != "open" or not slip:
            return leaves(TOO_LATE)(view, answers)
        if box.answered:
            return ends(NOTHING_MORE)(view, answers)
        done = SENT if view.caps.deletes_theirs else SENT_UNCLEARED
        said = cleared(view, answers, words(done, view, answers), words(SENT_FAILED, view, answers))
        return (DropIn(slip), said)

    ways_in = ("MF-01", "MF-01Q", "MF-02L", "MF-30", "MF-31", "MF-32")
    return (Flow("feedback", private=True, opener=True, left="MF-26", lives=DAY, steps=(
        Route("starts", starts, among=ways_in),
        Ask("MF-01Q", OPENER_QUIET, OneOf((Option("open", _("CI-01Q.open", "Open"), also=("start",)), LATER), exact=True),
            then={"open": "MF-01"}, otherwise="MF-01W"),
        Ask("MF-01", opener, OneOf((START, LATER, NO_THANKS, LESS), exact=True),
            then={"start": "goes_in", "no": "MF-26", "less": END}, otherwise="MF-01W", fill=opening, does=less),
        Route("goes_in", goes_in, among=("MF-02L", "MF-30", "MF-31", "MF-32")),
        Say("MF-02L", LOST_BEFORE, then="MF-02", when=was_lost),
        Say("MF-02", WHO_SEES, then="MF-02G", fill=facts_of),
        Say("MF-02G", promise, then="MF-02A"),
        Say("MF-02A", afterwards, then="MF-02D", fill=how_long),
        Ask("MF-02D", DANGER, OneOf((OK_START, Option("more", _("MF-02.more", "Tell me more"), also=("more",)), AGAIN, NO_THANKS), exact=True),
            then={"start": "MF-04", "more": "MF-03", "again": "MF-02"}, otherwise="MF-26", fill=facts_of),
        Ask("MF-03", more, OneOf((OK_START, NO_THANKS), exact=True), then={"start": "MF-04"}, otherwise="MF-26"),
        Ask("MF-04", SMALL, OneOf((Option("carry_on", _("button.carry_on", "Carry on"), also=("ok", "okay")), Option("no", _("MF-04.skip", "Skip it"), out=True)), exact=True),
            then={"no": "MF-26"}, otherwise=first, when=is_small),
        *question_steps(questions, "outcome"),
        Route("outcome", outcome, among=("MF-19", "MF-20")),
        Ask("MF-19", NOTHING_YET, OneOf((Option("back", _("MF-19.back", "Go back")), Option("no", _("MF-01.no", "No thanks"), out=True)), exact=True),
            then={"back": first}, otherwise="MF-26"),
        Ask("MF-20", READY, OneOf((SEND, SEE, BIN, LATER), exact=True),
            then={"send": "MF-21", "see": "MF-20S", "bin": "MF-22"}, otherwise="MF-20W"),
        Ask("MF-20S", ANSWERS, OneOf((SEND, Option("change", _("MF-20.change", "Change them"), also=("change",)), BIN, LATER), exact=True),
            then={"send": "MF-21", "change": "MF-20C", "bin": "MF-22"}, otherwise="MF-20W", fill=listed),
        Say("MF-20C", KEPT, then=first),
        Say("MF-20W", _("MF-20W", "OK. It waits here for a day, and nothing is sent. After that it goes, unread."), then="MF-20"),
        ending("MF-21", send),
        ending("MF-22", leaves(BINNED)),
        ending("MF-26", leaves(STOPPED)),
        ending("MF-01W", ends(NOT_NOW)),
        ending("MF-30", ends(NOTHING_MORE)),
        ending("MF-31", ends(CLOSED)),
        ending("MF-32", ends(LOST)),
    )),)  # fmt: skip


_ANY: Final = "MF-any"
"""Stands for the questions of a form that nobody has written yet."""
OWN_STEPS: Final = frozenset(flows(Form("", 0, "", (FormQuestion(_ANY, _ANY),)))[0].index) - {_ANY}
"""What a question of a form cannot be called: these are said around the questions, whatever they are."""
