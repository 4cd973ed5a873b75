"""The team's flows about training: what cannot be left out, what is said of who sees what, and lists that are long."""

from dataclasses import replace

import pytest

from conversations.training.courses import Attendee, Need, NeedOf
from conversations.training.effects import Attended, MakeCourse, SortNeed
from tests.conversations.driver import NOW, SAM, Talk, TestFacts

ANA = replace(SAM, name="Ana", role="coordinator")
LINES = (
    "Chairing", "How to keep time.", "18 Dec at 2pm", "2 hours", "The library", "that's all", "12", "none", "11 Dec", "Free", "no",
    "Travel paid before you come", "skip", "Priya",
)  # fmt: skip


def making(*lines: str, facts: TestFacts | None = None) -> Talk:
    talk = Talk(ANA, facts=facts or TestFacts())
    for line in ("menu", "training", "new course", *lines):
        talk.say(line)
    return talk


def made(talk: Talk) -> MakeCourse:
    (effect,) = talk.did(MakeCourse)
    assert isinstance(effect, MakeCourse)
    return effect


def test_all_of_it_can_be_typed() -> None:
    """No button is needed, from the title to the last yes."""
    talk = making(*LINES, "yes")
    draft = made(talk).draft
    assert (draft.title, draft.places, draft.kept_places, draft.paid, draft.leader_id) == (
        "Chairing",
        12,
        0,
        False,
        31,
    )


@pytest.mark.parametrize("words", ["skip", "no", "nothing", "...", "never mind", "not now"])
@pytest.mark.parametrize(("step", "at"), [("TC-21", 9), ("TC-23", 11)])
def test_money_and_costs_cannot_be_left_out(words: str, step: str, at: int) -> None:
    """B73: leaving them out is answered with what to write, and throws nothing away."""
    talk = making(*LINES[:at], words)
    assert talk.top == f"course_new.{step}"
    assert "cancel" in [label.casefold() for label in talk.labels]
    talk.say(LINES[at])
    assert talk.top == f"course_new.{'TC-22' if step == 'TC-21' else 'TC-24'}"


def test_every_question_can_be_left() -> None:
    """Cancel, at each of them, makes nothing."""
    for at in range(len(LINES) + 1):
        talk = making(*LINES[:at], "cancel")
        assert not talk.did(MakeCourse)
        assert not talk.top.startswith("course_new"), talk.top


def test_back_goes_to_the_question_before() -> None:
    """And its answer is what counts."""
    talk = making(*LINES[:7], "back", "20", *LINES[7:], "yes")
    assert made(talk).draft.places == 20


@pytest.mark.parametrize(
    ("words", "kept"), [("none", 0), ("0", 0), ("3", 3), ("a quarter", 3), ("no", 0), ("skip", 3)]
)
def test_how_many_are_kept(words: str, kept: int) -> None:
    """A number, none, or the quarter that is usual."""
    talk = making(*(words if line == "none" else line for line in LINES), "make it")
    if talk.did(MakeCourse):
        assert made(talk).draft.kept_places == kept
    else:
        assert words == "a quarter", talk.text


def test_more_kept_than_there_are_is_said_at_the_last_look() -> None:
    """With how to mend it; "yes" is then a yes to changing it."""
    talk = making(*("13" if line == "none" else line for line in LINES))
    assert "There are 12 places, so at most that many can be kept" in talk.text
    assert talk.labels == ["Change it", "Cancel"]
    talk.say("yes")
    talk.press("Places kept")
    talk.say("4")
    talk.press("Make it")
    assert made(talk).draft.kept == 4


def test_twelve_sessions_and_no_more() -> None:
    """After the twelfth nobody is asked for another one."""
    sessions = [line for number in range(2, 13) for line in (f"{17 + number} Dec at 2pm", "the same place")]
    talk = making(*LINES[:5], *sessions, *LINES[6:], "yes")
    assert len(made(talk).draft.sessions) == 12


def test_the_menu_of_parts_fits_beside_a_message() -> None:
    """Also where there are several groups to choose from."""
    talk = making(*LINES)
    talk.press("Change it")
    assert len(talk.labels) < talk.caps.buttons


def with_course(*, leads: bool = True, arranges: bool = True, many: int = 20) -> TestFacts:
    facts = TestFacts()
    facts.set_course("in 1h: Chairing", NOW)
    facts.running = (replace(facts.running[0], leads=leads, arranges=arranges, booked=many),)
    facts.who_has_a_place = tuple(Attendee(100 + number, f"Person {number}") for number in range(1, many + 1))
    facts.helps = tuple(
        NeedOf(100 + number, f"Person {number}", Need("travel")) for number in range(1, many + 1)
    )
    return facts


def test_a_long_list_of_people_has_pages() -> None:
    """A tick leaves the page where it is; from the last page it goes on to the first."""
    talk = Talk(replace(SAM, role="staff"), facts=with_course())
    talk.due("leading")
    talk.press("Open 1")
    talk.press("Who has a place")
    assert "8. Person 8" in talk.text and "Person 9" not in talk.text
    talk.press("More")
    talk.press("10 came")
    assert talk.did(Attended) == [Attended(1, 110)]
    assert "10. Person 10: came" in talk.text and "Person 8\n" not in talk.text
    talk.press("More")
    assert "20. Person 20" in talk.text
    talk.say("from the start")
    assert "1. Person 1\n" in talk.text


def test_a_long_list_of_what_helps_has_pages() -> None:
    """Sorting something leaves the page where it is, and says it as it is now, also when it is looked at again."""
    talk = Talk(ANA, facts=with_course())
    talk.due("leading")
    talk.press("Open 1")
    talk.press("What helps whom")
    talk.press("More")
    talk.press("9 is sorted")
    assert talk.did(SortNeed) == [SortNeed(1, 109, "travel", sorted=True)]
    assert "9. Person 9: Travel money – sorted" in talk.text
    talk.say("something else")
    assert "9. Person 9: Travel money – sorted" in talk.text
    talk.press("9 is sorted")  # an old button says what it said
    assert "9. Person 9: Travel money – sorted" in talk.text


@pytest.mark.parametrize(("leads", "arranges"), [(True, False), (False, True)])
def test_each_part_is_for_whom_it_is_for(leads: bool, arranges: bool) -> None:
    """One who leads sees no needs, one who arranges sees no names of those without any."""
    talk = Talk(ANA, facts=with_course(leads=leads, arranges=arranges))
    talk.due("leading")
    talk.press("Open 1")
    assert ("Who has a place" in talk.labels) is leads
    assert ("What helps whom" in talk.labels) is arranges


def test_a_button_of_another_course_shows_nothing() -> None:
    """Whoever leads nothing any more finds nothing behind what they had opened."""
    facts = with_course()
    talk = Talk(ANA, facts=facts)
    talk.due("leading")
    talk.press("Open 1")
    facts.running = (replace(facts.running[0], leads=False, arranges=False),)
    talk.press("Who has a place")
    assert "Person 1" not in talk.text
