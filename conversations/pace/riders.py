"""Riders: the last line of an opener that says how much is new on What's new (PACE.md, sections 5 and 6).

A rider adds no message, and so it is no matter for the gate. It is how news reaches people who hear from us seldom:
while somebody is slowed down the check-in is the only opener there is, and it carries the rider like any other.

It rides on ordinary openers alone. What a member asked for stays what they asked for, and nothing is hung on a change
of something booked. Four ordinary ones carry none: the rest note, which is a goodbye that must ask for nothing; the
request for feedback, which is the same to the letter for everybody invited (ANONYMITY.md); a digest, which is a list of
what is new itself; and anything at all to somebody who turned news off, for then it waits until they look.

Quiet mode has no rider either. It is not part of the pace, so whoever writes the message sees to it.
"""

from typing import Final

from conversations.pace.kinds import Kind, MessageClass, Topic
from conversations.pace.values import Item, Pace

ALONE: Final = frozenset({Kind.REST_NOTE, Kind.FEEDBACK_ASK})


def may_ride(item: Item, pace: Pace, *, digest: bool = False) -> bool:
    """Whether "Also: 2 new things, when you like" may stand at the end of this opener."""
    ordinary = item.message_class is MessageClass.ORDINARY and item.kind not in ALONE
    return ordinary and not digest and Topic.NEWS in pace.topics
