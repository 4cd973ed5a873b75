"""For whoever leads a course, who has a place and who came; for whoever arranges it, what helps whom (B31, B45).

Each of the two sees no more than their part, whatever their role, and nobody else sees either. Somebody can be marked as there,
from an hour before it begins; there is no mark for whoever did not come. What helps people is deleted once the course is over.
"""

import zlib
from collections.abc import Sequence
from typing import Final

from conversations.effects import Begin, Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows import course_words
from conversations.flows.meeting_team import BACK, CLOSE
from conversations.phrases import Phrase, _
from conversations.training import wording
from conversations.training.courses import EARLY, Attendee, Course, NeedOf, Pay
from conversations.training.effects import Attended, SortNeed
from conversations.view import View

PAGE: Final = 8
PAY: Final[dict[Pay, Phrase]] = {
    "paid": _("TL-05A", "would like to be paid"),
    "unpaid": _("TL-05B", "comes unpaid"),
    "later": _("TL-05C", "decides later about pay"),
}


def ways_in(view: View) -> tuple[Option, ...]:
    """The button of whoever leads or arranges a course; none for anybody else."""
    return (Option("lead", _("TL-01.lead", "My courses")),) if view.facts.teamwork() else ()


def go(view: View, value: str) -> tuple[Effect, ...]:
    return (Begin("leading"),) if value == "lead" else ()


def listed(view: View) -> tuple[Course, ...]:
    return view.facts.teamwork()[:PAGE]


def begins(view: View, answers: Answers) -> str:
    return "TL-01" if listed(view) else "TL-09"


def the_list(view: View, answers: Answers) -> dict[str, str]:
    return {"list": course_words.listed(view, listed(view), view.programme.timezone)}


def courses(view: View, answers: Answers) -> tuple[Option, ...]:
    return (*course_words.ways_to(view, listed(view), view.programme.timezone), CLOSE)


def the_course(view: View, answers: Answers) -> Course | None:
    """The course that was opened, as long as this member leads or arranges it."""
    number = answers.get("TL-01", "").removeprefix("c")
    return next((each for each in view.facts.teamwork() if str(each.id) == number), None)


def which(view: View, answers: Answers) -> str:
    return "TL-02" if the_course(view, answers) else "TL-09"


def its_line(view: View, answers: Answers) -> dict[str, str]:
    course = the_course(view, answers)
    return {"line": course_words.line(view, course, view.programme.timezone) if course else ""}


def may_tick(view: View, course: Course | None) -> bool:
    return course is not None and not course.cancelled and view.now >= course.starts_at - EARLY


def parts(view: View, answers: Answers) -> tuple[Option, ...]:
    course = the_course(view, answers)
    if course is None:
        return (BACK, CLOSE)
    leads = (Option("who", _("TL-02.who", "Who has a place")),) if course.leads else ()
    arranges = (Option("needs", _("TL-02.needs", "What helps whom")),) if course.arranges else ()
    return (*leads, *arranges, BACK, CLOSE)


def part_words(view: View, answers: Answers) -> Phrase:
    course = the_course(view, answers)
    if course is not None and course.leads and course.arranges:
        return _("TL-02", "{line}\nYou lead it, and you arrange it. Nobody else sees who has a place, or what helps them.")  # fmt: skip
    if course is not None and course.arranges:
        return _("TL-02A", "{line}\nYou arrange it, so only you see what helps people to take part.")
    return _("TL-02L", "{line}\nYou lead it, so only you see who has a place.")


# -- who has a place ----------------------------------------------------------------------------------------------------


def people(view: View, answers: Answers) -> tuple[Attendee, ...]:
    course = the_course(view, answers)
    return view.facts.attendees(course.id) if course else ()


def name_of(view: View, name: str) -> str:
    return name or view.tongue.say(_("TL-03X", "somebody with no name here"))


def from_on(answers: Answers, step: str, keys: Sequence[str]) -> int:
    """Where the page begins: where "more" led, or where whoever was ticked last stands."""
    last = answers.get(step, "")
    if last.startswith("at") and last[2:].isdigit():
        return int(last[2:])
    return keys.index(last) // PAGE * PAGE if last in keys else 0


def page_of(view: View, answers: Answers) -> tuple[int, Sequence[Attendee]]:
    there = people(view, answers)
    undone = answers.get("TL-03", "").startswith("u")
    first = from_on(answers, "TL-03", [f"{'u' if undone else 'm'}{each.id}" for each in there])
    return first, there[first : first + PAGE]


def came(each: Attendee, answers: Answers) -> bool:
    """As it is after this very turn."""
    last = answers.get("TL-03")
    return last == f"m{each.id}" or (each.came and last != f"u{each.id}")


def names(view: View, answers: Answers) -> dict[str, str]:
    first, there = page_of(view, answers)
    lines = []
    for number, each in enumerate(there, first + 1):
        words = {"number": str(number), "name": name_of(view, each.name)}
        line = (
            _("TL-03C", "{number}. {name}: came") if came(each, answers) else _("TL-03L", "{number}. {name}")
        )
        lines.append(view.tongue.say(line, words))
    return {"list": "\n".join(lines)}


def names_words(view: View, answers: Answers) -> Phrase:
    if not people(view, answers):
        return _("TL-03N", "Nobody has a place yet.")
    if may_tick(view, the_course(view, answers)):
        return _("TL-03T", "Who has a place. Only you see this.\n{list}\nYou can tick who came. There is no mark for anybody who didn't.")  # fmt: skip
    return _("TL-03", "Who has a place. Only you see this.\n{list}\nFrom an hour before it starts you can tick who came.")  # fmt: skip


def ticks(view: View, answers: Answers) -> tuple[Option, ...]:
    first, there = page_of(view, answers)
    may = may_tick(view, the_course(view, answers))
    each = tuple(_tick_of(view, one, number, answers) for number, one in enumerate(there, first + 1) if may)
    return (*each, *more(first, len(people(view, answers))), BACK, CLOSE)


def _tick_of(view: View, one: Attendee, number: int, answers: Answers) -> Option:
    """A tick for somebody, or its undoing: a slip of the thumb is no fact about anybody."""
    words = {"number": str(number)}
    if came(one, answers):
        return Option(f"u{one.id}", view.tongue.say(_("TL-03.undo", "Undo {number}"), words))
    label = view.tongue.say(_("TL-03.came", "{number} came"), words)
    return Option(f"m{one.id}", label, also=(one.name,) if one.name else ())


def more(first: int, many: int) -> tuple[Option, ...]:
    """On to the next page, and from the last one to the first again."""
    if many <= PAGE:
        return ()
    following = first + PAGE if first + PAGE < many else 0
    return (Option(f"at{following}", _("TL-03.more", "More") if following else _("TL-03.first", "From the start")),)  # fmt: skip


def tick(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course, who, yes = the_course(view, answers), value[1:], value.startswith("m")
    there = value[:1] in ("m", "u") and any(str(each.id) == who for each in people(view, answers))
    if course is None or not there or not may_tick(view, course):
        return ()
    return (Attended(course.id, int(who), yes),)


# -- what helps whom ----------------------------------------------------------------------------------------------------


def needs(view: View, answers: Answers) -> tuple[NeedOf, ...]:
    course = the_course(view, answers)
    return view.facts.needs_of(course.id) if course else ()


def key_of(each: NeedOf, *, done: bool) -> str:
    """One need of one member, and what becomes of it, in a button of any length of words."""
    return f"n{each.member}-{zlib.crc32(each.need.what.encode()):08x}-{int(done)}"


def is_sorted(each: NeedOf, answers: Answers) -> bool:
    """As it is after this very turn."""
    last = answers.get("TL-05")
    return last == key_of(each, done=True) or (each.need.sorted and last != key_of(each, done=False))


def needs_page(view: View, answers: Answers) -> tuple[int, Sequence[NeedOf]]:
    there, last = needs(view, answers), answers.get("TL-05", "")[-1:] == "1"
    first = from_on(answers, "TL-05", [key_of(each, done=last) for each in there])
    return first, there[first : first + PAGE]


def needs_list(view: View, answers: Answers) -> dict[str, str]:
    first, there = needs_page(view, answers)
    lines = []
    for number, each in enumerate(there, first + 1):
        words = {
            "number": str(number),
            "name": name_of(view, each.name),
            "what": wording.need(view.tongue, each.need.what),
        }
        if each.pay and not each.need.what:
            words["what"] = view.tongue.say(PAY[each.pay])
        elif each.pay:
            words["name"] = view.tongue.say(
                _("TL-05P", "{name} ({pay})"), {"name": words["name"], "pay": view.tongue.say(PAY[each.pay])}
            )
        line = _("TL-05S", "{number}. {name}: {what} – sorted") if is_sorted(each, answers) else _("TL-05L", "{number}. {name}: {what}")  # fmt: skip
        lines.append(view.tongue.say(line, words))
    return {"list": "\n".join(lines)}


def needs_words(view: View, answers: Answers) -> Phrase:
    if not needs(view, answers):
        return _("TL-05N", "Nobody with a place has said that anything would help. If somebody does, only you see it.")  # fmt: skip
    return _("TL-05", "What helps people to take part. Only you see this, as you arrange it. It's deleted a week after the course.\n{list}")  # fmt: skip


def sort_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    first, there = needs_page(view, answers)
    done, undone = _("TL-05.sorted", "{number} is sorted"), _("TL-05.open", "{number} isn't sorted")
    each = tuple(
        Option(
            key_of(one, done=not is_sorted(one, answers)),
            view.tongue.say(undone if is_sorted(one, answers) else done, {"number": str(number)}),
        )
        for number, one in enumerate(there, first + 1)
        if one.need.what
    )  # fmt: skip
    return (*each, *more(first, len(needs(view, answers))), BACK, CLOSE)


def sort(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    """What the button said, however often it is pressed."""
    course, done = the_course(view, answers), value.endswith("1")
    found = next((each for each in needs(view, answers) if key_of(each, done=done) == value), None)
    if course is None or found is None:
        return ()
    return (SortNeed(course.id, found.member, found.need.what, sorted=done),)


LEADING = Flow("leading", steps=(
    Route("begins", begins, among=("TL-01", "TL-09")),
    Ask("TL-01", _("TL-01", "The training that you lead or arrange:\n{list}"), OneOf(courses), then={"close": "PV-01C"}, otherwise="which", fill=the_list),
    Route("which", which, among=("TL-02", "TL-09")),
    Ask("TL-02", part_words, OneOf(parts), then={"who": "TL-03", "needs": "TL-05", "back": "TL-01", "close": "PV-01C"}, otherwise="TL-02", fill=its_line),
    Ask("TL-03", names_words, OneOf(ticks), then={"back": "TL-02", "close": "PV-01C"}, otherwise="TL-03", fill=names, does=tick),
    Ask("TL-05", needs_words, OneOf(sort_ways), then={"back": "TL-02", "close": "PV-01C"}, otherwise="TL-05", fill=needs_list, does=sort),
    Say("TL-09", _("TL-09", "There is no training that you lead or arrange, as things stand."), then=END),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip

FLOWS = (LEADING,)
