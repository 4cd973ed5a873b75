"""Reading members' own words before they are shown: a coordinator and a representative, each by themselves (DOMAIN.md 2.4).

A sealed talk (bot/feedback/turns.py): nothing of it rests outside the box, and its messages are cleared when it ends. Where
a reviewer is stands in the marks, not in the talk: whoever leaves and comes back goes on at the first text that they have
not read as it stands (conversations/feedback/review.py says what that means).

In each turn the facts are as they were before it. So what was just called fine is left out (review_place.py), and what was
just taken out is shown as it will stand (review_taking.py).
"""

from typing import Final

from conversations.effects import Begin, Clear, Effect
from conversations.feedback.effects import AgreeToShow, HaveRead, Showing
from conversations.feedback.facts import Review
from conversations.feedback.review import KEYS
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Words
from conversations.flows.meeting_words import in_a_sentence
from conversations.flows.review_place import before_them, goes_on_at, has_turned, said_of, the_review
from conversations.flows.review_taking import (
    checked,
    stands,
    sure,
    take_out,
    takes_out,
    which,
    would_read,
)
from conversations.flows.review_words import NOT_CLEARED, kinds_in, marked
from conversations.phrases import NOTHING, Phrase, _
from conversations.view import View

DAY: Final = 24 * 3600
NOT_NOW: Final = Option("later", _("button.not_now", "Not now"), out=True)
LATER: Final = Option("later", _("RV-02.later", "Later"), out=True)


def ways_in(view: View) -> tuple[Option, ...]:
    """The option on the team's own pages, while something waits for this reviewer."""
    return (Option("review", _("RV-00.review", "Words to review")),) if view.facts.reviews() else ()


def go(view: View, value: str) -> tuple[Effect, ...]:
    waiting = view.facts.reviews()
    if value != "review" or not waiting:
        return ()
    return (Begin("review", {"item": f"review:{waiting[0].meeting}", "by": "member"}),)


# -- where it goes on ------------------------------------------------------------------------------------------------------


def reads(view: View, answers: Answers) -> str:
    """Where reading goes on: at a text, or at the last question."""
    return "RV-06" if goes_on_at(view, answers) is None else "shows"


def begins(view: View, answers: Answers) -> str:
    review = the_review(view, answers)
    if review is None or not review.comments:
        return "gone"
    if has_turned(review):
        return "turned"
    if answers.get("by") == "member":
        return reads(view, answers)
    return "RV-01Q" if view.known.quiet else "RV-01"


def opened(view: View, answers: Answers) -> str:
    goal = begins(view, {**answers, "by": "member"})
    return (
        "later"
        if goal in ("shows", "RV-06") and "later" in (answers.get("RV-01"), answers.get("RV-01Q"))
        else goal
    )


def shown(view: View, answers: Answers) -> tuple[Effect, ...]:
    found = goes_on_at(view, answers)
    return (Showing(found.id),) if found else ()


# -- one text -------------------------------------------------------------------------------------------------------------


def page(view: View, answers: Answers) -> Phrase:
    if before_them(view, answers) is None:
        return GONE
    return _("RV-02", "{number} of {most}. {question}\n\n“{text}”{flags}")


def on_page(view: View, answers: Answers) -> dict[str, str]:
    review, found = the_review(view, answers), before_them(view, answers)
    if review is None or found is None:
        return {}
    text = stands(found.text, view, answers)
    spans = view.facts.details_in(text)
    kinds = kinds_in(spans, view.tongue)
    flags = view.tongue.say(_("RV-02F", "May tell who: {kinds}."), {"kinds": kinds}) if kinds else ""
    return {
        "number": str(review.comments.index(found) + 1),
        "most": str(len(review.comments)),
        "question": found.question,
        "text": marked(text, spans),
        "flags": f"\n\n{flags}" if flags else "",
    }


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    review, found = the_review(view, answers), before_them(view, answers)
    if review is None or found is None:
        return (LATER,)
    back = (Option(f"back{found.id}", _("button.back", "Back")),) if found != review.comments[0] else ()
    return (
        Option(f"fine{found.id}", _("RV-02.fine", "It's fine"), means="yes"),
        Option(f"out{found.id}", _("RV-02.out", "Take words out")),
        *back,
        LATER,
    )


def has_read(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    what, id = said_of(answers)
    return (HaveRead(id),) if what == "fine" else ()


def said(view: View, answers: Answers) -> str:
    review = the_review(view, answers)
    if review is None:
        return "gone"
    what, _id = said_of(answers)
    return {"later": "later", "out": "RV-03"}.get(what) or reads(view, answers)


# -- the end --------------------------------------------------------------------------------------------------------------


def fewer_than(view: View, answers: Answers) -> dict[str, str]:
    review = the_review(view, answers)
    return {"number": str(review.for_words) if review else ""}


def agrees(view: View, answers: Answers) -> str:
    """Where a yes leads: whatever changed while they read is to be read first. What the other one said to showing few people's
    words is not told here, so what is said is true of either."""
    review = the_review(view, answers)
    if review is None:
        return "gone"
    if any(not each.read for each in review.comments):
        return "changed"
    if review.both_for_words and "RV-07" not in answers:
        return "RV-07"
    both, few = other_key(review) in review.agreed, answers.get("RV-07")
    if few == "no":
        return "both_no" if both else "waits_no"
    if not both:
        return "waits"
    return "both_few" if few == "yes" else "both"


def turns(view: View, answers: Answers) -> tuple[Effect, ...]:
    words = answers.get("RV-07", "yes") == "yes"
    return (AgreeToShow(words),) if agrees(view, answers) in TURNED else ()


def other_key(review: Review) -> str:
    return next(key for key in KEYS if key != review.my_key)


TURNED: Final = ("both", "both_few", "both_no", "waits", "waits_no")
"""Where their yes counts."""
OTHER: Final = {
    "coordinator": _("RV-01C", "a coordinator"),
    "representative": _("RV-01R", "a member rep"),
}


PAGES: Final = {
    "coordinator": _("PV-01.meetings", "Meetings"),
    "representative": _("PV-01.reps", "Member rep"),
}
"""Where in their menu reviewers find what waits for them."""


def about_it(view: View, answers: Answers) -> dict[str, str]:
    review = the_review(view, answers)
    if review is None:
        return {"event": "", "other": "", "date": "", "page": ""}
    return {
        "event": in_a_sentence(review.title),
        "other": view.tongue.say(OTHER[other_key(review)]),
        "date": view.tongue.day(review.opens_on),
        "page": view.tongue.say(PAGES[review.my_key]),
    }


def ending(id: str, words: Phrase) -> Route:
    """The talk ends with these words, in place of everything that was said in it."""

    def clears(view: View, answers: Answers) -> tuple[Effect, ...]:
        text = view.tongue.say(words, about_it(view, answers))
        return (Clear(text, f"{text} {view.tongue.say(NOT_CLEARED, NOTHING)}"),)

    return Route(id, lambda view, answers: END, among=(END,), does=clears)


GONE: Final = _("RV-08G", "There is nothing to read here now.")
REVIEW = Flow("review", private=True, opener=True, lives=3 * DAY, roles=frozenset(KEYS), steps=(
    Route("begins", begins, among=("RV-01", "RV-01Q", "shows", "RV-06", "turned", "gone")),
    Ask("RV-01Q", _("RV-01Q", "Hi. Something is ready to read, when you like."), OneOf((Option("open", _("CI-01Q.open", "Open"), means="yes"), NOT_NOW)), otherwise="opened"),
    Ask("RV-01", _("RV-01", "Members' words about {event} are ready to read, by you and {other}. You can only take out names. Open them now?"),
        OneOf((Option("open", _("CI-01Q.open", "Open"), means="yes"), NOT_NOW)), otherwise="opened", fill=about_it),
    Route("opened", opened, among=("later", "shows", "RV-06", "turned", "gone")),
    Route("shows", lambda view, answers: "RV-02", among=("RV-02",), does=shown),
    Ask("RV-02", page, OneOf(ways, exact=True), otherwise="said", fill=on_page, does=has_read),
    Route("said", said, among=("RV-03", "shows", "RV-06", "later", "gone")),
    Ask("RV-03", _("RV-03", "“{text}”\n\nWhich words go? Tap them, or type them as they stand. Each time they come, it says [name] in their place."),
        Words(which), then={"never": "shows"}, otherwise="checked", fill=on_page),
    Route("checked", checked, among=("RV-03S", "RV-03L", "RV-03A", "RV-04", "shows", "gone")),
    Say("RV-03S", _("RV-03S", "That's too short to take out: 2 letters at least. Nothing has changed."), then="RV-03"),
    Say("RV-03L", _("RV-03L", "Only names and numbers can go: up to {number} letters at a time. Nothing has changed."), then="RV-03", fill=would_read),
    Say("RV-03A", _("RV-03A", "Those words aren't in it, as it stands now. Nothing has changed."), then="RV-03"),
    Ask("RV-04", takes_out, OneOf(sure, exact=True), otherwise="shows", fill=would_read, does=take_out),
    Ask("RV-06", _("RV-06", "You've read them all. Shall they be shown with the results, as they stand now?"),
        OneOf((Option("agree", _("KEY-01.agree", "Agree"), means="yes"), Option("not_yet", _("RV-06.not_yet", "Not yet"), out=True)), exact=True),
        then={"not_yet": "later"}, otherwise="agrees"),
    Route("agrees", agrees, among=("RV-07", *TURNED, "changed", "gone"), does=turns),
    Ask("RV-07", _("RV-07", "Fewer than {number} people replied, so words may tell who wrote them. Show the words all the same? Only if you both say yes."),
        OneOf((Option("yes", _("button.yes", "Yes")), Option("no", _("button.no", "No"), out=True)), exact=True), otherwise="agrees", fill=fewer_than),
    ending("both", _("RV-08B", "Thank you. You've both said yes. The results about {event} open by {date}, for members and the team together.")),
    ending("both_few", _("RV-08Y", "Thank you. You've both read them. They are shown if {other} said yes to that too. The results about {event} open by {date}, for members and the team together.")),
    ending("both_no", _("RV-08N", "Thank you. You said no, so nobody's own words are shown. The results about {event} open by {date}, for members and the team together.")),
    ending("waits_no", _("RV-08V", "Thank you. You said no, so nobody's own words are shown. The rest waits for {other} now. The results open by {date}, for members and the team together.")),
    ending("waits", _("RV-08W", "Thank you. It waits for {other} now. The results open by {date}, for members and the team together.")),
    ending("turned", _("RV-08T", "You've read these already. They wait for {other} now. The results open by {date}.")),
    ending("changed", _("RV-08C", "Something was taken out while you read, so that one is another now. To read it, type MENU, then {page}, then Words to review.")),
    ending("later", _("RV-08L", "OK. They wait under MENU, {page}. The results open by {date}, without any words that you and {other} haven't read.")),
    ending("gone", GONE),
))  # fmt: skip

FLOWS = (REVIEW,)
