"""Who hears that a meeting has changed, or is cancelled, and how: said to the coordinator before and after it is done.

Those who said that they come each get one letter, in their own hours. Where it is about the next 48 hours a second key can
tell them at once; that is the flow "urgent", which begins here with its words already there. The letters wait for a while then,
and go only if nothing went out by that way (bot/meetings.py).
"""

from typing import Final

from conversations.flow import Answers, Option
from conversations.flows import meeting_words
from conversations.flows.urgent import CHANGE_MOST
from conversations.meetings import Draft, Meeting, tells_at_once, told_from
from conversations.phrases import _
from conversations.view import View

KEY_OR_NOT: Final = (
    Option("key", _("KEY-27.ask", "Ask for the 2nd key")), Option("close", _("CO-85U.no", "No, that's soon enough"), out=True),
)  # fmt: skip


def telling(view: View, meeting: Meeting, starts_at: int) -> str:
    """What those who said that they come are told, and from when on."""
    if not tells_at_once(meeting, starts_at, view.now):
        return view.tongue.say(
            _("CO-84P", "Those who said they'd come each get one message, in their own hours.")
        )
    moment = meeting_words.when(view, told_from(meeting, starts_at, view.now), view.programme.timezone)
    return view.tongue.say(
        _("CO-84U", "Those who said they'd come each get one message, in their own hours, from {time}. It's within 48 hours, so a second key can tell them at once."),
        {"time": moment},
    )  # fmt: skip


def told_before(draft: Draft) -> dict[str, str]:
    """What those who come go by, as answers to begin with: so that it is known what has changed, once it has."""
    return {"was_title": draft.title, "was_start": str(draft.starts_at), "was_end": str(draft.ends_at),
            "was_place": draft.place, "was_link": draft.link}  # fmt: skip


def changed_words(view: View, answers: Answers, draft: Draft) -> str:
    """What has changed since then, in few words that whoever asks for the key can still change."""
    say, was = view.tongue.say, answers
    changed = []
    if draft.title != was.get("was_title"):
        changed.append(say(_("CO-86N", "new name: {title}"), {"title": draft.title}))
    if (str(draft.starts_at), str(draft.ends_at)) != (was.get("was_start"), was.get("was_end")):
        span = meeting_words.span(view, draft, view.programme.timezone)
        changed.append(say(_("CO-86W", "now {when}"), {"when": span}))
    if draft.place != was.get("was_place") and draft.place:
        changed.append(say(_("CO-86P", "now at {place}"), {"place": draft.place}))
    elif draft.place != was.get("was_place") or draft.link != was.get("was_link"):
        changed.append(say(_("CO-86L", "there is another way to join")))
    return ", ".join(changed)


def urgent_words(view: View, meeting: Meeting, change: str) -> dict[str, str]:
    """What the flow that asks for the second key begins with."""
    short = change if len(change) <= CHANGE_MOST else f"{change[: CHANGE_MOST - 1]}…"
    todo = (
        view.tongue.say(_("CO-86S", "Please stay at home, and sorry about that"))
        if meeting.cancelled
        else view.tongue.say(_("CO-86T", "All about it is under MENU, Meetings"))
    )
    return {"by": "meeting", "KEY-22": f"e{meeting.id}", "KEY-25": short, "KEY-26": todo}
