"""What a turn changes, seen at once: the name just given, the pace just chosen, the silence just broken.

The rest of the turn is told from here, and `bot/apply.py` stores exactly what this says, so what a member was shown and
what is kept can never differ.
"""

from collections.abc import Iterable
from dataclasses import fields, replace

from conversations import pace as pacing
from conversations.effects import (
    ChangeMember,
    ChangePace,
    ComeBack,
    Consent,
    Contact,
    DropAnswers,
    DropCheckIn,
    Effect,
    Join,
    KeepAnswers,
    KeepRejoin,
    Snooze,
    Speak,
)
from conversations.journey_effects import (
    AskForLine,
    ChangeEntry,
    ChooseCopy,
    DropJourney,
    KeepLine,
    NewEntry,
    TakeOutEntry,
)
from conversations.view import Group, Member, Programme, Role, View

_FIELDS = {field.name for field in fields(Member)}


def foresee(view: View, effects: Iterable[Effect]) -> View:
    """The view after these effects, as far as a member can see them."""
    for effect in effects:
        view = _after(view, effect)
    return view


def _after(view: View, effect: Effect) -> View:
    match effect:
        case Join() if view.member is None:
            member = Member(
                id=0,
                language=effect.language,
                quiet=effect.quiet,
                joined_at=view.now,
                groups=_groups(view),
                role=_role(view),
            )
            return replace(view, member=member, pace=pacing.join(_first_pace(view, member), view.now))
        case ChangeMember() if view.member:
            changes = {name: value for name, value in effect.changes.items() if name in _FIELDS}
            if "language" in changes:
                view = replace(view, tongue=view.tongue.speaking(str(changes["language"])))
            return replace(view, member=replace(_member(view), **changes))  # type: ignore[arg-type]  # storage refuses what is no field
        case Speak():
            return replace(view, tongue=view.tongue.speaking(effect.language))
        case Consent() if view.member:
            consents = {**view.member.consents, effect.layer: effect.yes}
            view = replace(view, member=replace(view.member, consents=consents))
            return replace(view, pace=_agreed(view, effect.layer, effect.yes))
        case KeepAnswers() if view.member and effect.unasked:
            return replace(view, pace=pacing.did_check_in(view.pace, view.now))
        case Snooze() if effect.about is pacing.Kind.CHECK_IN:  # of anything else its letters are counted
            return replace(view, pace=pacing.snooze(view.pace))
        case DropAnswers("check_ins"):
            return replace(view, all_dropped=True)
        case DropCheckIn():
            return replace(view, dropped=view.dropped | {effect.at})
        case ChangePace():
            pace = pacing.on_pace_change(view.pace, effect.pace, view.now) if effect.replan else effect.pace
            return replace(view, pace=pace)
        case (
            NewEntry() | ChangeEntry() | TakeOutEntry() | KeepLine() | ChooseCopy() | DropJourney() | AskForLine()
        ):  # fmt: skip
            return replace(view, journeying=(*view.journeying, effect))
        case KeepRejoin():
            return replace(view, shown_rejoin=effect.code)
        case ComeBack() if view.rejoin and view.rejoin.member and view.rejoin.pace:
            back, tongue = view.rejoin.member, view.tongue.speaking(view.rejoin.member.language)
            return replace(view, member=back, pace=pacing.lift(view.rejoin.pace, view.now), tongue=tongue)
        case Contact() if view.member:
            pace = pacing.on_contact(view.pace, view.now)
            return view if pace is view.pace else replace(view, pace=pace)
        case _:
            return view


def _agreed(view: View, layer: str, yes: bool) -> pacing.Pace:
    """The pace after a yes or a no to one layer. Each layer that is also a topic switches it: a no turns it off, a yes on."""
    before = view.pace
    topic = {each.value: each for each in pacing.Topic}.get(layer)
    if topic is None:
        return before
    after = replace(before, topics=before.topics | {topic} if yes else before.topics - {topic})
    if topic is not pacing.Topic.CHECK_INS:
        return after
    after = replace(after, check_in_consent=yes)
    closed = before.state in (pacing.State.STOPPED, pacing.State.HELD)
    return after if closed or after == before else pacing.on_pace_change(before, after, view.now)


def usual_pace(programme: Programme) -> pacing.Pace:
    """What somebody has who has chosen nothing yet: the programme's hours, every 2 weeks, Tuesday about 11, and no topic
    until they say yes to it (DOMAIN.md 5.3)."""
    hours, urgent = pacing.Hours(*programme.hours), pacing.Hours(*programme.urgent_hours)
    tuesday = 1
    minute = pacing.fitting_minute(tuesday, hours, 11 * 60)
    return pacing.Pace(
        zone=programme.timezone, hours=hours, urgent_hours=urgent, consented=True, check_in_day=tuesday, topics=frozenset(),
        check_in_minute=hours.from_minute if minute is None else minute,
    )  # fmt: skip


def _first_pace(view: View, member: Member) -> pacing.Pace:
    """Whoever comes as a coordinator is not asked about topics, and hears about meetings as members do who said yes to that:
    what came out, and where the team is asked too, how it was. My pace switches it off."""
    usual = usual_pace(view.programme)
    return replace(usual, topics=frozenset({pacing.Topic.MEETINGS})) if member.team else usual


def _member(view: View) -> Member:
    assert view.member is not None
    return view.member


def _groups(view: View) -> tuple[Group, ...]:
    return (
        (view.invitation.group,)
        if view.invitation and view.invitation.valid and view.invitation.group
        else ()
    )


def _role(view: View) -> Role:
    return view.invitation.role if view.invitation and view.invitation.valid else "member"
