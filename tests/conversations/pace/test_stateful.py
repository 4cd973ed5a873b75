"""A life that is made up as it goes along: Hypothesis decides what comes next, and every promise holds after every step."""

from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.conversations.pace.life import DAY, HOUR, Deed, Life, Made, Scenario
from tests.conversations.pace.promises import broken
from tests.conversations.pace.scenarios import ASKED, BANK_HOLIDAYS, CHOICES, ORDINARY, ZONES, utc

DEEDS = ("contact", "contact", "contact", "start", "lift", "come_back", "stop", "hold", "quiet")


class OneMember(RuleBasedStateMachine):
    """One member, whoever writes to them, and a clock that only goes forward."""

    @initialize(
        choice=st.sampled_from(CHOICES[1:]),
        zone=st.sampled_from(ZONES),
        holidays=st.sampled_from([frozenset(), BANK_HOLIDAYS]),
        late=st.integers(0, 300),
    )
    def joins(self, choice: str, zone: str, holidays: frozenset[Any], late: int) -> None:
        self.now = utc(2027, 1, 4, 9) + late * DAY
        self.life = Life(Scenario(self.now, 5000, zone, choice, holidays=holidays))

    @rule(kind=st.sampled_from(ORDINARY), many=st.integers(1, 6), days=st.sampled_from([5, 7, 14]))
    def broadcasts(self, kind: str, many: int, days: int) -> None:
        self.life.add([Made(self.now, kind, "ordinary", days * DAY)] * many)

    @rule(kind=st.sampled_from(ASKED), days=st.none() | st.integers(1, 9))
    def asked_for(self, kind: str, days: int | None) -> None:
        self.life.add([Made(self.now, kind, "asked", days and days * DAY)])

    @rule(hours=st.integers(1, 72), keys=st.integers(1, 2), alone=st.booleans())
    def urgent(self, hours: int, keys: int, alone: bool) -> None:
        self.life.add([Made(self.now, "change", "urgent", None, hours * HOUR, keys, alone)])

    @rule(name=st.sampled_from(DEEDS))
    def does(self, name: str) -> None:
        self.life.add([Deed(self.now, name)])

    @rule(choice=st.sampled_from(CHOICES))
    def chooses(self, choice: str) -> None:
        self.life.add([Deed(self.now, "choose", choice)])

    @rule(zone=st.sampled_from(ZONES))
    def moves(self, zone: str) -> None:
        self.life.add([Deed(self.now, "move", zone)])

    @rule(days=st.none() | st.integers(1, 40), tell=st.booleans())
    def breaks(self, days: int | None, tell: bool) -> None:
        until = None if days is None else self.now + days * DAY
        self.life.add([Deed(self.now, "break_tell_me" if tell else "break", until)])

    @rule(hours=st.integers(1, 24 * 20))
    def time_passes(self, hours: int) -> None:
        self._live_until(self.now + hours * HOUR)

    @rule(weeks=st.integers(1, 8), every=st.integers(7, 60))
    def busy_weeks(self, weeks: int, every: int) -> None:
        """Weeks full of news, in which the member answers now and then."""
        for hours in range(0, weeks * 7 * 24, every):
            self.life.add([Made(self.now + hours * HOUR, "news", "ordinary", 7 * DAY)])
        for days in range(3, weeks * 7, 10):
            self.life.add([Deed(self.now + days * DAY, "contact")])
        self._live_until(self.now + weeks * 7 * DAY)

    @rule(hours=st.integers(1, 24 * 20))
    def bot_is_down(self, hours: int) -> None:
        outage = (self.now, self.now + hours * HOUR)
        self.life.sleep(outage)
        self._live_until(outage[1])

    def _live_until(self, moment: int) -> None:
        self.now = moment
        self.life.until(moment)

    @invariant()
    def every_promise_holds(self) -> None:
        if hasattr(self, "life"):
            self.life.until(self.now)
            if self.life.diary.gone is None:
                self.life.diary.end = self.now
            assert broken(self.life.diary) == []


OneMember.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
TestOneMember = OneMember.TestCase
