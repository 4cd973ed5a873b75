"""A programme of nobody in particular, and one member of it, for talks in tests."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from conversations import pace
from conversations.questionnaire import Answer, Question, Questionnaire
from conversations.view import Done, Group, Holdings, KeptCheckIn, Member, Programme, TeamPart

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
PACE = pace.Pace(consented=True, check_in_consent=True)


@dataclass
class TestFacts:
    """What a programme of nobody in particular knows. Tests set what they are about."""

    __test__ = False
    sizes: dict[int, int] = field(default_factory=lambda: {1: 12})
    kept: tuple[KeptCheckIn, ...] = ()
    items: tuple[str, ...] = ()
    sent_this_week: int = 0
    consented: tuple[tuple[str, bool, int], ...] = tuple(
        (layer, layer != "group_mood", NOW - 90 * 86400)
        for layer in ("basics", "check_ins", "group_mood", "meetings", "training")
    )
    done: tuple[Done, ...] = (Done("coordinator", "news.news", 4), Done("representative", "invite.member", 1))
    done_before: tuple[Done, ...] = (Done("coordinator", "duty.on", 2),)
    reached: tuple[str, ...] = ("worker", "duty")

    def group_size(self, group: int) -> int:
        return self.sizes.get(group, 0)

    def groups(self) -> tuple[Group, ...]:
        return (VOICES,)

    def details(self) -> Holdings:
        since = min((each.at for each in self.kept), default=None)
        return Holdings(self.consented, since, messages=14, sent=3)

    def log(self, days: int) -> tuple[Done, ...]:
        return self.done if days <= 30 else (*self.done, *self.done_before)

    def check_ins(self, most: int) -> tuple[KeptCheckIn, ...]:
        return self.kept[:most]

    def check_in_count(self) -> int:
        return len(self.kept)

    def monthly_due(self) -> bool:
        return False

    def news(self) -> tuple[str, ...]:
        return self.items

    def news_this_week(self, group: int | None) -> int:
        return self.sent_this_week

    def news_again_at(self, group: int | None) -> int:
        return NOW + 3 * 86400

    def reach(self, group: int | None) -> tuple[int, int, int]:
        return (8, 11, 3)

    def goes_at(self, item: pace.Item, its_pace: pace.Pace, earliest: int) -> int | None:
        verdict = pace.may_send(item, its_pace, (), (), earliest)
        return earliest if isinstance(verdict, pace.Permission) else verdict.not_before

    def backups_gone_by(self) -> date:
        return date(2026, 12, 28)

    def reachable(self, to: TeamPart) -> bool:
        return to in self.reached
