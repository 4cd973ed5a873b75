"""What the team did: the log that every member may read (PV-10; B31).

Jobs and how often, by role; never who did them, and never for whom. Members and coordinators see the same page.
"""

from collections.abc import Mapping
from typing import Final

from conversations.flow import END, Answers, Ask, Flow, OneOf, Option
from conversations.phrases import Phrase, _
from conversations.view import Role, View

MONTH, YEAR = 30, 365
JOBS: Final[Mapping[str, Phrase]] = {
    "news.news": _("PV-10A", "News sent"),
    "news.page": _("PV-10B", "News for What's new only"),
    "invite.member": _("PV-10C", "Codes made for members"),
    "invite.representative": _("PV-10D", "Codes made for member reps"),
    "invite.coordinator": _("PV-10E", "Codes made for coordinators"),
    "duty.on": _("PV-10F", "Went on duty"),
    "duty.off": _("PV-10G", "Went off duty"),
    "messages.on": _("PV-10H", "Began to take members' messages"),
    "messages.off": _("PV-10I", "Ended taking members' messages"),
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
    return {"days": str(days), "list": "\n".join(found) or say(_("PV-10Q", "– nothing"))}


def month(view: View, answers: Answers) -> dict[str, str]:
    return done(view, MONTH)


def year(view: View, answers: Answers) -> dict[str, str]:
    return done(view, YEAR)


LOG = Flow("log", steps=(
    Ask("PV-10", _("PV-10", "What the team did in the last {days} days. It shows jobs, never names:\n{list}\nTo ask about any of it, write to {contact}."),
        OneOf((Option("more", _("PV-10.more", "The last 12 months")), BACK)), then={"more": "PV-10Y"}, otherwise=END, fill=month),
    Ask("PV-10Y", _("PV-10Y", "What the team did in the last 12 months, jobs and never names:\n{list}\nThe log is kept for 24 months."),
        OneOf((BACK,)), otherwise=END, fill=year),
))  # fmt: skip

FLOWS = (LOG,)
