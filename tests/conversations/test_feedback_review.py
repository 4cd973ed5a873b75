"""The review of members' own words: what counts as read, and that words can only be taken out (DOMAIN.md 2.4, 6.5)."""

import re
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from conversations.feedback import review
from conversations.feedback.masking import MARK
from conversations.feedback.review import KEYS, Marks, masked, wrong

COORD, REP = KEYS
ANA, BEN, DEE = 1, 2, 3
WORDS = st.sampled_from(("Dee", "tea", "o", "Kit's", "at 5", "[name]", "dee", "Ring me", "", "x" * 70))
TEXTS = st.lists(
    st.sampled_from(("Dee ", "indeed ", "tea", " at 5 ", "[name]", "Kit's", "Ring\nme", "ø", ", ", "DEE")), min_size=1, max_size=9
).map("".join)  # fmt: skip


def of(*texts: str) -> Marks:
    return review.begin(("MF-14", text, 1) for text in texts)


def read_all(marks: Marks, member: int, key: str) -> Marks:
    for each in marks.texts:
        marks = review.have_read(review.show(marks, member, key, each.id), member, key, each.id)
    return marks


def agree(marks: Marks, member: int, key: str, *, words: bool = True) -> Marks:
    return review.agree(read_all(marks, member, key), member, key, words=words)


# -- taking words out -----------------------------------------------------------------------------------------------------


@given(text=TEXTS, words=WORDS)
@settings(max_examples=200, deadline=None)
def test_words_can_only_be_taken_out(text: str, words: str) -> None:
    """What is left is what was written, with marks for some runs of it: nothing is added, mended or put elsewhere."""
    after = masked(text, words)
    pieces = [re.escape(piece) for piece in re.split(r"\[name\]|\*", after)]
    assert re.fullmatch(".*".join(pieces), text, re.DOTALL)
    assert (after == text) is bool(wrong(text, words)) or wrong(text, words) in ("short", "long")


def test_a_name_goes_wherever_it_stands_by_itself() -> None:
    """In any case, and not from the middle of another word, which would tell what it was."""
    assert masked("Dee said, and DEE's dog too, indeed", "dee") == "[name] said, and [name]'s dog too, indeed"
    assert masked("call 07700900123now", "07700900123") == "call [name]now"
    assert masked("Deedee was late", "deed") == "[name]ee was late"


def test_what_cannot_be_taken_out_has_a_reason() -> None:
    """One letter, more than a name could be, and what is not in it; a mark is no word of it."""
    assert wrong("a b c", "a") == "short" and wrong("a b c", "?!") == "short"
    assert wrong("x" * 80, "x" * 61) == "long"
    assert wrong("ask [name] first", "name") == wrong("ask first", "Dee") == "absent"
    assert wrong("ask Dee", " dee ") == ""


def test_a_text_of_nothing_but_marks_says_nothing() -> None:
    """It is not shown; one with a word left is."""
    assert review.is_only_marks("[name], [name]!") and not review.is_only_marks("[name] came")


# -- what counts ----------------------------------------------------------------------------------------------------------


def test_texts_are_in_their_own_order() -> None:
    """A to Z within the question (B43): any order in gives the same numbers."""
    assert of("b", "A", "c") == of("c", "b", "A")
    assert [each.text for each in of("b", "A", "c").texts] == ["A", "b", "c"]


def test_both_read_all_and_both_say_yes() -> None:
    """One key is not enough, nor a yes before everything was read."""
    marks = agree(of("a", "b"), ANA, COORD)
    assert review.agreed(marks) == (COORD,) and not review.both_agreed(marks)
    early = review.agree(review.show(marks, DEE, REP, "1"), DEE, REP, words=True)
    assert not review.both_agreed(early)
    assert review.both_agreed(agree(marks, DEE, REP))


def test_one_person_never_turns_both_keys() -> None:
    """B62: whoever said yes as a coordinator and is a representative by now has no second yes to give."""
    marks = agree(of("a"), ANA, COORD)
    assert not review.may_read(marks, ANA, REP)
    assert agree(marks, ANA, REP) == marks
    assert not review.may_read(of("a"), ANA, "staff")


def test_two_of_the_same_role_are_one_key() -> None:
    """Two coordinators do not make a representative."""
    marks = agree(agree(of("a"), ANA, COORD), BEN, COORD)
    assert not review.both_agreed(marks) and review.agreed(marks) == (COORD,)


def test_a_change_voids_what_everybody_said() -> None:
    """The text is another one: to be put before both, read by both, and agreed to anew."""
    marks = agree(of("ask Dee", "tea"), ANA, COORD)
    changed = review.take_out(marks, DEE, REP, "1", "Dee")
    assert changed.masked and changed.texts[0].text == "ask [name]"
    assert (
        review.agreed(changed) == ()
        and review.read_by(changed, "1") == ()
        and review.read_by(changed, "2") == (COORD,)
    )
    assert review.have_read(changed, ANA, COORD, "1") == changed, "it is not before her as it stands"
    assert review.both_agreed(agree(agree(changed, ANA, COORD), DEE, REP))


def test_who_said_yes_before_a_change_is_asked_once_more() -> None:
    """Once the other key is turned, so that one ask is enough for all that was taken out."""
    marks = agree(of("ask Dee"), ANA, COORD)
    changed = review.take_out(marks, DEE, REP, "1", "Dee")
    assert review.to_ask_again(changed)[0] == ()
    turned = agree(changed, DEE, REP)
    asked, after = review.to_ask_again(turned)
    assert asked == (ANA,) and review.to_ask_again(after)[0] == ()


def test_words_of_few_take_two_yeses() -> None:
    """One no is enough for them not to be shown; the results themselves open either way."""
    assert review.words_wanted(agree(agree(of("a"), ANA, COORD), DEE, REP))
    assert not review.words_wanted(agree(agree(of("a"), ANA, COORD, words=False), DEE, REP))


class Reviewing(RuleBasedStateMachine):
    """Four people, whose roles change, do whatever they like. Beside it stands what each has truly had before them."""

    def __init__(self) -> None:
        super().__init__()
        self.marks = of("ask Dee at 5", "Dee and Kit", "more tea")
        self.roles = {ANA: COORD, BEN: COORD, DEE: REP, 4: "staff"}
        self.screen: dict[int, tuple[str, str]] = {}
        self.read: dict[tuple[int, str], set[tuple[str, str]]] = {}

    def text(self, id: str) -> str:
        return next(each.text for each in self.marks.texts if each.id == id)

    @rule(who=st.sampled_from((ANA, BEN, DEE, 4)), role=st.sampled_from((COORD, REP, "staff")))
    def change_role(self, who: int, role: str) -> None:
        self.roles[who] = role
        self.screen.pop(who, None)

    @rule(who=st.sampled_from((ANA, BEN, DEE, 4)), id=st.sampled_from(("1", "2", "3")))
    def look(self, who: int, id: str) -> None:
        self.screen[who] = (id, self.text(id))
        self.marks = review.show(self.marks, who, self.roles[who], id)

    @rule(who=st.sampled_from((ANA, BEN, DEE, 4)))
    def say_fine(self, who: int) -> None:
        if who in self.screen:
            id, text = self.screen[who]
            self.read.setdefault((who, self.roles[who]), set()).add((id, text))
            self.marks = review.have_read(self.marks, who, self.roles[who], id)

    @rule(
        who=st.sampled_from((ANA, BEN, DEE, 4)),
        id=st.sampled_from(("1", "2", "3")),
        words=st.sampled_from(("Dee", "Kit", "tea")),
    )
    def take_out(self, who: int, id: str, words: str) -> None:
        self.marks = review.take_out(self.marks, who, self.roles[who], id, words)

    @rule(who=st.sampled_from((ANA, BEN, DEE, 4)), words=st.booleans())
    def agree(self, who: int, words: bool) -> None:
        self.marks = review.agree(self.marks, who, self.roles[who], words=words)

    @rule(member=st.sampled_from((ANA, DEE)))
    def go_through_all(self, member: int) -> None:
        for id in ("1", "2", "3"):
            self.look(member, id)
            self.say_fine(member)
        self.agree(member, True)

    @invariant()
    def nothing_is_shown_that_two_have_not_read_as_it_stands(self) -> None:
        if review.both_agreed(self.marks):
            whole = {(each.id, each.text) for each in self.marks.texts}
            found = {who for (who, role), read in self.read.items() if role == COORD and whole <= read}
            others = {who for (who, role), read in self.read.items() if role == REP and whole <= read}
            assert found and others and (len(found | others) > 1)

    @invariant()
    def it_survives_its_rest(self) -> None:
        assert Marks.from_json(self.marks.to_json()) == self.marks
        assert isinstance(self.marks.readers, Mapping)

    @invariant()
    def marks_only_where_something_was_taken_out(self) -> None:
        assert self.marks.masked is any(MARK in each.text for each in self.marks.texts)


TestReviewing = Reviewing.TestCase
TestReviewing.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
