"""A programme of nobody in particular, and one member of it, for talks in tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from conversations import pace
from conversations.caps import Caps
from conversations.outgoing import Delivery, Outgoing
from conversations.questionnaire import Answer, Question, Questionnaire
from conversations.view import Done, Group, Holdings, KeptCheckIn, Member, Named, Programme, TeamPart, Thing
from tests.conversations.boxes import TestFeedbackFacts
from tests.conversations.courses import TestTrainingFacts
from tests.conversations.journeys import TestJourneyFacts
from tests.conversations.keyring import TestKeyFacts
from tests.conversations.meetings import TestMeetingFacts
from tests.conversations.roles import TestRoleFacts

NOW = int(datetime(2026, 11, 23, 11, tzinfo=UTC).timestamp())
"""A Monday at 11 in the morning, London time."""
VOICES = Group(1, "South Voices")
PROGRAMME = Programme(
    name="South Voices",
    organisation="Together South",
    contact="the front desk, 07700 900001",
    notice="voices.example/notice",
    worker="Priya",
    worker_hours="Mon to Thu, 10am to 4pm",
    languages=(("en", "English"), ("es", "Español")),
    helplines={
        "crisis": "111, press 2",
        "samaritans": "116 123",
        "shout": "85258",
        "domestic_abuse": "0808 2000 247",
        "mens_advice": "0808 801 0327",
        "galop": "0800 999 5428",
        "rape_support": "0808 500 2222",
        "childline": "0800 1111",
        "shelter": "0808 800 4444",
        "citizens_advice": "0800 144 8848",
        "frank": "0300 123 6600",
        "karma_nirvana": "0800 5999 247",
        "bsl": "999bsl.co.uk",
    },
)
CHECK_IN = Questionnaire(
    "check_in",
    1,
    (
        Question(
            "CI-02",
            "How are things today?",
            (
                Answer("good", "Good", "Good to hear."),
                Answer("ok", "OK", "Thanks."),
                Answer("mixed", "Up and down", "Thanks for saying."),
                Answer("hard", "Hard", help=True),
            ),
        ),
        Question("CI-05", "Has anything been good, even something small?", words=True),
        Question(
            "CI-06",
            "Is anything getting in the way right now? Tap one, or type it.",
            (Answer("housing", "Housing"), Answer("money", "Money"), Answer("nothing", "Nothing big")),
            words=True,
            turn="rotates",
        ),
    ),
)
SAM = Member(
    id=7,
    name="Sam",
    groups=(VOICES,),
    consents=dict.fromkeys(("basics", "check_ins", "meetings", "training", "news"), True),
    joined_at=NOW - 90 * 86400,
)
DRAWN = ("K7QD3F8PXW2M", "9T4HC6RBNE5V")
"""The rejoin codes that are drawn here, in turns."""
PACE = pace.Pace(consented=True, check_in_consent=True)


@dataclass
class TestFacts(
    TestKeyFacts, TestFeedbackFacts, TestMeetingFacts, TestRoleFacts, TestTrainingFacts, TestJourneyFacts
):
    """What a programme of nobody in particular knows. Tests set what they are about."""

    __test__ = False
    sizes: dict[int, int] = field(default_factory=lambda: {1: 12})
    kept: tuple[KeptCheckIn, ...] = ()
    items: tuple[str, ...] = ()
    things: tuple[Thing, ...] = ()
    answered: dict[str, str] = field(default_factory=dict)
    by_all: dict[str, int] = field(default_factory=dict)
    snoozed: int = 0
    looked: bool = False
    sent_this_week: int = 0
    refusal: pace.No | None = None
    reach_of: dict[int | None, tuple[int, int, int]] = field(default_factory=dict)
    open_channels: tuple[tuple[str, Caps], ...] = (("Telegram", Caps()),)
    went: tuple[Outgoing, ...] = ()
    delivered: dict[int, Delivery] = field(default_factory=dict)
    began: tuple[pace.Sent, ...] = ()
    queued: tuple[pace.Waiting, ...] = ()
    consented: tuple[tuple[str, bool, int], ...] = tuple(
        (layer, layer != "group_mood", NOW - 90 * 86400)
        for layer in ("basics", "check_ins", "group_mood", "meetings", "training")
    )
    holds: Holdings = field(default_factory=lambda: Holdings(messages=14, sent=3))
    done: tuple[Done, ...] = (Done("coordinator", "news.news", 4), Done("representative", "invite.member", 1))
    done_before: tuple[Done, ...] = (Done("coordinator", "duty.on", 2),)
    reached: tuple[str, ...] = ("worker", "duty")
    people: tuple[tuple[Named, str], ...] = (
        (Named(21, ("South Voices",), NOW - 30 * 86400), "dee"),
        (Named(22, ("South Voices",), NOW - 60 * 86400), "kit"),
        (Named(23, ("Borough Forum",), NOW - 60 * 86400), "kit"),
    )
    """Those whom the team can name, with their names."""
    made: int = 0
    """Rejoin codes, of late."""
    misnamed: int = 0
    """Names that nobody goes by, of late."""

    def group_size(self, group: int) -> int:
        return self.sizes.get(group, 0)

    def groups(self) -> tuple[Group, ...]:
        return (VOICES,)

    def details(self) -> Holdings:
        since = min((each.at for each in self.kept), default=None)
        asked = sum(each.mine is not None for each in self.running)
        return replace(
            self.holds, consents=self.consented, check_ins_since=since, places=asked or self.holds.places
        )

    def log(self, days: int) -> tuple[Done, ...]:
        return self.done if days <= 30 else (*self.done, *self.done_before)

    def check_ins(self, most: int) -> tuple[KeptCheckIn, ...]:
        return self.kept[:most]

    def check_in_count(self) -> int:
        return len(self.kept)

    def monthly_due(self) -> bool:
        return False

    def news(self) -> tuple[Thing, ...]:
        """What is on the page: the dated things, and the items that a test has written."""
        page = (Thing(f"broadcast:{100 + n}", text, "Priya", new=True) for n, text in enumerate(self.items))
        return (*self.things, *page)

    def thing(self, item: str) -> Thing | None:
        return next((each for each in self.news() if each.item == item), None)

    def said(self, item: str) -> str:
        return self.answered.get(item, "")

    def said_by_all(self, item: str) -> Mapping[str, int]:
        return self.by_all

    def put_off(self, item: str) -> int:
        return self.snoozed

    def against(self, level: pace.Level, group: int | None, at: int) -> pace.No | None:
        if level is pace.Level.PAGE or self.refusal:
            return self.refusal
        full = level is pace.Level.NEWS and self.sent_this_week >= 2 and at < NOW + 3 * 86400
        return pace.No(pace.Agreed.NEWS_A_WEEK, NOW + 3 * 86400) if full else None

    def reach(
        self, group: int | None, level: pace.Level = pace.Level.NEWS, ends_at: int | None = None
    ) -> tuple[int, int, int]:
        return self.reach_of.get(group, (8, 11, 5))

    def channels(self) -> tuple[tuple[str, Caps], ...]:
        return self.open_channels

    def outgoing(self, most: int) -> tuple[Outgoing, ...]:
        return self.went[:most]

    def delivery(self, broadcast: int) -> Delivery:
        return self.delivered.get(broadcast, Delivery())

    def openers(self) -> tuple[pace.Sent, ...]:
        return self.began

    def waiting(self) -> tuple[pace.Waiting, ...]:
        return self.queued

    def goes_at(self, item: pace.Item, its_pace: pace.Pace, earliest: int) -> int | None:
        verdict = pace.may_send(item, its_pace, (), (), earliest)
        return earliest if isinstance(verdict, pace.Permission) else verdict.not_before

    def fresh_rejoin(self) -> str:
        return DRAWN[self.made % len(DRAWN)]

    def rejoins_left(self) -> int:
        return max(0, 3 - self.made)

    def names_left(self) -> int:
        return max(0, 5 - self.misnamed)

    def called(self, name: str) -> tuple[Named, ...]:
        return tuple(each for each, known in self.people if known == name.casefold())

    def named(self, id: int) -> Named | None:
        return next((replace(each, name=known.title()) for each, known in self.people if each.id == id), None)

    def asks_for_line(self, item: str) -> str | None:
        """ "line:22:k3f9": asked by member 22."""
        found = self.named(int(item.split(":")[1]))
        return None if found is None else found.name

    def backups_gone_by(self) -> date:
        return date(2026, 12, 28)

    def reachable(self, to: TeamPart) -> bool:
        return to in self.reached
