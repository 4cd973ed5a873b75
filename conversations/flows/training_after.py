"""After a course: a kind word either way, and what somebody takes with them (COPYDECK TR-19, TR-20; DOMAIN.md 3.4).

Nobody is told that they were not there: whoever was not ticked reads that it is fine if they couldn't make it. Those whom something
was to help are asked once whether they could take part in the way they needed (B45); of the answer only its number is kept.
"""

from typing import Final

from conversations.effects import Begin, Count, Effect, PassOn
from conversations.flow import END, SKIP, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows.changes import LIVES
from conversations.flows.training_words import chosen, facts_of, openings, the_course, title
from conversations.pace.local_time import local_date
from conversations.phrases import Phrase, _
from conversations.session import about
from conversations.telling import can_pass_on
from conversations.training.effects import NextDate
from conversations.view import View

NEEDED: Final = ("yes", "partly", "no")


def came(view: View, answers: Answers) -> bool:
    course = the_course(view, answers)
    return course is not None and course.mine is not None and course.mine.came


def begins(view: View, answers: Answers) -> str:
    course = the_course(view, answers)
    if course is None or course.mine is None:
        return "TR-15X"
    return "TR-19Q" if view.known.quiet else "fork"


def fork(view: View, answers: Answers) -> str:
    if chosen(answers, "TR-19Q") == "later":
        return "TR-19L"
    return "TR-20" if came(view, answers) else "TR-19"


def words(view: View, answers: Answers) -> dict[str, str]:
    return facts_of(view, the_course(view, answers))


def ways_there(view: View, answers: Answers) -> tuple[Option, ...]:
    n = about(answers)
    return (
        Option(f"add{n}", _("TR-20.add", "Add it"), means="yes"),
        Option(f"notes{n}", _("TR-19.notes", "Send me the notes")),
        Option(f"no{n}", _("button.no", "No"), out=True, means="no"),
    )


def ways_not(view: View, answers: Answers) -> tuple[Option, ...]:
    n = about(answers)
    return (
        Option(f"notes{n}", _("TR-19.notes", "Send me the notes")), Option(f"next{n}", _("TR-19.next", "Next date")),
        Option(f"nothing{n}", _("TR-19.nothing", "Nothing, thanks"), out=True, means="no"),
    )  # fmt: skip


def notes(view: View) -> str:
    """They come from a person, who then knows that this one had a place; whether they came, it says nothing of."""
    return "TR-19A" if can_pass_on(view) else "TR-19C"


def not_leads(view: View, answers: Answers) -> str:
    match chosen(answers, "TR-19"):
        case "notes":
            return notes(view)
        case "next":
            return "TR-19D"
        case _:
            return "TR-19K"


def not_does(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    if course is None:
        return ()
    return (NextDate(course.id),) if not_leads(view, answers) == "TR-19D" else ()


def asks_for_notes(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    if course is None or value != "yes" or not can_pass_on(view):
        return ()
    name = view.known.name or view.tongue.say(_("TR-19S", "Somebody"))
    asks = _("TR-19P", "{name} would like the notes of {course}.")
    return (PassOn("worker", view.tongue.say(asks, {"name": name, "course": title(course)})),)


def needed(view: View, answers: Answers) -> bool:
    course = the_course(view, answers)
    return course is not None and course.mine is not None and bool(course.mine.needs)


def counts(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (Count(f"took_part.{value}", by_quarter=True),) if value in NEEDED else ()


def adds(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    if course is None or chosen(answers, "TR-20") != "add":
        return ()
    trainer = (
        {}
        if course.draft.leader_id is None
        else {"trainer": str(course.draft.leader_id), "trainer_name": course.draft.leader}
    )
    day = local_date(course.ends_at, view.pace.zone).isoformat()
    return (Begin("journey_add", {"course": course.draft.title, "day": day, **trainer}),)


def end(view: View, answers: Answers) -> str:
    match chosen(answers, "TR-20"):
        case "add":
            return END
        case "notes":
            return notes(view)
        case _:
            return "TR-20D"


def last(view: View, answers: Answers) -> Phrase:
    return _("TR-20D", "OK. Thank you for being part of it.")


AFTER = Flow("after_course", opener=True, late=True, lives=LIVES, steps=(
    Route("begins", begins, among=("TR-19Q", "fork", "TR-15X")),
    Ask("TR-19Q", _("BR-01Q", "Hi. Something is ready, when you like."), OneOf(openings), otherwise="fork"),
    Route("fork", fork, among=("TR-19", "TR-20", "TR-19L")),
    Ask("TR-19", _("TR-19", "{course} has been and gone. If you couldn't make it, that's fine. What would you like?"), OneOf(ways_not), otherwise="not", fill=words),
    Route("not", not_leads, among=("TR-19A", "TR-19C", "TR-19D", "TR-19K"), does=not_does),
    Ask("TR-19A", _("TR-19A", "For that I'd tell {worker} your name, and that you'd like the notes. Nothing else. Shall I?"),
        OneOf((Option("yes", _("button.yes", "Yes")), Option("no", _("button.no", "No"), out=True))), then={"no": "TR-19K"}, otherwise="TR-19N", does=asks_for_notes),
    Say("TR-19N", _("TR-19N", "I've asked {worker} to send you the notes."), then=END),
    Say("TR-19C", _("TR-19C", "Nobody can be reached through me right now. For the notes, you can write to {contact}."), then=END),
    Say("TR-19D", _("TR-17Y", "OK. I'll tell you when there's a next date."), then=END),
    Say("TR-19K", _("TR-17N", "OK. Take care."), then=END),
    Ask("TR-20", _("TR-20", "Thanks for coming to {course}. Add it to My journey? Only you can see it."), OneOf(ways_there), otherwise="TR-20N", fill=words),
    Ask("TR-20N", _("TR-20N", "Could you take part in the way you needed? It's only counted how many say what in 3 months, never who."),
        OneOf((Option("yes", _("button.yes", "Yes")), Option("partly", _("CI-07.partly", "Partly")), Option("no", _("button.no", "No")), SKIP)), otherwise="end", when=needed, does=counts),
    Route("end", end, among=(END, "TR-19A", "TR-19C", "TR-20D"), does=adds),
    Say("TR-20D", last, then=END),
    Say("TR-19L", _("TR-01W", "OK. It's under MENU, Training, when you like."), then=END),
    Say("TR-15X", _("TR-15X", "That one is over. There's nothing for you to do."), then=END),
))  # fmt: skip

FLOWS = (AFTER,)
