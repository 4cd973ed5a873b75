"""Pace: how often, when and whether the bot may start a chat with a member (PACE.md).

Other people can make the bot quieter; only the member can make it louder. Start reading at `gate`; then
`rounds` (silence and back-off), `changes` (what members do to their pace), `year` (when nobody answers any
more) and `tending` (one look at one member). `limits` are for those who write to many, `reach` is what they may know, and
`why` is what the member may. Everything here is a pure function of values: the time and the bank holidays are told to it.
"""

from conversations.pace.case import Reason
from conversations.pace.changes import (
    ask_for_quiet,
    begin_break,
    come_back,
    did_check_in,
    hold,
    hold_to_tell,
    join,
    lift,
    may_snooze,
    on_contact,
    on_pace_change,
    snooze,
    start,
    stop,
    told_of_hold,
)
from conversations.pace.coming import Waiting
from conversations.pace.gate import HISTORY_DAYS, Permission, Refusal, Verdict, closed, may_send
from conversations.pace.kinds import Bookings, Choice, Kind, MessageClass, State, Topic
from conversations.pace.limits import Agreed, Gone, Level, No, Standing, against
from conversations.pace.reach import Alike, Reach, alike, look_at, reach_of
from conversations.pace.riders import may_ride
from conversations.pace.rounds import Step, after_sending, first_check_in, next_step
from conversations.pace.slots import check_in_item, check_in_weekday, gap_days, slot_after
from conversations.pace.tending import Tended, end_of, offer_ends_at, tend, what_is_next
from conversations.pace.urgent import URGENT_AHEAD, one_key_from
from conversations.pace.values import Days, Hours, Item, OtherHours, Pace, Sent, Urgency, fitting_minute
from conversations.pace.why import Used, Waits, all_that_waits, last_opener, used
from conversations.pace.year import DAYS_TO_ANSWER, gone_at

__all__ = [
    "DAYS_TO_ANSWER",
    "HISTORY_DAYS",
    "URGENT_AHEAD",
    "Agreed",
    "Alike",
    "Bookings",
    "Choice",
    "Days",
    "Gone",
    "Hours",
    "Item",
    "Kind",
    "Level",
    "MessageClass",
    "No",
    "OtherHours",
    "Pace",
    "Permission",
    "Reach",
    "Reason",
    "Refusal",
    "Sent",
    "Standing",
    "State",
    "Step",
    "Tended",
    "Topic",
    "Urgency",
    "Used",
    "Verdict",
    "Waiting",
    "Waits",
    "after_sending",
    "against",
    "alike",
    "all_that_waits",
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
    "hold_to_tell",
    "join",
    "last_opener",
    "lift",
    "look_at",
    "may_ride",
    "may_send",
    "may_snooze",
    "next_step",
    "offer_ends_at",
    "on_contact",
    "on_pace_change",
    "one_key_from",
    "reach_of",
    "slot_after",
    "snooze",
    "start",
    "stop",
    "tend",
    "told_of_hold",
    "used",
    "what_is_next",
]
