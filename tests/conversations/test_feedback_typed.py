"""The feedback form for somebody who types: what counts as an answer, and what never does."""

from dataclasses import replace

import pytest

from conversations.caps import PLAIN_TEXT, ROOM_BUTTONS, Caps
from conversations.effects import Clear
from conversations.feedback.form import Form, FormQuestion
from conversations.flows.feedback import flows
from tests.conversations.boxes import BOX, offered
from tests.conversations.driver import SAM, Talk, TestFacts
from tests.conversations.test_flows_feedback import FLOWS, asked, at_the_end

SOFT = (
    "no thanks", "No thank you!", "not now", "nothing", "never mind", "later", "maybe later", "forget it", "not today", "skip", "next", "pass",
    "rather not say", "done", "that's all",
)  # fmt: skip


@pytest.mark.parametrize("words", SOFT)
@pytest.mark.parametrize("caps", [ROOM_BUTTONS, PLAIN_TEXT])
def test_leaving_a_question_alone_is_never_an_answer_to_it(words: str, caps: Caps) -> None:
    """ "Not now" at "Did you feel heard?" is no opinion, and so is none of these at any question of the form."""
    talk = asked(BOX, "start", "ok, start", caps=caps)
    for step in ("MF-10", "MF-11", "MF-12", "MF-13"):
        assert talk.top == f"feedback.{step}"
        talk.say("partly" if step == "MF-13" else words)
    assert talk.top == "feedback.MF-13b"
    talk.say(words)
    if talk.top == "feedback.MF-13bw":
        talk.say(words)
    assert talk.top == "feedback.MF-14"
    talk.say(words)
    assert talk.top == "feedback.MF-20"
    talk.say("send it")
    assert talk.facts.dropped == ({"MF-13": "partly"},)


@pytest.mark.parametrize("words", SOFT)
def test_where_several_can_be_chosen_without_own_words_it_is_none_of_them_either(words: str) -> None:
    """A list of things, of which one is called "none", is left alone by the same words; what is ticked stays ticked."""
    form = Form("f", 1, "", (FormQuestion("Q1", "Which?", offered(none="None of it", room="The room"), many=True),
                             FormQuestion("Q2", "Else?", offered(yes="Yes", no="No"))))  # fmt: skip
    talk = Talk(
        facts=TestFacts(open_boxes=(replace(BOX, form=form),)), flows={**FLOWS, "feedback": flows(form)[0]}
    )
    talk.due("feedback", item="feedback:7", by="member")
    for said in ("ok, start", "the room", words, words):
        talk.say(said)
    assert talk.top == "feedback.MF-20"
    talk.say("send it")
    assert talk.facts.dropped == ({"Q1": "room"},)


@pytest.mark.parametrize(("typed", "kept"), [("yes", "yes"), ("Yep", "yes"), ("nope", "no"), ("n", "no"), ("4", "no"), ("a bit", "bit"), ("mostyl", "mostly")])  # fmt: skip
def test_a_plain_yes_or_no_is_an_answer_where_it_is_one(typed: str, kept: str) -> None:
    """So is a label, its number, or a slip of the thumb."""
    assert at_the_end(typed).stack[-1].answers["MF-10"] == kept


@pytest.mark.parametrize("typed", ["no", "nope", "ok", "sure", "please", "not really"])
def test_a_yes_or_no_to_something_else_is_asked_about(typed: str) -> None:
    """ "No" to "Who made the decisions?" is not "None were made": the question stands."""
    talk = at_the_end("yes", typed)
    assert talk.top == "feedback.MF-11" and "didn't get that" in talk.text


def test_own_words_may_be_a_plain_no() -> None:
    """ "Was there anything?" "No" is an answer in somebody's own words."""
    assert at_the_end("skip", "skip", "skip", "skip", "no").stack[-1].answers["MF-14"] == "no"


@pytest.mark.parametrize(
    ("before", "word", "leads_to"),
    [
        ((), "start", "feedback.MF-02D"),
        (("start",), "start", "feedback.MF-10"),
        (("start",), "ok", "feedback.MF-10"),
        (("start",), "more", "feedback.MF-03"),
        (("start", "more"), "start", "feedback.MF-10"),
        (("start", "ok, start", "yes", "skip", "skip", "skip", "skip"), "see", "feedback.MF-20S"),
        (("start", "ok, start", "yes", "skip", "skip", "skip", "skip", "see"), "change", "feedback.MF-10"),
        (("start", "ok, start", "skip", "skip", "skip", "skip", "ask Dee"), "take", "feedback.MF-20"),
        (("start", "ok, start", "skip", "skip", "skip", "skip", "ask Dee"), "edit", "feedback.MF-14"),
        (("start", "ok, start", "skip", "skip", "skip", "skip", "ask Dee"), "leave", "feedback.MF-20"),
    ],
)  # fmt: skip
def test_the_main_word_of_a_label_is_understood(before: tuple[str, ...], word: str, leads_to: str) -> None:
    """Also where it is a command elsewhere: "start" at "OK, start" begins the form, and nothing outside the box."""
    talk = asked(BOX, *before)
    talk.say(word)
    assert talk.top == leads_to and [session.flow for session in talk.stack] == ["feedback"]


@pytest.mark.parametrize(("word", "sent"), [("send", 1), ("bin", 0)])
def test_send_and_bin_are_understood(word: str, sent: int) -> None:
    """At the end one word is enough, where it is that of the button."""
    talk = at_the_end("yes", "skip", "skip", "skip", "skip", word)
    assert talk.did(Clear) and not talk.stack and len(talk.facts.dropped) == sent


@pytest.mark.parametrize("word", ["ok", "carry on", "carry_on"])
def test_ok_carries_on_in_a_small_meeting(word: str) -> None:
    """ "Carry on" or "ok" to the warning leads to the first question."""
    talk = asked(replace(BOX, small=True), "start", "start")
    assert talk.top == "feedback.MF-04"
    assert talk.say(word) and talk.top == ("feedback.MF-04" if "_" in word else "feedback.MF-10")


def test_a_quiet_opener_opens_with_start() -> None:
    """Where "Open" is the button, START is no way to somewhere else."""
    talk = asked(BOX, "start", member=replace(SAM, quiet=True))
    assert talk.top == "feedback.MF-01"


@pytest.mark.parametrize("word", ["help", "stop", "menu"])
def test_what_leads_to_people_or_out_is_still_heard_first(word: str) -> None:
    """STOP and HELP are no answers, whatever the labels of a form are, and MENU is none here."""
    form = Form("f", 1, "", (FormQuestion("MF-10", "What?", offered(help="Help with travel", stopped="Stop earlier", menu="Better menu")),))  # fmt: skip
    talk = Talk(
        facts=TestFacts(open_boxes=(replace(BOX, form=form),)), flows={**FLOWS, "feedback": flows(form)[0]}
    )
    talk.due("feedback", item="feedback:7", by="member")
    talk.say("ok, start")
    talk.say(word)
    assert not talk.top.startswith("feedback")


# -- going through again ----------------------------------------------------------------------------------------------


ALL = (
    "mostly",
    "shared",
    "sort of",
    "partly",
    "tech",
    "done",
    "the lift",
    "Ask Dee about ramps",
    "take it out",
)


@pytest.mark.parametrize("word", ["Keep it", "keep", "skip", "next", "no thanks"])
def test_going_through_again_keeps_what_is_not_changed(word: str) -> None:
    """ "Change them" shows each answer so far, and neither Keep it nor a skip takes one away; a kept name is not asked about anew."""
    talk = at_the_end(*ALL, "see my answers")
    before, first = talk.text, talk.say("change them")
    assert "What you don't change stays" in first and "So far: Mostly" in first
    for said in (word, "mostly staff", word, word, "done", word):
        talk.say(said)
    assert "So far: Ask [name] about ramps" in talk.text
    talk.say(word)
    assert talk.top == "feedback.MF-20"
    assert talk.say("see my answers") == before.replace("Shared", "Mostly staff")


def test_an_answer_can_be_taken_back() -> None:
    """That is the one thing that takes it away, and it is the way to a skip."""
    talk = at_the_end(*ALL, "see my answers", "change them")
    talk.press("Take it back")
    talk.say("back")
    assert talk.labels[-1] == "Skip"
    for said in (
        "skip",
        "keep it",
        "take it back",
        "keep it",
        "done",
        "take it back",
        "Take it back",
        "send",
    ):
        talk.say(said)
    assert talk.facts.dropped == ({"MF-11": "shared", "MF-13": "partly", "MF-13b": "tech"},)


def test_words_about_which_nothing_was_said_are_still_asked_about() -> None:
    """Whoever goes back from the question about a name and keeps the words is asked it again."""
    talk = at_the_end("skip", "skip", "skip", "skip", "ask Dee", "back", "keep it")
    assert talk.top == "feedback.MF-14p"
    talk.say("leave it")
    for said in ("see", "change", "skip", "skip", "skip", "skip", "Priya was kind"):
        talk.say(said)
    assert talk.top == "feedback.MF-14p", "other words are asked about, whatever was said of those before"
