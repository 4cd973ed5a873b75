"""One scripted person with a phone: they join by talking, react to what arrives, and act by themselves.

What they chose is written down beside it, as they would tell it: that, and nothing of the bot's, is what the checker
judges by. Only the hour of the check-in is taken from what the bot told them, for it is the bot that proposes it.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from tests.year.days import wall
from tests.year.log import MINUTE, TOPICS, Chose, Deed, What
from tests.year.people import EVERY, HOURS, NIGHT, Act, Plan
from tests.year.talk import Phone, Said, Wish

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONDON = "Europe/London"
TOLD = re.compile(r"(\w+day)(?: morning)? at about (\d+)(?::(\d\d))?(am|pm)", re.IGNORECASE)
ANSWERS = (
    [Wish("Start|Open|Good"), Wish("OK|Up and down|Good"), Wish("Nothing big|Housing", under="getting in the way"), Wish("Skip")],
    [Wish("Start|Open|OK"), Wish("Good"), Wish(words="A walk by the river", under="been good"), Wish("Skip")],
    [Wish("Start|Open|Up and down"), Wish("Up and down"), Wish("Money"), Wish("Yes|Partly"), Wish("Skip", often=True)],
)  # fmt: skip
EMOJI, SWEARS = "\N{PERSON WITH FOLDED HANDS}", "oh for fuck's sake"
LESS_OF_ALL = "could you please stop asking me all this every day"


@dataclass(slots=True)
class Someone:
    """A person, their plan, and their own diary."""

    number: int
    phone: Phone
    plan: Plan
    group: int
    chosen: list[Chose] = field(default_factory=list)
    marks: dict[int, tuple[What, int | None]] = field(default_factory=dict)
    done_to: list[Deed] = field(default_factory=list)
    """What the team did about them."""
    joined_at: int = 0
    asked: int = 0

    @property
    def name(self) -> str:
        """What they go by here."""
        return f"Person {self.number}"

    # -- joining ------------------------------------------------------------------------------------------------------

    def join(self, code: str) -> None:
        plan, phone = self.plan, self.phone
        typed = plan.hours not in HOURS
        told = phone.talk(phone.say(code), [
            Wish("Yes, tell me"), Wish("Not sure" if plan.shy else "Yes, it's safe", under="safe for you"), Wish("Use quiet mode"),
            Wish("OK", under="Three things"), Wish("Yes", under="18 or over"), Wish("Yes", under="To message you"),
            Wish(words=self.name, under="shall I call you"),
            Wish(plan.check_ins, under="like check-ins"), Wish("Only me", under="Who can see"), Wish("No$", under="group total"),
            Wish("Yes", under="After meetings"), Wish("Yes", under="training"), Wish(plan.news, under="like news"),
            Wish(plan.pace, under="How often", needed=True), Wish("OK", under="it is\\."), Wish("Yes, tell me", under="cancelled"),
            Wish(plan.day, under="Which day is good"), Wish("I'll choose" if typed else plan.hours, under="What time is good"),
            Wish(words=plan.hours, under="Which hours"),
            *((Wish("Pick days", under="left alone"), Wish(words=plan.alone, under="Which days")) if plan.alone else ()),
            Wish("Looks right", under="Your pace"),
        ])  # fmt: skip
        if "All set" not in told:
            raise AssertionError(f"joining did not end: {told[-400:]}")
        self.joined_at = phone.own[0]
        topics = TOPICS - ({"check_ins"} if plan.check_ins != "Yes, I agree" else set())
        self.chose(
            told, every=EVERY[plan.pace], hours=_span(plan.hours), quiet_weekdays=_weekdays(plan.alone),
            topics=topics - ({"news"} if plan.news != "Yes" else set()),
        )  # fmt: skip

    def chose(self, told: str, **what: object) -> None:
        """Write down what they chose just now, and the day and time that the bot told them."""
        found = TOLD.findall(told)
        if found:
            day, hour, minute, half = found[-1]
            what |= {
                "day": WEEKDAYS.index(day.lower()),
                "minute": (int(hour) % 12 + 12 * (half == "pm")) * 60 + int(minute or 0),
            }
        before = self.chosen[-1] if self.chosen else Chose(0)
        self.chosen.append(replace(before, at=self.phone.own[-1], **what))  # type: ignore[arg-type]  # names of its fields

    def mark(self, what: What, until: int | None = None) -> None:
        """What they did last was more than a word."""
        self.marks[self.phone.own[-1]] = (what, until)

    # -- what arrives -------------------------------------------------------------------------------------------------

    def reaction(self, message: Said) -> tuple[int, str] | None:
        """When they react to something that has arrived, and how; None for never."""
        labels = {label.casefold() for label in message.options}
        if "same pace" in labels:
            what = self.plan.on_hello
        elif {"only when i ask", "stop"} <= labels:
            what = self.plan.on_rest
        elif {"start", "no thanks"} <= labels:
            what = ""  # how a meeting was: sealed, and tried elsewhere
        elif "no thanks" in labels:
            what = {"answer": "yes", "later": "later", "skip": "no thanks"}.get(self.plan.habit[0], "none")
        elif labels & {"start", "up and down"} or (self.plan.shy and "open" in labels):
            what = self.plan.habit[self.asked % len(self.plan.habit)]
            self.asked += 1
        else:
            what = self.plan.on_news if "less of this" in labels else ""
        return (self._later(message.at), what) if what not in ("", "none") else None

    def _later(self, at: int) -> int:
        after = self.plan.after
        if after == NIGHT:
            there = wall(at, LONDON)
            return _moment(there.date() + timedelta(days=1), "02:30")
        assert not isinstance(after, str)
        return at + after[self.asked % len(after)] * MINUTE

    def react(self, message: Said, how: str) -> None:
        phone = self.phone
        match how:
            case "answer":
                wishes = [*ANSWERS[self.asked % len(ANSWERS)]]
                first = next(wish for wish in wishes if any(re.match(wish.label, o) for o in message.options))
                phone.talk(phone.press(message, first.label), wishes)
            case "half":
                phone.talk(phone.press(message, "Start|Good"), [], leave_after=0)
            case "skip":
                phone.talk(phone.press(message, "Skip|Not now"), [Wish("Skip")])
            case "later" | "next week":
                phone.talk(
                    phone.press(message, "Not now"), [Wish("Tomorrow" if how == "later" else "Next week")]
                )
            case "yes" | "no thanks":
                phone.talk(phone.press(message, how), [])
            case "emoji" | "swear":
                phone.talk(phone.say(EMOJI if how == "emoji" else SWEARS), [])
            case "less":
                told = phone.talk(phone.press(message, "Less of this"), [Wish("Less news", needed=True)])
                self.chose(told, topics=self.chosen[-1].topics - {"news"})
            case "same" | "monthly" | "slower":
                told = phone.talk(
                    phone.press(
                        message, {"same": "Same pace", "monthly": "Once a month", "slower": "Slower"}[how]
                    ),
                    [],
                )
                slower = {7: 14, 14: 28, 28: None}[self.chosen[-1].every or 28]
                if how != "same":
                    self.chose(told, every=28 if how == "monthly" else slower)
            case "longer":
                phone.talk(phone.press(message, "Longer break"), [Wish("1 week", needed=True)])
                self.mark("break", self._days_on(7))
            case _:
                raise AssertionError(how)

    # -- what they do by themselves -----------------------------------------------------------------------------------

    def act(self, act: Act) -> None:
        phone = self.phone
        match act.what:
            case "word":
                phone.talk(phone.say(act.how), [])
            case "check in":
                phone.talk(phone.say("menu"), [Wish("Check-in", needed=True), *ANSWERS[1]])
                self.mark("checked_in")
            case "break" | "break, tell me":
                wants_told = act.what != "break"
                phone.talk(phone.say("break"), [
                    Wish(act.how, under="How long a break", needed=True),
                    Wish("Keep, tell me changes" if wants_told else "Keep, stay silent", needed=wants_told),
                ])  # fmt: skip
                self.chose("", urgent_in_breaks=wants_told)
                days = {"1 week": 7, "2 weeks": 14}.get(act.how)
                month = self._a_month_on() if act.how == "1 month" else None
                self.mark("break", month if days is None else self._days_on(days))
            case "end break":
                phone.talk(phone.say("end my break"), [])
                self.mark("back")
            case "stop":
                phone.say("STOP")
                self.mark("stop")
                phone.talk(phone.heard[-1:], [Wish("Keep them")])
            case "start":
                phone.say("START")
                self.mark("start")
                told = phone.talk(phone.heard[-1:], [
                    Wish(self.plan.pace, under="How often"), Wish("OK", under="it is\\."), Wish("Skip", often=True),
                ])  # fmt: skip
                self.chose(told, every=EVERY[self.plan.pace])
            case "less of all":
                phone.say(LESS_OF_ALL)
                self.mark("quiet")
                phone.talk(phone.heard[-1:], [Wish("Something else")])
            case _:
                self.change(act)

    def change(self, act: Act) -> None:
        """Something about their pace, found on whatever page it stands."""
        phone = self.phone
        to_days = [Wish("Days, times, topics"), Wish("Day and time")]
        match act.what:
            case "pace":
                wishes = [
                    Wish(act.how),
                    Wish("How often"),
                    Wish("OK", under="it is\\."),
                    Wish("Yes, tell me"),
                ]
                told = phone.talk(phone.say("pace"), wishes)
                self.chose(told, every=EVERY[act.how])
            case "hours":
                told = phone.talk(
                    phone.say("pace"),
                    [Wish(act.how, needed=True), *to_days, Wish("Hours"), Wish("Skip", often=True)],
                )
                self.chose(told, hours=_span(act.how))
            case "day":
                told = phone.talk(
                    phone.say("pace"),
                    [Wish(act.how, needed=True), *to_days, Wish("Day"), Wish("Skip", often=True)],
                )
                self.chose(told, day=WEEKDAYS.index(act.how.lower()))
            case "days off":
                first = wall(phone.api.call("/api/clock")["now"], LONDON).date() + timedelta(days=3)
                last = first + timedelta(days=9)
                typed = f"{first:%-d %b} to {last:%-d %b}"
                phone.talk(phone.say("pace"), [
                    Wish(words=typed, under="Which days", needed=True), Wish("Pick dates"), Wish("Days, times, topics"),
                    Wish("Days to leave alone|Days off|Days left"),
                ])  # fmt: skip
                self.chose("", days_off=((first, last),))
            case _:
                raise AssertionError(act)

    def _days_on(self, days: int) -> int:
        return _moment(wall(self.phone.own[-1], LONDON).date() + timedelta(days=days), "00:00")

    def _a_month_on(self) -> int:
        today = wall(self.phone.own[-1], LONDON).date()
        first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return _moment(first.replace(day=min(today.day, last.day)), "00:00")


def _moment(day: date, time: str) -> int:
    return int(
        datetime.combine(day, datetime.strptime(time, "%H:%M").time(), wall(0, LONDON).tzinfo).timestamp()
    )


def acts_at(act: Act, first: int) -> int:
    """When an act comes: so many days after the first, at its time of day."""
    return _moment(wall(first, LONDON).date() + timedelta(days=act.day), act.time)


def _span(hours: str) -> tuple[int, int]:
    if hours in HOURS:
        return HOURS[hours]
    start, end = ((int(part[:2]) * 60 + int(part[3:])) for part in hours.split("-"))
    return start, end


def _weekdays(alone: str) -> frozenset[int]:
    return frozenset({WEEKDAYS.index(alone.split()[1].lower())} if alone.startswith("every") else ())
