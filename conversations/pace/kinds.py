"""The words of pacing: choices, states, classes and kinds of message. PACE.md names the source of each."""

from enum import StrEnum, auto


class Choice(StrEnum):
    """How often a member wants to hear from us (PACE.md, section 2). A break is a state, not a choice."""

    WEEKLY = auto()
    FORTNIGHTLY = auto()
    MONTHLY = auto()
    ONLY_WHEN_I_ASK = auto()

    @property
    def base_days(self) -> int | None:
        """The length of one round, in days; None when there are no rounds."""
        return {"weekly": 7, "fortnightly": 14, "monthly": 28}.get(self.value)

    @property
    def slide_days(self) -> int:
        """How many days a check-in may be late before it is let go (PACE.md, section 4)."""
        return {"weekly": 2, "fortnightly": 4, "monthly": 7}.get(self.value, 0)


class State(StrEnum):
    ACTIVE = auto()
    RESTING = auto()
    PAUSED = auto()
    STOPPED = auto()
    HELD = auto()


class Bookings(StrEnum):
    """What happens to booked things during a break (PACE.md, section 8)."""

    KEEP_AND_TELL_ME = auto()
    KEEP_SILENT = auto()
    CANCEL = auto()


class Topic(StrEnum):
    CHECK_INS = auto()
    MEETINGS = auto()
    TRAINING = auto()
    NEWS = auto()


class MessageClass(StrEnum):
    """PACE.md, section 3, in the order in which they win when they compete."""

    REPLY = auto()
    URGENT = auto()
    ASKED = auto()
    ORDINARY = auto()


class Kind(StrEnum):
    """Every kind of message. The order below is the order in which they go (PACE.md, section 6)."""

    SAFETY = auto()  # HELP and the safety cards
    REJOIN = auto()  # the prompt for the rejoin code, all that a held phone gets besides
    HELPLINE = auto()
    ANSWER = auto()
    CHANGE = auto()
    UNSAFE_VENUE = auto()
    DATA_MISTAKE = auto()
    PERSON_REPLY = auto()
    KEY_REQUEST = auto()  # to a representative: will you turn the second key?
    WELCOME_BACK = auto()  # before what piled up meanwhile: nobody is met with a pile
    PLACE_OFFER = auto()
    PLACE_ANSWER = auto()  # what became of asking for a place, where there is nothing to answer
    REMINDER_TODAY = auto()
    REMINDER_SOON = auto()
    SNOOZE_RETURN = auto()
    ACCOUNT_END = auto()  # once, after a year without contact: shall I keep your details?
    CHECK_IN = auto()
    REST_NOTE = auto()
    RESULT = auto()
    DATED_NEWS = auto()
    FEEDBACK_ASK = auto()
    TRAINING = auto()
    NEWS = auto()

    @property
    def topic(self) -> Topic | None:
        """The switch a member can turn this kind off with; None for what no switch covers."""
        return _TOPICS.get(self)

    @property
    def asks(self) -> bool:
        """Whether it waits for the member to do something, so that silence after it means something."""
        return self in _ASKS


BEGUN_BY_US = frozenset(
    {Kind.WELCOME_BACK, Kind.SNOOZE_RETURN, Kind.ACCOUNT_END, Kind.PLACE_OFFER, Kind.PLACE_ANSWER}
)
"""Asked for, but we choose the moment: these keep quiet days too. The clock of an offer stands still on them."""
_TOPICS = {
    Kind.CHECK_IN: Topic.CHECK_INS,
    Kind.RESULT: Topic.MEETINGS,
    Kind.FEEDBACK_ASK: Topic.MEETINGS,
    Kind.TRAINING: Topic.TRAINING,
    Kind.DATED_NEWS: Topic.NEWS,
    Kind.NEWS: Topic.NEWS,
}
_ASKS = frozenset(
    {
        Kind.CHECK_IN,
        Kind.FEEDBACK_ASK,
        Kind.TRAINING,
        Kind.DATED_NEWS,
        Kind.PLACE_OFFER,
        Kind.SNOOZE_RETURN,
    }
)
KINDS_OF = {
    MessageClass.REPLY: {Kind.SAFETY, Kind.REJOIN, Kind.HELPLINE, Kind.ANSWER, Kind.PERSON_REPLY},
    MessageClass.URGENT: {Kind.CHANGE, Kind.UNSAFE_VENUE, Kind.DATA_MISTAKE},
    MessageClass.ASKED: {
        Kind.PERSON_REPLY,
        Kind.KEY_REQUEST,  # who takes on the keys has asked to be asked
        Kind.PLACE_OFFER,
        Kind.PLACE_ANSWER,
        Kind.REMINDER_TODAY,
        Kind.REMINDER_SOON,
        Kind.SNOOZE_RETURN,
        Kind.WELCOME_BACK,
        Kind.ACCOUNT_END,
        Kind.FEEDBACK_ASK,  # ordinary, unless the member said yes to it at the meeting
    },
    MessageClass.ORDINARY: {
        Kind.CHECK_IN,
        Kind.REST_NOTE,
        Kind.RESULT,
        Kind.DATED_NEWS,
        Kind.FEEDBACK_ASK,
        Kind.TRAINING,
        Kind.NEWS,
    },
}
KIND_ORDER = {kind: place for place, kind in enumerate(Kind)}
CLASS_ORDER = {each: place for place, each in enumerate(MessageClass)}
