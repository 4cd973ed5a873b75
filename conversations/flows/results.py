"""What came out of a meeting's box, for members and the team alike and from the same moment on (COPYDECK.md, section 7).

Everything here is read from what was published once. Nobody sees more than anybody else, and nothing here changes with who
looks. Each button carries the number of its meeting, so that one pressed long after still means what stood above it.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from conversations.effects import Begin, Effect, Note, SendFile
from conversations.feedback.publication import Publication
from conversations.feedback.wording_of_results import band_words
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows.meeting_words import in_a_sentence
from conversations.flows.result_pages import BACK_TO, answers_pages, caption, trend_pages, words_pages
from conversations.phrases import Phrase, _
from conversations.session import about, is_number
from conversations.view import View

LIVES: Final = 70 * 24 * 3600
LISTED: Final = 8
FORMATS: Final = (("csv", "CSV"), ("xlsx", "Excel"), ("html", _("YS-02.page", "Page")), ("json", "JSON"))
_PAGE: Final = re.compile(r"at(\d+)m\d+")


def number_in(answers: Answers) -> int:
    number = about(answers)
    return int(number) if is_number(number) else 0


def the_result(view: View, answers: Answers) -> Publication | None:
    number = number_in(answers)
    return view.facts.result(number) if number else None


def begins(view: View, answers: Answers) -> str:
    if "item" not in answers:
        return "all"
    found, asked_for = the_result(view, answers), answers.get("by") == "member"
    if found is None:
        return "RS-14"
    if view.known.quiet and not asked_for:
        return "YS-01Q"  # whatever came of it: nothing is said of a meeting before they tap
    if found.state != "published":
        return {"waiting": "MF-24", "destroyed": "MF-25", "mixed": "RS-15"}.get(found.state, "RS-16")
    return "YS-02" if asked_for else "YS-01"


def opened(view: View, answers: Answers) -> str:
    if what_of(answers, "YS-01Q") == "later":
        return "RS-17"
    return begins(view, {**answers, "by": "member"})


def tells(view: View, answers: Answers) -> Phrase:
    if the_result(view, answers) is None:
        return GONE
    if view.known.team:
        return _("YS-01T", "Results from {event} are in, from {band} people. You and the members see them at the same time.")  # fmt: skip
    return _("YS-01", "Results from {event} are in, from {band} people. You and the team see them at the same time.")  # fmt: skip


def told(view: View, answers: Answers) -> dict[str, str]:
    found = the_result(view, answers)
    return {
        "event": in_a_sentence(found.title) if found else "",
        "band": band_words(view.tongue, found.people) if found else "",
    }


def openings(view: View, answers: Answers) -> tuple[Option, ...]:
    n = number_in(answers)
    return (
        Option(f"show{n}", _("YS-01.show", "Show me"), means="yes"),
        Option(f"later{n}", _("BR-02.later", "Later"), out=True),
        Option(f"less{n}", _("BR-01.less", "Less of this")),
    )


def few(view: View, answers: Answers) -> tuple[Option, ...]:
    """Where nothing came of it there is nothing to open; a way out all the same (I22)."""
    n = number_in(answers)
    return (
        Option(f"ok{n}", _("button.ok", "OK"), out=True, means="yes"),
        Option(f"less{n}", _("BR-01.less", "Less of this")),
    )


def quiet_openings(view: View, answers: Answers) -> tuple[Option, ...]:
    n = number_in(answers)
    return (Option(f"open{n}", _("CI-01Q.open", "Open"), means="yes"), Option(f"later{n}", _("button.not_now", "Not now"), out=True))  # fmt: skip


def what_of(answers: Answers, step: str) -> str:
    """What was chosen at a step, without the number of the meeting."""
    return answers.get(step, "").rstrip("0123456789")


def chose(view: View, answers: Answers) -> str:
    goes = {"later": "RS-17", "less": "less"}
    return goes.get(what_of(answers, "YS-01")) or begins(view, {**answers, "by": "member"})


# -- the pages ------------------------------------------------------------------------------------------------------------


def page_of(answers: Answers, step: str, pages: tuple[str, ...]) -> int:
    """Which page is open: the one last asked for, and the first where something else was."""
    found = _PAGE.fullmatch(answers.get(step, ""))
    return min(int(found[1]), len(pages) - 1) if found else 0


def turning(number: int, at: int, pages: tuple[str, ...]) -> tuple[Option, ...]:
    """The buttons to the page before and the one after."""
    before = (Option(f"at{at - 1}m{number}", _("YS-02.before", "Page before")),) if at > 0 else ()
    after = (Option(f"at{at + 1}m{number}", _("YS-02.more", "More")),) if at + 1 < len(pages) else ()
    return (*after, *before)


def shown_pages(view: View, answers: Answers, step: str) -> tuple[str, ...]:
    """Everything that there is to page through at a step."""
    found = the_result(view, answers)
    if found is None:
        return ()
    match step:
        case "YS-02W":
            return words_pages(found, view.tongue)
        case "YS-02T":
            return trend_pages(last_ones(view, found), view.tongue)
        case _:
            return answers_pages(found, view.tongue)


def last_ones(view: View, found: Publication) -> tuple[Publication, ...]:
    """This meeting and those of its group before it, the newest first."""
    known = [
        each for each in view.facts.results(50) if each.state == "published" and each.group == found.group
    ]
    return tuple(each for each in known if (each.on_day, each.meeting) <= (found.on_day, found.meeting))[
        :BACK_TO
    ]


def one_page(view: View, answers: Answers, step: str) -> str:
    pages = shown_pages(view, answers, step)
    return pages[page_of(answers, step, pages)] if pages else ""


def answers_page(view: View, answers: Answers) -> dict[str, str]:
    return told(view, answers) | {"page": one_page(view, answers, "YS-02")}


def words_page(view: View, answers: Answers) -> dict[str, str]:
    return told(view, answers) | {"page": one_page(view, answers, "YS-02W")}


def trend_page(view: View, answers: Answers) -> dict[str, str]:
    return told(view, answers) | {"page": one_page(view, answers, "YS-02T")}


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    found, n = the_result(view, answers), number_in(answers)
    close = Option(f"close{n}", _("button.close", "Close"), out=True)
    if found is None:
        return (close,)
    pages = shown_pages(view, answers, "YS-02")
    files = view.caps.files
    return (
        *turning(n, page_of(answers, "YS-02", pages), pages),
        *(
            (Option(f"said{n}", _("YS-02.said", "What people said")),)
            if words_pages(found, view.tongue)
            else ()
        ),
        *((Option(f"picture{n}", _("YS-02.picture", "See it as a picture")),) if files else ()),
        *(
            (Option(f"trend{n}", _("YS-02.trend", "Last 3 meetings")),)
            if shown_pages(view, answers, "YS-02T")
            else ()
        ),
        *((Option(f"file{n}", _("YS-02.file", "Get the file")),) if files else ()),
        close,
    )


def page_ways(step: str, view: View, answers: Answers) -> tuple[Option, ...]:
    n, pages = number_in(answers), shown_pages(view, answers, step)
    back, close = (
        Option(f"back{n}", _("button.back", "Back")),
        Option(f"close{n}", _("button.close", "Close"), out=True),
    )
    return (*turning(n, page_of(answers, step, pages), pages), back, close)


def formats(view: View, answers: Answers) -> tuple[Option, ...]:
    n = number_in(answers)
    return (
        *(Option(f"{ending}{n}", label) for ending, label in FORMATS),
        Option(f"back{n}", _("button.back", "Back"), out=True),
    )


def goes(step: str, among: dict[str, str]) -> Route:
    """A fork after a page: to where its button leads, and to itself for another page of it."""

    def to(view: View, answers: Answers) -> str:
        if _PAGE.fullmatch(answers.get(step, "")):
            return step
        return among.get(what_of(answers, step), "PV-01C")

    return Route(f"{step}.", to, among=(*dict.fromkeys((step, "PV-01C", *among.values())),))


def sends_picture(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    found = the_result(view, answers)
    if found is None or what_of(answers, "YS-02") != "picture":
        return ()
    return (SendFile(f"results-{found.meeting}.png", caption(found, view.tongue)),)


def sends_file(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    found, ending = the_result(view, answers), what_of(answers, "YS-02F")
    if found is None or ending not in dict(FORMATS):
        return ()
    words = _("YS-02G", "Results from {event}. Members and the team get the same file.")
    # What members take is nobody's business; that the team took something away is a job like others (B33).
    noted = () if view.known.role == "member" else (Note("results.taken"),)
    return (
        SendFile(f"results-{found.meeting}.{ending}", view.tongue.say(words, told(view, answers))),
        *noted,
    )


GONE: Final = _("RS-14", "There are no results to see there now.")
RESULTS = Flow("results", opener=True, overlay=True, evergreen=True, late=True, lives=LIVES, steps=(
    Route("begins", begins, among=("all", "YS-01", "YS-01Q", "YS-02", "MF-24", "MF-25", "RS-14", "RS-15", "RS-16")),
    Route("all", lambda view, answers: END, among=(END,), does=lambda view, answers: (Begin("all_results"),)),
    Ask("YS-01Q", _("YS-01Q", "Hi. Something is ready, when you like."), OneOf(quiet_openings), otherwise="opened"),
    Route("opened", opened, among=("YS-02", "RS-17", "MF-24", "MF-25", "RS-14", "RS-15", "RS-16")),
    Ask("YS-01", tells, OneOf(openings), otherwise="chose", fill=told),
    Route("chose", chose, among=("YS-02", "RS-17", "less", "MF-24", "MF-25", "RS-14", "RS-15", "RS-16")),
    Route("less", lambda view, answers: END, among=(END,), does=lambda view, answers: (Begin("less"),)),
    Ask("YS-02", lambda view, answers: _("YS-02", "{event}: {band} people replied.\n\n{page}") if the_result(view, answers) else GONE,
        OneOf(ways), otherwise="YS-02.", fill=answers_page, does=sends_picture),
    goes("YS-02", {"said": "YS-02W", "trend": "YS-02T", "file": "YS-02F", "picture": "YS-02"}),
    Ask("YS-02W", _("YS-02W", "What people said about {event}, from A to Z:\n\n{page}"), OneOf(lambda view, answers: page_ways("YS-02W", view, answers)), otherwise="YS-02W.", fill=words_page),
    goes("YS-02W", {"back": "YS-02"}),
    Ask("YS-02T", _("YS-02T", "The same questions, meeting by meeting, the newest last:\n\n{page}"), OneOf(lambda view, answers: page_ways("YS-02T", view, answers)), otherwise="YS-02T.", fill=trend_page),
    goes("YS-02T", {"back": "YS-02"}),
    Ask("YS-02F", _("YS-02F", "Which kind of file? Everyone who can see these results can take one, members and the team alike, and each is the same. Anyone with this phone could open it."), OneOf(formats), otherwise="YS-02F.", does=sends_file),
    goes("YS-02F", {"back": "YS-02", **{ending: "YS-02" for ending, _label in FORMATS}}),
    Ask("MF-24", _("MF-24", "Not many people replied about {event}. Nobody will see the answers yet. I'll mix them in with the next one."), OneOf(few), otherwise="MF-24.", fill=told),
    goes("MF-24", {"less": "less"}),
    Ask("MF-25", _("MF-25", "Too few people replied about {event}, so the answers were deleted unseen. If you like, you can bring it up at the next meeting."), OneOf(few), otherwise="MF-25.", fill=told),
    goes("MF-25", {"less": "less"}),
    Say("RS-14", GONE, then=END),
    Ask("RS-15", _("RS-15", "Too few people replied about {event} by itself. What they said is among the results of the next meeting."), OneOf(few), otherwise="RS-15.", fill=told),
    goes("RS-15", {"less": "less"}),
    Ask("RS-16", _("RS-16", "Sorry, what people said about {event} was lost at our end before anybody could see it. Nobody can read it now."), OneOf(few), otherwise="RS-16.", fill=told),
    goes("RS-16", {"less": "less"}),
    Say("RS-17", _("RS-17", "OK. They stay under MENU, Meetings, Results."), then=END),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip


# -- all of them ----------------------------------------------------------------------------------------------------------


def titles(view: View, answers: Answers) -> tuple[Option, ...]:
    found = view.facts.results(LISTED)
    return (
        *(Option(f"open{each.meeting}", _label(view, each, found), also=(each.title,)) for each in found),
        Option("close", _("button.close", "Close"), out=True),
    )


def _label(view: View, result: Publication, found: Sequence[Publication]) -> str:
    """Its title, without a number: where there are no buttons the list has its own. With the day where another has that title."""
    if sum(each.title.casefold() == result.title.casefold() for each in found) == 1:
        return result.title
    day = view.tongue.day(date.fromisoformat(result.on_day))
    return view.tongue.say(_("RS-18D", "{title} ({day})"), {"title": result.title, "day": day})


def opens(view: View, answers: Answers) -> tuple[Effect, ...]:
    found = view.facts.results(LISTED)
    chosen = answers.get("RS-18", "").removeprefix("open") or (str(found[0].meeting) if found else "")
    return (Begin("results", {"item": f"results:{chosen}", "by": "member"}),) if is_number(chosen) else ()


def how_many(view: View, answers: Answers) -> str:
    return {0: "RS-19", 1: "first"}.get(len(view.facts.results(LISTED)), "RS-18")


ALL_RESULTS = Flow("all_results", overlay=True, stays=True, steps=(
    Route("how_many", how_many, among=("RS-18", "RS-19", "first")),
    Ask("RS-18", _("RS-18", "Which results would you like to see?"), OneOf(titles), then={"close": "PV-01C"}, otherwise="first"),
    Route("first", lambda view, answers: END, among=(END,), does=opens),
    Say("RS-19", _("RS-19", "There are no results yet. They open to members and the team at the same moment."), then=END),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip

FLOWS = (RESULTS, ALL_RESULTS)
