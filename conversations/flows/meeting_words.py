"""A meeting in words: its line in a list, and its page, which is the same for everybody who may read it (B03)."""

from collections.abc import Iterator, Sequence
from typing import Final

from conversations.bands import band
from conversations.flow import Answers, Option
from conversations.meetings import Draft, Meeting
from conversations.pace.local_time import local
from conversations.phrases import _
from conversations.session import about, is_number
from conversations.view import View

OPEN: Final = _("BR-08.open", "Open {number}")


def when(view: View, starts_at: int, zone: str) -> str:
    """The day and the time at which something begins, as the clocks of a zone show it."""
    day, minute = local(starts_at, zone)
    words = {"day": view.tongue.day(day), "time": view.tongue.clock(minute)}
    return view.tongue.say(_("text.day_time", "{day} at {time}"), words)


def span(view: View, draft: Draft, zone: str) -> str:
    """From when to when, as the clocks of a zone show it."""
    (first, start), (last, end) = local(draft.starts_at, zone), local(draft.ends_at, zone)
    clock = view.tongue.clock
    words = {
        "day": view.tongue.day(first),
        "start": clock(start),
        "end": clock(end) if first == last else when(view, draft.ends_at, zone),
    }
    return view.tongue.say(_("MT-10W", "{day}, {start} to {end}"), words)


def line(view: View, meeting: Meeting, zone: str) -> str:
    """A meeting in one line."""
    words = {"title": meeting.draft.title, "when": when(view, meeting.draft.starts_at, zone)}
    if meeting.cancelled:
        return view.tongue.say(_("MT-10C", "{title}, {when} (cancelled)"), words)
    return view.tongue.say(_("MT-10L", "{title}, {when}"), words)


def in_a_sentence(title: str) -> str:
    """A title where a full stop or a question mark of ours comes after it: "Bus passes: what next?" brings none of its own."""
    return title.rstrip(" .?!") or title


def ways_to(view: View, meetings: Sequence[Meeting], zone: str) -> tuple[Option, ...]:
    """A button for each line of the list. What the line says can be typed as well, with its date or without."""
    return tuple(
        Option(f"m{each.id}", view.tongue.say(OPEN, {"number": str(number)}), also=(each.draft.title, line(view, each, zone)))
        for number, each in enumerate(meetings, 1)
    )  # fmt: skip


def listed(view: View, meetings: Sequence[Meeting], zone: str) -> str:
    return "\n".join(f"{number}. {line(view, each, zone)}" for number, each in enumerate(meetings, 1))


def page(view: View, meeting: Meeting, zone: str) -> str:
    """All there is to know of a meeting, one thing a line."""
    return "\n".join(_lines(view, meeting, zone))


def _lines(view: View, meeting: Meeting, zone: str) -> Iterator[str]:
    say, draft = view.tongue.say, meeting.draft
    yield draft.title
    when_words = {"when": span(view, draft, zone)}
    if meeting.cancelled:
        yield say(_("MT-11C", "Cancelled: it was to be {when}."), when_words)
    elif zone != view.programme.timezone:
        yield say(_("MT-11Z", "When: {when}, your time."), when_words)
    else:
        yield say(_("MT-11W", "When: {when}."), when_words)
    yield say(_("MT-11G", "For: {group}."), {"group": meeting.group or say(_("MT-11E", "everyone"))})
    for words, text in (
        (_("MT-11P", "Where: {text}"), draft.place),
        (_("MT-11L", "Link: {text}"), draft.link),
        (_("MT-11A", "To help you join in: {text}"), draft.access),
        (_("MT-11N", "What it's about: {text}"), draft.agenda),
    ):
        if text:
            yield say(words, {"text": text})
    if meeting.items:
        yield say(_("MT-11I", "Put there by members:"))
        yield from (_item(view, each.text, each.name) for each in meeting.items)
    if meeting.cancelled:
        return
    if meeting.wants_agenda(view.now):
        yield say(_("MT-11O", "No agenda yet."))
    if meeting.id and not meeting.has_begun(view.now):
        yield say(
            _("MT-11B", "Said they'll come: {number}. Rounded, for everyone alike."),
            {"number": band(meeting.booked, view.tongue)},
        )


def _item(view: View, text: str, name: str) -> str:
    if name:
        return view.tongue.say(_("MT-11J", "– {text} ({name})"), {"text": text, "name": name})
    return view.tongue.say(_("MT-11K", "– {text}"), {"text": text})


def number_in(answers: Answers) -> int | None:
    """The meeting that a talk is about, where it began with one."""
    number = about(answers)
    return int(number) if is_number(number) else None
