"""Why did I get this, and why not that: the gate's own reasons, in words, for the member alone (PACE.md, sections 1 and 3).

Nothing is explained here that the gate did not say (conversations/pace/why.py); this file gives each of its reasons, and
each kind of chat it lets through, words of its own. The member is here, so it is told of the pace of somebody who has been
heard, as on the page of their pace: whoever rested or had been slowed down is met by what holds from now on. No line names anybody, and none says what a message was about beyond
its kind, so the page can be read with somebody looking on.
"""

from collections.abc import Mapping
from typing import Final

from conversations import pace
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Say
from conversations.flows.menu import ANY_TIME, go
from conversations.flows.pacing import NAMES
from conversations.pace import (
    HISTORY_DAYS,
    Bookings,
    Kind,
    MessageClass,
    Reason,
    State,
    Topic,
    Waits,
    all_that_waits,
    last_opener,
    used,
)
from conversations.pace.local_time import local, local_date
from conversations.phrases import Phrase, _
from conversations.view import View

MOST: Final = 3
"""Lines about what waits. More would be a list to work through."""
WHAT: Final[Mapping[Kind, Phrase]] = {
    Kind.CHANGE: _("WY-20", "a change to your booking"),
    Kind.UNSAFE_VENUE: _("WY-21", "a warning about a place"),
    Kind.DATA_MISTAKE: _("WY-22", "a mistake with your details"),
    Kind.PERSON_REPLY: _("WY-23", "a message from a person"),
    Kind.KEY_REQUEST: _("WY-24", "a key to turn"),
    Kind.WELCOME_BACK: _("WY-25", "hello after your break"),
    Kind.PLACE_OFFER: _("WY-26", "the offer of a place"),
    Kind.PLACE_ANSWER: _("WY-26A", "what became of a place"),
    Kind.REMINDER_TODAY: _("WY-27", "something you booked, on its day"),
    Kind.REMINDER_SOON: _("WY-28", "something you booked"),
    Kind.SNOOZE_RETURN: _("WY-29", "something you put off"),
    Kind.ACCOUNT_END: _("WY-30", "shall I keep your details"),
    Kind.CHECK_IN: _("WY-31", "a check-in"),
    Kind.REST_NOTE: _("WY-32", "a note that I'd go quiet"),
    Kind.RESULT: _("WY-33", "results"),
    Kind.DATED_NEWS: _("WY-34", "news with a date"),
    Kind.FEEDBACK_ASK: _("WY-35", "a question about a meeting"),
    Kind.TRAINING: _("WY-36", "training or a role"),
    Kind.NEWS: _("WY-37", "news"),
}
MEETINGS_ON: Final = _("WY-43", "You have meetings switched on.")
NEWS_ON: Final = _("WY-44", "You have news switched on.")
REMINDERS: Final = _("WY-45", "You asked for reminders.")
BECAUSE: Final[Mapping[Kind, Phrase]] = {
    Kind.CHANGE: _("WY-46", "You booked it, and it changed at short notice."),
    Kind.UNSAFE_VENUE: _("WY-47", "You booked something there."),
    Kind.DATA_MISTAKE: _("WY-48", "It was our mistake, and that is told at once."),
    Kind.PERSON_REPLY: _("WY-49", "A person sent it to you."),
    Kind.KEY_REQUEST: _("WY-50", "You're a member rep, and it needs a second key."),
    Kind.WELCOME_BACK: _("WY-51", "Your break had come to its end."),
    Kind.PLACE_OFFER: _("WY-52", "You asked for that place."),
    Kind.PLACE_ANSWER: _("WY-52", "You asked for that place."),
    Kind.REMINDER_TODAY: REMINDERS,
    Kind.REMINDER_SOON: _("WY-45C", "You said you'd come, and it changed."),
    Kind.SNOOZE_RETURN: _("WY-53", "You asked me to come back to it."),
    Kind.ACCOUNT_END: _("WY-54", "I keep details no longer than you want."),
    Kind.CHECK_IN: _("WY-55", "You said yes to check-ins. Your pace is {pace}."),
    Kind.REST_NOTE: _("WY-56", "It had been quiet, and I didn't want to go on writing."),
    Kind.RESULT: MEETINGS_ON,
    Kind.DATED_NEWS: NEWS_ON,
    Kind.FEEDBACK_ASK: MEETINGS_ON,
    Kind.TRAINING: _("WY-57", "You have training and roles switched on."),
    Kind.NEWS: NEWS_ON,
}
SWITCHED_OFF_SINCE: Final[Mapping[Topic, Phrase]] = {
    Topic.CHECK_INS: _("WY-55W", "Check-ins were switched on then."),
    Topic.MEETINGS: _("WY-43W", "Meetings were switched on then."),
    Topic.TRAINING: _("WY-57W", "Training and roles were switched on then."),
    Topic.NEWS: _("WY-44W", "News was switched on then."),
}
AGAINST: Final[Mapping[Reason, Phrase]] = {
    Reason.STOPPED: _("WY-60", "You've stopped all messages."),
    Reason.HELD: _("WY-61", "Someone on the team has stopped messages to you."),
    Reason.NO_CONSENT: _("WY-62", "You haven't said yes to it."),
    Reason.OVER: _("WY-63", "Its time is over."),
    Reason.ALREADY_SENT: _("WY-64", "You've had it already."),
    Reason.QUIET_SPELL: _("WY-65", "You asked for less, so I'm quiet for a day."),
    Reason.ON_A_BREAK: _("WY-66", "You're on a break."),
    Reason.RESTING: _("WY-67", "I've gone quiet until you'd like me back."),
    Reason.ONLY_WHEN_I_ASK: _("WY-68", "I start no chats, as you chose. You can look when you like."),
    Reason.TOPIC_OFF: _("WY-69", "You switched this off in your pace."),
    Reason.NOT_OWED: _("WY-70", "It isn't time for it."),
    Reason.NOT_DUE: _("WY-71", "That's how often you'd like them, on your day."),
    Reason.LET_GO: _("WY-72", "It got too late, so I let that one go."),
    Reason.OUTSIDE_HOURS: _("WY-73", "I keep to your hours."),
    Reason.QUIET_DAY: _("WY-74", "I'm quiet on Sundays, bank holidays and your own quiet days."),
    Reason.NOT_A_CHECK_IN_TIME: _("WY-75", "Check-ins come at your time, Monday to Friday morning."),
    Reason.TOO_SOON: _("WY-76", "I never start chats close together."),
    Reason.ONE_A_DAY: _("WY-77", "I start one chat a day at most."),
    Reason.TWO_A_DAY: _("WY-78", "I write first twice a day at most."),
    Reason.ROUND_FULL: _("WY-79", "You've had the most chats that your pace allows."),
    Reason.PLACE_HELD: _("WY-80", "I keep one place free for your check-in."),
    Reason.NEWS_FULL: _("WY-81", "News comes twice in 7 days at most."),
    Reason.SLOWED_DOWN: _("WY-82", "I've slowed down, so only check-ins come by themselves."),
    Reason.ASKED_FULL: _("WY-83", "Things you asked for come 4 times in 7 days at most."),
    Reason.REPLIES_USED: _("WY-84", "One message gets 3 answers at most, in 14 days."),
    Reason.URGENT_FULL: _("WY-85", "Urgent messages come twice in 7 days at most."),
    Reason.URGENT_UNWANTED: _("WY-86", "You said no to urgent messages."),
    Reason.NEEDS_TWO_KEYS: _("WY-87", "A member rep has to agree first."),
    Reason.NOT_URGENT: _("WY-88", "It's only urgent in the last 48 hours."),
    Reason.CHECK_IN_FIRST: _("WY-89", "Your check-in comes first."),
    Reason.ASKED_FIRST: _("WY-90", "Something you asked for comes first."),
}
SOON: Final = _("WY-06", "– Waiting: {what}. Nothing is against it, so it can come once we've finished here.")
LATER: Final = _("WY-07", "– Waiting: {what}, {date} at the earliest. {why}")
NEVER: Final = _("WY-08", "– Waiting: {what}. {why}")
BREAK: Final = _("WY-11", "– You're on a break until {date}, so I start no chats.")
BREAK_TELLS: Final = _(
    "WY-11B", "– You're on a break until {date}. I only write if something you booked changes."
)
OPEN_BREAK: Final = _("WY-11U", "– You're on a break until you say, so I start no chats.")
OPEN_BREAK_TELLS: Final = _(
    "WY-11V", "– You're on a break until you say. I only write if something you booked changes."
)
QUIET: Final = _("WY-12", "– You asked for less, so I'm quiet until {date}, {time}.")
PUT_OFF: Final = _("WY-09", "That's when you asked for it.")


def day_of(view: View, at: int) -> str:
    return view.tongue.day(local_date(at, view.pace.zone))


def because(kind: Kind, view: View) -> Phrase:
    """What let a chat of this kind through. What has been switched off since is not said to be on."""
    topic = kind.topic
    return BECAUSE[kind] if topic is None or topic in view.pace.topics else SWITCHED_OFF_SINCE[topic]


def last(view: View) -> str:
    """The last chat that the bot began, and what let it through."""
    found = last_opener(view.facts.openers())
    if found is None:
        return view.tongue.say(
            _("WY-02", "– I've started no chat with you in the last {days} days."),
            {"days": str(HISTORY_DAYS)},
        )
    say = view.tongue.say
    why = say(because(found.kind, view), {"pace": say(NAMES[view.pace.choice])})
    words = {"what": say(WHAT[found.kind]), "date": day_of(view, found.at), "why": why}
    return say(_("WY-03", "– The last chat I started: {what}, {date}. {why}"), words)


def right_now(view: View) -> str:
    """What keeps every chat away just now, before any count: a break, or the quiet that they asked for; "" for neither."""
    own = view.pace
    if own.state is State.PAUSED and (own.paused_until is None or view.now < own.paused_until):
        tells = own.wants_urgent and own.break_bookings is Bookings.KEEP_AND_TELL_ME
        if own.paused_until is None:
            return view.tongue.say(OPEN_BREAK_TELLS if tells else OPEN_BREAK)
        words = {"date": day_of(view, own.paused_until)}
        return view.tongue.say(BREAK_TELLS if tells else BREAK, words)
    if own.quiet_until is not None and view.now < own.quiet_until:
        return view.tongue.say(QUIET, quiet_words(view, own.quiet_until))
    return ""


def quiet_words(view: View, until: int) -> dict[str, str]:
    """Until when the bot keeps quiet, in their own time."""
    day, minute = local(until, view.pace.zone)
    return {"date": view.tongue.day(day), "time": view.tongue.clock(minute)}


def so_far(view: View) -> str:
    """How much of the member's round is used. What they booked or asked for is not counted in it."""
    found = used(MessageClass.ORDINARY, view.pace, view.facts.openers(), view.now)
    if found is None:
        return view.tongue.say(_("WY-04", "– Your pace is only when you ask, so I start no chats."))
    words = {"number": str(found.number), "most": str(found.most), "days": str(found.days)}
    return view.tongue.say(
        _(
            "WY-05",
            "– Chats I started in the last {days} days: {number}, of {most} at most. What you asked for is extra.",
        ),
        words,
    )


def waiting(view: View) -> list[str]:
    """What waits: one line for each kind, the soonest first."""
    facts, own = view.facts, pace.on_contact(view.pace, view.now)
    found = all_that_waits(facts.waiting(), own, facts.openers(), view.holidays, view.now)
    first = {each.item.kind: each for each in reversed(found)}
    shown = [each for each in found if first[each.item.kind] is each]
    return [line(view, each) for each in shown[:MOST]] or [
        view.tongue.say(_("WY-10", "– Nothing is waiting."))
    ]


def line(view: View, each: Waits) -> str:
    say = view.tongue.say
    words = {"what": say(WHAT[each.item.kind])}
    if each.reason is None and each.not_before == view.now:
        return say(SOON, words)
    words["why"] = say(PUT_OFF if each.reason is None else AGAINST[each.reason])
    if each.not_before is None:
        return say(NEVER, words)
    return say(LATER, {**words, "date": day_of(view, each.not_before)})


def lines(view: View, answers: Answers) -> dict[str, str]:
    now = right_now(view)
    told = (now, last(view)) if now else (last(view), so_far(view))
    return {"list": "\n".join((*told, *waiting(view)))}


WHY = Flow("why", overlay=True, steps=(
    Ask("WY-01", _("WY-01", "Why you hear from me, or don't:\n{list}\nWhat doesn't fit goes to What's new."), OneOf((
            Option("pace", _("PV-01.pace", "My pace")), Option("news", _("button.news", "What's new")),
            Option("ok", _("button.ok", "OK"), out=True))),
        then={"ok": "PV-01C"}, otherwise=END, fill=lines, does=go),
    Say("PV-01C", ANY_TIME, then=END),
))  # fmt: skip

FLOWS = (WHY,)
