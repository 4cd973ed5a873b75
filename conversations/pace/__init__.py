"""Pace: how often, when and whether the bot may start a chat with a member (PACE.md).

Other people can make the bot quieter; only the member can make it louder. Start reading at `gate`; then
`rounds` (silence and back-off), `changes` (what members do to their pace), `year` (when nobody answers any
more) and `tending` (one look at one member). Everything here is a pure function of values: the time and the bank holidays are told to it.
"""

from conversations.pace.case import Reason
from conversations.pace.changes import (
    ask_for_quiet,
    begin_break,
    come_back,
    did_check_in,
    hold,
    join,
    lift,
    may_snooze,
    on_contact,
    on_pace_change,
    snooze,
    start,
    stop,
)
from conversations.pace.gate import HISTORY_DAYS, Permission, Refusal, Verdict, closed, may_send
from conversations.pace.kinds import Bookings, Choice, Kind, MessageClass, State, Topic
from conversations.pace.rounds import Step, after_sending, first_check_in, next_step
from conversations.pace.slots import check_in_item, check_in_weekday, gap_days, slot_after
from conversations.pace.tending import Tended, end_of, tend, what_is_next
from conversations.pace.values import Days, Hours, Item, OtherHours, Pace, Sent, Urgency, fitting_minute
from conversations.pace.year import DAYS_TO_ANSWER, gone_at

__all__ = [
    "DAYS_TO_ANSWER",
    "HISTORY_DAYS",
    "Bookings",
    "Choice",
    "Days",
    "Hours",
    "Item",
    "Kind",
    "MessageClass",
    "OtherHours",
    "Pace",
    "Permission",
    "Reason",
    "Refusal",
    "Sent",
    "State",
    "Step",
    "Tended",
    "Topic",
    "Urgency",
    "Verdict",
    "after_sending",
    "ask_for_quiet",
    "begin_break",
    "check_in_item",
    "check_in_weekday",
    "closed",
    "come_back",
    "did_check_in",
    "end_of",
    "first_check_in",
    "fitting_minute",
    "gap_days",
    "gone_at",
    "hold",
    "join",
    "lift",
    "may_send",
    "may_snooze",
    "next_step",
    "on_contact",
    "on_pace_change",
    "slot_after",
    "snooze",
    "start",
    "stop",
    "tend",
    "what_is_next",
]
