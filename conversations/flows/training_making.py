"""A coordinator makes a course, step by step (DOMAIN.md 3.1; B63, B73).

What is said stands in the answers under the step that asked for it (conversations/flows/course_draft.py); the next date of a
course begins with nearly all of them answered. Money and costs cannot be left out. Times are those of the programme's own
clocks. The last look is the page that everybody will read, with whatever stands against it and how to mend that.
"""

from collections.abc import Callable, Iterator
from typing import Final

from conversations.effects import Effect, Note
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Test, Words
from conversations.flows import course_words
from conversations.flows.course_draft import (
    ALL,
    LAST,
    ME,
    OTHERS,
    SAME,
    closing_of,
    draft_of,
    given,
    last_day,
    leader_of,
    problems_of,
    sessions_of,
    shown,
    when_of,
    where_of,
)
from conversations.flows.course_reading import (
    read_closing,
    read_kept,
    read_places,
    read_when,
    read_where,
    required,
)
from conversations.flows.meeting_making import LENGTHS, NO, OUT, SKIP, YES
from conversations.flows.meeting_reading import CANCEL, read_length, words_of
from conversations.flows.meeting_words import in_a_sentence
from conversations.phrases import Phrase, _
from conversations.training.courses import ABOUT_MOST, HELP_MOST, MONEY_MOST, NAME_MOST, TITLE_MOST
from conversations.training.draw import kept_of
from conversations.training.effects import MakeCourse
from conversations.training.problems import EMPTY, moment
from conversations.view import View

CHANGE, WHICH = "TC-31", "TC-32"
SESSIONS: Final = "sessions"

# -- which questions ----------------------------------------------------------------------------------------------------


def unless_said(step: str) -> Test:
    """A question is asked once, and again where it is the one to change."""
    return lambda view, answers: step not in answers or to_change(answers) == step


def to_change(answers: Answers) -> str:
    """The step that is to be said anew, once somebody has looked at it all."""
    chosen = answers.get(CHANGE, "")
    return answers.get(WHICH, "") if chosen == SESSIONS else chosen


def has_groups(view: View, answers: Answers) -> bool:
    return len(view.facts.groups()) > 1 and unless_said("TC-12")(view, answers)


def groups(view: View, answers: Answers) -> tuple[Option, ...]:
    each = tuple(Option(str(group.id), group.name) for group in view.facts.groups())
    return (*each, Option(ALL, _("CO-20.all", "Everyone")), CANCEL)


def has_draw(step: str) -> Test:
    """Nothing closes and nothing is kept where whoever asks first has a place."""
    return lambda view, answers: view.facts.by_draw() and unless_said(step)(view, answers)


def asks_paid(view: View, answers: Answers) -> bool:
    """Whether people are paid belongs to what is said about money."""
    return "TC-22" not in answers or to_change(answers) == "TC-21"


def asks_when(number: int) -> Test:
    """Of a later session, once there is one before it."""
    before = "TC-13" if number == OTHERS.start else when_of(number - 1)
    return lambda view, answers: (
        (bool(given(answers, before)) and unless_said(when_of(number))(view, answers))
        or to_change(answers) == when_of(number)
    )


def asks_where(number: int) -> Test:
    """Where it is belongs to when it is: whoever says one anew says both."""
    return lambda view, answers: (
        bool(given(answers, when_of(number)))
        and (where_of(number) not in answers or to_change(answers) == when_of(number))
    )


# -- words and ways -----------------------------------------------------------------------------------------------------


def numbered(number: int) -> "Callable[[View, Answers], dict[str, str]]":
    return lambda view, answers: {"number": str(number)}


def kept_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    usual = view.tongue.say(_("TC-19.usual", "A quarter: {number}"), quarter(view, answers))
    return (Option("0", _("TC-19.none", "None"), out=True), Option("skip", usual, out=True), CANCEL)


def quarter(view: View, answers: Answers) -> dict[str, str]:
    places = given(answers, "TC-18")
    return {"number": str(kept_of(int(places))) if places.isdigit() else "", "places": places}


def closing_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    return (Option(LAST, view.tongue.day(last_day(view, answers))), CANCEL)


def closing_days(view: View, answers: Answers) -> dict[str, str]:
    return {"date": view.tongue.day(last_day(view, answers))}


def leaders(view: View, answers: Answers) -> tuple[Option, ...]:
    me = (Option(ME, _("TC-25.me", "I do")),) if view.known.name else ()
    return (*me, CANCEL)


# -- the last look ------------------------------------------------------------------------------------------------------


def preview(view: View, answers: Answers) -> dict[str, str]:
    page = course_words.page(view, shown(view, answers), view.programme.timezone)
    found = [view.tongue.say(each.problem.phrase, each.problem.values) for each in problems_of(view, answers)]
    return {"page": page, "problems": "\n".join(found), "told": "\n".join(who_sees_what(view, answers))}


def who_sees_what(view: View, answers: Answers) -> Iterator[str]:
    """Who can see who has a place, and what helps whom, before it is made."""
    name, id = leader_of(view, answers)
    words = {"name": in_a_sentence(name)}
    if id == view.known.id:
        yield view.tongue.say(_("TC-30M", "You lead it, so only you see who has a place."))
    elif id is not None:
        yield view.tongue.say(_("TC-30N", "Only {name} sees who has a place."), words)
    elif len(view.facts.leaders(name)) > 1:
        yield view.tongue.say(_("TC-30O", "There is more than one {name} on the team, so who has a place is shown to you, and to nobody else."), words)  # fmt: skip
    else:
        yield view.tongue.say(_("TC-30P", "I know nobody on the team called {name}, so who has a place is shown to you, and to nobody else."), words)  # fmt: skip
    yield view.tongue.say(
        _("TC-30Q", "What helps people to take part is shown to you alone. It's deleted after the course.")
    )


def asks_to_make(view: View, answers: Answers) -> Phrase:
    if problems_of(view, answers):
        return _("TC-30X", "It would look like this:\n\n{page}\n\nIt can't be made like that yet:\n{problems}\n\nWould you like to change it?")  # fmt: skip
    return _("TC-30", "It will look like this:\n\n{page}\n\n{told}\n\nMake it?")


def last_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    make = Option("make", _("CO-81.make", "Make it"), means="yes")
    change = Option("change", _("CO-01.change", "Change it"), out=True, means="no", also=("change",))
    if problems_of(view, answers):
        return (Option("change", _("CO-01.change", "Change it"), means="yes", also=("change",)), CANCEL)
    return (make, change, CANCEL)


def parts(view: View, answers: Answers) -> tuple[Option, ...]:
    """What can be said anew, in the order of the page."""
    whom = (Option("TC-12", _("CO-82.group", "Who it's for")),) if len(view.facts.groups()) > 1 else ()
    drawn = (
        Option("TC-19", _("TC-31.kept", "Places kept")),
        Option("TC-20", _("TC-31.closing", "Closing day")),
    )
    return (
        Option("TC-10", _("CO-82.title", "What it's called")),
        Option("TC-11", _("TC-31.about", "What it is")),
        *whom,
        Option(SESSIONS, _("TC-31.sessions", "When and where")),
        Option("TC-18", _("TC-31.places", "Places")),
        *(drawn if view.facts.by_draw() else ()),
        Option("TC-21", _("TC-31.money", "Money")),
        Option("TC-23", _("TC-31.costs", "Costs")),
        Option("TC-24", _("TC-31.help", "What helps")),
        Option("TC-25", _("TC-31.leader", "Who leads it")),
        Option("keep", _("CO-26.keep", "Keep it as it is"), out=True),
    )


def which_session(view: View, answers: Answers) -> tuple[Option, ...]:
    """Each session that was given, its length and place, and one more."""
    there = [number for number in OTHERS if given(answers, when_of(number))]
    free = next((number for number in OTHERS if number not in there), None)
    label = _("TC-32.session", "Session {number}")
    each = tuple(
        Option(when_of(number), view.tongue.say(label, {"number": str(shown_as)}))
        for shown_as, number in enumerate(there, 2)
    )
    another = (Option(when_of(free), _("TC-32.another", "Another session")),) if free else ()
    first = view.tongue.say(label, {"number": "1"})
    return (
        Option("TC-13", first), *each, *another, Option("TC-14", _("CO-82.long", "How long")), Option("TC-15", _("CO-82.place", "Where")),
        Option("keep", _("CO-26.keep", "Keep it as it is"), out=True),
    )  # fmt: skip


def sessions(view: View, answers: Answers) -> dict[str, str]:
    found = [*sessions_of(view, answers)]
    zone = view.programme.timezone
    lines = (f"{number}. {moment(each.starts_at, zone, view.tongue)}" for number, each in enumerate(found, 1))
    return {"list": "\n".join(lines)}


# -- making it ----------------------------------------------------------------------------------------------------------


def make(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    """Time has passed since it was looked at, so it is looked over once more."""
    if value != "make" or problems_of(view, answers):
        return ()
    return (MakeCourse(draft_of(view, answers)), Note("training.made"))


def made(view: View, answers: Answers) -> str:
    return "TC-30" if problems_of(view, answers) else "TC-33"


def told(view: View, answers: Answers) -> dict[str, str]:
    return {"closing": view.tongue.day(closing_of(view, answers))}


def is_made(view: View, answers: Answers) -> Phrase:
    if view.facts.by_draw():
        return _("TC-33", "Made. Those it's for hear of it once, each at their own pace, and it's under MENU, Training. Names are drawn after {closing}.")  # fmt: skip
    return _("TC-33F", "Made. Those it's for hear of it once, each at their own pace, and it's under MENU, Training.")  # fmt: skip


def later_sessions() -> Iterator[Ask]:
    """The two questions of each session after the first."""
    for number in OTHERS:
        then = f"TC-16-{number + 1}" if number + 1 in OTHERS else "TC-18"
        yield Ask(when_of(number), _("TC-16", "Is there another session? If so, when does session {number} start? It's as long as the first."),
                  Words((Option("skip", _("TC-16.none", "That's all"), out=True, means="no"), CANCEL), limit=4000, read=read_when),
                  then={**OUT, "skip": "TC-18"}, otherwise=where_of(number), when=asks_when(number), fill=numbered(number))  # fmt: skip
        yield Ask(where_of(number), _("TC-17", "Where is session {number}? The place, or the link if it's online."),
                  Words((Option(SAME, _("TC-17.same", "The same place"), out=True), CANCEL), limit=4000, read=read_where),
                  then=OUT, otherwise=then, when=asks_where(number), fill=numbered(number))  # fmt: skip


PARTS: Final = ("TC-10", "TC-11", "TC-12", "TC-18", "TC-19", "TC-20", "TC-21", "TC-23", "TC-24", "TC-25")  # fmt: skip
OF_SESSIONS: Final = ("TC-13", "TC-14", "TC-15", *(when_of(number) for number in OTHERS))

MAKING = Flow("course_new", to_person=True, roles=frozenset({"coordinator"}), steps=(
    Ask("TC-10", _("TC-10", "What is the course called? Up to 60 letters. It may show on a locked phone, so keep it neutral."),
        words_of(TITLE_MOST), then=OUT, otherwise="TC-11", when=unless_said("TC-10")),
    Ask("TC-11", _("TC-11", "What is it? A few plain words: what people do there, and what they can take from it. They can leave any time."),
        words_of(ABOUT_MOST, lines=True), then=OUT, otherwise="TC-12", when=unless_said("TC-11")),
    Ask("TC-12", _("CO-71", "Who is it for?"), OneOf(groups), then=OUT, otherwise="TC-13", when=has_groups),
    Ask("TC-13", _("TC-13", "When does it start? The day and the time of the first session, like this: 18 Dec at 2pm."), Words((CANCEL,), limit=4000, read=read_when),
        then=OUT, otherwise="TC-14", when=unless_said("TC-13")),
    Ask("TC-14", _("TC-14", "How long is a session? If you skip this, I'll put 2 hours."), Words(LENGTHS, limit=4000, read=read_length), skip=True,
        then=OUT, otherwise="TC-15", when=unless_said("TC-14")),
    Ask("TC-15", _("TC-15", "Where is it? The place, and how to find the door. Or the link, if it's online."), Words((CANCEL,), limit=4000, read=read_where),
        then=OUT, otherwise="TC-16-2", when=unless_said("TC-15")),
    *later_sessions(),
    Ask("TC-18", _("TC-18", "How many people can come?"), Words((CANCEL,), limit=4000, read=read_places, any_words=True), then=OUT, otherwise="TC-19", when=unless_said("TC-18")),
    Ask("TC-19", _("TC-19", "How many of the {places} places are kept for people new to this? That's anybody with no training for a year. Left-over ones go to everyone."),
        Words(kept_ways, limit=4000, read=read_kept), then=OUT, otherwise="TC-20", when=has_draw("TC-19"), fill=quarter),
    Ask("TC-20", _("TC-20", "Until which day can people ask for a place? {date} at the latest. Then names are drawn."),
        Words(closing_ways, limit=4000, read=read_closing), then=OUT, otherwise="TC-21", when=has_draw("TC-20"), fill=closing_days),
    Ask("TC-21", _("TC-21", "What about money? What people pay, or get. Like: Free. Or: You can be paid £12 an hour."), required(MONEY_MOST, EMPTY["money"]),
        then=OUT, otherwise="TC-22", when=unless_said("TC-21")),
    Ask("TC-22", _("TC-22", "Are people paid for coming? If so, each is told where to get advice first, and can come unpaid too."), OneOf((YES, NO, CANCEL)),
        then=OUT, otherwise="TC-23", when=asks_paid),
    Ask("TC-23", _("TC-23", "Which costs are covered, and when? Like: Travel and childcare, paid before you come."), required(MONEY_MOST, EMPTY["costs"]),
        then=OUT, otherwise="TC-24", when=unless_said("TC-23")),
    Ask("TC-24", _("TC-24", "What is there to help people join in? Like: step-free, breaks, food, a quiet room."), words_of(HELP_MOST, (SKIP, CANCEL)),
        then=OUT, otherwise="TC-25", when=unless_said("TC-24")),
    Ask("TC-25", _("TC-25", "Who leads it? The name that people ask for at the door."), words_of(NAME_MOST, leaders), then=OUT, otherwise="TC-30", when=unless_said("TC-25")),
    Ask("TC-30", asks_to_make, OneOf(last_ways, exact=True), then={"make": "made", "change": CHANGE}, otherwise="CO-10", fill=preview, does=make),
    Ask(CHANGE, _("CO-26", "What would you like to change?"), OneOf(parts), then={**{step: step for step in PARTS}, SESSIONS: WHICH}, otherwise="TC-30"),
    Ask(WHICH, _("TC-32", "These are the sessions:\n{list}\nWhich part would you like to change?"), OneOf(which_session),
        then={step: step for step in OF_SESSIONS}, otherwise="TC-30", fill=sessions),
    Route("made", made, among=("TC-30", "TC-33")),
    Say("TC-33", is_made, then=END, fill=told),
    Say("CO-10", _("CO-10", "OK. Nothing was made or sent."), then=END),
))  # fmt: skip

FLOWS = (MAKING,)
