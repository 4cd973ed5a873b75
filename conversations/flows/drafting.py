"""What a coordinator has said so far of something for many, read from the answers: whom it is for, its words, when it goes."""

from datetime import date, timedelta
from typing import Final

from conversations.flow import Answers, Option
from conversations.outgoing import Draft
from conversations.pace import Level, No
from conversations.pace.local_time import instant, local_date
from conversations.phrases import Phrase, _
from conversations.view import View

CANCEL: Final = Option("cancel", _("button.cancel", "Cancel"), out=True)
ALL: Final = "all"


def to_whom(view: View, answers: Answers) -> int | None:
    chosen = answers.get("CO-20", "")
    if chosen == ALL:
        return None
    groups = view.facts.groups()
    return int(chosen) if chosen.isdigit() else groups[0].id if groups else None


def wanted(answers: Answers) -> Level:
    """What they are writing: news, until they say that it has a date."""
    return Level.DATED if day_given(answers) or answers.get("CO-03") == "dated" else Level.NEWS


def day_given(answers: Answers) -> str:
    day = answers.get("CO-25", "")
    return "" if day == CANCEL.key else day


def draft_of(view: View, answers: Answers) -> Draft:
    """What they have so far, with the way round a limit that they chose."""
    group, level, way, day = (
        to_whom(view, answers),
        wanted(answers),
        answers.get("CO-03", ""),
        day_given(answers),
    )
    no = view.facts.against(level, group, view.now) if way == "plan" else None
    return Draft(
        Level.PAGE if way == "page" else level, group, answers.get("CO-21", ""), answers.get("CO-22", ""),
        go_at=no.not_before if no else None, closes=date.fromisoformat(day) if day else None,
    )  # fmt: skip


def stands_against(view: View, answers: Answers) -> No | None:
    """What members agreed that this comes up against as things stand, with the way round it that was chosen."""
    draft = draft_of(view, answers)
    return view.facts.against(draft.level, draft.group, view.now if draft.go_at is None else draft.go_at)


def goes_on(view: View, answers: Answers) -> date:
    at = draft_of(view, answers).go_at
    return local_date(view.now if at is None else at, view.programme.timezone)


def day_of(moment: int, view: View) -> str:
    return view.tongue.day(local_date(moment, view.programme.timezone))


def closes_at(draft: Draft, view: View) -> int | None:
    """The end of the closing day, in the programme's own zone."""
    if draft.level is not Level.DATED or draft.closes is None:
        return None
    return instant(draft.closes + timedelta(days=1), 0, view.programme.timezone)


def parts(view: View, answers: Answers) -> tuple[Option, ...]:
    """What can be written anew by itself; the rest stays."""
    day = (Option("day", _("CO-26.day", "The day")),) if draft_of(view, answers).level is Level.DATED else ()
    return (
        Option("title", _("CO-26.title", "The title")),
        Option("text", _("CO-26.text", "The words")),
        *day,
        Option("keep", _("CO-26.keep", "Keep it as it is"), out=True),
        CANCEL,
    )


def go_label(draft: Draft) -> Phrase:
    """What sending it is called, of what is to be planned, or is to start no chat."""
    if draft.level is Level.PAGE:
        return _("CO-01.page", "Put it there")
    return _("CO-01.send", "Send") if draft.go_at is None else _("CO-01.plan", "Plan it")
