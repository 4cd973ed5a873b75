"""The mistakes that are made on purpose in the limits on broadcasts; a coordinator who never stops trying finds them."""

from tests.conversations.pace.mistakes import Mistake

LIMIT_MISTAKES = (
    Mistake(
        "three news for a group",
        "limits.py",
        "NEWS_PER_WEEK: Final = 2",
        "NEWS_PER_WEEK: Final = 3",
        "",
        "news",
    ),
    Mistake("a limit can be raised", "limits.py", "min(chosen, NEWS_PER_WEEK)", "chosen", "", "news"),
    Mistake(
        "everyone counts for nobody",
        "limits.py",
        "each.group in (group, None)",
        "each.group == group",
        "",
        "news",
    ),
    Mistake("everyone asks one group", "limits.py", "[*standing.news_a_week] if", "[1] if", "", "news"),
    Mistake("two dated", "limits.py", "DATED_PER_WEEK: Final = 1", "DATED_PER_WEEK: Final = 2", "", "dated"),
    Mistake(
        "planned ones are free",
        "limits.py",
        "each.level is level and",
        "each.level is level and each.at <= now and",
        "",
        "news",
    ),
    Mistake(
        "five urgent", "limits.py", "URGENT_PER_TEAM: Final = 4", "URGENT_PER_TEAM: Final = 5", "", "urgent"
    ),
    Mistake("urgent by the week", "limits.py", "WINDOW: Final = 28", "WINDOW: Final = 7", "", "urgent"),
    Mistake("a pause pauses nothing", "limits.py", "now < standing.paused_until", "False", "", "paused"),
    Mistake(
        "a pause names too early a moment",
        "limits.py",
        "after.not_before if after else",
        "now if after else",
        "",
        "paused",
    ),
    Mistake(
        "nobody misses the reps",
        "limits.py",
        "WITHOUT_REP: Final = 30",
        "WITHOUT_REP: Final = 60",
        "",
        "no rep",
    ),
)
