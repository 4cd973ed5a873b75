"""The feedback form, as a sealed talk: what it asks of the world, what goes into the box, and how it ends."""

from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.caps import PLAIN_TEXT
from conversations.effects import Clear, Contact, Count, PassOn, Remove, Reply, Tidy
from conversations.feedback.effects import DropIn
from conversations.feedback.facts import Box
from conversations.feedback.form import WORDS_MOST, Form, FormQuestion
from conversations.flows import all_flows
from conversations.flows.feedback import flows
from conversations.view import Duty
from tests.conversations.boxes import BOX, FORM, offered
from tests.conversations.driver import CHECK_IN, PROGRAMME, SAM, Talk, TestFacts

FLOWS: Final = all_flows(CHECK_IN, FORM)
HELD: Final = (Reply, Clear, DropIn, Tidy, Remove, Contact, Count, PassOn)
"""What a sealed talk may ask for. Of these contact, counts and tidying come to nothing in the box."""
ABOVE: Final = {"feedback", "crisis", "help", "tell"}
WORDS: Final = (
    "yes", "no", "skip", "back", "done", "1", "2", "9", "ok, start", "send it", "bin it", "see my answers", "take it out", "let me edit",
    "the stairs, and the noise", "ask Dee on 07700 900123", "sam@voices.example", "nothing", "thanks", "partly", "he hits me",
    "I want to kill myself", "carry on", "tech, the room", "leave it", "tell me more", "why", "no more", "é" * (WORDS_MOST + 1), "?",
)  # fmt: skip


def asked(box: Box = BOX, *answers: str, **more: object) -> Talk:
    """Somebody who has been sent the opener, and has answered so far."""
    talk = Talk(facts=TestFacts(open_boxes=(box,)), flows=FLOWS, **more)  # type: ignore[arg-type]  # names are Talk's own
    talk.due("feedback", item=f"feedback:{box.meeting}")
    for answer in answers:
        talk.say(answer)
    return talk


def at_the_end(*answers: str) -> Talk:
    return asked(BOX, "start", "ok, start", *answers)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.integers(0, 7), st.text(max_size=12)), max_size=24))
def test_whatever_is_done_nothing_but_the_box_hears_of_it(doings: list[str | int]) -> None:
    """No row is ever asked for while the form is what somebody is in, and what is dropped in are answers to its questions."""
    talk = asked(programme=replace(PROGRAMME, set_up=3, duty=Duty("Alex", "9 to 5", True, "")))
    known = {"MF-10", "MF-11", "MF-12", "MF-13", "MF-13b", "MF-13bw", "MF-14"}
    for doing in doings:
        before = {session.flow for session in talk.stack}
        if isinstance(doing, str):
            talk.say(doing)
        elif talk.choices:
            talk.press(talk.labels[doing % len(talk.labels)])
        after = {session.flow for session in talk.stack}
        if "feedback" not in before or not after <= ABOVE:
            break  # something that a sealed talk does not hold: another turn, beside it
        assert all(isinstance(effect, HELD) for effect in talk.effects), talk.effects
        for effect in talk.effects:
            if isinstance(effect, DropIn):
                assert effect.answers and effect.answers.keys() <= known
                assert "skip" not in effect.answers.values()
            if isinstance(effect, PassOn):
                assert "hits" not in effect.text and "kill" not in effect.text
        if "feedback" not in after:
            assert talk.did(Clear), "whichever way it ends, the chat is cleared"


@pytest.mark.parametrize("box", [BOX, replace(BOX, answered=True)])
@pytest.mark.parametrize("quiet", [False, True])
def test_the_opener_is_the_same_for_everybody(box: Box, quiet: bool) -> None:
    """Whoever has answered already is sent the very same words and buttons. (Who is in the middle of it, no flow is told.)"""
    member = replace(SAM, quiet=quiet)
    first, this = asked(BOX, member=member), asked(box, member=member)
    assert (this.text, this.labels) == (first.text, first.labels)


def test_a_quiet_opener_names_no_meeting() -> None:
    """Somebody else may read the first line."""
    assert BOX.title not in asked(member=replace(SAM, quiet=True)).text


def test_from_the_page_it_begins_with_what_it_means() -> None:
    """Whoever comes by themselves is not asked whether they want to."""
    talk = Talk(facts=TestFacts(open_boxes=(BOX,)), flows=FLOWS)
    talk.due("feedback", item="feedback:7", by="member")
    assert talk.text.startswith("Who can see what you say?")
    assert "skip" not in talk.text


def test_what_is_promised_is_what_the_box_keeps() -> None:
    """The day, the floor, the clock of danger, and what becomes of too few answers, before the first question."""
    mixed, destroyed = (asked(replace(BOX, below_k=what, k=7), "start").text for what in ("pool", "destroy"))
    assert all("7 or more" in text and "Thu 26 Nov" in text and "999" in text for text in (mixed, destroyed))
    assert "mixed with the next" in mixed and "mixed" not in destroyed and "deleted" in destroyed
    assert "3 meetings or 6 months" in mixed


def test_what_waits_from_earlier_meetings_is_told() -> None:
    """Where too few answered before, they are counted with these; and a third meeting with too few is the last."""
    again, last = (
        asked(replace(BOX, below_k=what, earlier=True), "start").text for what in ("pool", "destroy")
    )
    assert all("wait here too" in text and "in all" in text for text in (again, last))
    assert "next meeting's, once more" in again
    assert "next meeting" not in last and "everything is deleted" in last


@pytest.mark.parametrize("quiet", [False, True])
def test_whoever_has_answered_is_thanked_and_told_if_it_was_lost(quiet: bool) -> None:
    """The opener is one and the same for everybody, so it thanks those who have; after older files were put back it says that
    those answers are gone, and so does the page."""
    member, lost = replace(SAM, quiet=quiet), replace(BOX, again=True)
    opened = ("open",) if quiet else ()
    assert "If you already have, thank you." in asked(BOX, *opened, member=member).text
    told = asked(lost, *opened, member=member)
    assert "lost, unread" in told.text and "again" in told.text
    assert "Older files" not in told.say("start"), "said once"
    page = Talk(facts=TestFacts(open_boxes=(lost,)), flows=FLOWS, member=member)
    page.due("feedback", item="feedback:7", by="member")
    assert page.text.startswith("Older files were put back") and "do it again" in page.text


def test_a_second_vote_is_refused_and_nobody_is_told_of_the_first() -> None:
    """Neither at the beginning nor at Send does anything say that somebody has answered."""
    talk = asked(replace(BOX, answered=True), "start")
    assert not talk.stack and "nothing more to fill in" in talk.text and "answered" not in talk.text
    late = at_the_end("yes", "skip", "skip", "skip", "skip")
    late.facts.open_boxes = (replace(BOX, answered=True),)
    late.say("send it")
    assert not late.did(DropIn) and late.did(Clear) and "nothing more to fill in" in late.text


@pytest.mark.parametrize("boxes", [(), (replace(BOX, state="closed"),), (replace(BOX, state="lost"),)])
def test_what_is_sent_too_late_goes_nowhere_and_says_so(boxes: tuple[Box, ...]) -> None:
    """A box that closed, was lost, or is gone in the middle takes nothing, and nothing of it is kept."""
    talk = at_the_end("yes", "skip", "skip", "skip", "skip")
    talk.facts.open_boxes = boxes
    assert "not sent" in talk.say("send it")
    assert not talk.did(DropIn) and not talk.stack


def test_an_answer_of_4000_letters_is_told_the_limit() -> None:
    """What is too long is not kept, not cut, and not lost without a word."""
    talk = at_the_end("skip", "skip", "skip", "skip", "a" * 4000)
    assert str(WORDS_MOST) in talk.text and talk.top == "feedback.MF-14"
    assert "aaaa" not in "".join(talk.rest)


def test_what_later_answers_make_beside_the_point_is_not_sent() -> None:
    """Whoever changes "partly" to "yes" has not said what got in the way."""
    talk = at_the_end("skip", "skip", "skip", "partly", "tech", "done", "the lift", "skip", "see my answers")
    talk.press("Change them")
    for words in ("skip", "skip", "skip", "yes", "skip", "send it"):
        talk.say(words)
    assert talk.facts.dropped == ({"MF-13": "yes"},)


def test_no_name_goes_out_that_was_to_be_taken_out() -> None:
    """ "Take it out" holds for what is sent; going back finds the member's own words."""
    talk = at_the_end("skip", "skip", "skip", "skip", "ask Dee on 07700 900123", "take it out", "send it")
    assert talk.facts.dropped == ({"MF-14": "ask [name] on [number]"},)


def test_nothing_answered_is_not_sent() -> None:
    """An empty slip would only say that somebody was here."""
    talk = at_the_end("skip", "skip", "skip", "skip", "skip")
    assert talk.top == "feedback.MF-19"
    talk.say("no thanks")
    assert not talk.facts.dropped and not talk.stack


@pytest.mark.parametrize("words", ["no", "later", "skip", "ok", "what"])
def test_nothing_is_sent_or_binned_by_a_small_word(words: str) -> None:
    """Only its label, its number or a plain yes sends; only its label or number bins."""
    talk = at_the_end("yes", "skip", "skip", "skip", "skip", words)
    assert talk.top in ("feedback.MF-20", "feedback.MF-20S") and not talk.did(Clear)


def test_leaving_clears_the_chat_and_keeps_nothing() -> None:
    """LEAVE in the middle is a way out like every other."""
    talk = at_the_end("yes", "leave")
    assert talk.did(Clear) and not talk.stack and not talk.facts.dropped


def test_what_cannot_be_cleared_is_told() -> None:
    """On a phone that keeps what was typed, and where clearing fails, the member is told how to do it."""
    talk = at_the_end("yes", "skip", "skip", "skip", "skip")
    talk.caps = PLAIN_TEXT
    talk.say("send it")
    (clear,) = talk.did(Clear)
    assert isinstance(clear, Clear)
    assert "press and hold" in clear.cleared and "Clear history" in clear.failed


def test_clearing_under_a_card_keeps_the_draft() -> None:
    """Whoever has to hide the chat in a hurry loses none of what they had answered, and nothing is shown again."""
    talk = at_the_end("yes", "skip", "he hits me")
    talk.press("Clear these messages")
    assert [(session.flow, session.answers["MF-10"]) for session in talk.stack] == [("feedback", "yes")]
    assert len(talk.messages) == 1


def test_a_box_is_answered_in_the_words_it_was_made_with() -> None:
    """After a change of the form an open box asks its own words and choices, and no question that it does not have."""
    old = Form("meeting_feedback", 1, "", (
        FormQuestion("MF-10", "Were you listened to?", offered(yes="Yes I was", no="No I wasn't")),
        FormQuestion("MF-14", "And why?", offered(yes="Because", no="No idea")),
    ))  # fmt: skip
    talk = asked(replace(BOX, form=old))
    assert "Questions: 1 at most" in talk.text, "no more are promised than will come"
    for words in ("start", "ok, start"):
        talk.say(words)
    assert talk.text == "Were you listened to?" and talk.labels == ["Yes I was", "No I wasn't", "Skip"]
    talk.press("Yes I was")
    assert talk.top == "feedback.MF-20", "the rest this box does not have, or in another shape"
    talk.say("send it")
    assert talk.facts.dropped == ({"MF-10": "yes"},)


def test_own_words_beside_one_choice_are_one_answer() -> None:
    """A question with choices and own words takes either."""
    form = Form("f", 1, "", (FormQuestion("MF-10", "How?", offered(yes="Yes", no="No"), words=True),))
    box = replace(BOX, form=form)
    for typed, kept in (("Yes", "yes"), ("It was loud", "It was loud")):
        talk = Talk(facts=TestFacts(open_boxes=(box,)), flows={**FLOWS, "feedback": flows(form)[0]})
        talk.due("feedback", item="feedback:7", by="member")
        for words in ("ok, start", typed, "send it"):
            talk.say(words)
        assert talk.facts.dropped == ({"MF-10": kept},)


def test_in_a_sealed_talk_a_card_offers_help_only_by_giving_up_the_secret() -> None:
    """With nobody to tell there is no such offer; with somebody, it is said what it costs, and the words stay unread."""
    alone = asked(BOX, "start", "I want to kill myself")
    assert "anonymous" not in alone.text
    told = asked(BOX, "start", programme=replace(PROGRAMME, set_up=3, duty=Duty("Alex", "9 to 5", True, "")))
    told.say("I want to kill myself")
    assert "stop being anonymous" in told.text and not told.did(PassOn)
    assert "kill" not in "".join(told.rest)


def test_less_of_this_is_never_too_late() -> None:
    """The button under the opener still means it when the talk is gone: it is no part of the sealed talk."""
    talk = asked()
    talk.rest = []
    assert "What would help?" in talk.press("Less of this")


def test_a_voice_or_a_picture_is_not_kept() -> None:
    """A voice is a name: it goes from the chat, and the question stands."""
    talk = at_the_end("skip")
    for kind in ("voice", "photo", "file"):
        assert "can show who you are" in talk.send(kind)
        assert talk.did(Remove) and talk.top == "feedback.MF-11"


def test_every_answer_can_be_typed_and_gone_back_to() -> None:
    """BACK leads through the questions as they came, to the first."""
    talk = at_the_end("mostly", "shared", "sort of", "partly", "tech", "done", "the lift", "ramps")
    for step in ("MF-14", "MF-13bw", "MF-13b", "MF-13", "MF-12", "MF-11", "MF-10"):
        talk.say("back")
        assert talk.top == f"feedback.{step}"
