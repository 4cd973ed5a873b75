"""Publications for tests of what is made of them: written by hand, and drawn by hypothesis by the rules of counting."""

from dataclasses import replace

from hypothesis import strategies as st

from conversations.feedback import counting
from conversations.feedback.form import Form, FormAnswer, FormQuestion
from conversations.feedback.publication import Publication
from conversations.feedback.shares import people_band

DECIDED_BY = "The starter set that comes with Alongside. Members can change it."
YES_TO_NO = (FormAnswer("yes", "Yes"), FormAnswer("bit", "A bit"), FormAnswer("no", "No"))
FORM = Form(
    "meeting_feedback",
    1,
    DECIDED_BY,
    (
        FormQuestion("MF-10", "Did you feel heard?", YES_TO_NO),
        FormQuestion("MF-12", "Was it OK to disagree?", YES_TO_NO),
        FormQuestion(
            "MF-13b", "What got in the way?", (FormAnswer("room", "The room"), FormAnswer("tech", "Tech")), True, True
        ),
        FormQuestion("MF-14", "What should we change?", (), True),
    ),
)  # fmt: skip
SAID = (
    '=HYPERLINK("http://example.org")',
    "Start later.\nEarly is hard.",
    "<b>Louder</b> & slower",
    "@home it is cold",
    "ünïcode “quotes”",
)


def came_of(people: int, choices: dict[str, dict[str, int]], words: tuple[str, ...] = (), k: int = 5, for_words: int = 10) -> Publication:  # fmt: skip
    """What is published of a box with these answers: counted as the bot counts."""
    tally = counting.Tally(
        people, choices, {"MF-14": words}, {id: min(people, sum(n.values())) for id, n in choices.items()}
    )
    rules = counting.Rules(k, for_words)
    state = counting.words_state(tally, rules, words_agreed=False, reviewed=True)
    return Publication(
        7, ("Planning day",), "Lambeth", "2026-11", "2026-12-07", "published" if people >= k else "waiting", people_band(people, k), k,
        for_words, FORM.name, FORM.version, FORM.decided_by,
        counting.shown(FORM, tally, rules, words_agreed=False, reviewed=True), state, False,
        ("coordinator", "representative") if state == "shown" else (),
    )  # fmt: skip


LARGE = came_of(
    23, {"MF-10": {"yes": 14, "bit": 7, "no": 2}, "MF-12": {"yes": 3}, "MF-13b": {"room": 9, "tech": 0}}, SAID
)
SMALL = replace(
    came_of(6, {"MF-10": {"yes": 6}, "MF-12": {"yes": 3, "no": 3}}, SAID), meeting=5, titles=("Summer day",), month="2026-09",
    on_day="2026-09-21",
)  # fmt: skip
TOO_FEW = replace(came_of(3, {"MF-10": {"yes": 3}}, SAID), meeting=3, titles=("Walk",), month="2026-08")


@st.composite
def publications(draw: st.DrawFn) -> Publication:
    """What comes of any box of 0 to 60 people, under any floor."""
    people, k = draw(st.integers(0, 60)), draw(st.integers(5, 12))
    choices = {}
    for question in FORM.questions[:3]:
        left, counts = draw(st.integers(0, people)), {}
        for answer in question.answers:
            counts[answer.key] = draw(st.integers(0, left))
            left -= 0 if question.many else counts[answer.key]
        choices[question.id] = counts
    words = tuple(
        draw(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30), max_size=4))
    )
    return came_of(people, choices, words, k, draw(st.integers(k, 15)))
