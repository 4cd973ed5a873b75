"""A role in words: its line in a list, and its page, which says everything, money and costs too, before anybody is asked (B73)."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final

from conversations.flow import Answers, Option
from conversations.flows.meeting_words import in_a_sentence
from conversations.phrases import Phrase, Tongue, _
from conversations.roles import Mine, PostedRole, RoleDraft
from conversations.session import about, is_number
from conversations.view import View

OPEN: Final = _("BR-08.open", "Open {number}")
LINES: Final[dict[Mine, Phrase]] = {
    "": _("RO-01A", "{title}, until {day}"),
    "interested": _("RO-01I", "{title}, until {day} (you're interested)"),
    "offered": _("RO-01O", "{title}, until {day} (offered to you)"),
    "held": _("RO-01H", "{title}, until {day} (you have it)"),
}
FULL: Final = _("RO-01F", "{title}, until {day} (no place free)")
TERMS: Final = {
    "purpose": _("RO-10A", "What it's for: {text}"),
    "hours": _("RO-10B", "Hours: {text}"),
    "pay": _("RO-10C", "Money: {text}"),
    "costs": _("RO-10D", "Costs: {text}"),
    "support": _("RO-10E", "Help from: {text}"),
    "training": _("RO-10F", "Training that helps, if you'd like it: {text}"),
    "decides": _("RO-10G", "Who decides: {text}"),
}
CHANGES: Final = ("title", *TERMS, "starts_on", "ends_on")
"""What a change of is told to whoever has the role, in the order of its page. How many are wanted is none of it."""
PAY_SAID: Final = {
    "paid": _("RO-12P", "About pay, you said: you'd like to be paid."),
    "unpaid": _("RO-12U", "About pay, you said: unpaid is fine."),
    "later": _("RO-12L", "About pay, you said: you'll decide later."),
}


def headline(tongue: Tongue, title: str) -> str:
    """What stands on What's new of a new role. Its first line is its title there."""
    return tongue.say(_("RO-00", "New role: {role}\n\nTo read about it, type ROLES."), {"role": in_a_sentence(title)})  # fmt: skip


def day(view: View, day: date) -> str:
    """A day as people say it, with its year where that is another one."""
    return view.tongue.day(day) + (f" {day.year}" if day.year != view.today.year else "")


def line(view: View, role: PostedRole) -> str:
    """A role in one line, with what this member has to do with it."""
    phrase = FULL if role.mine == "" and not role.interest else LINES[role.mine]
    return view.tongue.say(phrase, {"title": role.draft.title, "day": day(view, role.draft.ends_on)})


def ways_to(view: View, roles: Sequence[PostedRole]) -> tuple[Option, ...]:
    """A button for each line of the list. What the line says can be typed as well."""
    return tuple(
        Option(f"r{each.id}", view.tongue.say(OPEN, {"number": str(number)}), also=(each.draft.title, line(view, each)))
        for number, each in enumerate(roles, 1)
    )  # fmt: skip


def number_in(answers: Answers) -> int | None:
    """The role that a talk is about, where it began with one."""
    number = about(answers)
    return int(number) if is_number(number) else None


def poster(view: View, role: PostedRole) -> str:
    return role.poster or view.programme.organisation


def names_in(view: View, role: PostedRole | None) -> dict[str, str]:
    """What messages say of a role, where a full stop of ours comes after it."""
    if role is None:
        return dict.fromkeys(("role", "poster", "person", "pay"), "")
    return {
        "role": in_a_sentence(role.draft.title), "poster": poster(view, role), "person": in_a_sentence(role.draft.support),
        "pay": in_a_sentence(role.draft.pay),
    }  # fmt: skip


def page(view: View, role: PostedRole) -> str:
    """All there is to know of a role, one thing a line; the same for everybody, but for what is this member's own."""
    return "\n".join((*terms(view, role.draft), *_state(view, role), *_own(view, role)))


def said(view: View, draft: RoleDraft, fields: Collection[str] = CHANGES) -> Iterator[str]:
    """What a role says of these fields, one thing a line."""
    if "title" in fields:
        yield draft.title
    for field, words in TERMS.items():
        if field in fields and (text := getattr(draft, field)):
            yield view.tongue.say(words, {"text": text})
    if "starts_on" in fields or "ends_on" in fields:
        days = {"start": day(view, draft.starts_on), "end": day(view, draft.ends_on)}
        yield view.tongue.say(_("RO-10H", "From {start} to {end}."), days)


def terms(view: View, draft: RoleDraft) -> Iterator[str]:
    """What the role is, as it was posted."""
    say = view.tongue.say
    yield from said(view, draft)
    if draft.paid:
        yield say(_("RO-10I", "You choose: paid, unpaid, or costs only. You can step back any time."))
    else:
        yield say(_("RO-10J", "You can step back any time."))


def _state(view: View, role: PostedRole) -> Iterator[str]:
    """Whether it can still be taken. Of who has it only those are named who said that others may know."""
    say, wanted = view.tongue.say, role.draft.wanted
    if wanted == 1:
        yield say(_("RO-11A", "Wanted: 1 person."))
    else:
        yield say(_("RO-11B", "Wanted: {number} people."), {"number": str(wanted)})
    if role.over:
        yield say(_("RO-11C", "It has ended."))
    elif role.interest:
        yield say(_("RO-11D", "It's open."))
    elif role.full:
        yield say(_("RO-11E", "No place is free right now."))
    else:
        yield say(_("RO-11F", "It's closed: nobody new can take it."))
    if role.names:
        yield say(_("RO-11G", "Who has it: {names}."), {"names": view.tongue.listed(role.names)})


def _own(view: View, role: PostedRole) -> Iterator[str]:
    say = view.tongue.say
    match role.mine:
        case "interested":
            yield say(_("RO-12I", "You said you're interested. {poster} can see that."), names_in(view, role))
        case "offered":
            yield say(_("RO-12O", "{poster} offers it to you. It's yours only if you say yes."), names_in(view, role))  # fmt: skip
        case "held":
            yield say(_("RO-12H", "You have this role."))
            yield say(
                _("RO-12S", "Others can see your name here.")
                if role.shown
                else _("RO-12N", "Others can't see that you have it.")
            )
            if role.draft.paid and role.money:
                yield say(PAY_SAID[role.money])
        case _:
            if role.interest and not role.by_me and role.id:
                yield who_sees(view, role)


def who_sees(view: View, role: PostedRole) -> str:
    """Who would know that this member is interested, before they say so."""
    if view.member is not None and not view.member.name:
        return view.tongue.say(_("RO-13N", "If you say you're interested, {poster} sees that, and may tell {person}. I have no name for you: to give one, type MY DETAILS."), names_in(view, role))  # fmt: skip
    return view.tongue.say(_("RO-13", "If you say you're interested, {poster} sees the name you gave me, and may tell {person}. Nobody else does."), names_in(view, role))  # fmt: skip
