"""What the team did: the log that every member may read (PV-10; B31).

Jobs and how often, by role; never who did them, and never for whom. Members and coordinators see the same page.
"""

from collections.abc import Mapping
from typing import Final

from conversations.bands import band
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option
from conversations.flows.wording import day_of
from conversations.phrases import Phrase, _
from conversations.view import Role, View

MONTH, YEAR = 30, 365
ENOUGH: Final = 5
"""So many have to answer before a total is shown, to anybody."""
JOBS: Final[Mapping[str, Phrase]] = {
    "news.news": _("PV-10A", "News sent"),
    "news.page": _("PV-10B", "News for What's new only"),
    "news.dated": _("PV-10BD", "News with a date sent"),
    "news.planned": _("PV-10BP", "News planned for later"),
    "news.stopped": _("PV-10BS", "News stopped half-way"),
    "news.corrected": _("PV-10BC", "News corrected"),
    "news.withdrawn": _("PV-10BW", "News taken back"),
    "invite.member": _("PV-10C", "Codes made for members"),
    "invite.representative": _("PV-10D", "Codes made for member reps"),
    "invite.coordinator": _("PV-10E", "Codes made for coordinators"),
    "duty.on": _("PV-10F", "Went on duty"),
    "duty.off": _("PV-10G", "Went off duty"),
    "messages.on": _("PV-10H", "Began to take members' messages"),
    "messages.off": _("PV-10I", "Ended taking members' messages"),
    "hold.on": _("PV-10R", "Held one member's messages"),
    "hold.off": _("PV-10S", "Lifted such a hold"),
    "urgent.asked": _("PV-10KA", "Second keys asked for, to tell of a changed booking"),
    "urgent.agreed": _("PV-10KB", "Second keys turned: an urgent change was sent"),
    "urgent.refused": _("PV-10KC", "Second keys refused: nothing urgent was sent"),
    "urgent.alone": _("PV-10KD", "Urgent changes sent with one key"),
    "pause.asked": _("PV-10KE", "Asked to pause all broadcasts"),
    "pause.agreed": _("PV-10KF", "Paused all broadcasts for 7 days"),
    "pause.refused": _("PV-10KG", "Did not agree to a pause"),
    "invite.asked": _("PV-10KN", "Second keys asked for, to invite somebody to the team"),
    "invite.agreed": _("PV-10KO", "Second keys turned: a code for the team may be made"),
    "invite.refused": _("PV-10KP", "Second keys refused: no code for the team was made"),
    "news.lower": _("PV-10KH", "Made the news limit of a group lower"),
    "keys.on": _("PV-10KI", "May be asked for urgent keys from now on"),
    "keys.off": _("PV-10KJ", "Are asked for keys in their own hours only"),
    "meeting.made": _("PV-10MA", "Meetings made"),
    "meeting.changed": _("PV-10MB", "Meetings changed"),
    "meeting.cancelled": _("PV-10MC", "Meetings cancelled"),
    "training.made": _("PV-10TA", "Courses made"),
    "training.moved": _("PV-10TB", "Sessions of a course moved"),
    "training.cancelled": _("PV-10TC", "Courses cancelled"),
    "training.session": _("PV-10TS", "Sessions of courses cancelled"),
    "results.taken": _("PV-10MT", "Took results away as a file"),
    "words.reviewed": _("PV-10MR", "Read members' words before they were shown"),
    "role.posted": _("PV-10RA", "Roles posted"),
    "role.changed": _("PV-10RB", "Roles put right"),
    "role.closed": _("PV-10RC", "Roles closed"),
    "role.offered": _("PV-10RO", "Offered somebody a role"),
    "rep.back": _("PV-10KK", "Stepped back as a member rep"),
}
OTHER: Final = _("PV-10J", "Another job")
BY: Final[Mapping[Role, Phrase]] = {
    "member": _("PV-10K", "members"),
    "staff": _("PV-10L", "staff"),
    "representative": _("PV-10M", "member reps"),
    "coordinator": _("PV-10N", "coordinators"),
}
BACK: Final = Option("close", _("button.back", "Back"), out=True)


def done(view: View, days: int) -> dict[str, str]:
    """The jobs of the last so many days, as lines, the most frequent first."""
    say = view.tongue.say

    def line(action: str, role: Role, times: int) -> str:
        job = JOBS.get(action, OTHER)
        return say(
            _("PV-10P", "– {what}: {number} ({who})"),
            {"what": say(job), "number": str(times), "who": say(BY[role])},
        )

    found = [line(each.action, each.role, each.times) for each in view.facts.log(days)]
    found += [*alone(view, days), *ratings(view, days)]
    return {"days": str(days), "list": "\n".join(found) or say(_("PV-10Q", "– nothing"))}


def alone(view: View, days: int) -> list[str]:
    """What went with one key, each with its reason: the one power that is used alone is shown whenever it was."""
    line = _("PV-10KL", "– One key, on {date}. Why: {reason}")
    return [
        view.tongue.say(line, {"date": day_of(view, at), "reason": reason})
        for at, reason in view.facts.sent_alone(days)
    ]


def ratings(view: View, days: int) -> list[str]:
    """What members said to "Was that really urgent?", once 5 have; the same for everyone (B35)."""
    yes, no = view.facts.rated(days)
    if yes + no < ENOUGH:
        return []
    say = view.tongue.say
    words = {"yes": band(yes, view.tongue), "no": band(no, view.tongue)}
    return [say(_("PV-10KM", "– Was it really urgent? Yes: {yes}. No: {no}."), words)]


def month(view: View, answers: Answers) -> dict[str, str]:
    return done(view, MONTH)


def year(view: View, answers: Answers) -> dict[str, str]:
    return done(view, YEAR)


LOG = Flow("log", overlay=True, steps=(
    Ask("PV-10", _("PV-10", "What the team did in the last {days} days. It shows jobs, never names:\n{list}\nTo ask about any of it, write to {contact}."),
        OneOf((Option("more", _("PV-10.more", "The last 12 months")), BACK)), then={"more": "PV-10Y"}, otherwise=END, fill=month),
    Ask("PV-10Y", _("PV-10Y", "What the team did in the last 12 months, jobs and never names:\n{list}\nThe log is kept for 24 months."),
        OneOf((BACK,)), otherwise=END, fill=year),
))  # fmt: skip

FLOWS = (LOG,)
