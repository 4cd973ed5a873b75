"""Thirty invented people: what they choose when they join, what they do when we write, and what they do by themselves.

Nothing here is drawn by chance, so a year can be lived again. Times of day are London's; days count from the first.
"""

from dataclasses import dataclass
from typing import Final

WEEKLY, FORTNIGHTLY, MONTHLY, ONLY = "Every week", "Every 2 weeks", "Once a month", "Only when I ask"
EVERY: Final[dict[str, int | None]] = {WEEKLY: 7, FORTNIGHTLY: 14, MONTHLY: 28, ONLY: None}
HOURS: Final = {
    "10am to noon": (600, 720), "Noon to 4pm": (720, 960), "4pm to 7pm": (960, 1140), "Any, 10am to 7pm": (600, 1140),
}  # fmt: skip
LATE, NIGHT, DAYS_LATER = (3 * 60, 7 * 60), "night", (3 * 24 * 60, 5 * 24 * 60 + 90)


@dataclass(frozen=True, slots=True)
class Act:
    """Something they do on a day, at a time."""

    day: int
    time: str
    what: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """One person. `habit` is what they do with each check-in in turn, `after` how many minutes later."""

    pace: str = FORTNIGHTLY
    day: str = "Tuesday"
    hours: str = "10am to noon"
    habit: tuple[str, ...] = ("answer",)
    after: tuple[int, ...] | str = (4, 55, 20)
    on_news: str = ""
    on_hello: str = "same"
    on_rest: str = ""
    check_ins: str = "Yes, I agree"
    news: str = "Yes"
    shy: bool = False
    """Not sure about their phone: quiet mode."""
    alone: str = ""
    """Days to be left alone, as typed when they join."""
    acts: tuple[Act, ...] = ()


SOME: Final = ("answer", "none", "answer", "skip", "none", "emoji")
NONE: Final = ("none",)
PEOPLE: Final = (
    # who answer everything
    Plan(WEEKLY),
    Plan(WEEKLY, "Wednesday", "Noon to 4pm", after=LATE),
    Plan(FORTNIGHTLY, "Thursday", "4pm to 7pm", acts=(Act(4, "19:30", "hours", "Any, 10am to 7pm"),)),
    Plan(MONTHLY, "Monday", "Any, 10am to 7pm", after=NIGHT),
    Plan(WEEKLY, "Friday morning", "10am to noon", ("answer", "swear"), after=(2,)),
    Plan(FORTNIGHTLY, "Monday", "Any, 10am to 7pm", after=DAYS_LATER),
    # who answer some
    Plan(WEEKLY, "Monday", "Any, 10am to 7pm", SOME),
    Plan(WEEKLY, "Thursday", "13:00-17:00", ("later", "answer", "none", "none", "next week")),
    Plan(FORTNIGHTLY, "Wednesday", "10am to noon", SOME, after=NIGHT),
    Plan(MONTHLY, "Tuesday", "Noon to 4pm", ("none", "answer")),
    Plan(WEEKLY, "Tuesday", "Any, 10am to 7pm", ("half", "skip", "later", "later"), after=LATE),
    Plan(FORTNIGHTLY, "Friday morning", "Any, 10am to 7pm", ("emoji", "none", "none", "answer")),
    Plan(WEEKLY, "Wednesday", "20:00-21:30", ("none", "none", "answer"), shy=True, after=(8,)),
    # who never answer, and some of whom come back
    Plan(WEEKLY, "Tuesday", "10am to noon", NONE),
    Plan(FORTNIGHTLY, "Monday", "Noon to 4pm", NONE, acts=(Act(33, "20:20", "word", "hello"), Act(52, "11:15", "word", "hello"))),
    Plan(MONTHLY, "Thursday", "4pm to 7pm", NONE),
    Plan(WEEKLY, "Monday", "10am to noon", NONE, on_rest="monthly", after=LATE),
    Plan(WEEKLY, "Thursday", "Any, 10am to 7pm", NONE, acts=(Act(160, "23:40", "word", "hello"), Act(161, "09:05", "word", "menu"))),
    Plan(WEEKLY, "Wednesday", "10am to noon", NONE, news="No", acts=(Act(100, "14:00", "check in"),)),
    # who take breaks
    Plan(WEEKLY, "Tuesday", "Any, 10am to 7pm", acts=(
        Act(30, "12:20", "break", "1 week"), Act(75, "21:10", "break", "2 weeks"), Act(140, "08:15", "break, tell me", "1 month"))),
    Plan(FORTNIGHTLY, "Thursday", "10am to noon", SOME, on_hello="", acts=(
        Act(24, "18:00", "break", "1 month"), Act(120, "10:00", "break", "Until I say"), Act(155, "15:30", "end break"))),
    Plan(WEEKLY, "Monday", "Noon to 4pm", on_hello="slower", acts=(
        Act(50, "03:30", "break", "1 week"), Act(53, "11:00", "word", "are you there"), Act(200, "11:30", "break", "1 week"),
        Act(203, "12:00", "end break"))),
    Plan(MONTHLY, "Wednesday", "Any, 10am to 7pm", on_hello="longer", acts=(Act(60, "19:45", "break", "2 weeks"),)),
    # who stop, and start again
    Plan(WEEKLY, "Wednesday", "Any, 10am to 7pm", acts=(Act(40, "10:05", "stop"), Act(90, "22:00", "start"))),
    Plan(WEEKLY, "Tuesday", "Any, 10am to 7pm", SOME, acts=(
        Act(21, "16:00", "less of all"), Act(70, "02:00", "stop"), Act(71, "13:00", "word", "hello"), Act(300, "12:00", "start"))),
    Plan(FORTNIGHTLY, "Tuesday", "Noon to 4pm", acts=(Act(110, "13:00", "stop"),)),
    # who change their minds
    Plan(WEEKLY, "Monday", "Any, 10am to 7pm", acts=(
        Act(36, "11:30", "pace", MONTHLY), Act(100, "18:40", "pace", WEEKLY), Act(170, "12:00", "pace", ONLY), Act(230, "12:00", "pace", FORTNIGHTLY))),
    Plan(FORTNIGHTLY, "Thursday", "Any, 10am to 7pm", on_news="less", alone="every Wednesday", acts=(
        Act(45, "17:15", "hours", "Noon to 4pm"), Act(130, "10:30", "days off", "{soon}"), Act(190, "20:00", "day", "Monday"))),
    # who want little
    Plan(ONLY, check_ins="Yes, I agree", acts=(Act(60, "11:00", "check in"), Act(180, "01:15", "check in"))),
    Plan(WEEKLY, "Tuesday", "Any, 10am to 7pm", check_ins="No check-ins", acts=(Act(90, "12:00", "word", "what's new"),)),
)  # fmt: skip
HELD, HOLD, LIFT = 15, Act(28, "16:30", "hold"), Act(47, "10:45", "lift")
"""Whose messages a coordinator stops for a while, and when: their phone says something meanwhile, and once it is over."""
TRIP: Final = "Trip to the sea"
BOOKED: Final = (1, 3, 5, 13, 20, 21, 26, 29)
"""Who has booked it. When it changes, one of them is on a break and wants to be told, one on a break and does not, and one
has stopped."""
BOOKS, CHANGES, AGREES, STARTS = (
    Act(118, "09:00", "book"), Act(142, "10:30", "change"), Act(142, "11:15", "agree"), Act(143, "14:00", "start"),
)  # fmt: skip
